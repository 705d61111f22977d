"""Tickets and sessions: who sits where and when, and the codes that open the day."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from station.entropy import Entropy
from station.sealing.assessment import Assessment
from station.sealing.codes import CodeKind, Credential, from_code, new_code
from station.sealing.identity import Enrolment
from station.sealing.issue import SessionKeys, SessionPlan, TicketPlan, issue_session
from station.sealing.package import Package
from station.sealing.session import RosterRow, SeatedStation
from station.usecases.office import Office

STRETCH_THREADS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCode:
    """What is printed for one participant, and what the session file keeps of it."""

    number: str
    code: str = field(repr=False)
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One participant's place in a session."""

    row: RosterRow
    seat: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When and where a session is; times are RFC 3339 text."""

    session: str
    room: str
    opens: str
    closes: str
    version: int = 1
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSession:
    """A `.session` file and the two codes that officers write on the board at start time."""

    session: str
    data: bytes = field(repr=False)
    start_a: str = field(repr=False)
    start_b: str = field(repr=False)


def print_tickets(
    numbers: Sequence[str], assessment_id: str, entropy: Entropy
) -> dict[str, TicketCode]:
    """Return a new code for each participant number.

    Each code is stretched once (about 25 ms); stretching lets other threads run.
    """
    codes = {number: new_code(entropy) for number in numbers}

    def ticket(number: str) -> TicketCode:
        credential = from_code(
            codes[number], assessment_id=assessment_id, kind=CodeKind.TICKET, subject=number
        )
        return TicketCode(number=number, code=codes[number], key=credential.signer.key)

    with ThreadPoolExecutor(STRETCH_THREADS) as pool:
        return {one.number: one for one in pool.map(ticket, numbers)}


def issue(
    sitting: Sitting,
    places: Sequence[Placement],
    tickets: Mapping[str, TicketCode],
    stations: Sequence[Enrolment],
    *,
    content_keys: Mapping[str, bytes],
    package: Package,
    office: Office,
) -> IssuedSession:
    """Return the session file for these places, openable at these stations only.

    Raises:
        BodyMalformedError: A number, seat or station stands twice.
    """
    start_a, start_b = new_code(office.entropy), new_code(office.entropy)
    plan = SessionPlan(
        session=sitting.session,
        room=sitting.room,
        version=sitting.version,
        opens=sitting.opens,
        closes=sitting.closes,
        tickets=[
            TicketPlan(key=tickets[one.row.number].key, form=one.form, seat=one.seat, row=one.row)
            for one in places
        ],
        stations=[
            SeatedStation(station=one.station, seat=one.seat, sign=one.sign, seal=one.seal)
            for one in stations
        ],
        server=sitting.server,
    )
    keys = SessionKeys(
        content=content_keys,
        start_a=_start(start_a, CodeKind.START_A, sitting.session, office.assessment),
        start_b=_start(start_b, CodeKind.START_B, sitting.session, office.assessment),
    )
    data = issue_session(
        plan,
        keys,
        assessment=office.assessment,
        package=package,
        coordinator=office.coordinator,
        entropy=office.entropy,
    )
    return IssuedSession(session=sitting.session, data=data, start_a=start_a, start_b=start_b)


def _start(code: str, kind: CodeKind, session: str, assessment: Assessment) -> Credential:
    return from_code(code, assessment_id=assessment.id, kind=kind, subject=session)

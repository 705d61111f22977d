"""The coordinator's side of the demonstration: people, codes, sealed files, prepared homes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from station.bank.compile import Compiled
from station.clock import wall_text
from station.entropy import Entropy
from station.sealing.assessment import Assessment, Custodian, verify_assessment
from station.sealing.identity import (
    StationIdentity,
    new_identity,
    read_enrolment,
    write_enrolment,
)
from station.sealing.package import verify_package
from station.sealing.session import RosterRow
from station.storage.files import write_whole
from station.usecases.demo.clock import SimulatedClock
from station.usecases.demo.people import DemoPerson, Pool
from station.usecases.found import AssessmentPlan, Founded, OfficerPlan, found_assessment
from station.usecases.home import Home, Settings, prepare_home
from station.usecases.office import Office
from station.usecases.schedule import (
    IssuedSession,
    Placement,
    Sitting,
    TicketCode,
    issue,
    print_tickets,
)
from station.usecases.seal import SealedBattery, seal_battery

FIRST_DAY = date(2025, 1, 20)
SEATS_A_SESSION = 100
SPARES = 2
ROOM = "A"
MORNING = timedelta(hours=0)  # 07.00 WIB
AFTERNOON = timedelta(hours=6, minutes=45)  # 13.45 WIB
LENGTH = timedelta(hours=6, minutes=30)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSession:
    """One session: when, who sits where, and its issued file."""

    sitting: Sitting
    seats: dict[str, str]
    issued: IssuedSession

    @property
    def id(self) -> str:
        """The session's id."""
        return self.sitting.session


@dataclass(frozen=True, kw_only=True)
class DemoOffice:
    """Everything that was made before the first participant came."""

    out_dir: Path
    founded: Founded = field(repr=False)
    assessment: Assessment
    office: Office = field(repr=False)
    battery: SealedBattery = field(repr=False)
    compiled: Compiled = field(repr=False)
    people: dict[str, DemoPerson]
    rows: dict[str, RosterRow] = field(repr=False)
    tickets: dict[str, TicketCode] = field(repr=False)
    identities: dict[str, StationIdentity] = field(repr=False)
    sessions: list[DemoSession]
    passphrases: dict[str, str] = field(repr=False)

    def home(self, seat: str) -> Home:
        """Return the home of a seat."""
        return Home(self.out_dir / "stations" / seat)

    @property
    def battery_name(self) -> str:
        """The name that the battery's files go by."""
        key = self.compiled.key
        return f"{key.battery}-{key.version}" if key else "battery"

    @property
    def spares(self) -> list[str]:
        """Seats at which nobody is placed."""
        return sorted(self.identities)[-SPARES:]


def officer_plans(pool: Pool) -> list[OfficerPlan]:
    """Return the officers of the demonstration."""
    return [
        OfficerPlan(id=one["id"], name=one["name"], nip=one["nip"], roles=tuple(one["roles"]))
        for one in pool.values["officer"]
    ]


def open_office(
    out_dir: Path,
    pool: Pool,
    people: Sequence[DemoPerson],
    compiled: Compiled,
    standards: Mapping[str, bytes],
    *,
    factors: Mapping[str, int],
    entropy: Entropy,
) -> DemoOffice:
    """Found the assessment, seal the battery, enrol stations, issue sessions; write it all down.

    Args:
        out_dir: Where the demonstration's files go.
        pool: Officers, custodians and the organiser.
        people: Who is assessed.
        compiled: The compiled battery.
        standards: File name to bytes of all standards.
        factors: Participant number to time factor in permille, for accommodations.
        entropy: For every key and code.
    """
    clock = SimulatedClock(_moment(FIRST_DAY - timedelta(days=14)), "office")
    plan = _plan(pool)
    passphrases = _passphrases(plan, entropy)
    founded = found_assessment(plan, passphrases, clock=clock, entropy=entropy)
    assessment = verify_assessment(founded.data)
    office = Office(
        assessment=assessment,
        coordinator=founded.credentials["koordinator"].signer,
        entropy=entropy,
    )
    battery = seal_battery(compiled, standards, office=office)
    rows = {one.number: _row(one, factors.get(one.number, 1000), entropy) for one in people}
    tickets = print_tickets(list(rows), assessment.id, entropy)
    groups = _groups(list(rows))
    identities = {
        seat: new_identity(entropy) for seat in _seats(max(len(group) for group in groups))
    }
    made = DemoOffice(
        out_dir=out_dir,
        founded=founded,
        assessment=assessment,
        office=office,
        battery=battery,
        compiled=compiled,
        people={one.number: one for one in people},
        rows=rows,
        tickets=tickets,
        identities=identities,
        sessions=[],
        passphrases=passphrases,
    )
    made.sessions.extend(_issue(made, place, group) for place, group in enumerate(groups))
    _write(made, standards)
    return made


def _plan(pool: Pool) -> AssessmentPlan:
    return AssessmentPlan(
        title={"id": "Pemetaan Potensi dan Kompetensi", "en": "Mapping of Potential and Competency"},
        organiser=pool.values["organiser"],
        officers=officer_plans(pool),
        custodians=[
            Custodian(id=one["id"], name=one["name"]) for one in pool.values["custodian"]
        ],
        rules=pool.values["house"],
    )


def _passphrases(plan: AssessmentPlan, entropy: Entropy) -> dict[str, str]:
    owners = [one.id for one in plan.officers] + [one.id for one in plan.custodians]
    return {owner: entropy.token(9).hex() for owner in owners}


def _row(person: DemoPerson, factor: int, entropy: Entropy) -> RosterRow:
    return RosterRow(
        number=person.number,
        name=person.name,
        nip=person.nip,
        unit=person.unit,
        tier=str(person.tier),
        target=person.target,
        accommodations={} if factor == 1000 else {"time_factor_permille": factor},
        salt=entropy.token(32).hex(),
    )


def _groups(numbers: list[str]) -> list[list[str]]:
    """Deal people to sessions as evenly as can be, at least two sessions."""
    count = max(2, math.ceil(len(numbers) / SEATS_A_SESSION))
    size, more = divmod(len(numbers), count)
    groups, start = [], 0
    for place in range(count):
        end = start + size + (place < more)
        groups.append(numbers[start:end])
        start = end
    return [group for group in groups if group]


def _seats(people: int) -> list[str]:
    return [f"{ROOM}-{place:03d}" for place in range(1, people + SPARES + 1)]


def _issue(made: DemoOffice, place: int, group: list[str]) -> DemoSession:
    day, afternoon = divmod(place, 2)
    opens = _moment(_weekday(day)) + (AFTERNOON if afternoon else MORNING)
    sitting = Sitting(
        session=f"{_weekday(day):%Y-%m-%d}-{'S' if afternoon else 'P'}-{ROOM}",
        room=ROOM,
        opens=wall_text(opens),
        closes=wall_text(opens + LENGTH),
    )
    seats = dict(zip(group, made.identities, strict=False))
    enrolments = [
        read_enrolment(write_enrolment(one, assessment_id=made.assessment.id, seat=seat))
        for seat, one in made.identities.items()
    ]
    issued = issue(
        sitting,
        [Placement(row=made.rows[number], seat=seat, form="A") for number, seat in seats.items()],
        made.tickets,
        enrolments,
        content_keys=made.battery.content_keys,
        package=verify_package(made.battery.package, made.assessment),
        office=made.office,
    )
    return DemoSession(sitting=sitting, seats=seats, issued=issued)


def _weekday(place: int) -> date:
    """Return the working day number `place`, from 0."""
    day = FIRST_DAY
    for _ in range(place):
        day += timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
    return day


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _write(made: DemoOffice, standards: Mapping[str, bytes]) -> None:
    out = made.out_dir
    name = made.battery_name
    write_whole(out / "demo.assessment", made.founded.data)
    write_whole(out / f"{name}.package", made.battery.package)
    write_whole(out / f"{name}.key", made.battery.key_file)
    for session in made.sessions:
        write_whole(out / f"{session.id}.session", session.issued.data)
    for file, data in standards.items():
        write_whole(out / "standards" / file, data)
    _write_private(made)
    for seat, identity in made.identities.items():
        _write_home(made, seat, identity)


def _write_private(made: DemoOffice) -> None:
    folder = made.out_dir / "custodians"
    for owner, data in made.founded.custodian_files.items():
        write_whole(folder / f"{owner}.custodian", data)
        write_whole(folder / f"{owner}.passphrase", made.passphrases[owner].encode())
    folder = made.out_dir / "officers"
    for owner, data in made.founded.officer_files.items():
        write_whole(folder / f"{owner}.officer", data)
        write_whole(folder / f"{owner}.passphrase", made.passphrases[owner].encode())
    for owner, code in made.founded.codes.items():
        write_whole(folder / f"{owner}.code", code.encode())


def _write_home(made: DemoOffice, seat: str, identity: StationIdentity) -> None:
    home = made.home(seat)
    prepare_home(home, Settings(assessment=made.assessment.sha256, seat=seat), identity)
    (home.packages_dir / "demo.assessment").write_bytes(made.founded.data)
    (home.packages_dir / f"{made.battery_name}.package").write_bytes(made.battery.package)
    for session in made.sessions:
        (home.packages_dir / f"{session.id}.session").write_bytes(session.issued.data)

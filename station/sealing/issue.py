"""How the coordinator issues a `.session` file.

Promises: no code of any officer is needed; only the two start codes of the session, of
which this keeps nothing. Refuses: forms without a content key, and people listed twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from station import canonical
from station.entropy import Entropy
from station.sealing import signedfile
from station.sealing.assessment import Assessment, Officer
from station.sealing.codes import Credential
from station.sealing.frames import Hex32, Strict
from station.sealing.hpke import Sealed, SealKey, seal_to
from station.sealing.package import LABEL as CONTENT_LABEL
from station.sealing.package import Package
from station.sealing.session import (
    KIND,
    Bound,
    ClosedForm,
    Resume,
    RosterRow,
    SeatedStation,
    SessionBody,
    Ticket,
    check_people,
    row_hash,
)
from station.sealing.signing import Signer
from station.sealing.suite import KEY_BYTES, box, check_commitment, commit, hkdf, sha256

ROSTER_LABEL = "roster"
RESUMING_ROLES = frozenset({"proctor", "second", "coordinator"})


class RosterBody(Strict, frozen=True, kw_only=True):
    """What an enrolled station opens: one share, and the people."""

    s1: Hex32
    rows: tuple[RosterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPlan:
    """One participant: public half of the ticket code, form, seat, and the row to seal."""

    key: str
    form: str
    seat: str
    row: RosterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What the coordinator decided about a session; times are RFC 3339 text."""

    session: str
    room: str
    version: int
    opens: str
    closes: str
    tickets: Sequence[TicketPlan]
    stations: Sequence[SeatedStation]
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKeys:
    """What is closed into a session: each form's content key, and both start credentials."""

    content: Mapping[str, bytes] = field(repr=False)
    start_a: Credential
    start_b: Credential


def issue_session(
    plan: SessionPlan,
    keys: SessionKeys,
    *,
    assessment: Assessment,
    package: Package,
    coordinator: Signer,
    entropy: Entropy,
) -> bytes:
    """Return a `.session` file; a higher `version` replaces an earlier one.

    Raises:
        BodyMalformedError: Somebody or something is listed twice.
        CommitmentWrongError: A content key is not the package's.
    """
    s1, roster_key, resume = (entropy.token(KEY_BYTES) for _ in range(3))
    bound = Bound(assessment=assessment.sha256, session=plan.session, version=plan.version)
    roster = _close_roster(bound, plan, s1, roster_key, entropy)
    body = SessionBody(
        assessment=assessment.sha256,
        session=plan.session,
        room=plan.room,
        version=plan.version,
        package=package.sha256,
        opens=plan.opens,
        closes=plan.closes,
        forms=_close_forms(bound, package, keys, s1, entropy),
        tickets=tuple(_ticket(one) for one in sorted(plan.tickets, key=_number)),
        stations=tuple(sorted(plan.stations, key=_seat)),
        resume=_close_resume(bound, resume, assessment.body.officers),
        server=plan.server,
        rosters=_seal_roster_key(bound, plan.stations, roster_key),
        roster_commit=commit(ROSTER_LABEL, roster_key),
        roster_sha256=sha256(roster),
    )
    check_people(body)
    return signedfile.write(KIND, body, {"coordinator": coordinator}, (roster,))


def key_encryption_key(s1: bytes, share_a: bytes, share_b: bytes) -> bytes:
    """Return the key that closes the content keys: all three shares, in this order."""
    return hkdf(s1 + share_a + share_b, "saksi-kek/1")


def _close_forms(
    bound: Bound, package: Package, keys: SessionKeys, s1: bytes, entropy: Entropy
) -> tuple[ClosedForm, ...]:
    kek = key_encryption_key(s1, keys.start_a.share, keys.start_b.share)
    closed: list[ClosedForm] = []
    for form, key in sorted(keys.content.items()):
        check_commitment(package.form(form).commit, CONTENT_LABEL, key)
        where = bound.context("content", package=package.sha256, form=form)
        closed.append(ClosedForm(form=form, box=box(kek, key, where, entropy)))
    return tuple(closed)


def _close_roster(
    bound: Bound, plan: SessionPlan, s1: bytes, key: bytes, entropy: Entropy
) -> bytes:
    rows = tuple(one.row for one in sorted(plan.tickets, key=_number))
    clear = canonical.dumps(RosterBody(s1=s1.hex(), rows=rows))
    return canonical.dumps(box(key, clear, bound.context("roster"), entropy))


def _seal_roster_key(
    bound: Bound, stations: Sequence[SeatedStation], key: bytes
) -> dict[str, Sealed]:
    return {
        one.station: seal_to(one.seal, key, bound.context("roster-key", station=one.station))
        for one in stations
    }


def _close_resume(bound: Bound, secret: bytes, officers: Sequence[Officer]) -> Resume:
    wraps = {
        one.id: seal_to(one.seal, secret, bound.context("resume", officer=one.id))
        for one in officers
        if RESUMING_ROLES & set(one.roles)
    }
    return Resume(key=SealKey(secret).public, wraps=wraps)


def _ticket(plan: TicketPlan) -> Ticket:
    return Ticket(
        number=plan.row.number,
        key=plan.key,
        form=plan.form,
        seat=plan.seat,
        row=row_hash(plan.row),
    )


def _number(plan: TicketPlan) -> str:
    return plan.row.number


def _seat(station: SeatedStation) -> str:
    return station.seat

"""Acts of officers: signed orders that a record carries beside the fact that obeys them.

Promises: an officer's order cannot be changed, aimed at another seat, or used twice.
Refuses: facts that only an officer may cause without a matching act, and acts by somebody
without the role. Conduct facts belong to `station.exam`; only the few fields that tie a
fact to its act are read here.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from station import canonical
from station.sealing import frames, signing
from station.sealing.assessment import Assessment
from station.sealing.errors import (
    ActExpiredError,
    ActForeignError,
    ActKnownError,
    ActWrongError,
    SignerUnknownError,
)
from station.sealing.frames import Bytes64, Hex32, Id, Name, SessionId, Strict, Wall
from station.sealing.signing import Signer

KIND = "saksi-act/1"
ACTING_ROLES = frozenset({"proctor", "second", "coordinator"})
ACT_OF_FACT = {
    "paused": "pause",
    "resumed": "resume",
    "time_added": "add_time",
    "moved": "move",
    "closed": "end",
}
_OFFICER_CLOSES = frozenset({"ended", "voided"})


class Act(Strict, frozen=True, kw_only=True):
    """One order: `kind` says what, `body` how, `seats` where, `expires` until when.

    Every key of `body` stands with the same value in the fact that obeys the order.
    """

    assessment: Hex32
    body: dict[str, Any]
    expires: Wall
    id: Id
    kind: Name
    seats: tuple[Name, ...]
    session: SessionId


class SignedAct(Strict, frozen=True, kw_only=True):
    """An act's exact bytes and the officer's signature over them."""

    act: bytes
    officer: Name
    sig: Bytes64


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a conduct fact that the chain itself depends on."""

    fact: str
    act: str = ""
    reason: str = ""
    from_station: str = ""
    to_station: str = ""


def sign_act(act: Act, officer: str, signer: Signer) -> SignedAct:
    """Return an act signed by an officer."""
    raw = canonical.dumps(act)
    return SignedAct(act=raw, officer=officer, sig=signer.sign(KIND, raw))


def read_act(signed: SignedAct) -> Act:
    """Return what an act says, not yet verified.

    Raises:
        IntegrityError: It is malformed.
    """
    return frames.decode(signed.act, Act, "officer's act")


def verify_act(signed: SignedAct, *, assessment: Assessment, session: str, seat: str) -> Act:
    """Return an act that an officer of this assessment gave for this seat.

    Raises:
        SignerUnknownError: No such officer, or one without the role.
        SignatureWrongError: Not signed by that officer.
        ActForeignError: For another assessment, session or seat.
    """
    officer = assessment.officer(signed.officer)
    if not ACTING_ROLES & set(officer.roles):
        raise SignerUnknownError(f"officer {officer.id} may not give orders to a seat")
    signing.verify(officer.key, KIND, signed.act, signed.sig)
    act = read_act(signed)
    if (act.assessment, act.session) != (assessment.sha256, session) or seat not in act.seats:
        raise ActForeignError(f"act {act.id} is not for seat {seat} of session {session}")
    return act


def accept_act(
    signed: SignedAct,
    *,
    assessment: Assessment,
    session: str,
    seat: str,
    now: str,
    known: Collection[str],
) -> Act:
    """Return an act that this seat may carry out now; the station's check on arrival.

    Args:
        signed: As it came from the console, or was just signed at the seat.
        assessment: Who the officers are.
        session: The session that runs here.
        seat: Where this is.
        now: RFC 3339 text in UTC with milliseconds.
        known: Ids of acts that were carried out before.

    Raises:
        ActExpiredError, ActKnownError: Too late, or again.
        ActForeignError, IntegrityError: As `verify_act`.
    """
    act = verify_act(signed, assessment=assessment, session=session, seat=seat)
    if act.id in known:
        raise ActKnownError(f"act {act.id} was carried out before")
    if act.expires < now:
        raise ActExpiredError(f"act {act.id} expired at {act.expires}")
    return act


def see(fact: bytes | memoryview | msgspec.Raw) -> Seen:
    """Return the fields of a conduct fact that the chain depends on.

    Raises:
        BodyMalformedError: It is no fact.
    """
    return frames.parse(fact, Seen, "conduct fact")


def match_acts(
    facts: Sequence[bytes | msgspec.Raw], signed: Iterable[SignedAct], where: str
) -> tuple[str, ...]:
    """Let a record's facts pass that do what its acts order; return the ids of the acts.

    Raises:
        ActWrongError: An act is missing, repeated, of another kind, or says otherwise.
    """
    read = tuple(map(read_act, signed))
    acts = {act.id: act for act in read}
    if len(acts) < len(read):
        raise ActWrongError(f"{where} carries an act twice")
    for fact in facts:
        _match(fact, see(fact), acts, where)
    return tuple(acts)


def _match(fact: bytes | msgspec.Raw, seen: Seen, acts: dict[str, Act], where: str) -> None:
    if not _needs_act(seen):
        return
    act = acts.get(seen.act)
    if act is None or act.kind != ACT_OF_FACT.get(seen.fact):
        raise ActWrongError(f"{where} holds {seen.fact} without an officer's act")
    stated = msgspec.json.decode(fact)
    if any(stated.get(name) != value for name, value in act.body.items()):
        raise ActWrongError(f"{where} holds {seen.fact} other than act {act.id} orders")


def _needs_act(seen: Seen) -> bool:
    if seen.fact == "closed":
        return bool(seen.act) or seen.reason in _OFFICER_CLOSES
    return bool(seen.act) or seen.fact in ACT_OF_FACT

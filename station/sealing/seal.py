"""The `.seal` file: what two officers say of a session before any answer can be opened.

Promises: its root binds exactly the listed bundles, and attendance names exactly the people
of the session. Refuses: one officer signing as both, and a session file not at hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from typing_extensions import Buffer

from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import (
    BodyMalformedError,
    CommitmentWrongError,
    FileForeignError,
    SessionUnknownError,
)
from station.sealing.frames import Body, Count, Hex32, Name, Number, SessionId, Strict, Wall
from station.sealing.register import sorted_root
from station.sealing.session import Session
from station.sealing.signedfile import Signers

KIND = "saksi-seal/1"


class MissingSeat(Strict, frozen=True, kw_only=True):
    """A seat whose bundle is not in the seal, and why."""

    number: Number
    seat: Name
    reason: str


class Incident(Strict, frozen=True, kw_only=True):
    """Something the minutes mention."""

    at: Wall
    text: str


class SealBody(Body, frozen=True, kw_only=True):
    """What proctor and second sign.

    `counts` and `time` (milliseconds) are summaries for the minutes; the ledger recomputes
    them from the bundles.
    """

    assessment: Hex32
    session: SessionId
    session_file: Hex32
    bundles: tuple[Hex32, ...]
    root: Hex32
    attendance: dict[Number, Literal["present", "absent"]]
    missing: tuple[MissingSeat, ...]
    counts: dict[str, Count]
    time: dict[str, Count]
    opened: Wall
    closed: Wall
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A verified session seal."""

    sha256: str
    body: SealBody
    session: Session


def write_seal(body: SealBody, signers: Signers) -> bytes:
    """Return the seal signed as `proctor`, `second`, or both; `countersign` adds the other.

    Raises:
        CommitmentWrongError, BodyMalformedError: Bundles and root do not go together.
    """
    _check_bundles(body)
    return signedfile.write(KIND, body, signers)


def verify_seal(data: Buffer, assessment: Assessment, sessions: Mapping[str, Session]) -> Seal:
    """Return a seal that a proctor and a second officer signed.

    Args:
        data: The file.
        assessment: The pinned assessment.
        sessions: Verified session files by their SHA-256.

    Raises:
        SessionUnknownError: Its session file is not among `sessions`; it may come again.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=2)
    body = frames.decode(envelope.body, SealBody, "session seal")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the session seal belongs to another assessment")
    envelope.require(("proctor", "second"), assessment.keys)
    session = sessions.get(body.session_file)
    if session is None:
        raise SessionUnknownError(f"session file {body.session_file[:16]} is not here")
    _check_bundles(body)
    _check_people(body, session)
    return Seal(sha256=envelope.sha256, body=body, session=session)


def _check_bundles(body: SealBody) -> None:
    if list(body.bundles) != sorted(set(body.bundles)):
        raise BodyMalformedError("the seal's bundles are not sorted and distinct")
    if sorted_root(body.bundles) != body.root:
        raise CommitmentWrongError("the seal's root is not that of its bundles")


def _check_people(body: SealBody, session: Session) -> None:
    numbers = {ticket.number for ticket in session.body.tickets}
    if body.session != session.body.session or set(body.attendance) != numbers:
        raise FileForeignError("the seal's attendance is not that of its session file")
    if not {one.number for one in body.missing} <= numbers:
        raise FileForeignError("the seal misses somebody who is not of its session")

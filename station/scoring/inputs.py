"""What a report needs besides scores: the person, the paper, how the sitting went, the evidence.

All of it is given as values; nothing here reads a clock, a chain or a file.
"""

from typing import Literal

from station.exam.form import SectionCode, Text
from station.scoring.format import local
from station.scoring.model import Signer
from station.scoring.parts import Part


class Person(Part, frozen=True, kw_only=True):
    """One row of `people.json`.

    Attributes:
        nip: 18 digits.
        agency: The OPD.
        tier: 1 to 5.
        target: Code of the target post; empty: the tier's default requirement.
        performance: Imported rating, empty when there is none.
    """

    number: str
    name: str
    nip: str
    rank: str = ""
    post: str
    unit: str
    agency: str
    tier: int
    target: str = ""
    performance: Literal["", "below", "meets", "above"] = ""


class Issuance(Part, frozen=True, kw_only=True):
    """What paper is issued; all but `number` is the same for an assessment.

    Attributes:
        issued: Day, `YYYY-MM-DD`.
        label: The form's label, such as "demonstration, not normed".
    """

    number: str
    purpose: Text
    letterhead: tuple[str, ...]
    place: str
    issued: str
    label: Text
    signers: tuple[Signer, ...]


class LostTime(Part, frozen=True, kw_only=True):
    """Time in which the clock of the test stood still; `at` is RFC 3339 in UTC."""

    at: str
    ms: int
    cause: Literal["pause", "restart", "move", "sleep", "save_failed"]
    basis: Literal["measured", "stated"]


class AddedTime(Part, frozen=True, kw_only=True):
    """Time that an officer added."""

    at: str
    section: SectionCode
    ms: int
    reason: str


class SeatMove(Part, frozen=True, kw_only=True):
    """A move from seat to seat."""

    at: str
    from_seat: str
    to_seat: str
    reason: str


class BreakTaken(Part, frozen=True, kw_only=True):
    """A break before a section."""

    before: SectionCode
    ms: int


class IncidentNote(Part, frozen=True, kw_only=True):
    """An incident of the session as its seal has it."""

    at: str
    text: str


class Conduct(Part, frozen=True, kw_only=True):
    """How the sitting went, from the clear part of its chain and from the session seal.

    Attributes:
        session: Id, `YYYY-MM-DD-P` or `-S` and the room (DESIGN 12).
        started: First section's opening, RFC 3339 in UTC.
        finished: The last record's wall time.
        offset_minutes: The room's offset from UTC.
        zone: What the room calls its time, such as WIB.
        ended_because: What the officer gave as reason when the sitting was ended.
        limit_ms: Time of all sections, accommodations and added time included.
        minutes: Number of the session's minutes; empty when there is none.
    """

    session: str
    seat: str
    started: str
    finished: str
    offset_minutes: int
    zone: str
    closed: Literal["submitted", "time", "ended", "voided"]
    ended_because: str = ""
    used_ms: int
    limit_ms: int
    breaks: tuple[BreakTaken, ...] = ()
    lost: tuple[LostTime, ...] = ()
    added: tuple[AddedTime, ...] = ()
    moves: tuple[SeatMove, ...] = ()
    help_calls: int = 0
    lockdown: int = 0
    incidents: tuple[IncidentNote, ...] = ()
    minutes: str = ""

    @property
    def day(self) -> str:
        """The day of the sitting in the room, `YYYY-MM-DD`."""
        return local(self.started, self.offset_minutes)[:10]


class Evidence(Part, frozen=True, kw_only=True):
    """Hashes that the result rests on, in hex.

    Attributes:
        records: Records of the chain.
        state: The register's state at scoring.
        witness_printed: Whether the witness made the tickets; if not, the report says so.
    """

    assessment: str
    bundle: str
    records: int
    session_file: str
    package: str
    key: str
    state: str
    witness_printed: bool

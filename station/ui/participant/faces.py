"""What the screens around the items are told to show: plain values, each shown whole. No Qt.

Texts of the form are still in all their languages; moments are UTC. The screens pick and format.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from station.machine.grades import Grade

if TYPE_CHECKING:
    from station.exam.form import ItemId, Text
    from station.sealing.session import RosterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A session: its day, whether it is the morning's or the afternoon's, and its hours."""

    id: str
    room: str
    opens: datetime
    closes: datetime

    @property
    def part(self) -> str:
        """Which part of the day it is: `P` (morning) or `S` (afternoon), or nothing."""
        parts = self.id.split("-")
        return parts[3] if len(parts) > 3 and parts[3] in {"P", "S"} else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One line of the self-test: its grade, and keys of what it says."""

    check: str
    grade: Grade
    says: tuple[tuple[str, dict[str, str | int]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The locked screen.

    Attributes:
        state: `checking`, `no_session`, `blocked` or `open`.
        blocked: Names of programs that have to be closed first.
        sighted: Kinds and names of what is only warned about, and recorded.
        tested: When the self-test was made.
    """

    seat: str
    organiser: str
    state: str
    block: Block | None
    lights: tuple[Light, ...] = ()
    blocked: tuple[str, ...] = ()
    sighted: tuple[tuple[str, str], ...] = ()
    worse: tuple[str, ...] = ()
    tested: datetime | None = None
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who signed in, and where."""

    row: "RosterRow"
    seat: str
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An item one can go to, by its number."""

    item: "ItemId"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is ahead of somebody who waits."""

    items: int
    sections: int
    minutes: int
    opens: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A section that waits to be opened."""

    place: int
    of: int
    title: "Text"
    instruction: "Text"
    items: int
    limit_ms: int
    break_ms: int
    strike: bool
    calculator: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The open section, about to be locked."""

    place: int
    of: int
    title: "Text"
    answered: int
    items: int
    blank: tuple[Link, ...]
    flagged: tuple[Link, ...]
    here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A section in the review: whether it is locked, and how much of it is answered."""

    title: "Text"
    locked: bool
    answered: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The last section and all the others, before handing in."""

    end: End
    answered: int
    items: int
    rows: tuple[Row, ...]


class Printing(StrEnum):
    """How printing the receipt stands."""

    ASKING = "asking"
    NO_PRINTER = "no_printer"
    READY = "print"
    BUSY = "printing"
    DONE = "printed"
    FAILED = "print_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a participant takes away. `reason` is that of the close."""

    code: str
    name: str
    number: str
    seat: str
    reason: str
    answered: int
    items: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A sitting on this disk that was never closed."""

    number: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """What happened to a sitting that stopped, and what the clock did.

    Attributes:
        saved: Wall clock of the last record before.
        item: Number of the item it goes on with; 0 between sections.
        answered: How many answers were found whole.
        up: When this program was there again.
        woken: When the codes were accepted.
        seat: The seat it came from, after a move.
        reason: Why it had stopped, in the officer's words.
        left_ms: Left of the section; -1 when no section is open.
    """

    saved: datetime
    item: int
    answered: int
    up: datetime
    woken: datetime
    officer: str
    left_ms: int
    seat: str = ""
    reason: str = ""

"""How an item and the last step stand: the words that presenters and widgets share. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CellState(StrEnum):
    """How an item stands."""

    ANSWERED = "answered"
    SEEN = "seen"
    UNSEEN = "unseen"
    LOCKED = "locked"
    LOCKED_BLANK = "locked_blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One item's cell.

    Attributes:
        key: What is emitted when it is chosen.
        number: What stands in it.
        current: Whether it is the item on the screen.
        opens: Whether it can be chosen.
    """

    key: str
    number: int
    state: CellState = CellState.UNSEEN
    flagged: bool = False
    current: bool = False
    opens: bool = True


class Saving(StrEnum):
    """How the last step stands."""

    NOTHING = "nothing"
    PENDING = "pending"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How the last step stands: `at` is the moment of the last durable commit."""

    state: Saving
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """What is left of the section; `notice` is a number of minutes to speak of."""

    left_ms: int
    hidden: bool = False
    paused: bool = False
    notice: int | None = None

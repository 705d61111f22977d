"""How an item and the last step stand: the words that presenters and widgets share. No Qt."""

from dataclasses import dataclass
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

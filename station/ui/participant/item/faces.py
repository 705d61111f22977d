"""What the item page is told to show: plain values, each shown whole.

Texts are still in all their languages; the page picks, so that a switch needs no presenter.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from station.exam.form import Item, ItemId, Kind, Option, OptionCode, Stimulus, Text
from station.ui.participant.item.pace import Pace
from station.ui.states import Cell, Saved, Time

STATEMENTS = {Kind.LIKERT, Kind.MOST_LEAST}
"""Kinds that have no right answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The stimulus of an item: which one of its section, and for which numbers."""

    stimulus: Stimulus
    place: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An item as it comes on the screen; nothing here changes while it stands there.

    Attributes:
        options: As this participant sees them.
        strikable: Whether its section lets options be struck out.
        calculator: Whether its section allows a calculator.
    """

    item: Item
    number: int
    of: int
    options: tuple[Option, ...]
    strikable: bool = False
    calculator: bool = False
    case: Case | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the item on the screen stands."""

    choice: Any = None
    struck: frozenset[OptionCode] = frozenset()
    flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The open section at a glance."""

    place: int
    of: int
    title: Text
    answered: int
    items: int
    flagged: int
    cells: tuple[Cell, ...]
    statements: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section's row in the view of all items.

    Attributes:
        state: `locked`, `open` or `ahead`.
    """

    title: Text
    state: str
    answered: int
    items: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All items; `unanswered` and `flagged` count only what can still be answered."""

    parts: tuple[Part, ...]
    answered: int
    items: int
    unanswered: int
    flagged: int
    current: int


class View(Protocol):
    """What the presenter asks of the page."""

    def show_question(self, question: Question) -> None:
        """Bring another item on the screen."""
        ...

    def show_standing(self, standing: Standing) -> None:
        """Show how the item stands."""
        ...

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        ...

    def show_overview(self, overview: Overview) -> None:
        """Show how all items stand, when they are on the screen."""
        ...

    def show_saved(self, saved: Saved) -> None:
        """Show whether the last step is saved."""
        ...

    def show_time(self, time: Time) -> None:
        """Show what is left."""
        ...

    def show_pace(self, pace: Pace | None) -> None:
        """Show how answers keep up with the time; None shows nothing of it."""
        ...

    def tell(self, key: str, **values: object) -> None:
        """Say something short about the last step."""
        ...

    def later(self, ms: int) -> None:
        """Call the presenter's `time_came` after `ms`; a new call takes the old one's place."""
        ...

    def not_later(self) -> None:
        """Forget the call."""
        ...


def item_ids(cells: tuple[Cell, ...]) -> tuple[ItemId, ...]:
    """Return the items of `cells`, in order."""
    return tuple(ItemId(cell.key) for cell in cells)

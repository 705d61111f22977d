"""What happened in a sitting: small past-tense values that never change.

*Conduct* facts stand in clear in a record: how the sitting went, seen by everybody.
*Content* facts are sealed: what was answered. A fact carries no time: its record does.
"""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from station.exam.form import ItemId, OptionCode, SectionCode

WEEK_MS = 7 * 24 * 60 * 60 * 1000
"""More than any sitting can take: a longer time in a fact is a slip of a clock, or a lie."""

Span = Annotated[int, Meta(ge=0, le=WEEK_MS)]
Added = Annotated[int, Meta(ge=1, le=WEEK_MS)]
Factor = Annotated[int, Meta(ge=1_000, le=100_000)]
Percent = Annotated[int, Meta(ge=1, le=1_000)]
Amount = Annotated[int, Meta(ge=0, le=1_000_000)]

Choice: TypeAlias = (
    str | tuple[str, ...] | dict[str, str] | tuple[tuple[str, str], ...] | tuple[int, int]
)
"""A response as stored: see DESIGN 12. `None` in a fact means the answer was cleared."""


class _Fact(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="fact",
    omit_defaults=True,
):
    """Strict and tagged by its name."""


class SectionTime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section and the time this participant has for it, accommodations included."""

    section: SectionCode
    limit_ms: Span


class Opened(_Fact, frozen=True, tag="opened"):
    """The sitting began: the form, the time of each section, the seed of the display order."""

    form: str
    sections: tuple[SectionTime, ...]
    order: str
    factor_permille: Factor = 1000


class SectionOpened(_Fact, frozen=True, tag="section_opened"):
    """A section's clock started."""

    section: SectionCode


class SectionClosed(_Fact, frozen=True, tag="section_closed"):
    """A section was left for good."""

    section: SectionCode
    reason: Literal["left", "time", "ended"]


class BreakBegan(_Fact, frozen=True, tag="break_began"):
    """The optional break before a section began; items are hidden and no section clock runs."""

    before: SectionCode


class BreakEnded(_Fact, frozen=True, tag="break_ended"):
    """The participant came back with the last characters of the ticket code."""

    before: SectionCode


class Paused(_Fact, frozen=True, tag="paused"):
    """An officer stopped the clock."""

    reason: str
    act: str


class Resumed(_Fact, frozen=True, tag="resumed"):
    """The sitting went on, after a pause or after the program or machine had stopped.

    After a pause or a move the fact before it holds the reason.
    """

    after: Literal["pause", "restart", "move"]
    act: str
    reason: str = ""


class Lost(_Fact, frozen=True, tag="lost"):
    """Time in which the participant could not work and the clock did not run."""

    ms: Span
    cause: Literal["pause", "restart", "move", "sleep", "save_failed"]
    basis: Literal["measured", "stated"]


class TimeAdded(_Fact, frozen=True, tag="time_added"):
    """An officer gave more time for the section that was open."""

    section: SectionCode
    ms: Added
    reason: str
    act: str


class Moved(_Fact, frozen=True, tag="moved"):
    """The sitting went on at another station, which wrote and signed this."""

    from_station: str
    to_station: str
    reason: str
    act: str


class HelpCalled(_Fact, frozen=True, tag="help_called"):
    """The participant called the proctor."""


class LockdownSeen(_Fact, frozen=True, tag="lockdown_seen"):
    """The machine reported something that a locked-down seat should not show."""

    kind: str
    detail: str = ""


class Closed(_Fact, frozen=True, tag="closed"):
    """The sitting is over; nothing follows."""

    reason: Literal["submitted", "time", "ended", "voided"]
    answered: Amount
    items: Amount
    act: str = ""


class ItemSeen(_Fact, frozen=True, tag="item_seen"):
    """The item came on the screen; it is the one a resume returns to."""

    item: ItemId


class ItemLeft(_Fact, frozen=True, tag="item_left"):
    """Time spent on an item since it was last left; rides with the next commit."""

    item: ItemId
    spent_ms: Span


class AnswerGiven(_Fact, frozen=True, tag="answer_given"):
    """An answer was given, changed, or with `None` cleared."""

    item: ItemId
    choice: Any = None


class FlagSet(_Fact, frozen=True, tag="flag_set"):
    """The participant marked or unmarked the item as unsure."""

    item: ItemId
    on: bool


class OptionStruck(_Fact, frozen=True, tag="option_struck"):
    """The participant struck out an option or took that back."""

    item: ItemId
    option: OptionCode
    on: bool


class ComfortSet(_Fact, frozen=True, tag="comfort_set"):
    """Settings that follow the person; sealed, since they can reveal a disability.

    Attributes:
        advance: Whether statements move on by themselves once answered.
        space_next: Whether Space goes to the next item, as in CAT BKN.
        pace: Whether the item page says how answers keep up with the time.
        one_column: Whether everything of an item stands one under another.
    """

    zoom_percent: Percent
    theme: str
    language: str
    advance: bool = True
    space_next: bool = False
    pace: bool = False
    one_column: bool = False


Conduct: TypeAlias = (
    Opened
    | SectionOpened
    | SectionClosed
    | BreakBegan
    | BreakEnded
    | Paused
    | Resumed
    | Lost
    | TimeAdded
    | Moved
    | HelpCalled
    | LockdownSeen
    | Closed
)
Content: TypeAlias = ItemSeen | ItemLeft | AnswerGiven | FlagSet | OptionStruck | ComfortSet
Fact: TypeAlias = Conduct | Content

CONDUCT = (
    Opened,
    SectionOpened,
    SectionClosed,
    BreakBegan,
    BreakEnded,
    Paused,
    Resumed,
    Lost,
    TimeAdded,
    Moved,
    HelpCalled,
    LockdownSeen,
    Closed,
)

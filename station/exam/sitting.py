"""Where a sitting stands: a value that changes only by applying a fact.

`replay` of a journal and the live program go through the same `apply`, so they cannot differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import singledispatch
from types import MappingProxyType
from typing import Any

from station.exam import facts as f
from station.exam.errors import ChoiceRefusedError, FactOutOfPlaceError
from station.exam.form import Form, Item, ItemId, OptionCode, Section, SectionCode
from station.exam.order import items_shown
from station.exam.responses import is_complete, normal_choice

EMPTY: Mapping[Any, Any] = MappingProxyType({})


class Phase(StrEnum):
    """What a participant can do now."""

    NEW = "new"
    WORKING = "working"
    BETWEEN = "between"
    BREAK = "break"
    CLOSED = "closed"


class Paper:
    """A form with its look-ups: what the rules ask about it, answered at once."""

    def __init__(self, form: Form) -> None:
        """Index `form`; it is never changed."""
        self.form = form
        self.items: dict[ItemId, Item] = {item.id: item for item in form.items}
        self.sections: dict[SectionCode, Section] = {
            section.code: section for section in form.sections
        }
        self.codes: tuple[SectionCode, ...] = tuple(self.sections)
        self.stimuli = {stimulus.code: stimulus for stimulus in form.stimuli}

    def after(self, code: SectionCode | None) -> SectionCode | None:
        """Return the section after `code` (None: the first one), or None after the last."""
        position = 0 if code is None else self.codes.index(code) + 1
        return self.codes[position] if position < len(self.codes) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One participant's sitting after some number of records.

    Attributes:
        section: The open section, or the last one that was open.
        section_from_ms: Used time of the whole sitting at which the open section began.
        paused: Whether an officer stopped the clock.
        limits_ms: Time a section has, accommodations and added time included.
        acts: Ids of officers' acts already carried out here.
    """

    paper: Paper
    phase: Phase = Phase.NEW
    paused: bool = False
    order: str = ""
    section: SectionCode | None = None
    section_from_ms: int = 0
    used_ms: int = 0
    limits_ms: Mapping[SectionCode, int] = field(default_factory=lambda: EMPTY)
    closed_sections: Mapping[SectionCode, str] = field(default_factory=lambda: EMPTY)
    item: ItemId | None = None
    seen: frozenset[ItemId] = frozenset()
    answers: Mapping[ItemId, Any] = field(default_factory=lambda: EMPTY)
    flags: frozenset[ItemId] = frozenset()
    struck: frozenset[tuple[ItemId, OptionCode]] = frozenset()
    spent_ms: Mapping[ItemId, int] = field(default_factory=lambda: EMPTY)
    added: tuple[f.TimeAdded, ...] = ()
    lost: tuple[f.Lost, ...] = ()
    moves: tuple[f.Moved, ...] = ()
    acts: frozenset[str] = frozenset()
    comfort: f.ComfortSet | None = None
    closed: f.Closed | None = None

    def section_used_ms(self, used_ms: int) -> int:
        """Return time used in the open section when the sitting's used time is `used_ms`."""
        return used_ms - self.section_from_ms

    def left_ms(self, used_ms: int) -> int:
        """Return time left in the open section, never below 0; 0 when no section is open."""
        if self.phase is not Phase.WORKING or self.section is None:
            return 0
        return max(0, self.limits_ms[self.section] - self.section_used_ms(used_ms))

    def running(self) -> bool:
        """Return whether the section clock runs."""
        return self.phase is Phase.WORKING and not self.paused

    def next_section(self) -> SectionCode | None:
        """Return the section that opens next."""
        return self.paper.after(self.section)

    def is_answered(self, item: ItemId) -> bool:
        """Return whether `item` has a complete answer."""
        return item in self.answers and is_complete(self.paper.items[item], self.answers[item])

    def answered(self, code: SectionCode | None = None) -> int:
        """Return how many items of a section (None: of the form) have a complete answer."""
        items = self.answers if code is None else self.paper.sections[code].items
        return sum(self.is_answered(item) for item in items)

    def items_in_order(self, code: SectionCode) -> tuple[ItemId, ...]:
        """Return a section's items as this participant sees them."""
        return items_shown(self.paper.sections[code], self.order)


def replay(paper: Paper, records: Iterable[tuple[int, Iterable[f.Fact]]]) -> Sitting:
    """Return the sitting that `records` (used time, facts) lead to.

    Raises:
        FactOutOfPlaceError: A fact does not fit where it stands.
    """
    sitting = Sitting(paper=paper)
    for used_ms, facts in records:
        sitting = apply_all(sitting, facts, used_ms)
    return sitting


def apply_all(sitting: Sitting, facts: Iterable[f.Fact], used_ms: int) -> Sitting:
    """Return the sitting after one record: conduct, then content, then its used time.

    A record keeps conduct and content apart, so their order among each other is not kept; this
    is the one order in which both the live program and a replay apply them.
    """
    for fact in sorted(facts, key=_is_content):
        sitting = apply(fact, sitting, used_ms)
    return replace(sitting, used_ms=used_ms)


@singledispatch
def apply(fact: Any, sitting: Sitting, used_ms: int) -> Sitting:  # noqa: ARG001 -- dispatch
    """Return `sitting` with `fact` applied; the only way a sitting changes.

    Raises:
        FactOutOfPlaceError: The fact does not fit where it stands.
    """
    raise FactOutOfPlaceError(f"{type(fact).__name__} is not a fact")


def _is_content(fact: f.Fact) -> bool:
    return not isinstance(fact, f.CONDUCT)


def _require(fits: object, fact: Any) -> None:
    if not fits:
        raise FactOutOfPlaceError(f"{type(fact).__name__} does not fit here")


def _put(mapping: Any, key: Any, value: Any) -> Mapping[Any, Any]:
    """Return a mapping with one value put in; `|` copies ten times faster than unpacking."""
    return MappingProxyType(mapping | {key: value})


@apply.register
def _(fact: f.Opened, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is Phase.NEW, fact)
    limits = {time.section: time.limit_ms for time in fact.sections}
    _require(tuple(limits) == sitting.paper.codes and fact.form == sitting.paper.form.form, fact)
    return replace(
        sitting, phase=Phase.BETWEEN, order=fact.order, limits_ms=MappingProxyType(limits)
    )


@apply.register
def _(fact: f.SectionOpened, sitting: Sitting, used_ms: int) -> Sitting:
    _require(sitting.phase is Phase.BETWEEN and sitting.next_section() == fact.section, fact)
    return replace(
        sitting, phase=Phase.WORKING, section=fact.section, section_from_ms=used_ms, item=None
    )


@apply.register
def _(fact: f.SectionClosed, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is Phase.WORKING and sitting.section == fact.section, fact)
    closed = _put(sitting.closed_sections, fact.section, fact.reason)
    return replace(sitting, phase=Phase.BETWEEN, closed_sections=closed, item=None)


@apply.register
def _(fact: f.BreakBegan, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is Phase.BETWEEN and sitting.next_section() == fact.before, fact)
    return replace(sitting, phase=Phase.BREAK)


@apply.register
def _(fact: f.BreakEnded, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is Phase.BREAK and sitting.next_section() == fact.before, fact)
    return replace(sitting, phase=Phase.BETWEEN)


@apply.register
def _(fact: f.Paused, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED} and not sitting.paused, fact)
    return replace(sitting, paused=True, acts=sitting.acts | {fact.act})


@apply.register
def _(fact: f.Resumed, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED}, fact)
    return replace(sitting, paused=False, acts=sitting.acts | {fact.act})


@apply.register
def _(fact: f.Lost, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED} and fact.ms >= 0, fact)
    return replace(sitting, lost=(*sitting.lost, fact))


@apply.register
def _(fact: f.TimeAdded, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(
        sitting.phase is Phase.WORKING and sitting.section == fact.section and fact.ms > 0, fact
    )
    limits = _put(sitting.limits_ms, fact.section, sitting.limits_ms[fact.section] + fact.ms)
    return replace(
        sitting, limits_ms=limits, added=(*sitting.added, fact), acts=sitting.acts | {fact.act}
    )


@apply.register
def _(fact: f.Moved, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED}, fact)
    return replace(sitting, moves=(*sitting.moves, fact), acts=sitting.acts | {fact.act})


@apply.register
def _(fact: f.HelpCalled, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED}, fact)
    return sitting


@apply.register
def _(fact: f.LockdownSeen, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is not Phase.CLOSED, fact)
    return sitting


@apply.register
def _(fact: f.Closed, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED, Phase.WORKING}, fact)
    _require(fact.answered == sitting.answered() and fact.items == len(sitting.paper.items), fact)
    return replace(sitting, phase=Phase.CLOSED, paused=False, closed=fact)


def _as_stored(sitting: Sitting, fact: f.AnswerGiven) -> bool:
    """Return whether a response is one that the item takes, in its one stored form."""
    try:
        return bool(normal_choice(sitting.paper.items[fact.item], fact.choice) == fact.choice)
    except ChoiceRefusedError:
        return False


def _working_on(sitting: Sitting, item: ItemId, fact: Any) -> None:
    _require(sitting.phase is Phase.WORKING and not sitting.paused, fact)
    _require(
        item in sitting.paper.items and sitting.paper.items[item].section == sitting.section, fact
    )


@apply.register
def _(fact: f.ItemSeen, sitting: Sitting, _used_ms: int) -> Sitting:
    _working_on(sitting, fact.item, fact)
    return replace(sitting, item=fact.item, seen=sitting.seen | {fact.item})


@apply.register
def _(fact: f.ItemLeft, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(fact.item in sitting.seen and fact.spent_ms >= 0, fact)
    spent = _put(sitting.spent_ms, fact.item, sitting.spent_ms.get(fact.item, 0) + fact.spent_ms)
    return replace(sitting, spent_ms=spent)


@apply.register
def _(fact: f.AnswerGiven, sitting: Sitting, _used_ms: int) -> Sitting:
    _working_on(sitting, fact.item, fact)
    _require(fact.choice is None or _as_stored(sitting, fact), fact)
    if fact.choice is not None:
        return replace(sitting, answers=_put(sitting.answers, fact.item, fact.choice))
    left = {item: choice for item, choice in sitting.answers.items() if item != fact.item}
    return replace(sitting, answers=MappingProxyType(left))


@apply.register
def _(fact: f.FlagSet, sitting: Sitting, _used_ms: int) -> Sitting:
    _working_on(sitting, fact.item, fact)
    return replace(
        sitting, flags=sitting.flags | {fact.item} if fact.on else sitting.flags - {fact.item}
    )


@apply.register
def _(fact: f.OptionStruck, sitting: Sitting, _used_ms: int) -> Sitting:
    _working_on(sitting, fact.item, fact)
    mark = {(fact.item, fact.option)}
    return replace(sitting, struck=sitting.struck | mark if fact.on else sitting.struck - mark)


@apply.register
def _(fact: f.ComfortSet, sitting: Sitting, _used_ms: int) -> Sitting:
    _require(sitting.phase is not Phase.CLOSED, fact)
    return replace(sitting, comfort=fact)

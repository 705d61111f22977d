"""The rules: each verb looks at a sitting and used time and returns facts to journal, or raises.

Nothing here changes anything. The shell makes the facts durable, then applies them.
`used_ms` is always the used time of the whole sitting at the moment of the step.
"""

from collections.abc import Mapping
from typing import Any, Literal

from station.exam import facts as f
from station.exam.errors import (
    ChoiceRefusedError,
    NotOpenError,
    SectionLockedError,
    StrikeRefusedError,
    TimeIsUpError,
)
from station.exam.form import ItemId, OptionCode, SectionCode
from station.exam.responses import normal_choice
from station.exam.sitting import Paper, Phase, Sitting

PERMILLE = 1000
MAX_ADDED_MS = 4 * 60 * 60 * 1000


def open_sitting(
    paper: Paper, *, order: str, factor_permille: int = PERMILLE
) -> tuple[f.Fact, ...]:
    """Return the opening: every section's limit with the person's time factor (1300 = x 1.3)."""
    if factor_permille < PERMILLE:
        raise NotOpenError("a time factor below 1 is not an accommodation")
    times = tuple(
        f.SectionTime(section=section.code, limit_ms=section.limit_ms * factor_permille // PERMILLE)
        for section in paper.form.sections
    )
    return (
        f.Opened(
            form=paper.form.form, sections=times, order=order, factor_permille=factor_permille
        ),
    )


def open_section(sitting: Sitting) -> tuple[f.Fact, ...]:
    """Return the opening of the next section and the sight of its first item.

    Raises:
        NotOpenError: No section is waiting to be opened.
    """
    code = _next(sitting, Phase.BETWEEN, "no section is waiting")
    return (f.SectionOpened(section=code), f.ItemSeen(item=sitting.items_in_order(code)[0]))


def close_section(
    sitting: Sitting, used_ms: int, spent: Mapping[ItemId, int]
) -> tuple[f.Fact, ...]:
    """Return that the open section is left for good, or that its time ran out.

    Raises:
        NotOpenError: No section is open.
    """
    _require(sitting.phase is Phase.WORKING and not sitting.paused, "no section is open")
    reason: Literal["left", "time"] = "left" if sitting.left_ms(used_ms) > 0 else "time"
    return (*_left(spent), f.SectionClosed(section=_open(sitting), reason=reason))


def begin_break(sitting: Sitting) -> tuple[f.Fact, ...]:
    """Return the start of the break before the next section.

    Raises:
        NotOpenError: No break is offered here.
    """
    code = _next(sitting, Phase.BETWEEN, "no break here")
    _require(sitting.paper.sections[code].break_ms > 0, "no break before this section")
    return (f.BreakBegan(before=code),)


def end_break(sitting: Sitting) -> tuple[f.Fact, ...]:
    """Return the end of the break.

    Raises:
        NotOpenError: There is no break to end.
    """
    return (f.BreakEnded(before=_next(sitting, Phase.BREAK, "no break to end")),)


def see(
    sitting: Sitting, item: ItemId, used_ms: int, spent: Mapping[ItemId, int]
) -> tuple[f.Fact, ...]:
    """Return that `item` came on the screen, and the time spent on items left before.

    Raises:
        NotOpenError, SectionLockedError, TimeIsUpError: The item cannot be shown now.
    """
    _writable(sitting, item, used_ms)
    return (*_left(spent), f.ItemSeen(item=item))


def answer(sitting: Sitting, item: ItemId, choice: Any, used_ms: int) -> tuple[f.Fact, ...]:
    """Return the answer to journal, in its stored form; None clears it.

    Raises:
        TimeIsUpError: The section's time is used up.
        ChoiceRefusedError: The response does not fit the item.
        NotOpenError, SectionLockedError: The item cannot be answered now.
    """
    _writable(sitting, item, used_ms)
    stored = None if choice is None else normal_choice(sitting.paper.items[item], choice)
    taken_back = tuple(
        f.OptionStruck(item=item, option=OptionCode(code), on=False)
        for code in chosen_codes(stored)
        if (item, code) in sitting.struck
    )
    return (*taken_back, f.AnswerGiven(item=item, choice=stored))


def flag(sitting: Sitting, item: ItemId, used_ms: int, *, on: bool) -> tuple[f.Fact, ...]:
    """Return that the item was marked or unmarked as unsure.

    Raises:
        NotOpenError, SectionLockedError, TimeIsUpError: The item cannot be marked now.
    """
    _writable(sitting, item, used_ms)
    return (f.FlagSet(item=item, on=on),)


def strike(
    sitting: Sitting, item: ItemId, option: OptionCode, used_ms: int, *, on: bool
) -> tuple[f.Fact, ...]:
    """Return that an option was struck out or brought back.

    Raises:
        StrikeRefusedError: The section does not allow it, or the option is the chosen one.
        ChoiceRefusedError: The item has no such option.
        NotOpenError, SectionLockedError, TimeIsUpError: The item cannot be changed now.
    """
    _writable(sitting, item, used_ms)
    subject = sitting.paper.items[item]
    if option not in {one.code for one in subject.options}:
        raise ChoiceRefusedError(f"item {item} has no option {option}")
    if not sitting.paper.sections[subject.section].strike:
        raise StrikeRefusedError(f"section {subject.section} has no striking out")
    if on and option in chosen_codes(sitting.answers.get(item)):
        raise StrikeRefusedError(f"option {option} of item {item} is chosen")
    return (f.OptionStruck(item=item, option=option, on=on),)


def pause(
    sitting: Sitting, *, reason: str, act: str, spent: Mapping[ItemId, int] | None = None
) -> tuple[f.Fact, ...]:
    """Return that an officer stopped the clock.

    Raises:
        NotOpenError: The sitting is not going on.
    """
    _going_on(sitting)
    _require(not sitting.paused, "the sitting is paused already")
    facts = _left(spent or {}) if sitting.phase is Phase.WORKING else ()
    return (*facts, f.Paused(reason=reason, act=act))


def resume(
    sitting: Sitting,
    *,
    after: Literal["pause", "restart", "move"],
    act: str,
    lost_ms: int,
    basis: Literal["measured", "stated"] = "measured",
    reason: str = "",
) -> tuple[f.Fact, ...]:
    """Return that the sitting goes on, and the time that was lost meanwhile.

    Raises:
        NotOpenError: The sitting is not going on, or was never stopped.
    """
    _going_on(sitting)
    _require(after != "pause" or sitting.paused, "the sitting is not paused")
    went_on = f.Resumed(after=after, act=act, reason=reason)
    return (f.Lost(ms=_span(lost_ms), cause=after, basis=basis), went_on)


def note_lost(
    sitting: Sitting, *, lost_ms: int, cause: Literal["sleep", "save_failed"]
) -> tuple[f.Fact, ...]:
    """Return time in which the clock stood because the machine slept or could not save.

    Raises:
        NotOpenError: The sitting is not going on.
    """
    _going_on(sitting)
    return (f.Lost(ms=_span(lost_ms), cause=cause, basis="measured"),)


def add_time(sitting: Sitting, *, added_ms: int, reason: str, act: str) -> tuple[f.Fact, ...]:
    """Return more time for the open section.

    Raises:
        NotOpenError: No section is open, or the time is not between 1 ms and 4 hours.
    """
    _require(sitting.phase is Phase.WORKING, "no section is open")
    _require(0 < added_ms <= MAX_ADDED_MS, "added time is not between 1 ms and 4 hours")
    return (f.TimeAdded(section=_open(sitting), ms=added_ms, reason=reason, act=act),)


def move(
    sitting: Sitting, *, from_station: str, to_station: str, reason: str, act: str
) -> tuple[f.Fact, ...]:
    """Return that the sitting goes on at another station (written there).

    Raises:
        NotOpenError: The sitting is not going on, or the two stations are one.
    """
    _going_on(sitting)
    _require(from_station != to_station, "a sitting moves between two stations")
    return (f.Moved(from_station=from_station, to_station=to_station, reason=reason, act=act),)


def call_help(sitting: Sitting) -> tuple[f.Fact, ...]:
    """Return that the participant called the proctor.

    Raises:
        NotOpenError: The sitting is not going on.
    """
    _going_on(sitting)
    return (f.HelpCalled(),)


def note_lockdown(sitting: Sitting, *, kind: str, detail: str = "") -> tuple[f.Fact, ...]:
    """Return what the machine noticed.

    Raises:
        NotOpenError: The sitting is over.
    """
    _require(sitting.phase is not Phase.CLOSED, "the sitting is over")
    return (f.LockdownSeen(kind=kind, detail=detail),)


def set_comfort(sitting: Sitting, comfort: f.ComfortSet) -> tuple[f.Fact, ...]:
    """Return display settings that follow the person.

    Raises:
        NotOpenError: The sitting is over.
    """
    _require(sitting.phase is not Phase.CLOSED, "the sitting is over")
    return () if comfort == sitting.comfort else (comfort,)


def submit(sitting: Sitting, used_ms: int, spent: Mapping[ItemId, int]) -> tuple[f.Fact, ...]:
    """Return the close of the last section and of the sitting.

    Raises:
        NotOpenError: Sections are still to come, or the sitting is not going on.
    """
    _going_on(sitting)
    _require(sitting.next_section() is None and not sitting.paused, "sections are still to come")
    ending = close_section(sitting, used_ms, spent) if sitting.phase is Phase.WORKING else ()
    timed_out = "time" in {sitting.closed_sections.get(_open(sitting)), _reason(ending)}
    return (*ending, _closed(sitting, "time" if timed_out else "submitted"))


def end(
    sitting: Sitting,
    *,
    reason: Literal["ended", "voided"],
    act: str,
    spent: Mapping[ItemId, int] | None = None,
) -> tuple[f.Fact, ...]:
    """Return that an officer ended or voided the sitting.

    Raises:
        NotOpenError: The sitting is not going on.
    """
    _going_on(sitting)
    facts: tuple[f.Fact, ...] = ()
    if sitting.phase is Phase.WORKING:
        facts = (*_left(spent or {}), f.SectionClosed(section=_open(sitting), reason="ended"))
    return (*facts, _closed(sitting, reason, act))


def chosen_codes(choice: Any) -> frozenset[str]:
    """Return the option codes that a stored response names."""
    match choice:
        case str():
            return frozenset({choice})
        case dict():
            return frozenset(choice.values())
        case list() | tuple():
            return frozenset(code for code in choice if isinstance(code, str))
        case _:
            return frozenset()


def _closed(
    sitting: Sitting, reason: Literal["submitted", "time", "ended", "voided"], act: str = ""
) -> f.Closed:
    return f.Closed(
        reason=reason, answered=sitting.answered(), items=len(sitting.paper.items), act=act
    )


def _reason(ending: tuple[f.Fact, ...]) -> str:
    return next((fact.reason for fact in ending if isinstance(fact, f.SectionClosed)), "")


def _span(ms: int) -> int:
    """Return a lost time that a fact can hold: a clock set by years tells nothing."""
    return min(max(0, ms), f.WEEK_MS)


def _left(spent: Mapping[ItemId, int]) -> tuple[f.Fact, ...]:
    return tuple(
        f.ItemLeft(item=item, spent_ms=spent_ms) for item, spent_ms in spent.items() if spent_ms > 0
    )


def _open(sitting: Sitting) -> SectionCode:
    if sitting.section is None:
        raise NotOpenError("no section was opened")
    return sitting.section


def _next(sitting: Sitting, phase: Phase, why: str) -> SectionCode:
    code = sitting.next_section()
    if sitting.phase is not phase or sitting.paused or code is None:
        raise NotOpenError(why)
    return code


def _going_on(sitting: Sitting) -> None:
    _require(sitting.phase not in {Phase.NEW, Phase.CLOSED}, f"the sitting is {sitting.phase}")


def _writable(sitting: Sitting, item: ItemId, used_ms: int) -> None:
    _require(
        sitting.phase is Phase.WORKING and not sitting.paused, f"the sitting is {sitting.phase}"
    )
    subject = sitting.paper.items.get(item)
    if subject is None or subject.section != sitting.section:
        raise SectionLockedError(f"item {item} is not in the open section")
    if sitting.left_ms(used_ms) <= 0:
        raise TimeIsUpError(f"section {sitting.section} has no time left")


def _require(fits: object, why: str) -> None:
    if not fits:
        raise NotOpenError(why)

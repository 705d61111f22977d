"""The rules of a sitting, one rule a test."""

from collections.abc import Callable
from typing import Any

import pytest

from station.exam import deciding
from station.exam import facts as f
from station.exam.errors import (
    ChoiceRefusedError,
    FactOutOfPlaceError,
    NotOpenError,
    SectionLockedError,
    StrikeRefusedError,
    TimeIsUpError,
)
from station.exam.form import ItemId, OptionCode, SectionCode
from station.exam.sitting import Phase, Sitting, apply, apply_all, replay
from tests.papers import small_paper

A1, A2, B1 = ItemId("A-1"), ItemId("A-2"), ItemId("B-1")
B = OptionCode("B")


def opened(factor_permille: int = 1000) -> Sitting:
    """Return a sitting whose first section is open."""
    paper = small_paper()
    sitting = Sitting(paper=paper)
    opening = deciding.open_sitting(paper, order="00ff", factor_permille=factor_permille)
    sitting = apply_all(sitting, opening, 0)
    return apply_all(sitting, deciding.open_section(sitting), 0)


def step(sitting: Sitting, facts: tuple[f.Fact, ...], used_ms: int = 0) -> Sitting:
    """Return `sitting` after one more record."""
    return apply_all(sitting, facts, used_ms)


def at_end(used_ms: int = 0) -> Sitting:
    """Return a sitting that stands in its last section."""
    sitting = opened()
    for _ in range(2):
        sitting = step(sitting, deciding.close_section(sitting, used_ms, {}), used_ms)
        sitting = step(sitting, deciding.open_section(sitting), used_ms)
    return sitting


def test_an_answer_is_kept_as_given_and_can_be_changed_and_cleared() -> None:
    sitting = opened()

    given = step(sitting, deciding.answer(sitting, A1, "B", 10))
    changed = step(given, deciding.answer(given, A1, "C", 20))
    cleared = step(changed, deciding.answer(changed, A1, None, 30))

    assert given.answers == {A1: "B"}
    assert changed.answers == {A1: "C"}
    assert cleared.answers == {}


def test_an_item_of_a_later_section_is_locked() -> None:
    with pytest.raises(SectionLockedError):
        deciding.answer(opened(), B1, "A", 0)


def test_an_item_of_a_section_left_stays_locked() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.close_section(sitting, 5, {}))
    sitting = step(sitting, deciding.open_section(sitting))

    with pytest.raises(SectionLockedError):
        deciding.answer(sitting, A1, "A", 10)


def test_the_last_millisecond_counts_and_the_next_one_does_not() -> None:
    sitting = opened()

    assert deciding.answer(sitting, A1, "A", 599_999)
    with pytest.raises(TimeIsUpError):
        deciding.answer(sitting, A1, "A", 600_000)


def test_a_section_has_its_own_time_whatever_the_one_before_used() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.close_section(sitting, 400_000, {}), 400_000)
    sitting = step(sitting, deciding.open_section(sitting), 400_000)

    assert sitting.left_ms(400_000) == 600_000
    assert sitting.left_ms(1_000_001) == 0


def test_a_time_factor_stretches_every_section() -> None:
    sitting = opened(factor_permille=1300)

    assert set(sitting.limits_ms.values()) == {780_000}


def test_a_factor_below_one_is_refused() -> None:
    with pytest.raises(NotOpenError):
        deciding.open_sitting(small_paper(), order="00", factor_permille=999)


def test_added_time_belongs_to_the_open_section_alone() -> None:
    sitting = opened()
    facts = deciding.add_time(sitting, added_ms=60_000, reason="listrik", act="act-1")
    sitting = step(sitting, facts)

    assert sitting.left_ms(0) == 660_000
    assert sitting.limits_ms[SectionCode("two")] == 600_000
    assert "act-1" in sitting.acts


@pytest.mark.parametrize("added_ms", [0, -1, deciding.MAX_ADDED_MS + 1])
def test_added_time_outside_its_bounds_is_refused(added_ms: int) -> None:
    with pytest.raises(NotOpenError):
        deciding.add_time(opened(), added_ms=added_ms, reason="x", act="a")


def test_nothing_is_answered_while_paused() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.pause(sitting, reason="sakit", act="a"))

    assert not sitting.running()
    with pytest.raises(NotOpenError):
        deciding.answer(sitting, A1, "A", 0)
    with pytest.raises(NotOpenError):
        deciding.pause(sitting, reason="lagi", act="b")


def test_a_pause_ends_with_the_lost_time_in_the_ledger() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.pause(sitting, reason="sakit", act="a", spent={A1: 5}))
    sitting = step(sitting, deciding.resume(sitting, after="pause", act="b", lost_ms=9_000))

    assert sitting.running()
    assert [(one.ms, one.cause) for one in sitting.lost] == [(9_000, "pause")]
    assert sitting.spent_ms == {A1: 5}


def test_only_a_paused_sitting_resumes_after_a_pause() -> None:
    with pytest.raises(NotOpenError):
        deciding.resume(opened(), after="pause", act="b", lost_ms=1)


def test_a_struck_option_comes_back_when_it_is_chosen() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.strike(sitting, A1, B, 0, on=True))
    assert sitting.struck == {(A1, B)}

    sitting = step(sitting, deciding.answer(sitting, A1, "B", 0))

    assert sitting.struck == frozenset()
    with pytest.raises(StrikeRefusedError):
        deciding.strike(sitting, A1, B, 0, on=True)


def test_striking_is_for_ability_sections_and_known_options() -> None:
    last = at_end()

    with pytest.raises(StrikeRefusedError):
        deciding.strike(last, ItemId("S-1"), B, 0, on=True)
    with pytest.raises(ChoiceRefusedError):
        deciding.strike(opened(), A1, OptionCode("Z"), 0, on=True)


def test_flags_come_and_go() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.flag(sitting, A2, 0, on=True))
    assert sitting.flags == {A2}

    sitting = step(sitting, deciding.flag(sitting, A2, 0, on=False))

    assert sitting.flags == frozenset()


def test_time_on_an_item_adds_up() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.see(sitting, A2, 100, {A1: 100}), 100)
    sitting = step(sitting, deciding.see(sitting, A1, 150, {A2: 50}), 150)
    sitting = step(sitting, deciding.see(sitting, A2, 160, {A1: 10}), 160)

    assert sitting.spent_ms == {A1: 110, A2: 50}
    assert sitting.item == A2


def test_a_break_is_offered_only_where_the_form_has_one() -> None:
    sitting = opened()
    sitting = step(sitting, deciding.close_section(sitting, 1, {}))
    with pytest.raises(NotOpenError):
        deciding.begin_break(sitting)
    sitting = step(sitting, deciding.open_section(sitting))
    sitting = step(sitting, deciding.close_section(sitting, 2, {}))
    sitting = step(sitting, deciding.begin_break(sitting))
    assert sitting.phase is Phase.BREAK
    with pytest.raises(NotOpenError):
        deciding.open_section(sitting)

    sitting = step(sitting, deciding.end_break(sitting))

    assert sitting.phase is Phase.BETWEEN


def test_submitting_needs_the_last_section() -> None:
    with pytest.raises(NotOpenError):
        deciding.submit(opened(), 0, {})


def test_submitting_closes_the_section_and_the_sitting() -> None:
    sitting = at_end()
    sitting = step(sitting, deciding.answer(sitting, ItemId("S-1"), "A", 1))
    sitting = step(sitting, deciding.submit(sitting, 2, {ItemId("S-1"): 2}), 2)

    assert sitting.phase is Phase.CLOSED
    assert sitting.closed == f.Closed(reason="submitted", answered=1, items=19)
    with pytest.raises(NotOpenError):
        deciding.call_help(sitting)


def test_a_last_section_out_of_time_closes_by_time() -> None:
    sitting = step(at_end(), deciding.submit(at_end(), 600_000, {}), 600_000)

    assert sitting.closed is not None
    assert sitting.closed.reason == "time"


def test_a_half_filled_response_is_kept_but_not_counted() -> None:
    sitting = at_end()
    sitting = step(sitting, deciding.answer(sitting, ItemId("F-1"), {"most": "A"}, 0))

    assert sitting.answers[ItemId("F-1")] == {"most": "A"}
    assert sitting.answered() == 0


@pytest.mark.parametrize("reason", ["ended", "voided"])
def test_an_officer_can_end_or_void_at_any_time(reason: Any) -> None:
    sitting = opened()
    sitting = step(sitting, deciding.pause(sitting, reason="x", act="a"))
    sitting = step(sitting, deciding.end(sitting, reason=reason, act="b", spent={A1: 3}))

    assert sitting.closed is not None
    assert sitting.closed.act == "b"
    assert sitting.closed_sections == {SectionCode("one"): "ended"}


def test_comfort_settings_are_journalled_once() -> None:
    comfort = f.ComfortSet(zoom_percent=150, theme="dark", language="id")
    sitting = opened()
    sitting = step(sitting, deciding.set_comfort(sitting, comfort))

    assert deciding.set_comfort(sitting, comfort) == ()
    assert sitting.comfort == comfort


def test_a_move_goes_to_another_station() -> None:
    sitting = opened()
    with pytest.raises(NotOpenError):
        deciding.move(sitting, from_station="s1", to_station="s1", reason="x", act="a")

    moved = deciding.move(sitting, from_station="s1", to_station="s2", reason="x", act="a")

    assert step(sitting, moved).moves == moved


def test_sleep_and_lockdown_are_facts_and_change_no_answer() -> None:
    sitting = opened()
    facts = (
        *deciding.note_lost(sitting, lost_ms=7, cause="sleep"),
        *deciding.note_lockdown(sitting, kind="usb_storage"),
        *deciding.call_help(sitting),
    )
    after = step(sitting, facts)

    assert after.lost[0].ms == 7
    assert after.answers == sitting.answers


STRAY: list[Callable[[], f.Fact]] = [
    lambda: f.Opened(form="A", sections=(), order=""),
    lambda: f.SectionOpened(section=SectionCode("one")),
    lambda: f.SectionClosed(section=SectionCode("two"), reason="left"),
    lambda: f.BreakBegan(before=SectionCode("two")),
    lambda: f.BreakEnded(before=SectionCode("two")),
    lambda: f.Closed(reason="submitted", answered=0, items=19),
    lambda: f.ItemSeen(item=B1),
    lambda: f.ItemLeft(item=B1, spent_ms=1),
    lambda: f.AnswerGiven(item=B1, choice="A"),
    lambda: f.FlagSet(item=ItemId("nowhere"), on=True),
    lambda: f.OptionStruck(item=B1, option=B, on=True),
    lambda: f.TimeAdded(section=SectionCode("two"), ms=1, reason="", act=""),
    lambda: f.Lost(ms=-1, cause="sleep", basis="measured"),
]


@pytest.mark.parametrize("stray", STRAY)
def test_a_fact_that_the_rules_cannot_produce_is_refused_on_replay(
    stray: Callable[[], f.Fact],
) -> None:
    with pytest.raises(FactOutOfPlaceError):
        apply(stray(), opened(), 0)


def test_what_is_no_fact_is_refused() -> None:
    with pytest.raises(FactOutOfPlaceError):
        apply("answer", opened(), 0)


def test_replay_of_nothing_is_a_new_sitting() -> None:
    assert replay(small_paper(), []).phase is Phase.NEW

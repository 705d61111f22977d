"""The item page without a screen: what keys and clicks do to the sitting, and what is shown."""

import subprocess
import sys

import pytest

from station.exam.form import ItemId, OptionCode
from station.storage.errors import DiskFullError
from station.ui.participant.item.presenter import ADVANCE_MS, TYPING_MS, Habits
from station.ui.states import CellState, Saving
from tests.papers import small_form
from tests.ui.seats import Place

A, B, C, D = (OptionCode(one) for one in "ABCD")
MINUTE = 60_000


@pytest.fixture
def place() -> Place:
    return Place(small_form())


@pytest.fixture
def kinds(place: Place) -> Place:
    place.to_section("three")
    return place


def test_the_presenter_knows_no_qt() -> None:
    code = (
        "import sys, station.ui.participant.item.presenter\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_answer_is_shown_at_once_and_called_saved_only_after_the_commit(place: Place) -> None:
    place.presenter.choose(B)

    assert place.view.standing.choice == "B"
    assert place.view.saved.state == Saving.PENDING
    place.lane.work()
    assert place.view.saved.state == Saving.SAVED
    assert place.view.saved.at == place.clock.wall


def test_choosing_the_same_again_writes_nothing(place: Place) -> None:
    place.presenter.choose(B)
    place.lane.work()
    before = len(place.keeper.batches)
    place.presenter.choose(B)
    place.lane.work()

    assert len(place.keeper.batches) == before


def test_next_and_back_walk_through_the_section_and_stop_at_its_beginning(place: Place) -> None:
    seen = []
    for step in (*[place.presenter.next] * 2, *[place.presenter.back] * 4):
        step()
        seen.append(place.view.question.number)

    assert seen == [2, 3, 2, 1, 1, 1]


def test_next_at_the_last_item_asks_for_the_end_and_leaves_nothing(place: Place) -> None:
    for _ in range(5):
        place.presenter.next()

    assert place.ends == 1
    assert place.view.question.number == 5
    assert place.view.question.last


def test_an_item_of_another_section_cannot_be_opened(place: Place) -> None:
    place.go("B-1")

    assert place.view.question.item.id == "A-1"


def test_an_item_keeps_the_number_of_its_place_in_the_form(kinds: Place) -> None:
    assert kinds.view.question.number == 10
    assert kinds.view.question.of == 19


def test_options_are_shown_in_the_order_that_the_opening_committed() -> None:
    orders = {
        tuple(option.code for option in Place(small_form(), order=seed).view.question.options)
        for seed in ("00", "01", "02", "03")
    }

    assert len(orders) > 1
    assert all(sorted(order) == list("ABCDE") for order in orders)


def test_a_flag_is_set_and_taken_back(place: Place) -> None:
    place.presenter.flag()
    on = place.view.standing.flagged, place.view.panel.flagged
    place.presenter.flag()

    assert on == (True, 1)
    assert not place.view.standing.flagged


def test_an_option_is_struck_and_brought_back_but_never_the_chosen_one(place: Place) -> None:
    place.presenter.strike(A)
    struck = place.view.standing.struck
    place.presenter.strike(A)
    place.presenter.choose(B)
    place.presenter.strike(B)

    assert struck == {"A"}
    assert place.view.standing.struck == frozenset()


def test_nothing_is_struck_where_the_section_does_not_allow_it(kinds: Place) -> None:
    before = len(kinds.keeper.batches)
    kinds.presenter.strike(A)
    kinds.lane.work()

    assert len(kinds.keeper.batches) == before


def test_choosing_a_struck_option_brings_it_back(place: Place) -> None:
    place.presenter.strike(A)
    place.presenter.choose(A)

    assert place.view.standing.struck == frozenset()
    assert place.view.standing.choice == "A"


def test_next_unanswered_and_next_flagged_go_round_the_section(place: Place) -> None:
    place.presenter.choose(B)
    place.presenter.flag()
    place.presenter.next()
    place.presenter.choose(B)
    place.presenter.next_unanswered()
    unanswered = place.view.question.number
    place.presenter.next_flagged()

    assert unanswered == 3
    assert place.view.question.number == 1


def test_when_nothing_is_left_to_find_it_is_said(place: Place) -> None:
    for _ in range(5):
        place.presenter.choose(B)
        place.presenter.next()
    place.presenter.next_unanswered()
    place.presenter.next_flagged()

    assert place.view.told == ["item.no_unanswered", "item.no_flagged"]


def test_a_multiple_item_toggles_and_refuses_one_too_many(kinds: Place) -> None:
    kinds.go("M-1")
    for code in (C, A, B, D):
        kinds.presenter.choose(code)
    full = kinds.answers()["M-1"]
    for code in (A, B, C):
        kinds.presenter.choose(code)

    assert full == ["A", "B", "C"]
    assert kinds.view.told == ["item.enough"]
    assert "M-1" not in kinds.answers()


def test_a_statement_moves_on_by_itself_a_moment_after_the_answer(kinds: Place) -> None:
    kinds.go("L-1")
    kinds.presenter.choose(OptionCode("4"))

    assert kinds.view.later_ms == ADVANCE_MS
    assert kinds.view.question.item.id == "L-1"
    kinds.presenter.time_came()
    assert kinds.view.question.item.id == "F-1"


def test_another_step_takes_the_place_of_moving_on_by_itself(kinds: Place) -> None:
    kinds.go("L-1")
    kinds.presenter.choose(OptionCode("4"))
    kinds.presenter.flag()

    assert kinds.view.later_ms is None
    kinds.presenter.time_came()
    assert kinds.view.question.item.id == "L-1"


def test_moving_on_by_itself_can_be_turned_off() -> None:
    place = Place(small_form(), habits=Habits(advance=False))
    place.to_section("three")
    place.go("L-1")
    place.presenter.choose(OptionCode("4"))

    assert place.view.later_ms is None


def test_most_and_least_exclude_each_other_and_are_taken_back(kinds: Place) -> None:
    kinds.go("F-1")
    kinds.presenter.choose_side("most", A)
    kinds.presenter.choose_side("least", B)
    both = kinds.answers()["F-1"]
    kinds.presenter.choose_side("least", A)
    moved = kinds.answers()["F-1"]
    kinds.presenter.choose_side("least", A)

    assert both == {"most": "A", "least": "B"}
    assert moved == {"least": "A"}
    assert "F-1" not in kinds.answers()


def test_what_is_typed_is_answered_after_a_moment(kinds: Place) -> None:
    kinds.go("N-1")
    kinds.presenter.typed("12")

    assert kinds.view.later_ms == TYPING_MS
    assert "N-1" not in kinds.answers()
    kinds.presenter.time_came()
    assert kinds.answers()["N-1"] == "12"


def test_what_is_typed_is_answered_before_the_item_is_left(kinds: Place) -> None:
    kinds.go("N-1")
    kinds.presenter.typed("12")
    kinds.presenter.next()

    assert kinds.answers()["N-1"] == "12"
    assert kinds.view.question.item.id == "T-1"


def test_rows_gaps_orders_and_points_are_answered_in_their_stored_form(kinds: Place) -> None:
    kinds.go("G-1")
    kinds.presenter.pair("B", "Y")
    kinds.presenter.pair("A", "X")
    kinds.go("I-1")
    kinds.presenter.pair("g1", "A")
    kinds.go("O-1")
    kinds.presenter.order(("C", "A", "B"))
    kinds.go("H-1")
    kinds.presenter.point(7, 8)

    assert kinds.answers() == {
        "G-1": [["A", "X"], ["B", "Y"]],
        "I-1": [["g1", "A"]],
        "O-1": ["C", "A", "B"],
        "H-1": [7, 8],
    }


def test_cells_show_answered_seen_unseen_and_the_one_on_the_screen(place: Place) -> None:
    place.presenter.choose(B)
    place.presenter.next()
    place.presenter.next()
    states = [cell.state for cell in place.view.panel.cells]

    assert states == [
        CellState.ANSWERED,
        CellState.SEEN,
        CellState.UNSEEN,
        CellState.UNSEEN,
        CellState.UNSEEN,
    ]
    assert [cell.number for cell in place.view.panel.cells if cell.current] == [3]


def test_the_overview_counts_only_what_can_still_be_answered(place: Place) -> None:
    place.presenter.choose(B)
    place.to_section("two")
    place.presenter.flag()
    place.presenter.show_all(shown=True)
    overview = place.view.overview

    assert [part.state for part in overview.parts] == ["locked", "open", "ahead"]
    assert (overview.answered, overview.items) == (1, 19)
    assert (overview.unanswered, overview.flagged) == (4, 1)
    states = {cell.state for cell in overview.parts[0].cells}
    assert states == {CellState.LOCKED, CellState.LOCKED_BLANK}
    assert [part.cells[0].opens for part in overview.parts] == [False, True, False]


def test_the_overview_is_kept_up_to_date_only_while_it_is_open(place: Place) -> None:
    place.presenter.show_all(shown=True)
    place.presenter.flag()
    shown = place.view.calls.count("overview")
    place.presenter.show_all(shown=False)
    place.presenter.flag()

    assert shown == 2
    assert place.view.calls.count("overview") == 2


def test_a_failed_save_stays_in_sight_and_counts_only_what_is_saved(place: Place) -> None:
    place.keeper.refuse = DiskFullError("full")
    place.presenter.choose(B)
    place.lane.work()

    assert place.view.saved.state == Saving.FAILED
    assert place.view.standing.choice == "B"
    assert place.view.panel.answered == 0
    place.presenter.choose(C)
    place.presenter.next()
    assert place.view.standing.choice == "B"
    place.keeper.refuse = None
    place.desk.retry()
    place.lane.work()
    assert place.view.saved.state == Saving.SAVED
    assert place.view.panel.answered == 1


def test_a_step_after_the_time_is_up_changes_nothing_and_closes_the_section(place: Place) -> None:
    place.clock.pass_ms(600_001)
    place.presenter.choose(B)

    assert place.answers() == {}
    assert place.desk.ahead.closed_sections == {"one": "time"}


def test_an_item_that_comes_again_is_painted_once(place: Place) -> None:
    place.view.calls.clear()
    place.presenter.refresh()
    place.presenter.refresh()

    assert place.view.calls == []


def test_the_timer_hides_until_the_last_five_minutes(place: Place) -> None:
    place.presenter.hide_time()
    hidden = place.view.time.hidden
    place.leave_ms(5 * MINUTE)

    assert hidden
    assert not place.view.time.hidden


def test_a_notice_stands_for_its_minute_or_until_it_is_closed(place: Place) -> None:
    place.presenter.refresh_time()
    place.leave_ms(5 * MINUTE - 500)
    shown = place.view.time.notice
    closed = place.presenter.dismiss()

    assert (shown, closed) == (5, True)
    assert place.view.time.notice is None
    assert not place.presenter.dismiss()


def test_a_pause_is_shown_with_the_time(place: Place) -> None:
    place.keeper.refuse = DiskFullError("full")
    place.presenter.choose(B)
    place.lane.work()
    place.presenter.refresh_time()

    assert place.view.time.paused


def test_a_page_that_was_away_is_shown_everything_again(place: Place) -> None:
    place.presenter.refresh_time()
    place.view.calls.clear()
    place.presenter.again()

    assert set(place.view.calls) == {"question", "standing", "panel", "saved", "time"}


def test_another_section_brings_its_own_items(place: Place) -> None:
    place.to_section("two")

    assert place.view.question.item.section == "two"
    assert place.view.panel.place == 2
    assert [cell.key for cell in place.view.panel.cells] == list(
        place.desk.ahead.items_in_order(place.view.question.item.section)
    )
    assert place.view.question.item.id == ItemId(place.view.panel.cells[0].key)

"""Responses, display order, the stopwatch, and officers' acts."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.clock import parse_wall, wall_text
from station.entropy import SystemEntropy, new_id
from station.exam.access import SignInTries, check_window
from station.exam.errors import (
    ChoiceRefusedError,
    OutsideWindowError,
    TooManyTriesError,
)
from station.exam.order import items_shown, options_shown, shuffled
from station.exam.responses import is_complete, normal_choice
from station.exam.timing import OtherBootError, Stopwatch, gap_ms
from tests.fakes import START, FakeClock
from tests.papers import every_kind, item, small_form

ITEMS = {one.id: one for one in every_kind()}

GOOD: list[tuple[str, Any, Any]] = [
    ("S-1", "B", "B"),
    ("M-1", ["C", "A"], ["A", "C"]),
    ("L-1", "4", "4"),
    ("F-1", {"most": "A", "least": "C"}, {"least": "C", "most": "A"}),
    ("N-1", "-12.5", "-12.5"),
    ("T-1", "kata", "kata"),
    ("G-1", [["B", "X"], ["A", "Y"]], [["A", "Y"], ["B", "X"]]),
    ("I-1", [["g1", "A"]], [["g1", "A"]]),
    ("O-1", ["C", "A", "B"], ["C", "A", "B"]),
    ("H-1", [99, 49], [99, 49]),
]
BAD: list[tuple[str, Any]] = [
    ("S-1", "Z"),
    ("S-1", ["A"]),
    ("M-1", []),
    ("M-1", "AB"),
    ("M-1", ["A", "B", "C", "D"]),
    ("L-1", "6"),
    ("F-1", {}),
    ("F-1", {"most": "A", "least": "A"}),
    ("F-1", {"best": "A"}),
    ("N-1", "12,5"),
    ("N-1", "1e5"),
    ("N-1", 12),
    ("T-1", ""),
    ("T-1", "x" * 21),
    ("G-1", [["A", "Z"]]),
    ("G-1", [["A", "X"], ["A", "Y"]]),
    ("I-1", [["g2", "A"]]),
    ("I-1", [["g1", "A"], ["g1", "B"]]),
    ("O-1", ["A", "B"]),
    ("O-1", ["A", "B", "B"]),
    ("H-1", [100, 0]),
    ("H-1", [1.5, 0]),
    ("H-1", "x"),
]


@pytest.mark.parametrize("name,choice,stored", GOOD)
def test_a_response_has_one_stored_form(name: Any, choice: Any, stored: Any) -> None:
    assert normal_choice(ITEMS[name], choice) == stored
    assert is_complete(ITEMS[name], stored)


@pytest.mark.parametrize("name,choice", BAD)
def test_a_response_that_does_not_fit_is_refused(name: Any, choice: Any) -> None:
    with pytest.raises(ChoiceRefusedError):
        normal_choice(ITEMS[name], choice)


@pytest.mark.parametrize(
    "name,choice", [("M-1", ["A"]), ("F-1", {"most": "A"}), ("G-1", [["A", "X"]])]
)
def test_a_half_filled_response_is_not_complete(name: Any, choice: Any) -> None:
    assert not is_complete(ITEMS[name], normal_choice(ITEMS[name], choice))


def test_display_order_follows_from_the_seed_alone() -> None:
    subject = item("A-1", "one", shuffle=True)

    orders = {tuple(o.code for o in options_shown(subject, seed)) for seed in map(str, range(50))}

    assert options_shown(subject, "7") == options_shown(subject, "7")
    assert len(orders) > 25
    assert {frozenset(order) for order in orders} == {frozenset("ABCDE")}


def test_scales_and_fixed_items_are_never_shuffled() -> None:
    likert = ITEMS[next(name for name in ITEMS if name == "L-1")]
    fixed = item("A-1", "one")

    assert options_shown(likert, "1") == likert.options
    assert options_shown(fixed, "1") == fixed.options


def test_a_section_is_shuffled_only_when_the_form_says_so() -> None:
    one, two, _ = small_form().sections

    assert all(items_shown(one, str(seed)) == one.items for seed in range(9))
    assert any(items_shown(two, str(seed)) != two.items for seed in range(9))


def test_every_permutation_of_three_is_about_equally_frequent() -> None:
    counts = dict.fromkeys(itertools.permutations("abc"), 0)

    for seed in range(3_000):
        counts[tuple(shuffled("abc", str(seed)))] += 1

    assert all(400 < count < 600 for count in counts.values())


def test_a_stopwatch_counts_only_while_it_runs() -> None:
    clock = FakeClock()
    watch = Stopwatch().started(clock.now())
    clock.pass_ms(1_000)
    watch = watch.stopped(clock.now())
    clock.pass_ms(5_000)

    assert watch.reading_ms(clock.now()) == 1_000
    assert watch.started(clock.now()).started(clock.now()).used_ms == 1_000


def test_sleep_is_not_used_time() -> None:
    clock = FakeClock()
    watch = Stopwatch().started(clock.now())
    clock.pass_ms(1_000)
    clock.sleep_ms(60_000)

    assert watch.reading_ms(clock.now()) == 1_000
    assert watch.rebased(clock.now()).used_ms == 1_000
    assert Stopwatch(used_ms=3).rebased(clock.now()) == Stopwatch(used_ms=3)


def test_two_seconds_of_jitter_are_not_sleep() -> None:
    clock = FakeClock()
    watch = Stopwatch().started(clock.now())
    clock.sleep_ms(2_000)

    assert watch.reading_ms(clock.now()) == 2_000


@given(years=st.integers(-1, 1))
def test_the_wall_clock_never_moves_used_time(years: int) -> None:
    clock = FakeClock()
    watch = Stopwatch().started(clock.now())
    clock.pass_ms(500)
    clock.wall += timedelta(days=365 * years)

    assert watch.reading_ms(clock.now()) == 500


def test_readings_of_two_boots_are_not_compared() -> None:
    clock = FakeClock()
    watch = Stopwatch().started(clock.now())
    clock.reboot(30_000)

    with pytest.raises(OtherBootError):
        watch.reading_ms(clock.now())


def test_a_clock_set_back_gives_no_negative_gap() -> None:
    assert gap_ms(5_000, 1_000) == 0
    assert gap_ms(1_000, 5_000) == 4_000


def test_wall_time_round_trips() -> None:
    assert parse_wall(wall_text(START)) == START
    assert wall_text(START) == "2025-01-20T01:00:00.000Z"


def test_ids_have_128_bits_in_crockford() -> None:
    name = new_id(SystemEntropy())

    assert len(name) == 26
    assert not set(name) - set("0123456789abcdefghjkmnpqrstvwxyz")


def test_the_third_wrong_sign_in_calls_the_proctor() -> None:
    tries = SignInTries().after_failure().after_failure()
    tries.check()

    with pytest.raises(TooManyTriesError):
        tries.after_failure().check()


def test_a_session_opens_and_closes() -> None:
    opens, closes = wall_text(START), wall_text(START + timedelta(hours=4))
    check_window(opens=opens, closes=closes, wall=START)

    with pytest.raises(OutsideWindowError):
        check_window(opens=opens, closes=closes, wall=START - timedelta(seconds=1))

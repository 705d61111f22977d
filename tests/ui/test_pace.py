"""The pace hint: what it says when, that it is off unless wanted, and that it is coarse."""

import subprocess
import sys
from itertools import pairwise

import pytest

from station.exam.form import OptionCode
from station.storage.errors import DiskFullError
from station.ui.participant.item.pace import DONE, EVEN, Pace, pace_of
from station.ui.participant.item.presenter import Habits
from tests.papers import small_form
from tests.ui.seats import Place

HOUR = 3_600_000
WANTED = Habits(pace=True)


def at(answered: int, share: float, items: int = 50) -> Pace:
    return pace_of(answered=answered, items=items, used_ms=round(share * HOUR), limit_ms=HOUR)


@pytest.mark.parametrize(
    "answered, share, pace",
    [
        (0, 0.0, EVEN),
        (25, 0.5, EVEN),
        (20, 0.5, EVEN),
        (30, 0.5, EVEN),
        (19, 0.5, Pace(standing="behind", items=6)),
        (13, 0.5, Pace(standing="behind", items=12)),
        (12, 0.5, Pace(standing="behind", items=12)),
        (37, 0.5, Pace(standing="ahead", items=12)),
        (49, 1.0, EVEN),
        (0, 1.0, Pace(standing="behind", items=50)),
        (50, 0.1, DONE),
    ],
)
def test_answers_are_compared_with_an_even_pace(answered: int, share: float, pace: Pace) -> None:
    assert at(answered, share) == pace


def test_a_short_section_is_even_within_two_items() -> None:
    assert [at(n, 0.5, items=8).standing for n in range(8)] == [
        "behind", "behind", "even", "even", "even", "even", "even", "ahead",
    ]  # fmt: skip


def test_nobody_is_behind_because_time_ran_over() -> None:
    assert pace_of(answered=9, items=10, used_ms=2 * HOUR, limit_ms=HOUR) == EVEN


def test_without_time_and_without_items_it_still_says_something() -> None:
    assert pace_of(answered=0, items=0, used_ms=0, limit_ms=0) == DONE


def test_it_changes_a_few_times_in_an_hour_not_every_minute() -> None:
    said = [at(10, minute / 60) for minute in range(61)]
    changes = sum(one != other for one, other in pairwise(said))

    assert changes <= 21


def test_it_is_not_shown_unless_it_is_wanted() -> None:
    place = Place(small_form())
    place.leave_ms(1)

    assert place.view.pace is None


def test_it_follows_answers_and_time_once_wanted() -> None:
    place = Place(small_form(), habits=WANTED)
    said = [place.view.pace]
    place.leave_ms(1)
    said.append(place.view.pace)
    for _ in range(5):
        place.presenter.choose(OptionCode("B"))
        place.presenter.next()
    said.append(place.view.pace)

    assert said == [EVEN, Pace(standing="behind", items=4), DONE]


def test_the_page_hears_of_it_only_when_it_changes() -> None:
    place = Place(small_form(), habits=WANTED)
    for left_ms in range(599_000, 590_000, -1_000):
        place.leave_ms(left_ms)

    assert place.view.calls.count("pace") == 1


def test_it_can_be_switched_on_and_off_in_the_middle() -> None:
    place = Place(small_form())
    place.presenter.use(WANTED)
    on = place.view.pace
    place.presenter.use(Habits())

    assert (on, place.view.pace) == (EVEN, None)


def test_an_answer_that_is_not_saved_does_not_count() -> None:
    place = Place(small_form(), habits=WANTED)
    place.leave_ms(1)
    place.keeper.refuse = DiskFullError("full")
    for _ in range(5):
        place.presenter.choose(OptionCode("B"))
        place.presenter.next()
    place.lane.work()

    assert place.view.pace == Pace(standing="behind", items=4)


def test_it_knows_no_qt() -> None:
    code = (
        "import sys, station.ui.participant.item.pace\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

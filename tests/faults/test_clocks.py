"""A clock set wrong and a machine that sleeps: nobody gains or loses working time."""

from datetime import timedelta

import pytest

from station.usecases.errors import NoSessionError
from tests.faults.sittings import ITEMS, SEAT, hand_in, resume, sit_down
from tests.worlds import World

YEAR = timedelta(days=365)
HOUR_MS = 3_600_000


@pytest.mark.parametrize("jump", [YEAR, -YEAR, timedelta(hours=3), -timedelta(hours=3)])
def test_setting_the_clock_while_somebody_sits_changes_no_time(
    world: World, jump: timedelta
) -> None:
    seated = sit_down(world)
    desk = seated.desk
    world.clock.pass_ms(5_000)
    left_ms = desk.left_ms()
    world.clock.wall += jump
    desk.tick()
    desk.answer(ITEMS[0], "C")

    assert desk.left_ms() == left_ms
    assert desk.used_ms() == 5_000
    assert desk.saved.answers == {ITEMS[0]: "C"}
    assert desk.saved.lost == ()
    hand_in(seated)


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_a_station_whose_clock_is_a_year_off_says_so_and_resumes_once_it_is_right(
    world: World, jump: timedelta
) -> None:
    seated = sit_down(world)
    world.clock.pass_ms(5_000)
    seated.desk.answer(ITEMS[0], "C")
    seated.keeper.close()
    world.clock.wall += jump
    with pytest.raises(NoSessionError) as refused:
        world.station(SEAT)

    assert "date and time" in refused.value.line()
    world.clock.wall -= jump
    resumed = resume(world)
    assert resumed.desk.used_ms() == 5_000
    assert resumed.desk.saved.answers == {ITEMS[0]: "C"}
    hand_in(resumed)


def test_a_clock_set_back_between_stop_and_resume_loses_nothing(world: World) -> None:
    seated = sit_down(world)
    world.clock.pass_ms(60_000)
    seated.desk.answer(ITEMS[0], "C")
    seated.keeper.close()
    world.clock.wall -= timedelta(minutes=30)
    resumed = resume(world)

    assert [(one.cause, one.ms) for one in resumed.desk.saved.lost] == [("restart", 0)]
    assert resumed.desk.used_ms() == 60_000
    hand_in(resumed)


def test_sleep_is_lost_time_and_no_working_time(world: World) -> None:
    seated = sit_down(world)
    desk = seated.desk
    world.clock.pass_ms(5_000)
    world.clock.sleep_ms(HOUR_MS)
    desk.tick()
    desk.answer(ITEMS[0], "C")

    assert desk.used_ms() == 5_000
    assert [(one.cause, one.ms) for one in desk.saved.lost] == [("sleep", HOUR_MS)]
    assert desk.saved.answers == {ITEMS[0]: "C"}
    hand_in(seated)


def test_an_answer_given_before_the_sleep_is_noticed_stands(world: World) -> None:
    seated = sit_down(world)
    desk = seated.desk
    world.clock.sleep_ms(HOUR_MS)
    desk.answer(ITEMS[0], "C")
    desk.tick()

    assert desk.used_ms() == 0
    assert desk.saved.answers == {ITEMS[0]: "C"}
    assert [(one.cause, one.ms) for one in desk.saved.lost] == [("sleep", HOUR_MS)]
    hand_in(seated)

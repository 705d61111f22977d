"""The short form of the kill campaign."""

from pathlib import Path

import pytest

from tests.faults.kills import check, kill_once
from tests.worlds import World, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a world whose homes are copied for each kill."""
    return make_world(tmp_path_factory.mktemp("kills") / "world")


@pytest.mark.parametrize("delay_s", [0.0, 0.01, 0.08, 0.15])
def test_a_killed_station_loses_no_acknowledged_answer_and_resumes_in_place(
    world: World, tmp_path: Path, delay_s: float
) -> None:
    kill = kill_once(world, tmp_path / "home", delay_s)

    check(kill)
    assert kill.resumed.desk.saved.lost[-1].cause == "restart"
    kill.resumed.keeper.close()

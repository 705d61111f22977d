"""Three hundred actions of a monkey; the campaign is `python -m tests.ui.monkey 3000 SEED`."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station.ui.look import Look
from station.ui.participant.stages import Stage
from tests.ui.complaints import Complaints
from tests.ui.monkey import BrokenError, Monkey, SlowLane
from tests.worlds import World

ACTIONS = 300


def test_nothing_a_monkey_does_breaks_a_seat_or_its_journal(
    world: World, look: Look, tmp_path: Path
) -> None:
    tally = Monkey(world, look, tmp_path / "days", seed=11).play(ACTIONS)

    assert tally.actions.total() == ACTIONS
    assert tally.replays >= 1
    assert tally.answers >= 1
    assert Stage.ITEMS in tally.stages


def test_a_monkey_tells_what_it_did_before_something_broke(
    world: World, look: Look, tmp_path: Path
) -> None:
    monkey = Monkey(world, look, tmp_path / "days", seed=1)
    monkey.window.look.changed.connect(lambda: 1 // int("0"))

    with pytest.raises(BrokenError, match=r"look at (?s:.*)ZeroDivisionError"):
        monkey.play(500)


def test_complaints_of_python_and_qt_are_heard_and_the_platform_s_are_not(
    qapp: QApplication, qtbot: QtBot
) -> None:
    complaints, widget = Complaints(), QWidget()
    qtbot.addWidget(widget)
    widget.ensurePolished()  # Qt reads a style sheet when there is something to dress
    with complaints.heard():
        qapp.setStyleSheet("QWidget {")
        qapp.setStyleSheet("")

    assert len(complaints.found) == 1
    assert "Could not parse" in complaints.found[0]


def test_a_slow_lane_works_when_told_and_refuses_when_told() -> None:
    lane = SlowLane()
    done: list[int] = []
    failed: list[Exception] = []
    lane(lambda: 1, done.append, failed.append)
    lane(lambda: 2, done.append, failed.append)
    lane.work(1)
    lane.refuses = True
    lane.work()

    assert done == [1]
    assert len(failed) == 1
    assert lane.idle

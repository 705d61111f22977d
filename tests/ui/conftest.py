"""What the tests of the screens share: one dressed application."""

import copy
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from station.ui.look import Look, ready_look
from tests.ui.seatroom import Room, seat_room
from tests.worlds import World, make_world


@pytest.fixture(autouse=True)
def _zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let screens show times of day in one zone, wherever the tests run."""
    with monkeypatch.context() as here:
        here.setenv("TZ", "UTC")
        _take_zone()
        yield
    _take_zone()


def _take_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture(scope="session")
def _words_and_fonts(qapp: QApplication) -> Look:
    """Load fonts and words once."""
    return ready_look(qapp)


@pytest.fixture
def look(_words_and_fonts: Look) -> Iterator[Look]:
    """Return a look of its own for the test: light, 100 %, Indonesian."""
    own = Look(_words_and_fonts.words)
    yield own
    # Qt keeps what was told to delete itself until an event loop begins; a style sheet that
    # changes would dress the windows of every test before this one.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    own.change(theme="light", zoom_percent=100)
    own.deleteLater()


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Make one assessment for all tests of the screens: custody takes seconds."""
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def world(_made: World, tmp_path: Path) -> Iterator[World]:
    """Return the assessment with fresh station homes and a clock of its own."""
    fresh = copy.copy(_made)
    shutil.copytree(_made.root, tmp_path / "w")
    fresh.root = tmp_path / "w"
    fresh.clock = type(_made.clock)()
    fresh.at_end = []
    yield fresh
    for step in fresh.at_end:
        step()


@pytest.fixture
def room(world: World, look: Look) -> Iterator[Room]:
    with seat_room(world, look) as one:
        yield one

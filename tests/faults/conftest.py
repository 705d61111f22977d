"""Worlds to break: made once, copied for each test; and disks that misbehave."""

import copy
import shutil
from pathlib import Path

import pytest

from tests.aftermath import Aftermath, make_aftermath
from tests.faults.disks import RealDisk
from tests.worlds import World


@pytest.fixture(scope="session")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    """Return two sessions that were sat, and their stick; tests only read it."""
    return make_aftermath(tmp_path_factory.mktemp("aftermath"))


@pytest.fixture
def world(aftermath: Aftermath, tmp_path: Path) -> World:
    """Return a world with homes and a clock of its own; nobody has sat there yet."""
    return copy_of(aftermath.world, tmp_path / "world")


@pytest.fixture
def world_on_disk(aftermath: Aftermath, disk: RealDisk) -> World:
    """Return a world whose homes lie safely on that disk."""
    fresh = copy_of(aftermath.world, disk.path / "world")
    disk.unplug()
    disk.plug_in()
    return fresh


def copy_of(made: World, root: Path) -> World:
    """Return a world whose homes are copies below `root`, sittings left out."""
    fresh = copy.copy(made)
    shutil.copytree(made.root / "stations", root / "stations", ignore=_sittings)
    fresh.root, fresh.clock = root, type(made.clock)()
    return fresh


def _sittings(folder: str, names: list[str]) -> list[str]:
    return names if Path(folder).name == "sittings" else []

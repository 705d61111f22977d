"""The wheel, installed where no checkout is near.

Run by name, as `.ci/packages` does: it takes minutes and a package index.
"""

import subprocess
import zipfile
from pathlib import Path

import pytest

from station import __version__
from tests.e2e.packing import Environment, hold_a_demonstration, run


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    tools = Environment(tmp_path_factory.mktemp("tools"))
    tools.install_lock(checkout / "requirements" / "tools.lock")
    built_dir = tmp_path_factory.mktemp("built")
    build = [tools.program("hatchling"), "build", "-t", "wheel", "-d", str(built_dir)]
    subprocess.run(build, cwd=checkout, check=True)
    return next(built_dir.glob("*.whl"))


@pytest.fixture(scope="module")
def station(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    user = Environment(tmp_path_factory.mktemp("user"))
    user.install_lock(checkout / "requirements" / "runtime.lock")
    user.install_file(wheel)
    return user.program("station")


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert tops == {"station", f"saksi-{__version__}.dist-info"}


def test_the_installed_program_tells_its_version(station: str) -> None:
    assert subprocess.check_output([station, "--version"], text=True).strip() == __version__


def test_the_installed_program_finds_its_practice_items(station: str, tmp_path: Path) -> None:
    run(station, "bank", "new", "mine", cwd=tmp_path)

    assert run(station, "bank", "check", "mine", cwd=tmp_path) == 0


def test_the_installed_program_holds_a_demonstration(station: str, tmp_path: Path) -> None:
    assert hold_a_demonstration(station, tmp_path) == (0, 0)

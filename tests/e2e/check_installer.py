"""The frozen program, started where there is no Python.

Run by name, as `.ci/packages` does: it takes minutes and a package index.
"""

import subprocess
from pathlib import Path

import pytest

from station import __version__
from tests.e2e.packing import EXE, Environment, hold_a_demonstration, run

LARGEST_MIB = 400


@pytest.fixture(scope="module")
def frozen_dir(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    builder = Environment(tmp_path_factory.mktemp("builder"))
    for name in ("runtime", "tools"):
        builder.install_lock(checkout / "requirements" / f"{name}.lock")
    built_dir = tmp_path_factory.mktemp("built")
    places = ["--distpath", str(built_dir / "dist"), "--workpath", str(built_dir / "work")]
    spec = str(checkout / "build_installer.spec")
    command = [builder.program("pyinstaller"), "--noconfirm", "--log-level=ERROR", *places, spec]
    subprocess.run(command, check=True)
    return built_dir / "dist" / "saksi"


@pytest.fixture(scope="module")
def station(frozen_dir: Path) -> str:
    return str(frozen_dir / f"station{EXE}")


def test_the_frozen_program_tells_its_version(station: str) -> None:
    assert subprocess.check_output([station, "--version"], text=True).strip() == __version__


def test_the_frozen_program_finds_its_practice_items(station: str, tmp_path: Path) -> None:
    run(station, "bank", "new", "mine", cwd=tmp_path)

    assert run(station, "bank", "check", "mine", cwd=tmp_path) == 0


def test_the_frozen_program_holds_a_demonstration(station: str, tmp_path: Path) -> None:
    assert hold_a_demonstration(station, tmp_path) == (0, 0)


def test_the_frozen_program_stays_small(frozen_dir: Path) -> None:
    files = (path for path in frozen_dir.rglob("*") if not path.is_symlink() and path.is_file())
    size_mib = sum(path.stat().st_size for path in files) / 2**20

    assert size_mib < LARGEST_MIB

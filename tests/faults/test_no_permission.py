"""Files and folders that the person at the machine may not read or write: told, nothing changed."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.commands import Said, station
from tests.faults.refusals import SENTENCE
from tests.faults.sittings import hashes
from tests.whole import Whole

NOBODY = 65534
LOCKED = 0


@pytest.fixture
def folder(whole: Whole) -> Iterator[Path]:
    """Return a copy of a whole assessment that an ordinary person may look into."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps permissions in another way")
    with tempfile.TemporaryDirectory() as outer:
        target = Path(outer) / "d"
        shutil.copytree(whole.root, target)
        for command in (("verify", target), ("demo", "--out", target)):
            station(*command)  # loads what the program is made of, before rights are given up
        for path in (Path(outer), target, *target.rglob("*")):
            _own(path)
        yield target


def _own(path: Path) -> None:
    path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


@contextmanager
def ordinary_person() -> Iterator[None]:
    """Give up the administrator's rights for a while, where the tests have them."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def asked(*words: str | Path) -> Said:
    """Run a command as an ordinary person."""
    with ordinary_person():
        return station(*words)


def test_an_ordinary_person_verifies_a_folder_of_their_own(folder: Path) -> None:
    assert asked("verify", folder, "--json").json["problems"] == []


@pytest.mark.parametrize(
    "name", ["reports/NJ-0001.pdf", "people.json", "stick", "uji.package", "opened.keys"]
)
def test_what_cannot_be_read_is_a_problem_with_its_place(folder: Path, name: str) -> None:
    (folder / name).chmod(LOCKED)
    said = asked("verify", folder, "--json")

    assert (said.exit_code, said.err) == (1, "")
    assert "save_failed" in {one["code"] for one in said.json["problems"]}
    assert any(name in one["record"] + one["message"] for one in said.json["problems"])


def test_a_bundle_that_cannot_be_read_is_rejected_and_the_rest_goes_in(folder: Path) -> None:
    bundle = next((folder / "stick").glob("*.bundle"))
    bundle.chmod(LOCKED)
    said = asked(
        *("merge", "--json", "--register", folder / "new.register", folder / "stick"),
        *(folder / name for name in ("uji.assessment", *sorted_sessions(folder))),
    )

    assert [(one["code"], one["path"]) for one in said.json["rejected"]] == [
        ("save_failed", bundle.as_posix())
    ]
    assert said.json["accepted"] == 6


def sorted_sessions(folder: Path) -> list[str]:
    """Return the names of the session files."""
    return sorted(path.name for path in folder.glob("*.session"))


def test_what_may_not_be_written_stays_as_it_was(folder: Path) -> None:
    home = folder / "stations" / "A-001"
    locked = folder / "locked"
    locked.mkdir(mode=0o555)
    (folder / "uji.register").chmod(0o444)
    before = hashes(folder)
    told = [
        asked("export", "--home", home, "--to", locked),
        asked("merge", "--register", folder / "uji.register", folder / "stick"),
        asked("merge", "--register", locked / "r.register", folder / "uji.assessment"),
        asked("bank", "new", locked / "soal"),
        asked("demo", "--out", locked / "d", "--participants", "1"),
    ]

    assert {(one.exit_code, one.code) for one in told} == {(1, "save_failed")}
    assert all(SENTENCE.fullmatch(one.err.rstrip("\n")) for one in told)
    assert hashes(folder) == before

"""What run.py decides before it touches the machine."""

from pathlib import Path

import pytest

import run
from tools import system_libraries
from tools.system_libraries import Library


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let run.py come and go in a folder of the test's own."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "PLACE", f"Python 3.11 {tmp_path}")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "dev"):
        (tmp_path / "requirements" / f"{name}.lock").write_text(f"{name} 1")
    return tmp_path


@pytest.mark.parametrize(
    "argv", [["--wheels", "w", "demo", "--out", "d"], ["demo", "--out", "d", "--wheels", "w"]]
)
def test_the_folder_of_wheels_may_stand_anywhere(argv: list[str], in_place: Path) -> None:
    assert run.split(argv) == (["demo", "--out", "d"], in_place / "w")


@pytest.mark.parametrize("argv", [[], ["--wheels", "w"]])
def test_no_command_asks_for_help(argv: list[str]) -> None:
    assert run.split(argv)[0] == ["--help"]


def test_other_arguments_pass_untouched() -> None:
    argv = ["verify", "d", "--json", "--", "--wheels"]

    assert run.split(argv) == (argv, None)


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ([], ["-m", "pytest", "-n2"]),
        (["-k", "seal"], ["-m", "pytest", "-n2", "-k", "seal"]),
        (["-n0"], ["-m", "pytest", "-n0"]),
        (["-p", "no:xdist"], ["-m", "pytest", "-p", "no:xdist"]),
        (["--pdb"], ["-m", "pytest", "--pdb"]),
    ],
)
def test_tests_run_on_two_processes_unless_told_otherwise(
    arguments: list[str], expected: list[str], in_place: Path
) -> None:
    assert run.tests(arguments) == expected


def test_a_stamp_names_place_set_and_list(in_place: Path) -> None:
    stamp = run.stamp_for("dev")

    assert stamp.startswith(f"Python 3.11 {in_place}\ndev ")
    assert stamp != run.stamp_for("runtime")


def test_a_changed_list_makes_the_stamp_stale(in_place: Path) -> None:
    before = run.stamp_for("dev")
    (in_place / "requirements" / "dev.lock").write_text("dev 2")

    assert run.stamp_for("dev") != before


def test_libraries_that_the_loader_finds_are_not_missing() -> None:
    missing = {library.name for library in system_libraries.missing()}
    loading = {row.name for row in system_libraries.wanted() if row.purpose == "load"}

    assert not missing & loading  # Qt runs these very tests


def test_each_library_says_whether_qt_loads_without_it() -> None:
    purposes = {library.purpose for library in system_libraries.wanted()}

    assert purposes == {"load", "window"}


def programs(folder: Path, *names: str) -> str:
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return str(folder)


LIBRARIES = [Library("libGL.so.1", "libgl1", "load"), Library("libEGL.so.1", "libegl1", "load")]


@pytest.mark.parametrize(
    "program, expected",
    [
        ("apt-get", "sudo apt-get install -y libgl1 libegl1"),
        ("dnf", "sudo dnf install 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper install 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)'"),
    ],
)
def test_the_command_is_that_of_the_system(
    program: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, program))

    assert system_libraries.command(LIBRARIES, []) == expected


def test_packages_brought_along_are_named_instead_of_the_network(tmp_path: Path) -> None:
    deb = tmp_path / "debs" / "libgl1.deb"

    assert system_libraries.command(LIBRARIES, [deb]).endswith(f" {deb.parent / '*.deb'}")


def test_without_root_a_missing_library_stops_and_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "dnf"))

    with pytest.raises(SystemExit, match="sudo dnf install 'libGL"):
        system_libraries.install(LIBRARIES, None)


def test_a_library_that_only_windows_need_does_not_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, "zypper"))
    system_libraries.install([Library("libxcb-xkb.so.1", "libxcb-xkb1", "window")], None)

    assert "Going on without" in capsys.readouterr().err

"""A wrong file in a station's home or on the way to one: told by its code, nothing changed."""

import sqlite3
from pathlib import Path

import pytest

from station.errors import StationError
from station.usecases.export import export_home
from station.usecases.home import load_post
from tests.faults.refusals import CODES, codes_in_place, refused, wrong_copies
from tests.faults.sittings import NUMBER, SEAT, hand_in, hashes, resume, sit_down
from tests.faults.test_moves import arrived, packed, stopped_at
from tests.unit.sealing.world import make_world as make_elsewhere
from tests.worlds import SESSION, World

FILES = ("uji.assessment", f"{SESSION}.session", "uji.package", "station.identity")


@pytest.mark.parametrize("name", FILES)
def test_a_home_with_a_wrong_file_does_not_start_and_names_the_file(
    world: World, name: str
) -> None:
    home = world.home(SEAT)
    (path,) = home.root.rglob(name)
    wrong = wrong_copies(path.read_bytes(), world.battery.key_file)

    assert codes_in_place(path, wrong, lambda: load_post(home)) == CODES
    path.write_bytes(b"")
    assert name in refused(lambda: load_post(home), home.root).line()


@pytest.mark.parametrize(
    "name, code",
    [
        ("uji.assessment", "assessment_unexpected"),
        (f"{SESSION}.session", "file_foreign"),
        ("uji.package", "package_foreign"),
    ],
)
def test_a_file_of_another_assessment_is_refused(world: World, name: str, code: str) -> None:
    elsewhere = make_elsewhere()
    theirs = {
        "uji.assessment": elsewhere.assessment_data,
        f"{SESSION}.session": elsewhere.session_data,
        "uji.package": elsewhere.package_data,
    }
    (world.home(SEAT).packages_dir / name).write_bytes(theirs[name])

    assert refused(lambda: load_post(world.home(SEAT)), world.root).code == code


@pytest.mark.parametrize("text", [b"", b"x = ", b"\xff\xfe", b"seat = '01'", bytes(200)])
def test_settings_that_cannot_be_read_are_told(world: World, text: bytes) -> None:
    world.home(SEAT).settings_path.write_bytes(text)

    error = refused(lambda: load_post(world.home(SEAT)), world.root)
    assert error.code == "settings_unreadable"


def test_a_folder_where_a_file_should_be_is_told(world: World) -> None:
    for name in FILES:
        (path,) = world.home(SEAT).root.rglob(name)
        data = path.read_bytes()
        path.unlink()
        path.mkdir()

        assert refused(lambda: load_post(world.home(SEAT)), world.root).code == "save_failed"
        path.rmdir()
        path.write_bytes(data)


@pytest.mark.parametrize("missing", [*FILES, "station.toml"])
def test_a_home_that_lacks_a_file_says_which_way_out(world: World, missing: str) -> None:
    (path,) = world.home(SEAT).root.rglob(missing)
    path.unlink()

    error = refused(lambda: world.station(SEAT), world.root)
    assert error.code in {"home_unprepared", "no_session_now", "package_missing"}


@pytest.mark.parametrize(
    "wrong, code",
    [
        ("text", "database_foreign"),
        ("of another program", "database_foreign"),
        ("cut in half", "database_damaged"),
        ("of a newer version", "database_newer"),
    ],
)
def test_a_wrong_journal_is_refused_and_left_as_it_was(world: World, wrong: str, code: str) -> None:
    sit_down(world).keeper.close()
    (sitting_dir,) = world.home(SEAT).sitting_dirs()
    spoil(sitting_dir / "journal.db", wrong)

    assert refused(world.station(SEAT).unfinished, world.root).code == code
    assert refused(lambda: export_home(world.home(SEAT), world.root), world.root).code == code


def spoil(path: Path, wrong: str) -> None:
    """Put something else where a database was."""
    data = path.read_bytes()
    if wrong == "text":
        path.write_bytes(b"not a database\n" * 500)
    elif wrong == "cut in half":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.unlink()
        with sqlite3.connect(path) as theirs:
            theirs.execute("CREATE TABLE places (url TEXT)")
            if wrong == "of a newer version":
                theirs.execute("PRAGMA application_id=1396788042")
                theirs.execute("PRAGMA user_version=99")
        theirs.close()


def test_a_damaged_journal_does_not_hold_back_the_others(world: World, tmp_path: Path) -> None:
    for number in (NUMBER, "0002"):
        hand_in(sit_down(world, number))
    first, second = world.home(SEAT).sitting_dirs()
    whole = export_home(world.home(SEAT), tmp_path / "whole")
    spoil(first / "journal.db", "cut in half")
    error = refused(lambda: export_home(world.home(SEAT), tmp_path / "stick"))

    assert error.code == "database_damaged"
    assert first.name in error.line()
    kept = {one.path.name: one.path.read_bytes() for one in whole if one.sitting == second.name}
    assert {path.name: path.read_bytes() for path in (tmp_path / "stick").iterdir()} == kept


def test_a_wrong_resume_wrap_resumes_nothing(world: World) -> None:
    sit_down(world).keeper.close()
    (sitting_dir,) = world.home(SEAT).sitting_dirs()
    path = sitting_dir / "resume.wrap"
    wrong = wrong_copies(path.read_bytes(), world.session.data)

    assert codes_in_place(path, wrong, lambda: resume(world)) == CODES
    resume(world).keeper.close()


def test_wrong_files_of_a_move_bring_nothing_to_the_other_seat(
    world: World, tmp_path: Path
) -> None:
    stopped_at(world)
    files = packed(world, SEAT, "03", tmp_path)
    before = hashes(world.home("03").root)
    for path in (files.bundle_path, files.wrap_path):
        wrong = wrong_copies(path.read_bytes(), world.session.data)
        call = lambda: arrived(world, files, world.station("03"))  # noqa: E731

        assert codes_in_place(path, wrong, call) == CODES
    assert hashes(world.home("03").root) == before
    arrived(world, files, world.station("03")).keeper.close()


def test_the_files_of_two_moves_do_not_mix(world: World, tmp_path: Path) -> None:
    stopped_at(world)
    files = packed(world, SEAT, "03", tmp_path)

    error: StationError = refused(
        lambda: arrived(world, files, world.station("02")), world.home("02").root
    )
    assert error.code == "resume_wrap_wrong"

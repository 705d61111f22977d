"""What goes wrong with machine, disk and files ends in a clear screen, and no saved answer is lost.

The disks are real file systems that fill up or turn read-only; the journals are held by real
processes. A killed program is in tests/faults/test_seatwindow.py.
"""

import copy
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from station.app import run_station
from station.errors import StationError
from station.ui.look import Look
from station.ui.participant.dialogs.save_failed import SaveFailedDialog
from station.ui.participant.hands import Key
from station.ui.participant.program import CrashGuard
from station.ui.participant.screens.ready import ReadyScreen
from station.ui.participant.screens.refused import RefusedScreen
from station.ui.participant.stages import Stage
from station.ui.widgets.viewer import Viewer
from tests.faults.disks import KIB, RealDisk
from tests.faults.test_in_use import HOLDS, held
from tests.ui.heard import told
from tests.ui.pages import Window
from tests.ui.seatroom import Room, seat_room, words
from tests.worlds import SESSION, World, make_world

YEAR = timedelta(days=365)
HOUR_MS = 3_600_000


@pytest.fixture
def disk_world(world: World, disk: RealDisk) -> World:
    """Return a world whose homes lie safely on that disk."""
    fresh = copy.copy(world)
    fresh.root = disk.path / "world"
    shutil.copytree(world.root / "stations", fresh.root / "stations")
    disk.unplug()
    disk.plug_in()
    return fresh


def dialog(room: Room) -> SaveFailedDialog | None:
    """Return the dialog about saving, when it is shown."""
    found = room.window.findChildren(SaveFailedDialog)
    return next((one for one in found if one.isVisible()), None)


def drop(room: Room) -> None:
    """Let go of the journal as a dead program would."""
    visit = room.window.director.visit
    assert visit is not None
    assert visit.seated is not None
    visit.seated.keeper.close()


def wake(room: Room) -> None:
    """Come back to a sitting that stopped, by keys."""
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.STOPPED)
    world = room.world
    officer = world.founded.codes["pengawas-1"]
    for typed in ("pengawas-1", officer, world.tickets["0001"].code):
        room.hands.type(typed)
        room.hands.press(Key.Key_Return)
    room.wait_for(Stage.RESUMED)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.ITEMS)


def answers(room: Room) -> dict[str, object]:
    return {str(item): choice for item, choice in room.desk.saved.answers.items()}


def answered_and_dropped(world: World, look: Look) -> dict[str, object]:
    """Return what is saved of a sitting whose program dies after one answer."""
    with seat_room(world, look) as room:
        room.at_items()
        room.hands.press(Key.Key_B)
        drop(room)
        return answers(room)


# --- the program ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("capsys")
def test_a_bug_ends_in_words_and_the_sitting_goes_on_at_the_same_item(
    world: World, look: Look
) -> None:
    with seat_room(world, look) as room:
        room.at_items()
        room.hands.press(Key.Key_B, Key.Key_Right, Key.Key_C)
        kept, item = answers(room), room.sitting.item
        CrashGuard(room.window).raised(ZeroDivisionError("division by zero"))
        assert look.say("crash.title") in words(room)
        room.hands.press(Key.Key_D, Key.Key_Left)
        assert answers(room) == kept
        room.hands.press(Key.Key_Return)
        assert room.left == [True]
    world.clock.pass_ms(60_000)
    with seat_room(world, look) as room:
        wake(room)

        assert answers(room) == kept
        assert room.sitting.item == item
        assert [(one.cause, one.ms) for one in room.desk.saved.lost] == [("restart", 60_000)]


# --- clocks ---------------------------------------------------------------------------------------


def test_a_sleep_takes_no_time_from_the_timer_and_no_answer(room: Room) -> None:
    room.at_items()
    room.hands.press(Key.Key_B, Key.Key_Right)
    before, kept = words(room), answers(room)
    room.world.clock.sleep_ms(HOUR_MS)
    room.window.director.beat()
    room.hands.press(Key.Key_C)

    assert room.window.look.say("time.minutes", n=10) in before
    assert room.window.look.say("time.minutes", n=10) in words(room)
    assert [(one.cause, one.ms) for one in room.desk.saved.lost] == [("sleep", HOUR_MS)]
    assert kept.items() <= answers(room).items()
    assert len(answers(room)) == 2


@pytest.mark.parametrize("off", [YEAR, -YEAR], ids=["a year ahead", "a year back"])
def test_a_clock_that_is_set_by_a_year_changes_nothing_that_runs(
    room: Room, off: timedelta
) -> None:
    room.at_items()
    room.hands.press(Key.Key_B, Key.Key_Right)
    room.world.clock.wall += off
    room.window.director.beat()
    room.hands.press(Key.Key_C)
    room.world.clock.pass_ms(60_000)
    room.window.director.beat()

    assert room.window.look.say("time.minutes", n=9) in words(room)
    assert len(answers(room)) == 2
    assert room.desk.saved.lost == ()
    assert dialog(room) is None


@pytest.mark.parametrize("off", [YEAR, -YEAR], ids=["a year ahead", "a year back"])
def test_a_seat_that_starts_with_a_wrong_clock_is_locked_until_it_is_right(
    world: World, look: Look, off: timedelta
) -> None:
    kept = answered_and_dropped(world, look)
    world.clock.reboot(60_000)
    world.clock.wall += off
    with seat_room(world, look) as room:
        assert look.say("ready.no_session_words") in words(room)
        room.hands.press(Key.Key_Return)
        assert room.at(Stage.READY)
        world.clock.wall -= off
        room.window.director.beat()
        wake(room)

        assert answers(room) == kept
        assert room.desk.saved.lost[-1].ms == 60_000


# --- disks ----------------------------------------------------------------------------------------


def test_a_full_disk_is_helped_by_its_ballast_and_nobody_has_to_do_anything(
    disk_world: World, disk: RealDisk, look: Look
) -> None:
    with seat_room(disk_world, look) as room:
        room.at_items()
        room.ballast_path.write_bytes(bytes(256 * KIB))
        disk.fill()
        shown = press_until_refused(room)
        assert not room.ballast_path.exists()
        assert look.say("save_failed.title") in shown
        disk_world.clock.pass_ms(5_000)
        room.window.director.beat()

        assert dialog(room) is None
        assert room.desk.saved == room.desk.ahead
        assert [one.cause for one in room.desk.saved.lost] == ["save_failed"]


def test_a_disk_that_stays_full_says_so_until_there_is_room(
    disk_world: World, disk: RealDisk, look: Look
) -> None:
    with seat_room(disk_world, look) as room:
        room.at_items()
        filler_path = disk.fill()
        shown = press_until_refused(room)
        kept = answers(room)
        disk_world.clock.pass_ms(60_000)
        room.window.director.beat()
        assert "disk_full" in shown
        assert "Jangan matikan komputer" in words(room)
        assert answers(room) == kept
        filler_path.unlink()
        room.hands.press(Key.Key_Return)

        assert dialog(room) is None
        assert room.desk.saved == room.desk.ahead
        assert kept.items() <= answers(room).items()


def test_a_disk_that_turns_read_only_keeps_what_it_had_and_the_seat_resumes(
    disk_world: World, disk: RealDisk, look: Look, tmp_path: Path
) -> None:
    with seat_room(disk_world, look) as room:
        room.at_items()
        room.hands.press(Key.Key_B, Key.Key_Right)
        disk.turn_read_only()
        shown = press_until_refused(room)
        kept = answers(room)
        room.hands.press(Key.Key_Return)
        assert "save_failed" in shown
        assert dialog(room) is not None
        assert answers(room) == kept
        drop(room)
    shutil.copytree(disk_world.root, tmp_path / "rescued")
    disk_world.root = tmp_path / "rescued"
    disk_world.clock.reboot(120_000)
    with seat_room(disk_world, look) as room:
        wake(room)

        assert answers(room) == kept


def press_until_refused(room: Room) -> str:
    """Answer on until the disk refuses; return what the screen says then."""
    for key in (Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D) * 200:
        room.hands.press(key)
        if dialog(room) is not None:
            return words(room)
    raise AssertionError("the disk never refused")


def test_a_sitting_on_a_read_only_disk_is_not_begun_and_the_screen_says_why(
    disk_world: World, disk: RealDisk, look: Look
) -> None:
    with seat_room(disk_world, look) as room:
        room.sign_in()
        room.to_wait()
        disk.turn_read_only()
        room.hands.type(disk_world.session.start_a)
        room.hands.type(disk_world.session.start_b)

        assert room.at(Stage.WAIT)
        assert "save_failed" in words(room)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", sorted(HOLDS))
def test_a_journal_that_another_program_holds_is_named_and_opens_when_it_is_free(
    world: World, look: Look, how: str
) -> None:
    kept = answered_and_dropped(world, look)
    (sitting_dir,) = world.home("01").sitting_dirs()
    with seat_room(world, look) as room:
        with held(sitting_dir / "journal.db", how):
            room.hands.press(Key.Key_Return)
            assert room.at(Stage.READY)
            assert "home_in_use" in words(room)
        wake(room)

        assert answers(room) == kept


def test_a_damaged_journal_is_named_on_the_locked_screen(world: World, look: Look) -> None:
    with seat_room(world, look) as room:
        room.at_items()
        drop(room)
    (sitting_dir,) = world.home("01").sitting_dirs()
    (sitting_dir / "journal.db").write_bytes(b"no journal at all" * 100)
    with seat_room(world, look) as room:
        room.hands.press(Key.Key_Return)
        screen = room.shown()

        assert isinstance(screen, ReadyScreen)
        assert screen.problem.isVisible()
        assert "F8" in screen.problem.words.text()


def test_a_seat_without_its_package_is_locked_and_says_so(world: World, look: Look) -> None:
    (world.home("01").packages_dir / "uji.package").unlink()
    with seat_room(world, look) as room:
        room.hands.press(Key.Key_Return)

        assert room.at(Stage.READY)
        assert look.say("ready.no_session_words") in words(room)
        assert look.say("doctor.package.missing") in words(room)


@pytest.fixture(scope="module")
def foreign_package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_world(tmp_path_factory.mktemp("foreign")).battery.package


def test_a_package_of_another_assessment_is_named_and_the_station_opens_without_it(
    world: World, look: Look, foreign_package: bytes, qtbot: object
) -> None:
    path = world.home("01").packages_dir / "lain.package"
    path.write_bytes(foreign_package)
    told_so: list[str] = []

    def refused(error: StationError) -> bool:
        screen = RefusedScreen(look, error)
        screen.show()
        told_so.append(" ".join(name for _, name, *_ in told(screen)))
        screen.close()
        screen.deleteLater()
        path.unlink()
        return True

    code = run_station(world.home("01").root, lambda parts: len(parts.post.packages), refused)

    assert code == 1
    assert len(told_so) == 1
    assert "lain.package" in told_so[0]
    assert look.say("refused.title") in told_so[0]


@pytest.mark.parametrize(
    "name, change, shown",
    [
        ("packages/uji.package", lambda data: data[:-9], "uji.package"),
        ("packages/uji.package", lambda _data: b"", "uji.package"),
        (
            "packages/uji.assessment",
            lambda data: data.replace(b"/1\n", b"/2\n", 1),
            "uji.assessment",
        ),
        (f"packages/{SESSION}.session", lambda data: data[: len(data) // 2], f"{SESSION}.session"),
        ("station.identity", lambda _data: b"hello", "station.identity"),
        ("station.toml", lambda _data: b"seat = ", "station.toml"),
    ],
)
def test_a_wrong_file_in_the_home_is_named_and_the_seat_opens_once_it_is_right(
    world: World, look: Look, name: str, change: Callable[[bytes], bytes], shown: str
) -> None:
    path = world.home("01").root / name
    whole = path.read_bytes()
    path.write_bytes(change(whole))
    told_so: list[str] = []

    def refused(error: StationError) -> bool:
        screen = RefusedScreen(look, error)
        screen.show()
        told_so.append(" ".join(name for _, name, *_ in told(screen)))
        screen.close()
        screen.deleteLater()
        path.write_bytes(whole)
        return True

    assert run_station(world.home("01").root, lambda parts: len(parts.post.packages), refused) == 1
    assert len(told_so) == 1
    assert shown in told_so[0]


# --- what lies over an item -----------------------------------------------------------------------


def test_a_picture_that_is_open_goes_with_its_item(look: Look) -> None:
    window = Window(look)
    window.go("P-1")
    window.key(Key.Key_Z)
    (over,) = window.page.findChildren(Viewer)
    assert over.isVisible()
    window.page.hide()
    window.page.show()

    assert over.isHidden()
    window.page.close()

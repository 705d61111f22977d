"""What the window does beside the straight way: officers, trouble, paper, the kiosk."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from station.machine.lockdown import Seen, Sighting
from station.machine.printers import PrintFailedError
from station.machine.sticks import Stick
from station.ui.look import Look
from station.ui.participant.dialogs.officer import OfficerDialog
from station.ui.participant.dialogs.panels import ArrivePanel, EndPanel, Panel, SayPanel
from station.ui.participant.hands import Key
from station.ui.participant.kiosk import Kiosk
from station.ui.participant.officer import Action
from station.ui.participant.program import CrashGuard
from station.ui.participant.screens.receipt import ReceiptScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.stopped import StoppedScreen
from station.ui.participant.stages import Stage
from station.usecases.export import export_home
from tests.ui.seatroom import Room, conduct, conduct_facts, seat_room, words
from tests.worlds import World

P = TypeVar("P", bound=Panel)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the system refuse every write to a file."""
    import resource  # noqa: PLC0415 -- a Unix module

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# --- calling and officers ------------------------------------------------------------------------


def test_calling_says_when_and_is_recorded(room: Room) -> None:
    room.at_items()
    room.hands.press(Key.Key_F8, Key.Key_Return)
    assert "01.00.00" in words(room)
    room.hands.press(Key.Key_Escape)

    assert not room.window.director.overlays.covers
    assert "help_called" in conduct(room)


def test_an_officer_pauses_and_goes_on_by_keys(room: Room) -> None:
    room.at_items()
    dialog = _act(room, Action.PAUSE)
    assert room.at(Stage.PAUSED)
    assert room.window.look.say("paused.title") in words(room)
    assert not dialog.isVisible()
    _act(room, Action.RESUME)

    assert room.at(Stage.ITEMS)
    room.hands.press(Key.Key_B)
    assert len(room.sitting.answers) == 1


def _act(room: Room, action: Action) -> OfficerDialog:
    room.prove()
    dialog = room.window.director.overlays.officer_dialog()
    room.hands.press(*[Key.Key_Down] * dialog.place_of(action))
    room.hands.tab_to(dialog.go)
    room.hands.press(Key.Key_Return)
    return dialog


def panel_of(dialog: OfficerDialog, kind: type[P]) -> P:
    panel = dialog.acts.panel()
    assert isinstance(panel, kind)
    return panel


def test_added_time_shows_the_new_end_before_it_is_confirmed(room: Room) -> None:
    room.at_items()
    room.prove()
    dialog = room.window.director.overlays.officer_dialog()
    room.hands.press(*[Key.Key_Down] * dialog.place_of(Action.ADD_TIME))
    assert {"01.10", "01.15"} <= set(words(room).splitlines())
    assert dialog.go.text() == room.window.look.say("act.add_time_go", n=5)
    room.hands.tab_to(dialog.go)
    room.hands.press(Key.Key_Return)

    assert room.desk.left_ms() == 15 * 60_000


def test_questions_are_hidden_while_an_officer_is_at_the_seat(room: Room) -> None:
    room.at_items()
    look = room.window.look
    before = room.window.grab().toImage()
    room.prove()
    room.hands.settle()
    after = room.window.grab().toImage()
    inside = [(x, y) for x in range(60, 200, 3) for y in range(120, 500, 3)]

    assert len({before.pixel(x, y) for x, y in inside}) > 1
    assert len({after.pixel(x, y) for x, y in inside}) == 1
    assert look.theme.name == "light"


def test_an_officer_s_end_takes_a_tick_and_leaves_a_receipt(room: Room) -> None:
    room.at_items()
    room.prove()
    dialog = room.window.director.overlays.officer_dialog()
    room.hands.press(*[Key.Key_Down] * dialog.place_of(Action.END))
    assert not dialog.go.isEnabled()
    room.hands.tab_to(panel_of(dialog, EndPanel).tick)
    room.hands.press(Key.Key_Space)
    room.hands.tab_to(dialog.go)
    room.hands.press(Key.Key_Return)
    room.window.director.beat()

    assert room.at(Stage.RECEIPT)
    assert room.window.look.say("receipt.title_ended") in words(room)


def test_a_sitting_moves_from_one_window_to_another(
    world: World, look: Look, tmp_path: Path
) -> None:
    stick = (Stick(name="sdb1", path=tmp_path),)
    with seat_room(world, look, lanes=True) as room:
        room.machine.sticks = stick
        room.at_items()
        room.hands.press(Key.Key_C, Key.Key_Right)
        item = room.sitting.item
        _act(room, Action.MOVE)
        room.wait_for(Stage.MOVED)
        room.hands.press(Key.Key_Escape)
    with seat_room(world, look, seat="02", lanes=True) as room:
        room.machine.sticks = stick
        room.prove()
        dialog = room.window.director.overlays.officer_dialog()
        room.hands.press(*[Key.Key_Down] * dialog.place_of(Action.ARRIVE))
        panel = panel_of(dialog, ArrivePanel)
        panel.ticket.show_code(world.tickets["0001"].code)
        panel.changed.emit()
        room.hands.tab_to(dialog.go)
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.RESUMED)
        room.hands.press(Key.Key_Escape)
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.ITEMS)

        assert room.sitting.item == item


def test_only_an_officer_closes_the_program(room: Room) -> None:
    event = QCloseEvent()
    room.window.closeEvent(event)
    assert not event.isAccepted()
    room.prove()
    dialog = room.window.director.overlays.officer_dialog()
    room.hands.press(*[Key.Key_Down] * dialog.place_of(Action.QUIT))
    tick = panel_of(dialog, SayPanel).tick
    assert tick is not None
    room.hands.tab_to(tick)
    room.hands.press(Key.Key_Space)
    room.hands.tab_to(dialog.go)
    room.hands.press(Key.Key_Return)

    assert room.left == [True]


# --- trouble -------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is a Unix limit")
def test_an_answer_that_cannot_be_stored_blocks_calls_and_is_stored_at_the_next_try(
    room: Room,
) -> None:
    room.at_items()
    director = room.window.director
    room.world.clock.pass_ms(1_000)
    with full_disk():
        room.hands.press(Key.Key_B)
        assert "Jangan matikan komputer" in words(room)
        assert director.visit is not None
        assert director.visit.called_at is not None
        room.world.clock.pass_ms(5_000)
        director.beat()
        assert "percobaan ke-2" in words(room)
        room.hands.press(Key.Key_Escape, Key.Key_C)
        assert room.desk.saved.answers == {}
    room.world.clock.pass_ms(5_000)
    director.beat()

    assert not director.overlays.covers
    assert len(room.desk.saved.answers) == 1
    assert [one.cause for one in room.desk.saved.lost] == ["save_failed"]
    room.hands.press(Key.Key_Right)
    assert room.sitting.item == "A-2"


def test_what_the_machine_shows_during_a_sitting_is_recorded(room: Room) -> None:
    room.at_items()
    room.machine.sightings = frozenset({Sighting(kind=Seen.USB_STORAGE, detail="sdb1")})
    room.window.look_at_machine()
    room.window.look_at_machine()

    assert conduct(room).count("lockdown_seen") == 1


def test_every_kind_of_sighting_stands_in_the_journal_with_what_was_seen(room: Room) -> None:
    room.at_items()
    seen = frozenset(Sighting(kind=kind, detail=f"a {kind}") for kind in Seen)
    room.machine.sightings = seen
    room.window.look_at_machine()

    assert lockdown_facts(room) == sorted((one.kind.value, one.detail) for one in seen)


def test_a_stick_that_comes_again_is_recorded_again(room: Room) -> None:
    room.at_items()
    stick = frozenset({Sighting(kind=Seen.USB_STORAGE, detail="sdb1")})
    for sightings in (stick, frozenset(), stick):
        room.machine.sightings = sightings
        room.window.look_at_machine()

    assert lockdown_facts(room) == [("usb_storage", "sdb1")] * 2


def lockdown_facts(room: Room) -> list[tuple[str, str]]:
    """Return what the closed journal holds of sightings, sorted."""
    return sorted(
        (fact["kind"], fact.get("detail", ""))
        for fact in conduct_facts(room)
        if fact["fact"] == "lockdown_seen"
    )


def test_a_bug_ends_in_words_and_leaves_a_journal_that_resumes(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    room.at_items()
    crashes = CrashGuard(room.window)
    try:
        _ = 1 // int("0")
    except ZeroDivisionError as error:
        crashes.caught(type(error), error, error.__traceback__)

    assert crashes.seen
    assert room.window.look.say("crash.title") in words(room)
    assert f"ZeroDivisionError · {Path(__file__).name}" in words(room)
    assert "Traceback" in capsys.readouterr().err
    room.hands.press(Key.Key_Return)
    assert room.left == [True]


def test_a_stopped_sitting_can_be_left_alone_for_somebody_else(world: World, look: Look) -> None:
    with seat_room(world, look) as room:
        room.at_items()
        visit = room.window.director.visit
        assert visit is not None
        assert visit.seated is not None
        visit.seated.keeper.close()
    with seat_room(world, look) as room:
        room.hands.press(Key.Key_Return)
        screen = room.shown()
        assert isinstance(screen, StoppedScreen)
        room.hands.tab_to(screen.other)
        room.hands.press(Key.Key_Return)
        assert isinstance(room.shown(), SignInScreen)

        assert room.at(Stage.SIGN_IN)


# --- paper ---------------------------------------------------------------------------------------


def closed(room: Room) -> ReceiptScreen:
    visit = room.window.director.visit
    assert visit is not None
    while room.sitting.next_section() is not None:
        visit.lock_section()
        visit.open_section()
    visit.submit()
    room.window.director.beat()
    screen = room.shown()
    assert isinstance(screen, ReceiptScreen)
    return screen


def test_without_a_printer_the_receipt_says_to_write_the_code_down(room: Room) -> None:
    room.at_items()
    screen = closed(room)

    assert not screen.paper.isVisible()
    assert "Meja ini tidak punya pencetak" in words(room)
    assert room.desk.saved.closed is not None


def test_the_receipt_prints_where_there_is_a_printer(room: Room) -> None:
    room.machine.printers = ("Lobi",)
    room.at_items()
    screen = closed(room)
    room.hands.tab_to(screen.paper)
    room.hands.press(Key.Key_Return)

    ((printer, pdf),) = room.machine.printed
    assert printer == "Lobi"
    assert pdf.startswith(b"%PDF")
    assert screen.paper.text() == room.window.look.say("receipt.printed")
    assert len(export_home(room.world.home("01"), room.ballast_path.parent / "out")) == 1


def test_a_printer_that_fails_says_so_and_is_tried_again(room: Room) -> None:
    room.machine.printers, room.machine.print_error = ("Lobi",), PrintFailedError("Lobi")
    room.at_items()
    screen = closed(room)
    room.hands.tab_to(screen.paper)
    room.hands.press(Key.Key_Return)
    assert "Pencetak tidak menjawab" in words(room)
    assert "Jawaban Anda tetap aman" in words(room)
    room.machine.print_error = None
    room.hands.press(Key.Key_Return)

    assert len(room.machine.printed) == 1
    assert screen.paper.text() == room.window.look.say("receipt.printed")
    assert "tidak menjawab" not in words(room)


# --- the kiosk -----------------------------------------------------------------------------------


class CountingGuard:
    def __init__(self) -> None:
        self.engaged = 0

    def engage(self) -> bool:
        self.engaged += 1
        return True

    def release(self) -> None:
        self.engaged -= 1


def test_the_kiosk_takes_the_whole_screen_and_lets_go_again(room: Room, qapp: QApplication) -> None:
    guard = CountingGuard()
    kiosk = Kiosk(room.window, guard)
    kiosk.engage(qapp)
    assert room.window.isFullScreen()
    assert room.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert guard.engaged == 1
    kiosk.release()

    assert guard.engaged == 0


def test_looking_away_from_the_window_is_recorded(room: Room, qapp: QApplication) -> None:
    room.at_items()
    kiosk = Kiosk(room.window, CountingGuard())
    kiosk.engage(qapp)
    for state in (
        Qt.ApplicationState.ApplicationInactive,
        Qt.ApplicationState.ApplicationHidden,
        Qt.ApplicationState.ApplicationActive,
        Qt.ApplicationState.ApplicationInactive,
    ):
        qapp.applicationStateChanged.emit(state)
    kiosk.release()

    assert lockdown_facts(room) == [("focus_lost", "")] * 2


class OpenGuard(CountingGuard):
    @override
    def engage(self) -> bool:
        return False


class Screens:
    """An application that says it has other screens."""

    def __init__(self, app: QApplication, *others: QRect) -> None:
        self.primaryScreen, self.applicationStateChanged = (
            app.primaryScreen,
            app.applicationStateChanged,
        )
        self.screenAdded, self.screenRemoved = app.screenAdded, app.screenRemoved
        self.others = list(others)
        self._main = app.primaryScreen

    def screens(self) -> list[object]:
        return [self._main(), *(Other(one) for one in self.others)]


class Other:
    def __init__(self, place: QRect) -> None:
        self._place = place

    def geometry(self) -> QRect:
        return self._place


@pytest.mark.qt_log_ignore("does not support")
def test_other_screens_are_covered_in_black_and_recorded(room: Room, qapp: QApplication) -> None:
    room.at_items()
    beside = QRect(1366, 0, 800, 600)
    kiosk, app = Kiosk(room.window, CountingGuard()), Screens(qapp, beside)
    kiosk.engage(app)  # type: ignore[arg-type]  # as much of an application as it asks
    (cover,) = kiosk.covers
    black = cover.grab().toImage().pixelColor(5, 5).name()
    assert (cover.geometry(), black) == (beside, "#000000")
    assert cover.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    app.others.clear()
    qapp.screenRemoved.emit(qapp.primaryScreen())
    assert kiosk.covers == ()
    kiosk.release()

    assert ("second_screen", "1") in lockdown_facts(room)


@pytest.mark.qt_log_ignore("does not support")
def test_shortcuts_that_nobody_keeps_away_are_recorded(room: Room, qapp: QApplication) -> None:
    room.at_items()
    kiosk = Kiosk(room.window, OpenGuard())
    kiosk.engage(qapp)
    kiosk.release()

    assert lockdown_facts(room) == [("shortcuts", "")]

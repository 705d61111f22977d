"""What the window does beside the straight way: trouble, officers, help, locking, paper."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station.machine.doctor import Finding, Grade
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
from station.ui.participant.screens.plain import PlainScreen
from station.ui.participant.screens.receipt import ReceiptScreen
from station.ui.participant.screens.review import ReviewScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.stopped import StoppedScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stages import Stage
from station.ui.widgets.text import Text
from station.usecases.export import export_home
from tests.ui.seatroom import Room, seat_room
from tests.worlds import SESSION, World

P = TypeVar("P", bound=Panel)
ANYDESK = Sighting(kind=Seen.REMOTE_CONTROL, detail="anydesk")


@pytest.fixture
def room(world: World, look: Look) -> Iterator[Room]:
    with seat_room(world, look) as one:
        yield one


def words(room: Room) -> str:
    """Return all words that can be read on the screen now."""
    shown = [one for one in room.window.findChildren(Text) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the system refuse every write to a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def conduct(room: Room) -> list[str]:
    """Return the clear facts of the journal that was closed, by name."""
    visit = room.window.director.visit
    assert visit is not None
    assert visit.seated is not None
    visit.seated.keeper.close()
    (stopped,) = visit.station.unfinished()
    return [
        msgspec.json.decode(fact)["fact"] for one in stopped.chain.conduct for fact in one.facts
    ]


# --- the locked screen ---------------------------------------------------------------------------


def test_outside_its_session_a_seat_stays_locked_and_opens_by_itself(
    world: World, look: Look
) -> None:
    world.clock.wall -= timedelta(hours=3)
    with seat_room(world, look) as room:
        assert look.say("ready.no_session_words") in words(room)
        room.hands.press(Key.Key_Return)
        assert room.at(Stage.READY)
        world.clock.wall += timedelta(hours=3)
        room.window.director.beat()
        room.hands.press(Key.Key_Return)

        assert room.at(Stage.SIGN_IN)


def test_a_program_that_watches_locks_the_seat_until_it_is_closed(room: Room) -> None:
    room.machine.sightings = frozenset({ANYDESK})
    room.window.look_at_machine()
    assert "anydesk" in words(room)
    room.hands.press(Key.Key_Return)
    assert room.at(Stage.READY)
    room.machine.sightings = frozenset()
    room.window.look_at_machine()
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.SIGN_IN)


def test_what_became_worse_overnight_is_said(room: Room) -> None:
    room.machine.worse = (Finding(check="disk", grade=Grade.WARN, says="slow", values={"ms": 99}),)
    room.window.test_machine()

    assert room.window.look.say("doctor.disk") in words(room)
    assert "tadi malam" in words(room)


# --- signing in ----------------------------------------------------------------------------------


def test_a_wrong_code_says_how_many_tries_are_left_and_three_lock_the_seat(room: Room) -> None:
    room.hands.press(Key.Key_Return)
    screen = room.shown()
    assert isinstance(screen, SignInScreen)
    room.hands.type("0001")
    room.hands.press(Key.Key_Return)
    said = []
    for _ in range(3):
        screen.code.show_code("")
        room.hands.type(room.world.tickets["0002"].code)
        room.hands.press(Key.Key_Return)
        said.append(screen.problem.words.text())

    assert "2 kesempatan" in said[0]
    assert "1 kesempatan" in said[1]
    assert said[2].startswith("Tiga kali tidak cocok")
    assert not screen.go.isEnabled()
    room.prove()
    room.window.director.overlays.officer_dialog().confirmed.emit()
    assert screen.go.isEnabled()


def test_a_slip_in_a_code_is_seen_as_it_is_typed(room: Room) -> None:
    room.hands.press(Key.Key_Return)
    screen = room.shown()
    assert isinstance(screen, SignInScreen)
    screen.code.line.setFocus()
    code = room.world.tickets["0001"].code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    room.hands.type(wrong.replace("-", "").lower())

    assert screen.code.text() == wrong
    assert screen.code.slip.isVisible()
    room.hands.press(Key.Key_Backspace)
    room.hands.type(code[-1])
    assert not screen.code.slip.isVisible()


def test_somebody_who_is_not_that_person_gets_the_proctor(room: Room) -> None:
    room.hands.press(Key.Key_Return)
    room.hands.type("0001")
    room.hands.press(Key.Key_Return)
    room.hands.type(room.world.tickets["0001"].code)
    room.hands.press(Key.Key_Return)
    room.hands.tab_to(room.shown().no)
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.SIGN_IN)
    assert room.window.director.visit is not None
    assert room.window.director.visit.called_at is not None


# --- starting ------------------------------------------------------------------------------------


def test_start_codes_of_another_session_are_refused_in_words(room: Room) -> None:
    room.sign_in()
    room.to_wait()
    screen = room.shown()
    assert isinstance(screen, WaitScreen)
    screen.show_codes(room.world.session.start_b, room.world.session.start_a)

    assert room.at(Stage.WAIT)
    assert "start_codes_wrong" in screen.problem.words.text()


def test_start_codes_may_come_on_a_stick(room: Room, tmp_path: Path) -> None:
    room.sign_in()
    room.to_wait()
    screen = room.shown()
    assert isinstance(screen, WaitScreen)
    room.hands.tab_to(screen.stick)
    room.hands.press(Key.Key_Return)
    assert room.window.look.say("wait.no_stick") in words(room)
    (tmp_path / f"{SESSION}-a.code").write_text(room.world.session.start_a)
    (tmp_path / f"{SESSION}-b.code").write_text(room.world.session.start_b)
    room.machine.sticks = (Stick(name="sdb1", path=tmp_path),)
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.SECTION)


# --- in the sitting ------------------------------------------------------------------------------


def test_the_clock_and_the_notice_show_on_the_screens_around_the_items(room: Room) -> None:
    room.at_items()
    director = room.window.director
    assert director.visit is not None
    director.visit.at_end()
    screen = room.shown()
    assert isinstance(screen, SectionEndScreen)
    director.beat()
    room.world.clock.pass_ms(5 * 60_000 + 1_000)
    director.beat()
    assert "04.59" in words(room)
    assert room.window.look.say("time.notice", n=5) in words(room)
    room.hands.press(Key.Key_Escape)

    assert room.window.look.say("time.notice", n=5) not in words(room)


def test_time_that_runs_out_takes_the_items_away_and_says_so(room: Room) -> None:
    room.at_items()
    room.world.clock.pass_ms(600_001)
    room.window.director.beat()
    assert isinstance(room.shown(), PlainScreen)
    assert room.at(Stage.TIME_UP)
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.SECTION)


def test_links_lead_back_to_their_items(room: Room) -> None:
    room.at_items()
    room.hands.press(Key.Key_Right, Key.Key_R, *[Key.Key_Right] * 4)
    screen = room.shown()
    assert isinstance(screen, SectionEndScreen)
    room.hands.press(Key.Key_F)

    assert room.at(Stage.ITEMS)
    assert room.sitting.item == "A-2"


def test_the_review_counts_what_is_open_and_u_goes_to_the_first_of_it(room: Room) -> None:
    room.at_items()
    visit = room.window.director.visit
    assert visit is not None
    for _ in range(2):
        visit.lock_section()
        visit.open_section()
    visit.at_end()
    screen = room.shown()
    assert isinstance(screen, ReviewScreen)
    assert "0 dari 10" in words(room)
    room.hands.press(Key.Key_U)

    assert room.at(Stage.ITEMS)
    assert room.sitting.item == "S-1"


def test_a_wrong_end_of_the_ticket_does_not_end_the_break(room: Room) -> None:
    room.at_items()
    visit = room.window.director.visit
    assert visit is not None
    visit.lock_section()
    visit.open_section()
    visit.lock_section()
    visit.take_break()
    room.hands.type("0000")
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.BREAK)
    assert room.window.look.say("break.wrong") in words(room)
    room.world.clock.pass_ms(60_001)
    room.window.director.beat()
    assert room.at(Stage.SECTION)


def test_zoom_by_keys_is_kept_with_the_sitting(room: Room) -> None:
    room.at_items()
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        QTest.keyClick(room.window, key, Qt.KeyboardModifier.ControlModifier)

    assert room.desk.saved.comfort is not None
    assert room.desk.saved.comfort.zoom_percent == 125


def test_settings_can_be_changed_in_the_middle_and_are_kept(room: Room) -> None:
    room.at_items()
    overlays = room.window.director.overlays
    room.hands.press(Key.Key_F1)
    assert overlays.covers
    overlays.open_settings()
    room.hands.press(Key.Key_Tab, Key.Key_Right)
    room.hands.press(Key.Key_Escape)

    assert not overlays.covers
    assert room.window.look.theme.name == "dark"
    assert room.desk.saved.comfort is not None
    assert room.desk.saved.comfort.theme == "dark"


def test_the_next_participant_finds_the_seat_as_it_was(room: Room) -> None:
    room.at_items()
    room.window.look.change(zoom_percent=150, theme="dark")
    visit = room.window.director.visit
    assert visit is not None
    while room.sitting.next_section() is not None:
        visit.lock_section()
        visit.open_section()
    visit.submit()
    room.window.director.beat()
    room.hands.tab_to(room.shown().done)
    room.hands.press(Key.Key_Return)

    assert room.at(Stage.READY)
    assert (room.window.look.zoom_percent, room.window.look.theme.name) == (100, "light")


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
    with seat_room(world, look) as room:
        room.machine.sticks = stick
        room.at_items()
        room.hands.press(Key.Key_C, Key.Key_Right)
        item = room.sitting.item
        _act(room, Action.MOVE)
        assert room.at(Stage.MOVED)
        room.hands.press(Key.Key_Escape)
    with seat_room(world, look, seat="02") as room:
        room.machine.sticks = stick
        room.prove()
        dialog = room.window.director.overlays.officer_dialog()
        room.hands.press(*[Key.Key_Down] * dialog.place_of(Action.ARRIVE))
        panel = panel_of(dialog, ArrivePanel)
        panel.ticket.show_code(world.tickets["0001"].code)
        panel.changed.emit()
        room.hands.tab_to(dialog.go)
        room.hands.press(Key.Key_Return)
        assert room.at(Stage.RESUMED)
        room.hands.press(Key.Key_Escape)
        room.hands.press(Key.Key_Return)

        assert room.at(Stage.ITEMS)
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
    assert "ZeroDivisionError · test_window.py" in words(room)
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


def test_without_a_printer_nothing_offers_to_print(room: Room) -> None:
    room.at_items()

    assert not closed(room).paper.isVisible()


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


def test_a_printer_that_fails_says_so(room: Room) -> None:
    room.machine.printers, room.machine.print_error = ("Lobi",), PrintFailedError("Lobi")
    room.at_items()
    screen = closed(room)
    room.hands.tab_to(screen.paper)
    room.hands.press(Key.Key_Return)

    assert screen.paper.text() == room.window.look.say("receipt.print_failed")


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
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    kiosk.release()

    assert "lockdown_seen" in conduct(room)

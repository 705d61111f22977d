"""What the window does around the straight way: locked, signing in, starting, in the sitting."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.machine.doctor import Finding
from station.machine.grades import Grade
from station.machine.lockdown import Seen, Sighting, policies
from station.machine.sticks import Stick
from station.ui.look import Look
from station.ui.participant.hands import Key
from station.ui.participant.screens.plain import PlainScreen
from station.ui.participant.screens.review import ReviewScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stages import Stage
from tests.ui.seatroom import Room, seat_room, words
from tests.worlds import SESSION, World

ANYDESK = Sighting(kind=Seen.REMOTE_CONTROL, detail="anydesk")


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


def test_a_program_that_comes_up_before_the_start_holds_the_start_back(room: Room) -> None:
    room.sign_in()
    room.to_wait()
    room.machine.sightings = frozenset({ANYDESK})
    room.window.look_at_machine()
    assert "anydesk" in words(room)
    room.hands.type(room.world.session.start_a)
    room.hands.type(room.world.session.start_b)
    assert room.at(Stage.WAIT)
    room.machine.sightings = frozenset()
    room.window.look_at_machine()

    room.wait_for(Stage.SECTION)
    assert "anydesk" not in words(room)


@pytest.mark.parametrize("policy, barred", [("block", True), ("warn", False), ("record", False)])
def test_the_policy_of_the_package_says_what_a_sighting_leads_to(
    world: World, look: Look, policy: str, *, barred: bool
) -> None:
    with seat_room(world, look) as room:
        room.window.director.watch.rules = policies({"lockdown": {"usb_storage": policy}})
        room.machine.sightings = frozenset({Sighting(kind=Seen.USB_STORAGE, detail="sdb1")})
        room.window.look_at_machine()
        told = words(room)
        room.hands.press(Key.Key_Return)

        assert room.at(Stage.READY) is barred
        assert ("sdb1" in told) is (policy != "record")


def test_a_session_from_afar_is_said_and_does_not_lock_the_seat(room: Room) -> None:
    room.machine.sightings = frozenset({Sighting(kind=Seen.REMOTE_SESSION, detail="xrdp")})
    room.window.look_at_machine()
    assert "sesi dari komputer lain (xrdp)" in words(room)
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

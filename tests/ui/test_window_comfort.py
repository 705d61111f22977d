"""Comfort and accommodations in the window: what is kept, what follows, who hears items."""

import msgspec
from PySide6.QtCore import Qt

from station.ui.look import Look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.stages import Stage
from tests.ui.seatroom import Room, seat_room, words
from tests.ui.voices import FakeVoice
from tests.worlds import HEARS, World

Key = Qt.Key


def page(room: Room) -> ItemPage:
    items = room.window.director.items
    assert items is not None
    return items.page


def test_the_switch_in_the_panel_shows_the_pace_and_is_kept_with_the_sitting(room: Room) -> None:
    room.at_items()
    look, panel = room.window.look, page(room).body.panel
    before = look.say("pace.off") in words(room)
    room.hands.tab_to(panel.pace.switch)
    room.hands.press(Key.Key_Space)

    assert before
    assert room.desk.saved.comfort is not None
    assert room.desk.saved.comfort.pace
    assert look.say("pace.even") in words(room)
    assert panel.pace.switch.accessibleDescription() == look.say("pace.even")


def test_one_column_is_chosen_on_the_comfort_screen_and_practised_with(room: Room) -> None:
    room.sign_in()
    screen = room.shown()
    assert isinstance(screen, ComfortScreen)
    room.hands.tab_to(screen.settings.one_column)
    room.hands.press(Key.Key_Space)
    room.hands.tab_to(screen.go)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.PRACTICE)
    room.hands.settle()
    practice = room.window.director.practice

    assert practice is not None
    assert not practice.page.body.side.isVisible()
    for _ in range(5):
        room.hands.press(Key.Key_Right)
    room.start()
    room.hands.settle()
    assert not page(room).body.panel.isVisible()
    assert room.desk.saved.comfort is not None
    assert room.desk.saved.comfort.one_column


def test_settings_of_one_person_do_not_stay_for_the_next(room: Room) -> None:
    room.at_items()
    visit = room.window.director.visit
    assert visit is not None
    room.window.director.take_comfort(
        msgspec.structs.replace(visit.comfort, one_column=True, pace=True)
    )
    visit.leave()
    room.hands.settle()

    assert not visit.comfort.one_column
    assert not visit.comfort.pace


def test_who_is_granted_it_hears_items_from_the_practice_on(world: World, look: Look) -> None:
    voice = FakeVoice()
    with seat_room(world, look, seat="03", voice=voice) as room:
        sign_in(room, HEARS)
        told = look.say("identity.voice").replace("`", "")
        assert told in words(room).replace("`", "")
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.COMFORT)
        room.hands.tab_to(room.shown().go)
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.PRACTICE)
        room.hands.press(Key.Key_F7)
        heard = len(voice.said)
        for _ in range(5):
            room.hands.press(Key.Key_Right)
        room.start()
        room.hands.press(Key.Key_F7)

    assert heard == 1
    assert len(voice.said) == 2
    assert voice.said[1][0].startswith(look.say("item.title", n=1))


def test_a_machine_without_a_voice_says_so_before_the_start(world: World, look: Look) -> None:
    with seat_room(world, look, seat="03") as room:
        sign_in(room, HEARS)

        assert "F8" in look.say("identity.no_voice")
        assert look.say("identity.no_voice").split(",", maxsplit=1)[0] in words(room)


def test_who_is_not_granted_it_is_offered_nothing(world: World, look: Look) -> None:
    voice = FakeVoice()
    with seat_room(world, look, voice=voice) as room:
        room.at_items()
        room.hands.press(Key.Key_F7)

        assert not page(room).footer.listen.isVisible()
        assert voice.said == []


def sign_in(room: Room, number: str) -> None:
    """Come as far as the question who this is."""
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.SIGN_IN)
    room.hands.type(number)
    room.hands.press(Key.Key_Return)
    room.hands.type(room.world.tickets[number].code)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.IDENTITY)
    room.hands.settle()

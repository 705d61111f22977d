"""Whole journeys at the real window: from the locked screen to the receipt, every key pressed."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from station.exam.form import ItemId, Kind
from station.exam.order import options_shown
from station.sealing.bundle import open_bundle, unseal_ks, verify_bundle
from station.ui.look import Look
from station.ui.participant.hands import Hands, Key, NeverCameError
from station.ui.participant.item.page import ItemPage
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.scripted import sit_scripted
from station.ui.participant.stages import Stage
from station.ui.widgets.choice import OptionRow
from station.ui.widgets.text import Text
from tests.ui.battery import one_seat_plan
from tests.ui.seatroom import Room, seat_room
from tests.worlds import World

CHOICES: dict[Kind, object] = {
    Kind.SINGLE: "C",
    Kind.MULTIPLE: ["A", "D"],
    Kind.LIKERT: "4",
    Kind.MOST_LEAST: {"most": "B", "least": "D"},
    Kind.NUMERIC: "12.5",
    Kind.TEXT: "kata kunci",
    Kind.MATCH: [["A", "Y"], ["B", "X"]],
    Kind.INLINE: [["g1", "B"]],
    Kind.ORDER: ["C", "A", "B"],
}


def answer_section(room: Room) -> None:
    """Answer every item of the open section, and stand at its last one."""
    code = room.sitting.section
    assert code is not None
    items = room.sitting.items_in_order(code)
    for item in items:
        subject = room.sitting.paper.items[item]
        shown = options_shown(subject, room.sitting.order)
        choice = CHOICES.get(subject.kind)
        room.hands.answer(subject, shown, choice, room.window.look.language)
        if item != items[-1]:
            next_item(room, item, items[items.index(item) + 1])


def next_item(room: Room, here: ItemId, there: ItemId) -> None:
    """Go on: a statement does so by itself, a text field takes Control and Enter."""
    kind = room.sitting.paper.items[here].kind
    if kind is Kind.LIKERT:
        room.hands.until(lambda: room.sitting.item == there, "the statement did not move on")
    elif kind in {Kind.NUMERIC, Kind.TEXT}:
        room.hands.press(Key.Key_Escape, Key.Key_Right)
    else:
        room.hands.press(Key.Key_Right)
    assert room.sitting.item == there


def lock(room: Room) -> None:
    """Go past the last item and lock the section by keys."""
    room.hands.press(Key.Key_Right)
    room.wait_for(Stage.SECTION_END)
    screen = room.shown()
    assert isinstance(screen, SectionEndScreen)
    assert screen.back.hasFocus()
    room.hands.tab_to(screen.lock)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.SECTION)


def hand_in(room: Room) -> str:
    """Go through review and submission by keys; return the receipt code."""
    room.hands.press(Key.Key_Right)
    room.wait_for(Stage.REVIEW)
    room.hands.tab_to(room.shown().go)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.SUBMIT)
    assert not room.shown().go.isEnabled()
    room.hands.press(Key.Key_Space)
    room.hands.tab_to(room.shown().go)
    room.hands.press(Key.Key_Return)
    room.wait_for(Stage.RECEIPT)
    visit = room.window.director.visit
    assert visit is not None
    room.hands.until(lambda: visit.let_go, "the journal stayed open")
    assert visit.seated is not None
    return visit.seated.receipt()


def stored_answers(world: World, seat: str, number: str = "0001") -> dict[str, object]:
    """Return what the bundle in the outbox holds, opened by two custodians."""
    (path,) = world.home(seat).outbox_dir.glob(f"{number}-*.bundle")
    station = world.station(seat)
    bundle = verify_bundle(
        path.read_bytes(), world.assessment, {station.session.sha256: station.session}
    )
    ks = unseal_ks(bundle, world.custody())
    facts = [msgspec.json.decode(f) for r in open_bundle(bundle, ks) for f in r.content]
    return {one["item"]: one.get("choice") for one in facts if one["fact"] == "answer_given"}


def test_a_participant_goes_from_ready_to_receipt_with_the_keyboard_alone(
    world: World, look: Look
) -> None:
    with seat_room(world, look, lanes=True) as room:
        room.at_items()
        for _ in range(2):
            answer_section(room)
            lock(room)
            if room.shown().rest.isVisible():
                room.hands.tab_to(room.shown().rest)
                room.hands.press(Key.Key_Return)
                room.wait_for(Stage.BREAK)
                room.hands.type(world.tickets["0001"].code[-4:].lower())
                room.hands.press(Key.Key_Return)
                room.wait_for(Stage.SECTION)
            room.hands.press(Key.Key_Return)
            room.wait_for(Stage.ITEMS)
        answer_section(room)
        receipt = hand_in(room)
        items = room.sitting.paper.items

    answers = stored_answers(world, "01")
    assert receipt.count("-") == 5
    assert set(answers) == set(items)
    for item, choice in answers.items():
        kind = items[ItemId(item)].kind
        assert kind is Kind.HOTSPOT or choice == CHOICES[kind]


def test_the_same_works_in_english_at_200_percent_in_the_contrast_theme(
    world: World, look: Look
) -> None:
    with seat_room(world, look, size=(1024, 768)) as room:
        room.sign_in()
        screen = room.shown()
        assert isinstance(screen, ComfortScreen)
        room.hands.press(*[Key.Key_Right] * 4)  # 100 % to 200 %
        assert look.zoom_percent == 200
        room.hands.press(Key.Key_Tab, *[Key.Key_Right] * 3)
        assert look.theme.name == "contrast"
        room.hands.press(Key.Key_Tab, Key.Key_Right)
        assert look.language == "en"
        room.to_wait()
        room.start()
        answer_section(room)
        lock(room)
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.ITEMS)
        answer_section(room)
        lock(room)
        room.hands.press(Key.Key_Return)
        answer_section(room)
        hand_in(room)
        comfort = room.desk.saved.comfort

    assert comfort is not None
    assert (comfort.zoom_percent, comfort.theme, comfort.language) == (200, "contrast", "en")


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_option(room: Room, place: int) -> None:
    page = room.shown()
    assert isinstance(page, ItemPage)
    rows = [one for one in page.findChildren(OptionRow) if one.isVisible()]
    click(rows[place])


def test_the_same_works_with_the_mouse(world: World, look: Look) -> None:
    with seat_room(world, look) as room:
        click(room.window.director.ready.begin)
        shown = room.shown()
        shown.number.line.setText("0001")
        shown.code.show_code(world.tickets["0001"].code)
        click(shown.go)
        click(room.shown().yes)
        click(room.shown().go)
        practice = room.window.director.practice
        assert practice is not None
        click_option(room, 1)
        end = next(
            one
            for one in practice.page.footer.findChildren(QAbstractButton)
            if one.text() == look.say("practice.end")
        )
        click(end)
        room.shown().show_codes(world.session.start_a, world.session.start_b)
        click(room.shown().go)
        while room.stage is not Stage.REVIEW:
            _through_section_by_mouse(room)
        click(room.shown().go)
        click(room.shown().tick)
        click(room.shown().go)
        room.window.director.beat()
        assert room.at(Stage.RECEIPT)

    answers = stored_answers(world, "01")
    assert len(answers) == 9


def _through_section_by_mouse(room: Room) -> None:
    """Open the section, answer its first items, and go to its end."""
    if room.stage is Stage.SECTION:
        click(room.shown().go)
    page = room.shown()
    assert isinstance(page, ItemPage)
    while room.stage is Stage.ITEMS:
        item = room.sitting.item
        assert item is not None
        if room.sitting.paper.items[item].kind is Kind.SINGLE and len(room.sitting.answers) < 9:
            click_option(room, 2)
        click(page.footer.next)
    if room.stage is Stage.SECTION_END:
        click(room.shown().lock)


def test_a_killed_seat_comes_back_to_the_same_item(world: World, look: Look) -> None:
    with seat_room(world, look) as room:
        room.at_items()
        room.hands.press(Key.Key_B, Key.Key_Right, Key.Key_Right)
        item = room.sitting.item
        world.clock.pass_ms(4_000)
        room.hands.press(Key.Key_R)
        visit = room.window.director.visit
        assert visit is not None
        assert visit.seated is not None
        visit.seated.keeper.close()  # as a dead program would
    world.clock.reboot(95_000)

    with seat_room(world, look) as room:
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.STOPPED)
        for typed in (
            "pengawas-1", world.founded.codes["pengawas-1"], world.tickets["0001"].code,
        ):  # fmt: skip
            room.hands.type(typed)
            room.hands.press(Key.Key_Return)
        room.wait_for(Stage.RESUMED)
        used_ms = room.desk.used_ms()
        room.window.director.beat()
        said = [one.text() for one in room.shown().findChildren(Text) if one.isVisible()]
        assert look.say("time.paused") in said
        assert look.say("save.saved", time="01.00.04") in said
        room.hands.press(Key.Key_Return)
        room.wait_for(Stage.ITEMS)
        assert room.sitting.item == item
        assert used_ms == 4_000
        assert len(room.sitting.answers) == 1
        assert item in room.sitting.flags


def test_hands_cannot_press_what_tab_does_not_reach(world: World, look: Look) -> None:
    with seat_room(world, look) as room, pytest.raises(NeverCameError):
        Hands(room.window).tab_to(QWidget(), most=3)


def test_the_whole_battery_is_sat_in_one_go(tmp_path: Path) -> None:
    plan = one_seat_plan(tmp_path / "office")
    result = sit_scripted(plan, tmp_path / "screens")

    given = {str(step.item): step.choice for step in plan.steps if step.choice is not None}
    assert result.answered == len(given)
    assert len(plan.steps) == 400
    assert {"02-sign-in.png", "11-navigator.png", "15-receipt.png"} <= {
        path.name for path in (tmp_path / "screens").iterdir()
    }

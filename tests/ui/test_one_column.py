"""One column: no panel, the case above its question; asked for once, kept with the person."""

import json

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from station import canonical
from station.exam import facts as f
from station.ui.look import Look
from station.ui.participant.item.presenter import Habits
from station.ui.widgets.text import Text
from tests.ui.pages import Window, every_look

Key = Qt.Key
ITEMS = [one.id for one in every_look()]
ONE = Habits(one_column=True)
OLD = b'{"fact":"comfort_set","language":"id","theme":"dark","zoom_percent":150}'


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look, habits=ONE)
    qtbot.addWidget(made.page)
    return made


def place(widget: QWidget, window: Window) -> QRect:
    return QRect(widget.mapTo(window.page, QPoint(0, 0)), widget.size())


def test_the_panel_is_folded_away_and_the_column_stands_in_the_middle(window: Window) -> None:
    card, page = place(window.page.body.question, window), window.page

    assert not page.body.panel.isVisible()
    assert abs(card.left() - (page.width() - 1 - card.right())) <= 1
    assert card.width() == 960
    assert page.footer.menu.isVisible()
    assert page.header.calls.isVisible()


def test_a_case_stands_above_its_question_and_both_can_be_read(window: Window) -> None:
    window.go("C-1")
    case, question = place(window.page.body.case, window), place(window.page.body.question, window)

    assert case.bottom() < question.top()
    assert (case.left(), case.width()) == (question.left(), question.width())
    assert case.height() > 150
    assert not window.page.footer.turn.isVisible()
    assert not window.page.body.rail.isVisible()


def test_f6_walks_between_case_and_question(window: Window) -> None:
    window.go("C-1")
    window.key(Key.Key_F6)
    there = window.page.body.in_case()
    window.key(Key.Key_F6)

    assert there
    assert not window.page.body.in_case()


def test_without_room_for_both_they_take_turns_as_ever(window: Window) -> None:
    window.look.change(zoom_percent=200)
    window.go("C-1")

    assert window.page.body.case.isVisible()
    assert not window.page.body.question.isVisible()
    assert window.page.footer.turn.isVisible()


def test_it_can_be_asked_for_and_taken_back_in_the_middle(look: Look, qtbot: QtBot) -> None:
    window = Window(look)
    qtbot.addWidget(window.page)
    window.key(Key.Key_B)
    seen = [window.page.body.panel.isVisible()]
    for habits in (ONE, Habits()):
        window.page.follow(habits)
        window.settle()
        seen.append(window.page.body.panel.isVisible())

    assert seen == [True, False, True]
    assert window.answer("S-1") == "B"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("zoom", [100, 125, 200])
def test_no_line_is_cut_and_no_button_leaves_the_bars(
    window: Window, size: tuple[int, int], zoom: int
) -> None:
    window.look.change(zoom_percent=zoom, language="en")
    window.page.resize(*size)
    found: dict[str, list[str]] = {}
    for item in ITEMS:
        window.go(item)
        cut = [
            one.text()
            for one in window.page.findChildren(Text)
            if one.isVisible() and one.height() < one.heightForWidth(one.width())
        ]
        buttons = [
            place(one, window)
            for bar in (window.page.header, window.page.footer)
            for one in bar.findChildren(QAbstractButton)
            if one.isVisible()
        ]
        out = [str(box) for box in buttons if not window.page.rect().contains(box)]
        over = [
            f"{one} on {two}"
            for n, one in enumerate(buttons)
            for two in buttons[n + 1 :]
            if one.intersects(two)
        ]
        found[item] = cut + out + over

    assert {item: odd for item, odd in found.items() if odd} == {}


def test_a_record_from_before_these_settings_reads_and_writes_as_it_was() -> None:
    old = msgspec.json.decode(OLD, type=f.ComfortSet)

    assert (old.one_column, old.pace) == (False, False)
    assert canonical.dumps(msgspec.to_builtins(old)) == OLD


def test_only_what_differs_from_the_usual_is_written() -> None:
    both = msgspec.structs.replace(
        msgspec.json.decode(OLD, type=f.ComfortSet), one_column=True, pace=True
    )

    assert json.loads(canonical.dumps(msgspec.to_builtins(both))) == json.loads(OLD) | {
        "one_column": True, "pace": True,
    }  # fmt: skip

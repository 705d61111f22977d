"""At every zoom, window and theme: nothing is cut, nothing leaves the window, all has a name."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from station.ui.look import Look
from station.ui.participant.item.menu import KEYS, TOOL_KEYS, KeyHelp
from station.ui.theme import THEMES
from station.ui.widgets import cells_access
from station.ui.widgets.buttons import Button
from station.ui.widgets.choice import OptionRow
from station.ui.widgets.text import Text
from tests.ui.pages import Window, every_look

SIZES = [(1366, 768), (1024, 768)]
ITEMS = [one.id for one in every_look()]
Role = QAccessible.Role
NEEDS_NAME = {
    Role.Button,
    Role.RadioButton,
    Role.CheckBox,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.Graphic,
}


def visible(kind: type[QWidget], window: Window) -> list[QWidget]:
    return [one for one in window.page.findChildren(kind) if one.isVisible()]


def cut(window: Window) -> list[str]:
    """Return the texts that got less height than their lines need."""
    return [
        one.text()
        for one in visible(Text, window)
        if isinstance(one, Text) and one.height() < one.heightForWidth(one.width())
    ]


def outside(window: Window) -> list[str]:
    """Return the buttons of the bars that stand out of the window, or one on another."""
    bars = [window.page.footer, window.page.header, window.page.all_footer]
    buttons = [
        one
        for bar in bars
        for one in bar.findChildren(QAbstractButton)
        if one.isVisible() and not isinstance(one, OptionRow)
    ]
    boxes = {
        one.accessibleName(): QRect(one.mapTo(window.page, QPoint(0, 0)), one.size())
        for one in buttons
    }
    page = window.page.rect()
    odd = [name for name, box in boxes.items() if not page.contains(box)]
    names = list(boxes)
    for place, name in enumerate(names):
        odd += [
            f"{name} on {two}" for two in names[place + 1 :] if boxes[name].intersects(boxes[two])
        ]
    return odd


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    cells_access.install()
    made = Window(look)
    qtbot.addWidget(made.page)
    return made


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_cut_and_no_button_leaves_the_window(
    window: Window, size: tuple[int, int], zoom: int, language: str
) -> None:
    window.look.change(zoom_percent=zoom, language=language)
    window.page.resize(*size)
    found: dict[str, list[str]] = {}
    for item in ITEMS:
        window.go(item)
        found[item] = cut(window) + outside(window)
    window.key(Qt.Key.Key_Escape, Qt.Key.Key_G)
    found["all"] = cut(window) + outside(window)

    assert {item: odd for item, odd in found.items() if odd} == {}


@pytest.mark.parametrize("size", SIZES)
def test_at_twice_the_size_the_bars_shrink_and_the_question_scrolls(
    window: Window, size: tuple[int, int]
) -> None:
    window.look.change(zoom_percent=200)
    window.page.resize(*size)
    window.settle()

    assert (window.page.header.height(), window.page.footer.height()) == (80, 104)
    assert not window.page.body.panel.isVisible()
    assert window.page.body.question.scrolled.verticalScrollBar().maximum() > 0
    assert window.page.body.question.more.isVisible()


def test_the_strip_names_the_options_below_the_edge(window: Window) -> None:
    window.look.change(zoom_percent=200)
    window.settle()
    strip = window.page.body.question.more.findChildren(Text)[0]
    first = strip.text()
    window.key(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)

    assert first == "Pilihan D dan E di bawah"
    assert strip.text() == "Pilihan E di bawah"


def test_the_option_with_the_ring_is_always_in_sight(window: Window) -> None:
    window.look.change(zoom_percent=200)
    window.settle()
    view = window.page.body.question.scrolled.viewport()
    for _ in range(5):
        window.key(Qt.Key.Key_Down)
        row = window.focus()
        box = QRect(row.mapTo(view, QPoint(0, 0)), row.size())

        assert view.rect().contains(box)


def test_a_case_and_its_question_take_turns_when_there_is_no_room(window: Window) -> None:
    window.look.change(zoom_percent=200)
    window.go("C-1")
    shown = [window.page.body.case.isVisible(), window.page.body.question.isVisible()]
    window.key(Qt.Key.Key_F6)

    assert shown == [True, False]
    assert not window.page.body.case.isVisible()
    assert window.page.body.question.isVisible()
    window.click(window.page.footer.turn)
    assert window.page.body.case.isVisible()


def test_the_measures_of_the_drawing_hold_at_its_size(window: Window) -> None:
    page, body = window.page, window.page.body

    def at(widget: QWidget) -> tuple[int, int, int, int]:
        corner = widget.mapTo(page, QPoint(0, 0))
        return corner.x(), corner.y(), widget.width(), widget.height()

    assert at(page.header) == (0, 0, 1366, 64)
    assert at(page.footer) == (0, 696, 1366, 72)
    assert at(body.question) == (24, 80, 998, 600)
    assert at(body.panel) == (1038, 80, 304, 600)
    assert at(body.question.flag) == (752, 101, 229, 44)
    assert at(page.footer.back)[0] == 24
    assert at(page.footer.back)[2] == 168
    assert at(page.footer.next)[0] + at(page.footer.next)[2] == 1022
    assert at(page.footer.all) == (1038, 711, 304, 44)
    rows = [at(row) for row in visible(OptionRow, window)]
    assert {(left, width, height) for left, _, width, height in rows} == {(65, 916, 52)}
    assert {two[1] - one[1] for one, two in pairwise(rows)} == {60}
    window.go("C-1")
    assert at(body.case) == (24, 80, 588, 600)
    assert at(body.question) == (628, 80, 602, 600)
    assert at(body.rail) == (1246, 80, 96, 600)
    window.go("L-1")
    rows = [at(row) for row in visible(OptionRow, window)]
    assert {(left, width, height) for left, _, width, height in rows} == {(203, 640, 56)}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_paints_its_own_ground(window: Window, theme: str) -> None:
    window.look.change(theme=theme)
    window.key(Qt.Key.Key_B)
    image = window.page.grab().toImage()
    row = visible(OptionRow, window)[1]
    inside = row.mapTo(window.page, QPoint(row.width() // 2, 8))
    colours = window.look.theme

    assert image.pixelColor(8, 400).name().upper() == colours.page
    assert image.pixelColor(40, 400).name().upper() == colours.surface
    assert image.pixelColor(inside).name().upper() == colours.selected


def nodes(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds, from the root down."""
    yield root
    for place in range(root.childCount()):
        child = root.child(place)
        if not child.state().invisible:
            yield from nodes(child)


@pytest.mark.parametrize("item", ITEMS)
def test_whatever_can_be_reached_has_a_name(window: Window, item: str) -> None:
    window.go(item)
    root = QAccessible.queryAccessibleInterface(window.page)
    nameless = [
        f"{node.role()} {node.object()}"
        for node in nodes(root)
        if (node.role() in NEEDS_NAME or node.state().focusable)
        and not node.text(QAccessible.Text.Name)
    ]

    assert nameless == []


def test_options_are_radio_buttons_and_their_state_is_told(window: Window) -> None:
    window.key(Qt.Key.Key_B)
    rows = visible(OptionRow, window)
    found = [QAccessible.queryAccessibleInterface(row) for row in rows]

    assert {one.role() for one in found} == {Role.RadioButton}
    assert [bool(one.state().checked) for one in found] == [False, True, False, False, False]
    window.go("M-1")
    several = QAccessible.queryAccessibleInterface(visible(OptionRow, window)[0])
    assert several.role() == Role.CheckBox


def test_tab_goes_round_the_page_and_is_never_caught(window: Window) -> None:
    met = []
    for _ in range(60):
        window.key(Qt.Key.Key_Tab)
        met.append(window.focus())
    again = met.index(met[0], 1)

    assert again < 40
    assert window.page.footer.next in met
    assert window.page.body.question.flag in met


def test_the_menu_of_the_compact_page_does_what_its_keys_do(window: Window) -> None:
    window.look.change(zoom_percent=200)
    window.settle()
    window.key(Qt.Key.Key_Down)
    window.click(window.page.footer.menu)
    entries = {
        one.accessibleName(): one
        for one in window.page.findChildren(Button)
        if one.isVisible() and one.window() is window.page and one.parentWidget() is not None
    }
    window.click(entries["Coret pilihan"])

    assert window.place.desk.ahead.struck == {("S-1", "A")}
    assert not entries["Coret pilihan"].isVisible()


def test_the_help_names_every_key_and_closes_with_its_own(window: Window) -> None:
    keys = KeyHelp(window.look, window.page)
    keys.show_help()
    window.settle()
    said = {text.text() for text in keys.findChildren(Text)}
    window.key(Qt.Key.Key_F1)

    assert len(KEYS) - len(TOOL_KEYS) == 18
    assert {
        "Soal berikutnya",
        "Panggil pengawas",
        "Coret pilihan yang disorot, atau batalkan",
    } <= said
    assert not keys.isVisible()


def test_a_case_opens_full_size_as_text(window: Window) -> None:
    window.go("C-1")
    window.key(Qt.Key.Key_Z)
    shown = [text for text in visible(Text, window) if isinstance(text, Text)]
    widest = max(text.width() for text in shown if "Sejak awal bulan" in text.text())
    window.key(Qt.Key.Key_Escape)

    assert widest == 768
    assert window.item() == "C-1"

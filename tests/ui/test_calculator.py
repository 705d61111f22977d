"""The calculator on the page: where there is one, who gets which key, what is left of it."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.exam.form import Form
from station.ui.look import Look
from station.ui.participant.item.calculator.pane import CalculatorPane
from station.ui.participant.item.keys import Command
from station.ui.participant.item.menu import KeyHelp
from station.ui.theme import THEMES
from station.ui.widgets.text import Text
from tests.ui.pages import Window, every_look, wide_form

Key = Qt.Key
ITEMS = [one.id for one in every_look()]


def allowing_form() -> Form:
    """Return the form of every look whose first section allows a calculator."""
    form = wide_form()
    first, second = form.sections
    return replace(form, sections=(replace(first, calculator=True), second))


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look, allowing_form())
    qtbot.addWidget(made.page)
    return made


def pane(window: Window) -> CalculatorPane:
    (found,) = window.page.findChildren(CalculatorPane)
    return found


def shown(window: Window) -> str:
    return pane(window).reckoning.shown(window.look.language)


def place(widget: QWidget, window: Window) -> QRect:
    return QRect(widget.mapTo(window.page, QPoint(0, 0)), widget.size())


# --- where ------------------------------------------------------------------------------------


def test_a_section_that_does_not_allow_it_has_neither_button_nor_key(
    look: Look, qtbot: QtBot
) -> None:
    window = Window(look)
    qtbot.addWidget(window.page)
    window.page.draw_ahead()
    window.key(Key.Key_F4)

    assert not window.page.footer.calculator.isVisible()
    assert window.page.findChildren(CalculatorPane) == []
    assert window.page.tools.offered == frozenset()


def test_it_is_made_ready_while_nobody_waits_and_only_where_it_is_allowed(window: Window) -> None:
    window.page.draw_ahead()
    ready = pane(window)
    window.key(Key.Key_F4)

    assert pane(window) is ready
    assert ready.isVisible()


def test_it_closes_with_the_section_that_allowed_it(window: Window) -> None:
    window.key(Key.Key_F4)
    window.place.to_section("spoken")
    window.settle()

    assert not pane(window).isVisible()
    assert not window.page.footer.calculator.isVisible()
    assert window.focus() is window.page


def test_the_help_names_its_keys_only_where_there_is_one(window: Window) -> None:
    keys = KeyHelp(window.look, window.page)
    seen = []
    for tools in (frozenset(), window.page.tools.offered, frozenset({Command.LISTEN})):
        keys.show_tools(tools)
        keys.show_help()
        visible = {one.text() for one in keys.findChildren(Text) if one.isVisible()}
        seen.append(any(words.startswith("Kalkulator") for words in visible))
        keys.close_overlay()

    assert seen == [False, True, False]


# --- keys -------------------------------------------------------------------------------------


def test_by_keyboard_alone_it_opens_reckons_and_gives_the_keyboard_back(window: Window) -> None:
    window.key(Key.Key_Down)
    before = window.focus()
    window.key(Key.Key_F4)
    window.write("1,5*4+")
    window.write("2")
    window.key(Key.Key_Return)
    result = shown(window)
    window.key(Key.Key_Escape)

    assert result == "8"
    assert window.focus() is before
    assert not pane(window).isVisible()


def test_no_key_in_it_reaches_the_item(window: Window) -> None:
    window.key(Key.Key_F4)
    window.write("12abcdergtuxzf3")
    window.key(Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Down)
    sitting = window.place.desk.ahead

    assert window.item() == "S-1"
    assert (dict(sitting.answers), sitting.flags, sitting.struck) == ({}, frozenset(), frozenset())


def test_c_clears_n_changes_the_sign_q_takes_the_root_and_backspace_erases(window: Window) -> None:
    window.key(Key.Key_F4)
    said = []
    window.write("167")
    window.key(Key.Key_Backspace)
    said.append(shown(window))
    window.write("q")
    said.append(shown(window))
    window.write("n")
    said.append(shown(window))
    window.write("c")
    said.append(shown(window))

    assert said == ["16", "4", "−4", "0"]


def test_digits_go_to_it_wherever_the_keyboard_is_while_it_is_open(window: Window) -> None:
    window.key(Key.Key_F4, Key.Key_Tab)
    window.page.setFocus()
    window.key(Key.Key_2)
    window.write("+3=")
    number = shown(window)
    window.key(Key.Key_B)

    assert number == "5"
    assert window.answer("S-1") == "B"


def test_f4_goes_to_it_when_the_keyboard_is_elsewhere_and_closes_it_otherwise(
    window: Window,
) -> None:
    window.key(Key.Key_F4)
    window.page.setFocus()
    window.key(Key.Key_F4)
    there = pane(window).isAncestorOf(window.focus())
    window.key(Key.Key_F4)

    assert there
    assert not pane(window).isVisible()
    assert window.focus() is window.page


def test_escape_on_the_page_closes_it_too(window: Window) -> None:
    window.key(Key.Key_F4)
    window.page.setFocus()
    window.key(Key.Key_Escape)

    assert not pane(window).isVisible()


@pytest.mark.parametrize("item", ["N-1", "T-1", "T-2"])
def test_from_a_field_it_opens_and_the_field_gets_the_keyboard_back(
    window: Window, item: str
) -> None:
    window.go(item)
    field = window.focus()
    window.write("42")
    window.key(Key.Key_F4)
    window.write("6*7=")
    number = shown(window)
    window.key(Key.Key_Escape)

    assert number == "42"
    assert window.focus() is field
    assert field is not window.page


def test_digits_in_a_field_stay_in_the_field(window: Window) -> None:
    window.go("N-1")
    field = window.focus()
    window.key(Key.Key_F4)
    field.setFocus()
    window.write("17")
    window.place.presenter.settle()

    assert window.answer("N-1") == "17"
    assert shown(window) == "0"


def test_function_keys_scrolling_and_zoom_go_on_to_the_page(window: Window, qtbot: QtBot) -> None:
    window.key(Key.Key_F4)
    with qtbot.waitSignals([window.page.help_wanted, window.page.proctor_wanted]):
        window.key(Key.Key_F1, Key.Key_F8)
    window.key(Key.Key_Plus, control=True)

    assert window.look.zoom_percent == 125


# --- mouse ------------------------------------------------------------------------------------


def test_by_mouse_it_opens_reckons_and_closes(window: Window) -> None:
    window.click(window.page.footer.calculator)
    keys = pane(window).keys
    for key in ("9", ".", "5", "sign", "-", "2", "=", "%"):
        window.click(keys[key])
    number = shown(window)
    window.click(window.page.footer.calculator)

    assert number == "−0,115"
    assert not pane(window).isVisible()


def test_a_click_on_a_key_moves_no_focus(window: Window) -> None:
    window.key(Key.Key_F4)
    before = window.focus()
    window.click(pane(window).keys["7"])

    assert window.focus() is before


# --- what is left, and what is told -------------------------------------------------------------


def test_at_the_next_item_it_stays_open_and_knows_nothing(window: Window) -> None:
    window.key(Key.Key_F4)
    window.write("12+3")
    window.page.now().next()
    window.settle()

    assert window.item() == "M-1"
    assert pane(window).isVisible()
    assert (shown(window), pane(window).reckoning.trail("id")) == ("0", "")
    assert not pane(window).isAncestorOf(window.focus())


def test_nothing_of_it_is_written_to_the_sitting(window: Window) -> None:
    before = len(window.place.keeper.batches)
    window.key(Key.Key_F4)
    window.write("12+3=")
    window.key(Key.Key_Escape)

    assert len(window.place.keeper.batches) == before


def test_a_screen_reader_hears_operators_results_and_faults(window: Window) -> None:
    window.key(Key.Key_F4)
    said: list[str] = []
    pane(window).announced.connect(said.append)
    window.write("5/3=")
    window.write("7/0=")

    assert said == [
        "5", "bagi", "3", "sama dengan 1,666666666667, dibulatkan",
        "7", "bagi", "0", "Tidak dapat dibagi nol",
    ]  # fmt: skip
    assert window.focus().accessibleName() == "Kalkulator"
    assert window.focus().accessibleDescription() == "Tidak dapat dibagi nol"


def test_the_mark_follows_the_language_of_the_screen(window: Window) -> None:
    window.key(Key.Key_F4)
    window.write("1234.5")
    faces = [(pane(window).keys["."].text(), shown(window))]
    window.look.change(language="en")
    faces.append((pane(window).keys["."].text(), shown(window)))

    assert faces == [(",", "1.234,5"), (".", "1,234.5")]


# --- how it looks -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_covers_nothing_and_nothing_is_cut(
    window: Window, size: tuple[int, int], zoom: int, language: str
) -> None:
    window.look.change(zoom_percent=zoom, language=language)
    window.page.resize(*size)
    window.go("S-1")
    window.key(Key.Key_F4)
    found: dict[str, list[str]] = {}
    for item in ITEMS:
        window.go(item)
        own = place(pane(window), window)
        odd = [
            one.text()
            for one in window.page.findChildren(Text)
            if one.isVisible() and one.height() < one.heightForWidth(one.width())
        ]
        odd += [
            f"{type(card).__name__} is covered"
            for card in (window.page.body.question, window.page.body.case)
            if card.isVisible() and place(card, window).intersects(own)
        ]
        odd += [
            key
            for key, button in pane(window).keys.items()
            if not own.contains(place(button, window))
        ]
        if not window.page.rect().contains(own):
            odd.append("it leaves the window")
        found[item] = odd

    assert {item: odd for item, odd in found.items() if odd} == {}


def test_wide_it_takes_the_place_of_the_panel_and_nothing_moves(window: Window) -> None:
    panel, card = place(window.page.body.panel, window), place(window.page.body.question, window)
    window.key(Key.Key_F4)

    assert place(pane(window), window) == panel
    assert place(window.page.body.question, window) == card
    window.key(Key.Key_F4)
    assert window.page.body.panel.isVisible()


def test_a_case_and_its_question_both_stay_beside_it(window: Window) -> None:
    window.go("C-1")
    window.key(Key.Key_F4)
    body = window.page.body
    wide = (place(body.case, window), place(body.question, window))
    window.page.resize(1024, 768)
    window.settle()
    narrow = (place(body.case, window), place(body.question, window))

    assert wide[0].top() == wide[1].top()
    assert narrow[0].bottom() < narrow[1].top()
    assert not body.rail.isVisible()


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_paints_its_keys_on_its_own_ground(window: Window, theme: str) -> None:
    window.look.change(theme=theme)
    window.key(Key.Key_F4)
    image = window.page.grab().toImage()
    key = place(pane(window).keys["="], window)
    colours = window.look.theme

    assert image.pixelColor(key.topLeft() + QPoint(6, 6)).name().upper() == colours.accent
    assert image.pixelColor(key.bottomRight() + QPoint(8, 30)).name().upper() == colours.surface

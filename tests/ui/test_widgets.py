"""The building blocks: cells, buttons, controls, the ring of focus, what lies over a window."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station.ui.look import Look
from station.ui.states import Cell, CellState
from station.ui.widgets import cells_access
from station.ui.widgets.boxes import Card, column
from station.ui.widgets.buttons import Button, Shape
from station.ui.widgets.cells import CellGrid
from station.ui.widgets.controls import LineField, Segmented, Switch, TickRow
from station.ui.widgets.focus import NO_RING, FocusRing
from station.ui.widgets.notices import Notice
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Screen
from station.ui.widgets.sheet import Sheet
from station.ui.widgets.text import Text

Key = Qt.Key


def cells(count: int = 20, *, current: int = 3) -> list[Cell]:
    return [
        Cell(
            key=f"k{n}",
            number=n + 1,
            state=CellState.ANSWERED if n < 2 else CellState.UNSEEN,
            flagged=n == 1,
            current=n == current,
            opens=n != 5,
        )
        for n in range(count)
    ]


@pytest.fixture
def grid(look: Look, qtbot: QtBot) -> CellGrid:
    cells_access.install()
    made = CellGrid(look, columns=8)
    qtbot.addWidget(made)
    made.show_cells(cells())
    made.resize(made.sizeHint())
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_the_keyboard_begins_at_the_current_cell_and_moves_by_rows(grid: CellGrid) -> None:
    seen = [grid.at]
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Left, Key.Key_End, Key.Key_Home):
        QTest.keyClick(grid, key)
        seen.append(grid.at)

    assert seen == [3, 11, 12, 4, 3, 19, 0]


def test_the_keyboard_stops_at_the_edges(grid: CellGrid) -> None:
    for key in (Key.Key_Home, Key.Key_Left, Key.Key_Up):
        QTest.keyClick(grid, key)

    assert grid.at == 0


def test_enter_and_click_choose_a_cell_that_opens(grid: CellGrid, qtbot: QtBot) -> None:
    chosen: list[str] = []
    grid.chosen.connect(chosen.append)
    QTest.keyClick(grid, Key.Key_Return)
    for place in (0, 5, 7):
        centre = grid.places[place].center()
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)

    assert chosen == ["k3", "k0", "k7"]


def test_each_cell_is_a_child_with_its_number_and_state(grid: CellGrid) -> None:
    access = QAccessible.queryAccessibleInterface(grid)
    names = [access.child(n).text(QAccessible.Text.Name) for n in range(3)]

    assert access.childCount() == 20
    assert names == ["Soal 1, terjawab", "Soal 2, terjawab, ragu-ragu", "Soal 3, belum dibuka"]
    assert access.child(3).state().selected
    assert access.child(3).state().focused
    assert access.child(5).state().disabled
    assert access.child(3).rect() == QRect(
        grid.mapToGlobal(grid.places[3].topLeft()), grid.places[3].size()
    )
    assert access.focusChild() is access.child(3)
    assert access.indexOfChild(access.child(4)) == 4
    assert access.child(99) is None


def test_a_cell_that_changed_is_painted_alone(grid: CellGrid, qtbot: QtBot) -> None:
    QApplication.processEvents()
    painted: list[QRect] = []
    paint = grid.paint_cells
    grid.paint_cells = lambda painter, dirty: (painted.append(dirty), paint(painter, dirty))  # type: ignore[method-assign,func-returns-value,assignment]
    grid.show_cells(cells(current=4))
    QApplication.processEvents()

    assert painted
    assert all(box.width() < grid.width() // 2 for box in painted)


def test_enter_presses_the_button_that_has_the_keyboard(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "item.next")
    qtbot.addWidget(button)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("pressed"))
    QTest.keyClick(button, Key.Key_Return)
    QTest.keyClick(button, Key.Key_Space)

    assert len(pressed) == 2


def test_a_button_is_as_wide_as_its_words_and_follows_language_and_zoom(
    look: Look, qtbot: QtBot
) -> None:
    button = Button(look, "item.flag", icon="flag", cap="R", shape=Shape(pad=20, gap=10))
    qtbot.addWidget(button)
    first = button.width()
    look.change(language="en")
    english = button.width()
    look.change(zoom_percent=200)

    assert first == 229
    assert english != first
    assert abs(button.width() - 2 * english) <= 4
    assert button.height() == 88
    assert button.accessibleName() == "Flag as unsure"


def test_a_button_without_words_still_has_a_name(look: Look, qtbot: QtBot) -> None:
    button = Button(look, icon="arrow-left", name="item.previous")
    qtbot.addWidget(button)

    assert button.text() == ""
    assert button.accessibleName() == "Sebelumnya"


def test_text_breaks_at_its_width_and_keeps_its_lines(look: Look, qtbot: QtBot) -> None:
    text = Text(look, "stem")
    qtbot.addWidget(text)
    text.show_plain("satu dua tiga empat lima enam tujuh")

    assert text.heightForWidth(1000) == 28
    assert text.heightForWidth(160) % 28 == 0
    assert text.heightForWidth(160) > 28


def test_names_of_people_never_become_markup(look: Look, qtbot: QtBot) -> None:
    text = Text(look, "body")
    qtbot.addWidget(text)
    text.say("header.seat", seat="**07**", number="_1_")

    assert text.text() == "Meja **07** · Peserta _1_"


def test_a_table_that_is_too_wide_takes_less_room(look: Look) -> None:
    head = " | ".join(f"Kolom panjang {n}" for n in range(6))
    row = " | ".join("12.345" for _ in range(6))
    sheet = Sheet(look, "body")
    sheet.write(f"| {head} |\n|{'---|' * 6}\n| {row} |")
    loose = sheet.lay_out(900)
    tight = sheet.lay_out(430)

    assert loose > 0
    assert tight > 0
    assert sheet.size().width() <= 431


def test_a_segmented_choice_tells_what_was_chosen(look: Look, qtbot: QtBot) -> None:
    choice = Segmented(look, [("a", "item.next"), ("b", "item.previous")], name="item.all")
    qtbot.addWidget(choice)
    choice.choose("a")
    choice.show()
    told: list[str] = []
    choice.chosen.connect(told.append)
    second = choice.childAt(choice.width() - 20, 20) or choice
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)

    assert told == ["b"]


def test_switch_and_tick_turn_with_space(look: Look, qtbot: QtBot) -> None:
    switch, tick = Switch(look, name="panel.advance"), TickRow(look, "item.next")
    for control in (switch, tick):
        qtbot.addWidget(control)
        QTest.keyClick(control, Key.Key_Space)

        assert control.isChecked()
    assert switch.accessibleName() == "Pindah sendiri"


def test_a_field_of_capitals_turns_letters_into_capitals(look: Look, qtbot: QtBot) -> None:
    field = LineField(look, "item.next", capitals=True)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, " k7p3 ")
    field.mark_wrong(wrong=True)

    assert field.text() == "K7P3"
    assert field.line.accessibleName() == "Berikutnya"
    assert field.line.property("wrong") is True


def ringed(look: Look, qtbot: QtBot) -> tuple[QWidget, list[Button], FocusRing]:
    window = QWidget()
    qtbot.addWidget(window)
    layout = column(look, gap=20, pad=20)
    buttons = [Button(look, "item.next"), Button(look, "item.previous")]
    for button in buttons:
        layout.addWidget(button)
    window.setLayout(layout)
    ring = FocusRing(look, window)
    window.show()
    window.activateWindow()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return window, buttons, ring


def test_the_ring_stands_around_what_has_the_keyboard(look: Look, qtbot: QtBot) -> None:
    _, buttons, ring = ringed(look, qtbot)
    first = ring.geometry()
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)

    assert first == buttons[0].geometry().adjusted(-6, -6, 6, 6)
    assert ring.geometry() == buttons[1].geometry().adjusted(-6, -6, 6, 6)
    buttons[1].move(buttons[1].x(), buttons[1].y() + 9)
    assert ring.geometry() == buttons[1].geometry().adjusted(-6, -6, 6, 6)


def test_the_ring_steps_back_for_the_mouse_and_for_what_shows_by_itself(
    look: Look, qtbot: QtBot
) -> None:
    window, buttons, ring = ringed(look, qtbot)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    by_mouse = ring.isVisible()
    QTest.keyPress(window, Key.Key_Shift)
    by_key = ring.isVisible()
    buttons[1].setProperty(NO_RING, True)
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)

    assert (by_mouse, by_key) == (False, True)
    assert not ring.isVisible()


def test_an_overlay_keeps_the_keyboard_and_gives_it_back(look: Look, qtbot: QtBot) -> None:
    window, buttons, _ = ringed(look, qtbot)
    card = Card(look)
    inside = [Button(look, "item.next"), Button(look, "item.all")]
    for button in inside:
        card.column.addWidget(button)
    overlay = Overlay(look, window, card)
    overlay.open(inside[0])
    met = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or overlay, Key.Key_Tab)
        met.append(QApplication.focusWidget())
    QTest.keyClick(inside[0], Key.Key_Escape)

    assert met == [inside[1], inside[0], inside[1]]
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is buttons[0]


def test_an_overlay_that_must_be_answered_stays(look: Look, qtbot: QtBot) -> None:
    window, _, _ = ringed(look, qtbot)
    overlay = Overlay(look, window, Card(look), closes=False)
    overlay.open()
    window.resize(900, 500)
    QTest.keyClick(overlay, Key.Key_Escape)

    assert overlay.isVisible()
    assert overlay.size() == window.size()


def test_a_screen_has_header_body_and_footer(look: Look, qtbot: QtBot) -> None:
    screen = Screen(look, footer=True)
    qtbot.addWidget(screen)
    card = Card(look, width=760)
    card.column.addWidget(Notice(look, "warning", "panel.statements"))
    screen.centre(card)
    screen.resize(1366, 768)
    screen.show()
    QApplication.processEvents()
    header, footer = screen.header, screen.footer

    assert header is not None
    assert footer is not None
    header.name("Siti", "Meja 07")
    assert (header.height(), footer.height()) == (64, 72)
    left = card.mapTo(screen, QPoint(0, 0)).x()
    assert abs(left - (1366 - 760) // 2) <= 1

"""How each kind of item is answered: by keys, by ring, by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from station.ui.look import Look
from station.ui.participant.item.answers.inline import GapBox
from station.ui.participant.item.answers.most_least import SideButton
from station.ui.participant.item.answers.order import OrderRow
from station.ui.widgets.choice import OptionRow, Tile
from tests.ui.pages import Window, seen, words

Key = Qt.Key


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look)
    qtbot.addWidget(made.page)
    return made


def test_a_click_chooses_an_option_and_its_mark_strikes_it(window: Window) -> None:
    rows = seen(OptionRow, window)
    window.click(rows[1])
    window.click(rows[0], QPoint(rows[0].width() - 28, rows[0].height() // 2))

    assert window.answer("S-1") == "B"
    assert window.place.desk.ahead.struck == {("S-1", "A")}


def test_choosing_never_moves_or_rewraps_anything(window: Window) -> None:
    before = [row.geometry() for row in seen(OptionRow, window)]
    window.key(Key.Key_B, Key.Key_R, Key.Key_Down, Key.Key_Up, Key.Key_X)

    assert [row.geometry() for row in seen(OptionRow, window)] == before


def test_a_multiple_item_has_check_boxes_and_says_how_many(window: Window) -> None:
    window.go("M-1")
    window.key(Key.Key_A, Key.Key_C, Key.Key_E)

    assert window.answer("M-1") == ["A", "C"]
    assert "Pilih 2 jawaban." in words(window)
    assert "Paling banyak 2 jawaban" in words(window)
    window.key(Key.Key_Up)
    assert "Paling banyak" not in words(window)


def test_a_statement_moves_on_by_itself(window: Window, qtbot: QtBot) -> None:
    window.go("L-1")
    window.key(Key.Key_4)
    stayed = window.item()

    qtbot.waitUntil(lambda: window.item() == "F-1", timeout=2_000)
    assert stayed == "L-1"
    assert window.answer("L-1") == "4"


def test_most_and_least_are_given_by_letter_and_shift(window: Window) -> None:
    window.go("F-1")
    window.key(Key.Key_D)
    window.key(Key.Key_B, shift=True)

    assert window.answer("F-1") == {"most": "D", "least": "B"}
    assert "Paling sesuai: D" in words(window)
    assert "Paling tidak sesuai: B" in words(window)


def test_most_and_least_are_given_by_ring_and_by_click(window: Window) -> None:
    window.go("F-1")
    window.key(Key.Key_Down, Key.Key_Down, Key.Key_Space)
    buttons = seen(SideButton, window)
    window.click(buttons[1])

    assert window.answer("F-1") == {"most": "B", "least": "A"}
    assert buttons[1].accessibleName() == "Paling tidak sesuai: A. pilihan A"


def test_a_number_is_read_back_and_answered_when_one_goes_on(window: Window) -> None:
    window.go("N-1")
    window.write("1.250,5")
    read = words(window)
    window.key(Key.Key_Return)

    assert "Terbaca: 1.250,5" in read
    assert window.answer("N-1") == "1250.5"
    window.key(Key.Key_Escape, Key.Key_Left)
    field = window.focus()
    assert isinstance(field, QLineEdit)
    assert field.text() == "1.250,5"


def test_what_is_no_number_is_said_and_not_answered(window: Window) -> None:
    window.go("N-1")
    window.write("dua")

    assert "belum berupa angka" in words(window)
    window.key(Key.Key_Return)
    assert window.answer("N-1") is None


def test_letters_typed_into_a_field_are_no_commands(window: Window) -> None:
    window.go("T-1")
    window.write("rugxtz")

    assert window.place.desk.ahead.flags == frozenset()
    window.key(Key.Key_Return)
    assert window.answer("T-1") == "rugxtz"


def test_a_text_is_held_to_its_length_and_counted(window: Window) -> None:
    window.go("T-1")
    window.write("abcdefghijklmnop")

    assert "12 dari 12 huruf" in words(window)
    window.go("T-2")
    assert isinstance(window.focus(), QPlainTextEdit)
    window.write("x" * 401)
    window.key(Key.Key_Return, control=True)
    assert window.answer("T-2") == "x" * 400


def test_a_grid_is_filled_row_by_row(window: Window) -> None:
    window.go("G-1")
    window.key(Key.Key_B, Key.Key_A)
    window.key(Key.Key_Space)

    assert window.answer("G-1") == [["A", "Y"], ["B", "X"], ["C", "X"]]


def test_gaps_are_filled_one_after_another(window: Window) -> None:
    window.go("I-1")
    window.key(Key.Key_A, Key.Key_C)
    boxes = seen(GapBox, window)

    assert window.answer("I-1") == [["g1", "A"], ["g2", "C"]]
    assert [box.accessibleName() for box in boxes] == ["Rumpang 1", "Rumpang 2", "Rumpang 3"]
    assert [box.accessibleDescription() for box in boxes] == ["pilihan A", "pilihan C", "kosong"]
    assert window.focus() is boxes[2]


def test_gaps_lie_where_the_text_leaves_them_room(window: Window) -> None:
    window.go("I-1")
    boxes = [box.geometry() for box in seen(GapBox, window)]

    assert all(box.width() >= 96 and box.height() == 40 for box in boxes)
    assert not any(one.intersects(two) for one in boxes for two in boxes if one is not two)


def test_things_are_ordered_by_picking_one_up(window: Window) -> None:
    window.go("O-1")
    window.key(Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    by_key = window.answer("O-1")
    window.click(seen(OrderRow, window)[2].findChildren(QWidget)[1])

    assert by_key == ["B", "C", "A"]
    assert window.answer("O-1") == ["B", "A", "C"]


def test_an_order_that_is_right_already_can_be_kept(window: Window) -> None:
    window.go("O-1")
    area = window.page.body.question.area
    keep = next(
        one
        for one in area.findChildren(QWidget)
        if one.accessibleName() == "Urutan ini sudah benar"
    )
    window.click(keep)

    assert window.answer("O-1") == ["A", "B", "C"]


def test_a_place_is_pointed_at_in_pixels_of_the_picture(window: Window) -> None:
    window.go("H-1")
    field = window.page.body.question.area.stops()[0]
    window.click(field, QPoint(field.width() // 2, field.height() // 4))

    assert window.answer("H-1") == [200, 50]


def test_a_place_is_pointed_at_with_arrows(window: Window) -> None:
    window.go("H-1")
    window.key(Key.Key_Down, Key.Key_Space, Key.Key_Right, Key.Key_Up)
    window.key(Key.Key_Left, shift=True)
    window.key(Key.Key_Space)

    assert window.answer("H-1") == [207, 92]
    assert window.item() == "H-1"


def test_options_that_are_pictures_are_tiles(window: Window) -> None:
    window.go("Z-1")
    tiles = seen(Tile, window)
    window.key(Key.Key_C)

    assert tiles[0].accessibleName() == "A. gambar A"
    assert [(tile.width(), tile.height()) for tile in tiles] == [(152, 184)] * 5
    assert window.answer("Z-1") == "C"

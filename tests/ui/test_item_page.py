"""The item page on a window: every key, every kind, and what can be seen and read."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from station.storage.errors import DiskFullError
from station.ui.look import Look
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.answers.inline import GapBox
from station.ui.participant.item.answers.most_least import SideButton
from station.ui.participant.item.answers.order import OrderRow
from station.ui.participant.item.presenter import Habits
from station.ui.widgets.choice import Choice, OptionRow, Tile
from station.ui.widgets.viewer import PictureView
from tests.ui.pages import Window

Key = Qt.Key


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look)
    qtbot.addWidget(made.page)
    return made


def seen(kind: type[QWidget], window: Window) -> list[QWidget]:
    return [one for one in window.page.findChildren(kind) if one.isVisible()]


def words(window: Window) -> str:
    return "\n".join(
        label.text() for label in window.page.findChildren(QLabel) if label.isVisible()
    )


# --- keys -----------------------------------------------------------------------------------


def test_letters_and_digits_choose_by_place(window: Window) -> None:
    window.key(Key.Key_C)
    by_letter = window.answer("S-1")
    window.key(Key.Key_2)

    assert (by_letter, window.answer("S-1")) == ("C", "B")


def test_a_letter_beyond_the_options_chooses_nothing(window: Window) -> None:
    window.go("F-1")
    window.key(Key.Key_E, Key.Key_8)

    assert window.answer("F-1") is None


def test_down_and_space_choose_with_the_ring(window: Window) -> None:
    window.key(Key.Key_Down, Key.Key_Down, Key.Key_Space)

    assert window.answer("S-1") == "B"
    assert window.focus().accessibleName().startswith("B.")


def test_the_ring_begins_at_the_answer(window: Window) -> None:
    window.key(Key.Key_D, Key.Key_Down)

    assert window.focus().accessibleName().startswith("D.")


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Return, Key.Key_Enter])
def test_right_and_enter_go_on_and_left_goes_back(window: Window, key: Key) -> None:
    window.key(key)
    there = window.item()
    window.key(Key.Key_Left)

    assert (there, window.item()) == ("M-1", "S-1")


def test_arrows_mean_the_same_while_an_option_has_the_keyboard(window: Window) -> None:
    window.key(Key.Key_Down, Key.Key_Right)

    assert window.item() == "M-1"


def test_r_flags_and_x_strikes_where_the_ring_is(window: Window) -> None:
    window.key(Key.Key_R, Key.Key_Down, Key.Key_X)
    sitting = window.place.desk.ahead

    assert sitting.flags == {"S-1"}
    assert sitting.struck == {("S-1", "A")}
    assert "Dicoret" in window.focus().accessibleDescription()


def test_x_without_a_ring_strikes_nothing(window: Window) -> None:
    window.key(Key.Key_X)

    assert window.place.desk.ahead.struck == frozenset()


def test_u_and_f_go_to_the_next_unanswered_and_flagged(window: Window) -> None:
    window.key(Key.Key_A, Key.Key_R, Key.Key_Right, Key.Key_U)
    unanswered = window.item()
    window.key(Key.Key_F)

    assert (unanswered, window.item()) == ("L-1", "S-1")


def test_control_plus_minus_and_zero_change_the_zoom(window: Window) -> None:
    seen_zooms = []
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_0):
        window.key(key, control=True)
        seen_zooms.append(window.look.zoom_percent)

    assert seen_zooms == [125, 150, 125, 100]


def test_f1_and_f8_are_passed_on(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignals([window.page.help_wanted, window.page.proctor_wanted]):
        window.key(Key.Key_F1, Key.Key_F8)

    assert window.item() == "S-1"


def test_t_hides_the_time_and_shows_it_again(window: Window) -> None:
    window.key(Key.Key_T)
    hidden = words(window)
    window.key(Key.Key_T)

    assert "60 menit" not in hidden
    assert "60 menit" in words(window)


def test_space_goes_on_in_the_profile_of_cat_bkn(look: Look, qtbot: QtBot) -> None:
    window = Window(look, habits=Habits(space_next=True))
    qtbot.addWidget(window.page)
    window.key(Key.Key_Space)

    assert window.item() == "M-1"


def test_g_opens_all_items_and_esc_comes_back(window: Window) -> None:
    window.key(Key.Key_G)
    opened = window.page.navigator.isVisible(), window.page.body.isVisible()
    window.key(Key.Key_Escape)

    assert opened == (True, False)
    assert window.page.body.isVisible()


def test_the_keyboard_moves_inside_all_items_and_enter_opens(window: Window) -> None:
    window.key(Key.Key_G, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Return)

    assert window.item() == "M-1"
    assert window.page.body.isVisible()


def test_items_of_other_sections_do_not_open(window: Window) -> None:
    window.key(Key.Key_G, Key.Key_End, Key.Key_Return)

    assert window.page.navigator.isVisible()
    assert window.item() == "S-1"


def test_all_items_can_be_filtered(window: Window) -> None:
    window.key(Key.Key_A, Key.Key_R, Key.Key_G)
    window.page.navigator.filter_by("flagged")
    flagged = [cell.key for cell in window.page.navigator.map.cells]
    window.page.navigator.filter_by("unanswered")

    assert flagged == ["S-1"]
    assert len(window.page.navigator.map.cells) == 14


def test_f6_moves_between_case_and_question(window: Window) -> None:
    window.go("C-1")
    window.key(Key.Key_F6)
    in_case = window.page.body.in_case()
    window.key(Key.Key_Down)
    scrolled = window.page.body.case.scrolled.verticalScrollBar().value()
    window.key(Key.Key_F6)

    assert in_case
    assert scrolled > 0
    assert isinstance(window.focus(), OptionRow)


def test_a_case_keeps_its_place_from_item_to_item(window: Window) -> None:
    window.go("C-1")
    window.key(Key.Key_PageDown)
    before = window.page.body.case.scrolled.verticalScrollBar().value()
    window.key(Key.Key_Right)

    assert before > 0
    assert window.item() == "C-2"
    assert window.page.body.case.scrolled.verticalScrollBar().value() == before


def test_z_opens_the_picture_at_full_size_and_z_closes_it(window: Window) -> None:
    window.go("P-1")
    window.key(Key.Key_Z)
    pictures = [one for one in seen(PictureView, window) if one.accessibleName() == "denah"]
    largest = max(pictures, key=lambda one: one.width())
    wide = largest.width()
    window.key(Key.Key_Z)

    assert wide > 600
    assert not largest.isVisible()
    assert window.item() == "P-1"


def test_letters_choose_nothing_while_something_lies_over_the_page(window: Window) -> None:
    window.go("P-1")
    window.key(Key.Key_Z, Key.Key_B, Key.Key_Right, Key.Key_Escape)

    assert window.answer("P-1") is None
    assert window.item() == "P-1"


# --- kinds ----------------------------------------------------------------------------------


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


# --- states ---------------------------------------------------------------------------------


def test_the_light_says_saved_with_its_time_only_after_the_commit(window: Window) -> None:
    window.place.presenter.choose(window.page.body.question.area.options()[0].code)
    QApplication.processEvents()
    before = words(window)
    window.settle()

    assert "Menyimpan" in before
    assert "Tersimpan" not in before
    assert "Tersimpan" in words(window)


def test_a_failed_save_is_said(window: Window) -> None:
    window.place.keeper.refuse = DiskFullError("full")
    window.key(Key.Key_B)

    assert "Belum tersimpan" in words(window)
    assert "dijeda" in words(window)


def test_a_notice_of_time_fills_its_slot_and_esc_closes_it(window: Window) -> None:
    window.place.leave_ms(5 * 60_000 + 100)
    window.settle()
    before = [row.geometry() for row in seen(OptionRow, window)]
    window.place.leave_ms(5 * 60_000 - 2_000)
    window.settle()
    shown = words(window)
    window.key(Key.Key_Escape)

    assert "Sisa 5 menit di bagian ini" in shown
    assert "04.58" in shown
    assert [row.geometry() for row in seen(OptionRow, window)] == before
    assert "Sisa 5 menit di bagian ini" not in words(window)


def test_the_first_item_has_nothing_before_it(window: Window) -> None:
    first = window.page.footer.back.isEnabled()
    window.key(Key.Key_Right)

    assert not first
    assert window.page.footer.back.isEnabled()


def test_statements_stand_without_cells_and_with_their_switch(window: Window) -> None:
    window.place.to_section("spoken")
    window.settle()

    assert not window.page.body.panel.cells.isVisible()
    assert window.page.body.panel.advance.isVisible()
    assert "Tidak ada jawaban benar atau salah" in words(window)


def test_no_key_makes_a_widget(window: Window) -> None:
    for item in ("S-1", "M-1", "L-1", "F-1", "C-1", "Z-1"):
        window.go(item)
    before = len(window.page.findChildren(QWidget))
    for item in ("S-1", "M-1", "L-1", "F-1", "C-1", "Z-1"):
        window.go(item)
        window.key(Key.Key_A, Key.Key_R)

    assert len(window.page.findChildren(QWidget)) == before


def test_the_language_switches_while_an_item_stands(window: Window) -> None:
    window.key(Key.Key_B)
    window.look.change(language="en")
    window.settle()

    assert "Item 1" in words(window)
    assert "Choose one answer." in words(window)
    assert [row.accessibleName() for row in seen(OptionRow, window)][1] == "B. option B"
    assert [row.chosen for row in seen(OptionRow, window) if isinstance(row, Choice)][1]
    window.look.change(language="id")
    window.settle()
    assert "Soal 1" in words(window)


def test_every_area_keeps_its_promises(window: Window) -> None:
    for item in window.place.desk.ahead.paper.sections[window.place.desk.ahead.section].items:  # type: ignore[index]
        window.go(item)
        area = window.page.body.question.area

        assert isinstance(area, AnswerArea)
        assert area.isVisible()
        assert area.stops()
        assert area.hint() or isinstance(area.stops()[0], Tile)

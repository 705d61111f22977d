"""The item page on a window: every key, every kind, and what can be seen and read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station.storage.errors import DiskFullError
from station.ui.look import Look
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.presenter import Habits
from station.ui.widgets.choice import Choice, OptionRow, Tile
from station.ui.widgets.viewer import PictureView
from tests.ui.pages import Window, seen, words

Key = Qt.Key


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    made = Window(look)
    qtbot.addWidget(made.page)
    return made


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

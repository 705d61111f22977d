"""The view of all items: the names of the sections stand whole beside their cells."""

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from station.ui.look import Look
from station.ui.participant.item.faces import Part
from station.ui.participant.item.navigator import LABEL, PartsMap
from station.ui.states import Cell

NAMES = [
    "Penalaran Verbal",
    "Berpikir Kritis dan Strategis",
    "Critical and Strategic Thinking",
    "Pelayanan Publik dan Tata Kelola Pemerintah",
]


def part(title: str, *, count: int = 16) -> Part:
    cells = tuple(Cell(key=f"k{n}", number=n) for n in range(1, count + 1))
    return Part(
        title={"id": title, "en": title}, state="locked", answered=16, items=16, cells=cells
    )


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("name", NAMES)
def test_a_section_s_name_stands_whole_in_at_most_two_lines(
    look: Look, name: str, zoom: int
) -> None:
    look.change(zoom_percent=zoom)
    room = look.px(LABEL - 52 - 8) - QFontMetricsF(look.font("help")).horizontalAdvance("125/128")
    style, lines = PartsMap(look).name_lines(name, room)
    metrics = QFontMetricsF(look.font(style))

    assert " ".join(lines) == name
    assert len(lines) <= 2
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)


def test_two_lines_of_a_name_fit_into_the_lowest_row(look: Look, qtbot: QtBot) -> None:
    shown = PartsMap(look)
    qtbot.addWidget(shown)
    shown.show_parts((part(NAMES[3]), part("b")))
    lowest = shown.heightForWidth(1318) // 2

    assert 2 * QFontMetricsF(look.font("help_bold")).lineSpacing() <= lowest + 1


def test_a_name_too_long_for_two_lines_is_cut_at_its_end(look: Look) -> None:
    style, lines = PartsMap(look).name_lines("Satu " * 30, 100)

    assert style == "help_bold"
    assert len(lines) == 2
    assert lines[1].endswith("…")

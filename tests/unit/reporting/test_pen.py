"""What a pen writes: where things stand, in which colour, and nothing outside a hatch's edge."""

import io
import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel, QRUtil

from station.reporting.codes import QUIET, penalty, qr
from station.reporting.page import new_canvas
from station.reporting.pen import PAGE_HEIGHT, Path, Pen, circle, polygon
from station.reporting.styles import ACCENT, INK, STRONG, TABLE, Stroke
from tests.unit.reporting.paper import Page, read

MM = 25.4 / 72


def page_of(*draw: object) -> Page:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, "Uji", "id")
    pen = Pen(canvas, {})
    for one in draw:
        assert callable(one)
        one(pen)
    pen.finish()
    canvas.save()
    (page,) = read(buffer.getvalue())
    return page


def test_text_stands_where_it_is_put() -> None:
    page = page_of(lambda pen: pen.text(20, 100, "Saksi – ½", TABLE))

    (text,) = page.texts
    assert text.text == "Saksi – ½"
    assert text.x == pytest.approx(20, abs=0.01)
    assert text.y == pytest.approx(100, abs=0.01)
    assert text.width == pytest.approx(TABLE.width("Saksi – ½"))


@pytest.mark.parametrize("align,share", [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_text_is_aligned_by_its_measured_width(align: str, share: float) -> None:
    page = page_of(lambda pen: pen.text(100, 50, "2.070", TABLE, align))

    (text,) = page.texts
    assert text.x + share * text.width == pytest.approx(100, abs=0.01)


def test_a_rectangle_is_measured_from_the_top_left() -> None:
    page = page_of(lambda pen: pen.rect(10, 20, 30, 40, fill=ACCENT))

    assert page.rectangles()[0] == pytest.approx((10, 20, 30, 40), abs=0.01)


def test_a_colour_is_written_once_for_neighbours() -> None:
    page = page_of(
        lambda pen: pen.rect(0, 0, 1, 1, fill=INK),
        lambda pen: pen.rect(2, 0, 1, 1, fill=INK),
        lambda pen: pen.rect(4, 0, 1, 1, fill=ACCENT),
    )

    assert len(re.findall(r" rg\b", page.stream.split("BT")[-1])) <= 3
    assert page.stream.count("0.04314 0.3608 0.6784 rg") == 1


@given(
    x=st.floats(10, 150),
    y=st.floats(10, 250),
    width=st.floats(0.5, 60),
    height=st.floats(0.5, 40),
    falling=st.booleans(),
)
def test_a_hatch_stays_inside_its_rectangle(
    x: float, y: float, width: float, height: float, *, falling: bool
) -> None:
    stroke = Stroke(colour=INK, width=0.2)
    page = page_of(
        lambda pen: pen.hatch(x, y, width, height, stroke=stroke, step=1.2, falling=falling)
    )

    points = re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]\b", page.stream)
    assert points
    for left, up in points:
        assert x - 0.02 <= float(left) * MM <= x + width + 0.02
        assert y - 0.02 <= PAGE_HEIGHT - float(up) * MM <= y + height + 0.02


def test_what_is_drawn_turned_reads_upwards() -> None:
    def draw(pen: Pen) -> None:
        with pen.turned(50, 120):
            pen.text(0, 0, "kinerja", TABLE)
        pen.text(60, 120, "tegak", TABLE)

    page = page_of(draw)

    assert [(text.text, text.turned) for text in page.texts] == [
        ("kinerja", True),
        ("tegak", False),
    ]
    assert "0 1 -1 0 " in page.stream


def test_what_is_clipped_restores_colours_after_it() -> None:
    def draw(pen: Pen) -> None:
        pen.rect(0, 0, 1, 1, fill=INK)
        with pen.clipped(10, 10, 20, 20):
            pen.rect(5, 5, 50, 50, fill=ACCENT)
        pen.rect(70, 0, 1, 1, fill=INK)

    stream = page_of(draw).stream

    before, inside = stream.split("W n")
    assert before.count("0.1059 0.1529 0.2 rg") == 1
    assert inside.index("Q") > inside.index("0.04314 0.3608 0.6784 rg")


def test_outlines_close_where_they_began() -> None:
    assert [step for step, _ in polygon([(0, 0), (1, 0), (1, 1)]).steps] == ["m", "l", "l", "h"]
    first, *_, last, close = circle(0, 0, 2).steps
    assert first[1][0] == last[1][-1] == (2, 0)
    assert close == ("h", ())


def test_an_open_outline_is_only_stroked() -> None:
    path = Path().move(0, 0).line(10, 10)

    assert page_of(lambda pen: pen.shape(path, stroke=STRONG)).stream.rstrip().endswith("S")


@pytest.mark.parametrize("content,level", [("BTN-25-0437", "M"), ("x" * 300, "L")])
def test_a_qr_on_paper_is_the_matrix_with_its_quiet_zone(content: str, level: str) -> None:
    symbol = qr(content, level)
    size = symbol.size(0.6)
    page = page_of(lambda pen: symbol.draw(pen, 30, 40, size))

    field, *dark = page.rectangles()

    assert field == pytest.approx((30, 40, size, size), abs=0.02)
    assert drawn_modules(dark, 30 + QUIET * 0.6, 40 + QUIET * 0.6, 0.6) == {
        (row, column)
        for row, line in enumerate(symbol.modules)
        for column, module in enumerate(line)
        if module
    }


def drawn_modules(
    rectangles: list[tuple[float, float, float, float]], x: float, y: float, module: float
) -> set[tuple[int, int]]:
    return {
        (round((top - y) / module), round((left - x) / module) + step)
        for left, top, width, _ in rectangles
        for step in range(round(width / module))
    }


def by_reportlab(rule: int, rows: Sequence[Sequence[bool]]) -> int:
    name = {1: "maskScoreRule1vert", 2: "maskScoreRule2", 4: "maskScoreRule4"}[rule]
    return int(getattr(QRUtil, name)(rows))


FINDER = [True, False, True, True, True, False, True, False, False, False, False]


def finders(modules: list[list[bool]]) -> int:
    lines = [*modules, *(list(column) for column in zip(*modules, strict=True))]
    return sum(
        line[at : at + len(FINDER)] == FINDER
        for line in lines
        for at in range(len(line) - len(FINDER) + 1)
    )


@pytest.mark.parametrize("content", ["BTN-25-0437", "S7KD-2M9Q-XH4T-B6VC-0W1Z-R", "a" * 90])
def test_the_mask_of_a_qr_is_the_one_with_the_smallest_penalty(content: str) -> None:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.make()
    penalties = {}
    for mask in range(8):
        code.makeImpl(True, mask)
        rows = [[bool(dark) for dark in row] for row in code.modules]
        runs = [by_reportlab(1, rows), by_reportlab(1, list(zip(*rows, strict=True)))]
        squares, share = by_reportlab(2, rows), by_reportlab(4, rows)
        penalties[mask] = sum(runs) + squares + share + 40 * finders(rows)
        assert penalty(np.array(rows)) == penalties[mask]
    code.makeImpl(False, min(penalties, key=lambda mask: penalties[mask]))

    assert [list(row) for row in qr(content).modules] == code.modules


def test_a_qr_is_no_smaller_than_a_printer_can_print() -> None:
    symbol = qr("BTN-25-0437")

    assert symbol.size() / symbol.count >= 0.54

"""Charts and marks: each meaning has a shape of its own, and no value leaves its axis."""

import io
import re
from collections.abc import Callable
from typing import get_args

import pytest

from station.reporting import marks
from station.reporting.charts import bars, levels, ninebox, seats, shares, strip
from station.reporting.page import new_canvas
from station.reporting.pen import PAGE_HEIGHT, Pen
from station.reporting.styles import FOOT, INK, MID
from station.scoring.minutes import SeatState
from station.scoring.parts import Mark
from tests.unit.reporting import paper
from tests.unit.reporting.models_levels import measures

MM = 25.4 / 72
Draw = Callable[[Pen], object]


def page(draw: Draw) -> paper.Page:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, "Uji", "id")
    pen = Pen(canvas, {})
    draw(pen)
    pen.finish()
    canvas.save()
    return paper.read(buffer.getvalue())[0]


def stream(draw: Draw) -> str:
    return page(draw).stream


def across(drawn: str) -> list[float]:
    """Return every x that is drawn to, mm."""
    points = re.findall(r"(-?[\d.]+) -?[\d.]+ [mlc]\b", drawn)
    edges = re.findall(r"(-?[\d.]+) -?[\d.]+ (-?[\d.]+) -?[\d.]+ re", drawn)
    return [float(x) * MM for x in points] + [
        value * MM for x, width in edges for value in (float(x), float(x) + float(width))
    ]


# --- marks --------------------------------------------------------------------------------------


def shape(drawn: str) -> str:
    """Return what is drawn without its colours, as grey paper shows it."""
    return re.sub(r"[\d.]+ [\d.]+ [\d.]+ (rg|RG)", "", drawn)


def test_every_reading_of_a_level_has_its_mark() -> None:
    assert set(marks.LEVEL_MARKS) == set(get_args(Mark))


def test_no_two_marks_of_a_family_share_a_shape() -> None:
    for family in (marks.LEVEL_MARKS, marks.NOTICE_MARKS, marks.VALIDITY_MARKS):
        drawn = [stream(lambda pen, mark=mark: mark(pen, 50, 50)) for mark in family.values()]  # type: ignore[misc]
        assert len({shape(one) for one in drawn}) == len(drawn)


@pytest.mark.parametrize("name", sorted(marks.LEVEL_MARKS))
def test_a_mark_stays_within_its_three_millimetres(name: str) -> None:
    drawn = stream(lambda pen: marks.LEVEL_MARKS[name](pen, 50, 50))

    assert all(48.2 <= x <= 51.8 for x in across(drawn))


def test_solid_means_sure_and_open_means_not_certain() -> None:
    assert " f" in stream(lambda pen: marks.short(pen, 50, 50))
    assert " f" not in stream(lambda pen: marks.uncertain(pen, 50, 50)).split("h S")[0]


def test_a_draft_is_dashed_and_not_normed_is_not() -> None:
    draft = stream(lambda pen: marks.frame(pen, 50, 50, "DRAF", FOOT, dashed=True))
    thin = stream(lambda pen: marks.frame(pen, 50, 50, "belum", FOOT))

    assert re.search(r"\[[\d.]+ [\d.]+\] 0 d", draft)
    assert not re.search(r"\[[\d.]+ [\d.]+\] 0 d", thin)


def test_a_step_is_numbered_in_a_ring() -> None:
    drawn = page(lambda pen: marks.numbered(pen, 50, 50, "3", FOOT))

    assert [text.text for text in drawn.texts] == ["3"]


# --- level and percent axes ---------------------------------------------------------------------

LEVEL_AXIS = levels.LevelAxis(x=70, width=50)


def level_row(achieved: int | None, required: int = 300) -> str:
    band = (None, None) if achieved is None else (achieved - 40, achieved + 40)
    drawn = levels.Levels(required=required, achieved=achieved, low=band[0], high=band[1])
    return stream(lambda pen: levels.draw_row(pen, LEVEL_AXIS, drawn, 100))


@pytest.mark.parametrize("achieved", [50, 100, 250, 300, 350, 500])
def test_a_level_is_drawn_within_its_axis(achieved: int) -> None:
    assert all(67 <= x <= 123 for x in across(level_row(achieved)))


def test_short_is_hatched_above_is_pale_and_met_is_neither() -> None:
    short, met, above = level_row(200), level_row(300), level_row(400)

    assert len(re.findall(r" l", short)) > 5
    assert len(re.findall(r" l", met)) <= len(re.findall(r" l", above)) <= 2
    assert above.count(" re f") > met.count(" re f")


def test_a_level_below_the_scale_becomes_an_arrowhead() -> None:
    assert level_row(50).rstrip() != level_row(100).rstrip()
    assert " c" not in level_row(50).replace(" cm", "")
    assert " c" in level_row(100)


def test_without_a_level_only_the_requirement_stands() -> None:
    assert level_row(None).count(" re") == 1


def test_without_a_requirement_nothing_is_compared() -> None:
    drawn = levels.Levels(required=None, achieved=300, low=260, high=340)

    assert " re" not in stream(lambda pen: levels.draw_row(pen, LEVEL_AXIS, drawn, 100))


@pytest.mark.parametrize(
    "tenths,where", [(0, 63), (400, 63), (750, 104.5), (1100, 146), (1500, 146)]
)
def test_a_percentage_never_leaves_its_axis(tenths: int, where: float) -> None:
    axis = strip.Axis(x=63, width=83, low=400, high=1100)

    assert axis.at(tenths) == pytest.approx(where)


def test_a_name_without_room_is_left_out_and_the_cuts_stay() -> None:
    axis = strip.Axis(x=63, width=20, low=400, high=1100)
    zones = measures()[0].zones
    names = ("Kurang", "Cukup", "Optimal")

    drawn = page(lambda pen: strip.draw_labels(pen, axis, zones, names, 50))

    assert [text.text for text in drawn.texts if text.text.isdigit()] == ["40", "110", "78", "90"]
    assert "Cukup" not in drawn.words


def test_a_bar_begins_at_nought_and_ends_on_its_axis() -> None:
    axis = bars.BarAxis(x=50, width=40, most=500)
    drawn = stream(lambda pen: bars.draw_bar(pen, axis, 700, (650, 900), 100, fill=MID))

    assert min(across(drawn)) == pytest.approx(50, abs=0.01)
    assert max(across(drawn)) == pytest.approx(90, abs=0.01)


def test_a_bar_of_nought_has_no_end_and_one_without_range_no_whisker() -> None:
    axis = bars.BarAxis(x=50, width=40, most=500)
    drawn = stream(lambda pen: bars.draw_bar(pen, axis, 0, (None, None), 100))

    assert drawn.count(" re") == 1
    assert " l" not in drawn


# --- the rest -----------------------------------------------------------------------------------


def test_every_state_of_a_seat_looks_different() -> None:
    drawn = [
        stream(lambda pen, state=state: seats.draw_seat(pen, 50, 50, 7, state))  # type: ignore[misc]
        for state in get_args(SeatState)
    ]

    assert len({shape(one) for one in drawn}) == len(get_args(SeatState))


def test_hours_are_drawn_in_proportion_and_none_draw_nothing() -> None:
    labels = ("a", "b", "c")
    some = page(
        lambda pen: shares.draw_shares(pen, 20, 50, 100, (50, 30, 20), labels, ("70", "90"))
    )
    none = stream(lambda pen: shares.draw_shares(pen, 20, 50, 100, (0, 0, 0), labels, ("", "")))

    widths = [width for _, _, width, height in some.rectangles() if height > 4]
    assert widths[:3] == pytest.approx([50, 30, 20], abs=0.01)
    assert " re" not in none


def test_the_square_of_a_nine_box_is_as_large_as_its_number() -> None:
    grid = ninebox.Grid(x=50, top=50, cell_width=15.6, cell_height=13)

    def side(number: int) -> float:
        drawn = page(
            lambda pen: ninebox.draw_count(
                pen, grid, ("meets", "medium"), (number, str(number), ""), 900
            )
        )
        return drawn.rectangles()[0][2]

    assert side(900) == pytest.approx(12, abs=0.01)
    assert side(225) == pytest.approx(6, abs=0.01)


def test_a_hidden_cell_of_a_nine_box_is_hatched_inside_itself() -> None:
    grid = ninebox.Grid(x=50, top=50, cell_width=15.6, cell_height=13)
    drawn = stream(lambda pen: ninebox.draw_suppressed(pen, grid, ("above", "low")))

    ys = [PAGE_HEIGHT - float(y) * MM for y in re.findall(r"[\d.]+ ([\d.]+) [ml]\b", drawn)]
    assert all(49.9 <= x <= 65.7 for x in across(drawn))
    assert all(49.9 <= y <= 63.1 for y in ys)


def test_an_arrow_points_where_the_value_lies() -> None:
    right = across(stream(lambda pen: marks.arrow(pen, 50, 50, colour=INK)))
    left = across(stream(lambda pen: marks.arrow(pen, 50, 50, colour=INK, left=True)))

    assert max(right) - 50 > 50 - min(right)
    assert 50 - min(left) > max(left) - 50

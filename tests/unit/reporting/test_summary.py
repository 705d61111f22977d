"""The executive summary: groups only, small ones hidden, direction told without colour."""

import io

import msgspec
import pytest

from station.reporting.charts import heatmap
from station.reporting.charts.categories import Share, draw_shares
from station.reporting.page import new_canvas
from station.reporting.pen import Pen
from station.reporting.summary import render_summary
from station.scoring.group import GroupModel
from tests.unit.reporting import paper
from tests.unit.reporting.group_model import AGENCIES, group

replace = msgspec.structs.replace


def pages(model: GroupModel) -> list[paper.Page]:
    return paper.read(render_summary(model, code="S7KD"))


@pytest.mark.parametrize("factor", [1, 2])
def test_no_text_runs_into_another_or_off_the_page(factor: int) -> None:
    plain = paper.stretched(msgspec.to_builtins(group()), factor=factor)

    for page in pages(msgspec.convert(plain, GroupModel)):
        assert paper.untidy(page) == []


def test_counts_and_losses_are_printed_in_their_order() -> None:
    words = pages(group())[0].words

    for said in ("2.121", "– 30", "2.091", "– 12", "2.079", "– 3", "2.076", "– 6", "2.070"):
        assert said in words


def test_every_agency_stands_somewhere_and_says_where_the_others_are() -> None:
    first, *others = pages(group())
    rest = " ".join(page.words for page in others)

    assert "13 dari 15 OPD" in first.words
    assert all(name in first.words for name, _, _ in AGENCIES[:13])
    assert AGENCIES[14][0] in rest


def test_a_small_group_shows_its_size_and_nothing_else() -> None:
    first, second = pages(group())
    row = next(text for text in first.texts if text.text == "Badan Kesbangpol")
    beside = [text.text for text in first.texts if abs(text.y - row.y) < 1.5 and text != row]

    assert beside[0] == "9"
    assert all("disembunyikan" in text for text in beside[1:])
    assert "disembunyikan: kelompok kecil" in second.words


def test_the_smallest_group_in_the_foot_is_the_models() -> None:
    assert "Kelompok kurang dari 10 orang disembunyikan" in pages(group())[0].words


def test_a_nine_box_without_performance_says_so() -> None:
    boxes = group().nine_box
    empty = replace(
        boxes, n=0, cells=tuple(replace(cell, n=None, share_tenths=None) for cell in boxes.cells)
    )

    assert "belum ditentukan" in pages(replace(group(), nine_box=empty))[0].words


def test_a_group_without_demand_still_has_its_page() -> None:
    assert len(pages(replace(group(), demand=()))) == 2


def drawn(hundredths: int, *, plain: bool = False) -> str:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, "Uji", "id")
    pen = Pen(canvas, {})
    heatmap.draw_cell(pen, 20, 20, hundredths, "x", plain=plain)
    pen.finish()
    canvas.save()
    return paper.read(buffer.getvalue())[0].stream.split("BT")[0]


def painted(stream: str) -> set[str]:
    return {line[-1] for line in stream.splitlines() if line.endswith((" f", " S", " B"))}


def test_below_is_filled_and_above_is_framed() -> None:
    assert [painted(drawn(mean)) for mean in (-90, -45, -10)] == [{"f"}] * 3
    assert [painted(drawn(mean)) for mean in (10, 30, 50)] == [{"S"}] * 3


def test_each_step_of_a_gap_has_a_look_of_its_own() -> None:
    looks = [drawn(mean) for mean in (-60, -45, -20, 0, 15, 30)]

    assert len(set(looks)) == len(looks)


def test_the_deepest_step_has_a_cut_corner() -> None:
    assert drawn(-60).count(" l") == 4
    assert " re" in drawn(-45)


def test_a_mean_within_its_error_stays_plain_however_deep() -> None:
    assert drawn(-60, plain=True) == drawn(0)


def test_a_bar_of_shares_fills_its_width_exactly() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, "Uji", "id")
    pen = Pen(canvas, {})
    shares = [Share(tenths=360, printed="36 %"), Share(tenths=420, printed="42 %")]
    draw_shares(pen, 50, 20, 60, [*shares, Share(tenths=220, printed="22 %")])
    pen.finish()
    canvas.save()

    (page,) = paper.read(buffer.getvalue())
    parts = [one for one in page.rectangles() if abs(one[3] - 4.8) < 0.01]
    assert min(x for x, _, _, _ in parts) == pytest.approx(50, abs=0.01)
    assert max(x + width for x, _, width, _ in parts) == pytest.approx(110, abs=0.01)
    assert [text.text.replace("\u00a0", " ") for text in page.texts] == ["36 %", "42 %", "22 %"]

"""Knowledge scales area by area; strengths and development areas in words."""

from dataclasses import dataclass

from station.reporting import figures, marks
from station.reporting.charts import bars
from station.reporting.flow import Block, beside, gap, paragraph
from station.reporting.headings import heading
from station.reporting.lines import wrap
from station.reporting.page import HALF, LEFT, SECOND, WIDTH
from station.reporting.pen import Pen
from station.reporting.report.density import Density
from station.reporting.styles import (
    AXIS,
    CAPTION,
    INK,
    MID,
    TABLE,
    Stroke,
    Style,
)
from station.reporting.words import Wording
from station.scoring.model import ReportModel
from station.scoring.parts import (
    AreaResult,
    KnowledgePart,
    Measure,
    Remark,
)

AREA_BAR = 29.0
AREA_INDENT = 39.9
WHOLE_FILL = "#5B95CF"


def knowledge_sections(
    model: ReportModel, words: Wording, density: Density, *, first_number: int
) -> list[list[Block]]:
    """Return the blocks of four sections: two knowledge scales, strengths, development areas."""
    return [
        _knowledge(model, words, density, first_number),
        _remarks(model, words, density, first_number + 2),
    ]


def _knowledge(model: ReportModel, words: Wording, density: Density, number: int) -> list[Block]:
    columns = [
        _area_column(part, measure, x, words, density, number + index)
        for index, (part, measure, x) in enumerate(
            zip(model.knowledge, model.measures[2:], (LEFT, SECOND), strict=True)
        )
    ]
    cautions = dict.fromkeys(words.of(part.caution) for part in model.knowledge)
    notes = [
        line for text in cautions if text for line in paragraph(text, density.caution, LEFT, WIDTH)
    ]
    return [beside(*columns), gap(0.8), *notes]


def _area_column(
    part: KnowledgePart, measure: Measure, x: float, words: Wording, density: Density, number: int
) -> list[Block]:
    axis = bars.BarAxis(x=x + AREA_INDENT, width=AREA_BAR, most=1000)
    summary = paragraph(words.of(part.summary), _SUMMARY, x, HALF - 5)
    rows = [_area_row(one, axis, x, measure, words, density) for one in part.areas]
    return [
        heading(words.of(part.name), number=number, x=x, width=HALF),
        *_with_diamond(summary, x, measure, words.of(part.summary)),
        _area_scale(axis, measure),
        *rows,
        _area_total(part, axis, x, measure, words, density),
    ]


_SUMMARY = CAPTION


def _with_diamond(blocks: list[Block], x: float, measure: Measure, text: str) -> list[Block]:
    if not measure.near_cut or not blocks:
        return blocks
    last = blocks[-1]
    line = wrap(text, _SUMMARY, HALF - 5).lines[-1]

    def draw(pen: Pen, top: float) -> None:
        last.draw(pen, top)
        marks.near_cut(pen, x + line.width + 2.4, top + _SUMMARY.leading / 2)

    return [*blocks[:-1], Block(height=last.height, draw=draw)]


def _area_scale(axis: bars.BarAxis, measure: Measure) -> Block:
    cuts = [zone.from_tenths for zone in measure.zones[1:]]

    def draw(pen: Pen, top: float) -> None:
        y = top + AXIS.cap + 1.0
        for value in (0, 500):
            pen.text(axis.at(value), y, str(value // 10), AXIS, "centre")
        bold = AXIS.bold().tinted(INK)
        for cut, nudge in zip(cuts, (-1.0, 1.0), strict=False):
            pen.text(axis.at(cut) + nudge, y, str(cut // 10), bold, "centre")

    return Block(height=3.4, draw=draw)


def _area_row(
    one: AreaResult,
    axis: bars.BarAxis,
    x: float,
    measure: Measure,
    words: Wording,
    density: Density,
) -> Block:
    bar = Bar(
        name=words.of(one.name),
        value=one.percent_tenths,
        reach=(one.low_tenths, one.high_tenths),
        points=_points(one.correct, one.items),
    )
    return _bar_row(bar, axis, x, measure, density.area_pitch)


def _area_total(
    part: KnowledgePart,
    axis: bars.BarAxis,
    x: float,
    measure: Measure,
    words: Wording,
    density: Density,
) -> Block:
    bar = Bar(
        name=words("report.whole"),
        value=measure.percent_tenths if part.correct is not None else None,
        reach=(measure.low_tenths, measure.high_tenths),
        points=_points(part.correct, part.items),
        strong=True,
    )
    return _bar_row(bar, axis, x, measure, density.area_pitch)


def _points(correct: int | None, items: int) -> str:
    return figures.NONE if correct is None else f"{correct} / {items}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a knowledge scale, in tenths of a percent; `strong` is the scale itself."""

    name: str
    value: int | None
    reach: tuple[int | None, int | None]
    points: str
    strong: bool = False


def _bar_row(bar: Bar, axis: bars.BarAxis, x: float, measure: Measure, pitch: float) -> Block:
    style = TABLE.bold() if bar.strong else TABLE
    name = wrap(bar.name, style, AREA_INDENT - 1)
    height = max(pitch, name.height + 1.0)
    fill = WHOLE_FILL if bar.strong else MID
    dashed = Stroke(colour=INK, width=0.25, dash=(0.7, 0.6))

    def draw(pen: Pen, top: float) -> None:
        middle = top + height / 2
        name.draw(pen, x, middle - name.height / 2)
        bars.draw_grid(pen, axis, 2, top, height)
        if bar.value is None:
            bars.draw_missing(pen, axis, middle, 2.6)
        else:
            bars.draw_bar(pen, axis, bar.value, bar.reach, middle, height=2.6, fill=fill)
        for zone in measure.zones[1:]:
            at = axis.at(zone.from_tenths)
            pen.line((at, top), (at, top + height), dashed)
        pen.text(x + HALF, middle + style.cap / 2, bar.points, style, "right")

    return Block(height=height, draw=draw)


def _remarks(model: ReportModel, words: Wording, density: Density, number: int) -> list[Block]:
    columns = (
        ("report.strengths", model.strength_remarks, LEFT, number),
        ("report.development_areas", model.development_remarks, SECOND, number + 1),
    )
    return [
        beside(
            *(
                [
                    heading(words(key), number=numbered, x=x, width=HALF, after=0.8),
                    *(_remark(one, x, words, density.remark) for one in remarks),
                ]
                for key, remarks, x, numbered in columns
            )
        )
    ]


def _remark(one: Remark, x: float, words: Wording, style: Style) -> Block:
    name = words.of(one.name)
    lead = name if name.endswith((".", ":")) else f"{name}."
    lines = wrap(f"**{lead}** {words.of(one.text)}", style, HALF, first=4.7)

    def draw(pen: Pen, top: float) -> None:
        marks.LEVEL_MARKS[one.mark](pen, x + 1.7, top + style.leading / 2 + 0.2)
        lines.draw(pen, x, top)

    return Block(height=lines.height + style.leading * 0.3, draw=draw)

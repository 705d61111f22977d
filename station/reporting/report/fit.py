"""Page three of a report: knowledge, strengths and development, fit to posts, readiness."""

from collections.abc import Sequence

from station.reporting import figures, marks
from station.reporting.charts import bars, strip
from station.reporting.flow import Block, beside, gap, paragraph, together
from station.reporting.headings import heading
from station.reporting.lines import wrap
from station.reporting.page import HALF, LEFT, RIGHT, SECOND, WIDTH
from station.reporting.pen import Pen
from station.reporting.styles import (
    AXIS,
    BODY,
    CAPTION,
    INK,
    MID,
    TABLE,
    ZONE_LOW,
    Stroke,
)
from station.reporting.tables import Column, Drawing, Row, Table
from station.reporting.tables import Words as Cell
from station.reporting.words import Wording
from station.scoring.model import ReportModel
from station.scoring.parts import (
    AreaResult,
    FitPart,
    KnowledgePart,
    Measure,
    PostFit,
    ReadinessRow,
    Remark,
)

AREA_PITCH = 6.25
AREA_BAR = 29.0
AREA_INDENT = 39.9
WHOLE_FILL = "#5B95CF"


def fit_page(model: ReportModel, words: Wording, *, first_number: int) -> list[Block]:
    """Return the blocks of sections 4 to 8 and of readiness, beginning a page."""
    number = first_number
    return [
        *_knowledge(model, words, number),
        gap(5.6),
        *_remarks(model, words, number + 2),
        gap(5.6),
        *_fit(model.fit, words, number + 4, words.of(model.draft)),
        gap(5.0),
        *_readiness(model.fit.readiness, words),
    ]


def _knowledge(model: ReportModel, words: Wording, number: int) -> list[Block]:
    columns = [
        _area_column(part, measure, x, words, number + index)
        for index, (part, measure, x) in enumerate(
            zip(model.knowledge, model.measures[2:], (LEFT, SECOND), strict=True)
        )
    ]
    cautions = dict.fromkeys(words.of(part.caution) for part in model.knowledge)
    notes = [line for text in cautions if text for line in paragraph(text, CAPTION, LEFT, WIDTH)]
    return [beside(*columns), gap(0.8), *notes]


def _area_column(
    part: KnowledgePart, measure: Measure, x: float, words: Wording, number: int
) -> list[Block]:
    axis = bars.BarAxis(x=x + AREA_INDENT, width=AREA_BAR, most=1000)
    summary = paragraph(words.of(part.summary), _SUMMARY, x, HALF - 5)
    rows = [_area_row(one, axis, x, measure, words) for one in part.areas]
    return [
        heading(words.of(part.name), number=number, x=x, width=HALF),
        *_with_diamond(summary, x, measure, words.of(part.summary)),
        _area_scale(axis, measure),
        *rows,
        _area_total(part, axis, x, measure, words),
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
    one: AreaResult, axis: bars.BarAxis, x: float, measure: Measure, words: Wording
) -> Block:
    reach = (one.low_tenths, one.high_tenths)
    points = _points(one.correct, one.items)
    name = words.of(one.name)
    return _bar_row(name, axis, x, measure, (one.percent_tenths, reach, points), strong=False)


def _area_total(
    part: KnowledgePart, axis: bars.BarAxis, x: float, measure: Measure, words: Wording
) -> Block:
    value = measure.percent_tenths if part.correct is not None else None
    reach = (measure.low_tenths, measure.high_tenths)
    points = _points(part.correct, part.items)
    return _bar_row(words("report.whole"), axis, x, measure, (value, reach, points), strong=True)


def _points(correct: int | None, items: int) -> str:
    return figures.NONE if correct is None else f"{correct} / {items}"


def _bar_row(
    words: str,
    axis: bars.BarAxis,
    x: float,
    measure: Measure,
    shown: tuple[int | None, tuple[int | None, int | None], str],
    *,
    strong: bool,
) -> Block:
    style = TABLE.bold() if strong else TABLE
    name = wrap(words, style, AREA_INDENT - 1)
    height = max(AREA_PITCH, name.height + 1.4)
    value, reach, points = shown
    dashed = Stroke(colour=INK, width=0.25, dash=(0.7, 0.6))

    def draw(pen: Pen, top: float) -> None:
        middle = top + height / 2
        name.draw(pen, x, middle - name.height / 2)
        bars.draw_grid(pen, axis, 2, top, height)
        if value is None:
            bars.draw_missing(pen, axis, middle, 2.6)
        else:
            fill = WHOLE_FILL if strong else MID
            bars.draw_bar(pen, axis, value, reach, middle, height=2.6, fill=fill)
        for zone in measure.zones[1:]:
            at = axis.at(zone.from_tenths)
            pen.line((at, top), (at, top + height), dashed)
        pen.text(x + HALF, middle + style.cap / 2, points, style, "right")

    return Block(height=height, draw=draw)


def _remarks(model: ReportModel, words: Wording, number: int) -> list[Block]:
    columns = (
        ("report.strengths", model.strength_remarks, LEFT, number),
        ("report.development_areas", model.development_remarks, SECOND, number + 1),
    )
    return [
        beside(
            *(
                [
                    heading(words(key), number=numbered, x=x, width=HALF, after=0.8),
                    *(_remark(one, x, words) for one in remarks),
                ]
                for key, remarks, x, numbered in columns
            )
        )
    ]


def _remark(one: Remark, x: float, words: Wording) -> Block:
    lines = wrap(f"**{words.of(one.name)}** {words.of(one.text)}", BODY, HALF, first=4.7)

    def draw(pen: Pen, top: float) -> None:
        marks.LEVEL_MARKS[one.mark](pen, x + 1.7, top + BODY.leading / 2 + 0.2)
        lines.draw(pen, x, top)

    return Block(height=lines.height + 1.4, draw=draw)


FIT_AXIS = strip.Axis(x=90.9, width=32.0, low=600, high=1200)


def _fit(part: FitPart, words: Wording, number: int, draft: str) -> list[Block]:
    title = heading(words("report.fit"), number=number, draft=draft, name="fit", after=0.6)
    if not part.posts:
        return [title, *paragraph(words.of(part.not_assessed), BODY, LEFT, WIDTH)]
    cuts = [str(zone.from_tenths // 10) for zone in part.posts[0].fit.zones[1:]]
    scale = words("report.fit_scale", cuts=words("report.and").join(cuts))
    table = Table(
        columns=(
            Column(title="", x=LEFT, width=3),
            Column(title=words("report.post"), x=20.9, width=55),
            Column(title=words("report.jpm"), x=77, width=11.6, align="right"),
            Column(title=scale, x=89.6, width=34),
            Column(title=words("report.category_short"), x=126, width=11.5),
            Column(title=words("report.reason"), x=138.9, width=RIGHT - 138.9),
        )
    )
    notes = [
        words("report.categories_of_fit"),
        words.of(part.equals),
        words.of(part.not_considered),
    ]
    reasons = [words.of(one) for one in part.reasons]
    placement = " ".join(filter(None, (words.of(part.placement), *reasons)))
    return [
        title,
        *table.blocks([_post_row(one, words) for one in part.posts]),
        gap(0.8),
        *paragraph(" ".join(filter(None, notes)), CAPTION, LEFT, WIDTH),
        gap(0.8),
        *(paragraph(f"**{words('report.placement')}** {placement}", TABLE, LEFT, WIDTH)),
    ]


def _post_row(one: PostFit, words: Wording) -> Row:
    language = words.language
    current = f" ({words('report.current_post')})" if one.current else ""
    place = " · ".join(filter(None, (words.of(one.unit), words.of(one.tier_name))))

    def draw_strip(pen: Pen, _x: float, top: float, _room: float) -> None:
        middle = top + TABLE.leading / 2
        pen.rect(FIT_AXIS.x, middle - 1.1, FIT_AXIS.width, 2.2, fill=ZONE_LOW)
        strip.draw_cuts(pen, FIT_AXIS, one.fit.zones, middle - 1.7, middle + 1.7, 0.3)
        strip.draw_value(pen, FIT_AXIS, one.fit, middle, 2.0)

    def draw_category(pen: Pen, x: float, top: float, _room: float) -> None:
        name = words.of(one.fit.category_name)
        pen.text(x, top + TABLE.baseline, name, TABLE.bold())
        if one.fit.near_cut:
            at = x + TABLE.bold().width(name) + 2.6
            marks.near_cut(pen, at, top + TABLE.leading / 2)

    return Row(
        cells=(
            Cell(paragraphs=((str(one.rank), TABLE.bold()),)),
            Cell(paragraphs=((words.of(one.name) + current, TABLE), (place, CAPTION))),
            Cell(paragraphs=((figures.decimal(language, one.fit.percent_tenths), TABLE.bold()),)),
            Drawing(height=TABLE.leading, draw=draw_strip),
            Drawing(height=TABLE.leading, draw=draw_category),
            words.of(one.reason),
        )
    )


def _readiness(rows: Sequence[ReadinessRow], words: Wording) -> list[Block]:
    if not rows:
        return []
    table = Table(
        columns=(
            Column(title=words("report.tier"), x=LEFT, width=41),
            Column(title=words("report.required"), x=60, width=13.6, align="right"),
            Column(title=words("report.jpm"), x=75, width=11.6, align="right"),
            Column(title=words("report.sem"), x=88, width=12.6, align="right"),
            Column(title=words("report.note"), x=108, width=RIGHT - 108),
        )
    )
    language = words.language
    set_rows = [
        Row(
            cells=(
                words.of(one.name),
                figures.requirement(language, one.required_halves),
                Cell(paragraphs=((figures.decimal(language, one.percent_tenths), TABLE.bold()),)),
                figures.decimal(language, one.sem_tenths),
                words.of(one.note),
            )
        )
        for one in rows
    ]
    return [heading(words("report.readiness"), after=0.4), *together(table.blocks(set_rows))]

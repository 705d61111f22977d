"""Page two of a report: competencies, potential, and how the answers were given."""

from station.reporting import figures, marks
from station.reporting.charts import bars, levels
from station.reporting.flow import Block, gap, paragraph, together
from station.reporting.headings import framed_aside, heading
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT, WIDTH
from station.reporting.pen import Pen
from station.reporting.report.density import Density
from station.reporting.styles import (
    AXIS,
    BAND_EDGE,
    BODY,
    CAPTION,
    FLAG_EDGE,
    FLAG_TEXT,
    HAIRLINE,
    HEAD_RULE,
    INK,
    MID,
    MUTED,
    PALE,
    TABLE,
    WHITE,
    Stroke,
)
from station.reporting.tables import Column, Drawing, Row
from station.reporting.tables import Words as Cell
from station.reporting.words import Wording
from station.scoring.model import ReportModel
from station.scoring.parts import (
    AspectResult,
    CompetencyPart,
    CompetencyResult,
    PotentialPart,
    ValidityCheck,
    ValidityPart,
)

LEVEL_AXIS = levels.LevelAxis(x=75.5, width=49.5)
BAND_AXIS = bars.BarAxis(x=75.5, width=49.5, most=500)
NAME_WIDTH = 54.8
REQUIRED_RIGHT, ACHIEVED_RIGHT, GAP_RIGHT = 135.9, 148.9, 160.0
READING_X = 167.3
NAME = BODY
SMALL = TABLE


def levels_sections(
    model: ReportModel, words: Wording, density: Density, *, first_number: int
) -> list[list[Block]]:
    """Return the blocks of sections 1 to 3."""
    frame = "" if model.issue.normed else words.of(model.issue.not_normed)
    return [
        _competencies(model.competency, frame, words, density, first_number),
        _potential(model, frame, words, density, first_number + 1),
        _validity(model.validity, words, density, first_number + 2),
    ]


def _competencies(
    part: CompetencyPart, frame: str, words: Wording, density: Density, number: int
) -> list[Block]:
    aside = framed_aside(frame, words("report.items_each", items=_items_each(part)))
    title = heading(words("report.competencies"), number=number, aside=aside)
    after = [*(one.group for one in part.competencies[1:]), ""]
    rows = [
        _competency_row(one, words, density, last_of_group=bool(group) and group != one.group)
        for one, group in zip(part.competencies, after, strict=True)
    ]
    return [
        title,
        _legend(words),
        *_kept_head(_competency_head(words), rows),
        _competency_total(part, words),
        gap(1.2),
        *_in_words(words.of(part.summary), words, density),
        *_note(words.of(part.caution), density),
    ]


def _items_each(part: CompetencyPart) -> str:
    counts = sorted({one.items for one in part.competencies})
    return " – ".join(str(count) for count in counts[:1] + counts[1:][-1:])


def _kept_head(head: Block, rows: list[Block]) -> list[Block]:
    with_head = [Block(height=row.height, draw=row.draw, keep=row.keep, head=head) for row in rows]
    return [head, *with_head]


def _in_words(text: str, words: Wording, density: Density) -> list[Block]:
    whole = f"**{words('report.in_words')}** {text}"
    return paragraph(whole, density.prose, LEFT, WIDTH) if text else []


def _note(text: str, density: Density) -> list[Block]:
    return paragraph(text, density.caution, LEFT, WIDTH) if text else []


def _legend(words: Wording) -> Block:
    """Say what each shape means, from left to right."""

    def draw(pen: Pen, top: float) -> None:
        middle = top + 2.6
        y = middle + CAPTION.cap / 2
        x = LEFT + 0.4
        pen.rect(x, middle - 2.1, 0.8, 4.2, fill=INK)
        x = _labelled(pen, x + 2.4, y, words("report.requirement_of_post"))
        pen.dot(x + 1.3, middle, 1.3, fill=INK)
        x = _labelled(pen, x + 4.0, y, words("report.achieved_lower"))
        pen.rect(x, middle - 1.05, 9, 2.1, fill=MID, stroke=BAND_EDGE)
        pen.rect(x + 10, middle - 1.05, 9, 2.1, fill=WHITE, stroke=FLAG_EDGE)
        x = _labelled(pen, x + 20.4, y, words("report.band_met_short"))
        pen.hatch(x, middle - 2.2, 8, 4.4, stroke=marks.HATCH_FLAG, step=1.2)
        x = _labelled(pen, x + 9.4, y, words("report.shortfall"))
        pen.rect(x, middle - 2.2, 8, 4.4, fill=PALE)
        _labelled(pen, x + 9.4, y, words("report.surplus"))

    return Block(height=6.0, draw=draw, keep=True)


def _labelled(pen: Pen, x: float, y: float, text: str) -> float:
    pen.text(x, y, text, CAPTION)
    return x + CAPTION.width(text) + 4.5


_HEAD = CAPTION.bold().tinted(INK)


def _competency_head(words: Wording) -> Block:
    def draw(pen: Pen, top: float) -> None:
        y = top + 5.4
        pen.text(LEFT, y, words("report.competency"), _HEAD)
        middle = LEVEL_AXIS.x + LEVEL_AXIS.width / 2
        pen.text(middle, top + 2.6, words("report.proficiency_level"), CAPTION, "centre")
        for level in range(100, 501, 100):
            pen.text(LEVEL_AXIS.at(level), y, str(level // 100), _HEAD, "centre")
        for right, key in (
            (REQUIRED_RIGHT, "required_short"),
            (ACHIEVED_RIGHT, "achieved"),
            (GAP_RIGHT, "gap"),
        ):
            pen.text(right, y, words(f"report.{key}"), _HEAD, "right")
        pen.text(READING_X, y, words("report.reading"), _HEAD)
        pen.line((LEFT, top + 6.9), (RIGHT, top + 6.9), HEAD_RULE)

    return Block(height=6.9, draw=draw, keep=True)


def _competency_row(
    one: CompetencyResult, words: Wording, density: Density, *, last_of_group: bool
) -> Block:
    name = wrap(words.of(one.name), NAME, NAME_WIDTH)
    reading = wrap(words.of(one.reading), SMALL, RIGHT - READING_X)
    height = max(density.competency_pitch, name.height + 1.4, reading.height + 1.6)
    drawn = levels.Levels.of_halves(
        one.required_halves, one.achieved_halves, one.low_hundredths, one.high_hundredths
    )
    dashed = Stroke(colour=MUTED, width=0.2, dash=(1.0, 0.8))

    def draw(pen: Pen, top: float) -> None:
        middle = top + height / 2
        levels.draw_grid(pen, LEVEL_AXIS, top, height)
        name.draw(pen, LEFT, middle - name.height / 2)
        levels.draw_row(pen, LEVEL_AXIS, drawn, middle)
        _draw_levels(pen, one, middle, words)
        marks.LEVEL_MARKS[one.mark](pen, READING_X - 2.8, middle)
        reading.draw(pen, READING_X, middle - reading.height / 2)
        rule = dashed if last_of_group else HAIRLINE
        pen.line((LEFT, top + height), (RIGHT, top + height), rule)

    return Block(height=height, draw=draw)


def _draw_levels(pen: Pen, one: CompetencyResult, middle: float, words: Wording) -> None:
    y = middle + SMALL.cap / 2
    language = words.language
    required = figures.requirement(language, one.required_halves)
    gap_text = figures.signed_level(language, one.gap_halves)
    short = one.gap_halves is not None and one.gap_halves < 0
    gap_style = SMALL.bold().tinted(FLAG_TEXT) if short else SMALL.bold()
    if not one.gap_halves:
        gap_style = SMALL.muted()
    pen.text(REQUIRED_RIGHT, y, required, SMALL.muted(), "right")
    pen.text(ACHIEVED_RIGHT, y, figures.level(language, one.achieved_halves), SMALL.bold(), "right")
    pen.text(GAP_RIGHT, y, gap_text, gap_style, "right")


def _competency_total(part: CompetencyPart, words: Wording) -> Block:
    language = words.language
    formula = wrap(words.of(part.formula), CAPTION, REQUIRED_RIGHT - 6.5 - LEVEL_AXIS.x)
    height = max(6.4, formula.height + 2)
    short = part.gap_halves is not None and part.gap_halves < 0

    def draw(pen: Pen, top: float) -> None:
        pen.line((LEFT, top), (RIGHT, top), HEAD_RULE)
        middle = top + height / 2
        y = middle + NAME.cap / 2
        pen.text(LEFT, y, words("report.total"), NAME.bold())
        formula.draw(pen, LEVEL_AXIS.x, middle - formula.height / 2)
        required = figures.requirement(language, part.required_halves)
        achieved = figures.level(language, part.achieved_halves)
        style = SMALL.bold().tinted(FLAG_TEXT if short else INK)
        pen.text(REQUIRED_RIGHT, y, required, SMALL.muted(), "right")
        pen.text(ACHIEVED_RIGHT, y, achieved, SMALL.bold(), "right")
        pen.text(GAP_RIGHT, y, figures.signed_level(language, part.gap_halves), style, "right")

    return Block(height=height, draw=draw)


def _potential(
    model: ReportModel, frame: str, words: Wording, density: Density, number: int
) -> list[Block]:
    part = model.potential
    measure = model.measures[1]
    aside = framed_aside(frame, words.of(measure.basis))
    rows = [_aspect_row(one, words, density) for one in part.aspects]
    return [
        heading(words("report.potential"), number=number, aside=aside),
        *_kept_head(_aspect_head(part, words), rows),
        _potential_total(model, words),
        gap(1.2),
        *_in_words(words.of(part.summary), words, density),
        *_note(words.of(part.caution), density),
    ]


SCALE_RIGHT = 134.0
PICTURE_X = 137.0


def _aspect_head(part: PotentialPart, words: Wording) -> Block:
    named = {one.band: words.of(one.band_name).lower() for one in part.aspects if one.band}

    def draw(pen: Pen, top: float) -> None:
        y = top + 5.2
        pen.text(LEFT, y, words("report.aspect"), _HEAD)
        for band in range(1, 6):
            x = BAND_AXIS.at(band * 100)
            pen.text(x, y, str(band), _HEAD, "centre")
        for band, key in ((1, "band_lowest"), (3, "band_middle"), (5, "band_highest")):
            label = named.get(band) or words(f"report.{key}")
            pen.text(BAND_AXIS.at(band * 100), top + 2.2, label, AXIS, "centre")
        pen.text(SCALE_RIGHT, y, words("report.scale"), _HEAD, "right")
        pen.text(PICTURE_X, y, words("report.picture"), _HEAD)
        pen.line((LEFT, top + 6.6), (RIGHT, top + 6.6), HEAD_RULE)

    return Block(height=6.6, draw=draw, keep=True)


def _aspect_row(one: AspectResult, words: Wording, density: Density) -> Block:
    name = wrap(words.of(one.name), NAME, NAME_WIDTH)
    text = wrap(words.of(one.description), density.caution, RIGHT - PICTURE_X)
    height = max(density.aspect_pitch, name.height + 1.0, text.height + 0.8)
    reach = (one.low_hundredths, one.high_hundredths)

    def draw(pen: Pen, top: float) -> None:
        middle = top + height / 2
        bars.draw_grid(pen, BAND_AXIS, 5, top, height)
        name.draw(pen, LEFT, middle - name.height / 2)
        if one.band is None:
            bars.draw_missing(pen, BAND_AXIS, middle)
        else:
            bars.draw_bar(pen, BAND_AXIS, one.band * 100, reach, middle)
        scale = figures.NONE if one.band is None else str(one.band)
        pen.text(SCALE_RIGHT, middle + SMALL.cap / 2, scale, SMALL.bold(), "right")
        text.draw(pen, PICTURE_X, middle - text.height / 2)
        pen.line((LEFT, top + height), (RIGHT, top + height), HAIRLINE)

    return Block(height=height, draw=draw)


def _potential_total(model: ReportModel, words: Wording) -> Block:
    measure = model.measures[1]
    name = words.of(measure.category_name)
    formula = wrap(
        words.of(measure.formula), CAPTION, RIGHT - NAME.bold().width(name) - 4 - BAND_AXIS.x
    )
    height = max(6.2, formula.height + 2)

    def draw(pen: Pen, top: float) -> None:
        pen.line((LEFT, top), (RIGHT, top), HEAD_RULE)
        y = top + (height + NAME.cap) / 2
        pen.text(LEFT, y, words("report.potential_index"), NAME.bold())
        formula.draw(pen, BAND_AXIS.x, top + (height - formula.height) / 2)
        pen.text(RIGHT, y, name, NAME.bold(), "right")

    return Block(height=height, draw=draw)


def _validity(part: ValidityPart, words: Wording, density: Density, number: int) -> list[Block]:
    table = density.table(
        Column(title=words("report.check"), x=LEFT, width=66),
        Column(title=words("report.seen"), x=86, width=21.7, align="right"),
        Column(title=words("report.limit"), x=108, width=12.4, align="right"),
        Column(title=words("report.reading"), x=128, width=RIGHT - 128),
    )
    rows = [_check_row(one, words) for one in part.checks]
    return [
        heading(words("report.validity"), number=number, after=0.4),
        *together(table.blocks(rows)),
        gap(0.8),
        *_note(words.of(part.caution), density),
    ]


def _check_row(one: ValidityCheck, words: Wording) -> Row:
    mark = marks.VALIDITY_MARKS.get(one.result)
    indent = 4.2 if mark else 0.0
    reading = wrap(words.of(one.reading), TABLE, RIGHT - 128 - indent)

    def draw(pen: Pen, x: float, top: float, _room: float) -> None:
        if mark:
            mark(pen, x + 1.5, top + TABLE.leading / 2)
        reading.draw(pen, x + indent, top)

    return Row(
        cells=(
            Cell(paragraphs=((words.of(one.name), TABLE),)),
            words("report.seen_of", seen=one.seen, of=one.of),
            figures.whole(words.language, one.limit),
            Drawing(height=reading.height, draw=draw),
        )
    )

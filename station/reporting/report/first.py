"""Page one of a report: verdict, four main results, strengths and gaps, what to decide."""

from collections.abc import Sequence

from station.reporting import marks
from station.reporting.charts.levels import LevelAxis, Levels, draw_small
from station.reporting.charts.measures import measure_blocks
from station.reporting.codes import qr
from station.reporting.flow import ROUNDING, Block, beside, eased, gap, tall, together
from station.reporting.headings import framed_aside, heading
from station.reporting.lines import wrap
from station.reporting.page import FIRST_PAGE_ROOM, HALF, LEFT, RIGHT, SECOND, title_blocks
from station.reporting.pairs import pair
from station.reporting.pen import Pen
from station.reporting.report.density import ROOMY, TIGHT, Density
from station.reporting.styles import (
    ACCENT,
    BAND_EDGE,
    BODY,
    CAPTION,
    CODE,
    HAIRLINE,
    INK,
    MID,
    TABLE,
    THIN,
    VERDICT,
)
from station.reporting.tables import Column, Row
from station.reporting.tables import Words as Cell
from station.reporting.words import Wording
from station.scoring import format as forms
from station.scoring.model import Highlight, Identity, Notice, ReportModel

NOTICE_PITCH = 60.0
PLACES = {"placement": "fit", "development": "plan", "nine_box": "nine_box"}
"""Where the details of a decision stand, by its code."""


def first_page(model: ReportModel, code: str, words: Wording) -> list[Block]:
    """Return the blocks of page one, with as much white as lets them fit."""
    room = FIRST_PAGE_ROOM.bottom - FIRST_PAGE_ROOM.first_top
    roomy = eased(_blocks(model, code, words, ROOMY), room)
    return (
        roomy if tall(roomy) <= room + ROUNDING else eased(_blocks(model, code, words, TIGHT), room)
    )


def _blocks(model: ReportModel, code: str, words: Wording, density: Density) -> list[Block]:
    return [
        *_head(model, words),
        gap(3.6),
        *_identity(model, words),
        gap(5.0),
        _verdict(model, words),
        gap(5.2),
        *_measures(model, words),
        gap(0.8),
        _notices(model.notices, words),
        gap(5.2),
        *_highlights(model, words, density),
        gap(5.0),
        *_decisions(model, words, density),
        gap(3.0),
        _authenticity(code, words),
    ]


def _head(model: ReportModel, words: Wording) -> list[Block]:
    issue = model.issue
    subtitle = words(
        "report.subtitle",
        purpose=words.of(issue.purpose),
        issued=forms.day(words.language, issue.issued),
        until=forms.day(words.language, issue.valid_until),
        standards=issue.standards,
    )
    return title_blocks(words.of(issue.title), subtitle)


def _identity(model: ReportModel, words: Wording) -> list[Block]:
    person = model.person
    left = [
        ("name", f"**{person.name}**"),
        ("nip", person.nip),
        ("rank", person.rank),
        ("post", person.post),
        ("unit", person.unit),
    ]
    right = [
        ("tier", _tier(person, words)),
        ("target_post", _other_target(person, words)),
        ("agency", person.agency),
        ("sitting", words.of(person.sitting)),
        ("number", words("report.number_and_form", number=person.number, form=person.form)),
    ]
    named = [
        [(words(f"report.{key}"), value) for key, value in column if value]
        for column in (left, right)
    ]
    columns = ((named[0], LEFT, 22.9, 79.8), (named[1], 99.8, 21.1, 94.2))
    return [
        beside(
            *(
                [pair(label, value, x, indent, width) for label, value in pairs]
                for pairs, x, indent, width in columns
            )
        )
    ]


def _tier(person: Identity, words: Wording) -> str:
    """Return tier and what it requires; a requirement that names its tier stands alone."""
    tier, requirement = words.of(person.tier_name), words.of(person.requirement)
    if requirement.startswith(tier):
        return requirement
    return " · ".join(filter(None, (tier, requirement)))


def _other_target(person: Identity, words: Wording) -> str:
    """Return the target post where it is not the person's own."""
    own = person.target.get("id", "") in {person.post, f"{person.post}, {person.agency}"}
    return "" if own else words.of(person.target)


def _verdict(model: ReportModel, words: Wording) -> Block:
    x = LEFT + 5.6
    big = wrap(words.of(model.verdict.heading), VERDICT, RIGHT - x)
    text = wrap(words.of(model.verdict.sentence), BODY, RIGHT - x)
    height = big.height + text.height + 2.8

    def draw(pen: Pen, top: float) -> None:
        pen.rect(LEFT, top, 1.5, height, fill=ACCENT)
        big.draw(pen, x, top + 0.9)
        text.draw(pen, x, top + 1.4 + big.height)

    return Block(height=height, draw=draw)


def _measures(model: ReportModel, words: Wording) -> list[Block]:
    frame = "" if model.issue.normed else words.of(model.issue.not_normed)
    title = heading(words("report.four_results"), aside=framed_aside(frame), after=1.2)
    return [title, *together(measure_blocks(model.measures, words))]


def _notices(notices: Sequence[Notice], words: Wording) -> Block:
    cells = [
        (
            marks.NOTICE_MARKS[notice.icon],
            wrap(words.of(notice.title), TABLE.bold(), NOTICE_PITCH - 7),
            wrap(words.of(notice.detail), CAPTION, NOTICE_PITCH - 3),
        )
        for notice in notices
    ]
    height = max((title.height + text.height for _, title, text in cells), default=0.0) + 4.0

    def draw(pen: Pen, top: float) -> None:
        pen.line((LEFT, top), (RIGHT, top), THIN)
        for index, (mark, title, text) in enumerate(cells):
            x = LEFT + NOTICE_PITCH * index
            mark(pen, x + 1.7, top + 2.0 + TABLE.leading / 2)
            title.draw(pen, x + 4.7, top + 2.0)
            text.draw(pen, x, top + 2.2 + title.height)
        pen.line((LEFT, top + height), (RIGHT, top + height), THIN)

    return Block(height=height, draw=draw)


def _highlights(model: ReportModel, words: Wording, density: Density) -> list[Block]:
    columns = (
        (words("report.main_strengths"), model.strengths, LEFT, False),
        (words.of(model.gaps_heading), model.gaps, SECOND, True),
    )
    stacks = [
        [
            heading(title, x=x, width=HALF, after=0.6),
            *(_highlight(one, x, words, density, gap_side=gap_side) for one in entries),
        ]
        for title, entries, x, gap_side in columns
    ]
    return [beside(*stacks), gap(1.4), _legend(words)]


def _highlight(
    one: Highlight, x: float, words: Wording, density: Density, *, gap_side: bool
) -> Block:
    drawn = one.scale != "none"
    width = 43.0 if drawn else 66.0  # a value below the scale reaches left of its axis
    name = wrap(words.of(one.name), TABLE, width)
    note = wrap(words.of(one.note), density.highlight, width)
    height = max(8.4, name.height + note.height + 2 * density.pad)
    levels = Levels.of_halves(
        one.required_halves, one.achieved_halves, one.low_hundredths, one.high_hundredths
    )
    axis = LevelAxis(x=x + 50.6, width=22.4)

    def draw(pen: Pen, top: float) -> None:
        marks.LEVEL_MARKS[one.mark](pen, x + 1.7, top + density.pad + name.style.leading / 2)
        name.draw(pen, x + 4.7, top + density.pad)
        note.draw(pen, x + 4.7, top + density.pad + name.height)
        middle = top + height / 2
        if drawn:
            draw_small(pen, axis, levels, middle, gap=gap_side)
        value = words.of(one.value)
        pen.text(x + HALF, middle + TABLE.cap / 2, value, TABLE.bold(), "right")
        pen.line((x, top + height), (x + HALF, top + height), HAIRLINE)

    return Block(height=height, draw=draw)


def _legend(words: Wording) -> Block:
    y = 2.4

    def draw(pen: Pen, top: float) -> None:
        x, middle = LEFT, top + y - 0.95
        pen.rect(x + 0.3, middle - 1.9, 0.5, 3.8, fill=INK)
        x = _labelled(pen, x + 2.0, top + y, words("report.required_lower"))
        pen.dot(x + 1, middle, 0.85, fill=INK)
        x = _labelled(pen, x + 2.8, top + y, words("report.achieved_lower"))
        pen.rect(x, middle - 0.95, 6.8, 1.9, fill=MID, stroke=BAND_EDGE)
        x = _labelled(pen, x + 8.0, top + y, words("report.band_lower"))
        pen.text(x, top + y, words("report.level_scale"), CAPTION)

    return Block(height=3.4, draw=draw)


def _labelled(pen: Pen, x: float, y: float, text: str) -> float:
    pen.text(x, y, text, CAPTION)
    return x + CAPTION.width(text) + 5.0


def _decisions(model: ReportModel, words: Wording, density: Density) -> list[Block]:
    table = density.table(
        Column(title="", x=LEFT, width=30, style=TABLE.bold()),
        Column(title="", x=50, width=128),
        Column(title="", x=180, width=RIGHT - 181.5, align="right", style=CAPTION),
    )
    rows = [
        Row(cells=(words.of(one.name), Cell(paragraphs=((words.of(one.text), TABLE),)), ""))
        for one in model.decisions
    ]
    blocks = [
        _with_page(block, PLACES[one.code], words, density.pad)
        for block, one in zip(table.blocks(rows, headless=True), model.decisions, strict=True)
    ]
    title = heading(words("report.decisions_needed"), draft=words("report.draft_short"), after=1.4)
    return [title, *together(blocks)]


def _with_page(block: Block, place: str, words: Wording, pad: float) -> Block:
    def draw(pen: Pen, top: float) -> None:
        block.draw(pen, top)
        page = words("report.on_page", page=pen.places.get(place, 0))
        pen.text(RIGHT - 1.5, top + pad + TABLE.baseline, page, CAPTION, "right")

    return Block(height=block.height, draw=draw)


def _authenticity(code: str, words: Wording) -> Block:
    symbol = qr(code)
    size = symbol.size()
    x = LEFT + size + 3.5
    lead = wrap(words("report.check_authenticity"), TABLE, RIGHT - x)
    text = wrap(words("report.authenticity_note"), CAPTION, RIGHT - x)

    def draw(pen: Pen, top: float) -> None:
        symbol.draw(pen, LEFT, top, size)
        y = top + (size - lead.height - CODE.leading - text.height - 1) / 2
        lead.draw(pen, x, y)
        pen.text(x, y + lead.height + CODE.baseline, code, CODE.bold())
        text.draw(pen, x, y + lead.height + CODE.leading + 1)

    return Block(height=size, draw=draw)

"""How the levels lie to other posts, and to the default requirements of each tier.

Posts whose bands overlap are joined by a line at their left: they are equal, whatever the order.
"""

from collections.abc import Sequence

from station.reporting import figures, marks
from station.reporting.charts import strip
from station.reporting.flow import Block, gap, paragraph, together
from station.reporting.headings import heading
from station.reporting.lines import one_line
from station.reporting.page import LEFT, RIGHT, WIDTH
from station.reporting.pen import Pen
from station.reporting.report.density import Density
from station.reporting.styles import FOOT, INK, TABLE, ZONE_LOW, Stroke
from station.reporting.tables import Cell, Column, Drawing, Row
from station.reporting.tables import Words as Paragraphs
from station.reporting.words import Wording
from station.scoring.model import ReportModel
from station.scoring.parts import FitPart, Measure, PostFit, ReadinessRow

STRIP_X = 90.9
LOWEST, HIGHEST = 600, 1200
JOIN = Stroke(colour=INK, width=0.3)


def post_sections(
    model: ReportModel, words: Wording, density: Density, *, number: int
) -> list[list[Block]]:
    """Return the blocks of the fit to posts and of readiness by tier."""
    sections = [_fit(model.fit, words, density, number, words.of(model.draft))]
    if model.fit.readiness:
        sections.append(_readiness(model.fit.readiness, words, density))
    return sections


def _fit(part: FitPart, words: Wording, density: Density, number: int, draft: str) -> list[Block]:
    title = heading(words("report.fit"), number=number, draft=draft, name="fit", after=0.6)
    notes = [words.of(part.equals), words.of(part.not_assessed), words.of(part.not_considered)]
    if part.posts:
        notes.insert(0, words("report.categories_of_fit"))
    reasons = [words.of(one) for one in part.reasons]
    placement = " ".join(filter(None, (words.of(part.placement), *reasons)))
    proposal = f"**{words('report.placement')}** {placement}"
    return [
        title,
        *_posts(part.posts, words, density),
        gap(0.8),
        *paragraph(" ".join(filter(None, notes)), density.caution, LEFT, WIDTH),
        gap(0.8),
        *(paragraph(proposal, density.reason, LEFT, WIDTH) if placement else []),
    ]


def _posts(posts: Sequence[PostFit], words: Wording, density: Density) -> list[Block]:
    if not posts:
        return []
    cuts = [str(zone.from_tenths // 10) for zone in posts[0].fit.zones[1:]]
    scale = words("report.fit_scale", cuts=words("report.and").join(cuts))
    category_x = STRIP_X + density.fit_strip + 2.6
    reason_x = category_x + 11.4
    table = density.table(
        Column(title="", x=LEFT, width=2.9),
        Column(title=words("report.post"), x=21.2, width=54.5),
        Column(title=words("report.jpm"), x=77, width=11.6, align="right"),
        Column(title=scale, x=STRIP_X - 1.3, width=density.fit_strip + 2),
        Column(title=words("report.category_short"), x=category_x, width=10.8),
        Column(title=words("report.reason"), x=reason_x, width=RIGHT - reason_x),
    )
    groups = [*(one.group for one in posts[1:]), 0]
    rows = [
        _post_row(one, words, density, joined=one.group == group)
        for one, group in zip(posts, groups, strict=True)
    ]
    return table.blocks(rows)


def _post_row(one: PostFit, words: Wording, density: Density, *, joined: bool) -> Row:
    current = f" ({words('report.current_post')})" if one.current else ""
    place = " · ".join(filter(None, (words.of(one.unit), words.of(one.tier_name))))
    value = figures.decimal(words.language, one.fit.percent_tenths)
    return Row(
        cells=(
            _rank(one.rank, joined=joined, pad=density.pad),
            Paragraphs(paragraphs=((words.of(one.name) + current, TABLE), (place, FOOT))),
            Paragraphs(paragraphs=((value, TABLE.bold()),)),
            _strip(one.fit, density.fit_strip),
            _category(one.fit, words),
            Paragraphs(paragraphs=((words.of(one.reason), density.reason),)),
        )
    )


def _rank(rank: int, *, joined: bool, pad: float) -> Cell:
    """Return the rank, with a line down to the next row where both are equal."""

    def draw(pen: Pen, x: float, top: float, room: float) -> None:
        pen.text(x, top + TABLE.baseline, str(rank), TABLE.bold())
        if joined:
            down = top + room + 2 * pad + 0.4
            pen.line((x + 0.8, top + TABLE.leading), (x + 0.8, down), JOIN)

    return Drawing(height=TABLE.leading, draw=draw)


def _strip(fit: Measure, width: float) -> Cell:
    axis = strip.Axis(x=STRIP_X, width=width, low=LOWEST, high=HIGHEST)

    def draw(pen: Pen, _x: float, top: float, _room: float) -> None:
        middle = top + TABLE.leading / 2
        pen.rect(axis.x, middle - 1.1, axis.width, 2.2, fill=ZONE_LOW)
        strip.draw_cuts(pen, axis, fit.zones, middle - 1.7, middle + 1.7, 0.3)
        strip.draw_value(pen, axis, fit, middle, 2.0, numbered=False)

    return Drawing(height=TABLE.leading, draw=draw)


def _category(fit: Measure, words: Wording) -> Cell:
    short = {zone.code: words.of(zone.short_name) for zone in fit.zones}
    room = 7.2 if fit.near_cut else 10.4
    name, style = one_line(short.get(fit.category, figures.NONE), TABLE.bold(), room, least=6)

    def draw(pen: Pen, x: float, top: float, _room: float) -> None:
        pen.text(x, top + TABLE.baseline, name, style)
        if fit.near_cut:
            at = x + style.width(name) + 2.2
            marks.near_cut(pen, at, top + TABLE.leading / 2)

    return Drawing(height=TABLE.leading, draw=draw)


def _readiness(rows: Sequence[ReadinessRow], words: Wording, density: Density) -> list[Block]:
    table = density.table(
        Column(title=words("report.tier"), x=LEFT, width=52),
        Column(title=words("report.required"), x=71, width=13.6, align="right"),
        Column(title=words("report.jpm"), x=86, width=11.6, align="right"),
        Column(title=words("report.sem"), x=99, width=12.6, align="right"),
        Column(title=words("report.note"), x=117, width=RIGHT - 117),
    )
    return [
        heading(words("report.readiness"), after=0.4),
        *together(table.blocks([_readiness_row(one, words) for one in rows])),
    ]


def _readiness_row(one: ReadinessRow, words: Wording) -> Row:
    language = words.language
    return Row(
        cells=(
            words.of(one.name),
            figures.requirement(language, one.required_halves),
            Paragraphs(paragraphs=((figures.decimal(language, one.percent_tenths), TABLE.bold()),)),
            figures.decimal(language, one.sem_tenths),
            words.of(one.note),
        )
    )

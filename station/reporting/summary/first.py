"""Page one of the summary."""

from collections.abc import Sequence

from station.reporting import figures
from station.reporting.charts import categories, ninebox
from station.reporting.charts.reconciliation import Step, reconciliation_block
from station.reporting.faces import FaceName
from station.reporting.flow import Block, beside, eased, gap, paragraph, together
from station.reporting.headings import caption_aside, framed_aside, heading
from station.reporting.lines import one_line, wrap
from station.reporting.page import FIRST_PAGE_ROOM, LEFT, RIGHT, WIDTH, title_blocks
from station.reporting.pen import Pen
from station.reporting.styles import (
    ACCENT,
    AXIS,
    CAPTION,
    HEAD_RULE,
    INK,
    TABLE,
    WHITE,
    Stroke,
    Style,
)
from station.reporting.summary.heat import heat_section
from station.reporting.words import Wording
from station.scoring import format as forms
from station.scoring.group import Boxes, CategoryRow, Demand, GroupModel
from station.scoring.parts import Zone

HEADLINE = Style(face=FaceName.BOLD, size=11.5, leading=5.4)
CHART_WIDTH = 100.0
BOX_X = 128.0
BAR_X, BAR_WIDTH = 55.0, 51.0
DEMAND_X, DEMAND_WIDTH = 74.0, 86.0
MOST_DEMAND = 6
FIRST_AGENCIES = 13


def first_page(model: GroupModel, words: Wording) -> list[Block]:
    """Return the blocks of page one, with as much white as lets them fit."""
    blocks = [
        *title_blocks(words.of(model.title), words.of(model.subtitle)),
        gap(2.4),
        _headline(words.of(model.heading)),
        gap(2.6),
        reconciliation_block([_step(one, words) for one in _counts(model)]),
        gap(3.4),
        beside(_categories(model, words), _nine_box(model.nine_box, words)),
        gap(0.8),
        *_notes(model, words),
        gap(3.4),
        *heat_section(model, words, rows=model.heat.rows[:FIRST_AGENCIES]),
        gap(3.4),
        *_demand(model, words),
    ]
    return eased(blocks, FIRST_PAGE_ROOM.bottom - FIRST_PAGE_ROOM.first_top)


def _counts(model: GroupModel) -> Sequence[tuple[int, int, dict[str, str], dict[str, str]]]:
    return [(one.n, one.lost, one.name, one.why) for one in model.reconciliation]


def _step(one: tuple[int, int, dict[str, str], dict[str, str]], words: Wording) -> Step:
    number, lost, name, why = one
    language = words.language
    return Step(
        number=forms.whole(language, number),
        name=words.of(name),
        lost=f"{figures.NONE} {forms.whole(language, lost)}" if lost else "0",
        why=words.of(why),
    )


def _headline(text: str) -> Block:
    x = LEFT + 5.6
    lines = wrap(text, HEADLINE, RIGHT - x)
    height = lines.height + 1.4

    def draw(pen: Pen, top: float) -> None:
        pen.rect(LEFT, top, 1.5, height, fill=ACCENT)
        lines.draw(pen, x, top + 0.7)

    return Block(height=height, draw=draw)


def _categories(model: GroupModel, words: Wording) -> list[Block]:
    frame = "" if model.normed else words.of(model.not_normed)
    title = heading(
        words("summary.categories"), number=1, width=CHART_WIDTH, aside=framed_aside(frame)
    )
    rows = [one for one in model.categories if one.kind in {"tier", "all"}]
    return [
        title,
        category_head(words("summary.tier"), model.zones, words),
        *(category_row(one, words, smallest=model.smallest_group) for one in rows),
    ]


def category_head(first: str, zones: Sequence[Zone], words: Wording) -> Block:
    """Return the head of a chart of shares: what the looks mean, best category first."""
    names = [one_line(words.of(zone.short_name), AXIS, 13)[0] for zone in reversed(zones)]

    def draw(pen: Pen, top: float) -> None:
        y = top + 3.2
        pen.text(LEFT, y, first, _HEAD)
        x = BAR_X - 7
        for place, name in enumerate(names):
            categories.draw_part(pen, place, len(names), (x, top + 0.9, 2.8, 2.8))
            pen.text(x + 3.8, y, name, AXIS)
            x += AXIS.width(name) + 6.6
        pen.text(LEFT + CHART_WIDTH, y, words("summary.near_cut"), _HEAD, "right")

    return Block(height=5.4, draw=draw, keep=True)


_HEAD = CAPTION.bold().tinted(INK)


def category_row(one: CategoryRow, words: Wording, *, smallest: int) -> Block:
    """Return the bar of one group, or that it is too small to be told."""
    whole = one.kind == "all"
    name = wrap(words.of(one.name), TABLE.bold() if whole else TABLE, BAR_X - LEFT - 2)
    count = words("summary.n", n=forms.whole(words.language, one.n))
    height = max(7.6, name.height + AXIS.leading + 1.0)
    shares = [
        categories.Share(tenths=count.share_tenths, printed=figures.share(count.share_tenths))
        for count in reversed(one.counts)
    ]

    def draw(pen: Pen, top: float) -> None:
        if whole:
            pen.line((LEFT, top), (LEFT + CHART_WIDTH, top), HEAD_RULE)
        y = top + (height - name.height - AXIS.leading) / 2
        name.draw(pen, LEFT, y)
        pen.text(LEFT, y + name.height + AXIS.baseline - 0.4, count, AXIS)
        bar = top + (height - categories.HEIGHT) / 2
        if one.suppressed:
            hidden = words("summary.hidden_short", n=smallest)
            size = (BAR_WIDTH + 12, categories.HEIGHT)
            categories.draw_hidden(pen, BAR_X, bar, size, hidden)
            return
        categories.draw_shares(pen, BAR_X, bar, BAR_WIDTH, shares)
        style = TABLE.bold() if whole else TABLE
        near = figures.share(one.near_cut_tenths)
        pen.text(LEFT + CHART_WIDTH, top + (height + style.cap) / 2, near, style, "right")

    return Block(height=height, draw=draw)


def _nine_box(part: Boxes, words: Wording) -> list[Block]:
    language = words.language
    axis_words = ninebox.AxisWords(
        performance=words("report.performance"),
        rows=[words(f"report.performance_{name}") for name in ninebox.PERFORMANCES],
        potential=words("report.potential_lower"),
        columns=[words(f"report.potential_{name}") for name in ninebox.POTENTIALS],
    )
    most = max((cell.n or 0 for cell in part.cells), default=0)

    def draw(pen: Pen, top: float) -> None:
        grid = ninebox.Grid(x=BOX_X + 19.2, top=top, cell_width=15.6, cell_height=13)
        ninebox.draw_axes(pen, grid, axis_words)
        for cell in part.cells:
            place = (cell.performance, cell.potential)
            if cell.n is None:
                ninebox.draw_suppressed(pen, grid, place)
            else:
                shown = (cell.n, forms.whole(language, cell.n), figures.share(cell.share_tenths))
                ninebox.draw_count(pen, grid, place, shown, most)
        boxes = {(cell.performance, cell.potential): cell.box for cell in part.cells}
        ninebox.draw_cells(pen, grid, boxes)
        ninebox.outline(pen, grid)
        if not part.n:
            ninebox.draw_undetermined(pen, grid, None, words("report.undetermined"))

    count = words("summary.n", n=forms.whole(language, part.n))
    title = heading(
        words("report.nine_box"),
        number=2,
        x=BOX_X,
        width=RIGHT - BOX_X,
        aside=caption_aside(count),
        after=0.8,
    )
    return [title, Block(height=3 * 13 + 8, draw=draw)]


def _notes(model: GroupModel, words: Wording) -> list[Block]:
    note = " ".join(filter(None, (words.of(model.near_note), words.of(model.nine_box.note))))
    return paragraph(f"{note} {words('summary.area')}", CAPTION, LEFT, WIDTH)


def _demand(model: GroupModel, words: Wording) -> list[Block]:
    if not model.demand:
        return []
    shown = model.demand[:MOST_DEMAND]
    most = max(one.short + one.uncertain for one in shown) or 1
    note = words.of(model.demand_note)
    return together(
        [
            heading(words("summary.demand"), number=4, after=0.4),
            _demand_head(words),
            *(demand_row(one, most, words) for one in shown),
            *(paragraph(note, CAPTION, LEFT, WIDTH) if note else []),
        ]
    )


def _demand_head(words: Wording) -> Block:
    def draw(pen: Pen, top: float) -> None:
        y = top + 3.2
        pen.text(LEFT, y, words("summary.target"), _HEAD)
        pen.rect(DEMAND_X, top + 1.0, 3.8, 2.6, fill=ACCENT)
        pen.text(DEMAND_X + 4.8, y, words("summary.short"), CAPTION)
        x = DEMAND_X + 8.5 + CAPTION.width(words("summary.short"))
        pen.rect(x, top + 1.0, 3.8, 2.6, fill=WHITE, stroke=_OPEN)
        pen.text(x + 4.8, y, words("summary.uncertain"), CAPTION)
        pen.text(177.8, y, words("summary.people"), _HEAD, "right")
        pen.text(RIGHT, y, words("summary.hours"), _HEAD, "right")
        pen.line((LEFT, top + 4.7), (RIGHT, top + 4.7), HEAD_RULE)

    return Block(height=5.4, draw=draw, keep=True)


_OPEN = Stroke(colour=ACCENT, width=0.3)


def demand_row(one: Demand, most: int, words: Wording) -> Block:
    """Return one development target: how many surely, how many perhaps, hours."""
    language = words.language
    name = wrap(words.of(one.name), TABLE, DEMAND_X - LEFT - 1.5)
    height = max(5.3, name.height + 0.8)
    scale = DEMAND_WIDTH / most

    def draw(pen: Pen, top: float) -> None:
        middle = top + height / 2
        name.draw(pen, LEFT, middle - name.height / 2)
        short, uncertain = one.short * scale, one.uncertain * scale
        pen.rect(DEMAND_X, middle - 1.75, short, 3.5, fill=ACCENT)
        if uncertain:
            pen.rect(DEMAND_X + short, middle - 1.75, uncertain, 3.5, fill=WHITE, stroke=_OPEN)
        _draw_number(pen, DEMAND_X, short, middle, forms.whole(language, one.short), WHITE)
        _draw_number(
            pen, DEMAND_X + short, uncertain, middle, forms.whole(language, one.uncertain), INK
        )
        y = middle + TABLE.cap / 2
        pen.text(177.8, y, forms.whole(language, one.people), TABLE, "right")
        pen.text(RIGHT, y, forms.whole(language, one.jp), TABLE.bold(), "right")

    return Block(height=height, draw=draw)


def _draw_number(
    pen: Pen, x: float, width: float, middle: float, printed: str, colour: str
) -> None:
    style = AXIS.bold().tinted(colour) if colour == WHITE else AXIS.tinted(colour)
    if style.width(printed) + 1.6 <= width:
        pen.text(x + width - 0.9, middle + style.cap / 2, printed, style, "right")

"""Mean gaps by agency and competency: head, rows, legend."""

from collections.abc import Sequence
from dataclasses import replace

from station.reporting import figures
from station.reporting.charts import heatmap
from station.reporting.charts.categories import draw_hidden
from station.reporting.faces import FaceName
from station.reporting.flow import Block
from station.reporting.headings import caption_aside, heading
from station.reporting.lines import Lines, one_line, wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.styles import AXIS, CAPTION, HEAD_RULE, INK, TABLE, Style
from station.reporting.words import Wording, phrases
from station.scoring import format as forms
from station.scoring.group import GroupModel, HeatRow

CELLS_X = RIGHT - 9 * heatmap.CELL_WIDTH
COUNT_RIGHT = CELLS_X - 2.4
NAME_WIDTH = COUNT_RIGHT - LEFT - 8
HEAD = Style(face=FaceName.BOLD, size=6, leading=2.6)
LOOKS = (-60, -45, -20, 0, 15, 30)
"""A mean gap for each step of the legend, hundredths."""


def heat_section(
    model: GroupModel, words: Wording, *, rows: Sequence[HeatRow], first: bool = True
) -> list[Block]:
    """Return heading, head, rows and, on page one, the legend."""
    whole = len(model.heat.rows)
    aside = words("summary.agencies_of", shown=len(rows), of=whole)
    caption = caption_aside(aside if len(rows) < whole else "")
    title = heading(words("summary.heat"), number=3 if first else 0, aside=caption, after=0.6)
    head = _head(model, words)
    body = [replace(_row(one, model, words), head=head) for one in rows]
    return [title, replace(head, keep=True), *body, *([_legend(words)] if first else [])]


def _head(model: GroupModel, words: Wording) -> Block:
    names = [
        wrap(_short(code, words.of(name), words), HEAD, heatmap.CELL_WIDTH)
        for code, name in model.heat.competencies
    ]
    tall = max((name.height for name in names), default=0.0)
    height = tall + 1.4

    def draw(pen: Pen, top: float) -> None:
        y = top + height - 1.8
        pen.text(LEFT, y, words("summary.agency"), _HEAD)
        pen.text(COUNT_RIGHT, y, "n", _HEAD, "right")
        for column, name in enumerate(names):
            x = CELLS_X + column * heatmap.CELL_WIDTH
            width = heatmap.CELL_WIDTH
            name.draw(pen, x, top + tall - name.height, width=width, align="centre")
        pen.line((LEFT, top + height), (RIGHT, top + height), HEAD_RULE)

    return Block(height=height + 0.6, draw=draw)


_HEAD = CAPTION.bold().tinted(INK)


def _short(code: str, name: str, words: Wording) -> str:
    key = f"short_{code}"
    return words(f"summary.{key}") if key in phrases()["summary"] else name


def _row(one: HeatRow, model: GroupModel, words: Wording) -> Block:
    name = _name(words.of(one.name))
    height = heatmap.CELL_HEIGHT
    columns = {code: index for index, (code, _) in enumerate(model.heat.competencies)}

    def draw(pen: Pen, top: float) -> None:
        y = top + (height + TABLE.cap) / 2
        name.draw(pen, LEFT, top + (height - name.height) / 2)
        pen.text(COUNT_RIGHT, y, forms.whole(words.language, one.n), TABLE.muted(), "right")
        if one.suppressed:
            hidden = words("summary.hidden", n=model.smallest_group)
            size = (len(columns) * heatmap.CELL_WIDTH - 0.6, height - 0.8)
            draw_hidden(pen, CELLS_X + 0.3, top + 0.4, size, hidden)
            return
        for cell in one.cells:
            x = CELLS_X + columns[cell.competency] * heatmap.CELL_WIDTH
            printed = figures.mean_gap(words.language, cell.mean_hundredths)
            heatmap.draw_cell(pen, x, top, cell.mean_hundredths, printed, plain=cell.plain)

    return Block(height=height, draw=draw)


def _name(text: str) -> Lines:
    """Return an agency's name on one line, or small on two."""
    if TABLE.width(text) <= NAME_WIDTH:
        return wrap(text, TABLE, NAME_WIDTH)
    small = wrap(text, SMALL_NAME, NAME_WIDTH)
    if len(small.lines) <= 2:
        return small
    first, *rest = (" ".join(p.text for p in line.pieces) for line in small.lines)
    second, _ = one_line(" ".join(rest), SMALL_NAME, NAME_WIDTH, least=SMALL_NAME.size)
    return wrap(f"{first}\n{second}", SMALL_NAME, NAME_WIDTH)


SMALL_NAME = Style(face=FaceName.REGULAR, size=6.5, leading=2.5)


def _legend(words: Wording) -> Block:
    labels = [words(f"summary.step_{index}") for index in range(len(LOOKS))]

    def draw(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 3.6, words("summary.mean_gap"), AXIS)
        x = CELLS_X - 27
        for look, label in zip(LOOKS, labels, strict=True):
            heatmap.draw_look(pen, (x, top + 1.2, 4.0, 3.0), look)
            pen.text(x + 5.0, top + 3.6, label, AXIS)
            x += AXIS.width(label) + 9.4

    return Block(height=5.2, draw=draw)

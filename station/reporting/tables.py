"""Tables: columns of text and drawings, a rule under the head, a hairline under each row.

A row is as tall as its tallest cell; a table that goes over a page repeats its head there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from station.reporting.flow import Block
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Align, Pen
from station.reporting.styles import HAIRLINE, HEAD_RULE, TABLE, Stroke, Style

PAD_TOP = 0.9
PAD_BOTTOM = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        title: Its head; may be empty.
        x: Its left edge, mm from the left edge of the paper.
        width: In mm.
        style: Of a cell given as text.
    """

    title: str
    x: float
    width: float
    align: Align = "left"
    style: Style = TABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A cell of one or more paragraphs, each in its style, moved in by `indent` mm."""

    paragraphs: tuple[tuple[str, Style], ...]
    indent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A cell that is drawn: `draw(pen, x, top, height)`; the height is the row's inside."""

    height: float
    draw: Callable[[Pen, float, float, float], None]


Cell: TypeAlias = str | Words | Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        cells: One a column; an empty text leaves the cell blank.
        rule: Drawn under the row; None: no rule.
    """

    cells: tuple[Cell, ...]
    rule: Stroke | None = HAIRLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How a table looks; `blocks` sets rows. White above and below a row's text is in mm."""

    columns: tuple[Column, ...]
    pad_top: float = PAD_TOP
    pad_bottom: float = PAD_BOTTOM
    head_style: Style = field(default_factory=lambda: replace(TABLE.bold(), size=7.5))

    def blocks(self, rows: Sequence[Row], *, headless: bool = False) -> list[Block]:
        """Return the table as blocks: its head, kept with the first row, then a block a row."""
        head = None if headless else self.head()
        body = [replace(self._row(row), head=head) for row in rows]
        return [replace(head, keep=True), *body] if head else body

    def head(self) -> Block:
        """Return the head; titles of two lines stand on the rule."""
        cells = [wrap(one.title, self.head_style, one.width) for one in self.columns]
        tall = max((cell.height for cell in cells), default=0.0)
        height = self.pad_top + tall + self.pad_bottom

        def draw(pen: Pen, top: float) -> None:
            for column, cell in zip(self.columns, cells, strict=True):
                down = top + self.pad_top + tall - cell.height
                cell.draw(pen, column.x, down, width=column.width, align=column.align)
            pen.line((LEFT, top + height), (RIGHT, top + height), HEAD_RULE)

        return Block(height=height, draw=draw)

    def _row(self, row: Row) -> Block:
        set_cells = [_set(cell, one) for cell, one in zip(row.cells, self.columns, strict=True)]
        inside = max((cell.height for cell in set_cells), default=0.0)
        height = self.pad_top + inside + self.pad_bottom

        def draw(pen: Pen, top: float) -> None:
            for cell in set_cells:
                cell.draw(pen, top + self.pad_top, inside)
            if row.rule:
                pen.line((LEFT, top + height), (RIGHT, top + height), row.rule)

        return Block(height=height, draw=draw)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetCell:
    height: float
    draw: Callable[[Pen, float, float], None]


def _set(cell: Cell, column: Column) -> _SetCell:
    if isinstance(cell, str):
        cell = Words(paragraphs=((cell, column.style),) if cell else ())
    if isinstance(cell, Drawing):
        drawing = cell
        return _SetCell(
            height=drawing.height,
            draw=lambda pen, top, room: drawing.draw(pen, column.x, top, room),
        )
    return _set_words(cell, column)


def _set_words(cell: Words, column: Column) -> _SetCell:
    width = column.width - cell.indent
    wrapped = [wrap(text, style, width) for text, style in cell.paragraphs]

    def draw(pen: Pen, top: float, _room: float) -> None:
        for lines in wrapped:
            lines.draw(pen, column.x + cell.indent, top, width=width, align=column.align)
            top += lines.height

    return _SetCell(height=sum(lines.height for lines in wrapped), draw=draw)

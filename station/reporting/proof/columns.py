"""Texts of an item side by side: one column a language, element by element.

Where both languages have as many elements, each stands beside its translation; so two people can
read across.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib.utils import ImageReader

from station.exam.form import Text
from station.reporting.flow import Block, beside, gap, paragraph, stacked
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.proof.markup import Element, Entry, Grid, Image, Paragraph, parse
from station.reporting.proof.svg import Picture
from station.reporting.styles import (
    BODY,
    CAPTION,
    FLAG,
    HAIRLINE,
    HEAD_RULE,
    INK,
    Stroke,
    Style,
)
from station.reporting.words import Language

MARGIN = 9.0
"""Room for numbers and letters at the left of a column, mm."""
GUTTER = 6.0
MM_PER_UNIT = 0.155
"""Size on paper of one unit (pixel) of a picture, mm."""
MOST_HEIGHT = 70.0
CELL = Style(face=BODY.face, size=7.5, leading=3.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Where one language stands."""

    language: Language
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitmap:
    """A PNG or JPEG and its size in pixels."""

    image: ImageReader
    width: float
    height: float


Drawn = Picture | Bitmap | None
"""A picture ready to draw; None: it cannot be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every item of a booklet is set with: its columns and its pictures by name."""

    columns: tuple[Column, ...]
    pictures: Mapping[str, Drawn]

    def texts(self, text: Text, style: Style = BODY, *, indent: float = 0.0) -> list[Block]:
        """Return a text in every column, element beside element where they match."""
        parsed = [parse(text.get(column.language, "")) for column in self.columns]
        if len({len(elements) for elements in parsed}) == 1:
            return [
                beside(*self._row(elements, style, indent))
                for elements in zip(*parsed, strict=True)
            ]
        stacks = [
            [self._element(one, column, style, indent) for one in elements]
            for elements, column in zip(parsed, self.columns, strict=True)
        ]
        return [beside(*stacks)]

    def _row(self, elements: Sequence[Element], style: Style, indent: float) -> list[list[Block]]:
        return [
            [self._element(one, column, style, indent)]
            for one, column in zip(elements, self.columns, strict=True)
        ]

    def _element(self, one: Element, column: Column, style: Style, indent: float) -> Block:
        x, width = column.x + indent, column.width - indent
        match one:
            case Paragraph(text):
                return _prose(text, style, x, width)
            case Entry(text):
                return _entry(text, style, x, width)
            case Grid():
                return _grid(one, x, width)
            case Image(name, alt):
                return stacked(
                    [self.picture(name, x, width), *paragraph(alt, CAPTION, x, width, after=0.8)]
                )

    def picture(self, name: str, x: float, width: float, *, most: float = MOST_HEIGHT) -> Block:
        """Return a picture at most `width` wide and `most` high, or that it cannot be drawn."""
        drawn = self.pictures.get(name)
        if drawn is None:
            return _missing(name, x, width)
        size = min(width, drawn.width * MM_PER_UNIT, most * drawn.width / drawn.height)
        height = size * drawn.height / drawn.width

        def draw(pen: Pen, top: float) -> None:
            if isinstance(drawn, Picture):
                drawn.draw(pen, x, top + 0.6, size)
            else:
                pen.picture(drawn.image, x, top + 0.6, size, height)

        return Block(height=height + 1.6, draw=draw)


def columns(languages: Sequence[Language]) -> tuple[Column, ...]:
    """Return a column for each language, as wide as the page lets them be."""
    count = len(languages)
    whole = (RIGHT - LEFT - GUTTER * (count - 1)) / count
    return tuple(
        Column(
            language=language,
            x=LEFT + index * (whole + GUTTER) + MARGIN,
            width=whole - MARGIN,
        )
        for index, language in enumerate(languages)
    )


def _prose(text: str, style: Style, x: float, width: float) -> Block:
    lines = wrap(text, style, width, italics=True)
    return Block(height=lines.height + 0.9, draw=lambda pen, top: lines.draw(pen, x, top))


def _entry(text: str, style: Style, x: float, width: float) -> Block:
    lines = wrap(text, style, width - 4, italics=True)

    def draw(pen: Pen, top: float) -> None:
        pen.text(x + 0.8, top + style.baseline, "•", style)
        lines.draw(pen, x + 4, top)

    return Block(height=lines.height + 0.3, draw=draw)


def _grid(grid: Grid, x: float, width: float) -> Block:
    widths = _grid_widths(grid, width)
    rows = [
        [
            wrap(cell, CELL.bold() if index == 0 else CELL, room - 1.6, italics=True)
            for cell, room in zip(row, widths, strict=True)
        ]
        for index, row in enumerate(grid.rows)
    ]
    heights = [max(cell.height for cell in row) + 1.3 for row in rows]

    def draw(pen: Pen, top: float) -> None:
        y = top + 0.4
        for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
            left = x
            for cell, room in zip(row, widths, strict=True):
                cell.draw(pen, left, y + 0.5)
                left += room
            y += height
            rule = HEAD_RULE if index == 0 else HAIRLINE
            pen.line((x, y), (x + sum(widths), y), rule)

    return Block(height=sum(heights) + 1.8, draw=draw)


def _grid_widths(grid: Grid, width: float) -> list[float]:
    """Return column widths by their longest words and texts, together at most `width`."""
    wanted = [
        max(CELL.bold().width(cell.replace("**", "")) for cell in column) + 3.0
        for column in zip(*grid.rows, strict=True)
    ]
    whole = sum(wanted)
    if whole <= width:
        return wanted
    least = min(width / len(wanted), 14.0)
    spare = width - least * len(wanted)
    over = [max(0.0, one - least) for one in wanted]
    return [least + spare * one / sum(over) for one in over]


def _missing(name: str, x: float, width: float) -> Block:
    style = CAPTION.tinted(INK)
    lines = wrap(name, style, width - 6)
    height = lines.height + 5

    def draw(pen: Pen, top: float) -> None:
        dashed = Stroke(colour=FLAG, width=0.3, dash=(1.2, 0.8))
        pen.rect(x, top + 0.6, width, height - 1.2, stroke=dashed)
        pen.line((x, top + 0.6), (x + 2.5, top + 3.1), dashed)
        lines.draw(pen, x + 3, top + 2.5)

    return Block(height=height, draw=draw)


def spaced(blocks: Sequence[Block], height: float) -> list[Block]:
    """Return the blocks with white space after them."""
    return [*blocks, gap(height)]

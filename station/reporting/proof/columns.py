"""Texts of an item side by side: one column a language, element by element.

Where both languages have as many elements, each stands beside its translation; so two people can
read across.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.utils import ImageReader

from station.exam.form import Text
from station.reporting.flow import Block, beside, gap, paragraph, stacked
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.proof.formulae import Setting
from station.reporting.proof.grids import Grids
from station.reporting.proof.markup import Element, Entry, Grid, Image, Paragraph, parse
from station.reporting.proof.svg import Picture
from station.reporting.styles import (
    BODY,
    CAPTION,
    FLAG,
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
ROOM_FOR_WORDS = 50.0
"""Least width of words at the right of a picture, mm."""


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
        """Return an element in each language; tables too wide for a column one under the other."""
        if any(
            isinstance(one, Grid) and self._grids.is_too_wide(one, column.width - indent)
            for one, column in zip(elements, self.columns, strict=True)
        ):
            return [[self._element(one, self._whole, style, indent) for one in elements]]
        return [
            [self._element(one, column, style, indent)]
            for one, column in zip(elements, self.columns, strict=True)
        ]

    @property
    def _whole(self) -> Column:
        """Return all columns as one."""
        first, last = self.columns[0], self.columns[-1]
        width = last.x + last.width - first.x
        return Column(language=first.language, x=first.x, width=width)

    def _element(self, one: Element, column: Column, style: Style, indent: float) -> Block:
        x, width = column.x + indent, column.width - indent
        match one:
            case Paragraph(text):
                return self._prose(text, style, x, width)
            case Entry(text):
                return self._entry(text, style, x, width)
            case Grid():
                return self._grids.block(one, x, width)
            case Image(name, alt):
                return stacked(
                    [self.picture(name, x, width), *paragraph(alt, CAPTION, x, width, after=0.8)]
                )

    @property
    def _setting(self) -> Setting:
        return Setting(pictures=self.pictures)

    @property
    def _grids(self) -> Grids:
        return Grids(setting=self._setting)

    def _prose(self, text: str, style: Style, x: float, width: float) -> Block:
        lines = self._setting.lines(text, style, width)
        return Block(height=lines.height + 0.9, draw=lambda pen, top: lines.draw(pen, x, top))

    def _entry(self, text: str, style: Style, x: float, width: float) -> Block:
        lines = self._setting.lines(text, style, width - 4)

        def draw(pen: Pen, top: float) -> None:
            pen.text(x + 0.8, top + lines.first_baseline, "•", style)
            lines.draw(pen, x + 4, top)

        return Block(height=lines.height + 0.3, draw=draw)

    def picture(self, name: str, x: float, width: float, *, most: float = MOST_HEIGHT) -> Block:
        """Return a picture at most `width` wide and `most` high, or that it cannot be drawn."""
        drawn = self.pictures.get(name)
        if drawn is None:
            return _missing(name, x, width)
        size = _printed_width(drawn, width, most)
        height = size * drawn.height / drawn.width

        def draw(pen: Pen, top: float) -> None:
            if isinstance(drawn, Picture):
                drawn.draw(pen, x, top + 0.6, size)
            else:
                pen.picture(drawn.image, x, top + 0.6, size, height)

        return Block(height=height + 1.6, draw=draw)

    def described(self, name: str, alt: Text, style: Style) -> list[Block]:
        """Return a picture and the words that stand for it: at its right where they have room."""
        whole = self._whole
        shown = self.picture(name, whole.x, whole.width)
        drawn = self.pictures.get(name)
        edge = whole.x + (whole.width if drawn is None else _printed_width(drawn, whole.width))
        x = max(edge + GUTTER, self.columns[-1].x)
        room = whole.x + whole.width - x
        if room < ROOM_FOR_WORDS:
            return [shown, beside(*(_words(alt, one, style) for one in self.columns))]
        told = [_words(alt, replace(one, x=x, width=room), style) for one in self.columns]
        return [beside([shown], [gap(1.0), *(line for lines in told for line in lines)])]


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


def _printed_width(drawn: Picture | Bitmap, width: float, most: float = MOST_HEIGHT) -> float:
    return min(width, drawn.width * MM_PER_UNIT, most * drawn.width / drawn.height)


def _words(text: Text, column: Column, style: Style) -> list[Block]:
    return paragraph(text.get(column.language, ""), style, column.x, column.width, after=1.2)


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

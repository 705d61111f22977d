"""Text into lines: wrapping that measures, so that nothing runs over its edge.

Markup is `**bold**` and nothing else. A word wider than the line is broken where it must be;
numbers stay with their unit and ranges in one piece. Drawings may stand among the letters; a line
grows to hold them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from station.reporting.pen import Align, Pen
from station.reporting.styles import Style

NO_BREAK = "\u00a0"
INLAY = "\ufffc"
"""Stands in a text where a drawing stands (U+FFFC, object replacement character)."""
_GLUED = re.compile(r"(?<=\d) (?=[%×–])|(?<=[–×]) (?=\d)|(?<=±) (?=\d)")
_BOLD = re.compile(r"(\*\*)")
_BOTH = re.compile(r"(\*\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))")
_INLAY = re.compile(f"({INLAY})")
_SHIFT = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Inlay(Protocol):
    """A drawing among letters; it can be hashed."""

    @property
    def above(self) -> float:
        """How far it reaches above the baseline, mm."""

    @property
    def below(self) -> float:
        """How far it reaches below the baseline, mm."""

    def width(self, text: str) -> float:
        """Return how wide it is, mm; `text` is `INLAY`."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it from `x` on, on the baseline `y`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style, and how far right of the line's beginning it stands, mm."""

    x: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, and how far right of the line's beginning it stands, mm."""

    x: float
    inlay: Inlay


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, ready to draw."""

    pieces: tuple[Piece, ...]
    width: float
    drawn: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph cut to a width; `style` gives its leading."""

    lines: tuple[Line, ...]
    style: Style

    @property
    def height(self) -> float:
        """Return the height of all line boxes, mm."""
        grown = sum(self._over(line) + self._under(line) for line in self.lines)
        return len(self.lines) * self.style.leading + grown

    @property
    def first_baseline(self) -> float:
        """Return how far below the top the first line stands, mm."""
        return self.style.baseline + self._over(self.lines[0])

    def draw(
        self, pen: Pen, x: float, top: float, *, width: float = 0, align: Align = "left"
    ) -> None:
        """Draw from `top` down; `width` is what `align` aligns in."""
        y = top + self.style.baseline
        for line in self.lines:
            left = x + (width - line.width) * _SHIFT[align] if align != "left" else x
            y += self._over(line)
            for piece in line.pieces:
                pen.text(left + piece.x, y, piece.text, piece.style)
            for one in line.drawn:
                one.inlay.draw(pen, left + one.x, y)
            y += self.style.leading + self._under(line)

    def _over(self, line: Line) -> float:
        """Return how much further up the drawings of a line reach than its letters may, mm."""
        return max([0.0, *(one.inlay.above - self.style.baseline for one in line.drawn)])

    def _under(self, line: Line) -> float:
        """Return how much further down the drawings of a line reach than its letters may, mm."""
        room = self.style.leading - self.style.baseline
        return max([0.0, *(one.inlay.below - room for one in line.drawn)])


@lru_cache(maxsize=8192)
def wrap(
    text: str,
    style: Style,
    width: float,
    *,
    first: float = 0.0,
    italics: bool = False,
    inlays: tuple[Inlay, ...] = (),
) -> Lines:
    """Return `text` in lines no wider than `width` mm; what is asked again is kept.

    Args:
        text: Words with `**bold**`; a line feed begins a new line.
        style: Of what is not bold.
        width: Of the column, mm.
        first: How far the first line is moved in, mm.
        italics: Whether `_text_` leans, as in items; names may hold underscores.
        inlays: The drawings, one for each `INLAY` in the text.
    """
    marks = _BOTH if italics else _BOLD
    lines: list[Line] = []
    drawn = iter(inlays)
    for paragraph in glue(text).split("\n"):
        start = first if not lines else 0.0
        if INLAY not in paragraph and not marks.search(paragraph):
            lines.extend(_plain(paragraph, style, width, start))
        else:
            words = _words(paragraph, style, marks, drawn)
            lines.extend(_filled(words, style, width, start))
    return Lines(tuple(lines), style)


def glue(text: str) -> str:
    """Return `text` with the spaces that must not break made unbreakable."""
    return _GLUED.sub(NO_BREAK, text)


def one_line(text: str, style: Style, width: float, *, least: float = 6.5) -> tuple[str, Style]:
    """Return what fits on one line: the text set smaller, or at worst cut with an ellipsis.

    Only for places that repeat what stands elsewhere in full: running heads, stubs, labels.
    """
    size = style.size
    smaller = style
    while smaller.width(text) > width and size > least:
        size = max(least, size - 0.5)
        smaller = _resized(style, size)
    while len(text) > 1 and smaller.width(text) > width:
        text = text[:-2].rstrip() + "…"
    return text, smaller


def _resized(style: Style, size: float) -> Style:
    return Style(
        face=style.face,
        size=size,
        leading=style.leading,
        colour=style.colour,
        spacing=style.spacing,
        slanted=style.slanted,
    )


def _plain(text: str, style: Style, width: float, first: float) -> Iterator[Line]:
    """Lay out a paragraph in one style; it may need no breaking at all."""
    wide = style.width(text)
    if first + wide <= width:
        yield Line((Piece(first, text, style),), first + wide)
    else:
        words = (_Word([(word, style)] if word else []) for word in text.split(" "))
        yield from _filled(words, style, width, first)


class _Word:
    """What stands between two spaces: pieces that may differ in weight, and drawings."""

    def __init__(self, parts: Sequence[tuple[str, Style | Inlay]]) -> None:
        self.parts = parts
        self.width = sum(style.width(text) for text, style in parts)


def _words(
    text: str, style: Style, marks: re.Pattern[str], drawn: Iterator[Inlay]
) -> Iterator[_Word]:
    parts: list[tuple[str, Style | Inlay]] = []
    bold = slanted = False
    for stretch in marks.split(text):
        if stretch == "**":
            bold = not bold
            continue
        if marks is _BOTH and stretch == "_":
            slanted = not slanted
            continue
        inked = style.bold() if bold else style
        inked = inked.leaning() if slanted else inked
        for index, part in enumerate(stretch.split(" ")):
            if index:
                yield _Word(parts)
                parts = []
            parts += _parts(part, inked, drawn)
    yield _Word(parts)


def _parts(text: str, style: Style, drawn: Iterator[Inlay]) -> Iterator[tuple[str, Style | Inlay]]:
    for part in _INLAY.split(text):
        if part:
            yield part, next(drawn) if part == INLAY else style


def _filled(words: Iterator[_Word], style: Style, width: float, first: float) -> Iterator[Line]:
    space = style.width(" ")
    line: list[tuple[float, str, Style | Inlay]] = []
    x = first
    for word in (part for whole in words for part in _broken(whole, width)):
        gap = space if line else 0.0
        if line and x + gap + word.width > width:
            yield _joined(line, x)
            line, x, gap = [], 0.0, 0.0
        x += gap
        for text, inked in word.parts:
            line.append((x, text, inked))
            x += inked.width(text)
    yield _joined(line, x)


def _broken(word: _Word, width: float) -> Iterator[_Word]:
    """Give the word, or its parts where it is wider than a whole line."""
    if word.width <= width:
        yield word
        return
    for text, style in word.parts:
        rest = text
        while rest:
            taken = _fitting(rest, style, width)
            yield _Word([(rest[:taken], style)])
            rest = rest[taken:]


def _fitting(text: str, style: Style | Inlay, width: float) -> int:
    """Return how many characters fit, at least one; a break after punctuation is better."""
    count = len(text)
    while count > 1 and style.width(text[:count]) > width:
        count -= 1
    if count == len(text):
        return count
    after = max(text.rfind(mark, 0, count) for mark in "-/,.")
    return after + 1 if after > count // 2 else count


def _joined(parts: Sequence[tuple[float, str, Style | Inlay]], width: float) -> Line:
    """Join neighbours of one style into one piece, their spaces included."""
    pieces: list[Piece] = []
    drawn: list[Drawn] = []
    end, fresh = 0.0, True
    for x, text, style in parts:
        if not isinstance(style, Style):
            drawn.append(Drawn(x, style))
            fresh = True
            continue
        if not fresh and pieces[-1].style == style:
            last = pieces[-1]
            gap = " " if x > end + 1e-6 else ""
            pieces[-1] = Piece(last.x, f"{last.text}{gap}{text}", style)
        else:
            pieces.append(Piece(x, text, style))
        end, fresh = x + style.width(text), False
    return Line(tuple(pieces), width, tuple(drawn))

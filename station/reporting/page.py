"""The page: A4, its margins and columns, what stands at head and foot, and the finished file.

Margins are 18 mm left (binding) and 16 mm right: 176 mm in 12 columns of 11 with 4 between.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from station.reporting.faces import FaceName, faces
from station.reporting.flow import Block, Room, named_pages, paginate
from station.reporting.lines import Lines, one_line, wrap
from station.reporting.marks import shield
from station.reporting.pen import PAGE_HEIGHT, PAGE_WIDTH, POINTS_PER_MM, Pen
from station.reporting.styles import (
    AXIS,
    FOOT,
    INK,
    RULED,
    STAMP,
    TITLE,
    Stroke,
    Style,
)
from station.reporting.words import Language

LEFT = 18.0
RIGHT = 194.0
WIDTH = RIGHT - LEFT
HALF = 84.0
SECOND = LEFT + HALF + 8.0
"""Left edge of the right half."""
HEAD_RULE_Y = 16.8
FOOT_RULE_Y = 284.0
ROOM = Room(first_top=20.5, top=20.5, bottom=281.5)
FIRST_PAGE_ROOM = Room(first_top=33.0, top=20.5, bottom=281.5)

Furniture: TypeAlias = Callable[[Pen, int, int], None]
"""Draws what a page carries besides its blocks: pen, page from 1, number of pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Head of later pages and foot of all.

    Attributes:
        head_left: Markup `**bold**` allowed.
        head_right: At the right of the head.
        foot: One sentence of caution; markup allowed.
        code: Verification code or number, beside the page number.
    """

    head_left: str
    head_right: str
    foot: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Head of page one.

    Attributes:
        lines: From the top; the organiser's name last but one.
        stamp: The frame at the right, such as "RAHASIA".
        notes: Small lines under the stamp, at most two.
    """

    lines: tuple[str, ...]
    stamp: str
    notes: tuple[str, ...]


def publish(
    blocks: Sequence[Block], furniture: Furniture, *, room: Room, title: str, language: Language
) -> bytes:
    """Return the PDF of `blocks`, page after page, each with its furniture."""
    pages = paginate(blocks, room)
    places = named_pages(pages)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title, language)
    for number, page in enumerate(pages, 1):
        pen = Pen(canvas, places)
        furniture(pen, number, len(pages))
        for placed in page:
            placed.block.draw(pen, placed.top)
        pen.finish()
    canvas.save()
    return buffer.getvalue()


def new_canvas(buffer: io.BytesIO, title: str, language: Language) -> Canvas:
    """Return an A4 canvas that writes the same bytes for the same drawing."""
    faces()
    rl_config.useA85 = 0  # streams as they are: no text armour, a quarter smaller and faster
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH * POINTS_PER_MM, PAGE_HEIGHT * POINTS_PER_MM),
        invariant=1,
        pageCompression=1,
        initialFontName=FaceName.REGULAR.value,  # type: ignore[arg-type]  # typed wrongly
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor("Saksi")
    return canvas


def paper(running: Running, letterhead: Letterhead | None = None) -> Furniture:
    """Return the furniture of a document: letterhead or running head, and foot."""

    def draw(pen: Pen, page: int, pages: int) -> None:
        if page == 1 and letterhead:
            draw_letterhead(pen, letterhead)
        else:
            _draw_head(pen, running)
        _draw_foot(pen, running, page, pages)

    return draw


def draw_letterhead(pen: Pen, letterhead: Letterhead) -> None:
    """Draw the organiser's shield and lines, the stamp, and the rule under them."""
    shield(pen, LEFT + 0.4, 12.9, 11.2, 13.2)
    *above, name, below = ("", "", *letterhead.lines)[-max(3, len(letterhead.lines)) :]
    pen.text(34, 14.9, " · ".join(line for line in above if line).upper(), _OVER)
    name_text, name_style = one_line(name.upper(), _ORGANISER, 108)
    pen.text(34, 20.1, name_text, name_style)
    pen.text(34, 23.7, *one_line(below, FOOT, 108))
    _stamp(pen, letterhead.stamp)
    for index, note in enumerate(letterhead.notes[:2]):
        pen.text(RIGHT, 20.8 + 3.5 * index, *one_line(note, FOOT, 48), "right")
    pen.line((LEFT, 29.4), (RIGHT, 29.4), Stroke(colour=INK, width=0.5))


_OVER = Style(face=FaceName.REGULAR, size=8, leading=3.9)
_ORGANISER = Style(face=FaceName.BOLD, size=12.5, leading=5.2)


def _stamp(pen: Pen, text: str) -> None:
    width = STAMP.width(text) + 5.2
    pen.rect(RIGHT - width, 12, width, 5.2, stroke=Stroke(colour=INK, width=0.35))
    pen.text(RIGHT - width + 2.75, 15.6, text, STAMP)


def title_blocks(title: str, subtitle: str) -> list[Block]:
    """Return the document's title and the line under it."""
    big = wrap(title, TITLE, WIDTH)
    small = wrap(subtitle, FOOT_LARGE, WIDTH)

    def draw(pen: Pen, top: float) -> None:
        big.draw(pen, LEFT, top)
        small.draw(pen, LEFT, top + big.height)

    return [Block(height=big.height + small.height + 0.6, draw=draw)]


FOOT_LARGE = Style(face=FaceName.REGULAR, size=7.5, leading=3.9, colour=FOOT.colour)


def _draw_head(pen: Pen, running: Running) -> None:
    right, right_style = one_line(running.head_right, FOOT, WIDTH * 0.6)
    pen.text(RIGHT, 14.1, right, right_style, "right")
    room = WIDTH - right_style.width(right) - 4
    if _plain_width(running.head_left, FOOT) <= room:
        wrap(running.head_left, FOOT, room).draw(pen, LEFT, 14.1 - FOOT.baseline)
    else:
        plain = running.head_left.replace("**", "")
        pen.text(LEFT, 14.1, *one_line(plain, FOOT, room))
    pen.line((LEFT, HEAD_RULE_Y), (RIGHT, HEAD_RULE_Y), RULED)


def _draw_foot(pen: Pen, running: Running, page: int, pages: int) -> None:
    pen.line((LEFT, FOOT_RULE_Y), (RIGHT, FOOT_RULE_Y), RULED)
    y = FOOT_RULE_Y + 3.7
    count = f"{page} / {pages}"
    bold = FOOT.bold().tinted(INK)
    pen.text(RIGHT, y, count, bold, "right")
    code = f"{running.code} · " if running.code else ""
    code_right = RIGHT - bold.width(count)
    pen.text(code_right, y, code, FOOT, "right")
    room = code_right - FOOT.width(code) - LEFT - 4
    lines = _foot_lines(running.foot, room)
    lines.draw(pen, LEFT, y - lines.style.baseline)


def _foot_lines(text: str, room: float) -> Lines:
    """Return the foot as large as lets it stand on few lines, three small ones at most."""
    for most, style in enumerate((FOOT, AXIS, LEAST), 1):
        lines = wrap(text, style, room)
        if len(lines.lines) <= most:
            return lines
    return Lines(lines.lines[:3], LEAST)


LEAST = Style(face=FaceName.REGULAR, size=6, leading=2.5, colour=FOOT.colour)


def _plain_width(text: str, style: Style) -> float:
    return wrap(text, style, 10_000).lines[0].width

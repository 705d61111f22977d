"""Headings of sections: number in accent, words, and what stands at the right of the line."""

from collections.abc import Callable

from station.reporting import marks
from station.reporting.flow import Block
from station.reporting.lines import wrap
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen
from station.reporting.styles import ACCENT, CAPTION, HEADING, STAMP, Style

NUMBER_WIDTH = 6.2
FRAME_STYLE = CAPTION.bold().tinted(STAMP.colour)
Aside = Callable[[Pen, float, float], None]
"""Draws what ends at the right edge `x`, on baseline `y`."""


def heading(
    words: str,
    *,
    number: int = 0,
    x: float = LEFT,
    width: float = WIDTH,
    draft: str = "",
    aside: Aside | None = None,
    after: float = 1.2,
    name: str = "",
) -> Block:
    """Return a heading, kept with what follows.

    Args:
        words: The heading.
        number: Of the section; 0 for none.
        x: Left edge, mm.
        width: What it may take, mm.
        draft: Words of the dashed frame behind the heading; empty for none.
        aside: Drawn at the right.
        after: White space below, mm.
        name: By which its page can be asked for.
    """
    indent = NUMBER_WIDTH if number else 0.0
    lines = wrap(words, HEADING, width - indent)
    height = lines.height + after

    def draw(pen: Pen, top: float) -> None:
        y = top + HEADING.baseline
        if number:
            pen.text(x, y, str(number), HEADING.tinted(ACCENT))
        lines.draw(pen, x + indent, top)
        if draft:
            behind = x + indent + lines.lines[-1].width + 2.2
            marks.frame(pen, behind, y + lines.height - HEADING.leading, draft, STAMP, dashed=True)
        if aside:
            aside(pen, x + width, y)

    return Block(height=height, draw=draw, keep=True, name=name)


def caption_aside(text: str, style: Style = CAPTION) -> Aside:
    """Return a caption that ends at the right edge."""
    return lambda pen, x, y: pen.text(x, y, text, style, "right")


def framed_aside(frame: str, caption: str = "") -> Aside:
    """Return a thin frame ("not normed") and a caption behind it, ending at the right edge."""

    def draw(pen: Pen, x: float, y: float) -> None:
        behind = f" · {caption}" if caption else ""
        pen.text(x, y, behind, CAPTION, "right")
        if frame:
            width = FRAME_STYLE.width(frame) + 3.4
            left = x - CAPTION.width(behind) - width
            marks.frame(pen, left, y, frame, FRAME_STYLE)

    return draw

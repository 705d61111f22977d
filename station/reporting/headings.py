"""Headings of sections: number in accent, words, and what stands at the right of the line."""

from collections.abc import Callable
from dataclasses import dataclass

from station.reporting import marks
from station.reporting.flow import Block
from station.reporting.lines import Lines, wrap
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen
from station.reporting.styles import ACCENT, CAPTION, HEADING, INK, STAMP

NUMBER_WIDTH = 6.2
DRAFT_GAP = 2.2
FRAME_STYLE = CAPTION.bold().tinted(INK)
FRAME_PAD = 3.4
MARK_WIDTH = 4.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What ends at the right edge of a heading's line: a mark or thin frame, then a caption."""

    caption: str = ""
    frame: str = ""
    mark: Callable[[Pen, float, float], None] | None = None

    @property
    def width(self) -> float:
        """Return what it takes, mm."""
        return self.lead + CAPTION.width(self._words)

    def draw(self, pen: Pen, right: float, y: float) -> None:
        """Draw it on one line, on baseline `y`."""
        self.draw_lead(pen, right - self.width, y)
        pen.text(right, y, self._words, CAPTION, "right")

    def below(self, width: float) -> "BelowAside":
        """Return it set on lines of its own, `width` mm wide."""
        return BelowAside(self, wrap(self._words.strip(" ·"), CAPTION, width - self.lead - 1))

    @property
    def lead(self) -> float:
        """Return what mark and frame take, mm."""
        frame = FRAME_STYLE.width(self.frame) + FRAME_PAD if self.frame else 0.0
        return frame + (MARK_WIDTH if self.mark else 0.0)

    @property
    def _words(self) -> str:
        return f" · {self.caption}" if self.frame and self.caption else self.caption

    def draw_lead(self, pen: Pen, x: float, y: float) -> None:
        """Draw mark and frame from `x` on."""
        if self.frame:
            marks.frame(pen, x, y, self.frame, FRAME_STYLE)
        if self.mark:
            self.mark(pen, x + 1.6, y - CAPTION.cap / 2)


@dataclass(frozen=True, slots=True)
class BelowAside:
    """An aside that has no room beside its heading and stands under it."""

    aside: Aside
    lines: Lines

    @property
    def height(self) -> float:
        """Return what it takes, mm."""
        return max(self.lines.height, 4.6) + 0.6

    def draw(self, pen: Pen, right: float, top: float) -> None:
        """Draw it from `top` down, ending at the right edge."""
        widest = max(line.width for line in self.lines.lines)
        self.aside.draw_lead(pen, right - widest - self.aside.lead - 1, top + 3.6)
        self.lines.draw(pen, right - widest, top + 0.6, width=widest, align="right")


def caption_aside(text: str) -> Aside:
    """Return a caption that ends at the right edge."""
    return Aside(caption=text)


def framed_aside(frame: str, caption: str = "") -> Aside:
    """Return a thin frame ("not normed") and a caption behind it, ending at the right edge."""
    return Aside(frame=frame, caption=caption)


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
        aside: Drawn at the right, or under the heading where it has no room there.
        after: White space below, mm.
        name: By which its page can be asked for.
    """
    indent = NUMBER_WIDTH if number else 0.0
    lines = wrap(words, HEADING, width - indent)
    framed = DRAFT_GAP + STAMP.width(draft) + FRAME_PAD if draft else 0.0
    taken = indent + lines.lines[-1].width + framed
    below = aside.below(width) if aside and taken + 3 + aside.width > width else None

    def draw(pen: Pen, top: float) -> None:
        y = top + HEADING.baseline
        if number:
            pen.text(x, y, str(number), HEADING.tinted(ACCENT))
        lines.draw(pen, x + indent, top)
        last = y + lines.height - HEADING.leading
        if draft:
            marks.frame(pen, x + taken - framed + DRAFT_GAP, last, draft, STAMP, dashed=True)
        if below:
            below.draw(pen, x + width, top + lines.height)
        elif aside:
            aside.draw(pen, x + width, last)

    height = lines.height + (below.height if below else 0.0) + after
    return Block(height=height, draw=draw, keep=True, name=name)

"""How a group divides over the categories: one bar of shares, the best category first.

Full colour: best. Middle tone: between. Hatched: lowest. So the three survive grey paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from station.reporting import marks
from station.reporting.charts.strip import MISSING_HATCH, MISSING_STEP
from station.reporting.pen import Pen
from station.reporting.styles import (
    ACCENT,
    CAPTION,
    FLAG,
    FOOT,
    INK,
    MID,
    RULE,
    WHITE,
    Stroke,
)

HEIGHT = 4.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a bar: tenths of a percent, and the share as printed."""

    tenths: int
    printed: str


def draw_part(pen: Pen, place: int, parts: int, box: tuple[float, float, float, float]) -> str:
    """Draw the look of the part at `place` (0 is the best) of `parts`; return its text colour."""
    if place == parts - 1:
        pen.hatch(*box, stroke=marks.HATCH_FLAG, step=1.3)
        pen.rect(*box, stroke=Stroke(colour=FLAG, width=0.25))
        return INK
    if place == 0:
        pen.rect(*box, fill=ACCENT)
        return WHITE
    pen.rect(*box, fill=MID)
    return INK


def draw_shares(pen: Pen, x: float, top: float, width: float, shares: Sequence[Share]) -> None:
    """Draw a whole bar, the best part first; numbers only where they have room."""
    whole = sum(share.tenths for share in shares)
    if not whole:
        return
    left = x
    for place, share in enumerate(shares):
        part = width * share.tenths / whole
        if not part:
            continue
        colour = draw_part(pen, place, len(shares), (left, top, part, HEIGHT))
        style = CAPTION.bold().tinted(colour)
        room = style.width(share.printed) + 2.0
        if room <= part:
            middle = left + part / 2
            if place == len(shares) - 1:
                pen.rect(middle - room / 2, top + 0.5, room, HEIGHT - 1, fill=WHITE)
            pen.text(middle, top + (HEIGHT + style.cap) / 2, share.printed, style, "centre")
        left += part


def draw_hidden(pen: Pen, x: float, top: float, size: tuple[float, float], words: str) -> None:
    """Draw what is not told of a small group: hatched, and why."""
    width, height = size
    pen.hatch(x, top, width, height, stroke=MISSING_HATCH, step=MISSING_STEP)
    pen.rect(x, top, width, height, stroke=Stroke(colour=RULE, width=0.2, dash=(0.8, 0.6)))
    room = min(width - 1, FOOT.width(words) + 6)
    pen.rect(x + (width - room) / 2, top + 0.2, room, height - 0.4, fill=WHITE)
    y = top + (height + FOOT.cap) / 2
    pen.text(x + width / 2, y, words, FOOT.tinted(INK), "centre")

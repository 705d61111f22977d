"""How the hours of a plan divide: at work, with others, formal, against 70/20/10."""

from collections.abc import Sequence

from station.reporting.pen import Pen
from station.reporting.styles import (
    ACCENT,
    CAPTION,
    FOOT,
    INK,
    MID,
    RULE,
    WHITE,
    Stroke,
)

HEIGHT = 4.6
REFERENCES = (70, 90)
"""Where work ends, and work and others together, when 70/20/10 is kept; percent."""


def draw_shares(
    pen: Pen,
    left: float,
    top: float,
    width: float,
    parts: Sequence[int],
    labels: Sequence[str],
    references: Sequence[str],
) -> None:
    """Draw three parts side by side, and the two reference marks under them.

    Args:
        pen: Draws.
        left: Left edge, mm.
        top: Top, mm.
        width: Of all parts, mm.
        parts: Hours at work, with others, formal.
        labels: One a part; left out where it has no room.
        references: Words at the two marks.
    """
    whole = sum(parts)
    if not whole:
        return
    x = left
    looks = ((ACCENT, WHITE), (MID, INK), (WHITE, INK))
    for part, label, (fill, ink) in zip(parts, labels, looks, strict=True):
        share = width * part / whole
        pen.rect(x, top, share, HEIGHT, fill=fill)
        style = CAPTION.bold().tinted(ink)
        room = style.width(label) + 2.4
        if fill == WHITE and part:
            stroke = Stroke(colour=RULE, width=0.25)
            pen.hatch(x, top, share, HEIGHT, stroke=stroke, step=1.3)
            pen.rect(x, top, share, HEIGHT, stroke=Stroke(colour=INK, width=0.2))
            if room <= share:
                pen.rect(x + 0.6, top + 0.5, room, HEIGHT - 1, fill=WHITE)
        if room <= share:
            pen.text(x + 1.5, top + (HEIGHT + style.cap) / 2, label, style)
        x += share
    _draw_references(pen, left, top + HEIGHT, width, references)


def _draw_references(pen: Pen, left: float, top: float, width: float, words: Sequence[str]) -> None:
    for percent, label in zip(REFERENCES, words, strict=True):
        x = left + width * percent / 100
        pen.line((x, top), (x, top + 1.3), Stroke(colour=INK, width=0.4))
        pen.text(x, top + 4.0, label, FOOT, "centre")

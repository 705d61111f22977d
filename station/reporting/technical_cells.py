"""Cells of the technical report's tables that are drawn: intervals, shares, counts."""

from collections.abc import Sequence

from station.reporting.pen import Pen
from station.reporting.styles import AXIS, FLAG, HAIR, INK, MID, WHITE, Stroke
from station.reporting.tables import Drawing

CELL = 3.6
ALPHA_WIDTH = 34.0
SHARE_WIDTH = 42.0
COUNT_WIDTH = 42.0
NARROWEST = 3.4
LIGHT = (0xE4, 0xEE, 0xF7)
DARK = (0x0B, 0x5C, 0xAD)
SEAM = Stroke(colour=WHITE, width=0.3)


def alpha_cell(low: float | None, high: float | None, value: float) -> Drawing:
    """Return alpha with its interval on an axis from 0.4 to 1."""

    def at(share: float) -> float:
        return ALPHA_WIDTH * (min(max(share, 0.4), 1.0) - 0.4) / 0.6

    def draw(pen: Pen, x: float, top: float, height: float) -> None:
        y = top + height / 2
        thin = Stroke(colour=HAIR, width=0.25)
        pen.line((x, y), (x + ALPHA_WIDTH, y), thin)
        for mark in (0.7, 0.8, 0.9):
            pen.line((x + at(mark), y - 0.9), (x + at(mark), y + 0.9), thin)
        if low is not None and high is not None:
            pen.line((x + at(low), y), (x + at(high), y), Stroke(colour=MID, width=1.1))
        pen.dot(x + at(value), y, 0.85, fill=INK)

    return Drawing(height=CELL, draw=draw)


def share_cell(shares: Sequence[float]) -> Drawing:
    """Return the shares of ordered categories as one bar, lowest left and lightest, in percent."""
    last = max(len(shares) - 1, 1)

    def draw(pen: Pen, x: float, top: float, height: float) -> None:
        y = top + (height - CELL) / 2
        for place, share in enumerate(shares):
            wide = SHARE_WIDTH * share
            if not wide:
                continue
            pen.rect(x, y, wide, CELL, fill=_shade(place / last), stroke=SEAM)
            if wide >= NARROWEST:
                ink = WHITE if place / last > 0.55 else INK
                number = f"{100 * share:.0f}"
                baseline = y + (CELL + AXIS.cap) / 2
                pen.text(x + wide / 2, baseline, number, AXIS.tinted(ink), "centre")
            x += wide

    return Drawing(height=CELL, draw=draw)


def count_cell(count: float, expected: float | None, most: float) -> Drawing:
    """Return a count as a bar from 0 to `most`, a line across it where chance alone would end.

    The bar is marked where the count lies beyond chance.
    """

    def draw(pen: Pen, x: float, top: float, height: float) -> None:
        y = top + height / 2
        pen.line((x, y - 1.5), (x, y + 1.5), Stroke(colour=INK, width=0.25))
        beyond = expected is not None and count > expected + 2 * max(expected, 1.0) ** 0.5
        if count:
            pen.rect(x, y - 1.0, COUNT_WIDTH * count / most, 2.0, fill=FLAG if beyond else MID)
        if expected is not None:
            mark = x + COUNT_WIDTH * expected / most
            pen.line((mark, y - 1.7), (mark, y + 1.7), Stroke(colour=INK, width=0.55))

    return Drawing(height=CELL, draw=draw)


def _shade(place: float) -> str:
    """Return a colour from light to dark, `place` 0 to 1."""
    mixed = (round(a + (b - a) * place) for a, b in zip(LIGHT, DARK, strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)

"""Bars with a whisker of one SEM to each side: potential, and the areas of a knowledge scale.

A bar begins at 0 because what it shows is summed.
"""

from dataclasses import dataclass

from station.reporting.charts.strip import MISSING_HATCH, MISSING_STEP
from station.reporting.pen import Pen
from station.reporting.styles import ACCENT, HAIR, INK, MID, RULE, Stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class BarAxis:
    """Values from 0 to `most` on `width` mm from `x`."""

    x: float
    width: float
    most: int

    def at(self, value: int) -> float:
        """Return where a value lies, mm, the ends at most."""
        return self.x + self.width * min(1.0, max(0.0, value / self.most))


def draw_grid(pen: Pen, axis: BarAxis, steps: int, top: float, height: float) -> None:
    """Draw a hairline at each of `steps` equal parts, both ends included."""
    for step in range(steps + 1):
        x = axis.x + axis.width * step / steps
        pen.line((x, top), (x, top + height), Stroke(colour=HAIR, width=0.2))


def draw_bar(
    pen: Pen,
    axis: BarAxis,
    value: int,
    reach: tuple[int | None, int | None],
    middle: float,
    *,
    height: float = 3.4,
    fill: str = MID,
) -> None:
    """Draw a bar, its end in accent, and its whisker from `reach[0]` to `reach[1]`."""
    end = axis.at(value)
    pen.rect(axis.x, middle - height / 2, end - axis.x, height, fill=fill)
    if end > axis.x:
        pen.rect(end - 0.6, middle - height / 2, 0.6, height, fill=ACCENT)
    low, high = reach
    if low is not None and high is not None:
        _draw_whisker(pen, axis.at(low), axis.at(high), middle)


def draw_missing(pen: Pen, axis: BarAxis, middle: float, height: float = 3.4) -> None:
    """Draw the whole axis hatched: no value."""
    top = middle - height / 2
    pen.hatch(axis.x, top, axis.width, height, stroke=MISSING_HATCH, step=MISSING_STEP)
    edge = Stroke(colour=RULE, width=0.2, dash=(0.8, 0.6))
    pen.rect(axis.x, top, axis.width, height, stroke=edge)


def _draw_whisker(pen: Pen, left: float, right: float, middle: float) -> None:
    stroke = Stroke(colour=INK, width=0.4)
    pen.line((left, middle), (right, middle), stroke)
    for x in (left, right):
        pen.line((x, middle - 0.9), (x, middle + 0.9), stroke)

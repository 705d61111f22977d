"""A pair of axes in millimetres: where a value lies, grid lines, numbers and curves."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from station.reporting.pen import Path, Pen, Point
from station.reporting.styles import AXIS, HAIRLINE, THIN, Stroke

Label = Callable[[float], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """A plot's inner rectangle and the values at its edges.

    Attributes:
        x: Left edge, mm.
        y: Top edge, mm.
        width: In mm.
        height: In mm.
        left: Value at the left edge.
        right: Value at the right edge.
        low: Value at the bottom.
        high: Value at the top.
    """

    x: float
    y: float
    width: float
    height: float
    left: float
    right: float
    low: float
    high: float

    def across(self, value: float) -> float:
        """Return where a value of the horizontal axis lies, mm."""
        return self.x + self.width * (value - self.left) / (self.right - self.left)

    def up(self, value: float) -> float:
        """Return where a value of the vertical axis lies, mm."""
        return self.y + self.height * (self.high - value) / (self.high - self.low)

    def vertical_numbers(self, pen: Pen, values: Sequence[float], label: Label) -> None:
        """Draw a hairline and a number at each value of the vertical axis."""
        for value in values:
            height = self.up(value)
            pen.line((self.x, height), (self.x + self.width, height), HAIRLINE)
            pen.text(self.x - 1.4, height + AXIS.cap / 2, label(value), AXIS, "right")

    def round_numbers(
        self, pen: Pen, values: Sequence[float], number: Callable[[float, int], str]
    ) -> None:
        """Draw the vertical axis' numbers with as many decimals as they need."""
        count = digits(values)
        self.vertical_numbers(pen, values, lambda value: number(value, count))

    def horizontal_numbers(
        self, pen: Pen, values: Sequence[float], label: Label, *, lines: bool = True
    ) -> None:
        """Draw a number, and a hairline if wanted, at each value of the horizontal axis."""
        foot = self.y + self.height
        for value in values:
            place = self.across(value)
            if lines:
                pen.line((place, self.y), (place, foot), HAIRLINE)
            pen.text(place, foot + 3.1, label(value), AXIS, "centre")

    def base(self, pen: Pen) -> None:
        """Draw the line at the foot."""
        foot = self.y + self.height
        pen.line((self.x, foot), (self.x + self.width, foot), THIN)

    def points(self, across: Sequence[float], up: Sequence[float]) -> list[Point]:
        """Return the places of a curve."""
        return [(self.across(a), self.up(b)) for a, b in zip(across, up, strict=True)]

    def curve(self, pen: Pen, across: Sequence[float], up: Sequence[float], stroke: Stroke) -> None:
        """Draw a curve through values, cut at the frame."""
        places = self.points(across, up)
        path = Path().move(*places[0])
        for place in places[1:]:
            path.line(*place)
        with pen.clipped(self.x, self.y - 0.3, self.width, self.height + 0.6):
            pen.shape(path, stroke=stroke)

    def area(self, pen: Pen, across: Sequence[float], up: Sequence[float], fill: str) -> None:
        """Fill the area under a curve."""
        places = self.points(across, up)
        foot = self.y + self.height
        path = Path().move(places[0][0], foot)
        for place in places:
            path.line(*place)
        path.line(places[-1][0], foot).close()
        with pen.clipped(self.x, self.y, self.width, self.height):
            pen.shape(path, fill=fill)


def steps(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from `low` to `high`, about `most` of them at the most."""
    span = max(high - low, 1e-9)
    sizes = (factor * 10.0**power for power in range(-3, 6) for factor in (1, 2, 2.5, 5))
    size = next(size for size in sizes if span / size <= most)
    first = math.ceil(low / size - 1e-9)
    last = math.floor(high / size + 1e-9)
    return [number * size for number in range(first, last + 1)]


def digits(values: Sequence[float]) -> int:
    """Return how many decimals these round numbers need, at most three."""
    return next(
        count
        for count in range(4)
        if count == 3 or all(abs(value - round(value, count)) < 1e-9 for value in values)
    )

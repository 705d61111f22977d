"""Draws one picture from its data: a table, bars, pairs of bars, lines, or shares of a whole."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tools import svg
from tools.charts.lettering import Lettering

SIZE = 16
THIN = 1
WIDTH = 520
_ROW = 34
_LEFT, _RIGHT, _TOP, _FLOOR = 52, 500, 30, 250
_SOLID: dict[str, object] = {"fill": svg.INK}


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """The two faces a picture is lettered in."""

    regular: Lettering
    bold: Lettering


def table(hand: Hand, head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    """Return a table: names to the left, numbers to the right under their heading."""
    first = max(hand.regular.width(str(row[0]), SIZE) for row in rows) + 44
    step = (WIDTH - 12 - first) / (len(head) - 1)
    rights = [first + step * (place + 1) - 14 for place in range(len(head) - 1)]
    drawing = [
        hand.bold.write(word, (right, 23), SIZE, 1)
        for word, right in zip(head[1:], rights, strict=True)
    ]
    drawing.append(svg.line((6, 34), (WIDTH - 6, 34)))
    for index, (name, *values) in enumerate(rows):
        base = 34 + _ROW * index + 23
        drawing.append(hand.regular.write(str(name), (14, base), SIZE))
        for value, right in zip(values, rights, strict=True):
            drawing.append(hand.regular.write(str(value), (right, base), SIZE, 1))
        rule = base + 11
        drawing.append(svg.line((6, rule), (WIDTH - 6, rule), stroke_width=THIN))
    return svg.document(WIDTH, 34 + _ROW * len(rows) + 6, drawing)


def bars(hand: Hand, labels: Sequence[str], values: Sequence[int]) -> str:
    """Return one bar a label, each with its value on top."""
    return _columns(hand, labels, [values])


def pairs(hand: Hand, labels: Sequence[str], bare: Sequence[int], solid: Sequence[int]) -> str:
    """Return a bare and a solid bar a label, each with its value on top."""
    return _columns(hand, labels, [bare, solid])


def _columns(hand: Hand, labels: Sequence[str], series: Sequence[Sequence[int]]) -> str:
    top = max(max(values) for values in series)
    step = (WIDTH - 20) / len(labels)
    wide = 52 if len(series) == 1 else 44
    drawing = [svg.line((10, _FLOOR), (WIDTH - 10, _FLOOR))]
    for place, label in enumerate(labels):
        middle = 10 + step * (place + 0.5)
        drawing.append(hand.regular.write(label, (middle, _FLOOR + 26), SIZE, 0.5))
        for index, values in enumerate(series):
            left = middle + wide * (index - len(series) / 2)
            tall = (_FLOOR - _TOP) * values[place] / top
            drawing.append(_bar((left + 3, _FLOOR - tall), wide - 6, tall, solid=index > 0))
            centre = (left + wide / 2, _FLOOR - tall - 8)
            drawing.append(hand.regular.write(str(values[place]), centre, SIZE, 0.5))
    return svg.document(WIDTH, _FLOOR + 38, drawing)


def _bar(corner: svg.Point, wide: float, tall: float, *, solid: bool) -> str:
    return svg.rect(corner, wide, tall, **(_SOLID if solid else {}))


def lines(
    hand: Hand, labels: Sequence[str], series: Mapping[str, Sequence[int]], top: int, step: int
) -> str:
    """Return two curves over `labels`: the first with discs, the second dashed with squares.

    Args:
        hand: The faces.
        labels: What stands below the horizontal axis.
        series: Name to values; the names stand in a key above the curves.
        top: The highest value of the axis.
        step: How far the horizontal guide lines are apart.
    """
    floor, ceiling = 290, 50
    height = (floor - ceiling) / top
    across = (_RIGHT - _LEFT - 40) / (len(labels) - 1)
    drawing: list[str] = []
    for value in range(0, top + 1, step):
        y = floor - height * value
        drawing.append(svg.line((_LEFT, y), (_RIGHT, y), stroke_width=3 if value == 0 else THIN))
        drawing.append(hand.regular.write(str(value), (_LEFT - 10, y + 6), SIZE, 1))
    for place, label in enumerate(labels):
        x = _LEFT + 20 + across * place
        drawing.append(hand.regular.write(label, (x, floor + 26), SIZE, 0.5))
    for index, (name, values) in enumerate(series.items()):
        points = [(_LEFT + 20 + across * n, floor - height * v) for n, v in enumerate(values)]
        left = _LEFT + 20 + 220 * index
        drawing += _curve(
            [(left - 12, 22), (left + 25, 22), (left + 62, 22)], index, marks=[(left + 25, 22)]
        )
        drawing.append(hand.bold.write(name, (left + 74, 28), SIZE))
        drawing += _curve(points, index, marks=points)
    return svg.document(WIDTH, floor + 38, drawing)


def _curve(points: Sequence[svg.Point], index: int, *, marks: Sequence[svg.Point]) -> list[str]:
    if index == 0:
        strokes = [svg.line(start, end) for start, end in pairwise(points)]
        return strokes + [svg.circle(mark, 5, **_SOLID) for mark in marks]
    dashed = [
        svg.line(*_shortened(start, end), stroke_dasharray="8 8") for start, end in pairwise(points)
    ]
    return dashed + [svg.rect((x - 7, y - 7), 14, 14) for x, y in marks]


def _shortened(start: svg.Point, end: svg.Point) -> tuple[svg.Point, svg.Point]:
    """Return the stroke without the ends that bare marks would otherwise show through."""
    length = math.dist(start, end)
    x, y = (10 * (b - a) / length for a, b in zip(start, end, strict=True))
    return (start[0] + x, start[1] + y), (end[0] - x, end[1] - y)


def shares(hand: Hand, parts: Mapping[str, int]) -> str:
    """Return a round cut into parts of a hundred, each with its letter and per cent beside it.

    Raises:
        ValueError: the parts do not make a hundred.
    """
    if sum(parts.values()) != 100:
        message = f"the parts make {sum(parts.values())}, not 100"
        raise ValueError(message)
    centre, radius = (WIDTH / 2, 150), 118
    drawing = [svg.circle(centre, radius)]
    start = 0.0
    for name, share in parts.items():
        end = start + 3.6 * share
        drawing.append(svg.line(centre, _at(centre, radius, start)))
        x, y = _at(centre, radius + 16, (start + end) / 2)
        anchor = 0 if (start + end) / 2 < 180 else 1
        drawing.append(hand.regular.write(f"{name}  {share}%", (x, y + 6), SIZE, anchor))
        start = end
    return svg.document(WIDTH, 300, drawing)


def _at(centre: svg.Point, radius: float, degrees: float) -> svg.Point:
    angle = math.radians(degrees)
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)

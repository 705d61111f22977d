"""The Wright map and the precision of a test along its scale.

Each subtest has a mark of its own shape, so that the map survives grey paper.
"""

from collections.abc import Callable, Sequence

from station.psychometrics.technical_report import AbilityMap, ItemLine
from station.reporting.axes import Axes, steps
from station.reporting.flow import Block
from station.reporting.page import HALF, LEFT, SECOND
from station.reporting.pen import Pen, circle, polygon
from station.reporting.styles import (
    ACCENT,
    AXIS,
    CAPTION,
    CODE_LEAST,
    FLAG,
    FLAG_TEXT,
    INK,
    LABEL,
    MID,
    PALE,
    WHITE,
    Stroke,
)
from station.reporting.technical_words import TechnicalWords

Mark = Callable[[Pen, float, float], None]

CURVE = Stroke(colour=ACCENT, width=0.5, round=True)
INK_CURVE = Stroke(colour=INK, width=0.5, round=True)
MAP_TOP = 10.0
MAP_HEIGHT = 74.0
BARS = 22.0
RADIUS = 0.95
PLAIN, RING = 1.1, 1.8
"""Half the room that a mark takes, mm, without and with its ring."""
MOST_MARKS = 45
BAR_LOGITS = 0.25


def _disc(pen: Pen, x: float, y: float) -> None:
    pen.shape(circle(x, y, RADIUS), fill=ACCENT)


def _square(pen: Pen, x: float, y: float) -> None:
    edge = Stroke(colour=INK, width=0.35)
    pen.rect(x - 0.85, y - 0.85, 1.7, 1.7, fill=WHITE, stroke=edge)


def _triangle(pen: Pen, x: float, y: float) -> None:
    pen.shape(polygon([(x, y - 1.1), (x + 1.05, y + 0.8), (x - 1.05, y + 0.8)]), fill=INK)


def _diamond(pen: Pen, x: float, y: float) -> None:
    edge = Stroke(colour=ACCENT, width=0.35)
    outline = polygon([(x, y - 1.2), (x + 1.2, y), (x, y + 1.2), (x - 1.2, y)])
    pen.shape(outline, fill=WHITE, stroke=edge)


def _plus(pen: Pen, x: float, y: float) -> None:
    thick = Stroke(colour=INK, width=0.55)
    pen.line((x - 1.1, y), (x + 1.1, y), thick)
    pen.line((x, y - 1.1), (x, y + 1.1), thick)


def _hollow(pen: Pen, x: float, y: float) -> None:
    edge = Stroke(colour=INK, width=0.35)
    outline = polygon([(x, y + 1.1), (x + 1.05, y - 0.8), (x - 1.05, y - 0.8)])
    pen.shape(outline, fill=WHITE, stroke=edge)


LANE_MARKS: tuple[Mark, ...] = (_disc, _square, _triangle, _diamond, _plus, _hollow)


def ring(pen: Pen, x: float, y: float) -> None:
    """Draw the ring around a flagged item."""
    pen.shape(circle(x, y, RING - 0.05), stroke=Stroke(colour=FLAG, width=0.4))


def lanes_of(items: Sequence[ItemLine]) -> list[str]:
    """Return the subtests in order, the empty name for items of none."""
    return list(dict.fromkeys(item.scale for item in items))


def legend(items: Sequence[ItemLine], words: TechnicalWords) -> Block:
    """Return which mark stands for which subtest, and the ring of flagged items."""

    def draw(pen: Pen, top: float) -> None:
        x, y = LEFT + 8, top + 2
        for number, lane in enumerate(lanes_of(items)):
            if lane:
                LANE_MARKS[number % len(LANE_MARKS)](pen, x, y)
                pen.text(x + 2.2, y + 1, lane, CAPTION)
                x += CAPTION.width(lane) + 8
        ring(pen, x + 1, y)
        pen.text(x + 4, y + 1, words("flagged"), CAPTION)

    return Block(height=5.5, draw=draw)


def wright_map(
    ability: AbilityMap, items: Sequence[ItemLine], persons: int, words: TechnicalWords
) -> Block:
    """Return persons left and items right on one vertical axis, one lane a subtest."""
    reach = _reach(ability)
    shown = [item for item in items if item.b is not None]

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=LEFT + 6,
            y=top + MAP_TOP,
            width=HALF - 6,
            height=MAP_HEIGHT,
            left=0,
            right=1,
            low=-reach,
            high=reach,
        )
        axes.vertical_numbers(pen, steps(-reach, reach, 9), lambda v: words.number(v, 0))
        pen.text(axes.x, top + 3, words("wright_persons", n=words.whole(persons)), LABEL)
        pen.text(axes.x + BARS + 4, top + 3, words("wright_items", n=len(shown)), LABEL)
        _person_bars(pen, axes, ability, words)
        _lanes(pen, axes, shown)

    return Block(height=MAP_TOP + MAP_HEIGHT + 3, draw=draw)


def precision(ability: AbilityMap, words: TechnicalWords) -> Block:
    """Return information and standard error along the scale, in two panels."""
    most = max(ability.information)
    worst = min(max(ability.errors), 2.0)

    def draw(pen: Pen, top: float) -> None:
        pen.text(SECOND + 7, top + 3, words("information"), LABEL)
        info = _panel(ability, top + 6, most * 1.2)
        info.round_numbers(pen, steps(0, most * 1.2, 5), words.number)
        info.horizontal_numbers(pen, range(-4, 5, 2), lambda v: words.number(v, 0))
        info.area(pen, ability.theta, ability.information, PALE)
        info.curve(pen, ability.theta, ability.information, CURVE)
        info.base(pen)
        _peak(pen, info, ability, words)
        pen.text(SECOND + 7, top + 47, words("errors"), LABEL)
        errors = _panel(ability, top + 50, worst)
        errors.round_numbers(pen, steps(0, worst, 5), words.number)
        errors.horizontal_numbers(pen, range(-4, 5, 2), lambda v: words.number(v, 0))
        _middle(pen, errors, ability, words)
        errors.curve(pen, ability.theta, ability.errors, INK_CURVE)
        errors.base(pen)
        middle = errors.x + errors.width / 2
        pen.text(middle, top + 88.6, words("theta"), AXIS, "centre")

    return Block(height=MAP_TOP + MAP_HEIGHT + 6, draw=draw)


def _reach(ability: AbilityMap) -> float:
    filled = [
        max(abs(low), abs(high))
        for low, high, count in zip(
            ability.edges[:-1], ability.edges[1:], ability.counts, strict=True
        )
        if count
    ]
    return float(max(3, -(-max(filled) // 1)))


def _person_bars(pen: Pen, axes: Axes, ability: AbilityMap, words: TechnicalWords) -> None:
    most = max(*ability.counts, 1)
    right = axes.x + BARS
    cells = []
    for place, count in enumerate(ability.counts):
        low, high = ability.edges[place], ability.edges[place + 1]
        if count and low >= axes.low and high <= axes.high:
            wide = (BARS - 2) * count / most
            cells.append(
                (right - wide, axes.up(high) + 0.15, wide, axes.up(low) - axes.up(high) - 0.3)
            )
    pen.cells(cells, MID)
    pen.line((right, axes.y), (right, axes.y + axes.height), Stroke(colour=INK, width=0.3))
    mean = axes.up(ability.mean)
    pen.line((axes.x - 0.8, mean), (right + 1.4, mean), Stroke(colour=INK, width=0.5))
    pen.text(axes.x, mean - 1, words("mean"), AXIS.tinted(INK))


def _lanes(pen: Pen, axes: Axes, items: Sequence[ItemLine]) -> None:
    lanes = lanes_of(items)
    start = axes.x + BARS + 4
    wide = (axes.x + axes.width - start) / max(len(lanes), 1)
    for number, lane in enumerate(lanes):
        left = start + wide * number
        pen.text(left, axes.y - 2.2, lane, AXIS)
        _lane(pen, axes, [item for item in items if item.scale == lane], left, wide, number)


def _lane(
    pen: Pen, axes: Axes, items: Sequence[ItemLine], left: float, wide: float, number: int
) -> None:
    taken: list[tuple[float, float, float]] = []
    if len(items) > MOST_MARKS:
        _lane_bars(pen, axes, items, left, wide)
        items = [item for item in items if item.findings]
    for item in sorted(items, key=lambda line: (not line.findings, -(line.b or 0.0))):
        y = axes.up(min(max(item.b or 0.0, axes.low), axes.high))
        x, room = left + 1.6, RING if item.findings else PLAIN
        while _meets(x, y, room, taken) and x < left + wide - 3:
            x += 2.5
        taken.append((x, y, room))
        LANE_MARKS[number % len(LANE_MARKS)](pen, x, y)
        if item.findings:
            ring(pen, x, y)
            pen.text(x + 2.6, y + 0.75, item.item, CODE_LEAST.tinted(FLAG_TEXT))
            end = x + 2.6 + CODE_LEAST.width(item.item)
            steps_right = range(1, 2 + int((end - x) / 2.5))
            taken += [(x + 2.5 * step, y, PLAIN) for step in steps_right]


def _meets(x: float, y: float, room: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return any(abs(y - v) < room + other and abs(x - u) < room + other for u, v, other in taken)


def _lane_bars(pen: Pen, axes: Axes, items: Sequence[ItemLine], left: float, wide: float) -> None:
    """Draw how many items lie at each height, where there are too many for a mark each."""
    count = round((axes.high - axes.low) / BAR_LOGITS)
    heights = [0] * count
    for item in items:
        place = int(((item.b or 0.0) - axes.low) / BAR_LOGITS)
        heights[min(max(place, 0), count - 1)] += 1
    most = max(heights)
    cells = []
    for place, number in enumerate(heights):
        low = axes.low + place * BAR_LOGITS
        top, tall = axes.up(low + BAR_LOGITS) + 0.15, axes.up(low) - axes.up(low + BAR_LOGITS) - 0.3
        if number:
            cells.append((left, top, (wide - 3) * number / most, tall))
    pen.cells(cells, PALE)


def _panel(ability: AbilityMap, top: float, high: float) -> Axes:
    return Axes(
        x=SECOND + 7,
        y=top,
        width=HALF - 8.5,
        height=33,
        left=ability.theta[0],
        right=ability.theta[-1],
        low=0,
        high=high,
    )


def _peak(pen: Pen, axes: Axes, ability: AbilityMap, words: TechnicalWords) -> None:
    value = max(ability.information)
    x, y = axes.across(ability.peak_theta), axes.up(value)
    pen.dot(x, y, 0.9, fill=INK)
    theta = words.number(ability.peak_theta, 1)
    text = words("peak", value=words.number(value, 1), theta=theta)
    right = ability.peak_theta > 0
    place = x - 2 if right else x + 2
    pen.text(place, y - 0.8, text, AXIS.tinted(INK), "right" if right else "left")


def _middle(pen: Pen, axes: Axes, ability: AbilityMap, words: TechnicalWords) -> None:
    low, high = (axes.across(max(min(v, 4), -4)) for v in ability.middle)
    frame = Stroke(colour=INK, width=0.3, dash=(1, 0.8))
    pen.rect(low, axes.y, high - low, axes.height, stroke=frame)
    pen.text((low + high) / 2, axes.y + 3.4, words("middle"), AXIS.tinted(INK), "centre")

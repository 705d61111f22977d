"""One scale of a questionnaire on one axis: persons, every item's thresholds, precision.

All stand under one another on the same horizontal axis, so that a reader sees where persons
are, where items tell them apart, and how precisely.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.psychometrics.technical_report import AbilityMap, CategoryUse, ItemLine, Measure
from station.reporting.axes import Axes, steps
from station.reporting.flow import Block, keep
from station.reporting.headings import caption_aside, heading
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.styles import (
    ACCENT,
    AXIS,
    CODE_SMALL,
    FLAG_TEXT,
    HAIRLINE,
    INK,
    LABEL,
    MID,
    PALE,
    ZONE,
    Stroke,
    Style,
)
from station.reporting.technical_maps import CURVE, INK_CURVE
from station.reporting.technical_words import TechnicalWords

GUTTER = 27.0
START = LEFT + GUTTER
ACROSS = RIGHT - START - 7.0
PERSONS_TALL = 19.0
ROW = 5.6
STRIP = 17.0
FOOT_TALL = 8.0
KEPT_ROWS = 30
NUMBER_GAP = 0.9
LARGEST_ERROR = 2.0
NUMBER = AXIS.tinted(INK)


def scale_map(
    measure: Measure, items: Sequence[ItemLine], words: TechnicalWords
) -> Iterable[Block]:
    """Return one scale's map; of a long scale the rows go over the page."""
    ability = measure.ability
    title = words("scale_map", scale=measure.scale)
    rows = [_row(ability, item, item.use) for item in items if item.use]
    blocks = [_persons(ability, words), *rows, *_precision(ability, words)]
    yield heading(title, aside=caption_aside(words("scale_map_aside")))
    yield from keep(blocks[:-1]) if len(rows) <= KEPT_ROWS else keep(blocks[:3]) + blocks[3:-1]
    yield blocks[-1]


def _axes(ability: AbilityMap, top: float, tall: float, low: float, high: float) -> Axes:
    left, right = ability.theta[0], ability.theta[-1]
    return Axes(
        x=START, y=top, width=ACROSS, height=tall, left=left, right=right, low=low, high=high
    )


def _ground(pen: Pen, axes: Axes, ability: AbilityMap) -> None:
    """Draw what all strips share: where nine in ten persons are, and a line at each logit."""
    low, high = (axes.across(_held(value, axes)) for value in ability.middle)
    pen.rect(low, axes.y, high - low, axes.height, fill=ZONE)
    for logit in range(round(axes.left), round(axes.right) + 1):
        x = axes.across(logit)
        pen.line((x, axes.y), (x, axes.y + axes.height), HAIRLINE)


def _held(value: float, axes: Axes) -> float:
    return min(max(value, axes.left), axes.right)


def _persons(ability: AbilityMap, words: TechnicalWords) -> Block:
    most = max(*ability.counts, 1)
    number = words.whole(sum(ability.counts))

    def draw(pen: Pen, top: float) -> None:
        axes = _axes(ability, top, PERSONS_TALL, 0, most * 1.25)
        _ground(pen, axes, ability)
        pen.text(LEFT, top + 4, words("persons"), LABEL)
        pen.text(LEFT, top + 7.4, f"n = {number}", AXIS)
        foot = top + PERSONS_TALL
        cells = []
        for low, high, count in zip(
            ability.edges[:-1], ability.edges[1:], ability.counts, strict=True
        ):
            if count and low >= axes.left and high <= axes.right:
                wide = axes.across(high) - axes.across(low)
                tall = foot - axes.up(count)
                cells.append((axes.across(low) + 0.15, axes.up(count), wide - 0.3, tall))
        pen.cells(cells, MID)
        axes.base(pen)
        mean = axes.across(_held(ability.mean, axes))
        pen.line((mean, top + 3.6), (mean, foot), Stroke(colour=INK, width=0.5))
        pen.text(mean, top + 2.8, words("mean"), NUMBER, "centre")

    return Block(height=PERSONS_TALL, draw=draw)


def _row(ability: AbilityMap, item: ItemLine, use: CategoryUse) -> Block:
    """Return one item: a tick at each threshold, over it the category that begins there."""
    name = f"{item.item} (R)" if use.reversed else item.item
    style = CODE_SMALL.bold().tinted(FLAG_TEXT) if item.findings else CODE_SMALL
    text = shortened(name, style, GUTTER - 2)

    def draw(pen: Pen, top: float) -> None:
        axes = _axes(ability, top, ROW, 0, 1)
        _ground(pen, axes, ability)
        pen.text(LEFT, top + 4.4, text, style)
        marks = sorted((axes.across(_held(at, axes)), str(label)) for label, at in use.thresholds)
        if not marks:
            return
        line = top + 4.2
        pen.line((marks[0][0], line), (marks[-1][0], line), Stroke(colour=ACCENT, width=0.35))
        wide = max(NUMBER.width(label) for _, label in marks) + NUMBER_GAP
        places = spread([x for x, _ in marks], wide)
        for (x, label), place in zip(marks, places, strict=True):
            pen.line((x, line - 0.9), (x, line + 0.9), Stroke(colour=ACCENT, width=0.6))
            pen.text(place, line - 1.5, label, NUMBER, "centre")

    return Block(height=ROW, draw=draw)


def shortened(name: str, style: Style, width: float) -> str:
    """Return a name cut in its middle to fit: names of one scale often differ at their ends."""
    kept, text = len(name), name
    while style.width(text) > width and kept > 2:
        kept -= 1
        text = f"{name[: kept - kept // 2]}…{name[len(name) - kept // 2 :]}"
    return text


def spread(places: Sequence[float], least: float) -> list[float]:
    """Return ascending places moved apart to at least `least`, each as little as is fair."""
    onward, back = list(places), list(places)
    for number in range(1, len(places)):
        onward[number] = max(onward[number], onward[number - 1] + least)
        back[-1 - number] = min(back[-1 - number], back[-number] - least)
    return [(one + other) / 2 for one, other in zip(onward, back, strict=True)]


def _precision(ability: AbilityMap, words: TechnicalWords) -> tuple[Block, Block]:
    information = Block(
        height=STRIP + 3, draw=lambda pen, top: _information(pen, top, ability, words)
    )
    errors = Block(
        height=STRIP + 3 + FOOT_TALL, draw=lambda pen, top: _errors(pen, top, ability, words)
    )
    return information, errors


def _information(pen: Pen, top: float, ability: AbilityMap, words: TechnicalWords) -> None:
    most = max(*ability.information, 1e-6) * 1.15
    axes = _strip(pen, top, ability, most, words, "information_strip")
    axes.area(pen, ability.theta, ability.information, PALE)
    axes.curve(pen, ability.theta, ability.information, CURVE)
    axes.base(pen)


def _errors(pen: Pen, top: float, ability: AbilityMap, words: TechnicalWords) -> None:
    worst = min(max(ability.errors), LARGEST_ERROR)
    axes = _strip(pen, top, ability, worst, words, "errors_strip")
    axes.curve(pen, ability.theta, ability.errors, INK_CURVE)
    axes.base(pen)
    logits = range(round(axes.left), round(axes.right) + 1)
    axes.horizontal_numbers(pen, logits, lambda v: words.number(v, 0), lines=False)
    pen.text(axes.x + axes.width / 2, axes.y + axes.height + 6.4, words("theta"), AXIS, "centre")


def _strip(
    pen: Pen, top: float, ability: AbilityMap, high: float, words: TechnicalWords, key: str
) -> Axes:
    axes = _axes(ability, top + 3, STRIP, 0, high)
    _ground(pen, replace(axes, y=top, height=STRIP + 3), ability)
    for number, line in enumerate(words(key).split("|")):
        pen.text(LEFT, top + 7 + 3.4 * number, line, AXIS if number else LABEL)
    axes.round_numbers(pen, steps(0, high, 4)[:-1] or [0.0], words.number)
    return axes

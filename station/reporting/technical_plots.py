"""Charts of the technical report: one function a chart, each returns a block.

Every meaning has a shape of its own, so that the charts survive grey paper.
"""

from collections.abc import Callable, Sequence

from station.psychometrics.technical_report import (
    AbilityMap,
    DifLine,
    DriftPart,
    EffortPart,
    ItemLine,
    OptionPlot,
)
from station.reporting.axes import Axes, digits, steps
from station.reporting.flow import Block
from station.reporting.page import HALF, LEFT, SECOND, WIDTH
from station.reporting.pen import Pen, circle, polygon
from station.reporting.styles import (
    ACCENT,
    AXIS,
    CAPTION,
    CODE_LEAST,
    FLAG,
    FLAG_TEXT,
    HAIR,
    INK,
    LABEL,
    MID,
    MUTED,
    PALE,
    WHITE,
    Stroke,
)
from station.reporting.technical_words import TechnicalWords

Mark = Callable[[Pen, float, float], None]

CURVE = Stroke(colour=ACCENT, width=0.5, round=True)
INK_CURVE = Stroke(colour=INK, width=0.5, round=True)
DASHED = Stroke(colour=INK, width=0.3, dash=(1.2, 0.9))
MAP_TOP = 10.0
MAP_HEIGHT = 74.0
BARS = 22.0
RADIUS = 0.95


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


LANE_MARKS: tuple[Mark, ...] = (_disc, _square, _triangle, _diamond)


def ring(pen: Pen, x: float, y: float) -> None:
    """Draw the ring around a flagged item."""
    pen.shape(circle(x, y, 1.75), stroke=Stroke(colour=FLAG, width=0.4))


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
        _round_numbers(pen, info, steps(0, most * 1.2, 5), words)
        info.horizontal_numbers(pen, range(-4, 5, 2), lambda v: words.number(v, 0))
        info.area(pen, ability.theta, ability.information, PALE)
        info.curve(pen, ability.theta, ability.information, CURVE)
        info.base(pen)
        _peak(pen, info, ability, words)
        pen.text(SECOND + 7, top + 47, words("errors"), LABEL)
        errors = _panel(ability, top + 50, worst)
        _round_numbers(pen, errors, steps(0, worst, 5), words)
        errors.horizontal_numbers(pen, range(-4, 5, 2), lambda v: words.number(v, 0))
        _middle(pen, errors, ability, words)
        errors.curve(pen, ability.theta, ability.errors, INK_CURVE)
        errors.base(pen)
        middle = errors.x + errors.width / 2
        pen.text(middle, top + 88.6, words("theta"), AXIS, "centre")

    return Block(height=MAP_TOP + MAP_HEIGHT + 6, draw=draw)


def misfit_plot(items: Sequence[ItemLine], words: TechnicalWords) -> Block:
    """Return outfit against difficulty, items outside 0.7 to 1.3 ringed."""
    shown = [(item, item.b, item.outfit) for item in items]
    placed = [(item, b, fit) for item, b, fit in shown if b is not None and fit is not None]
    high = max([1.6, *(fit for _, _, fit in placed)])
    reach = max([3.0, *(min(abs(b), 5.0) for _, b, _ in placed)])

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=LEFT + 9,
            y=top + 4,
            width=WIDTH - 9,
            height=38,
            left=-reach,
            right=reach,
            low=0.4,
            high=min(high, 3.0),
        )
        _round_numbers(pen, axes, steps(0.4, axes.high, 5), words)
        axes.horizontal_numbers(pen, steps(-reach, reach, 9), lambda v: words.number(v, 0))
        pen.text(LEFT, top + 2, words("outfit_axis"), AXIS)
        pen.text(axes.x + axes.width, top + 49.5, words("difficulty_axis"), AXIS, "right")
        for level in (0.7, 1.0, 1.3):
            pen.line((axes.x, axes.up(level)), (axes.x + axes.width, axes.up(level)), DASHED)
        for item, b, fit in placed:
            x, y = axes.across(min(max(b, -reach), reach)), axes.up(min(fit, axes.high))
            _disc(pen, x, y)
            if any(finding.code == "misfit" for finding in item.findings):
                ring(pen, x, y)
                pen.text(x + 2.3, y + 0.8, item.item, CODE_LEAST.tinted(FLAG_TEXT))

    return Block(height=52, draw=draw)


def option_plot(plot: OptionPlot, x: float, width: float, words: TechnicalWords) -> Block:
    """Return the share of every option from low to high score groups."""
    groups = len(plot.options[0].shares)

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=x + 8, y=top + 5, width=width - 18, height=28, left=1, right=groups, low=0, high=1
        )
        pen.text(x, top + 2.6, f"{plot.item} · {words('key', key=plot.key)}", LABEL)
        axes.vertical_numbers(pen, (0, 0.5, 1), words.percent)
        axes.horizontal_numbers(pen, range(1, groups + 1), lambda v: words.number(v, 0))
        for place, option in enumerate(plot.options):
            stroke = Stroke(colour=ACCENT, width=0.8, round=True)
            if not option.is_key:
                dash = ((), (1.4, 0.9), (0.4, 0.8), (2.2, 0.7, 0.4, 0.7))[place % 4]
                stroke = Stroke(colour=MUTED, width=0.35, dash=dash)
            axes.curve(pen, range(1, groups + 1), option.shares, stroke)
        _option_names(pen, axes, plot)
        axes.base(pen)

    return Block(height=40, draw=draw)


def dif_plot(lines: Sequence[DifLine], words: TechnicalWords) -> Block:
    """Return deltas with their intervals, one row an item."""
    reach = max(3.0, *(min(max(abs(line.low), abs(line.high)), 6.0) for line in lines))
    pitch = 4.2
    height = pitch * len(lines)

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=LEFT + 24,
            y=top + 1,
            width=WIDTH - 40,
            height=height,
            left=-reach,
            right=reach,
            low=0,
            high=1,
        )
        ticks = [v for v in steps(-reach, reach, 9) if abs(v) > 1e-9]
        axes.horizontal_numbers(pen, [*ticks, 0], lambda v: words.number(v, 0))
        zero = axes.across(0)
        pen.line((zero, axes.y), (zero, axes.y + height), Stroke(colour=INK, width=0.3))
        for place, line in enumerate(lines):
            _interval(pen, axes, line, top + 1 + pitch * (place + 0.5))
        pen.text(axes.x, top + height + 7, words("dif_axis"), AXIS)

    return Block(height=height + 9, draw=draw)


def drift_plot(part: DriftPart, words: TechnicalWords) -> Block:
    """Return the share correct of flagged items, day by day."""
    lines = part.lines[:6]
    last = len(part.days)

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=LEFT + 9, y=top + 3, width=WIDTH - 32, height=38, left=1, right=last, low=0, high=1
        )
        axes.vertical_numbers(pen, (0, 0.25, 0.5, 0.75, 1), words.percent)
        axes.horizontal_numbers(
            pen, range(1, last + 1), lambda v: part.days[int(v) - 1][-5:], lines=False
        )
        for place, line in enumerate(lines):
            known = [(d + 1, share) for d, share in enumerate(line.shares) if share is not None]
            days, shares = [d for d, _ in known], [share for _, share in known]
            dash = ((), (1.4, 0.9), (0.4, 0.8))[place % 3]
            axes.curve(pen, days, shares, Stroke(colour=ACCENT, width=0.5, dash=dash))
            for day, share in known:
                LANE_MARKS[place % 4](pen, axes.across(day), axes.up(share))
            since = part.days.index(line.flagged_on) + 1
            at = line.shares[since - 1]
            if at is not None:
                ring(pen, axes.across(since), axes.up(at))
            pen.text(axes.x + axes.width + 3, axes.up(shares[-1]) + 1, line.item, CODE_LEAST)
        axes.base(pen)

    return Block(height=48, draw=draw)


def effort_plot(part: EffortPart, words: TechnicalWords) -> Block:
    """Return how many persons have which response-time effort, as bars."""
    most = max(*part.classes, 1)

    def draw(pen: Pen, top: float) -> None:
        pitch = WIDTH / 2 / len(part.classes)
        foot = top + 30
        for place, count in enumerate(part.classes):
            tall = max(24 * count / most, 0.5 * bool(count))
            x = LEFT + pitch * place
            low = part.edges[place + 1] <= 0.9
            pen.rect(x + 0.8, foot - tall, pitch - 1.6, tall, fill=FLAG if low else MID)
            if count:
                middle = x + pitch / 2
                pen.text(middle, foot - tall - 1, words.whole(count), AXIS, "centre")
            low_edge = words.percent(part.edges[place]).removesuffix(" %")
            pen.text(x + 0.8, foot + 3.1, low_edge, AXIS)
        pen.text(LEFT + WIDTH / 2, foot + 3.1, "100", AXIS, "right")
        pen.line((LEFT, foot), (LEFT + WIDTH / 2, foot), Stroke(colour=INK, width=0.25))
        pen.text(LEFT, foot + 6.6, f"{words('effort_axis')}, %", AXIS)

    return Block(height=39, draw=draw)


def alpha_bar(
    low: float | None, high: float | None, value: float
) -> Callable[[Pen, float, float, float], None]:
    """Return a cell that draws alpha with its interval on an axis from 0.4 to 1."""
    width = 34.0

    def at(share: float) -> float:
        return width * (min(max(share, 0.4), 1.0) - 0.4) / 0.6

    def draw(pen: Pen, x: float, top: float, height: float) -> None:
        y = top + height / 2
        pen.line((x, y), (x + width, y), Stroke(colour=HAIR, width=0.25))
        for mark in (0.7, 0.8, 0.9):
            pen.line(
                (x + at(mark), y - 0.9), (x + at(mark), y + 0.9), Stroke(colour=HAIR, width=0.25)
            )
        if low is not None and high is not None:
            pen.line((x + at(low), y), (x + at(high), y), Stroke(colour=MID, width=1.1))
        pen.dot(x + at(value), y, 0.85, fill=INK)

    return draw


def _reach(ability: AbilityMap) -> float:
    filled = [
        max(abs(low), abs(high))
        for low, high, count in zip(
            ability.edges[:-1], ability.edges[1:], ability.counts, strict=True
        )
        if count
    ]
    return float(max(3, -(-max(filled) // 1)))


def _option_names(pen: Pen, axes: Axes, plot: OptionPlot) -> None:
    """Name the options at the ends of their lines, none over another."""
    free = axes.y - 3.0
    for option in sorted(plot.options, key=lambda line: -line.shares[-1]):
        free = max(free + 2.7, axes.up(option.shares[-1]) + 1)
        style = CAPTION.bold().tinted(ACCENT) if option.is_key else CAPTION.tinted(INK)
        pen.text(axes.x + axes.width + 1.5, free, option.option, style)


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
    lanes = list(dict.fromkeys(item.scale for item in items))
    start = axes.x + BARS + 4
    wide = (axes.x + axes.width - start) / max(len(lanes), 1)
    for number, lane in enumerate(lanes):
        left = start + wide * number
        pen.text(left, axes.y - 2.2, lane, AXIS)
        _lane(pen, axes, [item for item in items if item.scale == lane], left, wide, number)


def _lane(
    pen: Pen, axes: Axes, items: Sequence[ItemLine], left: float, wide: float, number: int
) -> None:
    taken: list[tuple[float, float]] = []
    for item in sorted(items, key=lambda line: (not line.findings, -(line.b or 0.0))):
        y = axes.up(min(max(item.b or 0.0, axes.low), axes.high))
        x = left + 1.6
        while any(abs(y - v) < 2.2 and abs(x - u) < 2.4 for u, v in taken) and x < left + wide - 3:
            x += 2.5
        taken.append((x, y))
        LANE_MARKS[number % len(LANE_MARKS)](pen, x, y)
        if item.findings:
            ring(pen, x, y)
            pen.text(x + 2.2, y + 0.75, item.item, CODE_LEAST.tinted(FLAG_TEXT))
            taken.append((x + 2.5, y))
            taken.append((x + 5.0, y))


def _round_numbers(pen: Pen, axes: Axes, values: Sequence[float], words: TechnicalWords) -> None:
    count = digits(values)
    axes.vertical_numbers(pen, values, lambda value: words.number(value, count))


def _panel(ability: AbilityMap, top: float, high: float) -> Axes:
    return Axes(
        x=SECOND + 7,
        y=top,
        width=HALF - 7,
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


def _interval(pen: Pen, axes: Axes, line: DifLine, y: float) -> None:
    low, high, at = (
        axes.across(min(max(value, axes.left), axes.right))
        for value in (line.low, line.high, line.delta)
    )
    pen.text(LEFT, y + 1, line.item, CODE_LEAST.tinted(INK))
    pen.text(LEFT + 18, y + 1, line.ets, CAPTION.bold().tinted(INK), "centre")
    pen.line((low, y), (high, y), Stroke(colour=MUTED, width=0.35))
    fill = FLAG if line.sure else WHITE
    pen.shape(circle(at, y, 1.1), fill=fill, stroke=Stroke(colour=FLAG, width=0.35))

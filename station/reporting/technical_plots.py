"""Charts of the technical report: one function a chart, each returns a block.

Every meaning has a shape of its own, so that the charts survive grey paper.
"""

from collections.abc import Sequence

from station.psychometrics.technical_report import ItemLine
from station.psychometrics.technical_studies import DifLine, DriftPart, EffortPart, OptionPlot
from station.reporting.axes import Axes, steps
from station.reporting.flow import Block
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen, circle
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
    MUTED,
    WHITE,
    Stroke,
)
from station.reporting.technical_maps import LANE_MARKS, lanes_of, ring
from station.reporting.technical_words import TechnicalWords

MISFITS = ("misfit", "misfit_s_x2")
Spot = tuple[float, float, float, float]
"""Left, top, right and foot of what is drawn, mm."""
DASHED = Stroke(colour=INK, width=0.3, dash=(1.2, 0.9))


def misfit_plot(items: Sequence[ItemLine], words: TechnicalWords) -> Block:
    """Return outfit against location, a mark of its own for each subtest, misfits ringed."""
    lanes = lanes_of(items)
    shown = [(item, item.b, item.outfit) for item in items]
    placed = [(item, b, fit) for item, b, fit in shown if b is not None and fit is not None]
    high = max([1.6, *(fit for _, _, fit in placed)])
    reach = _reach([abs(b) for _, b, _ in placed])

    def draw(pen: Pen, top: float) -> None:
        axes = Axes(
            x=LEFT + 9,
            y=top + 4,
            width=WIDTH - 10.5,
            height=38,
            left=-reach,
            right=reach,
            low=0.4,
            high=min(high, 3.0),
        )
        axes.round_numbers(pen, steps(0.4, axes.high, 5), words.number)
        axes.horizontal_numbers(pen, steps(-reach, reach, 9), lambda v: words.number(v, 0))
        pen.text(LEFT, top + 2, words("outfit_axis"), AXIS)
        pen.text(axes.x + axes.width, top + 49.5, words("difficulty_axis"), AXIS, "right")
        for level in (0.7, 1.0, 1.3):
            pen.line((axes.x, axes.up(level)), (axes.x + axes.width, axes.up(level)), DASHED)
        taken: list[Spot] = []
        named: list[tuple[str, float, float]] = []
        for item, b, fit in placed:
            x = axes.across(min(max(b, -reach), reach))
            y = axes.up(min(max(fit, axes.low), axes.high))
            LANE_MARKS[lanes.index(item.scale) % len(LANE_MARKS)](pen, x, y)
            taken.append((x - 1.8, y - 1.8, x + 1.8, y + 1.8))
            if any(finding.code in MISFITS for finding in item.findings):
                ring(pen, x, y)
                named.append((item.item, x, y))
        for name, x, y in named:
            _name_beside(pen, name, x, y, taken)

    return Block(height=52, draw=draw)


def _reach(distances: Sequence[float]) -> float:
    """Return where the axis ends: nine in ten items are on it, the others at its edge."""
    usual = sorted(distances)[: -(-9 * len(distances) // 10)]
    return min(max([3.0, *usual]), 5.0)


def _name_beside(pen: Pen, name: str, x: float, y: float, taken: list[Spot]) -> None:
    """Name a mark where nothing else stands; where there is no such place the table names it."""
    wide = CODE_LEAST.width(name)
    for left, base in ((x + 2.6, y + 0.8), (x - 2.6 - wide, y + 0.8)):
        spot = (left, base - 1.6, left + wide, base + 0.1)
        if left > LEFT + 10 and left + wide < LEFT + WIDTH and not _meets(spot, taken):
            pen.text(left, base, name, CODE_LEAST.tinted(FLAG_TEXT))
            taken.append(spot)
            return


def _meets(spot: Spot, taken: Sequence[Spot]) -> bool:
    left, top, right, foot = spot
    return any(left < r and right > x and top < f and foot > y for x, y, r, f in taken)


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
                LANE_MARKS[place % len(LANE_MARKS)](pen, axes.across(day), axes.up(share))
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


def _option_names(pen: Pen, axes: Axes, plot: OptionPlot) -> None:
    """Name the options at the ends of their lines, none over another."""
    free = axes.y - 3.0
    for option in sorted(plot.options, key=lambda line: -line.shares[-1]):
        free = max(free + 2.7, axes.up(option.shares[-1]) + 1)
        style = CAPTION.bold().tinted(ACCENT) if option.is_key else CAPTION.tinted(INK)
        pen.text(axes.x + axes.width + 1.5, free, option.option, style)


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

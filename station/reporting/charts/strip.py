"""A percent axis with zones, cuts, a band and a dot: the four main results, and fit to posts.

No value is drawn without its band. What lies off the axis becomes an arrowhead with its
number; what is missing is hatched and says so.
"""

from dataclasses import dataclass

from station.reporting import marks
from station.reporting.pen import Pen
from station.reporting.styles import (
    AXIS,
    BAND_EDGE,
    CAPTION,
    INK,
    MID,
    RULE,
    WHITE,
    ZONE,
    ZONE_LOW,
    Stroke,
)
from station.scoring.parts import Measure, Zone

ZONE_FILLS = (ZONE_LOW, ZONE, WHITE)
MISSING_HATCH = Stroke(colour="#A9B4BD", width=0.15)
MISSING_STEP = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A straight axis from `low` to `high`, in tenths of a percent, on `width` mm from `x`."""

    x: float
    width: float
    low: int
    high: int

    def at(self, tenths: int) -> float:
        """Return where a value lies, mm; values off the axis lie on its ends."""
        share = (tenths - self.low) / (self.high - self.low)
        return self.x + self.width * min(1.0, max(0.0, share))

    def holds(self, tenths: int) -> bool:
        """Return whether the value lies on the axis."""
        return self.low <= tenths <= self.high


def draw_zones(pen: Pen, axis: Axis, zones: tuple[Zone, ...], top: float, height: float) -> None:
    """Draw the zones from the lowest, darkest one up, in one frame."""
    fills = ZONE_FILLS[-len(zones) :] if len(zones) < len(ZONE_FILLS) else ZONE_FILLS
    for index, (left, right, _) in enumerate(_spans(axis, zones)):
        pen.rect(left, top, right - left, height, fill=fills[min(index, len(fills) - 1)])
    pen.rect(axis.x, top, axis.width, height, stroke=Stroke(colour=RULE, width=0.2))


def draw_cuts(
    pen: Pen, axis: Axis, zones: tuple[Zone, ...], top: float, bottom: float, width: float = 0.4
) -> None:
    """Draw a tick at each cut."""
    for zone in zones[1:]:
        x = axis.at(zone.from_tenths)
        pen.line((x, top), (x, bottom), Stroke(colour=INK, width=width))


def draw_labels(
    pen: Pen, axis: Axis, zones: tuple[Zone, ...], names: tuple[str, ...], y: float
) -> None:
    """Write the ends, the cuts, and between them the names that have room."""
    low, high = str(axis.low // 10), str(axis.high // 10)
    pen.text(axis.x, y, low, AXIS)
    pen.text(axis.x + axis.width, y, high, AXIS, "right")
    bold = AXIS.bold().tinted(INK)
    cuts = [(axis.at(zone.from_tenths), _whole(zone.from_tenths)) for zone in zones[1:]]
    for x, cut in cuts:
        pen.text(x, y, cut, bold, "centre")
    halves = [bold.width(cut) / 2 for _, cut in cuts]
    before = [AXIS.width(low), *halves]
    after = [*halves, AXIS.width(high)]
    for span, name, left, right in zip(_spans(axis, zones), names, before, after, strict=True):
        reach = (span[1] - span[0]) / 2 - max(left, right) - 0.6
        if AXIS.width(name) / 2 <= reach:
            pen.text((span[0] + span[1]) / 2, y, name, AXIS, "centre")


def draw_value(
    pen: Pen, axis: Axis, measure: Measure, middle: float, height: float, *, numbered: bool = True
) -> None:
    """Draw band and dot, or an arrowhead at the end of the axis that the value lies beyond.

    `numbered` writes the value beside the arrowhead: not on an axis so short that a cut is there.
    """
    value, low, high = measure.percent_tenths, measure.low_tenths, measure.high_tenths
    if value is None or low is None or high is None:
        return
    left, right = axis.at(low), axis.at(high)
    pen.rect(left, middle - height / 2, right - left, height, fill=MID, stroke=BAND_EDGE)
    if axis.holds(value):
        pen.dot(axis.at(value), middle, height * 0.52, fill=INK, ring=WHITE)
        return
    below = value < axis.low
    tip = axis.x + 1.6 if below else axis.x + axis.width - 1.6
    marks.arrow(pen, tip, middle, left=below)
    if not numbered:
        return
    number = AXIS.bold().tinted(INK)
    beside = tip + (2.4 if below else -2.4)
    written = f"{value // 10}"
    pen.text(beside, middle + number.cap / 2, written, number, "left" if below else "right")


def draw_missing(pen: Pen, axis: Axis, top: float, height: float, words: str) -> None:
    """Draw the axis hatched, with the reason in words on a white field."""
    dashed = Stroke(colour=RULE, width=0.2, dash=(0.8, 0.6))
    pen.hatch(axis.x, top, axis.width, height, stroke=MISSING_HATCH, step=MISSING_STEP)
    pen.rect(axis.x, top, axis.width, height, stroke=dashed)
    style = CAPTION.bold().tinted(INK)
    width = style.width(words) + 10
    middle = axis.x + axis.width / 2
    pen.rect(middle - width / 2, top + 0.15, width, height - 0.3, fill=WHITE)
    pen.text(middle, top + (height + style.cap) / 2, words, style, "centre")


def _spans(axis: Axis, zones: tuple[Zone, ...]) -> list[tuple[float, float, Zone]]:
    lefts = [axis.x, *(axis.at(zone.from_tenths) for zone in zones[1:])]
    rights = [*lefts[1:], axis.x + axis.width]
    return list(zip(lefts, rights, zones, strict=True))


def _whole(tenths: int) -> str:
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"

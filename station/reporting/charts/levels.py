"""Competency levels against what the post requires, on a scale from 1 to 5.

Filled band: requirement met. Open band: not met. Hatch: how far short. Pale field: how far
above. A level below the scale becomes an arrowhead at its end.
"""

from dataclasses import dataclass

from station.reporting import marks
from station.reporting.pen import Pen
from station.reporting.styles import (
    BAND_EDGE,
    FLAG_EDGE,
    FLAG_PALE,
    HAIR,
    INK,
    MID,
    MUTED,
    PALE,
    RULE,
    WHITE,
    Stroke,
)

LOWEST = 100
HIGHEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What is drawn of one competency, in hundredths of a level; None: no value."""

    required: int | None
    achieved: int | None
    low: int | None
    high: int | None

    @classmethod
    def of_halves(
        cls,
        required_halves: int | None,
        achieved_halves: int | None,
        low_hundredths: int | None,
        high_hundredths: int | None,
    ) -> "Levels":
        """Return the levels of a model's half levels and hundredths."""
        return cls(
            required=None if required_halves is None else required_halves * 50,
            achieved=None if achieved_halves is None else achieved_halves * 50,
            low=low_hundredths,
            high=high_hundredths,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelAxis:
    """Levels 1 to 5 on `width` mm from `x`."""

    x: float
    width: float

    def at(self, hundredths: int) -> float:
        """Return where a level lies, mm; beyond the ends, half a level at most."""
        share = (hundredths - LOWEST) / (HIGHEST - LOWEST)
        return self.x + self.width * min(1.04, max(-0.04, share))


def draw_grid(pen: Pen, axis: LevelAxis, top: float, height: float) -> None:
    """Draw a hairline at each whole level."""
    for level in range(LOWEST, HIGHEST + 1, 100):
        x = axis.at(level)
        pen.line((x, top), (x, top + height), Stroke(colour=HAIR, width=0.2))


def draw_row(pen: Pen, axis: LevelAxis, levels: Levels, middle: float) -> None:
    """Draw requirement, band, distance and dot around `middle`."""
    required, achieved = levels.required, levels.achieved
    if required is None:
        return
    x_required = axis.at(required)
    if achieved is None or levels.low is None or levels.high is None:
        _draw_requirement(pen, x_required, middle)
        return
    x_achieved = axis.at(achieved)
    _draw_distance(pen, x_required, x_achieved, middle)
    met = achieved >= required
    if met:
        _draw_requirement(pen, x_required, middle)
    _draw_band(pen, axis.at(levels.low), axis.at(levels.high), middle, met=met)
    if not met:
        _draw_requirement(pen, x_required, middle)
    if achieved < LOWEST:
        marks.arrow(pen, axis.x - 1.2, middle, left=True)
        return
    pen.dot(x_achieved, middle, 1.3, fill=INK, ring=WHITE)


def _draw_requirement(pen: Pen, x: float, middle: float) -> None:
    pen.rect(x - 0.4, middle - 3.2, 0.8, 6.4, fill=INK)


def _draw_distance(pen: Pen, required: float, achieved: float, middle: float) -> None:
    if achieved < required:
        stroke = marks.HATCH_FLAG
        pen.hatch(achieved, middle - 2.2, required - achieved, 4.4, stroke=stroke, step=1.2)
    elif achieved > required:
        pen.rect(required, middle - 2.2, achieved - required, 4.4, fill=PALE)


def _draw_band(pen: Pen, left: float, right: float, middle: float, *, met: bool) -> None:
    fill, edge = (MID, BAND_EDGE) if met else (WHITE, FLAG_EDGE)
    pen.rect(left, middle - 1.05, right - left, 2.1, fill=fill, stroke=edge)


def draw_small(pen: Pen, axis: LevelAxis, levels: Levels, middle: float, *, gap: bool) -> None:
    """Draw the small axis of page one: line, ticks, requirement, band, dot."""
    pen.line((axis.x, middle), (axis.x + axis.width, middle), Stroke(colour=RULE, width=0.2))
    for level in range(LOWEST, HIGHEST + 1, 100):
        x = axis.at(level)
        pen.line((x, middle - 0.6), (x, middle + 0.6), Stroke(colour=MUTED, width=0.2))
    if levels.achieved is None or levels.low is None or levels.high is None:
        return
    left, right = axis.at(levels.low), axis.at(levels.high)
    fill, edge = (FLAG_PALE, FLAG_EDGE) if gap else (MID, BAND_EDGE)
    pen.rect(left, middle - 1.0, max(0.6, right - left), 2.0, fill=fill, stroke=edge)
    if levels.required is not None:
        x = axis.at(levels.required)
        pen.rect(x - 0.25, middle - 2.2, 0.5, 4.4, fill=INK)
    pen.dot(axis.at(levels.achieved), middle, 0.85, fill=INK, ring=WHITE)

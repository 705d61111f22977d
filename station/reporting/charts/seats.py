"""The room seat by seat: how each sitting went, by shape."""

from collections.abc import Callable

from station.reporting import marks
from station.reporting.pen import Pen, polygon
from station.reporting.styles import (
    ACCENT,
    AXIS,
    FLAG,
    HAIR,
    INK,
    MID,
    PALE,
    WHITE,
    Stroke,
)
from station.scoring.minutes import SeatPlan, SeatState

PITCH = 8.2
"""From seat to seat, mm, where the room is small enough."""
GAP = 0.85
LABELS = 8.5
"""Room for the labels of rows, mm."""

_DASHED = Stroke(colour=INK, width=0.35, dash=(0.8, 0.6))


def pitch_of(plan: SeatPlan, width: float, height: float) -> float:
    """Return the largest distance from seat to seat at which the plan fits, mm."""
    across = (width - LABELS) / max(1, len(plan.columns))
    down = (height - 5) / max(1, len(plan.rows))
    return min(PITCH, across, down)


def plan_height(plan: SeatPlan, pitch: float) -> float:
    """Return the height of the drawn plan, mm."""
    return 5 + pitch * len(plan.rows)


def draw_plan(pen: Pen, plan: SeatPlan, x: float, top: float, pitch: float) -> None:
    """Draw the seats with the labels of rows and columns."""
    left, first = x + LABELS, top + 5
    size = pitch - GAP
    for column, label in enumerate(plan.columns):
        pen.text(left + column * pitch + size / 2, top + 2.6, label, AXIS, "centre")
    for row, label in enumerate(plan.rows):
        y = first + row * pitch + (size + AXIS.cap) / 2
        pen.text(x + LABELS / 2, y, label, AXIS, "centre")
    for seat in plan.seats:
        draw_seat(pen, left + seat.column * pitch, first + seat.row * pitch, size, seat.state)


def draw_seat(pen: Pen, x: float, y: float, size: float, state: SeatState) -> None:
    """Draw one seat in a square of `size` mm."""
    _SEATS[state](pen, x, y, size)


def _submitted(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, fill=PALE, stroke=Stroke(colour=MID, width=0.2))


def _time_returned(pen: Pen, x: float, y: float, size: float) -> None:
    pen.hatch(x, y, size, size, stroke=marks.HATCH_FLAG, step=1.1)
    pen.rect(x, y, size, size, stroke=Stroke(colour=FLAG, width=0.3))


def _moved(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, fill=WHITE, stroke=Stroke(colour=INK, width=0.3))
    a, b = size * 0.28, size * 0.72
    pen.line((x + a, y + b), (x + b - 0.3, y + a + 0.3), Stroke(colour=INK, width=0.45))
    head = size * 0.26
    tip = [(x + b + 0.2, y + a - 0.2), (x + b - head, y + a), (x + b, y + a + head)]
    pen.shape(polygon(tip), fill=INK)


def _adjusted(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, fill=MID, stroke=Stroke(colour=ACCENT, width=0.5))
    middle_x, middle_y, arm = x + size / 2, y + size / 2, size * 0.16
    for start, end in (
        ((middle_x - arm, middle_y), (middle_x + arm, middle_y)),
        ((middle_x, middle_y - arm), (middle_x, middle_y + arm)),
    ):
        pen.line(start, end, Stroke(colour=INK, width=0.4))


def _absent(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, fill=WHITE, stroke=_DASHED)
    a, b = size * 0.25, size * 0.75
    cross = Stroke(colour=INK, width=0.4)
    pen.line((x + a, y + a), (x + b, y + b), cross)
    pen.line((x + a, y + b), (x + b, y + a), cross)


def _unfinished(pen: Pen, x: float, y: float, size: float) -> None:
    pen.shape(polygon([(x, y + size), (x + size, y + size), (x, y)]), fill=MID)
    pen.rect(x, y, size, size, stroke=Stroke(colour=INK, width=0.3))


def _spare(pen: Pen, x: float, y: float, size: float) -> None:
    pen.rect(x, y, size, size, stroke=Stroke(colour=HAIR, width=0.2))


_SEATS: dict[SeatState, Callable[[Pen, float, float, float], None]] = {
    "submitted": _submitted,
    "time_returned": _time_returned,
    "moved": _moved,
    "adjusted": _adjusted,
    "absent": _absent,
    "unfinished": _unfinished,
    "spare": _spare,
}

"""Marks: each meaning has its own shape, so that it survives grey paper and colour blindness.

Every mark is a path: the text faces hold no arrows, ticks or diamonds. A mark is drawn around
its centre and is about 3 mm wide.
"""

from collections.abc import Callable

from station.reporting.pen import Path, Pen, circle, polygon
from station.reporting.styles import (
    ACCENT,
    FLAG,
    FLAG_TEXT,
    INK,
    MUTED,
    RULE,
    WHITE,
    Stroke,
    Style,
)

R = 1.45
"""Half the width of a mark, mm."""


def above(pen: Pen, x: float, y: float) -> None:
    """Triangle up: above what is required."""
    pen.shape(polygon([(x, y - R * 0.9), (x + R, y + R * 0.8), (x - R, y + R * 0.8)]), fill=ACCENT)


def meets(pen: Pen, x: float, y: float) -> None:
    """Two bars: what is required is met."""
    for down in (-0.85, 0.4):
        pen.rect(x - 1.25, y + down, 2.5, 0.5, fill=INK)


def _down(x: float, y: float, r: float) -> Path:
    return polygon([(x - r, y - r * 0.8), (x + r, y - r * 0.8), (x, y + r * 0.9)])


def short(pen: Pen, x: float, y: float) -> None:
    """Solid triangle down: not met."""
    pen.shape(_down(x, y, R), fill=FLAG)


def uncertain(pen: Pen, x: float, y: float) -> None:
    """Open triangle down: not certain."""
    pen.shape(_down(x, y, R - 0.1), stroke=Stroke(colour=FLAG, width=0.35))


def beyond(pen: Pen, x: float, y: float) -> None:
    """Arrow up to a bar: more is required than the form can show."""
    pen.line((x - R, y - 1.3), (x + R, y - 1.3), Stroke(colour=MUTED, width=0.4))
    pen.line((x, y + 1.4), (x, y - 0.6), Stroke(colour=MUTED, width=0.4))
    pen.shape(polygon([(x, y - 1.0), (x + 0.8, y + 0.2), (x - 0.8, y + 0.2)]), fill=MUTED)


def not_scorable(pen: Pen, x: float, y: float) -> None:
    """Ring: no value."""
    pen.shape(circle(x, y, 1.3), stroke=Stroke(colour=MUTED, width=0.35))


def near_cut(pen: Pen, x: float, y: float) -> None:
    """Diamond with a dot: near a cut."""
    r = 1.55
    diamond = polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
    pen.shape(diamond, fill=WHITE, stroke=Stroke(colour=FLAG, width=0.4))
    pen.shape(circle(x, y, 0.48), fill=FLAG)


def check(pen: Pen, x: float, y: float) -> None:
    """Tick in a box: in order."""
    pen.rect(x - 1.3, y - 1.3, 2.6, 2.6, stroke=Stroke(colour=ACCENT, width=0.4, round=True))
    tick = Path().move(x - 0.7, y).line(x - 0.15, y + 0.6).line(x + 0.8, y - 0.6)
    pen.shape(tick, stroke=Stroke(colour=INK, width=0.4))


def warning(pen: Pen, x: float, y: float) -> None:
    """Triangle with a call: something is missing or should be looked at."""
    r = 1.6
    pen.shape(
        polygon([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)]),
        stroke=Stroke(colour=FLAG, width=0.4, round=True),
    )
    pen.line((x, y - 0.55), (x, y + 0.35), Stroke(colour=FLAG, width=0.35))
    pen.shape(circle(x, y + 0.8, 0.22), fill=FLAG)


def clock(pen: Pen, x: float, y: float) -> None:
    """Clock: time."""
    pen.shape(circle(x, y, 1.4), stroke=Stroke(colour=INK, width=0.4))
    hands = Path().move(x, y - 0.9).line(x, y).line(x + 0.75, y)
    pen.shape(hands, stroke=Stroke(colour=INK, width=0.35))


def look(pen: Pen, x: float, y: float) -> None:
    """Eye: to be looked at by a person; never a verdict."""
    lens = Path().move(x - 1.5, y).curve((x - 0.8, y - 1.3), (x + 0.8, y - 1.3), (x + 1.5, y))
    lens.curve((x + 0.8, y + 1.3), (x - 0.8, y + 1.3), (x - 1.5, y)).close()
    pen.shape(lens, stroke=Stroke(colour=FLAG, width=0.35))
    pen.shape(circle(x, y, 0.5), fill=FLAG)


def dash(pen: Pen, x: float, y: float) -> None:
    """Short dash: nothing to check."""
    pen.rect(x - 0.9, y - 0.2, 1.8, 0.4, fill=MUTED)


def numbered(pen: Pen, x: float, y: float, number: str, style: Style) -> None:
    """Number in a ring: one step of several."""
    pen.shape(circle(x, y, 1.9), stroke=Stroke(colour=INK, width=0.35))
    pen.text(x, y + style.cap / 2, number, style, "centre")


def frame(pen: Pen, x: float, y: float, text: str, style: Style, *, dashed: bool = False) -> float:
    """Draw `text` in a thin frame around baseline `y`, from `x` on; return the frame's width.

    Dashed in the flag colour: a draft. Thin and plain: not normed.
    """
    width = style.width(text) + 3.4
    pad = (4.1 - style.cap) / 2
    if dashed:
        stroke = Stroke(colour=FLAG, width=0.3, dash=(0.9, 0.6))
        style = style.tinted(FLAG_TEXT)
    else:
        stroke = Stroke(colour=INK, width=0.25)
    pen.rect(x, y - style.cap - pad, width, 4.1, stroke=stroke)
    pen.text(x + 1.7, y, text, style)
    return width


def arrow(pen: Pen, x: float, y: float, *, colour: str = INK, left: bool = False) -> None:
    """Arrowhead pointing right, or left: the value lies off the axis."""
    way = -1 if left else 1
    pen.shape(
        polygon([(x + way * 1.1, y), (x - way * 0.7, y - 1), (x - way * 0.7, y + 1)]), fill=colour
    )


def shield(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Draw a plain shield where an organiser's arms would stand."""
    edge = Stroke(colour=INK, width=0.45, round=True)
    waist = y + height * 0.7
    outline = [(x, y), (x + width, y), (x + width, waist), (x + width / 2, y + height), (x, waist)]
    pen.shape(polygon(outline), fill=WHITE, stroke=edge)
    middle = y + height * 0.4
    pen.line((x, middle), (x + width, middle), edge)
    pen.hatch(x + 2, middle + 1, width - 4, 2.4, stroke=Stroke(colour=INK, width=0.3), step=0.9)
    top = x + width / 2
    house = [(top - 1.6, y + 2.2), (top, y + 0.9), (top + 1.6, y + 2.2), (top + 0.8, y + 2.2)]
    house += [(top + 0.8, middle - 0.9), (top - 0.8, middle - 0.9), (top - 0.8, y + 2.2)]
    pen.shape(polygon(house), fill=INK)


LEVEL_MARKS: dict[str, Callable[[Pen, float, float], None]] = {
    "above": above,
    "meets": meets,
    "short": short,
    "uncertain": uncertain,
    "beyond": beyond,
    "not_scorable": not_scorable,
}
"""By what a level says about its requirement (`station.scoring.parts.Mark`)."""

NOTICE_MARKS: dict[str, Callable[[Pen, float, float], None]] = {
    "diamond": near_cut,
    "warning": warning,
    "check": check,
    "clock": clock,
}
"""By the icon of a notice."""

VALIDITY_MARKS: dict[str, Callable[[Pen, float, float], None]] = {
    "fine": check,
    "look": look,
    "none": dash,
}
"""By the result of a validity check; a mere count has none."""

HATCH_FLAG = Stroke(colour=FLAG, width=0.25)
HATCH_NONE = Stroke(colour=RULE, width=0.15)

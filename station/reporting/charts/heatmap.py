"""Mean gaps as numbers in cells: short ones filled in three steps, long ones framed.

The direction survives grey paper: a fill means below, a frame above, the deepest step has a cut
corner. A mean within two standard errors of nought stays plain.
"""

from station.reporting.faces import FaceName
from station.reporting.pen import Pen, polygon
from station.reporting.styles import (
    ACCENT,
    FLAG,
    FLAG_MID,
    FLAG_PALE,
    FOOT,
    HAIR,
    INK,
    MUTED,
    WHITE,
    Stroke,
    Style,
)

CELL_WIDTH = 13.3
CELL_HEIGHT = 5.2
INSET = 0.3
DEEP, MIDDLE = -55, -35
"""From which mean gap down, in hundredths, a cell is filled deepest, and in the middle step."""
THICK, THIN = 25, 5
"""From which mean gap up a frame is thick, and from which it is a frame at all."""

STRONG = Style(face=FaceName.BOLD, size=7, leading=3.4)


def draw_cell(pen: Pen, x: float, y: float, hundredths: int, printed: str, *, plain: bool) -> None:
    """Draw one cell, its number always printed."""
    box = (x + INSET, y + INSET, CELL_WIDTH - 2 * INSET, CELL_HEIGHT - 2 * INSET)
    style = draw_look(pen, box, 0 if plain else hundredths)
    if plain or printed == "0":
        style = FOOT.tinted(MUTED)
    pen.text(x + CELL_WIDTH / 2, y + (CELL_HEIGHT + style.cap) / 2, printed, style, "centre")


def draw_look(pen: Pen, box: tuple[float, float, float, float], hundredths: int) -> Style:
    """Draw what a mean gap looks like; return the style of its number."""
    x, y, width, height = box
    if hundredths <= DEEP:
        cut = 1.5
        corners = [(x, y), (x + width - cut, y), (x + width, y + cut)]
        pen.shape(polygon([*corners, (x + width, y + height), (x, y + height)]), fill=FLAG)
        return STRONG.tinted(WHITE)
    if hundredths <= MIDDLE:
        pen.rect(*box, fill=FLAG_MID)
        return STRONG
    if hundredths <= -THIN:
        pen.rect(*box, fill=FLAG_PALE)
        return FOOT.tinted(INK)
    return _draw_above(pen, box, hundredths)


def _draw_above(pen: Pen, box: tuple[float, float, float, float], hundredths: int) -> Style:
    x, y, width, height = box
    if hundredths < THIN:
        pen.rect(*box, stroke=Stroke(colour=HAIR, width=0.2))
        return FOOT
    thick = hundredths >= THICK
    line = 0.9 if thick else 0.35
    edge = line / 2
    inner = (x + edge, y + edge, width - line, height - line)
    pen.rect(*inner, stroke=Stroke(colour=ACCENT, width=line))
    return STRONG if thick else FOOT.tinted(INK)

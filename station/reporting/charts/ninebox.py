"""The nine-box: potential across, performance up; one person's place, or how many stand where.

Without performance the grid stays empty, the known column is dashed, and it says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from station.reporting.pen import Pen
from station.reporting.styles import (
    AXIS,
    CAPTION,
    HAIR,
    INK,
    PALE,
    RULE,
    TABLE,
    WHITE,
    Stroke,
    Style,
)

Performance: TypeAlias = Literal["below", "meets", "above"]
Potential: TypeAlias = Literal["low", "medium", "high"]
Place: TypeAlias = tuple[Performance, Potential]
"""A cell by its row and column."""

PERFORMANCES: tuple[Performance, ...] = ("above", "meets", "below")
"""Rows from the top."""
POTENTIALS: tuple[Potential, ...] = ("low", "medium", "high")
CORNER = Style(face=AXIS.face, size=6, leading=3, colour=AXIS.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where the nine cells stand: top left corner and the size of a cell, mm."""

    x: float
    top: float
    cell_width: float
    cell_height: float

    @property
    def width(self) -> float:
        """Return the width of three cells, mm."""
        return 3 * self.cell_width

    @property
    def height(self) -> float:
        """Return the height of three cells, mm."""
        return 3 * self.cell_height

    def corner(self, place: Place) -> tuple[float, float]:
        """Return the top left corner of a cell."""
        performance, potential = place
        column, row = POTENTIALS.index(potential), PERFORMANCES.index(performance)
        return self.x + column * self.cell_width, self.top + row * self.cell_height


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisWords:
    """The words along both axes: rows from the top, columns from the left."""

    performance: str
    rows: Sequence[str]
    potential: str
    columns: Sequence[str]


def draw_axes(pen: Pen, grid: Grid, words: AxisWords) -> None:
    """Write the words along both axes."""
    for row, label in enumerate(words.rows):
        y = grid.top + (row + 0.5) * grid.cell_height + CAPTION.cap / 2
        pen.text(grid.x - 1.5, y, label, _LABEL, "right")
    below = grid.top + grid.height
    for column, label in enumerate(words.columns):
        x = grid.x + (column + 0.5) * grid.cell_width
        pen.text(x, below + 3.2, label, _LABEL, "centre")
    bold = CAPTION.bold().tinted(INK)
    pen.text(grid.x + grid.width / 2, below + 6.6, words.potential, bold, "centre")
    widest = max(_LABEL.width(label) for label in words.rows)
    with pen.turned(grid.x - widest - 3.4, grid.top + grid.height / 2):
        pen.text(0, 0, words.performance, bold, "centre")


_LABEL = Style(face=CAPTION.face, size=7, leading=3.4, colour=CAPTION.colour)


def draw_cells(pen: Pen, grid: Grid, boxes: Mapping[Place, int]) -> None:
    """Draw the cells, each with the number of its box in the lower left corner."""
    for place, number in boxes.items():
        x, y = grid.corner(place)
        pen.rect(x, y, grid.cell_width, grid.cell_height, stroke=Stroke(colour=HAIR, width=0.25))
        pen.text(x + 0.9, y + grid.cell_height - 1.1, str(number), CORNER)


def draw_undetermined(pen: Pen, grid: Grid, potential: Potential | None, words: str) -> None:
    """Dash the known column, if any, and say that no cell is determined."""
    if potential:
        x, _ = grid.corner((PERFORMANCES[0], potential))
        dashed = Stroke(colour=INK, width=0.5, dash=(1.6, 1.0))
        pen.rect(x, grid.top, grid.cell_width, grid.height, stroke=dashed)
    style = TABLE.bold()
    width = min(grid.width - 2, style.width(words) + 6)
    left = grid.x + (grid.width - width) / 2
    middle = grid.top + grid.height * 0.45
    pen.rect(left, middle - 3.4, width, 6.8, fill=WHITE, stroke=Stroke(colour=INK, width=0.35))
    pen.text(grid.x + grid.width / 2, middle + style.cap / 2, words, style, "centre")


def draw_person(pen: Pen, grid: Grid, place: Place) -> None:
    """Mark one person's cell."""
    x, y = grid.corner(place)
    inner = Stroke(colour=INK, width=0.6)
    pen.rect(x, y, grid.cell_width, grid.cell_height, fill=PALE, stroke=inner)
    pen.dot(x + grid.cell_width / 2, y + grid.cell_height / 2, 1.6, fill=INK, ring=WHITE)


def draw_count(pen: Pen, grid: Grid, place: Place, shown: tuple[int, str, str], most: int) -> None:
    """Draw how many people stand in a cell: a square whose area is the number, the number, a share.

    Args:
        pen: Draws.
        grid: Where.
        place: Performance and potential.
        shown: The number, the number as printed, the share as printed.
        most: The largest number of all cells; its square fills the cell's height.
    """
    number, printed, share = shown
    x, y = grid.corner(place)
    middle_x, middle_y = x + grid.cell_width / 2, y + grid.cell_height / 2
    side = (grid.cell_height - 1.0) * (number / most) ** 0.5 if most else 0.0
    pen.rect(middle_x - side / 2, middle_y - side / 2, side, side, fill=PALE)
    style = Style(face=TABLE.bold().face, size=9, leading=4)
    pen.text(middle_x, middle_y + 0.6, printed, style, "centre")
    pen.text(middle_x, middle_y + 4.0, share, CORNER, "centre")


def draw_suppressed(pen: Pen, grid: Grid, place: Place) -> None:
    """Hatch a cell whose number is too small to be told."""
    x, y = grid.corner(place)
    stroke = Stroke(colour=RULE, width=0.15)
    pen.hatch(x, y, grid.cell_width, grid.cell_height, stroke=stroke, step=1.6)


def outline(pen: Pen, grid: Grid) -> None:
    """Frame the nine cells."""
    for step in range(4):
        x, y = grid.x + step * grid.cell_width, grid.top + step * grid.cell_height
        stroke = Stroke(colour=RULE, width=0.2)
        pen.line((x, grid.top), (x, grid.top + grid.height), stroke)
        pen.line((grid.x, y), (grid.x + grid.width, y), stroke)

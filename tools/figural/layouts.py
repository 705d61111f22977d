"""How a cell is drawn: each layout names its attributes and turns one cell into strokes.

A cell is 128 units square; strokes are 3 wide so that it stays readable at 128 pixels. Filled
areas are ink, everything else is bare, so that any light plate, or an inverted dark one, will do.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tools import svg
from tools.figural.rules import Attribute, Value

SIDE = 128
MIDDLE = SIDE / 2
HATCH = 9
SOLID: dict[str, object] = {"fill": svg.INK}

Cell: TypeAlias = Mapping[str, Value]
Drawing: TypeAlias = list[str]

SHAPES = Attribute(
    scale="name", domain=("circle", "square", "triangle", "diamond", "hexagon", "plus")
)
FRAMES = Attribute(scale="name", domain=("circle", "square", "triangle", "diamond", "hexagon"))
SHADES = Attribute(scale="name", domain=("bare", "hatched", "solid"))
SIZES = Attribute(scale="number", domain=(1, 2, 3))
TURNS = Attribute(scale="cycle", domain=tuple(range(8)))
PLACES = Attribute(scale="cycle", domain=tuple(range(8)))
DOTS = Attribute(scale="number", domain=(1, 2, 3, 4, 5))
COUNTS = Attribute(scale="number", domain=(1, 2, 3, 4, 5, 6))
BARS = Attribute(scale="number", domain=(1, 2, 3, 4))

NEAR, FAR = 30, 98
SEGMENTS: dict[str, tuple[svg.Point, svg.Point]] = {
    "top": ((NEAR, NEAR), (FAR, NEAR)),
    "bottom": ((NEAR, FAR), (FAR, FAR)),
    "left": ((NEAR, NEAR), (NEAR, FAR)),
    "right": ((FAR, NEAR), (FAR, FAR)),
    "upright": ((MIDDLE, NEAR), (MIDDLE, FAR)),
    "level": ((NEAR, MIDDLE), (FAR, MIDDLE)),
    "rising": ((NEAR, FAR), (FAR, NEAR)),
    "falling": ((NEAR, NEAR), (FAR, FAR)),
}
LATTICE = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


def _subsets(names: tuple[str, ...]) -> Attribute:
    """Return the attribute whose values are the non-empty sets of `names`."""
    sets = (
        frozenset(name for bit, name in enumerate(names) if code >> bit & 1)
        for code in range(1, 2 ** len(names))
    )
    return Attribute(scale="set", domain=tuple(sets))


STROKES = _subsets(tuple(SEGMENTS))
MARKS = _subsets(LATTICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """What can vary in a cell, and how the cell is drawn.

    Attributes:
        edged: An option shows the edge of its cell too. Where size matters, a screen that draws
            options larger than the matrix would otherwise turn a small shape into a medium one.
    """

    attributes: Mapping[str, Attribute]
    draw: Callable[[Cell], Drawing]
    edged: bool = False


def _int(cell: Cell, name: str) -> int:
    value = cell[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def _set(cell: Cell, name: str) -> frozenset[str]:
    value = cell[name]
    if not isinstance(value, frozenset):
        raise TypeError(name)
    return value


def around(centre: svg.Point, radius: float, degrees: float) -> svg.Point:
    """Return the point at `radius` from `centre`; 0 degrees is up, and they count clockwise."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def outline(shape: Value, centre: svg.Point, radius: float) -> list[svg.Point]:
    """Return the corners of `shape`, which looks about `radius` large around its centroid."""
    match shape:
        case "circle":
            return [around(centre, radius, degrees) for degrees in range(0, 360, 6)]
        case "square":
            return [around(centre, 1.2 * radius, degrees) for degrees in (45, 135, 225, 315)]
        case "triangle":
            return [around(centre, 1.25 * radius, degrees) for degrees in (0, 120, 240)]
        case "diamond":
            return [around(centre, 1.15 * radius, degrees) for degrees in (0, 90, 180, 270)]
        case "hexagon":
            return [around(centre, 1.05 * radius, degrees) for degrees in range(30, 360, 60)]
        case "plus":
            return _plus(centre, radius)
        case _:
            raise ValueError(shape)


def _plus(centre: svg.Point, radius: float) -> list[svg.Point]:
    wide, arm = radius, radius / 3
    quarter = [(arm, -wide), (arm, -arm), (wide, -arm)]
    corners: list[svg.Point] = []
    for _ in range(4):
        corners += [(centre[0] + x, centre[1] + y) for x, y in quarter]
        quarter = [(-y, x) for x, y in quarter]
    return corners


def _seat(shape: Value, centre: svg.Point, radius: float) -> svg.Point:
    """Return where the centroid belongs so that `shape` looks centred: a triangle hangs lower."""
    return (centre[0], centre[1] + 0.25 * radius) if shape == "triangle" else centre


def shape(name: Value, centre: svg.Point, radius: float, shade: Value = "bare") -> Drawing:
    """Return `name` drawn around the centroid `centre`, bare, hatched or solid."""
    style = SOLID if shade == "solid" else {}
    corners = outline(name, centre, radius)
    edge = (
        svg.circle(centre, radius, **style) if name == "circle" else svg.polygon(corners, **style)
    )
    return [edge, *(svg.hatch(corners, HATCH) if shade == "hatched" else [])]


def _dots(count: int, y: float) -> Drawing:
    left = MIDDLE - 8 * (count - 1)
    return [svg.circle((left + 16 * place, y), 5, stroke="none", **SOLID) for place in range(count)]


def _single(cell: Cell) -> Drawing:
    radius = (0, 15, 28, 43)[_int(cell, "size")]
    return shape(
        cell["shape"], _seat(cell["shape"], (MIDDLE, MIDDLE), radius), radius, cell["shade"]
    )


_ROWS = {1: (1,), 2: (2,), 3: (1, 2), 4: (2, 2), 5: (2, 1, 2), 6: (3, 3)}
"""How many copies stand in each row of a group, by their count."""


def _group(cell: Cell) -> Drawing:
    rows = _ROWS[_int(cell, "count")]
    drawing: Drawing = []
    for index, width in enumerate(rows):
        y = MIDDLE + 37 * (index - (len(rows) - 1) / 2)
        for place in range(width):
            x = MIDDLE + 37 * (place - (width - 1) / 2)
            drawing += shape(cell["shape"], _seat(cell["shape"], (x, y), 14), 14, cell["shade"])
    return drawing


def _dial(cell: Cell) -> Drawing:
    hub = _seat(cell["frame"], (MIDDLE, 54), 38)
    tip = around(hub, 20, 45 * _int(cell, "turn"))
    return [
        *shape(cell["frame"], hub, 38),
        svg.circle(hub, 4, stroke="none", **SOLID),
        svg.line(hub, tip),
        *_dots(_int(cell, "dots"), 112),
    ]


def _nested(cell: Cell) -> Drawing:
    centre = _seat(cell["outer"], (MIDDLE, MIDDLE), 44)
    return [*shape(cell["outer"], centre, 44), *shape(cell["inner"], centre, 17, cell["shade"])]


def _stamp(cell: Cell) -> Drawing:
    centre = _seat(cell["outer"], (MIDDLE, 52), 40)
    inner = shape(cell["inner"], centre, 16, cell["shade"])
    return [*shape(cell["outer"], centre, 40), *inner, *_dots(_int(cell, "dots"), 114)]


def _strokes(cell: Cell) -> Drawing:
    chosen = _set(cell, "strokes")
    return [svg.line(*ends) for name, ends in SEGMENTS.items() if name in chosen]


def _badge(cell: Cell) -> Drawing:
    inner = svg.group(
        _strokes(cell), transform="translate(28.16 28.16) scale(0.56)", stroke_width=5.36
    )
    return [*shape(cell["frame"], (MIDDLE, MIDDLE), 46), inner]


def _lattice(cell: Cell) -> Drawing:
    chosen = _set(cell, "marks")
    drawing: Drawing = []
    for index, name in enumerate(LATTICE):
        point = (MIDDLE + 36 * (index % 3 - 1), MIDDLE + 36 * (index // 3 - 1))
        style = SOLID if name in chosen else {}
        drawing.append(svg.circle(point, 12, **style))
    return drawing


_ROUND = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))
"""The eight places of a 3x3 board around its middle, clockwise from the upper left."""


def _board(cell: Cell) -> Drawing:
    drawing = [svg.rect((MIDDLE - 51, MIDDLE - 51), 102, 102)]
    for offset in (-17, 17):
        near, far, at = MIDDLE - 51, MIDDLE + 51, MIDDLE + offset
        drawing.append(svg.line((at, near), (at, far), stroke_width=1))
        drawing.append(svg.line((near, at), (far, at), stroke_width=1))
    disc, box = (_place(_int(cell, name)) for name in ("disc", "box"))
    drawing.append(svg.circle(disc, 6, **SOLID))
    drawing.append(svg.rect((box[0] - 11, box[1] - 11), 22, 22))
    return drawing


def _place(index: int) -> svg.Point:
    across, down = _ROUND[index]
    return MIDDLE + 34 * across, MIDDLE + 34 * down


def _arrow(cell: Cell) -> Drawing:
    turn = 45 * _int(cell, "turn")
    heading = around((0, 0), 1, turn)
    side = around((0, 0), 1, turn + 90)

    def at(ahead: float, aside: float) -> svg.Point:
        return (
            MIDDLE + ahead * heading[0] + aside * side[0],
            MIDDLE + ahead * heading[1] + aside * side[1],
        )

    head = [at(50, 0), at(12, 25), at(12, -25)]
    style = SOLID if cell["shade"] == "solid" else {}
    drawing = [svg.polygon(head, **style), svg.line(at(12, 0), at(-50, 0))]
    drawing += svg.hatch(head, HATCH) if cell["shade"] == "hatched" else []
    for bar in range(_int(cell, "bars")):
        drawing.append(svg.line(at(-48 + 13 * bar, 14), at(-48 + 13 * bar, -14)))
    return drawing


def _moon(cell: Cell) -> Drawing:
    centre = (MIDDLE, MIDDLE)
    moon = around(centre, 46, 45 * _int(cell, "turn"))
    return [*shape(cell["shape"], centre, 26, cell["shade"]), svg.circle(moon, 8)]


LAYOUTS = {
    "single": Layout(
        attributes={"shape": SHAPES, "size": SIZES, "shade": SHADES}, draw=_single, edged=True
    ),
    "group": Layout(attributes={"count": COUNTS, "shape": SHAPES, "shade": SHADES}, draw=_group),
    "dial": Layout(attributes={"frame": FRAMES, "turn": TURNS, "dots": DOTS}, draw=_dial),
    "nested": Layout(attributes={"outer": FRAMES, "inner": SHAPES, "shade": SHADES}, draw=_nested),
    "stamp": Layout(
        attributes={"outer": FRAMES, "inner": SHAPES, "shade": SHADES, "dots": DOTS}, draw=_stamp
    ),
    "strokes": Layout(attributes={"strokes": STROKES}, draw=_strokes),
    "badge": Layout(attributes={"frame": FRAMES, "strokes": STROKES}, draw=_badge),
    "lattice": Layout(attributes={"marks": MARKS}, draw=_lattice),
    "board": Layout(attributes={"disc": PLACES, "box": PLACES}, draw=_board),
    "arrow": Layout(attributes={"turn": TURNS, "bars": BARS, "shade": SHADES}, draw=_arrow),
    "moon": Layout(attributes={"turn": TURNS, "shape": SHAPES, "shade": SHADES}, draw=_moon),
}


def cell_svg(layout: str, cell: Cell) -> str:
    """Return one cell as a file of its own: an option's picture."""
    drawn = LAYOUTS[layout]
    edge = [svg.rect((1, 1), SIDE - 2, SIDE - 2, stroke_width=1.5)] if drawn.edged else []
    return svg.document(SIDE, SIDE, [*edge, *drawn.draw(cell)])


def matrix_svg(layout: str, cells: Sequence[Cell]) -> str:
    """Return the matrix of the first eight `cells`, row by row, and a question mark."""
    edge = 3 * SIDE
    lines = [
        stroke
        for at in (SIDE, 2 * SIDE)
        for stroke in (svg.line((at, 2), (at, edge - 2)), svg.line((2, at), (edge - 2, at)))
    ]
    grid = [svg.rect((1, 1), edge - 2, edge - 2), *lines]
    parts = [svg.group(grid, stroke_width=1.5)]
    for index, cell in enumerate(cells[:8]):
        parts.append(_placed(index, LAYOUTS[layout].draw(cell)))
    parts.append(_placed(8, _question_mark()))
    return svg.document(edge, edge, parts)


def _placed(index: int, drawing: Drawing) -> str:
    shift = f"translate({SIDE * (index % 3)} {SIDE * (index // 3)})"
    return svg.group(drawing, transform=shift) if index else svg.group(drawing)


def _question_mark() -> Drawing:
    return [
        svg.rect((7, 7), 114, 114, rx=6, stroke_dasharray="7 6", stroke_width=2),
        svg.path("M52 51C52 34 77 34 77 51C77 62 64 62 64 74", stroke_width=5),
        svg.circle((64, 86), 4, stroke="none", fill=svg.INK),
    ]

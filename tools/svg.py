"""A very small SVG writer for the pictures of the battery.

Promises: only the elements svg, g, rect, circle, path, line and polygon, one ink on no background,
no text, no script, no reference to anything outside the file; the same call always gives the same
bytes. Refuses nothing: what is drawn is the caller's business.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

INK = "#1B2733"
STROKE = 3

Point: TypeAlias = tuple[float, float]


def number(value: float) -> str:
    """Return `value` with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def attributes(**values: object) -> str:
    """Return XML attributes: `_` in a name stands for `-`, numbers are shortened, None left out."""
    parts = []
    for name, value in values.items():
        if value is not None:
            text = number(value) if isinstance(value, int | float) else str(value)
            parts.append(f' {name.replace("_", "-")}="{text}"')
    return "".join(parts)


def line(start: Point, end: Point, **style: object) -> str:
    """Return a straight stroke."""
    (x1, y1), (x2, y2) = start, end
    return f"<line{attributes(x1=x1, y1=y1, x2=x2, y2=y2, **style)}/>"


def circle(centre: Point, radius: float, **style: object) -> str:
    """Return a circle."""
    return f"<circle{attributes(cx=centre[0], cy=centre[1], r=radius, **style)}/>"


def rect(corner: Point, width: float, height: float, **style: object) -> str:
    """Return a rectangle from its upper left corner."""
    return f"<rect{attributes(x=corner[0], y=corner[1], width=width, height=height, **style)}/>"


def polygon(points: Iterable[Point], **style: object) -> str:
    """Return a closed polygon."""
    text = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon points="{text}"{attributes(**style)}/>'


def path(data: str, **style: object) -> str:
    """Return a path from SVG path data."""
    return f'<path d="{data}"{attributes(**style)}/>'


def group(children: Iterable[str], **style: object) -> str:
    """Return `children` drawn under common attributes."""
    return f"<g{attributes(**style)}>{''.join(children)}</g>"


def document(width: float, height: float, children: Iterable[str]) -> str:
    """Return a whole file; strokes are ink, 3 wide, round and unfilled unless said otherwise."""
    frame = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
    )
    drawing = group(
        (f"\n{child}" for child in children),
        fill="none",
        stroke=INK,
        stroke_width=STROKE,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    return f"<svg{frame}>{drawing}\n</svg>\n"


def hatch(outline: Sequence[Point], spacing: float) -> list[str]:
    """Return strokes at 45 degrees, `spacing` apart, that fill the simple polygon `outline`."""
    offsets = [x + y for x, y in outline]
    first = math.ceil(min(offsets) / spacing)
    last = math.floor(max(offsets) / spacing)
    strokes = []
    for step in range(first, last + 1):
        crossings = sorted(_crossings(outline, step * spacing))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            if end[0] - start[0] > STROKE:
                strokes.append(line(start, end))
    return strokes


def _crossings(outline: Sequence[Point], offset: float) -> list[Point]:
    """Return where the line x + y = offset crosses the edges of `outline`."""
    points = []
    for start, end in zip(outline, (*outline[1:], outline[0]), strict=True):
        before, after = sum(start) - offset, sum(end) - offset
        if (before < 0) != (after < 0):
            share = before / (before - after)
            points.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
    return points

"""A small part of SVG as vectors: the elements that drawn items are made of.

Knows `g`, `path` (all commands but arcs), `rect`, `circle`, `ellipse`, `line`, `polyline` and
`polygon`, with plain presentation attributes and transforms. Anything else is refused by name,
so that no picture is printed with a part missing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from station.errors import InputError
from station.reporting.pen import Path, Pen, Point, circle, polygon
from station.reporting.proof.outline import OutlineError, outline
from station.reporting.styles import INK, Stroke

SPACE = "{http://www.w3.org/2000/svg}"
KEPT = frozenset({"title", "desc", "metadata"})
"""Elements that are not drawn."""
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COLOURS = {"black": "#000000", "white": "#FFFFFF", "currentColor": INK}


class SvgUnsupportedError(InputError):
    """A picture holds something that cannot be printed as it is."""

    code = "svg_unsupported"
    fix = "Draw it with paths, lines, rectangles, circles and polygons, or hand in a PNG."


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: (x, y) to (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, other: "Matrix") -> "Matrix":
        """Return the map that does `other` first."""
        return Matrix(
            self.a * other.a + self.c * other.b,
            self.b * other.a + self.d * other.b,
            self.a * other.c + self.c * other.d,
            self.b * other.c + self.d * other.d,
            self.a * other.e + self.c * other.f + self.e,
            self.b * other.e + self.d * other.f + self.f,
        )

    def __call__(self, point: Point) -> Point:
        """Return where a point goes."""
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """Return by how much lengths grow, on average over directions."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What shapes inherit: colours (empty: none), width and dashes in user units."""

    fill: str = "#000000"
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline in the picture's own units, after all transforms."""

    path: Path
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its view box and the shapes in it, in the order to draw."""

    left: float
    top: float
    width: float
    height: float
    shapes: tuple[Shape, ...]

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw the picture `width` mm wide with its top left corner at (x, y)."""
        scale = width / self.width
        place = Matrix(scale, 0, 0, scale, x - self.left * scale, y - self.top * scale)
        for shape in self.shapes:
            look = shape.look
            stroke = None
            if look.stroke:
                dash = tuple(length * scale for length in look.dash)
                stroke = Stroke(
                    colour=look.stroke, width=look.width * scale, dash=dash, round=look.round
                )
            pen.shape(_mapped(shape.path, place), fill=look.fill, stroke=stroke)


def read_svg(data: bytes) -> Picture:
    """Return a picture.

    Raises:
        SvgUnsupportedError: Not SVG, or it holds something outside the known set.
    """
    try:
        root = ElementTree.fromstring(data)
        left, top, width, height = _numbers(root.get("viewBox", ""))
        shapes = tuple(_shapes(root, Matrix(), Look()))
    except (ElementTree.ParseError, DefusedXmlException, OutlineError, ValueError) as error:
        raise SvgUnsupportedError(f"picture cannot be read: {error}") from error
    return Picture(left=left, top=top, width=width, height=height, shapes=shapes)


def _shapes(parent: Element, matrix: Matrix, look: Look) -> Iterator[Shape]:
    for element in parent:
        tag = str(element.tag).removeprefix(SPACE)
        if tag in KEPT:
            continue
        if "style" in element.attrib or "class" in element.attrib:
            raise SvgUnsupportedError("style sheets in a picture are not known")
        inner = matrix @ _transform(element.get("transform", ""))
        inherited = _look(element.attrib, look)
        if tag == "g":
            yield from _shapes(element, inner, inherited)
        elif tag in _OUTLINES:
            path = _mapped(_OUTLINES[tag](element.attrib), inner)
            grown = inner.scale
            dash = tuple(length * grown for length in inherited.dash)
            yield Shape(path, replace(inherited, width=inherited.width * grown, dash=dash))
        else:
            raise SvgUnsupportedError(f"element {tag} in a picture is not known")


def _look(given: Mapping[str, str], look: Look) -> Look:
    changes: dict[str, object] = {}
    for name in ("fill", "stroke"):
        if name in given:
            changes[name] = _colour(given[name])
    if "stroke-width" in given:
        changes["width"] = float(given["stroke-width"])
    if "stroke-dasharray" in given:
        dash = given["stroke-dasharray"]
        changes["dash"] = () if dash == "none" else tuple(_numbers(dash))
    if "stroke-linecap" in given:
        changes["round"] = given["stroke-linecap"] == "round"
    return replace(look, **changes)  # type: ignore[arg-type]  # names and types as in Look


def _colour(text: str) -> str:
    if text == "none":
        return ""
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        return text.upper()
    if re.fullmatch(r"#[0-9A-Fa-f]{3}", text):
        return "#" + "".join(digit * 2 for digit in text[1:]).upper()
    if text in _COLOURS:
        return _COLOURS[text]
    raise SvgUnsupportedError(f"colour {text} in a picture is not known")


def _transform(text: str) -> Matrix:
    matrix = Matrix()
    for name, numbers in _TRANSFORM.findall(text):
        values = _numbers(numbers)
        if name == "translate":
            step = Matrix(e=values[0], f=values[1] if len(values) > 1 else 0.0)
        elif name == "scale":
            step = Matrix(a=values[0], d=values[-1])
        elif name == "matrix":
            step = Matrix(*values)
        else:
            raise SvgUnsupportedError(f"transform {name} in a picture is not known")
        matrix = matrix @ step
    return matrix


def _mapped(path: Path, matrix: Matrix) -> Path:
    mapped = Path()
    mapped.steps = [(step, tuple(matrix(point) for point in points)) for step, points in path.steps]
    return mapped


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _value(given: Mapping[str, str], name: str) -> float:
    return float(given.get(name, "0"))


def _rect(given: Mapping[str, str]) -> Path:
    x, y, width, height, rx = (_value(given, name) for name in ("x", "y", "width", "height", "rx"))
    if not rx:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    k, right, bottom = rx * 0.4477, x + width, y + height
    path = Path().move(x + rx, y).line(right - rx, y)
    path.curve((right - k, y), (right, y + k), (right, y + rx)).line(right, bottom - rx)
    path.curve((right, bottom - k), (right - k, bottom), (right - rx, bottom))
    path.line(x + rx, bottom).curve((x + k, bottom), (x, bottom - k), (x, bottom - rx))
    path.line(x, y + rx).curve((x, y + k), (x + k, y), (x + rx, y))
    return path.close()


def _circle(given: Mapping[str, str]) -> Path:
    return circle(_value(given, "cx"), _value(given, "cy"), _value(given, "r"))


def _ellipse(given: Mapping[str, str]) -> Path:
    across, down = _value(given, "rx"), _value(given, "ry")
    place = Matrix(across, 0, 0, down, _value(given, "cx"), _value(given, "cy"))
    return _mapped(circle(0, 0, 1), place)


def _line(given: Mapping[str, str]) -> Path:
    return (
        Path()
        .move(_value(given, "x1"), _value(given, "y1"))
        .line(_value(given, "x2"), _value(given, "y2"))
    )


def _points(given: Mapping[str, str]) -> list[Point]:
    numbers = _numbers(given.get("points", ""))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _polyline(given: Mapping[str, str]) -> Path:
    first, *others = _points(given)
    path = Path().move(*first)
    for point in others:
        path.line(*point)
    return path


_OUTLINES: dict[str, Callable[[Mapping[str, str]], Path]] = {
    "path": lambda given: outline(given.get("d", "")),
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": lambda given: polygon(_points(given)),
}

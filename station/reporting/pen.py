"""Draws on one page in millimetres, measured from the top left corner as the designs are.

A pen writes PDF operators; reportlab carries fonts, pictures and the file around them. Text
stands on its baseline. Numbers are written with two decimals of a point (3.5 micrometres), so
that one drawing is one string of bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal, TypeAlias

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from station.reporting.faces import faces
from station.reporting.styles import Stroke, Style

POINTS_PER_MM = 72 / 25.4
PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
CIRCLE = 0.5523
"""How far, in radii, the control points of a quarter circle lie along its tangents."""
SLANT = "0.2"

Align: TypeAlias = Literal["left", "right", "centre"]
Point: TypeAlias = tuple[float, float]
_SHIFT = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Path:
    """An outline in millimetres: lines and Bezier curves."""

    def __init__(self) -> None:
        """Begin with an empty outline."""
        self.steps: list[tuple[str, tuple[Point, ...]]] = []

    def move(self, x: float, y: float) -> "Path":
        """Lift the pen and set it down at a point."""
        self.steps.append(("m", ((x, y),)))
        return self

    def line(self, x: float, y: float) -> "Path":
        """Draw straight to a point."""
        self.steps.append(("l", ((x, y),)))
        return self

    def curve(self, first: Point, second: Point, end: Point) -> "Path":
        """Draw a cubic Bezier curve to `end`."""
        self.steps.append(("c", (first, second, end)))
        return self

    def close(self) -> "Path":
        """Draw back to where the pen was set down."""
        self.steps.append(("h", ()))
        return self


def polygon(points: Sequence[Point]) -> Path:
    """Return the closed outline through `points`."""
    path = Path().move(*points[0])
    for point in points[1:]:
        path.line(*point)
    return path.close()


def circle(x: float, y: float, radius: float) -> Path:
    """Return a circle around (x, y)."""
    k = radius * CIRCLE
    path = Path().move(x + radius, y)
    path.curve((x + radius, y + k), (x + k, y + radius), (x, y + radius))
    path.curve((x - k, y + radius), (x - radius, y + k), (x - radius, y))
    path.curve((x - radius, y - k), (x - k, y - radius), (x, y - radius))
    path.curve((x + k, y - radius), (x + radius, y - k), (x + radius, y))
    return path.close()


class Pen:
    """What draws on one page.

    Attributes:
        places: On which page, from 1, each named block of the document stands.
    """

    def __init__(self, canvas: Canvas, places: Mapping[str, int]) -> None:
        """Begin a page of `canvas`."""
        self.places = places
        self._canvas = canvas
        # reportlab's own way to write a dynamic font asks for the document.
        self._document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._lines: list[str] = []
        self._fill = ""
        self._stroke: Stroke | None = None

    def finish(self) -> None:
        """Hand the page over and turn to the next."""
        self._flush()
        self._canvas.showPage()

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """Write one line with its baseline at `y`."""
        if not text:
            return
        if align != "left":
            x -= style.width(text) * _SHIFT[align]
        self._ink(style.colour)
        lean = SLANT if style.slanted else "0"
        where = f"1 0 {lean} 1 {x * POINTS_PER_MM:.2f} {(PAGE_HEIGHT - y) * POINTS_PER_MM:.2f} Tm"
        spacing = (f"{style.spacing} Tc ", " 0 Tc") if style.spacing else ("", "")
        pieces = faces()[style.face].encode(text, self._document)
        shown = " ".join(f"{font} {style.size} Tf <{codes}> Tj" for font, codes in pieces)
        self._lines.append(f"BT {spacing[0]}{where} {shown}{spacing[1]} ET")

    def line(self, start: Point, end: Point, stroke: Stroke) -> None:
        """Draw one straight line."""
        self._outline(stroke)
        self._lines.append(f"{_at(*start)} m {_at(*end)} l S")

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: Stroke | None = None,
    ) -> None:
        """Draw a rectangle whose top left corner is (x, y)."""
        self._paint(_rectangle(x, y, width, height), fill, stroke)

    def cells(self, cells: Iterable[tuple[float, float, float, float]], fill: str) -> None:
        """Fill many rectangles (x, y, width, height) as one shape, so that no seam shows."""
        self._ink(fill)
        self._lines.append(" ".join(_rectangle(*cell) for cell in cells) + " f")

    def shape(self, path: Path, *, fill: str = "", stroke: Stroke | None = None) -> None:
        """Draw an outline, filled by the non-zero rule."""
        steps = (" ".join((*(_at(*point) for point in points), op)) for op, points in path.steps)
        self._paint(" ".join(steps), fill, stroke)

    def dot(self, x: float, y: float, radius: float, *, fill: str, ring: str = "") -> None:
        """Draw a disc, with a thin ring around it in `ring`."""
        if ring:
            self.shape(circle(x, y, radius + 0.35), fill=ring)
        self.shape(circle(x, y, radius), fill=fill)

    def hatch(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        stroke: Stroke,
        step: float,
        falling: bool = False,
    ) -> None:
        """Fill a rectangle with lines at 45 degrees, `step` mm apart along its edge."""
        self._outline(stroke)
        slopes = list(_slopes(x, y, width, height, step))
        if falling:
            middle = 2 * x + width
            slopes = [((middle - a, b), (middle - c, d)) for (a, b), (c, d) in slopes]
        ends = " ".join(f"{_at(*start)} m {_at(*end)} l" for start, end in slopes)
        if ends:
            self._lines.append(f"{ends} S")

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw only inside a rectangle."""
        with self._kept():
            self._lines.append(f"{_rectangle(x, y, width, height)} W n")
            yield

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """Write upwards: what is drawn at the page's top left corner stands at (x, y), turned."""
        down, left = y * POINTS_PER_MM, x * POINTS_PER_MM
        top = PAGE_HEIGHT * POINTS_PER_MM
        with self._kept():
            self._lines.append(f"0 1 -1 0 {left + top:.2f} {top - down:.2f} cm")
            yield

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """Place a bitmap in a rectangle whose top left corner is (x, y)."""
        self._flush()
        k = POINTS_PER_MM
        bottom = (PAGE_HEIGHT - y - height) * k
        self._canvas.drawImage(image, x * k, bottom, width * k, height * k, mask="auto")

    @contextmanager
    def _kept(self) -> Iterator[None]:
        self._lines.append("q")
        fill, stroke = self._fill, self._stroke
        yield
        self._lines.append("Q")
        self._fill, self._stroke = fill, stroke

    def _flush(self) -> None:
        self._canvas.addLiteral("\n".join(self._lines))
        self._lines = []

    def _paint(self, outline: str, fill: str, stroke: Stroke | None) -> None:
        if fill:
            self._ink(fill)
        if stroke:
            self._outline(stroke)
        operator = ("B" if stroke else "f") if fill else ("S" if stroke else "n")
        self._lines.append(f"{outline} {operator}")

    def _ink(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self._lines.append(f"{_colour(colour)} rg")

    def _outline(self, stroke: Stroke) -> None:
        if stroke != self._stroke:
            self._stroke = stroke
            self._lines.append(_stroke_operators(stroke))


def _at(x: float, y: float) -> str:
    return f"{x * POINTS_PER_MM:.2f} {(PAGE_HEIGHT - y) * POINTS_PER_MM:.2f}"


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    k = POINTS_PER_MM
    return f"{_at(x, y + height)} {width * k:.2f} {height * k:.2f} re"


@lru_cache(maxsize=256)
def _colour(colour: str) -> str:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts)


@lru_cache(maxsize=256)
def _stroke_operators(stroke: Stroke) -> str:
    dash = " ".join(f"{length * POINTS_PER_MM:.2f}" for length in stroke.dash)
    ends = "1 J 1 j" if stroke.round else "0 J 0 j"
    width = stroke.width * POINTS_PER_MM
    return f"{_colour(stroke.colour)} RG {width:.3f} w [{dash}] 0 d {ends}"


def _slopes(
    x: float, y: float, width: float, height: float, step: float
) -> Iterator[tuple[Point, Point]]:
    """Give the lines from lower left to upper right that cross a rectangle, cut to it."""
    reach = step / 2
    while reach < width + height:
        left, right = max(0.0, reach - height), min(reach, width)
        yield (x + left, y + reach - left), (x + right, y + reach - right)
        reach += step

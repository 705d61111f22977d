"""Layouts and surfaces whose measures follow the zoom."""

from functools import lru_cache

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look

LARGE = 4_000
"""From so many pixels on, a box put together from pieces is the cheaper one."""
Pad = int | tuple[int, int] | tuple[int, int, int, int]
"""All sides; vertical and horizontal; or top, right, bottom, left: pixels at 100 %."""


class Box(QBoxLayout):
    """Widgets side by side or one under another; gap and margins follow the zoom.

    With `fills` it takes the height it is given, whatever its words would like: the frame of a
    screen, in which something scrolls.
    """

    def __init__(
        self,
        look: Look,
        direction: QBoxLayout.Direction,
        *,
        gap: int = 0,
        pad: Pad = 0,
        fills: bool = False,
    ) -> None:
        super().__init__(direction)
        self._look, self._gap, self._pad, self._fills = look, gap, pad, fills
        self.restyle()
        look.changed.connect(self.restyle)

    def measure(self, *, gap: int | None = None, pad: Pad | None = None) -> None:
        """Change gap or margins, in pixels at 100 %."""
        self._gap = self._gap if gap is None else gap
        self._pad = self._pad if pad is None else pad
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        self.setSpacing(self._look.px(self._gap))
        self.setContentsMargins(margins(self._look, self._pad))

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._fills and super().hasHeightForWidth()

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height for `width`; Qt asks for widths that the widget will not take."""
        widget = self.parentWidget()
        if widget is not None and widget.layout() is self:
            width = min(width, widget.maximumWidth())
        return super().heightForWidth(width)


def column(look: Look, *, gap: int = 0, pad: Pad = 0, fills: bool = False) -> Box:
    """Return a layout from top to bottom."""
    return Box(look, QBoxLayout.Direction.TopToBottom, gap=gap, pad=pad, fills=fills)


def row(look: Look, *, gap: int = 0, pad: Pad = 0, fills: bool = False) -> Box:
    """Return a layout from left to right."""
    return Box(look, QBoxLayout.Direction.LeftToRight, gap=gap, pad=pad, fills=fills)


def margins(look: Look, pad: Pad) -> QMargins:
    """Return `pad` as Qt's margins at the zoom of `look`."""
    match pad:
        case int():
            top = right = bottom = left = pad
        case (vertical, horizontal):
            top, right, bottom, left = vertical, horizontal, vertical, horizontal
        case (top, right, bottom, left):
            pass
    return QMargins(look.px(left), look.px(top), look.px(right), look.px(bottom))


class Area(QFrame):
    """A surface with a border: the ground of cards, bars, notices.

    Args:
        look: How everything looks.
        fill: Role of the ground; empty for none.
        edge: Role of the border; empty for none.
        radius: Of the corners, pixels at 100 %.
        width: Fixed width at 100 %; None to follow the layout.
        height: Fixed height at 100 %; None to follow the content.
    """

    def __init__(
        self,
        look: Look,
        *,
        fill: str = "surface",
        edge: str = "rule",
        radius: int = 10,
        width: int | None = None,
        height: int | None = None,
        max_width: int | None = None,
    ) -> None:
        super().__init__()
        self.look = look
        self._fill, self._edge, self._radius = fill, edge, radius
        self._fixed = (width, height, max_width)
        Area.restyle(self)
        look.changed.connect(self.restyle)

    def paint_as(self, *, fill: str, edge: str, radius: int = 10) -> None:
        """Change the roles of ground and border, and the corners."""
        if (fill, edge, radius) != (self._fill, self._edge, self._radius):
            self._fill, self._edge, self._radius = fill, edge, radius
            Area.restyle(self)

    def measure_width(self, width: int) -> None:
        """Change the fixed width, pixels at 100 %."""
        self._fixed = (width, *self._fixed[1:])
        Area.restyle(self)

    def restyle(self) -> None:
        """Follow the look."""
        width, height, max_width = self._fixed
        if width is not None:
            self.setFixedWidth(self.look.px(width))
        if height is not None:
            self.setFixedHeight(self.look.px(height))
        if max_width is not None:
            self.setMaximumWidth(self.look.px(max_width))
        inside = self.look.theme.line if self._edge else 0
        self.setContentsMargins(inside, inside, inside, inside)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, self.look, box, fill=self._fill, edge=self._edge, radius=self._radius)
        painter.end()


class Card(Area):
    """A rounded surface that holds one subject."""

    def __init__(
        self,
        look: Look,
        *,
        gap: int = 0,
        pad: Pad = (20, 40),
        width: int | None = None,
        height: int | None = None,
        max_width: int | None = None,
    ) -> None:
        super().__init__(look, width=width, height=height, max_width=max_width)
        self.column = column(look, gap=gap, pad=pad)
        self.setLayout(self.column)


class Rule(QWidget):
    """A hairline from left to right, or from top to bottom."""

    def __init__(self, look: Look, *, upright: bool = False, height: int | None = None) -> None:
        super().__init__()
        self._look, self._upright, self._height = look, upright, height
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        line = self._look.theme.line
        if self._upright:
            self.setFixedWidth(1)
            if self._height is not None:
                self.setFixedHeight(self._look.px(self._height))
        else:
            self.setFixedHeight(line)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("rule"))


def paint_box(
    painter: QPainter,
    look: Look,
    box: QRectF,
    *,
    fill: str = "",
    edge: str = "",
    radius: float = 8,
    line: float | None = None,
) -> None:
    """Draw a rounded box with its border inside `box`; roles, and pixels at 100 % for `radius`.

    A box on whole pixels is put together from straight pieces and corners that were drawn
    before: that is sharper, and costs a fifth of drawing a rounded outline each time.
    """
    width = look.theme.line if line is None else line
    corner = look.px(radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = box.toRect()
    large = whole.width() * whole.height() > LARGE
    pieces = large and min(whole.width(), whole.height()) > 2 * corner >= 2 * width
    if pieces and QRectF(whole) == box and float(width).is_integer():
        ink = look.theme
        _paint_pieces(
            painter, whole, corner, int(width) if edge else 0,
            getattr(ink, fill) if fill else "", getattr(ink, edge) if edge else "",
        )  # fmt: skip
        return
    painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(edge), width) if edge else Qt.PenStyle.NoPen)
    inset = width / 2 if edge else 0
    rounded = corner - inset
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), rounded, rounded)


def _paint_pieces(
    painter: QPainter, box: QRect, corner: int, line: int, fill: str, edge: str
) -> None:
    """Draw a box from four corners, a ground in three bands, and four straight lines."""
    left, top, width, height = box.x(), box.y(), box.width(), box.height()
    right, low = left + width, top + height
    if fill:
        ground = _plain(fill)
        painter.fillRect(left, top + corner, width, height - 2 * corner, ground)
        for band in (top, low - corner):
            painter.fillRect(left + corner, band, width - 2 * corner, corner, ground)
    if edge and line:
        border = _plain(edge)
        for band in (top, low - line):
            painter.fillRect(left + corner, band, width - 2 * corner, line, border)
        for side in (left, right - line):
            painter.fillRect(side, top + corner, line, height - 2 * corner, border)
    if corner:
        drawn = _corners(fill, edge, corner, line, painter.device().devicePixelRatioF())
        ratio = drawn.devicePixelRatio()
        size = round(corner * ratio)
        for across, x in ((0, left), (size, right - corner)):
            for down, y in ((0, top), (size, low - corner)):
                painter.drawPixmap(
                    QRect(x, y, corner, corner), drawn, QRect(across, down, size, size)
                )


@lru_cache(maxsize=512)
def _corners(fill: str, edge: str, corner: int, line: int, ratio: float) -> QPixmap:
    """Return a box that is nothing but its four corners."""
    side = 2 * corner
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(_plain(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_plain(edge), line) if edge and line else Qt.PenStyle.NoPen)
    inset = line / 2 if edge else 0
    box = QRectF(inset, inset, side - 2 * inset, side - 2 * inset)
    painter.drawRoundedRect(box, corner - inset, corner - inset)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _plain(colour: str) -> QColor:
    return QColor(colour)


def spread(layout: QLayout) -> QWidget:
    """Return a widget that holds `layout` and takes no more height than it needs."""
    widget = QWidget()
    widget.setLayout(layout)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    return widget

"""Which colours meet when a window is painted: an ink and the ground it was put on.

A paint engine of our own stands between the window and a picture. Before letters or an outline
are drawn, the picture is asked what lies there; so every pair that is found is one that is seen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPixmap,
    QPolygonF,
    QTextItem,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

Metric = QPaintDevice.PaintDeviceMetric
Dirty = QPaintEngine.DirtyFlag
SAMPLES = 24
SMALLEST = 20
"""An outline of a control is at least so large, pixels; what is smaller is part of a drawing."""


@dataclass(kw_only=True)
class Inks:
    """What met, each with how often. Colours are `#rrggbb`.

    Attributes:
        letters: Pairs of ink and ground, with an example of the words.
        outlines: Ink of the outline, its fill, and what lies around it; where it stands.
    """

    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    outlines: dict[tuple[str, str, str], QRect] = field(default_factory=dict)


class Engine(QPaintEngine):
    """Draws into a picture, and looks before it draws."""

    def __init__(self, image: QImage, inks: Inks) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._image, self._inks = image, inks
        self._painter = QPainter()

    @override
    def begin(self, device: QPaintDevice) -> bool:
        self.setActive(True)
        return self._painter.begin(self._image)

    @override
    def end(self) -> bool:
        self.setActive(False)
        return self._painter.end()

    @override
    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    @override
    def updateState(self, state: QPaintEngineState) -> None:
        painter, changed = self._painter, state.state()
        if changed & Dirty.DirtyTransform:
            painter.setTransform(state.transform())
        if changed & Dirty.DirtyPen:
            painter.setPen(state.pen())
        if changed & Dirty.DirtyBrush:
            painter.setBrush(state.brush())
        if changed & Dirty.DirtyFont:
            painter.setFont(state.font())
        if changed & Dirty.DirtyOpacity:
            painter.setOpacity(state.opacity())
        self._clip(state, changed)

    def _clip(self, state: QPaintEngineState, changed: QPaintEngine.DirtyFlag) -> None:
        painter = self._painter
        if changed & Dirty.DirtyClipRegion:
            painter.setClipRegion(state.clipRegion(), state.clipOperation())
        if changed & Dirty.DirtyClipPath:
            painter.setClipPath(state.clipPath(), state.clipOperation())
        if changed & Dirty.DirtyClipEnabled:
            painter.setClipping(state.isClipEnabled())

    @override
    def drawTextItem(self, p: Any, textItem: QTextItem) -> None:
        box = QRectF(p.x(), p.y() - textItem.ascent(), textItem.width(), textItem.ascent())
        place = self._painter.transform().mapRect(box).toRect()
        if textItem.text().strip() and self._seen(place):
            pair = (self._painter.pen().color().name(), self._ground(place))
            self._inks.letters.setdefault(pair, textItem.text())
        self._painter.setFont(textItem.font())
        self._painter.drawText(p, textItem.text())

    @override
    def drawPath(self, path: QPainterPath) -> None:
        place = self._painter.transform().mapRect(path.boundingRect()).toRect()
        pen, brush = self._painter.pen(), self._painter.brush()
        solid = pen.style() is Qt.PenStyle.SolidLine and pen.color().alpha() == 255
        if solid and min(place.width(), place.height()) >= SMALLEST and self._seen(place):
            around = self._around(place)
            filled = brush.style() is Qt.BrushStyle.SolidPattern
            fill = brush.color().name() if filled else around
            self._inks.outlines.setdefault((pen.color().name(), fill, around), place)
        self._painter.drawPath(path)

    @override
    def drawRects(self, rects: Any, rectCount: object = None) -> None:
        self._painter.drawRects(rects if isinstance(rects, list) else [rects])

    @override
    def drawPolygon(self, points: Any, pointCount: object = None, mode: object = None) -> None:
        self._painter.drawPolygon(QPolygonF([QPointF(one) for one in points]))

    @override
    def drawPixmap(self, r: QRectF | QRect, pm: QPixmap | QImage, sr: QRectF | QRect) -> None:
        self._painter.drawPixmap(QRectF(r), QPixmap(pm), QRectF(sr))

    @override
    def drawImage(
        self, r: QRectF | QRect, pm: QImage, sr: QRectF | QRect, flags: object = None
    ) -> None:
        self._painter.drawImage(QRectF(r), pm, QRectF(sr))

    # --- looking -----------------------------------------------------------------------------

    def _seen(self, place: QRect) -> bool:
        middle = place.center()
        clip = self._painter.clipBoundingRect() if self._painter.hasClipping() else None
        inside = clip is None or self._painter.transform().mapRect(clip).contains(QPointF(middle))
        return inside and self._image.rect().contains(middle)

    def _ground(self, place: QRect) -> str:
        """Return the colour that most of a place has."""
        rows = (place.top(), place.center().y(), place.bottom())
        return self._most(QPoint(x, y) for x in _steps(place.left(), place.right()) for y in rows)

    def _around(self, place: QRect) -> str:
        """Return the colour that most of the edge around a place has."""
        wide = place.adjusted(-3, -3, 3, 3)
        across = _steps(place.left(), place.right())
        down = _steps(place.top(), place.bottom())
        level = (QPoint(x, y) for x in across for y in (wide.top(), wide.bottom()))
        upright = (QPoint(x, y) for y in down for x in (wide.left(), wide.right()))
        return self._most((*level, *upright))

    def _most(self, places: Iterable[QPoint]) -> str:
        inside = self._image.rect()
        found = Counter(self._image.pixel(one) for one in places if inside.contains(one))
        return QColor(found.most_common(1)[0][0]).name()


def _steps(first: int, last: int) -> range:
    return range(first, last + 1, max(1, (last - first) // SAMPLES))


class Sheet(QPaintDevice):
    """A picture that is painted by the engine."""

    def __init__(self, size: QSize, inks: Inks) -> None:
        super().__init__()
        self.image = QImage(size, QImage.Format.Format_RGB32)
        self.image.fill(Qt.GlobalColor.white)
        self._engine = Engine(self.image, inks)

    @override
    def paintEngine(self) -> QPaintEngine:
        return self._engine

    @override
    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return {
            Metric.PdmWidth: self.image.width(),
            Metric.PdmHeight: self.image.height(),
            Metric.PdmDepth: 32,
            Metric.PdmNumColors: 1 << 24,
            Metric.PdmDpiX: 96,
            Metric.PdmDpiY: 96,
            Metric.PdmPhysicalDpiX: 96,
            Metric.PdmPhysicalDpiY: 96,
            Metric.PdmDevicePixelRatioScaled: 0x10000,
        }.get(metric, 1)


def inks_of(widget: QWidget) -> Inks:
    """Return the colours that meet on `widget`, painted whole."""
    inks = Inks()
    sheet = Sheet(widget.size(), inks)
    widget.render(sheet, QPoint())
    return inks

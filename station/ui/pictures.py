"""Pictures of a package: drawn from its own media only, sharp at every size.

A drawing (SVG) is drawn anew for each size; a photograph is scaled once, smoothly. A drawing in
ink alone takes the ink of the theme; any other picture keeps its colours and lies on white paper.
A formula is a drawing that stands on the baseline of its text. A name that the package lacks draws
nothing.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

CACHED = 256
EM_UNITS = 1000
"""Units of a formula's drawing to the size of a letter."""
LETTER_MATCH = 1.07
"""A formula's figures are as high as Noto Sans's when its letters are set so much larger."""
LINE_WHITE = 0.1
"""White above and below a formula, so that a high one does not touch the lines around it."""


class Pictures:
    """The media of one form, by name."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        self._media = media
        self._size = lru_cache(maxsize=CACHED)(self._measure)
        self._image = lru_cache(maxsize=CACHED)(self._draw)
        self._formula = lru_cache(maxsize=CACHED)(self._set)

    def size(self, name: str) -> QSizeF:
        """Return the picture's own size in pixels; empty when there is none."""
        return self._size(name)

    def image(self, name: str, size: QSize, ratio: float = 1.0, ink: str = "") -> QImage:
        """Return the picture at `size`, for a screen of `ratio` pixels a pixel.

        Args:
            name: The media name.
            size: Width and height; the picture is drawn to fill it.
            ratio: Device pixels a pixel.
            ink: Colour of the lines of a drawing in ink alone; empty for as drawn.
        """
        return self._image(name, size.width(), size.height(), ratio, ink)

    def formula(
        self, name: str, depth: int, letter: float, ratio: float = 1.0, ink: str = ""
    ) -> tuple[QImage, int]:
        """Return a formula beside letters of a size, and how far it reaches below their baseline.

        Args:
            name: The media name.
            depth: Thousandths of a letter below the baseline.
            letter: Size of the letters, pixels.
            ratio: Device pixels a pixel.
            ink: Colour of the letters.
        """
        return self._formula(name, depth, letter, ratio, ink)

    def fitted(self, name: str, width: int, height: int, *, grow: bool = True) -> QSize:
        """Return the largest size within `width` x `height` that keeps the picture's shape."""
        own = self.size(name)
        if own.isEmpty():
            return QSize()
        scale = min(width / own.width(), height / own.height())
        scale = scale if grow or scale < 1 else 1.0
        return QSize(max(1, round(own.width() * scale)), max(1, round(own.height() * scale)))

    def _measure(self, name: str) -> QSizeF:
        data = self._media.get(name, b"")
        if _is_drawing(name):
            return QSizeF(QSvgRenderer(QByteArray(data)).defaultSize()) if data else QSizeF()
        return QSizeF(QImage.fromData(data).size())

    def _draw(self, name: str, width: int, height: int, ratio: float, ink: str) -> QImage:
        data = self._media.get(name, b"")
        pixels = QSize(round(width * ratio), round(height * ratio))
        image = _drawing(data, pixels, ink) if _is_drawing(name) else _photo(data, pixels)
        image.setDevicePixelRatio(ratio)
        return image

    def _set(
        self, name: str, depth: int, letter: float, ratio: float, ink: str
    ) -> tuple[QImage, int]:
        own, unit = self.size(name), letter * LETTER_MATCH / EM_UNITS
        white = ceil(letter * LINE_WHITE)
        above, below = ceil((own.height() - depth) * unit) + white, ceil(depth * unit) + white
        wide = ceil(own.width() * unit)
        pixels = QSize(round(wide * ratio), round((above + below) * ratio))
        image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        image.setDevicePixelRatio(ratio)
        data = self._media.get(name, b"")
        if data and not pixels.isEmpty():
            top = above - (own.height() - depth) * unit
            place = QRectF(0, top, own.width() * unit, own.height() * unit)
            painter = QPainter(image)
            QSvgRenderer(QByteArray(_inked(data, ink))).render(painter, place)
            painter.end()
        return image, below


DRAWN_INK = b"#1B2733"
COLOUR = re.compile(rb"(?:stroke|fill|stop-color)\s*[=:]\s*[\"']?\s*([#\w]+)")
NO_COLOUR = {b"none", DRAWN_INK, DRAWN_INK.lower()}


def _is_drawing(name: str) -> bool:
    return name.lower().endswith(".svg")


def _drawing(data: bytes, pixels: QSize, ink: str) -> QImage:
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    inked = set(COLOUR.findall(data)) <= NO_COLOUR
    image.fill(Qt.GlobalColor.transparent if inked or not ink else Qt.GlobalColor.white)
    if data and not pixels.isEmpty():
        source = _inked(data, ink) if inked else data
        painter = QPainter(image)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(image.rect()))
        painter.end()
    return image


def _inked(data: bytes, ink: str) -> bytes:
    return data.replace(DRAWN_INK, ink.encode()) if ink else data


def _photo(data: bytes, pixels: QSize) -> QImage:
    return QImage.fromData(data).scaled(
        pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )

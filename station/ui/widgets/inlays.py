"""Pictures that stand among letters as one of them, on the baseline."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextImageFormat,
)

from station.ui.fonts import TEXT_FAMILY


def image_format(name: str, image: QImage, below: int) -> QTextImageFormat:
    """Return how a picture stands in a text: on the baseline, reaching `below` pixels under it."""
    size = image.deviceIndependentSize()
    form = QTextImageFormat()
    form.setName(name)
    form.setWidth(size.width())
    form.setHeight(size.height())
    form.setFont(_reaching(below))
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def baseline(font: QFont, line: int) -> float:
    """Return how far below the top of a line of `line` pixels its letters stand."""
    metrics = QFontMetricsF(font)
    return (line - metrics.height()) / 2 + metrics.ascent()


def struck(image: QImage, below: int, letters: QFont, colour: QColor) -> QImage:
    """Return a picture with the line through it that letters beside it have."""
    done, metrics = image.copy(), QFontMetricsF(letters)
    top = image.deviceIndependentSize().height() - below - metrics.strikeOutPos()
    painter = QPainter(done)
    painter.fillRect(QRectF(0, top, image.width(), metrics.lineWidth()), colour)
    painter.end()
    return done


@lru_cache(maxsize=256)
def _reaching(below: int) -> QFont:
    """Return the font whose letters reach `below` pixels below their baseline.

    Qt lets a picture in a text reach as far down as letters of the font in its format would.
    """
    font = QFont(TEXT_FAMILY)
    font.setPixelSize(1000)
    font.setPixelSize(max(1, round(below * 1000 / QFontMetricsF(font).descent())))
    return font

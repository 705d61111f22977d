"""Our own line icons: 24 x 24 drawings in one colour, tinted and drawn sharp at any size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from station.resources import resources_dir


def icon_names() -> frozenset[str]:
    """Return the names of all icons."""
    return frozenset(path.stem for path in (resources_dir() / "icons").glob("*.svg"))


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` in `colour`, `size` pixels square on a screen of `ratio`.

    Raises:
        OSError: There is no such icon.
    """
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, QColor(colour).name()).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw the icon `name` in `colour` to fill `box`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), icon(name, colour, round(box.width()), ratio))


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = (resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))

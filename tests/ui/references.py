"""Small stored pictures, in grey, of every screen, one sheet a look; and how to renew them.

`python -m tests.ui.references` draws the sheets anew. Look at them before committing.
"""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from station.app import battery_form, practice_form
from station.ui.look import Look, ready_look
from station.ui.participant.gallery.frame import Studio
from station.ui.participant.gallery.scenes import make, makers
from station.ui.widgets import cells_access

FOLDER = Path(__file__).parent / "pictures"
SIZE = (1366, 768)
TILE = (228, 128)
COLUMNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One look that sheets are kept of."""

    theme: str
    language: str
    zoom: int

    @property
    def path(self) -> Path:
        """Where its sheet lies."""
        return FOLDER / f"{self.theme}-{self.language}-{self.zoom}.png"


STYLES = (
    Style(theme="light", language="id", zoom=100),
    Style(theme="contrast", language="en", zoom=200),
    Style(theme="dark", language="en", zoom=100),
    Style(theme="cream", language="id", zoom=150),
)


def studio_of(look: Look) -> Studio:
    """Return what every scene is made of."""
    form, media = battery_form()
    return Studio(look=look, form=form, media=media, practice=practice_form()[0])


def draw_tiles(studio: Studio, style: Style) -> dict[str, QImage]:
    """Return every scene by name, small, in one look."""
    cells_access.install()
    studio.look.change(theme=style.theme, language=style.language, zoom_percent=style.zoom)
    return {name: _tile(studio, name) for name in makers(studio)}


def stored_tiles(names: list[str], style: Style) -> dict[str, QImage]:
    """Return the tiles of a stored sheet, in the order of `names`."""
    sheet = QImage(str(style.path))
    return {name: sheet.copy(_place(place)) for place, name in enumerate(names)}


def write_sheet(tiles: dict[str, QImage], path: Path) -> None:
    """Write tiles side by side, in their order."""
    rows = -(-len(tiles) // COLUMNS)
    sheet = QImage(COLUMNS * TILE[0], rows * TILE[1], QImage.Format.Format_RGB888)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for place, tile in enumerate(tiles.values()):
        painter.drawImage(_place(place), tile)
    painter.end()
    path.parent.mkdir(exist_ok=True)
    sheet.convertToFormat(QImage.Format.Format_Grayscale8).save(str(path))


def _tile(studio: Studio, name: str) -> QImage:
    frame = make(studio, name)
    frame.resize(*SIZE)
    frame.raise_curtain()
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    image = frame.grab().toImage().scaled(*TILE, keep, smooth)
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _place(place: int) -> QRect:
    row, column = divmod(place, COLUMNS)
    return QRect(column * TILE[0], row * TILE[1], *TILE)


def main() -> None:
    """Draw all sheets anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TZ"] = "UTC"  # as in conftest.py
    time.tzset()
    studio = studio_of(ready_look(QApplication([])))
    for style in STYLES:
        write_sheet(draw_tiles(studio, style), style.path)
        sys.stdout.write(f"{style.path.name}: {style.path.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main()

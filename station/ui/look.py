"""How everything looks just now: theme, zoom and language, and what follows from them.

There is one look a window tree; every widget of ours takes it as an argument, reads it, and
follows its `changed`. Nothing here knows what is shown.
"""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication

from station.resources import resources_dir
from station.ui import i18n
from station.ui.fonts import CODE_FAMILY, STYLES, TEXT_FAMILY, load_fonts
from station.ui.icons import draw_icon
from station.ui.theme import THEMES, Theme, palette, style_sheet

ZOOMS = (100, 125, 150, 175, 200)


class Look(QObject):
    """Theme, zoom and language of a window tree; `changed` tells that one of them changed."""

    changed = Signal()

    def __init__(
        self,
        words: i18n.Words,
        *,
        theme: str = "light",
        zoom_percent: int = 100,
        language: str = "id",
    ) -> None:
        super().__init__()
        self.words = words
        self.theme: Theme = THEMES[theme]
        self.zoom_percent = zoom_percent
        self.language = language
        self._fonts: dict[str, QFont] = {}

    def change(
        self,
        *,
        theme: str | None = None,
        zoom_percent: int | None = None,
        language: str | None = None,
    ) -> None:
        """Change what is given, then tell every widget.

        Raises:
            KeyError: There is no such theme.
        """
        before = (self.theme, self.zoom_percent, self.language)
        self.theme = THEMES[theme] if theme is not None else self.theme
        self.zoom_percent = zoom_percent or self.zoom_percent
        self.language = language or self.language
        if before != (self.theme, self.zoom_percent, self.language):
            self._fonts.clear()
            self.dress()
            self.changed.emit()

    def zoom(self, step: int) -> None:
        """Go `step` places up or down the list of zooms; 0 goes back to 100 %."""
        place = ZOOMS.index(self.zoom_percent) + step if step else 0
        self.change(zoom_percent=ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def dress(self) -> None:
        """Give Qt's own controls this look."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font("body"))
            app.setPalette(palette(self.theme))
            app.setStyleSheet(style_sheet(self.theme, self.zoom_percent))

    # --- sizes, colours, letters -------------------------------------------------------------

    def px(self, size: float) -> int:
        """Return `size` pixels of the 100 % drawing in pixels of this zoom."""
        return round(size * self.zoom_percent / 100)

    def colour(self, role: str) -> QColor:
        """Return the colour that plays `role` in this theme."""
        return self.theme.colour(role)

    def font(self, style: str) -> QFont:
        """Return the font of a text style, at this zoom."""
        if style not in self._fonts:
            given = STYLES[style]
            font = QFont(CODE_FAMILY if given.code else TEXT_FAMILY)
            font.setPixelSize(self.px(given.size))
            font.setBold(given.bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[style] = font
        return self._fonts[style]

    def line(self, style: str) -> int:
        """Return the line height of a text style in pixels, at this zoom."""
        return self.px(STYLES[style].line)

    def draw_icon(self, painter: QPainter, name: str, box: QRectF, role: str = "ink") -> None:
        """Draw the icon `name` to fill `box` in the colour of `role`."""
        draw_icon(painter, name, box, getattr(self.theme, role))

    # --- words -------------------------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """Return the words `key` in the language of the screens.

        Raises:
            KeyError: Nothing is called `key`, or a value is missing.
        """
        return self.words.say(self.language, key, **values)

    def pick(self, text: Mapping[str, str]) -> str:
        """Return content in the language of the screens, or in the first one it has."""
        return i18n.picked(text, self.language)

    def clock_text(self, moment: datetime) -> str:
        """Return the time of day with seconds, as this language writes it."""
        return i18n.clock_text(moment, self.language)

    def left_text(self, left_ms: int) -> str:
        """Return what is left as minutes and seconds, as this language writes it."""
        return i18n.left_text(left_ms, self.language)


def ready_look(app: QApplication, **settings: str | int) -> Look:
    """Load fonts and words, set Fusion as the ground, and return a look that dresses `app`.

    Args:
        app: The application.
        settings: `theme`, `zoom_percent`, `language` as in `Look`.

    Raises:
        FontMissingError, WordsMissingError: The program's folder is incomplete.
    """
    app.setStyle("Fusion")
    load_fonts(resources_dir() / "fonts")
    look = Look(i18n.read_words(resources_dir() / "translations"), **settings)  # type: ignore[arg-type]
    look.dress()
    return look

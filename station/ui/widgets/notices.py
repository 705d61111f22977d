"""Boxes that say something beside the matter: a hint, a warning, an error, a success."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import Area, Pad, row
from station.ui.widgets.text import Text

KINDS = {
    "info": ("info", "rule", "info", "accent"),
    "warning": ("flag_tint", "flag", "warning", "flag"),
    "error": ("error_tint", "error", "error", "error"),
    "success": ("success_tint", "success", "check-circle", "success"),
    "lock": ("flag_tint", "flag", "lock", "flag"),
}
"""Kind to ground, border, icon and the icon's colour."""


class Icon(QWidget):
    """An icon as a picture; nameless unless `name` (a key) is given, so decoration stays silent."""

    def __init__(self, look: Look, icon: str, *, size: int = 20, colour: str = "ink") -> None:
        super().__init__()
        self._look, self._icon, self._size, self._colour = look, icon, size, colour
        self.restyle()
        look.changed.connect(self.restyle)

    def draw_as(self, icon: str, colour: str) -> None:
        """Change icon and colour."""
        self._icon, self._colour = icon, colour
        self.update()

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(self._size), self._look.px(self._size))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._look.draw_icon(painter, self._icon, QRectF(self.rect()), self._colour)
        painter.end()


class Notice(Area):
    """A tinted box with an icon and words; put further widgets into `row`.

    Args:
        look: How everything looks.
        kind: `info`, `warning`, `error`, `success` or `lock`.
        key: Words to say; None to be given later (`words.say`).
        style: Text style.
    """

    def __init__(
        self,
        look: Look,
        kind: str,
        key: str | None = None,
        *,
        style: str = "secondary",
        pad: Pad = (12, 17),
        icon_size: int = 20,
    ) -> None:
        fill, edge, icon, colour = KINDS[kind]
        super().__init__(look, fill=fill, edge=edge, radius=8)
        self.icon = Icon(look, icon, size=icon_size, colour=colour)
        self.words = Text(look, style, key)
        self.row = row(look, gap=12, pad=pad)
        self.row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.words, 1)
        self.setLayout(self.row)

    def show_as(self, kind: str) -> None:
        """Change the kind."""
        fill, edge, icon, colour = KINDS[kind]
        self.paint_as(fill=fill, edge=edge, radius=8)
        self.icon.draw_as(icon, colour)

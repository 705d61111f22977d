"""A dialog: a card over the window that scrolls inside when it would be too large."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.frame import COMPACT_BELOW
from station.ui.widgets.boxes import Area, Pad, column
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Scrolled

MARGIN = 24
PAD: Pad = (32, 40)
PAD_COMPACT: Pad = (16, 20)


class Dialog(Overlay):
    """Put what it shows into `column`.

    Args:
        look: How everything looks.
        window: What it lies over.
        width: Of the card, at 100 %.
        closes: Whether Esc closes it.
        edge: Role of the card's border.
    """

    def __init__(
        self, look: Look, window: QWidget, *, width: int, closes: bool = True, edge: str = "rule"
    ) -> None:
        self.card = Area(look, edge=edge)
        super().__init__(look, window, self.card, closes=closes)
        self._width = width
        self._inside = QWidget()
        self.column = column(look, pad=PAD)
        self._inside.setLayout(self.column)
        whole = column(look, fills=True)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.addWidget(Scrolled(self._inside))
        self.card.setLayout(whole)
        self._inside.installEventFilter(self)
        look.changed.connect(self.fit)

    def fit(self) -> None:
        """Take the size that the content needs and the window has."""
        look, room = self.look, self.size() - QSize(2 * MARGIN, 2 * MARGIN)
        if room.isEmpty():
            return
        compact = (
            self.width() * 100 // look.zoom_percent < COMPACT_BELOW[0]
            or self.height() * 100 // look.zoom_percent < COMPACT_BELOW[1]
        )
        self.column.measure(pad=PAD_COMPACT if compact else PAD)
        width = min(look.px(self._width), room.width())
        self.column.activate()
        high = self.column.totalHeightForWidth(width - 4)
        if high < 0:
            high = self.column.totalSizeHint().height()
        self.card.setFixedSize(QSize(width, min(high + 4, room.height())))

    @override
    def open(self, first: QWidget | None = None) -> None:
        self.setGeometry(self._window().rect())
        self.fit()
        super().open(first)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
            return False
        return super().eventFilter(watched, event)

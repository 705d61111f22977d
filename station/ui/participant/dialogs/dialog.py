"""A dialog: a card over the window that scrolls inside when it would be too large."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.frame import COMPACT_BELOW
from station.ui.widgets.boxes import Area, Pad, column
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Scrolled

MARGIN, EDGE = 24, 2
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
        hides: Whether what stands between the bars is hidden: officers read no questions.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget,
        *,
        width: int,
        closes: bool = True,
        edge: str = "rule",
        hides: bool = False,
    ) -> None:
        self.card = Area(look, edge=edge)
        super().__init__(look, window, self.card, closes=closes)
        self._width, self._hides, self._compact = width, hides, False
        self._inside = QWidget()
        self.column = column(look, pad=PAD)
        self._inside.setLayout(self.column)
        whole = column(look, fills=True)
        whole.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._scrolled = Scrolled(self._inside)
        whole.addWidget(self._scrolled)
        self.card.setLayout(whole)
        self._inside.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_sight)
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
        if compact is not self._compact:  # measuring anew asks for a layout, which asks for this
            self._compact = compact
            self.column.measure(pad=PAD_COMPACT if compact else PAD)
        width = min(look.px(self._width), room.width())
        high = self.column.totalHeightForWidth(width - 2 * EDGE)
        if high < 0:
            high = self.column.totalSizeHint().height()
        self._size_to(QSize(width, high + 2 * EDGE), room.height())

    def _size_to(self, wanted: QSize, most: int) -> None:
        """Give the card its size, with a scroll bar only where it is higher than the room."""
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOff if wanted.height() <= most else policy.ScrollBarAsNeeded
        size = wanted.boundedTo(QSize(wanted.width(), most))
        if self._scrolled.verticalScrollBarPolicy() != bar:
            self._scrolled.setVerticalScrollBarPolicy(bar)
        if self.card.size() != size:
            self.card.setFixedSize(size)

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard is on."""
        if now is not None and self._inside.isAncestorOf(now):
            self._scrolled.ensureWidgetVisible(now, 0, self.look.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hides:
            top, bottom = (40, 52) if self._compact else (64, 72)
            px = self.look.px
            high = self.height() - px(top) - px(bottom)
            painter = QPainter(self)
            painter.fillRect(0, px(top), self.width(), high, self.look.colour("page"))
            painter.end()
        super().paintEvent(event)

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

"""A dialog: a card over the window that scrolls inside when it would be too large."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.frame import COMPACT_BELOW
from station.ui.widgets.boxes import Area, Box, Pad, column
from station.ui.widgets.overlay import MARGIN, Overlay
from station.ui.widgets.screens import Scrolled

EDGE = 2
PAD: Pad = (32, 40)
PAD_COMPACT: Pad = (16, 20)
HEAD: Pad = (24, 40)
HEAD_COMPACT: Pad = (12, 20)
CORNER = 9


class Dialog(Overlay):
    """Put what it shows into `column`.

    Args:
        look: How everything looks.
        window: What it lies over.
        width: Of the card, at 100 %.
        closes: Whether Esc closes it.
        edge: Role of the card's border.
        band: Role of the ground of `head`, a band at the top; empty for no band.
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
        band: str = "",
        hides: bool = False,
    ) -> None:
        self.card = Area(look, edge=edge)
        super().__init__(look, window, self.card, closes=closes)
        self._width, self._hides, self._compact = width, hides, False
        self._inside = QWidget()
        self.column = self._content = column(look, pad=PAD)
        self.head = column(look, pad=HEAD) if band else None
        if self.head is not None:
            self._content = column(look)
            self._content.addWidget(Band(look, self.head, fill=band, edge=edge))
            self._content.addLayout(self.column)
        self._inside.setLayout(self._content)
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
        margin = self.look.px(MARGIN)
        look, room = self.look, self.size() - QSize(2 * margin, 2 * margin)
        if room.isEmpty():
            return
        compact = (
            self.width() * 100 // look.zoom_percent < COMPACT_BELOW[0]
            or self.height() * 100 // look.zoom_percent < COMPACT_BELOW[1]
        )
        if compact is not self._compact:  # measuring anew asks for a layout, which asks for this
            self._compact = compact
            self.column.measure(pad=PAD_COMPACT if compact else PAD)
            if self.head is not None:
                self.head.measure(pad=HEAD_COMPACT if compact else HEAD)
        width = min(look.px(self._width), room.width())
        high = self._content.totalHeightForWidth(width - 2 * EDGE)
        if high < 0:
            high = self._content.totalSizeHint().height()
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


class Band(QWidget):
    """A tinted ground at the top of a dialog, ruled off below."""

    def __init__(self, look: Look, content: Box, *, fill: str, edge: str) -> None:
        super().__init__()
        self._look, self._fill, self._edge = look, fill, edge
        self.setLayout(content)
        look.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, corner = QRectF(self.rect()), look.px(CORNER)
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0, 0, 0, corner), corner, corner)
        painter.setClipRect(box)
        painter.fillPath(path, look.colour(self._fill))
        line = look.theme.line
        painter.fillRect(QRectF(0, box.bottom() - line, box.width(), line), look.colour(self._edge))
        painter.end()

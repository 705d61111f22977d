"""Something laid over a whole window: dialogs, the help page, a picture at full size.

It is a child of the window, never a window of its own: a full-screen seat has no other window,
and nothing can be lost behind it. The keyboard stays inside until it is closed.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import column
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.text import name_by_words

SCRIM, MARGIN = 0.55, 12
SHADOW_LAYERS = 12


class Overlay(QWidget):
    """A scrim over `window` with `content` in its middle.

    Args:
        look: How everything looks.
        window: What it lies over.
        content: The card that it shows; it takes the card over.
        closes: Whether Esc closes it.
    """

    closed = Signal()

    def __init__(
        self, look: Look, window: QWidget, content: QWidget, *, closes: bool = True
    ) -> None:
        super().__init__(window)
        self.look, self.content, self._closes = look, content, closes
        self._before: QWidget | None = None
        layout = column(look, pad=MARGIN)
        layout.addStretch(1)
        layout.addWidget(content, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setLayout(layout)
        plays(self, Role.Dialog)
        window.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def open(self, first: QWidget | None = None) -> None:
        """Show it, and put the keyboard on `first`."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self._window().rect())
        self.show()
        self.raise_()
        name_by_words(self, self.content)
        (first or self.content).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_overlay(self) -> None:
        """Take it away, and put the keyboard back where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window().rect())
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closes and event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        elif _for_the_window(event):
            event.ignore()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisibleTo(self)
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        now = QApplication.focusWidget()
        place = stops.index(now) if now in stops else -1
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = QColor("#1B2733")
        ink.setAlphaF(SCRIM)
        painter.fillRect(self.rect(), ink)
        self._paint_shadow(painter)
        painter.end()

    def window_size(self) -> QSize:
        """Return the size of what it lies over."""
        return self._window().size()

    # --- inside ------------------------------------------------------------------------------

    def _window(self) -> QWidget:
        window = self.parentWidget()
        return self if window is None else window

    def _paint_shadow(self, painter: QPainter) -> None:
        """Draw the one shadow there is, as layers that add up: 8 down, 24 soft, 22 %."""
        px = self.look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, round(255 * 0.22 / SHADOW_LAYERS)))
        box = QRectF(self.content.geometry()).translated(0, px(8))
        for layer in range(SHADOW_LAYERS):
            out = px(12) * (1 - 2 * layer / SHADOW_LAYERS)
            corner = max(1.0, px(10) + out)
            painter.drawRoundedRect(box.adjusted(-out, -out, out, out), corner, corner)


def _for_the_window(event: QKeyEvent) -> bool:
    """Return whether a key goes on to the window: help, proctor, zoom."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control or event.key() in {Qt.Key.Key_F1, Qt.Key.Key_F8}

"""The focus ring: three pixels of ink and three of halo around whatever the keyboard is on.

One overlay serves a whole window, so no widget needs room for it. It shows while the keyboard
leads and steps back when the mouse does.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from station.ui.look import Look

WIDTH = 3
NO_RING = "no_ring"
"""Dynamic property of a widget that shows by itself where the keyboard is."""


class FocusRing(QWidget):
    """The ring of one window."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self._keyboard = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        window.installEventFilter(self)
        look.changed.connect(self._place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._lead(keyboard=False)
        elif kind == QEvent.Type.KeyPress:
            self._lead(keyboard=True)
        elif kind == QEvent.Type.Show and watched is self.parentWidget():
            self._listen()
        elif kind in _MOVES:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        for inset, token in ((WIDTH / 2, "halo"), (1.5 * WIDTH, "ring")):
            painter.setPen(QPen(self._look.colour(token), WIDTH))
            corner = self._look.px(8) + 2 * WIDTH - inset
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _listen(self) -> None:
        """See keys and clicks where they enter the window, not at each widget."""
        handle = self.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _lead(self, *, keyboard: bool) -> None:
        if keyboard is not self._keyboard:
            self._keyboard = keyboard
            self._place()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and self.window() is now.window()
        self._around = now if inside and now is not None and not now.property(NO_RING) else None
        self._watch(self._around)
        self._place()

    def _watch(self, widget: QWidget | None) -> None:
        """Follow the moves of `widget` and of whatever carries it."""
        for before in self._watched:
            if isValid(before):
                before.removeEventFilter(self)
        self._watched = []
        while widget is not None and widget is not self.parentWidget():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _place(self) -> None:
        around, window = self._around, self.parentWidget()
        if around is not None and not isValid(around):
            around = self._around = None  # it went while the keyboard was on it
        if around is None or window is None or not self._keyboard or not around.isVisible():
            self.hide()
            return
        box = QRect(around.mapTo(window, QPoint(0, 0)), around.size())
        edge = 2 * WIDTH
        self.setGeometry(box.adjusted(-edge, -edge, edge, edge))
        self.raise_()
        self.show()
        self.update()


_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show}

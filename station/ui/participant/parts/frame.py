"""The frame of a seat's screen: it takes a compact form when zoom or window leave little room."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.states import Saved, Time
from station.ui.widgets.boxes import Card, column, row
from station.ui.widgets.clock import Clockwork, SaveLight
from station.ui.widgets.focus import NO_RING
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.screens import Screen
from station.ui.widgets.text import name_by_words

COMPACT_BELOW, NARROW_BELOW = (900, 440), 1250
LAYOUT = QEvent.Type.LayoutRequest.value
TURNS = 24
MIDDLE = Qt.AlignmentFlag.AlignVCenter
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
SOUGHT = {Qt.Key.Key_U: "unanswered", Qt.Key.Key_F: "flagged"}


class SeatScreen(Screen):
    """A screen of the seat: who sits here, help and proctor, and where it matters the clock.

    Args:
        look: How everything looks.
        footer: Whether there is a bar below.
        clock: Whether the header shows saving and time.
        light: Whether it shows saving alone.
    """

    help_wanted = Signal()
    proctor_wanted = Signal()
    time_hidden = Signal()
    notice_closed = Signal()
    sought = Signal(str)

    def __init__(
        self, look: Look, *, footer: bool = False, clock: bool = False, light: bool = False
    ) -> None:
        super().__init__(look, footer=footer)
        self.compact = self.narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty(NO_RING, True)
        plays(self, Role.Grouping)
        self.clock = Clockwork(look) if clock else None
        self.light = self.clock.light if self.clock else SaveLight(look) if light else None
        self._saved: Saved | None = None
        self._time: Time | None = None
        if self.header is not None:
            self.header.help_wanted.connect(self.help_wanted)
            self.header.proctor_wanted.connect(self.proctor_wanted)
            if self.clock is not None:
                self.header.slot.addWidget(self.clock, 1)
                self.clock.timer.hide_wanted.connect(self.time_hidden)
                self.clock.notice.closed.connect(self.notice_closed)
            else:
                self.header.slot.addStretch(1)
            if self.clock is None and self.light is not None:
                self.header.slot.addWidget(self.light, 0, MIDDLE)
        look.changed.connect(self.arrange)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_sight)

    def first(self) -> QWidget:
        """Return the widget that the keyboard is put on."""
        return self

    def show_who(self, title: str, subtitle: str) -> None:
        """Show who sits here, or which station this is."""
        if self.header is not None:
            self.header.name(title, subtitle)

    def show_called(self, *, called: bool) -> None:
        """Show in the header that the proctor was called."""
        if self.header is not None:
            self.header.proctor.draw_as("flagged" if called else "quiet", "hand")
            self._name_calls()

    def show_saved(self, saved: Saved) -> None:
        """Show whether the last step is saved."""
        self._saved = saved
        if self.light is not None:
            self.light.show_saving(saved.state, saved.at, short=self.compact)

    def show_time(self, time: Time) -> None:
        """Show what is left of the section, and the notice that is due."""
        self._time = time
        if self.clock is not None:
            self.clock.timer.show_time(
                time.left_ms,
                hidden=time.hidden,
                paused=time.paused,
                short=self.compact,
                narrow=self.narrow,
            )
            self.clock.notice.show_minutes(time.notice, short=self.compact or self.narrow)

    def hold(self, content: QWidget, max_width: int) -> None:
        """Put `content` in the middle of the body, at most `max_width` wide at 100 %."""
        across = row(self.look)
        across.addStretch(1)
        across.addWidget(Widest(self.look, content, max_width), 10_000)
        across.addStretch(1)
        down = column(self.look, pad=(16, 24))
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(1)
        self.body.setLayout(down)

    def settle(self) -> None:
        """Let the layout come to rest now, so that nobody sees it move.

        Words that wrap tell their height from the inside out, one layout at a turn.
        """
        for _ in range(TURNS):
            QCoreApplication.sendPostedEvents(None, LAYOUT)
        name_by_words(self, self.body)
        self._keep_in_sight(None, QApplication.focusWidget())

    def arrange(self) -> None:
        """Take the wide or the compact form, as zoom and window allow."""
        width = self.width() * 100 // self.look.zoom_percent
        height = self.height() * 100 // self.look.zoom_percent
        self.compact = width < COMPACT_BELOW[0] or height < COMPACT_BELOW[1]
        self.narrow = not self.compact and self.clock is not None and width < NARROW_BELOW
        self._arrange_bars()
        self.arrange_body(compact=self.compact)
        if self._saved is not None:
            self.show_saved(self._saved)
        if self._time is not None:
            self.show_time(self._time)

    def arrange_body(self, *, compact: bool) -> None:
        """Take the wide or the compact form below the header; for screens to fill in."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.clock is None or event.modifiers() & HELD:
            event.ignore()
        elif event.key() == Qt.Key.Key_T:
            self.time_hidden.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.notice_closed.emit()
        elif event.key() in SOUGHT:
            self.sought.emit(SOUGHT[Qt.Key(event.key())])
        else:
            event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    # --- inside ------------------------------------------------------------------------------

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard is on."""
        scroll = self._scroll
        if now is not None and scroll is not None and self.body.isAncestorOf(now):
            margin = self.look.px(24)
            scroll.ensureWidgetVisible(now, margin, margin)

    @property
    def _scroll(self) -> QScrollArea | None:
        viewport = self.body.parentWidget()
        scroll = None if viewport is None else viewport.parentWidget()
        return scroll if isinstance(scroll, QScrollArea) else None

    def _arrange_bars(self) -> None:
        compact = self.compact
        if self.header is not None:
            self.header.measure(height=40 if compact else 64)
            self.header.row.measure(pad=(0, 16) if compact else (0, 17, 0, 24))
            self.header.slot.measure(
                gap=12 if compact else 0, pad=(0, 10, 0, 0) if compact else (0, 22, 0, 24)
            )
            self.header.mark.setVisible(not compact)
            self.header.identity.setVisible(not compact or self.light is None)
            self.header.subtitle.setVisible(not compact)
            self._name_calls()
        if self.footer is not None:
            self.footer.measure(height=52 if compact else 72)
            self.footer.row.measure(gap=16, pad=(0, 16 if compact else 24))

    def _name_calls(self) -> None:
        """Leave the words of help and proctor out where there is little room."""
        if self.header is None:
            return
        called = self.header.proctor.kind == "flagged"
        proctor = "header.called" if called else "header.proctor"
        brief = self.compact or self.narrow
        self.header.help.say("" if brief else "header.help", "header.help")
        self.header.proctor.say("" if brief else proctor, proctor)


class Gap(QWidget):
    """Room between two things, one under the other; it follows the zoom."""

    def __init__(self, look: Look, size: int) -> None:
        super().__init__()
        self._look, self._size = look, size
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedHeight(self._look.px(self._size))


class Widest(QWidget):
    """Holds a widget that fills the room up to a width; it is no higher than it needs."""

    def __init__(self, look: Look, content: QWidget, max_width: int) -> None:
        super().__init__()
        self._look, self._max_width = look, max_width
        layout = column(look)
        layout.addWidget(content)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setMaximumWidth(self._look.px(self._max_width))


class Page(Card):
    """The card of a screen that holds one matter; its margins shrink with the room."""

    def __init__(self, look: Look, *, gap: int = 0) -> None:
        super().__init__(look, gap=gap, pad=(40, 48))

    def arrange(self, *, compact: bool) -> None:
        """Take the wide or the compact form."""
        self.column.measure(pad=(20, 20) if compact else (40, 48))

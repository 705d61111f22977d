"""What the header says about time and saving: the save light, the timer, the quiet notice.

They show what they are told. Nothing blinks, and nothing says saved before it is.
"""

from datetime import datetime
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.states import Saving
from station.ui.widgets.boxes import Area, Rule, column, row
from station.ui.widgets.buttons import SMALL, Button
from station.ui.widgets.notices import Icon
from station.ui.widgets.text import Text

MINUTE_MS = 60_000
SECONDS_FROM_MS = 5 * MINUTE_MS
BRIEF_FROM, ROOMY = 15, 480
MIDDLE = Qt.AlignmentFlag.AlignVCenter
SAVED, PENDING, A_TIME = "save.saved", "save.pending", "00.00.00"


_LIGHT = {
    Saving.NOTHING: ("clock", "muted"),
    Saving.PENDING: ("clock", "muted"),
    Saving.SAVED: ("check-circle", "success"),
    Saving.FAILED: ("error", "error"),
}


class SaveLight(QWidget):
    """Saved at what time, being saved, or not saved; `short` leaves the word out."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon = Icon(look, "check-circle", size=18, colour="success")
        self._words = Text(look, "secondary", colour="success", wrap=False)
        self._shown: tuple[Saving, datetime | None, bool] = (Saving.NOTHING, None, False)
        self._widths: dict[tuple[str, int, bool], int] = {}
        layout = row(look, gap=9)
        layout.addWidget(self._icon, 0, MIDDLE)
        layout.addWidget(self._words, 0, MIDDLE)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()
        look.changed.connect(self.restyle)

    def show_saving(self, state: Saving, at: datetime | None, *, short: bool = False) -> None:
        """Show the state, and for saved the moment of the durable commit."""
        if self._shown != (state, at, short):
            self._shown = (state, at, short)
            self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        state, at, short = self._shown
        icon, role = _LIGHT[state]
        self._icon.draw_as(icon, role)
        self._words.paint_as(role)
        self._words.setMinimumWidth(self._widest(short=short))
        time = self._look.clock_text(at) if at is not None else ""
        if short and state is Saving.SAVED:
            self._words.show_plain(time)
        else:
            self._words.say(f"save.{state}", time=time)
        self.setVisible(state is not Saving.NOTHING)

    def _widest(self, *, short: bool) -> int:
        """Return room for whatever it may say next, so that nothing beside it ever moves."""
        look = self._look
        key = (look.language, look.zoom_percent, short)
        if key not in self._widths:
            metrics, saved = QFontMetricsF(look.font("secondary")), look.say(SAVED, time=A_TIME)
            said = [A_TIME if short else saved, look.say(PENDING)]
            self._widths[key] = ceil(max(map(metrics.horizontalAdvance, said))) + 1
        return self._widths[key]


class TimerView(QWidget):
    """Time left: minutes until the last five, then minutes and seconds; can be hidden."""

    hide_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._icon = Icon(look, "clock", size=22)
        self._label = Text(look, "caption", colour="muted", wrap=False)
        self._left = Text(look, "timer", wrap=False)
        self.toggle = Button(look, "time.hide", kind="quiet", cap="T", shape=SMALL)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggle.clicked.connect(self.hide_wanted)
        words = column(look)
        words.addStretch(1)
        words.addWidget(self._label)
        words.addWidget(self._left)
        words.addStretch(1)
        layout = row(look, gap=11)
        layout.addWidget(self._icon, 0, MIDDLE)
        layout.addLayout(words)
        self._toggle_row = QWidget()
        toggle = row(look, pad=(0, 0, 0, 8))
        toggle.addWidget(self.toggle)
        self._toggle_row.setLayout(toggle)
        layout.addWidget(self._toggle_row, 0, MIDDLE)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_time(
        self,
        left_ms: int,
        *,
        hidden: bool = False,
        paused: bool = False,
        short: bool = False,
        narrow: bool = False,
    ) -> None:
        """Show what is left; `short` leaves label and button out, `narrow` the button's word."""
        last = left_ms <= SECONDS_FROM_MS
        whole = left_ms // 1000 if last else -(-left_ms // MINUTE_MS)
        shown = (whole, last, hidden, paused, short, narrow, self._look.language)
        if shown == self._shown:
            return
        self._shown = shown
        self._label.setVisible(not short)
        self._toggle_row.setVisible(not short and not last and not paused)
        self._label.say("time.paused" if paused else "time.label")
        self._say_left(left_ms, last=last, hidden=hidden)
        key = "time.show" if hidden else "time.hide"
        self.toggle.say("" if narrow else key, key)

    def show_free(self, label: str, words: str, *, short: bool = False) -> None:
        """Show words instead of time: a practice has no limit. Both are keys."""
        self._label.setVisible(not short)
        self._shown = ()
        self._toggle_row.hide()
        self._label.say(label)
        self._left.say(words)

    def _say_left(self, left_ms: int, *, last: bool, hidden: bool) -> None:
        self._left.paint_as("flag" if last else "ink")
        if hidden:
            self._left.say("time.hidden")
        elif last:
            self._left.show_plain(self._look.left_text(left_ms))
        else:
            self._left.say("time.minutes", n=-(-left_ms // MINUTE_MS))


class TimeNotice(Area):
    """A quiet notice in the header's free slot; it moves nothing and covers nothing.

    `announced` passes on what a screen reader is told: in the header that is seen, and once.
    """

    closed = Signal()
    announced = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, fill="flag_tint", edge="flag", radius=8)
        self._minutes: int | None = None
        self.words = Text(look, "body_bold", wrap=False)
        self.close_button = close = Button(look, "time.close", kind="quiet", cap="Esc", shape=SMALL)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.closed)
        layout = row(look, gap=10, pad=(0, 7, 0, 13))
        layout.addWidget(Icon(look, "clock", size=18, colour="flag"), 0, MIDDLE)
        layout.addWidget(self.words, 0, MIDDLE)
        layout.addSpacing(look.px(4))
        layout.addWidget(close, 0, MIDDLE)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_minutes(self, minutes: int | None, *, short: bool = False) -> None:
        """Say that so many minutes are left; None takes the notice away."""
        if minutes is None:
            self._minutes = None
            self.hide()
            return
        brief = short or minutes >= BRIEF_FROM
        self.words.say("time.notice_short" if brief else "time.notice", n=minutes)
        self.close_button.setVisible(not short)
        self.setFixedHeight(self.look.px(32 if short else 44))
        self.show()
        if minutes != self._minutes:
            self._minutes = minutes
            self._announce(self.look.say("time.notice", n=minutes))

    def _announce(self, words: str) -> None:
        if self.isVisible():
            announce(self, words)
            self.announced.emit(words)


class Clockwork(QWidget):
    """Notice, save light and timer side by side, with hairlines between."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.notice, self.light, self.timer = TimeNotice(look), SaveLight(look), TimerView(look)
        self._rule = Rule(look, upright=True, height=40)
        self._look, self._row = look, row(look, gap=20)
        self._row.addWidget(self.notice, 0, MIDDLE)
        self._row.addStretch(1)
        for widget in (self.light, self._rule, self.timer):
            self._row.addWidget(widget, 0, MIDDLE)
        self.setLayout(self._row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.measure(gap=20 if self.width() >= self._look.px(ROOMY) else 8)


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say `words` without moving the focus."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

"""After an interruption, before the clock runs: what happened, what was kept, what time did."""

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import hour_text, left_words, span_words
from station.ui.participant.faces import Resumed
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Area, column, row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text

TOP = Qt.AlignmentFlag.AlignTop


class ResumedScreen(SeatScreen):
    """A line of events at the left, what is left at the right."""

    went_on = Signal()
    doubted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, clock=True)
        self._face: Resumed | None = None
        self._lead = Text(look, "body", colour="muted")
        self._events = [Event(look, last=place == 3) for place in range(4)]
        self._left = Text(look, "page_title")
        self._means = Text(look, "secondary", colour="muted")
        self._label = Text(look, "help", colour="muted")
        self.doubt = Button(look, "resumed.doubt", icon="hand", shape=TALL)
        self.go = Button(look, "resumed.go", kind="primary", after="arrow-right", shape=TALL, n=1)
        self.doubt.clicked.connect(self.doubted)
        self.go.clicked.connect(self.went_on)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 920)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(Text(look, "page_title", "resumed.title"))
        whole.addWidget(Gap(look, 4))
        whole.addWidget(self._lead)
        whole.addWidget(Gap(look, 22))
        pair = Pair(look, needs=760, gap=24, gap_down=16)
        line = QWidget()
        events = column(look)
        for event in self._events:
            events.addWidget(event)
        events.addStretch(1)
        line.setLayout(events)
        pair.add(line, 1)
        pair.add(self._time_card())
        whole.addWidget(pair)
        whole.addWidget(Gap(look, 20))
        notice = Notice(look, "info", "resumed.note")
        notice.icon.draw_as("clock", "accent")
        whole.addWidget(notice)
        whole.addWidget(Gap(look, 24))
        buttons = Pair(look, needs=560, gap=16)
        buttons.add(self.doubt)
        buttons.stretch()
        buttons.add(self.go)
        whole.addWidget(buttons)

    def _time_card(self) -> QWidget:
        holder = QWidget()
        self._card = Area(self.look, radius=8)
        inside = column(self.look, pad=(20, 24))
        for widget in (self._label, self._left, self._means):
            inside.addWidget(widget)
        self._card.setLayout(inside)
        self._card.setMinimumWidth(self.look.px(304))
        whole = column(self.look)
        whole.addWidget(self._card)
        whole.addStretch(1)
        holder.setLayout(whole)
        return holder

    def show_resumed(self, face: Resumed) -> None:
        """Show what happened."""
        self._face = face
        self._again()

    @override
    def first(self) -> QWidget:
        return self.go

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)
        wide = 0 if compact else self.look.px(304)
        self._card.setMinimumWidth(wide)
        self._card.setMaximumWidth(16_777_215 if compact else wide)

    def _again(self) -> None:
        face, look = self._face, self.look
        if face is None:
            return
        moved = bool(face.seat)
        self._lead.say("resumed.lead_move" if moved else "resumed.lead")
        saved, stop, up, opened = self._events
        item = "resumed.item" if face.item else "resumed.between"
        saved.show_event(look.clock_text(face.saved), "resumed.saved", item, n=face.item)
        if moved:
            stop.show_event("", "resumed.left", "resumed.clock_stood", seat=face.seat)
            up.show_event("", "resumed.came", "resumed.checked", n=face.answered)
        else:
            stop.show_event("", "resumed.stopped", "resumed.clock_stood")
            up.show_event(
                look.clock_text(face.up), "resumed.up", "resumed.checked", n=face.answered
            )
        woken = look.clock_text(face.woken)
        by = "resumed.by_reason" if face.reason else "resumed.by"
        opened.show_event(woken, "resumed.opened", by, name=face.officer, reason=face.reason)
        self._show_time(face)
        self.go.say("resumed.go" if face.item else "resumed.go_on", n=face.item)

    def _show_time(self, face: Resumed) -> None:
        look = self.look
        gap = span_words(look, round((face.woken - face.saved).total_seconds() * 1000))
        self._label.say("time.label" if face.left_ms >= 0 else "resumed.clock")
        if face.left_ms < 0:
            self._left.say("resumed.stands")
            self._means.say("resumed.means_between", gap=gap)
            return
        self._left.show_plain(left_words(look, face.left_ms))
        end = hour_text(look, face.woken + timedelta(milliseconds=face.left_ms))
        self._means.say("resumed.means", gap=gap, end=end)


class Event(QWidget):
    """One event: when, a dot on the line, what."""

    def __init__(self, look: Look, *, last: bool = False) -> None:
        super().__init__()
        self._look, self._last, self._open = look, last, False
        self._time = Text(look, "secondary", colour="muted", wrap=False)
        self._what = Text(look, "body")
        self._more = Text(look, "help", colour="muted")
        words = column(look, pad=(0, 0, 0 if last else 14, 0))
        words.addWidget(self._what)
        words.addWidget(self._more)
        self.row = row(look, gap=52)
        self.row.addWidget(self._time, 0, TOP)
        self.row.addLayout(words, 1)
        self.setLayout(self.row)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self._time.setFixedWidth(self._look.px(56))

    def show_event(self, time: str, what: str, more: str, **values: object) -> None:
        """Show an event; one whose moment nobody knows gets an open dot."""
        self._open = not time
        self._time.show_plain(time)
        self._what.say(what, **values)
        self._more.say(more, **values)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), self._look, self._look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(px(84), px(12))
        if not self._last:
            line = QRectF(middle.x() - 1, px(24), 2, self.height() - px(26))
            painter.fillRect(line, look.colour("rule"))
        role = "flag" if self._open else "success"
        painter.setPen(QPen(look.colour(role), px(2.5)))
        painter.setBrush(look.colour("surface" if self._open else role))
        painter.drawEllipse(middle, px(6), px(6))
        painter.end()

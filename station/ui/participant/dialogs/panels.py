"""The panel of each act: what it needs to know, and what it will do, before it is confirmed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import hour_text
from station.ui.participant.parts.fields import CodeField, Typed
from station.ui.widgets.boxes import Area, column, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.controls import LineField, Segmented, TickRow
from station.ui.widgets.text import Text, accessible

RIGHT = Qt.AlignmentFlag.AlignRight
MINUTES = (2, 5, 10)
MINUTE_MS = 60_000
OTHER = "other"
REASONS = {
    "pause": ("toilet", "unwell", "power", "computer", "incident", OTHER),
    "add_time": ("keyboard", "computer", "power", "noise", "accommodation", OTHER),
    "move": ("computer", "display", "keyboard", "power", OTHER),
    "wake": ("power", "computer", "incident", OTHER),
    "arrive": ("computer", "display", "keyboard", "power", OTHER),
}


class Picker(QWidget):
    """One of several lines, with its label above it."""

    changed = Signal()

    def __init__(self, look: Look, label: str) -> None:
        super().__init__()
        self._look, self._label = look, label
        self.box = LineBox(look)
        self.box.currentIndexChanged.connect(self.changed)
        layout = column(look, gap=4)
        layout.addWidget(Text(look, "body_bold", label))
        layout.addWidget(self.box)
        self.setLayout(layout)
        self.setFocusProxy(self.box)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self.box, self._look.say(self._label))
        self.box.setFixedHeight(self._look.px(52))
        self.box.setFont(self._look.font("body"))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Offer these lines; what was chosen stays, where it is still there."""
        now = max(0, self.box.currentIndex())
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(lines))
        if lines:
            self.box.setCurrentIndex(min(now, len(lines) - 1))
        self.box.blockSignals(False)

    @property
    def place(self) -> int:
        """Which line is chosen; -1 when there is none."""
        return self.box.currentIndex()


class LineBox(QComboBox):
    """Qt's own choice of lines, with our chevron."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._look.px(16)
        place = QRectF(self.width() - self._look.px(32), (self.height() - side) / 2, side, side)
        self._look.draw_icon(painter, "chevron-down", place, "ink")
        painter.end()


class Reason(QWidget):
    """A prepared reason, or another one in one's own words. Always needed."""

    changed = Signal()

    def __init__(self, look: Look, act: str) -> None:
        super().__init__()
        self._look, self._reasons = look, REASONS[act]
        self._picker = Picker(look, "reason.label")
        self._own = LineField(look, "reason.own")
        self._own.hide()
        layout = column(look, gap=12)
        layout.addWidget(self._picker)
        layout.addWidget(self._own)
        self.setLayout(layout)
        self.setFocusProxy(self._picker)
        self._picker.changed.connect(self._turned)
        self._own.edited.connect(lambda _text: self.changed.emit())
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self._picker.show_lines([self._look.say(f"reason.{one}") for one in self._reasons])

    @property
    def words(self) -> str:
        """The reason in the words that are recorded; empty while there is none."""
        reason = self._reasons[max(0, self._picker.place)]
        return self._own.text() if reason == OTHER else self._look.say(f"reason.{reason}")

    def _turned(self) -> None:
        self._own.setVisible(self._reasons[max(0, self._picker.place)] == OTHER)
        self.changed.emit()


class Panel(QWidget):
    """What every act's panel can do."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.column = column(look, gap=16)
        self.setLayout(self.column)

    def ready(self) -> bool:
        """Return whether the act may be confirmed."""
        return True

    def confirm_values(self) -> dict[str, object]:
        """Return what the words on the button need."""
        return {}


class SayPanel(Panel):
    """Only says what will happen; `ticks` asks for a tick first."""

    def __init__(self, look: Look, key: str, *, ticks: str = "") -> None:
        super().__init__(look)
        self.words = Text(look, "body", key)
        self.tick = TickRow(look, ticks) if ticks else None
        self.column.addWidget(self.words)
        if self.tick is not None:
            self.tick.toggled.connect(lambda _on: self.changed.emit())
            self.column.addWidget(self.tick)
        self.column.addStretch(1)

    @override
    def ready(self) -> bool:
        return self.tick is None or self.tick.isChecked()


class CodesPanel(Panel):
    """Both start codes, typed or from a stick."""

    stick_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.code_a = CodeField(look, "wait.code_a")
        self.code_b = CodeField(look, "wait.code_b")
        self.stick = Button(look, "wait.stick", icon="usb")
        self.stick.clicked.connect(self.stick_wanted)
        for field in (self.code_a, self.code_b):
            field.edited.connect(lambda _text: self.changed.emit())
            self.column.addWidget(field)
        self.column.addWidget(self.stick)
        self.column.addStretch(1)

    def show_codes(self, code_a: str, code_b: str) -> None:
        """Put codes that were found on a stick into the lines."""
        self.code_a.show_code(code_a)
        self.code_b.show_code(code_b)
        self.changed.emit()

    @override
    def ready(self) -> bool:
        return self.code_a.state is self.code_b.state is Typed.RIGHT


class ReasonPanel(Panel):
    """Says what will happen, and asks why."""

    def __init__(self, look: Look, act: str, key: str) -> None:
        super().__init__(look)
        self.reason = Reason(look, act)
        self.reason.changed.connect(self.changed)
        self.column.addWidget(Text(look, "body", key))
        self.column.addWidget(self.reason)
        self.column.addWidget(Text(look, "help", "officer.recorded", colour="muted"))
        self.column.addStretch(1)

    @override
    def ready(self) -> bool:
        return bool(self.reason.words)


class TimePanel(Panel):
    """How many minutes, why, and when the section then ends: shown before it is confirmed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._now: datetime | None = None
        self._left_ms = 0
        self._choice = str(MINUTES[1])
        choices = [(str(n), f"time_panel.{n}") for n in MINUTES] + [(OTHER, "time_panel.other")]
        self._minutes = Segmented(look, choices, name="time_panel.label")
        self._minutes.choose(self._choice)
        self._minutes.chosen.connect(self._choose)
        self._own = LineField(look, "time_panel.own", width=160)
        self._own.edited.connect(lambda _text: self._tell())
        self._own.hide()
        self.reason = Reason(look, "add_time")
        self.reason.changed.connect(self.changed)
        self._before, self._after = (
            Text(look, "body", align=RIGHT),
            Text(look, "body_bold", align=RIGHT),
        )
        self._build()
        look.changed.connect(self._tell)

    def _build(self) -> None:
        look, whole = self.look, self.column
        top = column(look, gap=4)
        top.addWidget(Text(look, "body_bold", "time_panel.label"))
        top.addWidget(self._minutes)
        whole.addLayout(top)
        whole.addWidget(self._own)
        whole.addWidget(self.reason)
        ends = Area(look, fill="info", radius=8)
        lines = column(look, pad=(12, 16))
        for key, value in (("time_panel.before", self._before), ("time_panel.after", self._after)):
            line = row(look, gap=8)
            line.addWidget(Text(look, "secondary", key, colour="muted"), 1)
            line.addWidget(value)
            lines.addLayout(line)
        ends.setLayout(lines)
        whole.addWidget(ends)
        whole.addWidget(Text(look, "help", "officer.recorded", colour="muted"))
        whole.addStretch(1)

    def show_end(self, now: datetime, left_ms: int) -> None:
        """Show when the section would end without and with the added time."""
        self._now, self._left_ms = now, left_ms
        self._tell()

    @property
    def added_ms(self) -> int:
        """What is added; 0 while no number stands there."""
        typed = self._own.text() if self._choice == OTHER else self._choice
        return int(typed) * MINUTE_MS if typed.isdigit() else 0

    @override
    def ready(self) -> bool:
        return 0 < self.added_ms <= 240 * MINUTE_MS and bool(self.reason.words)

    @override
    def confirm_values(self) -> dict[str, object]:
        return {"n": self.added_ms // MINUTE_MS}

    def _choose(self, choice: str) -> None:
        self._choice = choice
        self._own.setVisible(choice == OTHER)
        self._tell()

    def _tell(self) -> None:
        if self._now is not None:
            before = self._now + timedelta(milliseconds=self._left_ms)
            after = before + timedelta(milliseconds=self.added_ms)
            self._before.show_plain(hour_text(self.look, before))
            self._after.show_plain(hour_text(self.look, after))
        self.changed.emit()


class MovePanel(Panel):
    """Where to, on which stick, why."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.seat = Picker(look, "move_panel.seat")
        self.place = Picker(look, "move_panel.place")
        self.reason = Reason(look, "move")
        for widget in (self.seat, self.place, self.reason):
            widget.changed.connect(self.changed)
            self.column.addWidget(widget)
        self.column.addWidget(Text(look, "help", "move_panel.note", colour="muted"))
        self.column.addStretch(1)

    @override
    def ready(self) -> bool:
        return self.seat.place >= 0 and self.place.place >= 0 and bool(self.reason.words)


class ArrivePanel(Panel):
    """Which sitting, the participant's ticket code, why."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.parcel = Picker(look, "arrive_panel.parcel")
        self.ticket = CodeField(look, "stopped.ticket", hint="stopped.ticket_hint")
        self.reason = Reason(look, "arrive")
        self._none = Text(look, "body", "arrive_panel.none")
        self.column.addWidget(self._none)
        for widget in (self.parcel, self.ticket, self.reason):
            self.column.addWidget(widget)
        self.parcel.changed.connect(self.changed)
        self.reason.changed.connect(self.changed)
        self.ticket.edited.connect(lambda _text: self.changed.emit())
        self.column.addStretch(1)

    def show_parcels(self, names: Sequence[str]) -> None:
        """Offer the sittings that were found on sticks."""
        self.parcel.show_lines(names)
        self._none.setVisible(not names)
        for widget in (self.parcel, self.ticket, self.reason):
            widget.setVisible(bool(names))

    @override
    def ready(self) -> bool:
        right = self.ticket.state is Typed.RIGHT
        return self.parcel.place >= 0 and right and bool(self.reason.words)


class EndPanel(Panel):
    """Ended or void, and a tick that it is meant."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.voided = False
        self._how = Segmented(
            look, [("ended", "end_panel.ended"), ("voided", "end_panel.voided")],
            name="end_panel.label",
        )  # fmt: skip
        self._how.choose("ended")
        self._how.chosen.connect(self._choose)
        self._means = Text(look, "body", "end_panel.ended_means")
        self.tick = TickRow(look, "end_panel.tick")
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        for widget in (self._how, self._means, self.tick):
            self.column.addWidget(widget)
        self.column.addWidget(Text(look, "help", "officer.recorded", colour="muted"))
        self.column.addStretch(1)

    @override
    def ready(self) -> bool:
        return self.tick.isChecked()

    def _choose(self, how: str) -> None:
        self.voided = how == "voided"
        self._means.say(f"end_panel.{how}_means")


class PlacePanel(Panel):
    """On which stick files are written."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look)
        self.place = Picker(look, "move_panel.place")
        self.place.changed.connect(self.changed)
        self.column.addWidget(Text(look, "body", key))
        self.column.addWidget(self.place)
        self.column.addStretch(1)

    @override
    def ready(self) -> bool:
        return self.place.place >= 0

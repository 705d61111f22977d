"""Calling the proctor: what is needed, that the clock goes on, and that the call was made."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dialogs.dialog import Dialog
from station.ui.participant.parts.frame import Gap
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import column, paint_box
from station.ui.widgets.buttons import Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text, accessible

NEEDS = (
    ("computer", "monitor"), ("toilet", "door"), ("unwell", "health"), ("rules", "help"),
    ("display", "eye"), ("other", "info"),
)  # fmt: skip


class CallDialog(Dialog):
    """Two states: what do you need, and called."""

    called = Signal(str)
    taken_back = Signal()
    officer_wanted = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, width=680)
        self._need = "computer"
        self._lead = Text(look, "body", colour="muted")
        self._needs = {name: Need(look, name, icon) for name, icon in NEEDS}
        self._group = QButtonGroup(self)
        self._asked = QWidget()
        self._clock = Notice(look, "warning", "call.clock")
        self._clock.icon.draw_as("clock", "flag")
        self._done = Notice(look, "success", style="body")
        self.officer = Button(look, "call.officer", icon="key")
        self.cancel = Button(look, "call.cancel", cap="Esc")
        self.go = Button(look, "call.go", kind="primary", icon="hand")
        self.back = Button(look, "call.take_back", icon="close")
        self._build()
        self._connect()

    def _build(self) -> None:
        look, whole = self.look, self.column
        whole.addWidget(Text(look, "item_title", "call.title"))
        whole.addWidget(self._lead)
        whole.addWidget(Gap(look, 16))
        grid = Pair(look, needs=480, gap=8)
        halves = [QWidget(), QWidget()]
        for place, half in enumerate(halves):
            side = column(look, gap=8)
            for name, _ in NEEDS[place::2]:
                side.addWidget(self._needs[name])
            half.setLayout(side)
            grid.add(half, 1)
        for name, one in self._needs.items():
            self._group.addButton(one)
            one.clicked.connect(lambda _on=False, name=name: self._choose(name))
        self._grid = grid
        for widget in (grid, Gap(look, 16), self._clock, self._done, Gap(look, 24)):
            whole.addWidget(widget)
        buttons = Pair(look, needs=560, gap=16, gap_down=8)
        buttons.add(self.officer)
        buttons.stretch()
        for button in (self.back, self.cancel, self.go):
            buttons.add(button)
        whole.addWidget(buttons)

    def _connect(self) -> None:
        self.officer.clicked.connect(self.officer_wanted)
        self.cancel.clicked.connect(self.close_overlay)
        self.back.clicked.connect(self.taken_back)
        self.go.clicked.connect(lambda: self.called.emit(self._need))

    def show_call(self, *, seat: str, at: str, running: bool) -> None:
        """Show whether the proctor was called, and when; `running` when a clock goes on."""
        waiting = bool(at)
        self._lead.say("call.comes" if waiting else "call.lead", seat=seat)
        self._grid.setVisible(not waiting)
        self._clock.setVisible(running and not waiting)
        self._done.setVisible(waiting)
        self._done.words.say("call.done", time=at, need=self.look.say(f"need.{self._need}"))
        self.go.setVisible(not waiting)
        self.back.setVisible(waiting)
        self.cancel.say("call.close" if waiting else "call.cancel")
        self._needs[self._need].setChecked(True)
        self.fit()

    def open_call(self, *, waiting: bool) -> None:
        """Open it, the keyboard on calling, or on closing after the call."""
        self.open(self.cancel if waiting else self.go)

    def _choose(self, name: str) -> None:
        self._need = name


class Need(QRadioButton):
    """One thing that somebody may need."""

    def __init__(self, look: Look, name: str, icon: str) -> None:
        super().__init__()
        self._look, self._name, self._icon = look, name, icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self._look.say(f"need.{self._name}"))
        accessible(self, self.text())
        self.setFixedHeight(self._look.px(52))
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(52))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on, px = QPainter(self), self._look, self.isChecked(), self._look.px
        line = look.theme.chosen_line if on else look.theme.line
        box = QRectF(self.rect())
        paint_box(
            painter, look, box, fill="selected" if on else "surface",
            edge="accent" if on else "border", line=line,
        )  # fmt: skip
        middle = box.height() / 2
        sign = QRectF(px(16), middle - px(10), px(20), px(20))
        look.draw_icon(painter, self._icon, sign, "accent" if on else "muted")
        painter.setFont(look.font("body_bold" if on else "body"))
        painter.setPen(look.colour("ink"))
        words = box.adjusted(px(48), 0, -px(36), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if on:
            tick = QRectF(box.right() - px(36), middle - px(10), px(20), px(20))
            look.draw_icon(painter, "check", tick, "accent")
        painter.end()

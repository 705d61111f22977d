"""Beside the practice items: five things to try, each ticked when it was tried."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.rehearsal import TASKS, Tried
from station.ui.widgets.boxes import Area, column, paint_box, row
from station.ui.widgets.notices import Notice
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text, accessible

PANEL_WIDTH = 304


class PracticePanel(Area):
    """The list of things to try."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, width=PANEL_WIDTH)
        self._tasks = {name: TaskLine(look, name, n) for n, name in enumerate(TASKS, 1)}
        inside = QWidget()
        tasks = column(look)
        for line in self._tasks.values():
            tasks.addWidget(line)
        tasks.addStretch(1)
        inside.setLayout(tasks)
        head = column(look, pad=(0, 12, 12, 12))
        head.addWidget(Text(look, "help", "practice.note", colour="muted"))
        head.addWidget(Text(look, "body_bold", "practice.list"))
        whole = column(look, pad=(20, 12, 12, 12))
        whole.addLayout(head)
        whole.addWidget(Scrolled(inside), 1)
        whole.addWidget(Notice(look, "info", "practice.free"))
        self.setLayout(whole)

    def show_tried(self, tried: Tried) -> None:
        """Show what was tried, and what comes next."""
        for name, line in self._tasks.items():
            line.show_task(done=name in tried.done, current=name == tried.next)


class TaskLine(QWidget):
    """One thing to try: its number or a tick, its name, how to do it."""

    def __init__(self, look: Look, name: str, number: int) -> None:
        super().__init__()
        self._look, self._name, self._number = look, name, number
        self._done = self._current = False
        self._bold = Text(look, "body_bold", f"practice.{name}")
        self._plain = Text(look, "body", f"practice.{name}")
        self._bold.hide()
        words = column(look, pad=(12, 12, 10, 0))
        words.addWidget(self._bold)
        words.addWidget(self._plain)
        words.addWidget(Text(look, "help", f"practice.{name}_how", colour="muted"))
        self.row = row(look, pad=(0, 0, 0, 52))
        self.row.addLayout(words, 1)
        self.setLayout(self.row)
        self.restyle()
        look.changed.connect(self.restyle)

    def show_task(self, *, done: bool, current: bool) -> None:
        """Show whether it was tried, and whether it is next."""
        self._done, self._current = done, current
        self._bold.setVisible(current)
        self._plain.setVisible(not current)
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        state = self._look.say("practice.tried") if self._done else ""
        accessible(self, self._look.say(f"practice.{self._name}"), state)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), self._look, self._look.px
        if self._current:
            paint_box(painter, look, QRectF(self.rect()), fill="info", radius=8)
        ring = QRectF(px(12), px(12), px(28), px(28))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "accent" if self._current else "border"
        painter.setPen(
            QPen(look.colour("success" if self._done else role), 2 if self._current else 1)
        )
        painter.setBrush(look.colour("success" if self._done else "surface"))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if self._done:
            side = px(16)
            inner = QRectF(0, 0, side, side)
            inner.moveCenter(ring.center())
            look.draw_icon(painter, "check", inner, "on_accent")
        else:
            painter.setFont(look.font("secondary_bold"))
            painter.setPen(look.colour("accent" if self._current else "muted"))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()

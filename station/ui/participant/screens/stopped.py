"""A sitting that stopped here: an officer's code, the reason and the participant's code open it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import weekday_text
from station.ui.participant.dialogs.panels import Reason
from station.ui.participant.faces import Stopped
from station.ui.participant.parts.fields import CodeField
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Rule
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.controls import LineField
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text


class StoppedScreen(SeatScreen):
    """Whose sitting it is, then three steps: the proctor's code, the reason, the ticket code."""

    woken = Signal(str, str, str, str, str)
    other_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._faces: Sequence[Stopped] = ()
        self._place = 0
        self._whose = Notice(look, "info", style="body")
        self._turn = Button(look, "stopped.turn")
        self.officer = LineField(look, "officer.id", hint="officer.id_hint")
        self.officer_code = CodeField(look, "officer.code", hint="officer.code_hint")
        self.reason = Reason(look, "wake")
        self.ticket = CodeField(look, "stopped.ticket", hint="stopped.ticket_hint")
        self.problem = Notice(look, "error")
        self.other = Button(look, "stopped.other", icon="person", shape=TALL)
        self.go = Button(look, "stopped.go", kind="primary", after="arrow-right", shape=TALL)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 920)
        self._connect()
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(Text(look, "page_title", "stopped.title"))
        whole.addWidget(Text(look, "body", "stopped.lead", colour="muted"))
        whole.addWidget(Gap(look, 20))
        self._whose.row.addWidget(self._turn)
        whole.addWidget(self._whose)
        whole.addWidget(Gap(look, 20))
        steps = Pair(look, needs=720, gap=40, gap_down=20)
        then = Page(look, gap=20)
        then.column.measure(pad=0)
        then.paint_as(fill="", edge="")
        then.column.addWidget(self._step("stopped.step_2", (self.reason,)))
        then.column.addWidget(self._step("stopped.step_3", (self.ticket,)))
        steps.add(self._step("stopped.step_1", (self.officer, self.officer_code)), 1)
        steps.add(then, 1)
        whole.addWidget(steps)
        whole.addWidget(Gap(look, 16))
        whole.addWidget(self.problem)
        whole.addWidget(Gap(look, 8))
        whole.addWidget(Rule(look))
        whole.addWidget(Gap(look, 20))
        buttons = Pair(look, needs=560, gap=16)
        buttons.add(self.other)
        buttons.stretch()
        buttons.add(self.go)
        whole.addWidget(buttons)

    def _step(self, key: str, fields: Sequence[QWidget]) -> QWidget:
        step = Page(self.look, gap=12)
        step.column.measure(pad=0)
        step.paint_as(fill="", edge="")
        step.column.addWidget(Text(self.look, "stem_bold", key))
        for field in fields:
            step.column.addWidget(field)
        step.column.addStretch(1)
        return step

    def _connect(self) -> None:
        self.officer.entered.connect(self.officer_code.line.setFocus)
        self.officer_code.entered.connect(self.ticket.line.setFocus)
        self.ticket.entered.connect(self._send)
        self.go.clicked.connect(self._send)
        self.other.clicked.connect(self.other_wanted)
        self._turn.clicked.connect(self._next)

    def show_stopped(
        self,
        faces: Sequence[Stopped],
        *,
        busy: bool,
        words: tuple[str, dict[str, object]] | None,
    ) -> None:
        """Show the sittings that stopped here, and why the last try was refused."""
        self._faces = faces
        self._place = min(self._place, max(0, len(faces) - 1))
        self._turn.setVisible(len(faces) > 1)
        self.problem.setVisible(words is not None)
        if words is not None:
            self.problem.words.say(words[0], **words[1])
        self.go.setEnabled(not busy)
        self.go.say("stopped.checking" if busy else "stopped.go")
        self._again()

    def clear(self) -> None:
        """Forget what was typed."""
        self.officer.clear()
        for field in (self.officer_code, self.ticket):
            field.show_code("")

    @override
    def first(self) -> QWidget:
        return self.officer.line

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _next(self) -> None:
        self._place = (self._place + 1) % len(self._faces)
        self._again()

    def _send(self) -> None:
        codes = (self.officer.text(), self.officer_code.text(), self.ticket.text())
        typed = (*codes, self.reason.words)
        if self._faces and all(typed):
            self.woken.emit(self._faces[self._place].number, *typed)

    def _again(self) -> None:
        if not self._faces:
            return
        face = self._faces[self._place]
        self._whose.words.say(
            "stopped.whose", name=face.name, number=face.number,
            time=self.look.clock_text(face.since), day=weekday_text(self.look, face.since),
        )  # fmt: skip

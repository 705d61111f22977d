"""Ready to start: what is ahead, and the two start codes, checked as they are typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import hour_text
from station.ui.participant.faces import Plan
from station.ui.participant.parts.fields import CodeField, Typed
from station.ui.participant.parts.figures import Strip
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text


class WaitScreen(SeatScreen):
    """The codes are sent by themselves as soon as both can be right."""

    codes_given = Signal(str, str)
    stick_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._plan: Plan | None = None
        self._strip = Strip(look, 3)
        self.code_a = CodeField(look, "wait.code_a")
        self.code_b = CodeField(look, "wait.code_b")
        self.problem = Notice(look, "error")
        self.stick = Button(look, "wait.stick", icon="usb", shape=TALL)
        self.go = Button(look, "wait.go", kind="primary", shape=TALL)
        self._page = Page(look)
        self._lead = Text(look, "stem", "wait.lead", colour="muted")
        self._build()
        self.hold(self._page, 760)
        for field in (self.code_a, self.code_b):
            field.filled.connect(self._send)
        self.code_a.entered.connect(self.code_b.line.setFocus)
        self.code_b.entered.connect(self._send)
        self.go.clicked.connect(self._send)
        self.stick.clicked.connect(self.stick_wanted)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(Text(look, "page_title", "wait.title"))
        whole.addWidget(Gap(look, 8))
        whole.addWidget(self._lead)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(self._strip)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(Text(look, "body_bold", "wait.codes"))
        whole.addWidget(Text(look, "secondary", "wait.codes_hint", colour="muted"))
        whole.addWidget(Gap(look, 8))
        self._codes = Pair(look, needs=480, gap=16, gap_down=8)
        self._codes.add(self.code_a, 1)
        self._codes.add(self.code_b, 1)
        whole.addWidget(self._codes)
        whole.addWidget(self.problem)
        whole.addWidget(Gap(look, 8))
        buttons = Pair(look, needs=420, gap=12)
        buttons.add(self.go)
        buttons.add(self.stick)
        buttons.stretch()
        whole.addWidget(buttons)

    def show_plan(self, plan: Plan | None) -> None:
        """Show what is ahead, where the package says it."""
        self._plan = plan
        self._again()

    def show_state(
        self, *, busy: bool, released: bool, words: tuple[str, dict[str, object]] | None
    ) -> None:
        """Show whether the codes are being checked, were given before, or were refused."""
        self.problem.setVisible(words is not None)
        if words is not None:
            self.problem.words.say(words[0], **words[1])
        self._lead.say("wait.released" if released else "wait.lead")
        self._codes.setVisible(not released)
        self.stick.setVisible(not released)
        self.go.setVisible(not released)
        self.go.say("wait.opening" if busy else "wait.go")
        self.go.setEnabled(not busy)

    def show_codes(self, code_a: str, code_b: str) -> None:
        """Put codes that were found on a stick into the fields."""
        self.code_a.show_code(code_a)
        self.code_b.show_code(code_b)

    def show_no_stick(self) -> None:
        """Say that no stick holds this session's codes."""
        self.problem.words.say("wait.no_stick")
        self.problem.show()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.code_a, self.code_b):
            field.show_code("")

    @override
    def first(self) -> QWidget:
        return self.code_a.line if self.code_a.isVisibleTo(self) else self

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _send(self) -> None:
        if self.code_a.state is Typed.RIGHT and self.code_b.state is Typed.RIGHT:
            self.codes_given.emit(self.code_a.text(), self.code_b.text())
        elif self.code_a.state is Typed.RIGHT and self.code_b.state is Typed.EMPTY:
            self.code_b.line.setFocus()

    def _again(self) -> None:
        plan = self._plan
        self._strip.setVisible(plan is not None)
        if plan is None:
            return
        items, minutes, opens = self._strip.figures
        items.number.show_plain(str(plan.items))
        items.label.say("wait.items", n=plan.sections)
        minutes.number.say("time.minutes", n=plan.minutes)
        minutes.label.say("wait.minutes")
        opens.number.show_plain(hour_text(self.look, plan.opens))
        opens.label.say("wait.opens")

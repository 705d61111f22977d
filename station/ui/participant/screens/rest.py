"""The break: items hidden, the time until the next section, a code to come back early."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import hour_text, left_words
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Rule, column
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.controls import LineField
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text


class BreakScreen(SeatScreen):
    """The rest of the break in large letters."""

    returned = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, light=True)
        self._shown: tuple[int, int, datetime] | None = None
        self._place = Text(look, "body", colour="muted")
        self._left = Text(look, "display")
        self._hidden = Text(look, "stem", colour="muted")
        self.code = LineField(look, "break.code", hint="break.code_hint", capitals=True)
        self.go = Button(look, "break.go", kind="primary", shape=TALL)
        self.problem = Notice(look, "error", "break.wrong")
        self._page = Page(look)
        self._build()
        self.hold(self._page, 760)
        self.code.entered.connect(lambda: self.returned.emit(self.code.text()))
        self.go.clicked.connect(lambda: self.returned.emit(self.code.text()))
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(self._place)
        whole.addWidget(self._left)
        whole.addWidget(self._hidden)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(Rule(look))
        whole.addWidget(Gap(look, 24))
        line = Pair(look, needs=440, gap=12)
        line.add(self.code, 2)
        button = QWidget()
        down = column(look)
        down.addStretch(1)
        down.addWidget(self.go)
        button.setLayout(down)
        line.add(button, 1)
        whole.addWidget(line)
        whole.addWidget(Gap(look, 12))
        whole.addWidget(self.problem)

    def show_break(self, place: int, left_ms: int, now: datetime) -> None:
        """Show how long the break before section `place` still is."""
        self._shown = (place, left_ms, now)
        self._again()

    def show_wrong(self, *, wrong: bool) -> None:
        """Show that what was typed is not the end of the ticket code."""
        self.problem.setVisible(wrong)
        self.code.mark_wrong(wrong=wrong)

    def clear(self) -> None:
        """Forget what was typed."""
        self.code.clear()
        self.show_wrong(wrong=False)

    @override
    def first(self) -> QWidget:
        return self.code.line

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _again(self) -> None:
        if self._shown is None:
            return
        place, left_ms, now = self._shown
        self._place.say("break.place", n=place)
        self._left.show_plain(left_words(self.look, left_ms))
        ends = now + timedelta(milliseconds=left_ms)
        self._hidden.say("break.hidden", n=place, time=hour_text(self.look, ends))

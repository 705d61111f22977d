"""Between sections: what comes next, before its clock starts; the break that may come first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.faces import Start
from station.ui.participant.parts.figures import Strip
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import column
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text

MINUTE_MS = 60_000


class SectionScreen(SeatScreen):
    """One card; the clock starts with the button."""

    opened = Signal()
    break_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, light=True)
        self._face: Start | None = None
        self._place = Text(look, "help", colour="muted")
        self._title = Text(look, "page_title")
        self._instruction = Text(look, "stem", max_width=768)
        self._strip = Strip(look, 2)
        self._note = Notice(look, "info", "section.note")
        self._calculator = Notice(look, "info", "section.calculator")
        self._calculator.icon.draw_as("calculator", "accent")
        self.rest = Button(look, "section.break", icon="pause", shape=TALL, n=10)
        self.go = Button(look, "section.open", kind="primary", after="arrow-right", shape=TALL, n=1)
        self.rest.clicked.connect(self.break_wanted)
        self.go.clicked.connect(self.opened)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 800)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(self._place)
        whole.addWidget(self._title)
        whole.addWidget(Gap(look, 16))
        whole.addWidget(self._instruction)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(self._strip)
        whole.addWidget(Gap(look, 24))
        notes = column(look, gap=8)
        notes.addWidget(self._note)
        notes.addWidget(self._calculator)
        whole.addLayout(notes)
        whole.addWidget(Gap(look, 24))
        buttons = Pair(look, needs=560, gap=16)
        buttons.add(self.rest)
        buttons.stretch()
        buttons.add(self.go)
        whole.addWidget(buttons)

    def show_start(self, face: Start) -> None:
        """Show the section that waits."""
        self._face = face
        self._again()

    @override
    def first(self) -> QWidget:
        return self.go

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        self._place.say("section.place", n=face.place, of=face.of)
        self._title.show_markup(self.look.pick(face.title))
        self._instruction.show_markup(self.look.pick(face.instruction))
        items, time = self._strip.figures
        items.number.show_plain(str(face.items))
        items.label.say("section.items")
        time.number.say("time.minutes", n=-(-face.limit_ms // MINUTE_MS))
        time.label.say("section.time")
        self._calculator.setVisible(face.calculator)
        minutes = face.break_ms // MINUTE_MS
        self.rest.setVisible(face.break_ms > 0)
        self.rest.say("section.break", n=max(1, minutes))
        self.go.say("section.open", n=face.place)

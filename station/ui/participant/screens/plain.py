"""Screens that say one thing: paused, time is up, moved to another seat."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text


class PlainScreen(SeatScreen):
    """An icon, a title, a sentence, a note; a button where one can go on.

    Args:
        look: How everything looks.
        name: Prefix of its words: `NAME.title`, `NAME.lead`, `NAME.note`, `NAME.go`.
        icon: Beside the title.
        goes_on: Whether there is a button.
        clock: Whether the header shows time as well as saving.
    """

    went_on = Signal()

    def __init__(
        self, look: Look, name: str, icon: str, *, goes_on: bool, clock: bool = False
    ) -> None:
        super().__init__(look, clock=clock, light=True)
        self._name = name
        self.title = Text(look, "page_title", None if name == "moved" else f"{name}.title")
        self.lead = Text(look, "stem", colour="muted")
        self.note = Notice(look, "info", f"{name}.note")
        self.go = Button(
            look, f"{name}.go", kind="primary", after="arrow-right", shape=TALL
        ) if goes_on else None  # fmt: skip
        self._page = Page(look)
        head = row(look, gap=16)
        head.addWidget(Icon(look, icon, size=36, colour="muted"))
        head.addWidget(self.title, 1)
        whole = self._page.column
        whole.addLayout(head)
        whole.addWidget(Gap(look, 12))
        whole.addWidget(self.lead)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(self.note)
        if self.go is not None:
            self.go.clicked.connect(self.went_on)
            whole.addWidget(Gap(look, 28))
            end = row(look)
            end.addStretch(1)
            end.addWidget(self.go)
            whole.addLayout(end)
        self.hold(self._page, 760)

    def show_words(self, **values: object) -> None:
        """Show the sentence with its values."""
        self.lead.say(f"{self._name}.lead", **values)

    def show_other(self, key: str) -> None:
        """Show another sentence."""
        self.lead.say(key)

    @override
    def first(self) -> QWidget:
        return self if self.go is None else self.go

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

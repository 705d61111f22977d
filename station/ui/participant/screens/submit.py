"""Handing in, in two steps: what follows from it, a box to tick, and only then the button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import left_words
from station.ui.participant.faces import Review
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.states import Time
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.controls import TickRow
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class SubmitScreen(SeatScreen):
    """The keyboard starts on the box; the button waits for the tick."""

    back_wanted = Signal()
    look_wanted = Signal()
    submitted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, clock=True)
        self._face: Review | None = None
        self._left_ms = 0
        self._lead = Text(look, "stem", colour="muted")
        self._blank = Notice(look, "warning", style="body", icon_size=22)
        self._look_at = Button(look, "submit.look")
        self.tick = TickRow(look, "submit.tick")
        self.back = Button(look, "submit.back", icon="arrow-left", shape=TALL)
        self.go = Button(look, "submit.go", kind="primary", shape=TALL)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 760)
        self.tick.toggled.connect(self.go.setEnabled)
        self.back.clicked.connect(self.back_wanted)
        self.go.clicked.connect(self.submitted)
        self._look_at.clicked.connect(self.look_wanted)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(Text(look, "page_title", "submit.title"))
        whole.addWidget(Gap(look, 8))
        whole.addWidget(self._lead)
        whole.addWidget(Gap(look, 22))
        self._blank.row.addWidget(self._look_at, 0, MIDDLE)
        for widget in (self._blank.icon, self._blank.words):
            self._blank.row.setAlignment(widget, MIDDLE)
        whole.addWidget(self._blank)
        whole.addWidget(Gap(look, 18))
        for icon, key in (
            ("lock", "submit.locks"), ("check-circle", "submit.receipt"), ("info", "submit.result"),
        ):  # fmt: skip
            whole.addWidget(Bullet(look, icon, key))
        whole.addWidget(Gap(look, 18))
        whole.addWidget(self.tick)
        whole.addWidget(Gap(look, 28))
        buttons = Pair(look, needs=480, gap=16)
        buttons.add(self.back)
        buttons.stretch()
        buttons.add(self.go)
        whole.addWidget(buttons)

    def show_review(self, face: Review) -> None:
        """Show what is handed in."""
        self._face = face
        self._again()

    def show_saving(self, *, saving: bool) -> None:
        """Show that the answers are being locked; nothing can be pressed meanwhile."""
        self.go.say("submit.saving" if saving else "submit.go")
        for widget in (self.back, self.tick, self._look_at):
            widget.setEnabled(not saving)
        self.go.setEnabled(self.tick.isChecked() and not saving)

    def clear(self) -> None:
        """Take the tick away."""
        self.tick.setChecked(False)
        self.go.setEnabled(False)

    @override
    def show_time(self, time: Time) -> None:
        super().show_time(time)
        before = left_words(self.look, self._left_ms)
        self._left_ms = time.left_ms
        if left_words(self.look, time.left_ms) != before:
            self._say_lead()

    @override
    def first(self) -> QWidget:
        return self.tick

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _say_lead(self) -> None:
        face = self._face
        if face is not None:
            left = left_words(self.look, self._left_ms)
            self._lead.say("submit.lead", n=face.answered, of=face.items, left=left)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        self._say_lead()
        blank = len(face.end.blank)
        self._blank.words.say("submit.blank", n=blank, place=face.end.place)
        self._blank.setVisible(blank > 0)


class Bullet(QWidget):
    """A line with an icon before it."""

    def __init__(self, look: Look, icon: str, key: str = "", colour: str = "muted") -> None:
        super().__init__()
        self.icon = Icon(look, icon, size=22, colour=colour)
        self.words = Text(look, "body", key or None)
        layout = row(look, gap=13, pad=(6, 0))
        layout.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1, MIDDLE)
        self.setLayout(layout)

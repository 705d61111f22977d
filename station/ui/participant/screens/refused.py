"""A station that cannot be opened: which file or setting it is about, and a way to try again."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.errors import StationError
from station.ui.look import Look
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.problems import sentence
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text

WAIT_MS = 60_000
"""After so long it closes by itself: whatever started the program may start it again."""


class RefusedScreen(SeatScreen):
    """The sentence of the error's code, then what exactly was found; `ended` tells True for again.

    Args:
        look: How everything looks.
        error: Why the station cannot be opened.
    """

    ended = Signal(bool)

    def __init__(self, look: Look, error: StationError) -> None:
        super().__init__(look)
        self._page = Page(look)
        self.again = Button(look, "refused.again", kind="primary", shape=TALL)
        self.close_program = Button(look, "refused.close", icon="close", shape=TALL)
        self.again.clicked.connect(lambda: self.ended.emit(True))
        self.close_program.clicked.connect(lambda: self.ended.emit(False))
        self._build(error)
        self.hold(self._page, 760)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self.ended.emit(False))
        self._wait.start(WAIT_MS)
        self.show_who(look.say("header.station"), "")
        if self.header is not None:
            self.header.show_calls(shown=False)

    def _build(self, error: StationError) -> None:
        look, whole = self.look, self._page.column
        head = row(look, gap=16)
        head.addWidget(Icon(look, "error", size=36, colour="error"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(look, "page_title", "refused.title"), 1)
        lead = Text(look, "stem", colour="muted")
        lead.show_plain(sentence(error.code, look.language))
        found = Text(look, "code", colour="muted")
        found.show_plain(f"{error.code} · {error.detail}" if error.detail else error.code)
        end = row(look, gap=12)
        end.addWidget(self.close_program)
        end.addStretch(1)
        end.addWidget(self.again)
        whole.addLayout(head)
        for widget in (
            Gap(look, 12), lead, Gap(look, 24), Notice(look, "info", "refused.note"),
            Gap(look, 16), found, Gap(look, 28),
        ):  # fmt: skip
            whole.addWidget(widget)
        whole.addLayout(end)

    @override
    def first(self) -> QWidget:
        return self.again

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

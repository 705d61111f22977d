"""Something went wrong that nobody foresaw: what was saved is safe, and the program must end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station.ui.look import Look
from station.ui.participant.dialogs.dialog import Dialog
from station.ui.participant.parts.frame import Gap
from station.ui.widgets.boxes import column, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text


class CrashDialog(Dialog):
    """It names the kind of error and where it stands, never an answer or a key."""

    ended = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, width=720, closes=False, edge="error")
        self._code = Text(look, "code", colour="muted")
        self.go = Button(look, "crash.go", kind="primary")
        self.go.clicked.connect(self.ended)
        head = row(look, gap=18)
        head.addWidget(Icon(look, "error", size=36, colour="error"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(look)
        words.addWidget(Text(look, "item_title", "crash.title"))
        words.addWidget(Text(look, "body", "crash.lead"))
        head.addLayout(words, 1)
        self.column.addLayout(head)
        for widget in (
            Gap(look, 16), Notice(look, "warning", "crash.stay", style="body"), Gap(look, 16),
            self._code, Gap(look, 16),
        ):  # fmt: skip
            self.column.addWidget(widget)
        end = row(look)
        end.addStretch(1)
        end.addWidget(self.go)
        self.column.addLayout(end)

    def show_crash(self, kind: str, place: str) -> None:
        """Show what kind of error it was, and the line of code it came from."""
        self._code.show_plain(f"{kind} · {place}")

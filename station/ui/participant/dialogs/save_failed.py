"""The last step is not on the disk: what is safe, what the clock does, when it is tried again."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station.ui.look import Look
from station.ui.participant.dates import left_words
from station.ui.participant.dialogs.dialog import Dialog
from station.ui.participant.parts.frame import Gap
from station.ui.participant.parts.pairs import Pair
from station.ui.participant.screens.submit import Bullet
from station.ui.widgets.boxes import column, row
from station.ui.widgets.buttons import Button, Shape
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What the dialog says.

    Attributes:
        item: Number of the item on the screen; 0 when none is.
        saved: How many answers of the open section are safe, and when the last one was saved.
        since: Since when the clock stands; `called` when the proctor was called.
        tries: How many tries failed; `again_s` until the next one.
        released: Whether room was made by letting the ballast go.
    """

    item: int
    saved: int
    saved_at: datetime | None
    since: datetime
    left_ms: int
    seat: str
    tries: int
    again_s: int
    code: str
    sentence: str
    released: bool = False


class SaveFailedDialog(Dialog):
    """It cannot be closed; it goes by itself when the step is stored."""

    retried = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, width=720, closes=False, edge="error", band="error_tint")
        self._face: Failure | None = None
        self._what = Text(look, "body")
        self._safe = Bullet(look, "check-circle", colour="success")
        self._clock = Bullet(look, "pause")
        self._called = Bullet(look, "hand")
        self._again = Text(look, "secondary", colour="muted")
        self._code = Text(look, "secondary", colour="muted")
        self.go = Button(look, "save_failed.go", kind="primary", shape=Shape(height=48))
        self.go.clicked.connect(self.retried)
        self._build()
        look.changed.connect(self._show)

    def _build(self) -> None:
        look, whole = self.look, self.column
        head = row(look, gap=18)
        head.addWidget(Icon(look, "error", size=36, colour="error"), 0, MIDDLE)
        words = column(look)
        words.addWidget(Text(look, "item_title", "save_failed.title"))
        words.addWidget(self._what)
        head.addLayout(words, 1)
        if self.head is not None:
            self.head.addLayout(head)
        for bullet in (self._safe, self._clock, self._called):
            whole.addWidget(bullet)
        whole.addWidget(Gap(look, 14))
        whole.addWidget(Notice(look, "warning", "save_failed.stay", style="body"))
        whole.addWidget(Gap(look, 18))
        end = Pair(look, needs=560, gap=16)
        left = QWidget()
        lines = column(look)
        lines.addWidget(self._again)
        lines.addWidget(self._code)
        left.setLayout(lines)
        end.add(left, 1)
        end.add(self.go)
        whole.addWidget(end)

    def show_failure(self, face: Failure) -> None:
        """Show how things stand."""
        self._face = face
        self._show()

    def _show(self) -> None:
        face, look = self._face, self.look
        if face is None:
            return
        self._what.say("save_failed.item" if face.item else "save_failed.step", n=face.item)
        at = look.clock_text(face.saved_at) if face.saved_at is not None else "–"
        self._safe.words.say("save_failed.safe", n=face.saved, time=at)
        since = look.clock_text(face.since)
        if face.left_ms > 0:
            left = left_words(look, face.left_ms)
            self._clock.words.say("save_failed.clock", time=since, left=left)
        else:
            self._clock.words.say("save_failed.stands", time=since)
        self._called.words.say("save_failed.called", seat=face.seat, time=since)
        made = "save_failed.made_room" if face.released else "save_failed.again"
        self._again.say(made, n=face.again_s, tries=face.tries)
        self._code.say("save_failed.code", code=face.code, sentence=face.sentence)

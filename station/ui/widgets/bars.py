"""The bar above every screen and the bar below it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import Box, Pad, Rule, column, paint_box, row
from station.ui.widgets.buttons import SMALL, Button, KeyCap
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Bar(QWidget):
    """A strip of surface with a hairline on the side that faces the content."""

    def __init__(self, look: Look, *, height: int, line_below: bool, pad: Pad = (0, 24)) -> None:
        super().__init__()
        self.look = look
        self._height, self._line_below = height, line_below
        self.row: Box = row(look, pad=pad, fills=True)
        self.setLayout(self.row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedHeight(self.look.px(self._height))
        line = self.look.theme.line
        top, bottom = (0, line) if self._line_below else (line + 1, 0)
        self.setContentsMargins(0, top, 0, bottom)
        self.update()

    def measure(self, *, height: int) -> None:
        """Change the height at 100 %."""
        if height != self._height:
            self._height = height
            self.restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("surface"))
        line = self.look.theme.line
        top = self.height() - line if self._line_below else 0
        painter.fillRect(0, top, self.width(), line, self.look.colour("rule"))
        painter.end()


class Header(Bar):
    """The mark, two lines about who or where, a free slot, then help and proctor.

    `slot` is the row between identity and help: put save light, timer or a notice there.
    """

    help_wanted = Signal()
    proctor_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, height=64, line_below=True, pad=(0, 17, 0, 24))
        self.title = Text(look, "name", wrap=False)
        self.subtitle = Text(look, "help", colour="muted", wrap=False)
        self.slot = row(look, pad=(0, 22, 0, 24))
        self.help = Button(look, "header.help", kind="quiet", icon="help", cap="F1", shape=SMALL)
        self.proctor = Button(
            look, "header.proctor", kind="quiet", icon="hand", cap="F8", shape=SMALL
        )
        self.rule = Rule(look, upright=True, height=44)
        for button, signal in ((self.help, self.help_wanted), (self.proctor, self.proctor_wanted)):
            button.clicked.connect(signal)
        self._fill()

    def name(self, title: str, subtitle: str) -> None:
        """Show who sits here, or which station this is; plain text."""
        self.title.show_plain(title)
        self.subtitle.show_plain(subtitle)

    def leave_words_out(self, *, out: bool) -> None:
        """Show help and proctor as icon and key alone, where there is no room for their words."""
        self.help.say("" if out else "header.help", "header.help")
        self.proctor.say("" if out else "header.proctor", "header.proctor")

    def show_calls(self, *, shown: bool) -> None:
        """Show or hide help and proctor (the receipt has neither)."""
        for widget in (self.rule, self.calls):
            widget.setVisible(shown)

    def _fill(self) -> None:
        look = self.look
        words = column(look)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        self.mark = Mark(look)
        self.row.addWidget(self.mark, 0, MIDDLE)
        words.measure(pad=(0, 0, 0, 12))
        self.identity = QWidget()
        self.identity.setLayout(words)
        self.row.addWidget(self.identity)
        self.row.addLayout(self.slot, 1)
        self.row.addWidget(self.rule, 0, MIDDLE)
        self.calls = QWidget()
        calls = row(look, gap=16, pad=(0, 0, 0, 18))
        calls.addWidget(self.help)
        calls.addWidget(self.proctor)
        self.calls.setLayout(calls)
        self.row.addWidget(self.calls)


class Mark(QWidget):
    """The program's mark; decoration, so a screen reader skips it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(32), self._look.px(32))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, self._look, box, fill="accent", radius=6)
        self._look.draw_icon(painter, "logo", box, "on_accent")
        painter.end()


class Footer(Bar):
    """Where one goes from here: back at the left, on at the right; hints between."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, height=72, line_below=False)


class Hint(QWidget):
    """A key cap with what it does: `[X] strike out`."""

    def __init__(self, look: Look, cap: str, key: str) -> None:
        super().__init__()
        self.cap = KeyCap(look, cap)
        self.words = Text(look, "help", key, colour="muted", wrap=False)
        layout = row(look, gap=6)
        layout.addWidget(self.cap)
        layout.addWidget(self.words)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_hint(self, cap: str, key: str) -> None:
        """Change the key and what it does."""
        self.cap.show_key(cap)
        self.words.say(key)

"""How answers keep up with the time, in words: for the panel with its switch, or alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from station.ui.look import Look
from station.ui.participant.item.pace import Pace
from station.ui.widgets.boxes import Rule, column, row
from station.ui.widgets.controls import Switch
from station.ui.widgets.text import Text, accessible

MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class PaceWords(Text):
    """`Pace: about 12 items behind`; not there at all while nobody wants to know."""

    def __init__(
        self,
        look: Look,
        style: str = "help",
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(look, style, colour="muted", align=align)
        self._pace: Pace | None = None
        self.hide()
        look.changed.connect(self._say)

    def show_pace(self, pace: Pace | None) -> None:
        """Show a pace; None shows nothing. Call it once it has its place."""
        self._pace = pace
        self.setVisible(pace is not None)
        self._say()

    def _say(self) -> None:
        if self._pace is not None:
            words = self.look.say(f"pace.{self._pace.standing}", n=self._pace.items)
            self.say("pace.told", words=words)


class PaceRow(QWidget):
    """The pace and the switch that shows it; a screen reader hears both where the switch is.

    It takes the same room whether it shows or not, and whatever it says: nothing moves.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pace: Pace | None = None
        self.switch = Switch(look, name="pace.title")
        self._words = Text(look, "help", "pace.off", colour="muted", wrap=False)
        words = column(look)
        words.addWidget(Text(look, "secondary", "pace.title", wrap=False))
        words.addWidget(self._words)
        across = row(look, gap=8, pad=(8, 0, 4, 0))
        across.addLayout(words)
        across.addStretch(1)
        across.addWidget(self.switch, 0, MIDDLE)
        whole = column(look)
        whole.addWidget(Rule(look))
        whole.addLayout(across)
        self.setLayout(whole)
        look.changed.connect(self._say)

    def show_pace(self, pace: Pace | None) -> None:
        """Show a pace, or that it is not shown."""
        self._pace = pace
        self.switch.blockSignals(True)
        self.switch.setChecked(pace is not None)
        self.switch.blockSignals(False)
        self._say()

    def _say(self) -> None:
        pace = self._pace
        self._words.say("pace.off" if pace is None else f"pace.{pace.standing}",
                        n=0 if pace is None else pace.items)  # fmt: skip
        accessible(self.switch, self._look.say("pace.title"), self._words.text())

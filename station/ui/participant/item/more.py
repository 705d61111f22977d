"""A strip that says what is out of sight, so that nothing below an edge is missed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from station.ui.look import Look
from station.ui.widgets.boxes import Area, row
from station.ui.widgets.notices import Icon
from station.ui.widgets.text import Text

HEIGHT = 28
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class MoreBar(Area):
    """Names the options below the edge; at the end it says that the item begins above."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, fill="soft", edge="", radius=0, height=HEIGHT)
        self._icon = Icon(look, "arrow-down", size=16, colour="ink")
        self._words = Text(look, "secondary", wrap=False)
        layout = row(look, gap=8, pad=(0, 16))
        layout.addWidget(self._icon, 0, MIDDLE)
        layout.addWidget(self._words, 0, MIDDLE)
        layout.addStretch(1)
        self.setLayout(layout)
        self.hide()

    def show_hidden(self, names: Sequence[str], *, ends: bool) -> None:
        """Name what lies below."""
        self._icon.draw_as("arrow-up" if ends else "arrow-down", "ink")
        if ends:
            self._words.say("item.above")
        elif not names:
            self._words.say("item.below_text")
        else:
            key = {1: "item.below_one", 2: "item.below"}.get(len(names), "item.below_many")
            self._words.say(key, first=names[0], last=names[-1])

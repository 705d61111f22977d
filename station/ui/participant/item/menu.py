"""Overlays that list what one can do: the menu of the compact page, and the help on keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.keys import Command
from station.ui.participant.item.pace import Pace
from station.ui.participant.item.pacing import PaceWords
from station.ui.widgets.boxes import Card, row
from station.ui.widgets.buttons import Button, KeyCap, Shape
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text

ENTRY = Shape(style="body", width=206, height=44, pad=8, gap=8)
ENTRIES: Sequence[tuple[Command, str, str]] = (
    (Command.CALCULATOR, "calc.open", "F4"),
    (Command.LISTEN, "listen.start", "F7"),
    (Command.FULL, "item.open_full", "Z"),
    (Command.STRIKE, "menu.strike", "X"),
    (Command.ALL, "item.all", "G"),
    (Command.UNANSWERED, "menu.unanswered", "U"),
    (Command.FLAGGED, "menu.flagged", "F"),
    (Command.TIME, "menu.time", "T"),
    (Command.HELP, "header.help", "F1"),
    (Command.ZOOM_OUT, "menu.smaller", "Ctrl −"),
    (Command.PROCTOR, "header.proctor", "F8"),
    (Command.ZOOM_IN, "menu.larger", "Ctrl +"),
)
FEW = 10
"""So many entries stand with room between them."""
TOOLS = frozenset({Command.CALCULATOR, Command.LISTEN})
"""Entries that are not there at all for an item without them."""
KEYS: Sequence[tuple[Sequence[str], str]] = (
    (("A–E", "1–8"), "help.choose"),
    (("↑", "↓"), "help.walk"),
    (("Space",), "help.select"),
    (("→", "Enter"), "help.next"),
    (("←",), "help.back"),
    (("R",), "help.flag"),
    (("X",), "help.strike"),
    (("Shift + A–E",), "help.least"),
    (("G",), "help.all"),
    (("U",), "help.unanswered"),
    (("F",), "help.flagged"),
    (("T",), "help.time"),
    (("Z",), "help.full"),
    (("F6",), "help.case"),
    (("F4",), "help.calculator"),
    (("F7",), "help.listen"),
    (("PgUp", "PgDn"), "help.page"),
    (("Ctrl +", "Ctrl −", "Ctrl 0"), "help.zoom"),
    (("F8",), "help.proctor"),
    (("Esc",), "help.close"),
)
TOOL_KEYS = {"help.calculator": Command.CALCULATOR, "help.listen": Command.LISTEN}


class PageMenu(Overlay):
    """What the compact page has no room for, as buttons with the keys that do the same."""

    asked = Signal(Command)

    def __init__(self, look: Look, window: QWidget) -> None:
        card = Card(look, gap=8, pad=12)
        super().__init__(look, window, card)
        self._buttons: dict[Command, Button] = {}
        self._grid = QGridLayout()
        for command, key, cap in ENTRIES:
            button = Button(look, key, cap=cap, shape=ENTRY)
            button.clicked.connect(lambda _on=False, one=command: self._ask(one))
            self._buttons[command] = button
        self._pace = PaceWords(look, "secondary")
        self._column = card.column
        card.column.addWidget(self._pace)
        card.column.addLayout(self._grid)

    def offer(
        self, *, full: bool, strike: bool, tools: frozenset[Command], pace: Pace | None
    ) -> None:
        """Open with what can be done at this item, and the pace for whoever likes to know."""
        there = [one for one in self._buttons if one in tools or one not in TOOLS]
        self._place(there, crowded=len(there) > FEW or pace is not None)
        self._pace.show_pace(pace)
        self._buttons[Command.FULL].setEnabled(full)
        self._buttons[Command.STRIKE].setEnabled(strike)
        first = next(self._buttons[one] for one in there if self._buttons[one].isEnabled())
        self.open(first)

    def _place(self, there: Sequence[Command], *, crowded: bool) -> None:
        """Set the entries that are there into the grid, closer together when they are many."""
        for command, button in self._buttons.items():
            self._grid.removeWidget(button)
            if command not in there:
                button.hide()
        for place, command in enumerate(there):
            self._grid.addWidget(self._buttons[command], place // 2, place % 2)
            self._buttons[command].show()
        self._grid.setSpacing(self.look.px(4 if crowded else 8))
        self._column.measure(pad=8 if crowded else 12)

    def _ask(self, command: Command) -> None:
        self.close_overlay()
        self.asked.emit(command)


class KeyHelp(Overlay):
    """Every key of the item page; F1 and Esc close it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        card = Card(look, gap=12, pad=(20, 24))
        super().__init__(look, window, card)
        self._card = card
        self._close = Button(look, "viewer.close", cap="Esc")
        self._close.clicked.connect(self.close_overlay)
        head = row(look)
        head.addWidget(Text(look, "item_title", "help.title"), 1)
        head.addWidget(self._close)
        inside = QWidget()
        self._grid = QGridLayout()
        self._rows: dict[str, tuple[QWidget, QWidget]] = {}
        for place, (caps, key) in enumerate(KEYS):
            self._rows[key] = (_caps(look, caps), Text(look, "body", key))
            for side, widget in enumerate(self._rows[key]):
                self._grid.addWidget(widget, place, side)
        self._grid.setColumnStretch(1, 1)
        inside.setLayout(self._grid)
        self._scrolled = Scrolled(inside)
        self.show_tools(frozenset())
        card.column.addLayout(head)
        card.column.addWidget(self._scrolled, 1)

    def show_tools(self, tools: frozenset[Command]) -> None:
        """Name the keys of tools only where there are such tools."""
        for key, command in TOOL_KEYS.items():
            for widget in self._rows[key]:
                widget.setVisible(command in tools)

    def show_help(self) -> None:
        """Open, as large as the window allows."""
        px = self.look.px
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(20))
        room = self.window_size()
        wide, high = room.width() - px(32), room.height() - px(32)
        self._card.setFixedSize(min(px(720), wide), min(px(640), high))
        self.open(self._close)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scrolled.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -6,
            Qt.Key.Key_PageDown: 6,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step * self.look.px(48))
        elif event.key() == Qt.Key.Key_F1:
            self.close_overlay()
        else:
            super().keyPressEvent(event)


def _caps(look: Look, caps: Sequence[str]) -> QWidget:
    """Return key caps side by side."""
    holder, layout = QWidget(), row(look, gap=6)
    for cap in caps:
        layout.addWidget(KeyCap(look, cap))
    layout.addStretch(1)
    holder.setLayout(layout)
    return holder

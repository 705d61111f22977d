"""Overlays that list what one can do: the menu of the compact page, and the help on keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.keys import Command
from station.ui.widgets.boxes import Card, row
from station.ui.widgets.buttons import Button, KeyCap, Shape
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text

ENTRY = Shape(style="body", width=206, height=44, pad=8, gap=8)
ENTRIES: Sequence[tuple[Command, str, str]] = (
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
    (("PgUp", "PgDn"), "help.page"),
    (("Ctrl +", "Ctrl −", "Ctrl 0"), "help.zoom"),
    (("F8",), "help.proctor"),
    (("Esc",), "help.close"),
)


class PageMenu(Overlay):
    """What the compact page has no room for, as buttons with the keys that do the same."""

    asked = Signal(Command)

    def __init__(self, look: Look, window: QWidget) -> None:
        card = Card(look, gap=8, pad=12)
        super().__init__(look, window, card)
        self._buttons: dict[Command, Button] = {}
        grid = QGridLayout()
        for place, (command, key, cap) in enumerate(ENTRIES):
            button = Button(look, key, cap=cap, shape=ENTRY)
            button.clicked.connect(lambda _on=False, one=command: self._ask(one))
            self._buttons[command] = button
            grid.addWidget(button, place // 2, place % 2)
        grid.setSpacing(look.px(8))
        card.column.addLayout(grid)

    def offer(self, *, full: bool, strike: bool) -> None:
        """Open with what can be done at this item."""
        self._buttons[Command.FULL].setEnabled(full)
        self._buttons[Command.STRIKE].setEnabled(strike)
        first = next(button for button in self._buttons.values() if button.isEnabled())
        self.open(first)

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
        for place, (caps, key) in enumerate(KEYS):
            self._grid.addWidget(_caps(look, caps), place, 0)
            self._grid.addWidget(Text(look, "body", key), place, 1)
        self._grid.setColumnStretch(1, 1)
        inside.setLayout(self._grid)
        self._scrolled = Scrolled(inside)
        card.column.addLayout(head)
        card.column.addWidget(self._scrolled, 1)

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

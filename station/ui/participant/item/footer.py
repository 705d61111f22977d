"""The bar below the question: back, what keys do, on, all items."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.ui.look import Look
from station.ui.widgets.bars import Footer, Hint
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import Button, Shape

WIDE_ALL = 304
HINTS = 4


class ItemFooter(Footer):
    """Wide: hints between the buttons. Compact: flag, all items and menu instead."""

    back_pressed = Signal()
    next_pressed = Signal()
    all_pressed = Signal()
    flag_pressed = Signal()
    menu_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.back = Button(look, "item.previous", icon="arrow-left", shape=Shape(width=168))
        self.next = Button(
            look, "item.next", kind="primary", after="arrow-right", shape=Shape(width=196)
        )
        self.all = Button(look, "item.all", icon="grid", cap="G", shape=Shape(width=WIDE_ALL))
        self.flag = Button(look, "item.flag", icon="flag")
        self.menu = Button(look, "item.menu", shape=Shape(pad=15))
        self._hints = [Hint(look, "X", "hint.strike") for _ in range(HINTS)]
        self._hint_row = QWidget()
        hints = row(look, gap=16, pad=(0, 0, 0, 16))
        for hint in self._hints:
            hints.addWidget(hint)
        hints.addStretch(1)
        self._hint_row.setLayout(hints)
        self._build()
        self._flagged = self._compact = self._tight = False

    def _build(self) -> None:
        for widget in (self.back, self.flag):
            self.row.addWidget(widget)
        self.row.addWidget(self.menu)
        self.row.addWidget(self._hint_row, 1)
        self.row.addStretch(0)
        self.row.addWidget(self.next)
        self.row.addWidget(self.all)
        for button, signal in (
            (self.back, self.back_pressed),
            (self.next, self.next_pressed),
            (self.all, self.all_pressed),
            (self.flag, self.flag_pressed),
            (self.menu, self.menu_pressed),
        ):
            button.clicked.connect(signal)

    def arrange(self, *, compact: bool, tight: bool) -> None:
        """Take the wide or the compact form; `tight` leaves words out."""
        self._compact, self._tight = compact, tight
        self.measure(height=52 if compact else 72)
        self.row.measure(gap=8 if compact else 16, pad=(0, 16 if compact else 24))
        for widget in (self.flag, self.menu):
            widget.setVisible(compact)
        self._hint_row.setVisible(not compact)
        self._reorder()
        self._shape()

    def _reorder(self) -> None:
        """Stand `all` before the menu when compact, at the right edge otherwise."""
        for button in (self.next, self.all):
            self.row.removeWidget(button)
        if self._compact:
            self.row.insertWidget(2, self.all)
            self.row.addWidget(self.next)
        else:
            self.row.addWidget(self.next)
            self.row.addWidget(self.all)

    def _shape(self) -> None:
        compact, tight = self._compact, self._tight
        self.back.say("" if compact else "item.previous", "item.previous")
        self.back.measure(Shape(width=56) if compact else Shape(width=168))
        self.next.measure(Shape(width=None, pad=15) if compact else Shape(width=196))
        self.all.show_cap("" if compact else "G")
        self.all.say("" if tight else "item.all_short" if compact else "item.all", "item.all")
        self.all.measure(Shape(width=None, pad=15) if compact else Shape(width=WIDE_ALL))
        self.show_flag(flagged=self._flagged)

    def show_flag(self, *, flagged: bool) -> None:
        """Show whether the item is marked as unsure."""
        self._flagged = flagged
        key = "item.flagged" if flagged else "item.flag"
        self.flag.draw_as(
            "flagged" if flagged else "secondary", "flag-filled" if flagged else "flag"
        )
        self.flag.say("" if self._tight else "item.flagged", key)
        self.flag.measure(Shape(width=None, pad=15))

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show what keys do: pairs of key and words."""
        for place, hint in enumerate(self._hints):
            hint.setVisible(place < len(hints))
            if place < len(hints):
                hint.show_hint(*hints[place])

"""The bar below the question: back, what keys do, on, all items."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station.exam.form import Kind
from station.ui.look import Look
from station.ui.participant.item.faces import Question
from station.ui.participant.item.keys import Command
from station.ui.widgets.bars import Footer, Hint
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import Button, Shape

TYPED = {Kind.NUMERIC, Kind.TEXT}
WIDE_ALL, WIDE = 304, 1250
SNUG = Shape(pad=15)
TOOL = Shape(pad=12, gap=8)
CAPS = {Command.CALCULATOR: "F4", Command.LISTEN: "F7"}
HINTS = 4


class ItemFooter(Footer):
    """Wide: hints between the buttons. Compact: flag, all items and menu instead."""

    back_pressed = Signal()
    next_pressed = Signal()
    all_pressed = Signal()
    flag_pressed = Signal()
    menu_pressed = Signal()
    turn_pressed = Signal()
    end_pressed = Signal()
    calculator_pressed = Signal()
    listen_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.back = Button(look, "item.previous", icon="arrow-left", shape=Shape(width=168))
        self.next = Button(
            look, "item.next", kind="primary", after="arrow-right", shape=Shape(width=196)
        )
        self.all = Button(look, "item.all", icon="grid", cap="G", shape=Shape(width=WIDE_ALL))
        self.flag = Button(look, "item.flag", icon="flag")
        self.menu = Button(look, "item.menu", shape=SNUG)
        self.turn = Button(look, "item.case_tab", shape=SNUG)
        self.calculator = Button(look, "calc.open", icon="calculator", cap="F4", shape=TOOL)
        self.listen = Button(look, "listen.start", icon="speaker", cap="F7", shape=TOOL)
        self._offered: frozenset[Command] = frozenset()
        self._reckons = self._reads = False
        self._hints = [Hint(look, "X", "hint.strike") for _ in range(HINTS)]
        self._hint_row = QWidget()
        hints = row(look, gap=16, pad=(0, 0, 0, 16))
        for hint in self._hints:
            hints.addWidget(hint)
        self._hint_row.setLayout(hints)
        self._width = WIDE
        self._end: Button | None = None
        self._end_key = ""
        self._build()
        self._flagged = self._compact = self._cramped = self._tight = self._cased = False

    def _build(self) -> None:
        for widget in (self.back, self.flag):
            self.row.addWidget(widget)
        self.row.addWidget(self.turn)
        self.row.addWidget(self.menu)
        self.row.addWidget(self._hint_row)
        self.row.addStretch(1)
        for widget in (self.calculator, self.listen):
            widget.hide()
            self.row.addWidget(widget)
        self.row.addWidget(self.next)
        self.row.addWidget(self.all)
        for button, signal in (
            (self.back, self.back_pressed),
            (self.next, self.next_pressed),
            (self.all, self.all_pressed),
            (self.flag, self.flag_pressed),
            (self.menu, self.menu_pressed),
            (self.turn, self.turn_pressed),
            (self.calculator, self.calculator_pressed),
            (self.listen, self.listen_pressed),
        ):
            button.clicked.connect(signal)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the ring where it is

    def arrange(self, *, compact: bool, tight: bool, width: int, roomy: bool = False) -> None:
        """Take the wide or the compact form; `tight` leaves words out.

        Args:
            compact: Whether flag, menu and turn stand here instead of hints.
            tight: Whether words are left out of the compact form.
            width: Of the window, pixels at 100 %.
            roomy: Whether even the compact form has its full height.
        """
        self._compact, self._tight = compact, tight
        self._width = width
        self._cramped = cramped = compact and not roomy
        self.measure(height=52 if cramped else 72)
        self.row.measure(gap=8 if cramped else 16, pad=(0, 16 if cramped else 24))
        for widget in (self.flag, self.menu):
            widget.setVisible(compact)
        self._reorder()
        self._shape()

    def offer_end(self, key: str) -> None:
        """Offer to end what is shown (a practice): wide, in the place of all items."""
        self._end, self._end_key = Button(self.look, key), key
        self._end.clicked.connect(self.end_pressed)
        self._reorder()
        self._shape()

    def show_turn(self, key: str | None) -> None:
        """Offer to turn to the case or the question, named by `key`; None for neither."""
        self._cased = key is not None
        self.turn.setVisible(self._cased)
        self._show_all_button()
        if key is not None:
            self.turn.say(key)

    def offer_tools(self, offered: frozenset[Command]) -> None:
        """Offer the tools that the item has: a calculator, a voice."""
        if offered != self._offered:
            self._offered = offered
            self._shape_tools()

    def show_calculator(self, *, opened: bool) -> None:
        """Show whether the calculator is open."""
        self._reckons = opened
        self._shape_tools()

    def show_listening(self, reads: bool) -> None:  # noqa: FBT001 -- called back with it
        """Show whether something is being read aloud."""
        self._reads = reads
        self._shape_tools()

    def _shape_tools(self) -> None:
        """Show the tools; a cramped bar has room for those in use alone, the menu has all."""
        cramped, bare = self._cramped, self._width < WIDE
        close, stop = "calc.close" if self._reckons else "calc.open", "listen.start"
        if self._reads:
            stop = "listen.stop"
        for button, command, used, key, name, icon in (
            (self.calculator, Command.CALCULATOR, self._reckons, "calc.open", close, "calculator"),
            (self.listen, Command.LISTEN, self._reads, stop, stop, "speaker"),
        ):
            button.setVisible(command in self._offered and (used or not cramped))
            button.say("" if bare else key, name)
            button.show_cap("" if cramped else CAPS[command])
            button.measure(SNUG if cramped else TOOL)
            button.draw_as("pressed" if used else "secondary", icon)
        self._show_all_button()
        self._fit_hints()

    def _show_all_button(self) -> None:
        used = self._cramped and (self._reckons or self._reads)
        crowded = self._compact and self._tight and (self._cased or self._end is not None)
        replaced = self._end is not None and not self._compact
        self.all.setVisible(not (used or crowded or replaced))

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
        if self._end is not None:
            self.row.addWidget(self._end)
            self._show_all_button()

    def _shape(self) -> None:
        compact, tight, wide = self._compact, self._tight, self._width >= WIDE
        self.back.say("" if compact else "item.previous", "item.previous")
        self.back.measure(Shape(width=56) if compact else Shape(width=168))
        self.next.measure(SNUG if compact else Shape(width=196))
        self.all.show_cap("" if compact else "G")
        self.all.say("" if tight else "item.all_short" if compact else "item.all", "item.all")
        for button in (self.all, self._end):
            if button is not None:
                button.measure(SNUG if compact else Shape(width=WIDE_ALL) if wide else Shape())
        self._shape_end()
        self.show_flag(flagged=self._flagged)
        self._shape_tools()

    def _shape_end(self) -> None:
        if self._end is not None:
            tight = self._compact and self._tight
            self._end.draw_as("secondary", "check" if tight else "")
            self._end.say("" if tight else self._end_key, self._end_key)

    def show_flag(self, *, flagged: bool) -> None:
        """Show whether the item is marked as unsure."""
        self._flagged = flagged
        key = "item.flagged" if flagged else "item.flag"
        self.flag.draw_as(
            "flagged" if flagged else "secondary", "flag-filled" if flagged else "flag"
        )
        self.flag.say("" if self._tight else "item.flagged", key)
        self.flag.measure(SNUG)

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show what keys do: pairs of key and words."""
        for place, hint in enumerate(self._hints):
            hint.setVisible(place < len(hints))
            if place < len(hints):
                hint.show_hint(*hints[place])
        self._fit_hints()

    def _fit_hints(self) -> None:
        """Leave the hints out when the buttons leave them no room: help (F1) has them all."""
        tools = [one for one in (self.calculator, self.listen) if not one.isHidden()]
        buttons = (self.back, self.next, self.all, *tools)
        room = self.look.px(self._width - 48 - 16 * len(buttons))
        room -= sum(button.width() for button in buttons)
        fits = self._hint_row.sizeHint().width() <= room
        self._hint_row.setVisible(not self._compact and fits)


def hints(question: Question, keys: str, *, strikes: bool) -> list[tuple[str, str]]:
    """Return what the footer says of keys: pairs of key and words."""
    kind = question.item.kind
    if kind is Kind.LIKERT:
        return [(keys, "hint.choose"), ("←", "hint.back"), ("→", "hint.on")]
    if kind is Kind.MOST_LEAST:
        both = [(keys, "hint.most"), (f"Shift + {keys}", "hint.least")]
        return [*both, ("← →", "hint.move_short")]
    if kind in TYPED:
        return [(keys, "hint.on"), ("Esc", "hint.done")]
    shown = [(keys, "hint.choose")] if keys else [("↑ ↓", "hint.rows")]
    if strikes:
        shown.append(("X", "hint.strike"))
    if question.case is not None:
        shown.append(("F6", "hint.case"))
    return [*shown, ("← →", "hint.move")]

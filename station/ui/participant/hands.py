"""Two hands at a seat's keyboard: they press real keys and wait for real saves.

The demonstration and the tests sit with them. Nothing here reaches past the window: what they
cannot press, nobody can.
"""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from station.exam.form import Item, Kind, Option

Key = Qt.Key
LETTERS = (Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D, Key.Key_E, Key.Key_F, Key.Key_G, Key.Key_H)
DIGITS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6, Key.Key_7, Key.Key_8)
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS = 30_000


class NeverCameError(Exception):
    """What the hands waited for did not happen."""


class Hands:
    """Presses keys in one window."""

    def __init__(self, window: QWidget) -> None:
        """Sit down before `window`; it must be shown."""
        self._window = window
        self.pressed = 0

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        """Press keys one after another, each where the keyboard is then."""
        for key in keys:
            self.pressed += 1
            QTest.keyClick(self._focus(), key, SHIFT if shift else NONE)

    def type(self, text: str) -> None:
        """Type text into the line the keyboard is on."""
        self.pressed += len(text)
        QTest.keyClicks(self._focus(), text)

    def tab_to(self, widget: QWidget, *, most: int = 60) -> None:
        """Press Tab until the keyboard is on `widget`.

        Raises:
            NeverCameError: It cannot be reached by Tab.
        """
        for _ in range(most):
            if self._focus() is widget:
                return
            self.press(Key.Key_Tab)
        raise NeverCameError(f"Tab does not lead to {widget.accessibleName()!r}")

    def until(self, happened: Callable[[], object], what: str) -> None:
        """Let the program run until something has happened.

        Raises:
            NeverCameError: It did not within half a minute.
        """
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not happened():
            if deadline.hasExpired():
                raise NeverCameError(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def settle(self) -> None:
        """Let everything that is under way on the screen come to rest."""
        for _ in range(4):
            QCoreApplication.processEvents()

    # --- answering ---------------------------------------------------------------------------

    def answer(self, item: Item, shown: Iterable[Option], choice: Any, language: str) -> None:
        """Give a response by keys: letters and digits name places on the screen."""
        places = {str(option.code): place for place, option in enumerate(shown)}
        match item.kind:
            case Kind.SINGLE | Kind.MULTIPLE:
                codes = [choice] if isinstance(choice, str) else choice
                self.press(*(LETTERS[places[code]] for code in codes))
            case Kind.LIKERT:
                self.press(DIGITS[places[choice]])
            case Kind.MOST_LEAST:
                self.press(LETTERS[places[choice["most"]]])
                self.press(LETTERS[places[choice["least"]]], shift=True)
            case Kind.NUMERIC:
                self.type(choice.replace(".", "," if language == "id" else "."))
            case Kind.TEXT:
                self.type(choice)
            case Kind.MATCH | Kind.INLINE:
                self._pair(item, choice)
            case Kind.ORDER:
                self._order(list(places), list(choice))
            case Kind.HOTSPOT:
                self.press(Key.Key_Down, Key.Key_Space, Key.Key_Right, Key.Key_Space)

    def _pair(self, item: Item, choice: list[list[str]]) -> None:
        given = dict(choice)
        self.press(Key.Key_Down)
        if item.kind is Kind.MATCH:
            columns = [str(column.code) for column in item.columns]
            self.press(*(LETTERS[columns.index(given[str(one.code)])] for one in item.options))
        else:
            for blank in item.blanks:
                codes = [str(option.code) for option in blank.options]
                self.press(LETTERS[codes.index(given[blank.name])])

    def _order(self, now: list[str], wanted: list[str]) -> None:
        """Carry each option up to its place, from the top down."""
        self.press(Key.Key_Down)
        row = 0
        for place, code in enumerate(wanted):
            at = now.index(code)
            self.press(*[Key.Key_Down] * (at - row), *[Key.Key_Up] * (row - at))
            self.press(Key.Key_Space, *[Key.Key_Up] * (at - place), Key.Key_Space)
            now.insert(place, now.pop(at))
            row = place

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

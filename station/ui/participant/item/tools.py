"""What stands beside an item only for some: a calculator, and a voice that reads aloud.

They know the page; the page hands keys and items on to them and need not know how they work.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from station.ui.participant.item.faces import Question
from station.ui.participant.item.keys import Command
from station.ui.participant.item.reading import Reader, Voice, case_words, question_words

if TYPE_CHECKING:
    from station.ui.participant.item.calculator.pane import CalculatorPane
    from station.ui.participant.item.page import ItemPage

OTHER = Qt.FocusReason.OtherFocusReason


class PageTools:
    """The tools of one item page."""

    def __init__(self, page: "ItemPage") -> None:
        self._page = page
        self._pane: CalculatorPane | None = None
        self._before: QWidget | None = None
        self._reader: Reader | None = None
        self._question: Question | None = None
        page.look.changed.connect(self.quiet)

    @property
    def offered(self) -> frozenset[Command]:
        """Which tools the item on the screen has."""
        found = set()
        if self._question is not None and self._question.calculator:
            found.add(Command.CALCULATOR)
        if self._reader is not None:
            found.add(Command.LISTEN)
        return frozenset(found)

    @property
    def reckons(self) -> bool:
        """Whether the calculator is open."""
        return self._pane is not None and not self._pane.isHidden()

    def show_question(self, question: Question) -> None:
        """Make ready for another item: nothing of the one before is left."""
        before, self._question = self._question, question
        if before is None or before.item.id != question.item.id:
            self.quiet()
            if self._pane is not None:
                self._pane.forget()
                if self._has_keyboard():
                    self._page.setFocus(OTHER)
        if self.reckons and not question.calculator:
            self.close_calculator()
        self._page.footer.offer_tools(self.offered)

    # --- calculator --------------------------------------------------------------------------

    def calculator_key(self) -> None:
        """Open the calculator, go to it when it is open, or close it when one is there."""
        if Command.CALCULATOR in self.offered:
            if not self.reckons:
                self._open()
            elif self._has_keyboard():
                self.close_calculator()
            else:
                self._take_keyboard()

    def prepare(self) -> None:
        """Make the calculator of a section that allows one, before anybody waits for it."""
        if self._pane is None and Command.CALCULATOR in self.offered:
            self._pane = self._made()
            self._page.body.place_calculator(self._pane, shown=False)

    def calculator_button(self) -> None:
        """Open the calculator, or close it."""
        if self.reckons:
            self.close_calculator()
        else:
            self.calculator_key()

    def close_calculator(self) -> bool:
        """Close the calculator and give the keyboard back; return whether it was open."""
        if self._pane is None or not self.reckons:
            return False
        had = self._has_keyboard()
        self._page.body.place_calculator(self._pane, shown=False)
        self._page.footer.show_calculator(opened=False)
        before, self._before = self._before, None
        if had:
            back = before if before and isValid(before) and before.isVisible() else self._page
            back.setFocus(OTHER)
        return True

    def press(self, key: str) -> None:
        """Press a key of the open calculator."""
        if self._pane is not None and self.reckons:
            self._pane.press(key)

    def take_key(self, event: QKeyEvent) -> bool:
        """Let a digit or sign that was typed beside it go to the open calculator."""
        return self._pane is not None and self.reckons and self._pane.take(event)

    def _open(self) -> None:
        if self._pane is None:
            self._pane = self._made()
        self._page.body.place_calculator(self._pane, shown=True)
        self._page.footer.show_calculator(opened=True)
        self._take_keyboard()

    def _made(self) -> "CalculatorPane":
        """Make the calculator when it is first wanted."""
        from station.ui.participant.item.calculator.pane import CalculatorPane  # noqa: PLC0415

        pane = CalculatorPane(self._page.look)
        pane.closed.connect(self.close_calculator)
        return pane

    def _has_keyboard(self) -> bool:
        now = QApplication.focusWidget()
        return self._pane is not None and now is not None and self._pane.isAncestorOf(now)

    def _take_keyboard(self) -> None:
        if self._pane is not None:
            self._before = QApplication.focusWidget()
            self._pane.setFocus(OTHER)

    # --- reading aloud -----------------------------------------------------------------------

    def give_voice(self, voice: Voice) -> None:
        """Let items be read aloud: the participant was granted it, and there is a voice."""
        self._reader = Reader(voice, self._page.footer.show_listening)
        self._page.footer.offer_tools(self.offered)

    def listen(self) -> None:
        """Read what is on the screen, the case when the keyboard is there; or break off."""
        reader, question = self._reader, self._question
        if reader is None or question is None:
            return
        if reader.reads:
            reader.stop()
        elif not reader.read(self._words(question), self._page.look.language):
            self._page.tell("listen.no_voice")

    def quiet(self) -> None:
        """Break off what is being read."""
        if self._reader is not None:
            self._reader.stop()

    def _words(self, question: Question) -> str:
        page, look = self._page, self._page.look
        case = page.body.case.case()
        if case is not None and (page.body.in_case() or not page.body.question.isVisible()):
            return case_words(case, page.body.case.which(), look.say, look.pick)
        title = look.say(page.body.question.title_words(), n=question.number)
        hint = page.body.question.content.how
        return question_words(
            question, title, hint.text() if not hint.isHidden() else "", look.say, look.pick
        )

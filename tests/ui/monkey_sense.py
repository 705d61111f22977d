"""What a sensible participant or proctor would do next; without it a monkey never gets in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from station.ui.participant.dialogs.call import CallDialog
from station.ui.participant.dialogs.officer import OfficerDialog
from station.ui.participant.hands import DIGITS, LETTERS, Key
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.identity import IdentityScreen
from station.ui.participant.screens.receipt import ReceiptScreen
from station.ui.participant.screens.rest import BreakScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.stopped import StoppedScreen
from station.ui.participant.screens.submit import SubmitScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stages import Stage
from tests.ui.monkey_hands import click, press, write

if TYPE_CHECKING:
    from tests.ui.monkey import Monkey

W = TypeVar("W", bound=QWidget)
OFFICER = "pengawas-1"


class Sense:
    """Does the right thing on the screen that is shown."""

    def __init__(self, monkey: "Monkey") -> None:
        self._to = monkey
        self._steps: dict[Stage, Callable[[], None]] = {
            Stage.SIGN_IN: self._sign_in,
            Stage.IDENTITY: self._identity,
            Stage.COMFORT: self._comfort,
            Stage.PRACTICE: self._practice,
            Stage.WAIT: self._start,
            Stage.ITEMS: self._answer,
            Stage.SECTION_END: self._lock,
            Stage.BREAK: self._return,
            Stage.PAUSED: self.proctor,
            Stage.SUBMIT: self._submit,
            Stage.RECEIPT: self._leave,
            Stage.STOPPED: self._wake,
        }

    def step(self) -> None:
        """Go on."""
        if self._to.window.director.overlays.covers:
            self._press(Key.Key_Escape)
        else:
            self._steps.get(self._to.stage, self._go)()
        if self._to.chance.likely(0.8):
            self._to.lane.work()
        if self._to.chance.likely(0.3):
            self._to.lane.refuses = False

    def proctor(self) -> None:
        """Come to the seat with the officer's code, and do something that is offered."""
        self._press(Key.Key_Escape, Key.Key_F8)
        calls = _seen(self._to.window, CallDialog)
        if not calls:
            return
        self._click(calls[0].officer)
        dialogs = _seen(self._to.window, OfficerDialog)
        if not dialogs:
            return
        dialog = dialogs[0]
        self._fill(dialog.proof.officer.line, OFFICER)
        self._fill(dialog.proof.code.line, self._to.world.founded.codes[OFFICER])
        self._press(Key.Key_Return)
        self._to.lane.work()
        if not dialog.acts.isVisible():
            return
        action = self._to.chance.any(dialog.acts.offered())
        self._to.note(f"  acts: {action}")
        self._click(dialog.acts.button(action))
        self._try_panel(dialog.acts)
        self._click(dialog.go)
        self._to.lane.work()

    def _try_panel(self, acts: QWidget) -> None:
        for line in _seen(acts, QLineEdit):
            self._fill(line, "alasan lain")
        for button in _seen(acts, QAbstractButton):
            if button.isCheckable() and not button.autoExclusive():
                self._click(button)

    # --- each screen -------------------------------------------------------------------------

    def _go(self) -> None:
        self._press(Key.Key_Return)

    def _sign_in(self) -> None:
        screen = self._shown()
        if isinstance(screen, SignInScreen):
            if not screen.go.isEnabled():
                self.proctor()
                return
            self._fill(screen.number.line, "0001")
            self._fill(screen.code.line, self._to.world.tickets["0001"].code)
            self._click(screen.go)

    def _identity(self) -> None:
        screen = self._shown()
        if isinstance(screen, IdentityScreen):
            self._click(screen.yes)

    def _comfort(self) -> None:
        screen = self._shown()
        if isinstance(screen, ComfortScreen):
            self._click(screen.go)

    def _practice(self) -> None:
        practice = self._to.window.director.practice
        if practice is not None and self._to.chance.likely(0.3):
            words = self._to.look.say("practice.end")
            ends = [one for one in _seen(practice.page, QAbstractButton) if one.text() == words]
            for one in ends:
                self._click(one)
        else:
            self._answer()

    def _start(self) -> None:
        screen, session = self._shown(), self._to.world.session
        if isinstance(screen, WaitScreen):
            self._fill(screen.code_a.line, session.start_a)
            self._fill(screen.code_b.line, session.start_b)
            self._click(screen.go)

    def _answer(self) -> None:
        chance = self._to.chance
        self._press(Key.Key_Down)
        self._press(chance.any(LETTERS[:5]) if chance.likely(0.7) else chance.any(DIGITS[:5]))
        self._press(*[Key.Key_Right] * (1 + chance.below(2)))

    def _lock(self) -> None:
        screen = self._shown()
        if isinstance(screen, SectionEndScreen):
            self._click(screen.lock)

    def _return(self) -> None:
        screen = self._shown()
        if isinstance(screen, BreakScreen):
            screen.first().setFocus()
            write(self._handle, self._to.world.tickets["0001"].code[-4:])
            self._press(Key.Key_Return)

    def _submit(self) -> None:
        screen = self._shown()
        if isinstance(screen, SubmitScreen):
            if not screen.tick.isChecked():
                self._click(screen.tick)
            self._click(screen.go)

    def _leave(self) -> None:
        screen = self._shown()
        if isinstance(screen, ReceiptScreen):
            self._click(screen.done)

    def _wake(self) -> None:
        screen, world = self._shown(), self._to.world
        if isinstance(screen, StoppedScreen):
            codes = (OFFICER, world.founded.codes[OFFICER], world.tickets["0001"].code)
            for line, words in zip(_seen(screen, QLineEdit), codes, strict=False):
                self._fill(line, words)
            self._click(screen.go)

    # --- hands -------------------------------------------------------------------------------

    def _shown(self) -> QWidget | None:
        return self._to.window.director.stack.currentWidget()

    @property
    def _handle(self) -> QWindow:
        return self._to.window.windowHandle()

    def _press(self, *keys: Qt.Key) -> None:
        for key in keys:
            press(self._handle, key)

    def _click(self, widget: QWidget) -> None:
        if widget.isVisible() and widget.isEnabled():
            click(self._handle, widget.mapTo(widget.window(), widget.rect().center()))

    def _fill(self, line: QLineEdit, words: str) -> None:
        line.setFocus()
        line.selectAll()
        write(self._handle, words)


def _seen(within: QWidget, kind: type[W]) -> list[W]:
    return [one for one in within.findChildren(kind) if one.isVisible()]

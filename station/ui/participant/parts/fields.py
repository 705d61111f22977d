"""A field for codes: it groups what is typed, and says as it is typed whether it can be right."""

from enum import StrEnum

from PySide6.QtCore import Signal

from station.sealing.codes import ALPHABET, GROUP, RANDOM_CHARACTERS, folded, grouped, parse_code
from station.sealing.errors import CodeMistypedError
from station.ui.look import Look
from station.ui.widgets.controls import LineField
from station.ui.widgets.text import Text

CHARACTERS = RANDOM_CHARACTERS + 1


class Typed(StrEnum):
    """How a typed code stands before anybody was asked about it."""

    EMPTY = "empty"
    PARTIAL = "partial"
    RIGHT = "right"
    WRONG = "wrong"


def typed_state(text: str) -> Typed:
    """Return how far a typed code has come; its check character finds every single slip."""
    code = folded(text)
    if not code:
        return Typed.EMPTY
    if len(code) < CHARACTERS:
        return Typed.PARTIAL if set(code) <= set(ALPHABET) else Typed.WRONG
    try:
        parse_code(code)
    except CodeMistypedError:
        return Typed.WRONG
    return Typed.RIGHT


def shown_code(text: str) -> str:
    """Return what was typed in groups of four, as it stands on paper; at most one code."""
    kept = "".join(one for one in text.upper() if one.isalnum())
    return grouped(kept[:CHARACTERS])


class CodeField(LineField):
    """A line for one code. `filled` tells when a code that can be right stands in it."""

    filled = Signal()

    def __init__(self, look: Look, label: str, *, hint: str = "", width: int | None = None) -> None:
        super().__init__(look, label, hint=hint, capitals=True, width=width)
        self.slip = Text(look, "help", "code.slip", colour="error")
        policy = self.slip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when it comes up
        self.slip.setSizePolicy(policy)
        self.slip.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.slip)
        self.edited.connect(self._group)

    @property
    def state(self) -> Typed:
        """How what was typed stands."""
        return typed_state(self.text())

    def show_code(self, text: str) -> None:
        """Put a code into the line, as if it had been typed."""
        self.line.setText(shown_code(text))
        self._judge()

    def _group(self, text: str) -> None:
        place = self.line.cursorPosition()
        at_end = place == len(text)
        shown = shown_code(text)
        if shown != text:
            before = sum(one.isalnum() for one in text[:place])
            self.line.setText(shown)
            at = len(shown) if at_end else before + max(0, before - 1) // GROUP
            self.line.setCursorPosition(at)
        self._judge()

    def _judge(self) -> None:
        state = self.state
        self.slip.setVisible(state is Typed.WRONG)
        self.mark_wrong(wrong=state is Typed.WRONG)
        if state is Typed.RIGHT:
            self.filled.emit()

"""What a key means on the item page. Letters and digits name places on the screen."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Command(Enum):
    """What one can ask of the page with a key."""

    NEXT = auto()
    BACK = auto()
    UP = auto()
    DOWN = auto()
    SELECT = auto()
    FLAG = auto()
    STRIKE = auto()
    ALL = auto()
    UNANSWERED = auto()
    FLAGGED = auto()
    TIME = auto()
    FULL = auto()
    SWITCH = auto()
    CALCULATOR = auto()
    LISTEN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    HELP = auto()
    PROCTOR = auto()
    CLOSE = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_RESET = auto()


PLAIN = {
    Key.Key_Right: Command.NEXT,
    Key.Key_Return: Command.NEXT,
    Key.Key_Enter: Command.NEXT,
    Key.Key_Left: Command.BACK,
    Key.Key_Up: Command.UP,
    Key.Key_Down: Command.DOWN,
    Key.Key_Space: Command.SELECT,
    Key.Key_R: Command.FLAG,
    Key.Key_X: Command.STRIKE,
    Key.Key_G: Command.ALL,
    Key.Key_U: Command.UNANSWERED,
    Key.Key_F: Command.FLAGGED,
    Key.Key_T: Command.TIME,
    Key.Key_Z: Command.FULL,
    Key.Key_F4: Command.CALCULATOR,
    Key.Key_F6: Command.SWITCH,
    Key.Key_F7: Command.LISTEN,
    Key.Key_PageUp: Command.PAGE_UP,
    Key.Key_PageDown: Command.PAGE_DOWN,
    Key.Key_F1: Command.HELP,
    Key.Key_F8: Command.PROCTOR,
    Key.Key_Escape: Command.CLOSE,
}
CONTROLLED = {
    Key.Key_Plus: Command.ZOOM_IN,
    Key.Key_Equal: Command.ZOOM_IN,
    Key.Key_Minus: Command.ZOOM_OUT,
    Key.Key_0: Command.ZOOM_RESET,
    Key.Key_Return: Command.NEXT,
    Key.Key_Enter: Command.NEXT,
}


def command(event: QKeyEvent) -> Command | None:
    """Return what the key asks for, None when it asks for nothing here."""
    key = Key(event.key())
    if event.modifiers() & CONTROL:
        return CONTROLLED.get(key)
    if event.modifiers() & SHIFT and event.key() <= Key.Key_Z:
        return None
    return PLAIN.get(key)


def letter(event: QKeyEvent) -> int | None:
    """Return the place (from 0) that a letter A-E or a digit 1-8 names, else None."""
    if event.modifiers() & CONTROL:
        return None
    key = event.key()
    if Key.Key_A <= key <= Key.Key_E:
        return key - Key.Key_A
    if Key.Key_1 <= key <= Key.Key_8:
        return key - Key.Key_1
    return None

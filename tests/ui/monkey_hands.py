"""The monkey's hands: keys and mouse buttons, wherever chance puts them.

Every event is posted to the system's window and delivered by the event loop, as real ones are:
what QTest delivers comes from within a call, and an exception on the way may be swallowed.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from station.ui.participant.hands import Key

if TYPE_CHECKING:
    from tests.ui.monkey import Monkey

Type = QEvent.Type
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
KEYS = (
    *(Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D, Key.Key_E, Key.Key_H),
    *(Key.Key_1, Key.Key_2, Key.Key_5, Key.Key_8, Key.Key_0, Key.Key_Comma, Key.Key_Minus),
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right) * 2,
    *(Key.Key_Space, Key.Key_Return, Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape) * 2,
    *(Key.Key_R, Key.Key_X, Key.Key_G, Key.Key_U, Key.Key_F, Key.Key_T, Key.Key_Z),
    *(
        Key.Key_F1,
        Key.Key_F4,
        Key.Key_F6,
        Key.Key_F7,
        Key.Key_F8,
        Key.Key_F10,
        Key.Key_Backspace,
        Key.Key_Delete,
    ),
    *(Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown),
)
HELD = (
    *(NONE,) * 12,
    *(SHIFT,) * 3,
    *(Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier),
)
BUTTONS = (*(LEFT,) * 8, Qt.MouseButton.RightButton)
WORDS = ("0001", "pengawas-1", "12,5", "kata kunci", "<b>&amp;", "çelik Ω 漢字", "x" * 60, "-0")


def press(window: QWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> None:
    """Press a key and let it go."""
    if not text and key.value < Key.Key_Escape.value and held in {NONE, SHIFT}:
        text = chr(key.value) if held is SHIFT else chr(key.value).lower()
    for kind in (Type.KeyPress, Type.KeyRelease):
        _post(window, QKeyEvent(kind, key.value, held, text))


def write(window: QWindow, words: str) -> None:
    """Type words letter by letter."""
    for letter in words:
        upper = letter.upper()
        key = Qt.Key(ord(upper)) if upper.isascii() else Qt.Key.Key_unknown
        press(window, key, text=letter)


def point(
    window: QWindow,
    kind: QEvent.Type,
    place: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton = NO_BUTTON,
) -> None:
    """Do one thing with the mouse."""
    at = QPointF(place)
    above = at + QPointF(window.position()) if isValid(window) else at
    _post(window, QMouseEvent(kind, at, above, button, held, NONE))


def _post(window: QWindow, event: QEvent) -> None:
    """Deliver an event, unless the window is gone: a menu closes while a key is down."""
    if isValid(window):
        QCoreApplication.postEvent(window, event)
        QCoreApplication.processEvents()


def click(window: QWindow, place: QPoint, button: Qt.MouseButton = LEFT, times: int = 1) -> None:
    """Click, or click twice."""
    for kind in (Type.MouseButtonPress, Type.MouseButtonDblClick)[:times]:
        point(window, kind, place, button, button)
        point(window, Type.MouseButtonRelease, place, button)


class MonkeyHands:
    """They do not look."""

    def __init__(self, monkey: "Monkey") -> None:
        self._to = monkey

    def key(self) -> None:
        """Press some key."""
        key, held = self._to.chance.any(KEYS), self._to.chance.any(HELD)
        self._to.note(f"  {key.name} {held.name}")
        press(self._target(), key, held)

    def type_something(self) -> None:
        """Type, or paste, where the keyboard is."""
        world, chance = self._to.world, self._to.chance
        codes = (world.tickets["0001"].code, world.session.start_a)
        text = chance.any((*WORDS, *codes, world.founded.codes["pengawas-1"]))
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and chance.likely(0.5):
            focus.insert(text)
        elif isinstance(focus, QPlainTextEdit):
            focus.insertPlainText(text)
        else:
            write(self._target(), text)

    def click(self) -> None:
        """Click anywhere, more often on something that can be pressed."""
        target, chance = self._target(), self._to.chance
        place = self._place(target)
        if chance.likely(0.6):
            place = self._on_something(target) or place
        self._to.note(f"  at {place.toTuple()}")
        click(target, place, chance.any(BUTTONS), 2 if chance.likely(0.1) else 1)

    def drag(self) -> None:
        """Press, move, let go."""
        target = self._target()
        point(target, Type.MouseButtonPress, self._place(target), LEFT, LEFT)
        for _ in range(3):
            point(target, Type.MouseMove, self._place(target), NO_BUTTON, LEFT)
        point(target, Type.MouseButtonRelease, self._place(target), LEFT)

    def wheel(self) -> None:
        """Turn the wheel."""
        target = self._target()
        place = self._place(target)
        turn = QPoint(0, self._to.chance.any((-240, -120, 120, 240)))
        wheel = QWheelEvent(
            QPointF(place), QPointF(target.mapToGlobal(place)), QPoint(), turn,
            NO_BUTTON, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        _post(target, wheel)

    # --- where -------------------------------------------------------------------------------

    def _target(self) -> QWindow:
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.windowHandle() is not None and self._to.chance.likely(0.8):
            return popup.windowHandle()
        focused: QWindow | None = QGuiApplication.focusWindow()
        if focused is not None and isValid(focused):  # a list that closed may leave its wrapper
            return focused
        return self._to.window.windowHandle()

    def _place(self, window: QWindow) -> QPoint:
        size, below = window.size(), self._to.chance.below
        return QPoint(below(size.width()), below(size.height()))

    def _on_something(self, target: QWindow) -> QPoint | None:
        """Return the middle of something that Tab leads to."""
        window = self._to.window
        if target is not window.windowHandle():
            return None
        stops = [
            one
            for one in window.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        one = self._to.chance.any(stops) if stops else window
        place = one.mapTo(window, one.rect().center())
        return place if window.rect().contains(place) else None

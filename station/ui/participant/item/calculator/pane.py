"""The calculator beside the question: a display, keys for the mouse, and the same by keyboard.

While the keyboard is in it, no key reaches the item: a digit is a digit and `C` clears. Function
keys, scrolling and zoom go on to the page.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.calculator.engine import EMPTY
from station.ui.widgets.boxes import Area, Box, column, paint_box, row
from station.ui.widgets.buttons import SMALL, Button, Shape
from station.ui.widgets.clock import announce
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.text import Text, accessible

WIDTH, HEIGHT = 304, 44
"""Of the panel whose place it takes, and of a key."""
Key = Qt.Key
PASSED = {Key.Key_PageUp, Key.Key_PageDown, Key.Key_Tab, Key.Key_Backtab}
TYPED = {
    **{digit: digit for digit in "0123456789"},
    **{sign: sign for sign in "+-*/%="},
    ",": ".", ".": ".", "x": "*", "×": "*", ":": "/", "÷": "/", "−": "-",
}  # fmt: skip
"""What is typed, whoever has the keyboard, and the key of the engine it stands for."""
INSIDE = {"n": "sign", "q": "root", "c": "clear"}
PRESSED = {
    Key.Key_Return: "=",
    Key.Key_Enter: "=",
    Key.Key_Backspace: "erase",
    Key.Key_Delete: "clear",
}
SIGNS = {"/": ("÷", "divided"), "*": ("×", "times"), "-": ("−", "minus"), "+": ("+", "plus")}
WORDED = {
    **SIGNS, "%": ("%", "percent"), "=": ("=", "equals"), "sign": ("±", "sign"),
    "clear": ("C", "clear"), "root": ("", "root"), "erase": ("", "erase"),
}  # fmt: skip
ICONS = {"root": "root", "erase": "erase"}
ROWS = (
    ("7", "8", "9", "/", "clear"),
    ("4", "5", "6", "*", "root"),
    ("1", "2", "3", "-", "%"),
    ("0", ".", "sign", "+", "="),
)


class Readout(QWidget):
    """The display: what led here in small, the number in large. The keyboard is on it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._trail = self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plays(self, Role.StaticText)
        self.restyle()
        look.changed.connect(self.restyle)

    def show_number(self, trail: str, number: str) -> None:
        """Show a number, or words that take its place when there is none."""
        self._trail, self._number = trail, number
        self.update()

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedHeight(self._look.px(60))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), self._look, QRectF(self.rect())
        paint_box(painter, look, box, fill="soft", edge="rule", line=1)
        inside = box.adjusted(look.px(10), look.px(5), -look.px(10), -look.px(5))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        painter.setFont(look.font("help"))
        painter.setPen(look.colour("muted"))
        trail = painter.fontMetrics().elidedText(
            self._trail, Qt.TextElideMode.ElideLeft, round(inside.width())
        )
        painter.drawText(inside, right, trail)
        painter.setFont(self._fitting(inside.width()))
        painter.setPen(look.colour("ink"))
        low = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        wraps = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inside, low | (0 if self._trail else wraps), self._number)
        painter.end()

    def _fitting(self, width: float) -> QFont:
        """Return the largest letters in which the number stands on one line."""
        for style in ("item_title", "stem_bold", "body_bold"):
            font = self._look.font(style)
            if QFontMetricsF(font).horizontalAdvance(self._number) <= width:
                return font
        return self._look.font("help_bold")


class CalculatorPane(Area):
    """One calculation at a time; `forget` ends it.

    `announced` passes on what a screen reader is told after each key.
    """

    closed = Signal()
    announced = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, width=WIDTH)
        self.reckoning = EMPTY
        self.readout = Readout(look)
        self.keys = {
            key: self._key(key) for key in ("erase", *(one for row in ROWS for one in row))
        }
        self._hint = Text(look, "help", "calc.keys", colour="muted")
        self._build()
        self.setFocusProxy(self.readout)
        self._show()
        look.changed.connect(self._show)

    def _build(self) -> None:
        look = self.look
        shut = Button(look, "calc.shut", kind="quiet", cap="Esc", name="calc.close", shape=SMALL)
        shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shut.clicked.connect(self.closed)
        head = row(look, pad=(0, 0, 4, 0))
        head.addWidget(Text(look, "body_bold", "calc.open", wrap=False))
        head.addStretch(1)
        head.addWidget(shut)
        self._head = QWidget()
        self._head.setLayout(head)
        top = row(look, gap=4)
        top.addWidget(self.readout, 1)
        top.addWidget(self.keys["erase"])
        self._whole = column(look, gap=4, pad=(12, 16, 16, 16))
        self._whole.addWidget(self._head)
        self._whole.addLayout(top)
        for keys in ROWS:
            self._whole.addLayout(self._row(keys))
        self._whole.addLayout(self._below())
        self._whole.addStretch(1)
        self.setLayout(self._whole)
        self.arrange(WIDTH)

    def _below(self) -> Box:
        """Return the hint on keys, a little apart from them."""
        below = column(self.look, pad=(8, 0, 0, 0))
        below.addWidget(self._hint)
        return below

    def _row(self, keys: tuple[str, ...]) -> Box:
        across = row(self.look, gap=4)
        for key in keys:
            across.addWidget(self.keys[key])
        return across

    def _key(self, key: str) -> Button:
        kind = "primary" if key == "=" else "secondary"
        if key == ".":
            button = Button(self.look, "calc.mark_face", name="calc.mark")
        elif key in WORDED:
            face, name = WORDED[key]
            words = "calc.face" if face else ""
            button = Button(self.look, words, kind=kind, icon=ICONS.get(key, ""),
                            name=f"calc.{name}", face=face)  # fmt: skip
        else:
            button = Button(self.look, "calc.face", face=key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard types; it need not walk
        button.clicked.connect(lambda: self.press(key))
        return button

    # --- what it does ------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Press a key of the engine."""
        self.reckoning = self.reckoning.press(key)
        self._show()
        words = self._told(key)
        announce(self, words)
        self.announced.emit(words)

    def forget(self) -> None:
        """Begin anew, with nothing left of what was reckoned."""
        self.reckoning = EMPTY
        self._show()

    def arrange(self, wide: int) -> None:
        """Take `wide` pixels at 100 %; less than the panel's width leaves title and hint out."""
        narrow = wide < WIDTH
        pad = 8 if narrow else 16
        for key, button in self.keys.items():
            width = (wide - 2 * pad - 4 * 4) // 5
            high = 60 if key == "erase" else HEIGHT
            button.measure(Shape(style="stem", width=width, height=high, pad=0))
        self._whole.measure(pad=8 if narrow else (12, pad, 16, pad))
        for widget in (self._head, self._hint):
            widget.setVisible(not narrow)
        self.measure_width(wide)

    def take(self, event: QKeyEvent) -> bool:
        """Press what was typed while the keyboard was elsewhere; return whether it was ours."""
        key = TYPED.get(event.text().lower())
        if key is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self.press(key)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        function = Key.Key_F1 <= event.key() <= Key.Key_F12
        key = PRESSED.get(Key(event.key())) or INSIDE.get(event.text().lower())
        if event.key() == Key.Key_Escape:
            self.closed.emit()
        elif control or function or event.key() in PASSED:
            event.ignore()
        elif key is not None:
            self.press(key)
        else:
            self.take(event)

    # --- inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        now, language, say = self.reckoning, self.look.language, self.look.say
        trail = now.trail(language)
        if now.is_rounded:
            trail = f"{trail} ({say('calc.rounded')})".strip()
        number = say(f"calc.fault_{now.fault}") if now.fault else now.shown(language)
        self.readout.show_number(trail, number)
        accessible(self.readout, say("calc.open"), f"{trail} {number}".strip())

    def _told(self, key: str) -> str:
        """Return what a screen reader says after a key: the operator, or the number there is."""
        say, now = self.look.say, self.reckoning
        if key in SIGNS and not now.fault:
            return say(f"calc.{SIGNS[key][1]}")
        number = say(f"calc.fault_{now.fault}") if now.fault else now.shown(self.look.language)
        words = f"{say('calc.equals')} {number}" if key == "=" and not now.fault else number
        return f"{words}, {say('calc.rounded')}" if now.is_rounded else words

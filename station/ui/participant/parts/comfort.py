"""The controls of the comfort screen: zooms, themes, and keys to try."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.links import Flow
from station.ui.theme import THEMES
from station.ui.widgets.boxes import column, paint_box, row
from station.ui.widgets.text import Text, accessible

MIDDLE = Qt.AlignmentFlag.AlignVCenter
STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
KEYS = {
    "A": Qt.Key.Key_A,
    "E": Qt.Key.Key_E,
    "1": Qt.Key.Key_1,
    "R": Qt.Key.Key_R,
    "←": Qt.Key.Key_Left,
    "→": Qt.Key.Key_Right,
    "Enter": Qt.Key.Key_Return,
}
ARROWS = {"←": "arrow-left", "→": "arrow-right"}


class Chips(QWidget):
    """One of a few short choices that may flow into a second line; arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, look: Look, choices: list[tuple[str, str]], *, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name
        self._group = QButtonGroup(self)
        self._parts: dict[str, Chip] = {}
        self._flow = Flow(look, 0)
        self.setLayout(self._flow)
        for place, (value, words) in enumerate(choices):
            chip = Chip(look, words, first=place == 0, last=place == len(choices) - 1)
            chip.clicked.connect(lambda _on=False, value=value: self.chosen.emit(value))
            self._group.addButton(chip)
            self._parts[value] = chip
            self._flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        look.changed.connect(self.restyle)

    def choose(self, value: str) -> None:
        """Show `value` as chosen; nothing is emitted."""
        if value in self._parts:
            self._parts[value].setChecked(True)

    def measure(self, width: int) -> None:
        """Change the width of each, pixels at 100 %."""
        for chip in self._parts.values():
            chip.wide = width
            chip.restyle()

    def chosen_part(self) -> QWidget:
        """Return what is chosen, or the first."""
        for chip in self._parts.values():
            if chip.isChecked():
                return chip
        return next(iter(self._parts.values()))

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say(self._name))


class OneOf(QRadioButton):
    """One choice of a group: arrow keys go through the group in order, whatever line it is on."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        group, step = self.group(), STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        parts = group.buttons()
        other = parts[(parts.index(self) + step) % len(parts)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.click()


class Chip(OneOf):
    """One short choice in a frame."""

    def __init__(self, look: Look, words: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._look, self._first, self._last, self.wide = look, first, last, 96
        self.setText(words)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self.wide), self._look.px(44))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, on, box = QPainter(self), self.isChecked(), QRectF(self.rect())
        look, corner, line = self._look, self._look.px(8), self._look.theme.line
        wide = box.adjusted(0 if self._first else -corner, 0, 0 if self._last else corner, 0)
        painter.setClipRect(box)
        paint_box(painter, look, wide, fill="accent" if on else "surface", edge="border")
        if not self._last:
            edge = QRectF(box.right() - line, 0, line, box.height())
            painter.fillRect(edge, look.colour("border"))
        painter.setFont(look.font("secondary_bold" if on else "secondary"))
        painter.setPen(look.colour("on_accent" if on else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Swatches(QWidget):
    """The four themes as small pictures of themselves."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._group = QButtonGroup(self)
        self._parts: dict[str, Swatch] = {}
        self._flow = Flow(look, 16)
        self.setLayout(self._flow)
        for name in THEMES:
            swatch = Swatch(look, name)
            swatch.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._group.addButton(swatch)
            self._parts[name] = swatch
            self._flow.addWidget(swatch)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        look.changed.connect(self.restyle)

    def choose(self, name: str) -> None:
        """Show a theme as chosen; nothing is emitted."""
        self._parts[name].setChecked(True)

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say("comfort.theme"))


class Swatch(OneOf):
    """One theme: its ground, three lines of it, its name; a tick when it is chosen."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self._look.say(f"theme.{self._name}"))
        accessible(self, self.text())
        self.setFixedSize(self._look.px(120), self._look.px(86))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(86))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter)
        self._paint_name(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        look, px, own = self._look, self._look.px, THEMES[self._name]
        chosen = self.isChecked()
        line = look.theme.chosen_line if chosen else look.theme.line
        painter.setPen(QPen(look.colour("accent" if chosen else "border"), line))
        painter.setBrush(own.colour("surface"))
        inset = line / 2
        box = QRectF(0, 0, self.width(), px(60)).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, px(8), px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        for top, wide, high, role in (
            (13, 72, 5, "ink"),
            (26, 48, 5, "ink"),
            (39, 28, 8, "accent"),
        ):
            painter.setBrush(own.colour(role))
            painter.drawRoundedRect(QRectF(px(16), px(top), px(wide), px(high)), 2, 2)

    def _paint_name(self, painter: QPainter) -> None:
        look, px, chosen = self._look, self._look.px, self.isChecked()
        left, size = 0, px(14)
        if chosen:
            box = QRectF(px(1), px(69), size, size)
            look.draw_icon(painter, "check", box, "accent")
            left = px(22)
        painter.setFont(look.font("secondary_bold" if chosen else "secondary"))
        painter.setPen(look.colour("ink"))
        place = QRectF(left, px(66), self.width() - left, px(20))
        painter.drawText(place, MIDDLE, self.text())


class KeyCheck(QWidget):
    """Some keys to try; each one that arrives gets a tick. It hears keys while it is seen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._caps = {words: KeyBox(look, words) for words in KEYS}
        self._count = Text(look, "secondary", colour="muted", wrap=False)
        head = row(look)
        head.addWidget(Text(look, "body_bold", "comfort.keys"), 1)
        head.addWidget(self._count)
        keys, flow = QWidget(), Flow(look, 8)
        for cap in self._caps.values():
            flow.addWidget(cap)
        keys.setLayout(flow)
        whole = column(look, gap=8)
        whole.addLayout(head)
        whole.addWidget(keys)
        self.setLayout(whole)
        self._tell()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.note(event.key())
        return False

    def note(self, key: int) -> None:
        """Tick a key that arrived."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        for words, wanted in KEYS.items():
            if key == wanted or (wanted in enter and key in enter):
                self._caps[words].tick()
                self._tell()

    def forget(self) -> None:
        """Take all ticks away, for the next participant."""
        for cap in self._caps.values():
            cap.tick(on=False)
        self._tell()

    def _tell(self) -> None:
        read = sum(cap.ticked for cap in self._caps.values())
        self._count.say("comfort.keys_read", n=read, of=len(self._caps))


class KeyBox(QWidget):
    """One key to try."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self._look, self._words, self.ticked = look, words, False
        self.restyle()
        look.changed.connect(self.restyle)

    def tick(self, *, on: bool = True) -> None:
        """Show that the key arrived."""
        if on is not self.ticked:
            self.ticked = on
            self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        state = self._look.say("comfort.key_read" if self.ticked else "comfort.key_unread")
        accessible(self, self._look.say("key.named", name=self._words), state)
        wide = 90 if len(self._words) > 1 else 66
        self.setFixedSize(self._look.px(wide), self._look.px(40))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), self._look, QRectF(self.rect())
        on = self.ticked
        paint_box(
            painter, look, box, fill="success_tint" if on else "surface",
            edge="success" if on else "border", radius=6,
        )  # fmt: skip
        painter.setFont(look.font("secondary_bold" if on else "secondary"))
        painter.setPen(look.colour("success" if on else "ink"))
        size = look.px(14)
        if self._words in ARROWS:
            side = look.px(16)
            left = (box.width() - side - (size + 4 if on else 0)) / 2
            place = QRectF(left, (box.height() - side) / 2, side, side)
            look.draw_icon(painter, ARROWS[self._words], place, "success" if on else "ink")
            after = place.right() + 4
        else:
            wide = painter.fontMetrics().horizontalAdvance(self._words)
            left = (box.width() - wide - (size + look.px(5) if on else 0)) / 2
            painter.drawText(QRectF(left, 0, wide + 2, box.height()), MIDDLE, self._words)
            after = left + wide + look.px(5)
        if on:
            place = QRectF(after, (box.height() - size) / 2, size, size)
            look.draw_icon(painter, "check", place, "success")
        painter.end()

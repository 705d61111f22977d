"""Choices and fields: one of several, on or off, a box to tick, a line to type."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import column, paint_box, row
from station.ui.widgets.text import Text, accessible

CENTRE = Qt.AlignmentFlag.AlignCenter
NO_MENU = Qt.ContextMenuPolicy.NoContextMenu
"""For fields: Qt's own menu speaks neither of our languages, and a seat needs none."""


class Segmented(QWidget):
    """One of a few choices, side by side in one frame; arrow keys move the choice.

    Args:
        look: How everything looks.
        choices: Pairs of value and key of the words.
        name: Key of what is chosen here.
        values: For the words.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, choices: Sequence[tuple[str, str]], *, name: str, **values: object
    ) -> None:
        super().__init__()
        self._look, self._name = look, name
        self._group = QButtonGroup(self)
        self._parts: dict[str, _Segment] = {}
        layout = row(look)
        for place, (value, key) in enumerate(choices):
            part = _Segment(look, key, first=place == 0, last=place == len(choices) - 1, **values)
            self._group.addButton(part)
            self._parts[value] = part
            layout.addWidget(part)
            part.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()
        look.changed.connect(self.restyle)

    def choose(self, value: str) -> None:
        """Show `value` as chosen; nothing is emitted."""
        self._parts[value].setChecked(True)

    def say(self, value: str, key: str, **values: object) -> None:
        """Change the words of one choice."""
        self._parts[value].say(key, **values)

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say(self._name))


class _Segment(QRadioButton):
    """One part of a segmented choice."""

    def __init__(self, look: Look, key: str, *, first: bool, last: bool, **values: object) -> None:
        super().__init__()
        self._look, self._key, self._values = look, key, values
        self._first, self._last = first, last
        self.restyle()
        look.changed.connect(self.restyle)

    def say(self, key: str, **values: object) -> None:
        """Change the words."""
        self._key, self._values = key, values
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self._look.say(self._key, **self._values))
        wide = QFontMetricsF(self._look.font("secondary_bold")).horizontalAdvance(self.text())
        self.setFixedSize(round(wide) + self._look.px(36), self._look.px(44))
        self.update()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, corner = self._look.theme.line, self._look.px(8)
        fill = "accent" if self.isChecked() else "surface"
        box = QRectF(self.rect())
        wide = box.adjusted(0 if self._first else -corner, 0, 0 if self._last else corner, 0)
        painter.setClipRect(box)
        paint_box(painter, self._look, wide, fill=fill, edge="border")
        if not self._last:
            edge = QRectF(box.right() - line, 0, line, box.height())
            painter.fillRect(edge, self._look.colour("border"))
        painter.setFont(self._look.font("secondary_bold" if self.isChecked() else "secondary"))
        painter.setPen(self._look.colour("on_accent" if self.isChecked() else "ink"))
        painter.drawText(box, CENTRE, self.text())
        painter.end()


class Switch(QCheckBox):
    """On or off at once; its name comes from `name`, words beside it stand in the layout."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say(self._name))
        self.setFixedSize(self._look.px(44), self._look.px(24))
        self.update()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, on, box = self._look, self.isChecked(), QRectF(self.rect())
        paint_box(
            painter, look, box, fill="accent" if on else "surface",
            edge="accent" if on else "border", radius=12, line=max(2, look.theme.line),
        )  # fmt: skip
        half = box.height() / 2
        middle = QPointF(box.right() - half if on else half, half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("on_accent" if on else "border"))
        painter.drawEllipse(middle, look.px(8), look.px(8))
        if on:
            size = look.px(12)
            look.draw_icon(
                painter, "check",
                QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size), "accent",
            )  # fmt: skip
        painter.end()


class TickRow(QCheckBox):
    """A sentence to agree to, with a large box before it."""

    def __init__(self, look: Look, key: str, *, height: int = 56) -> None:
        super().__init__()
        self._look, self._key, self._height = look, key, height
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self._look.say(self._key))
        self.updateGeometry()
        self.update()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        px = self._look.px
        room = QRectF(0, 0, width - px(80), 10_000).toRect()
        metrics = QFontMetricsF(self._look.font("body"))
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(px(self._height), round(high) + px(32))

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._look.font("body")).horizontalAdvance(self.text())
        return QSize(round(wide) + self._look.px(80), self._look.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, on, box = self._look, self.isChecked(), QRectF(self.rect())
        paint_box(
            painter, look, box, fill="selected" if on else "surface",
            edge="accent" if on else "border", line=look.theme.chosen_line if on else None,
        )  # fmt: skip
        side = look.px(28)
        tick = QRectF(look.px(18), (box.height() - side) / 2, side, side)
        paint_box(
            painter, look, tick, fill="accent" if on else "surface",
            edge="accent" if on else "border", radius=6, line=2,
        )  # fmt: skip
        if on:
            inner = tick.adjusted(side * 0.18, side * 0.18, -side * 0.18, -side * 0.18)
            look.draw_icon(painter, "check", inner, "on_accent")
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink"))
        words = box.adjusted(look.px(62), 0, -look.px(16), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self.text())
        painter.end()


class LineField(QWidget):
    """A line to type with its label and hint above it.

    Args:
        look: How everything looks.
        label: Key of the words above it; also its accessible name.
        hint: Key of the smaller words below the label; empty for none.
        capitals: Whether letters become capitals as they are typed.
        width: Fixed width of the line at 100 %; None to fill the layout.
    """

    entered = Signal()
    edited = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        hint: str = "",
        capitals: bool = False,
        width: int | None = None,
        style: str = "stem",
    ) -> None:
        super().__init__()
        self._look, self._label, self._hint = look, label, hint
        self._capitals, self._width, self._style = capitals, width, style
        self.line = QLineEdit()
        self.line.setContextMenuPolicy(NO_MENU)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        above = column(look, gap=4)
        above.addWidget(Text(look, "body_bold", label))
        if hint:
            above.addWidget(Text(look, "secondary", hint, colour="muted"))
        layout = column(look, gap=8)  # the ring of focus reaches 6 above the line
        layout.addLayout(above)
        layout.addWidget(self.line)
        self.setLayout(layout)
        self.setFocusProxy(self.line)
        self.restyle()
        look.changed.connect(self.restyle)

    def text(self) -> str:
        """Return what was typed, without space around it."""
        return self.line.text().strip()

    def clear(self) -> None:
        """Empty the line."""
        self.line.clear()

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show whether what was typed was refused."""
        self.line.setProperty("wrong", wrong)
        self.line.style().polish(self.line)

    def restyle(self) -> None:
        """Follow the look."""
        self.line.setFont(self._look.font(self._style))
        self.line.setFixedHeight(self._look.px(52))
        if self._width is not None:
            self.line.setFixedWidth(self._look.px(self._width))
        hint = self._look.say(self._hint) if self._hint else ""
        accessible(self.line, self._look.say(self._label), hint)

    def _edited(self, text: str) -> None:
        if self._capitals and text != text.upper():
            place = self.line.cursorPosition()
            self.line.setText(text.upper())
            self.line.setCursorPosition(place)
        self.edited.emit(self.line.text())

"""Buttons with an icon and a key cap, drawn by ourselves so that every theme has its contrast."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import paint_box
from station.ui.widgets.text import accessible

CAP_HEIGHT, CAP_PAD = 22, 7
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """Roles of a kind of button: ground, border, letters; weight; border's width, 0 for usual."""

    fill: str
    edge: str
    ink: str
    bold: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Measures of a button at 100 %: text style; fixed width (None: as wide as its content)."""

    style: str = "body"
    width: int | None = None
    height: int = 44
    pad: int = 24
    gap: int = 12


PLAIN = Shape()
TALL = Shape(height=52)
SMALL = Shape(style="secondary", pad=8, gap=8)
PAINTS = {
    "primary": Paint(fill="accent", edge="accent", ink="on_accent", bold=True),
    "secondary": Paint(fill="surface", edge="border", ink="ink"),
    "flagged": Paint(fill="flag_tint", edge="flag", ink="flag", bold=True, line=2),
    "pressed": Paint(fill="selected", edge="accent", ink="ink", line=2),
    "quiet": Paint(fill="", edge="", ink="ink"),
    "link": Paint(fill="", edge="", ink="accent"),
}


class Button(QPushButton):
    """A button. Enter and Space press it; its name is what it says.

    Args:
        look: How everything looks.
        key: Words on it; empty for an icon alone (then give `name`).
        kind: `primary`, `secondary`, `flagged`, `pressed`, `quiet` or `link`.
        icon: Icon before the words; `after` for one behind them.
        cap: Key that does the same, drawn as a key cap.
        name: Key of the words a screen reader says instead of those on it.
        shape: Measures; `TALL` is the button of a page, `SMALL` that of a bar.
        values: For the words.
    """

    def __init__(
        self,
        look: Look,
        key: str = "",
        *,
        kind: str = "secondary",
        icon: str = "",
        after: str = "",
        cap: str = "",
        name: str = "",
        shape: Shape = PLAIN,
        **values: object,
    ) -> None:
        super().__init__()
        self.look = look
        self.kind, self._icon, self._after, self._cap = kind, icon, after, cap
        self._key, self._name, self._values, self.shape = key, name or key, values, shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.restyle()
        look.changed.connect(self.restyle)

    def say(self, key: str, name: str = "", **values: object) -> None:
        """Change the words, and what a screen reader says when that is not the same."""
        if (key, name or key, values) != (self._key, self._name, self._values):
            self._key, self._values, self._name = key, values, name or key
            self.restyle()

    def show_cap(self, cap: str) -> None:
        """Change the key that does the same; empty for none."""
        self._cap = cap
        self._fit()

    def draw_as(self, kind: str, icon: str = "") -> None:
        """Change the kind, and the icon before the words."""
        if (kind, icon) != (self.kind, self._icon):
            self.kind, self._icon = kind, icon
            self._fit()

    def measure(self, shape: Shape) -> None:
        """Change the measures."""
        if shape != self.shape:
            self.shape = shape
            self._fit()

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self.look.say(self._key, **self._values) if self._key else "")
        accessible(self, self.look.say(self._name, **self._values) if self._name else "")
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.look.px(self.shape.height))
        if self.shape.width is None:
            self.setFixedWidth(self.sizeHint().width())
        else:
            self.setFixedWidth(self.look.px(self.shape.width))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self.shape.width is not None:
            return QSize(self.look.px(self.shape.width), self.look.px(self.shape.height))
        width = sum(self._parts()) + self.look.px(2 * self.shape.pad)
        return QSize(round(width), self.look.px(self.shape.height))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = PAINTS[self.kind]
        if not self.isEnabled():
            paint = Paint(fill="soft", edge="rule", ink="muted", bold=paint.bold)
        self._paint_ground(painter, paint)
        self._paint_content(painter, paint)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _letters(self) -> QFont:
        bold = PAINTS[self.kind].bold and not self.shape.style.endswith("_bold")
        return self.look.font(f"{self.shape.style}_bold" if bold else self.shape.style)

    def _parts(self) -> list[float]:
        """Return the widths of icon, words, icon behind and cap, gaps included."""
        px, mark = self.look.px, self._mark()
        words = QFontMetricsF(self._letters()).horizontalAdvance(self.text())
        sizes = [mark if self._icon else 0.0, words, mark if self._after else 0.0]
        sizes.append(cap_width(self.look, self._cap) if self._cap else 0.0)
        shown = [size for size in sizes if size]
        return [*shown, px(self.shape.gap) * max(0, len(shown) - 1)]

    def _mark(self) -> float:
        return float(self.look.px(18))

    def _paint_ground(self, painter: QPainter, paint: Paint) -> None:
        box, theme = QRectF(self.rect()), self.look.theme
        if not self.isEnabled() and theme.soft == theme.surface:
            self._paint_dashes(painter, box)
            return
        fill = "soft" if paint.fill in {"surface", ""} and self._touched() else paint.fill
        paint_box(
            painter, self.look, box, fill=fill, edge=paint.edge,
            line=paint.line or None,
        )  # fmt: skip

    def _paint_dashes(self, painter: QPainter, box: QRectF) -> None:
        """Draw what cannot be pressed where no grey ground can say so."""
        line, corner = self.look.theme.line, self.look.px(8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.colour("cell"), line, Qt.PenStyle.DashLine))
        inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(inner, corner, corner)

    def _touched(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def _paint_content(self, painter: QPainter, paint: Paint) -> None:
        px, mark = self.look.px, self._mark()
        left = (self.width() - sum(self._parts())) / 2
        middle = self.height() / 2
        if self._icon:
            self.look.draw_icon(
                painter, self._icon, QRectF(left, middle - mark / 2, mark, mark), paint.ink
            )
            left += mark + px(self.shape.gap)
        if self.text():
            painter.setFont(self._letters())
            painter.setPen(self.look.colour(paint.ink))
            wide = painter.fontMetrics().horizontalAdvance(self.text())
            painter.drawText(QRectF(left, 0, wide + 2, self.height()), CENTRE, self.text())
            left += wide + px(self.shape.gap)
        if self._after:
            self.look.draw_icon(
                painter, self._after, QRectF(left, middle - mark / 2, mark, mark), paint.ink
            )
            left += mark + px(self.shape.gap)
        if self._cap:
            paint_cap(painter, self.look, left, middle, self._cap, on=paint)


class KeyCap(QWidget):
    """A key's name in a cap, for hints; a screen reader hears `key X`."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look, self._text = look, text
        self.restyle()
        look.changed.connect(self.restyle)

    def show_key(self, text: str) -> None:
        """Change the key."""
        self._text = text
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say("key.named", name=self._text))
        self.setFixedSize(round(cap_width(self._look, self._text)), self._look.px(CAP_HEIGHT))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, self._look, 0, self.height() / 2, self._text)
        painter.end()


def cap_width(look: Look, text: str) -> float:
    """Return how wide the key cap for `text` is."""
    metrics = QFontMetricsF(look.font("help"))
    parts = [look.px(ARROW) if one in ARROWS else metrics.horizontalAdvance(one) for one in text]
    return max(sum(parts) + 2 * look.px(CAP_PAD), float(look.px(CAP_HEIGHT)))


def paint_cap(
    painter: QPainter, look: Look, left: float, middle: float, text: str, *, on: Paint | None = None
) -> None:
    """Draw a key cap whose left edge is at `left` and whose middle at `middle`."""
    height = look.px(CAP_HEIGHT)
    box = QRectF(left, middle - height / 2, cap_width(look, text), height)
    primary = on is not None and on.ink == "on_accent"
    role = "on_accent" if primary else "muted"
    edge = "on_accent" if primary else "rule"
    paint_box(painter, look, box, fill="" if primary else "soft", edge=edge, radius=4, line=1)
    painter.setFont(look.font("help"))
    painter.setPen(look.colour(role))
    if ARROWS.keys() & set(text):
        _paint_arrows(painter, look, box, text, role)
    else:
        painter.drawText(box, CENTRE, text)


def _paint_arrows(painter: QPainter, look: Look, box: QRectF, text: str, role: str) -> None:
    """Draw arrows as icons: the bundled face has none."""
    left, size = box.left() + look.px(CAP_PAD), look.px(ARROW)
    for one in text:
        if one in ARROWS:
            place = QRectF(left, box.center().y() - size / 2, size, size)
            look.draw_icon(painter, ARROWS[one], place, role)
            left += size
        else:
            left += painter.fontMetrics().horizontalAdvance(one)


ARROW = 12
ARROWS = {"←": "arrow-left", "→": "arrow-right", "↑": "arrow-up", "↓": "arrow-down"}

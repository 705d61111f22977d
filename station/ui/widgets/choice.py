"""What one chooses: an option row with its letter, and a tile with a picture.

A choice never changes itself: a click tells, and whoever holds the answer says how it stands.
Chosen, struck and neither differ in shape and words, not in colour alone.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from station.ui import markup
from station.ui.look import Look
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import paint_box
from station.ui.widgets.sheet import NO_PICTURES, Sheet
from station.ui.widgets.text import accessible

CENTRE = Qt.AlignmentFlag.AlignCenter
RING, PAD, TEXT_LEFT, STRIKE = 32, 13, 61, 36
LEFT_TO_PAGE = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
}


class Choice(QPushButton):
    """One choice among several: told how it stands, and telling when it is clicked.

    `several` makes it a check box to a screen reader instead of a radio button.
    """

    strike_clicked = Signal()

    def __init__(self, look: Look, pictures: Pictures = NO_PICTURES) -> None:
        super().__init__()
        self.look, self.pictures = look, pictures
        self.mark, self.words = "", ""
        self.chosen = self.struck = self.strikable = self.several = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        look.changed.connect(self.restyle)

    def show_choice(
        self, mark: str, words: str, *, strikable: bool = False, several: bool = False
    ) -> None:
        """Show a new choice: its letter and its words (light markup)."""
        self.mark, self.words = mark, words
        self.strikable, self.several = strikable, several
        self.chosen = self.struck = False
        self._settle()

    def show_state(self, *, chosen: bool, struck: bool = False) -> None:
        """Show how the choice stands."""
        if (chosen, struck) != (self.chosen, self.struck):
            self.chosen, self.struck = chosen, struck
            self._settle()

    def restyle(self) -> None:
        """Follow the look."""
        self._settle()

    def _settle(self) -> None:
        """Bring Qt's own state, the accessible name and the picture in line."""
        self.setAutoExclusive(False)
        self.setChecked(self.chosen)
        self.setAutoExclusive(not self.several)
        words = markup.plain(self.words)
        state = self.look.say("choice.struck") if self.struck else ""
        accessible(self, f"{self.mark}. {words}" if self.mark else words, state)
        self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave the state alone; it is shown when the answer stands."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LEFT_TO_PAGE:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _strike_box(self) -> QRectF:
        return QRectF()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.strikable and self._strike_box().contains(event.position()):
            self.setDown(False)
            self.strike_clicked.emit()
        else:
            super().mouseReleaseEvent(event)

    # --- drawing -----------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self.look.theme
        box = QRectF(self.rect())
        if self.chosen:
            fill, edge, line = "selected", "accent", theme.chosen_line
        elif self.struck:
            fill, edge, line = "page", "rule", theme.line
        else:
            hover = self.underMouse() and self.isEnabled()
            fill, edge, line = "soft" if hover else "surface", "border", theme.line
        paint_box(painter, self.look, box, fill=fill, edge=edge, line=line)

    def _paint_mark(self, painter: QPainter, middle: QPointF) -> None:
        """Draw the letter in its ring: filled when chosen, dashed when struck."""
        look, size = self.look, self.look.px(RING)
        box = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        pen = QPen(look.colour("muted" if self.struck else "border"), 1)
        if self.struck:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
        painter.setPen(Qt.PenStyle.NoPen if self.chosen else pen)
        painter.setBrush(look.colour("accent" if self.chosen else "surface"))
        if self.struck:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box if self.chosen else box.adjusted(0.5, 0.5, -0.5, -0.5)
        if self.several:
            painter.drawRoundedRect(inner, look.px(6), look.px(6))
        else:
            painter.drawEllipse(inner)
        painter.setFont(look.font("body_bold" if self.chosen else "body"))
        role = "on_accent" if self.chosen else "muted" if self.struck else "ink"
        painter.setPen(look.colour(role))
        painter.drawText(box, CENTRE, self.mark)

    def _paint_strike(self, painter: QPainter) -> None:
        box = self._strike_box()
        if self.struck:
            paint_box(painter, self.look, box, fill="soft", edge="border", radius=8)
        size = self.look.px(18)
        place = QRectF(0, 0, size, size)
        place.moveCenter(box.center())
        self.look.draw_icon(painter, "strike", place, "ink" if self.struck else "muted")


class OptionRow(Choice):
    """An option as a row: letter, words, then what was done with it.

    Args:
        look: How everything looks.
        pictures: Where pictures in the words come from.
        height: Least height at 100 %.
    """

    def __init__(self, look: Look, pictures: Pictures = NO_PICTURES, *, height: int = 52) -> None:
        super().__init__(look, pictures)
        self.least, self.narrow = height, False
        self._sheet = Sheet(look, "body", pictures)
        self._written: tuple[object, ...] = ()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def measure(self, *, height: int, narrow: bool) -> None:
        """Change the least height, and whether a tick stands without its word."""
        if (height, narrow) != (self.least, self.narrow):
            self.least, self.narrow = height, narrow
            self._heights.clear()
            self.updateGeometry()

    @override
    def _settle(self) -> None:
        super()._settle()
        role = "muted" if self.struck else "ink"
        written = (
            self.words, role, self.struck, self.strikable, self.look.theme, self.look.zoom_percent,
        )  # fmt: skip
        if written != self._written:
            self._written = written
            self._heights.clear()
            ratio = self.devicePixelRatioF()
            self._sheet.write(self.words, colour=role, struck=self.struck, ratio=ratio)
            self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            words = self._sheet.lay_out(max(1, self._words_width(width)))
            high = round(words) + 2 * self.look.px(14)
            self._heights[width] = max(self.look.px(self.least), high)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(320), self.look.px(self.least))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(160), self.look.px(self.least))

    def _right(self) -> int:
        """Return the room that the right-hand side keeps, at this zoom."""
        strike = STRIKE + 27 if self._shows_strike() else 17
        return self.look.px(strike + (20 if self.narrow else 78) + 12)

    def _shows_strike(self) -> bool:
        return self.strikable

    def _words_width(self, width: int) -> int:
        return width - self.look.px(TEXT_LEFT) - self._right()

    @override
    def _strike_box(self) -> QRectF:
        size = self.look.px(STRIKE)
        left = self.width() - size - self.look.px(11)
        return QRectF(left, (self.height() - size) / 2, size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_mark(painter, QPointF(self.look.px(PAD + RING / 2), self.height() / 2))
        self._paint_words(painter)
        self._paint_done(painter)
        if self._shows_strike():
            self._paint_strike(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        high = self._sheet.lay_out(max(1, self._words_width(self.width())))
        top = (self.height() - high) / 2 + self._sheet.lift
        painter.save()
        painter.translate(self.look.px(TEXT_LEFT), top)
        self._sheet.drawContents(painter)
        painter.restore()

    def _paint_done(self, painter: QPainter) -> None:
        """Draw the tick and its word, or that the option is struck out."""
        look = self.look
        right = (
            self._strike_box().left() - look.px(16)
            if self._shows_strike()
            else (self.width() - look.px(17))
        )
        if self.chosen:
            right = self._paint_chosen_word(painter, right)
            size = look.px(20 if self.narrow else 18)
            box = QRectF(right - size, (self.height() - size) / 2, size, size)
            look.draw_icon(painter, "check", box, "accent")
        elif self.struck and not self.narrow:
            self._paint_word(painter, right, "choice.struck", "help", "muted")

    def _paint_chosen_word(self, painter: QPainter, right: float) -> float:
        if self.narrow:
            return right
        wide = self._paint_word(painter, right, "choice.chosen", "secondary_bold", "accent")
        return right - wide - self.look.px(6)

    def _paint_word(
        self, painter: QPainter, right: float, key: str, style: str, role: str
    ) -> float:
        """Draw a word that ends at `right`; return its width."""
        words = self.look.say(key)
        painter.setFont(self.look.font(style))
        painter.setPen(self.look.colour(role))
        wide = painter.fontMetrics().horizontalAdvance(words) + 1
        painter.drawText(QRectF(right - wide, 0, wide, self.height()), CENTRE, words)
        return float(wide)


class Tile(Choice):
    """An option that is a picture: 152 x 184, the letter below it."""

    WIDTH, HEIGHT, PICTURE = 152, 184, 128

    def __init__(self, look: Look, pictures: Pictures = NO_PICTURES) -> None:
        super().__init__(look, pictures)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def _settle(self) -> None:
        super()._settle()
        self.setFixedSize(self.look.px(self.WIDTH), self.look.px(self.HEIGHT))

    @override
    def _strike_box(self) -> QRectF:
        size = self.look.px(STRIKE)
        margin = self.look.px(3)
        corner = QPointF(self.width() - size - margin, self.height() - size - margin)
        return QRectF(corner.x(), corner.y() - self.look.px(2), size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self.look.px
        self._paint_ground(painter)
        self._paint_picture(painter)
        middle = QPointF(px(11 + RING / 2), self.height() - px(9 + RING / 2))
        self._paint_mark(painter, middle)
        if self.chosen:
            size = px(18)
            box = QRectF(px(51), middle.y() - size / 2, size, size)
            self.look.draw_icon(painter, "check", box, "accent")
        if self.strikable:
            self._paint_strike(painter)
        painter.end()

    def picture_of(self, words: str) -> QImage:
        """Return the picture that `words` are, as large as a tile shows it; null for none."""
        inset, side = markup.only_picture(words), self.look.px(self.PICTURE)
        size = QSize() if inset is None else self.pictures.fitted(inset.name, side, side)
        if inset is None or size.isEmpty():
            return QImage()
        ratio, ink = self.devicePixelRatioF(), self.look.theme.ink
        return self.pictures.image(inset.name, size, ratio, ink)

    def _paint_picture(self, painter: QPainter) -> None:
        image = self.picture_of(self.words)
        if image.isNull():
            return
        px, side, size = self.look.px, self.look.px(self.PICTURE), image.deviceIndependentSize()
        if self.struck:
            painter.setOpacity(0.45)
        painter.drawImage(
            QPointF((self.width() - size.width()) / 2, px(11) + (side - size.height()) / 2), image
        )
        painter.setOpacity(1)

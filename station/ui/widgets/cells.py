"""Numbers of items in cells: one painted widget, with an accessible child for each cell.

Hundreds of buttons would cost as many tab stops and four times the time to build; here one
widget paints, and the keyboard moves inside it. How a cell stands shows in its shape: filled
answered, a bar below seen, a faint border unseen, a corner flagged, dashed locked and blank.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.states import Cell, CellState
from station.ui.widgets.boxes import paint_box
from station.ui.widgets.focus import NO_RING

CENTRE = Qt.AlignmentFlag.AlignCenter
RING = 6
"""How far rings reach out of a cell, at 100 %."""


class CellGrid(QWidget):
    """Cells in columns. Subclasses may arrange them otherwise (`_arrange`).

    Args:
        look: How everything looks.
        columns: How many side by side.
        cell: Width and height of a cell at 100 %.
        gap: Between cells at 100 %.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, *, columns: int = 8, cell: tuple[int, int] = (30, 30), gap: int = 4
    ) -> None:
        super().__init__()
        self.look = look
        self.columns, self._cell, self._gap = columns, cell, gap
        self.cells: tuple[Cell, ...] = ()
        self.places: list[QRect] = []
        self._pictures: dict[tuple[CellState, bool], QPixmap] = {}
        self.at = -1
        self.setProperty(NO_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.restyle)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show `cells`; the keyboard starts at the current one."""
        new = tuple(cells)
        if new == self.cells:
            return
        moved = [cell.key for cell in new] != [cell.key for cell in self.cells]
        before, self.cells = self.cells, new
        if moved:
            self.restyle()
        if not self.hasFocus() or moved:
            self.at = next((n for n, cell in enumerate(new) if cell.current), 0 if new else -1)
        if not moved:
            self._update_changed(before)

    def _update_changed(self, before: tuple[Cell, ...]) -> None:
        """Paint again only the cells that stand otherwise than before, rings included."""
        ring = self.look.px(RING)
        for was, now, box in zip(before, self.cells, self.places, strict=True):
            if was != now:
                self.update(box.adjusted(-ring, -ring, ring, ring))

    def restyle(self) -> None:
        """Follow the look, and arrange the cells anew."""
        self._pictures.clear()
        self.places = self._arrange()
        self.updateGeometry()
        self.update()

    def cell_size(self) -> QSize:
        """Return a cell's size at this zoom."""
        return QSize(self.look.px(self._cell[0]), self.look.px(self._cell[1]))

    def said(self, place: int) -> str:
        """Return what a screen reader says of the cell at `place`."""
        cell = self.cells[place]
        parts = [self.look.say("cell.item", n=cell.number), self.look.say(f"cell.{cell.state}")]
        if cell.flagged:
            parts.append(self.look.say("cell.flagged"))
        return ", ".join(parts)

    def move_to(self, place: int) -> None:
        """Put the keyboard on the cell at `place`."""
        if 0 <= place < len(self.cells):
            self.at = place
            self.update()
            self._tell_focus()

    @override
    def sizeHint(self) -> QSize:
        right = max((box.right() + 1 for box in self.places), default=0)
        bottom = max((box.bottom() + 1 for box in self.places), default=0)
        edge = self.look.px(4)
        return QSize(right + edge, bottom + edge)

    # --- keyboard and mouse ------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.at)
        elif key in _STEPS or key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_to(self._target(key))
        else:
            event.ignore()

    def _target(self, key: Qt.Key) -> int:
        """Return the place that `key` leads to."""
        if key in _STEPS:
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.cells) - 1}
            return ends.get(key, self.at + _STEPS[key])
        return self._in_row(-1 if key == Qt.Key.Key_Up else 1)

    def _in_row(self, step: int) -> int:
        """Return the cell above (-1) or below (1) that is nearest."""
        here = self.places[self.at]
        rows = sorted({box.top() for box in self.places})
        row = rows.index(here.top()) + step
        if not 0 <= row < len(rows):
            return self.at
        there = [n for n, box in enumerate(self.places) if box.top() == rows[row]]
        return min(there, key=lambda n: abs(self.places[n].left() - here.left()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place >= 0:
            self._choose(place)

    def place_at(self, point: QPoint) -> int:
        """Return which cell lies at `point`, -1 for none."""
        return next((n for n, box in enumerate(self.places) if box.contains(point)), -1)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.cells) and self.cells[place].opens:
            self.chosen.emit(self.cells[place].key)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_focus()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _tell_focus(self) -> None:
        if self.hasFocus() and QAccessible.isActive() and self.at >= 0:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self.at)
            QAccessible.updateAccessibility(event)

    # --- drawing -----------------------------------------------------------------------------

    def _arrange(self) -> list[QRect]:
        size, gap = self.cell_size(), self.look.px(self._gap)
        edge = self.look.px(4)
        return [
            QRect(
                QPoint(
                    edge + n % self.columns * (size.width() + gap),
                    edge + n // self.columns * (size.height() + gap),
                ),
                size,
            )
            for n in range(len(self.cells))
        ]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_cells(painter, event.rect())
        painter.end()

    def paint_cells(self, painter: QPainter, dirty: QRect) -> None:
        """Draw the cells that `dirty` touches, then the rings."""
        for cell, box in zip(self.cells, self.places, strict=True):
            if box.intersects(dirty):
                painter.drawPixmap(box, self._picture(cell))
                self._number(painter, QRectF(box), cell)
        for place, (cell, box) in enumerate(zip(self.cells, self.places, strict=True)):
            if cell.current and box.intersects(dirty):
                self._ring(painter, QRectF(box), 3, 2, "ink")
            if place == self.at and self.hasFocus():
                self._ring(painter, QRectF(box), 3, 2, "ring")
                self._ring(painter, QRectF(box), 2, 4.5, "halo")

    def _picture(self, cell: Cell) -> QPixmap:
        """Return the cell without its number; few of them differ, so each is drawn once."""
        kind, size, ratio = (cell.state, cell.flagged), self.cell_size(), self.devicePixelRatioF()
        if kind not in self._pictures:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            box = QRectF(0, 0, size.width(), size.height())
            paint_cell(painter, self.look, box, cell.state, flagged=cell.flagged)
            painter.end()
            self._pictures[kind] = pixmap
        return self._pictures[kind]

    def _number(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        role = _LETTERS[cell.state]
        painter.setFont(self.look.font("help_bold" if role == "on_accent" else "help"))
        painter.setPen(self.look.colour(role))
        rise = self.look.px(2) if cell.state is CellState.SEEN else 0
        painter.drawText(box.adjusted(-4, -rise, 4, -rise), CENTRE, str(cell.number))

    def _ring(self, painter: QPainter, box: QRectF, width: float, out: float, role: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.colour(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = self.look.px(4) + out
        painter.drawRoundedRect(box.adjusted(-out, -out, out, out), corner, corner)


def paint_cell(
    painter: QPainter, look: Look, box: QRectF, state: CellState, *, flagged: bool = False
) -> None:
    """Draw a cell without its number; legends draw it small."""
    match state:
        case CellState.ANSWERED:
            paint_box(painter, look, box, fill="accent", radius=4)
        case CellState.LOCKED:
            paint_box(painter, look, box, fill="soft", radius=4)
        case CellState.LOCKED_BLANK:
            _paint_dashed(painter, look, box)
        case CellState.SEEN:
            paint_box(painter, look, box, fill="surface", edge="border", radius=4, line=1)
            _paint_bar(painter, look, box)
        case CellState.UNSEEN:
            paint_box(painter, look, box, fill="surface", edge="cell", radius=4, line=1)
    if flagged:
        hidden = state is CellState.ANSWERED and look.theme.flag == look.theme.accent
        _paint_corner(painter, look, box, "surface" if hidden else "flag")


def _paint_dashed(painter: QPainter, look: Look, box: QRectF) -> None:
    pen = QPen(look.colour("muted"), 1)
    pen.setDashPattern([3, 2])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))


def _paint_bar(painter: QPainter, look: Look, box: QRectF) -> None:
    height, inset = max(2, round(box.height() / 10)), box.width() / 6
    top = box.bottom() - height - look.px(3)
    bar = QRectF(box.left() + inset, top, box.width() - 2 * inset, height)
    painter.fillRect(bar, look.colour("ink"))


def _paint_corner(painter: QPainter, look: Look, box: QRectF, role: str) -> None:
    """Draw the flag: a corner in the colour of `role` with an edge of surface."""
    side, edge = look.px(10), look.px(13)
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(box, look.px(4), look.px(4))
    painter.setClipPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    corner = box.topRight()
    for size, colour in ((edge, "surface"), (side, role)):
        painter.setBrush(look.colour(colour))
        left, low = QPointF(corner.x() - size, corner.y()), QPointF(corner.x(), corner.y() + size)
        painter.drawPolygon(QPolygonF([left, corner, low]))
    painter.restore()


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: 0}
_LETTERS = {
    CellState.ANSWERED: "on_accent",
    CellState.SEEN: "ink",
    CellState.UNSEEN: "muted",
    CellState.LOCKED: "muted",
    CellState.LOCKED_BLANK: "muted",
}

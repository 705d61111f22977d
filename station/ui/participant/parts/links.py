"""Numbers of items that lead to them: small boxes that flow, a corner where one is flagged."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.faces import Link
from station.ui.widgets.boxes import paint_box
from station.ui.widgets.text import accessible

MOST = 24
"""So many links are shown at once; the rest is one key away, in the view of all items."""


class Flow(QLayout):
    """Lines up widgets like words: as many in a line as fit."""

    def __init__(self, look: Look, gap: int) -> None:
        super().__init__()
        self._look, self._gap = look, gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.sizeHint())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = self._look.px(self._gap)
        left, top, high = rect.left(), rect.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, high = rect.left(), top + high + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + gap
            high = max(high, size.height())
        return top + high - rect.top()


class Links(QWidget):
    """The numbers of some items; choosing one tells its item."""

    chosen = Signal(str)

    def __init__(self, look: Look, *, flagged: bool = False) -> None:
        super().__init__()
        self._look, self._flagged = look, flagged
        self._boxes: list[NumberBox] = []
        self.flow = Flow(look, 8)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show these items, the first of them when they are many."""
        shown = links[:MOST]
        while len(self._boxes) < len(shown):
            box = NumberBox(self._look, flagged=self._flagged)
            box.chosen.connect(self.chosen)
            self._boxes.append(box)
            self.flow.addWidget(box)
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(shown))
            if place < len(shown):
                box.show_link(shown[place])
        self.flow.invalidate()
        self.updateGeometry()


class NumberBox(QPushButton):
    """One number, underlined like a link."""

    chosen = Signal(str)

    def __init__(self, look: Look, *, flagged: bool) -> None:
        super().__init__()
        self._look, self._flagged = look, flagged
        self._link: Link | None = None
        self.setAutoDefault(False)
        self.clicked.connect(self._tell)
        self.restyle()
        look.changed.connect(self.restyle)

    def show_link(self, link: Link) -> None:
        """Show an item's number."""
        self._link = link
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(52), self._look.px(36))
        if self._link is not None:
            self.setText(str(self._link.number))
            accessible(self, self._look.say("cell.item", n=self._link.number))
        self.update()

    def _tell(self) -> None:
        if self._link is not None:
            self.chosen.emit(self._link.item)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect())
        fill = "soft" if self.underMouse() else "surface"
        paint_box(painter, look, box, fill=fill, edge="border", radius=6)
        if self._flagged:
            self._paint_corner(painter, box)
        font = QFont(look.font("secondary"))
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(look.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        side, line = self._look.px(11), self._look.theme.line
        right, top = box.right() - line, box.top() + line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("flag"))
        points = [QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]
        painter.drawPolygon(QPolygonF(points))

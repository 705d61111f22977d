"""Two things side by side where there is room, one under the other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.boxes import Box


class Pair(QWidget):
    """Two widgets or more, across or down.

    Args:
        look: How everything looks.
        needs: Width at 100 % from which they stand side by side.
        gap: Between them.
        gap_down: Between them when one stands under the other; as `gap` when None.
    """

    def __init__(
        self, look: Look, *, needs: int, gap: int = 24, gap_down: int | None = None
    ) -> None:
        super().__init__()
        self._look, self._needs = look, needs
        self._gaps = (gap, gap if gap_down is None else gap_down)
        self.layout_box = Box(look, QBoxLayout.Direction.LeftToRight, gap=gap)
        self.setLayout(self.layout_box)
        look.changed.connect(self.arrange)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget."""
        self.layout_box.addWidget(widget, stretch)

    def stretch(self) -> None:
        """Add room that takes up what is left; it vanishes when they stand one under another."""
        self.layout_box.addStretch(1)

    @property
    def across(self) -> bool:
        """Whether they stand side by side."""
        return self.layout_box.direction() == QBoxLayout.Direction.LeftToRight

    def arrange(self) -> None:
        """Turn as the width asks."""
        across = self.width() >= self._look.px(self._needs)
        if across != self.across:
            way = QBoxLayout.Direction
            self.layout_box.setDirection(way.LeftToRight if across else way.TopToBottom)
            self.layout_box.measure(gap=self._gaps[0 if across else 1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest part alone: the pair may always turn."""
        whole = super().minimumSizeHint()
        parts = [self.layout_box.itemAt(n) for n in range(self.layout_box.count())]
        widest = max((part.minimumSize().width() for part in parts if part is not None), default=0)
        return QSize(min(whole.width(), widest), whole.height())

"""A number that matters, large, with what it counts below it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.panel import Sample
from station.ui.states import CellState
from station.ui.widgets.boxes import Area, Pad, column, row
from station.ui.widgets.notices import Icon
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter
ROOMY = 180
"""From this width on a figure in a strip has its full margins, pixels at 100 %."""


def mark_of(look: Look, kind: str) -> QWidget:
    """Return the small sign of `answered`, `blank` or `flagged`."""
    if kind == "flagged":
        return Icon(look, "flag-filled", size=20, colour="flag")
    return Sample(look, CellState.ANSWERED if kind == "answered" else CellState.SEEN)


class Figure(Area):
    """A tile with a sign, a large number and what it counts.

    Args:
        look: How everything looks.
        kind: `answered`, `blank`, `flagged`, or empty for no sign.
        pad: Margins at 100 %.
    """

    def __init__(self, look: Look, kind: str = "", *, pad: Pad = (16, 20)) -> None:
        super().__init__(look, radius=8)
        self.number = Text(look, "page_title", wrap=False)
        self.label = Text(look, "secondary", colour="muted")
        top = row(look, gap=10)
        if kind:
            top.addWidget(mark_of(look, kind), 0, MIDDLE)
        top.addWidget(self.number, 0, MIDDLE)
        top.addStretch(1)
        layout = column(look, gap=2, pad=pad)
        layout.addLayout(top)
        layout.addWidget(self.label)
        self.setLayout(layout)


class Strip(Area):
    """Figures side by side in one frame, hairlines between them."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__(look, radius=8)
        self.figures = [Bare(look) for _ in range(count)]
        layout = row(look)
        for figure in self.figures:
            layout.addWidget(figure, 1)
        self.setLayout(layout)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = self.look.theme.line
        for figure in self.figures[1:]:
            place = QRectF(figure.x(), line, line, self.height() - 2 * line)
            painter.fillRect(place, self.look.colour("rule"))
        painter.end()


class Bare(QWidget):
    """A large number and what it counts, without a frame of its own."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.number = Text(look, "page_title")
        self.label = Text(look, "secondary", colour="muted")
        self._look, self._column = look, column(look, pad=(16, 24))
        self._column.addWidget(self.number)
        self._column.addWidget(self.label)
        self.setLayout(self._column)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= self._look.px(ROOMY)
        self._column.measure(pad=(16, 24) if roomy else (16, 8))

"""The frame of a screen: header, body on the page's ground, footer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.widgets.bars import Footer, Header
from station.ui.widgets.boxes import column


class Scrolled(QScrollArea):
    """Content that scrolls up and down when it is higher than its place."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the page: arrows mean the same everywhere."""
        event.ignore()


class Screen(QWidget):
    """A whole screen. `header` and `footer` may be left out; `body` takes what is shown.

    Args:
        look: How everything looks.
        header: Whether it has the bar above; `footer` for the one below.
        scrolls: Whether the body scrolls when it is too high.
    """

    def __init__(
        self, look: Look, *, header: bool = True, footer: bool = False, scrolls: bool = True
    ) -> None:
        super().__init__()
        self.look = look
        self.header = Header(look) if header else None
        self.footer = Footer(look) if footer else None
        self.body = QWidget()
        whole = column(look, fills=True)
        if self.header is not None:
            whole.addWidget(self.header)
        whole.addWidget(Scrolled(self.body) if scrolls else self.body, 1)
        if self.footer is not None:
            whole.addWidget(self.footer)
        self.setLayout(whole)
        look.changed.connect(self.update)

    def centre(self, content: QWidget) -> None:
        """Put `content` in the middle of the body."""
        layout = column(self.look, pad=(16, 24))
        layout.addStretch(1)
        layout.addWidget(content, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.setLayout(layout)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.colour("page"))

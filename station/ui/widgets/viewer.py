"""Pictures: one that stands in its place, and the view at full size over everything."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import Card, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.overlay import Overlay
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text, accessible

SCROLL_STEP = 48
MARGIN = 64


class PictureView(QWidget):
    """A picture at its own size times the zoom, or as large as its room; never blurred."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self.look, self.pictures = look, pictures
        self.name = ""
        self._size = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_picture(self, name: str, words: str) -> None:
        """Show the media file `name`, which `words` stand for."""
        self.name = name
        accessible(self, words)

    def fitted(self, name: str, room: QSize, *, grow: bool = False) -> QSize:
        """Return how large the picture `name` stands in `room`; `grow` beyond its own size."""
        own = self.pictures.size(name)
        if not grow:
            room = room.boundedTo(QSize(self.look.px(own.width()), self.look.px(own.height())))
        return self.pictures.fitted(name, room.width(), room.height())

    def prefetch(self, name: str, room: QSize) -> None:
        """Draw the picture `name` for `room` ahead of its time."""
        size = self.fitted(name, room)
        if not size.isEmpty():
            self.pictures.image(name, size, self.devicePixelRatioF(), self.look.theme.ink)

    def fit(self, room: QSize, *, grow: bool = False) -> None:
        """Take a size within `room` (pixels); `grow` beyond the picture's own size."""
        size = self.fitted(self.name, room, grow=grow)
        if size != self._size:
            self._size = size
            self.setFixedSize(size.expandedTo(QSize(1, 1)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._size.isEmpty():
            return
        painter = QPainter(self)
        ink, ratio = self.look.theme.ink, self.devicePixelRatioF()
        painter.drawImage(QPointF(0, 0), self.pictures.image(self.name, self._size, ratio, ink))
        painter.end()


class Viewer(Overlay):
    """One picture or text as large as the window allows. Z and Esc close it."""

    def __init__(self, look: Look, window: QWidget, pictures: Pictures) -> None:
        self._card = Card(look, gap=12, pad=(16, 24))
        super().__init__(look, window, self._card)
        self._picture = PictureView(look, pictures)
        self._text = Text(look, "body", pictures=pictures, max_width=768)
        self._title = Text(look, "stem_bold")
        self._close = Button(look, "viewer.close", cap="Esc")
        self._close.clicked.connect(self.close_overlay)
        self._fill()

    def show_picture(self, name: str, words: str) -> None:
        """Open the picture `name`, which `words` stand for."""
        self._begin(picture=True)
        self._title.show_plain("")
        self._picture.show_picture(name, words)
        self._picture.fit(self._card.size() - QSize(MARGIN, 2 * MARGIN), grow=True)
        self.open(self._close)

    def show_text(self, title: str, text: str) -> None:
        """Open light markup under a title."""
        self._begin(picture=False)
        self._title.show_markup(title)
        self._text.show_markup(text)
        self.open(self._close)

    def _fill(self) -> None:
        inside = QWidget()
        layout = row(self.look, pad=(0, 12, 0, 0))
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._text, 1)
        inside.setLayout(layout)
        self._scroll = Scrolled(inside)
        bar = row(self.look)
        bar.addWidget(self._title, 1)
        bar.addWidget(self._close)
        self._card.column.addLayout(bar)
        self._card.column.addWidget(self._scroll, 1)

    def _begin(self, *, picture: bool) -> None:
        window = self.window_size() - QSize(MARGIN, MARGIN)
        self._card.setFixedSize(window.boundedTo(QSize(self.look.px(1280), window.height())))
        self._picture.setVisible(picture)
        self._text.setVisible(not picture)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -SCROLL_STEP,
            Qt.Key.Key_Down: SCROLL_STEP,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Z:
            self.close_overlay()
        elif key in steps:
            bar.setValue(bar.value() + steps[key])
        else:
            super().keyPressEvent(event)

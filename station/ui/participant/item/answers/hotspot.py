"""A place to point at in a picture: a click, or a cross that the arrow keys steer."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Area
from station.ui.look import Look
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column
from station.ui.widgets.clock import announce
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.text import Text, accessible

STEP, FINE = 8, 1
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Field(QWidget):
    """The picture with the point that was given, and while one aims the cross."""

    def __init__(self, owner: "HotspotPicture") -> None:
        super().__init__(owner)
        self._owner = owner
        self.aiming = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plays(self, Role.Graphic)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._owner.point_at(event.position())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if self.aiming and step is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._owner.steer(*step, FINE if fine else STEP)
        elif self.aiming and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._owner.select()
        elif self.aiming and event.key() == Qt.Key.Key_Escape:
            self._owner.leave()
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._owner.paint_field(painter)
        painter.end()


class HotspotPicture(AnswerArea):
    """Points are in pixels of the picture, whatever size it is shown at."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self._point: tuple[int, int] | None = None
        self._cross = (0, 0)
        self._room = QSize(look.px(768), look.px(400))
        self._field = Field(self)
        self._said = Text(look, "secondary", colour="muted")
        whole = column(look, gap=8)
        whole.addWidget(self._field)
        whole.addWidget(self._said)
        self.setLayout(whole)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        if self.question is not None:
            self.show_question(self.question)

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        self._field.aiming = False
        area = self._area()
        self._cross = (area.width // 2, area.height // 2)
        picture = question.item.picture
        alt = self.look.pick(picture.alt) if picture is not None else ""
        accessible(self._field, alt or self.look.say("item.point_field"))
        self._fit()

    @override
    def show_standing(self, standing: Standing) -> None:
        self._point = tuple(standing.choice) if standing.choice else None
        if self._point is not None:
            self._cross = self._point
        self._say()
        self._field.update()

    @override
    def stops(self) -> list[QWidget]:
        return [self._field]

    @override
    def names(self) -> list[str]:
        return []

    @override
    def keys(self) -> str:
        return ""

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        return False

    @override
    def select(self) -> bool:
        if self.place() < 0:
            return False
        if self._field.aiming:
            self.pointed.emit(*self._cross)
        self._field.aiming = not self._field.aiming
        self._say()
        self._field.update()
        return True

    @override
    def hint(self) -> str:
        return "item.how_point"

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        self._room = room
        self._fit()

    def leave(self) -> None:
        """Cease to aim; nothing is given."""
        self._field.aiming = False
        self._say()
        self._field.update()

    def point_at(self, place: QPointF) -> None:
        """Give the point under `place` on the screen."""
        area, size = self._area(), self._field.size()
        x = int(place.x() * area.width / max(1, size.width()))
        y = int(place.y() * area.height / max(1, size.height()))
        self.pointed.emit(min(max(x, 0), area.width - 1), min(max(y, 0), area.height - 1))

    def steer(self, right: int, down: int, step: int) -> None:
        """Move the cross by `step` pixels of the picture."""
        area = self._area()
        x = min(max(self._cross[0] + right * step, 0), area.width - 1)
        y = min(max(self._cross[1] + down * step, 0), area.height - 1)
        self._cross = (x, y)
        self._say()
        announce(self._field, f"{x}, {y}")
        self._field.update()

    def paint_field(self, painter: QPainter) -> None:
        """Draw picture, point and cross."""
        look, box = self.look, QRectF(self._field.rect())
        picture = None if self.question is None else self.question.item.picture
        if picture is not None and not box.isEmpty():
            ratio, ink = self.devicePixelRatioF(), look.theme.ink
            image = self.pictures.image(picture.name, self._field.size(), ratio, ink)
            painter.drawImage(QPointF(0, 0), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("border"), look.theme.line))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._point is not None:
            self._paint_point(painter, self._on_screen(self._point))
        if self._field.aiming:
            self._paint_cross(painter, box, self._on_screen(self._cross))

    # --- inside ------------------------------------------------------------------------------

    def _area(self) -> Area:
        area = None if self.question is None else self.question.item.area
        return area or Area(width=1, height=1)

    def _fit(self) -> None:
        area, px = self._area(), self.look.px
        wide = min(self._room.width(), px(area.width))
        scale = min(wide / area.width, max(self._room.height(), px(160)) / area.height)
        size = QSize(max(1, round(area.width * scale)), max(1, round(area.height * scale)))
        self._field.setFixedSize(size)

    def _on_screen(self, point: tuple[int, int]) -> QPointF:
        area, size = self._area(), self._field.size()
        return QPointF(
            (point[0] + 0.5) * size.width() / area.width,
            (point[1] + 0.5) * size.height() / area.height,
        )

    def _paint_point(self, painter: QPainter, at: QPointF) -> None:
        px = self.look.px
        painter.setPen(QPen(self.look.colour("surface"), px(6)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, px(12), px(12))
        painter.setPen(QPen(self.look.colour("accent"), px(3)))
        painter.drawEllipse(at, px(12), px(12))
        painter.setBrush(self.look.colour("accent"))
        painter.drawEllipse(at, px(3), px(3))

    def _paint_cross(self, painter: QPainter, box: QRectF, at: QPointF) -> None:
        for role, width in (("surface", 4), ("ink", 2)):
            painter.setPen(QPen(self.look.colour(role), width))
            painter.drawLine(QPointF(0, at.y()), QPointF(box.width(), at.y()))
            painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), box.height()))

    def _say(self) -> None:
        if self._field.aiming:
            self._said.say("item.point_aim", x=self._cross[0], y=self._cross[1])
        elif self._point is not None:
            self._said.say("item.point_given")
        else:
            self._said.say("item.point_none")

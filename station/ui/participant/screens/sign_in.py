"""Sign-in: number and ticket code, with a picture of the ticket that shows where both stand."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.parts.fields import CodeField
from station.ui.participant.parts.frame import Gap, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Area, column, paint_box
from station.ui.widgets.buttons import Button, Shape
from station.ui.widgets.controls import LineField
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text, accessible

FORM = Shape(height=52, width=462)


class SignInScreen(SeatScreen):
    """A form at the left, the ticket at the right."""

    signed = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.number = LineField(look, "signin.number", hint="signin.number_hint", capitals=True)
        self.code = CodeField(look, "signin.code", hint="signin.code_hint")
        self.go = WideButton(look, "signin.go", kind="primary", after="arrow-right")
        self.problem = Notice(look, "error", pad=(13, 18))
        self._form, self._picture = QWidget(), QWidget()
        self._build()
        self._pair = Pair(look, needs=860, gap=0)
        self._pair.add(self._form, 560)
        self._pair.add(self._picture, 440)
        frame = Split(look, self._pair)
        self.hold(frame, 1000)
        self.number.entered.connect(self.code.line.setFocus)
        self.code.entered.connect(self._send)
        self.go.clicked.connect(self._send)

    def _build(self) -> None:
        look = self.look
        self._form_box = column(look, pad=(40, 48))
        form = self._form_box
        form.addWidget(Text(look, "page_title", "signin.title"))
        form.addWidget(Gap(look, 4))
        form.addWidget(Text(look, "body", "signin.lead", colour="muted"))
        form.addWidget(Gap(look, 22))
        self._refused = QWidget()
        refused = column(look, pad=(0, 0, 20, 0))
        refused.addWidget(self.problem)
        self._refused.setLayout(refused)
        self._refused.hide()
        for widget in (
            self._refused,
            self.number,
            Gap(look, 20),
            self.code,
            Gap(look, 4),
            self.go,
        ):
            form.addWidget(widget)
        self._form.setLayout(form)
        side = column(look, gap=16, pad=(40, 32))
        side.addStretch(1)
        self.ticket = TicketPicture(look)
        side.addWidget(self.ticket)
        side.addWidget(Text(look, "secondary", "signin.lost", colour="muted"))
        side.addStretch(1)
        self._picture.setLayout(side)

    def show_sign_in(self, *, left: int, words: tuple[str, dict[str, object]] | None) -> None:
        """Show how many tries are left, and why the last one was refused."""
        self._refused.setVisible(words is not None)
        if words is not None:
            self.problem.words.say(words[0], **words[1])
        for field in (self.number, self.code):
            field.line.setEnabled(left > 0)
            field.mark_wrong(wrong=words is not None)
        self.go.setEnabled(left > 0)

    def show_busy(self, *, busy: bool) -> None:
        """Show that the code is being checked."""
        self.go.say("signin.checking" if busy else "signin.go")

    def clear(self) -> None:
        """Forget what was typed."""
        self.number.clear()
        self.code.show_code("")
        self._refused.hide()

    @override
    def first(self) -> QWidget:
        return self.code.line if self.number.text() else self.number.line

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._form_box.measure(pad=(20, 20) if compact else (40, 48))

    def _send(self) -> None:
        if self.number.text() and self.code.text():
            self.signed.emit(self.number.text(), self.code.text())


class WideButton(Button):
    """A page's button that fills its column."""

    def __init__(self, look: Look, key: str, *, kind: str, after: str = "") -> None:
        super().__init__(look, key, kind=kind, after=after, shape=Shape(height=52))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def _fit(self) -> None:
        self.setFixedHeight(self.look.px(self.shape.height))
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.update()


class Split(Area):
    """A card whose right part lies on the page's ground, behind a hairline."""

    def __init__(self, look: Look, pair: Pair) -> None:
        super().__init__(look)
        self._pair = pair
        layout = column(look)
        layout.addWidget(pair)
        self.setLayout(layout)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        second = self._pair.layout_box.itemAt(1)
        if second is None:
            return
        painter, look = QPainter(self), self.look
        place = QRectF(second.geometry())
        line = look.theme.line
        path = QPainterPath()
        inner = QRectF(self.rect()).adjusted(line, line, -line, -line)
        path.addRoundedRect(inner, look.px(10) - line, look.px(10) - line)
        painter.setClipPath(path)
        painter.fillRect(place, look.colour("page"))
        edge = (
            QRectF(place.left(), line, line, self.height())
            if self._pair.across
            else QRectF(line, place.top(), self.width(), line)
        )
        painter.fillRect(edge, look.colour("rule"))
        painter.end()


class TicketPicture(QWidget):
    """A ticket as it is printed, with a 1 beside the number and a 2 beside the code."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._seat = ""
        self.restyle()
        look.changed.connect(self.restyle)

    def show_seat(self, words: str) -> None:
        """Show session and seat in the head of the ticket."""
        self._seat = words
        self.update()

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say("ticket.picture"))
        self.setFixedHeight(self._look.px(208))
        self.setMaximumWidth(self._look.px(376))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(376), self._look.px(208))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_card(painter)
        self._paint_head(painter)
        self._paint_person(painter)
        self._paint_lines(painter)
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        look, box, px = self._look, QRectF(self.rect()), self._look.px
        paint_box(painter, look, box, fill="surface", edge="border", radius=10)
        head = QPainterPath()
        head.addRoundedRect(box.adjusted(1, 1, -1, -1), px(9), px(9))
        painter.save()
        painter.setClipPath(head)
        painter.fillRect(QRectF(0, 0, box.width(), px(39)), look.colour("soft"))
        painter.restore()

    def _words(
        self, painter: QPainter, style: str, colour: str, place: QRectF, words: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        painter.setFont(self._look.font(style))
        painter.setPen(self._look.colour(colour))
        flags = align | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags.value), words)

    def _paint_head(self, painter: QPainter) -> None:
        px, wide = self._look.px, self.width()
        head = QRectF(px(20), px(1), wide - px(40), px(39))
        self._words(painter, "secondary_bold", "ink", head, self._look.say("ticket.title"))
        right = Qt.AlignmentFlag.AlignRight
        self._words(painter, "help", "muted", head, self._seat, right)

    def _paint_person(self, painter: QPainter) -> None:
        look, px = self._look, self._look.px
        place = QRectF(px(20), px(60), px(64), px(84))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("soft"))
        painter.drawRoundedRect(place, px(4), px(4))
        painter.setBrush(look.colour("border"))
        painter.drawEllipse(QPointF(px(52), px(90)), px(13), px(13))
        painter.setClipRect(place)
        painter.drawEllipse(QPointF(px(52), px(146)), px(24), px(30))
        painter.setClipping(False)

    def _paint_lines(self, painter: QPainter) -> None:
        look, px = self._look, self._look.px
        left, wide = px(104), self.width() - px(124)
        lines = (
            ("signin.number_label", "NJ-25-0042", "1"),
            ("signin.code_label", "K7P3-9XWD-2MTR", "2"),
        )
        letters = QFontMetricsF(look.font("body_bold"))
        marks = left + max(letters.horizontalAdvance(value) for _, value, _ in lines) + px(24)
        for place, (key, value, mark) in enumerate(lines):
            top = px(58) + place * px(52)
            self._words(painter, "help", "muted", QRectF(left, top, wide, px(22)), look.say(key))
            line = QRectF(left, top + px(22), wide, px(26))
            self._words(painter, "body_bold", "ink", line, value)
            self._paint_mark(painter, QPointF(marks, top + px(35)), mark)
        painter.fillRect(QRectF(px(20), px(167), self.width() - px(40), 1), look.colour("rule"))
        foot = QRectF(px(20), px(172), self.width() - px(40), px(30))
        self._words(painter, "help", "muted", foot, look.say("ticket.keep"))

    def _paint_mark(self, painter: QPainter, middle: QPointF, mark: str) -> None:
        look, radius = self._look, self._look.px(12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(middle, radius, radius)
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        self._words(
            painter, "secondary_bold", "on_accent", box, mark, Qt.AlignmentFlag.AlignHCenter
        )

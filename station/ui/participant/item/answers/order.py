"""Things to put in order: Space picks one up, up and down carry it; arrows at each row do too."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Option
from station.ui.look import Look
from station.ui.participant.item import edits
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column, paint_box, row
from station.ui.widgets.buttons import Button, Shape
from station.ui.widgets.clock import announce
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.text import Text, accessible

MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
MOST = 8
ARROW = Shape(style="secondary", width=44, height=44)


class OrderRow(QWidget):
    """One thing: its place, its words, arrows up and down."""

    moved = Signal(int)

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self.look, self.place, self.held, self.given = look, 0, False, False
        self.words = Text(look, "body", pictures=pictures)
        self.up = Button(look, kind="quiet", icon="arrow-up", name="item.move_up", shape=ARROW)
        self.down = Button(
            look, kind="quiet", icon="arrow-down", name="item.move_down", shape=ARROW
        )
        layout = row(look, gap=4, pad=(4, 8, 4, 61))
        layout.addWidget(self.words, 1, MIDDLE)
        for button, step in ((self.up, -1), (self.down, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._move, step))
            layout.addWidget(button)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plays(self, Role.ListItem)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self.update)

    def show_row(self, place: int, of: int, words: str) -> None:
        """Show what stands at `place`."""
        self.place = place
        self.words.show_markup(words)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < of - 1)
        self.setMinimumHeight(self.look.px(52))
        self.name(of)

    def name(self, of: int) -> None:
        """Say where it stands and whether it is picked up."""
        said = self.look.say("item.order_place", n=self.place + 1, of=of)
        held = self.look.say("item.order_held") if self.held else ""
        accessible(self, f"{said}: {self.words.text()}", held)
        self.update()

    def _move(self, step: int) -> None:
        self.moved.emit(step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, theme = self.look, self.look.theme
        fill = "selected" if self.held else "surface"
        line = theme.chosen_line if self.held else theme.line
        edge = "accent" if self.held else "border"
        paint_box(painter, look, QRectF(self.rect()), fill=fill, edge=edge, line=line)
        size = look.px(32)
        box = QRectF(look.px(13), (self.height() - size) / 2, size, size)
        painter.setPen(QPen(look.colour("border"), theme.line))
        painter.setBrush(look.colour("accent" if self.given else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
        painter.setFont(look.font("body_bold" if self.given else "body"))
        painter.setPen(look.colour("on_accent" if self.given else "ink"))
        painter.drawText(box, CENTRE, str(self.place + 1))
        painter.end()


class OrderList(AnswerArea):
    """Rows in the order that the participant gives them."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self._rows = [OrderRow(look, pictures) for _ in range(MOST)]
        self._order: tuple[str, ...] = ()
        self._keep = Button(look, "item.order_keep", icon="check")
        self._keep.clicked.connect(lambda: self.ordered.emit(self._order))
        whole = column(look, gap=8)
        for place, one in enumerate(self._rows):
            one.moved.connect(partial(self._carry, place))
            whole.addWidget(one)
        whole.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self._fill()

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        for place, one in enumerate(self._rows):
            one.held = False
            one.setVisible(place < len(question.options))

    @override
    def show_standing(self, standing: Standing) -> None:
        shuffled = tuple(option.code for option in self.options())
        self._order = tuple(standing.choice) if standing.choice else shuffled
        for one in self._rows:
            one.given = bool(standing.choice)
        self._keep.setVisible(not standing.choice)
        self._fill()

    @override
    def stops(self) -> list[QWidget]:
        return list(self._rows[: len(self.options())])

    @override
    def names(self) -> list[str]:
        return [str(place + 1) for place in range(len(self.options()))]

    @override
    def keys(self) -> str:
        return ""

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        return False

    @override
    def walk(self, step: int) -> None:
        place = self.place()
        if place >= 0 and self._rows[place].held:
            self._carry(place, step)
        else:
            super().walk(step)

    @override
    def select(self) -> bool:
        place = self.place()
        if place < 0:
            return False
        row = self._rows[place]
        row.held = not row.held
        row.name(len(self.options()))
        if not row.held:
            self.ordered.emit(self._order)
        announce(row, row.accessibleName() + " " + row.accessibleDescription())
        return True

    @override
    def hint(self) -> str:
        return "item.how_order"

    def _carry(self, place: int, step: int) -> None:
        held = self._rows[place].held
        target = min(max(place + step, 0), len(self._order) - 1)
        self._rows[place].held, self._rows[target].held = False, held
        self._rows[target].setFocus(Qt.FocusReason.TabFocusReason)
        self.ordered.emit(edits.moved(self._order, self._order[place], step))
        announce(self._rows[target], self._rows[target].accessibleName())

    def _fill(self) -> None:
        by_code: dict[str, Option] = {option.code: option for option in self.options()}
        for place, (one, code) in enumerate(zip(self._rows, self._order, strict=False)):
            one.show_row(place, len(self._order), self.look.pick(by_code[code].text))

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        """Nothing is left out here."""

"""A grid that pairs each row with a column; letters fill the row the keyboard is on."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Option
from station.ui import markup
from station.ui.look import Look
from station.ui.participant.item.answers.area import LETTERS, AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column
from station.ui.widgets.choice import Choice
from station.ui.widgets.text import Text

CENTRE = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
ROWS, COLUMNS = 8, 8
ROW, HEAD, SMALLEST = 56, 48, 64


class Crossing(Choice):
    """Where a row and a column meet: a ring, filled with a tick when they are paired."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(look.px(SMALLEST), look.px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, size = self.look, self.look.px(28)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if self.chosen else "border"), look.theme.line))
        painter.setBrush(look.colour("accent" if self.chosen else "surface"))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.chosen:
            inner = box.adjusted(size * 0.22, size * 0.22, -size * 0.22, -size * 0.22)
            look.draw_icon(painter, "check", inner, "on_accent")
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            parent.update()


class MatchGrid(AnswerArea):
    """Rows down, columns across, one column a row."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self._labels = [Text(look, "body", pictures=pictures) for _ in range(ROWS)]
        self._heads = [
            Text(look, "secondary_bold", pictures=pictures, align=CENTRE) for _ in range(COLUMNS)
        ]
        self._cells = [[Crossing(look) for _ in range(COLUMNS)] for _ in range(ROWS)]
        self._table = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._table.setLayout(self._grid)
        self._place_all()
        whole = column(look)
        whole.addWidget(self._table)
        self.setLayout(whole)
        look.changed.connect(self.restyle)

    def _place_all(self) -> None:
        for across, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, across + 1, MIDDLE)
        for down, label in enumerate(self._labels):
            self._grid.addWidget(label, down + 1, 0, MIDDLE)
            for across, cell in enumerate(self._cells[down]):
                self._grid.addWidget(cell, down + 1, across + 1)
                cell.clicked.connect(partial(self._press, down, across))

    def restyle(self) -> None:
        """Follow the look."""
        if self.question is not None:
            self.show_question(self.question)

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        rows, columns = question.options, question.item.columns
        px = self.look.px
        self._grid.setContentsMargins(px(16), 0, 0, 0)
        for across, head in enumerate(self._heads):
            head.setVisible(across < len(columns))
            if across < len(columns):
                head.show_markup(f"**{LETTERS[across]}**  {self.look.pick(columns[across].text)}")
        for down, label in enumerate(self._labels):
            shown = down < len(rows)
            label.setVisible(shown)
            if shown:
                label.show_markup(self.look.pick(rows[down].text))
            self._show_row(down, rows, columns)
            self._grid.setRowMinimumHeight(down + 1, px(ROW) if shown else 0)
        self._grid.setRowMinimumHeight(0, px(HEAD))
        self._grid.setColumnStretch(0, 2)

    def _show_row(self, down: int, rows: tuple[Option, ...], columns: tuple[Option, ...]) -> None:
        for across, cell in enumerate(self._cells[down]):
            shown = down < len(rows) and across < len(columns)
            cell.setVisible(shown)
            self._grid.setColumnStretch(across + 1, 1 if across < len(columns) else 0)
            if shown:
                left = markup.plain(self.look.pick(rows[down].text))
                right = markup.plain(self.look.pick(columns[across].text))
                cell.show_choice("", f"{markup.escaped(left)}: {markup.escaped(right)}")

    @override
    def show_standing(self, standing: Standing) -> None:
        pairs = {(left, right) for left, right in standing.choice or ()}
        for down, left in enumerate(self.options()):
            for across, right in enumerate(self._columns()):
                given = (left.code, right.code) in pairs
                self._cells[down][across].show_state(chosen=given)
        self.update()

    @override
    def stops(self) -> list[QWidget]:
        return [
            cell
            for down in self._cells[: len(self.options())]
            for cell in down[: len(self._columns())]
        ]

    @override
    def names(self) -> list[str]:
        return []

    @override
    def keys(self) -> str:
        return f"A–{LETTERS[len(self._columns()) - 1]}" if self._columns() else ""

    @override
    def walk(self, step: int) -> None:
        wide = len(self._columns())
        place = self.place()
        target = place + step * wide
        inside = place < 0 or 0 <= target < len(self.stops())
        super().walk(step * wide if inside else 0)

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        wide = len(self._columns())
        if shift or place >= wide:
            return False
        row = max(0, self.place()) // wide
        if self.place() < 0:
            self.walk(1)
        self._press(row, place)
        below = min(row + 1, len(self.options()) - 1)
        self._cells[below][place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def select(self) -> bool:
        place = self.place()
        if place >= 0:
            self._press(*divmod(place, len(self._columns())))
        return place >= 0

    @override
    def hint(self) -> str:
        return "item.how_match"

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        for row in self._cells:
            for cell in row:
                cell.setMinimumSize(self.look.px(SMALLEST), self.look.px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_table(painter)
        painter.end()

    def _columns(self) -> tuple[Option, ...]:
        return () if self.question is None else self.question.item.columns

    def _press(self, down: int, across: int, _on: bool = False) -> None:  # noqa: FBT001, FBT002
        self.paired.emit(self.options()[down].code, self._columns()[across].code)

    def _paint_table(self, painter: QPainter) -> None:
        look, line = self.look, self.look.theme.line
        box = QRectF(self._table.geometry())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, look.colour("surface"))
        head = QRectF(self._grid.cellRect(0, 0))
        painter.fillRect(QRectF(0, 0, self.width(), head.bottom() + 1), look.colour("soft"))
        painter.restore()
        for down in range(1, len(self.options()) + 1):
            top = self._grid.cellRect(down, 0).top()
            painter.fillRect(0, top, self.width(), line, look.colour("rule"))
        painter.setPen(QPen(look.colour("border"), line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

"""Statements of which one is most and one least like the participant: a table of two columns."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import OptionCode
from station.ui.look import Look
from station.ui.participant.item.answers.area import LETTERS, AnswerArea
from station.ui.participant.item.edits import Side
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import Box, column, paint_box, row
from station.ui.widgets.choice import Choice
from station.ui.widgets.notices import Icon
from station.ui.widgets.text import Text

CENTRE = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
SIDES: tuple[Side, Side] = ("most", "least")
ROWS = 8
HEAD, ROW, SIDE_COLUMN, NARROW_COLUMN = 44, 64, 160, 112


class SideButton(Choice):
    """`Most` or `Least` of one statement: a tick and a filled ground when it is given."""

    def __init__(self, look: Look, side: Side) -> None:
        super().__init__(look)
        self._side = side
        self.wide = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_statement(self, letter: str, words: str) -> None:
        """Show for which statement it stands."""
        self._letter, self._statement = letter, words
        self.show_choice("", "")

    @override
    def _settle(self) -> None:
        if not hasattr(self, "_letter"):
            return
        said = self.look.say(f"item.{self._side}")
        self.words = f"{said}: {self._letter}. {self._statement}"
        super()._settle()
        px = self.look.px
        self.setFixedSize(px(136 if self.wide else 96), px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self.look, QRectF(self.rect())
        fill = "accent" if self.chosen else "soft" if self.underMouse() else ""
        paint_box(painter, look, box, fill=fill, edge="accent" if self.chosen else "border")
        words = look.say(f"item.{self._side}_short")
        painter.setFont(look.font("secondary_bold" if self.chosen else "secondary"))
        painter.setPen(look.colour("on_accent" if self.chosen else "muted"))
        if not self.chosen:
            painter.drawText(box, CENTRE, words)
        else:
            self._paint_given(painter, box, words)
        painter.end()

    def _paint_given(self, painter: QPainter, box: QRectF, words: str) -> None:
        size, gap = self.look.px(14), self.look.px(8)
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = (box.width() - size - gap - wide) / 2
        mark = QRectF(left, (box.height() - size) / 2, size, size)
        self.look.draw_icon(painter, "check", mark, "on_accent")
        painter.drawText(QRectF(left + size + gap, 0, wide + 2, box.height()), CENTRE, words)


class _Letter(QWidget):
    """The ring with a statement's letter."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self.mark = look, ""
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(32), self._look.px(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("border"), look.theme.line))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink"))
        painter.drawText(box, CENTRE, self.mark)
        painter.end()


class _Statement(QWidget):
    """One row: letter, words, two buttons."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self.look = look
        self.letter = _Letter(look)
        self.words = Text(look, "body", pictures=pictures)
        self.buttons: dict[Side, SideButton] = {side: SideButton(look, side) for side in SIDES}
        layout = row(look, gap=16, pad=(6, 12, 6, 17))
        self._sides = row(look)
        layout.addWidget(self.letter, 0, MIDDLE)
        layout.addWidget(self.words, 1, MIDDLE)
        for button in self.buttons.values():
            self._sides.addWidget(button, 0, MIDDLE)
        layout.addLayout(self._sides)
        self.setLayout(layout)
        self.measure(wide=True)

    def measure(self, *, wide: bool) -> None:
        """Take wide or narrow columns for the two buttons."""
        self._sides.measure(gap=24 if wide else 16)
        for button in self.buttons.values():
            button.wide = wide
            button.restyle()
        self.setMinimumHeight(self.look.px(ROW))

    def given(self) -> bool:
        """Return whether the statement stands on a side."""
        return any(button.chosen for button in self.buttons.values())


class MostLeastTable(AnswerArea):
    """Statements down, most and least across."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self._wide = True
        self._heads = [Text(look, "secondary_bold", "item.statements", wrap=False)]
        self._heads += [
            Text(look, "secondary_bold", f"item.{side}", wrap=False, align=CENTRE) for side in SIDES
        ]
        self._head = self._head_row()
        self._rows = [_Statement(look, pictures) for _ in range(ROWS)]
        self._sums = {side: _Sum(look) for side in SIDES}
        whole = column(look)
        whole.addWidget(self._head)
        for place, one in enumerate(self._rows):
            whole.addWidget(one)
            for side, button in one.buttons.items():
                button.clicked.connect(partial(self._press, place, side))
        sums = row(look, gap=24, pad=(16, 0, 0, 0))
        for one_sum in self._sums.values():
            sums.addWidget(one_sum)
        sums.addStretch(1)
        whole.addLayout(sums)
        self.setLayout(whole)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        if self.question is not None:
            self._fill(self.question)
        self.measure(QSize(), narrow=not self._wide)

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        self._fill(question)
        for place, one in enumerate(self._rows):
            one.setVisible(place < len(question.options))

    @override
    def show_standing(self, standing: Standing) -> None:
        given = standing.choice or {}
        for one, option in zip(self._rows, self.options(), strict=False):
            for side, button in one.buttons.items():
                button.show_state(chosen=given.get(side) == option.code)
        codes = [option.code for option in self.options()]
        for side, shown in self._sums.items():
            code = given.get(side)
            letter = LETTERS[codes.index(OptionCode(code))] if code in codes else ""
            shown.show_side(f"item.{side}", letter)
        self.update()

    @override
    def stops(self) -> list[QWidget]:
        rows = self._rows[: len(self.options())]
        return [button for one in rows for button in one.buttons.values()]

    @override
    def names(self) -> list[str]:
        return [letter for letter in LETTERS[: len(self.options())] for _ in SIDES]

    @override
    def walk(self, step: int) -> None:
        place = self.place()
        super().walk(2 * step if 0 <= place + 2 * step < len(self.stops()) or place < 0 else 0)

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        if place >= len(self.options()):
            return False
        self.sided.emit("least" if shift else "most", self.options()[place].code)
        return True

    @override
    def select(self) -> bool:
        place = self.place()
        return place >= 0 and self.letter(place // 2, shift=place % 2 == 1)

    @override
    def hint(self) -> str:
        return "item.how_most_least"

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        self._wide = not narrow
        for one in self._rows:
            one.measure(wide=self._wide)
        wide = self.look.px(SIDE_COLUMN if self._wide else NARROW_COLUMN)
        for head, side in zip(self._heads[1:], SIDES, strict=True):
            head.say(f"item.{side}" if self._wide else f"item.{side}_short")
            head.setFixedWidth(wide)
        self._head.setFixedHeight(self.look.px(HEAD + 1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_table(painter)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _fill(self, question: Question) -> None:
        for letter, one, option in zip(LETTERS, self._rows, question.options, strict=False):
            words = self.look.pick(option.text)
            one.letter.mark = letter
            one.words.show_markup(words)
            for button in one.buttons.values():
                button.show_statement(letter, words)

    def _head_row(self) -> QWidget:
        head, layout = QWidget(), row(self.look, pad=(0, 0, 0, 17))
        layout.addWidget(self._heads[0], 0, MIDDLE)
        layout.addStretch(1)
        for one in self._heads[1:]:
            layout.addWidget(one, 0, MIDDLE)
        head.setLayout(layout)
        return head

    def _press(self, place: int, side: Side, _on: bool = False) -> None:  # noqa: FBT001, FBT002
        self.sided.emit(side, self.options()[place].code)

    def _paint_table(self, painter: QPainter) -> None:
        rows = self._rows[: len(self.options())]
        if not rows:
            return
        look, line = self.look, self.look.theme.line
        low = rows[-1].geometry().bottom() + 1
        box = QRectF(0, 0, self.width(), low)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, look.colour("surface"))
        painter.fillRect(QRectF(self._head.geometry()), look.colour("soft"))
        for one in rows:
            if one.given():
                painter.fillRect(QRectF(one.geometry()), look.colour("selected"))
        painter.restore()
        for left in self._column_lefts():
            painter.fillRect(left, rows[0].y(), line, low - rows[0].y(), look.colour("rule"))
        for one in rows:
            painter.fillRect(0, one.y(), self.width(), line, look.colour("border"))
        painter.setPen(QPen(look.colour("border"), line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _column_lefts(self) -> list[int]:
        wide = self.look.px(SIDE_COLUMN if self._wide else NARROW_COLUMN)
        return [self.width() - 2 * wide, self.width() - wide]


class _Sum(QWidget):
    """What was given to one side, in words and with a tick."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._icon = Icon(look, "check-circle", size=18, colour="success")
        self._words = Text(look, "secondary", colour="success", wrap=False)
        layout: Box = row(look, gap=9)
        layout.addWidget(self._icon, 0, MIDDLE)
        layout.addWidget(self._words)
        self.setLayout(layout)

    def show_side(self, key: str, letter: str) -> None:
        """Show the statement's letter; nothing when there is none."""
        self.setVisible(bool(letter))
        if letter:
            self._words.say(f"{key}_is", letter=letter)

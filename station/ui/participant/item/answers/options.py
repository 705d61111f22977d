"""Options one under another (one answer, several, a scale), and options that are pictures."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Kind
from station.ui.look import Look
from station.ui.participant.item.answers.area import LETTERS, AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.choice import Choice, OptionRow, Tile

GAP, TILE_GAP = 8, 16
ROW, SCALE_ROW = 52, 56
SCALE_WIDTH = 640
MOST = len(LETTERS)


class ChoiceArea(AnswerArea):
    """Choices that are shown and hidden as an item needs them, never made anew."""

    strikes = True

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self.choices: list[Choice] = [self._choice() for _ in range(MOST)]
        for place, choice in enumerate(self.choices):
            choice.setParent(self)
            choice.clicked.connect(lambda _on=False, n=place: self.letter(n, shift=False))
            choice.strike_clicked.connect(lambda n=place: self._strike(n))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        if self.question is not None:
            for choice, option in zip(self.choices, self.question.options, strict=False):
                choice.words = self.look.pick(option.text)
                choice.restyle()
        self.updateGeometry()
        self._lay_out()

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        scale = question.item.kind is Kind.LIKERT
        for place, choice in enumerate(self.choices):
            shown = place < len(question.options)
            if shown:
                choice.show_choice(
                    str(place + 1) if scale else LETTERS[place],
                    self.look.pick(question.options[place].text),
                    strikable=question.strikable,
                    several=question.item.kind is Kind.MULTIPLE,
                )
            choice.setVisible(shown)
        self.updateGeometry()
        self._lay_out()

    @override
    def show_standing(self, standing: Standing) -> None:
        chosen = standing.choice
        codes = {chosen} if isinstance(chosen, str) else set(chosen or ())
        for choice, option in zip(self.choices, self.options(), strict=False):
            choice.show_state(chosen=option.code in codes, struck=option.code in standing.struck)

    @override
    def stops(self) -> list[QWidget]:
        return list(self.choices[: len(self.options())])

    @override
    def begin(self) -> int:
        return next((n for n, choice in enumerate(self.choices) if choice.chosen), 0)

    @override
    def hint(self) -> str:
        kind = None if self.question is None else self.question.item.kind
        return {Kind.LIKERT: "item.how_likert", Kind.MULTIPLE: "item.how_multiple"}.get(
            kind or Kind.SINGLE, "item.how_single"
        )

    @override
    def names(self) -> list[str]:
        return [choice.mark for choice in self.choices[: len(self.options())]]

    @override
    def keys(self) -> str:
        marks = self.names()
        return f"{marks[0]}–{marks[-1]}" if len(marks) > 1 else ""

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(320), self.heightForWidth(max(self.width(), 320)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(152), self.look.px(ROW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # --- inside ------------------------------------------------------------------------------

    def _choice(self) -> Choice:
        raise NotImplementedError

    def _boxes(self, width: int) -> list[QRect]:
        """Return where the choices stand when there is so much width."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        for choice, box in zip(self.choices, self._boxes(self.width()), strict=False):
            choice.setGeometry(box)

    def _strike(self, place: int) -> None:
        self.struck.emit(self.options()[place].code)


class OptionList(ChoiceArea):
    """Options in rows."""

    @override
    def _choice(self) -> Choice:
        return OptionRow(self.look, self.pictures)

    @override
    def show_question(self, question: Question) -> None:
        height = SCALE_ROW if question.item.kind is Kind.LIKERT else ROW
        for row in self._rows():
            row.measure(height=height, narrow=row.narrow)
        super().show_question(question)

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        for row in self._rows():
            row.measure(height=row.least, narrow=narrow)
        self._lay_out()

    def _rows(self) -> list[OptionRow]:
        return [choice for choice in self.choices if isinstance(choice, OptionRow)]

    @override
    def _boxes(self, width: int) -> list[QRect]:
        boxes, top, gap = [], 0, self.look.px(GAP)
        for row in self._rows()[: len(self.options())]:
            boxes.append(QRect(0, top, width, row.heightForWidth(width)))
            top = boxes[-1].bottom() + 1 + gap
        return boxes


class TileGrid(ChoiceArea):
    """Options that are pictures, as tiles side by side."""

    @override
    def _choice(self) -> Choice:
        return Tile(self.look, self.pictures)

    @override
    def hint(self) -> str:
        return ""

    @override
    def _boxes(self, width: int) -> list[QRect]:
        px, gap = self.look.px, self.look.px(TILE_GAP)
        wide, high = px(Tile.WIDTH), px(Tile.HEIGHT)
        columns = max(1, (width + gap) // (wide + gap))
        return [
            QRect(n % columns * (wide + gap), n // columns * (high + gap), wide, high)
            for n in range(len(self.options()))
        ]

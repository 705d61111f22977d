"""Gaps in a text: the gap the keyboard is on shows below what may fill it."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Blank, Option
from station.ui import markup
from station.ui.look import Look
from station.ui.participant.item.answers.area import LETTERS, AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column, paint_box
from station.ui.widgets.choice import Choice, OptionRow
from station.ui.widgets.sheet import Sheet
from station.ui.widgets.text import Text, accessible

MOST = 8
GAP_HEIGHT, GAP_PAD, SMALLEST, BELOW = 40, 16, 96, 8


class GapBox(Choice):
    """One gap in the text: its number, or what fills it."""

    taken = Signal()

    def __init__(self, look: Look, place: int) -> None:
        super().__init__(look)
        self.active, self.filled, self._place = False, "", place

    def show_gap(self, filled: str, *, active: bool) -> None:
        """Show what fills it, and whether its choices stand below."""
        self.filled, self.active = filled, active
        said = self.look.say("item.gap", n=self._place + 1)
        accessible(self, said, filled or self.look.say("item.gap_empty"))
        self.update()

    @override
    def _settle(self) -> None:
        """Qt's checked state says nothing here: the description does."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.taken.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self.look, QRectF(self.rect())
        strong = self.active or bool(self.filled)
        paint_box(
            painter, look, box,
            fill="selected" if self.filled else "surface",
            edge="accent" if strong else "border",
            line=look.theme.chosen_line if self.active else None,
        )  # fmt: skip
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink" if self.filled else "muted"))
        words = self.filled or str(self._place + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class GapText(QWidget):
    """The text with its gaps in their places."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._sheet = Sheet(look, "stem", pictures)
        self.boxes = [GapBox(look, place) for place in range(MOST)]
        for box in self.boxes:
            box.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._names: tuple[str, ...] = ()

    def show_text(self, text: str, blanks: tuple[Blank, ...]) -> None:
        """Show the stem with room for the widest choice of each gap."""
        self._names = tuple(blank.name for blank in blanks)
        widths = {blank.name: self._width(blank) for blank in blanks}
        self._sheet.write(text, gaps=widths, ratio=self.devicePixelRatioF())
        accessible(self, markup.plain(text))
        self.setMaximumWidth(self._look.px(768))
        self.updateGeometry()
        self._lay_out()

    def _width(self, blank: Blank) -> int:
        metrics = QFontMetricsF(self._look.font("body"))
        words = [markup.plain(self._look.pick(option.text)) for option in blank.options]
        widest = max((metrics.horizontalAdvance(one) for one in words), default=0)
        return max(self._look.px(SMALLEST), round(widest) + self._look.px(2 * GAP_PAD))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        self._sheet.setTextWidth(min(width, self.maximumWidth()))
        return round(self._sheet.size().height()) + self._look.px(BELOW)

    @override
    def sizeHint(self) -> QSize:
        width = self._look.px(640)
        return QSize(width, self.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self._sheet.setTextWidth(self.width())
        self._sheet.size()
        places = self._sheet.gap_places()
        high = self._look.px(GAP_HEIGHT)
        for box, name in zip(self.boxes, self._names, strict=False):
            place = places.get(name, QRectF())
            top = place.bottom() - high + self._look.px(BELOW)
            box.setGeometry(QRectF(place.left(), top, place.width(), high).toRect())
        for number, box in enumerate(self.boxes):
            box.setVisible(number < len(self._names))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(QPointF(0, 0))
        self._sheet.drawContents(painter)
        painter.end()


class InlineText(AnswerArea):
    """The text, and below it the choices of the active gap."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self._active = 0
        self._filled: dict[str, str] = {}
        self._text = GapText(look, pictures)
        self._title = Text(look, "secondary", colour="muted")
        self._choices = [OptionRow(look, pictures) for _ in range(MOST)]
        whole = column(look, gap=8)
        whole.addWidget(self._text)
        whole.addSpacing(look.px(8))
        whole.addWidget(self._title)
        for place, box in enumerate(self._text.boxes):
            box.taken.connect(partial(self._take, place))
            box.clicked.connect(partial(self._take, place))
        for place, choice in enumerate(self._choices):
            choice.clicked.connect(lambda _on=False, n=place: self.letter(n, shift=False))
            whole.addWidget(choice)
        self.setLayout(whole)
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        if self.question is not None:
            self._text.show_text(self.look.pick(self.question.item.stem), self._blanks())
            self._show_active()

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        self._active, self._filled = 0, {}
        self._text.show_text(self.look.pick(question.item.stem), self._blanks())
        self._show_active()

    @override
    def show_standing(self, standing: Standing) -> None:
        self._filled = dict(standing.choice or ())
        self._show_active()

    @override
    def stops(self) -> list[QWidget]:
        return list(self._text.boxes[: len(self._blanks())])

    @override
    def names(self) -> list[str]:
        return []

    @override
    def keys(self) -> str:
        count = len(self._options())
        return f"A–{LETTERS[count - 1]}" if count else ""

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        if shift or place >= len(self._options()):
            return False
        active = self._active
        filled_before = self._filled.get(self._blanks()[active].name)
        code = self._options()[place].code
        self.paired.emit(self._blanks()[active].name, code)
        if filled_before != code and active + 1 < len(self._blanks()):
            self._text.boxes[active + 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._take(active + 1)
        return True

    @override
    def select(self) -> bool:
        return False

    @override
    def hint(self) -> str:
        return "item.how_inline"

    def _blanks(self) -> tuple[Blank, ...]:
        return () if self.question is None else self.question.item.blanks

    def _options(self) -> tuple[Option, ...]:
        return self._blanks()[self._active].options if self._blanks() else ()

    def _take(self, place: int, _on: bool = False) -> None:  # noqa: FBT001, FBT002 -- a Qt slot
        if place != self._active and place < len(self._blanks()):
            self._active = place
            self._show_active()

    def _show_active(self) -> None:
        for place, blank in enumerate(self._blanks()):
            words = {str(option.code): self.look.pick(option.text) for option in blank.options}
            code = self._filled.get(blank.name)
            filled = markup.plain(words.get(code, "")) if code else ""
            self._text.boxes[place].show_gap(filled, active=place == self._active)
        self._title.say("item.gap_title", n=self._active + 1, of=len(self._blanks()))
        chosen = self._filled.get(self._blanks()[self._active].name) if self._blanks() else None
        for place, choice in enumerate(self._choices):
            choice.setVisible(place < len(self._options()))
            if place < len(self._options()):
                option = self._options()[place]
                words_of = self.look.pick(option.text)
                if choice.words != words_of or choice.mark != LETTERS[place]:
                    choice.show_choice(LETTERS[place], words_of)
                choice.show_state(chosen=option.code == chosen)

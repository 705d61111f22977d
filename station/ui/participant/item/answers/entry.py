"""A number or a text to type. What was read of a number is said back under the field."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from station.exam.responses import TEXT_LIMIT
from station.ui.look import Look
from station.ui.participant.item import edits
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column, row
from station.ui.widgets.controls import NO_MENU
from station.ui.widgets.text import Text, accessible

NUMBER_WIDTH, TEXT_WIDTH, TEXT_HEIGHT, LONG_FROM = 240, 768, 200, 200


class NumberEntry(AnswerArea):
    """A field for a number, its unit behind it."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self.line = QLineEdit()
        self.line.setMaxLength(24)
        self.line.setContextMenuPolicy(NO_MENU)
        self.line.textEdited.connect(self._edited)
        self._unit = Text(look, "body", wrap=False)
        self._read = Text(look, "secondary", colour="muted")
        across = row(look, gap=12)
        across.addWidget(self.line)
        across.addWidget(self._unit)
        across.addStretch(1)
        whole = column(look, gap=8)
        whole.addLayout(across)
        whole.addWidget(self._read)
        self.setLayout(whole)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.line.setFont(self.look.font("stem"))
        self.line.setFixedSize(self.look.px(NUMBER_WIDTH), self.look.px(52))
        unit = None if self.question is None else self.question.item.unit
        words = self.look.pick(unit) if unit else ""
        self._unit.show_markup(words)
        accessible(self.line, self.look.say("item.number_field"), words)
        self._say_read(edits.number(self.line.text(), self.look.language))

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        self.line.clear()
        self.restyle()

    @override
    def show_standing(self, standing: Standing) -> None:
        stored = standing.choice
        if stored != edits.number(self.line.text(), self.look.language):
            shown = "" if stored is None else edits.shown_number(stored, self.look.language)
            if stored is not None or not self.line.hasFocus():
                self.line.setText(shown)
        self._say_read(stored)

    @override
    def stops(self) -> list[QWidget]:
        return [self.line]

    @override
    def names(self) -> list[str]:
        return []

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        return False

    @override
    def hint(self) -> str:
        return "item.how_number"

    @override
    def keys(self) -> str:
        return "Enter"

    def _edited(self, text: str) -> None:
        stored = edits.number(text, self.look.language)
        self._say_read(stored)
        self.typed.emit(stored)

    def _say_read(self, stored: str | None) -> None:
        if stored is not None:
            self._read.say("item.number_read", n=edits.shown_number(stored, self.look.language))
        elif self.line.text().strip():
            self._read.say("item.number_wrong")
        else:
            self._read.show_plain("")


class Writing(QPlainTextEdit):
    """A field for several lines in which Tab goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(NO_MENU)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_F8} or (
            control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextEntry(AnswerArea):
    """A field for words: one line when few letters fit, several otherwise; it counts them."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look, pictures)
        self.line, self.lines = QLineEdit(), Writing()
        self.line.setContextMenuPolicy(NO_MENU)
        self.line.textEdited.connect(lambda _text: self._edited())
        self.lines.textChanged.connect(self._edited)
        self._count = Text(look, "secondary", colour="muted")
        whole = column(look, gap=8)
        whole.addWidget(self.line)
        whole.addWidget(self.lines)
        whole.addWidget(self._count)
        self.setLayout(whole)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        for field in (self.line, self.lines):
            field.setFont(self.look.font("body"))
            field.setMaximumWidth(self.look.px(TEXT_WIDTH))
            accessible(field, self.look.say("item.text_field"))
        self.line.setFixedHeight(self.look.px(52))
        self._say_count()

    @override
    def show_question(self, question: Question) -> None:
        super().show_question(question)
        long = self.limit() >= LONG_FROM
        self.line.setVisible(not long)
        self.lines.setVisible(long)
        self.line.setMaxLength(self.limit())
        self._put("")

    @override
    def show_standing(self, standing: Standing) -> None:
        if (standing.choice or "") != self.text() and not self._writing():
            self._put(standing.choice or "")
        self._say_count()

    def limit(self) -> int:
        """Return how many letters fit."""
        item = None if self.question is None else self.question.item
        return (item.max_length if item is not None else 0) or TEXT_LIMIT

    def text(self) -> str:
        """Return what stands in the field."""
        return self.lines.toPlainText() if self.limit() >= LONG_FROM else self.line.text()

    @override
    def stops(self) -> list[QWidget]:
        return [self.lines if self.limit() >= LONG_FROM else self.line]

    @override
    def names(self) -> list[str]:
        return []

    @override
    def letter(self, place: int, *, shift: bool) -> bool:
        return False

    @override
    def hint(self) -> str:
        return "item.how_text"

    @override
    def keys(self) -> str:
        return "Ctrl + Enter" if self.limit() >= LONG_FROM else "Enter"

    @override
    def measure(self, room: QSize, *, narrow: bool) -> None:
        px = self.look.px
        self.lines.setFixedHeight(min(px(TEXT_HEIGHT), max(px(96), room.height() - px(48))))

    def _writing(self) -> bool:
        return (self.line.hasFocus() or self.lines.hasFocus()) and bool(self.text())

    def _put(self, text: str) -> None:
        self.lines.blockSignals(True)
        self.line.setText(text)
        self.lines.setPlainText(text)
        self.lines.blockSignals(False)
        self._say_count()

    def _edited(self) -> None:
        text = self.text()
        if len(text) > self.limit():
            place = min(self.lines.textCursor().position(), self.limit())
            self._put(text[: self.limit()])
            cursor = self.lines.textCursor()
            cursor.setPosition(place)
            self.lines.setTextCursor(cursor)
        self._say_count()
        self.typed.emit(self.text() if self.text().strip() else None)

    def _say_count(self) -> None:
        self._count.say("item.text_count", n=len(self.text()), most=self.limit())

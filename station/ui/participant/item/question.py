"""The card of the question: its number and flag stand still, the rest scrolls when it must."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Kind
from station.ui.look import Look
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.content import QuestionContent, Room
from station.ui.participant.item.faces import Question, Standing
from station.ui.participant.item.more import MoreBar
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import Area, column, row
from station.ui.widgets.buttons import SMALL, Button, Shape
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text

INSET = 10
"""Room between the scroll bar and the card's edge, at 100 %."""
FLAG = Shape(pad=20, gap=10)


class ItemTitle(QWidget):
    """`Item 327 of 400`."""

    def __init__(self, look: Look, *, style: str = "item_title") -> None:
        super().__init__()
        self._number = Text(look, style, wrap=False)
        self._of = Text(look, "body", colour="muted", wrap=False)
        of = column(look, pad=(0, 0, 2, 0))
        of.addStretch(1)
        of.addWidget(self._of)
        layout = row(look, gap=8)
        layout.addWidget(self._number)
        layout.addLayout(of)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_number(self, key: str, number: int, of: int) -> None:
        """Show the item's number; `key` names what is numbered."""
        self._number.say(key, n=number)
        self._of.say("item.of", of=of)

    def show_of(self, *, shown: bool) -> None:
        """Show or leave out how many there are."""
        self._of.setVisible(shown)


class QuestionCard(Area):
    """The title with its buttons, the content with its scroll, the strip that names the rest."""

    area_made = Signal(AnswerArea)
    flag_pressed = Signal()
    full_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look)
        self.compact, self._pad, self._edged = False, 0, False
        self.title_key = ""
        self.title = ItemTitle(look)
        self.flag = Button(look, "item.flag", icon="flag", cap="R", shape=FLAG)
        self.flag.clicked.connect(self.flag_pressed)
        self.full = Button(look, "item.open_full", kind="quiet", icon="zoom-in", cap="Z",
                           shape=SMALL)  # fmt: skip
        self.full.clicked.connect(self.full_wanted)
        for button in (self.flag, self.full):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the ring where it is
        self.content = QuestionContent(look, pictures)
        self.content.area_made.connect(self.area_made)
        self.content.height_changed.connect(self._fit)
        self.more = MoreBar(look)
        self._build()
        look.changed.connect(self.restyle_question)

    def _build(self) -> None:
        look = self.look
        head = row(look, gap=4)
        head.addWidget(self.title, 1)
        head.addWidget(self.full)
        head.addWidget(self.flag)
        self._head = QWidget()
        self._head.setLayout(head)
        self._head_row = head
        self.scrolled = Scrolled(self.content)
        self.scrolled.verticalScrollBar().valueChanged.connect(self._say_more)
        self._inset = row(look)
        self._inset.addWidget(self.scrolled)
        whole = column(look, fills=True)
        whole.addWidget(self._head)
        whole.addLayout(self._inset, 1)
        whole.addWidget(self.more)
        self.setLayout(whole)
        self.measure(compact=False, pad=40)

    # --- what it shows -----------------------------------------------------------------------

    @property
    def area(self) -> AnswerArea:
        """The answer area of the item on the screen."""
        return self.content.area

    def show_question(self, question: Question) -> None:
        """Show another item, from its beginning."""
        self.scrolled.verticalScrollBar().setValue(0)
        self.content.show_question(question)
        self._show_head(question)
        self._fit()

    def restyle_question(self) -> None:
        """Follow the look: the same item, perhaps in another language."""
        if self.content.question is not None:
            self.content.write()
            self._show_head(self.content.question)
            self._fit()

    def show_standing(self, standing: Standing) -> None:
        """Show how the item stands."""
        self.area.show_standing(standing)
        flagged = standing.flagged
        self.flag.draw_as(
            "flagged" if flagged else "secondary", "flag-filled" if flagged else "flag"
        )
        self.flag.say("item.flagged" if flagged else "item.flag")

    def title_words(self) -> str:
        """Return the key of the words that number this item."""
        question = self.content.question
        scale = question is not None and question.item.kind is Kind.LIKERT
        return self.title_key or ("item.statement" if scale else "item.title")

    def measure(self, *, compact: bool, pad: int, edged: bool = False) -> None:
        """Take the measures of the wide or the compact page; `pad` stands at the sides.

        Args:
            compact: Whether title and flag stand in the bars, and the card fills the window.
            pad: Pixels at 100 %.
            edged: Whether even a compact card has the edge of a card.
        """
        if (compact, pad, edged) == (self.compact, self._pad, self._edged):
            return
        self.compact, self._pad, self._edged = compact, pad, edged
        self._head.setVisible(not compact)
        self._head_row.measure(pad=(20, pad, 0, pad))
        self._inset.measure(pad=(0, INSET, 0 if compact else INSET, 0))
        flush = compact and not edged
        self.paint_as(fill="surface", edge="" if flush else "rule", radius=0 if flush else 10)
        self._fit()

    def page_scroll(self, pages: int) -> None:
        """Scroll the question by so many pages."""
        bar = self.scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def keep_in_sight(self) -> None:
        """Scroll so that what the keyboard is on can be seen whole."""
        now = QApplication.focusWidget()
        if now is not None and self.content.isAncestorOf(now):
            self.scrolled.ensureWidgetVisible(now, 0, self.look.px(12))

    # --- inside ------------------------------------------------------------------------------

    def _show_head(self, question: Question) -> None:
        self.title.show_number(self.title_words(), question.number, question.of)
        self.full.setVisible(self.content.picture() is not None)

    def _fit(self) -> None:
        """Lay the content out; when it is too high, with room for the scroll bar and the strip."""
        if self.content.question is None:
            return
        high = self._high()
        overflows = self.content.fit(self._room(high, barred=False)) > high
        if overflows and self.compact:
            self.content.fit(self._room(high, barred=True))
        self.more.setVisible(overflows)
        QTimer.singleShot(0, self, self._say_more)

    def _high(self) -> int:
        """Return the height for the content when no strip stands below it."""
        high = self.contentsRect().height()
        if self.compact:
            return high
        return high - self._head.sizeHint().height() - self.look.px(INSET)

    def _room(self, view: int, *, barred: bool) -> Room:
        """Return where the content stands: at both sides alike, with or without a scroll bar."""
        px = self.look.px
        bar = self.scrolled.verticalScrollBar().sizeHint().width()
        right = bar + px(INSET) if barred else px(self._pad) - px(INSET)
        scale = self.content.question is not None and (
            self.content.question.item.kind is Kind.LIKERT
        )
        return Room(
            left=px(self._pad),
            top=px(self._top(scale=scale)),
            width=self.contentsRect().width() - px(INSET) - px(self._pad) - right,
            view=view,
        )

    def _top(self, *, scale: bool) -> int:
        """Return what stays free above the words, pixels at 100 %."""
        if self.compact:
            return 20 if self._edged else 8
        return 36 if scale else 12

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say_more(self) -> None:
        """Name what is out of sight below; at the end say that the item begins above."""
        if not self.more.isHidden():
            bar = self.scrolled.verticalScrollBar()
            self.more.show_hidden(self._hidden(), ends=bar.value() >= bar.maximum())

    def _hidden(self) -> list[str]:
        """Return the names of the stops that lie below the edge."""
        edge = self.scrolled.viewport().height()
        view = self.scrolled.viewport()
        names = []
        for stop, name in zip(self.area.stops(), self.area.names(), strict=False):
            low = stop.mapTo(view, stop.rect().bottomLeft()).y()
            if low > edge + 2 and name not in names:
                names.append(name)
        return names

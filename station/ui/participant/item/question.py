"""The question: its number, its words and pictures, and the area where it is answered."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from station.exam.form import Kind
from station.ui import markup
from station.ui.look import Look
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.answers.entry import NumberEntry, TextEntry
from station.ui.participant.item.answers.hotspot import HotspotPicture
from station.ui.participant.item.answers.inline import InlineText
from station.ui.participant.item.answers.match import MatchGrid
from station.ui.participant.item.answers.most_least import MostLeastTable
from station.ui.participant.item.answers.options import SCALE_WIDTH, TILE_GAP, OptionList, TileGrid
from station.ui.participant.item.answers.order import OrderList
from station.ui.participant.item.faces import Question, Standing
from station.ui.participant.item.more import MoreBar
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import Area, column, row
from station.ui.widgets.buttons import SMALL, Button, Shape
from station.ui.widgets.choice import Tile
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text
from station.ui.widgets.viewer import PictureView

STEM_WIDTH = 768
FIGURE, SMALLEST_FIGURE = 384, 224
NARROW_BELOW, ANSWER_GAP, INSET = 640, 8, 10
FLAG = Shape(pad=20, gap=10)
AREAS: dict[str, type[AnswerArea]] = {
    "options": OptionList,
    "tiles": TileGrid,
    Kind.MOST_LEAST: MostLeastTable,
    Kind.NUMERIC: NumberEntry,
    Kind.TEXT: TextEntry,
    Kind.MATCH: MatchGrid,
    Kind.INLINE: InlineText,
    Kind.ORDER: OrderList,
    Kind.HOTSPOT: HotspotPicture,
}


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
    """The card of the question. The title stands still; the rest scrolls when it must."""

    area_made = Signal(AnswerArea)
    flag_pressed = Signal()
    full_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look)
        self.pictures = pictures
        self.question: Question | None = None
        self._areas: dict[str, AnswerArea] = {}
        self._area: AnswerArea | None = None
        self.compact, self._pad, self._barred = False, 0, False
        self._figure_room = QSize()
        self.title_key = ""
        self.title = ItemTitle(look)
        self.flag = Button(look, "item.flag", icon="flag", cap="R", shape=FLAG)
        self.flag.clicked.connect(self.flag_pressed)
        self.full = Button(look, "item.open_full", kind="quiet", icon="zoom-in", cap="Z",
                           shape=SMALL)  # fmt: skip
        self.full.clicked.connect(self.full_wanted)
        self.stem = Text(look, "stem", pictures=pictures, max_width=STEM_WIDTH)
        self.statement = Text(look, "statement", pictures=pictures)
        self.how = Text(look, "secondary", colour="muted")
        self.figure = PictureView(look, pictures)
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
        self.content = QWidget()
        self._column = column(look, gap=8)
        self._answer = row(look, gap=40)
        self._answer.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.statement, self.stem, self.how):
            self._column.addWidget(widget)
        self._column.addLayout(self._answer)
        self._column.addStretch(1)
        self.content.setLayout(self._column)
        self.scrolled = Scrolled(self.content)
        self.scrolled.verticalScrollBar().valueChanged.connect(self._say_more)
        self.scrolled.verticalScrollBar().rangeChanged.connect(self._bar_changed)
        self._whole = column(look, fills=True)
        self._inset = row(look)
        self._inset.addWidget(self.scrolled)
        self._whole.addWidget(self._head)
        self._whole.addLayout(self._inset, 1)
        self._whole.addWidget(self.more)
        self.setLayout(self._whole)
        self.measure(compact=False, pad=40)

    # --- what it shows -----------------------------------------------------------------------

    def prepare(self, questions: Iterable[Question]) -> None:
        """Make the areas that these items need, so that no key has to wait for one."""
        for question in questions:
            self.question = question
            self._make(self.answers())
        self.question = None

    def show_question(self, question: Question) -> None:
        """Show another item, from its beginning."""
        self.question = question
        self.scrolled.verticalScrollBar().setValue(0)
        self._use(self.answers())
        self.area.show_question(question)
        self._write()
        self._fit()

    def prefetch(self, question: Question) -> None:
        """Draw the pictures of an item ahead of its time, as large as they are shown now."""
        if question.item.picture is not None:
            self.figure.prefetch(question.item.picture.name, self._figure_room)
        for tile in self.findChildren(Tile)[:1]:
            for option in question.options:
                tile.picture_of(self.look.pick(option.text))

    def restyle_question(self) -> None:
        """Follow the look: the same item, perhaps in another language."""
        if self.question is not None:
            self._write()
            self._fit()

    def show_standing(self, standing: Standing) -> None:
        """Show how the item stands."""
        self.area.show_standing(standing)
        self.flag.draw_as(
            "flagged" if standing.flagged else "secondary",
            "flag-filled" if standing.flagged else "flag",
        )
        self.flag.say("item.flagged" if standing.flagged else "item.flag")

    @property
    def area(self) -> AnswerArea:
        """The answer area of the item on the screen."""
        if self._area is None:
            raise LookupError("no item is on the screen")
        return self._area

    def answers(self) -> str:
        """Return which area answers the item."""
        question = self.question
        if question is None:
            return "options"
        if question.item.kind in AREAS:
            return question.item.kind
        words = [self.look.pick(option.text) for option in question.options]
        pictured = bool(words) and all(markup.only_picture(one) for one in words)
        return "tiles" if pictured else "options"

    def picture(self) -> tuple[str, str] | None:
        """Return the name and the words of the picture to open full size, if there is one."""
        question = self.question
        if question is None:
            return None
        if question.item.picture is not None:
            return question.item.picture.name, self.look.pick(question.item.picture.alt)
        insets = markup.pictures(self.look.pick(question.item.stem))
        return (insets[0].name, insets[0].words) if insets else None

    def title_words(self) -> str:
        """Return the key of the words that number this item."""
        scale = self.question is not None and self.question.item.kind is Kind.LIKERT
        return self.title_key or ("item.statement" if scale else "item.title")

    def measure(self, *, compact: bool, pad: int) -> None:
        """Take the measures of the wide or the compact page; `pad` stands at the sides."""
        if (compact, pad) == (self.compact, self._pad):
            return
        self.compact, self._pad = compact, pad
        self._head.setVisible(not compact)
        self._head_row.measure(pad=(20, pad, 0, pad))
        self._inset.measure(pad=(0, INSET, 0 if compact else INSET, 0))
        self.paint_as(fill="surface", edge="" if compact else "rule", radius=0 if compact else 10)
        self._fit()

    def page_scroll(self, pages: int) -> None:
        """Scroll the question by so many pages."""
        bar = self.scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # --- inside ------------------------------------------------------------------------------

    def _make(self, answers: str) -> AnswerArea:
        if answers not in self._areas:
            area = AREAS[answers](self.look, self.pictures)
            self._areas[answers] = area
            area.hide()
            self._answer.addWidget(area, 1)
            self.area_made.emit(area)
        return self._areas[answers]

    def _use(self, answers: str) -> None:
        self._area = self._make(answers)
        for area in self._areas.values():
            area.setVisible(area is self._area)

    def _write(self) -> None:
        question = self.question
        if question is None:
            return
        kind = question.item.kind
        self.title.show_number(self.title_words(), question.number, question.of)
        scale, inline = kind is Kind.LIKERT, kind is Kind.INLINE
        shown = self.statement if scale else self.stem
        shown.show_markup(self.look.pick(question.item.stem))
        self.statement.setVisible(scale)
        self.stem.setVisible(not scale and not inline)
        self._write_how(question)
        self._write_picture(question)

    def _write_how(self, question: Question) -> None:
        key, item = self.area.hint() or "", question.item
        self.how.setVisible(bool(key))
        if key == "item.how_multiple" and item.min_choices != item.max_choices:
            key = "item.how_multiple_range"
        if key:
            self.how.say(key, low=item.min_choices, high=item.max_choices)

    def _write_picture(self, question: Question) -> None:
        picture = question.item.picture
        apart = picture is not None and question.item.kind is not Kind.HOTSPOT
        self.figure.setVisible(apart)
        if picture is not None and apart:
            self.figure.show_picture(picture.name, self.look.pick(picture.alt))
        self.full.setVisible(self.picture() is not None)

    def _fit(self) -> None:
        """Give the pieces the room there is."""
        if self.question is None:
            return
        px, scale = self.look.px, self.question.item.kind is Kind.LIKERT
        self._barred = self.scrolled.verticalScrollBar().maximum() > 0
        taken = self.scrolled.verticalScrollBar().sizeHint().width() if self._barred else 0
        right = px(self._pad) - px(INSET) - taken
        if self.compact and self._barred:
            right = px(INSET)
        width = self.scrolled.width() - taken - px(self._pad) - right
        side = max(0, (width - px(SCALE_WIDTH)) // 2) if scale else 0
        top = px(8 if self.compact else 36 if scale else 12)
        self._column.setContentsMargins(px(self._pad) + side, top, right + side, px(12))
        self._answer.setContentsMargins(0, px(self._answer_gap()), 0, 0)
        self._fit_answer(width - 2 * side)
        QTimer.singleShot(0, self._say_more)

    def _answer_gap(self) -> int:
        """Return the room between the words and the answers, beside the usual gap."""
        kind = None if self.question is None else self.question.item.kind
        return {Kind.LIKERT: 12, Kind.MOST_LEAST: 4}.get(kind or Kind.SINGLE, ANSWER_GAP)

    def _fit_answer(self, width: int) -> None:
        """Stand picture and answers side by side when they are tiles and there is room."""
        px, tiles = self.look.px, self.answers() == "tiles"
        roomy = width >= px(FIGURE + 40 + 3 * Tile.WIDTH + 2 * TILE_GAP)
        gap = 40 if roomy else 24
        figure = px(FIGURE) if roomy else width - px(2 * Tile.WIDTH + TILE_GAP + gap)
        beside = tiles and figure >= px(SMALLEST_FIGURE)
        ways = self._answer.Direction
        self._answer.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._answer.setSpacing(px(gap if beside else 16))
        side = min(px(FIGURE), figure if beside else width)
        self._figure_room = QSize(side, side) if tiles else QSize(width, px(720))
        self.figure.fit(self._figure_room)
        high = self.scrolled.viewport().height()
        self.area.measure(QSize(width, high), narrow=width < px(NARROW_BELOW))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _bar_changed(self, _low: int, high: int) -> None:
        """Give the bar its room, or take it back, when it comes or goes."""
        if (high > 0) is not self._barred:
            self._fit()
        self._say_more()

    def _say_more(self) -> None:
        """Name what is out of sight below; say that the item begins above."""
        bar = self.scrolled.verticalScrollBar()
        overflows = self.content.height() > self.scrolled.height() + self.more.room()
        self.more.setVisible(overflows)
        if overflows:
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

    def keep_in_sight(self) -> None:
        """Scroll so that what the keyboard is on can be seen whole."""
        now = QApplication.focusWidget()
        if now is not None and self.content.isAncestorOf(now):
            self.scrolled.ensureWidgetVisible(now, 0, self.look.px(12))

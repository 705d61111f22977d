"""What scrolls in the card of the question: its words, its picture, and where it is answered.

The pieces are set one under another by hand: they are few, a key changes all of them at once,
and Qt's layouts would ask each for its height a dozen times over.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget
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
from station.ui.participant.item.answers.options import (
    SCALE_WIDTH,
    TILE_GAP,
    OptionList,
    TileGrid,
)
from station.ui.participant.item.answers.order import OrderList
from station.ui.participant.item.faces import Question
from station.ui.pictures import Pictures
from station.ui.widgets.choice import Tile
from station.ui.widgets.text import Text
from station.ui.widgets.viewer import PictureView

STEM_WIDTH, BELOW, GAP, ANSWER_GAP = 768, 12, 8, 8
FIGURE, SMALLEST_FIGURE, TALLEST_PICTURE = 384, 224, 720
NARROW_BELOW = 640
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where the pieces may stand, in pixels: from `left`, so wide; `view` is what can be seen."""

    left: int
    top: int
    width: int
    view: int


class QuestionContent(QWidget):
    """Words, picture and answer area of one item after another."""

    area_made = Signal(AnswerArea)
    height_changed = Signal()

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self.look, self.pictures = look, pictures
        self.question: Question | None = None
        self._areas: dict[str, AnswerArea] = {}
        self._area: AnswerArea | None = None
        self._room = Room(left=0, top=0, width=1, view=1)
        self._figure_room = QSize()
        self.stem = Text(look, "stem", pictures=pictures, max_width=STEM_WIDTH)
        self.statement = Text(look, "statement", pictures=pictures)
        self.how = Text(look, "secondary", colour="muted")
        self.figure = PictureView(look, pictures)
        for piece in (self.statement, self.stem, self.how, self.figure):
            piece.setParent(self)

    # --- what it shows -----------------------------------------------------------------------

    def prepare(self, questions: Iterable[Question]) -> None:
        """Make the areas that these items need, so that no key has to wait for one."""
        for answers in dict.fromkeys(map(self._answers_of, questions)):
            self._make(answers)

    def show_question(self, question: Question) -> None:
        """Show another item; `fit` lays it out."""
        self.question = question
        self._area = self._make(self.answers())
        for area in self._areas.values():
            area.setVisible(area is self._area)
        self._area.show_question(question)
        self.write()

    def write(self) -> None:
        """Write the words, in the language of the screens."""
        question = self.question
        if question is None:
            return
        kind = question.item.kind
        scale, inline = kind is Kind.LIKERT, kind is Kind.INLINE
        shown = self.statement if scale else self.stem
        shown.show_markup(self.look.pick(question.item.stem))
        self.statement.setVisible(scale)
        self.stem.setVisible(not scale and not inline)
        self._write_how(question)
        self._write_picture(question)

    def prefetch(self, question: Question) -> None:
        """Draw pictures of an item ahead of its time, and write answers of another kind."""
        area = self._make(self._answers_of(question))
        if area is not self._area:
            area.show_question(question)
        if question.item.picture is not None:
            self.figure.prefetch(question.item.picture.name, self._figure_room)
        for tile in self.findChildren(Tile)[:1]:
            for option in question.options:
                tile.picture_of(self.look.pick(option.text))

    @property
    def area(self) -> AnswerArea:
        """The answer area of the item on the screen."""
        if self._area is None:
            raise LookupError("no item is on the screen")
        return self._area

    def answers(self) -> str:
        """Return which area answers the item on the screen."""
        return "options" if self.question is None else self._answers_of(self.question)

    def picture(self) -> tuple[str, str] | None:
        """Return the name and the words of the picture to open full size, if there is one."""
        question = self.question
        if question is None:
            return None
        if question.item.picture is not None:
            return question.item.picture.name, self.look.pick(question.item.picture.alt)
        insets = markup.pictures(self.look.pick(question.item.stem))
        return (insets[0].name, insets[0].words) if insets else None

    # --- where it stands ---------------------------------------------------------------------

    def fit(self, room: Room) -> int:
        """Set the pieces into `room` and return the height they take."""
        self._room = room
        high = self._lay_out() if self.question is not None else 0
        self.setMinimumHeight(high)
        return high

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.question is not None:
            before = self.minimumHeight()
            self.setMinimumHeight(self._lay_out())
            if self.minimumHeight() != before:
                self.height_changed.emit()
        return super().event(event)

    def _lay_out(self) -> int:
        px, scale = self.look.px, self._kind() is Kind.LIKERT
        side = max(0, (self._room.width - px(SCALE_WIDTH)) // 2) if scale else 0
        left, width = self._room.left + side, self._room.width - 2 * side
        top = self._room.top
        for text in (self.statement, self.stem, self.how):
            if not text.isHidden():
                wide = min(width, text.maximumWidth())
                text.setGeometry(left, top, wide, text.heightForWidth(wide))
                top += text.height() + px(GAP)
        gap = {Kind.LIKERT: 12, Kind.MOST_LEAST: 4}.get(self._kind(), ANSWER_GAP)
        return self._lay_out_answer(QRect(left, top + px(gap), width, 0)) + px(BELOW)

    def _lay_out_answer(self, place: QRect) -> int:
        """Set picture and area, side by side for tiles with room; return where they end."""
        px, tiles, width = self.look.px, self.answers() == "tiles", place.width()
        roomy = width >= px(FIGURE + 40 + 3 * Tile.WIDTH + 2 * TILE_GAP)
        gap = px(40 if roomy else 24)
        figure = px(FIGURE) if roomy else width - px(2 * Tile.WIDTH + TILE_GAP) - gap
        beside = tiles and figure >= px(SMALLEST_FIGURE)
        side = min(px(FIGURE), figure if beside else width)
        self._figure_room = QSize(side, side) if tiles else QSize(width, px(TALLEST_PICTURE))
        self.figure.fit(self._figure_room)
        if self.figure.isHidden():
            return self._lay_out_area(place)
        self.figure.move(place.topLeft())
        size = self.figure.size()
        if beside:
            low = self._lay_out_area(place.adjusted(size.width() + gap, 0, 0, 0))
            return max(low, place.y() + size.height())
        return self._lay_out_area(place.translated(0, size.height() + px(16)))

    def _lay_out_area(self, place: QRect) -> int:
        width = place.width()
        self.area.measure(QSize(width, self._room.view), narrow=width < self.look.px(NARROW_BELOW))
        grows = self.area.hasHeightForWidth()
        high = self.area.heightForWidth(width) if grows else self.area.sizeHint().height()
        self.area.setGeometry(place.x(), place.y(), width, high)
        return place.y() + high

    # --- inside ------------------------------------------------------------------------------

    def _answers_of(self, question: Question) -> str:
        """Return which area answers an item."""
        if question.item.kind in AREAS:
            return question.item.kind
        words = [self.look.pick(option.text) for option in question.options]
        pictured = bool(words) and all(markup.only_picture(one) for one in words)
        return "tiles" if pictured else "options"

    def _kind(self) -> Kind:
        return Kind.SINGLE if self.question is None else self.question.item.kind

    def _make(self, answers: str) -> AnswerArea:
        if answers not in self._areas:
            area = AREAS[answers](self.look, self.pictures)
            area.setParent(self)
            self._areas[answers] = area
            self.area_made.emit(area)
        return self._areas[answers]

    def _write_how(self, question: Question) -> None:
        key, item = self.area.hint(), question.item
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

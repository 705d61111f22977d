"""Review before handing in: what is blank and unsure in the last section, and all sections."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.faces import Link, Review, Row
from station.ui.participant.parts.figures import Figure, mark_of
from station.ui.participant.parts.frame import Gap, SeatScreen
from station.ui.participant.parts.links import MOST, Links
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.bars import Hint
from station.ui.widgets.boxes import Card, Rule, column, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight


class ReviewScreen(SeatScreen):
    """Counts at the left, links at the right; back and on in the bar below."""

    back_wanted = Signal()
    done = Signal()
    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, footer=True, clock=True)
        self._face: Review | None = None
        self._lead = Text(look, "body", colour="muted")
        self._here, self._all = Figure(look, "answered"), Figure(look, "answered")
        self.blank = LinkBlock(look, "blank", "U")
        self.flagged = LinkBlock(look, "flagged", "F")
        for block in (self.blank, self.flagged):
            block.links.chosen.connect(self.chosen)
        self._sections = SectionList(look)
        self.back = Button(look, "review.back", icon="arrow-left", n=1)
        self.go = Button(look, "review.done", kind="primary", after="arrow-right")
        self.back.clicked.connect(self.back_wanted)
        self.go.clicked.connect(self.done)
        self._card = Card(look, pad=(28, 32))
        self._build()
        look.changed.connect(self._again)

    def _build(self) -> None:
        look = self.look
        counts = QWidget()
        left = column(look, gap=12)
        left.addWidget(Text(look, "page_title", "review.title"))
        for widget in (self._lead, self._here, self._all, Notice(look, "info", "review.note")):
            left.addWidget(widget)
        left.addStretch(1)
        counts.setLayout(left)
        inside = self._card.column
        for block in (self.blank, self.flagged):
            inside.addWidget(block)
        inside.addWidget(Text(look, "body_bold", "review.sections"))
        inside.addWidget(Gap(look, 8))
        inside.addWidget(self._sections)
        right = QWidget()
        beside = column(look)
        beside.addWidget(self._card)
        beside.addStretch(1)
        right.setLayout(beside)
        pair = Pair(look, needs=900, gap=24, gap_down=16)
        pair.add(counts, 344)
        pair.add(right, 950)
        self._outer = column(look, pad=(24, 24))
        self._outer.addWidget(pair, 1)
        self.body.setLayout(self._outer)
        if self.footer is not None:
            self.footer.row.addWidget(self.back)
            self.footer.row.addStretch(1)
            self.footer.row.addWidget(self.go)

    def show_review(self, face: Review) -> None:
        """Show how everything stands."""
        self._face = face
        self._again()

    @override
    def first(self) -> QWidget:
        return self.back

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._outer.measure(pad=12 if compact else (24, 24))
        self._card.column.measure(pad=16 if compact else (28, 32))
        self._name_back()

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        last = face.end
        self._lead.say("review.lead", n=last.place, locked=last.of - 1)
        for figure, answered, items, key in (
            (self._here, last.answered, last.items, "review.here"),
            (self._all, face.answered, face.items, "review.all"),
        ):
            figure.number.say("review.count", n=answered, of=items)
            figure.label.say(key, place=last.place)
        self.blank.show_links(last.blank)
        self.flagged.show_links(last.flagged)
        self._sections.show_rows(face.rows)
        self._name_back()

    def _name_back(self) -> None:
        """Leave out that it goes back where there is little room: the arrow says so."""
        if self._face is not None:
            here = self._face.end.here
            self.back.say(
                "review.back_short" if self.compact else "review.back", "review.back", n=here
            )


class LinkBlock(QWidget):
    """A title with its count, the links below it, the key that goes from one to the next."""

    def __init__(self, look: Look, kind: str, cap: str) -> None:
        super().__init__()
        self._kind = kind
        self.links = Links(look, flagged=kind == "flagged")
        self._title = Text(look, "body_bold")
        self._more = Text(look, "secondary", colour="muted")
        head = row(look, gap=10)
        head.addWidget(mark_of(look, kind), 0, MIDDLE)
        head.addWidget(self._title, 1, MIDDLE)
        head.addWidget(Hint(look, cap, "review.next"), 0, MIDDLE)
        whole = column(look, gap=12, pad=(0, 0, 20, 0))
        whole.addLayout(head)
        whole.addWidget(self.links)
        whole.addWidget(self._more)
        whole.addWidget(Gap(look, 8))
        whole.addWidget(Rule(look))
        self.setLayout(whole)

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Show these items."""
        self._title.say(f"review.{self._kind}", n=len(links))
        self.links.show_links(links)
        self.links.setVisible(bool(links))
        self._more.say("links.more", n=max(0, len(links) - MOST))
        self._more.setVisible(len(links) > MOST)


class SectionList(QWidget):
    """All sections with what is answered in each, in two columns where there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[SectionLine] = []
        self._halves = [column(look), column(look)]
        pair = Pair(look, needs=640, gap=40, gap_down=0)
        for half in self._halves:
            holder = QWidget()
            holder.setLayout(half)
            pair.add(holder, 1)
        whole = column(look)
        whole.addWidget(pair)
        self.setLayout(whole)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these sections."""
        if len(rows) != len(self._lines):
            self._make(len(rows))
        for line, one in zip(self._lines, rows, strict=True):
            line.show_row(one)

    def _make(self, count: int) -> None:
        for line in self._lines:
            line.deleteLater()
        self._lines = [SectionLine(self._look) for _ in range(count)]
        first = -(-count // 2)
        for half in self._halves:
            while half.count() and half.takeAt(0) is not None:
                continue
        for place, line in enumerate(self._lines):
            self._halves[place >= first].addWidget(line)
        for half in self._halves:
            half.addStretch(1)


class SectionLine(QWidget):
    """One section: locked or open, its title, answered of all."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sign = Icon(look, "lock", size=16, colour="muted")
        self._open, self._locked = Text(look, "secondary_bold"), Text(look, "secondary")
        self._count = Text(look, "secondary", colour="muted", align=RIGHT, wrap=False)
        across = row(look, gap=10, pad=(9, 0))
        across.addWidget(self._sign, 0, MIDDLE)
        across.addWidget(self._open, 1, MIDDLE)
        across.addWidget(self._locked, 1, MIDDLE)
        across.addWidget(self._count, 0, MIDDLE)
        whole = column(look)
        whole.addWidget(Rule(look))
        whole.addLayout(across)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_row(self, face: Row) -> None:
        """Show a section."""
        locked = face.locked
        self._sign.draw_as("lock" if locked else "arrow-right", "muted" if locked else "accent")
        for words, shown in ((self._locked, locked), (self._open, not locked)):
            words.show_markup(self._look.pick(face.title))
            words.setVisible(shown)
        self._count.show_plain(f"{face.answered}/{face.items}")

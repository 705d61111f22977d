"""The end of a section: what is blank and unsure, and the warning before anything is locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import left_words
from station.ui.participant.faces import End, Link
from station.ui.participant.parts.figures import Figure
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.links import MOST, Links
from station.ui.participant.parts.pairs import Pair
from station.ui.states import Time
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text

TOP = Qt.AlignmentFlag.AlignTop


class SectionEndScreen(SeatScreen):
    """The keyboard starts on going back."""

    back_wanted = Signal()
    locked = Signal()
    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, clock=True)
        self._face: End | None = None
        self._left_ms = 0
        self._place = Text(look, "help", colour="muted")
        self._figures = {one: Figure(look, one) for one in ("answered", "blank", "flagged")}
        self._blank = LinkLine(look, "section_end.blank")
        self._flagged = LinkLine(look, "section_end.flagged", flagged=True)
        self._warning = Notice(look, "lock", style="body", pad=(12, 18))
        self.back = Button(look, "section_end.back", icon="arrow-left", shape=TALL)
        self.lock = Button(look, "section_end.lock", kind="primary", icon="lock", shape=TALL, n=2)
        self.back.clicked.connect(self.back_wanted)
        self.lock.clicked.connect(self.locked)
        for line in (self._blank, self._flagged):
            line.links.chosen.connect(self.chosen)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 800)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(self._place)
        whole.addWidget(Text(look, "page_title", "section_end.title"))
        whole.addWidget(Gap(look, 16))
        figures = Pair(look, needs=480, gap=16, gap_down=8)
        for figure in self._figures.values():
            figures.add(figure, 1)
        whole.addWidget(figures)
        whole.addWidget(Gap(look, 12))
        for line in (self._blank, self._flagged):
            whole.addWidget(line)
        whole.addWidget(Gap(look, 24))
        whole.addWidget(self._warning)
        whole.addWidget(Gap(look, 28))
        buttons = Pair(look, needs=620, gap=16)
        buttons.add(self.back)
        buttons.stretch()
        buttons.add(self.lock)
        whole.addWidget(buttons)

    def show_end(self, face: End) -> None:
        """Show how the section stands."""
        self._face = face
        self._again()

    @override
    def show_time(self, time: Time) -> None:
        super().show_time(time)
        before = left_words(self.look, self._left_ms)
        self._left_ms = time.left_ms
        if left_words(self.look, time.left_ms) != before:
            self._warn()

    @override
    def first(self) -> QWidget:
        return self.back

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        title = self.look.pick(face.title)
        self._place.say("section_end.place", n=face.place, of=face.of, title=title)
        counts = {"answered": face.answered, "blank": len(face.blank), "flagged": len(face.flagged)}
        for name, count in counts.items():
            self._figures[name].number.show_plain(str(count))
            self._figures[name].label.say(f"figure.{name}")
        self._blank.show_links(face.blank)
        self._flagged.show_links(face.flagged)
        self.lock.say("section_end.lock", n=face.place + 1)
        self._warn()

    def _warn(self) -> None:
        self._warning.words.say("section_end.warning", left=left_words(self.look, self._left_ms))


class LinkLine(QWidget):
    """A label with links beside it; hidden when there are none."""

    def __init__(self, look: Look, key: str, *, flagged: bool = False) -> None:
        super().__init__()
        self.links = Links(look, flagged=flagged)
        self._more = Text(look, "secondary", colour="muted")
        label = Text(look, "secondary", key, colour="muted")
        line = Pair(look, needs=480, gap=8, gap_down=4)
        line.layout_box.measure(pad=(12, 0, 0, 0))
        line.layout_box.addWidget(label, 144)
        inside = QWidget()
        across = row(look, gap=12)
        across.addWidget(self.links, 1)
        across.addWidget(self._more, 0, TOP)
        inside.setLayout(across)
        line.layout_box.addWidget(inside, 550)
        whole = row(look)
        whole.addWidget(line)
        self.setLayout(whole)

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Show these items, and how many more there are."""
        self.links.show_links(links)
        self._more.say("links.more", n=max(0, len(links) - MOST))
        self._more.setVisible(len(links) > MOST)
        self.setVisible(bool(links))

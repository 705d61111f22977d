"""The stimulus of a case beside its question, with a scroll of its own."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.faces import Case
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import Area, Rule, column, row
from station.ui.widgets.buttons import SMALL, Button, KeyCap
from station.ui.widgets.notices import Icon
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text, accessible
from station.ui.widgets.viewer import PictureView

MIDDLE = Qt.AlignmentFlag.AlignVCenter
FOOT, CAP_FROM = 44, 340


class CasePane(Area):
    """Which case it is, its text, and whether there is more of it below."""

    full_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__(look)
        self._case: Case | None = None
        self._which = Text(look, "help", colour="muted", wrap=False)
        self._title = Text(look, "stem_bold")
        self._text, self._ready = (Text(look, "body", pictures=pictures) for _ in range(2))
        self._ready_for = ""
        self._figure = PictureView(look, pictures)
        self.full = Button(look, "item.open_full", kind="quiet", icon="zoom-in", cap="Z",
                           shape=SMALL)  # fmt: skip
        self.full.clicked.connect(self.full_wanted)
        self._more = Text(look, "secondary", colour="muted", wrap=False)
        self._arrow = Icon(look, "arrow-down", size=16, colour="muted")
        self._build()
        look.changed.connect(self._write)

    def _build(self) -> None:
        look = self.look
        words = column(look)
        words.addWidget(self._which)
        words.addWidget(self._title)
        self._head_row = head = row(look, pad=(20, 22, 12, 32))
        head.addLayout(words, 1)
        head.addWidget(self.full, 0, MIDDLE)
        self._head = QWidget()
        self._head.setLayout(head)
        inside = QWidget()
        self._content = content = column(look, gap=16, pad=(8, 22, 8, 32))
        content.addWidget(self._figure)
        for text in (self._text, self._ready):
            content.addWidget(text)
        self._ready.hide()
        content.addStretch(1)
        inside.setLayout(content)
        self.scrolled = Scrolled(inside)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plays(self.scrolled, Role.Document)
        self.scrolled.verticalScrollBar().valueChanged.connect(self._say_more)
        self.scrolled.verticalScrollBar().rangeChanged.connect(self._say_more)
        self._foot_row = foot = row(look, gap=8, pad=(0, 32))
        foot.addWidget(self._arrow, 0, MIDDLE)
        foot.addWidget(self._more, 0, MIDDLE)
        foot.addStretch(1)
        self._cap = KeyCap(look, "PgDn")
        foot.addWidget(self._cap, 0, MIDDLE)
        self._foot = Area(look, fill="", edge="", height=FOOT)
        self._foot.setLayout(foot)
        whole = column(look, fills=True)
        self._middle = middle = row(look, pad=(8, 10, 8, 0))
        middle.addWidget(self.scrolled)
        for widget in (self._head, Rule(look)):
            whole.addWidget(widget)
        whole.addLayout(middle, 1)
        for widget in (Rule(look), self._foot):
            whole.addWidget(widget)
        self.setLayout(whole)

    def measure(self, *, compact: bool, pad: int, edged: bool = False) -> None:
        """Take the measures of the wide or the compact page, as the question's card does."""
        self._head_row.measure(pad=(4, pad, 4, pad) if compact else (20, pad - 10, 12, pad))
        self._content.measure(pad=(8, pad - 10, 8, pad))
        self._foot_row.measure(pad=(0, pad))
        self._middle.measure(pad=(0, 10, 0, 0) if compact else (8, 10, 8, 0))
        self._foot.setFixedHeight(self.look.px(28 if compact else FOOT))
        self.full.setVisible(not compact)
        flush = compact and not edged
        self.paint_as(fill="surface", edge="" if flush else "rule", radius=0 if flush else 10)

    def show_case(self, case: Case | None) -> None:
        """Show a case from its beginning; the one that stands already keeps its place."""
        if case == self._case:
            return
        self._case = case
        self._write()
        self.scrolled.verticalScrollBar().setValue(0)

    def prefetch(self, case: Case) -> None:
        """Set the text and draw the picture of another case ahead of its time."""
        if case == self._case:
            return
        if case.stimulus.picture is not None:
            self._figure.prefetch(case.stimulus.picture.name, self._room())
        self._ready_for = self.look.pick(case.stimulus.text)
        self._ready.show_markup(self._ready_for)
        width = self._text.width()
        self._ready.resize(width, self._ready.heightForWidth(width))

    def case(self) -> Case | None:
        """Return the case that is shown."""
        return self._case

    def which(self) -> str:
        """Return the words that say which case it is, and for which items."""
        return self._which.text()

    def page_scroll(self, pages: int) -> None:
        """Scroll the text by so many pages."""
        bar = self.scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * max(1, bar.pageStep() - self.look.line("body")))

    def line_scroll(self, lines: int) -> None:
        """Scroll the text by so many lines."""
        bar = self.scrolled.verticalScrollBar()
        bar.setValue(bar.value() + lines * 2 * self.look.line("body"))

    # --- inside ------------------------------------------------------------------------------

    def _write(self) -> None:
        case = self._case
        if case is None:
            return
        key = "item.case" if case.first != case.last else "item.case_one"
        self._which.say(key, n=case.place, first=case.first, last=case.last)
        title = self.look.pick(case.stimulus.title)
        self._title.show_markup(title)
        self._show_text(self.look.pick(case.stimulus.text))
        accessible(self.scrolled, self._title.text(), self._text.text())
        picture = case.stimulus.picture
        self._figure.setVisible(picture is not None)
        if picture is not None:
            self._figure.show_picture(picture.name, self.look.pick(picture.alt))
        self._fit()

    def _show_text(self, text: str) -> None:
        """Show `text`; when it was set ahead of its time, what was set comes to the front."""
        if text == self._ready_for:
            self._text, self._ready, self._ready_for = self._ready, self._text, ""
            self._ready.hide()
            self._text.show()
        self._text.show_markup(text)

    def _fit(self) -> None:
        self._figure.fit(self._room())
        QTimer.singleShot(0, self, self._say_more)

    def _room(self) -> QSize:
        return QSize(max(1, self.width() - self.look.px(72)), self.look.px(480))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cap.setVisible(self.width() >= self.look.px(CAP_FROM))
        self._fit()

    def _say_more(self) -> None:
        bar = self.scrolled.verticalScrollBar()
        ends = bar.value() >= bar.maximum()
        self._more.say("item.text_ends" if ends else "item.more_text")
        self._arrow.draw_as("check" if ends else "arrow-down", "muted")

"""The receipt: shown only after the close is durable; its code names a sitting, not a result."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import weekday_text
from station.ui.participant.faces import Printing, Receipt
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.participant.parts.rows import FactRows
from station.ui.widgets.boxes import Rule, column, paint_box, row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text, accessible

CENTRE = Qt.AlignmentFlag.AlignHCenter
ROWS = ("number", "answered", "at", "seat")
BY_OFFICER = {"ended", "voided"}
QUIET = 4
"""White modules around a code, as ISO/IEC 18004 asks."""

NOTES = {Printing.NO_PRINTER: "receipt.note_no_printer", Printing.FAILED: "receipt.note_failed"}
Modules = tuple[tuple[bool, ...], ...]


class ReceiptScreen(SeatScreen):
    """The code large, the same as QR beside it, what it is good for below."""

    print_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._face: Receipt | None = None
        if self.header is not None:
            self.header.show_calls(shown=False)
        self._badge = Badge(look)
        self._title = Text(look, "page_title")
        self._lead = Text(look, "body", colour="muted")
        self._code, self._code_small = Text(look, "code_large", wrap=False), Text(look, "code")
        self._rows = FactRows(look, [f"receipt.{one}" for one in ROWS], label_width=144)
        self.picture = QrPicture(look)
        self._note = Notice(look, "info", "receipt.note")
        self.paper = Button(look, "receipt.print", icon="printer", shape=TALL)
        self.done = Button(look, "receipt.done", kind="primary", shape=TALL)
        self.paper.clicked.connect(self.print_wanted)
        self.done.clicked.connect(self.left)
        self._page = Page(look)
        self._build()
        self.hold(self._page, 920)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        head = row(look, gap=16)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(look)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        head.addLayout(words, 1)
        whole.addLayout(head)
        whole.addWidget(Gap(look, 20))
        whole.addWidget(Rule(look))
        whole.addWidget(Gap(look, 20))
        pair = Pair(look, needs=720, gap=40, gap_down=16)
        pair.add(self._facts(), 1)
        pair.add(self._qr())
        whole.addWidget(pair)
        whole.addWidget(Gap(look, 20))
        whole.addWidget(self._note)
        whole.addWidget(Gap(look, 24))
        buttons = Pair(look, needs=560, gap=16)
        buttons.add(self.paper)
        buttons.stretch()
        buttons.add(self.done)
        whole.addWidget(buttons)

    def _facts(self) -> QWidget:
        facts = QWidget()
        left = column(self.look)
        left.addWidget(Text(self.look, "help", "receipt.code", colour="muted"))
        left.addWidget(self._code)
        left.addWidget(self._code_small)
        left.addWidget(Gap(self.look, 12))
        left.addWidget(self._rows)
        left.addStretch(1)
        facts.setLayout(left)
        return facts

    def _qr(self) -> QWidget:
        beside = QWidget()
        layout = column(self.look, gap=8)
        layout.addWidget(self.picture, 0, CENTRE)
        caption = Text(self.look, "help", "receipt.qr", colour="muted", align=CENTRE)
        layout.addWidget(caption)
        layout.addStretch(1)
        beside.setLayout(layout)
        beside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._beside = beside
        return beside

    def show_receipt(self, face: Receipt, modules: Modules) -> None:
        """Show what is taken away; `modules` are the QR of the code."""
        self._face = face
        self.picture.show_modules(modules)
        self._again()

    def show_printer(self, state: Printing) -> None:
        """Offer printing where there is a printer; say what came of it, and what to do instead."""
        offered = state not in {Printing.ASKING, Printing.NO_PRINTER}
        self.paper.setVisible(offered)
        if offered:
            self.paper.say(f"receipt.{state}")
        self.paper.setEnabled(state is not Printing.DONE)  # what is disabled loses the keyboard
        self._note.show_as("warning" if state is Printing.FAILED else "info")
        self._note.words.say(NOTES.get(state, "receipt.note"))

    @override
    def first(self) -> QWidget:
        return self

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)
        self._beside.setMaximumWidth(16_777_215 if compact else self.look.px(224))
        self._code.setVisible(not compact)
        self._code_small.setVisible(compact)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        look, rows = self.look, self._rows
        kind = face.reason if face.reason in BY_OFFICER else "submitted"
        self._badge.show_counts(counts=face.reason != "voided")
        self._title.say(f"receipt.title_{kind}")
        time = look.clock_text(face.at)
        # The sentence ends with a full stop, and so do many names (S.T.).
        name = face.name.removesuffix(".")
        self._lead.say(f"receipt.lead_{face.reason}", time=time, name=name)
        for code in (self._code, self._code_small):
            code.show_plain(face.code)
        rows.show_plain("receipt.number", face.number)
        rows.say("receipt.answered", "receipt.answered_is", n=face.answered, of=face.items)
        day = weekday_text(look, face.at)
        rows.say("receipt.at", "receipt.at_is", day=day, time=time)
        rows.show_plain("receipt.seat", face.seat)


class Badge(QWidget):
    """A tick in a ring; a dash when the answers do not count."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._counts = look, True
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(56), self._look.px(56))

    def show_counts(self, *, counts: bool) -> None:
        """Show whether the answers count."""
        self._counts = counts
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        icon, role = ("check", "success") if self._counts else ("minus", "flag")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour(role), 2))
        painter.setBrush(look.colour(f"{role}_tint"))
        box = QRectF(self.rect())
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        side = box.width() / 2
        inner = QRectF(side / 2, side / 2, side, side)
        look.draw_icon(painter, icon, inner, role)
        painter.end()


class QrPicture(QWidget):
    """A QR code, black on white in every theme, with its quiet zone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._modules: Modules = ()
        self.restyle()
        look.changed.connect(self.restyle)

    def show_modules(self, modules: Modules) -> None:
        """Show a code; true is dark."""
        self._modules = modules
        self.update()

    def restyle(self) -> None:
        """Follow the look."""
        accessible(self, self._look.say("receipt.qr_name"))
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(208), self._look.px(208))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self._look, QRectF(self.rect()), fill="", edge="border")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        line = self._look.theme.line
        painter.fillRect(self.rect().adjusted(4, 4, -4, -4), QColor("#FFFFFF"))
        count = len(self._modules) + 2 * QUIET
        side = (self.width() - 2 * line) // count
        edge = (self.width() - side * len(self._modules)) // 2
        for row_at, cells in enumerate(self._modules):
            for at, dark in enumerate(cells):
                if dark:
                    left, top = edge + at * side, edge + row_at * side
                    painter.fillRect(left, top, side, side, QColor("#000000"))
        painter.end()

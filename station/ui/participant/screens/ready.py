"""The locked screen: which seat this is, which session, and the lights of the self-test."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.machine.grades import Grade
from station.ui.look import Look
from station.ui.participant.dates import hour_text, part_text, weekday_text
from station.ui.participant.faces import Light, Ready
from station.ui.participant.parts.frame import Gap, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.participant.parts.rows import FactRows
from station.ui.widgets.boxes import Card, Rule, column, paint_box, row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight
SIGNS = {
    Grade.GOOD: ("check-circle", "success"),
    Grade.WARN: ("warning", "flag"),
    Grade.BAD: ("error", "error"),
}
LINES = 8


class ReadyScreen(SeatScreen):
    """Seat and session at the left, the self-test at the right."""

    begun = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._face: Ready | None = None
        self.begin = Button(look, "ready.begin", kind="primary", after="arrow-right", shape=TALL)
        self.begin.clicked.connect(self.begun)
        self._seat_card, self._test_card = Card(look, pad=(32, 40)), Card(look, pad=(28, 32))
        self._build_seat()
        self._build_test()
        self._pair = Pair(look, needs=1000, gap=24)
        self._pair.add(self._seat_card, 600)
        self._pair.add(self._test_card, 456)
        self.hold(self._pair, 1080)
        look.changed.connect(self._again)

    def _build_seat(self) -> None:
        look, whole = self.look, self._seat_card.column
        self._seat = Text(look, "display_large", wrap=False)
        self._badge = Badge(look)
        self._state = Text(look, "page_title")
        self._words = Text(look, "stem", colour="muted")
        self._facts = FactRows(look, ["ready.session", "ready.hours"], label_width=120)
        whole.addWidget(Text(look, "body", "ready.seat", colour="muted"))
        whole.addWidget(self._seat)
        whole.addWidget(Gap(look, 20))
        whole.addWidget(Rule(look))
        across = row(look, gap=20, pad=(32, 0, 16, 0))
        across.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        words = column(look, gap=4)
        words.addWidget(self._state)
        words.addWidget(self._words)
        self._begin_row = QWidget()
        begin = row(look, pad=(12, 0, 0, 0))
        begin.addWidget(self.begin)
        begin.addStretch(1)
        self._begin_row.setLayout(begin)
        words.addWidget(self._begin_row)
        across.addLayout(words, 1)
        whole.addLayout(across)
        self.problem = Notice(look, "error")
        self.problem.hide()
        whole.addWidget(self.problem)
        whole.addStretch(1)
        whole.addWidget(self._facts)

    def _build_test(self) -> None:
        look, whole = self.look, self._test_card.column
        self._tested = Text(look, "secondary", colour="muted")
        self._lines = [LightLine(look) for _ in range(LINES)]
        self._notice = Notice(look, "warning")
        self._versions = Text(look, "help", colour="muted")
        whole.addWidget(Text(look, "stem_bold", "ready.test"))
        whole.addWidget(self._tested)
        whole.addWidget(Gap(look, 12))
        for line in self._lines:
            whole.addWidget(line)
        whole.addWidget(Gap(look, 12))
        whole.addWidget(self._notice)
        whole.addStretch(1)
        whole.addWidget(Gap(look, 12))
        whole.addWidget(self._versions)

    def show_ready(self, face: Ready) -> bool:
        """Show the whole screen; return whether its state is another than before."""
        turned = self._face is not None and self._face.state != face.state
        self._face = face
        self._again()
        return turned

    def show_problem(self, words: tuple[str, dict[str, object]] | None) -> None:
        """Say why the screen could not be left; None when nothing is wrong."""
        self.problem.setVisible(words is not None)
        if words is not None:
            self.problem.words.say(words[0], **words[1])

    @override
    def first(self) -> QWidget:
        return self.begin if self.begin.isVisibleTo(self) else self

    @override
    def arrange_body(self, *, compact: bool) -> None:
        for card, pad in ((self._seat_card, (32, 40)), (self._test_card, (28, 32))):
            card.column.measure(pad=(20, 20) if compact else pad)
        least = 0 if compact else self.look.px(584)
        self._pair.setMinimumHeight(least)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        self._seat.show_plain(face.seat.removeprefix("0") if len(face.seat) > 6 else face.seat)
        self._show_state(face)
        self._show_session(face)
        self._show_lights(face)
        self._show_notice(face)
        parts = [self.look.say(key, name=name) for key, name in face.versions]
        self._versions.show_plain(" · ".join(parts))

    def _show_state(self, face: Ready) -> None:
        opens = face.state == "open"
        self._badge.draw_as(opens=opens)
        self._state.say(f"ready.{face.state}")
        values = {"names": ", ".join(face.blocked)} if face.state == "blocked" else {}
        self._words.say(f"ready.{face.state}_words", **values)
        self._begin_row.setVisible(opens)

    def _show_session(self, face: Ready) -> None:
        look, block = self.look, face.block
        if block is None:
            for key in ("ready.session", "ready.hours"):
                self._facts.show_plain(key, "–")
            return
        day = weekday_text(look, block.opens)
        self._facts.say("ready.session", "ready.session_is", part=part_text(look, block), day=day)
        self._facts.say(
            "ready.hours",
            "ready.hours_are",
            opens=hour_text(look, block.opens),
            closes=hour_text(look, block.closes),
        )

    def _show_lights(self, face: Ready) -> None:
        if face.tested is None:
            self._tested.say("ready.testing")
        else:
            self._tested.say("ready.tested", time=self.look.clock_text(face.tested))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(face.lights))
            if place < len(face.lights):
                line.show_light(face.lights[place])

    def _show_notice(self, face: Ready) -> None:
        bad = sum(one.grade is Grade.BAD for one in face.lights)
        warned = sum(one.grade is Grade.WARN for one in face.lights)
        if face.worse:
            names = ", ".join(self.look.say(f"doctor.{one}") for one in face.worse)
            self._notice.words.say("ready.worse", names=names)
        elif bad:
            self._notice.words.say("ready.bad", n=bad)
        elif face.sighted:
            names = ", ".join(
                self.look.say(f"seen.{kind}", name=name) for kind, name in face.sighted
            )
            self._notice.words.say("ready.sighted", names=names)
        else:
            self._notice.words.say("ready.warned", n=warned)
        self._notice.setVisible(bool(bad or warned or face.worse or face.sighted))


class LightLine(QWidget):
    """One check: its sign, its name, what it found."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sign = Icon(look, "check-circle", size=20)
        self._name = Text(look, "body")
        self._says = Text(look, "secondary", colour="muted", align=RIGHT)
        inside = row(look, gap=12, pad=(9, 0))
        inside.addWidget(self._sign, 0, MIDDLE)
        inside.addWidget(self._name, 3, MIDDLE)
        inside.addWidget(self._says, 4, MIDDLE)
        whole = column(look)
        whole.addWidget(Rule(look))
        whole.addLayout(inside)
        self.setLayout(whole)

    def show_light(self, light: Light) -> None:
        """Show a check."""
        self._sign.draw_as(*SIGNS[light.grade])
        self._name.say(f"doctor.{light.check}")
        said = [self._look.say(key, **values) for key, values in light.says]
        self._says.show_plain(" · ".join(said))


class Badge(QWidget):
    """A lock in a soft square, or an open check."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._opens = look, False
        self.restyle()
        look.changed.connect(self.restyle)

    def draw_as(self, *, opens: bool) -> None:
        """Show whether the seat is open."""
        self._opens = opens
        self.update()

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(56), self._look.px(56))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        fill, edge = ("success_tint", "success") if self._opens else ("soft", "")
        paint_box(painter, self._look, box, fill=fill, edge=edge)
        side = self._look.px(24)
        inner = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
        icon, colour = ("check", "success") if self._opens else ("lock", "ink")
        self._look.draw_icon(painter, icon, inner, colour)
        painter.end()

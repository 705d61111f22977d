"""The officers' dialog: first a code, then one of the acts that fit now, each with its panel."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dialogs.dialog import Dialog
from station.ui.participant.dialogs.panels import Panel
from station.ui.participant.officer import Action
from station.ui.participant.parts.fields import CodeField
from station.ui.participant.parts.frame import Gap
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Area, column, paint_box, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.controls import LineField
from station.ui.widgets.notices import Icon, Notice
from station.ui.widgets.text import Text, accessible

MIDDLE = Qt.AlignmentFlag.AlignVCenter
ICONS = {
    Action.RELEASE: "key",
    Action.START: "arrow-right",
    Action.UNLOCK: "lock",
    Action.PAUSE: "pause",
    Action.RESUME: "arrow-right",
    Action.ADD_TIME: "clock",
    Action.MOVE: "monitor",
    Action.ARRIVE: "monitor",
    Action.END: "close",
    Action.EXPORT: "usb",
    Action.QUIT: "door",
}
Words = tuple[str, dict[str, object]] | None


class OfficerDialog(Dialog):
    """It shows the proof first, and the acts after it."""

    proved = Signal(str, str)
    stick_wanted = Signal()
    chosen = Signal(str)
    confirmed = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, width=840, hides=True)
        self.proof = Proof(look)
        self.proof.sent.connect(self.proved)
        self.proof.stick_wanted.connect(self.stick_wanted)
        self.acts = Acts(look)
        self.acts.chosen.connect(self.chosen)
        self.problem = Notice(look, "error")
        self.done = Notice(look, "success")
        self._who = Chip(look)
        self._whose = Text(look, "secondary", colour="muted", wrap=False)
        self.cancel = Button(look, "officer.cancel", cap="Esc")
        self.go = Button(look, "officer.prove", kind="primary")
        self.cancel.clicked.connect(self.close_overlay)
        self.go.clicked.connect(self._confirm)
        self._build()

    def _build(self) -> None:
        look, whole = self.look, self.column
        head = Pair(look, needs=560, gap=16, gap_down=4)
        head.add(Text(look, "item_title", "officer.title", wrap=False))
        head.add(self._who)
        head.stretch()
        head.add(self._whose)
        whole.addWidget(head)
        whole.addWidget(Gap(look, 16))
        whole.addWidget(self.proof)
        whole.addWidget(self.acts)
        whole.addWidget(Gap(look, 16))
        whole.addWidget(self.problem)
        whole.addWidget(self.done)
        whole.addWidget(Gap(look, 16))
        buttons = row(look, gap=12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        whole.addLayout(buttons)

    def show_whose(self, words: str) -> None:
        """Show whose sitting, or which seat, this is about."""
        self._whose.show_plain(words)

    def show_proof(self, *, busy: bool, words: Words) -> None:
        """Ask for a code; say why the last one was refused."""
        self.proof.show()
        self.acts.hide()
        self._who.hide()
        self.done.hide()
        self._refuse(words)
        self.go.setVisible(True)
        self.go.say("officer.checking" if busy else "officer.prove")
        self.go.setEnabled(not busy)

    def show_acts(
        self, officer: str, actions: tuple[Action, ...], now: Action, panel: Panel
    ) -> None:
        """Show what can be done, and the panel of what is chosen."""
        self.proof.hide()
        self._who.show_name(officer)
        self._who.show()
        self.acts.show_acts(actions, now, panel)
        self.acts.show()

    def show_outcome(self, *, busy: bool, words: Words, done: Words, ready: bool) -> None:
        """Show what came of the last act, and whether the next may be confirmed."""
        self._refuse(words)
        self.done.setVisible(done is not None)
        if done is not None:
            self.done.words.say(done[0], **done[1])
        self.go.setEnabled(ready and not busy)
        key, values = self.acts.confirm_words()
        if busy:
            self.go.say("officer.working")
        else:
            self.go.say(key, "", **values)

    def place_of(self, action: Action) -> int:
        """Return the place of an act among those offered, from the top."""
        return self.acts.offered().index(action)

    def _refuse(self, words: Words) -> None:
        self.problem.setVisible(words is not None)
        if words is not None:
            self.problem.words.say(words[0], **words[1])

    def _confirm(self) -> None:
        if self.proof.isVisibleTo(self):
            self.proof.send()
        else:
            self.confirmed.emit()


class Proof(QWidget):
    """An officer's id and code, typed or from a stick."""

    sent = Signal(str, str)
    stick_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.officer = LineField(look, "officer.id", hint="officer.id_hint")
        self.code = CodeField(look, "officer.code", hint="officer.code_hint")
        self.stick = Button(look, "officer.stick", icon="usb")
        self.officer.entered.connect(self.code.line.setFocus)
        self.code.entered.connect(self.send)
        self.stick.clicked.connect(self.stick_wanted)
        pair = Pair(look, needs=560, gap=24, gap_down=12)
        pair.add(self.officer, 1)
        pair.add(self.code, 1)
        whole = column(look, gap=12)
        whole.addWidget(pair)
        whole.addWidget(self.stick)
        self.setLayout(whole)

    def send(self) -> None:
        """Send what was typed, when both lines are filled."""
        if self.officer.text() and self.code.text():
            self.sent.emit(self.officer.text(), self.code.text())

    def show_code(self, officer: str, code: str) -> None:
        """Put what was found on a stick into the lines."""
        self.officer.line.setText(officer)
        self.code.show_code(code)

    def clear(self) -> None:
        """Forget what was typed."""
        self.officer.clear()
        self.code.show_code("")


class Acts(QWidget):
    """The acts at the left, the panel of the chosen one at the right."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._panel: Panel | None = None
        self._now = Action.QUIT
        self._group = QButtonGroup(self)
        self._buttons = {one: ActButton(look, one) for one in Action}
        acts = QWidget()
        left = column(look, gap=8)
        for action, button in self._buttons.items():
            self._group.addButton(button)
            left.addWidget(button)
            button.clicked.connect(self._teller(action))
        left.addStretch(1)
        acts.setLayout(left)
        self._place = QWidget()
        self._right = column(look)
        self._place.setLayout(self._right)
        pair = Pair(look, needs=640, gap=24, gap_down=20)
        pair.add(acts, 336)
        pair.add(self._place, 398)
        whole = column(look)
        whole.addWidget(pair)
        self.setLayout(whole)

    def show_acts(self, actions: tuple[Action, ...], now: Action, panel: Panel) -> None:
        """Show these acts, with one chosen and its panel."""
        self._now = now
        for action, button in self._buttons.items():
            button.setVisible(action in actions)
        self._buttons[now].setChecked(True)
        if panel is not self._panel:
            if self._panel is not None:
                self._panel.hide()
                self._right.removeWidget(self._panel)
            self._right.addWidget(panel)
            self._panel = panel
            panel.show()

    def confirm_words(self) -> tuple[str, dict[str, object]]:
        """Return the words on the button that carries the chosen act out."""
        values = {} if self._panel is None else self._panel.confirm_values()
        return f"act.{self._now}_go", values

    def offered(self) -> list[Action]:
        """Return the acts that are offered, from the top."""
        return [one for one, button in self._buttons.items() if button.isVisibleTo(self)]

    def panel(self) -> Panel:
        """Return the panel of the chosen act.

        Raises:
            LookupError: None was chosen yet.
        """
        if self._panel is None:
            raise LookupError("no act is chosen")
        return self._panel

    def button(self, action: Action) -> QWidget:
        """Return the button of an act, for the keyboard."""
        return self._buttons[action]

    def _teller(self, action: Action) -> Callable[[], None]:
        return lambda: self.chosen.emit(action)


class ActButton(QRadioButton):
    """One act: icon, name, what it means."""

    def __init__(self, look: Look, action: Action) -> None:
        super().__init__()
        self._look, self._action = look, action
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setText(self._look.say(f"act.{self._action}"))
        accessible(self, self.text(), self._look.say(f"act.{self._action}_means"))
        self.setFixedHeight(self._look.px(60))
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(60))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on, px = QPainter(self), self._look, self.isChecked(), self._look.px
        box = QRectF(self.rect())
        paint_box(
            painter,
            look,
            box,
            fill="selected" if on else "surface",
            edge="accent" if on else "border",
            line=look.theme.chosen_line if on else look.theme.line,
        )
        middle = box.height() / 2
        sign = QRectF(px(17), middle - px(11), px(22), px(22))
        look.draw_icon(painter, ICONS[self._action], sign, "accent" if on else "muted")
        if on:
            tick = QRectF(box.right() - px(36), middle - px(10), px(20), px(20))
            look.draw_icon(painter, "check", tick, "accent")
        words = box.adjusted(px(54), px(9), -px(40), -px(9))
        painter.setFont(look.font("body_bold" if on else "body"))
        painter.setPen(look.colour("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, self.text())
        painter.setFont(look.font("help"))
        painter.setPen(look.colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom, self.accessibleDescription())
        painter.end()


class Chip(Area):
    """The officer's name with a tick."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, fill="soft", edge="", radius=6)
        self._name = Text(look, "secondary", wrap=False)
        inside = row(look, gap=8, pad=(6, 12))
        inside.addWidget(Icon(look, "check-circle", size=16, colour="success"), 0, MIDDLE)
        inside.addWidget(self._name, 0, MIDDLE)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_name(self, name: str) -> None:
        """Show who proved a code."""
        self._name.show_plain(name)

"""The seat's one window: it shows what the director brings, and keeps the beat.

It hears the keys that work everywhere. Nobody closes it but an officer.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from typing_extensions import override

from station.app import Examined, SeatParts
from station.machine.doctor import Display
from station.machine.lockdown import Seen, Sighting
from station.ui.look import Look
from station.ui.participant.dialogs.crash import CrashDialog
from station.ui.participant.director import Director, FindVoice
from station.ui.participant.item.reading import Voice
from station.ui.widgets.boxes import column
from station.ui.widgets.focus import FocusRing
from station.usecases.desk import Run

BEAT_MS = 200
LOOK_MS = 5_000
TEST_MS = 60_000
OWN = {Seen.FOCUS_LOST, Seen.SECOND_SCREEN, Seen.SHORTCUTS}
"""What the window notices by itself; the others are looked for."""
CONTROL = Qt.KeyboardModifier.ControlModifier
ZOOM_KEYS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}


def machine_voice(parent: QObject) -> Voice | None:
    """Return the machine's own voice, or None where there is none."""
    from station.ui.voice import find_voice  # noqa: PLC0415 -- needed by few, and never at start

    return find_voice(parent)


class ParticipantWindow(QWidget):
    """Everything a participant sees.

    Args:
        look: How everything looks.
        parts: What the seat is put together from.
        run: The lane on which sittings are stored.
        machine_run: The lane on which the machine is looked at.
        quit_program: Ends the program; only officers come to it.
        find_voice: Finds the machine's voice, once somebody is granted to hear items.
    """

    def __init__(
        self,
        look: Look,
        parts: SeatParts,
        *,
        run: Run,
        machine_run: Run,
        quit_program: Callable[[], None],
        find_voice: FindVoice = machine_voice,
    ) -> None:
        super().__init__()
        self.look, self._parts = look, parts
        self._machine_run, self._quit = machine_run, quit_program
        self._may_close = False
        self._crash: CrashDialog | None = None
        self.director = Director(
            look, parts, run=run, machine_run=machine_run, window=self, quit_program=self.leave,
            find_voice=find_voice,
        )  # fmt: skip
        whole = column(look, fills=True)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addLayout(self.director.stack)
        self.setLayout(whole)
        self._ring = FocusRing(look, self)
        self._timers = [
            self._every(BEAT_MS, self.director.beat),
            self._every(LOOK_MS, self.look_at_machine),
            self._every(TEST_MS, self._test_again),
        ]
        self.setWindowTitle(look.say("header.station"))
        self.director.beat()
        self.director.refresh()

    def start(self) -> None:
        """Begin to look at clock and machine."""
        for timer in self._timers:
            timer.start()
        self.look_at_machine()
        self.test_machine()

    def leave(self) -> None:
        """Close the window and end the program."""
        self._may_close = True
        for timer in self._timers:
            timer.stop()
        if self.director.visit is not None:
            self.director.visit.put_down()
        self.close()
        self._quit()

    def show_crash(self, kind: str, place: str) -> None:
        """Say that something unforeseen went wrong; nothing can be done any more but closing."""
        for timer in self._timers:
            timer.stop()
        if self._crash is None:
            self._crash = CrashDialog(self.look, self)
            self._crash.ended.connect(self.leave)
            self._crash.show_crash(kind, place)
            self._crash.open(self._crash.go)

    def note(self, kind: Seen, detail: str | None = "") -> None:
        """Record something that the window itself notices; None when it is over."""
        watch = self.director.watch
        others = {one for one in watch.sightings if one.kind is not kind}
        watch.see(others | ({Sighting(kind=kind, detail=detail)} if detail is not None else set()))
        self.director.report_sightings()

    # --- the machine -------------------------------------------------------------------------

    def look_at_machine(self) -> None:
        """Look at programs and sticks, off this thread."""
        self._machine_run(self._parts.lockdown.look, self._looked, _raised)

    def test_machine(self) -> None:
        """Make the self-test, off this thread."""
        found = displays()
        self._machine_run(lambda: self._parts.examine(found), self._tested, _raised)

    def _test_again(self) -> None:
        if self.director.visit is None or not self.director.visit.number:
            self.test_machine()

    def _looked(self, sightings: frozenset[Sighting]) -> None:
        watch = self.director.watch
        own = {one for one in watch.sightings if one.kind in OWN}
        before = (watch.blocked, watch.warned)
        watch.see(sightings | own)
        self.director.report_sightings()
        if (watch.blocked, watch.warned) != before:
            self.director.refresh()

    def _tested(self, found: Examined) -> None:
        watch, (findings, worse) = self.director.watch, found
        watch.findings, watch.tested = findings, self._parts.clock.now().wall
        watch.worse = tuple(one.check for one in worse)
        self.director.refresh()

    # --- Qt ----------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F1:
            self.director.open_help()
        elif key == Qt.Key.Key_F8:
            self.director.open_call()
        elif event.modifiers() & CONTROL and key in ZOOM_KEYS:
            self.look.zoom(ZOOM_KEYS[key])
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.director.refresh()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()

    def _every(self, ms: int, step: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.timeout.connect(step)
        return timer


def displays() -> tuple[Display, ...]:
    """Return the sizes of all screens, the main one first."""
    found = QApplication.screens()
    main = QApplication.primaryScreen()
    sizes = [one.size() for one in sorted(found, key=lambda one: one is not main)]
    return tuple(Display(width=size.width(), height=size.height()) for size in sizes)


def _raised(error: Exception) -> None:
    raise error

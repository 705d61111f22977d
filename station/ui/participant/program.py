"""The station's program: one window, two lanes, locked down; a bug ends in words, not silence."""

import sys
import traceback
from collections.abc import Sequence
from pathlib import PurePath
from types import TracebackType

from PySide6.QtWidgets import QApplication

from station.app import SeatParts
from station.errors import StationError
from station.machine.doctor import Display
from station.machine.shield import HelperGuard
from station.ui.look import ready_look
from station.ui.participant.kiosk import Kiosk
from station.ui.participant.screens.refused import RefusedScreen
from station.ui.participant.window import ParticipantWindow
from station.ui.participant.window import displays as window_displays
from station.ui.tasks import Tasks
from station.ui.widgets import cells_access
from station.ui.widgets.focus import FocusRing

WINDOW = 1366, 768
CRASHED = 70
"""Exit code after a bug; whoever watches the program may start it again."""


def show(parts: SeatParts, *, windowed: bool = False, guard: Sequence[str] = ()) -> int:
    """Show a seat until an officer closes it, and return the exit code.

    Args:
        parts: What the seat is put together from.
        windowed: Leave the machine alone: for looking at a station, never for a session.
        guard: Command that keeps the system's shortcuts away, where there is one.
    """
    app = _application()
    look = ready_look(app)
    cells_access.install()
    tasks, machine_tasks = Tasks(), Tasks()
    window = ParticipantWindow(
        look, parts, run=tasks.run, machine_run=machine_tasks.run, quit_program=app.quit
    )
    crashes = CrashGuard(window)
    sys.excepthook = crashes.caught
    kiosk = Kiosk(window, HelperGuard(guard))
    if windowed:
        window.resize(*WINDOW)
        window.show()
    else:
        kiosk.engage(app)
    machine_tasks.run(parts.ballast.lay, lambda _laid: None, crashes.raised)
    window.start()
    code = app.exec()
    kiosk.release()
    for lane in (machine_tasks, tasks):
        lane.close()
    sys.excepthook = sys.__excepthook__
    return CRASHED if crashes.seen else code


def refuse(error: StationError, *, windowed: bool = False) -> bool:
    """Show why a station cannot be opened; return whether to try again.

    A seat has no other screen on which anybody could read it.
    """
    app = _application()
    look = ready_look(app)
    screen = RefusedScreen(look, error)
    FocusRing(look, screen)
    chosen: list[bool] = []
    screen.ended.connect(chosen.append)
    screen.ended.connect(app.quit)
    if windowed:
        screen.resize(*WINDOW)
        screen.show()
    else:
        main = app.primaryScreen()
        if main is not None:  # as in kiosk.py: there may be nobody who enlarges it
            screen.setGeometry(main.geometry())
        screen.showFullScreen()
    screen.settle()
    screen.first().setFocus()
    app.exec()
    screen.close()
    return bool(chosen and chosen[0])


def displays() -> Sequence[Display]:
    """Return this machine's screens; starts Qt for it."""
    _application()
    return window_displays()


class CrashGuard:
    """Turns an exception that nobody caught into the crash dialog; the journal is whole anyway."""

    def __init__(self, window: ParticipantWindow) -> None:
        self._window = window
        self.seen = False

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception that reached the top: say so on the screen and on standard error."""
        if isinstance(error, KeyboardInterrupt):
            self._window.leave()
            return
        self.seen = True
        traceback.print_exception(kind, error, trace)
        self._window.show_crash(kind.__name__, _place(trace))

    def raised(self, error: Exception) -> None:
        """Take an exception that a lane handed over."""
        self.caught(type(error), error, error.__traceback__)


def _place(trace: TracebackType | None) -> str:
    """Return file and line where it happened; no values, so nothing secret."""
    frames = traceback.extract_tb(trace)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _application() -> QApplication:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else QApplication(sys.argv[:1])

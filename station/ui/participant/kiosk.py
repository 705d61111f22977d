"""The window as the only thing on the machine, as far as the system allows; honest about the rest.

Full screen and on top, other screens covered, shortcuts kept away, captures left black where
Windows can do that. What slips through is recorded.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from station.machine.lockdown import Seen
from station.machine.shield import ShortcutGuard, exclude_from_capture
from station.ui.participant.window import ParticipantWindow

ON_TOP = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class Kiosk(QObject):
    """Locks the machine down to one window while it is engaged."""

    def __init__(self, window: ParticipantWindow, guard: ShortcutGuard) -> None:
        super().__init__(window)
        self._window, self._guard = window, guard
        self._app: QApplication | None = None
        self._covers: list[QWidget] = []

    def engage(self, app: QApplication) -> None:
        """Show the window full screen and cover everything else."""
        self._window.setWindowFlags(self._window.windowFlags() | ON_TOP)
        main = app.primaryScreen()
        if main is not None:  # where nothing manages windows, nobody else would enlarge it
            self._window.setGeometry(main.geometry())
        self._window.showFullScreen()
        if not self._keep_shortcuts():
            self._window.note(Seen.SHORTCUTS)
        exclude_from_capture(int(self._window.winId()))
        self._app = app
        self._cover_others()
        for changed in (app.screenAdded, app.screenRemoved):
            changed.connect(self._screens_changed)
        app.applicationStateChanged.connect(self._state_changed)

    @property
    def covers(self) -> tuple[QWidget, ...]:
        """What lies over the other screens."""
        return tuple(self._covers)

    def release(self) -> None:
        """Let the machine go; nothing is noticed from now on."""
        self._app = None
        self._guard.release()
        for cover in self._covers:
            cover.close()
        self._covers.clear()

    def _keep_shortcuts(self) -> bool:
        """Keep the system's shortcuts away by one of two ways; return whether one works."""
        return self._guard.engage() or self._window.windowHandle().setKeyboardGrabEnabled(True)

    def _screens_changed(self, _screen: QScreen) -> None:
        self._cover_others()

    def _cover_others(self) -> None:
        if self._app is None:
            return
        for cover in self._covers:
            cover.close()
        self._covers.clear()
        main = self._window.screen()
        for screen in self._app.screens():
            if screen is not main:
                cover = QWidget(None, ON_TOP | Qt.WindowType.Tool)
                cover.setStyleSheet("background: black")
                cover.setGeometry(screen.geometry())
                cover.show()
                self._covers.append(cover)
        self._window.note(Seen.SECOND_SCREEN, str(len(self._covers)) if self._covers else None)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        active = state == Qt.ApplicationState.ApplicationActive
        if self._app is not None:
            self._window.note(Seen.FOCUS_LOST, None if active else "")

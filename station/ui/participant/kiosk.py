"""The window as the only thing on the machine, as far as the system allows; honest about the rest.

Full screen and on top, other screens covered, shortcuts kept away, captures left black where
Windows can do that. What slips through is recorded.
"""

from PySide6.QtCore import QObject, Qt
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
        self._covers: list[QWidget] = []

    def engage(self, app: QApplication) -> None:
        """Show the window full screen and cover everything else."""
        self._window.setWindowFlags(self._window.windowFlags() | ON_TOP)
        main = app.primaryScreen()
        if main is not None:  # where nothing manages windows, nobody else would enlarge it
            self._window.setGeometry(main.geometry())
        self._window.showFullScreen()
        handle = self._window.windowHandle()
        if not self._guard.engage() and handle is not None:
            handle.setKeyboardGrabEnabled(True)
        exclude_from_capture(int(self._window.winId()))
        self._cover_others(app)
        app.screenAdded.connect(lambda _screen: self._cover_others(app))
        app.applicationStateChanged.connect(self._state_changed)

    def release(self) -> None:
        """Let the machine go."""
        self._guard.release()
        for cover in self._covers:
            cover.close()
        self._covers.clear()

    def _cover_others(self, app: QApplication) -> None:
        for cover in self._covers:
            cover.close()
        self._covers.clear()
        main = self._window.screen()
        for screen in app.screens():
            if screen is not main:
                cover = QWidget(None, ON_TOP | Qt.WindowType.Tool)
                cover.setStyleSheet("background: black")
                cover.setGeometry(screen.geometry())
                cover.show()
                self._covers.append(cover)
        if self._covers:
            self._window.note(Seen.SECOND_SCREEN, str(len(self._covers)))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._window.note(Seen.FOCUS_LOST)

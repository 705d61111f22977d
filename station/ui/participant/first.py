"""The first thing a seat shows. Kept apart, so that a cold start imports no more than it needs."""

from PySide6.QtWidgets import QApplication

from station.ui.look import ready_look
from station.ui.participant.screens.ready import ReadyScreen

WIDTH, HEIGHT = 1366, 768


def first_paint() -> None:
    """Open the first screen, paint it once and return: what a cold start cannot do without."""
    app = QApplication([])
    screen = ReadyScreen(ready_look(app))
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    app.processEvents()

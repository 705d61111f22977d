"""What pictures are taken of: a frame that stands for the window, and what fills it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QStackedLayout, QWidget

from station.clock import BootId, Instant
from station.exam.form import Form
from station.ui.look import Look
from station.ui.participant.gallery.faces import NOW
from station.ui.participant.parts.frame import SeatScreen
from station.ui.widgets.boxes import column
from station.ui.widgets.focus import FocusRing
from station.ui.widgets.overlay import Overlay

TURNS = 4


def nothing() -> None:
    """Do nothing."""


class StillClock:
    """A clock that stands: pictures of one moment."""

    def now(self) -> Instant:
        """Return that moment."""
        return Instant(mono_ns=10**12, awake_ns=10**12, boot=BootId("still"), wall=NOW)


@dataclass(frozen=True, kw_only=True)
class Studio:
    """What screens are made of.

    Attributes:
        form: The battery whose items are shown; `media` are its pictures.
        practice: The practice form.
    """

    look: Look
    form: Form
    media: dict[str, bytes]
    practice: Form
    clock: StillClock = field(default_factory=StillClock)


class Frame(QWidget):
    """Stands for the window: one screen, and what may lie over it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._stack = QStackedLayout()
        self._open: Callable[[], None] | None = None
        self.overlay: Overlay | None = None
        whole = column(look, fills=True)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addLayout(self._stack)
        self.setLayout(whole)
        self._ring = FocusRing(look, self)

    @property
    def screen_shown(self) -> QWidget:
        """The screen in it."""
        shown = self._stack.currentWidget()
        return self if shown is None else shown

    def add(self, screen: QWidget) -> None:
        """Put a screen into it."""
        self._stack.addWidget(screen)

    def cover(self, overlay: Overlay, open_it: Callable[[], None]) -> None:
        """Lay something over the screen; it is opened when the frame is raised."""
        self.overlay, self._open = overlay, open_it

    def then(self, open_it: Callable[[], None]) -> None:
        """Do something more when the frame is raised."""
        self._open = open_it

    def raise_curtain(self) -> None:
        """Show everything as it is meant to be seen, and let the layout come to rest."""
        self.show()
        screen = self.screen_shown
        if isinstance(screen, SeatScreen):
            screen.settle()
            screen.first().setFocus()
        else:
            screen.setFocus()
        if self._open is not None:
            self._open()
        for _ in range(TURNS):
            QCoreApplication.processEvents()

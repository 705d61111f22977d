"""The item page with nobody before it, driven by keys, to measure what a key costs.

A key counts from the moment it comes in until everything it changed has been painted; a save
until the page may say so. Reading the time is the caller's business.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from station.clock import Clock
from station.exam.form import Form
from station.exam.sitting import Paper, Phase, Sitting
from station.ui.look import ready_look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import Habits, ItemPresenter
from station.ui.pictures import Pictures
from station.ui.tasks import Tasks
from station.ui.widgets.choice import OptionRow
from station.usecases.desk import Desk, Keeper

KEYS = {
    "next": Qt.Key.Key_Return,
    "A": Qt.Key.Key_A,
    "B": Qt.Key.Key_B,
    "C": Qt.Key.Key_C,
}
WIDTH, HEIGHT = 1366, 768
ORDER = "00"
PATIENCE_S = 30


class Painted(QObject):
    """Counts the paintings of a widget: whatever lies in it paints on its ground."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class PageTrial:
    """One sitting on a page of its own.

    Args:
        form: What is sat.
        media: Its pictures.
        keeper: Makes steps durable, on a lane as in earnest.
        clock: This machine's clocks.
        timer: Gives seconds; only differences count.

    Attributes:
        longest_ms: The longest time the main thread took for anything but waiting.
    """

    def __init__(
        self,
        *,
        form: Form,
        media: Mapping[str, bytes],
        keeper: Keeper,
        clock: Clock,
        timer: Callable[[], float],
    ) -> None:
        app = QApplication.instance() or QApplication([])
        self._timer = timer
        self.longest_ms = 0.0
        self._tasks = Tasks()
        self._page = ItemPage(ready_look(_application(app)), Pictures(media))
        self._painted = Painted(self._page)
        self.desk = Desk(
            sitting=Sitting(paper=Paper(form)),
            keeper=keeper,
            clock=clock,
            run=self._tasks.run,
            changed=self._changed,
        )
        self._presenter: ItemPresenter | None = None
        self.desk.open(order=ORDER)
        self.desk.open_section()
        self._presenter = ItemPresenter(
            desk=self.desk,
            view=self._page,
            at_end=self._next_section,
            habits=Habits(advance=False),
        )
        self._page.resize(WIDTH, HEIGHT)
        self._page.attend(self._presenter)
        self._page.show()
        self._page.setFocus()
        self.settle()

    def press(self, name: str) -> float:
        """Press a key of `KEYS`; return milliseconds until all of it was painted."""
        self._painted.count = 0
        began = self._timer()
        self._send(KEYS[name])
        while True:
            before = self._painted.count
            self._turn()
            if self._painted.count == before:
                return (self._timer() - began) * 1000

    def press_and_save(self, name: str) -> float:
        """Press a key of `KEYS`; return milliseconds until its step was durable and said so."""
        began = self._timer()
        self._send(KEYS[name])
        self._until_saved()
        return (self._timer() - began) * 1000

    def rows_shown(self) -> int:
        """Return how many option rows can be seen."""
        rows = self._page.body.question.findChildren(OptionRow)
        return sum(row.isVisible() for row in rows)

    def ends(self) -> bool:
        """Return whether the last item of the form is on the screen."""
        sitting = self.desk.ahead
        code = sitting.section
        return (
            code is not None
            and sitting.next_section() is None
            and sitting.item == sitting.items_in_order(code)[-1]
        )

    def settle(self) -> None:
        """Let saves finish and everything be painted."""
        self._until_saved()
        for _ in range(3):
            self._turn()
        self._page.draw_ahead()  # nobody answers within the moment after which it would come

    def close(self, last: Callable[[], None] = lambda: None) -> None:
        """Do `last` on the lane, end the lane and take the page away."""
        self.settle()
        self._tasks.run(last, lambda _: None, lambda _: None)
        self._tasks.close()
        self._page.close()
        self._page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- inside ------------------------------------------------------------------------------

    def _until_saved(self) -> None:
        began = self._timer()
        while self.desk.pending:
            self._turn()
            if self._timer() - began > PATIENCE_S:
                raise TimeoutError("a step was not stored")

    def _changed(self) -> None:
        if self._presenter is not None and self.desk.ahead.phase is Phase.WORKING:
            self._presenter.refresh()

    def _next_section(self) -> None:
        if self.desk.ahead.next_section() is not None:
            self.desk.close_section()
            self.desk.open_section()

    def _send(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget() or self._page
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            self._busy(partial(QApplication.sendEvent, target, event))

    def _turn(self) -> None:
        """Let the main thread do whatever there is for it."""
        self._busy(QCoreApplication.processEvents)

    def _busy(self, work: Callable[[], object]) -> None:
        began = self._timer()
        work()
        self.longest_ms = max(self.longest_ms, (self._timer() - began) * 1000)


def _application(app: QCoreApplication) -> QApplication:
    if not isinstance(app, QApplication):
        raise TypeError("the page needs a QApplication")
    return app

"""A desk with fakes and the item page's presenter before it, with a view that remembers."""

from collections.abc import Callable
from typing import Any

from station.exam.form import Form, ItemId, SectionCode
from station.exam.sitting import Paper, Sitting
from station.ui.participant.item.faces import Overview, Panel, Question, Standing
from station.ui.participant.item.pace import Pace
from station.ui.participant.item.presenter import USUAL, Habits, ItemPresenter
from station.ui.states import Saved, Time
from station.usecases.desk import Batch, Desk
from tests.fakes import FakeClock


class KeepAll:
    """Keeps batches in a list, or refuses as a full disk does."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.refuse: Exception | None = None

    def keep(self, batch: Batch) -> str:
        """Store `batch` unless told to refuse."""
        if self.refuse is not None:
            raise self.refuse
        self.batches.append(batch)
        return f"digest-{len(self.batches)}"


class HeldLane:
    """A lane whose jobs wait until `work` is called."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], Any], Callable[[Any], None], Any]] = []

    def __call__(self, job: Any, done: Any, failed: Any) -> None:
        """Queue one job."""
        self.jobs.append((job, done, failed))

    def work(self) -> None:
        """Run everything that waits, and what comes up meanwhile."""
        while self.jobs:
            job, done, failed = self.jobs.pop(0)
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 -- as the real lane does
                failed(error)
            else:
                done(result)


class FakeView:
    """Remembers what it was told to show, and counts how often."""

    def __init__(self) -> None:
        self.question: Question | None = None
        self.standing: Standing | None = None
        self.panel: Panel | None = None
        self.overview: Overview | None = None
        self.saved: Saved | None = None
        self.time: Time | None = None
        self.pace: Pace | None = None
        self.told: list[str] = []
        self.later_ms: int | None = None
        self.calls: list[str] = []

    def show_question(self, question: Question) -> None:
        self.question = question
        self.calls.append("question")

    def show_standing(self, standing: Standing) -> None:
        self.standing = standing
        self.calls.append("standing")

    def show_panel(self, panel: Panel) -> None:
        self.panel = panel
        self.calls.append("panel")

    def show_overview(self, overview: Overview) -> None:
        self.overview = overview
        self.calls.append("overview")

    def show_saved(self, saved: Saved) -> None:
        self.saved = saved
        self.calls.append("saved")

    def show_time(self, time: Time) -> None:
        self.time = time
        self.calls.append("time")

    def show_pace(self, pace: Pace | None) -> None:
        self.pace = pace
        self.calls.append("pace")

    def tell(self, key: str, **values: object) -> None:
        self.told.append(key)

    def later(self, ms: int) -> None:
        self.later_ms = ms

    def not_later(self) -> None:
        self.later_ms = None


class Place:
    """A sitting with its first section open, and the page's presenter.

    Attributes:
        ends: How often the presenter asked for the end of the section.
    """

    def __init__(
        self, form: Form, view: Any = None, *, habits: Habits = USUAL, order: str = "00"
    ) -> None:
        self.clock, self.keeper, self.lane = FakeClock(), KeepAll(), HeldLane()
        self.view: Any = FakeView() if view is None else view
        self.ends = 0
        self.desk = Desk(
            sitting=Sitting(paper=Paper(form)),
            keeper=self.keeper,
            clock=self.clock,
            run=self.lane,
            changed=self._changed,
        )
        self.presenter = ItemPresenter(
            desk=self.desk, view=self.view, at_end=self._end, habits=habits
        )
        self.desk.open(order=order)
        self.desk.open_section()
        self.lane.work()

    def _changed(self) -> None:
        if hasattr(self, "presenter"):
            self.presenter.refresh()

    def _end(self) -> None:
        self.ends += 1

    def answers(self) -> dict[str, Any]:
        """Return what was answered so far."""
        return {str(item): choice for item, choice in self.desk.ahead.answers.items()}

    def to_section(self, code: str) -> None:
        """Close sections until `code` is open."""
        while self.desk.ahead.section != SectionCode(code):
            self.desk.close_section()
            self.desk.open_section()
        self.lane.work()

    def go(self, item: str) -> None:
        """Bring an item of the open section on the screen."""
        self.presenter.go(ItemId(item))

    def leave_ms(self, left_ms: int) -> None:
        """Let time pass until so much of the section is left, and show it."""
        self.clock.pass_ms(self.desk.left_ms() - left_ms)
        self.presenter.refresh_time()

"""The practice before the sitting: a real desk over five items, kept in memory only. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from typing_extensions import override

from station.clock import Clock
from station.exam.form import Form
from station.exam.sitting import Paper, Sitting
from station.ui.participant.item.faces import View
from station.ui.participant.item.presenter import Habits, ItemPresenter
from station.usecases.desk import Batch, Desk

T = TypeVar("T")
TASKS = ("answer", "change", "flag", "strike", "all")
FREE_MS = 24 * 60 * 60 * 1000
"""Practice has no limit; a day is as good as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Which of the five things somebody has tried; `next` is the first that is still to do."""

    done: frozenset[str] = frozenset()

    @property
    def next(self) -> str:
        """The first thing that was not tried yet; empty when all were."""
        return next((one for one in TASKS if one not in self.done), "")


class Forgetful:
    """A keeper that keeps nothing."""

    def keep(self, batch: Batch) -> str:  # noqa: ARG002 -- as the port wants it
        """Return a digest of nothing."""
        return ""


def practice_desk(form: Form, clock: Clock, changed: Callable[[], None]) -> Desk:
    """Return a desk at the first item of `form`, without a limit."""
    free = tuple(msgspec.structs.replace(one, limit_ms=FREE_MS) for one in form.sections)
    paper = Paper(msgspec.structs.replace(form, sections=free))
    sitting = Sitting(paper=paper)
    desk = Desk(sitting=sitting, keeper=Forgetful(), clock=clock, run=_at_once, changed=changed)
    desk.open(order="practice")
    desk.open_section()
    return desk


class PracticePresenter(ItemPresenter):
    """Drives the practice, and notices which things were tried."""

    def __init__(
        self,
        *,
        desk: Desk,
        view: View,
        at_end: Callable[[], None],
        habits: Habits,
        tried: Callable[[Tried], None],
    ) -> None:
        super().__init__(desk=desk, view=view, at_end=at_end, habits=habits)
        self._practice, self._tell = desk, tried
        self._before = desk.ahead
        self._done: frozenset[str] = frozenset()

    @override
    def refresh(self) -> None:
        """Show how the desk stands, and what was tried with the last step."""
        super().refresh()
        before, now = self._before, self._practice.ahead
        self._before = now
        found = {
            "answer": bool(now.answers),
            "change": any(now.answers.get(one) != was for one, was in before.answers.items()),
            "flag": bool(now.flags),
            "strike": bool(now.struck),
        }
        self._note(frozenset(name for name, tried in found.items() if tried))

    @override
    def show_all(self, *, shown: bool) -> None:
        """Show all items, which is one of the things to try."""
        super().show_all(shown=shown)
        if shown:
            self._note(frozenset({"all"}))

    @override
    def refresh_time(self) -> None:
        """Leave the timer alone: practice has no limit."""

    def _note(self, tried: frozenset[str]) -> None:
        done = self._done | tried
        if done != self._done:
            self._done = done
            self._tell(Tried(done=done))


def _at_once(
    job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
) -> None:
    """Run a job in place: nothing is written."""
    try:
        result = job()
    except Exception as error:  # noqa: BLE001 -- handed on, as the lane does
        failed(error)
        return
    done(result)

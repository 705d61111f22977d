"""The desk: nothing is called saved before it is, and no second is lost or taken."""

from collections.abc import Callable
from typing import Any

import pytest

from station.errors import SiteError
from station.exam import facts as f
from station.exam.errors import NotOpenError, TimeIsUpError
from station.exam.form import ItemId, OptionCode
from station.exam.sitting import Phase, Sitting, replay
from station.sealing.acts import SignedAct
from station.storage.errors import DiskFullError
from station.usecases.desk import Batch, Desk
from tests.fakes import FakeClock
from tests.papers import small_paper

A1, A2 = ItemId("A-1"), ItemId("A-2")
PAPER = small_paper()
ACT = SignedAct(act=b"{}", officer="o", sig=b"s" * 64)


class FakeKeeper:
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

    def sitting(self) -> Sitting:
        """Return what a restart would replay."""
        return replay(PAPER, [(batch.used_ms, batch.facts) for batch in self.batches])


class Lane:
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


class Seat:
    """A desk with its fakes, its first section open and saved."""

    def __init__(self, **fields: Any) -> None:
        self.clock = FakeClock()
        self.keeper = FakeKeeper()
        self.lane = Lane()
        self.desk = Desk(
            sitting=Sitting(paper=PAPER),
            keeper=self.keeper,
            clock=self.clock,
            run=self.lane,
            **fields,
        )
        self.desk.open(order="00")
        self.desk.open_section()
        self.lane.work()


def test_an_answer_is_painted_at_once_and_saved_only_after_the_commit() -> None:
    seat = Seat()
    seat.desk.answer(A1, "B")

    assert seat.desk.ahead.answers == {A1: "B"}
    assert seat.desk.saved.answers == {}
    assert seat.desk.pending == 1
    seat.lane.work()
    assert seat.desk.saved.answers == {A1: "B"}
    assert seat.desk.pending == 0
    assert seat.desk.saved_at == seat.clock.wall


def test_steps_taken_while_a_commit_runs_share_the_next_one() -> None:
    seat = Seat()
    before = len(seat.keeper.batches)
    for choice in "ABCDE":
        seat.desk.answer(A1, choice)
    seat.lane.work()

    assert len(seat.keeper.batches) - before == 2
    assert seat.keeper.sitting() == seat.desk.saved == seat.desk.ahead


def test_conduct_never_shares_a_commit() -> None:
    seat = Seat()
    seat.desk.answer(A1, "A")
    seat.desk.call_help()
    seat.desk.answer(A1, "B")
    seat.lane.work()

    kinds = [[type(fact) for fact in batch.facts] for batch in seat.keeper.batches[-3:]]
    assert kinds == [[f.AnswerGiven], [f.HelpCalled], [f.AnswerGiven]]


def test_time_on_an_item_rides_with_the_step_that_leaves_it() -> None:
    seat = Seat()
    seat.clock.pass_ms(4_000)
    seat.desk.see(A2)
    seat.clock.pass_ms(1_500)
    seat.desk.see(A1)
    seat.desk.see(A1)
    seat.lane.work()

    assert seat.desk.saved.spent_ms == {A1: 4_000, A2: 1_500}


def test_a_full_disk_blocks_the_screen_and_loses_nothing() -> None:
    seat = Seat()
    seat.keeper.refuse = DiskFullError("full")
    seat.clock.pass_ms(1_000)
    seat.desk.answer(A1, "B")
    seat.lane.work()
    assert isinstance(seat.desk.failure, DiskFullError)
    with pytest.raises(NotOpenError):
        seat.desk.answer(A1, "C")
    seat.clock.pass_ms(60_000)
    seat.desk.retry()
    seat.lane.work()
    assert isinstance(seat.desk.failure, DiskFullError)

    seat.keeper.refuse = None
    seat.desk.retry()
    seat.lane.work()

    assert seat.desk.failure is None
    assert seat.desk.saved.answers == {A1: "B"}
    assert [(one.cause, one.ms) for one in seat.desk.saved.lost] == [("save_failed", 60_000)]
    assert seat.desk.used_ms() == 1_000
    seat.clock.pass_ms(500)
    assert seat.desk.used_ms() == 1_500


def test_a_bug_in_storing_is_not_hidden() -> None:
    seat = Seat()
    seat.keeper.refuse = ZeroDivisionError()
    seat.desk.answer(A1, "B")

    with pytest.raises(ZeroDivisionError):
        seat.lane.work()


def test_the_end_of_a_sections_time_closes_it() -> None:
    seat = Seat()
    seat.clock.pass_ms(600_000)
    with pytest.raises(TimeIsUpError):
        seat.desk.answer(A1, "B")
    seat.desk.tick()
    seat.lane.work()

    assert seat.desk.saved.phase is Phase.BETWEEN
    assert list(seat.desk.saved.closed_sections.values()) == ["time"]
    seat.clock.pass_ms(60_000)
    assert seat.desk.used_ms() == 600_000


def test_a_heartbeat_comes_only_when_nothing_else_was_recorded() -> None:
    seat = Seat()
    before = len(seat.keeper.batches)
    for _ in range(3):
        seat.clock.pass_ms(10_000)
        seat.desk.tick()
    seat.lane.work()

    assert [batch.facts for batch in seat.keeper.batches[before:]] == [()]
    assert seat.keeper.batches[-1].used_ms == 30_000


def test_sleep_is_lost_time_and_not_used_time() -> None:
    seat = Seat()
    seat.clock.pass_ms(1_000)
    seat.clock.sleep_ms(90_000)
    seat.desk.tick()
    seat.lane.work()

    assert seat.desk.used_ms() == 1_000
    assert [(one.cause, one.ms) for one in seat.desk.saved.lost] == [("sleep", 90_000)]


def test_a_pause_stops_the_clock_until_the_resume() -> None:
    seat = Seat()
    seat.clock.pass_ms(2_000)
    seat.desk.pause(ACT, act_id="a", reason="sakit")
    seat.clock.pass_ms(300_000)
    assert seat.desk.stopped_ms() == 300_000
    seat.desk.resume(ACT, act_id="b", after="pause", lost_ms=seat.desk.stopped_ms())
    seat.clock.pass_ms(1_000)
    seat.lane.work()

    assert seat.desk.used_ms() == 3_000
    assert seat.keeper.batches[-1].acts == (ACT,)


def test_after_a_restart_the_clock_stands_until_an_officer_resumes() -> None:
    first = Seat()
    first.clock.pass_ms(5_000)
    first.desk.answer(A1, "B")
    first.lane.work()
    desk = Desk(
        sitting=first.keeper.sitting(),
        keeper=first.keeper,
        clock=first.clock,
        run=first.lane,
        live=False,
    )
    first.clock.pass_ms(120_000)
    desk.tick()
    assert desk.used_ms() == 5_000

    desk.resume(ACT, act_id="r", after="restart", lost_ms=120_000)
    first.clock.pass_ms(1_000)
    first.lane.work()

    assert desk.ahead.item == A1
    assert desk.used_ms() == 6_000
    assert first.keeper.sitting() == desk.saved


def test_a_break_ends_by_itself() -> None:
    seat = Seat()
    for _ in range(2):
        seat.desk.close_section()
        if seat.desk.ahead.next_section() == "three":
            seat.desk.begin_break()
        else:
            seat.desk.open_section()
    seat.clock.pass_ms(20_000)
    assert seat.desk.break_left_ms() == 40_000
    seat.clock.pass_ms(40_000)
    seat.desk.tick()

    assert seat.desk.ahead.phase is Phase.BETWEEN


def test_every_other_step_reaches_the_sitting() -> None:
    seat = Seat()
    seat.desk.flag(A1, on=True)
    seat.desk.strike(A1, OptionCode("C"), on=True)
    seat.desk.note_lockdown(kind="usb_storage")
    seat.desk.set_comfort(f.ComfortSet(zoom_percent=150, theme="cream", language="id"))
    seat.desk.add_time(ACT, act_id="t", added_ms=60_000, reason="x")
    seat.desk.moved(ACT, act_id="m", from_station="p", to_station="q", reason="x")
    assert seat.desk.left_ms() == 660_000
    seat.desk.end(ACT, act_id="e", reason="ended")
    seat.lane.work()

    assert seat.desk.saved.phase is Phase.CLOSED
    assert seat.keeper.sitting() == seat.desk.saved
    assert seat.desk.head == f"digest-{len(seat.keeper.batches)}"


def test_a_patient_desk_stores_at_section_ends() -> None:
    seat = Seat(patient=True)
    before = len(seat.keeper.batches)
    for choice in "ABC":
        seat.desk.answer(A1, choice)
        seat.clock.pass_ms(1_000)
        seat.desk.see(A2)
        seat.desk.see(A1)
    seat.lane.work()
    assert len(seat.keeper.batches) == before
    seat.desk.close_section()
    seat.lane.work()

    assert len(seat.keeper.batches) == before + 2
    assert seat.keeper.sitting() == seat.desk.saved


def test_only_a_failure_of_the_site_waits_for_a_retry() -> None:
    assert issubclass(DiskFullError, SiteError)
    seat = Seat()
    seat.desk.retry()

    assert seat.desk.failure is None

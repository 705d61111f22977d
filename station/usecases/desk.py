"""One participant at one seat: decide, make durable, and only then call it saved.

The desk keeps two values of the sitting. `ahead` holds what was decided, and is what the
screen paints; `saved` holds what a durable commit has confirmed, and is what the screen may
call saved. A step enters `saved` only after its record was stored. When storing fails, nothing
is forgotten: the clock stands, the step waits, and `retry` tries again.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from station.clock import Clock, Instant
from station.errors import SiteError
from station.exam import deciding
from station.exam import facts as f
from station.exam.errors import NotOpenError
from station.exam.form import ItemId, OptionCode
from station.exam.sitting import Phase, Sitting, apply_all
from station.exam.timing import Stopwatch, elapsed_ms, slept_ms
from station.sealing.acts import SignedAct

HEARTBEAT_MS = 30_000
T = TypeVar("T")


class Run(Protocol):
    """Runs a job on the one worker lane and reports back on the caller's thread."""

    def __call__(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Start `job`; exactly one of `done` and `failed` is called later."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one durable commit is to hold.

    Attributes:
        alone: Whether it must have a commit of its own: it holds conduct.
    """

    facts: tuple[f.Fact, ...]
    used_ms: int
    at: Instant
    acts: tuple[SignedAct, ...] = ()
    alone: bool = True

    def joins(self, later: "Batch") -> bool:
        """Return whether a later batch may share the commit: sealed content only, no acts."""
        return not (self.alone or later.alone)

    def with_more(self, later: "Batch") -> "Batch":
        """Return both in one."""
        return replace(later, facts=(*self.facts, *later.facts))


class Keeper(Protocol):
    """Makes a batch durable. Called on the worker lane only."""

    def keep(self, batch: Batch) -> str:
        """Store `batch` as one record and return the record's digest.

        Raises:
            SiteError: The disk refused; calling again with the same batch tries again.
        """
        ...


class Desk:
    """A sitting that goes on. All calls come from one thread; storing happens on the lane."""

    def __init__(
        self,
        *,
        sitting: Sitting,
        keeper: Keeper,
        clock: Clock,
        run: Run,
        changed: Callable[[], None] = lambda: None,
        live: bool = True,
        patient: bool = False,
    ) -> None:
        """Take over `sitting` as the journal has it.

        Args:
            sitting: What the records so far lead to.
            keeper: Makes batches durable.
            clock: This machine's clocks.
            run: The worker lane.
            changed: Called after every step and every save.
            live: False after a restart or a move, until an officer's resume is carried out.
            patient: Store content only together with the next conduct fact (simulations).
        """
        self.ahead = sitting
        self.saved = sitting
        self.saved_at: datetime | None = None
        self.head = ""
        self.failure: SiteError | None = None
        self._keeper = keeper
        self._clock = clock
        self._run = run
        self._changed = changed
        self._live = live
        self._patient = patient
        self._watch = Stopwatch(used_ms=sitting.used_ms)
        self._queue: deque[Batch] = deque()
        self._busy = False
        self._recorded_ms = sitting.used_ms
        self._item_from_ms = sitting.used_ms
        self._stopped_at: Instant | None = None
        self._adjust()

    # --- what the screen shows ---------------------------------------------------------------

    @property
    def pending(self) -> int:
        """How many batches are decided but not stored yet."""
        return len(self._queue)

    def used_ms(self) -> int:
        """Return the used time of the whole sitting now."""
        return self._watch.reading_ms(self._clock.now())

    def left_ms(self) -> int:
        """Return the time left in the open section now."""
        return self.ahead.left_ms(self.used_ms())

    def break_left_ms(self) -> int:
        """Return the time left of the break, 0 when there is none."""
        code = self.ahead.next_section()
        if self.ahead.phase is not Phase.BREAK or code is None or self._stopped_at is None:
            return 0
        gone_ms = elapsed_ms(self._stopped_at, self._clock.now())
        return max(0, self.ahead.paper.sections[code].break_ms - gone_ms)

    def stopped_ms(self) -> int:
        """Return for how long the section clock has been standing."""
        return 0 if self._stopped_at is None else elapsed_ms(self._stopped_at, self._clock.now())

    # --- what the participant does -----------------------------------------------------------

    def open(self, *, order: str, factor_permille: int = deciding.PERMILLE) -> None:
        """Write the opening; the first section waits to be opened."""
        self._push(
            deciding.open_sitting(self.ahead.paper, order=order, factor_permille=factor_permille)
        )

    def open_section(self) -> None:
        """Start the next section's clock and show its first item."""
        self._push(deciding.open_section(self.ahead))

    def close_section(self) -> None:
        """Leave the open section for good."""
        self._push(deciding.close_section(self.ahead, self.used_ms(), self._spent()))

    def begin_break(self) -> None:
        """Begin the break that the next section offers."""
        self._push(deciding.begin_break(self.ahead))

    def end_break(self) -> None:
        """Come back from the break."""
        self._push(deciding.end_break(self.ahead))

    def see(self, item: ItemId) -> None:
        """Show `item`."""
        if item != self.ahead.item:
            self._push(deciding.see(self.ahead, item, self.used_ms(), self._spent()))

    def answer(self, item: ItemId, choice: Any) -> None:
        """Give, change or (None) clear an answer."""
        self._push(deciding.answer(self.ahead, item, choice, self.used_ms()))

    def flag(self, item: ItemId, *, on: bool) -> None:
        """Mark or unmark `item` as unsure."""
        self._push(deciding.flag(self.ahead, item, self.used_ms(), on=on))

    def strike(self, item: ItemId, option: OptionCode, *, on: bool) -> None:
        """Strike out an option or bring it back."""
        self._push(deciding.strike(self.ahead, item, option, self.used_ms(), on=on))

    def submit(self) -> None:
        """Hand in: close the last section and the sitting."""
        self._push(deciding.submit(self.ahead, self.used_ms(), self._spent()))

    def call_help(self) -> None:
        """Call the proctor."""
        self._push(deciding.call_help(self.ahead))

    def set_comfort(self, comfort: f.ComfortSet) -> None:
        """Keep display settings with the sitting."""
        self._push(deciding.set_comfort(self.ahead, comfort))

    # --- what officers do (their act was checked before) -------------------------------------

    def pause(self, act: SignedAct, *, act_id: str, reason: str) -> None:
        """Stop the clock."""
        self._push(deciding.pause(self.ahead, reason=reason, act=act_id, spent=self._spent()), act)

    def resume(
        self,
        act: SignedAct,
        *,
        act_id: str,
        after: Literal["pause", "restart", "move"],
        lost_ms: int,
        basis: Literal["measured", "stated"] = "measured",
        reason: str = "",
    ) -> None:
        """Let the sitting go on."""
        facts = deciding.resume(
            self.ahead, after=after, act=act_id, lost_ms=lost_ms, basis=basis, reason=reason
        )
        self._live = True
        self._push(facts, act)

    def add_time(self, act: SignedAct, *, act_id: str, added_ms: int, reason: str) -> None:
        """Give more time for the open section."""
        self._push(deciding.add_time(self.ahead, added_ms=added_ms, reason=reason, act=act_id), act)

    def moved(
        self, act: SignedAct, *, act_id: str, from_station: str, to_station: str, reason: str
    ) -> None:
        """Write that the sitting goes on here."""
        self._push(
            deciding.move(
                self.ahead,
                from_station=from_station,
                to_station=to_station,
                reason=reason,
                act=act_id,
            ),
            act,
        )

    def end(self, act: SignedAct, *, act_id: str, reason: Literal["ended", "voided"]) -> None:
        """End or void the sitting."""
        self._push(deciding.end(self.ahead, reason=reason, act=act_id, spent=self._spent()), act)

    # --- what time and the machine do --------------------------------------------------------

    def tick(self) -> None:
        """Look at the clock: sleep, a section's end, a break's end, a heartbeat."""
        if self.failure is not None:
            return
        now = self._clock.now()
        if self.ahead.phase is Phase.BREAK and self.break_left_ms() == 0:
            self.end_break()
        if not self._running():
            return
        self._notice_sleep(now)
        if self.left_ms() == 0:
            self.close_section()
        elif self.used_ms() - self._recorded_ms >= HEARTBEAT_MS:
            self._push(())

    def note_lockdown(self, *, kind: str, detail: str = "") -> None:
        """Record what the machine noticed."""
        self._push(deciding.note_lockdown(self.ahead, kind=kind, detail=detail))

    def retry(self) -> None:
        """Try again to store what could not be stored; the failure stands until that is done."""
        if self.failure is not None and not self._busy:
            self._store(self._queue[0])

    # --- inside ------------------------------------------------------------------------------

    def _running(self) -> bool:
        return self._live and self.ahead.running() and self.failure is None

    def _spent(self) -> dict[ItemId, int]:
        item = self.ahead.item
        if item is None:
            return {}
        used_ms = self.used_ms()
        spent = {item: used_ms - self._item_from_ms}
        self._item_from_ms = used_ms
        return spent

    def _push(self, facts: tuple[f.Fact, ...], act: SignedAct | None = None) -> None:
        if self.failure is not None:
            raise NotOpenError("the last step is not stored yet")
        now = self._clock.now()
        used_ms = self._watch.reading_ms(now)
        before = self.ahead.item
        self.ahead = apply_all(self.ahead, facts, used_ms)
        if self.ahead.item != before:
            self._item_from_ms = used_ms
        self._recorded_ms = used_ms
        acts = () if act is None else (act,)
        alone = any(isinstance(fact, f.CONDUCT) for fact in facts)
        self._queue_up(Batch(facts=facts, used_ms=used_ms, at=now, acts=acts, alone=alone))
        self._adjust()
        self._changed()
        self._send()

    def _queue_up(self, batch: Batch) -> None:
        waiting = len(self._queue) > (1 if self._busy else 0)
        if waiting and self._queue[-1].joins(batch):
            self._queue[-1] = self._queue[-1].with_more(batch)
        else:
            self._queue.append(batch)

    def _adjust(self) -> None:
        """Let the stopwatch run exactly while the participant can work."""
        now = self._clock.now()
        if self._running():
            self._watch = self._watch.started(now)
            self._stopped_at = None
        else:
            self._watch = self._watch.stopped(now)
            self._stopped_at = self._stopped_at or now

    def _notice_sleep(self, now: Instant) -> None:
        if self._watch.since is None:
            return
        lost_ms = slept_ms(self._watch.since, now)
        if lost_ms:
            self._watch = self._watch.rebased(now)
            self._push(deciding.note_lost(self.ahead, lost_ms=lost_ms, cause="sleep"))

    def _send(self) -> None:
        if self._busy or self.failure is not None or not self._queue:
            return
        if self._patient and len(self._queue) == 1 and self._queue[0].joins(self._queue[0]):
            return
        self._store(self._queue[0])

    def _store(self, batch: Batch) -> None:
        self._busy = True
        self._run(lambda: self._keeper.keep(batch), self._kept, self._failed)

    def _kept(self, digest: str) -> None:
        batch = self._queue.popleft()
        self._busy = False
        self.saved = apply_all(self.saved, batch.facts, batch.used_ms)
        self.saved_at = batch.at.wall
        self.head = digest
        if self.failure is not None:
            self._end_failure()
        self._changed()
        self._send()

    def _end_failure(self) -> None:
        """Go on, and put into the ledger the time for which storing stood still."""
        self.failure = None
        if self._running():
            lost_ms = self.stopped_ms()
            self._push(deciding.note_lost(self.ahead, lost_ms=lost_ms, cause="save_failed"))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, SiteError):
            raise error
        self.failure = error
        self._adjust()
        self._changed()

"""One seat of the demonstration, in a process of its own: a script of what happens there.

The seat runs the same engine as the window, with a clock that is moved by hand. Each stored
answer is acknowledged on standard output before the next step, so that whoever kills this
process knows what must still be there afterwards.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from station.clock import parse_wall
from station.entropy import SystemEntropy
from station.exam.sitting import Phase
from station.storage.files import write_whole
from station.usecases.demo.answers import Step
from station.usecases.demo.clock import SimulatedClock
from station.usecases.home import Home, load_post
from station.usecases.move import MoveFiles, arrive, pack_move
from station.usecases.sit import Officer, Seated, Station

T = TypeVar("T")
BREAK_MS = 5 * 60_000
BETWEEN_MS = 8_000


class SeatPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happens at a seat.

    Attributes:
        begins: Wall clock at which this machine starts, RFC 3339.
        steps: One a item, in form order.
        enter: How the sitting comes to this seat.
        stop_at: Index of the step at which this seat stops dead (-1: never).
        stop: `wait` for being killed there, or `fail` as a broken screen does.
        pause_at: Index of a step before which an officer pauses, adds time and resumes (-1: never).
        move_dir: Where move files are written (at `fail`) or read (at `arrive`).
        move_to: Station that a failed seat's sitting goes to.
        patient: Commit once a section.
    """

    home: str
    number: str
    ticket: str
    start_a: str
    start_b: str
    officer: str
    officer_code: str
    begins: str
    boot: str
    steps: tuple[Step, ...]
    enter: Literal["start", "resume", "arrive"] = "start"
    stop_at: int = -1
    stop: Literal["wait", "fail"] = "wait"
    pause_at: int = -1
    move_dir: str = ""
    move_to: str = ""
    patient: bool = False


class SeatResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of it.

    Attributes:
        receipt: Empty when the seat failed before the end.
        found_item: Where a sitting that came back here stood; empty for one begun here.
        found_used_ms: Its used time then; -1 for one begun here.
        found_answers: Its answers then.
    """

    number: str
    sitting: str
    receipt: str
    answered: int
    used_ms: int
    found_item: str = ""
    found_used_ms: int = -1
    found_answers: dict[str, Any] = {}


def at_once(
    job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
) -> None:
    """Run a job in place: this process has no screen to keep alive."""
    try:
        result = job()
    except Exception as error:  # noqa: BLE001 -- handed on, as the lane does
        failed(error)
        return
    done(result)


class SeatScript:
    """Plays a plan."""

    def __init__(self, plan: SeatPlan, say: Callable[[str], None]) -> None:
        """Load the station; `say` writes one line for whoever watches."""
        self._plan = plan
        self._say = say
        self._clock = SimulatedClock(parse_wall(plan.begins), plan.boot)
        post = load_post(Home(Path(plan.home)))
        session = post.session_now(self._clock.now().wall)
        self._station = Station(
            post=post,
            session=session,
            clock=self._clock,
            entropy=SystemEntropy(),
            run=at_once,
            patient=plan.patient,
        )

    def play(self) -> SeatResult:
        """Return the result."""
        seated = self._enter()
        found = seated.desk.saved
        found_used_ms = seated.desk.used_ms()
        finished = self._work(seated)
        if finished:
            seated.desk.submit()
            seated.leave()
        resumed = self._plan.enter != "start"
        return SeatResult(
            number=self._plan.number,
            sitting=seated.opening.sitting,
            receipt=seated.receipt() if finished else "",
            answered=seated.desk.saved.answered(),
            used_ms=seated.desk.used_ms(),
            found_item=str(found.item or "") if resumed else "",
            found_used_ms=found_used_ms if resumed else -1,
            found_answers={str(item): one for item, one in found.answers.items()}
            if resumed
            else {},
        )

    def _officer(self) -> Officer:
        return self._station.officer(self._plan.officer, self._plan.officer_code)

    def _enter(self) -> Seated:
        plan, station = self._plan, self._station
        if plan.enter == "start":
            who = station.sign_in(plan.number, plan.ticket)
            station.release(plan.start_a, plan.start_b, who.form)
            return station.start(who, station.open_material(who.form))
        if plan.enter == "resume":
            (stopped,) = [one for one in station.unfinished() if one.number == plan.number]
            return station.resume(
                stopped,
                officer=self._officer(),
                ticket_code=plan.ticket,
                reason="komputer mati mendadak",
            )
        (bundle_path,) = Path(plan.move_dir).glob("*.bundle")
        files = MoveFiles(bundle_path=bundle_path, wrap_path=bundle_path.with_suffix(".wrap"))
        return arrive(
            files,
            station,
            officer=self._officer(),
            ticket_code=plan.ticket,
            reason="layar mati",
        )

    def _work(self, seated: Seated) -> bool:
        """Go through the steps that are still to come; return whether the end was reached."""
        desk = seated.desk
        items = seated.material.paper.items
        first = self._first(seated)
        for place, step in enumerate(self._plan.steps[first:], first):
            if (
                desk.ahead.section != items[step.item].section
                or desk.ahead.phase is not Phase.WORKING
            ):
                self._next_section(seated)
            if place == self._plan.stop_at and not self._stop(seated):
                return False
            if place == self._plan.pause_at:
                self._pause(seated)
            self._step(seated, step)
        return True

    def _first(self, seated: Seated) -> int:
        here = seated.desk.ahead.item
        codes = [step.item for step in self._plan.steps]
        return 0 if here is None else codes.index(here)

    def _next_section(self, seated: Seated) -> None:
        desk = seated.desk
        if desk.ahead.phase is Phase.WORKING:
            desk.close_section()
        self._clock.pass_ms(BETWEEN_MS)
        code = desk.ahead.next_section()
        if code is not None and desk.ahead.paper.sections[code].break_ms:
            desk.begin_break()
            self._clock.pass_ms(BREAK_MS)
            desk.end_break()
        desk.open_section()

    def _step(self, seated: Seated, step: Step) -> None:
        desk = seated.desk
        desk.see(step.item)
        left_ms = desk.left_ms()
        self._clock.pass_ms(min(step.spent_ms, max(0, left_ms - 2)))
        desk.tick()
        if step.flag:
            desk.flag(step.item, on=True)
        if step.choice is not None and left_ms > 1:
            desk.answer(step.item, step.choice)
            if desk.pending == 0:
                self._say(f"saved {step.item}")

    def _pause(self, seated: Seated) -> None:
        officer, desk = self._officer(), seated.desk
        act, act_id = self._station.sign(officer, "pause", {"reason": "listrik padam"})
        desk.pause(act, act_id=act_id, reason="listrik padam")
        self._clock.pass_ms(4 * 60_000)
        act, act_id = self._station.sign(officer, "resume", {"after": "pause"})
        desk.resume(act, act_id=act_id, after="pause", lost_ms=desk.stopped_ms())
        body: dict[str, object] = {"ms": 120_000, "reason": "menyalakan kembali"}
        act, act_id = self._station.sign(officer, "add_time", body)
        desk.add_time(act, act_id=act_id, added_ms=120_000, reason="menyalakan kembali")

    def _stop(self, seated: Seated) -> bool:
        """Stop dead: go on until killed, or fail and hand the disk over."""
        if self._plan.stop == "wait":
            self._say("now")
            return True
        seated.keeper.close()
        (stopped,) = [one for one in self._station.unfinished() if one.number == self._plan.number]
        pack_move(
            stopped,
            self._station,
            officer=self._officer(),
            to_station=self._plan.move_to,
            stick_dir=Path(self._plan.move_dir),
        )
        return False


def play_plans(plans_path: Path, results_path: Path, say: Callable[[str], None]) -> None:
    """Play the plans in a file one after another and write their results beside it."""
    plans = msgspec.json.decode(plans_path.read_bytes(), type=list[SeatPlan])
    results = [SeatScript(plan, say).play() for plan in plans]
    write_whole(results_path, msgspec.json.encode(results))

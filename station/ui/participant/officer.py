"""What officers do at a seat, without a screen: prove a code, then act; each act is signed.

The same rules hold as for the console: the desk refuses what does not fit, and nothing changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from station.errors import StationError
from station.exam.sitting import Phase
from station.machine.sticks import Stick, Sticks, code_files
from station.sealing.acts import SignedAct
from station.sealing.officers import officer_code
from station.sealing.session import SeatedStation
from station.ui.participant.stages import Stage
from station.ui.participant.visit import Visit
from station.usecases.desk import Desk, Run
from station.usecases.export import export_home, export_open, export_sitting
from station.usecases.home import Post
from station.usecases.move import MoveFiles, pack_move
from station.usecases.sit import Officer, Seated, end_reason

T = TypeVar("T")


class Action(StrEnum):
    """What an officer can do here."""

    RELEASE = "release"
    START = "start"
    UNLOCK = "unlock"
    PAUSE = "pause"
    RESUME = "resume"
    ADD_TIME = "add_time"
    MOVE = "move"
    ARRIVE = "arrive"
    END = "end"
    EXPORT = "export"
    QUIT = "quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A sitting on a stick that comes from another seat."""

    files: MoveFiles
    name: str


class OfficerWork:
    """One officer at one seat; a new one is made each time the dialog opens.

    Attributes:
        officer: Who proved a code; None before.
        busy: Whether the lane is at work.
        problem: Why the last step was refused.
        done: What was carried out last, for a word of confirmation.
        exported: How many bundles the last export wrote.
    """

    def __init__(
        self,
        *,
        post: Post,
        visit: Visit | None,
        sticks: Sticks,
        run: Run,
        changed: Callable[[], None],
        quit_program: Callable[[], None],
    ) -> None:
        """Begin with nobody proved."""
        self.officer: Officer | None = None
        self.busy = False
        self.problem: StationError | None = None
        self.done: Action | None = None
        self.exported = 0
        self._post, self._visit, self._sticks = post, visit, sticks
        self._run, self._changed, self._quit = run, changed, quit_program
        self._when_saved: Callable[[], None] | None = None

    # --- who ---------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The officer's name; empty before the code was proved."""
        officer = self.officer
        return "" if officer is None else self._post.assessment.officer(officer.id).name

    def prove(self, officer: str, code: str) -> None:
        """Prove an officer's code."""
        assessment = self._post.assessment
        self._work(
            lambda: Officer(id=officer, credential=officer_code(code, assessment, officer)),
            self._proved,
        )

    def code_on_stick(self, officer: str) -> tuple[str, str] | None:
        """Return id and code of this officer, or with an empty id of the first one on a stick."""
        known = {one.id for one in self._post.assessment.body.officers}
        codes = self._codes()
        wanted = [officer] if officer else sorted(known & set(codes))
        found = next((one for one in wanted if one in codes), None)
        return None if found is None else (found, codes[found])

    def start_codes_on_stick(self) -> tuple[str, str] | None:
        """Return both start codes of this session, when they lie on a stick."""
        if self._visit is None:
            return None
        session, codes = self._visit.station.session.body.session, self._codes()
        both = codes.get(f"{session}-a"), codes.get(f"{session}-b")
        return (both[0], both[1]) if both[0] and both[1] else None

    # --- what can be done --------------------------------------------------------------------

    def actions(self) -> tuple[Action, ...]:
        """Return what can be done now, in the order in which it is offered."""
        visit = self._visit
        if visit is None:
            return (Action.EXPORT, Action.QUIT)
        here = _before(visit) if visit.desk is None else _during(visit.desk, visit)
        return (*here, Action.EXPORT, Action.QUIT)

    def places(self) -> tuple[Stick, ...]:
        """Return where files can be written to: sticks, then this station's own outbox."""
        outbox = Stick(name="", path=self._post.home.outbox_dir)
        return (*self._sticks.mounted(), outbox)

    def seats(self) -> tuple[SeatedStation, ...]:
        """Return the other seats of the session, sorted."""
        if self._visit is None:
            return ()
        own = self._post.identity.station
        stations = self._visit.station.session.body.stations
        return tuple(sorted((s for s in stations if s.station != own), key=lambda s: s.seat))

    def parcels(self) -> tuple[Parcel, ...]:
        """Return the sittings on sticks that came from other seats."""
        found = []
        for stick in self._sticks.mounted():
            for wrap_path in sorted(stick.path.glob("*.wrap")):
                bundle_path = wrap_path.with_suffix(".bundle")
                if bundle_path.is_file():
                    files = MoveFiles(bundle_path=bundle_path, wrap_path=wrap_path)
                    found.append(Parcel(files=files, name=bundle_path.stem.rpartition("-")[0]))
        return tuple(found)

    # --- acts --------------------------------------------------------------------------------

    def release(self, code_a: str, code_b: str) -> None:
        """Give both start codes."""
        if self._visit is not None:
            self._visit.release(code_a, code_b)
            self._did(Action.RELEASE)

    def start(self) -> None:
        """Let the participant who waits begin."""
        if self._visit is not None:
            self._visit.start()
            self._did(Action.START)

    def unlock(self) -> None:
        """Let somebody try to sign in again."""
        if self._visit is not None:
            self._visit.unlock_sign_in()
            self._did(Action.UNLOCK)

    def pause(self, reason: str) -> None:
        """Stop the clock and hide the items."""
        self._act(Action.PAUSE, lambda desk: self._pause(desk, reason))

    def resume(self) -> None:
        """Let a paused sitting go on."""

        def step(desk: Desk) -> None:
            act, act_id = self._sign("resume", {"after": "pause"})
            desk.resume(act, act_id=act_id, after="pause", lost_ms=desk.stopped_ms())

        self._act(Action.RESUME, step)

    def add_time(self, added_ms: int, reason: str) -> None:
        """Give more time for the open section."""

        def step(desk: Desk) -> None:
            act, act_id = self._sign("add_time", {"ms": added_ms, "reason": reason})
            desk.add_time(act, act_id=act_id, added_ms=added_ms, reason=reason)

        self._act(Action.ADD_TIME, step)

    def end(self, *, voided: bool) -> None:
        """End the sitting, or void it."""
        reason = end_reason(voided=voided)

        def step(desk: Desk) -> None:
            act, act_id = self._sign("end", {"reason": reason})
            desk.end(act, act_id=act_id, reason=reason)

        self._act(Action.END, step)

    def export(self, place: Stick) -> None:
        """Write every sitting of this station to a stick; the one that goes on as far as saved."""
        visit = self._visit
        packed = visit is not None and (visit.packing or bool(visit.moved_to))
        seated = None if visit is None or packed else visit.seated
        open_here = seated is not None and seated.desk.saved.closed is None

        def job() -> int:
            if seated is None or not open_here:
                return len(export_home(self._post.home, place.path))
            return _export_around(seated, self._post, place.path)

        self._work(job, self._exported)

    def move(self, to: SeatedStation, place: Stick, reason: str) -> None:
        """Stop the sitting here at its exact time, and pack it for another seat."""
        visit = self._visit
        if visit is None or visit.seated is None or self.officer is None:
            return
        seated, officer = visit.seated, self.officer
        if not seated.desk.ahead.paused:
            self._act(Action.MOVE, lambda desk: self._pause(desk, reason))
        if self.problem is None:
            self._when_saved = lambda: self._pack(visit, seated, officer, to, place)
            self.refresh()

    def arrive(self, parcel: Parcel, ticket_code: str, reason: str) -> None:
        """Take over a sitting that came on a stick."""
        if self._visit is not None and self.officer is not None:
            self._visit.arrive(parcel.files, self.officer, ticket_code, reason)
            self._did(Action.ARRIVE)

    def quit_program(self) -> None:
        """End the program; a sitting that goes on can be resumed."""
        self._quit()

    def refresh(self) -> None:
        """Go on with what had to wait until everything was saved: call it when the desk changed."""
        desk = None if self._visit is None else self._visit.desk
        step = self._when_saved
        if step is not None and desk is not None and not desk.pending and desk.failure is None:
            self._when_saved = None
            step()

    # --- inside ------------------------------------------------------------------------------

    def _pack(
        self, visit: Visit, seated: Seated, officer: Officer, to: SeatedStation, place: Stick
    ) -> None:
        station = visit.station

        def job() -> str:
            seated.keeper.close()
            number = seated.row.number
            (stopped,) = [one for one in station.unfinished() if one.number == number]
            pack_move(
                stopped, station, officer=officer, to_station=to.station, stick_dir=place.path
            )
            return to.seat

        def packed(seat: str) -> None:
            visit.move_away(seat)
            self._did(Action.MOVE)

        def failed(error: Exception) -> None:
            visit.stop()
            self._failed(error)

        self.busy = True
        visit.pack()
        self._run(job, lambda seat: self._finish(packed, seat), failed)

    def _pause(self, desk: Desk, reason: str) -> None:
        act, act_id = self._sign("pause", {"reason": reason})
        desk.pause(act, act_id=act_id, reason=reason)

    def _sign(self, kind: str, body: dict[str, object]) -> tuple[SignedAct, str]:
        if self._visit is None or self.officer is None:
            raise LookupError("no officer proved a code")
        return self._visit.station.sign(self.officer, kind, body)

    def _codes(self) -> dict[str, str]:
        return code_files(stick.path for stick in self._sticks.mounted())

    def _proved(self, officer: Officer) -> None:
        self.officer = officer
        if self._visit is not None:
            self._visit.answered_call()

    def _exported(self, count: int) -> None:
        self.exported = count
        self._did(Action.EXPORT)

    def _did(self, action: Action) -> None:
        self.done = action
        self._changed()

    def _act(self, action: Action, step: Callable[[Desk], None]) -> None:
        """Take a signed step at the desk; one that the rules refuse changes nothing."""
        desk = None if self._visit is None else self._visit.desk
        if desk is None or self.officer is None:
            return
        self.problem = None
        try:
            step(desk)
        except StationError as error:
            self.problem = error
            self._changed()
        else:
            self._did(action)

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        if self.busy:
            return
        self.busy, self.problem = True, None
        self._changed()
        self._run(job, lambda result: self._finish(done, result), self._failed)

    def _finish(self, done: Callable[[T], None], result: T) -> None:
        self.busy = False
        done(result)
        self._changed()

    def _failed(self, error: Exception) -> None:
        self.busy = False
        if not isinstance(error, StationError):
            raise error
        self.problem = error
        self._changed()


def _before(visit: Visit) -> tuple[Action, ...]:
    """Return what fits before anybody sits."""
    found = []
    if not visit.sign_in_open:
        found.append(Action.UNLOCK)
    if not visit.station.released:
        found.append(Action.RELEASE)
    elif visit.stage is Stage.WAIT:
        found.append(Action.START)
    if visit.stage in {Stage.READY, Stage.SIGN_IN, Stage.STOPPED}:
        found.append(Action.ARRIVE)
    return tuple(found)


def _during(desk: Desk, visit: Visit) -> tuple[Action, ...]:
    """Return what fits while somebody sits."""
    ahead = desk.ahead
    if visit.writable is None or visit.awake is not None:
        return ()
    if ahead.paused:
        return (Action.RESUME, Action.MOVE, Action.END)
    more = (Action.ADD_TIME,) if ahead.phase is Phase.WORKING else ()
    return (Action.PAUSE, *more, Action.MOVE, Action.END)


def _export_around(seated: Seated, post: Post, target_dir: Path) -> int:
    """Write the sitting that goes on through its open journal, and all the others."""
    others = [one for one in post.home.sitting_dirs() if one != seated.sitting_dir]
    written = [export_open(seated.keeper, target_dir)]
    written += [export_sitting(one, target_dir) for one in others]
    return sum(one is not None for one in written)

"""One participant's way through a seat, from the locked screen to the receipt. No Qt.

The visit knows which screen comes next and what each step does; screens only tell it what was
pressed. Keys, disks and packages are worked on the lane; a refused step leaves everything as
it was and stands in `problem`. Once somebody sits, the stage follows from the desk alone.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from station.clock import Clock
from station.errors import RuleError, StationError
from station.exam.access import SignInTries, reads_aloud
from station.exam.facts import ComfortSet
from station.exam.sitting import Phase, Sitting
from station.sealing.codes import last_group
from station.sealing.errors import CodeMistypedError, CodeWrongError, TicketUnknownError
from station.ui.participant.stages import USUAL_COMFORT, Stage
from station.ui.participant.waking import Awake, go_on, take_over, wake
from station.usecases.desk import Desk, Run
from station.usecases.errors import AlreadySatError
from station.usecases.export import export_sitting
from station.usecases.move import MoveFiles
from station.usecases.sit import Officer, Seated, SignedIn, Station, Unfinished

T = TypeVar("T")


class Visit:
    """What happens at one seat. All calls come from one thread.

    Attributes:
        busy: Whether the lane is at work for this visit.
        problem: Why the last step was refused; None after one that was not.
        tries: Wrong sign-ins since an officer last opened the seat.
        let_go: Whether a closed sitting's journal is closed and its bundle lies in the outbox.
        called_at: When the proctor was called; None when nobody waits for one.
        comfort: Display settings, before there is a sitting that keeps them.
        stopped: Sittings on this disk that were never closed.
        barred: What has to be closed on this machine before a sitting begins.
        packing: Whether the sitting is being packed for another seat: its journal is closed.
        since: When this program began to serve the session.
    """

    def __init__(
        self, *, station: Station, clock: Clock, run: Run, changed: Callable[[], None]
    ) -> None:
        """Begin at the locked screen.

        Args:
            station: The seat in one session.
            clock: This machine's clocks.
            run: The worker lane.
            changed: Called after every step and save; desks may call it from the lane.
        """
        self.station = station
        self.busy = False
        self.problem: StationError | None = None
        self.tries = SignInTries()
        self.called_at: datetime | None = None
        self.comfort = USUAL_COMFORT
        self.who: SignedIn | None = None
        self.seated: Seated | None = None
        self.awake: Awake | None = None
        self.stopped: tuple[Unfinished, ...] = ()
        self.moved_to, self.packing = "", False
        self.let_go = False
        self.barred: tuple[str, ...] = ()
        self._held_back = False
        self.since = clock.now().wall
        self._clock, self._run, self._changed = clock, run, changed
        self._stage = Stage.READY
        self._aside: Stage | None = None
        self._late: set[str] = set()
        self._ticket_end = ""
        self._left = False

    # --- what is shown -----------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """Which screen is shown now."""
        return self._stage if self.seated is None else self._stage_of(self.seated.desk)

    @property
    def desk(self) -> Desk | None:
        """The desk of whoever sits here."""
        return None if self.seated is None else self.seated.desk

    @property
    def writable(self) -> Desk | None:
        """The desk, while facts may still be written there; None once it is closed or packed."""
        desk, packed = self.desk, self.packing or bool(self.moved_to)
        if desk is None or packed or desk.failure is not None:
            return None
        return None if desk.ahead.phase is Phase.CLOSED else desk

    @property
    def number(self) -> str:
        """The participant's number; empty while nobody signed in."""
        if self.seated is not None:
            return self.seated.row.number
        return "" if self.who is None else self.who.row.number

    @property
    def name(self) -> str:
        """The participant's name; empty while nobody signed in."""
        if self.seated is not None:
            return self.seated.row.name
        return "" if self.who is None else self.who.row.name

    @property
    def hears(self) -> bool:
        """Whether the participant is granted to have items read aloud."""
        someone = self.seated or self.who
        return someone is not None and reads_aloud(someone.row.accommodations)

    @property
    def sign_in_open(self) -> bool:
        """Whether somebody may still try to sign in."""
        return self.tries.left > 0

    # --- before the sitting ------------------------------------------------------------------

    def begin(self) -> None:
        """Leave the locked screen: to a sitting that stopped here, or to signing in."""
        self._work(lambda: tuple(self.station.unfinished()), self._found)

    def sign_in(self, number: str, code: str) -> None:
        """Sign in with number and ticket code; a third failure locks the seat."""
        if self.sign_in_open:
            self._ticket_end = last_group(code)
            self._work(lambda: self.station.sign_in(number, code), self._signed_in)

    def unlock_sign_in(self) -> None:
        """Let somebody try again; an officer was here."""
        self.tries = SignInTries()
        self.called_at = None
        self._stand(self._stage)

    def confirm(self) -> None:
        """Accept the name and number on the screen."""
        self._stand(Stage.COMFORT)

    def deny(self) -> None:
        """Say that this is somebody else: nothing is changed, the proctor is called."""
        self.who = None
        self.call()
        self._stand(Stage.SIGN_IN)

    def settle(self, comfort: ComfortSet) -> None:
        """Keep display settings; with a sitting, they are kept in it."""
        self.comfort = comfort
        if self.writable is not None:
            self.writable.set_comfort(comfort)

    def practise(self) -> None:
        """Go on to the practice."""
        self._stand(Stage.PRACTICE)

    def back(self) -> None:
        """Go back one screen before the sitting."""
        before = {Stage.COMFORT: Stage.IDENTITY, Stage.WAIT: Stage.PRACTICE}
        self._stand(before.get(self._stage, self._stage))

    def await_start(self) -> None:
        """Leave the practice and wait for the start."""
        self._stand(Stage.WAIT)

    def other(self) -> None:
        """Leave a stopped sitting alone and let somebody else sign in."""
        self._stand(Stage.SIGN_IN)

    # --- release and start -------------------------------------------------------------------

    def release(self, code_a: str, code_b: str) -> None:
        """Take both start codes; a participant who waits begins at once."""
        form = self._form()
        self._work(lambda: self.station.release(code_a, code_b, form), self._released)

    def start(self) -> None:
        """Begin the sitting of whoever waits; both start codes were given, and nothing bars it."""
        who = self.who
        if who is None or self._stage is not Stage.WAIT or not self.station.released:
            return
        self._held_back = bool(self.barred)
        if self._held_back:
            self._changed()
        else:
            self._work(lambda: self._begun(who), self._sit)

    def bar(self, names: tuple[str, ...]) -> None:
        """Take what has to be closed first; a start that was held back follows."""
        self.barred = names
        if self._held_back and not names:
            self.start()

    # --- a sitting that stopped --------------------------------------------------------------

    def wake(
        self, number: str, officer: str, officer_code: str, ticket_code: str, reason: str
    ) -> None:
        """Open a stopped sitting with an officer's and the participant's code."""
        (one,) = [stopped for stopped in self.stopped if stopped.number == number]
        self._ticket_end = last_group(ticket_code)

        def job() -> tuple[Seated, Awake]:
            return wake(
                self.station, one, proof=(officer, officer_code), ticket_code=ticket_code,
                reason=reason, clock=self._clock, changed=self._changed,
            )  # fmt: skip

        self._work(job, self._woken)

    def arrive(self, files: MoveFiles, officer: Officer, ticket_code: str, reason: str) -> None:
        """Take over a sitting that comes from another seat."""
        self._ticket_end = last_group(ticket_code)

        def job() -> tuple[Seated, Awake]:
            return take_over(
                self.station, files, officer=officer, ticket_code=ticket_code,
                reason=reason, clock=self._clock, changed=self._changed,
            )  # fmt: skip

        self._work(job, self._woken)

    def go_on(self) -> None:
        """Let a woken sitting go on: its clock starts now."""
        awake, seated = self.awake, self.seated
        if awake is not None and seated is not None:
            self.awake = None
            go_on(self.station, seated, awake)

    # --- in the sitting ----------------------------------------------------------------------

    def open_section(self) -> None:
        """Start the next section's clock."""
        self._step(lambda desk: desk.open_section())

    def take_break(self) -> None:
        """Begin the break before the next section."""
        self._step(lambda desk: desk.begin_break())

    def end_break(self) -> None:
        """Come back from the break; the ticket's last characters were checked."""
        self._step(lambda desk: desk.end_break())

    def ends_break(self, typed: str) -> bool:
        """Return whether these are the last four characters of the ticket code."""
        return bool(self._ticket_end) and last_group(typed) == self._ticket_end

    def at_end(self) -> None:
        """Go on from the last item: to the section's end, or to the review."""
        desk = self.desk
        if desk is not None:
            last = desk.ahead.next_section() is None
            self._go_aside(Stage.REVIEW if last else Stage.SECTION_END)

    def to_items(self) -> None:
        """Go back to the items."""
        self._go_aside(None)

    def to_submit(self) -> None:
        """Go from the review to handing in."""
        self._go_aside(Stage.SUBMIT)

    def to_review(self) -> None:
        """Go back from handing in to the review."""
        self._go_aside(Stage.REVIEW)

    def lock_section(self) -> None:
        """Leave the section for good."""
        self._step(lambda desk: desk.close_section())

    def time_seen(self) -> None:
        """Go on after the notice that the time was up."""
        desk = self.desk
        if desk is not None and desk.ahead.section is not None:
            self._late.add(desk.ahead.section)
            self._changed()

    def submit(self) -> None:
        """Hand in."""
        self._step(lambda desk: desk.submit())

    def call(self) -> None:
        """Call the proctor; a sitting keeps that it was done."""
        self.called_at = self._clock.now().wall
        if self.writable is not None:
            self.writable.call_help()
        self._changed()

    def answered_call(self) -> None:
        """Take the call back: the proctor came."""
        self.called_at = None
        self._changed()

    def leave(self) -> None:
        """Let the seat go to the next participant; a closed sitting is put away first."""
        if self.desk is not None and self.desk.saved.closed is not None and not self._left:
            self._let_go()
        self.who = self.seated = self.awake = None
        self.comfort, self.tries, self.called_at = USUAL_COMFORT, SignInTries(), None
        self._aside, self._left, self.moved_to, self.let_go = None, False, "", False
        self._late.clear()
        self._stand(Stage.READY)

    def move_away(self, seat: str) -> None:
        """Show that the sitting goes on at another seat; its files are packed."""
        self.moved_to, self.packing = seat, False
        self._changed()

    def pack(self) -> None:
        """Let nothing more be written: the files are being packed."""
        self.packing = True

    def stop(self) -> None:
        """Let go of a sitting whose journal was closed; it can be resumed."""
        self.seated = self.awake = None
        self.packing = False
        self._stand(Stage.READY)
        self.begin()

    def put_down(self) -> None:
        """Close the journal of a sitting that goes on, as the program ends; it can be resumed.

        A disk that refuses now keeps what it acknowledged; the next start tells.
        """
        if self.seated is not None and not self._left:
            self._left = True
            self._run(self.seated.keeper.close, lambda _nothing: None, lambda _error: None)

    def tick(self) -> None:
        """Look at the clock: call it a few times a second."""
        desk = self.desk
        if desk is None or self.awake is not None or self.packing or self.moved_to:
            return
        desk.tick()
        ahead = desk.ahead
        if ahead.phase is Phase.BETWEEN and ahead.next_section() is None and not ahead.paused:
            self._step(lambda desk: desk.submit())
        if desk.saved.closed is not None and not self._left:
            self._let_go()

    # --- inside ------------------------------------------------------------------------------

    def _stage_of(self, desk: Desk) -> Stage:
        ahead = desk.ahead
        if self.moved_to:
            return Stage.MOVED
        if ahead.closed is not None:
            return Stage.RECEIPT if desk.saved.closed is not None else Stage.SUBMIT
        if self.awake is not None:
            return Stage.RESUMED
        return Stage.PAUSED if ahead.paused else self._stage_in(ahead)

    def _stage_in(self, ahead: Sitting) -> Stage:
        """Return the screen of a sitting that goes on."""
        match ahead.phase:
            case Phase.BREAK:
                return Stage.BREAK
            case Phase.WORKING:
                return self._aside or Stage.ITEMS
            case _:
                return Stage.TIME_UP if self._came_late(ahead) else Stage.SECTION

    def _came_late(self, ahead: Sitting) -> bool:
        """Return whether time closed the last section and nobody has taken notice yet."""
        code = ahead.section
        return (
            code is not None
            and ahead.closed_sections.get(code) == "time"
            and code not in self._late
        )

    def _form(self) -> str:
        """Return the form to try the start codes on: the participant's, or the session's first."""
        return self.who.form if self.who is not None else self.station.session.body.forms[0].form

    def _begun(self, who: SignedIn) -> Seated:
        material = self.station.open_material(who.form)
        return self.station.start(who, material, self._changed)

    def _found(self, stopped: tuple[Unfinished, ...]) -> None:
        self.stopped = stopped
        self._stand(Stage.STOPPED if stopped else Stage.SIGN_IN)

    def _signed_in(self, who: SignedIn) -> None:
        self.who = who
        self.tries = SignInTries()
        self._stand(Stage.IDENTITY)

    def _released(self, _nothing: None) -> None:
        self.start()

    def _sit(self, seated: Seated) -> None:
        self.seated = seated
        self.settle(self.comfort)
        self._changed()

    def _woken(self, result: tuple[Seated, Awake]) -> None:
        self.seated, self.awake = result
        self.stopped = ()
        kept = self.seated.desk.ahead.comfort
        self.comfort = self.comfort if kept is None else kept
        self._changed()

    def _let_go(self) -> None:
        """Close the journal, destroy the resume wrap, and lay the bundle into the outbox."""
        self._left = True
        seated = self.seated
        if seated is not None:
            outbox_dir = self.station.post.home.outbox_dir

            def job() -> None:
                seated.leave()
                export_sitting(seated.sitting_dir, outbox_dir)

            self._run(job, lambda _nothing: self._gone(seated), self._failed)

    def _gone(self, seated: Seated) -> None:
        self.let_go = self.let_go or self.seated is seated
        self._changed()

    def _go_aside(self, stage: Stage | None) -> None:
        self._aside = stage
        self._changed()

    def _stand(self, stage: Stage) -> None:
        self._stage, self.problem = stage, None
        self._changed()

    def _step(self, step: Callable[[Desk], None]) -> None:
        """Take a step at the desk; one that the rules refuse changes nothing."""
        desk = self.desk
        if desk is None:
            return
        self._aside = None
        try:
            step(desk)
        except RuleError as error:
            self.problem = error
            self._changed()

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run `job` on the lane, one at a time; an error that is no bug becomes the problem."""
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
        if isinstance(error, _NO_MATCH) and self._stage is Stage.SIGN_IN:
            self._count_failure()
        elif isinstance(error, AlreadySatError):
            self._work(
                lambda: tuple(self.station.unfinished()), lambda found: self._sat(found, error)
            )
        self._changed()

    def _count_failure(self) -> None:
        self.tries = self.tries.after_failure()
        if not self.sign_in_open:
            self.called_at = self._clock.now().wall

    def _sat(self, stopped: tuple[Unfinished, ...], error: StationError) -> None:
        """Offer to resume when the sitting here never ended; else say that it is over."""
        if stopped:
            self._found(stopped)
        else:
            self.problem = error


_NO_MATCH = (CodeWrongError, CodeMistypedError, TicketUnknownError)

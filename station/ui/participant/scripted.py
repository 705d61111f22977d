"""One participant of the demonstration at the real window: every key is pressed, none skipped.

The clock is moved by hand, so that four hours pass in seconds. Pictures of what stood on the
screen are left in a folder.
"""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from station.app import simulated_seat
from station.clock import parse_wall
from station.exam.order import options_shown
from station.exam.sitting import Sitting
from station.ui.look import ready_look
from station.ui.participant.hands import Hands, Key
from station.ui.participant.officer import Action
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.review import ReviewScreen
from station.ui.participant.screens.section import SectionScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.submit import SubmitScreen
from station.ui.participant.stages import Stage
from station.ui.participant.window import ParticipantWindow
from station.ui.tasks import Tasks
from station.ui.widgets import cells_access
from station.usecases.demo.answers import Step
from station.usecases.demo.clock import SimulatedClock
from station.usecases.demo.seat import SeatPlan, SeatResult
from station.usecases.desk import Desk

WIDTH, HEIGHT = 1366, 768
BEFORE_MS, BETWEEN_MS, BREAK_MS, PAUSE_MS = 20_000, 8_000, 5 * 60_000, 4 * 60_000


def sit_scripted(plan: SeatPlan, screens_dir: Path) -> SeatResult:
    """Sit a whole plan through the window by key events and return what came of it.

    Args:
        plan: One that begins at this seat.
        screens_dir: Receives a picture of every kind of screen.

    Raises:
        NeverCameError: A screen that had to come did not.
    """
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("the program runs without widgets")
    look = ready_look(app)
    cells_access.install()
    screens_dir.mkdir(parents=True, exist_ok=True)
    clock = SimulatedClock(parse_wall(plan.begins), plan.boot)
    tasks, machine_tasks = Tasks(), Tasks()
    window = ParticipantWindow(
        look,
        simulated_seat(Path(plan.home), clock),
        run=tasks.run,
        machine_run=machine_tasks.run,
        quit_program=lambda: None,
    )
    faults = _Faults()
    sys.excepthook = faults.caught
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.start()
    try:
        return _Script(window, plan, clock, screens_dir, faults).play()
    finally:
        sys.excepthook = sys.__excepthook__
        window.leave()
        for lane in (machine_tasks, tasks):
            lane.close()
        window.deleteLater()


class _Faults:
    """Keeps the first exception that Qt swallowed, so that the script stops at it."""

    def __init__(self) -> None:
        self.first: BaseException | None = None

    def caught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.first = self.first or error

    def check(self) -> None:
        if self.first is not None:
            raise self.first


class _Script:
    """Plays one plan."""

    def __init__(
        self,
        window: ParticipantWindow,
        plan: SeatPlan,
        clock: SimulatedClock,
        screens_dir: Path,
        faults: _Faults,
    ) -> None:
        self._window, self._plan, self._clock = window, plan, clock
        self._screens_dir, self._faults = screens_dir, faults
        self._to = window.director
        self._hands = Hands(window)
        self._pictured: set[str] = set()

    def play(self) -> SeatResult:
        self._sign_in()
        self._make_comfortable()
        self._practise()
        self._start()
        for place, step in enumerate(self._plan.steps):
            self._reach(step)
            if place == self._plan.pause_at:
                self._pause()
            self._take(step)
        return self._hand_in()

    # --- the way in --------------------------------------------------------------------------

    def _sign_in(self) -> None:
        hands, plan = self._hands, self._plan
        hands.until(self._to.ready.begin.isVisible, "the seat never opened")
        self._picture("01-ready")
        hands.press(Key.Key_Return)
        self._wait_for(Stage.SIGN_IN)
        hands.type(plan.number)
        hands.press(Key.Key_Return)
        hands.type(plan.ticket)
        self._picture("02-sign-in")
        hands.press(Key.Key_Return)
        self._wait_for(Stage.IDENTITY)
        self._picture("03-identity")
        hands.press(Key.Key_Return)
        self._wait_for(Stage.COMFORT)

    def _make_comfortable(self) -> None:
        """Try the keys; statements are not to move on by themselves, so that no time is waited."""
        hands, screen = self._hands, self._to.stack.currentWidget()
        if not isinstance(screen, ComfortScreen):
            raise TypeError(type(screen).__name__)
        hands.press(Key.Key_A, Key.Key_E, Key.Key_1, Key.Key_R)
        self._picture("04-comfort")
        hands.tab_to(screen.settings.advance)
        hands.press(Key.Key_Space)
        hands.tab_to(screen.go)
        hands.press(Key.Key_Return)
        self._wait_for(Stage.PRACTICE)

    def _practise(self) -> None:
        hands = self._hands
        hands.press(Key.Key_A, Key.Key_B, Key.Key_R, Key.Key_Down, Key.Key_X)
        self._picture("05-practice")
        for _ in range(5):
            hands.press(Key.Key_Right)
        self._wait_for(Stage.WAIT)

    def _start(self) -> None:
        hands, plan = self._hands, self._plan
        self._picture("25-wait")
        self._clock.pass_ms(BEFORE_MS)
        hands.type(plan.start_a)
        hands.type(plan.start_b)
        self._wait_for(Stage.SECTION)

    # --- items -------------------------------------------------------------------------------

    @property
    def _desk(self) -> Desk:
        visit = self._to.visit
        if visit is None or visit.desk is None:
            raise LookupError("nobody sits here")
        return visit.desk

    @property
    def _sitting(self) -> Sitting:
        return self._desk.ahead

    def _reach(self, step: Step) -> None:
        """Come to the item of a step: through the section's end when it lies in the next one."""
        wanted = self._sitting.paper.items[step.item].section
        if self._sitting.section != wanted or self._to.stage is not Stage.ITEMS:
            self._next_section()
        if self._sitting.item != step.item:
            self._hands.press(Key.Key_Right)
        if self._sitting.item != step.item:
            raise LookupError(f"{self._sitting.item} stands where {step.item} should")

    def _next_section(self) -> None:
        hands = self._hands
        if self._to.stage is Stage.ITEMS:
            hands.press(Key.Key_Right)
            self._wait_for(Stage.SECTION_END)
            self._picture("12-section-end")
            screen = self._to.stack.currentWidget()
            if isinstance(screen, SectionEndScreen):
                hands.tab_to(screen.lock)
            hands.press(Key.Key_Return)
        self._wait_for(Stage.TIME_UP, Stage.SECTION)
        if self._to.stage is Stage.TIME_UP:
            hands.press(Key.Key_Return)
        self._clock.pass_ms(BETWEEN_MS)
        self._take_break()
        self._picture("00-section")
        hands.press(Key.Key_Return)
        self._wait_for(Stage.ITEMS)

    def _take_break(self) -> None:
        hands, screen = self._hands, self._to.stack.currentWidget()
        if not isinstance(screen, SectionScreen) or not screen.rest.isVisible():
            return
        hands.tab_to(screen.rest)
        hands.press(Key.Key_Return)
        self._wait_for(Stage.BREAK)
        self._picture("26-break")
        self._clock.pass_ms(BREAK_MS)
        hands.type(self._plan.ticket[-4:])
        hands.press(Key.Key_Return)
        self._wait_for(Stage.SECTION)

    def _take(self, step: Step) -> None:
        hands, desk = self._hands, self._desk
        left_ms = desk.left_ms()
        self._clock.pass_ms(min(step.spent_ms, max(0, left_ms - 2)))
        self._to.beat()
        item = self._sitting.paper.items[step.item]
        if step.flag:
            hands.press(Key.Key_R)
        if step.choice is not None and left_ms > 1:
            shown = options_shown(item, self._sitting.order)
            hands.answer(item, shown, step.choice, self._window.look.language)
        name = f"06-item-{item.kind}" + ("-case" if item.stimulus else "")
        if item.picture is not None:
            name += "-picture"
        self._picture(name)
        if self._sitting.answered() > 330:
            self._show_navigator()
        self._faults.check()

    def _show_navigator(self) -> None:
        if "11-navigator" not in self._pictured:
            self._hands.press(Key.Key_G)
            self._picture("11-navigator")
            self._hands.press(Key.Key_Escape)

    def _pause(self) -> None:
        """An officer stops the clock, adds time and goes on: three times the dialog, by keys."""
        self._act("pause")
        self._wait_for(Stage.PAUSED)
        self._picture("00-paused")
        self._clock.pass_ms(PAUSE_MS)
        self._act("resume")
        self._wait_for(Stage.ITEMS)
        self._act("add_time", picture="18-proctor-actions")

    def _act(self, action: str, picture: str = "") -> None:
        hands, plan, overlays = self._hands, self._plan, self._to.overlays
        hands.press(Key.Key_F8)
        self._picture("17-proctor-call")
        hands.tab_to(overlays.call_dialog().officer)
        hands.press(Key.Key_Return)
        hands.type(plan.officer)
        hands.press(Key.Key_Return)
        hands.type(plan.officer_code)
        hands.press(Key.Key_Return)
        dialog = overlays.officer_dialog()
        hands.until(dialog.acts.isVisible, "the officer's code was not accepted")
        hands.press(*[Key.Key_Down] * dialog.place_of(Action(action)))
        if picture:
            self._picture(picture)
        hands.tab_to(dialog.go)
        hands.press(Key.Key_Return)
        hands.until(lambda: not overlays.covers, f"{action} was not carried out")

    # --- the end -----------------------------------------------------------------------------

    def _hand_in(self) -> SeatResult:
        hands, visit = self._hands, self._to.visit
        hands.press(Key.Key_Right)
        self._wait_for(Stage.REVIEW)
        self._picture("13-review")
        self._go_on()
        self._wait_for(Stage.SUBMIT)
        hands.press(Key.Key_Space)
        self._picture("14-submit-confirm")
        self._go_on()
        self._wait_for(Stage.RECEIPT)
        self._picture("15-receipt")
        if visit is None or visit.seated is None:
            raise LookupError("nobody sits here")
        hands.until(lambda: self._to.visit is not None and visit.let_go, "the journal stayed open")
        seated = visit.seated
        return SeatResult(
            number=self._plan.number,
            sitting=seated.opening.sitting,
            receipt=seated.receipt(),
            answered=seated.desk.saved.answered(),
            used_ms=seated.desk.used_ms(),
        )

    def _go_on(self) -> None:
        screen = self._to.stack.currentWidget()
        if isinstance(screen, ReviewScreen | SubmitScreen):
            self._hands.tab_to(screen.go)
            self._hands.press(Key.Key_Return)

    # --- waiting and looking -----------------------------------------------------------------

    def _wait_for(self, *stages: Stage) -> None:
        def there() -> bool:
            self._faults.check()
            return self._to.stage in stages

        self._hands.until(there, f"{stages[0]} never came; {self._to.stage} stands there")

    def _picture(self, name: str) -> None:
        if name not in self._pictured:
            self._pictured.add(name)
            self._hands.settle()
            self._window.grab().save(str(self._screens_dir / f"{name}.png"))

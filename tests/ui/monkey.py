"""A monkey at a seat: thousands of actions nobody would plan, `python -m tests.ui.monkey 3000 7`.

It presses keys, clicks, drags, turns sizes, themes and languages, plays the proctor, lets time
pass, ends the program, and now and then does what would be right, so that it comes all the way
through. Everything is stored in a real journal; the lane works when chance says so, and the disk
refuses when chance says so. No exception and no warning of Qt's may come of it, and every journal
must lead to the sitting that stood on the screen.
"""

import copy
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO, TypeVar

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from station.machine.sticks import Stick
from station.storage.errors import DiskFullError, HomeInUseError
from station.ui.i18n import LANGUAGES
from station.ui.look import Look, ready_look
from station.ui.participant.stages import Stage
from station.ui.participant.window import ParticipantWindow
from station.ui.theme import THEMES
from station.ui.widgets import cells_access
from station.usecases.sit import Seated, Station
from tests.ui.complaints import Complaints
from tests.ui.heard import told
from tests.ui.monkey_hands import MonkeyHands
from tests.ui.monkey_sense import Sense
from tests.ui.replays import replayed, told_by_a_fresh_page
from tests.ui.seatroom import Machine, parts_of
from tests.worlds import World, make_world

T = TypeVar("T")
SEAT = "01"
SIZES = ((1366, 768), (1024, 768), (1280, 720), (1920, 1080), (800, 600))
PASSES_MS = (200, 1_000, 5_000, 30_000, 60_000, 240_000)
SLEEPS_MS = (3_000, 90_000, 3_600_000)
REMEMBERED = 60


class BrokenError(AssertionError):
    """Something that must hold did not; it says after which actions."""


class Chance:
    """Chance that a seed repeats."""

    def __init__(self, seed: int) -> None:
        self._drawn = np.random.default_rng(seed)

    def below(self, end: int) -> int:
        """Return 0 up to `end`, without it."""
        return int(self._drawn.integers(max(1, end)))

    def any(self, choices: Sequence[T]) -> T:
        """Return one of several things."""
        return choices[self.below(len(choices))]

    def likely(self, share: float) -> bool:
        """Return True in this share of cases."""
        return bool(self._drawn.random() < share)

    def weighed(self, weights: dict[T, float]) -> T:
        """Return one of several things that are not equally likely."""
        shares = np.array(list(weights.values()), dtype=float)
        return list(weights)[int(self._drawn.choice(len(shares), p=shares / shares.sum()))]


class SlowLane:
    """A lane that works when it is told to, on a disk that refuses when it is told to."""

    def __init__(self) -> None:
        self.refuses = False
        self._jobs: deque[tuple[Callable[[], Any], Callable[[Any], None], Any]] = deque()

    def __call__(self, job: Any, done: Any, failed: Any) -> None:
        """Take a job; it waits."""
        self._jobs.append((job, done, failed))

    @property
    def idle(self) -> bool:
        """Whether nothing waits."""
        return not self._jobs

    def work(self, most: int = 1_000) -> None:
        """Do what waits, and what comes up meanwhile."""
        while self._jobs and most:
            most -= 1
            job, done, failed = self._jobs.popleft()
            try:
                if self.refuses:
                    raise DiskFullError("the monkey's disk")
                result = job()
            except Exception as error:  # noqa: BLE001 -- as the real lane does
                failed(error)
            else:
                done(result)


@dataclass(kw_only=True)
class Tally:
    """What a monkey came through."""

    actions: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    days: int = 0
    replays: int = 0
    answers: int = 0


class Monkey:
    """Plays at one seat; when nobody is left to sit there, on another day.

    Args:
        made: The assessment; its homes are copied below `root`, and left alone.
        look: How the window looks.
        root: A folder for the monkey's days.
        seed: Where chance begins.
        trail: Takes every action before it is done: what a crash of the program leaves.
    """

    def __init__(
        self, made: World, look: Look, root: Path, seed: int, trail: TextIO | None = None
    ) -> None:
        self._trail = trail
        self.look, self.chance = look, Chance(seed)
        self.machine = Machine(printers=("Laser",))
        self.tally, self.complaints = Tally(), Complaints()
        self._made, self._root = made, root
        self._recent: deque[str] = deque(maxlen=REMEMBERED)
        self._acts = self._table()
        self._seated: Seated | None = None
        self._live = False
        self._new_day()

    @property
    def stage(self) -> Stage:
        """Which screen is shown."""
        return self.window.director.stage

    def note(self, words: str) -> None:
        """Remember what was done, for the message when something breaks."""
        self._recent.append(words)
        if self._trail is not None:
            self._trail.write(f"{words}\n")
            self._trail.flush()

    def play(self, actions: int) -> Tally:
        """Do so many actions, and hold every journal against the screen.

        Raises:
            BrokenError: Something that must hold did not.
        """
        weights = {name: weight for name, (weight, _) in self._acts.items()}
        with self.complaints.heard():
            for _ in range(actions):
                self._do(self.chance.weighed(weights))
            self._end_run(drained=True)
            self._complain()
        return self.tally

    def _do(self, name: str) -> None:
        self.tally.actions[name] += 1
        self.tally.stages[self.stage] += 1
        self.note(f"{name} at {self.stage}")
        try:
            self._acts[name][1]()
            QCoreApplication.processEvents()
            self._follow()
        except Exception:  # noqa: BLE001 -- told with what was done before
            self.complaints.found.append(traceback.format_exc())
        self._complain()

    def _follow(self) -> None:
        """See who sits here now; when nobody can any more, another day begins."""
        visit = self.window.director.visit
        if visit is not None and visit.seated is not None:
            self._seated = visit.seated
        if self._left:
            self._restart(drained=False)
        elif self._spent():
            self._end_run(drained=True)
            self._new_day()

    def _complain(self) -> None:
        if self.complaints.found:
            told_so = "\n".join([*self._recent, *self.complaints.found[:2]])
            raise BrokenError(f"after {self.tally.actions.total()} actions:\n{told_so}")

    # --- what it does ------------------------------------------------------------------------

    def _table(self) -> dict[str, tuple[float, Callable[[], None]]]:
        """Return how often what is done."""
        hands, sense = MonkeyHands(self), Sense(self)
        return {
            "key": (38, hands.key),
            "type": (3, hands.type_something),
            "click": (16, hands.click),
            "drag": (2, hands.drag),
            "wheel": (2, hands.wheel),
            "step": (18, sense.step),
            "proctor": (1.5, sense.proctor),
            "work": (14, lambda: self.lane.work(1 + self.chance.below(3))),
            "pass": (6, self._pass),
            "sleep": (0.3, self._sleep),
            "disk": (1, self._turn_disk),
            "stick": (0.5, self._turn_stick),
            "look": (2, self._turn_look),
            "size": (1, lambda: self.window.resize(*self.chance.any(SIZES))),
            "machine": (1, self._look_at_machine),
            "crash": (0.2, lambda: self._restart(drained=False)),
        }

    def _pass(self) -> None:
        self.world.clock.pass_ms(self.chance.any(PASSES_MS))
        self.window.director.beat()

    def _sleep(self) -> None:
        self.world.clock.sleep_ms(self.chance.any(SLEEPS_MS))
        self.window.director.beat()

    def _turn_disk(self) -> None:
        self.lane.refuses = not self.lane.refuses and self.chance.likely(0.5)

    def _turn_stick(self) -> None:
        stick_dir = self.world.root / "stick"
        stick_dir.mkdir(exist_ok=True)
        for officer, code in self.world.founded.codes.items():
            (stick_dir / f"{officer}.code").write_text(code)
        stick = Stick(name="sdb1", path=stick_dir)
        self.machine.sticks = () if self.machine.sticks else (stick,)

    def _turn_look(self) -> None:
        if self.chance.likely(0.5):
            self.look.zoom(self.chance.any((-1, 0, 1)))
        else:
            theme, language = self.chance.any(tuple(THEMES)), self.chance.any(LANGUAGES)
            self.look.change(theme=theme, language=language)

    def _look_at_machine(self) -> None:
        self.window.look_at_machine()
        self.window.test_machine()

    # --- days and starts ---------------------------------------------------------------------

    def _new_day(self) -> None:
        self.tally.days += 1
        self.world = copy.copy(self._made)
        self.world.root = self._root / f"day-{self.tally.days}"
        self.world.clock = type(self._made.clock)()
        shutil.copytree(self._made.root, self.world.root)
        self.machine.sticks = ()
        self._start()

    def _restart(self, *, drained: bool) -> None:
        """End the program, and start the machine again."""
        self._end_run(drained=drained)
        self.world.clock.reboot(60_000)
        self._start()

    def _start(self) -> None:
        self.tally.starts += 1
        self.lane = SlowLane()
        self._left: list[bool] = []
        self.window = ParticipantWindow(
            self.look,
            parts_of(self.world, SEAT, self.machine),
            run=self.lane,
            machine_run=lambda job, done, _failed: done(job()),
            quit_program=lambda: self._left.append(True),
        )
        self.window.resize(*SIZES[0])
        self.window.show()
        self.window.activateWindow()
        self._look_at_machine()
        self._live = True

    def _spent(self) -> bool:
        """Return whether nobody can sit here any more today."""
        visit = self.window.director.visit
        if visit is None:
            return True
        sat = bool(self.world.home(SEAT).sitting_dirs()) and visit.seated is None
        away = visit.stage in {Stage.READY, Stage.SIGN_IN} and self.lane.idle
        return sat and away and not self._can_be_resumed(visit.station)

    def _can_be_resumed(self, station: Station) -> bool:
        """Return whether a sitting waits; not one whose journal the disk refused to close."""
        try:
            return bool(station.unfinished())
        except HomeInUseError:
            return False

    # --- what must hold ----------------------------------------------------------------------

    def _end_run(self, *, drained: bool) -> None:
        """End the program; hold the journal against what it had called saved, and shown."""
        shown = self._come_to_rest() if drained else None
        seated, self._seated = self._seated, None
        if seated is not None:
            seated.keeper.close()
            self._hold(seated, shown)
        self.window.leave()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _come_to_rest(self) -> list[object] | None:
        """Let everything be stored, and return what the item page tells when one is shown."""
        director, self.lane.refuses = self.window.director, False
        visit = director.visit
        if director.items is not None:
            director.items.presenter.settle()
        if visit is None or visit.desk is None:
            return None
        visit.desk.retry()
        self.lane.work()
        if visit.stage in {Stage.SECTION_END, Stage.REVIEW, Stage.SUBMIT}:
            visit.to_items()
        QCoreApplication.processEvents()
        if visit.stage is not Stage.ITEMS or director.items is None:
            return None
        director.items.page.show_all(shown=False)
        shown = list(told(director.items.page.body))
        draft = self.look.say("item.number_wrong")  # stands there and is no answer
        return None if any(draft in one for one in shown) else list[object](shown)

    def _hold(self, seated: Seated, shown: list[object] | None) -> None:
        self.tally.replays += 1
        sitting, desk = replayed(self.world, seated, self.world.root / "checked"), seated.desk
        self.tally.answers += len(sitting.answers)
        if sitting != desk.saved:
            self.complaints.found.append(f"journal: {sitting}\nsaved: {desk.saved}")
        if shown is None:
            return
        if desk.ahead != desk.saved:
            self.complaints.found.append(f"not saved: {desk.ahead}\nsaved: {desk.saved}")
        page = self.window.director.items
        if page is not None:
            fresh = told_by_a_fresh_page(self.world, self.look, seated, sitting, page.page)
            wrong = [pair for pair in zip(shown, fresh, strict=False) if pair[0] != pair[1]]
            if wrong or len(shown) != len(fresh):
                self.complaints.found.append(f"shown, replayed: {wrong}, {len(shown)} {len(fresh)}")


def main(actions: int, seed: int, trail: TextIO | None) -> None:
    """Let a monkey play and print what it came through.

    Raises:
        BrokenError: Something that must hold did not.
    """
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("the program runs without widgets")
    look = ready_look(app)
    cells_access.install()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        tally = Monkey(make_world(root / "made"), look, root, seed, trail).play(actions)
    sys.stdout.write(f"{tally}\n")


if __name__ == "__main__":
    trail_path = sys.argv[3] if len(sys.argv) > 3 else os.devnull
    with Path(trail_path).open("w") as trail_file:
        main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, trail_file)

"""The days of the demonstration: stations as real processes, one of which is killed.

Ordinary participants sit at seats played by two processes at a time. The special ones have a
process a station: one is killed in the middle of a section and resumes, one moves to a spare
seat when a screen breaks, one sits at the real window.
"""

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import msgspec

from station.clock import parse_wall, wall_text
from station.entropy import SystemEntropy, new_id
from station.exam.form import ItemId
from station.sealing.chain import walk
from station.storage.files import write_whole
from station.storage.journal import Journal
from station.usecases.demo.answers import Step, invent_steps, invent_traits
from station.usecases.demo.office import DemoOffice, DemoSession
from station.usecases.demo.seat import SeatPlan, SeatResult

PROCESSES = 2
KILL_AT = 130
FAIL_AT = 250
PAUSE_AT = 70
STARTS_AFTER = timedelta(minutes=55)
STOPPED_FOR = timedelta(minutes=3)
CHILD_SECONDS = 3_600
BLANK_SECTION = "digital"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Who does something special; with few people one number may play several parts."""

    window: str
    killed: str
    moved: str
    absent: str
    blank: str
    paused: str
    slower: str

    @classmethod
    def of(cls, numbers: Sequence[str]) -> "Roles":
        """Deal the parts.

        The last one stays away unless alone; the first sits at the window. The others take
        turns; without others nobody is killed or moved.
        """
        present = numbers[:-1] or numbers
        others = present[1:]
        parts = [others[place % len(others)] if others else "" for place in range(5)]
        return cls(
            window=present[0],
            killed=parts[0],
            moved=parts[1],
            blank=parts[2],
            paused=parts[3],
            slower=parts[4],
            absent=numbers[-1] if len(numbers) > 1 else "",
        )


class WindowSeat(Protocol):
    """Sits one participant through the real window by key events."""

    def __call__(self, plan: SeatPlan, screens_dir: Path) -> SeatResult:
        """Return what came of it; pictures of screens are left in `screens_dir`."""
        ...


@dataclass(kw_only=True)
class Happened:
    """What the days brought.

    Attributes:
        results: Participant number to the result of the finished sitting.
        resumed: Number to what a killed sitting was when it came back.
        acknowledged: Number to the items that were acknowledged before the kill.
        durable_used_ms: Used time in the last record of the killed station's journal.
        steps: Number to what the person was to do.
    """

    results: dict[str, SeatResult] = field(default_factory=dict)
    resumed: dict[str, SeatResult] = field(default_factory=dict)
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    durable_used_ms: dict[str, int] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)


class DayRunner:
    """Runs the sessions of a demonstration."""

    def __init__(
        self,
        office: DemoOffice,
        roles: Roles,
        *,
        seed: int,
        child: Sequence[str],
        window: WindowSeat,
        patient: bool,
        progress: Callable[[str], None],
    ) -> None:
        """Prepare for running.

        Args:
            office: What was made before.
            roles: Who does something special.
            seed: Drives answers and times.
            child: The command that plays a file of plans; two paths are appended.
            window: Sits one participant through the real window.
            patient: Commit once a section (very large demonstrations).
            progress: Told a line when something is finished.
        """
        self._office = office
        self._roles = roles
        self._seed = seed
        self._child = list(child)
        self._window = window
        self._patient = patient
        self._progress = progress
        self.happened = Happened()

    def run(self, session: DemoSession) -> None:
        """Run one session to its end."""
        special = self._special_numbers()
        present = [number for number in session.seats if number != self._roles.absent]
        ordinary = [number for number in present if number not in special]
        jobs: list[Callable[[], None]] = [
            self._job(self._special, session, number) for number in present if number in special
        ]
        jobs += [self._job(self._ordinary, session, part) for part in _deal(ordinary, PROCESSES)]
        with ThreadPoolExecutor(PROCESSES) as pool:
            for finished in [pool.submit(job) for job in jobs]:
                finished.result()
        self._progress(f"{session.id}: {len(present)}")

    def _special_numbers(self) -> set[str]:
        return {self._roles.window, self._roles.killed, self._roles.moved}

    def _job(
        self, work: Callable[[DemoSession, Any], None], session: DemoSession, what: Any
    ) -> Callable[[], None]:
        return lambda: work(session, what)

    def _ordinary(self, session: DemoSession, numbers: Sequence[str]) -> None:
        if not numbers:
            return
        plans = [self._plan(session, number) for number in numbers]
        self._keep(self._play(plans, f"{session.id}-{numbers[0]}"))

    def _special(self, session: DemoSession, number: str) -> None:
        if number == self._roles.window:
            screens_dir = self._office.out_dir / "screens"
            self._keep([self._window(self._plan(session, number), screens_dir)])
            return
        self._interrupted(session, number)

    def _interrupted(self, session: DemoSession, number: str) -> None:
        """Play a sitting whose station is killed, or fails, or both one after the other."""
        plan = self._plan(session, number)
        killed, moved = number == self._roles.killed, number == self._roles.moved
        if killed:
            self._kill(replaced(plan, stop_at=KILL_AT), number)
            plan = replaced(plan, enter="resume", begins=self._after(plan), boot="boot-2")
        if moved:
            spare = self._office.spares[0]
            move_dir = self._office.out_dir / "moved" / number
            failing = replaced(
                plan,
                stop_at=FAIL_AT,
                stop="fail",
                move_dir=str(move_dir),
                move_to=self._office.identities[spare].station,
            )
            self._keep(self._play([failing], f"{number}-fails"))
            plan = replaced(
                plan,
                home=str(self._office.home(spare).root),
                enter="arrive",
                move_dir=str(move_dir),
                begins=self._after(plan),
                boot="spare-1",
            )
        self._keep(self._play([plan], f"{number}-end"))

    def _after(self, plan: SeatPlan) -> str:
        """Return a moment a little after the last record of a seat."""
        wall = parse_wall(self._last(plan)[0])
        return wall_text(wall + STOPPED_FOR)

    def _last(self, plan: SeatPlan) -> tuple[str, int]:
        """Return wall and used time of the last record in a seat's journal of this person."""
        for folder in Path(plan.home, "sittings").glob("*"):
            journal = Journal.open(folder / "journal.db")
            chain = walk(row.data for row in journal.rows())
            journal.close()
            if chain.opening.number == plan.number:
                return chain.wall, chain.used_ms
        raise FileNotFoundError(plan.number)

    def _kill(self, plan: SeatPlan, number: str) -> None:
        """Start a seat, and kill it some steps after it says that it is in mid-section."""
        plans_path, results_path = self._write([plan], f"{number}-killed")
        command = [*self._child, str(plans_path), str(results_path)]
        acknowledged: list[str] = []
        to_go = -1
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                word, _, item = line.strip().partition(" ")
                if word == "saved":
                    acknowledged.append(item)
                to_go = 7 if word == "now" else to_go - (to_go > 0)
                if to_go == 0:
                    process.kill()
                    break
            rest = process.stdout.read() if process.stdout else ""
        whole_lines = rest.split("\n")[:-1]
        acknowledged += [one.partition(" ")[2] for one in whole_lines if one.startswith("saved ")]
        self.happened.acknowledged[number] = acknowledged
        self.happened.durable_used_ms[number] = self._last(plan)[1]

    def _play(self, plans: Sequence[SeatPlan], name: str) -> list[SeatResult]:
        plans_path, results_path = self._write(plans, name)
        subprocess.run(
            [*self._child, str(plans_path), str(results_path)],
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=CHILD_SECONDS,
        )
        return msgspec.json.decode(results_path.read_bytes(), type=list[SeatResult])

    def _write(self, plans: Sequence[SeatPlan], name: str) -> tuple[Path, Path]:
        folder = self._office.out_dir / ".work"
        plans_path = folder / f"{name}.plans.json"
        write_whole(plans_path, msgspec.json.encode(plans))
        return plans_path, folder / f"{name}.results.json"

    def _keep(self, results: Sequence[SeatResult]) -> None:
        for result in results:
            self.happened.results[result.number] = result
            if result.number == self._roles.killed:
                self.happened.resumed.setdefault(result.number, result)

    def _plan(self, session: DemoSession, number: str) -> SeatPlan:
        office = self._office
        officer = "pengawas-1"
        return SeatPlan(
            home=str(office.home(session.seats[number]).root),
            number=number,
            ticket=office.tickets[number].code,
            start_a=session.issued.start_a,
            start_b=session.issued.start_b,
            officer=officer,
            officer_code=office.founded.codes[officer],
            begins=wall_text(parse_wall(session.sitting.opens) + STARTS_AFTER),
            boot=new_id(SystemEntropy()),
            steps=tuple(self._steps(number)),
            pause_at=PAUSE_AT if number == self._roles.paused else -1,
            patient=self._patient and number not in self._special_numbers(),
        )

    def _steps(self, number: str) -> list[Step]:
        key = self._office.compiled.key
        form = self._office.compiled.forms["A"]
        if key is None:
            raise ValueError(number)
        seed = f"{self._seed}/{number}"
        steps = invent_steps(
            form, key, invent_traits(key, seed, self._office.people[number].tier), seed
        )
        if number == self._roles.blank:
            blank = set(self._items(BLANK_SECTION))
            steps = [replace(step, choice=None) if step.item in blank else step for step in steps]
        self.happened.steps[number] = steps
        return steps

    def _items(self, section: str) -> tuple[ItemId, ...]:
        form = self._office.compiled.forms["A"]
        return next(one.items for one in form.sections if one.code == section)


def replaced(plan: SeatPlan, **changes: Any) -> SeatPlan:
    """Return `plan` with some fields changed."""
    return msgspec.structs.replace(plan, **changes)


def _deal(numbers: Sequence[str], hands: int) -> list[Sequence[str]]:
    return [numbers[place::hands] for place in range(hands)]

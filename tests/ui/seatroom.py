"""A real window before a real station, with hands at its keyboard. For tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from station.app import SeatParts, practice_form
from station.entropy import SystemEntropy
from station.exam.sitting import Sitting
from station.machine.ballast import Ballast
from station.machine.doctor import Finding
from station.machine.grades import Grade
from station.machine.lockdown import Sighting
from station.machine.sticks import Stick
from station.ui.look import Look
from station.ui.participant.hands import Hands, Key
from station.ui.participant.item.reading import Voice
from station.ui.participant.stages import Stage
from station.ui.participant.window import ParticipantWindow
from station.ui.tasks import Tasks
from station.ui.widgets.text import Text
from station.usecases.desk import Desk, Run
from tests.worlds import World, now


@dataclass
class Machine:
    """What the seat finds around it; change it while the window runs."""

    sticks: tuple[Stick, ...] = ()
    sightings: frozenset[Sighting] = frozenset()
    printers: tuple[str, ...] = ()
    printed: list[tuple[str, bytes]] = field(default_factory=list)
    print_error: Exception | None = None
    worse: tuple[Finding, ...] = ()

    def mounted(self) -> tuple[Stick, ...]:
        return self.sticks

    def look(self) -> frozenset[Sighting]:
        return self.sightings

    def examine(self, _displays: object) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        says: dict[str, tuple[str, dict[str, str | int]]] = {
            "clock": ("right", {"time": "20-01-2025 08:00"}),
            "disk": ("fast", {"ms": 1}),
            "space": ("roomy", {"size": "38 GB"}),
        }
        good = [
            Finding(check=check, grade=Grade.GOOD, says=name, values=values)
            for check, (name, values) in says.items()
        ]
        return tuple(good), self.worse

    def send(self, printer: str, pdf: bytes) -> None:
        if self.print_error is not None:
            raise self.print_error
        self.printed.append((printer, pdf))


@dataclass(kw_only=True)
class Room:
    """One seat and whoever sits there."""

    world: World
    window: ParticipantWindow
    hands: Hands
    machine: Machine
    ballast_path: Path
    left: list[bool] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.window.director.stage

    def at(self, stage: Stage) -> bool:
        return self.stage is stage

    @property
    def desk(self) -> Desk:
        visit = self.window.director.visit
        assert visit is not None
        assert visit.desk is not None
        return visit.desk

    @property
    def sitting(self) -> Sitting:
        return self.desk.ahead

    def wait_for(self, stage: Stage) -> None:
        self.hands.until(lambda: self.stage is stage, f"{stage} never came, {self.stage} stands")

    def shown(self) -> Any:
        return self.window.director.stack.currentWidget()

    def sign_in(self, number: str = "0001") -> None:
        """Come as far as the practice, without changing anything on the way."""
        self.hands.press(Key.Key_Return)
        self.wait_for(Stage.SIGN_IN)
        self.hands.type(number)
        self.hands.press(Key.Key_Return)
        self.hands.type(self.world.tickets[number].code)
        self.hands.press(Key.Key_Return)
        self.wait_for(Stage.IDENTITY)
        self.hands.press(Key.Key_Return)
        self.wait_for(Stage.COMFORT)

    def to_wait(self) -> None:
        """Go through comfort and practice by keys."""
        self.hands.tab_to(self.shown().go)
        self.hands.press(Key.Key_Return)
        self.wait_for(Stage.PRACTICE)
        for _ in range(5):
            self.hands.press(Key.Key_Right)
        self.wait_for(Stage.WAIT)

    def start(self) -> None:
        """Type both start codes and open the first section."""
        self.hands.type(self.world.session.start_a)
        self.hands.type(self.world.session.start_b)
        self.wait_for(Stage.SECTION)
        self.hands.press(Key.Key_Return)
        self.wait_for(Stage.ITEMS)

    def at_items(self) -> None:
        """Come from the locked screen to the first item."""
        self.sign_in()
        self.to_wait()
        self.start()

    def prove(self, officer: str = "pengawas-1") -> None:
        """Open the officers' dialog by keys."""
        overlays = self.window.director.overlays
        self.hands.press(Key.Key_F8)
        self.hands.tab_to(overlays.call_dialog().officer)
        self.hands.press(Key.Key_Return)
        self.hands.type(officer)
        self.hands.press(Key.Key_Return)
        self.hands.type(self.world.founded.codes[officer])
        self.hands.press(Key.Key_Return)
        self.hands.until(overlays.officer_dialog().acts.isVisible, "the code was not accepted")


def parts_of(world: World, seat: str, machine: Machine) -> SeatParts:
    """Return what a seat is put together from: real homes and keys, a fake machine around them."""
    return SeatParts(
        post=world.post(seat),
        clock=world.clock,
        entropy=SystemEntropy(),
        sticks=machine,
        lockdown=machine,
        ballast=Ballast(world.home(seat).root / "ballast.bin", 4096),
        examine=machine.examine,
        practice=practice_form,
        printers=lambda: machine.printers,
        send=machine.send,
    )


@contextmanager
def seat_room(
    world: World,
    look: Look,
    *,
    seat: str = "01",
    size: tuple[int, int] = (1366, 768),
    lanes: bool = False,
    voice: Voice | None = None,
) -> Iterator[Room]:
    """Sit down at a seat that may have a voice; `lanes` stores off the main thread, in earnest."""
    machine, tasks = Machine(), Tasks()
    parts = parts_of(world, seat, machine)
    run: Run = tasks.run if lanes else now
    left: list[bool] = []
    window = ParticipantWindow(
        look, parts, run=run, machine_run=now, quit_program=lambda: left.append(True),
        find_voice=lambda _parent: voice,
    )  # fmt: skip
    window.resize(*size)
    window.show()
    window.start()
    room = Room(
        world=world, window=window, hands=Hands(window), machine=machine,
        ballast_path=world.home(seat).root / "ballast.bin", left=left,
    )  # fmt: skip
    room.hands.settle()
    try:
        yield room
    finally:
        window.leave()
        tasks.close()
        window.deleteLater()


def words(room: Room) -> str:
    """Return all words that can be read on the screen now."""
    shown = [one for one in room.window.findChildren(Text) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


def conduct(room: Room) -> list[str]:
    """Return the clear facts of the journal, which is closed for it, by name."""
    return [fact["fact"] for fact in conduct_facts(room)]


def conduct_facts(room: Room) -> list[dict[str, Any]]:
    """Return the clear facts of the journal, which is closed for it."""
    visit = room.window.director.visit
    assert visit is not None
    assert visit.seated is not None
    visit.seated.keeper.close()
    (stopped,) = visit.station.unfinished()
    return [msgspec.json.decode(fact) for one in stopped.chain.conduct for fact in one.facts]

"""A seat's whole program in a process that will be killed: real window, real lane, real journal.

Run as a module with one JSON argument. Prints a line for everything that is acknowledged; the
hands press real keys from inside the event loop.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from station.app import SeatParts, simulated_seat
from station.clock import parse_wall
from station.ui.participant.director import Director
from station.ui.participant.hands import Hands, Key
from station.ui.participant.program import show
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.stages import Stage
from station.ui.participant.window import ParticipantWindow
from station.usecases.demo.clock import SimulatedClock

PRESSES = (Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D, Key.Key_E)


def say(line: str) -> None:
    """Write one line for whoever is going to kill this process."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Play:
    """Sits at the window once it is there."""

    def __init__(self, plan: dict[str, str], clock: SimulatedClock) -> None:
        self._plan, self._clock = plan, clock

    def begin(self) -> None:
        """Do what the plan says: sit until killed, or resume, say where, and end."""
        window = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, ParticipantWindow)
        )
        hands = Hands(window)
        hands.until(window.director.ready.begin.isVisible, "the seat never opened")
        if self._plan["do"] == "resume":
            self._resume(window, hands)
        else:
            self._sit(window, hands)

    def _sit(self, window: ParticipantWindow, hands: Hands) -> None:
        plan, director = self._plan, window.director
        hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.SIGN_IN)
        for typed in (plan["number"], plan["ticket"]):
            hands.type(typed)
            hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.IDENTITY)
        hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.COMFORT)
        screen = director.stack.currentWidget()
        assert isinstance(screen, ComfortScreen)
        hands.tab_to(screen.go)
        hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.PRACTICE)
        hands.press(*[Key.Key_Right] * 5)
        self._come_to(director, hands, Stage.WAIT)
        hands.type(plan["start_a"])
        hands.type(plan["start_b"])
        self._come_to(director, hands, Stage.SECTION)
        hands.press(Key.Key_Return)
        self._answer(window, hands)

    def _come_to(self, director: Director, hands: Hands, stage: Stage) -> None:
        hands.until(lambda: director.stage is stage, f"{stage} never came")

    def _answer(self, window: ParticipantWindow, hands: Hands) -> None:
        """Answer round and round; say each answer once the screen may call it saved."""
        visit = window.director.visit
        assert visit is not None
        assert visit.desk is not None
        desk = visit.desk
        for turn in range(100_000):
            self._clock.pass_ms(7)
            hands.press(PRESSES[turn % 5])
            hands.until(lambda: not desk.pending, "it was never stored")
            item = desk.saved.item
            assert item is not None
            say(f"saved {item} {desk.saved.answers[item]} {desk.saved.used_ms}")
            if turn % 3 == 2:
                last = item == "A-5"
                hands.press(*[Key.Key_Left] * 4 if last else [Key.Key_Right])

    def _resume(self, window: ParticipantWindow, hands: Hands) -> None:
        plan, director = self._plan, window.director
        hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.STOPPED)
        for typed in (plan["officer"], plan["officer_code"], plan["ticket"]):
            hands.type(typed)
            hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.RESUMED)
        hands.press(Key.Key_Return)
        self._come_to(director, hands, Stage.ITEMS)
        visit = director.visit
        assert visit is not None
        assert visit.desk is not None
        saved = visit.desk.saved
        say(
            json.dumps(
                {"item": saved.item, "used_ms": saved.used_ms, "answers": dict(saved.answers)}
            )
        )
        window.leave()


def main(plan: dict[str, str]) -> int:
    """Show the seat, with hands at it."""
    clock = SimulatedClock(parse_wall(plan["wall"]), plan["boot"])
    play = Play(plan, clock)

    def shown(parts: SeatParts) -> int:
        QTimer.singleShot(0, play.begin)
        return show(parts, windowed=True)

    QApplication([])
    return shown(simulated_seat(Path(plan["home"]), clock))


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))

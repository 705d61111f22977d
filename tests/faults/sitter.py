"""A participant who answers without pause, in a process that will be killed.

Prints `opened`, then `item answer used_ms` after each stored answer. Run as a module with one
JSON argument.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from station.entropy import SystemEntropy
from station.exam.form import ItemId
from station.usecases.home import Home, load_post
from station.usecases.sit import Station
from tests.fakes import FakeClock
from tests.worlds import now


def say(line: str) -> None:
    """Write one line for whoever is going to kill this process."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(plan: dict[str, str]) -> None:
    """Sit until killed."""
    clock = FakeClock(wall=datetime.fromisoformat(plan["wall"]))
    post = load_post(Home(Path(plan["home"])))
    session = post.session_now(clock.now().wall)
    station = Station(post=post, session=session, clock=clock, entropy=SystemEntropy(), run=now)
    who = station.sign_in(plan["number"], plan["ticket"])
    station.release(plan["start_a"], plan["start_b"], who.form)
    desk = station.start(who, station.open_material(who.form)).desk
    desk.open_section()
    say("opened")
    for turn in range(100_000):
        item, choice = ItemId(f"A-{turn % 5 + 1}"), "ABCDE"[turn // 5 % 5]
        clock.pass_ms(5)
        desk.see(item)
        desk.answer(item, choice)
        if desk.failure is not None:
            return  # called saved by nobody: the disk has just refused it
        say(f"{item} {choice} {desk.used_ms()}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

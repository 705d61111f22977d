"""Killing a running station at random moments: the campaign, `python -m tests.faults.kills 200`.

After each kill: every acknowledged answer is in the journal, the resumed sitting stands at the
item of the last record, and its used time is that record's.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from station.exam.form import ItemId
from station.usecases.sit import Seated
from tests.worlds import World, make_world

LONGEST_S = 0.25


@dataclass(frozen=True, kw_only=True)
class Kill:
    """What one kill left behind."""

    acknowledged: list[tuple[str, str, int]]
    resumed: Seated
    last_record_used_ms: int
    records: int


def kill_once(world: World, root: Path, delay_s: float) -> Kill:
    """Let a station run for `delay_s` after its opening, kill it, resume its sitting."""
    shutil.copytree(world.root, root)
    mine = World(**{**vars(world), "root": root})
    acknowledged = _run_and_kill(mine, delay_s)
    station = mine.station("01")
    (stopped,) = station.unfinished()
    officer = station.officer("pengawas-1", mine.founded.codes["pengawas-1"])
    resumed = station.resume(stopped, officer=officer, ticket_code=mine.tickets["0001"].code)
    return Kill(
        acknowledged=acknowledged,
        resumed=resumed,
        last_record_used_ms=stopped.chain.used_ms,
        records=len(stopped.rows),
    )


def check(kill: Kill) -> None:
    """Hold what was found against what had been acknowledged.

    Raises:
        AssertionError: An answer, the place or the time is not what it must be.
    """
    desk = kill.resumed.desk
    kept = desk.saved.answers
    latest = {item: choice for item, choice, _ in kill.acknowledged}
    for item, choice in latest.items():
        found = kept.get(ItemId(item))
        assert _may_be_ahead(choice, found), (item, choice, found)
    assert desk.used_ms() == kill.last_record_used_ms
    if kill.acknowledged:
        item, _, used_ms = kill.acknowledged[-1]
        assert used_ms <= kill.last_record_used_ms
        assert desk.saved.item in {item, _next(item)}
    else:
        assert desk.saved.item in {None, "A-1"}


def _next(item: str) -> str:
    return f"A-{int(item[2:]) % 5 + 1}"


def _may_be_ahead(acknowledged: str, kept: object) -> bool:
    """One answer may have been stored after the last line that reached us."""
    order = "ABCDE"
    following = order[(order.index(acknowledged) + 1) % 5]
    return kept in {acknowledged, following}


def _run_and_kill(world: World, delay_s: float) -> list[tuple[str, str, int]]:
    plan = {
        "home": str(world.home("01").root),
        "wall": world.clock.wall.isoformat(),
        "number": "0001",
        "ticket": world.tickets["0001"].code,
        "start_a": world.session.start_a,
        "start_b": world.session.start_b,
    }
    command = [sys.executable, "-m", "tests.faults.sitter", json.dumps(plan)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "opened\n"
        timer = threading.Timer(delay_s, child.kill)
        timer.start()
        lines = child.stdout.read().splitlines(keepends=True)
        timer.join()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(item, choice, int(used_ms)) for item, choice, used_ms in whole]


def campaign(kills: int, seed: int) -> tuple[int, int]:
    """Kill `kills` times; return (kills, acknowledged answers in all).

    Raises:
        AssertionError: Something that was acknowledged is not there.
    """
    chance = np.random.default_rng(seed)
    answers = 0
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder) / "world")
        for turn in range(kills):
            root = Path(folder) / f"kill-{turn}"
            kill = kill_once(world, root, chance.uniform(0, LONGEST_S))
            check(kill)
            kill.resumed.keeper.close()
            answers += len(kill.acknowledged)
            shutil.rmtree(root)
    return kills, answers


if __name__ == "__main__":
    done, kept = campaign(int(sys.argv[1]) if len(sys.argv) > 1 else 200, seed=1)
    sys.stdout.write(f"{done} kills, {kept} acknowledged answers, none lost\n")

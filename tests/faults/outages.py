"""Pulling the disk from under a running station: the campaign.

`python -m tests.faults.outages 100`: the home lies on a real file system. At a random moment
its disk is gone without a flush, the station ends, the disk is plugged in again, and the
sitting is resumed: every acknowledged answer must be there, as after a kill.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np

from tests.faults.disks import RealDisk, real_disk, why_not
from tests.faults.kills import Kill, check
from tests.worlds import World, make_world

LONGEST_S = 0.25


def outage_once(world: World, disk: RealDisk, delay_s: float) -> Kill:
    """Let a station on `disk` run for `delay_s`, pull the disk out, plug it in, resume."""
    mine = World(**{**vars(world), "root": disk.path / "world"})
    shutil.copytree(world.root, mine.root)
    disk.unplug()
    disk.plug_in()
    acknowledged = _sit_until_pulled(mine, disk, delay_s)
    disk.unplug()
    disk.plug_in()
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


def _sit_until_pulled(world: World, disk: RealDisk, delay_s: float) -> list[tuple[str, str, int]]:
    plan = {
        "home": str(world.home("01").root),
        "wall": world.clock.wall.isoformat(),
        "number": "0001",
        "ticket": world.tickets["0001"].code,
        "start_a": world.session.start_a,
        "start_b": world.session.start_b,
    }
    command = [sys.executable, "-m", "tests.faults.sitter", json.dumps(plan)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "opened\n"
        timer = threading.Timer(delay_s, disk.pull_out_under, [child])
        timer.start()
        lines = child.stdout.read().splitlines(keepends=True)  # ends when storing fails
        timer.join()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(item, choice, int(used_ms)) for item, choice, used_ms in whole]


def campaign(outages: int, seed: int) -> int:
    """Pull the disk `outages` times; return how many answers had been acknowledged in all.

    Raises:
        AssertionError: Something that was acknowledged is not there.
    """
    chance = np.random.default_rng(seed)
    answers = 0
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder) / "world")
        for turn in range(outages):
            with real_disk(Path(folder) / f"{turn}") as disk:
                outage = outage_once(world, disk, chance.uniform(0, LONGEST_S))
                check(outage)
                outage.resumed.keeper.close()
                answers += len(outage.acknowledged)
    return answers


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    reason = why_not()
    if reason:
        sys.exit(f"not run: {reason}")
    kept = campaign(asked, seed=1)
    sys.stdout.write(f"{asked} disks pulled out, {kept} acknowledged answers, none lost\n")

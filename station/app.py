"""The composition root: settings, ports and use cases come together here and nowhere else."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station.bank.compile import compile_folder
from station.bank.folder import read_folder
from station.entropy import SystemEntropy
from station.reporting.drawing import Drawing
from station.resources import resources_dir
from station.storage.files import read_whole, write_whole
from station.usecases.demo.day import WindowSeat
from station.usecases.demo.people import Pool
from station.usecases.demo.run import Demonstration, Ports
from station.usecases.demo.seat import SeatPlan, SeatResult

if TYPE_CHECKING:
    from station.usecases.demo.summary import Summary

WINDOW_SECONDS = 900


def standards_files() -> dict[str, bytes]:
    """Return the standards that come with the program, by file name."""
    return {path.name: path.read_bytes() for path in (resources_dir() / "standards").glob("*.toml")}


def run_demo(
    out_dir: Path,
    participants: int,
    seed: int,
    *,
    child: Sequence[str],
    window: Sequence[str],
    progress: Callable[[str], None],
) -> "Summary":
    """Run a demonstration in `out_dir`.

    Args:
        out_dir: Receives everything; it must not hold anything yet.
        participants: How many people.
        seed: Drives people and answers, never keys.
        child: Command that plays a file of seat plans.
        window: Command that sits one plan through the real window.
        progress: Told a line when something is done.
    """
    root = resources_dir()
    pool = Pool.parse(
        (root / "demo" / "people.toml").read_bytes(),
        (root / "standards" / "posts.toml").read_bytes(),
    )
    ports = Ports(
        child=child,
        window=_window_seat(window, out_dir),
        printer=Drawing(),
        entropy=SystemEntropy(),
        progress=progress,
    )
    demonstration = Demonstration(
        out_dir=out_dir,
        participants=participants,
        seed=seed,
        ports=ports,
        compiled=compile_folder(read_folder(root / "battery")),
        standards=standards_files(),
        pool=pool,
    )
    return demonstration.run()


def _window_seat(command: Sequence[str], out_dir: Path) -> WindowSeat:
    """Return what sits a plan through the window in a process of its own."""

    def sit(plan: SeatPlan, screens_dir: Path) -> SeatResult:
        work_dir = out_dir / ".work"
        plan_path = work_dir / "window.plan.json"
        result_path = work_dir / "window.result.json"
        write_whole(plan_path, msgspec.json.encode(plan))
        subprocess.run(
            [*command, str(plan_path), str(result_path), str(screens_dir)],
            check=True,
            timeout=WINDOW_SECONDS,
            stdout=subprocess.DEVNULL,
        )
        return msgspec.json.decode(read_whole(result_path), type=SeatResult)

    return sit

"""The composition root: settings, ports and use cases come together here and nowhere else.

What only one program needs is imported when that program is put together: a station starts
without the demonstration's libraries.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from station.clock import Clock, parse_wall
from station.entropy import Entropy, SystemEntropy
from station.errors import StationError
from station.exam.form import Form
from station.machine.ballast import Ballast
from station.machine.clock import SystemClock
from station.machine.doctor import Display, Finding, Machine, changed_since, examine
from station.machine.lockdown import BlindLockdown, Lockdown, SystemLockdown
from station.machine.printers import print_pdf, printer_names
from station.machine.sticks import Sticks, SystemSticks
from station.resources import resources_dir
from station.storage.files import read_whole, write_whole
from station.usecases.home import Home, Post, load_post

if TYPE_CHECKING:
    from station.usecases.demo.day import WindowSeat
    from station.usecases.demo.seat import SeatPlan
    from station.usecases.demo.summary import Summary

BASELINE = "doctor.json"
WINDOW_SECONDS = 900

Examined: TypeAlias = tuple[tuple[Finding, ...], tuple[Finding, ...]]
"""Findings, and those among them that are worse than in the baseline."""


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
    from station.bank.compile import compile_folder  # noqa: PLC0415 -- see the module's docstring
    from station.bank.folder import read_folder  # noqa: PLC0415
    from station.reporting.drawing import Drawing  # noqa: PLC0415
    from station.usecases.demo.people import Pool  # noqa: PLC0415
    from station.usecases.demo.run import Demonstration, Ports  # noqa: PLC0415

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


def _window_seat(command: Sequence[str], out_dir: Path) -> "WindowSeat":
    """Return what sits a plan through the window in a process of its own."""
    from station.usecases.demo.seat import SeatResult  # noqa: PLC0415

    def sit(plan: "SeatPlan", screens_dir: Path) -> SeatResult:
        work_dir = out_dir / ".work"
        plan_path = work_dir / "window.plan.json"
        result_path = work_dir / "window.result.json"
        write_whole(plan_path, msgspec.json.encode(plan))
        done = subprocess.run(
            [*command, str(plan_path), str(result_path), str(screens_dir)],
            check=False,
            timeout=WINDOW_SECONDS,
            capture_output=True,
        )
        if done.returncode:
            sys.stderr.buffer.write(done.stderr)  # what Qt chats about matters only then
        done.check_returncode()
        return msgspec.json.decode(read_whole(result_path), type=SeatResult)

    return sit


@dataclass(frozen=True, kw_only=True)
class SeatParts:
    """What one seat is put together from; every port may be a fake.

    Attributes:
        examine: The self-test: screens in, findings and the checks that became worse out.
        practice: Loads the practice form; asked for once somebody signed in.
        printers: Names of the printers.
        send: Sends a PDF to a printer.
    """

    post: Post
    clock: Clock
    entropy: Entropy
    sticks: Sticks
    lockdown: Lockdown
    ballast: Ballast
    examine: Callable[[Sequence[Display]], Examined]
    practice: Callable[[], tuple[Form, dict[str, bytes]]] = field(repr=False)
    printers: Callable[[], Sequence[str]] = printer_names
    send: Callable[[str, bytes], None] = print_pdf


def seat_parts(home_dir: Path) -> SeatParts:
    """Return a station of this machine, everything in its home verified.

    Raises:
        HomeUnpreparedError, SettingsError: The home is not a station's.
        IntegrityError: A file in it is not what it claims.
    """
    home, clock, sticks = Home(home_dir), SystemClock(), SystemSticks()
    post = load_post(home)
    return SeatParts(
        post=post,
        clock=clock,
        entropy=SystemEntropy(),
        sticks=sticks,
        lockdown=SystemLockdown(sticks),
        ballast=Ballast(home_dir / "ballast.bin"),
        examine=lambda displays: self_test(post, clock, displays),
        practice=practice_form,
    )


def simulated_seat(home_dir: Path, clock: Clock) -> SeatParts:
    """Return a station whose clock is moved by hand: for the demonstration and for pictures.

    Nothing is sighted there: the machine that shows it is not the machine it speaks of.

    Raises:
        As `seat_parts`.
    """
    post = load_post(Home(home_dir))
    return SeatParts(
        post=post,
        clock=clock,
        entropy=SystemEntropy(),
        sticks=SystemSticks(),
        lockdown=BlindLockdown(),
        ballast=Ballast(home_dir / "ballast.bin", 0),
        examine=lambda displays: self_test(post, clock, displays),
        practice=practice_form,
    )


def self_test(post: Post, clock: Clock, displays: Sequence[Display]) -> Examined:
    """Return the doctor's findings for a station, and those worse than its baseline.

    Raises:
        SaveFailedError: The disk cannot be read.
    """
    founded = parse_wall(post.assessment.body.created)
    return _examined(post.home.root, displays, clock, founded)


def examine_pc(home_dir: Path, displays: Sequence[Display]) -> Examined:
    """Return the doctor's findings for this PC; `home_dir` need not be a station's home yet.

    Raises:
        SaveFailedError: The disk cannot be read.
    """
    return _examined(home_dir, displays, SystemClock(), None)


def _examined(
    home_dir: Path, displays: Sequence[Display], clock: Clock, not_before: datetime | None
) -> Examined:
    machine = Machine(
        home_dir=home_dir, displays=displays, wall=clock.now().wall, not_before=not_before
    )
    findings = examine(machine)
    return findings, changed_since(home_dir / BASELINE, findings)


def practice_form() -> tuple[Form, dict[str, bytes]]:
    """Return the practice that comes with the program, compiled from its sources, and its media.

    Raises:
        BankUnreadableError, BankInvalidError: The program's folder is incomplete.
    """
    return _from_sources("practice")


def battery_form() -> tuple[Form, dict[str, bytes]]:
    """Return the first form of the battery that comes with the program, and its media.

    Raises:
        BankUnreadableError, BankInvalidError: The program's folder is incomplete.
    """
    return _from_sources("battery")


def _from_sources(name: str) -> tuple[Form, dict[str, bytes]]:
    from station.bank.compile import compile_folder  # noqa: PLC0415 -- see the module's docstring
    from station.bank.folder import read_sources_folder  # noqa: PLC0415

    compiled = compile_folder(read_sources_folder(resources_dir() / name))
    form_id, form = next(iter(compiled.forms.items()))
    names = (one.name for one in form.media)
    return form, dict(zip(names, compiled.media[form_id], strict=True))


def run_station(
    home_dir: Path,
    show: Callable[[SeatParts], int],
    refused: Callable[[StationError], bool] = lambda _error: False,
) -> int:
    """Run a station until an officer closes it, and return its exit code.

    Args:
        home_dir: The station's home.
        show: Shows the seat; `station.ui.participant.program.show`, which stands above here.
        refused: Shows why the home cannot be opened, and returns whether to try again.

    Raises:
        As `seat_parts`.
    """
    while True:
        try:
            parts = seat_parts(home_dir)
        except StationError as error:
            if not refused(error):
                raise
        else:
            return show(parts)

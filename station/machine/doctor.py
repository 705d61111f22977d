"""Is this PC fit to be a station? Each check gives a grade and a finding that has a name.

Promises: looks and measures, changes nothing but one small file that it removes again. The
words for a finding, and how to mend it, lie under `doctor.CHECK.FINDING` in the tables of words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from station.machine import disks, power
from station.machine.grades import Grade
from station.machine.guests import remote_session, virtual_machine
from station.machine.printers import printer_names
from station.machine.programs import REMOTE_CONTROL, SCREEN_SHARE, found_among, running_programs
from station.storage.errors import NotFoundError
from station.storage.files import read_whole, write_whole

SMALLEST_WIDTH, SMALLEST_HEIGHT = 1024, 768
SLOW_MS, TOO_SLOW_MS = 50, 250
ROOMY_BYTES, TIGHT_BYTES = 2 * 10**9, 3 * 10**8
LOW_BATTERY = 50
ZONES_H = (7, 8, 9)
"""Offsets of Indonesia's three zones from UTC, in hours."""


ORDER = (Grade.GOOD, Grade.WARN, Grade.BAD)


class Finding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one check found; `says` and `values` are for the words."""

    check: str
    grade: Grade
    says: str
    values: dict[str, str | int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """One screen: its size in pixels as programs see it."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the checks look at.

    Attributes:
        home_dir: Where sittings are kept.
        displays: The screens, the main one first.
        wall: This machine's clock now.
        not_before: A moment that has certainly passed, such as the founding of the assessment.
    """

    home_dir: Path
    displays: Sequence[Display]
    wall: datetime
    not_before: datetime | None = None
    programs: Callable[[], frozenset[str]] = field(default=running_programs)
    printers: Callable[[], Sequence[str]] = field(default=printer_names)


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Return a finding of every check, always in the same order. Takes up to a few seconds."""
    return (
        _clock(machine),
        _disk(machine),
        _space(machine),
        _display(machine.displays),
        _power(),
        _sleep(),
        _swap(),
        _sync(machine),
        _remote(machine.programs()),
        _guest(),
        _printer(machine.printers()),
    )


def worst(findings: Iterable[Finding]) -> Grade:
    """Return the worst grade among `findings`."""
    return max((one.grade for one in findings), key=ORDER.index, default=Grade.GOOD)


def keep_baseline(path: Path, findings: Sequence[Finding]) -> None:
    """Keep tonight's findings for tomorrow.

    Raises:
        DiskFullError, SaveFailedError: The disk refused.
    """
    write_whole(path, msgspec.json.format(msgspec.json.encode(findings)) + b"\n")


def changed_since(path: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what stands worse now than in the baseline at `path`; all is well without one.

    Raises:
        SaveFailedError: The disk cannot be read.
    """
    try:
        kept = msgspec.json.decode(read_whole(path), type=list[Finding])
    except (NotFoundError, msgspec.MsgspecError):
        return ()
    before = {one.check: one.grade for one in kept}
    return tuple(one for one in findings if _worse(one.grade, before.get(one.check, Grade.BAD)))


def _worse(now: Grade, before: Grade) -> bool:
    return ORDER.index(now) > ORDER.index(before)


def _finding(check: str, says: str, grade: Grade, **values: str | int) -> Finding:
    return Finding(check=check, says=says, grade=grade, values=values)


def _clock(machine: Machine) -> Finding:
    wall = machine.wall.astimezone()
    offset = wall.utcoffset()
    hours = 0 if offset is None else offset.total_seconds() / 3600
    shown = f"{wall:%d-%m-%Y %H:%M}"
    if machine.not_before is not None and machine.wall < machine.not_before:
        return _finding("clock", "behind", Grade.BAD, time=shown)
    if hours not in ZONES_H:
        return _finding("clock", "zone", Grade.WARN, zone=f"{wall:%z}")
    return _finding("clock", "right", Grade.GOOD, time=shown)


def _disk(machine: Machine) -> Finding:
    write_ms = disks.write_ms(machine.home_dir)
    if write_ms is None:
        return _finding("disk", "refuses", Grade.BAD)
    if write_ms > TOO_SLOW_MS:
        return _finding("disk", "slow", Grade.BAD, ms=write_ms)
    if write_ms > SLOW_MS:
        return _finding("disk", "slow", Grade.WARN, ms=write_ms)
    return _finding("disk", "fast", Grade.GOOD, ms=write_ms)


def _space(machine: Machine) -> Finding:
    free = disks.free_bytes(machine.home_dir)
    size = f"{free / 10**9:.0f} GB" if free >= ROOMY_BYTES else f"{free // 10**6} MB"
    if free < TIGHT_BYTES:
        return _finding("space", "full", Grade.BAD, size=size)
    if free < ROOMY_BYTES:
        return _finding("space", "tight", Grade.WARN, size=size)
    return _finding("space", "roomy", Grade.GOOD, size=size)


def _display(displays: Sequence[Display]) -> Finding:
    if not displays:
        return _finding("display", "none", Grade.BAD)
    main = displays[0]
    values: dict[str, str | int] = {"size": f"{main.width} × {main.height}", "n": len(displays)}
    if main.width < SMALLEST_WIDTH or main.height < SMALLEST_HEIGHT:
        return Finding(check="display", says="small", grade=Grade.BAD, values=values)
    if len(displays) > 1:
        return Finding(check="display", says="several", grade=Grade.WARN, values=values)
    return Finding(check="display", says="right", grade=Grade.GOOD, values=values)


def _power() -> Finding:
    supply = power.supply()
    if supply.percent is None:
        return _finding("power", "mains", Grade.GOOD)
    if supply.on_battery:
        grade = Grade.BAD if supply.percent < LOW_BATTERY else Grade.WARN
        return _finding("power", "battery", grade, percent=supply.percent)
    return _finding("power", "charging", Grade.GOOD, percent=supply.percent)


def _sleep() -> Finding:
    match power.may_sleep():
        case None:
            return _finding("sleep", "unknown", Grade.WARN)
        case True:
            return _finding("sleep", "on", Grade.WARN)
        case False:
            return _finding("sleep", "off", Grade.GOOD)


def _swap() -> Finding:
    if power.may_swap():
        return _finding("swap", "on", Grade.WARN)
    return _finding("swap", "off", Grade.GOOD)


def _sync(machine: Machine) -> Finding:
    service = disks.synced_by(machine.home_dir)
    if service:
        return _finding("sync", "synced", Grade.BAD, name=service)
    kind = disks.unsafe_kind(machine.home_dir)
    if kind:
        return _finding("sync", "unsafe", Grade.BAD, name=kind)
    return _finding("sync", "own", Grade.GOOD)


def _remote(programs: frozenset[str]) -> Finding:
    found = found_among(REMOTE_CONTROL, programs) | found_among(SCREEN_SHARE, programs)
    if found:
        return _finding("remote", "running", Grade.BAD, names=", ".join(sorted(found)))
    session = remote_session()
    if session:
        return _finding("remote", "session", Grade.WARN, names=session)
    return _finding("remote", "none", Grade.GOOD)


def _guest() -> Finding:
    maker = virtual_machine()
    if maker:
        return _finding("guest", "virtual", Grade.WARN, name=maker)
    return _finding("guest", "real", Grade.GOOD)


def _printer(names: Sequence[str]) -> Finding:
    if not names:
        return _finding("printer", "none", Grade.GOOD)
    return _finding("printer", "there", Grade.GOOD, name=names[0])

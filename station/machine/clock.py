"""The machine's clocks on Linux and Windows.

Monotonic time that counts sleep: CLOCK_BOOTTIME on Linux, QueryInterruptTime on Windows.
Time that stands still asleep: CLOCK_MONOTONIC and QueryUnbiasedInterruptTime. Elsewhere both
are the interpreter's monotonic clock, and sleep goes unnoticed.
The Windows half could not be run where this was written.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from station.clock import BootId, Instant

BOOT_ID_PATH = Path("/proc/sys/kernel/random/boot_id")
HUNDRED_NS = 100
MINUTE_NS = 60_000_000_000


def _linux() -> tuple[int, int]:
    awake = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME), awake


def _windows() -> tuple[int, int]:
    import ctypes  # noqa: PLC0415 -- only there

    with_sleep, awake = ctypes.c_ulonglong(), ctypes.c_ulonglong()
    ctypes.windll.kernelbase.QueryInterruptTime(ctypes.byref(with_sleep))  # type: ignore[attr-defined,unused-ignore]
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))  # type: ignore[attr-defined,unused-ignore]
    return with_sleep.value * HUNDRED_NS, awake.value * HUNDRED_NS


def _elsewhere() -> tuple[int, int]:
    now = time.monotonic_ns()
    return now, now


def _boot_id(mono_ns: int) -> BootId:
    """Return what names this start of the machine: the kernel's id, or the minute it started."""
    try:
        return BootId(BOOT_ID_PATH.read_text(encoding="ascii").strip())
    except OSError:
        return BootId(f"minute-{(time.time_ns() - mono_ns) // MINUTE_NS}")


class SystemClock:
    """Reads this machine's clocks; the boot is named once, when the program starts."""

    def __init__(self) -> None:
        """Choose the readings for this system."""
        self._read = {"linux": _linux, "win32": _windows}.get(sys.platform, _elsewhere)
        self._boot = _boot_id(self._read()[0])

    def now(self) -> Instant:
        """Return one reading of all clocks."""
        mono_ns, awake_ns = self._read()
        wall = datetime.now(UTC)  # noqa: TID251 -- this is the clock the others are given
        return Instant(mono_ns=mono_ns, awake_ns=awake_ns, boot=self._boot, wall=wall)

"""Power, sleep and what memory may leave on the disk. Reads only.

The Windows halves could not be run where this was written.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SUPPLY_DIR = Path("/sys/class/power_supply")
PROC_DIR = Path("/proc")
ASK_SECONDS = 5
SLEEP_TARGETS = ("sleep.target", "suspend.target")
NO_BATTERY = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Where the power comes from; `percent` is None on a machine without a battery."""

    on_battery: bool = False
    percent: int | None = None


def supply() -> Supply:
    """Return where the power comes from now."""
    if sys.platform == "win32":
        return _windows_supply()
    return linux_supply(SUPPLY_DIR)


def may_sleep() -> bool | None:
    """Return whether the machine may go to sleep by itself; None where nobody can tell."""
    if sys.platform == "win32":
        return _windows_sleeps(_asked("powercfg", "/query", "SCHEME_CURRENT", "SUB_SLEEP"))
    answers = [_asked("systemctl", "is-enabled", one).strip() for one in SLEEP_TARGETS]
    known = [one for one in answers if one]
    return None if not known else any(one != "masked" for one in known)


def may_swap() -> bool:
    """Return whether what stands in memory may be written to a disk in clear."""
    if sys.platform == "win32":
        return _windows_hibernates()
    return linux_swaps(PROC_DIR)


def linux_supply(folder: Path) -> Supply:
    """Return the first battery's state and whether it is being used."""
    for path in sorted(folder.glob("BAT*")):
        percent = _text(path / "capacity")
        if percent.isdigit():
            used = _text(path / "status") == "Discharging"
            return Supply(on_battery=used, percent=int(percent))
    return Supply()


def linux_swaps(proc_dir: Path) -> bool:
    """Return whether swap lies on a disk that is not encrypted by dm-crypt, nor in memory."""
    lines = _text(proc_dir / "swaps").splitlines()[1:]
    devices = [line.split()[0] for line in lines if line.strip()]
    return any(not device.startswith(("/dev/zram", "/dev/dm-")) for device in devices)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _asked(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=ASK_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _windows_sleeps(answer: str) -> bool | None:
    """Read the seconds until sleep on mains from what powercfg says; 0 is never."""
    lines = [line for line in answer.splitlines() if "AC Power Setting Index" in line]
    values = [line.rpartition(":")[2].strip() for line in lines]
    return any(int(value, 16) for value in values) if values else None


def _windows_supply() -> Supply:
    if sys.platform != "win32":
        return Supply()
    import ctypes  # noqa: PLC0415 -- only there

    status = (ctypes.c_ubyte * 12)()
    if not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
        return Supply()
    line, flag, percent = status[0], status[1], status[2]
    if flag & NO_BATTERY or percent > 100:  # 255 is unknown
        return Supply()
    return Supply(on_battery=line == 0, percent=percent)


def _windows_hibernates() -> bool:
    if sys.platform != "win32":
        return False
    import winreg  # noqa: PLC0415 -- only there

    place = r"SYSTEM\CurrentControlSet\Control\Power"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return bool(winreg.QueryValueEx(key, "HibernateEnabled")[0])
    except OSError:
        return False

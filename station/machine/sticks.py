"""Sticks that are plugged in: where they are mounted, and what they are called.

Linux: mounts of removable block devices, and everything below /media and /run/media. Windows:
drives of the removable kind; that half could not be run where this was written.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PROC_DIR = Path("/proc")
SYS_DIR = Path("/sys")
MEDIA_DIRS = ("/media/", "/run/media/", "/mnt/")
REMOVABLE = 2
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stick:
    """One mounted stick: `name` is the device or drive, for people and for the record."""

    name: str
    path: Path


class Sticks(Protocol):
    """Finds sticks."""

    def mounted(self) -> tuple[Stick, ...]:
        """Return the sticks that are plugged in now, sorted."""
        ...


class SystemSticks:
    """The sticks of this machine."""

    def mounted(self) -> tuple[Stick, ...]:
        """Return what is plugged in now, sorted; none where this system is not known."""
        if sys.platform == "win32":
            return _windows()
        return linux_sticks(PROC_DIR, SYS_DIR)


def linux_sticks(proc_dir: Path, sys_dir: Path) -> tuple[Stick, ...]:
    """Return the removable mounts among those that `proc_dir/mounts` lists."""
    try:
        lines = (proc_dir / "mounts").read_text("utf-8").splitlines()
    except OSError:
        return ()
    found = set()
    for line in lines:
        device, _, rest = line.partition(" ")
        path = rest.split(" ")[0].replace("\\040", " ")
        name = device.rpartition("/")[2]
        if device.startswith("/dev/") and (
            path.startswith(MEDIA_DIRS) or _removable(name, sys_dir)
        ):
            found.add(Stick(name=name, path=Path(path)))
    return tuple(sorted(found))


def _removable(name: str, sys_dir: Path) -> bool:
    """Return whether the disk of a partition (`sdb1` lies on `sdb`) can be pulled out."""
    disk = name.rstrip("0123456789")
    try:
        return (sys_dir / "block" / disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False


def _windows() -> tuple[Stick, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes  # noqa: PLC0415 -- only there

    kind = ctypes.windll.kernel32.GetDriveTypeW
    drives = (f"{letter}:\\" for letter in LETTERS)
    return tuple(Stick(name=one[:2], path=Path(one)) for one in drives if kind(one) == REMOVABLE)


def code_files(folders: Iterable[Path]) -> dict[str, str]:
    """Return the codes that lie in `folders` as `NAME.code`, by name; unreadable ones are left out.

    An officer's code is called by the officer's id, start codes `SESSION-a` and `SESSION-b`.
    """
    found: dict[str, str] = {}
    for folder in folders:
        try:
            for path in sorted(folder.glob("*.code")):
                found.setdefault(path.stem, path.read_text("ascii").strip())
        except (OSError, UnicodeDecodeError):
            continue
    return found

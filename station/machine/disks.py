"""What a disk can do and where it really lies: how long a durable write takes, how much is free.

An answer counts only once it is durable, so a folder that a cloud service copies about, one in
memory and one on another machine are no places for a sitting.
"""

import os
import shutil
import statistics
import sys
import time
from pathlib import Path

PROC_DIR = Path("/proc")
ROUNDS = 7
BLOCK = bytes(4096)
REMOTE_DRIVE, MEMORY_DRIVE = 4, 6
UNSAFE = frozenset(
    {"tmpfs", "ramfs", "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "vfat", "exfat"}
)
SERVICES = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive",
    "googledrive": "Google Drive", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "icloud": "iCloud", "icloud drive": "iCloud", "synologydrive": "Synology Drive",
}  # fmt: skip


def write_ms(folder: Path) -> int | None:
    """Return the median milliseconds of a durable 4 KiB append, at least 1; None when refused."""
    path = folder / ".doctor.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        times = _timed_appends(path)
    except OSError:
        return None
    finally:
        _forget(path)
    return max(1, round(statistics.median(times) * 1000))


def free_bytes(folder: Path) -> int:
    """Return how much is free where `folder` lies, or will lie."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(place).free


def synced_by(folder: Path) -> str:
    """Return the name of the service that copies `folder` elsewhere, or nothing."""
    for part in folder.absolute().parts:
        name = part.lower()
        for start, service in SERVICES.items():
            if name == start or name.startswith(f"{start} -"):
                return service
    return ""


def unsafe_kind(folder: Path) -> str:
    """Return the kind of file system under `folder` when it cannot keep a promise, or nothing."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    kind = file_system(folder.absolute(), PROC_DIR)
    return kind if kind in UNSAFE else ""


def file_system(folder: Path, proc_dir: Path) -> str:
    """Return the kind of file system that holds `folder`, or nothing where it is not told."""
    best, found = -1, ""
    try:
        lines = (proc_dir / "mounts").read_text("utf-8").splitlines()
    except OSError:
        return ""
    for line in lines:
        _device, mount, kind, *_rest = line.split(" ")
        place = Path(mount.replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) >= best:
            best, found = len(place.parts), kind
    return found


def _timed_appends(path: Path) -> list[float]:
    times = []
    with path.open("ab") as file:
        for _ in range(ROUNDS):
            began = time.perf_counter()
            file.write(BLOCK)
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return times


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _windows_kind(folder: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 -- only there

    kind = ctypes.windll.kernel32.GetDriveTypeW(folder.absolute().anchor)
    return {REMOTE_DRIVE: "network", MEMORY_DRIVE: "memory"}.get(kind, "")

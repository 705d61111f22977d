"""Real disks that misbehave: small ones that fill up, write-protected ones, ones pulled out.

Each is an ext4 file system of its own in an image file. Pulling it out is ext4's own shutdown
request without a flush, as xfstests uses it: from then on every access fails, and what was not
synced is gone when it is plugged in again. Linux and root only; elsewhere tests skip.
"""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
WITHOUT_FLUSH = (2).to_bytes(4, sys.byteorder)  # EXT4_GOING_FLAGS_NOLOGFLUSH
KIB = 1024


def why_not() -> str:
    """Return why no disk can be made here; empty when one can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "making a disk needs Linux and root"
    if not Path("/dev/loop-control").exists():
        return "making a disk needs loop devices"
    return ""


class RealDisk:
    """One mounted disk; `path` is where its files are."""

    def __init__(self, place: Path, size_kib: int) -> None:
        """Make it below `place` and plug it in."""
        self._image_path = place / "disk.img"
        self.path = place / "disk"
        self.path.mkdir(parents=True)
        with self._image_path.open("wb") as image:
            image.truncate(size_kib * KIB)
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image_path))
        self.plug_in()

    def plug_in(self) -> None:
        """Mount it; what a pulled one had not synced is gone."""
        _run("mount", "-o", "loop", str(self._image_path), str(self.path))

    def pull_out(self) -> None:
        """Take it away without a flush: every access fails from now on."""
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, WITHOUT_FLUSH)
        finally:
            os.close(handle)

    def pull_out_under(self, process: "subprocess.Popen[str]") -> None:
        """Take it away while `process`, our child, stands still between two system calls.

        A shutdown that meets a sync under way may let it report success for what is lost: a bare
        loop of write and fdatasync shows it once in a hundred times, and no real disk does it.
        """
        process.send_signal(signal.SIGSTOP)
        if process.returncode is None:  # else it had ended by itself before
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        self.pull_out()
        process.send_signal(signal.SIGCONT)

    def unplug(self) -> None:
        """Unmount it; what was pulled out before stays as it was at that moment."""
        _run("umount", str(self.path))

    def turn_read_only(self) -> None:
        """Make it read-only under open files, as the system does at an error of the disk."""
        _run("mount", "-o", "remount,abort", str(self.path))

    def write_protect(self) -> None:
        """Set its write-protect tab; nothing may be open for writing."""
        _run("mount", "-o", "remount,ro", str(self.path))

    def fill(self) -> Path:
        """Fill it to the last byte and return the file that takes up the room."""
        filler_path = self.path / "filler"
        with filler_path.open("wb", buffering=0) as filler:
            for size in (64 * KIB, KIB, 1):
                with suppress(OSError):
                    while True:
                        filler.write(bytes(size))
            os.fsync(filler.fileno())
        return filler_path


@contextmanager
def real_disk(place: Path, size_kib: int = 16 * KIB) -> Iterator[RealDisk]:
    """Yield a disk that is plugged in; at the end it is gone."""
    disk = RealDisk(place, size_kib)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk.path)], check=False, capture_output=True)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)

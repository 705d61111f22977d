"""A file that does nothing but take up room, so that a full disk can be helped at once.

It is laid when the station starts. When storing fails for want of room, it is let go: the
answer that waited is stored, and there is time to make room in peace.
"""

import shutil
from pathlib import Path

from station.storage.errors import DiskFullError, SaveFailedError
from station.storage.files import write_whole

SIZE_BYTES = 32 * 1024 * 1024
SPARE_BYTES = 8 * SIZE_BYTES
"""Ballast is only laid where this much stays free beside it."""


class Ballast:
    """The ballast of one station."""

    def __init__(self, path: Path, size_bytes: int = SIZE_BYTES) -> None:
        """Keep the ballast at `path`."""
        self._path = path
        self._size_bytes = size_bytes

    def lay(self) -> bool:
        """Make sure that it lies there, where there is room for it; return whether it does."""
        if self._path.exists():
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._path.parent).free < self._size_bytes + SPARE_BYTES:
                return False
            write_whole(self._path, bytes(self._size_bytes))
        except (OSError, DiskFullError, SaveFailedError):
            return False
        return True

    def release(self) -> bool:
        """Let it go; return whether there was something to let go."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

# ruff: noqa: N802 -- SQLite names what it calls
"""A disk that loses what was not synced: a virtual file system for SQLite, all in memory.

Until a file is synced, each write to it is only pending. When the power goes, every pending
write is kept, lost, or kept sector by sector, as chance has it; new names may be gone and
deleted ones back. As in SQLite's own code for Unix, the first sync of a new journal makes the
names in its folder safe.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import apsw
import numpy as np
from typing_extensions import override

if TYPE_CHECKING:
    import sqlite3

SECTOR_BYTES = 512
JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL


class PowerCutError(Exception):
    """The power is gone."""


@dataclass(kw_only=True)
class Medium:
    """What a disk holds when the power comes back: file name to bytes."""

    files: dict[str, bytes] = field(default_factory=dict)


class Disk(apsw.VFS):
    """A machine's disk from power on to power cut.

    Attributes:
        steps: Writes, truncations, syncs and deletions so far.
    """

    def __init__(self, medium: Medium, *, cut_after: int | None = None) -> None:
        """Start with what `medium` holds; the power goes before step number `cut_after`."""
        self.name, self.steps, self._cut_after = f"disk-{id(self)}", 0, cut_after
        self.files = {name: File(self, data) for name, data in medium.files.items()}
        self._deleted: dict[str, File] = {}
        super().__init__(self.name, base="")

    def step(self) -> None:
        """Count a step.

        Raises:
            PowerCutError: The power is gone.
        """
        if self._cut_after is not None and self.steps >= self._cut_after:
            raise PowerCutError
        self.steps += 1

    def after_cut(self, chance: np.random.Generator) -> Medium:
        """Return what is found on the disk when the power comes back."""
        named = {name: file for name, file in self._deleted.items() if chance.random() < 0.5}
        named |= {
            name: file for name, file in self.files.items() if file.named or chance.random() < 0.5
        }
        return Medium(files={name: file.after_cut(chance) for name, file in named.items()})

    # --- what SQLite calls --------------------------------------------------------------------

    @override
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> Any:
        found = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        known = self.files.get(found)
        if known is None:
            known = self.files[found] = File(self, syncs_folder=bool(flags[0] & JOURNALS))
        return known

    @override
    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.files

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.step()
        self._deleted[filename] = self.files.pop(filename)
        if syncdir:
            self.sync_folder()

    def sync_folder(self) -> None:
        """Make all names and deletions so far safe."""
        self._deleted.clear()
        for file in self.files.values():
            file.named = True

    @override
    def xFullPathname(self, name: str) -> str:
        return name

    @override
    def xRandomness(self, numbytes: int) -> bytes:
        return bytes(numbytes)

    @override
    def xSleep(self, microseconds: int) -> int:
        return microseconds

    @override
    def xCurrentTimeInt64(self) -> int:
        return 212_000_000_000_000

    @override
    def xGetLastError(self) -> tuple[int, str]:
        return 0, ""


class File:
    """One file: what is safe, what a program reads, and the writes that wait for a sync."""

    def __init__(
        self, disk: Disk, data: bytes | None = None, *, syncs_folder: bool = False
    ) -> None:
        """Begin with `data`, safe; None for a file that was just made."""
        self.named = data is not None
        self._disk, self._syncs_folder = disk, syncs_folder
        data = data or b""
        self._safe = bytearray(data)
        self._seen = bytearray(data)
        self._pending: list[tuple[int, bytes | None]] = []

    def after_cut(self, chance: np.random.Generator) -> bytes:
        """Return what is left of the file."""
        for offset, data in self._pending:
            match chance.integers(3):
                case 0:
                    _apply(self._safe, offset, data)
                case 1 if data is not None:
                    _tear(self._safe, offset, data, chance)
                case _:
                    continue
        return bytes(self._safe)

    # --- what SQLite calls --------------------------------------------------------------------

    def xRead(self, amount: int, offset: int) -> bytes:
        """Return bytes as the running program sees them."""
        return bytes(self._seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write, pending."""
        self._change(offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        """Cut the file to a size, pending."""
        self._change(newsize, None)

    def xSync(self, flags: int) -> None:
        """Make everything so far safe."""
        self._disk.step()
        self._safe[:] = self._seen
        self._pending.clear()
        if self._syncs_folder:
            self._disk.sync_folder()
            self._syncs_folder = False

    def xFileSize(self) -> int:
        """Return the size as the running program sees it."""
        return len(self._seen)

    def xLock(self, level: int) -> None:
        """Lock: nobody else is here."""

    def xUnlock(self, level: int) -> None:
        """Unlock."""

    def xCheckReservedLock(self) -> bool:
        """Return that nobody else is here."""
        return False

    def xClose(self) -> None:
        """Close: nothing is written by it."""

    def xFileControl(self, op: int, ptr: int) -> bool:
        """Know no special requests."""
        return False

    def xSectorSize(self) -> int:
        """Return how much the disk writes at once."""
        return SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:
        """Promise nothing: neither whole sectors nor order."""
        return 0

    def _change(self, offset: int, data: bytes | None) -> None:
        self._disk.step()
        _apply(self._seen, offset, data)
        self._pending.append((offset, data))


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write `data` at `offset`, or cut there when it is None."""
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset + len(data) - len(content))))
    content[offset : offset + len(data)] = data


def _tear(content: bytearray, offset: int, data: bytes, chance: np.random.Generator) -> None:
    """Write only some sectors of `data`."""
    for start in range(0, len(data), SECTOR_BYTES):
        if chance.random() < 0.5:
            _apply(content, offset + start, data[start : start + SECTOR_BYTES])


class Connection:
    """An apsw connection that speaks as Python's own does, as far as storage asks it."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Open the database `path` on `disk`."""
        self._apsw = apsw.Connection(str(path), vfs=disk.name)

    def execute(self, statement: str, values: Iterable[Any] = ()) -> "Cursor":
        """Run one statement."""
        return Cursor(self._apsw, self._apsw.execute(statement, _bindings(values)))

    def executemany(self, statement: str, rows: Iterable[Iterable[Any]]) -> "Cursor":
        """Run one statement for each row."""
        return Cursor(self._apsw, self._apsw.executemany(statement, map(tuple, rows)))

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._apsw.in_transaction

    def rollback(self) -> None:
        """Take the open transaction back."""
        if self.in_transaction:
            self._apsw.execute("ROLLBACK")

    def close(self) -> None:
        """Close."""
        self._apsw.close()

    def as_python_s(self) -> "sqlite3.Connection":
        """Return itself, as storage takes it."""
        return cast("sqlite3.Connection", self)


class Cursor:
    """What a statement gave, fetched at once."""

    def __init__(self, connection: apsw.Connection, found: apsw.Cursor) -> None:
        """Fetch everything."""
        try:
            self.description = found.description
        except apsw.ExecutionCompleteError:  # apsw's way to say that there are no rows
            self.description = ()
        self._rows = iter(found.fetchall())
        self.lastrowid = connection.last_insert_rowid()
        self.rowcount = connection.changes()

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""
        return self._rows

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._rows)


def _bindings(values: Any) -> Any:
    return values if isinstance(values, dict) else tuple(values)

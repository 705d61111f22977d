"""The coordinator's append-only register: which evidence came in, in which order, and its bytes.

It keeps entries and evidence; what they mean, whether they are true and what the tree's root
is are decided by others. Entries are never changed or deleted. The one thing that may be
deleted is a bundle's trailer, by which one person's answers can be erased for good.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from station.storage.database import (
    Schema,
    append_only,
    open_database,
    read_database,
    translated,
)
from station.storage.errors import DatabaseDamagedError, RegisterInUseError

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations


class Entry(NamedTuple):
    """One entry: its place from 0, the kind of evidence, the evidence's SHA-256 in hex."""

    position: int
    kind: str
    sha256: str


class BundleRow(NamedTuple):
    """What is looked up about a bundle without opening its bytes again."""

    sha256: str
    session: str
    number: str
    sitting: str
    station: str
    records: int
    head: str
    closed: str


def _migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 -- late, as in open_database

    migrations = Migrations("register")

    @migrations()
    def m001_entries(database: "Database") -> None:
        for statement in TABLES:
            database.execute(statement)
        append_only(database, "entry", "position")
        append_only(database, "evidence", "sha256")
        append_only(database, "bundle", "sha256")
        append_only(database, "checkpoint", "size")
        database.execute(
            "CREATE TRIGGER entry_in_order BEFORE INSERT ON entry "
            "WHEN NEW.position <> (SELECT COALESCE(MAX(position) + 1, 0) FROM entry) "
            "BEGIN SELECT RAISE(ABORT, 'append only: entry out of order'); END"
        )

    return migrations


TABLES = (
    (
        "CREATE TABLE entry (position INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
        " sha256 TEXT NOT NULL UNIQUE)"
    ),
    "CREATE TABLE evidence (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE trailer (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)",
    (
        "CREATE TABLE bundle (sha256 TEXT PRIMARY KEY, session TEXT NOT NULL, number TEXT NOT NULL,"
        " sitting TEXT NOT NULL, station TEXT NOT NULL, records INTEGER NOT NULL,"
        " head TEXT NOT NULL, closed TEXT NOT NULL)"
    ),
    "CREATE INDEX bundle_sitting ON bundle (sitting)",
    "CREATE INDEX bundle_number ON bundle (number)",
    "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL)",
)
ADD_ENTRY = "INSERT INTO entry SELECT COALESCE(MAX(position) + 1, 0), ?, ? FROM entry"
SCHEMA = Schema(
    application_id=0x53414B52,  # "SAKR"
    version=1,
    migrations=_migrations,
    in_use=RegisterInUseError,
    page_bytes=32_768,  # a bundle is half a megabyte: a third less work than with 4 KiB
)


class Register:
    """The open register. All calls come from the thread that opened it."""

    def __init__(self, database: "Database", path: Path) -> None:
        """Wrap an open database; use `create` or `open`."""
        self._database = database
        self._execute = database.conn.execute
        self._path = path

    @classmethod
    def create(cls, path: Path) -> Self:
        """Return the register at `path`, made when it is not there.

        Raises:
            RegisterInUseError and the other errors of `open_database`.
        """
        return cls(open_database(path, SCHEMA, create=True), path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the register at `path`.

        Raises:
            NotFoundError, RegisterInUseError and the other errors of `open_database`.
        """
        return cls(open_database(path, SCHEMA), path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return a finished register for reading, also from a write-protected stick.

        Raises:
            NotFoundError, RegisterInUseError and the other errors of `read_database`.
        """
        return cls(read_database(path, SCHEMA), path)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make everything inside one durable commit, or none of it."""
        with translated(self._path, SCHEMA), self._database.atomic():
            yield

    def size(self) -> int:
        """Return how many entries there are."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT COALESCE(MAX(position) + 1, 0) FROM entry").fetchone()
            return int(found[0])

    def holds(self, sha256: str) -> bool:
        """Return whether this evidence is entered."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT 1 FROM entry WHERE sha256 = ?", (sha256,)).fetchone()
            return found is not None

    def add(self, kind: str, sha256: str, data: bytes) -> int:
        """Enter evidence with its bytes and return its position.

        Raises:
            AppendOnlyError: It is entered already.
            DiskFullError, SaveFailedError: Nothing was stored.
        """
        with self.batch():
            return self._add(kind, sha256, data)

    def add_bundle(self, row: BundleRow, chain_part: bytes, trailer: bytes | None) -> int:
        """Enter a bundle: its chain part is the evidence, its trailer stands apart.

        Raises:
            AppendOnlyError: It is entered already.
            DiskFullError, SaveFailedError: Nothing was stored.
        """
        with self.batch():
            position = self._add("bundle", row.sha256, chain_part)
            self._execute("INSERT INTO bundle VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            if trailer is not None:
                self._execute("INSERT OR IGNORE INTO trailer VALUES (?, ?)", (row.sha256, trailer))
            return position

    def _add(self, kind: str, sha256: str, data: bytes) -> int:
        added = self._execute(ADD_ENTRY, (kind, sha256))
        self._execute("INSERT INTO evidence VALUES (?, ?)", (sha256, data))
        return int(added.lastrowid or 0)

    def put_trailer(self, sha256: str, trailer: bytes) -> bool:
        """Keep a bundle's trailer where none is kept; return whether it was new."""
        with translated(self._path, SCHEMA):
            found = self._execute("INSERT OR IGNORE INTO trailer VALUES (?, ?)", (sha256, trailer))
            return found.rowcount > 0

    def erase_trailer(self, sha256: str) -> None:
        """Delete a bundle's trailer for good: what it sealed can never be opened again."""
        with translated(self._path, SCHEMA):
            self._execute("PRAGMA secure_delete=ON")  # zeros over the freed pages, too
            self._execute("DELETE FROM trailer WHERE sha256 = ?", (sha256,))

    def entries(self) -> list[Entry]:
        """Return all entries in order."""
        with translated(self._path, SCHEMA):
            rows = self._execute("SELECT position, kind, sha256 FROM entry ORDER BY position")
            return [Entry(int(row[0]), str(row[1]), str(row[2])) for row in rows]

    def evidence(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield (SHA-256, bytes) of one kind, in order of entry.

        Raises:
            DatabaseDamagedError: The bytes of an entry are not there.
        """
        for entry in self.entries():
            if entry.kind == kind:
                yield entry.sha256, self._entered(entry.sha256)

    def bytes_of(self, sha256: str) -> bytes:
        """Return the bytes of entered evidence; a bundle's without its trailer.

        Raises:
            KeyError: It is not entered.
        """
        with translated(self._path, SCHEMA):
            found = self._execute(
                "SELECT data FROM evidence WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if found is None:
            raise KeyError(sha256)
        return self._blob(found[0])

    def trailer(self, sha256: str) -> bytes | None:
        """Return a bundle's trailer, or None when it was never seen or was erased."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT data FROM trailer WHERE sha256 = ?", (sha256,)).fetchone()
        return None if found is None else self._blob(found[0])

    def trailer_hashes(self) -> list[str]:
        """Return the hashes of the bundles whose trailer is kept."""
        with translated(self._path, SCHEMA):
            return [str(row[0]) for row in self._execute("SELECT sha256 FROM trailer")]

    def bundles(self, *, sitting: str = "", number: str = "") -> list[BundleRow]:
        """Return the bundles of one sitting or one participant, or all, sorted by hash."""
        where, values = _condition(sitting=sitting, number=number)
        with translated(self._path, SCHEMA):
            rows = self._execute(f"SELECT * FROM bundle{where} ORDER BY sha256", values)  # noqa: S608 -- fixed text
            return [BundleRow(*row) for row in rows]

    def add_checkpoint(self, size: int, note: str) -> None:
        """Keep a signed head of the register.

        Raises:
            AppendOnlyError: There is one of this size already.
        """
        with translated(self._path, SCHEMA):
            self._execute("INSERT INTO checkpoint VALUES (?, ?)", (size, note))

    def checkpoints(self) -> list[tuple[int, str]]:
        """Return (size, note) of all checkpoints, smallest first."""
        with translated(self._path, SCHEMA):
            rows = self._execute("SELECT size, note FROM checkpoint ORDER BY size")
            return [(int(size), str(note)) for size, note in rows]

    def _entered(self, sha256: str) -> bytes:
        try:
            return self.bytes_of(sha256)
        except KeyError as error:
            raise DatabaseDamagedError(f"{self._path}: evidence {sha256[:16]} is gone") from error

    def _blob(self, value: object) -> bytes:
        """Return bytes as they were stored; a damaged file may give another type."""
        if not isinstance(value, bytes):
            raise DatabaseDamagedError(f"{self._path}: evidence is not stored as bytes")
        return value

    def damage(self) -> list[str]:
        """Return what SQLite finds wrong with the file's structure; empty when it is whole."""
        with translated(self._path, SCHEMA):
            rows = self._execute("PRAGMA integrity_check(10)")
            return [str(row[0]) for row in rows if row[0] != "ok"]

    def close(self) -> None:
        """Fold the write-ahead file in and let go."""
        self._database.close()


def _condition(**wanted: str) -> tuple[str, list[str]]:
    names: Iterable[str] = [name for name, value in wanted.items() if value]
    where = " AND ".join(f"{name} = ?" for name in names)
    return (f" WHERE {where}" if where else ""), [wanted[name] for name in names]

"""A station's records of one sitting: appended, one durable commit each, never changed.

The journal knows nothing of what a record says; it keeps bytes, their signature, and the two
things that belong to the opening: the ticket's signature and the custody wrap.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from station.storage.database import Schema, append_only, open_database, translated
from station.storage.errors import AppendOnlyError, DatabaseDamagedError, HomeInUseError

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

INSERT = "INSERT INTO record (seq, data, sig) VALUES (?, ?, ?)"


class JournalRow(NamedTuple):
    """One record as stored: its place, its exact bytes, the station's signature."""

    seq: int
    data: bytes
    sig: bytes


class Opening(NamedTuple):
    """What stands beside record 0: the ticket's signature and the wrap of the sitting's key."""

    ticket_sig: bytes
    wrap: bytes


def _migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 -- late, as in open_database

    migrations = Migrations("journal")

    @migrations()
    def m001_records(database: "Database") -> None:
        database.execute(
            "CREATE TABLE record (seq INTEGER PRIMARY KEY CHECK (seq >= 0),"
            " data BLOB NOT NULL, sig BLOB NOT NULL)"
        )
        database.execute(
            "CREATE TABLE opening (one INTEGER PRIMARY KEY CHECK (one = 1),"
            " ticket_sig BLOB NOT NULL, wrap BLOB NOT NULL)"
        )
        append_only(database, "record", "seq")
        append_only(database, "opening", "one")
        database.execute(
            "CREATE TRIGGER record_in_order BEFORE INSERT ON record "
            "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM record) "
            "BEGIN SELECT RAISE(ABORT, 'append only: record out of order'); END"
        )

    return migrations


SCHEMA = Schema(
    application_id=0x53414B4A,  # "SAKJ"
    version=1,
    migrations=_migrations,
    in_use=HomeInUseError,
)


class Journal:
    """The open journal. All calls come from the thread that opened it."""

    def __init__(self, database: "Database", path: Path) -> None:
        """Wrap an open database; use `create` or `open`."""
        self._database = database
        self._execute = database.conn.execute
        self._path = path

    @classmethod
    def create(cls, path: Path) -> Self:
        """Return a new, empty journal at `path`; an existing one is opened.

        Raises:
            HomeInUseError and the other errors of `open_database`.
        """
        return cls._open(path, create=True)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the journal at `path`.

        Raises:
            NotFoundError, HomeInUseError and the other errors of `open_database`.
        """
        return cls._open(path, create=False)

    @classmethod
    def _open(cls, path: Path, *, create: bool) -> Self:
        return cls(open_database(path, SCHEMA, create=create), path)

    def begin(self, row: JournalRow, opening: Opening) -> None:
        """Store record 0 with its opening in one commit.

        Raises:
            AppendOnlyError: There is a record already.
            DiskFullError, SaveFailedError: Nothing was stored.
        """
        with translated(self._path, SCHEMA), self._database.atomic():
            self._execute("INSERT INTO opening VALUES (1, ?, ?)", tuple(opening))
            self._execute(INSERT, row)

    def append(self, row: JournalRow) -> None:
        """Store one record in a durable commit of its own.

        Raises:
            AppendOnlyError: The record does not follow the last one.
            DiskFullError, SaveFailedError: Nothing was stored.
        """
        with translated(self._path, SCHEMA):
            self._execute(INSERT, row)

    def adopt(self, rows: list[JournalRow], opening: Opening) -> None:
        """Store a sitting that went on elsewhere, whole, in one commit.

        What is here already must be its beginning: a sitting that comes back to its first seat,
        or one whose arrival was cut short.

        Raises:
            AppendOnlyError: The records here say otherwise, or there is a gap.
            DiskFullError, SaveFailedError: Nothing was stored.
        """
        here = [row.data for row in self.rows()]
        if here != [row.data for row in rows[: len(here)]]:
            raise AppendOnlyError(f"{self._path}: the sitting went on differently here")
        with translated(self._path, SCHEMA), self._database.atomic():
            if not here:
                self._execute("INSERT INTO opening VALUES (1, ?, ?)", tuple(opening))
            self._database.conn.executemany(INSERT, rows[len(here) :])

    def rows(self) -> list[JournalRow]:
        """Return all records in order."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT seq, data, sig FROM record ORDER BY seq")
            return [self._row(row) for row in found]

    def last(self) -> JournalRow | None:
        """Return the last record, or None in an empty journal."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT seq, data, sig FROM record ORDER BY seq DESC LIMIT 1")
            row = found.fetchone()
            return None if row is None else self._row(row)

    def opening(self) -> Opening | None:
        """Return what stands beside record 0, or None in an empty journal."""
        with translated(self._path, SCHEMA):
            found = self._execute("SELECT ticket_sig, wrap FROM opening").fetchone()
            return None if found is None else Opening(*self._blobs(found))

    def _row(self, found: tuple[Any, ...]) -> JournalRow:
        return JournalRow(int(found[0]), *self._blobs(found[1:]))

    def _blobs(self, found: tuple[Any, ...]) -> tuple[bytes, bytes]:
        """Return two values as they were stored; a damaged file may give another type."""
        first, second = found
        if not isinstance(first, bytes) or not isinstance(second, bytes):
            raise DatabaseDamagedError(f"{self._path}: a record is not stored as bytes")
        return first, second

    def close(self) -> None:
        """Fold the write-ahead file into the journal and let go of it."""
        self._database.close()

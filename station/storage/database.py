"""Opening a database safely: exclusive, write-ahead, durable at every commit, never a newer one.

`locking_mode` is set before the first access, so that a second opener is refused at once and
no shared-memory file is needed. WAL with `synchronous=FULL` keeps every commit that was
acknowledged through a power cut (https://sqlite.org/pragma.html#pragma_synchronous).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import StationError
from station.storage.errors import (
    AppendOnlyError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseInUseError,
    DatabaseNewerError,
    DiskFullError,
    NotFoundError,
    SaveFailedError,
)

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPEND_ONLY = "append only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One kind of database.

    Attributes:
        application_id: What stands in the header of every file of this kind.
        version: How many migrations there are; a file with more is refused.
        migrations: Makes the migrations; a function, so that sqlite-utils loads late.
        in_use: The error to raise when somebody else has the file open.
        page_bytes: Page size of a new file; large pages suit large values.
    """

    application_id: int
    version: int
    migrations: Callable[[], "Migrations"]
    in_use: type[DatabaseInUseError] = DatabaseInUseError
    page_bytes: int = 4096


def open_database(path: Path, schema: Schema, *, create: bool = False) -> "Database":
    """Return the database at `path`, brought up to date, held by nobody else until it is closed.

    Args:
        path: The file; its folder must exist.
        schema: Which kind of database it must be.
        create: Whether a missing file is made.

    Raises:
        NotFoundError, DatabaseInUseError, DatabaseNewerError, DatabaseForeignError,
        DatabaseDamagedError, DiskFullError, SaveFailedError: As their names say.
    """
    if not create and not path.is_file():
        raise NotFoundError(f"{path} is not there")
    with translated(path, schema):
        return _opened(path, schema)


def read_database(path: Path, schema: Schema) -> "Database":
    """Return a finished database at `path` for reading: nothing beside or in it is touched.

    For copies on sticks and discs, which may be write-protected. A file with a write-ahead
    file beside it is in use, or was left by a dead program, and is opened in the usual way.

    Raises:
        As `open_database`; DatabaseForeignError also for a file without any table.
    """
    if not path.is_file():
        raise NotFoundError(f"{path} is not there")
    if path.with_name(f"{path.name}-wal").exists():
        return open_database(path, schema)
    with translated(path, schema):
        return _read(path, schema)


@contextmanager
def translated(path: Path, schema: Schema) -> Iterator[None]:
    """Turn what SQLite raises about `path` into coded errors."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise AppendOnlyError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise _coded(error, path, schema) from error
    except UnicodeDecodeError as error:  # a damaged name in what SQLite itself reports
        raise DatabaseDamagedError(f"{path}: {error}") from error


def _opened(path: Path, schema: Schema) -> "Database":
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.2)
    try:
        return take_hold(connection, schema, path)
    except BaseException:
        connection.close()
        raise


def take_hold(connection: sqlite3.Connection, schema: Schema, path: Path) -> "Database":
    """Return the database of a fresh connection: checked, nobody else's, durable at each commit.

    Nothing is written before the file is known to be empty or of this kind: a database of
    another program keeps even its journal mode.

    Raises:
        DatabaseNewerError, DatabaseForeignError: As their names say.
        sqlite3.DatabaseError: What SQLite finds; `translated` knows the codes.
    """
    from sqlite_utils import Database  # noqa: PLC0415 -- it pulls numpy where that is installed

    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    database = Database(connection, recursive_triggers=True)
    version = _check_kind(database, schema, path)
    connection.execute(f"PRAGMA page_size={schema.page_bytes}")  # of a new file only
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("BEGIN IMMEDIATE")  # takes the lock, or is refused, here and now
    connection.execute("COMMIT")
    if version < schema.version:
        _migrate(database, schema)
    return database


def _read(path: Path, schema: Schema) -> "Database":
    from sqlite_utils import Database  # noqa: PLC0415 -- as in _opened

    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        database = Database(connection)
        if _check_kind(database, schema, path) != schema.version:
            raise DatabaseForeignError(f"{path} was never finished")
    except BaseException:
        connection.close()
        raise
    return database


def _migrate(database: "Database", schema: Schema) -> None:
    database.execute(f"PRAGMA application_id={schema.application_id}")
    schema.migrations().apply(database)
    database.execute(f"PRAGMA user_version={schema.version}")


def _check_kind(database: "Database", schema: Schema, path: Path) -> int:
    """Return the version of a database that is of this kind, or empty, and not a newer one."""
    found = database.execute("PRAGMA application_id").fetchone()[0]
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    fresh = found == 0 and version == 0 and not database.table_names()
    if not fresh and found != schema.application_id:
        raise DatabaseForeignError(f"{path} is not this kind of database")
    if version > schema.version:
        raise DatabaseNewerError(f"{path} has schema {version}, this program {schema.version}")
    return version


def append_only(database: "Database", table: str, key: str) -> None:
    """Add triggers to `table` that refuse updates, deletes and inserts over an existing `key`.

    The insert guard is needed because REPLACE deletes without firing delete triggers unless
    `recursive_triggers` is on in that connection.
    """
    for verb in ("UPDATE", "DELETE"):
        database.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}: {table}'); END"
        )
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 -- our own names
    database.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}: {table}'); END"
    )


def _coded(error: sqlite3.DatabaseError, path: Path, schema: Schema) -> Exception:
    name = getattr(error, "sqlite_errorname", "") or ""
    reason = "_".join(name.split("_")[1:2])
    kinds = _KINDS | {"BUSY": schema.in_use, "LOCKED": schema.in_use}
    if reason in kinds:
        return kinds[reason](f"{path}: {error}")
    if isinstance(error, sqlite3.OperationalError):
        return DatabaseDamagedError(f"{path}: {error}")  # a table or a text that is not there
    return error


_KINDS: dict[str, type[StationError]] = {
    "FULL": DiskFullError,
    "NOTADB": DatabaseForeignError,
    "CORRUPT": DatabaseDamagedError,
    "IOERR": SaveFailedError,
    "READONLY": SaveFailedError,
    "CANTOPEN": SaveFailedError,
}

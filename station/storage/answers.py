"""Opened answers, one row a sitting: a cache for item analysis, made by scoring.

Nothing rests on it. It holds answers in clear: it never leaves the coordinator's machine, and
deleting it loses nothing that two custodians cannot open again.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from station.storage.database import Schema, open_database, translated

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations


class AnswersRow(NamedTuple):
    """One sitting: whose, which form, and JSON of item to response and item to milliseconds."""

    number: str
    sitting: str
    bundle: str
    form: str
    answers: bytes
    spent_ms: bytes


def _migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 -- late, as in open_database

    migrations = Migrations("answers")

    @migrations()
    def m001_answers(database: "Database") -> None:
        database.execute(
            "CREATE TABLE answers (number TEXT PRIMARY KEY, sitting TEXT NOT NULL,"
            " bundle TEXT NOT NULL, form TEXT NOT NULL, answers BLOB NOT NULL,"
            " spent_ms BLOB NOT NULL)"
        )

    return migrations


SCHEMA = Schema(application_id=0x53414B41, version=1, migrations=_migrations)  # "SAKA"


class OpenedAnswers:
    """The open cache. All calls come from the thread that opened it."""

    def __init__(self, database: "Database", path: Path) -> None:
        """Wrap an open database; use `open`."""
        self._database = database
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the cache at `path`, made when it is not there.

        Raises:
            DatabaseInUseError and the other errors of `open_database`.
        """
        return cls(open_database(path, SCHEMA, create=True), path)

    def replace_all(self, rows: Iterable[AnswersRow]) -> None:
        """Keep exactly these rows, in one commit.

        Raises:
            DiskFullError, SaveFailedError: The cache is as it was.
        """
        with translated(self._path, SCHEMA), self._database.atomic():
            self._database.execute("DELETE FROM answers")
            self._database.conn.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", rows)

    def rows(self) -> Iterator[AnswersRow]:
        """Yield all rows by number."""
        with translated(self._path, SCHEMA):
            for row in self._database.execute("SELECT * FROM answers ORDER BY number"):
                yield AnswersRow(*row)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

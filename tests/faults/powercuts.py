"""Power cuts while storage writes: the campaign, `python -m tests.faults.powercuts 2000`.

Each turn runs the real journal or the real register on a disk in memory, cuts the power
before a random step (a write, a sync, a deletion), lets chance decide what is left of the
bytes that were not synced, sometimes cuts again while the file is being opened, and then
looks at what is there.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from station.storage import journal, register
from station.storage.database import Schema, take_hold
from station.storage.journal import Journal, JournalRow, Opening
from station.storage.register import Register
from tests.faults.memorydisk import Connection, Disk, Medium, PowerCutError

if TYPE_CHECKING:
    from sqlite_utils import Database

PATH = Path("/disk/it.db")
OPENING = Opening(ticket_sig=b"t" * 64, wrap=b"w" * 200)
RECORDS, BATCHES, IN_BATCH = 30, 10, 3
SIZES = (300, 700, 5_000, 20_000)
PAGES_TO_FOLD = 40
"""Fold the write-ahead file in often, so that cuts fall into that, too."""
STEPS_TO_OPEN = 12


def record(seq: int) -> JournalRow:
    """Return the record that belongs at a place."""
    return JournalRow(seq=seq, data=bytes([seq]) * SIZES[seq % len(SIZES)], sig=b"s" * 64)


def store_records(database: "Database", acknowledged: list[object]) -> None:
    """Store records until there are enough; note each one when the journal says it is stored."""
    kept = Journal(database, PATH)
    for seq in range(len(kept.rows()), RECORDS):
        if seq:
            kept.append(record(seq))
        else:
            kept.begin(record(seq), OPENING)
        acknowledged.append(record(seq))


def stored_records(database: "Database") -> list[object]:
    """Return the records that are there."""
    return list(Journal(database, PATH).rows())


def evidence(number: int) -> tuple[str, bytes]:
    """Return hash and bytes of a piece of evidence."""
    return f"{number:064}", bytes([number]) * SIZES[number % len(SIZES)]


def merge_batches(database: "Database", acknowledged: list[object]) -> None:
    """Enter evidence batch by batch; note each batch when the register says it is stored."""
    kept = Register(database, PATH)
    for batch in range(BATCHES):
        entered = [evidence(batch * IN_BATCH + place) for place in range(IN_BATCH)]
        with kept.batch():
            for one in entered:
                kept.add("seal", *one)
        acknowledged.append(entered)


def entered_batches(database: "Database") -> list[object]:
    """Return the evidence that is there, batch by batch."""
    found = list(Register(database, PATH).evidence("seal"))
    return [found[at : at + IN_BATCH] for at in range(0, len(found), IN_BATCH)]


@dataclass(frozen=True, kw_only=True)
class Store:
    """What is cut: a kind of database, work that fills it, and a look at what is in it."""

    schema: Schema
    fill: Callable[["Database", list[object]], None]
    look: Callable[["Database"], list[object]]


JOURNAL = Store(schema=journal.SCHEMA, fill=store_records, look=stored_records)
REGISTER = Store(schema=register.SCHEMA, fill=merge_batches, look=entered_batches)


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What a storage said was stored before a power cut, and what was there afterwards."""

    acknowledged: list[object]
    found: list[object]

    @property
    def kept(self) -> bool:
        """Whether everything acknowledged is there, and at most the step in flight beside it."""
        count = len(self.acknowledged)
        return self.found[:count] == self.acknowledged and len(self.found) <= count + 1


def cut_once(store: Store, chance: np.random.Generator, *, synchronous: str = "FULL") -> Cut:
    """Fill a store, cut the power at a random step, and return what was left."""
    disk = Disk(Medium(), cut_after=int(chance.integers(_steps(store, synchronous))))
    acknowledged: list[object] = []
    try:
        with _opened(disk, store.schema, synchronous) as database:
            store.fill(database, acknowledged)
    except PowerCutError:
        pass
    medium = _cut_while_opening(store, disk.after_cut(chance), chance)
    with _opened(Disk(medium), store.schema, synchronous) as database:
        return Cut(acknowledged=acknowledged, found=store.look(database))


@cache
def _steps(store: Store, synchronous: str) -> int:
    """Return how many steps filling a store takes when the power stays on."""
    disk = Disk(Medium())
    with _opened(disk, store.schema, synchronous) as database:
        store.fill(database, [])
    return disk.steps


def _cut_while_opening(store: Store, medium: Medium, chance: np.random.Generator) -> Medium:
    disk = Disk(medium, cut_after=int(chance.integers(STEPS_TO_OPEN)))
    try:
        with _opened(disk, store.schema, "FULL") as database:
            store.look(database)
    except PowerCutError:
        pass
    return disk.after_cut(chance)


@contextmanager
def _opened(disk: Disk, schema: Schema, synchronous: str) -> Iterator["Database"]:
    connection = Connection(PATH, disk)
    try:
        database = take_hold(connection.as_python_s(), schema, PATH)
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_TO_FOLD}")
        yield database
    finally:
        connection.close()


def campaign(turns: int, seed: int) -> dict[str, int]:
    """Return how often something acknowledged was gone, by kind of store and by durability."""
    lost: dict[str, int] = {}
    for name, store in (("journal", JOURNAL), ("register", REGISTER)):
        for synchronous in ("FULL", "NORMAL"):
            chance = np.random.default_rng(seed)
            cuts = [cut_once(store, chance, synchronous=synchronous) for _ in range(turns)]
            lost[f"{name} {synchronous}"] = sum(not cut.kept for cut in cuts)
    return lost


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    sys.stdout.write(f"{asked} cuts each, cuts that lost something: {campaign(asked, seed=1)}\n")

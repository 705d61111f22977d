"""Files that another program holds: refused at once, and free again when it lets go."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station.usecases.export import export_home
from station.usecases.ledger import ledger
from station.usecases.merge import merge
from station.usecases.receipt import find_receipt
from tests.aftermath import Aftermath
from tests.faults.refusals import refused
from tests.faults.sittings import ITEMS, SEAT, hand_in, resume, sit_down
from tests.worlds import World

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement).fetchall()
print("holding", flush=True)
sys.stdin.read()
"""
HOLDS = {
    "writing": ("BEGIN IMMEDIATE",),
    "reading": ("BEGIN", "SELECT count(*) FROM sqlite_master"),
    "alone": ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"),
}


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Let another program hold a database."""
    command = [sys.executable, "-c", HOLDER, str(path), *HOLDS[how]]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "holding\n"
        yield
        assert child.stdin is not None
        child.stdin.close()


@pytest.mark.parametrize("how", sorted(HOLDS))
def test_a_register_that_another_program_holds_is_refused(
    aftermath: Aftermath, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "r.register"
    first = merge(path, [aftermath.stick / "uji.assessment"])
    calls: list[Callable[[], object]] = [
        lambda: merge(path, [aftermath.stick]),
        lambda: ledger(path),
        lambda: find_receipt(path, "0000-0000-0000-0000-0000-0"),
    ]
    with held(path, how):
        found = {refused(call, tmp_path).code for call in calls}

    assert found == {"register_in_use"}
    assert merge(path, [aftermath.stick / "uji.assessment"]).state == first.state


@pytest.mark.parametrize("how", sorted(HOLDS))
def test_a_journal_that_another_program_holds_stops_the_start_and_not_more(
    world: World, tmp_path: Path, how: str
) -> None:
    seated = sit_down(world)
    seated.desk.answer(ITEMS[0], "B")
    seated.keeper.close()
    (sitting_dir,) = world.home(SEAT).sitting_dirs()
    station = world.station(SEAT)
    with held(sitting_dir / "journal.db", how):
        found = {
            refused(station.unfinished, world.root).code,
            refused(lambda: export_home(world.home(SEAT), tmp_path / "s"), world.root).code,
            refused(lambda: station.sign_in("0002", world.tickets["0002"].code), world.root).code,
        }

    assert found == {"home_in_use"}
    resumed = resume(world)
    assert resumed.desk.saved.answers == {ITEMS[0]: "B"}
    hand_in(resumed)


def test_another_program_cannot_get_between_a_sitting_and_its_journal(world: World) -> None:
    seated = sit_down(world)
    path = seated.sitting_dir / "journal.db"
    for statement in ("BEGIN IMMEDIATE", "SELECT count(*) FROM record"):
        stranger = sqlite3.connect(path, isolation_level=None, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            stranger.execute(statement)
        stranger.close()
    seated.desk.answer(ITEMS[0], "D")

    assert seated.desk.failure is None
    assert seated.desk.saved.answers == {ITEMS[0]: "D"}
    hand_in(seated)

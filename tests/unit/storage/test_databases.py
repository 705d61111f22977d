"""Journals and registers on a real disk: durable, append-only, exclusive, never misread."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from station.storage.errors import (
    AppendOnlyError,
    DatabaseDamagedError,
    DatabaseForeignError,
    DatabaseNewerError,
    DiskFullError,
    HomeInUseError,
    NotFoundError,
    RegisterInUseError,
    SaveFailedError,
)
from station.storage.files import overwrite_and_remove, read_whole, write_whole
from station.storage.journal import Journal, JournalRow, Opening
from station.storage.register import BundleRow, Register

OPENING = Opening(ticket_sig=b"t" * 64, wrap=b"w")


def row(seq: int) -> JournalRow:
    """Return some record at `seq`."""
    return JournalRow(seq=seq, data=b"record %d" % seq, sig=b"s" * 64)


def bundle(name: str, **fields: str) -> BundleRow:
    """Return what the register looks up about a bundle."""
    whole = {"session": "s", "number": "1", "sitting": "x", "station": "p", **fields}
    return BundleRow(sha256=name, records=3, head="h", closed="submitted", **whole)


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    """Return the path of a journal with three records, closed."""
    path = tmp_path / "journal.db"
    journal = Journal.create(path)
    journal.begin(row(0), OPENING)
    journal.append(row(1))
    journal.append(row(2))
    journal.close()
    return path


def test_what_was_appended_is_there_in_order(journal_path: Path) -> None:
    journal = Journal.open(journal_path)

    assert journal.rows() == [row(0), row(1), row(2)]
    assert journal.opening() == OPENING
    journal.close()


@pytest.mark.parametrize("seq", [0, 2, 4])
def test_a_record_out_of_order_is_refused(journal_path: Path, seq: int) -> None:
    journal = Journal.open(journal_path)

    with pytest.raises(AppendOnlyError):
        journal.append(row(seq))
    assert len(journal.rows()) == 3
    journal.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET data = x'00' WHERE seq = 1",
        "DELETE FROM record WHERE seq = 2",
        "INSERT OR REPLACE INTO record VALUES (1, x'00', x'00')",
        "REPLACE INTO opening VALUES (1, x'00', x'00')",
    ],
)
def test_even_another_program_cannot_change_a_record(journal_path: Path, statement: str) -> None:
    stranger = sqlite3.connect(journal_path)

    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        stranger.execute(statement)
    stranger.close()


def test_a_second_beginning_is_refused_whole(journal_path: Path) -> None:
    journal = Journal.open(journal_path)

    with pytest.raises(AppendOnlyError):
        journal.begin(row(3), OPENING)
    assert len(journal.rows()) == 3
    journal.close()


def test_a_sitting_from_elsewhere_is_adopted_whole_or_not_at_all(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path / "journal.db")

    with pytest.raises(AppendOnlyError):
        journal.adopt([row(0), row(2)], OPENING)
    assert journal.rows() == []
    assert journal.opening() is None
    journal.adopt([row(0), row(1)], OPENING)
    assert journal.rows() == [row(0), row(1)]
    journal.close()


def test_a_journal_that_is_open_elsewhere_is_refused_at_once(journal_path: Path) -> None:
    journal = Journal.open(journal_path)

    with pytest.raises(HomeInUseError):
        Journal.open(journal_path)
    journal.close()


def test_a_missing_journal_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Journal.open(tmp_path / "journal.db")
    assert not (tmp_path / "journal.db").exists()


def test_a_newer_database_is_refused_and_left_alone(journal_path: Path) -> None:
    stranger = sqlite3.connect(journal_path)
    stranger.execute("PRAGMA user_version=99")
    stranger.close()
    before = journal_path.read_bytes()

    with pytest.raises(DatabaseNewerError):
        Journal.open(journal_path)
    assert journal_path.read_bytes() == before


def test_another_kind_of_database_is_refused(journal_path: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_bytes(b"not a database, " * 100)

    with pytest.raises(DatabaseForeignError):
        Register.open(journal_path)
    with pytest.raises(DatabaseForeignError):
        Journal.open(tmp_path / "text.db")


def test_a_damaged_database_is_refused(journal_path: Path) -> None:
    data = bytearray(journal_path.read_bytes())
    data[100:4096] = bytes(3996)
    journal_path.write_bytes(data)

    with pytest.raises(DatabaseDamagedError):
        Journal.open(journal_path)


def test_records_acknowledged_before_a_kill_are_there_afterwards(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from station.storage.journal import Journal, JournalRow, Opening\n"
        "journal = Journal.create(Path(sys.argv[1]))\n"
        "journal.begin(JournalRow(0, b'0', b's'), Opening(b't', b'w'))\n"
        "for seq in range(1, 10_000):\n"
        "    journal.append(JournalRow(seq, b'%d' % seq, b's'))\n"
        "    print(seq, flush=True)\n"
    )
    path = tmp_path / "journal.db"
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(50)]
        child.send_signal(signal.SIGKILL)
        acknowledged += [int(seq) for seq in child.stdout.read().split("\n")[:-1]]

    journal = Journal.open(path)
    stored = [one.seq for one in journal.rows()]
    journal.close()
    assert stored[: len(acknowledged) + 1] == [0, *acknowledged]


def test_a_full_disk_is_told_and_nothing_saved_is_lost(journal_path: Path) -> None:
    journal = Journal.open(journal_path)
    pages = journal._execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001 -- to fill the disk
    journal._execute(f"PRAGMA max_page_count={pages}")  # noqa: SLF001

    with pytest.raises(DiskFullError):
        _append_until_refused(journal)
    assert journal.rows()[:3] == [row(0), row(1), row(2)]
    journal.close()


def _append_until_refused(journal: Journal) -> None:
    for seq in range(3, 100):
        journal.append(JournalRow(seq, b"x" * 4000, b"s"))


def _add_twice_in_one_batch(register: Register) -> None:
    with register.batch():
        register.add("seal", "aa", b"1")
        register.add("seal", "aa", b"1")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Return a new register."""
    return Register.create(tmp_path / "x.register")


def test_entries_keep_their_order_and_evidence(register: Register) -> None:
    register.add("assessment", "aa", b"1")
    register.add_bundle(bundle("bb"), b"chain", b"trailer")

    assert [(one.position, one.kind, one.sha256) for one in register.entries()] == [
        (0, "assessment", "aa"),
        (1, "bundle", "bb"),
    ]
    assert list(register.evidence("bundle")) == [("bb", b"chain")]
    assert register.trailer("bb") == b"trailer"
    assert register.holds("aa")
    assert not register.holds("cc")
    register.close()


def test_evidence_is_entered_once(register: Register) -> None:
    register.add("seal", "aa", b"1")

    with pytest.raises(AppendOnlyError):
        register.add("seal", "aa", b"1")
    assert register.size() == 1
    register.close()


def test_a_batch_that_fails_leaves_nothing(register: Register) -> None:
    with pytest.raises(AppendOnlyError):
        _add_twice_in_one_batch(register)

    assert register.size() == 0
    register.close()


def test_only_a_trailer_can_be_erased(register: Register) -> None:
    register.add_bundle(bundle("bb"), b"chain", None)
    assert register.put_trailer("bb", b"1")
    assert not register.put_trailer("bb", b"2")
    register.erase_trailer("bb")

    assert register.trailer("bb") is None
    assert register.bytes_of("bb") == b"chain"
    with pytest.raises(KeyError):
        register.bytes_of("nothing")
    register.close()


def test_bundles_are_found_by_sitting_and_by_number(register: Register) -> None:
    register.add_bundle(bundle("b2", sitting="x", number="1"), b"", None)
    register.add_bundle(bundle("b1", sitting="y", number="1"), b"", None)
    register.add_bundle(bundle("b3", sitting="z", number="2"), b"", None)

    assert [one.sha256 for one in register.bundles(number="1")] == ["b1", "b2"]
    assert [one.sha256 for one in register.bundles(sitting="z")] == ["b3"]
    assert len(register.bundles()) == 3
    register.close()


def test_checkpoints_are_kept_by_size(register: Register) -> None:
    register.add_checkpoint(2, "note")

    assert register.checkpoints() == [(2, "note")]
    with pytest.raises(AppendOnlyError):
        register.add_checkpoint(2, "another")
    register.close()


def test_a_register_in_use_has_its_own_code(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterInUseError):
        Register.open(tmp_path / "x.register")
    register.close()


def test_a_whole_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")

    assert read_whole(path) == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(SaveFailedError):
        write_whole(tmp_path / "file" / "below", b"x")
    with pytest.raises(NotFoundError):
        read_whole(tmp_path / "nothing")
    with pytest.raises(SaveFailedError):
        read_whole(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_stick_is_told(tmp_path: Path) -> None:
    (tmp_path / ".out.partial").symlink_to("/dev/full")

    with pytest.raises(DiskFullError):
        write_whole(tmp_path / "out", b"x" * 100_000)
    assert not (tmp_path / "out").exists()


def test_an_overwritten_file_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "resume.wrap"
    path.write_bytes(b"secret")
    other_name = tmp_path / "seen"
    other_name.hardlink_to(path)
    overwrite_and_remove(path)
    overwrite_and_remove(path)

    assert not path.exists()
    assert other_name.read_bytes() == b"\0" * 6

"""Reading a finished register as an auditor does: from a disc, changing nothing."""

import hashlib
import sqlite3
import stat
from pathlib import Path

import pytest

from station.storage.errors import (
    DatabaseDamagedError,
    DatabaseForeignError,
    NotFoundError,
    RegisterInUseError,
)
from station.storage.register import Register

PAGE = 16_384


@pytest.fixture
def register_path(tmp_path: Path) -> Path:
    """Return a finished register with one entry."""
    path = tmp_path / "r.register"
    register = Register.create(path)
    register.add("ruling", hashlib.sha256(b"evidence").hexdigest(), b"evidence" * 10_000)
    register.close()
    return path


def test_reading_leaves_a_write_protected_register_and_its_folder_as_they_were(
    register_path: Path,
) -> None:
    before = register_path.read_bytes()
    register_path.chmod(stat.S_IRUSR)
    register = Register.read(register_path)
    entries = register.entries()
    register.close()

    assert [entry.kind for entry in entries] == ["ruling"]
    assert register_path.read_bytes() == before
    assert [path.name for path in register_path.parent.iterdir()] == ["r.register"]


def test_reading_a_register_that_is_in_use_is_refused(register_path: Path) -> None:
    writer = Register.open(register_path)

    with pytest.raises(RegisterInUseError):
        Register.read(register_path)
    writer.close()


def test_reading_needs_a_register(tmp_path: Path) -> None:
    (tmp_path / "empty.register").touch()

    with pytest.raises(NotFoundError):
        Register.read(tmp_path / "none.register")
    with pytest.raises(DatabaseForeignError):
        Register.read(tmp_path / "empty.register")


def test_a_sound_register_has_no_damage(register_path: Path) -> None:
    register = Register.read(register_path)

    assert register.damage() == []
    register.close()


def test_a_page_overwritten_with_noise_is_told(register_path: Path) -> None:
    data = bytearray(register_path.read_bytes())
    data[PAGE : 2 * PAGE] = bytes(255 - byte for byte in data[PAGE : 2 * PAGE])
    register_path.write_bytes(data)
    register = Register.read(register_path)
    try:
        told = register.damage()
    except DatabaseDamagedError as error:
        told = [error.line()]
    register.close()

    assert told


def test_an_entry_whose_bytes_are_gone_is_told(register_path: Path) -> None:
    stranger = sqlite3.connect(register_path)
    stranger.execute("DROP TRIGGER evidence_no_delete")
    stranger.execute("DELETE FROM evidence")
    stranger.commit()
    stranger.close()
    register = Register.read(register_path)

    with pytest.raises(DatabaseDamagedError):
        list(register.evidence("ruling"))
    register.close()


def test_evidence_that_became_text_is_told(register_path: Path) -> None:
    stranger = sqlite3.connect(register_path)
    stranger.execute("DROP TRIGGER evidence_no_update")
    stranger.execute("UPDATE evidence SET data = 'text'")
    stranger.commit()
    stranger.close()
    register = Register.read(register_path)

    with pytest.raises(DatabaseDamagedError):
        list(register.evidence("ruling"))
    register.close()


def test_a_table_that_is_gone_is_told(register_path: Path) -> None:
    stranger = sqlite3.connect(register_path)
    stranger.execute("DROP TABLE checkpoint")
    stranger.close()
    register = Register.read(register_path)

    with pytest.raises(DatabaseDamagedError):
        register.checkpoints()
    register.close()

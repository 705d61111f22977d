"""Reading a whole authoring folder into memory, with caps on what it may hold."""

import tomllib
from pathlib import Path
from typing import Any

from station.bank.errors import BankUnreadableError
from station.bank.plan import check_plan
from station.bank.sources import read_sources
from station.bank.tables import Folder, Tables
from station.bank.workbook import read_books, write_books

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
MAX_MEDIA_BYTES = 8 * 1024 * 1024
MAX_TABLE_BYTES = 32 * 1024 * 1024


def read_folder(path: Path) -> Folder:
    """Return the authoring folder at `path`: its plan, its workbooks' rows, its media.

    Raises:
        BankUnreadableError: A file is missing or cannot be read as what it should be.
    """
    items_book = _bytes(path / "items.xlsx", MAX_TABLE_BYTES)
    key_path = path / "key.xlsx"
    key_book = _bytes(key_path, MAX_TABLE_BYTES) if key_path.exists() else None
    return Folder(
        path=path,
        plan=read_plan(path),
        tables=read_books(items_book, key_book),
        media=_media(path / "media"),
    )


def read_plan(path: Path) -> dict[str, Any]:
    """Return battery.toml, decoded and checked.

    Raises:
        BankUnreadableError: It is missing, not TOML, or a value is not what it must be.
    """
    try:
        data = _bytes(path / "battery.toml", MAX_TABLE_BYTES)
        text = data.decode("utf-8-sig")  # Windows' editor puts a mark first
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BankUnreadableError(f"battery.toml: {error}") from error
    check_plan(values)
    return values


def read_sources_folder(path: Path) -> Folder:
    """Return the authoring folder at `path` as its text sources have it, without its workbooks.

    Raises:
        BankUnreadableError: A file is missing or cannot be read as what it should be.
    """
    return Folder(
        path=path,
        plan=read_plan(path),
        tables=source_tables(path),
        media=_media(path / "media"),
    )


def source_tables(path: Path) -> Tables:
    """Return the rows of the folder's text sources.

    Raises:
        BankUnreadableError: As `read_sources`.
    """
    return read_sources(path / "source", read_plan(path).get("scale", ()))


def books_from_sources(path: Path) -> tuple[bytes, bytes]:
    """Return (items.xlsx, key.xlsx) as the folder's text sources say.

    Raises:
        BankUnreadableError: As `read_sources`.
    """
    return write_books(source_tables(path))


def _media(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {
        path.name: _bytes(path, MAX_MEDIA_BYTES)
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in MEDIA_TYPES
    }


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            raise BankUnreadableError(f"{path.name} is larger than {limit} bytes")
        return path.read_bytes()
    except OSError as error:
        raise BankUnreadableError(f"{path.name}: {error.strerror}") from error

"""Whole files, made durable: a reader sees the old bytes or the new ones, never half of them."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from station.errors import SiteError
from station.storage.errors import DiskFullError, NotFoundError, SaveFailedError

FULL = {errno.ENOSPC, errno.EDQUOT}
PARTIAL = ".partial"


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that it is there whole or not at all, also after a power cut.

    Temporary file, fsync, read back and compare, rename, fsync of the folder.

    Raises:
        DiskFullError: No room; `path` is as it was.
        SaveFailedError: The disk or stick refused, or did not give back what was written.
    """
    temporary = path.with_name(f".{path.name}{PARTIAL}")
    try:
        _make_folder(path.parent)
        _write_durably(temporary, data)
        if hashlib.sha256(temporary.read_bytes()).digest() != hashlib.sha256(data).digest():
            raise SaveFailedError(f"{path.name}: what was read back differs")
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise site_error(error, path) from error
    finally:
        _forget(temporary)


def plain_name(text: str) -> str:
    """Return a text as part of a file name that every system takes: percent-encoded."""
    return quote(text, safe="")


def clear_cut_short(folder: Path, pattern: str) -> None:
    """Remove what `write_whole` was writing when a stick was pulled out or the power went.

    Only for files that nobody else writes: they would lose what they are writing just now.

    Args:
        folder: Where they were to be written; it need not exist.
        pattern: A glob that matches their names.
    """
    with suppress(OSError):  # writing the file itself says more
        for path in folder.glob(f".{pattern}{PARTIAL}"):
            _forget(path)


def read_whole(path: Path) -> bytes:
    """Return the file's bytes.

    Raises:
        NotFoundError: No such file.
        SaveFailedError: The disk or stick cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"{path} is not there") from error
    except OSError as error:
        raise site_error(error, path) from error


def overwrite_and_remove(path: Path) -> None:
    """Overwrite `path` in place, make that durable, then unlink it; a missing file is fine.

    Hygiene, not proof: a disk may keep old blocks.

    Raises:
        SaveFailedError: The disk refused.
    """
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"\0" * size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync_folder(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise site_error(error, path) from error


@contextmanager
def whole_folder(folder: Path) -> Iterator[None]:
    """Make a new folder's files inside: when one cannot be made, none of them is left.

    A folder that was there before is left alone.

    Raises:
        SiteError: Why one could not be made.
    """
    fresh = not folder.exists()
    try:
        yield
    except SiteError:
        if fresh:
            _take_back(folder)
        raise


def remove(path: Path) -> None:
    """Remove a file; a missing one is fine.

    Raises:
        SaveFailedError: The disk refused.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise site_error(error, path) from error


def site_error(error: OSError, path: Path) -> DiskFullError | SaveFailedError:
    """Return the coded error for what the operating system said about `path`."""
    reason = error.strerror or type(error).__name__
    if error.errno in FULL:
        return DiskFullError(f"{path}: {reason}")
    return SaveFailedError(f"{path}: {reason}")


def _make_folder(folder: Path) -> None:
    """Make a folder, and its name as durable as the files in it will be."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        _sync_folder(one.parent)


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no fsync of a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_back(folder: Path) -> None:
    for path in folder.glob("*"):
        with suppress(SaveFailedError):  # what brought us here says more
            overwrite_and_remove(path)
    with suppress(OSError):
        folder.rmdir()


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the error that brought us here says more

"""Finding evidence on sticks and in folders.

Promises: the same files in the same order wherever they were named, signed files first, so
that what others stand on is known before them. Refuses: nothing; whether a file is what its
name says is decided by whoever reads it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from station.storage.errors import NotFoundError
from station.storage.files import site_error

ORDER = ("assessment", "key", "package", "session", "ruling", "seal", "bundle", "register")
"""Kinds in the order in which they are read; each is also the ending of its files."""

SHADOW = "._"
"""How macOS names the shadow it leaves on sticks beside each file."""


class Found(NamedTuple):
    """A file by its kind, which is its ending without the dot; empty for no kind of ours."""

    kind: str
    path: Path


def find_evidence(paths: Iterable[Path]) -> list[Found]:
    """Return the evidence among `paths` and below the folders among them.

    Other files in folders are passed over; a file that is named itself is always returned.

    Raises:
        NotFoundError: A path is not there, or neither a file nor a folder.
        SaveFailedError: A folder or stick cannot be read.
    """
    found = {one for path in paths for one in _below(path)}
    return sorted(found, key=_place)


def kind_of(path: Path) -> str:
    """Return the kind that a file's ending says, or an empty text."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in ORDER else ""


def walk_files(folder: Path) -> Iterator[Path]:
    """Yield every file below `folder`, links to folders not followed, sorted.

    Raises:
        SaveFailedError: A folder cannot be read.
    """
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise site_error(error, folder) from error
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            yield from walk_files(path)
        elif path.is_file() and not path.name.startswith(SHADOW):
            yield path


def _below(path: Path) -> Iterator[Found]:
    if not path.exists():
        raise NotFoundError(f"{path} is not there")
    if path.is_dir():
        yield from (Found(kind_of(one), one) for one in walk_files(path) if kind_of(one))
    elif path.is_file():
        yield Found(kind_of(path), path)
    else:
        raise NotFoundError(f"{path} is neither a file nor a folder")  # a pipe would wait for ever


def _place(found: Found) -> tuple[int, str]:
    rank = ORDER.index(found.kind) if found.kind else len(ORDER)
    return rank, found.path.as_posix()

"""What a refusal must be: one of our errors, with its code, a sentence and a way out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from station.errors import StationError
from tests.faults.sittings import hashes

SENTENCE = re.compile(r"error\[[a-z0-9_]+\]: .+\. [A-Z`].*\.", re.DOTALL)

CODES = {
    "empty": "magic_wrong",
    "text": "magic_wrong",
    "zip": "magic_wrong",
    "zeros": "magic_wrong",
    "of another kind": "magic_wrong",
    "cut in half": "frame_truncated",
    "cut by one byte": "frame_truncated",
    "added to": "frame_truncated",
    "of a newer version": "version_newer",
}
"""What people hand in instead of a file of ours, and the code it must be refused with."""


def wrong_copies(data: bytes, of_another_kind: bytes) -> dict[str, bytes]:
    """Return bytes for each name in `CODES`, made from a file that is right."""
    return {
        "empty": b"",
        "text": b"Dear colleague, the file is attached.\n",
        "zip": b"PK\x03\x04" + bytes(300),
        "zeros": bytes(9_000),
        "of another kind": of_another_kind,
        "cut in half": data[: len(data) // 2],
        "cut by one byte": data[:-1],
        "added to": data + b"\n",
        "of a newer version": data.replace(b"/1\n", b"/2\n", 1),
    }


def refused(call: Callable[[], object], *untouched: Path) -> StationError:
    """Return the error with which `call` is refused, once that is found to be in order.

    Args:
        call: What must be refused.
        untouched: Folders in which no file may change.

    Raises:
        AssertionError: Nothing was refused, nothing helps the user, or a file has changed.
    """
    before = [hashes(folder) for folder in untouched]
    with pytest.raises(StationError) as caught:
        call()
    error = caught.value
    assert SENTENCE.fullmatch(error.line()), error.line()
    assert [hashes(folder) for folder in untouched] == before
    return error


def codes_in_place(
    path: Path, data: dict[str, bytes], call: Callable[[], object]
) -> dict[str, str]:
    """Return the code with which `call` refuses each of `data` at `path`, which is put back."""
    whole = path.read_bytes()
    found = {}
    for wrong, bad in data.items():
        path.write_bytes(bad)
        error = refused(call, path.parent)
        found[wrong] = error.code
    path.write_bytes(whole)
    return found

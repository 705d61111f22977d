"""The `released` entry: which results left the house, on which evidence.

Promises: every file is named by path and hash, and the evidence by size and `state`.
Refuses: paths that lead out of the folder, that differ only in letter case, or stand twice.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from typing_extensions import Buffer

from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import BodyMalformedError, FileForeignError
from station.sealing.frames import Body, Count, Hex32, Strict
from station.sealing.signing import Signer

KIND = "saksi-released/1"


class ReleasedFile(Strict, frozen=True, kw_only=True):
    """One file: its path from the released folder, with forward slashes, and its SHA-256."""

    path: str
    sha256: Hex32


class ReleasedBody(Body, frozen=True, kw_only=True):
    """What was released: `state` is recomputed from the first `register_size` entries."""

    assessment: Hex32
    register_size: Count
    state: Hex32
    files: tuple[ReleasedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A verified `released` entry."""

    sha256: str
    body: ReleasedBody


def write_released(body: ReleasedBody, coordinator: Signer) -> bytes:
    """Return the entry signed by the coordinator.

    Raises:
        BodyMalformedError: A path leads out of the folder, or stands twice.
    """
    _check_paths(body)
    return signedfile.write(KIND, body, {"coordinator": coordinator})


def verify_released(data: Buffer, assessment: Assessment) -> Released:
    """Return a `released` entry that the coordinator of this assessment signed.

    Raises:
        FileForeignError: It was made for another assessment.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=2)
    body = frames.decode(envelope.body, ReleasedBody, "released entry")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the released entry belongs to another assessment")
    envelope.require(("coordinator",), assessment.keys)
    _check_paths(body)
    return Released(sha256=envelope.sha256, body=body)


def _check_paths(body: ReleasedBody) -> None:
    paths = [one.path for one in body.files]
    if paths != sorted({path.casefold(): path for path in paths}.values()):
        raise BodyMalformedError("the released files are not sorted and distinct")
    for path in paths:
        _check_path(path)


def _check_path(path: str) -> None:
    pure = PurePosixPath(path)
    plain = path == str(pure) and not pure.is_absolute() and ".." not in pure.parts
    if not plain or any(sign in path for sign in "\\:\0") or path == ".":
        raise BodyMalformedError("a released path leads out of its folder")

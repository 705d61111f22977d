"""The release: every result file is the one that was released, and there is no other."""

from pathlib import Path

from station.sealing.released import Released
from station.sealing.ruling import Ruling
from station.sealing.suite import sha256
from station.storage.files import read_whole
from station.usecases.errors import (
    CheckpointMissingError,
    FileAlteredError,
    FileGoneError,
    FileUnlistedError,
)
from station.usecases.report import CHECKPOINT, released_files
from station.usecases.verifying.entries import Entered, check_head
from station.usecases.verifying.findings import Findings


def check_release(root: Path, entered: Entered, findings: Findings) -> Released | None:
    """Return the release that stands now, and note every file that is not as it was released."""
    position, released = max(entered.released, key=lambda one: one[0], default=(-1, None))
    listed = {one.path: one.sha256 for one in released.body.files} if released else {}
    erased = erased_files(entered.trust.rulings)
    here = dict(released_files(root))
    for path, expected in listed.items():
        with findings.looking_at(path):
            _check_file(path, here.get(path), expected, erased)
            findings.checked["file"] += 1
    for path in sorted(set(here) - set(listed)):
        with findings.looking_at(path):
            raise FileUnlistedError("no released entry names it")
    _check_checkpoint(root / CHECKPOINT, position, entered, findings)
    return released


def erased_files(rulings: list[Ruling]) -> frozenset[str]:
    """Return the released files that rulings have erased."""
    return frozenset(
        path for one in rulings if one.body.kind == "erased" for path in one.body.files
    )


def _check_file(path: str, place: Path | None, expected: str, erased: frozenset[str]) -> None:
    if place is None:
        if path not in erased:
            raise FileGoneError("it was released and is not there")
        return
    found = sha256(read_whole(place))
    if found != expected:
        raise FileAlteredError(f"its hash is {found[:16]}, released was {expected[:16]}")


def _check_checkpoint(path: Path, released: int, entered: Entered, findings: Findings) -> None:
    """Note a checkpoint beside the results that the register does not lead to, or an old one.

    Args:
        path: Where it lies.
        released: Position of the release that stands; -1 when there is none.
        entered: What the register holds.
        findings: Where to note it.
    """
    with findings.looking_at(CHECKPOINT):
        if path.is_file():
            if check_head(read_whole(path), entered).size <= released:
                raise CheckpointMissingError(f"{CHECKPOINT} is older than the release")
            findings.checked["checkpoint_file"] += 1
        elif released >= 0:
            raise CheckpointMissingError(f"{CHECKPOINT} is not beside the results")

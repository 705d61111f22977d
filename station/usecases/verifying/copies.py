"""Evidence files in the folder: each is, bit for bit, what the register holds.

Copies are looked for everywhere below the folder, also in the stations' homes and on sticks.
"""

from collections.abc import Iterator
from pathlib import Path

from station.errors import StationError
from station.sealing import bundle as sealed
from station.sealing import frames
from station.sealing.bundle import cut_trailer, join_trailer, peek_opening
from station.sealing.register import Entry
from station.sealing.suite import sha256
from station.storage.files import read_whole
from station.storage.register import Register
from station.sync.finding import ORDER, kind_of, walk_files
from station.usecases.checking import Checked, Trust
from station.usecases.errors import NotInRegisterError
from station.usecases.verifying.entries import Entered
from station.usecases.verifying.findings import Findings


def check_copies(root: Path, register: Register, entered: Entered, findings: Findings) -> None:
    """Note evidence files that are not what the register holds."""
    for path in evidence_files(root):
        name = path.relative_to(root).as_posix()
        with findings.looking_at(name):
            data = read_whole(path)
            if not _is_entered(kind_of(path), data, register, entered):
                _explain(kind_of(path), data, register, entered)
            findings.checked["copy"] += 1


def evidence_files(root: Path) -> Iterator[Path]:
    """Yield the evidence files below `root`; folders with a leading dot are passed over."""
    for path in walk_files(root):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if kind_of(path) in ORDER[:-1] and not hidden:
            yield path


def _is_entered(kind: str, data: bytes, register: Register, entered: Entered) -> bool:
    """Return whether these very bytes are entered; a bundle's trailer may be erased."""
    if kind != "bundle":
        return Entry(kind=kind, sha256=sha256(data)) in entered.listed
    try:
        chain_part, trailer = cut_trailer(data)
    except StationError:
        return False
    name = sha256(chain_part)
    if name not in entered.rows:
        return False
    kept = register.trailer(name) if name in entered.trailers else None
    return trailer == kept or data == join_trailer(chain_part, None)


def _explain(kind: str, data: bytes, register: Register, entered: Entered) -> None:
    """Raise what is wrong with a file; pass what holds and is the beginning of an entered one.

    Raises:
        NotInRegisterError: It holds, and nobody entered it.
        IntegrityError: What is wrong with it, and where it differs from what was entered.
    """
    trust = Trust(entered.trust.assessment, dict(entered.trust.sessions))
    try:
        checked = trust.check(kind, data)
    except StationError as error:
        place = _first_difference(kind, data, register, entered)
        error.detail = f"{error.detail or error.code}{place}"
        raise
    if not _is_known(checked, register, entered):
        raise NotInRegisterError(f"this {kind} holds, and the register does not have it")


def _is_known(checked: Checked, register: Register, entered: Entered) -> bool:
    """Return whether a bundle that holds is entered, or is the beginning of an entered one."""
    if checked.sha256 in entered.rows:
        return True
    row = checked.row
    return row is not None and any(
        one.sitting == row.sitting
        and one.records > row.records
        and _digest(register, one.sha256, row.records - 1) == row.head
        for one in entered.rows.values()
    )


def _digest(register: Register, bundle: str, seq: int) -> str:
    return sha256(frames.split(register.bytes_of(bundle), sealed.KIND)[1 + seq])


def _first_difference(kind: str, data: bytes, register: Register, entered: Entered) -> str:
    """Return where a damaged copy departs from the entered evidence it resembles most."""
    best, most = "", 0
    for sha in _candidates(kind, data, entered):
        original = register.bytes_of(sha)
        same = _same_bytes(data, original)
        if same > most:
            best, most = _place(kind, original, same), same
    return best


def _candidates(kind: str, data: bytes, entered: Entered) -> Iterator[str]:
    if kind != "bundle":
        yield from (one.sha256 for one in entered.entries if one.kind == kind)
        return
    try:
        sitting = peek_opening(data).sitting
    except StationError:
        return
    yield from (row.sha256 for row in entered.rows.values() if row.sitting == sitting)


def _same_bytes(left: bytes, right: bytes) -> int:
    """Return how many bytes two files have in common from the start."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[:middle] == right[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _place(kind: str, original: bytes, at: int) -> str:
    if kind != "bundle":
        return f"; the copy departs from the entered file at byte {at}"
    ends = len(sealed.KIND) + 1
    for place, frame in enumerate(frames.split(original, sealed.KIND)):
        ends += len(frame) + 4
        if at < ends:
            return f"; the copy departs from the entered bundle at byte {at}, in {_part(place)}"
    return f"; the copy departs from the entered bundle at byte {at}, after its chain"


def _part(place: int) -> str:
    return "its header" if place == 0 else f"record {place - 1}"

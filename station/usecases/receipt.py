"""Receipts: from the code a participant took away to the bundle it stands for.

Promises: whoever holds a receipt learns whether the sitting is entered, where, and under
which checkpoint, with a proof of inclusion. Refuses: to say who it was or what was answered.
"""

from dataclasses import dataclass
from pathlib import Path

from station.sealing.checkpoint import verify_checkpoint
from station.sealing.receipt import parse_receipt, receipt_code
from station.sealing.register import leaf
from station.sealing.tree import inclusion
from station.storage.register import Register
from station.usecases.checkpoint import sealed_entries
from station.usecases.evidence import signed_files


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveringCheckpoint:
    """The last checkpoint over an entry; `root` in hex, `note` as signed."""

    size: int
    root: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReceipt:
    """What a receipt leads to.

    Attributes:
        found: Whether a closed bundle has this receipt.
        bundle: Its hash; empty when there is none.
        position: Its place in the register, from 0; -1 when there is none.
        checkpoint: What covers it; None while nothing does.
        proof: Inclusion in that checkpoint (RFC 9162), hex.
    """

    found: bool
    bundle: str = ""
    position: int = -1
    checkpoint: CoveringCheckpoint | None = None
    proof: tuple[str, ...] = ()


def find_receipt(register_path: Path, code: str) -> FoundReceipt:
    """Return the bundle whose closing record's digest gives this code.

    Raises:
        CodeMistypedError: The code has a slip in it.
        NotFoundError, RegisterInUseError: The register cannot be read.
    """
    wanted = parse_receipt(code)
    register = Register.read(register_path)
    try:
        for row in register.bundles():
            if row.closed and receipt_code(row.head) == wanted:
                return _located(register, row.sha256)
        return FoundReceipt(found=False)
    finally:
        register.close()


def _located(register: Register, sha256: str) -> FoundReceipt:
    entries = sealed_entries(register)
    position = next(place for place, one in enumerate(entries) if one.sha256 == sha256)
    covering = _covering(register, position)
    proof: tuple[bytes, ...] = ()
    if covering is not None:
        proof = inclusion([leaf(one) for one in entries[: covering.size]], position)
    return FoundReceipt(
        found=True,
        bundle=sha256,
        position=position,
        checkpoint=covering,
        proof=tuple(one.hex() for one in proof),
    )


def _covering(register: Register, position: int) -> CoveringCheckpoint | None:
    notes = [note for size, note in register.checkpoints() if size > position]
    if not notes:
        return None
    head = verify_checkpoint(notes[-1].encode(), signed_files(register).assessment)
    return CoveringCheckpoint(size=head.size, root=head.root, note=notes[-1])

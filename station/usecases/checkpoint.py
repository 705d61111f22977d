"""Checkpoints: the coordinator signs the register's head, the witness cosigns what only grew.

Promises: a witness who keeps the last note it cosigned signs no register that was rewritten
since. Refuses: to cosign a head whose consistency with that note is not proven.
"""

from dataclasses import dataclass
from pathlib import Path

from station.clock import Clock
from station.sealing.assessment import Assessment
from station.sealing.checkpoint import Checkpoint, cosign, verify_checkpoint, write_checkpoint
from station.sealing.errors import ProofWrongError
from station.sealing.register import Entry, leaf, register_root
from station.sealing.signing import Signer
from station.sealing.tree import consistency, verify_consistency
from station.storage.register import Register
from station.usecases.evidence import signed_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Whoever cosigns: an officer's id and key."""

    id: str
    signer: Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the coordinator hands to a witness on another machine.

    Attributes:
        note: The new head, signed by the coordinator alone.
        first: Size of the register at the note the witness cosigned last; 0 for none.
        proof: That the register at `first` is the beginning of the new one (RFC 9162).
    """

    note: bytes
    first: int
    proof: tuple[bytes, ...]


def propose(register_path: Path, *, coordinator: Signer, first: int = 0) -> Proposal:
    """Return the register's head for a witness who cosigned `first` entries before.

    Raises:
        RegisterInUseError, AssessmentMissingError: As their names say.
    """
    register = Register.open(register_path)
    try:
        assessment = signed_files(register).assessment
        return _proposal(register, assessment, coordinator, first)
    finally:
        register.close()


def witness(
    proposal: Proposal,
    last: Checkpoint | None,
    by: Witness,
    *,
    assessment: Assessment,
    clock: Clock,
) -> bytes:
    """Return the cosigned note, once it is proven that nothing before it was changed.

    Args:
        proposal: What the coordinator handed over.
        last: What this witness cosigned last; None the first time.
        by: The witness.
        assessment: The pinned assessment.
        clock: The witness's own; its time stands in the cosignature.

    Raises:
        ProofWrongError: The register is not the one that grew from `last`.
        SignatureMissingError, CheckpointMalformedError: Not this coordinator's note.
    """
    head = verify_checkpoint(proposal.note, assessment, witnessed=False)
    if last is not None:
        roots = (bytes.fromhex(last.root), bytes.fromhex(head.root))
        verify_consistency(last.size, roots[0], head.size, roots[1], proposal.proof)
    time_s = int(clock.now().wall.timestamp())
    note = cosign(proposal.note, by.id, by.signer, time_s)
    verify_checkpoint(note, assessment)
    return note


def keep_checkpoint(register_path: Path, note: bytes) -> Checkpoint:
    """Keep a cosigned note in the register it belongs to.

    Raises:
        ProofWrongError: The register has another root at that size.
        SignatureMissingError: The witness has not cosigned it.
    """
    register = Register.open(register_path)
    try:
        return _keep(register, note, signed_files(register).assessment)
    finally:
        register.close()


def checkpoint(
    register_path: Path, *, coordinator: Signer, cosigner: Witness, clock: Clock
) -> bytes:
    """Return a new checkpoint where coordinator and witness sit at one machine.

    Raises:
        ProofWrongError: The register no longer extends its own last checkpoint.
        RegisterInUseError, AssessmentMissingError: As their names say.
    """
    register = Register.open(register_path)
    try:
        assessment = signed_files(register).assessment
        return checkpoint_of(
            register, assessment, coordinator=coordinator, cosigner=cosigner, clock=clock
        )
    finally:
        register.close()


def checkpoint_of(
    register: Register,
    assessment: Assessment,
    *,
    coordinator: Signer,
    cosigner: Witness,
    clock: Clock,
) -> bytes:
    """Make, cosign and keep a checkpoint of an open register; the one of this size if it is there.

    Raises:
        As `checkpoint`.
    """
    size = register.size()
    notes = dict(register.checkpoints())
    if size in notes:
        return notes[size].encode()
    last = None
    if notes:
        last = verify_checkpoint(notes[max(notes)].encode(), assessment)
    proposal = _proposal(register, assessment, coordinator, last.size if last else 0)
    note = witness(proposal, last, cosigner, assessment=assessment, clock=clock)
    _keep(register, note, assessment)
    return note


def _proposal(
    register: Register, assessment: Assessment, coordinator: Signer, first: int
) -> Proposal:
    entries = sealed_entries(register)
    note = write_checkpoint(assessment.id, len(entries), register_root(entries), coordinator)
    proof = consistency([leaf(one) for one in entries], first) if first else ()
    return Proposal(note=note, first=first, proof=proof)


def _keep(register: Register, note: bytes, assessment: Assessment) -> Checkpoint:
    head = verify_checkpoint(note, assessment)
    entries = sealed_entries(register)
    if head.size > len(entries) or register_root(entries[: head.size]) != head.root:
        raise ProofWrongError(f"the register has another root at {head.size} entries")
    register.add_checkpoint(head.size, note.decode())
    return head


def sealed_entries(register: Register) -> list[Entry]:
    """Return a register's entries as the tree hashes them."""
    return [Entry(kind=one.kind, sha256=one.sha256) for one in register.entries()]

"""The register: every entry's bytes, its look-ups, its checkpoints.

Promises: nothing in the register is believed for being there. Each entry is verified by its
kind, after what it stands on; what is told of a bundle is told from its own bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.bundle import join_trailer
from station.sealing.checkpoint import Checkpoint, verify_checkpoint
from station.sealing.errors import ProofWrongError
from station.sealing.register import Entry, register_root, state
from station.sealing.released import Released, verify_released
from station.storage.register import BundleRow, Register
from station.storage.register import Entry as Place
from station.sync.finding import ORDER
from station.usecases.checking import Checked, Trust
from station.usecases.conduct import Conduct
from station.usecases.errors import (
    AssessmentMissingError,
    CheckpointMissingError,
    EntryWrongError,
    StateWrongError,
)
from station.usecases.evidence import Progress, Signed, in_effect_order, standing_of
from station.usecases.ledger import Told
from station.usecases.verifying.findings import Findings

KINDS = (*ORDER[:-1], "released")


@dataclass(kw_only=True)
class Entered:
    """What a register holds, as far as it holds.

    Attributes:
        entries: In order, as the tree hashes them.
        trust: The assessment and the signed files.
        rows: Bundles by hash, told from their bytes.
        conducts: How each sitting went, by bundle hash.
        trailers: Hashes of the bundles whose trailer is kept.
        released: Entries of that kind with their positions.
        heads: Checkpoints that hold, smallest first.
    """

    entries: list[Entry]
    trust: Trust
    positions: dict[str, int]
    rows: dict[str, BundleRow] = field(default_factory=dict)
    conducts: dict[str, Conduct] = field(default_factory=dict)
    trailers: set[str] = field(default_factory=set)
    released: list[tuple[int, Released]] = field(default_factory=list)
    heads: list[Checkpoint] = field(default_factory=list)

    @cached_property
    def listed(self) -> frozenset[Entry]:
        """The entries, for looking one up."""
        return frozenset(self.entries)

    def state(self, size: int) -> str:
        """Return the state of the first `size` entries, hex."""
        return state(self.entries[:size])

    def signed(self, size: int) -> Signed:
        """Return the signed files among the first `size` entries."""
        return Signed(
            assessment=self.trust.assessment,
            sessions={
                sha256: one for sha256, one in self.trust.sessions.items() if self._in(sha256, size)
            },
            seals=tuple(one for one in self.trust.seals if self._in(one.sha256, size)),
            rulings=in_effect_order(
                one for one in self.trust.rulings if self._in(one.sha256, size)
            ),
        )

    def told(self, register: Register, size: int) -> list[Told]:
        """Return the bundles among the first `size` entries, with their standing then."""
        rows = [row for sha256, row in sorted(self.rows.items()) if self._in(sha256, size)]
        standing = standing_of(register, self.signed(size), rows)
        return [
            Told(row=row, standing=standing[row.sha256], conduct=self.conducts[row.sha256])
            for row in rows
        ]

    def _in(self, sha256: str, size: int) -> bool:
        return self.positions[sha256] < size


def check_assessment(register: Register, expected: str, findings: Findings) -> Assessment | None:
    """Return the register's assessment, which everything else rests on; None when it fails."""
    with findings.looking_at("register, assessment"):
        for _, data in register.evidence("assessment"):
            assessment = verify_assessment(data, expected_sha256=expected)
            findings.checked["assessment"] += 1
            return assessment
        raise AssessmentMissingError("the register holds no assessment")
    return None


def check_entries(
    register: Register, assessment: Assessment, findings: Findings, progress: Progress
) -> Entered:
    """Return what the register holds; what does not hold is noted and left out."""
    places = register.entries()
    entered = Entered(
        entries=[Entry(kind=one.kind, sha256=one.sha256) for one in places],
        trust=Trust(assessment),
        positions={one.sha256: one.position for one in places},
        trailers=set(register.trailer_hashes()),
    )
    stored = {row.sha256: row for row in register.bundles()}
    for done, place in enumerate(_in_order(places), 1):
        with findings.looking_at(f"register entry {place.position} ({place.kind})"):
            _check_entry(register, place, entered, stored)
            findings.checked[place.kind] += place.kind != "assessment"
        progress(done, len(places))
    _check_heads(register, entered, findings)
    return entered


def _in_order(places: Iterable[Place]) -> Iterator[Place]:
    """Yield entries so that each comes after what it stands on; unknown kinds last."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    yield from sorted(places, key=lambda one: (rank.get(one.kind, len(KINDS)), one.position))


def _check_entry(
    register: Register, place: Place, entered: Entered, stored: dict[str, BundleRow]
) -> None:
    checked = entered.trust.check(place.kind, _bytes(register, place))
    if checked.sha256 != place.sha256:
        raise EntryWrongError(f"its bytes have the hash {checked.sha256[:16]}")
    if place.kind == "released":
        _check_released(place, checked, entered)
    if checked.row is not None and checked.conduct is not None:
        if stored.get(place.sha256) != checked.row:
            raise EntryWrongError("what the register tells of the bundle is not what it says")
        entered.rows[place.sha256] = checked.row
        entered.conducts[place.sha256] = checked.conduct


def _bytes(register: Register, place: Place) -> bytes:
    try:
        data = register.bytes_of(place.sha256)
    except KeyError as error:
        raise EntryWrongError("its bytes are not there") from error
    if place.kind != "bundle":
        return data
    return join_trailer(data, register.trailer(place.sha256))


def _check_released(place: Place, checked: Checked, entered: Entered) -> None:
    released = verify_released(checked.data, entered.trust.assessment)
    body = released.body
    if body.register_size != place.position:
        raise StateWrongError(f"it says that {body.register_size} entries stood before it")
    if entered.state(body.register_size) != body.state:
        raise StateWrongError("the evidence before it has another state than it says")
    entered.released.append((place.position, released))


def _check_heads(register: Register, entered: Entered, findings: Findings) -> None:
    for size, note in register.checkpoints():
        with findings.looking_at(f"register checkpoint of {size} entries"):
            head = check_head(note.encode(), entered)
            if head.size != size:
                raise ProofWrongError(f"the note is about {head.size} entries")
            entered.heads.append(head)
            findings.checked["checkpoint"] += 1
    covered = max((head.size for head in entered.heads), default=0)
    for position, _ in entered.released:
        if position >= covered:
            with findings.looking_at(f"register entry {position} (released)"):
                raise CheckpointMissingError("no checkpoint covers it")


def check_head(note: bytes, entered: Entered) -> Checkpoint:
    """Return a checkpoint that this register's entries lead to.

    Raises:
        ProofWrongError: Entries were removed or changed since it was signed.
        IntegrityError: It is not signed by coordinator and witness.
    """
    head = verify_checkpoint(note, entered.trust.assessment)
    if head.size > len(entered.entries):
        raise ProofWrongError(
            f"it was signed over {head.size} entries, and the register has {len(entered.entries)}"
        )
    if register_root(entered.entries[: head.size]) != head.root:
        raise ProofWrongError(f"the first {head.size} entries have another root than was signed")
    return head

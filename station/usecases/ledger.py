"""The ledger: every session's figures recomputed from the evidence, and whether they add up.

Promises: figures follow from the register alone. A session that does not add up holds back
its own reports and nobody else's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from station.sealing.seal import Seal
from station.storage.register import BundleRow, Register
from station.usecases.accounting import Attended, Equation, count, equations, times
from station.usecases.conduct import Conduct, read_conduct
from station.usecases.evidence import Signed, read_bundle, signed_files, standing_of
from station.usecases.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A bundle of a session: what is known of it, what it is worth, how the sitting went."""

    row: BundleRow
    standing: Standing
    conduct: Conduct


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLedger:
    """One session's accounts.

    Attributes:
        sealed: Whether two officers have sealed it.
        equations: By the figure on the left; empty before the session is sealed.
        counts: Every figure.
        time: Lost and added time, milliseconds.
        conflicts: Participants whose bundles contradict each other.
    """

    session: str
    sealed: bool
    balanced: bool
    equations: dict[str, Equation]
    counts: dict[str, int]
    time: dict[str, int]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All sessions, and whether every one of them adds up."""

    balanced: bool
    sessions: tuple[SessionLedger, ...]


def ledger(register_path: Path) -> Ledger:
    """Return the ledger of a register.

    Raises:
        NotFoundError, RegisterInUseError: The register cannot be read.
        AssessmentMissingError: It is empty.
        IntegrityError: Evidence in it is not what was entered.
    """
    register = Register.read(register_path)
    try:
        return read_ledger(register, signed_files(register))
    finally:
        register.close()


def read_ledger(register: Register, signed: Signed) -> Ledger:
    """Return the ledger of an open register.

    Raises:
        IntegrityError: Evidence in it is not what was entered.
    """
    standing = standing_of(register, signed)
    told = [
        Told(
            row=row,
            standing=standing[row.sha256],
            conduct=read_conduct(read_bundle(register, row, signed).chain),
        )
        for row in register.bundles()
    ]
    return make_ledger(signed, told)


def make_ledger(signed: Signed, told: Iterable[Told]) -> Ledger:
    """Return the ledger of evidence that was read before."""
    seals = newest_seals(signed.seals)
    theirs: dict[str, list[Told]] = {session: [] for session in signed.session_ids()}
    for one in told:
        theirs[one.row.session].append(one)
    sessions = tuple(
        _session(session, seals.get(session), bundles) for session, bundles in theirs.items()
    )
    return Ledger(balanced=all(one.balanced for one in sessions), sessions=sessions)


def newest_seals(seals: Iterable[Seal]) -> dict[str, Seal]:
    """Return the last seal of each session: officers may seal again what came in later."""
    ordered = sorted(seals, key=lambda one: (one.body.closed, one.sha256))
    return {one.body.session: one for one in ordered}


def attended(seal: Seal) -> Attended:
    """Return what a seal says of the session."""
    body = seal.body
    return Attended(
        present={number: came == "present" for number, came in body.attendance.items()},
        missing={one.number: one.reason for one in body.missing},
        receipts=body.counts.get("receipts"),
    )


def _session(session: str, seal: Seal | None, bundles: list[Told]) -> SessionLedger:
    counted = [one for one in bundles if one.standing is Standing.COUNTS]
    conflicts = sorted({one.row.number for one in bundles if one.standing is Standing.CONFLICT})
    said = attended(seal) if seal else Attended(present={}, missing={})
    counts = count(said, [one.row.number for one in bundles], [one.conduct for one in counted])
    ruled_out = _ruled_out(bundles)
    counts["voided"] += len(ruled_out)
    counts["seats_used"] += len(ruled_out)
    sums = equations(counts) | _sealed(seal, bundles, counted) if seal else {}
    return SessionLedger(
        session=session,
        sealed=seal is not None,
        balanced=bool(sums) and not conflicts and all(one.holds for one in sums.values()),
        equations=sums,
        counts=counts,
        time=times(one.conduct for one in counted),
        conflicts=tuple(conflicts),
    )


def _ruled_out(bundles: Iterable[Told]) -> set[str]:
    """Return participants none of whose bundles counts because rulings set them aside."""
    people: dict[str, set[Standing]] = {}
    for one in bundles:
        people.setdefault(one.row.number, set()).add(one.standing)
    left = {number: standings - {Standing.SUPERSEDED} for number, standings in people.items()}
    return {number for number, standings in left.items() if standings == {Standing.SET_ASIDE}}


def _sealed(seal: Seal, bundles: list[Told], counted: list[Told]) -> dict[str, Equation]:
    """Return whether what was sealed is here, and what counts was sealed or told as missing."""
    here = {one.row.sha256 for one in bundles}
    listed = set(seal.body.bundles)
    missing = {one.number for one in seal.body.missing}
    late = [one for one in counted if one.row.sha256 not in listed and one.row.number in missing]
    return {
        "sealed_bundles": Equation(left=len(listed), right={"merged": len(listed & here)}),
        "counted_bundles": Equation(
            left=len(counted),
            right={
                "sealed": sum(one.row.sha256 in listed for one in counted),
                "declared_missing": len(late),
            },
        ),
    }

"""What a register holds, as verified values.

Promises: nothing that was entered is believed for being there; each file is verified again
when it is read. Signed files are small and come at once, bundles one by one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from station.errors import IntegrityError
from station.sealing import bundle as sealed
from station.sealing import frames
from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.bundle import Bundle, join_trailer, verify_bundle
from station.sealing.errors import AssessmentUnexpectedError
from station.sealing.register import Entry, state
from station.sealing.ruling import Ruling, verify_ruling
from station.sealing.seal import Seal, verify_seal
from station.sealing.session import Session, verify_session
from station.sealing.suite import sha256 as hash_of
from station.storage.register import BundleRow, Register
from station.usecases.errors import AssessmentMissingError
from station.usecases.standing import Standing, standings

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many are done."""


def quiet(_done: int, _of: int) -> None:
    """Tell nobody."""


def never() -> bool:
    """Do not cancel."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The signed files of a register.

    Attributes:
        sessions: Session files by SHA-256, all versions.
        seals: Sorted by session, then hash.
        rulings: In the order in which they take effect: by date, then hash.
    """

    assessment: Assessment
    sessions: Mapping[str, Session]
    seals: tuple[Seal, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def erased(self) -> frozenset[str]:
        """Participants whose answers were erased by a ruling."""
        return frozenset(one.body.subject for one in self.rulings if one.body.kind == "erased")

    def session_ids(self) -> list[str]:
        """Return the ids of all sessions, sorted."""
        return sorted({one.body.session for one in self.sessions.values()})


def signed_files(register: Register) -> Signed:
    """Return the signed files that `register` holds.

    Raises:
        AssessmentMissingError: It holds no assessment.
        IntegrityError: One of them is not what was signed.
    """
    assessment = _assessment(register)
    read = [verify_session(data, assessment) for _, data in register.evidence("session")]
    sessions = {session.sha256: session for session in read}
    seals = (verify_seal(data, assessment, sessions) for _, data in register.evidence("seal"))
    rulings = (verify_ruling(data, assessment) for _, data in register.evidence("ruling"))
    return Signed(
        assessment=assessment,
        sessions=sessions,
        seals=tuple(sorted(seals, key=lambda one: (one.body.session, one.sha256))),
        rulings=in_effect_order(rulings),
    )


def in_effect_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Return rulings by date, then hash: a later one on the same subject takes effect."""
    return tuple(sorted(rulings, key=lambda one: (one.body.at, one.sha256)))


def whole_bundle(register: Register, sha256: str) -> bytes:
    """Return the bytes of an entered bundle, with its trailer where that is kept."""
    return join_trailer(register.bytes_of(sha256), register.trailer(sha256))


def read_bundle(register: Register, row: BundleRow, signed: Signed) -> Bundle:
    """Return an entered bundle, verified.

    Raises:
        IntegrityError: It is not what was entered.
    """
    bundle = verify_bundle(whole_bundle(register, row.sha256), signed.assessment, signed.sessions)
    if bundle.sha256 != row.sha256:
        raise IntegrityError(f"bundle {row.sha256[:16]} has other bytes than were entered")
    return bundle


def standing_of(
    register: Register, signed: Signed, rows: Iterable[BundleRow] | None = None
) -> dict[str, Standing]:
    """Return the standing of entered bundles by their hash: of all, or among `rows` only."""

    def digest_at(bundle: str, seq: int) -> str:
        return hash_of(frames.split(register.bytes_of(bundle), sealed.KIND)[1 + seq])

    return standings(register.bundles() if rows is None else rows, signed.rulings, digest_at)


def state_of(register: Register, size: int | None = None) -> str:
    """Return the `state` (hex) of a register's evidence, or of its first `size` entries."""
    entries = register.entries()[:size]
    return state(Entry(kind=one.kind, sha256=one.sha256) for one in entries)


def _assessment(register: Register) -> Assessment:
    found = [verify_assessment(data) for _, data in register.evidence("assessment")]
    if not found:
        raise AssessmentMissingError("the register holds no assessment")
    if len(found) > 1:
        raise AssessmentUnexpectedError("the register holds more than one assessment")
    return found[0]

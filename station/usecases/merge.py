"""Merging: evidence from sticks, folders and other registers comes together in one register.

Promises: any order, any number of times, the same `state`; no key is needed; a bundle is
accepted for what it is and for the signed files, whatever else is there. Contradicting
bundles are kept whole. Refuses: file by file, each with its reason; the rest goes in.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from station.errors import StationError
from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.bundle import peek_opening
from station.sealing.errors import AssessmentUnexpectedError
from station.storage.register import Register
from station.usecases.checking import Checked, Trust, hash_in_register
from station.usecases.errors import AssessmentAmbiguousError, AssessmentMissingError
from station.usecases.evidence import (
    Progress,
    Signed,
    in_effect_order,
    never,
    quiet,
    signed_files,
    standing_of,
    state_of,
)
from station.usecases.offers import Offer, Offers, fail
from station.usecases.standing import Standing

AHEAD = 64
BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file that was not taken, and why."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge did.

    Attributes:
        accepted: Evidence that came in and stands unopposed.
        duplicate: Files whose evidence was there already.
        superseded: Bundles, new or old, that turned out to be the beginning of a longer one.
        conflict: Bundles, new or old, that turned out to contradict another one.
        rejected: Files that were not taken.
        state: Over all evidence now in the register, hex.
        cancelled: Whether somebody stopped it; what was merged until then stays.
    """

    accepted: int
    duplicate: int
    superseded: int
    conflict: int
    rejected: tuple[Rejected, ...]
    state: str
    cancelled: bool = False


def merge(
    register_path: Path,
    paths: Iterable[Path],
    *,
    assessment: str = "",
    progress: Progress = quiet,
    cancelled: Callable[[], bool] = never,
) -> Merged:
    """Merge what lies at `paths` into the register, which is made when it is not there.

    Args:
        register_path: The register; it must not lie on a stick.
        paths: Files and folders; folders are walked.
        assessment: Hash of the assessment; needed only where a new register is offered two.
        progress: Told after each file.
        cancelled: Asked between batches.

    Raises:
        NotFoundError: A path is not there.
        AssessmentMissingError, AssessmentAmbiguousError: A new register cannot begin.
        AssessmentUnexpectedError: The register belongs to another assessment.
        RegisterInUseError, DatabaseNewerError, DiskFullError: What was merged before stays.
    """
    with Offers(paths, but=register_path) as offers:
        pinned = None if register_path.is_file() else _pin(offers, assessment)
        register = Register.create(register_path)
        try:
            merger = _Merger(register, _signed(register, pinned, offers, assessment))
            return merger.take(list(offers), progress, cancelled)
        finally:
            register.close()


def _signed(register: Register, pinned: Assessment | None, offers: Offers, expected: str) -> Signed:
    """Return what the register holds; a new or empty one is about to get `pinned`."""
    try:
        signed = signed_files(register)
    except AssessmentMissingError:
        return Signed(assessment=pinned or _pin(offers, expected), sessions={})
    if expected not in {"", signed.assessment.sha256}:
        raise AssessmentUnexpectedError(f"the register is of {signed.assessment.sha256}")
    return signed


def _pin(offers: Offers, expected: str) -> Assessment:
    """Return the one assessment that is offered, or the expected one among several."""
    found: dict[str, Assessment] = {}
    for offer in offers.of("assessment"):
        try:
            one = verify_assessment(offer.load())
        except StationError:
            continue  # told when its turn comes, or below when nothing is left
        found[one.sha256] = one
    wanted = [one for one in found.values() if expected in {"", one.sha256}]
    if not wanted:
        raise AssessmentMissingError("no .assessment file that holds is among what was named")
    if len(wanted) > 1:
        raise AssessmentAmbiguousError("two assessments are among what was named")
    return wanted[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What came of one offer: new evidence, a fuller copy, nothing new, or a refusal."""

    new: Checked | None = None
    fuller: Checked | None = None
    rejected: Rejected | None = None


class _Examiner:
    """Checks offers in order, on the one thread that runs ahead of the storing one."""

    def __init__(self, register: Register, signed: Signed) -> None:
        self._trust = Trust(signed.assessment, dict(signed.sessions))
        self._trust.rulings.extend(signed.rulings)
        self._known = {entry.sha256 for entry in register.entries()}
        self._sittings = {row.sitting for row in register.bundles()}
        self._kept = set(register.trailer_hashes())

    def signed(self) -> Signed:
        """Return what is known of signed files by now."""
        return Signed(
            assessment=self._trust.assessment,
            sessions=self._trust.sessions,
            rulings=in_effect_order(self._trust.rulings),
        )

    def examine(self, offer: Offer) -> _Verdict:
        """Return what an offer is worth; no error leaves here."""
        try:
            return self._judge(offer.kind, offer.load())
        except StationError as error:
            message = error.detail or error.code
            refused = Rejected(path=offer.place, code=error.code, message=message)
            return _Verdict(rejected=refused)

    def _judge(self, kind: str, data: bytes) -> _Verdict:
        if self._is_here(kind, data):
            return _Verdict()
        checked = self._trust.check(kind, data)
        known = checked.sha256 in self._known
        self._note(checked)
        if checked.trailer is None or self._is_erased(checked):
            return _Verdict() if known else _Verdict(new=replace(checked, trailer=None))
        self._kept.add(checked.sha256)
        return _Verdict(fuller=checked) if known else _Verdict(new=checked)

    def _is_here(self, kind: str, data: bytes) -> bool:
        """Return whether these bytes are entered already, as far as a hash can tell."""
        if kind != "bundle":
            return hash_in_register(kind, data) in self._known
        if peek_opening(data).sitting not in self._sittings:
            return False  # spares cutting and hashing the first copy of each sitting
        return hash_in_register(kind, data) in self._kept

    def _note(self, checked: Checked) -> None:
        self._known.add(checked.sha256)
        if checked.row is not None:
            self._sittings.add(checked.row.sitting)

    def _is_erased(self, checked: Checked) -> bool:
        number = checked.row.number if checked.row else ""
        return any(
            one.body.kind == "erased" and one.body.subject == number for one in self._trust.rulings
        )


class _Merger:
    """Enters what was examined, in batches, and counts."""

    def __init__(self, register: Register, signed: Signed) -> None:
        self._register = register
        self._examiner = _Examiner(register, signed)
        self._before = standing_of(register, signed)
        self._new: list[str] = []
        self._duplicates = 0
        self._rejected: list[Rejected] = []

    def take(
        self, offers: Sequence[Offer], progress: Progress, cancelled: Callable[[], bool]
    ) -> Merged:
        """Examine and enter offers; return what came of it."""
        done, stopped = 0, False
        with closing(_ahead(offers, self._examiner.examine)) as verdicts:
            while done < len(offers) and not stopped:
                with self._register.batch():
                    for verdict in islice(verdicts, BATCH):
                        self._enter(verdict)
                        done += 1
                        progress(done, len(offers))
                stopped = cancelled()
        return self._result(cancelled=stopped)

    def _enter(self, verdict: _Verdict) -> None:
        if verdict.rejected is not None:
            self._rejected.append(verdict.rejected)
        elif verdict.new is not None:
            enter(self._register, verdict.new)
            self._new.append(verdict.new.sha256)
        else:
            self._duplicates += 1
        if verdict.fuller is not None and verdict.fuller.trailer is not None:
            self._register.put_trailer(verdict.fuller.sha256, verdict.fuller.trailer)

    def _result(self, *, cancelled: bool) -> Merged:
        after = standing_of(self._register, self._examiner.signed())
        fresh = {sha256 for sha256, one in after.items() if self._before.get(sha256) is not one}
        superseded = {one for one in fresh if after[one] is Standing.SUPERSEDED}
        conflict = {one for one in fresh if after[one] is Standing.CONFLICT}
        return Merged(
            accepted=len(set(self._new) - superseded - conflict),
            duplicate=self._duplicates,
            superseded=len(superseded),
            conflict=len(conflict),
            rejected=tuple(self._rejected),
            state=state_of(self._register),
            cancelled=cancelled,
        )


def enter(register: Register, checked: Checked) -> None:
    """Enter checked evidence that is not there yet; an erasure takes effect at once."""
    if checked.row is not None:
        register.add_bundle(checked.row, checked.data, checked.trailer)
    else:
        register.add(checked.kind, checked.sha256, checked.data)
    if checked.erases:
        for row in register.bundles(number=checked.erases):
            register.erase_trailer(row.sha256)


def _ahead(
    offers: Iterable[Offer], examine: Callable[[Offer], _Verdict]
) -> Generator[_Verdict, None, None]:
    """Yield verdicts in order; the next ones are worked out while the caller stores."""
    waiting: deque[Future[_Verdict]] = deque()
    with ThreadPoolExecutor(1) as pool:
        for offer in offers:
            waiting.append(pool.submit(examine, _at_hand(offer)))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _at_hand(offer: Offer) -> Offer:
    """Return an offer that any thread may load."""
    if not offer.bound:
        return offer
    try:
        return offer._replace(load=partial(bytes, offer.load()))
    except StationError as error:
        return offer._replace(load=partial(fail, error))

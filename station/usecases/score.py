"""Scoring: two custodians open the answers, and results are written down.

Promises: nothing is opened of a session whose accounts do not balance; everything that was
written is whole. Refuses: package, key, standards and people that do not belong together.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import msgspec

from station.sealing.hpke import Unsealer
from station.sealing.opened import write_opened
from station.storage.answers import AnswersRow, OpenedAnswers
from station.storage.files import remove, write_whole
from station.storage.register import Register
from station.sync.finding import walk_files
from station.usecases.evidence import (
    Progress,
    never,
    quiet,
    signed_files,
    standing_of,
    state_of,
)
from station.usecases.keys import CustodyKeys
from station.usecases.material import Material, ScoreFiles, read_material
from station.usecases.results import Held, Marking, Result, tell

SCORES, PEOPLE, STANDARDS, OPENED = "scores", "people.json", "standards", "opened.keys"
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What scoring did.

    Attributes:
        reports: How many participants have a report model.
        held: Those who have none, and why.
        state: Of the evidence that the results rest on, hex.
        cancelled: Whether somebody stopped it; then no index was written.
    """

    reports: int
    held: tuple[Held, ...]
    state: str
    cancelled: bool = False


def score(
    register_path: Path,
    files: ScoreFiles,
    custody: Unsealer,
    out_dir: Path,
    *,
    answers_path: Path | None = None,
    progress: Progress = quiet,
    cancelled: Callable[[], bool] = never,
) -> Scored:
    """Score everybody whose session is balanced.

    Writes `scores/`, `people.json`, `standards/` and `opened.keys` below `out_dir`.

    Args:
        register_path: The register; it is only read.
        files: Package, key, people and standards.
        custody: Two custodians together.
        out_dir: The folder that will be released.
        answers_path: Where opened answers are kept for item analysis; None: nowhere.
        progress: Told after each participant.
        cancelled: Asked after each participant.

    Raises:
        NotFoundError, RegisterInUseError, AssessmentMissingError: The register cannot be read.
        KeyUnmatchedError, StandardsChangedError: The files do not belong together.
        SealBrokenError: The custodians are not those of this assessment.
        IntegrityError: Evidence or a roster row is not what was signed.
        DiskFullError, SaveFailedError: What was written before is whole.
    """
    if answers_path is not None:
        OpenedAnswers.open(answers_path).close()  # refused now, if at all, not after the work
    register = Register.read(register_path)
    try:
        signed = signed_files(register)
        keys = CustodyKeys(custody, signed.assessment.sha256)
        material = read_material(files, signed.assessment, keys)
        told = tell(register, signed, standing_of(register, signed))
        marking = Marking(register, signed, told, material, state=state_of(register))
        rows: list[AnswersRow] = []
        written: set[str] = set()
        for done, one in enumerate(marking.each(keys), 1):
            if isinstance(one, Result):
                written |= _write(out_dir / SCORES, one.files())
                rows.append(_answers(one))
            progress(done, marking.size)
            if cancelled():
                return _scored(marking, rows, cancelled=True)
    finally:
        register.close()
    written |= _write(out_dir / SCORES, marking.closing_files())
    keep_only(out_dir / SCORES, written)
    _keep_inputs(out_dir, files, material)
    write_whole(out_dir / OPENED, write_opened(keys.opened()))
    if answers_path is not None:
        _keep_answers(answers_path, rows)
    return _scored(marking, rows, cancelled=False)


def _scored(marking: Marking, rows: list[AnswersRow], *, cancelled: bool) -> Scored:
    return Scored(
        reports=len(rows), held=tuple(marking.held), state=marking.state, cancelled=cancelled
    )


def _write(folder: Path, files: dict[str, bytes]) -> set[str]:
    for name, data in files.items():
        write_whole(folder / name, data)
    return set(files)


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Remove what an earlier run left in a folder of results, so that nobody releases it."""
    for path in walk_files(folder):
        if path.relative_to(folder).as_posix() not in names:
            remove(path)


def _keep_inputs(out_dir: Path, files: ScoreFiles, material: Material) -> None:
    """Put what the results follow from beside them, as it was used."""
    write_whole(out_dir / PEOPLE, files.people)
    for name in material.package.body.standards:
        write_whole(out_dir / STANDARDS / name, files.standards[name])


def _answers(one: Result) -> AnswersRow:
    return AnswersRow(
        number=one.number,
        sitting=one.sitting,
        bundle=one.bundle,
        form=one.form,
        answers=_encode(dict(one.answers)),
        spent_ms=_encode(dict(one.spent_ms)),
    )


def _keep_answers(path: Path, rows: list[AnswersRow]) -> None:
    cache = OpenedAnswers.open(path)
    try:
        cache.replace_all(rows)
    finally:
        cache.close()

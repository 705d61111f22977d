"""Releasing: reports are drawn, every result is named by hash, and the register says so.

Promises: what is released rests on exactly the evidence that is in the register now, and a
checkpoint covers the entry. Refuses: results of another state, or altered since scoring.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from station.clock import Clock
from station.scoring.group import GroupModel
from station.scoring.model import ReportModel
from station.sealing.assessment import Assessment
from station.sealing.receipt import verification_code
from station.sealing.released import ReleasedBody, ReleasedFile, verify_released, write_released
from station.sealing.signing import Signer
from station.sealing.suite import sha256
from station.storage.files import plain_name, read_whole, write_whole
from station.storage.register import Register
from station.sync.finding import walk_files
from station.usecases.checkpoint import Witness, checkpoint_of
from station.usecases.errors import FileAlteredError, NoScoresError, ScoresStaleError
from station.usecases.evidence import Progress, never, quiet, signed_files, state_of
from station.usecases.result_index import INDEX, Index, Listed, read_index
from station.usecases.results import GROUP
from station.usecases.score import PEOPLE, SCORES, STANDARDS, keep_only

REPORTS, MINUTES, EXPORTS = "reports", "minutes", "exports"
RESULT_FOLDERS = (EXPORTS, MINUTES, REPORTS, SCORES, STANDARDS)
CHECKPOINT = "checkpoint.txt"
T = TypeVar("T")


class Press(Protocol):
    """Who draws what is released."""

    def report(self, model: ReportModel, code: str) -> bytes:
        """Return one report from its model and verification code."""
        ...

    def exports(self, models: Sequence[ReportModel], group: GroupModel) -> Mapping[str, bytes]:
        """Return what is made of everybody together, by file name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What was released; nothing is when it was cancelled.

    Attributes:
        reports: How many individual reports were drawn.
        files: How many files the entry names.
        released: Hash of the entry.
        checkpoint: The note that covers it.
    """

    reports: int
    files: int
    released: str
    state: str
    checkpoint: bytes
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs a release: the coordinator the entry, both the checkpoint."""

    coordinator: Signer
    cosigner: Witness
    clock: Clock


def report(
    register_path: Path,
    scores_dir: Path,
    out_dir: Path,
    *,
    press: Press,
    signing: Signing,
    progress: Progress = quiet,
    cancelled: Callable[[], bool] = never,
) -> Reported:
    """Draw reports and exports, then append `released` and a checkpoint to the register.

    Whatever lies in `scores`, `reports`, `minutes`, `exports` and `standards` below `out_dir`
    is released with `people.json`: minutes have to be there before.

    Args:
        register_path: The register.
        scores_dir: What `score` wrote: its `out_dir`, or the `scores` folder in it.
        out_dir: The folder that is released.
        press: Who draws.
        signing: Who signs.
        progress: Told after each report.
        cancelled: Asked after each report.

    Raises:
        NoScoresError: `scores_dir` holds no results.
        ScoresStaleError: Evidence came in since they were made.
        FileAlteredError: A result is not the one that scoring wrote.
        RegisterInUseError, DiskFullError, SaveFailedError: Nothing was released.
    """
    register = Register.open(register_path)
    try:
        assessment = signed_files(register).assessment
        state = state_of(register)
        index = _bring(scores_dir, out_dir, assessment, state)
        drawn = _draw(index, out_dir, press, progress, cancelled)
        if drawn is None:
            return Reported(
                reports=0, files=0, released="", state=state, checkpoint=b"", cancelled=True
            )
        data = _entry(register, out_dir, assessment, state, signing.coordinator)
        with register.batch():
            register.add("released", sha256(data), data)
            note = checkpoint_of(
                register,
                assessment,
                coordinator=signing.coordinator,
                cosigner=signing.cosigner,
                clock=signing.clock,
            )
    finally:
        register.close()
    write_whole(out_dir / CHECKPOINT, note)
    return Reported(
        reports=drawn,
        files=len(verify_released(data, assessment).body.files),
        released=sha256(data),
        state=state,
        checkpoint=note,
    )


def check_results(register_path: Path, scores_dir: Path) -> Assessment:
    """Return a register's assessment, once its results are found to be as scoring wrote them.

    So that two people do not type their passphrases in vain.

    Raises:
        As `report`.
    """
    register = Register.read(register_path)
    try:
        assessment = signed_files(register).assessment
        folder, index = _results(scores_dir, assessment, state_of(register))
    finally:
        register.close()
    for one in index.reports:
        _model(folder, one)
    if index.reports:
        _group(folder)
    return assessment


def released_files(out_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield path in the release and place of everything that belongs to one."""
    for folder in RESULT_FOLDERS:
        if (out_dir / folder).is_dir():
            for path in walk_files(out_dir / folder):
                yield path.relative_to(out_dir).as_posix(), path
    if (out_dir / PEOPLE).is_file():
        yield PEOPLE, out_dir / PEOPLE


def _results(scores_dir: Path, assessment: Assessment, state: str) -> tuple[Path, Index]:
    """Return where the results lie, and their index."""
    folder = scores_dir if (scores_dir / INDEX).is_file() else scores_dir / SCORES
    if not (folder / INDEX).is_file():
        raise NoScoresError(f"{scores_dir} holds no results of `station score`")
    index = read_index(read_whole(folder / INDEX))
    if (index.assessment, index.state) != (assessment.sha256, state):
        raise ScoresStaleError("the scores rest on another state than the register's")
    return folder, index


def _bring(scores_dir: Path, out_dir: Path, assessment: Assessment, state: str) -> Index:
    """Return the index of the results, which then stand below `out_dir`."""
    folder, index = _results(scores_dir, assessment, state)
    if folder.resolve() != (out_dir / SCORES).resolve():
        _copy(folder, out_dir / SCORES)
        _copy(folder.parent / STANDARDS, out_dir / STANDARDS)
        write_whole(out_dir / PEOPLE, read_whole(folder.parent / PEOPLE))
    return index


def _copy(source: Path, target: Path) -> None:
    if not source.is_dir():
        raise NoScoresError(f"{source} is not there, where scoring put it")
    for path in walk_files(source):
        write_whole(target / path.relative_to(source), read_whole(path))


def _draw(
    index: Index, out_dir: Path, press: Press, progress: Progress, cancelled: Callable[[], bool]
) -> int | None:
    """Draw everything; return how many reports, or None when somebody stopped it."""
    models: list[ReportModel] = []
    for done, one in enumerate(index.reports, 1):
        model, code = _model(out_dir / SCORES, one)
        models.append(model)
        name = f"{plain_name(one.number)}.pdf"
        pdf = press.report(model, code)
        write_whole(out_dir / REPORTS / name, pdf)
        progress(done, len(index.reports))
        if cancelled():
            return None
    if (out_dir / REPORTS).is_dir():
        keep_only(out_dir / REPORTS, {f"{plain_name(one.number)}.pdf" for one in index.reports})
    if models:
        for name, data in press.exports(models, _group(out_dir / SCORES)).items():
            write_whole(out_dir / EXPORTS / name, data)
    return len(models)


def _model(scores_dir: Path, listed: Listed) -> tuple[ReportModel, str]:
    """Return somebody's report model and its code; both files are those that scoring wrote."""
    name = plain_name(listed.number)
    _as_written(scores_dir / f"{name}.scores.json", listed.scores)
    data = _as_written(scores_dir / f"{name}.report.json", listed.report)
    return _decoded(data, ReportModel, f"{name}.report.json"), verification_code(data)


def _group(scores_dir: Path) -> GroupModel:
    return _decoded(read_whole(scores_dir / GROUP), GroupModel, GROUP)


def _as_written(path: Path, expected: str) -> bytes:
    data = read_whole(path)
    if sha256(data) != expected:
        raise FileAlteredError(f"{path.name} is not the file that scoring wrote")
    return data


def _decoded(data: bytes, model: type[T], name: str) -> T:
    try:
        return msgspec.json.decode(data, type=model)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FileAlteredError(f"{name} is no result of scoring") from error


def _entry(
    register: Register, out_dir: Path, assessment: Assessment, state: str, coordinator: Signer
) -> bytes:
    files = [
        ReleasedFile(path=path, sha256=sha256(read_whole(place)))
        for path, place in released_files(out_dir)
    ]
    body = ReleasedBody(
        assessment=assessment.sha256,
        register_size=register.size(),
        state=state,
        files=tuple(sorted(files, key=lambda one: one.path)),
    )
    return write_released(body, coordinator)

"""The full level: every score and report model made again from the opened answers.

Promises: a released result that the evidence does not give is named, also one of somebody of
whom there is no evidence; and where reports can be drawn, one that does not show its model.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from station.sealing.opened import read_opened
from station.sealing.released import Released
from station.storage.files import plain_name, read_whole
from station.storage.register import Register
from station.usecases.errors import EntryWrongError, NoScoresError, ResultWrongError
from station.usecases.evidence import Progress
from station.usecases.keys import AuditKeys
from station.usecases.material import ScoreFiles, read_material
from station.usecases.report import REPORTS, Press
from station.usecases.result_index import INDEX, read_index
from station.usecases.results import GROUP, Marking, Result
from station.usecases.score import PEOPLE, SCORES, STANDARDS
from station.usecases.verifying.drawn import Drawn
from station.usecases.verifying.entries import Entered
from station.usecases.verifying.findings import Findings


def recompute(
    root: Path,
    opened_path: Path,
    register: Register,
    entered: Entered,
    released: Released,
    *,
    presses: Sequence[Press] = (),
    findings: Findings,
    progress: Progress,
) -> None:
    """Note every released result that the evidence at its release does not give.

    Args:
        root: The folder.
        opened_path: The opened keys.
        register: Open.
        entered: What it holds.
        released: The release that stands.
        presses: Who may have drawn the reports, one a language; none: they are not drawn again.
        findings: Where to note it.
        progress: Told after each participant.

    Raises:
        IntegrityError: The opened keys, the key or the standards do not open or fit.
        InputError, SiteError: They cannot be read.
    """
    size = released.body.register_size
    assessment = entered.trust.assessment
    keys = AuditKeys(read_opened(read_whole(opened_path), assessment))
    marking = Marking(
        register,
        entered.signed(size),
        entered.told(register, size),
        read_material(_files(root, register), assessment, keys),
        state=released.body.state,
    )
    drawn = Drawn(root, presses)
    made: set[str] = set()
    gone = entered.signed(len(entered.entries)).erased - entered.signed(size).erased
    for done, one in enumerate(marking.each(keys), 1):
        if isinstance(one, Result) and one.number not in gone:
            _compare(root, one.files(), findings)
            made |= set(one.files())
            drawn.look_at(one)
            findings.checked["recomputed"] += 1
        progress(done, marking.size)
    closing = marking.closing_files()
    if gone:
        findings.checked["erased"] += len(gone)
    else:
        _compare(root, closing, findings)
    names = {f"{SCORES}/{name}" for name in made | set(closing)} | drawn.names()
    _check_nothing_else(released, names, gone, findings)
    drawn.tell(findings)
    if not gone:
        drawn.check_exports(marking.models, closing.get(GROUP), findings)


def _files(root: Path, register: Register) -> ScoreFiles:
    """Return what the results say that they were made from; package and key as entered."""
    path = root / SCORES / INDEX
    if not path.is_file():
        raise NoScoresError(f"{SCORES}/{INDEX} is not there")
    index = read_index(read_whole(path))
    return ScoreFiles(
        package=_entered(register, index.package),
        key=_entered(register, index.key),
        people=read_whole(root / PEOPLE),
        standards={
            path.name: read_whole(path) for path in sorted((root / STANDARDS).glob("*.toml"))
        },
    )


def _entered(register: Register, sha256: str) -> bytes:
    try:
        return register.bytes_of(sha256)
    except KeyError as error:
        raise EntryWrongError(
            f"{sha256[:16]}, from which results were made, is not entered"
        ) from error


def _check_nothing_else(
    released: Released, names: Collection[str], gone: Collection[str], findings: Findings
) -> None:
    """Note released scores and reports behind which there is no evidence; pass over the erased."""
    erased = {plain_name(number) for number in gone}
    for path in (one.path for one in released.body.files):
        folder, _, name = path.partition("/")
        if folder not in {SCORES, REPORTS} or path in names or name.split(".")[0] in erased:
            continue
        with findings.looking_at(path):
            raise ResultWrongError("no evidence in the register gives this result")


def _compare(root: Path, files: dict[str, bytes], findings: Findings) -> None:
    for name, data in files.items():
        with findings.looking_at(f"{SCORES}/{name}"):
            path = root / SCORES / name
            if not path.is_file() or read_whole(path) != data:
                raise ResultWrongError("answers, key and standards give another result")

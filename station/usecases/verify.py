"""Verifying a folder of evidence and results, as a stranger can who trusts nobody.

Promises: the public level needs no secret: signatures, chains, the register's tree and state,
accounts, and every released file by its hash. The full level, with the opened keys, makes
every score and report model again. The first problem named is the first discrepancy. Refuses:
to write anything, and to believe a file for where it lies.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from station.sealing.released import Released
from station.storage.errors import DatabaseDamagedError, NotFoundError
from station.storage.files import read_whole
from station.storage.register import Register
from station.usecases.errors import RegisterMissingError
from station.usecases.evidence import Progress, quiet
from station.usecases.report import Press
from station.usecases.score import OPENED
from station.usecases.verifying.accounts import check_accounts
from station.usecases.verifying.copies import check_copies
from station.usecases.verifying.entries import Entered, check_assessment, check_entries, check_head
from station.usecases.verifying.findings import Findings, Problem
from station.usecases.verifying.recomputing import recompute
from station.usecases.verifying.release import check_release

Level = Literal["none", "public", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found.

    Attributes:
        ok: Whether nothing is wrong.
        level: `full` when results were made again; `none` when not even the register opens.
        assessment: Hash of the assessment that everything was held against, hex.
        checked: How many of each kind were looked at and hold.
        problems: Everything that is wrong, the first discrepancy first.
    """

    ok: bool
    level: Level
    assessment: str
    checked: dict[str, int]
    problems: tuple[Problem, ...]


def verify(
    root: Path,
    *,
    opened: Path | None = None,
    assessment: str = "",
    checkpoint: Path | None = None,
    presses: Sequence[Press] = (),
    told: Callable[[str], None] = lambda _hash: None,
    progress: Progress = quiet,
) -> Verification:
    """Verify the folder `root` at the public level and, with opened keys, at the full level.

    Args:
        root: The folder; it is only read.
        opened: The `opened.keys` file; by default the one in `root`, if it is there.
        assessment: The hash that tickets and minutes carry; empty: not compared.
        checkpoint: A note that somebody kept; the register must lead to it.
        presses: Who may have drawn the reports, one a language; none: they are not drawn again.
        told: Called first of all with the hash of the assessment.
        progress: Told after each entry, then after each participant made again.

    Raises:
        NotFoundError: `root`, `opened` or `checkpoint` is not there.
        RegisterInUseError: Another program has the register open.
    """
    for path in (root, opened, checkpoint):
        if path is not None and not path.exists():
            raise NotFoundError(f"{path} is not there")
    run = _Run(
        root=root,
        opened=opened or root / OPENED,
        kept=checkpoint,
        presses=presses,
        told=told,
        progress=progress,
    )
    with run.findings.looking_at("register"):
        register = _open(root)
        try:
            run.verify(register, assessment)
        finally:
            register.close()
    return run.verification()


@dataclass(kw_only=True)
class _Run:
    """One verification while it goes on."""

    root: Path
    opened: Path
    kept: Path | None
    presses: Sequence[Press]
    told: Callable[[str], None]
    progress: Progress
    findings: Findings = field(default_factory=Findings)
    level: Level = "none"
    assessment: str = ""

    def verify(self, register: Register, expected: str) -> None:
        for damage in register.damage():
            self.findings.add(DatabaseDamagedError(damage), "register")
        assessment = check_assessment(register, expected, self.findings)
        if assessment is None:
            return
        self.assessment = assessment.sha256
        self.told(assessment.sha256)
        entered = check_entries(register, assessment, self.findings, self.progress)
        self.level = "public"
        if self.kept is not None:
            with self.findings.looking_at(self.kept.name):
                check_head(read_whole(self.kept), entered)
                self.findings.checked["checkpoint_kept"] += 1
        check_accounts(register, entered, self.findings)
        check_copies(self.root, register, entered, self.findings)
        released = check_release(self.root, entered, self.findings)
        if released is not None and self.opened.is_file():
            self._recompute(register, entered, released)

    def verification(self) -> Verification:
        return Verification(
            ok=not self.findings.problems,
            level=self.level,
            assessment=self.assessment,
            checked=dict(sorted(self.findings.checked.items())),
            problems=tuple(self.findings.problems),
        )

    def _recompute(self, register: Register, entered: Entered, released: Released) -> None:
        with self.findings.looking_at(self.opened.name):
            recompute(
                self.root,
                self.opened,
                register,
                entered,
                released,
                presses=self.presses,
                findings=self.findings,
                progress=self.progress,
            )
            self.level = "full"


def _open(root: Path) -> Register:
    paths = sorted(root.glob("*.register"))
    if len(paths) != 1:
        raise RegisterMissingError(f"{root} holds {len(paths)} registers")
    return Register.read(paths[0])

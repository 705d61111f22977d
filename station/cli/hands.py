"""What people bring to a command: key files with their passphrases, and typed codes.

A passphrase comes from `--passphrase-file` (one a key file, in the same order), from a file of
the key file's name ending in `.passphrase` beside it, or is asked for.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.errors import naming
from station.storage.files import read_whole
from station.usecases.errors import OfficerMissingError, PassphraseNeededError

if TYPE_CHECKING:
    from station.sealing.assessment import Assessment
    from station.sealing.codes import Credential
    from station.sealing.hpke import SealKey

PassphraseFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--passphrase-file",
        exists=True,
        dir_okay=False,
        help="A file with a passphrase; once per key file, in their order. Else it is asked for.",
    ),
]
OfficerFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--officer",
        exists=True,
        dir_okay=False,
        help="An .officer file; once per person. Default: those beside the register.",
    ),
]
CUSTODIANS_NEEDED = 2


class Passphrases:
    """Gives the passphrases of key files, one after the other."""

    def __init__(self, files: Sequence[Path] | None) -> None:
        """Take the files in the order of the key files."""
        self._files: Iterator[Path] = iter(files or ())

    def of(self, key_path: Path) -> str:
        """Return the passphrase of the next key file.

        Raises:
            PassphraseNeededError: There is none, and nobody to ask.
        """
        path = next(self._files, key_path.with_suffix(".passphrase"))
        if path.is_file():
            return _text(path).rstrip("\r\n")
        if not sys.stdin.isatty():
            raise PassphraseNeededError(f"nothing gives the passphrase of {key_path.name}")
        return str(typer.prompt(f"Passphrase of {key_path.name}", hide_input=True, err=True))


def open_custody(key_paths: Sequence[Path], passphrases: Passphrases) -> "SealKey":
    """Return what two custodians open together.

    Raises:
        typer.BadParameter: Not two files.
        PassphraseWrongError, CustodianPairError: They do not open, or do not belong together.
    """
    from station.sealing.custody import join, read_custodian

    if len(key_paths) != CUSTODIANS_NEEDED:
        raise typer.BadParameter("two custodian files are needed", param_hint="--custodian")
    shares = []
    for path in key_paths:
        passphrase = passphrases.of(path)
        with naming(path):
            shares.append(read_custodian(read_whole(path), passphrase))
    return join(*shares)


def assessment_of(register_path: Path) -> "Assessment":
    """Return the assessment a register belongs to.

    Raises:
        RegisterInUseError, AssessmentMissingError: It cannot be read, or is empty.
    """
    from station.storage.register import Register
    from station.usecases.evidence import signed_files

    register = Register.read(register_path)
    try:
        return signed_files(register).assessment
    finally:
        register.close()


def open_officers(
    key_paths: Sequence[Path] | None,
    passphrases: Passphrases,
    assessment: "Assessment",
    register_path: Path,
) -> "dict[str, tuple[str, Credential]]":
    """Return officer id and credential by role.

    Args:
        key_paths: `.officer` files; without any, those beside the register or in `officers/`.
        passphrases: Of these files.
        assessment: Who has which role.
        register_path: Beside which to look.

    Raises:
        OfficerMissingError: No file was named, and none is there.
        PassphraseWrongError, CodeWrongError: A file does not open, or is of nobody here.
    """
    from station.sealing.officers import check_officer, read_officer

    paths = list(key_paths or _beside(register_path))
    if not paths:
        raise OfficerMissingError(f"no .officer file is beside {register_path.name}")
    people: dict[str, tuple[str, Credential]] = {}
    for path in paths:
        passphrase = passphrases.of(path)
        with naming(path):
            opened = read_officer(read_whole(path), passphrase)
        officer = check_officer(opened.credential, assessment, opened.officer)
        people |= dict.fromkeys(officer.roles, (officer.id, opened.credential))
    return people


def needed(people: "dict[str, tuple[str, Credential]]", role: str) -> "tuple[str, Credential]":
    """Return the officer who has a role.

    Raises:
        OfficerMissingError: Nobody who came has it.
    """
    if role not in people:
        raise OfficerMissingError(f"nobody came as {role}")
    return people[role]


def typed_code(owner: str, path: Path | None) -> str:
    """Return an officer's code from a file, or ask for it.

    Raises:
        PassphraseNeededError: There is no file, and nobody to ask.
    """
    if path is not None:
        return _text(path).strip()
    if not sys.stdin.isatty():
        raise PassphraseNeededError(f"nothing gives the code of {owner}")
    return str(typer.prompt(f"Code of {owner}", hide_input=True, err=True))


def _text(path: Path) -> str:
    try:
        return read_whole(path).decode("utf-8-sig")  # Windows' editor puts a mark first
    except UnicodeDecodeError as error:
        raise PassphraseNeededError(f"{path.name} holds no text in UTF-8") from error


def _beside(register_path: Path) -> list[Path]:
    folder = register_path.resolve().parent
    return sorted(folder.glob("*.officer")) or sorted(folder.glob("officers/*.officer"))

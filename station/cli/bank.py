"""`station bank`: authoring folders: start one, check it, print its booklet."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from station.cli.show import print_json, say, table

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Authoring folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    """Add the group `bank`."""
    group = typer.Typer(no_args_is_help=True, help="Item banks: authoring folders.")
    group.command("new")(new)
    group.command("check")(check)
    group.command("proof")(proof)
    app.add_typer(group, name="bank")


def new(
    folder: Annotated[
        Path, typer.Argument(file_okay=False, help="Folder to make; it must not hold anything.")
    ],
) -> None:
    """Start an authoring folder from the practice items: five kinds, ready to be changed."""
    from station.resources import resources_dir
    from station.storage.files import site_error
    from station.usecases.errors import FolderTakenError

    if folder.exists() and any(folder.iterdir()):
        raise FolderTakenError(f"{folder} is not empty")
    source = resources_dir() / "practice"
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("source"))
    except OSError as error:
        raise site_error(error, folder) from error
    say(f"Made {folder}. Edit battery.toml and items.xlsx, then run: station bank check {folder}")


def check(folder: Folder, as_json: AsJson = False) -> None:
    """Check counts, minutes, keys, translations, pictures, near-duplicates and glyphs.

    Exits 1 when anything is found. JSON: items, minutes, sections [[code, items, minutes]],
    findings [{level, code, where, message}].
    """
    from station.bank.check import check_folder
    from station.bank.folder import read_folder
    from station.reporting.faces import FaceName, faces

    regular, bold = faces()[FaceName.REGULAR], faces()[FaceName.BOLD]
    report = check_folder(
        read_folder(folder), lambda one: not regular.lacks(one) and not bold.lacks(one)
    )
    if as_json:
        print_json(report)
    else:
        table("Sections", ["section", "items", "minutes"], report.sections)
        for finding in report.findings:
            say(f"{finding.level}[{finding.code}] {finding.where}: {finding.message}")
        say(f"{report.items} items, {report.minutes} minutes, {len(report.findings)} findings")
    raise typer.Exit(0 if report.ok else 1)


BOOKLET: dict[str, tuple[Literal["id", "en"], ...]] = {
    "id": ("id",),
    "en": ("en",),
    "both": ("id", "en"),
}


class ProofLanguage(StrEnum):
    """Which languages a booklet shows."""

    ID = "id"
    EN = "en"
    BOTH = "both"


def proof(
    folder: Folder,
    pdf: Annotated[Path, typer.Option("--pdf", help="Where the booklet is written.")],
    language: Annotated[
        ProofLanguage, typer.Option(help="One language, or both side by side.")
    ] = ProofLanguage.ID,
    with_key: Annotated[bool, typer.Option("--key", help="Print the key beside.")] = False,
) -> None:
    """Print the booklet that two people sign off, with or without the key."""
    from station import canonical
    from station.bank.compile import compile_folder
    from station.bank.folder import read_folder
    from station.reporting.proof import render_proof
    from station.storage.files import write_whole

    compiled = compile_folder(read_folder(folder))
    form = next(iter(compiled.forms.values()))
    names = [one.name for one in form.media]
    booklet = render_proof(
        form,
        content_sha256=canonical.digest(form).hex(),
        media=dict(zip(names, compiled.media[form.form], strict=True)),
        key=compiled.key if with_key else None,
        languages=BOOKLET[language],
    )
    write_whole(pdf, booklet)
    say(f"Wrote {pdf}")

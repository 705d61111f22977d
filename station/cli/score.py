"""`station score` and `station report`: two custodians open, then results are released."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from station.cli.hands import (
    OfficerFiles,
    PassphraseFiles,
    Passphrases,
    assessment_of,
    needed,
    open_custody,
    open_officers,
)
from station.cli.merge import AsJson, RegisterFile
from station.cli.progress import bar
from station.cli.show import print_json, say, table


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("score")(score)
    app.command("report")(report)


def score(  # noqa: PLR0913 -- each is an option of the command line
    register_path: RegisterFile,
    package: Annotated[
        Path, typer.Option("--package", exists=True, dir_okay=False, help="The .package file.")
    ],
    key: Annotated[Path, typer.Option("--key", exists=True, dir_okay=False, help="The .key file.")],
    people: Annotated[
        Path, typer.Option("--people", exists=True, dir_okay=False, help="people.json.")
    ],
    standards: Annotated[
        Path,
        typer.Option("--standards", exists=True, file_okay=False, help="Folder of standards."),
    ],
    custodian: Annotated[
        list[Path],
        typer.Option(
            "--custodian", exists=True, dir_okay=False, help="A .custodian file; exactly twice."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="Folder for the results.")],
    *,
    passphrase_file: PassphraseFiles = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", dir_okay=False, help="Keep opened answers here, for item analysis: secret."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open the answers of every balanced session and score them.

    Writes scores/, people.json, standards/ and opened.keys (a secret, for auditors) below --out.
    JSON: reports, held [{number, reason}], state.
    """
    from station.storage.files import read_whole
    from station.usecases.material import ScoreFiles, read_closed
    from station.usecases.score import score as score_all

    files = ScoreFiles(
        package=read_whole(package),
        key=read_whole(key),
        people=read_whole(people),
        standards={one.name: read_whole(one) for one in sorted(standards.glob("*.toml"))},
    )
    read_closed(files, assessment_of(register_path))  # before anybody types a passphrase
    custody = open_custody(custodian, Passphrases(passphrase_file))
    with bar("score", shown=not as_json) as progress:
        scored = score_all(
            register_path, files, custody, out, answers_path=answers, progress=progress
        )
    if as_json:
        print_json({"reports": scored.reports, "held": scored.held, "state": scored.state})
        return
    say(f"{scored.reports} people scored in {out}, state {scored.state}")
    if scored.held:
        rows = [(one.number, one.reason.replace("_", " ")) for one in scored.held]
        table("Held back", ("number", "reason"), rows)


def report(
    register_path: RegisterFile,
    scores: Annotated[
        Path, typer.Option("--scores", exists=True, file_okay=False, help="What score wrote.")
    ],
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="Folder to release.")],
    *,
    officer: OfficerFiles = None,
    passphrase_file: PassphraseFiles = None,
    language: Annotated[
        Literal["id", "en"], typer.Option("--language", help="In which reports are printed.")
    ] = "id",
    as_json: AsJson = False,
) -> None:
    """Draw the reports and release everything in --out; then sign a checkpoint.

    Appends `released` (the hash of every file in scores, reports, minutes, exports, standards,
    and of people.json) and a checkpoint that coordinator and witness sign.
    JSON: reports, files, released, state, checkpoint.
    """
    from station.machine.clock import SystemClock
    from station.reporting.drawing import Drawing
    from station.usecases.checkpoint import Witness
    from station.usecases.report import Signing, check_results
    from station.usecases.report import report as release

    assessment = check_results(register_path, scores)
    people = open_officers(officer, Passphrases(passphrase_file), assessment, register_path)
    witness, seal = needed(people, "witness")
    signing = Signing(
        coordinator=needed(people, "coordinator")[1].signer,
        cosigner=Witness(id=witness, signer=seal.signer),
        clock=SystemClock(),
    )
    with bar("report", shown=not as_json) as progress:
        done = release(
            register_path,
            scores,
            out,
            press=Drawing(language),
            signing=signing,
            progress=progress,
        )
    if as_json:
        print_json(
            {
                "reports": done.reports,
                "files": done.files,
                "released": done.released,
                "state": done.state,
                "checkpoint": done.checkpoint.decode(),
            }
        )
        return
    say(f"{done.reports} reports drawn, {done.files} files released in {out}")
    say(done.checkpoint.decode())

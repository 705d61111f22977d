"""`station verify`: what a stranger can check, and whether it holds."""

from pathlib import Path
from typing import Annotated

import typer

from station.cli.merge import AsJson
from station.cli.progress import bar
from station.cli.show import print_json, say, table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify")(verify)


def verify(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Evidence and results.")
    ],
    opened: Annotated[
        Path | None,
        typer.Option(
            "--opened",
            exists=True,
            dir_okay=False,
            help="The opened.keys file. Default: the one in the folder, if it is there.",
        ),
    ] = None,
    assessment: Annotated[
        str, typer.Option("--assessment", help="The hash on tickets, receipts and minutes.")
    ] = "",
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            exists=True,
            dir_okay=False,
            help="A checkpoint that you kept: the register must still lead to it.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify evidence and results; exits 1 when anything is wrong, and names it.

    The public level needs no secret. With opened keys, every score and report model is made
    again, and every report drawn again. JSON: ok, level, assessment, checked {KIND: n},
    problems [{code, record, message}].
    """
    from station.reporting.drawing import Drawing
    from station.usecases.verify import verify as verify_all

    told = (lambda _hash: None) if as_json else lambda one: say(f"assessment {one}")
    with bar("verify", shown=not as_json) as progress:
        found = verify_all(
            folder,
            opened=opened,
            assessment=assessment.strip().lower(),
            checkpoint=checkpoint,
            presses=[Drawing("id"), Drawing("en")],
            told=told,
            progress=progress,
        )
    if as_json:
        print_json(found)
    else:
        rows = [(name.replace("_", " "), n) for name, n in found.checked.items()]
        table(f"Looked at, level {found.level}", ("what", "hold"), rows)
        if found.checked.get("report_of_another_build"):
            say("Another build drew the reports: each has its released hash, and no more is known.")
        for one in found.problems:
            say(f"problem[{one.code}] {one.record}: {one.message}")
        say(
            "Everything holds." if found.ok else f"{len(found.problems)} problems, first one first."
        )
    raise typer.Exit(0 if found.ok else 1)

"""`station demo`: a whole assessment with invented people, from sealing to the verified report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.show import print_json, say, table

if TYPE_CHECKING:
    from station.usecases.demo.summary import Summary


def register(app: typer.Typer) -> None:
    """Add `demo`, and the command its seats run in."""
    app.command("demo")(demo)
    app.command("demo-seat", hidden=True)(demo_seat)


def demo(
    out: Annotated[
        Path, typer.Option("--out", file_okay=False, help="Folder that receives everything.")
    ],
    participants: Annotated[int, typer.Option(min=1, max=5000, help="How many people.")] = 24,
    seed: Annotated[int, typer.Option(help="Drives people and answers, never keys.")] = 2025,
    as_json: Annotated[bool, typer.Option("--json", help="Print summary.json only.")] = False,
) -> None:
    """Seal, release, sit, survive a kill, export, merge, score, print and verify."""
    from station.app import run_demo
    from station.usecases.errors import FolderTakenError

    if out.exists() and any(out.iterdir()):
        raise FolderTakenError(f"{out} is not empty")
    summary = run_demo(
        out,
        participants,
        seed,
        child=_own("demo-seat"),
        window=_own("demo-window"),
        progress=(lambda _line: None) if as_json else say,
    )
    if as_json:
        print_json(summary)
    else:
        _show(summary, out)
    raise typer.Exit(0 if summary.ok else 1)


def _show(summary: "Summary", out: Path) -> None:
    table("Seconds", ["step", "seconds"], summary.seconds.items())
    marks = {True: "ok", False: "NOT OK"}
    rows = [(marks[one.ok], one.name, one.detail) for one in summary.checks]
    table("Checks", ["", "what must hold", "found"], rows)
    say(
        f"{summary.participants} people, {summary.submitted} handed in, {summary.absent} absent, "
        f"{summary.answers} answers, {summary.bundles} bundles, {summary.reports} reports in {out}"
    )


def demo_seat(plans: Path, results: Path) -> None:
    """Play the seats described in a file (used by `station demo`)."""
    from station.usecases.demo.seat import play_plans

    play_plans(plans, results, lambda line: print(line, flush=True))


def _own(command: str) -> list[str]:
    """Return this very program with `command`."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "station"]
    return [*own, command]

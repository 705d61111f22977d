"""`station demo`: a whole assessment with invented people, from sealing to the verified report."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add `demo`, and the command its seats run in."""
    app.command("demo")(demo)
    app.command("demo-seat", hidden=True)(demo_seat)


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder that receives everything.")],
    participants: Annotated[int, typer.Option(min=1, max=5000, help="How many people.")] = 24,
    seed: Annotated[int, typer.Option(help="Drives people and answers, never keys.")] = 2025,
    as_json: Annotated[bool, typer.Option("--json", help="Print summary.json only.")] = False,
) -> None:
    """Seal, release, sit, survive a kill, export, merge, score, print and verify."""
    from station.app import run_demo
    from station.cli.show import demo_table, lines

    say = (lambda _line: None) if as_json else lines()
    summary = run_demo(out, participants, seed, child=_child(), progress=say)
    if as_json:
        sys.stdout.write((out / "summary.json").read_text(encoding="utf-8") + "\n")
    else:
        demo_table(summary, out)
    raise typer.Exit(0 if summary.ok else 1)


def demo_seat(plans: Path, results: Path) -> None:
    """Play the seats described in a file (used by `station demo`)."""
    from station.usecases.demo.seat import play_plans

    play_plans(plans, results, lambda line: print(line, flush=True))


def _child() -> list[str]:
    """Return the command that plays seats: this very program."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "station"]
    return [*own, "demo-seat"]

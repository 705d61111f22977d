"""`station bench`: figures of this machine, each held against something that cannot be avoided."""

from typing import Annotated, Any

import typer

from station.cli.merge import AsJson
from station.cli.show import print_json, table
from station.usecases.errors import BenchUnknownError

NAMES = ("save", "screen", "merge", "psychometrics")
SLOW = ("recovery",)
"""Run only when named: they take minutes."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench")(bench)


def bench(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="save, screen, merge, psychometrics (all), recovery (minutes)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure saving, the participant's screen, merging and psychometrics, or try recovery.

    recovery draws 20 studies of known parameters for each model and holds what comes back.

    JSON: name, rows [{what, unit, measured, against, reference, ratio, rounds}].
    """
    wanted = names or list(NAMES)
    unknown = sorted(set(wanted) - {*NAMES, *SLOW})
    if unknown:
        raise BenchUnknownError(f"there is no bench {unknown[0]}")
    rows = [row for name in wanted for row in _rows(name)]
    if as_json:
        print_json({"name": " ".join(wanted), "rows": rows})
        return
    columns = ("what", "measured", "unit", "against", "reference", "ratio", "rounds")
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    table(" ".join(wanted), columns, cells)


def _rows(name: str) -> list[dict[str, Any]]:
    if name == "save":
        from station.bench.save import save_rows

        return save_rows()
    if name == "screen":
        from station.bench.screen import screen_rows

        return screen_rows()
    if name == "merge":
        from station.bench.merge import merge_rows

        return merge_rows()
    if name == "recovery":
        from station.bench.psychometrics_recovery import recovery_rows

        return recovery_rows()
    from station.bench.psychometrics import rows

    return rows()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)

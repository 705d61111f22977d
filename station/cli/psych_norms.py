"""`station psych norms`: a norm table with version and hash.

Thin: reads scores, calls the engine, writes the table. `register` mounts the command.
"""

from typing import Annotated

import typer

from station.cli.psych_options import AsJson, Out, Table


def register(app: typer.Typer) -> None:
    """Mount the command on the `psych` group."""
    app.command("norms")(norms)


def norms(  # noqa: PLR0913 (each is an option of the command line)
    scores: Table,
    *,
    column: Annotated[str, typer.Option(help="Column with whole raw scores.")],
    lowest: Annotated[int, typer.Option(help="Lowest possible score.")],
    highest: Annotated[int, typer.Option(help="Highest possible score.")],
    version: Annotated[str, typer.Option(help="Version of the table.")],
    scale: Annotated[str, typer.Option(help="What is normed; the column if empty.")] = "",
    group: Annotated[str, typer.Option(help="Whom a score is compared with.")] = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Norms of raw scores: percentile, T, STEN and stanine, exact, with version and hash.

    SCORES: one row a person. Missing scores are left out.

    COLUMNS: score; count (persons of the norm group); percentile (mid-rank, two decimals); z
    (of the percentile, four decimals); t (50 + 10 z, whole); sten (1-10); stanine (1-9). JSON
    adds scale, group, version, persons and hash (SHA-256 of the table's canonical form).
    """
    import msgspec
    import numpy as np

    from station.cli.psych_tables import deliver
    from station.psychometrics.errors import TableScoreError
    from station.psychometrics.norms import norm_table, norm_warnings
    from station.psychometrics.table import read_raw

    values = read_raw(scores).select([column]).numeric().values[:, 0]
    known = values[~np.isnan(values)]
    if (known != np.round(known)).any():
        raise TableScoreError(f"column {column} holds scores that are not whole")
    found = norm_table(
        known.astype(np.int64),
        scale=scale or column,
        group=group,
        version=version,
        lowest=lowest,
        highest=highest,
    )
    table = msgspec.to_builtins(found)
    whole = {**table, "hash": found.hash, "warnings": norm_warnings(found)}
    deliver(table["rows"], whole, out=out, as_json=as_json)

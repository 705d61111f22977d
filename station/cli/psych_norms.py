"""`station psych norms` and `difference`: norm tables with version and hash, and differences.

Thin: reads scores, calls the engine, writes the table. `register` mounts the commands.
"""

from typing import Annotated

import typer

from station.cli.psych_options import AsJson, Out, Table


def register(app: typer.Typer) -> None:
    """Mount the commands on the `psych` group."""
    for command in (norms, difference):
        app.command(command.__name__)(command)


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


def difference(
    *,
    reliability_x: Annotated[float, typer.Option(help="Reliability of the first score.")],
    reliability_y: Annotated[float, typer.Option(help="Reliability of the second.")],
    correlation: Annotated[float, typer.Option(help="Correlation of the two scores.")],
    sd: Annotated[float, typer.Option(help="Their common SD, such as 10 for T scores.")] = 10.0,
    level: Annotated[float, typer.Option(help="Two-sided confidence.")] = 0.95,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """How reliable the difference of two scores of one person is (Lord and Novick, 1968).

    COLUMNS: reliability (of the difference); smallest (difference of two scores on one scale
    that measurement error alone reaches in 1 - --level of persons).
    """
    from station.cli.psych_tables import deliver
    from station.psychometrics.norms import difference_reliability, smallest_real_difference

    row = {
        "reliability": difference_reliability(reliability_x, reliability_y, correlation),
        "smallest": smallest_real_difference(sd, reliability_x, reliability_y, level=level),
    }
    deliver([row], {**row, "warnings": []}, out=out, as_json=as_json)

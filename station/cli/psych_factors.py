"""`station psych factors`: how many dimensions, and which item goes with which.

Thin: reads the table, calls the engine, writes what it found. `register` mounts the command.
"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.cli.psych_classical import MissingRule
from station.cli.psych_options import AsJson, Ignore, Out, Table, names_in
from station.psychometrics.choices import Extraction, Missing, Rotation

if TYPE_CHECKING:
    from station.psychometrics.factor_study import FactorStudy


def register(app: typer.Typer) -> None:
    """Mount the command on the `psych` group."""
    app.command("factors")(factors)


def factors(
    responses: Table,
    *,
    number: Annotated[
        int, typer.Option("--factors", min=0, help="How many; 0: as parallel analysis says.")
    ] = 0,
    method: Annotated[Extraction, typer.Option(help="Criterion.")] = Extraction.MINRES,
    rotation: Annotated[Rotation, typer.Option(help="How axes are turned.")] = Rotation.OBLIMIN,
    missing: MissingRule = Missing.PAIRWISE,
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Dimensions of some items: parallel analysis, and minres or ML factors with rotation.

    RESPONSES: scores, one row a person; empty or NA = missing.

    COLUMNS: item; f1, f2, ... (pattern loadings); communality; uniqueness.

    EIGENVALUES columns (O.eigenvalues.csv): component; observed; chance (95th percentile over
    100 shuffles of the columns); beyond (1 while every eigenvalue so far exceeds chance).

    JSON: persons, factors, components (beyond chance), correlations (of the factors), residual
    (root mean square, off the diagonal), loadings, eigenvalues, warnings.
    """
    from station.cli.psych_tables import deliver
    from station.psychometrics.factor_study import factor_study
    from station.psychometrics.table import read_raw

    table = read_raw(responses).without(names_in(ignore)).numeric()
    found = factor_study(table, factors=number, method=method, rotation=rotation, missing=missing)
    rows, eigenvalues = _loadings(found), _eigenvalues(found)
    whole = {
        "persons": found.persons,
        "factors": found.solution.loadings.shape[1],
        "components": found.parallel.components,
        "correlations": found.solution.correlations,
        "residual": found.residual,
        "loadings": rows,
        "eigenvalues": eigenvalues,
        "warnings": found.warnings,
    }
    deliver(rows, whole, out=out, as_json=as_json, beside={"eigenvalues": eigenvalues})


def _loadings(found: "FactorStudy") -> list[dict[str, Any]]:
    rows = []
    for name, loadings, unique in zip(
        found.names, found.solution.loadings, found.solution.uniquenesses, strict=True
    ):
        row: dict[str, Any] = {"item": name}
        row |= {f"f{place}": float(value) for place, value in enumerate(loadings, start=1)}
        rows.append(row | {"communality": float(1.0 - unique), "uniqueness": float(unique)})
    return rows


def _eigenvalues(found: "FactorStudy") -> list[dict[str, Any]]:
    pairs = zip(found.parallel.observed, found.parallel.chance, strict=True)
    return [
        {
            "component": place,
            "observed": float(observed),
            "chance": float(chance),
            "beyond": place <= found.parallel.components,
        }
        for place, (observed, chance) in enumerate(pairs, start=1)
    ]

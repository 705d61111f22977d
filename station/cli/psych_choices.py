"""`station psych forced-choice`: comparable traits from blocks of statements.

Thin: reads ranks and design, calls the engine, writes what it found. `register` mounts it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.cli.psych_options import AsJson, Out, Table

if TYPE_CHECKING:
    from station.psychometrics.forced_choice import Design, ForcedChoiceModel
    from station.psychometrics.ipsative import IpsativeScores
    from station.psychometrics.table import Floats


def register(app: typer.Typer) -> None:
    """Mount the command on the `psych` group."""
    app.command("forced-choice")(forced_choice)


def forced_choice(
    ranks: Table,
    *,
    blocks: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="`statement,block,trait[,sign]`."),
    ],
    ipsative_only: Annotated[bool, typer.Option(help="Count only; fit no model.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Draws the order of tied ranks.")] = 1,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Traits from forced choices: Thurstonian scores to compare people, and ipsative counts.

    RANKS: one column a statement, one row a person: 1 = most like me in its block, then 2, 3,
    ... Where only most and least were asked, give the statements between one equal rank. Empty
    = not answered.

    COLUMNS, for each trait: TRAIT (Thurstonian, mean 0 and SD 1; people can be compared on it);
    se_TRAIT; ipsative_TRAIT (most +1, least -1: only the order within one person); first row,
    last blocks (answered blocks).

    STATEMENTS columns (O.statements.csv): statement; block; trait; sign; loading; se_loading;
    uniqueness.

    JSON: traits, correlations, chi_square (mean-adjusted), df, rmsea, converged, persons,
    statements, ipsative (comparable: false, with its warning), warnings.
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.forced_choice import ipsative_of_ranks, read_design
    from station.psychometrics.table import read_raw

    design = read_design(blocks)
    names = [statement.name for statement in design.statements]
    table = read_raw(ranks).select(names).numeric()
    counts = ipsative_of_ranks(design, table.values)
    rows = _ipsative_rows(counts)
    statements = [
        {"statement": statement.name} | row_of(statement, leave_out=["name"])
        for statement in design.statements
    ]
    whole: dict[str, Any] = {
        "traits": design.traits,
        "ipsative": {"comparable": counts.comparable, "warning": counts.warning},
        "warnings": [*table.warnings, counts.warning["en"]],
    }
    if not ipsative_only:
        model, scored = _thurstonian(design, table.values, seed)
        rows = [
            {"row": row["row"], **scores, **row} for row, scores in zip(rows, scored, strict=True)
        ]
        statements = _statement_rows(statements, model)
        whole |= _figures(model)
        whole["warnings"] += [f"{code}: {text}" for code, text in model.warnings]
    whole |= {"persons": rows, "statements": statements}
    deliver(rows, whole, out=out, as_json=as_json, beside={"statements": statements})


def _thurstonian(
    design: "Design", ranks: "Floats", seed: int
) -> tuple["ForcedChoiceModel", list[dict[str, float]]]:
    """Return the fitted model and each person's scores by column name."""
    import numpy as np

    from station.psychometrics.forced_choice import (
        fit_forced_choice,
        fit_partial_ranks,
        outcomes_from_ranks,
        score_traits,
        tied,
    )

    outcomes = outcomes_from_ranks(design, ranks)
    if tied(design, ranks):
        model = fit_partial_ranks(design, ranks, np.random.default_rng(seed))
    else:
        model = fit_forced_choice(design, outcomes)
    found = score_traits(model, outcomes)
    named = {**dict(zip(design.traits, found.scores.T, strict=True))}
    named |= {f"se_{name}": se for name, se in zip(design.traits, found.se.T, strict=True)}
    return model, [
        {name: float(values[person]) for name, values in named.items()}
        for person in range(len(ranks))
    ]


def _ipsative_rows(counts: "IpsativeScores") -> list[dict[str, Any]]:
    named = [f"ipsative_{scale}" for scale in counts.scales]
    return [
        {"row": number, **dict(zip(named, map(float, scores), strict=True)), "blocks": int(blocks)}
        for number, (scores, blocks) in enumerate(
            zip(counts.scores, counts.blocks, strict=True), start=1
        )
    ]


def _statement_rows(
    statements: list[dict[str, Any]], model: "ForcedChoiceModel"
) -> list[dict[str, Any]]:
    figures = zip(statements, model.loadings, model.se_loadings, model.uniquenesses, strict=True)
    return [
        {
            **row,
            "loading": float(loading),
            "se_loading": float(error),
            "uniqueness": float(unique),
        }
        for row, loading, error, unique in figures
    ]


def _figures(model: "ForcedChoiceModel") -> dict[str, Any]:
    return {
        "correlations": model.correlations,
        "chi_square": model.chi_square,
        "df": model.df,
        "rmsea": model.rmsea,
        "converged": model.converged,
    }

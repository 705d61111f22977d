"""`station psych calibrate` and `score`: item response models, CSV in, CSV and JSON out.

Thin: reads the table, calls the engine, writes what it found. `register` mounts the commands.
"""

import csv
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.cli.psych_options import AsJson, Ignore, names_in

if TYPE_CHECKING:
    from station.psychometrics.irt import Analysis, FrozenCalibration, Scored


class ModelName(StrEnum):
    """The models by the name they have on the command line."""

    RASCH = "rasch"
    TWO = "2pl"
    THREE = "3pl"
    GRM = "grm"
    PCM = "pcm"
    GPCM = "gpcm"


def register(app: typer.Typer) -> None:
    """Mount the commands on the `psych` group."""
    app.command("calibrate")(calibrate)
    app.command("score")(score)


def calibrate(  # noqa: PLR0913 (each is an option of the command line)
    responses: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    model: Annotated[ModelName, typer.Option(help="The model.")],
    *,
    items: Annotated[Path | None, typer.Option(help="Item parameters and fit, CSV.")] = None,
    persons: Annotated[Path | None, typer.Option(help="Scores and person fit, CSV.")] = None,
    summary: Annotated[Path | None, typer.Option(help="Figures and warnings, JSON.")] = None,
    frozen: Annotated[Path | None, typer.Option(help="Calibration file for `score`.")] = None,
    information: Annotated[Path | None, typer.Option(help="Information curves, CSV.")] = None,
    q3: Annotated[Path | None, typer.Option(help="Yen's Q3 of all item pairs, CSV.")] = None,
    points: Annotated[int, typer.Option(help="Quadrature points to start from.")] = 61,
    bounds: Annotated[tuple[float, float], typer.Option(help="Their range.")] = (-6.0, 6.0),
    refine: Annotated[bool, typer.Option(help="Double the points until they suffice.")] = True,
    guess: Annotated[float, typer.Option(help="3pl: expected share of lucky guesses.")] = 0.2,
    tolerance: Annotated[float, typer.Option(help="Largest change in the last EM step.")] = 1e-7,
    partitions: Annotated[int, typer.Option(min=1, help="Cut the persons so many times.")] = 1,
    ignore: Ignore = "",
    as_json: AsJson = False,
) -> None:
    """Estimate item parameters and score the same persons.

    RESPONSES: header row of item names, one row for each person, whole numbers, empty or NA =
    missing (ignorable). Items that nobody or everybody answered alike are left out.

    ITEMS columns: item, a, d (grm, pcm, gpcm: d1, d2, ...), c (3pl), b (or b1, ...), se_ of each;
    outfit, z_outfit, infit, z_infit; s_x2, df_s_x2, p_s_x2, rmsea_s_x2. Logit of the answer 1 is
    a*theta + d; grm: logit of "at least category k" is a*theta + dk; gpcm: the weight of
    category k is exp(k*a*theta + dk). b = -d/a.

    PERSONS columns: row (from 1), eap, se_eap, map, wle, se_wle, zh, se_map, ml, se_ml, lz_star,
    outfit, z_outfit, infit, z_infit. Rows without any answer have empty cells.

    Q3 columns: item, other, q3 (correlation of the residuals), above_mean.

    SUMMARY keys: loglik, aic, bic, points, bounds, cycles, converged, latent_var, se_latent_var,
    persons, items, parameters, spacing, smallest_posterior_sd, reliabilities, m2, q3, warnings.
    "converged" is false on a grid too coarse for these persons.
    """
    from station.psychometrics.irt import Grid, GuessingPrior, Settings, analyse, code_responses
    from station.psychometrics.irt import summary as figures_of
    from station.psychometrics.table import read_raw

    table = read_raw(responses).without(names_in(ignore)).numeric()
    settings = Settings(
        grid=Grid(points=points, lower=bounds[0], upper=bounds[1]),
        refine=refine,
        tolerance=tolerance,
        prior=GuessingPrior(mode=guess),
    )
    coded = code_responses(table.names, table.values)
    found = analyse(coded, model.value, settings, parts=partitions)
    _write_analysis(
        found, items=items, persons=persons, frozen=frozen, information=information, q3=q3
    )
    _report(figures_of(found), summary, as_json=as_json)


def score(
    responses: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    calibration: Annotated[Path, typer.Option(help="File that `calibrate --frozen` wrote.")],
    *,
    persons: Annotated[Path | None, typer.Option(help="Scores and person fit, CSV.")] = None,
    summary: Annotated[Path | None, typer.Option(help="Figures and warnings, JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """Score persons with a frozen calibration; nobody's score moves when others are added.

    RESPONSES: as for `calibrate`; it must hold the calibrated items, other columns are ignored.

    PERSONS columns: as for `calibrate`.
    """
    from station.psychometrics.irt import person_table, warning_list

    scored, file = scored_with(calibration, responses)
    _write_table(persons, person_table(scored))
    figures = {
        "calibration": file.sha256,
        "model": scored.params.model.name,
        "persons": scored.patterns.place.size,
        "scored": scored.patterns.answered,
        "warnings": warning_list(scored.warnings),
    }
    _report(figures, summary, as_json=as_json)


def scored_with(calibration: Path, responses: Path) -> "tuple[Scored, FrozenCalibration]":
    """Return the persons of a table scored with a calibration file, and the file.

    Raises:
        FrozenCalibrationError, TableColumnError, ItemMismatchError: They do not fit.
    """
    from station.psychometrics.irt import Responses, numbers, score_responses, thaw
    from station.psychometrics.table import read_raw

    params, grid, file = thaw(calibration.read_bytes())
    cells = read_raw(responses).select(params.coding.names).cells
    coded = Responses(coding=params.coding, codes=params.coding.encode(numbers(cells)))
    return score_responses(coded, params, grid), file


def _write_analysis(
    found: "Analysis",
    *,
    items: Path | None,
    persons: Path | None,
    frozen: Path | None,
    information: Path | None,
    q3: Path | None,
) -> None:
    from station.psychometrics.irt import (
        freeze,
        information_table,
        item_table,
        person_table,
        q3_table,
    )

    params, nodes = found.calibration.params, found.calibration.grid.nodes
    _write_table(items, item_table(found))
    _write_table(persons, person_table(found.scored))
    _write_table(q3, q3_table(found))
    if information is not None:
        _write_table(information, information_table(params, nodes))
    if frozen is not None:
        frozen.write_bytes(freeze(found.calibration, found.data_sha256))


def _write_table(path: Path | None, table: Any) -> None:
    if path is None:
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in table.rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _report(figures: dict[str, Any], path: Path | None, *, as_json: bool) -> None:
    text = json.dumps(figures, ensure_ascii=False, indent=None if as_json else 2, allow_nan=False)
    if path is not None:
        path.write_text(text + "\n", encoding="utf-8")
    if as_json:
        typer.echo(text)
        return
    for key, value in figures.items():
        if isinstance(value, (int, float, str)):
            typer.echo(f"{key}: {value}")
    for warning in figures["warnings"]:
        typer.echo(f"warning[{warning['code']}]: {warning['message']}.", err=True)

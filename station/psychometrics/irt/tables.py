"""The analysis as tables and a summary, column by column, ready to be written.

Cells are numbers, text, or None for what is not defined; no NaN.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.analysis import Analysis, Scored
from station.psychometrics.irt.information import (
    item_information,
    marginal_reliability,
    whole_information,
)
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.scores import empirical_reliability

Floats = NDArray[np.float64]
Cell = float | int | str | None

NOTABLE_Q3 = 0.2
MOST_PAIRS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Named columns of equal length."""

    columns: dict[str, list[Cell]]

    @property
    def header(self) -> list[str]:
        """Column names."""
        return list(self.columns)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows."""
        return list(zip(*self.columns.values(), strict=True))


def item_table(analysis: Analysis) -> Table:
    """Return one row for each calibrated item.

    Columns: item; a, d (d1.. with several categories), c (3pl), b (b1..), their errors se_*;
    outfit, z_outfit, infit, z_infit; s_x2, df_s_x2, p_s_x2, rmsea_s_x2.
    """
    params, errors = analysis.calibration.params, analysis.errors
    steps = params.intercepts.shape[1]
    many = not params.model.dichotomous
    names = {kind: [f"{kind}{k + 1}" if many else kind for k in range(steps)] for kind in "db"}
    columns: dict[str, list[Cell]] = {"item": list(params.coding.names)}
    columns["a"] = _cells(params.slopes)
    columns |= _block(names["d"], params.intercepts)
    if params.model.guessing:
        columns["c"] = _cells(params.asymptotes)
    columns |= _block(names["b"], params.locations())
    columns["se_a"] = _cells(errors.values[:, 0])
    columns |= _block([f"se_{n}" for n in names["d"]], errors.values[:, 1 : 1 + steps])
    if params.model.guessing:
        columns["se_c"] = _cells(errors.asymptotes)
    columns |= _block([f"se_{n}" for n in names["b"]], errors.locations)
    return Table(columns=columns | _item_fit(analysis))


def person_table(scored: Scored) -> Table:
    """Return one row for each person, in the order of the data.

    Columns: row (from 1), eap, se_eap, map, wle, se_wle, zh, se_map, ml, se_ml, lz_star, outfit,
    z_outfit, infit, z_infit. ml is Inf or -Inf where the likelihood has no maximum; a person
    without any answer has empty cells.
    """
    scores, fit, patterns = scored.scores, scored.fit, scored.patterns
    by_pattern = {
        "eap": scores.eap.estimate,
        "se_eap": scores.eap.se,
        "map": scores.map.estimate,
        "wle": scores.wle.estimate,
        "se_wle": scores.wle.se,
        "zh": fit.zh,
        "se_map": scores.map.se,
        "ml": scores.ml.estimate,
        "se_ml": scores.ml.se,
        "lz_star": fit.lz_star,
        "outfit": fit.squares.outfit,
        "z_outfit": fit.squares.z_outfit,
        "infit": fit.squares.infit,
        "z_infit": fit.squares.z_infit,
    }
    columns: dict[str, list[Cell]] = {"row": list(range(1, patterns.place.size + 1))}
    columns |= {name: _cells(patterns.spread(values)) for name, values in by_pattern.items()}
    return Table(columns=columns)


def information_table(params: Parameters, theta: Floats) -> Table:
    """Return test and item information: theta, test, se, then one column for each item."""
    whole, items = whole_information(params, theta), item_information(params, theta)
    error = np.full(whole.size, np.nan)
    error[whole > 0.0] = 1.0 / np.sqrt(whole[whole > 0.0])
    columns = {"theta": _cells(theta), "test": _cells(whole), "se": _cells(error)}
    named = zip(params.coding.names, items, strict=True)
    return Table(columns=columns | {f"item:{name}": _cells(values) for name, values in named})


def q3_table(analysis: Analysis) -> Table:
    """Return one row for each pair of items, worst first: item, other, q3, above_mean."""
    names, q3 = analysis.calibration.params.coding.names, analysis.q3
    second, first = np.tril_indices(len(names), -1)
    values = q3[first, second]
    order = np.argsort(-values, kind="stable")
    columns: dict[str, list[Cell]] = {
        "item": [names[first[pair]] for pair in order],
        "other": [names[second[pair]] for pair in order],
        "q3": _cells(values[order]),
        "above_mean": _cells(values[order] - np.nanmean(values)),
    }
    return Table(columns=columns)


def summary(analysis: Analysis) -> dict[str, Any]:
    """Return the figures of the whole calibration; see the keys for what they are."""
    found, errors = analysis.calibration, analysis.errors
    params, grid = found.params, found.grid
    eap = analysis.scored.scores.eap
    return {
        "model": params.model.name,
        "loglik": found.log_likelihood,
        "aic": found.aic,
        "bic": found.bic,
        "points": grid.points,
        "bounds": [grid.lower, grid.upper],
        "cycles": found.cycles,
        "converged": found.converged,
        "latent_var": params.variance,
        "se_latent_var": number(errors.variance),
        "persons": found.persons,
        "items": len(params.coding.names),
        "parameters": params.estimated,
        "tolerance": found.tolerance,
        "spacing": grid.spacing,
        "smallest_posterior_sd": found.smallest_sd,
        "empirical_reliability": number(empirical_reliability(analysis.scored.patterns, eap)),
        "marginal_reliability": number(marginal_reliability(params, grid)),
        "m2": _overall(analysis),
        "q3": _notable_pairs(analysis),
        "data_sha256": analysis.data_sha256,
        "warnings": warning_list(analysis.warnings),
    }


def warning_list(warnings: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    """Return warnings as plain objects."""
    return [{"code": code, "message": message} for code, message in warnings]


def number(value: float) -> float | None:
    """Return the number, or None for NaN."""
    return None if math.isnan(value) else float(value)


def _item_fit(analysis: Analysis) -> dict[str, list[Cell]]:
    squares, chi = analysis.squares, analysis.chi_square
    none: list[Cell] = [None] * squares.outfit.size
    return {
        "outfit": _cells(squares.outfit),
        "z_outfit": _cells(squares.z_outfit),
        "infit": _cells(squares.infit),
        "z_infit": _cells(squares.z_infit),
        "s_x2": _cells(chi.statistic) if chi else none,
        "df_s_x2": [int(df) for df in chi.df] if chi else none,
        "p_s_x2": _cells(chi.p) if chi else none,
        "rmsea_s_x2": _cells(chi.rmsea) if chi else none,
    }


def _overall(analysis: Analysis) -> dict[str, Any] | None:
    fit = analysis.overall
    if fit is None:
        return None
    names = ("statistic", "p", "rmsea", "rmsea_low", "rmsea_high", "srmsr", "tli", "cfi")
    return {
        "name": "M2" if analysis.calibration.params.intercepts.shape[1] == 1 else "C2",
        "df": fit.df,
        "persons": fit.persons,
    } | {name: number(getattr(fit, name)) for name in names}


def _notable_pairs(analysis: Analysis) -> list[dict[str, Any]]:
    """Return the pairs whose Q3 is 0.2 above the mean, worst first (Christensen et al. 2017)."""
    names, q3 = analysis.calibration.params.coding.names, analysis.q3
    first, second = np.tril_indices(len(names), -1)
    excess = q3[first, second] - q3[first, second].mean()
    order = [int(p) for p in np.argsort(-excess)[:MOST_PAIRS] if excess[p] > NOTABLE_Q3]
    return [
        {
            "items": [names[second[p]], names[first[p]]],
            "q3": float(q3[first[p], second[p]]),
            "above_mean": float(excess[p]),
        }
        for p in order
    ]


def _block(names: list[str], values: Floats) -> dict[str, list[Cell]]:
    clean = np.where(np.isfinite(values), values, np.nan)
    return {name: _cells(column) for name, column in zip(names, clean.T, strict=True)}


def _cells(values: Floats) -> list[Cell]:
    return [_cell(float(value)) for value in values]


def _cell(value: float) -> Cell:
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    return value

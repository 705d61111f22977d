"""Everything one calibration run finds, put together: parameters, errors, scores and fit.

What cannot be computed is absent and says so in `warnings`; no NaN leaves the tables.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.calibrate import Calibration, Settings, calibrate
from station.psychometrics.irt.errors import FitUnavailableError
from station.psychometrics.irt.m2 import OverallFit, overall_fit
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.observed import StandardErrors, standard_errors
from station.psychometrics.irt.patterns import Patterns, collapse
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.residuals import (
    MeanSquares,
    PersonFit,
    item_mean_squares,
    person_fit,
    residual_correlations,
)
from station.psychometrics.irt.responses import Responses, empty_row_warnings
from station.psychometrics.irt.scores import Scores, score
from station.psychometrics.irt.sx2 import ItemChiSquare, s_x2

Floats = NDArray[np.float64]
Warnings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Persons under given parameters.

    Attributes:
        patterns: Their answers.
        params: The parameters.
        scores: Ability estimates of each pattern.
        fit: Person fit of each pattern.
        warnings: What a reader must know.
    """

    patterns: Patterns
    params: Parameters
    scores: Scores
    fit: PersonFit
    warnings: Warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A calibration with everything that follows from it.

    Attributes:
        calibration: Parameters and how they came about.
        errors: Standard errors.
        scored: The persons.
        squares: Infit and outfit of the items.
        chi_square: S-X2 of the items, or None where it is not defined.
        overall: M2 or C2, or None where it is not defined.
        q3: Yen's Q3, (items, items).
        data_sha256: Digest of the responses.
        warnings: `(code, sentence)` of everything above.
    """

    calibration: Calibration
    errors: StandardErrors
    scored: Scored
    squares: MeanSquares
    chi_square: ItemChiSquare | None
    overall: OverallFit | None
    q3: Floats
    data_sha256: str
    warnings: Warnings


def analyse(
    responses: Responses, model: str, settings: Settings | None = None, *, parts: int = 1
) -> Analysis:
    """Calibrate, then score and check the same persons.

    Args:
        responses: The data.
        model: rasch, 2pl, 3pl, grm, pcm or gpcm.
        settings: How to calibrate.
        parts: In how many partitions to cut the persons for the E-step.

    Raises:
        As `calibrate`.
    """
    settings = settings or Settings()
    calibration = calibrate(responses.cut(parts), model, settings)
    params, grid = calibration.params, calibration.grid
    scored = score_responses(responses, params, grid)
    patterns, theta = scored.patterns, scored.scores.eap.estimate
    errors = standard_errors((patterns,), params, grid, settings.prior)
    chi_square, overall, unavailable = _fit(patterns, params, grid)
    warnings = (*calibration.warnings, *_error_warnings(errors), *scored.warnings, *unavailable)
    return Analysis(
        calibration=calibration,
        errors=errors,
        scored=scored,
        squares=item_mean_squares(patterns, params, theta),
        chi_square=chi_square,
        overall=overall,
        q3=residual_correlations(patterns, params, theta),
        data_sha256=responses.digest(),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def score_responses(responses: Responses, params: Parameters, grid: Grid) -> Scored:
    """Score persons with given parameters; nobody's score depends on the others."""
    patterns = collapse(responses)
    scores = score(patterns, params, grid)
    fit = person_fit(patterns, params, scores.eap.estimate, scores.wle)
    return Scored(
        patterns=patterns,
        params=params,
        scores=scores,
        fit=fit,
        warnings=_score_warnings(patterns, scores, fit),
    )


def _fit(
    patterns: Patterns, params: Parameters, grid: Grid
) -> tuple[ItemChiSquare | None, OverallFit | None, Warnings]:
    chi_square: ItemChiSquare | None = None
    overall: OverallFit | None = None
    warnings = []
    try:
        chi_square = s_x2(patterns, params, grid)
        if lost := int(np.isnan(chi_square.statistic).sum()):
            warnings.append(("s_x2_undefined", f"S-X2 leaves no degree of freedom in {lost} items"))
        if chi_square.persons < patterns.answered:
            text = f"S-X2 and M2 rest on the {chi_square.persons} persons who answered everything"
            warnings.append(("fit_on_complete_cases", text))
    except FitUnavailableError as error:
        warnings.append(("s_x2_undefined", error.detail))
    try:
        overall = overall_fit(patterns, params, grid)
    except FitUnavailableError as error:
        warnings.append(("m2_undefined", error.detail))
    return chi_square, overall, tuple(warnings)


def _error_warnings(errors: StandardErrors) -> Warnings:
    if errors.defined:
        return ()
    text = "the information is not positive definite: no standard errors; simplify the model"
    return (("standard_errors_undefined", text),)


def _score_warnings(patterns: Patterns, scores: Scores, fit: PersonFit) -> Warnings:
    found = (
        ("ml_infinite", ~np.isfinite(scores.ml.estimate), "have no finite ML estimate"),
        ("wle_undefined", ~np.isfinite(scores.wle.se), "have no WLE or no error of it"),
        ("zh_undefined", ~np.isfinite(fit.zh), "have no Zh"),
        ("lz_star_undefined", ~np.isfinite(fit.lz_star), "have no lz*"),
    )
    counts = ((code, int(patterns.counts @ lost), text) for code, lost, text in found)
    empty = empty_row_warnings(patterns.place.size - patterns.answered)
    return (*empty, *((code, f"{count} persons {text}") for code, count, text in counts if count))

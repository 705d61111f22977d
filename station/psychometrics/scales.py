"""Scale scores of questionnaires: reversed items, missing answers, relations between scales.

Promises the definitions of `psych::scoreItems`: either nothing is imputed and a score is the
mean of what was answered, or the item's median (or mean) stands in. The choice is stated in
the result. A person with no answer in a scale has no score there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from station.psychometrics.correlation import moments, multiple_correlations
from station.psychometrics.finite import ratio
from station.psychometrics.items import person_means
from station.psychometrics.table import Floats, ResponseTable, ScaleKey


class Imputation(StrEnum):
    """What stands in for a missing answer."""

    NONE = "none"
    MEDIAN = "median"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleScores:
    """Scores of several scales.

    Attributes:
        scales: Scale names.
        scores: (persons, scales) mean item score, NaN without any answer (`Imputation.NONE`).
        alpha: (scales,) coefficient alpha.
        mean_r: (scales,) mean correlation alpha implies.
        lambda6: (scales,) lambda-6 with multiple correlations over all scored items.
        correlations: (scales, scales) between the scores.
        imputation: What stood in for missing answers.
    """

    scales: tuple[str, ...]
    scores: Floats
    alpha: Floats
    mean_r: Floats
    lambda6: Floats
    correlations: Floats
    imputation: str


def score_scales(
    table: ResponseTable, keys: Sequence[ScaleKey], *, imputation: Imputation = Imputation.NONE
) -> ScaleScores:
    """Return scores and consistency of every scale.

    Reversed items are turned about the lowest and highest response of all scored items.

    Raises:
        TableColumnError: A key names an item that is not in the table.
        NoVariationError: Two items have too few persons in common, or one does not vary.
    """
    names = tuple(dict.fromkeys(item for key in keys for item in key.signs))
    values = _filled(table.select(names).values, imputation)
    signs = np.array([[key.signs.get(name, 0) for key in keys] for name in names], dtype=float)
    covariances, _ = moments(values)
    between = signs.T @ covariances @ signs
    spread = np.sqrt(np.diag(between))
    members = np.abs(signs)
    alphas = _alphas(np.diag(between), np.diag(covariances) @ members, members.sum(axis=0))
    return ScaleScores(
        scales=tuple(key.scale for key in keys),
        scores=_scores(values, signs),
        alpha=alphas,
        mean_r=_implied_r(alphas, members.sum(axis=0)),
        lambda6=_lambda6(covariances, between, members),
        correlations=between / np.outer(spread, spread),
        imputation=imputation.value,
    )


def _filled(values: Floats, imputation: Imputation) -> Floats:
    if imputation is Imputation.NONE:
        return values
    centre = np.nanmedian if imputation is Imputation.MEDIAN else np.nanmean
    return np.where(np.isnan(values), centre(values, axis=0), values)


def _scores(values: Floats, signs: Floats) -> Floats:
    ends = np.nanmin(values) + np.nanmax(values)
    columns = []
    for sign in signs.T:
        mine = values[:, sign != 0]
        columns.append(person_means(np.where(sign[sign != 0] < 0, ends - mine, mine)))
    return np.column_stack(columns)


def _alphas(variances: Floats, item_variances: Floats, count: Floats) -> Floats:
    return ratio((variances - item_variances) * count, (count - 1) * variances)


def _implied_r(alphas: Floats, count: Floats) -> Floats:
    return ratio(alphas, count - alphas * (count - 1))


def _lambda6(covariances: Floats, between: Floats, members: Floats) -> Floats:
    variances = np.diag(covariances)
    spread = np.sqrt(variances)
    shared = multiple_correlations(covariances / np.outer(spread, spread)) * variances
    total = np.diag(between)
    return ratio(total - variances @ members + shared @ members, total)

"""Covariances and correlations with a stated rule for missing data.

Promises R's definitions: `cov` and `cor` with `use = "pairwise"` (each pair of items on the
persons who answered both) or on complete persons; divisor n - 1. Refuses data in which a
pair of items has fewer than three persons in common or an item does not vary.
"""

import numpy as np

from station.psychometrics.choices import Missing
from station.psychometrics.errors import NoVariationError, TableTooSmallError
from station.psychometrics.finite import ratio
from station.psychometrics.table import Floats, ResponseTable

FEWEST_COMMON = 3


def usable(table: ResponseTable, missing: Missing) -> ResponseTable:
    """Return the persons the rule keeps: those with any answer, or with every answer.

    Raises:
        TableTooSmallError: Fewer than three persons are left.
    """
    if missing is Missing.LISTWISE:
        kept = table.complete()
    else:
        some = ~np.isnan(table.values).all(axis=1)
        kept = ResponseTable(names=table.names, values=table.values[some], warnings=table.warnings)
    if kept.persons < FEWEST_COMMON:
        raise TableTooSmallError(f"{kept.persons} persons left after {missing} deletion")
    return kept


def varying(table: ResponseTable) -> ResponseTable:
    """Return the table without items that do not vary (the table's warnings name them).

    Raises:
        NoVariationError: Fewer than two items vary.
    """
    spread = np.array([np.unique(c[~np.isnan(c)]).size > 1 for c in table.values.T], dtype=bool)
    names = [name for name, varies in zip(table.names, spread, strict=True) if varies]
    if len(names) < 2:
        raise NoVariationError(f"{len(names)} items vary; at least two are needed")
    return table if len(names) == table.items else table.select(names)


def moments(values: Floats) -> tuple[Floats, Floats]:
    """Return pairwise covariances and their standardised form, both (items, items).

    The second is the covariances over the items' own standard deviations (R's `cov2cor`, as
    `psych::alpha` uses them); with complete data these are the ordinary correlations.

    Args:
        values: (persons, items), NaN where missing.

    Raises:
        NoVariationError: Two items have fewer than three persons in common, or an item does
            not vary.
    """
    products, _, common = _cross(values)
    covariances = products / (common - 1)
    variances = np.diag(covariances)
    if (variances <= 0).any():
        raise NoVariationError("an item does not vary")
    spread = np.sqrt(variances)
    standardised = covariances / np.outer(spread, spread)
    np.fill_diagonal(standardised, 1.0)
    return covariances, standardised


def pairwise_correlations(values: Floats) -> Floats:
    """Return each pair's Pearson correlation on the persons who answered both (items, items).

    R's `cor` with `use = "pairwise"`. Raises as `moments`.
    """
    products, squares, _ = _cross(values)
    if (squares <= 0).any():
        raise NoVariationError("an item does not vary among those who answered another")
    correlations = np.asarray(products / np.sqrt(squares * squares.T))
    np.fill_diagonal(correlations, 1.0)
    return correlations


def column_correlation(left: Floats, right: Floats) -> Floats:
    """Return the correlation of each column pair over persons who have both.

    Args:
        left: (persons, columns) or (persons, 1).
        right: (persons, columns).

    Returns:
        (columns,), NaN where either does not vary.
    """
    both = ~np.isnan(left) & ~np.isnan(right)
    count = both.sum(axis=0)
    x, y = (np.where(both, part, 0.0) for part in (left, right))
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = (np.where(both, part - part.sum(axis=0) / count, 0.0) for part in (x, y))
    spread = np.sqrt((x**2).sum(axis=0) * (y**2).sum(axis=0))
    return ratio((x * y).sum(axis=0), np.where(spread > 1e-12, spread, 0.0))


def multiple_correlations(correlations: Floats) -> Floats:
    """Return each item's squared multiple correlation with all others, clipped to [0, 1].

    Source: Guttman (1945), as `smc` of R's psych. A singular matrix uses the pseudo-inverse.
    """
    inverse = np.linalg.pinv(correlations, rcond=np.sqrt(np.finfo(np.float64).eps), hermitian=True)
    return np.clip(1.0 - 1.0 / np.diag(inverse), 0.0, 1.0)


def _cross(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Return centred cross products, sums of squares of the row item, and counts by pair."""
    answered = (~np.isnan(values)).astype(np.float64)
    centred = np.where(answered > 0, values - _column_means(values), 0.0)
    common = answered.T @ answered
    if common.min() < FEWEST_COMMON:
        raise NoVariationError("two items have fewer than three persons in common")
    sums = centred.T @ answered
    squares = (centred**2).T @ answered - sums**2 / common
    products = centred.T @ centred - sums * sums.T / common
    return products, squares, common


def _column_means(values: Floats) -> Floats:
    answered = ~np.isnan(values)
    totals = np.where(answered, values, 0.0).sum(axis=0)
    return np.asarray(totals / np.maximum(answered.sum(axis=0), 1), dtype=np.float64)

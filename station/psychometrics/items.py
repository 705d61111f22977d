"""Classical item statistics: how hard an item is and whether it belongs to its scale.

Promises the definitions of R's `psych::alpha` (pairwise covariances, so that complete data
give the textbook values). Flags are reasons to look at an item, never proof of a fault.
"""

from dataclasses import dataclass

import numpy as np

from station.psychometrics.choices import Missing
from station.psychometrics.correlation import (
    column_correlation,
    moments,
    multiple_correlations,
    usable,
    varying,
)
from station.psychometrics.errors import TableTooSmallError
from station.psychometrics.finite import finite, ratio
from station.psychometrics.table import Floats, ResponseTable

TOO_EASY = 0.95
TOO_HARD = 0.15
WEAK_REST_R = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """One item; `None` where a figure is not defined (the item does not vary).

    Attributes:
        item: Item name.
        p: Mean score (share correct for 0/1 items).
        sd: Standard deviation, divisor n - 1.
        r_rest: Correlation with the total without the item (corrected item-rest r).
        r_total: Correlation with the total that includes the item.
        r_cor: Item-whole correlation corrected for overlap by squared multiple
            correlations (psych's `r.cor`).
        alpha_if_deleted: Alpha of the other items.
        n: Persons with an answer.
        missing: Persons without one.
        flags: `not_varying`, `negative`, `weak`, `too_easy`, `too_hard`; with a key also
            `doubtful_key`.
    """

    item: str
    p: float | None
    sd: float | None
    r_rest: float | None
    r_total: float | None
    r_cor: float | None
    alpha_if_deleted: float | None
    n: int
    missing: int
    flags: tuple[str, ...] = ()


def item_statistics(
    table: ResponseTable, *, missing: Missing = Missing.PAIRWISE
) -> list[ItemStatistics]:
    """Return the statistics of every item, in table order.

    Items that do not vary count in no correlation; their flag says so.

    Raises:
        TableTooSmallError: Fewer than three persons or two items.
        NoVariationError: Fewer than two items vary.
    """
    if table.items < 2:
        raise TableTooSmallError(f"{table.items} items; a scale needs at least two")
    kept = usable(table, missing)
    live = varying(kept)
    found = dict(zip(live.names, _columns(live), strict=True))
    nothing = np.full(4, np.nan)
    return [
        _statistics(name, column, found.get(name, nothing))
        for name, column in zip(kept.names, kept.values.T, strict=True)
    ]


def rest_correlations(covariances: Floats) -> Floats:
    """Return each item's correlation with the sum of the others, from covariances (k, k)."""
    variances = np.diag(covariances)
    with_rest = covariances.sum(axis=0) - variances
    rest = covariances.sum() - 2 * covariances.sum(axis=0) + variances
    return ratio(with_rest, np.sqrt(variances * np.maximum(rest, 0.0)))


def alphas_without(covariances: Floats) -> Floats:
    """Return coefficient alpha of the scale without each item, from covariances (k, k)."""
    left = covariances.shape[0] - 1
    if left < 2:
        return np.full(left + 1, np.nan)
    variances = np.diag(covariances)
    rest = covariances.sum() - 2 * covariances.sum(axis=0) + variances
    shared = ratio(rest - (variances.sum() - variances), rest)
    return np.asarray(shared * left / (left - 1))


def overlap_free_correlations(correlations: Floats) -> Floats:
    """Return psych's `r.cor`: item-whole correlations with communalities on the diagonal."""
    reduced = correlations.copy()
    np.fill_diagonal(reduced, multiple_correlations(correlations))
    return ratio(reduced.sum(axis=0), np.sqrt(np.full(len(reduced), max(reduced.sum(), 0.0))))


def person_means(values: Floats) -> Floats:
    """Return each person's mean over the answered items (persons,), NaN with no answer."""
    answered = ~np.isnan(values)
    return ratio(np.where(answered, values, 0.0).sum(axis=1), answered.sum(axis=1) * 1.0)


def _columns(table: ResponseTable) -> Floats:
    covariances, correlations = moments(table.values)
    totals = person_means(table.values)[:, None]
    with_total = column_correlation(totals, table.values)
    return np.column_stack(
        [
            with_total,
            rest_correlations(covariances),
            overlap_free_correlations(correlations),
            alphas_without(covariances),
        ]
    )


def _statistics(name: str, column: Floats, figures: Floats) -> ItemStatistics:
    answers = column[~np.isnan(column)]
    p = finite(answers.mean()) if answers.size else None
    sd = finite(answers.std(ddof=1)) if answers.size > 1 else None
    r_total, r_rest, r_cor, without = (finite(figure) for figure in figures)
    return ItemStatistics(
        item=name,
        n=int(answers.size),
        missing=int(column.size - answers.size),
        p=p,
        sd=sd,
        r_total=r_total,
        r_rest=r_rest,
        r_cor=r_cor,
        alpha_if_deleted=without,
        flags=_flags(answers, p, r_rest),
    )


def _flags(answers: Floats, p: float | None, r_rest: float | None) -> tuple[str, ...]:
    flags = []
    if np.unique(answers).size < 2:
        flags.append("not_varying")
    if r_rest is not None and r_rest < WEAK_REST_R:
        flags.append("negative" if r_rest < 0 else "weak")
    if p is not None and np.isin(answers, (0.0, 1.0)).all():
        flags += ["too_easy"] * (p > TOO_EASY) + ["too_hard"] * (p < TOO_HARD)
    return tuple(flags)

"""Reliability of a scale: alpha, lambda-6, split halves, omega and the error of measurement.

Promises the definitions of R's `psych` with the rule for missing data stated in the result.
Refuses scales of one item; a figure that is not defined is `None` beside a warning.

Sources: Cronbach (1951), Guttman (1945), Feldt (1965) for the interval of alpha, Duhachek and
Iacobucci (2004) for its standard error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.stats import f as f_distribution

from station.errors import StationError
from station.psychometrics.choices import Missing
from station.psychometrics.correlation import (
    moments,
    multiple_correlations,
    usable,
    varying,
)
from station.psychometrics.errors import NoVariationError, TableTooSmallError
from station.psychometrics.finite import finite
from station.psychometrics.items import ItemStatistics, item_statistics, person_means
from station.psychometrics.omega import Omega, omega
from station.psychometrics.table import Floats, ResponseTable

LEVEL = 0.95
GROUP_FACTORS = 3
FEWEST_FOR_GROUPS = 7
LEAST_SHARE = 1e-9
"""Items whose sum varies by less cancel each other out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitHalves:
    """Reliability from two halves (Guttman's lambda-4 of the split).

    Attributes:
        odd_even: Odd against even items.
        first_second: First against second half.
        best: The highest of the splits that were tried.
        worst: The lowest of them.
    """

    odd_even: float
    first_second: float
    best: float
    worst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """How far the items of a scale go together.

    Attributes:
        alpha: Coefficient alpha from covariances.
        low: Lower end of its 95 % interval (Feldt).
        high: Upper end.
        se: Its standard error (Duhachek and Iacobucci).
        standardised: Alpha from correlations.
        lambda6: Guttman's lambda-6 from squared multiple correlations.
        mean_r: Mean correlation between items.
        median_r: Median of them.
        signal_noise: k * mean_r / (1 - mean_r).
    """

    alpha: float
    low: float | None
    high: float | None
    se: float | None
    standardised: float
    lambda6: float
    mean_r: float
    median_r: float
    signal_noise: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumScore:
    """The sum score: a person's mean over the answered items, times the number of items.

    Attributes:
        mean: Mean over persons.
        sd: Standard deviation, divisor n - 1.
        sem: Standard error of measurement, sd * sqrt(1 - alpha).
    """

    mean: float
    sd: float
    sem: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Reliability of one scale.

    Attributes:
        scale: Name of the scale.
        persons: Persons counted.
        items: Items counted.
        missing: `pairwise` or `listwise`.
        consistency: Alpha and its relatives.
        total: The sum score and its error.
        omega: One-factor omega; `None` if it could not be found.
        omega_groups: Omega with three group factors; `None` with fewer than seven items.
        split: Split-half reliability.
        by_item: Statistics of every item, reversed items turned.
        warnings: What a reader must know.
    """

    scale: str
    persons: int
    items: int
    missing: str
    consistency: Consistency
    total: SumScore
    omega: Omega | None
    omega_groups: Omega | None
    split: SplitHalves
    by_item: list[ItemStatistics]
    warnings: tuple[str, ...]


def reversed_scores(table: ResponseTable, signs: Mapping[str, int]) -> ResponseTable:
    """Return the scale's items with reversed ones turned: lowest + highest - response.

    The lowest and highest response are those of all the scale's items together.

    Raises:
        TableColumnError: An item of the scale is not in the table.
    """
    chosen = table.select(list(signs))
    turn = np.array([sign < 0 for sign in signs.values()], dtype=bool)
    if not turn.any() or np.isnan(chosen.values).all():
        return chosen
    ends = np.nanmin(chosen.values) + np.nanmax(chosen.values)
    values = np.where(turn, ends - chosen.values, chosen.values)
    return ResponseTable(names=chosen.names, values=values, warnings=chosen.warnings)


def reliability(
    table: ResponseTable,
    *,
    scale: str = "all",
    missing: Missing = Missing.PAIRWISE,
    splits: int = 2000,
    chance: np.random.Generator | None = None,
) -> Reliability:
    """Return the reliability of one scale whose items all point one way.

    Args:
        table: The scale's items, reversed ones already turned (`reversed_scores`).
        scale: Its name.
        missing: What happens to missing answers.
        splits: Random halves tried besides the two systematic ones.
        chance: Draws the random halves; a fixed seed when `None`.

    Raises:
        TableTooSmallError: Fewer than two items or three persons.
        NoVariationError: Fewer than two items vary, their sum does not, or a pair has no
            persons in common.
    """
    if table.items < 2:
        raise TableTooSmallError(f"{scale}: {table.items} items; a scale needs at least two")
    kept = usable(table, missing)
    live = varying(kept)
    covariances, correlations = moments(live.values)
    if min(_sum_share(covariances), _sum_share(correlations)) < LEAST_SHARE:
        raise NoVariationError(f"{scale}: the sum of these items does not vary")
    one, warned_one = _omega_or_warning(correlations, 1)
    many, warned_many = _group_omega(correlations)
    found = consistency(covariances, correlations, live.persons)
    return Reliability(
        scale=scale,
        persons=live.persons,
        items=live.items,
        missing=missing.value,
        consistency=found,
        total=sum_score(live, found.alpha),
        omega=one,
        omega_groups=many,
        split=split_halves(covariances, tries=splits, chance=chance or np.random.default_rng(0)),
        by_item=item_statistics(table, missing=missing),
        warnings=(
            *kept.warnings,
            *_direction(live.names, correlations),
            *warned_one,
            *warned_many,
        ),
    )


def _sum_share(covariances: Floats) -> float:
    """Return the variance of the sum over the sum of the variances."""
    return float(covariances.sum() / np.trace(covariances))


def alpha(covariances: Floats) -> float:
    """Return coefficient alpha from covariances (k, k)."""
    items = covariances.shape[0]
    return float((1 - np.trace(covariances) / covariances.sum()) * items / (items - 1))


def alpha_error(covariances: Floats, persons: int) -> float:
    """Return the standard error of alpha (Duhachek and Iacobucci, 2004)."""
    items, total, trace = covariances.shape[0], covariances.sum(), np.trace(covariances)
    squared = covariances @ covariances
    inner = total * (np.trace(squared) + trace**2) - 2 * trace * squared.sum()
    return float(np.sqrt(2 * items**2 / ((items - 1) ** 2 * total**3) * inner / persons))


def alpha_interval(value: float, persons: int, items: int) -> tuple[float, float]:
    """Return the 95 % interval of alpha (Feldt, 1965)."""
    tail = (1 - LEVEL) / 2
    degrees = persons - 1, (persons - 1) * (items - 1)
    low = 1 - (1 - value) * f_distribution.ppf(1 - tail, *degrees)
    high = 1 - (1 - value) * f_distribution.ppf(tail, *degrees)
    return float(low), float(high)


def consistency(covariances: Floats, correlations: Floats, persons: int) -> Consistency:
    """Return alpha and its relatives from covariances and correlations, both (k, k)."""
    items = covariances.shape[0]
    value = alpha(covariances)
    low, high = alpha_interval(value, persons, items)
    pairs = correlations[np.tril_indices_from(correlations, -1)]
    mean_r = float(pairs.mean())
    return Consistency(
        alpha=value,
        low=finite(low),
        high=finite(high),
        se=finite(alpha_error(covariances, persons)),
        standardised=alpha(correlations),
        lambda6=lambda6(correlations),
        mean_r=mean_r,
        median_r=float(np.median(pairs)),
        signal_noise=finite(items * mean_r / (1 - mean_r)) if mean_r < 1 else None,
    )


def sum_score(table: ResponseTable, reliability_of_sum: float) -> SumScore:
    """Return mean, spread and error of measurement of the sum score."""
    totals = person_means(table.values) * table.items
    sd = float(totals.std(ddof=1))
    error = sd * np.sqrt(1 - reliability_of_sum) if reliability_of_sum <= 1 else np.nan
    return SumScore(mean=float(totals.mean()), sd=sd, sem=finite(error))


def lambda6(correlations: Floats) -> float:
    """Return Guttman's lambda-6 from correlations (k, k)."""
    unexplained = correlations.shape[0] - multiple_correlations(correlations).sum()
    return float(1 - unexplained / correlations.sum())


def split_halves(covariances: Floats, *, tries: int, chance: np.random.Generator) -> SplitHalves:
    """Return split-half reliabilities, 4 * cov(A, B) / var(A + B).

    Args:
        covariances: (k, k).
        tries: Random halves besides odd-even and first-second.
        chance: Draws them.
    """
    items = covariances.shape[0]
    odd_even = np.where(np.arange(items) % 2 == 0, 1.0, -1.0)
    first_second = np.where(np.arange(items) < items // 2, 1.0, -1.0)
    drawn = chance.permuted(np.tile(odd_even, (tries, 1)), axis=1)
    halves = np.vstack([odd_even, first_second, drawn])
    total = covariances.sum()
    values = 1.0 - ((halves @ covariances) * halves).sum(axis=1) / total
    return SplitHalves(
        odd_even=float(values[0]),
        first_second=float(values[1]),
        best=float(values.max()),
        worst=float(values.min()),
    )


def _omega_or_warning(correlations: Floats, factors: int) -> tuple[Omega | None, list[str]]:
    try:
        return omega(correlations, factors=factors), []
    except StationError as error:
        return None, [f"omega with {factors} factors withheld: {error.detail}"]


def _group_omega(correlations: Floats) -> tuple[Omega | None, list[str]]:
    if correlations.shape[0] < FEWEST_FOR_GROUPS:
        return None, []
    return _omega_or_warning(correlations, GROUP_FACTORS)


def _direction(names: tuple[str, ...], correlations: Floats) -> list[str]:
    first = eigh(correlations)[1][:, -1]
    first = first if first.sum() >= 0 else -first
    against = [name for name, weight in zip(names, first, strict=True) if weight < 0]
    if not against:
        return []
    return [f"these items run against the scale and may need reversing: {', '.join(against)}"]

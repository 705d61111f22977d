"""S-X2: observed against expected category shares at each sum score (Orlando & Thissen 2000).

Follows the published statistic with the usual care for thin cells: scores nobody or one
person has, and scores with an expected cell under 1, are joined to a neighbour; in items
with several categories thin categories are joined first (Kang & Chen 2008).
Needs complete responses; persons with a missing answer are left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import FitUnavailableError
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.responses import MISSING
from station.psychometrics.irt.sumscores import sum_score_distribution, without_each

Floats = NDArray[np.float64]

THINNEST = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChiSquare:
    """S-X2 of every item.

    Attributes:
        statistic: (items,), NaN where no degree of freedom is left.
        df: Degrees of freedom, (items,).
        p: Upper tail probability, NaN without a degree of freedom.
        rmsea: Root mean square error of approximation.
        persons: Persons with complete responses, on whom it rests.
    """

    statistic: Floats
    df: NDArray[np.int64]
    p: Floats
    rmsea: Floats
    persons: int


def s_x2(patterns: Patterns, params: Parameters, grid: Grid) -> ItemChiSquare:
    """Return S-X2 of every item.

    Raises:
        FitUnavailableError: Nobody answered everything.
    """
    from scipy.special import chdtrc  # noqa: PLC0415 (scipy is slow to import)

    whole = (patterns.codes != MISSING).all(axis=1)
    if not whole.any():
        raise FitUnavailableError("S-X2 needs persons who answered every item")
    codes, counts = patterns.codes[whole].astype(np.int64), patterns.counts[whole]
    results = [
        _chi_square(observed, expected)
        for observed, expected in zip(
            _observed(codes, counts, params), _expected(params, grid), strict=True
        )
    ]
    statistic = np.array([value for value, _ in results])
    df = np.array([cells for _, cells in results]) - params.free.sum(axis=1)
    df = np.maximum(df - int(params.free_variance), 0)
    statistic = np.where(df > 0, statistic, np.nan)
    persons = int(counts.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        excess = np.maximum(statistic / df - 1.0, 0.0)
    return ItemChiSquare(
        statistic=statistic,
        df=df,
        p=np.where(df > 0, chdtrc(np.maximum(df, 1), statistic), np.nan),
        rmsea=np.sqrt(excess / max(persons - 1, 1)),
        persons=persons,
    )


def _observed(codes: NDArray[np.int64], counts: Floats, params: Parameters) -> list[Floats]:
    """Return for each item counts by sum score and category, extreme scores left out."""
    sums, categories = codes.sum(axis=1), params.coding.categories
    top = int((categories - 1).sum())
    tables = []
    for item, width in enumerate(categories):
        table = np.zeros((top + 1, int(width)))
        np.add.at(table, (sums, codes[:, item]), counts)
        tables.append(table[1:top])
    return tables


def _expected(params: Parameters, grid: Grid) -> list[Floats]:
    """Return for each item the expected share of each category at each sum score."""
    probability = params.probabilities(grid.nodes)
    weights = np.exp(grid.log_weights(params.variance))
    marginal = sum_score_distribution(probability) @ weights
    tables = []
    for (item, rest), width in zip(
        without_each(probability), params.coding.categories, strict=True
    ):
        table = np.zeros((marginal.size, int(width)))
        for category in range(int(width)):
            joint = rest @ (probability[item, category] * weights)
            table[category : category + rest.shape[0], category] = joint
        tables.append((table / marginal[:, None])[1:-1])
    return tables


def _chi_square(observed: Floats, share: Floats) -> tuple[float, int]:
    """Return the statistic and the number of cells less the number of rows."""
    expected = share * observed.sum(axis=1, keepdims=True)
    some = observed.sum(axis=1) > 0
    observed, expected = observed[some], expected[some]
    if observed.shape[0] < 2:
        return 0.0, 0
    observed, expected = _join_single(observed, expected)
    if observed.shape[1] > 2:
        _join_categories(observed, expected)
    observed, expected = _join_thin(observed, expected)
    cells = expected > 0
    distance = np.divide(
        (observed - expected) ** 2, expected, where=cells, out=np.zeros_like(expected)
    )
    return float(distance.sum()), int(cells.sum()) - expected.shape[0]


def _join_single(observed: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Join scores of one person to the next score, the last one to the score before."""
    observed, expected = observed.copy(), expected.copy()
    last = observed.shape[0] - 1
    single = np.zeros(last + 1, dtype=bool)
    for row in range(last):
        if observed[row].sum() == 1.0:
            single[row] = True
            observed[row + 1] += observed[row]
            expected[row + 1] += expected[row]
    observed, expected = observed[~single], expected[~single]
    if observed.shape[0] > 1 and observed[-1].sum() == 1.0:
        observed[-2] += observed[-1]
        expected[-2] += expected[-1]
        observed, expected = observed[:-1], expected[:-1]
    return observed, expected


def _join_categories(observed: Floats, expected: Floats) -> None:
    """Within each score, add the thinnest category to its thinner neighbour until none is thin.

    A category that was emptied counts 0 expected answers and is no cell any more.
    """
    for o, e in zip(observed, expected, strict=True):
        while (e > 0.0).sum() > 2 and e[e > 0.0].min() < THINNEST:
            left = np.flatnonzero(e > 0.0)
            place = int(e[left].argmin())
            near = [left[p] for p in (place - 1, place + 1) if 0 <= p < left.size]
            into = min(near, key=lambda k: e[k])
            o[into] += o[left[place]]
            e[into] += e[left[place]]
            o[left[place]] = e[left[place]] = 0.0


def _join_thin(observed: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Join scores with an expected cell under 1 to the neighbour with fewer persons."""
    rows = list(np.stack([observed, expected], axis=1))
    persons = observed.sum(axis=1).tolist()
    thinnest = [_thinnest(row) for row in rows]
    place = 0
    while place < len(rows) and len(rows) > 1:
        if thinnest[place] >= THINNEST:
            place += 1
            continue
        into = _thinner_neighbour(persons, place)
        rows[into] = rows[into] + rows[place]
        persons[into] += persons[place]
        thinnest[into] = _thinnest(rows[into])
        # Rows before this one are thick enough and only grow; the joined one is looked at again.
        del rows[place], persons[place], thinnest[place]
    joined = np.stack(rows)
    return joined[:, 0], joined[:, 1]


def _thinnest(row: Floats) -> float:
    """Return the smallest positive expected cell of a (2, categories) row."""
    return min((e for e in row[1].tolist() if e > 0.0), default=THINNEST)


def _thinner_neighbour(persons: list[float], row: int) -> int:
    if row == 0:
        return 1
    if row == len(persons) - 1:
        return row - 1
    return row - 1 if persons[row - 1] <= persons[row + 1] else row + 1

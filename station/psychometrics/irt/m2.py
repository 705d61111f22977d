"""M2 and C2: overall fit from single answers and pairs.

Maydeu-Olivares & Joe (2006); Cai & Monroe (2014).

With two categories C2 is M2. Rests on persons with complete responses. Refused for so many
items that the matrix of pairs no longer fits, and where no degree of freedom is left.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import FitUnavailableError
from station.psychometrics.irt.models import MODELS, Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.responses import MISSING

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MOST_ITEMS = 100
LOW_TAIL, HIGH_TAIL = 0.05, 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallFit:
    """Fit of the whole model.

    Attributes:
        statistic: M2 (or C2), about chi-square under the model.
        df: Degrees of freedom.
        p: Upper tail probability.
        rmsea: Point estimate; `rmsea_low` and `rmsea_high` bound its 90 % interval.
        srmsr: Root mean square of residual correlations.
        tli: Tucker-Lewis index against independence.
        cfi: Comparative fit index against independence.
        persons: Persons with complete responses.
    """

    statistic: float
    df: int
    p: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    srmsr: float
    tli: float
    cfi: float
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """Observed moments: category shares above the lowest, means of pair products."""

    shares: Floats
    products: Floats
    correlation: Floats
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Curves:
    """What the moments are made of at each point.

    Attributes:
        above: P of each category above the lowest, (columns, points).
        owner: Item of each column.
        score: Category number of each column.
        mean: E(x), (items, points).
        square: E(x^2), (items, points).
        weights: (points,).
        pair: The two items of each pair, (2, pairs).
    """

    above: Floats
    owner: Integers
    score: Floats
    mean: Floats
    square: Floats
    weights: Floats
    pair: Integers


def overall_fit(patterns: Patterns, params: Parameters, grid: Grid) -> OverallFit:
    """Return M2 (two categories) or C2 (more).

    Raises:
        FitUnavailableError: Too many items, too few degrees of freedom, nobody complete.
    """
    if len(params.coding.names) > MOST_ITEMS:
        raise FitUnavailableError(f"M2 of over {MOST_ITEMS} items needs too much memory")
    sample = _sample(patterns, params)
    curves = _curves(params, grid)
    slopes = _derivatives(params, curves, grid, params.free)
    statistic, df = _statistic(sample, curves, slopes, params.estimated)
    null_statistic, null_df = _null_statistic(params, sample, grid)
    low, high = _rmsea_interval(statistic, df, sample.persons)
    return OverallFit(
        statistic=statistic,
        df=df,
        p=_upper_tail(df, statistic),
        rmsea=float(np.sqrt(max(statistic / df - 1.0, 0.0) / (sample.persons - 1))),
        rmsea_low=low,
        rmsea_high=high,
        srmsr=_srmsr(sample, curves),
        tli=(null_statistic / null_df - statistic / df) / (null_statistic / null_df - 1.0),
        cfi=float(np.clip(1.0 - (statistic - df) / (null_statistic - null_df), 0.0, 1.0)),
        persons=sample.persons,
    )


def _sample(patterns: Patterns, params: Parameters) -> _Sample:
    whole = (patterns.codes != MISSING).all(axis=1)
    persons = float(patterns.counts[whole].sum())
    if persons < 2:
        raise FitUnavailableError("M2 needs persons who answered every item")
    codes = patterns.codes[whole].astype(np.float64)
    share = patterns.counts[whole] / persons
    owner, score = _columns(params)
    shares = share @ (codes[:, owner] == score)
    mean, cross = share @ codes, (codes * share[:, None]).T @ codes
    first, second = np.tril_indices(codes.shape[1], -1)
    return _Sample(
        shares=shares,
        products=cross[first, second],
        correlation=_correlation(cross - np.outer(mean, mean)),
        persons=int(persons),
    )


def _columns(params: Parameters) -> tuple[Integers, Floats]:
    pairs = [(j, k) for j, c in enumerate(params.coding.categories) for k in range(1, int(c))]
    owner, score = np.array(pairs, dtype=np.int64).T
    return owner, score.astype(np.float64)


def _curves(params: Parameters, grid: Grid) -> _Curves:
    probability = params.probabilities(grid.nodes)
    owner, score = _columns(params)
    category = np.arange(float(probability.shape[1]))[None, :, None]
    return _Curves(
        above=probability[owner, score.astype(np.int64)],
        owner=owner,
        score=score,
        mean=(category * probability).sum(axis=1),
        square=(category**2 * probability).sum(axis=1),
        weights=np.exp(grid.log_weights(params.variance)),
        pair=np.stack(np.tril_indices(probability.shape[0], -1)),
    )


def _derivatives(
    params: Parameters, curves: _Curves, grid: Grid, free: NDArray[np.bool_]
) -> Floats:
    """Return the derivatives of the moments by the free item parameters, (moments, parameters)."""
    slope = params.model.family.slope(params.values, grid.nodes)
    by_parameter = slope.probability[:, None] * slope.by_parameter
    category = np.arange(float(slope.probability.shape[1]))[None, None, :, None]
    of_mean = (category * by_parameter).sum(axis=2) * curves.weights
    owner, score = curves.owner, curves.score.astype(np.int64)
    single = (by_parameter[owner, :, score] * curves.weights).sum(axis=2)
    items, width = params.values.shape
    delta = np.zeros((owner.size + curves.pair.shape[1], items, width))
    delta[np.arange(owner.size), owner] = single
    crossed = np.einsum("jpk,lk->jlp", of_mean, curves.mean, optimize=True)
    rows = owner.size + np.arange(curves.pair.shape[1])
    first, second = curves.pair
    delta[rows, first] = crossed[first, second]
    delta[rows, second] = crossed[second, first]
    return delta.reshape(delta.shape[0], -1)[:, free.ravel()]


def _expected(curves: _Curves) -> Floats:
    first, second = curves.pair
    products = (curves.mean[first] * curves.mean[second]) @ curves.weights
    return np.concatenate([curves.above @ curves.weights, products])


def _covariance(curves: _Curves) -> Floats:
    """Return the covariance of the moments of one person under the model."""
    first, second = curves.pair
    above, weights = curves.above, curves.weights
    product = curves.mean[first] * curves.mean[second]
    singles = (above * weights) @ above.T
    same = curves.owner[:, None] == curves.owner
    singles[same] = 0.0
    np.fill_diagonal(singles, above @ weights)
    mixed = (above * weights) @ product.T
    pairs = (product * weights) @ product.T
    for item in range(curves.mean.shape[0]):
        inside = np.flatnonzero((first == item) | (second == item))
        other = curves.mean[np.where(first[inside] == item, second[inside], first[inside])]
        own = np.flatnonzero(curves.owner == item)
        scored = above[own] * curves.score[own][:, None]
        mixed[np.ix_(own, inside)] = (scored * weights) @ other.T
        pairs[np.ix_(inside, inside)] = (other * weights * curves.square[item]) @ other.T
    np.fill_diagonal(pairs, (curves.square[first] * curves.square[second]) @ weights)
    full = np.block([[singles, mixed], [mixed.T, pairs]])
    expected = _expected(curves)
    return np.asarray(full - np.outer(expected, expected))


def _statistic(
    sample: _Sample, curves: _Curves, delta: Floats, estimated: int
) -> tuple[float, int]:
    """Return N e' [S^-1 - S^-1 D (D' S^-1 D)^-1 D' S^-1] e and its degrees of freedom.

    That is the squared length of what the parameters leave of the whitened errors.
    """
    from scipy.linalg import solve_triangular  # noqa: PLC0415 (scipy.linalg is slow to import)

    error = np.concatenate([sample.shares, sample.products]) - _expected(curves)
    df = error.size - estimated
    if df <= 0:
        raise FitUnavailableError(f"{error.size} moments for {estimated} parameters")
    try:
        factor = np.linalg.cholesky(_covariance(curves))
    except np.linalg.LinAlgError as problem:
        raise FitUnavailableError("the moments are linearly dependent") from problem
    white = solve_triangular(factor, np.column_stack([error, delta]), lower=True)
    fitted = np.linalg.lstsq(white[:, 1:], white[:, 0], rcond=None)[0]
    residual = white[:, 0] - white[:, 1:] @ fitted
    return sample.persons * float(residual @ residual), df


def _null_statistic(params: Parameters, sample: _Sample, grid: Grid) -> tuple[float, int]:
    """Return the statistic of the independence model."""
    shares = np.zeros((params.values.shape[0], int(params.coding.categories.max())))
    owner, score = _columns(params)
    shares[owner, score.astype(np.int64)] = sample.shares
    shares[:, 0] = 1.0 - shares.sum(axis=1)
    with np.errstate(divide="ignore"):
        d = np.log(shares[:, 1:]) - np.log(shares[:, :1])
    values = np.concatenate([np.zeros((d.shape[0], 1)), d], axis=1)
    null = Parameters(model=MODELS["gpcm"], coding=params.coding, values=values)
    free = null.present
    free[:, 0] = False
    curves = _curves(null, grid)
    return _statistic(sample, curves, _derivatives(null, curves, grid, free), int(free.sum()))


def _srmsr(sample: _Sample, curves: _Curves) -> float:
    cross = (curves.mean * curves.weights) @ curves.mean.T
    np.fill_diagonal(cross, curves.square @ curves.weights)
    mean = curves.mean @ curves.weights
    residual = sample.correlation - _correlation(cross - np.outer(mean, mean))
    return float(np.sqrt(np.mean(residual[tuple(curves.pair)] ** 2)))


def _correlation(covariance: Floats) -> Floats:
    spread = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(spread, spread))


def _upper_tail(df: int, statistic: float) -> float:
    from scipy.special import chdtrc  # noqa: PLC0415 (scipy is slow to import)

    return float(chdtrc(df, statistic))


def _rmsea_interval(statistic: float, df: int, persons: int) -> tuple[float, float]:
    """Return the 90 % interval from the noncentral chi-square (Browne & Cudeck 1993)."""
    from scipy.optimize import brentq  # noqa: PLC0415 (scipy is slow to import)
    from scipy.special import chndtr  # noqa: PLC0415 (as above)

    def bound(tail: float, most: float) -> float:
        def excess(noncentrality: float) -> float:
            return float(chndtr(statistic, df, noncentrality)) - tail

        if excess(0.0) <= 0.0 or excess(most) >= 0.0:
            return 0.0
        return float(np.sqrt(brentq(excess, 0.0, most) / (persons * df)))

    return bound(HIGH_TAIL, statistic), bound(LOW_TAIL, max(float(persons), 5.0 * statistic))

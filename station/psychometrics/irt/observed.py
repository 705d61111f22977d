"""Standard errors from the observed information (Oakes 1999; Louis 1982).

Observed information = complete-data information - what is missing because ability is not
observed. The missing part is the sum over persons of the posterior covariance of their
complete-data scores; it is computed exactly, not by differencing the E-step. For complete
logistic data it falls apart into a few matrix products.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Logistic, sigmoid
from station.psychometrics.irt.estep import Block, SufficientStatistics, posteriors, total
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.mstep import GuessingPrior, gradient
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.polytomous import Credit
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-14
NUDGE = 1e-5
SLAB = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardErrors:
    """Sampling errors of a calibration.

    Attributes:
        covariance: Of all estimated parameters: `values[free]` in row order, then the latent
            variance where it is estimated, (estimated, estimated); empty where it is not defined.
        values: Standard errors in the layout of `Parameters.values`, NaN where not estimated.
        variance: Standard error of the latent variance, NaN where not estimated.
        locations: Standard errors of `Parameters.locations()`, by the delta method.
        asymptotes: Standard errors of c (3pl), NaN otherwise.
        defined: False where the information is not positive definite: all errors are NaN.
    """

    covariance: Floats
    values: Floats
    variance: float
    locations: Floats
    asymptotes: Floats
    defined: bool


def standard_errors(
    partitions: Sequence[Patterns], params: Parameters, grid: Grid, prior: GuessingPrior
) -> StandardErrors:
    """Return standard errors at the estimates `params`."""
    information = observed_information(partitions, params, grid, prior)
    covariance = _inverse(information)
    if covariance is None:
        covariance = np.full(information.shape, np.nan)
    values = np.full(params.values.shape, np.nan)
    spread = np.sqrt(np.diag(covariance))
    values[params.free] = spread[: int(params.free.sum())]
    c = params.asymptotes
    return StandardErrors(
        covariance=covariance,
        values=values,
        variance=float(spread[-1]) if params.free_variance else float("nan"),
        locations=_location_errors(params, covariance),
        asymptotes=values[:, 2] * c * (1.0 - c)
        if params.model.guessing
        else np.full(c.size, np.nan),
        defined=bool(np.isfinite(covariance).all()),
    )


def observed_information(
    partitions: Sequence[Patterns], params: Parameters, grid: Grid, prior: GuessingPrior
) -> Floats:
    """Return the observed information of all estimated parameters, in the order of `covariance`."""
    statistics = total(partitions, params, grid)
    information = _complete(params, statistics, grid, prior)
    fast = isinstance(params.model.family, Logistic) and params.model.slope_free
    for patterns in partitions:
        missing = missing_logistic if fast and patterns.complete else missing_any
        information -= missing(patterns, params, grid)
    return information


def _complete(
    params: Parameters, statistics: SufficientStatistics, grid: Grid, prior: GuessingPrior
) -> Floats:
    """Return the complete-data information: block diagonal, one block for each item."""
    items, width = params.values.shape
    blocks = _item_blocks(params, statistics.counts, grid.nodes, prior)
    full = np.zeros((items, width, items, width))
    every = np.arange(items)
    full[every, :, every, :] = blocks
    keep = np.flatnonzero(params.free)
    dense = full.reshape(items * width, items * width)[np.ix_(keep, keep)]
    if not params.free_variance:
        return dense
    return np.block(
        [
            [dense, np.zeros((keep.size, 1))],
            [
                np.zeros((1, keep.size)),
                np.array([[_variance_information(params, statistics, grid)]]),
            ],
        ]
    )


def _item_blocks(params: Parameters, counts: Floats, theta: Floats, prior: GuessingPrior) -> Floats:
    """Return minus the Hessians of the items, (items, width, width).

    Exact for the logistic family; central differences of the gradient for the others.
    """
    if isinstance(params.model.family, Logistic):
        return _logistic_blocks(params, counts, theta)
    width = params.values.shape[1]
    size = np.where(params.free, NUDGE * (1.0 + np.abs(params.values)), 0.0)
    columns = []
    for q in range(width):
        h = np.zeros_like(size)
        h[:, q] = size[:, q]
        up = gradient(replace(params, values=params.values + h), counts, theta, prior)
        down = gradient(replace(params, values=params.values - h), counts, theta, prior)
        columns.append((down - up) / np.where(size[:, q] > 0.0, 2.0 * size[:, q], 1.0)[:, None])
    blocks = np.stack(columns, axis=2)
    return 0.5 * (blocks + blocks.transpose(0, 2, 1))


def _logistic_blocks(params: Parameters, counts: Floats, theta: Floats) -> Floats:
    right = sigmoid(params.values[:, :1] * theta + params.values[:, 1:])
    weight = counts.sum(axis=1) * right * (1.0 - right)
    moments = weight @ np.stack([theta**2, theta, np.ones_like(theta)], axis=1)
    return np.asarray(moments[:, [[0, 1], [1, 2]]])


def _variance_information(
    params: Parameters, statistics: SufficientStatistics, grid: Grid
) -> float:
    v, squares = params.variance, grid.nodes**2
    weights = np.exp(grid.log_weights(v))
    mean = float(weights @ squares)
    spread = float(weights @ (squares - mean) ** 2)
    persons = float(statistics.nodes.sum())
    excess = float(statistics.nodes @ squares) - persons * mean
    return excess / v**3 + persons * spread / (4.0 * v**4)


def _variance_score(params: Parameters, grid: Grid) -> Floats:
    squares = grid.nodes**2
    mean = float(np.exp(grid.log_weights(params.variance)) @ squares)
    return np.asarray((squares - mean) / (2.0 * params.variance**2))


def missing_any(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information for any family, node by node where mass lies."""
    result = np.zeros((params.estimated, params.estimated))
    codes = patterns.codes.astype(np.intp)
    for block in posteriors(patterns, params, grid):
        counts = patterns.counts[block.rows]
        mean = np.zeros((counts.size, params.estimated))
        for rows, weight, scores in _node_scores(params, grid, codes[block.rows], block):
            scaled = scores * np.sqrt(counts[rows] * weight)[:, None]
            result += scaled.T @ scaled
            mean[rows] += weight[:, None] * scores
        mean *= np.sqrt(counts)[:, None]
        result -= mean.T @ mean
    return result


def _node_scores(
    params: Parameters, grid: Grid, codes: NDArray[np.intp], block: Block
) -> Iterator[tuple[NDArray[np.intp], Floats, Floats]]:
    """Yield for each node the rows with mass there, that mass, and their scores."""
    by_parameter = params.model.family.slope(params.values, grid.nodes).by_parameter
    # One more category of zeros: a missing answer, coded -1, picks it.
    table = np.concatenate([by_parameter, np.zeros_like(by_parameter[:, :, :1])], axis=2)
    table = np.ascontiguousarray(table.transpose(3, 0, 2, 1))
    keep = np.flatnonzero(params.free)
    items = np.arange(codes.shape[1])
    extra = _variance_score(params, grid)
    posterior = block.weighted(np.ones(codes.shape[0]))
    for node, mass in zip(range(grid.points)[block.points], posterior.T, strict=True):
        rows = np.flatnonzero(mass > NEGLIGIBLE)
        if rows.size:
            scores = table[node][items, codes[rows]].reshape(rows.size, -1)[:, keep]
            if params.free_variance:
                scores = np.append(scores, np.full((rows.size, 1), extra[node]), axis=1)
            yield rows, mass[rows], scores


def missing_logistic(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information of complete data under the 2PL.

    The score of item j is (x_j - P_j) t with t = (theta, 1), so sums over persons and nodes
    of its products need only posterior moments of each person and expected counts.
    """
    nodes, items = grid.nodes, params.values.shape[0]
    powers = np.stack([np.ones_like(nodes), nodes, nodes**2], axis=1)
    right = sigmoid(params.values[:, :1] * nodes + params.values[:, 1:])
    missing = np.zeros((2, items, 2, items))
    columns = np.zeros((items + 1, nodes.size))
    for slab in _slabs(patterns, params, grid, np.concatenate([powers.T, right * nodes, right]).T):
        columns += slab.columns
        _add_persons(missing, slab)
    expected, mass = columns[:-1], columns[-1]
    for first in (0, 1):
        for second in (0, 1):
            moment = powers[:, 2 - first - second]
            crossed = (expected * moment) @ right.T
            missing[first, :, second] -= crossed + crossed.T
            missing[first, :, second] += (right * (mass * moment)) @ right.T
    return missing.transpose(1, 0, 3, 2).reshape(2 * items, 2 * items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slab:
    """Some thousand patterns: answers and posterior means scaled by the root of their counts."""

    x: Floats
    moments: Floats
    expected: Floats
    columns: Floats


def _slabs(patterns: Patterns, params: Parameters, grid: Grid, basis: Floats) -> Iterator[_Slab]:
    """Yield posterior means of `basis` (points, 3 moments and the two halves of the scores)."""
    size, done = patterns.counts.size, 0
    means = np.empty((min(SLAB, size), basis.shape[1]))
    columns = np.zeros((patterns.design.shape[1], grid.points))
    for block in posteriors(patterns, params, grid):
        start, stop = block.rows.start - done, block.rows.stop - done
        means[start:stop] = block.moments(basis)
        weighted = block.weighted(patterns.counts[block.rows])
        columns[:, block.points] += patterns.design[block.rows].T @ weighted
        if stop == SLAB or block.rows.stop == size:
            root = np.sqrt(patterns.counts[done : done + stop])[:, None]
            yield _Slab(
                x=patterns.design[done : done + stop, :-1] * root,
                moments=means[:stop, :3],
                expected=means[:stop, 3:] * root,
                columns=columns,
            )
            done += stop
            columns = np.zeros_like(columns)


def _add_persons(missing: Floats, slab: _Slab) -> None:
    """Add the persons' part: answers times posterior moments, less products of mean scores."""
    items, x = slab.x.shape[1], slab.x
    by_mean = x * slab.moments[:, 1:2]
    rooted = x * np.sqrt(slab.moments[:, 2:3])
    cross = by_mean.T @ x
    missing[0, :, 0] += rooted.T @ rooted
    missing[0, :, 1] += cross
    missing[1, :, 0] += cross.T
    missing[1, :, 1] += x.T @ x
    scores = np.concatenate([by_mean, x], axis=1)
    scores -= slab.expected
    missing -= (scores.T @ scores).reshape(2, items, 2, items)


def _inverse(information: Floats) -> Floats | None:
    """Return the inverse of a positive definite matrix, or None."""
    try:
        np.linalg.cholesky(information)
        inverse = np.linalg.inv(information)
    except np.linalg.LinAlgError:
        return None
    return np.asarray(0.5 * (inverse + inverse.T))


def _location_errors(params: Parameters, covariance: Floats) -> Floats:
    """Return the errors of b by the delta method, (items, most categories - 1)."""
    items, width = params.values.shape
    place = np.full(params.free.shape, -1)
    place[params.free] = np.arange(int(params.free.sum()))
    padded = np.zeros((covariance.shape[0] + 1, covariance.shape[0] + 1))
    padded[:-1, :-1] = covariance
    blocks = padded[place[:, :, None], place[:, None, :]]
    steps = params.intercepts.shape[1]
    slopes, b = params.slopes[:, None], params.locations()
    jacobian = np.zeros((items, steps, width))
    jacobian[:, :, 0] = -np.nan_to_num(b) / slopes
    for k in range(steps):
        jacobian[:, k, 1 + k] = -1.0 / slopes[:, 0]
        if isinstance(params.model.family, Credit) and k:
            jacobian[:, k, k] = 1.0 / slopes[:, 0]
    variance = np.einsum("jkp,jpq,jkq->jk", jacobian, blocks, jacobian)
    return np.where(np.isfinite(b), np.sqrt(np.abs(variance)), np.nan)

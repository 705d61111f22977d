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
from station.psychometrics.irt.estep import SufficientStatistics, posteriors, total
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.mstep import GuessingPrior, gradient
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.polytomous import Credit
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-14
NUDGE = 1e-5


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
        asymptotes=values[:, 2] * c * (1.0 - c) if params.model.guessing else np.full(c.size, np.nan),
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
        missing = _missing_logistic if fast and patterns.complete else _missing
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
            [np.zeros((1, keep.size)), np.array([[_variance_information(params, statistics, grid)]])],
        ]
    )


def _item_blocks(
    params: Parameters, counts: Floats, theta: Floats, prior: GuessingPrior
) -> Floats:
    """Return minus the Hessians of the items, (items, width, width), by central differences."""
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


def _missing(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information for any family, node by node where mass lies."""
    result = np.zeros((params.estimated, params.estimated))
    codes = patterns.codes.astype(np.intp)
    for block in posteriors(patterns, params, grid):
        counts = patterns.counts[block.rows]
        mean = np.zeros((counts.size, params.estimated))
        for rows, weight, scores in _node_scores(params, grid, codes[block.rows], block.posterior):
            scaled = scores * np.sqrt(counts[rows] * weight)[:, None]
            result += scaled.T @ scaled
            mean[rows] += weight[:, None] * scores
        mean *= np.sqrt(counts)[:, None]
        result -= mean.T @ mean
    return result


def _node_scores(
    params: Parameters, grid: Grid, codes: NDArray[np.intp], posterior: Floats
) -> Iterator[tuple[NDArray[np.intp], Floats, Floats]]:
    """Yield for each node the rows with mass there, that mass, and their scores."""
    by_parameter = params.model.family.slope(params.values, grid.nodes).by_parameter
    # One more category of zeros: a missing answer, coded -1, picks it.
    table = np.concatenate([by_parameter, np.zeros_like(by_parameter[:, :, :1])], axis=2)
    table = np.ascontiguousarray(table.transpose(3, 0, 2, 1))
    keep = np.flatnonzero(params.free)
    items = np.arange(codes.shape[1])
    extra = _variance_score(params, grid)
    for node in range(grid.points):
        rows = np.flatnonzero(posterior[:, node] > NEGLIGIBLE)
        if rows.size:
            scores = table[node][items, codes[rows]].reshape(rows.size, -1)[:, keep]
            if params.free_variance:
                scores = np.append(scores, np.full((rows.size, 1), extra[node]), axis=1)
            yield rows, posterior[rows, node], scores


def _missing_logistic(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information of complete data under the 2PL.

    The score of item j is (x_j - P_j) t with t = (theta, 1), so sums over persons and nodes
    of its products need only posterior moments of each person and expected counts.
    """
    nodes, items = grid.nodes, params.values.shape[0]
    powers = np.stack([np.ones_like(nodes), nodes, nodes**2], axis=1)
    right = sigmoid(params.values[:, :1] * nodes + params.values[:, 1:])
    basis = np.concatenate([right * nodes, right]).T
    pairs, squares = np.zeros((3, items, items)), np.zeros((2 * items, 2 * items))
    expected, mass = np.zeros_like(right), np.zeros(nodes.size)
    for block in posteriors(patterns, params, grid):
        x, root = patterns.design[block.rows], np.sqrt(patterns.counts[block.rows])[:, None]
        moments = block.posterior @ powers
        mean = block.posterior @ basis
        np.subtract(x * moments[:, 1:2], mean[:, :items], out=mean[:, :items])
        np.subtract(x, mean[:, items:], out=mean[:, items:])
        mean *= root
        squares += mean.T @ mean
        _add_pairs(pairs, x * root, moments)
        block.posterior[...] *= root**2
        expected += x.T @ block.posterior
        mass += block.posterior.sum(axis=0)
    for power, moment in enumerate(powers.T):
        crossed = (expected * moment) @ right.T
        pairs[power] += (right * (mass * moment)) @ right.T - crossed - crossed.T
    missing = np.block([[pairs[2], pairs[1]], [pairs[1], pairs[0]]]) - squares
    order = np.arange(2 * items).reshape(2, items).T.ravel()
    return np.asarray(missing[np.ix_(order, order)])


def _add_pairs(pairs: Floats, x: Floats, moments: Floats) -> None:
    """Add sum_i x_ij x_il E_i[theta^p] for p = 0, 1, 2; even powers as symmetric products."""
    pairs[0] += x.T @ x
    pairs[1] += (x * moments[:, 1:2]).T @ x
    rooted = x * np.sqrt(moments[:, 2:3])
    pairs[2] += rooted.T @ rooted


def _inverse(information: Floats) -> Floats | None:
    """Return the inverse of a positive definite matrix, or None."""
    from scipy.linalg import lapack  # noqa: PLC0415 (scipy.linalg is slow to import)

    factor, failed = lapack.dpotrf(information, lower=0)
    if failed or not np.isfinite(factor).all():
        return None
    upper, failed = lapack.dpotri(factor, lower=0)
    if failed:
        return None
    upper = np.triu(upper)
    return np.asarray(upper + np.triu(upper, 1).T)


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

"""What is missing of the information because ability is not observed (Louis 1982).

It is the sum over persons of the posterior covariance of their complete-data scores. For
logistic data it falls apart into matrix products of items by items; with gaps one more for
each node is needed, of who answered both. Any other family goes node by node through the
scores themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Logistic, sigmoid
from station.psychometrics.irt.estep import Block, posteriors
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]

NEGLIGIBLE = 1e-14
SLAB = 4096


def missing_information(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information, (estimated, estimated), by the quickest way there is."""
    if not (isinstance(params.model.family, Logistic) and params.model.slope_free):
        return missing_any(patterns, params, grid)
    if patterns.complete:
        return missing_logistic(patterns, params, grid)
    return missing_logistic_gaps(patterns, params, grid)


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


def missing_logistic_gaps(patterns: Patterns, params: Parameters, grid: Grid) -> Floats:
    """Return the missing information of data with gaps under the 2PL.

    The score of item j is o_j (x_j - P_j) t with t = (theta, 1), o_j whether it was answered.
    """
    nodes, items = grid.nodes, params.values.shape[0]
    right = sigmoid(params.values[:, :1] * nodes + params.values[:, 1:])
    products = np.zeros((3, items, items))  # of the residuals, times theta to the power 0, 1, 2
    means = np.zeros((2, items, 2, items))
    for block in posteriors(patterns, params, grid):
        counts, codes = patterns.counts[block.rows], patterns.codes[block.rows]
        there, x = (codes >= 0).astype(np.float64), (codes == 1).astype(np.float64)
        here = block.points
        posterior = block.weighted(np.ones_like(counts))
        counted, residuals = x * counts[:, None], []
        for power in range(3):
            raised = nodes[here] ** power
            expected = there * (posterior @ (right[:, here] * raised).T)
            moment = (posterior @ raised)[:, None]
            products[power] += (counted * moment).T @ x
            crossed = counted.T @ expected
            products[power] -= crossed + crossed.T
            residuals.append(x * moment - expected)
        scores = np.concatenate([residuals[1], residuals[0]], axis=1) * np.sqrt(counts)[:, None]
        means += (scores.T @ scores).reshape(means.shape)
        _add_expected(products, there, posterior * counts[:, None], right[:, here], nodes[here])
    missing = products[np.array([[2, 1], [1, 0]])].transpose(0, 2, 1, 3) - means
    return np.asarray(missing.transpose(1, 0, 3, 2).reshape(2 * items, 2 * items))


def _add_expected(
    products: Floats, there: Floats, posterior: Floats, right: Floats, nodes: Floats
) -> None:
    """Add, node by node, products of chances summed over the persons who answered both items."""
    for place, node in enumerate(nodes):
        mass = posterior[:, place]
        rows = np.flatnonzero(mass > NEGLIGIBLE)
        answered = there[rows] * np.sqrt(mass[rows])[:, None] * right[:, place]
        both = answered.T @ answered
        for power in range(3):
            products[power] += node**power * both


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


def _variance_score(params: Parameters, grid: Grid) -> Floats:
    squares = grid.nodes**2
    mean = float(np.exp(grid.log_weights(params.variance)) @ squares)
    return np.asarray((squares - mean) / (2.0 * params.variance**2))

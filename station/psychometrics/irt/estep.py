"""The E-step: expected category counts at each quadrature point, which add over partitions.

Both halves are matrix products over blocks of patterns that stay in cache. Blocks and
partitions are summed in the order given, so the digits do not depend on threads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns, collapse
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.responses import MISSING, Responses

Floats = NDArray[np.float64]

BLOCK = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SufficientStatistics:
    """What the M-step needs to know of some persons.

    Attributes:
        counts: Expected answers, (items, categories, points).
        nodes: Expected persons at each point, (points,).
        log_likelihood: Natural log of the marginal likelihood.
        persons: Persons with at least one answer.
    """

    counts: Floats
    nodes: Floats
    log_likelihood: float
    persons: int

    def __add__(self, other: "SufficientStatistics") -> "SufficientStatistics":
        """Return the statistics of both groups of persons."""
        return SufficientStatistics(
            counts=self.counts + other.counts,
            nodes=self.nodes + other.nodes,
            log_likelihood=self.log_likelihood + other.log_likelihood,
            persons=self.persons + other.persons,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Posterior of some patterns.

    Attributes:
        rows: Which patterns.
        posterior: (rows, points), each row sums to 1. Reused: copy what you keep.
        log_likelihood: (rows,).
    """

    rows: slice
    posterior: Floats
    log_likelihood: Floats


def suffstats(
    partition: Responses | Patterns, params: Parameters, grid: Grid
) -> SufficientStatistics:
    """Return the E-step statistics of one partition under `params` on `grid`.

    Those of several partitions add with `+`.
    """
    patterns = partition if isinstance(partition, Patterns) else collapse(partition)
    columns = np.zeros((patterns.item.size, grid.points))
    nodes = np.zeros(grid.points)
    log_likelihood = 0.0
    for block in posteriors(patterns, params, grid):
        counts = patterns.counts[block.rows]
        block.posterior[...] *= counts[:, None]
        nodes += block.posterior.sum(axis=0)
        columns += patterns.design[block.rows].T @ block.posterior
        log_likelihood += float(counts @ block.log_likelihood)
    return SufficientStatistics(
        counts=_by_category(patterns, columns, nodes, params),
        nodes=nodes,
        log_likelihood=log_likelihood,
        persons=patterns.answered,
    )


def total(
    partitions: Sequence[Patterns], params: Parameters, grid: Grid
) -> SufficientStatistics:
    """Return the statistics of all partitions, added in their order."""
    first, *rest = (suffstats(partition, params, grid) for partition in partitions)
    for statistics in rest:
        first += statistics
    return first


def posteriors(patterns: Patterns, params: Parameters, grid: Grid) -> Iterator[Block]:
    """Yield the posterior of the patterns, block by block in order."""
    weights, base = linear_terms(patterns, params, grid.nodes)
    base += grid.log_weights(params.variance)
    size = patterns.counts.size
    room = np.empty((min(BLOCK, size), grid.points))
    for start in range(0, size, BLOCK):
        rows = slice(start, min(start + BLOCK, size))
        log_joint = np.matmul(patterns.design[rows], weights, out=room[: rows.stop - start])
        log_joint += base
        yield Block(rows=rows, posterior=log_joint, log_likelihood=_normalise(log_joint))


def linear_terms(patterns: Patterns, params: Parameters, theta: Floats) -> tuple[Floats, Floats]:
    """Return W (columns, points) and b (points,) with log likelihood = design W + b."""
    log_p = params.log_probabilities(theta)
    lowest = log_p[:, 0]
    weights = np.where(
        (patterns.category == MISSING)[:, None],
        -lowest[patterns.item],
        log_p[patterns.item, patterns.category] - lowest[patterns.item],
    )
    return weights, lowest.sum(axis=0)


def _normalise(log_joint: Floats) -> Floats:
    """Turn rows of log joint densities into posteriors in place; return the log sums."""
    top = log_joint.max(axis=1, keepdims=True)
    log_joint -= top
    np.exp(log_joint, out=log_joint)
    mass = log_joint.sum(axis=1, keepdims=True)
    log_joint /= mass
    return (top + np.log(mass))[:, 0]


def _by_category(
    patterns: Patterns, columns: Floats, nodes: Floats, params: Parameters
) -> Floats:
    """Lay out expected counts by item and category; category 0 is what the others leave."""
    items, categories = params.values.shape[0], int(params.coding.categories.max())
    counts = np.zeros((items, categories, nodes.size))
    answered = patterns.category != MISSING
    counts[patterns.item[answered], patterns.category[answered]] = columns[answered]
    counts[:, 0] = nodes - counts.sum(axis=1)
    counts[patterns.item[~answered], 0] -= columns[~answered]
    return np.maximum(counts, 0.0, out=counts)

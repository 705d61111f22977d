"""The E-step: expected category counts at each quadrature point, which add over partitions.

Both halves are matrix products over blocks of patterns that stay in cache. Patterns come in
order of their scores, so a block has mass at a few neighbouring points only, and what follows
the first product is done for those. Blocks and partitions are summed in the order given, so
the digits do not depend on threads.
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
Integers = NDArray[np.int64]

BLOCK, STRIP = 1024, 128
DEEPEST = -60.0
"""Below exp(-60) of its peak a posterior adds nothing to a sum in double precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SufficientStatistics:
    """What the M-step needs to know of some persons.

    Attributes:
        counts: Expected answers, (items, categories, points).
        nodes: Expected persons at each point, (points,).
        log_likelihood: Natural log of the marginal likelihood.
        smallest_sd: Smallest posterior standard deviation of a person.
    """

    counts: Floats
    nodes: Floats
    log_likelihood: float
    smallest_sd: float

    def __add__(self, other: "SufficientStatistics") -> "SufficientStatistics":
        """Return the statistics of both groups of persons."""
        return SufficientStatistics(
            counts=self.counts + other.counts,
            nodes=self.nodes + other.nodes,
            log_likelihood=self.log_likelihood + other.log_likelihood,
            smallest_sd=min(self.smallest_sd, other.smallest_sd),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Posterior of some patterns.

    Attributes:
        rows: Which patterns.
        points: Where any of them has mass; densities elsewhere are 0.
        density: (rows, those points), proportional to the posterior.
        mass: (rows,), the sums of `density`.
        log_likelihood: (rows,).
    """

    rows: slice
    points: slice
    density: Floats
    mass: Floats
    log_likelihood: Floats

    def weighted(self, counts: Floats) -> Floats:
        """Return the posterior times `counts` (rows,), in place of `density`."""
        self.density[...] *= (counts / self.mass)[:, None]
        return self.density

    def moments(self, powers: Floats) -> Floats:
        """Return the posterior means of the columns of `powers` (all points, ...)."""
        return np.asarray((self.density @ powers[self.points]) / self.mass[:, None])

    def smallest_variance(self, nodes: Floats) -> float:
        """Return the smallest posterior variance of a row."""
        here = nodes[self.points]
        mean = np.einsum("rk,k->r", self.density, here) / self.mass
        square = np.einsum("rk,k->r", self.density, here**2) / self.mass
        return float((square - mean**2).min())


def suffstats(
    partition: Responses | Patterns, params: Parameters, grid: Grid
) -> SufficientStatistics:
    """Return the E-step statistics of one partition under `params` on `grid`.

    Those of several partitions add with `+`.
    """
    patterns = partition if isinstance(partition, Patterns) else collapse(partition)
    columns = np.zeros((patterns.design.shape[1], grid.points))
    log_likelihood, smallest = 0.0, np.inf
    nodes = grid.nodes
    for block in posteriors(patterns, params, grid):
        counts = patterns.counts[block.rows]
        smallest = min(smallest, block.smallest_variance(nodes))
        columns[:, block.points] += patterns.design[block.rows].T @ block.weighted(counts)
        log_likelihood += float(counts @ block.log_likelihood)
    return SufficientStatistics(
        counts=by_category(patterns, columns, params.coding.categories),
        nodes=columns[-1],
        log_likelihood=log_likelihood,
        smallest_sd=float(np.sqrt(max(smallest, 0.0))),
    )


def total(partitions: Sequence[Patterns], params: Parameters, grid: Grid) -> SufficientStatistics:
    """Return the statistics of all partitions, added in their order."""
    first, *rest = (suffstats(partition, params, grid) for partition in partitions)
    for statistics in rest:
        first += statistics
    return first


def posteriors(patterns: Patterns, params: Parameters, grid: Grid) -> Iterator[Block]:
    """Yield the posterior of the patterns, block by block in order."""
    terms = linear_terms(patterns, params, grid.nodes)
    terms[-1] += grid.log_weights(params.variance)
    size = patterns.counts.size
    for start in range(0, size, BLOCK):
        rows = slice(start, min(start + BLOCK, size))
        density = patterns.design[rows] @ terms
        top, points = _exponentiate(density)
        density = density[:, points]
        mass = density.sum(axis=1)
        yield Block(
            rows=rows,
            points=points,
            density=density,
            mass=mass,
            log_likelihood=top + np.log(mass),
        )


def _exponentiate(log_density: Floats) -> tuple[Floats, slice]:
    """Turn rows of logs into densities in place, 1 at their peak; return peaks and where mass is.

    Strip by strip: patterns come in order of score, so a strip has mass at few points, and the
    exponentials at all others, which would be 0, are spared.
    """
    top = log_density.max(axis=1)
    low, high = log_density.shape[1], 0
    for start in range(0, top.size, STRIP):
        strip = log_density[start : start + STRIP]
        strip -= top[start : start + STRIP, None]
        found = np.flatnonzero(~(strip.max(axis=0) < DEEPEST))
        first, last = int(found[0]), int(found[-1]) + 1
        strip[:, :first], strip[:, last:] = 0.0, 0.0
        here = strip[:, first:last]
        np.exp(np.maximum(here, DEEPEST, out=here), out=here)
        low, high = min(low, first), max(high, last)
    return top, slice(low, high)


def linear_terms(patterns: Patterns, params: Parameters, theta: Floats) -> Floats:
    """Return W, (columns, points): the log likelihood of the patterns is their design times W."""
    log_p = params.log_probabilities(theta)
    lowest = log_p[:, 0]
    terms = np.empty((patterns.design.shape[1], theta.size))
    answered = patterns.category != MISSING
    above = int(answered.sum())
    np.subtract(
        log_p[patterns.item[:above], patterns.category[:above]],
        lowest[patterns.item[:above]],
        out=terms[:above],
    )
    np.negative(lowest[patterns.item[above:]], out=terms[above:-1])
    np.sum(lowest, axis=0, out=terms[-1])
    return terms


def by_category(patterns: Patterns, columns: Floats, categories: Integers) -> Floats:
    """Lay out sums over the design's columns by item and category.

    Category 0 is what the others leave of the last column.

    Args:
        patterns: Whose design it was.
        columns: (columns of the design, anything): counts, never negative.
        categories: Number of categories of each item.
    """
    counts = np.zeros((categories.size, int(categories.max()), columns.shape[1]))
    answered = patterns.category != MISSING
    above = int(answered.sum())
    counts[patterns.item[:above], patterns.category[:above]] = columns[:above]
    counts[:, 0] = columns[-1] - counts.sum(axis=1)
    counts[patterns.item[above:], 0] -= columns[above:-1]
    return np.maximum(counts, 0.0, out=counts)

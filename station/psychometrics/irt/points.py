"""Point estimates of ability: MAP, maximum likelihood and Warm's weighted likelihood.

Each is the global maximum of its objective on [-20, 20], found on a grid and polished by
safeguarded Newton steps; the standard error comes from the objective's own curvature there.
Without a finite maximum the estimate is infinite and has no standard error.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.estep import linear_terms
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.responses import MISSING

Floats = NDArray[np.float64]
Method = Literal["map", "ml", "wle"]
Derivatives = tuple[Floats, Floats]

FARTHEST = 20.0
GRID = 401
BLOCK = 512
STEPS = 60
PRECISE = 1e-9
NUDGE = 1e-3
LEAST_INFORMATION = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Estimates for each pattern.

    Attributes:
        estimate: (patterns,); infinite where the likelihood has no maximum.
        se: (patterns,); NaN where the estimate is infinite.
    """

    estimate: Floats
    se: Floats


def estimate_points(patterns: Patterns, params: Parameters, method: Method) -> Points:
    """Return MAP, ML or WLE for every pattern."""
    size = patterns.counts.size
    estimate, se = np.empty(size), np.empty(size)
    terms = linear_terms(patterns, params, _grid())
    for start in range(0, size, BLOCK):
        rows = slice(start, min(start + BLOCK, size))
        log_likelihood = patterns.design[rows] @ terms
        people = _People(params=params, codes=patterns.codes[rows].astype(np.intp), method=method)
        estimate[rows], se[rows] = _maximum(people, log_likelihood)
    return Points(estimate=estimate, se=se)


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """Some patterns and the objective that is maximised for them."""

    params: Parameters
    codes: NDArray[np.intp]
    method: Method

    def only(self, rows: NDArray[np.bool_]) -> "_People":
        return _People(params=self.params, codes=self.codes[rows], method=self.method)

    def weight(self, theta: Floats) -> Floats:
        """Return what is added to the log likelihood at common points, (patterns or 1, points)."""
        if self.method == "map":
            return (-0.5 * theta**2 / self.params.variance)[None]
        if self.method == "ml":
            return np.zeros((1, theta.size))
        information = self.params.model.family.information(self.params.values, theta)
        answered = (self.codes != MISSING).astype(np.float64)
        return np.asarray(0.5 * np.log(np.maximum(answered @ information, LEAST_INFORMATION)))

    def derivatives(self, theta: Floats) -> Derivatives:
        """Return the first and second derivative of the objective at each pattern's theta."""
        first, second = _likelihood_derivatives(self.params, self.codes, theta)
        if self.method == "map":
            variance = self.params.variance
            return first - theta / variance, second - 1.0 / variance
        if self.method == "wle":
            lower, middle, upper = (self._half_log_information(theta + h) for h in _NUDGES)
            first = first + (upper - lower) / (2.0 * NUDGE)
            second = second + (upper - 2.0 * middle + lower) / NUDGE**2
        return first, second

    def _half_log_information(self, theta: Floats) -> Floats:
        information = self.params.model.family.information(self.params.values, theta)
        answered = np.where(self.codes.T != MISSING, information, 0.0).sum(axis=0)
        return np.asarray(0.5 * np.log(np.maximum(answered, LEAST_INFORMATION)))


_NUDGES = (-NUDGE, 0.0, NUDGE)


def _grid() -> Floats:
    return np.linspace(-FARTHEST, FARTHEST, GRID)


def _likelihood_derivatives(
    params: Parameters, codes: NDArray[np.intp], theta: Floats
) -> Derivatives:
    """Return the derivatives of each pattern's log likelihood at its own theta."""
    answered, place = codes.T != MISSING, codes.T.clip(min=0)[:, None, :]
    sums = [
        np.where(answered, np.take_along_axis(curve, place, axis=1)[:, 0], 0.0).sum(axis=0)
        for curve in params.model.family.by_theta(params.values, theta)
    ]
    return sums[0], sums[1]


def _maximum(people: _People, log_likelihood: Floats) -> tuple[Floats, Floats]:
    grid = _grid()
    best = (log_likelihood + people.weight(grid)).argmax(axis=1)
    inside = (best > 0) & (best < GRID - 1)
    estimate = np.where(best > 0, np.inf, -np.inf)
    se = np.full(best.size, np.nan)
    if inside.any():
        some, middle = people.only(inside), best[inside]
        root = _polish(some.derivatives, some.only, grid[middle - 1], grid[middle + 1])
        estimate[inside] = root
        bend = some.derivatives(root)[1]
        se[inside] = np.sqrt(
            np.divide(-1.0, bend, where=bend < 0.0, out=np.full(root.size, np.nan))
        )
    return estimate, se


def _polish(
    derivatives: Callable[[Floats], Derivatives],
    only: Callable[[NDArray[np.bool_]], _People],
    lower: Floats,
    upper: Floats,
) -> Floats:
    """Return the maxima between the bounds: Newton, or bisection where Newton leaves them."""
    theta = 0.5 * (lower + upper)
    active = np.ones(theta.size, dtype=bool)
    for _ in range(STEPS):
        first, second = derivatives(theta[active])
        here, low, high = theta[active], lower[active], upper[active]
        low, high = np.where(first > 0.0, here, low), np.where(first > 0.0, high, here)
        step = np.divide(-first, second, where=second < 0.0, out=np.full(first.size, np.inf))
        there = here + step
        there = np.where((there > low) & (there < high), there, 0.5 * (low + high))
        theta[active], lower[active], upper[active] = there, low, high
        moving = np.abs(there - here) > PRECISE
        active[active] = moving
        if not moving.any():
            break
        derivatives = only(active).derivatives
    return theta

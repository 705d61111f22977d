"""Response curves of items with ordered categories: graded and (generalised) partial credit.

Parameters are a, d_1, ..., d_m with m = most categories - 1; an item with fewer categories
has -inf in the places it lacks, which gives those categories probability 0 without a branch.
"""

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Slope, expected_information, log_sigmoid, sigmoid

Floats = NDArray[np.float64]


class Graded:
    """P(X >= k) = sigmoid(a theta + d_k), d descending (Samejima 1969)."""

    def log_probabilities(self, values: Floats, theta: Floats) -> Floats:
        """See `curves.Family`. NaN where the d do not descend."""
        above, below = _bounds(values, theta)
        with np.errstate(invalid="ignore"):
            gap = np.log(_gap(values))
        return log_sigmoid(above) + log_sigmoid(-below) + gap[:, :, None]

    def slope(self, values: Floats, theta: Floats) -> Slope:
        """See `curves.Family`."""
        above, below = _bounds(values, theta)
        probability = sigmoid(above) * sigmoid(-below) * _gap(values)[:, :, None]
        with np.errstate(over="ignore", invalid="ignore"):
            spread = 1.0 / _gap(values)[:, :, None]
            up = np.exp(log_sigmoid(-above) - log_sigmoid(-below)) * spread
            down = np.exp(log_sigmoid(below) - log_sigmoid(above)) * spread
        by_z = sigmoid(-above) - sigmoid(below)
        return Slope(
            probability=probability,
            by_parameter=_graded_slopes(by_z * theta, up, down, np.isfinite(values)),
        )

    def by_theta(self, values: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """See `curves.Family`."""
        a = values[:, :1, None]
        high, low = (sigmoid(z) for z in _bounds(values, theta))
        return a * (1.0 - high - low), -(a**2) * (high * (1.0 - high) + low * (1.0 - low))

    def information(self, values: Floats, theta: Floats) -> Floats:
        """See `curves.Family`."""
        return expected_information(self, values, theta)

    def rise(self, values: Floats) -> Floats:
        """See `curves.Family`."""
        return np.broadcast_to(values[:, :1], values[:, 1:].shape)


class Credit:
    """P(X = k) proportional to exp(k a theta + d_k), d_0 = 0.

    Muraki (1992); with a = 1 the model of Masters (1982).
    """

    def log_probabilities(self, values: Floats, theta: Floats) -> Floats:
        """See `curves.Family`."""
        z = _steps(values)[:, :, None] + _scores(values) * values[:, :1, None] * theta
        top = z.max(axis=1, keepdims=True)
        return np.asarray(z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True)))

    def slope(self, values: Floats, theta: Floats) -> Slope:
        """See `curves.Family`."""
        probability = np.exp(self.log_probabilities(values, theta))
        residual = _scores(values) - _mean(values, probability)
        categories = probability.shape[1]
        steps = np.eye(categories)[None, 1:, :, None] - probability[:, 1:, None, :]
        steps = np.where(np.isfinite(values)[:, 1:, None, None], steps, 0.0)
        by_parameter = np.concatenate([(residual * theta)[:, None], steps], axis=1)
        return Slope(probability=probability, by_parameter=by_parameter)

    def by_theta(self, values: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """See `curves.Family`."""
        a = values[:, :1, None]
        probability = np.exp(self.log_probabilities(values, theta))
        residual = _scores(values) - _mean(values, probability)
        variance = (probability * residual**2).sum(axis=1, keepdims=True)
        return a * residual, np.broadcast_to(-(a**2) * variance, probability.shape)

    def information(self, values: Floats, theta: Floats) -> Floats:
        """See `curves.Family`."""
        return expected_information(self, values, theta)

    def rise(self, values: Floats) -> Floats:
        """See `curves.Family`."""
        return values[:, :1] * np.arange(1.0, values.shape[1])


def _bounds(values: Floats, theta: Floats) -> tuple[Floats, Floats]:
    """Return the predictors of `X >= k` and of `X >= k + 1` for each category k."""
    items = values.shape[0]
    z = values[:, :1, None] * theta + values[:, 1:, None]
    edge = np.full((items, 1, theta.size), np.inf)
    return np.concatenate([edge, z], axis=1), np.concatenate([z, -edge], axis=1)


def _gap(values: Floats) -> Floats:
    """Return 1 - exp(d_{k+1} - d_k), by which sigmoid(x) sigmoid(-y) becomes a difference."""
    edge = np.full((values.shape[0], 1), np.inf)
    d = np.concatenate([edge, values[:, 1:], -edge], axis=1)
    present = np.isfinite(d[:, 1:]) & np.isfinite(d[:, :-1])
    step = np.subtract(d[:, 1:], d[:, :-1], where=present, out=np.full(present.shape, -np.inf))
    return np.asarray(-np.expm1(step))


def _graded_slopes(by_a: Floats, up: Floats, down: Floats, present: NDArray[np.bool_]) -> Floats:
    """Lay out d log P_c / d d_k: `up` where c = k, `-down` where c = k - 1, else 0."""
    items, categories, points = by_a.shape
    slopes = np.zeros((items, categories, categories, points))
    slopes[:, 0] = by_a
    for k in range(1, categories):
        slopes[:, k, k], slopes[:, k, k - 1] = up[:, k], -down[:, k - 1]
    held = ~present[:, :, None, None]
    lacks = np.concatenate([held[:, :1], held[:, 1:]], axis=1)
    gone = np.swapaxes(lacks, 1, 2)
    return np.where(lacks | gone, 0.0, slopes)


def _steps(values: Floats) -> Floats:
    return np.concatenate([np.zeros((values.shape[0], 1)), values[:, 1:]], axis=1)


def _scores(values: Floats) -> Floats:
    return np.arange(float(values.shape[1]))[None, :, None]


def _mean(values: Floats, probability: Floats) -> Floats:
    return np.asarray((_scores(values) * probability).sum(axis=1, keepdims=True))

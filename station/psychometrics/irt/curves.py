"""Response curves of dichotomous items: the logistic model and the one with guessing.

Every family here and in `polytomous` gives, for items x categories x ability points, the log
probability and its derivatives by the parameters and by ability, in forms that neither
overflow nor cancel. `values` is (items, parameters); what a parameter is, the family says.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """First derivatives of log P by the parameters.

    Attributes:
        probability: (items, categories, points).
        by_parameter: (items, parameters, categories, points); 0 for parameters an item lacks.
    """

    probability: Floats
    by_parameter: Floats


class Family(Protocol):
    """A family of response curves."""

    def log_probabilities(self, values: Floats, theta: Floats) -> Floats:
        """Return log P, (items, categories, points); -inf for categories an item lacks."""

    def slope(self, values: Floats, theta: Floats) -> Slope:
        """Return P and the derivatives of log P by the parameters."""

    def by_theta(self, values: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """Return the first and second derivative of log P by theta, (items, categories, points)."""

    def information(self, values: Floats, theta: Floats) -> Floats:
        """Return the expected information about theta, (items, points)."""

    def rise(self, values: Floats) -> Floats:
        """Return by how much each intercept grows when theta grows by 1, (items, intercepts)."""


def log_sigmoid(z: Floats) -> Floats:
    """Return log(1 / (1 + exp(-z))) without overflow or cancellation."""
    return np.minimum(z, 0.0) - np.log1p(np.exp(-np.abs(z)))


def sigmoid(z: Floats) -> Floats:
    """Return 1 / (1 + exp(-z)); where exp(-z) overflows the quotient is rightly 0."""
    with np.errstate(over="ignore"):
        result = np.exp(-z)
    result += 1.0
    return np.divide(1.0, result, out=result)


class Logistic:
    """P(1) = sigmoid(a theta + d). Parameters: a, d (Birnbaum 1968; Rasch with a = 1)."""

    def log_probabilities(self, values: Floats, theta: Floats) -> Floats:
        """See `Family`."""
        z = _predictor(values, theta)
        right = log_sigmoid(z)
        return np.stack([right - z, right], axis=1)

    def slope(self, values: Floats, theta: Floats) -> Slope:
        """See `Family`."""
        right = sigmoid(_predictor(values, theta))
        residual = np.stack([-right, 1.0 - right], axis=1)
        return Slope(
            probability=np.stack([1.0 - right, right], axis=1),
            by_parameter=np.stack([residual * theta, residual], axis=1),
        )

    def by_theta(self, values: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """See `Family`."""
        a = values[:, :1]
        right = sigmoid(_predictor(values, theta))
        first = np.stack([-a * right, a * (1.0 - right)], axis=1)
        second = -(a**2) * right * (1.0 - right)
        return first, np.stack([second, second], axis=1)

    def information(self, values: Floats, theta: Floats) -> Floats:
        """See `Family`."""
        right = sigmoid(_predictor(values, theta))
        return np.asarray(values[:, :1] ** 2 * right * (1.0 - right))

    def rise(self, values: Floats) -> Floats:
        """See `Family`."""
        return values[:, :1]


class Guessing:
    """P(1) = c + (1 - c) sigmoid(a theta + d). Parameters: a, d, logit c (Birnbaum 1968)."""

    def log_probabilities(self, values: Floats, theta: Floats) -> Floats:
        """See `Family`."""
        z = _predictor(values, theta)
        log_c, log_rest = log_sigmoid(values[:, 2:3]), log_sigmoid(-values[:, 2:3])
        right = np.logaddexp(log_c, log_rest + log_sigmoid(z))
        return np.stack([log_rest + log_sigmoid(-z), right], axis=1)

    def slope(self, values: Floats, theta: Floats) -> Slope:
        """See `Family`."""
        know, c = sigmoid(_predictor(values, theta)), sigmoid(values[:, 2:3])
        right = c + (1.0 - c) * know
        by_z = np.stack([-know, (1.0 - c) * know * (1.0 - know) / right], axis=1)
        by_c = np.stack([np.broadcast_to(-c, know.shape), c * (1.0 - c) * (1.0 - know) / right], 1)
        return Slope(
            probability=np.stack([1.0 - right, right], axis=1),
            by_parameter=np.stack([by_z * theta, by_z, by_c], axis=1),
        )

    def by_theta(self, values: Floats, theta: Floats) -> tuple[Floats, Floats]:
        """See `Family`."""
        a = values[:, :1]
        know, c = sigmoid(_predictor(values, theta)), sigmoid(values[:, 2:3])
        variance, right = know * (1.0 - know), c + (1.0 - c) * know
        first = np.stack([-a * know, a * (1.0 - c) * variance / right], axis=1)
        bend = a**2 * (1.0 - c) * variance * (1.0 - 2.0 * know) / right
        return first, np.stack([-(a**2) * variance, bend - first[:, 1] ** 2], axis=1)

    def information(self, values: Floats, theta: Floats) -> Floats:
        """See `Family`."""
        return expected_information(self, values, theta)

    def rise(self, values: Floats) -> Floats:
        """See `Family`."""
        return values[:, :1]


def expected_information(family: Family, values: Floats, theta: Floats) -> Floats:
    """Return sum_c P_c (d log P_c / d theta)^2, the definition every family shares."""
    probability = np.exp(family.log_probabilities(values, theta))
    first, _ = family.by_theta(values, theta)
    return np.asarray((probability * first**2).sum(axis=1))


def _predictor(values: Floats, theta: Floats) -> Floats:
    return values[:, :1] * theta + values[:, 1:2]

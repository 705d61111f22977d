"""Information about ability: of items, of the test, and the reliability that follows from it."""

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]


def item_information(params: Parameters, theta: Floats) -> Floats:
    """Return the expected information of each item, (items, points)."""
    return params.model.family.information(params.values, theta)


def whole_information(params: Parameters, theta: Floats) -> Floats:
    """Return the expected information of all items together, (points,)."""
    return np.asarray(item_information(params, theta).sum(axis=0))


def expected_scores(params: Parameters, theta: Floats) -> Floats:
    """Return the expected category number of each item, (items, points)."""
    probability = params.probabilities(theta)
    category = np.arange(float(probability.shape[1]))[None, :, None]
    return np.asarray((category * probability).sum(axis=1))


def marginal_reliability(params: Parameters, grid: Grid) -> float:
    """Return the mean of I / (I + 1 / variance) over the latent distribution, 0 to 1."""
    weights = np.exp(grid.log_weights(params.variance))
    information = whole_information(params, grid.nodes)
    return float(weights @ (information / (information + 1.0 / params.variance)))

"""Standard errors from the observed information (Oakes 1999; Louis 1982).

Observed information = complete-data information - what is missing because ability is not
observed. The missing part (`station.psychometrics.irt.missing`) is computed exactly, not by
differencing the E-step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Logistic, sigmoid
from station.psychometrics.irt.estep import SufficientStatistics, total
from station.psychometrics.irt.missing import missing_information
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.mstep import GuessingPrior, gradient
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.polytomous import Credit
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]

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
    for patterns in partitions:
        information -= missing_information(patterns, params, grid)
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

"""The M-step: Newton steps for all items at once.

Each step uses the expected information, which is positive definite and, for the logistic and
partial credit families, equals the exact Hessian. A step that lowers an item's expected log
likelihood is halved, for that item alone.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Logistic, log_sigmoid, sigmoid
from station.psychometrics.irt.estep import SufficientStatistics
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]

LONGEST_STEP = 1.0
SETTLED = 1e-2
MOST_STEPS = 5
MOST_HALVINGS = 12
SMALLEST_VARIANCE = 1e-3
LARGEST_VARIANCE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessingPrior:
    """Beta prior of the lower asymptote with mode `mode`, worth `strength` persons.

    The default is BILOG-MG's: Beta(1 + 20 m, 1 + 20 (1 - m)), m one over the options
    (Mislevy & Bock 1990).
    """

    mode: float = 0.2
    strength: float = 20.0

    def log_density(self, logit: Floats) -> Floats:
        """Return the log density of c at logit c, up to a constant."""
        hits, misses = self.strength * self.mode, self.strength * (1.0 - self.mode)
        return hits * log_sigmoid(logit) + misses * log_sigmoid(-logit)

    def gradient(self, logit: Floats) -> Floats:
        """Return the derivative of `log_density` by logit c."""
        return self.strength * (self.mode - sigmoid(logit))

    def information(self, logit: Floats) -> Floats:
        """Return minus the second derivative of `log_density` by logit c."""
        c = sigmoid(logit)
        return self.strength * c * (1.0 - c)


def maximise(
    params: Parameters, statistics: SufficientStatistics, grid: Grid, prior: GuessingPrior
) -> Parameters:
    """Return the parameters after Newton steps on the expected log likelihood.

    Args:
        params: Where to start; the statistics were taken there.
        statistics: Of all persons.
        grid: Their quadrature.
        prior: Of the lower asymptotes.
    """
    if isinstance(params.model.family, Logistic):
        values = _logistic_steps(params, statistics, grid.nodes)
    else:
        values = _scoring_steps(params, statistics, grid.nodes, prior)
    variance = params.variance
    if params.free_variance:
        second = float(statistics.nodes @ grid.nodes**2) / float(statistics.nodes.sum())
        variance = latent_variance(second)
    return replace(params, values=values, variance=variance)


def latent_variance(second_moment: float) -> float:
    """Return the variance of the normal distribution with this mean of theta squared.

    It is that of the whole normal, as in R's mirt, not of one cut off at the grid's bounds:
    where bounds cut the tails, the latter's likelihood grows without end towards a flat prior.
    """
    return min(max(second_moment, SMALLEST_VARIANCE), LARGEST_VARIANCE)


def rescale(params: Parameters, statistics: SufficientStatistics, grid: Grid) -> Parameters:
    """Return `maximise`d parameters on the scale where the expected persons have mean 0.

    This makes EM parameter-expanded (Liu, Rubin & Wu 1998): the latent mean and variance move
    too, and the items carry the move. Long tests need it: there plain EM creeps along shifts
    and stretches of the scale. The fixed point stays, but for the grid's truncation.
    """
    persons, nodes = float(statistics.nodes.sum()), grid.nodes
    mean = float(statistics.nodes @ nodes) / persons
    square = float(statistics.nodes @ nodes**2) / persons - mean**2
    values = params.values.copy()
    rise = params.model.family.rise(values)
    values[:, 1 : 1 + rise.shape[1]] += mean * rise
    if params.free_variance:
        return replace(params, values=values, variance=latent_variance(square))
    unit = float(np.exp(grid.log_weights(1.0)) @ nodes**2)
    values[:, 0] *= np.sqrt(square / unit)
    return replace(params, values=values)


def gradient(params: Parameters, counts: Floats, theta: Floats, prior: GuessingPrior) -> Floats:
    """Return the gradient of the expected log likelihood and prior, (items, parameters)."""
    slope = params.model.family.slope(params.values, theta)
    result = np.einsum("jck,jpck->jp", counts, slope.by_parameter, optimize=True)
    if params.model.guessing:
        result[:, 2] += prior.gradient(params.values[:, 2])
    return np.where(params.free, result, 0.0)


def _logistic_steps(params: Parameters, statistics: SufficientStatistics, theta: Floats) -> Floats:
    """Newton for sigmoid(a theta + d), where the sums have closed forms."""
    right, persons = statistics.counts[:, 1], statistics.counts.sum(axis=1)
    values = params.values.copy()
    for _ in range(MOST_STEPS):
        expected = sigmoid(values[:, :1] * theta + values[:, 1:])
        expected_right = persons * expected
        residual, weight = right - expected_right, expected_right * (1.0 - expected)
        if params.model.slope_free:
            step = _newton(residual, weight, theta)
        else:
            level = residual.sum(axis=1) / weight.sum(axis=1)
            step = np.stack([np.zeros_like(level), level], axis=1)
        longest = np.abs(step).max()
        values += _shortened(step)
        if not longest > SETTLED:
            break
    return values


def _newton(residual: Floats, weight: Floats, theta: Floats) -> Floats:
    """Return the Newton steps of (a, d), (items, 2).

    Sums by einsum, not by BLAS: products this small are not worth waking its threads.
    """
    a, d = np.einsum("jk,k->j", residual, theta), residual.sum(axis=1)
    aa, ad = np.einsum("jk,k->j", weight, theta**2), np.einsum("jk,k->j", weight, theta)
    dd = weight.sum(axis=1)
    step = np.stack([dd * a - ad * d, aa * d - ad * a], axis=1)
    return np.asarray(step / (aa * dd - ad**2)[:, None])


def _scoring_steps(
    params: Parameters, statistics: SufficientStatistics, theta: Floats, prior: GuessingPrior
) -> Floats:
    """Fisher scoring for any family."""
    for _ in range(MOST_STEPS):
        step = _scoring_step(params, statistics.counts, theta, prior)
        values = _uphill(params, step, statistics.counts, theta, prior)
        longest = np.abs(np.where(params.free, values - params.values, 0.0)).max()
        params = replace(params, values=values)
        if longest <= SETTLED:
            break
    return params.values


def _scoring_step(
    params: Parameters, counts: Floats, theta: Floats, prior: GuessingPrior
) -> Floats:
    slope = params.model.family.slope(params.values, theta)
    items, width = params.values.shape
    g = np.einsum("jck,jpck->jp", counts, slope.by_parameter, optimize=True)
    weight = slope.probability * counts.sum(axis=1, keepdims=True)
    flat = slope.by_parameter.reshape(items, width, -1)
    information = (flat * weight.reshape(items, 1, -1)) @ flat.transpose(0, 2, 1)
    if params.model.guessing:
        g[:, 2] += prior.gradient(params.values[:, 2])
        information[:, 2, 2] += prior.information(params.values[:, 2])
    free = params.free
    information = np.where(free[:, :, None] & free[:, None, :], information, 0.0)
    diagonal = np.arange(width)
    ridge = 1e-10 * information[:, diagonal, diagonal] + 1e-12
    information[:, diagonal, diagonal] += np.where(free, ridge, 1.0)
    step = np.linalg.solve(information, np.where(free, g, 0.0)[:, :, None])[:, :, 0]
    return _shortened(step)


def _shortened(step: Floats) -> Floats:
    """Return steps none longer than `LONGEST_STEP`, their directions kept: they lead uphill."""
    longest = np.abs(step).max(axis=1, keepdims=True)
    return np.asarray(step / np.maximum(longest / LONGEST_STEP, 1.0))


def _uphill(
    params: Parameters, step: Floats, counts: Floats, theta: Floats, prior: GuessingPrior
) -> Floats:
    """Return values + step, the step halved for items whose objective would fall."""
    before = _objective(params, params.values, counts, theta, prior)
    scale = np.ones((step.shape[0], 1))
    for _ in range(MOST_HALVINGS):
        values = params.values + scale * step
        after = _objective(params, values, counts, theta, prior)
        falls = ~(after >= before - 1e-10 * np.abs(before))
        if not falls.any():
            return values
        scale[falls] *= 0.5
    return np.where(falls[:, None], params.values, params.values + scale * step)


def _objective(
    params: Parameters, values: Floats, counts: Floats, theta: Floats, prior: GuessingPrior
) -> Floats:
    """Return each item's expected log likelihood and prior, (items,); NaN outside the model."""
    log_p = params.model.family.log_probabilities(values, theta)
    terms = np.where(counts > 0.0, counts * np.where(counts > 0.0, log_p, 0.0), 0.0)
    result = terms.sum(axis=(1, 2))
    if params.model.guessing:
        result = result + prior.log_density(values[:, 2])
    return np.asarray(result)

"""Trait scores from forced choices: the posterior mode with its standard errors.

Pairwise outcomes count as independent given the traits, as Brown & Maydeu-Olivares (2011)
do; in blocks of three or more that makes the standard errors somewhat too small.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.forced_choice.model import ForcedChoiceModel

Floats = NDArray[np.float64]

STEPS = 100
LONGEST_STEP = 1.0
PRECISE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitScores:
    """Comparable scores.

    Attributes:
        scores: (persons, traits), mean 0 and SD 1 in the population; NaN without any outcome.
        se: Their standard errors.
    """

    scores: Floats
    se: Floats


def score_traits(model: ForcedChoiceModel, outcomes: Floats) -> TraitScores:
    """Return the posterior mode of every person's traits.

    Args:
        model: The fitted model.
        outcomes: (persons, outcomes), 0, 1 or NaN.
    """
    weights, shift = _rescaled(model)
    sign = np.where(np.isnan(outcomes), 0.0, 2.0 * outcomes - 1.0)
    precision = np.asarray(np.linalg.inv(model.distribution), dtype=np.float64)
    theta = np.zeros((outcomes.shape[0], len(model.design.traits)))
    for _ in range(STEPS):
        gradient, information = _derivatives(theta, sign, weights, shift, precision)
        step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
        theta += step.clip(-LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max() < PRECISE:
            break
    information = _derivatives(theta, sign, weights, shift, precision)[1]
    se = np.sqrt(np.diagonal(np.linalg.inv(information), axis1=1, axis2=2))
    nothing = ~(sign != 0.0).any(axis=1)
    theta[nothing] = np.nan
    return TraitScores(scores=theta, se=np.where(nothing[:, None], np.nan, se))


def _rescaled(model: ForcedChoiceModel) -> tuple[Floats, Floats]:
    """Return slopes (outcomes, traits) and intercepts of the outcomes in units of their noise."""
    design = model.design
    contrast = design.contrast
    by_statement = np.zeros((len(design.statements), len(design.traits)))
    by_statement[np.arange(len(design.statements)), design.trait] = model.loadings
    noise = np.sqrt(np.abs(contrast) @ model.uniquenesses)
    return (contrast @ by_statement) / noise[:, None], -model.thresholds / noise


def _derivatives(
    theta: Floats, sign: Floats, weights: Floats, shift: Floats, precision: Floats
) -> tuple[Floats, Floats]:
    """Return the gradient and minus the Hessian of the log posterior."""
    from scipy.special import log_ndtr  # noqa: PLC0415 (scipy is slow to import)

    z = sign * (theta @ weights.T + shift)
    log_density = -0.5 * z**2 - 0.5 * np.log(2.0 * np.pi)
    mills = np.exp(log_density - log_ndtr(z))
    gradient = (sign * mills) @ weights - theta @ precision
    curvature = np.where(sign != 0.0, mills * (z + mills), 0.0)
    information = np.einsum("no,ot,ou->ntu", curvature, weights, weights, optimize=True)
    return gradient, information + precision

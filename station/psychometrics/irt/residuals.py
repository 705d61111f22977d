"""Residuals at given abilities, and the mean squares and fit indices made of them.

Infit and outfit (Wright & Masters 1982) with their cube-root transforms; Zh, the standardised
log likelihood (Drasgow, Levine & Williams 1985); lz*, corrected for the estimation of ability
(Snijders 2001; Sinharay 2016 for several categories), at the weighted likelihood estimate;
Q3, the correlation of residuals of two items (Yen 1984). Missing answers are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.points import Points
from station.psychometrics.irt.responses import MISSING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BLOCK = 512
SMALLEST_VARIANCE = 1e-5**0.5
WIDEST = 1.4142


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanSquares:
    """Infit and outfit, expectation 1, with transforms that are about standard normal.

    Attributes:
        outfit: Mean of squared standardised residuals.
        z_outfit: Its transform.
        infit: The information-weighted mean.
        z_infit: Its transform.
    """

    outfit: Floats
    z_outfit: Floats
    infit: Floats
    z_infit: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFit:
    """Fit of each pattern.

    Attributes:
        squares: Infit and outfit over the items answered.
        zh: Standardised log likelihood at the EAP; low values: answers that do not fit.
        lz_star: The same at the WLE, corrected for its estimation; NaN where it is undefined.
    """

    squares: MeanSquares
    zh: Floats
    lz_star: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moments:
    """Residuals of some patterns, each (items, rows), 0 where the answer is missing."""

    rows: slice
    answered: Bools
    residual: Floats
    variance: Floats
    fourth: Floats


def item_mean_squares(patterns: Patterns, params: Parameters, theta: Floats) -> MeanSquares:
    """Return infit and outfit of each item at the patterns' abilities `theta`."""
    sums = np.zeros((6, params.values.shape[0]))
    for block in _moments(patterns, params, theta):
        counts = patterns.counts[block.rows]
        sums += np.stack([term @ counts for term in _terms(block)])
    return _mean_squares(sums)


def person_fit(patterns: Patterns, params: Parameters, theta: Floats, wle: Points) -> PersonFit:
    """Return the fit of each pattern at its EAP `theta` (lz*: at its WLE)."""
    sums = np.empty((6, theta.size))
    for block in _moments(patterns, params, theta):
        sums[:, block.rows] = np.stack([term.sum(axis=0) for term in _terms(block)])
    return PersonFit(
        squares=_mean_squares(sums),
        zh=_standardised(patterns, params, theta, corrected=False),
        lz_star=_standardised(patterns, params, wle.estimate, corrected=True),
    )


def residual_correlations(patterns: Patterns, params: Parameters, theta: Floats) -> Floats:
    """Return Yen's Q3, (items, items), 1 on the diagonal, over pairs of answers present."""
    items = params.values.shape[0]
    sums = np.zeros((4, items, items))
    for block in _moments(patterns, params, theta):
        counts = patterns.counts[block.rows]
        here, e = block.answered.astype(np.float64), block.residual
        sums[0] += (here * counts) @ here.T
        sums[1] += (e * counts) @ here.T
        sums[2] += (e**2 * counts) @ here.T
        sums[3] += (e * counts) @ e.T
    n = np.maximum(sums[0], 1.0)
    mean = sums[1] / n
    spread = np.sqrt(np.maximum(sums[2] / n - mean**2, 0.0))
    bottom = spread * spread.T
    covariance = sums[3] / n - mean * mean.T
    return np.asarray(np.divide(covariance, bottom, where=bottom > 0.0, out=np.zeros_like(bottom)))


def _moments(patterns: Patterns, params: Parameters, theta: Floats) -> Iterator[_Moments]:
    score = np.arange(float(params.coding.categories.max()))[None, :, None]
    for rows, codes in _blocks(patterns):
        answered = codes != MISSING
        probability = params.probabilities(theta[rows])
        expected = (score * probability).sum(axis=1)
        distance = score - expected[:, None]
        variance = (distance**2 * probability).sum(axis=1)
        fourth = (distance**4 * probability).sum(axis=1)
        yield _Moments(
            rows=rows,
            answered=answered,
            residual=np.where(answered, codes - expected, 0.0),
            variance=np.where(answered, np.maximum(variance, SMALLEST_VARIANCE), 0.0),
            fourth=np.where(answered, fourth, 0.0),
        )


def _blocks(patterns: Patterns) -> Iterator[tuple[slice, NDArray[np.int8]]]:
    for start in range(0, patterns.counts.size, BLOCK):
        rows = slice(start, min(start + BLOCK, patterns.counts.size))
        yield rows, patterns.codes[rows].T


def _terms(block: _Moments) -> tuple[Floats, ...]:
    """Return what the mean squares are made of, each (items, rows)."""
    variance = np.where(block.answered, block.variance, 1.0)
    return (
        block.answered.astype(np.float64),
        block.residual**2 / variance,
        block.fourth / variance**2,
        block.residual**2,
        block.variance,
        block.fourth - block.variance**2,
    )


def _mean_squares(sums: Floats) -> MeanSquares:
    n, squares, kurtosis, raw, variance, excess = sums
    outfit, infit = squares / n, raw / variance
    q_outfit = np.sqrt(np.abs(kurtosis / n**2 - 1.0 / n)).clip(max=WIDEST)
    q_infit = np.sqrt(np.abs(excess)) / variance
    return MeanSquares(
        outfit=outfit,
        z_outfit=_cube_root(outfit, q_outfit),
        infit=infit,
        z_infit=_cube_root(infit, q_infit.clip(max=WIDEST)),
    )


def _cube_root(mean_square: Floats, q: Floats) -> Floats:
    q = np.maximum(q, 1e-12)
    return np.asarray((np.cbrt(mean_square) - 1.0) * (3.0 / q) + q / 3.0)


def _standardised(
    patterns: Patterns, params: Parameters, theta: Floats, *, corrected: bool
) -> Floats:
    """Return the standardised log likelihood of each pattern at its ability."""
    result = np.full(theta.size, np.nan)
    for rows, codes in _blocks(patterns):
        finite = np.isfinite(theta[rows])
        at = np.where(finite, theta[rows], 0.0)
        value = _standardised_block(params, codes, at, corrected=corrected)
        result[rows] = np.where(finite, value, np.nan)
    return result


def _standardised_block(
    params: Parameters, codes: NDArray[np.int8], theta: Floats, *, corrected: bool
) -> Floats:
    answered = codes != MISSING
    log_p = params.log_probabilities(theta)
    probability = np.exp(log_p)
    weight = np.where(probability > 0.0, log_p, 0.0)
    if corrected:
        first, _ = params.model.family.by_theta(params.values, theta)
        first = np.where(probability > 0.0, first, 0.0)
        along = np.where(answered, (probability * first * weight).sum(axis=1), 0.0).sum(axis=0)
        information = np.where(answered, (probability * first**2).sum(axis=1), 0.0).sum(axis=0)
        # The estimate solves sum(observed - expected score) + gradient of its weight = 0, so
        # taking the score out of the weights also adds Snijders' term for that gradient.
        weight = weight - (along / information) * first
    place = codes.clip(min=0).astype(np.intp)[:, None]
    mean = (probability * weight).sum(axis=1)
    spread = (probability * weight**2).sum(axis=1) - mean**2
    deviation = np.take_along_axis(weight, place, axis=1)[:, 0] - mean
    top = np.where(answered, deviation, 0.0).sum(axis=0)
    return _ratio(top, np.where(answered, spread, 0.0).sum(axis=0))


def _ratio(top: Floats, variance: Floats) -> Floats:
    positive = variance > 0.0
    bottom = np.sqrt(np.where(positive, variance, 1.0))
    return np.where(positive, top / bottom, np.nan)

"""Starting values: signs and rough sizes, so that the iteration starts on the right side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.models import Model, Parameters
from station.psychometrics.irt.mstep import GuessingPrior
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.polytomous import Credit
from station.psychometrics.irt.responses import MISSING, Coding

Floats = NDArray[np.float64]


def starting_parameters(
    partitions: Sequence[Patterns], model: Model, coding: Coding, prior: GuessingPrior
) -> Parameters:
    """Return slopes from item-rest correlations and intercepts from category shares."""
    shares, correlation = _moments(partitions, coding)
    safe = correlation.clip(-0.8, 0.8)
    magnitude = (1.7 * np.abs(safe) / np.sqrt(1.0 - safe**2)).clip(0.3, 2.5)
    slopes = np.where(safe < 0.0, -magnitude, magnitude) if model.slope_free else np.ones(safe.size)
    above = 1.0 - np.cumsum(shares, axis=1)[:, :-1]
    present = np.arange(1, shares.shape[1]) < coding.categories[:, None]
    stretch = np.sqrt(1.0 + slopes**2 / 2.9)[:, None]
    odds = np.where(present, above, 0.5).clip(1e-4, 1.0 - 1e-4)
    d = np.log(odds / (1.0 - odds)) * stretch
    if isinstance(model.family, Credit) and shares.shape[1] > 2:
        floor = np.maximum(shares, 1e-4)
        d = np.log(floor[:, 1:] / floor[:, :1])
        d -= slopes[:, None] * 0.0
    columns = [slopes[:, None], np.where(present, d, -np.inf)]
    if model.guessing:
        columns.append(np.full((slopes.size, 1), np.log(prior.mode / (1.0 - prior.mode)) - 1.0))
    return Parameters(model=model, coding=coding, values=np.concatenate(columns, axis=1))


def _moments(partitions: Sequence[Patterns], coding: Coding) -> tuple[Floats, Floats]:
    """Return category shares and item-rest correlations over all partitions."""
    items, categories = len(coding.names), int(coding.categories.max())
    counts, sums = np.zeros((items, categories)), np.zeros((6, items))
    for patterns in partitions:
        answered = patterns.codes != MISSING
        scores = np.where(answered, patterns.codes, 0) / (coding.categories - 1)
        weight = patterns.counts[:, None] * answered
        others = answered.sum(axis=1, keepdims=True) - answered
        rest = (scores.sum(axis=1, keepdims=True) - scores) / np.maximum(others, 1)
        for k in range(categories):
            counts[:, k] += patterns.counts @ (patterns.codes == k)
        terms = (np.ones_like(rest), scores, rest, scores**2, rest**2, scores * rest)
        sums += np.stack([(weight * term).sum(axis=0) for term in terms])
    n, x, y, xx, yy, xy = sums
    spread = np.sqrt((xx / n - (x / n) ** 2) * (yy / n - (y / n) ** 2))
    covariance = xy / n - x * y / n**2
    correlation = np.divide(covariance, spread, where=spread > 1e-12, out=np.zeros(items))
    return counts / counts.sum(axis=1, keepdims=True), correlation

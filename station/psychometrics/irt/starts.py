"""Starting values: signs and rough sizes, so that the iteration starts on the right side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.estep import by_category
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
    columns = [slopes[:, None], np.where(present, d, -np.inf)]
    if model.guessing:
        columns.append(np.full((slopes.size, 1), np.log(prior.mode / (1.0 - prior.mode)) - 1.0))
    return Parameters(model=model, coding=coding, values=np.concatenate(columns, axis=1))


def _moments(partitions: Sequence[Patterns], coding: Coding) -> tuple[Floats, Floats]:
    """Return category shares and correlations with the share of the score a person reached."""
    most, items = int(coding.categories.max()), len(coding.names)
    sums = np.zeros((items, most, 3))
    for patterns in partitions:
        level = _levels(patterns, coding)
        powers = patterns.counts[:, None] * level[:, None] ** np.arange(3.0)
        sums += by_category(patterns, patterns.design.T @ powers, coding.categories)
    score = np.arange(float(most)) / (coding.categories[:, None] - 1)
    n, y, yy = sums.sum(axis=1).T
    x, xx, xy = (
        (sums[:, :, power] * score**degree).sum(axis=1)
        for degree, power in ((1, 0), (2, 0), (1, 1))
    )
    variance = xx / n - (x / n) ** 2
    # The level holds the item itself, by about one part in the number of items.
    covariance = xy / n - x * y / n**2 - variance / items
    spread = np.sqrt(variance * np.maximum(yy / n - (y / n) ** 2, 0.0))
    correlation = np.divide(covariance, spread, where=spread > 1e-12, out=np.zeros(items))
    return sums[:, :, 0] / n[:, None], correlation


def _levels(patterns: Patterns, coding: Coding) -> Floats:
    """Return each pattern's mean score over the items it answers, 0 to 1."""
    gone = patterns.category == MISSING
    score = np.where(gone, 0.0, patterns.category / (coding.categories[patterns.item] - 1))
    both = np.zeros((patterns.design.shape[1], 2))
    both[:-1, 0], both[:-1, 1] = score, gone
    reached, left_out = (patterns.design @ both).T
    return np.asarray(reached / (len(coding.names) - left_out))

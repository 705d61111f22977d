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
    columns = [slopes[:, None], np.where(present, d, -np.inf)]
    if model.guessing:
        columns.append(np.full((slopes.size, 1), np.log(prior.mode / (1.0 - prior.mode)) - 1.0))
    return Parameters(model=model, coding=coding, values=np.concatenate(columns, axis=1))


def _moments(partitions: Sequence[Patterns], coding: Coding) -> tuple[Floats, Floats]:
    """Return category shares and correlations with the share of the score reached elsewhere."""
    items, categories = len(coding.names), int(coding.categories.max())
    counts, sums = np.zeros((items, categories)), np.zeros((6, items))
    for patterns in partitions:
        answered = (patterns.codes != MISSING).astype(np.float64)
        scores = answered * patterns.codes / (coding.categories - 1)
        level = scores.sum(axis=1) / answered.sum(axis=1)
        people = patterns.counts
        sums[0] += people @ answered
        sums[1] += people @ scores
        sums[2] += people @ scores**2
        sums[3] += (people * level) @ answered
        sums[4] += (people * level**2) @ answered
        sums[5] += (people * level) @ scores
        columns = people @ patterns.design
        above = patterns.category != MISSING
        counts[patterns.item[above], patterns.category[above]] += columns[:-1][above]
    n, x, y, xx, yy, xy = sums[[0, 1, 3, 2, 4, 5]]
    counts[:, 0] = n - counts.sum(axis=1)
    variance = xx / n - (x / n) ** 2
    # The level holds the item itself, by about one part in the number of items.
    covariance = xy / n - x * y / n**2 - variance / items
    spread = np.sqrt(variance * (yy / n - (y / n) ** 2))
    correlation = np.divide(covariance, spread, where=spread > 1e-12, out=np.zeros(items))
    return counts / n[:, None], correlation

"""How accurate and how consistent a classification by cut scores is, expected from one testing.

Accuracy: the chance that the observed class is the true one. Consistency: the chance that two
testings agree. Lee (2010) for sum scores, Rudner (2005) for ability estimates with normal
errors; both average over the persons given. A score equal to a cut belongs to the upper class.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.information import expected_scores
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.sumscores import sum_score_distribution

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Expected quality of a classification.

    Attributes:
        accuracy: Mean chance of the true class, 0 to 1.
        consistency: Mean chance that two testings agree, 0 to 1.
        by_person: Chance of each class, (persons, classes).
    """

    accuracy: float
    consistency: float
    by_person: Floats


def classify_sum_scores(
    params: Parameters, theta: Floats, counts: Floats, cuts: Sequence[float]
) -> Classification:
    """Return Lee's indices for sum scores.

    Args:
        params: Item parameters.
        theta: Abilities, (persons,), finite.
        counts: How many persons each stands for, (persons,).
        cuts: Ascending cut scores on the sum of category numbers.
    """
    true = expected_scores(params, theta).sum(axis=0)
    distribution = sum_score_distribution(params.probabilities(theta))
    return classify_distribution(distribution, true, counts, cuts)


def classify_distribution(
    distribution: Floats, true: Floats, counts: Floats, cuts: Sequence[float]
) -> Classification:
    """Return Lee's indices from P(score) of each person, (scores, persons), and true scores."""
    scores = np.arange(distribution.shape[0])
    classes = np.searchsorted(cuts, scores, side="right")
    chance = np.stack([distribution[classes == c].sum(axis=0) for c in range(len(cuts) + 1)], 1)
    return _classification(chance, np.searchsorted(cuts, true, side="right"), counts)


def classify_abilities(
    theta: Floats, se: Floats, counts: Floats, cuts: Sequence[float]
) -> Classification:
    """Return Rudner's indices for ability estimates.

    Args:
        theta: Estimates, (persons,), finite.
        se: Their standard errors.
        counts: How many persons each stands for.
        cuts: Ascending cuts on the ability scale.
    """
    from scipy.special import ndtr  # noqa: PLC0415 (scipy is slow to import)

    below = ndtr((np.asarray(cuts) - theta[:, None]) / se[:, None])
    edge = np.zeros((theta.size, 1))
    chance = np.diff(np.concatenate([edge, below, edge + 1.0], axis=1), axis=1)
    return _classification(chance, np.searchsorted(cuts, theta, side="right"), counts)


def _classification(chance: Floats, true: NDArray[np.intp], counts: Floats) -> Classification:
    right = chance[np.arange(true.size), true]
    return Classification(
        accuracy=float(np.average(right, weights=counts)),
        consistency=float(np.average((chance**2).sum(axis=1), weights=counts)),
        by_person=chance,
    )

"""Distribution of the sum score at each ability (Lord & Wingersky 1984), also without one item.

The scores without each item in turn come from one divide-and-conquer pass: every half takes
over the product of the other, so n items cost n log n multiplications, and nothing is divided.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def sum_score_distribution(probabilities: Floats) -> Floats:
    """Return P(sum score = s), (scores, points), from P (items, categories, points)."""
    start = np.ones((1, probabilities.shape[2]))
    return _times(start, probabilities)


def without_each(probabilities: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield each item with the distribution of the sum of all other items, in item order."""
    start = np.ones((1, probabilities.shape[2]))
    yield from _leave_out(probabilities, 0, probabilities.shape[0], start)


def _leave_out(
    probabilities: Floats, low: int, high: int, outside: Floats
) -> Iterator[tuple[int, Floats]]:
    if high - low == 1:
        yield low, outside
        return
    middle = (low + high) // 2
    yield from _leave_out(probabilities, low, middle, _times(outside, probabilities[middle:high]))
    yield from _leave_out(probabilities, middle, high, _times(outside, probabilities[low:middle]))


def _times(scores: Floats, probabilities: Floats) -> Floats:
    """Return the distribution after adding the items of `probabilities` to the sum."""
    for item in probabilities:
        top = int(np.flatnonzero(item.any(axis=1)).max())
        longer = np.zeros((scores.shape[0] + top, scores.shape[1]))
        for category in range(top + 1):
            longer[category : category + scores.shape[0]] += scores * item[category]
        scores = longer
    return scores

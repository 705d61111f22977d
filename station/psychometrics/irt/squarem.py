"""SQUAREM: squared extrapolation of a fixed-point map that never lowers its objective.

Varadhan & Roland (2008), scheme S3. The map gives the objective of its argument for free, so
an extrapolated point is checked where it is used: if its objective is lower than that of the
plain step before it, it is thrown away and the plain steps go on.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Map = Callable[[Floats], tuple[Floats, float]]

LONGEST_START = 4.0
GROWTH = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPoint:
    """Where the iteration stopped.

    Attributes:
        point: The last image of the map.
        objective: Objective at the argument that gave `point`.
        step: Largest absolute change of the last plain step.
        passes: Evaluations of the map.
        converged: Whether `step` is within the tolerance.
    """

    point: Floats
    objective: float
    step: float
    passes: int
    converged: bool


def squarem(step: Map, start: Floats, *, tolerance: float, most_passes: int) -> FixedPoint:
    """Iterate `step` from `start` until one plain step changes nothing by over `tolerance`.

    Args:
        step: Returns the image of a point and the objective at that point (not finite where
            the point is outside the model).
        start: A valid point.
        tolerance: Largest absolute change at the end.
        most_passes: Evaluations allowed.
    """
    point, passes, longest = start, 0, LONGEST_START
    image, objective = step(point)
    passes += 1
    while True:
        first = image - point
        size = float(np.abs(first).max())
        done = size <= tolerance
        if done or passes >= most_passes or not np.isfinite(objective):
            return FixedPoint(
                point=image, objective=objective, step=size, passes=passes, converged=done
            )
        second_image, middle = step(image)
        bend = second_image - 2.0 * image + point
        length = _length(first, bend)
        if length <= 1.0 or passes + 2 > most_passes:
            point, image, objective = image, second_image, middle
            passes += 1
            continue
        reach = min(length, longest)
        guess = point + 2.0 * reach * first + reach**2 * bend
        guess_image, guessed = step(guess)
        passes += 2
        if np.isfinite(guessed) and guessed >= middle and np.isfinite(guess_image).all():
            longest = longest * GROWTH if reach == longest else longest
            point, image, objective = guess, guess_image, guessed
        else:
            longest = max(LONGEST_START, longest / GROWTH)
            point, image, objective = image, second_image, middle


def _length(first: Floats, bend: Floats) -> float:
    curvature = float(np.sqrt(bend @ bend))
    return float(np.sqrt(first @ first)) / curvature if curvature > 0.0 else 1.0

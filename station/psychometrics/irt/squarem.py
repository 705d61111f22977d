"""SQUAREM: squared extrapolation of a fixed-point map that never lowers its objective.

Varadhan & Roland (2008), scheme S3. The map gives the objective of its argument for free, so
each cycle is checked where the next one starts: if an extrapolation, steadied by one plain
step, lies lower than the plain steps before it, it is thrown away, the plain steps go on, and
the next extrapolation reaches less far.
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
        point: The last argument of the map.
        objective: Objective there.
        step: Largest absolute change of a plain step from there.
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
    now, passes, longest = _taken(step, start), 1, LONGEST_START
    plain: _Taken | None = None
    while now.size > tolerance and passes < most_passes and np.isfinite(now.objective):
        after = _taken(step, now.image)
        passes += 1
        if plain is not None and not after.objective >= plain.objective:
            longest = max(LONGEST_START, longest / GROWTH)
            now, plain = plain, None
            continue
        first, bend = now.image - now.point, after.image - 2.0 * now.image + now.point
        length = _length(first, bend)
        plain = None
        if length <= 1.0 or after.size <= tolerance or passes >= most_passes:
            now = after
            continue
        reach = min(length, longest)
        guess = _taken(step, now.point + 2.0 * reach * first + reach**2 * bend)
        passes += 1
        if np.isfinite(guess.objective) and np.isfinite(guess.image).all():
            longest = longest * GROWTH if reach == longest else longest
            now, plain = guess, after
        else:
            longest = max(LONGEST_START, longest / GROWTH)
            now = after
    return FixedPoint(
        point=now.point,
        objective=now.objective,
        step=now.size,
        passes=passes,
        converged=now.size <= tolerance and bool(np.isfinite(now.objective)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A point, its image under the map, and the objective at the point."""

    point: Floats
    image: Floats
    objective: float

    @property
    def size(self) -> float:
        """Largest absolute change from the point to its image."""
        return float(np.abs(self.image - self.point).max())


def _taken(step: Map, point: Floats) -> _Taken:
    image, objective = step(point)
    return _Taken(point=point, image=image, objective=objective)


def _length(first: Floats, bend: Floats) -> float:
    curvature = float(np.sqrt(bend @ bend))
    return float(np.sqrt(first @ first)) / curvature if curvature > 0.0 else 1.0

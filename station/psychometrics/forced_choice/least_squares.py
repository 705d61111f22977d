"""Least squares between bounds, by damped Gauss-Newton steps on the normal equations.

For many residuals and few parameters: each step costs one product of matrices. A decomposition
of the tall matrix of slopes, as general solvers take, is a hundred times slower wherever other
programs want the processor too, because its threads wait for each other at every column.
Source: Levenberg (1944); Marquardt (1963); parameters pressed against a bound are held there.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FIRST_DAMPING = 1e-4
LEAST_DAMPING = 1e-12
MOST_DAMPING = 1e12
EASED = 0.1
STIFFENED = 5.0
MOST_STEPS = 200
NEGLIGIBLE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Where the sum of squares is smallest.

    Attributes:
        point: (parameters,).
        converged: Whether the next step would gain next to nothing.
    """

    point: Floats
    converged: bool


def least_squares(
    residuals: Callable[[Floats], Floats],
    slopes: Callable[[Floats], Floats],
    start: Floats,
    bounds: tuple[Floats, Floats],
) -> Fitted:
    """Minimise the sum of squared residuals.

    Args:
        residuals: Of a point, (residuals,).
        slopes: Their derivatives, (residuals, parameters).
        start: Inside the bounds.
        bounds: Lowest and highest value of each parameter.
    """
    point, damping = np.clip(start, *bounds), FIRST_DAMPING
    rest = residuals(point)
    for _ in range(MOST_STEPS):
        along = slopes(point)
        gradient, curvature = along.T @ rest, along.T @ along
        free = _free(point, gradient, bounds)
        while damping <= MOST_DAMPING:
            step = _step(gradient, curvature, free, damping)
            if -(gradient @ step) <= NEGLIGIBLE * (rest @ rest):
                return Fitted(point=point, converged=True)
            there = np.clip(point + step, *bounds)
            left = residuals(there)
            if left @ left < rest @ rest:
                break
            damping *= STIFFENED
        else:
            return Fitted(point=point, converged=False)
        point, rest, damping = there, left, max(damping * EASED, LEAST_DAMPING)
    return Fitted(point=point, converged=False)


def _free(point: Floats, gradient: Floats, bounds: tuple[Floats, Floats]) -> NDArray[np.bool_]:
    """Return which parameters the gradient does not press against a bound."""
    low, high = bounds
    return np.asarray(~(((point <= low) & (gradient > 0)) | ((point >= high) & (gradient < 0))))


def _step(gradient: Floats, curvature: Floats, free: NDArray[np.bool_], damping: float) -> Floats:
    size = np.maximum(np.diag(curvature), np.finfo(np.float64).tiny)
    damped = (curvature + np.diag(damping * size))[np.ix_(free, free)]
    step = np.zeros(gradient.size)
    step[free] = -np.linalg.solve(damped, gradient[free])
    return step

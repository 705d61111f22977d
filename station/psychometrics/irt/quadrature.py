"""Equally spaced quadrature for a normal latent distribution, normalised on its grid.

The trapezoid rule on equal points is exact to rounding for smooth integrands once the spacing
is below the posterior's standard deviation, which is why `fine_enough` asks for 0.9 of it.
Gauss-Hermite nodes are refused: on long tests they lie too far apart. Bounds closer than five
standard deviations cut the tails of the distribution: `wide_enough` asks for them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import GridError

Floats = NDArray[np.float64]

FINEST = 0.9
FEWEST_POINTS = 5
MOST_POINTS = 4000
FARTHEST_SD = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`points` equal nodes from `lower` to `upper`."""

    points: int = 61
    lower: float = -6.0
    upper: float = 6.0

    def __post_init__(self) -> None:
        """Refuse a grid without room.

        Raises:
            GridError: Too few or too many points, or bounds that do not hold 0.
        """
        if not FEWEST_POINTS <= self.points <= MOST_POINTS or not self.lower < 0.0 < self.upper:
            raise GridError(f"{self.points} points on [{self.lower}, {self.upper}]")

    @property
    def nodes(self) -> Floats:
        """The ability values, (points,)."""
        return np.linspace(self.lower, self.upper, self.points)

    @property
    def spacing(self) -> float:
        """Distance of two nodes."""
        return (self.upper - self.lower) / (self.points - 1)

    def log_weights(self, variance: float) -> Floats:
        """Return the log of the normal weights with mean 0, normalised to sum 1."""
        log_density = -0.5 * self.nodes**2 / variance
        return np.asarray(log_density - np.log(np.exp(log_density).sum()))

    def fine_enough(self, smallest_sd: float) -> bool:
        """Return whether the spacing is at most 0.9 of the smallest posterior SD."""
        return self.spacing <= FINEST * smallest_sd

    def wide_enough(self, variance: float) -> bool:
        """Return whether the bounds lie at least five standard deviations from 0."""
        return min(-self.lower, self.upper) >= FARTHEST_SD * float(np.sqrt(variance))

    def can_double(self) -> bool:
        """Return whether a grid of twice as many intervals is allowed."""
        return 2 * self.points - 1 <= MOST_POINTS

    def doubled(self) -> "Grid":
        """Return the grid of half the spacing; every node stays a node."""
        return Grid(points=2 * self.points - 1, lower=self.lower, upper=self.upper)

    def widened(self) -> "Grid":
        """Return the grid of twice the bounds and the same spacing; every node stays a node."""
        return Grid(points=2 * self.points - 1, lower=2.0 * self.lower, upper=2.0 * self.upper)

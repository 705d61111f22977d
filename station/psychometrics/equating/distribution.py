"""Score distributions: how many persons reached each score, and their smoothing.

Promises moments with R equate's divisors, percentile ranks on the continuous scale (each score
spread evenly over half a point either side) and log-linear smoothing that keeps as many
moments as its degree.

Sources: Kolen and Brennan (2014), chapter 2; Holland and Thayer (2000) for smoothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from station.psychometrics.errors import NotConvergedError, NoVariationError, SettingError
from station.psychometrics.table import Floats

DIGITS = 10
MOST_SCORES = 10_000
STEPS = 50
TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Counts of persons at equally spaced scores.

    Attributes:
        scores: (points,) ascending, equally spaced.
        counts: (points,) persons, or expected persons after smoothing.
    """

    scores: Floats
    counts: Floats

    @property
    def persons(self) -> float:
        """All persons."""
        return float(self.counts.sum())

    @property
    def half(self) -> float:
        """Half the distance of two scores."""
        return float(self.scores[1] - self.scores[0]) / 2

    @property
    def mean(self) -> float:
        """Mean score."""
        return float((self.scores * self.counts).sum() / self.persons)

    @property
    def variance(self) -> float:
        """Variance, divisor n - 1."""
        gaps = (self.scores - self.mean) ** 2
        return float((gaps * self.counts).sum() / (self.persons - 1))

    @property
    def sd(self) -> float:
        """Standard deviation, divisor n - 1."""
        return float(np.sqrt(self.variance))

    def standard_moment(self, power: int) -> float:
        """Return the mean of (score - mean)^power over sd^power (3: skewness, 4: kurtosis)."""
        centred = (self.scores - self.mean) ** power
        return float((centred * self.counts).sum() / self.persons / self.sd**power)

    @property
    def cumulative(self) -> Floats:
        """Share of persons at or below each score (points,)."""
        return np.asarray(np.round(np.cumsum(self.counts) / self.persons, DIGITS))

    @property
    def ranks(self) -> Floats:
        """Percentile rank of each score as a share (points,)."""
        shares = self.counts / self.persons
        return np.round(np.cumsum(shares) - shares / 2, DIGITS)

    def rank_of(self, values: Floats) -> Floats:
        """Return percentile ranks of any values on the continuous scale (n,)."""
        edges = np.append(self.scores - self.half, self.scores[-1] + self.half)
        reached = np.concatenate([[0.0], np.cumsum(self.counts)]) / self.persons
        return np.asarray(np.interp(values, edges, reached))


def distribution(
    scores: Sequence[float] | Floats, counts: Sequence[float] | Floats
) -> Distribution:
    """Return a checked distribution.

    Args:
        scores: Ascending, equally spaced.
        counts: Persons at each score.

    Raises:
        SettingError: Scores are not equally spaced, or a count is negative.
        NoVariationError: Nobody, or everybody at one score.
    """
    points = np.asarray(scores, dtype=np.float64)
    persons = np.asarray(counts, dtype=np.float64)
    if points.size < 2 or points.size != persons.size or persons.min() < 0:
        raise SettingError("a distribution needs two scores or more and counts of zero or more")
    gaps = np.diff(points)
    if gaps[0] <= 0 or not np.allclose(gaps, gaps[0]):
        raise SettingError("scores must ascend in equal steps")
    if (persons > 0).sum() < 2:
        raise NoVariationError("all persons have the same score")
    return Distribution(scores=points, counts=persons)


def count_scores(values: Floats, lowest: float, highest: float) -> Distribution:
    """Return the distribution of whole scores between two ends, both included.

    Raises:
        SettingError: A score is no whole number or lies outside, or the ends lie too far apart.
        NoVariationError: Nobody, or everybody at one score.
    """
    if highest - lowest >= MOST_SCORES:
        raise SettingError(f"scores from {lowest:g} to {highest:g} are too many to equate")
    if (values != np.round(values)).any() or values.min() < lowest or values.max() > highest:
        raise SettingError(f"scores must be whole numbers from {lowest:g} to {highest:g}")
    points = np.arange(lowest, highest + 1)
    counts = np.bincount((values - lowest).astype(np.int64), minlength=points.size)
    return distribution(points, counts.astype(np.float64))


def smoothed(observed: Distribution, degree: int) -> Distribution:
    """Return the log-linear distribution with the same first `degree` moments.

    Raises:
        SettingError: Degree below 1 or too high for the number of scores.
        NotConvergedError: The fit did not settle.
    """
    if not 1 <= degree < min(observed.scores.size, 12):
        raise SettingError(f"degree {degree} does not fit {observed.scores.size} scores")
    basis = _polynomials(observed.scores, degree)
    fitted = _poisson(basis, observed.counts)
    return Distribution(scores=observed.scores, counts=fitted)


def _polynomials(scores: Floats, degree: int) -> Floats:
    """Return an orthonormal basis of polynomials up to the degree (points, degree + 1)."""
    centred = (scores - scores.mean()) / np.ptp(scores)
    basis, _ = np.linalg.qr(np.polynomial.legendre.legvander(2 * centred, degree))
    return np.asarray(basis, dtype=np.float64)


def _poisson(basis: Floats, counts: Floats) -> Floats:
    """Return the maximum-likelihood means of a Poisson log-linear model (points,).

    The start, the scoring steps and the stopping rule are those of R's `glm`, so that the
    digits agree with R's: its rule leaves the last change of the deviance at 1e-8.
    """
    fitted = counts + 0.1
    linear = np.log(fitted)
    deviance = np.inf
    for _ in range(STEPS):
        response = linear + (counts - fitted) / fitted
        root = np.sqrt(fitted)
        slopes = np.linalg.lstsq(basis * root[:, None], response * root, rcond=None)[0]
        linear = np.clip(basis @ slopes, -700, 700)
        fitted = np.exp(linear)
        before, deviance = deviance, _deviance(counts, fitted)
        if abs(deviance - before) / (abs(deviance) + 0.1) < TOLERANCE:
            return np.asarray(fitted)
    raise NotConvergedError("the smoothing did not settle; use a lower degree")


def _deviance(counts: Floats, fitted: Floats) -> float:
    return float(2 * (xlogy(counts, counts / fitted) - (counts - fitted)).sum())

"""Tetrachoric correlations of binary outcomes with what each person contributes to their error.

A 2x2 table fits its correlation exactly, so the estimate is a function of three shares and its
sampling covariance follows from each person's influence (delta method), without asymptotic
tables. Missing outcomes: each pair uses the persons who have both.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.forced_choice.errors import ForcedChoiceError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)
STEPS = 60
PRECISE = 1e-10
BOUND = 0.995


@dataclass(frozen=True, slots=True, kw_only=True)
class Tetrachorics:
    """Correlations of all pairs of outcomes.

    Attributes:
        threshold: h of each outcome: P(1) = Phi(-h), (outcomes,).
        first: First outcome of each pair, (pairs,).
        second: Second outcome of each pair.
        correlation: (pairs,).
        influence: What each person adds to each estimate, (persons, pairs); its covariance
            over persons, divided by their number, is that of the estimates.
    """

    threshold: Floats
    first: Integers
    second: Integers
    correlation: Floats
    influence: Floats


def tetrachorics(outcomes: Floats) -> Tetrachorics:
    """Return the correlations of `outcomes` (persons, outcomes; 0, 1, NaN = missing).

    Raises:
        ForcedChoiceError: An outcome never varies, or two are never seen together.
    """
    from scipy.special import ndtri  # noqa: PLC0415 (scipy is slow to import)

    present = ~np.isnan(outcomes)
    x = np.where(present, outcomes, 0.0)
    share = x.sum(axis=0) / np.maximum(present.sum(axis=0), 1)
    if not ((share > 0.0) & (share < 1.0)).all():
        raise ForcedChoiceError("a comparison always had the same outcome")
    first, second = np.tril_indices(outcomes.shape[1], -1)
    here = present.astype(np.float64)
    both = (here.T @ here)[first, second]
    if not (both > 0).all():
        raise ForcedChoiceError("two comparisons were never made by the same person")
    joint = _inside((x.T @ x)[first, second] / both, share[first], share[second], both)
    threshold = -ndtri(share)
    correlation = _solve(joint, threshold[first], threshold[second])
    return Tetrachorics(
        threshold=threshold,
        first=first,
        second=second,
        correlation=correlation,
        influence=_influence(x, here, share, joint, threshold, correlation),
    )


def joint_probability(h: Floats, k: Floats, correlation: Floats) -> Floats:
    """Return P(Z1 > h, Z2 > k) of bivariate normals, integrated over the correlation (Plackett)."""
    from scipy.special import ndtr  # noqa: PLC0415 (scipy is slow to import)

    top = np.arcsin(correlation)
    angle = 0.5 * top * (NODES[:, None] + 1.0)
    density = np.exp(-(h**2 + k**2 - 2.0 * h * k * np.sin(angle)) / (2.0 * np.cos(angle) ** 2))
    area = 0.5 * top * (WEIGHTS @ density) / (2.0 * np.pi)
    return np.asarray(ndtr(-h) * ndtr(-k) + area)


def _inside(joint: Floats, first: Floats, second: Floats, persons: Floats) -> Floats:
    """Return the joint shares with no cell of the table under half a person."""
    half = 0.5 / persons
    low = np.maximum(first + second - 1.0, 0.0) + half
    return np.clip(joint, low, np.maximum(np.minimum(first, second) - half, low))


def _density(h: Floats, k: Floats, correlation: Floats) -> Floats:
    rest = 1.0 - correlation**2
    exponent = -(h**2 + k**2 - 2.0 * h * k * correlation) / (2.0 * rest)
    return np.asarray(np.exp(exponent) / (2.0 * np.pi * np.sqrt(rest)))


def _solve(joint: Floats, h: Floats, k: Floats) -> Floats:
    """Return the correlations that give these joint shares: Newton, or bisection at need."""
    low, high = np.full(joint.size, -BOUND), np.full(joint.size, BOUND)
    correlation = np.zeros(joint.size)
    open_pairs = np.arange(joint.size)
    for _ in range(STEPS):
        at, h_open, k_open = correlation[open_pairs], h[open_pairs], k[open_pairs]
        excess = joint_probability(h_open, k_open, at) - joint[open_pairs]
        low[open_pairs] = np.where(excess < 0, at, low[open_pairs])
        high[open_pairs] = np.where(excess < 0, high[open_pairs], at)
        there = at - excess / np.maximum(_density(h_open, k_open, at), 1e-300)
        within = (there > low[open_pairs]) & (there < high[open_pairs])
        there = np.where(within, there, 0.5 * (low + high)[open_pairs])
        correlation[open_pairs] = there
        open_pairs = open_pairs[np.abs(there - at) >= PRECISE]
        if not open_pairs.size:
            break
    return correlation


def _influence(
    x: Floats, here: Floats, share: Floats, joint: Floats, threshold: Floats, correlation: Floats
) -> Floats:
    """Return the derivative of each estimate by the three shares, times each person's deviation."""
    from scipy.special import ndtr  # noqa: PLC0415 (scipy is slow to import)

    first, second = np.tril_indices(share.size, -1)
    h, k = threshold[first], threshold[second]
    root = np.sqrt(1.0 - correlation**2)
    by_first, by_second = ndtr((correlation * h - k) / root), ndtr((correlation * k - h) / root)
    weight = here / here.mean(axis=0)
    deviation = weight * (x - share)
    both = here[:, first] * here[:, second]
    together = both / both.mean(axis=0) * (x[:, first] * x[:, second] - joint)
    change = together - by_first * deviation[:, first] - by_second * deviation[:, second]
    return np.asarray(change / _density(h, k, correlation))

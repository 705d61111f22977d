"""DIF from two-by-two tables: Mantel-Haenszel, Breslow-Day and standardisation.

Promises difR's figures. The sign follows ETS: a negative delta or a negative standardised
difference means that the item is harder for the focal group than for equally able others.

Sources: Mantel and Haenszel (1959); Holland and Thayer (1988); Robins, Breslow and Greenland
(1986) for the variance; Breslow and Day (1980); Dorans and Kulick (1986); Zieky (1993) for
the classes A, B, C.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, norm

from station.psychometrics.choices import Weights
from station.psychometrics.dif.matching import Strata
from station.psychometrics.finite import finite
from station.psychometrics.table import Floats

DELTA_PER_LOGIT = -2.35
SMALL_DELTA = 1.0
LARGE_DELTA = 1.5
ONE_SIDED_5 = float(norm.ppf(0.95))


@dataclass(frozen=True, slots=True, kw_only=True)
class MantelHaenszel:
    """Mantel-Haenszel of one item; `None` where it is not defined.

    Attributes:
        chi2: Test statistic, one degree of freedom.
        p: Its p-value.
        odds: Common odds ratio; above 1 favours the reference group.
        delta: -2.35 ln(odds).
        variance: Variance of ln(odds).
        size: A, B or C by |delta| alone (1 and 1.5), as difR prints.
        ets: A, B or C by ETS's rule, which also asks for significance.
    """

    chi2: float | None
    p: float | None
    odds: float | None
    delta: float | None
    variance: float | None
    size: str | None
    ets: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreslowDay:
    """Do the odds ratios differ between score levels; `None` where not defined.

    Attributes:
        statistic: Chi-square.
        degrees: Levels used minus one.
        p: Its p-value.
    """

    statistic: float | None
    degrees: int
    p: float | None


def mantel_haenszel(tables: Strata, *, correction: bool = True) -> MantelHaenszel:
    """Return the Mantel-Haenszel figures of one item.

    Args:
        tables: Its two-by-two tables.
        correction: Subtract 0.5 (continuity correction).
    """
    persons = tables.persons
    expected = tables.reference * tables.right / persons
    spread = tables.reference * tables.focal * tables.right * tables.wrong
    spread = spread / (persons**2 * (persons - 1))
    excess = abs(float((tables.reference_right - expected).sum())) - 0.5 * correction
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.float64(excess**2) / np.float64(spread.sum())
        odds, variance = _odds(tables)
        delta = DELTA_PER_LOGIT * np.log(odds)
    p = finite(chi2.sf(statistic, 1))
    return MantelHaenszel(
        chi2=finite(statistic),
        p=p,
        odds=finite(odds),
        delta=finite(delta),
        variance=finite(variance),
        size=_size(finite(delta)),
        ets=_ets_class(finite(delta), finite(variance), p),
    )


def breslow_day(tables: Strata, *, items: int) -> BreslowDay:
    """Return the Breslow-Day test of one item.

    Args:
        tables: Its two-by-two tables.
        items: How many items the matching score sums; the lowest and highest score, where
            everybody answered alike, are left out.
    """
    inner = (tables.score != 0) & (tables.score != items)
    both = (tables.reference > 0) & (tables.focal > 0) & (tables.right > 0) & (tables.wrong > 0)
    used = tables.where(inner & both)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = _odds(used)[0]
        if used.score.size < 2 or not np.isfinite(odds) or odds <= 0:
            return BreslowDay(statistic=None, degrees=max(used.score.size - 1, 0), p=None)
        fitted = _fitted(used, float(odds))
    variance = 1 / (
        1 / fitted
        + 1 / (used.reference - fitted)
        + 1 / (used.right - fitted)
        + 1 / (used.focal - used.right + fitted)
    )
    good = variance > 0
    squares = (used.reference_right - fitted)[good] ** 2 / variance[good]
    statistic, degrees = float(squares.sum()), int(good.sum()) - 1
    return BreslowDay(
        statistic=finite(statistic), degrees=degrees, p=finite(chi2.sf(statistic, degrees))
    )


def standardised_difference(tables: Strata, weights: Weights = Weights.FOCAL) -> float | None:
    """Return the weighted difference of shares correct, focal minus reference.

    Levels where one of the groups has nobody are left out; `None` when none is left.
    """
    used = tables.where((tables.reference > 0) & (tables.focal > 0))
    by_kind = {
        Weights.FOCAL: used.focal,
        Weights.REFERENCE: used.reference,
        Weights.TOTAL: used.persons,
    }
    weight = by_kind[weights]
    if not weight.size:
        return None
    gap = used.focal_right / used.focal - used.reference_right / used.reference
    return float((weight * gap).sum() / weight.sum())


def _odds(tables: Strata) -> tuple[np.float64, np.float64]:
    """Return the common odds ratio and the variance of its logarithm."""
    persons = tables.persons
    agree = tables.reference_right * tables.focal_wrong
    differ = tables.reference_wrong * tables.focal_right
    odds = np.float64((agree / persons).sum()) / np.float64((differ / persons).sum())
    cross = tables.reference_wrong + tables.focal_right
    along = tables.reference_right + tables.focal_wrong
    numerator = ((agree + odds * differ) * (along + odds * cross) / persons**2).sum()
    variance = numerator / (2 * np.float64((agree / persons).sum()) ** 2)
    return odds, variance


def _fitted(tables: Strata, odds: float) -> Floats:
    """Return the expected count of reference-right at the common odds ratio."""
    reference, focal, right = tables.reference, tables.focal, tables.right
    linear = odds * (reference + right) + (focal - right)
    if abs(odds - 1) < 1e-10:
        return np.asarray(reference * right / tables.persons)
    root = np.sqrt(linear**2 - 4 * odds * (odds - 1) * reference * right)
    low = (linear - root) / (2 * (odds - 1))
    high = (linear + root) / (2 * (odds - 1))
    inside = (low > 0) & (low < reference) & (low < right)
    return np.where(inside, low, high)


def _size(delta: float | None) -> str | None:
    if delta is None:
        return None
    return "A" if abs(delta) < SMALL_DELTA else "B" if abs(delta) <= LARGE_DELTA else "C"


def _ets_class(delta: float | None, variance: float | None, p: float | None) -> str | None:
    if delta is None or variance is None or p is None:
        return None
    error = abs(DELTA_PER_LOGIT) * float(np.sqrt(variance))
    if abs(delta) < SMALL_DELTA or p >= 0.05:
        return "A"
    beyond = abs(delta) - ONE_SIDED_5 * error > SMALL_DELTA
    return "C" if abs(delta) >= LARGE_DELTA and beyond else "B"

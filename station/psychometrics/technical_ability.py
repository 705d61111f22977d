"""The technical report's calibration: persons and items on one scale, precision, misfit."""

import numpy as np

from station.psychometrics.finite import finite
from station.psychometrics.irt import Analysis, empirical_reliability, whole_information
from station.psychometrics.multiplicity import holm
from station.psychometrics.table import Floats
from station.psychometrics.technical_report import AbilityMap, Calibrated, WholeFit

REACH = 4.0
FARTHEST = 6.0
CURVE_POINTS = 81
CLASS_WIDTH = 0.25
LOW_ZH = -1.645
MISFIT_P = 0.01
LARGE_RMSEA = 0.05
FEWEST_WHOLE = 200
NOTABLE_Q3 = 0.2
MOST_Q3 = 8


def ability_map(found: Analysis, reach: float = REACH) -> AbilityMap:
    """Return the Wright map's persons, and the precision from `-reach` to `reach`."""
    points = np.linspace(-reach, reach, CURVE_POINTS)
    patterns, params = found.scored.patterns, found.calibration.params
    place = patterns.place[patterns.place >= 0]
    theta = found.scored.scores.eap.estimate[place]
    widest = np.ceil(max(3.0, float(np.abs(theta).max())) / CLASS_WIDTH) * CLASS_WIDTH
    edges = np.arange(-widest, widest + CLASS_WIDTH / 2, CLASS_WIDTH)
    information = whole_information(params, points)
    low, high = np.quantile(theta, [0.05, 0.95])
    return AbilityMap(
        edges=tuple(map(float, edges)),
        counts=tuple(int(count) for count in np.histogram(theta, edges)[0]),
        mean=float(theta.mean()),
        theta=tuple(map(float, points)),
        information=tuple(map(float, information)),
        errors=tuple(map(float, 1 / np.sqrt(np.maximum(information, 1e-9)))),
        peak_theta=float(points[int(np.argmax(information))]),
        middle=(float(low), float(high)),
    )


def whole_reach(found: Analysis) -> float:
    """Return how far a map must reach to show persons and nine in ten thresholds.

    At most six logits: one odd threshold would press everything else together.
    """
    patterns = found.scored.patterns
    theta = found.scored.scores.eap.estimate[patterns.place[patterns.place >= 0]]
    places = np.abs(found.calibration.params.locations())
    farthest = max(float(np.abs(theta).max()), float(np.nanquantile(places, 0.9)))
    return float(min(FARTHEST, max(3.0, np.ceil(farthest))))


def calibrated(found: Analysis) -> Calibrated:
    """Return how the calibration went."""
    patterns, calibration = found.scored.patterns, found.calibration
    zh = found.scored.fit.zh[patterns.place[patterns.place >= 0]]
    judged = zh[np.isfinite(zh)]
    misfit = misfit_rmsea(found)
    return Calibrated(
        model=calibration.params.model.name,
        points=calibration.grid.points,
        cycles=calibration.cycles,
        converged=calibration.converged,
        whole=_whole_fit(found),
        reliability=finite(empirical_reliability(patterns, found.scored.scores.eap)),
        persons_misfit=int((judged < LOW_ZH).sum()),
        persons_judged=int(judged.size),
        items_misfit=int((~np.isnan(misfit)).sum()),
        items_departing=int((misfit > LARGE_RMSEA).sum()),
        pairs=_dependent_pairs(found),
    )


def _whole_fit(found: Analysis) -> WholeFit | None:
    fit, categories = found.overall, found.calibration.params.coding.categories
    if not fit:
        return None
    return WholeFit(
        name="M2" if categories.max() == 2 else "C2",
        rmsea=finite(fit.rmsea),
        low=finite(fit.rmsea_low),
        high=finite(fit.rmsea_high),
        srmsr=finite(fit.srmsr),
    )


def _dependent_pairs(found: Analysis) -> tuple[tuple[str, str, float], ...]:
    names, q3 = found.calibration.params.coding.names, found.q3
    first, second = np.triu_indices(len(names), 1)
    excess = q3[first, second] - np.nanmean(q3[first, second])
    order = np.argsort(-excess, kind="stable")[:MOST_Q3]
    return tuple(
        (names[first[pair]], names[second[pair]], float(q3[first[pair], second[pair]]))
        for pair in order
        if excess[pair] > NOTABLE_Q3
    )


def misfit_rmsea(found: Analysis) -> Floats:
    """Return how far S-X2 departs from the model (items,), NaN where it does not do so surely.

    Among thousands of persons every small departure is sure; so its size counts as well.
    """
    adjusted = misfit_p(found)
    size = found.chi_square.rmsea if found.chi_square else adjusted
    return np.where(adjusted < MISFIT_P, size, np.nan)


def misfit_p(found: Analysis) -> Floats:
    """Return S-X2 p-values after Holm's adjustment, NaN where there is none (items,).

    None at all when hardly anybody answered everything: most scores then have one person or none,
    and the statistic is far from a chi-square.
    """
    if found.chi_square is None or found.chi_square.persons < FEWEST_WHOLE:
        return np.full(len(found.calibration.params.coding.names), np.nan)
    return holm(found.chi_square.p)

"""Is a scale one scale: parallel analysis and the fit of a single factor.

Promises Horn's parallel analysis against columns shuffled among persons, which keeps each
item's distribution and its gaps, and psych-style figures for one factor. Which figures make a
scale "one scale" is a rule of thumb, stated in the result; a person decides.

Sources: Horn (1965); Buja and Eyuboglu (1992) for shuffling. The explained common variance stands
with omega (`station.psychometrics.omega`).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigvalsh

from station.errors import StationError
from station.psychometrics.choices import Missing
from station.psychometrics.correlation import moments, usable, varying
from station.psychometrics.factors import extract
from station.psychometrics.finite import finite
from station.psychometrics.table import Floats, ResponseTable

SHUFFLES = 100
PERCENTILE = 95.0
WEAK_FIRST = 2.0
SMALL_RESIDUAL = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelAnalysis:
    """Eigenvalues beside those of shuffled data.

    Attributes:
        observed: (items,) eigenvalues of the correlations, largest first.
        chance: (items,) their 95th percentile over the shuffles.
        components: How many lead eigenvalues exceed chance.
        shuffles: How often the data were shuffled.
    """

    observed: Floats
    chance: Floats
    components: int
    shuffles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneScale:
    """What speaks for and against a single scale.

    Attributes:
        components: Components beyond chance.
        first_to_second: First eigenvalue over the second.
        residual: Root mean square residual of one factor, off the diagonal.
        weakest: Item with the lowest loading on the one factor.
        weakest_loading: That loading.
        flags: `several_components`, `weak_first`, `residual`, `against` (a negative loading).
        one_scale: No flag, or only `several_components` beside a strong first eigenvalue and
            small residuals.
    """

    components: int
    first_to_second: float | None
    residual: float | None
    weakest: str | None
    weakest_loading: float | None
    flags: tuple[str, ...]
    one_scale: bool


def parallel_analysis(
    values: Floats, chance: np.random.Generator, *, shuffles: int = SHUFFLES
) -> ParallelAnalysis:
    """Return how many components the items share beyond chance.

    Args:
        values: (persons, items), NaN where missing.
        chance: Shuffles the columns.
        shuffles: How often.

    Raises:
        NoVariationError: An item does not vary, or two have too few persons in common.
    """
    observed = _eigenvalues(moments(values)[1])
    drawn = np.empty((shuffles, observed.size))
    for round_number in range(shuffles):
        shuffled = chance.permuted(values, axis=0)
        drawn[round_number] = _eigenvalues(_correlations(shuffled))
    limit = np.percentile(drawn, PERCENTILE, axis=0)
    beyond = observed > limit
    components = observed.size if beyond.all() else int(np.argmin(beyond))
    return ParallelAnalysis(
        observed=observed, chance=limit, components=components, shuffles=shuffles
    )


def one_scale(
    table: ResponseTable,
    *,
    chance: np.random.Generator | None = None,
    shuffles: int = SHUFFLES,
    missing: Missing = Missing.PAIRWISE,
) -> OneScale:
    """Return what speaks for and against treating these items as one scale.

    Args:
        table: The items, all pointing one way.
        chance: Shuffles; a fixed seed when `None`.
        shuffles: How often.
        missing: What happens to missing answers.

    Raises:
        TableTooSmallError: Fewer than three persons.
        NoVariationError: Fewer than two items vary.
    """
    live = varying(usable(table, missing))
    found = parallel_analysis(live.values, chance or np.random.default_rng(0), shuffles=shuffles)
    correlations = moments(live.values)[1]
    ratio = float(found.observed[0] / found.observed[1]) if found.observed[1] > 0 else np.inf
    loadings, residual = _one_factor(correlations)
    weakest = None if loadings is None else int(np.argmin(loadings))
    flags = _flags(found.components, ratio, residual, loadings)
    return OneScale(
        components=found.components,
        first_to_second=finite(ratio),
        residual=residual,
        weakest=None if weakest is None else live.names[weakest],
        weakest_loading=None if loadings is None or weakest is None else float(loadings[weakest]),
        flags=flags,
        one_scale=not flags or flags == ("several_components",),
    )


def _eigenvalues(correlations: Floats) -> Floats:
    """Return them largest first.

    By scipy: numpy's take a hundred times as long while another program uses the processor.
    """
    return np.asarray(eigvalsh(correlations)[::-1], dtype=np.float64)


def _correlations(values: Floats) -> Floats:
    if np.isnan(values).any():
        return moments(values)[1]
    return np.asarray(np.corrcoef(values, rowvar=False))


def _one_factor(correlations: Floats) -> tuple[Floats | None, float | None]:
    if correlations.shape[0] < 3:
        return None, None
    try:
        solution = extract(correlations, 1)
    except StationError:
        return None, None
    gaps = (correlations - solution.reproduced)[np.tril_indices_from(correlations, -1)]
    return solution.loadings[:, 0], float(np.sqrt((gaps**2).mean()))


def _flags(
    components: int, ratio: float, residual: float | None, loadings: Floats | None
) -> tuple[str, ...]:
    checks = {
        "several_components": components > 1,
        "weak_first": components < 1 or ratio < WEAK_FIRST,
        "residual": residual is not None and residual > SMALL_RESIDUAL,
        "against": loadings is not None and bool((loadings < 0).any()),
    }
    return tuple(name for name, raised in checks.items() if raised)

"""How many factors a set of items has, and which item goes with which factor.

Promises Horn's parallel analysis and a rotated minres or maximum likelihood solution of the
same correlations. How many factors are right is a judgement; parallel analysis only says how
many stand out from chance, and is followed when nobody says otherwise.
"""

from dataclasses import dataclass

import numpy as np

from station.psychometrics.choices import Extraction, Missing, Rotation
from station.psychometrics.correlation import moments, usable, varying
from station.psychometrics.dimensionality import ParallelAnalysis, parallel_analysis
from station.psychometrics.factors import Factors, extract, oblimin, varimax
from station.psychometrics.table import ResponseTable

ROTATED = {Rotation.OBLIMIN: oblimin, Rotation.VARIMAX: varimax}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorStudy:
    """A factor solution beside the evidence for its number of factors.

    Attributes:
        names: The items that vary.
        persons: Persons counted.
        parallel: Eigenvalues beside those of shuffled data.
        solution: The rotated solution.
        residual: Root mean square of what it leaves of the correlations, off the diagonal.
        warnings: What a reader must know.
    """

    names: tuple[str, ...]
    persons: int
    parallel: ParallelAnalysis
    solution: Factors
    residual: float
    warnings: tuple[str, ...]


def factor_study(
    table: ResponseTable,
    *,
    factors: int = 0,
    method: Extraction = Extraction.MINRES,
    rotation: Rotation = Rotation.OBLIMIN,
    missing: Missing = Missing.PAIRWISE,
    chance: np.random.Generator | None = None,
) -> FactorStudy:
    """Return the factors of some items.

    Args:
        table: The items.
        factors: How many; 0 for as many as stand out from chance, at least one.
        method: Criterion of the extraction.
        rotation: How the axes are turned.
        missing: What happens to missing answers.
        chance: Shuffles for the parallel analysis; a fixed seed when `None`.

    Raises:
        TableTooSmallError: Fewer than three persons.
        NoVariationError: Fewer than two items vary.
        SettingError: More factors than the items carry.
        NotConvergedError: No solution was found.
    """
    live = varying(usable(table, missing))
    correlations = moments(live.values)[1]
    parallel = parallel_analysis(live.values, chance or np.random.default_rng(0))
    wanted = factors or max(parallel.components, 1)
    plain = extract(correlations, wanted, method=method)
    solution = ROTATED[rotation](plain) if rotation in ROTATED else plain
    gaps = (correlations - solution.reproduced)[np.tril_indices_from(correlations, -1)]
    return FactorStudy(
        names=live.names,
        persons=live.persons,
        parallel=parallel,
        solution=solution,
        residual=float(np.sqrt((gaps**2).mean())),
        warnings=(*table.warnings, *_warnings(correlations, parallel, wanted)),
    )


def _warnings(
    correlations: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    parallel: ParallelAnalysis,
    wanted: int,
) -> tuple[str, ...]:
    found = []
    if np.linalg.eigvalsh(correlations)[0] < 0.0:
        found.append("the pairwise correlations contradict each other: try --missing listwise")
    if wanted > max(parallel.components, 1):
        found.append(f"only {parallel.components} components stand out from chance")
    if not parallel.components:
        found.append("no component stands out from chance: the items share next to nothing")
    return tuple(found)

"""Omega: how much of a sum score's variance common factors explain.

Promises psych's definitions on correlations: omega total = 1 - sum of uniquenesses / sum of
correlations, omega hierarchical = squared sum of general loadings / sum of correlations.
Omega hierarchical needs three group factors; with fewer it is withheld.

Sources: McDonald (1999); Zinbarg, Revelle, Yovel and Li (2005).
"""

from dataclasses import dataclass

import numpy as np

from station.psychometrics.choices import Extraction
from station.psychometrics.factors import extract, oblimin, schmid_leiman, varimax
from station.psychometrics.table import Floats

IDENTIFIED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Omega:
    """Reliability from a factor model.

    Attributes:
        factors: Group factors in the model; 1 means one common factor and no group factor.
        total: Share of the sum score's variance due to all common factors.
        hierarchical: Share due to the general factor; `None` with fewer than three factors.
        explained_common: General share of the common variance (ECV); `None` likewise.
    """

    factors: int
    total: float
    hierarchical: float | None
    explained_common: float | None


def omega(
    correlations: Floats, *, factors: int = 1, method: Extraction = Extraction.MINRES
) -> Omega:
    """Return omega of the sum of these items, all keyed in one direction.

    Args:
        correlations: (items, items), ones on the diagonal.
        factors: Group factors.
        method: How they are extracted.

    Raises:
        SettingError: More factors than the items identify.
        NotConvergedError: No solution was found.
    """
    solution = varimax(extract(correlations, factors, method=method))
    whole = float(correlations.sum())
    total = 1.0 - float(solution.uniquenesses.sum()) / whole
    if factors < IDENTIFIED:
        return Omega(factors=factors, total=total, hierarchical=None, explained_common=None)
    bifactor = schmid_leiman(oblimin(solution))
    general = float((bifactor.general**2).sum())
    common = general + float((bifactor.groups**2).sum())
    return Omega(
        factors=factors,
        total=total,
        hierarchical=float(np.sum(bifactor.general)) ** 2 / whole,
        explained_common=general / common,
    )

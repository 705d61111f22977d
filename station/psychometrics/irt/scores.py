"""Ability of each person with its standard error: EAP, MAP, ML and WLE.

A person without any answer has no score (NaN in every column, counted in the warnings of the
responses). Scores depend on the parameters and the person's own answers alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.estep import posteriors
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.patterns import Patterns
from station.psychometrics.irt.points import Points, estimate_points
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Estimates for each pattern; `Patterns.spread` gives them to persons.

    Attributes:
        eap: Posterior mean and standard deviation.
        map: Posterior mode.
        ml: Maximum likelihood; infinite for the lowest and highest scores.
        wle: Weighted likelihood (Warm 1989).
    """

    eap: Points
    map: Points
    ml: Points
    wle: Points


def expected_a_posteriori(patterns: Patterns, params: Parameters, grid: Grid) -> Points:
    """Return the posterior mean and standard deviation of every pattern (Bock & Mislevy 1982)."""
    size, nodes = patterns.counts.size, grid.nodes
    powers = np.stack([nodes, nodes**2], axis=1)
    moments = np.empty((size, 2))
    for block in posteriors(patterns, params, grid):
        moments[block.rows] = block.moments(powers)
    mean = moments[:, 0]
    return Points(estimate=mean, se=np.sqrt(np.maximum(moments[:, 1] - mean**2, 0.0)))


def score(patterns: Patterns, params: Parameters, grid: Grid) -> Scores:
    """Return all four estimates for every pattern."""
    return Scores(
        eap=expected_a_posteriori(patterns, params, grid),
        map=estimate_points(patterns, params, "map"),
        ml=estimate_points(patterns, params, "ml"),
        wle=estimate_points(patterns, params, "wle"),
    )


def empirical_reliability(patterns: Patterns, eap: Points) -> float:
    """Return var(EAP) / (var(EAP) + mean(SE^2)) over persons, 0 to 1."""
    mean = np.average(eap.estimate, weights=patterns.counts)
    spread = float(np.average((eap.estimate - mean) ** 2, weights=patterns.counts))
    error = float(np.average(eap.se**2, weights=patterns.counts))
    spread *= patterns.answered / max(patterns.answered - 1, 1)
    return spread / (spread + error)

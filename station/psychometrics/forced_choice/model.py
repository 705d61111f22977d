"""Thurstonian item response model of forced-choice blocks (Brown & Maydeu-Olivares 2011).

Sum scores of forced choices are ipsative: they add to a constant, so people cannot be compared
on them. This model recovers comparable traits: each statement has a utility, a choice between
two is decided by the larger one, and utilities load on traits. Fitted to the tetrachoric
correlations of all pairwise outcomes by diagonally weighted least squares, with robust standard
errors. Refuses designs without two traits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.forced_choice.design import Design
from station.psychometrics.forced_choice.errors import ForcedChoiceError
from station.psychometrics.forced_choice.least_squares import least_squares
from station.psychometrics.forced_choice.tetrachoric import Tetrachorics, tetrachorics

Floats = NDArray[np.float64]

SMALLEST_UNIQUENESS = 0.01
LARGEST_CORRELATION = 0.98
LARGEST_LOADING = 10.0
SMALLEST_EIGENVALUE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedChoiceModel:
    """A fitted model.

    Attributes:
        design: What was fitted.
        loadings: Of each statement on its trait, (statements,).
        uniquenesses: Variances of the statements' own part; the scale of a block is set by 1 for
            its first statement (blocks of two: 0.5 each).
        correlations: Of the traits, (traits, traits).
        thresholds: gamma of each outcome, on the scale of the utilities: the first statement
            wins if its utility exceeds the second's by more than gamma.
        se_loadings: Robust standard errors.
        chi_square: Mean-adjusted statistic, and `df`.
        df: Degrees of freedom, dependent comparisons within blocks taken off.
        rmsea: Root mean square error of approximation.
        converged: Whether the optimiser reached its tolerance.
        warnings: `(code, sentence)` pairs.
    """

    design: Design
    loadings: Floats
    uniquenesses: Floats
    correlations: Floats
    thresholds: Floats
    se_loadings: Floats
    chi_square: float
    df: int
    rmsea: float
    converged: bool
    warnings: tuple[tuple[str, str], ...]

    @property
    def distribution(self) -> Floats:
        """The correlations, moved as little as makes them those of a distribution.

        Estimated pair by pair, correlations of hardly related choices may contradict each other.
        """
        values, vectors = np.linalg.eigh(self.correlations)
        if values.min() >= SMALLEST_EIGENVALUE:
            return self.correlations
        moved = (vectors * np.maximum(values, SMALLEST_EIGENVALUE)) @ vectors.T
        spread = np.sqrt(np.diag(moved))
        return np.asarray(moved / np.outer(spread, spread))


def fit_forced_choice(
    design: Design, outcomes: Floats, *, near: ForcedChoiceModel | None = None
) -> ForcedChoiceModel:
    """Fit the model.

    Args:
        design: The design.
        outcomes: Pairwise outcomes, (persons, outcomes): 0, 1 or NaN.
        near: A model of the same design to start from.

    Raises:
        ForcedChoiceError: An outcome never varies, or there are more parameters than correlations.
    """
    sample = tetrachorics(outcomes)
    layout = _Layout(design)
    if layout.size > sample.correlation.size:
        raise ForcedChoiceError(f"{layout.size} parameters, {sample.correlation.size} correlations")
    weight = 1.0 / np.sqrt(np.maximum((sample.influence**2).mean(axis=0), 1e-12))

    def misfit(point: Floats) -> Floats:
        return np.asarray(weight * (_implied(layout, point, sample)[0] - sample.correlation))

    def slopes(point: Floats) -> Floats:
        return np.asarray(weight[:, None] * _slopes(layout, point, sample))

    start = layout.start() if near is None else layout.pack(near)
    found = least_squares(misfit, slopes, start, layout.bounds())
    return _model(layout, found.point, sample, weight, converged=found.converged)


class _Layout:
    """Which place of the parameter vector is what."""

    def __init__(self, design: Design) -> None:
        self.design = design
        blocks = [s.block for s in design.statements]
        self.paired = np.array([blocks.count(block) == 2 for block in blocks])
        firsts = {block: blocks.index(block) for block in blocks}
        lead = np.array([firsts[block] == place for place, block in enumerate(blocks)])
        self.free_unique = np.flatnonzero(~self.paired & ~lead)
        self.signs = np.array([float(s.sign) for s in design.statements])
        self.low = np.tril_indices(len(design.traits), -1)
        self.size = len(blocks) + self.free_unique.size + self.low[0].size

    def start(self) -> Floats:
        statements = self.signs.size
        return np.concatenate(
            [
                0.8 * self.signs,
                np.ones(self.free_unique.size),
                np.zeros(self.size - statements - self.free_unique.size),
            ]
        )

    def pack(self, model: "ForcedChoiceModel") -> Floats:
        """Return the parameter vector of a model, inside the bounds."""
        unique = model.uniquenesses[self.free_unique]
        point = np.concatenate([model.loadings, unique, model.correlations[self.low]])
        low, high = self.bounds()
        return np.asarray(np.clip(point, low + 1e-6, high - 1e-6))

    def bounds(self) -> tuple[Floats, Floats]:
        statements, free = self.signs.size, self.free_unique.size
        pairs = self.size - statements - free
        loading, largest = np.full(statements, LARGEST_LOADING), np.full(pairs, LARGEST_CORRELATION)
        low = np.concatenate([-loading, np.full(free, SMALLEST_UNIQUENESS), -largest])
        return low, np.concatenate([loading, np.full(free, np.inf), largest])

    def unpack(self, point: Floats) -> tuple[Floats, Floats, Floats]:
        """Return loadings, uniquenesses and trait correlations."""
        statements, free = self.signs.size, self.free_unique.size
        unique = np.where(self.paired, 0.5, 1.0)
        unique[self.free_unique] = point[statements : statements + free]
        correlations = np.eye(len(self.design.traits))
        correlations[self.low] = point[statements + free :]
        correlations.T[self.low] = point[statements + free :]
        return point[:statements], unique, correlations


def _implied(layout: _Layout, point: Floats, sample: Tetrachorics) -> tuple[Floats, Floats]:
    """Return the implied correlations of the outcomes, and the SD of each utility difference."""
    covariance = _covariance(layout, point)
    spread = np.sqrt(np.diag(covariance))
    implied = (covariance / np.outer(spread, spread))[sample.first, sample.second]
    return implied, spread


def _covariance(layout: _Layout, point: Floats) -> Floats:
    """Return the implied covariance of the utility differences, (outcomes, outcomes)."""
    loadings, unique, correlations = layout.unpack(point)
    trait = layout.design.trait
    utilities = np.outer(loadings, loadings) * correlations[np.ix_(trait, trait)]
    utilities[np.diag_indices_from(utilities)] += unique
    contrast = layout.design.contrast
    return np.asarray(contrast @ utilities @ contrast.T)


def _slopes(layout: _Layout, point: Floats, sample: Tetrachorics) -> Floats:
    """Return the derivatives of the implied correlations, (pairs, parameters).

    The covariance changes by u v' + v u' with a parameter: u and v are the contrast of the
    statement and of what it shares (loadings), the contrast twice (uniquenesses), or what two
    traits contribute (correlations).
    """
    loadings, _, correlations = layout.unpack(point)
    design, trait = layout.design, layout.design.trait
    contrast = design.contrast
    shared = contrast @ (correlations[np.ix_(trait, trait)] * loadings[:, None])
    by_trait = contrast @ (loadings[:, None] * np.eye(len(design.traits))[trait])
    own = contrast[:, layout.free_unique]
    u = np.concatenate([contrast, 0.5 * own, by_trait[:, layout.low[0]]], axis=1)
    v = np.concatenate([shared, own, by_trait[:, layout.low[1]]], axis=1)
    covariance = _covariance(layout, point)
    variance = np.diag(covariance)
    first, second = sample.first, sample.second
    change = u[first] * v[second] + v[first] * u[second]
    relative = u * v / variance[:, None]
    root = np.sqrt(variance[first] * variance[second])
    implied = covariance[first, second] / root
    change /= root[:, None]
    change -= implied[:, None] * (relative[first] + relative[second])
    return np.asarray(change)


def _model(
    layout: _Layout, point: Floats, sample: Tetrachorics, weight: Floats, *, converged: bool
) -> ForcedChoiceModel:
    loadings, unique, correlations = layout.unpack(point)
    implied, spread = _implied(layout, point, sample)
    slopes = _slopes(layout, point, sample)
    errors, statistic, df = _robust(slopes, implied - sample.correlation, sample, weight, layout)
    persons = sample.influence.shape[0]
    return ForcedChoiceModel(
        design=layout.design,
        loadings=loadings,
        uniquenesses=unique,
        correlations=correlations,
        thresholds=sample.threshold * spread,
        se_loadings=errors[: loadings.size],
        chi_square=statistic,
        df=df,
        rmsea=float(np.sqrt(max(statistic / df - 1.0, 0.0) / (persons - 1))) if df > 0 else 0.0,
        converged=converged,
        warnings=_warnings(layout, point, errors, converged=converged),
    )


def _robust(
    slopes: Floats, residual: Floats, sample: Tetrachorics, weight: Floats, layout: _Layout
) -> tuple[Floats, float, int]:
    """Return sandwich errors and the mean-adjusted chi-square with its degrees of freedom."""
    persons = sample.influence.shape[0]
    weighted = slopes * weight[:, None]
    bread = np.linalg.pinv(weighted.T @ weighted)
    hat = (bread @ weighted.T) * weight
    along = sample.influence @ hat.T
    errors = np.sqrt((along**2).mean(axis=0) / persons)
    scaled = sample.influence * weight
    fitted = scaled @ weighted
    trace = float(((scaled**2).sum() - (fitted @ bread * fitted).sum()) / persons)
    df = residual.size - layout.size - _redundant(layout.design)
    statistic = persons * float(((weight * residual) ** 2).sum()) * max(df, 1) / trace
    return errors, statistic, df


def point_count(layout: _Layout) -> int:
    """Return the number of estimated parameters."""
    return layout.size


def _redundant(design: Design) -> int:
    """Return how many correlations depend on others: n (n-1) (n-2) / 6 for each block of n."""
    blocks = [s.block for s in design.statements]
    sizes = [blocks.count(block) for block in dict.fromkeys(blocks)]
    return sum(n * (n - 1) * (n - 2) // 6 for n in sizes)


def _warnings(
    layout: _Layout, point: Floats, errors: Floats, *, converged: bool
) -> tuple[tuple[str, str], ...]:
    found = []
    loadings, unique, correlations = layout.unpack(point)
    if not converged:
        found.append(("not_converged", "no convergence: the estimates are not to be used"))
    loose = (np.abs(loadings) >= 0.99 * LARGEST_LOADING).any()
    if loose or (unique <= 1.01 * SMALLEST_UNIQUENESS).any():
        text = "a loading or uniqueness lies at its bound: too few persons or a bad block"
        found.append(("heywood", text))
    if np.linalg.eigvalsh(correlations).min() < 0.0:
        found.append(("traits_not_separable", "the trait correlations contradict each other"))
    if len(set(layout.signs)) == 1:
        text = "all statements are keyed alike: trait levels are poorly identified"
        found.append(("one_direction", text))
    turned = int((loadings * layout.signs < 0.0).sum())
    if turned:
        found.append(("loading_sign", f"{turned} statements load against their key"))
    if not np.isfinite(errors).all():
        found.append(("standard_errors_undefined", "standard errors are not defined"))
    return tuple(found)

"""Forced-choice blocks that asked for most and least only: the ties are imputed, then fitted.

In a block of four, most and least leave the two middle statements untied, and which pair is
left is no accident: dropping it biases the model. So utilities are drawn given the order that
was shown (Gibbs sampling, as in Yao & Boeckenholt 1999), the ties follow the drawn utilities,
the model is fitted again, and the last fits are pooled by Rubin's rules (Brown &
Maydeu-Olivares 2012). Chance is an argument; the same generator gives the same numbers.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.forced_choice.design import Design, outcomes_from_ranks
from station.psychometrics.forced_choice.errors import ForcedChoiceError
from station.psychometrics.forced_choice.model import ForcedChoiceModel, fit_forced_choice

Floats = NDArray[np.float64]

SWEEPS = 10
DEEPEST = 1e-12


def fit_partial_ranks(
    design: Design,
    ranks: Floats,
    rng: np.random.Generator,
    *,
    rounds: int = 4,
    imputations: int = 5,
) -> ForcedChoiceModel:
    """Fit the model to ranks with ties.

    Args:
        design: The design.
        ranks: (persons, statements); equal within a block where the order was not asked; NaN
            where the block was not answered.
        rng: Draws the utilities.
        rounds: Rounds of drawing and fitting before those that count.
        imputations: Rounds that are pooled, at least two.

    Raises:
        ForcedChoiceError: As `fit_forced_choice`, or nobody preferred anything.
    """
    if np.isnan(outcomes_from_ranks(design, ranks)).all():
        raise ForcedChoiceError("nobody put any statement before another")
    draws = _Draws(design, ranks, rng)
    model = fit_forced_choice(design, outcomes_from_ranks(design, draws.broken_ties()))
    fitted = []
    for round_number in range(rounds + imputations):
        draws.sweep(model)
        outcomes = outcomes_from_ranks(design, draws.broken_ties())
        model = fit_forced_choice(design, outcomes, near=model)
        if round_number >= rounds:
            fitted.append(model)
    return _pooled(fitted)


class _Draws:
    """Utilities and traits of all persons, drawn under the order they showed."""

    def __init__(self, design: Design, ranks: Floats, rng: np.random.Generator) -> None:
        self.design, self.ranks, self.rng = design, ranks, rng
        blocks = np.array([s.block for s in design.statements])
        self.mates = [np.flatnonzero(blocks == block) for block in blocks]
        self.traits = np.zeros((ranks.shape[0], len(design.traits)))
        known = np.where(np.isnan(ranks), 0.0, ranks)
        self.utilities = -known + rng.uniform(0.0, 0.5, ranks.shape)

    def broken_ties(self) -> Floats:
        """Return ranks in which the order of tied statements follows their utilities."""
        order = np.array(self.ranks)
        for block in {tuple(mates) for mates in self.mates}:
            columns = list(block)
            by_rank = np.lexsort((-self.utilities[:, columns], self.ranks[:, columns]), axis=1)
            places = np.argsort(by_rank, axis=1) + 1.0
            order[:, columns] = np.where(np.isnan(self.ranks[:, columns]), np.nan, places)
        return order

    def sweep(self, model: ForcedChoiceModel) -> None:
        """Draw traits and utilities some times under the model."""
        design = self.design
        loading = np.zeros((len(design.statements), len(design.traits)))
        loading[np.arange(loading.shape[0]), design.trait] = model.loadings
        level = np.asarray(np.linalg.pinv(design.contrast) @ -model.thresholds, dtype=np.float64)
        answered = ~np.isnan(self.ranks)
        for _ in range(SWEEPS):
            expected = level + self.traits @ loading.T
            for place in range(loading.shape[0]):
                self._draw_utility(place, expected[:, place], model.uniquenesses[place], answered)
            self._draw_traits(model, loading, level, answered)

    def _draw_utility(
        self, place: int, mean: Floats, variance: float, answered: NDArray[np.bool_]
    ) -> None:
        """Draw one statement's utility between those ranked below and above it."""
        from scipy.special import ndtr, ndtri  # noqa: PLC0415 (scipy is slow to import)

        mates = self.mates[place]
        rank, utility = self.ranks[:, mates], self.utilities[:, mates]
        own = self.ranks[:, [place]]
        low = np.where(rank > own, utility, -np.inf).max(axis=1)
        high = np.where(rank < own, utility, np.inf).min(axis=1)
        spread = np.sqrt(variance)
        bottom, top = ndtr((low - mean) / spread), ndtr((high - mean) / spread)
        share = bottom + self.rng.random(mean.size) * (top - bottom)
        drawn = mean + spread * ndtri(share.clip(DEEPEST, 1.0 - DEEPEST))
        free = np.where(answered[:, place], drawn, mean)
        self.utilities[:, place] = np.clip(free, low, high)

    def _draw_traits(
        self, model: ForcedChoiceModel, loading: Floats, level: Floats, answered: NDArray[np.bool_]
    ) -> None:
        """Draw the traits given the utilities (all normal)."""
        weight = answered / model.uniquenesses
        residual = self.utilities - level
        precision = np.linalg.inv(model.distribution) + np.einsum(
            "ns,st,su->ntu", weight, loading, loading, optimize=True
        )
        covariance = np.linalg.inv(precision)
        mean = np.einsum("ntu,nu->nt", covariance, (weight * residual) @ loading)
        noise = self.rng.standard_normal(mean.shape)
        self.traits = mean + np.einsum("ntu,nu->nt", np.linalg.cholesky(covariance), noise)


def _pooled(models: list[ForcedChoiceModel]) -> ForcedChoiceModel:
    """Pool the fits: mean estimates; errors from within and between imputations."""
    loadings = np.stack([m.loadings for m in models])
    within = np.mean([m.se_loadings**2 for m in models], axis=0)
    between = loadings.var(axis=0, ddof=1) * (1.0 + 1.0 / len(models))
    codes = dict(warning for m in models for warning in m.warnings)
    return replace(
        models[-1],
        loadings=loadings.mean(axis=0),
        uniquenesses=np.mean([m.uniquenesses for m in models], axis=0),
        correlations=np.mean([m.correlations for m in models], axis=0),
        thresholds=np.mean([m.thresholds for m in models], axis=0),
        se_loadings=np.sqrt(within + between),
        chi_square=float(np.mean([m.chi_square for m in models])),
        rmsea=float(np.mean([m.rmsea for m in models])),
        converged=all(m.converged for m in models),
        warnings=tuple(codes.items()),
    )

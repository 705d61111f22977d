"""Least squares between bounds: the same place as a general solver, and honesty about the end."""

import numpy as np
import pytest
from scipy.optimize import least_squares as reference

from station.psychometrics.forced_choice import (
    Statement,
    design_of,
    fit_partial_ranks,
    outcomes_from_ranks,
    score_traits,
)
from station.psychometrics.forced_choice.least_squares import least_squares
from station.psychometrics.forced_choice.model import LARGEST_LOADING
from station.psychometrics.table import Floats

WIDE = (np.full(3, -np.inf), np.full(3, np.inf))
ACROSS = np.linspace(0.0, 3.0, 60)
SEEN = 2.0 * np.exp(-1.3 * ACROSS) + 0.5 + 0.05 * np.sin(40 * ACROSS)


def _residuals(point: Floats) -> Floats:
    return np.asarray(point[0] * np.exp(-point[1] * ACROSS) + point[2] - SEEN)


def _slopes(point: Floats) -> Floats:
    fall = np.exp(-point[1] * ACROSS)
    return np.column_stack([fall, -point[0] * ACROSS * fall, np.ones_like(fall)])


@pytest.mark.parametrize("bounds", [WIDE, (np.array([0.0, 0.0, 0.6]), np.array([1.5, 9.0, 1.0]))])
def test_the_place_is_that_of_a_general_solver(bounds: tuple[Floats, Floats]) -> None:
    start = np.array([1.0, 1.0, 0.8])

    found = least_squares(_residuals, _slopes, start, bounds)

    told = reference(
        _residuals, start, jac=_slopes, bounds=bounds, xtol=1e-13, ftol=1e-13, gtol=1e-13
    )
    assert found.converged
    assert found.point == pytest.approx(told.x, abs=1e-5)
    assert ((found.point >= bounds[0]) & (found.point <= bounds[1])).all()


def test_a_sum_of_squares_without_a_least_value_is_not_called_converged() -> None:
    found = least_squares(
        lambda point: np.exp(-point), lambda point: -np.diag(np.exp(-point)), np.zeros(3), WIDE
    )

    assert not found.converged


def test_choices_by_dice_are_fitted_within_bounds_and_say_that_they_separate_nothing() -> None:
    chance = np.random.default_rng(5)
    statements = [
        Statement(name=f"s{block}{place}", block=f"b{block}", trait=f"T{trait}", sign=sign)
        for block in range(8)
        for place, (trait, sign) in enumerate(
            zip(chance.permutation(4)[:3], chance.choice([1, 1, -1], 3), strict=True)
        )
    ]
    design = design_of(statements)
    best = chance.integers(0, 3, size=(60, 8))
    ranks = np.where(np.arange(3) == best[:, :, None], 1.0, 2.0).reshape(60, 24)

    model = fit_partial_ranks(design, ranks, np.random.default_rng(1), rounds=1, imputations=2)

    scores = score_traits(model, outcomes_from_ranks(design, ranks))

    assert "traits_not_separable" in dict(model.warnings)
    assert np.abs(model.loadings).max() <= LARGEST_LOADING
    assert np.linalg.eigvalsh(model.distribution).min() > 0
    assert np.isfinite(scores.scores).all()
    assert np.isfinite(scores.se).all()

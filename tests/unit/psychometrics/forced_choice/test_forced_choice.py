"""Forced choice: comparable traits come back from choices within blocks."""

import numpy as np
import pytest

from station.psychometrics.forced_choice import (
    Design,
    Statement,
    design_of,
    fit_forced_choice,
    fit_partial_ranks,
    outcomes_from_ranks,
    score_traits,
    tetrachorics,
)
from station.psychometrics.forced_choice.errors import ForcedChoiceError
from station.psychometrics.forced_choice.tetrachoric import joint_probability

TRAITS = 4


def _design(blocks: int, size: int, rng: np.random.Generator) -> Design:
    statements = []
    for block in range(blocks):
        for place, trait in enumerate(rng.permutation(TRAITS)[:size]):
            name, sign = f"s{block}-{place}", -1 if rng.random() < 0.4 else 1
            statements.append(Statement(name=name, block=f"b{block}", trait=f"T{trait}", sign=sign))
    return design_of(statements)


def _study(
    blocks: int, size: int, persons: int, seed: int
) -> tuple[Design, np.ndarray, np.ndarray, np.ndarray]:
    """Return the design, true loadings, true traits, and full ranks."""
    rng = np.random.default_rng(seed)
    design = _design(blocks, size, rng)
    signs = np.array([s.sign for s in design.statements])
    loadings = rng.uniform(0.6, 1.3, signs.size) * signs
    spread = np.sqrt(0.5 if size == 2 else 1.0)
    traits = rng.multivariate_normal(np.zeros(TRAITS), 0.7 * np.eye(TRAITS) + 0.3, persons)
    noise = spread * rng.standard_normal((persons, signs.size))
    utilities = rng.normal(0.0, 0.5, signs.size) + traits[:, design.trait] * loadings + noise
    ranks = np.empty_like(utilities)
    for start in range(0, signs.size, size):
        block = slice(start, start + size)
        ranks[:, block] = (-utilities[:, block]).argsort(axis=1).argsort(axis=1) + 1
    return design, loadings, traits, ranks


@pytest.mark.parametrize("blocks, size", [(16, 2), (10, 3)])
def test_loadings_and_traits_come_back(blocks: int, size: int) -> None:
    design, loadings, traits, ranks = _study(blocks, size, 1500, 4)
    outcomes = outcomes_from_ranks(design, ranks)

    model = fit_forced_choice(design, outcomes)
    found = score_traits(model, outcomes)

    assert model.converged
    assert model.rmsea < 0.02
    off = (model.loadings - loadings) / model.se_loadings
    assert 0.7 < np.sqrt(np.mean(off**2)) < 1.4
    for trait in range(TRAITS):
        assert np.corrcoef(found.scores[:, trait], traits[:, trait])[0, 1] > 0.75


def test_most_and_least_alone_recover_the_loadings() -> None:
    design, loadings, _, ranks = _study(5, 4, 600, 5)
    partial = np.where((ranks > 1) & (ranks < 4), 2.0, ranks)

    model, again = (
        fit_partial_ranks(design, partial, np.random.default_rng(6), rounds=2, imputations=2)
        for _ in range(2)
    )

    off = (model.loadings - loadings) / model.se_loadings
    assert np.sqrt(np.mean(off**2)) < 1.6
    assert np.array_equal(model.loadings, again.loadings)


def test_ties_and_gaps_decide_nothing() -> None:
    design = _design(1, 3, np.random.default_rng(1))

    found = outcomes_from_ranks(design, np.array([[1.0, 2.0, 2.0], [np.nan, 1.0, 2.0]]))

    assert np.array_equal(found, [[1.0, 1.0, np.nan], [np.nan, np.nan, 1.0]], equal_nan=True)


def test_a_person_without_choices_has_no_score() -> None:
    design, _, _, ranks = _study(10, 3, 600, 4)
    outcomes = outcomes_from_ranks(design, ranks)
    model = fit_forced_choice(design, outcomes)

    found = score_traits(model, np.full((1, outcomes.shape[1]), np.nan))

    assert np.isnan(found.scores).all()
    assert np.isnan(found.se).all()


def test_statements_keyed_alike_are_warned_about() -> None:
    design, _, _, ranks = _study(10, 3, 600, 4)
    alike = design_of(
        [Statement(name=s.name, block=s.block, trait=s.trait) for s in design.statements]
    )

    model = fit_forced_choice(alike, outcomes_from_ranks(alike, ranks))

    assert {"one_direction", "loading_sign"} <= set(dict(model.warnings))


@pytest.mark.parametrize(
    "statements",
    [
        [("a", "b1", "T1"), ("b", "b1", "T1")],
        [("a", "b1", "T1"), ("b", "b2", "T2")],
        [("a", "b1", "T1"), ("a", "b1", "T2")],
    ],
)
def test_designs_that_identify_nothing_are_refused(statements: list[tuple[str, str, str]]) -> None:
    with pytest.raises(ForcedChoiceError):
        design_of([Statement(name=n, block=b, trait=t) for n, b, t in statements])


def test_an_outcome_that_never_varies_is_refused() -> None:
    with pytest.raises(ForcedChoiceError):
        tetrachorics(np.ones((10, 3)))


def test_ties_without_any_preference_are_refused() -> None:
    design = _design(2, 3, np.random.default_rng(1))

    with pytest.raises(ForcedChoiceError):
        fit_partial_ranks(design, np.ones((20, 6)), np.random.default_rng(1))


def test_bivariate_normal_probabilities_match_known_ones() -> None:
    """For h = k = 0: 1/4 + asin(r) / (2 pi) (Sheppard)."""
    correlation = np.array([-0.9, -0.3, 0.0, 0.5, 0.95])
    zero = np.zeros(5)

    found = joint_probability(zero, zero, correlation)

    assert np.allclose(found, 0.25 + np.arcsin(correlation) / (2.0 * np.pi), atol=1e-12)


def test_tetrachoric_errors_are_those_of_repeated_samples() -> None:
    rng = np.random.default_rng(2)
    estimates, claimed = [], []
    for _ in range(200):
        normal = rng.multivariate_normal([0.3, -0.4], [[1.0, 0.5], [0.5, 1.0]], 400)
        found = tetrachorics((normal > 0.0).astype(float))
        estimates.append(found.correlation[0])
        claimed.append(np.sqrt(np.mean(found.influence[:, 0] ** 2) / 400))

    assert np.mean(estimates) == pytest.approx(0.5, abs=0.02)
    assert np.std(estimates) == pytest.approx(np.mean(claimed), rel=0.15)

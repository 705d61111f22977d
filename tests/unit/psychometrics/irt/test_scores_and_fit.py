"""Scores and fit statistics against their definitions, worked out the long way."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from station.psychometrics.irt import (
    Grid,
    Parameters,
    Responses,
    classify_sum_scores,
    collapse,
    estimate_points,
    expected_a_posteriori,
    marginal_reliability,
    overall_fit,
    person_fit,
    residual_correlations,
    s_x2,
    score,
    whole_information,
)
from station.psychometrics.irt.errors import FitUnavailableError
from station.psychometrics.irt.points import Method
from station.psychometrics.irt.simulate import draw_parameters, draw_responses, draw_study
from station.psychometrics.irt.sumscores import sum_score_distribution, without_each

GRID = Grid(points=241)


def _study(model: str, **options: int) -> tuple[Parameters, Responses]:
    params, _, responses = draw_study(model, 200, 10, 6, **options)
    return params, responses


def _log_likelihood(params: Parameters, answers: np.ndarray, theta: np.ndarray) -> np.ndarray:
    log_p = params.log_probabilities(theta)
    curves = [log_p[j, k] for j, k in enumerate(answers) if k >= 0]
    return np.asarray(np.sum(curves, axis=0))


@pytest.mark.parametrize("model, categories", [("2pl", 2), ("3pl", 2), ("grm", 4), ("gpcm", 4)])
def test_points_are_the_maxima_of_their_objectives(model: str, categories: int) -> None:
    params, responses = _study(model, categories=categories)
    patterns = collapse(responses)
    fine = np.linspace(-8.0, 8.0, 16_001)
    half_log_information = 0.5 * np.log(whole_information(params, fine))
    extra: dict[Method, np.ndarray] = {
        "map": -0.5 * fine**2,
        "ml": np.zeros_like(fine),
        "wle": half_log_information,
    }

    for method, term in extra.items():
        found = estimate_points(patterns, params, method).estimate

        for row in range(0, patterns.counts.size, 25):
            curve = _log_likelihood(params, patterns.codes[row], fine) + term
            best = fine[curve.argmax()]
            assert abs(best) > 7.9 or found[row] == pytest.approx(best, abs=2e-3)


def test_eap_is_the_posterior_mean() -> None:
    params, responses = _study("2pl")
    patterns = collapse(responses)

    found = expected_a_posteriori(patterns, params, GRID)

    nodes, weights = GRID.nodes, np.exp(GRID.log_weights(1.0))
    for row in (0, 50, 110):
        posterior = weights * np.exp(_log_likelihood(params, patterns.codes[row], nodes))
        posterior /= posterior.sum()
        mean = posterior @ nodes
        assert found.estimate[row] == pytest.approx(mean, abs=1e-12)
        assert found.se[row] == pytest.approx(np.sqrt(posterior @ (nodes - mean) ** 2), abs=1e-10)


def test_nobodys_score_depends_on_others() -> None:
    params, responses = _study("grm", categories=4)
    together, alone = collapse(responses), collapse(responses.rows(7, 8))

    all_scores, own = score(together, params, GRID), score(alone, params, GRID)

    for method in ("eap", "map", "ml", "wle"):
        mine = together.spread(getattr(all_scores, method).estimate)[7]
        assert mine == pytest.approx(getattr(own, method).estimate[0], abs=1e-9)


def test_sum_scores_are_those_of_all_patterns() -> None:
    params = draw_parameters("grm", 4, np.random.default_rng(1), categories=3)
    probability = params.probabilities(np.array([-1.0, 0.5]))
    wanted, without_second = np.zeros((9, 2)), np.zeros((7, 2))
    for answers in itertools.product(range(3), repeat=4):
        chance = np.prod([probability[j, k] for j, k in enumerate(answers)], axis=0)
        wanted[sum(answers)] += chance
        without_second[sum(answers) - answers[1]] += chance

    found = sum_score_distribution(probability)
    left_out = dict(without_each(probability))

    assert np.allclose(found, wanted, atol=1e-14)
    assert np.allclose(left_out[1], without_second, atol=1e-14)


def test_person_fit_is_standardised_when_the_model_holds() -> None:
    params, _, responses = draw_study("2pl", 2000, 40, 3)
    patterns = collapse(responses)
    wle = estimate_points(patterns, params, "wle")

    found = person_fit(
        patterns, params, expected_a_posteriori(patterns, params, GRID).estimate, wle
    )

    assert np.nanmean(found.lz_star) == pytest.approx(0.0, abs=0.1)
    assert np.nanstd(found.lz_star) == pytest.approx(1.0, abs=0.06)
    assert np.nanstd(found.zh) < np.nanstd(found.lz_star)
    assert found.squares.outfit.mean() == pytest.approx(1.0, abs=0.1)


def test_random_answers_do_not_fit() -> None:
    params, responses = _study("2pl")
    codes = np.where(params.slopes * 0 - params.intercepts[:, 0] > 0, 1, 0).astype(np.int8)
    odd = replace(responses, codes=np.concatenate([responses.codes, codes[None]]))
    patterns = collapse(odd)
    scores = score(patterns, params, GRID)

    zh = patterns.spread(person_fit(patterns, params, scores.eap.estimate, scores.wle).zh)

    assert zh[-1] == zh.min()
    assert zh[-1] < -3.0


@pytest.mark.parametrize("model, categories", [("2pl", 2), ("grm", 4)])
def test_item_chi_square_has_its_degrees_of_freedom_when_the_model_holds(
    model: str, categories: int
) -> None:
    params, _, responses = draw_study(model, 2000, 20, 5, categories=categories)

    found = s_x2(collapse(responses), params, GRID)

    degrees = found.df + params.free.sum(axis=1)  # nothing was estimated here
    assert found.statistic.sum() / degrees.sum() == pytest.approx(1.0, abs=0.12)


def test_overall_fit_holds_for_the_model_and_fails_for_two_traits() -> None:
    params, _, responses = draw_study("2pl", 3000, 12, 5)
    other = draw_responses(
        params, np.random.default_rng(8).standard_normal(3000), np.random.default_rng(9)
    )
    mixed = responses.codes.copy()
    mixed[:, 6:] = other.codes[:, 6:]

    right = overall_fit(collapse(responses), params, GRID)
    wrong = overall_fit(collapse(replace(responses, codes=mixed)), params, GRID)

    assert right.rmsea < 0.02
    assert wrong.rmsea > 0.05
    assert wrong.p < 1e-6


def test_doubled_items_stand_out_in_q3() -> None:
    params, _, responses = draw_study("2pl", 1500, 12, 5)
    codes = responses.codes.copy()
    codes[:, 1] = codes[:, 0]
    patterns = collapse(replace(responses, codes=codes))

    q3 = residual_correlations(
        patterns, params, expected_a_posteriori(patterns, params, GRID).estimate
    )

    assert np.allclose(np.diag(q3), 1.0)
    np.fill_diagonal(q3, 0.0)
    assert q3[0, 1] == q3.max()
    assert q3[0, 1] > 0.5


def test_fit_without_complete_responses_is_refused() -> None:
    params, responses = _study("2pl")
    codes = responses.codes.copy()
    codes[:, 0] = -1
    patterns = collapse(replace(responses, codes=codes))

    with pytest.raises(FitUnavailableError):
        s_x2(patterns, params, GRID)
    with pytest.raises(FitUnavailableError):
        overall_fit(patterns, params, GRID)


def test_sharper_tests_classify_better() -> None:
    params, theta, _ = draw_study("2pl", 300, 20, 4)
    sharper = replace(params, values=params.values * 2.0)

    plain = classify_sum_scores(params, theta, np.ones(300), [8, 14])
    better = classify_sum_scores(sharper, theta, np.ones(300), [8, 14])

    assert 0.5 < plain.consistency < plain.accuracy < better.accuracy < 1.0
    assert np.allclose(plain.by_person.sum(axis=1), 1.0)
    assert marginal_reliability(sharper, GRID) > marginal_reliability(params, GRID)

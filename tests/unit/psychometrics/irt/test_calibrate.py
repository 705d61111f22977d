"""Calibration: the maximum, reported honestly, whatever the cut, the order and the threads."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from station.bench.psychometrics_recovery import Study, recovery
from station.psychometrics.irt import (
    MODELS,
    Calibration,
    Grid,
    GuessingPrior,
    Responses,
    Settings,
    calibrate,
    code_responses,
    collapse,
    standard_errors,
    suffstats,
)
from station.psychometrics.irt.estep import total
from station.psychometrics.irt.missing import missing_any, missing_logistic, missing_logistic_gaps
from station.psychometrics.irt.mstep import gradient
from station.psychometrics.irt.observed import observed_information
from station.psychometrics.irt.simulate import draw_study

PRIOR = GuessingPrior()
SIX_DIGITS = 5e-7


def _study(model: str, persons: int = 300, items: int = 8, missing: float = 0.0) -> Responses:
    categories = 2 if MODELS[model].dichotomous else 3
    if model == "3pl":  # its slopes run away with fewer
        persons, items = 6 * persons, 2 * items
    responses = draw_study(model, persons, items, 4, categories=categories)[2]
    gone = np.random.default_rng(9).random(responses.codes.shape) < missing
    return replace(responses, codes=np.where(gone, -1, responses.codes).astype(np.int8))


def _gradient(found: Calibration, responses: Responses) -> np.ndarray:
    statistics = suffstats(responses, found.params, found.grid)
    return gradient(found.params, statistics.counts, found.grid.nodes, PRIOR)


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("model", MODELS)
def test_the_likelihood_is_flat_at_the_estimates(model: str, missing: float) -> None:
    responses = _study(model, missing=missing)

    found = calibrate(responses, model)

    assert found.converged
    assert np.abs(_gradient(found, responses)).max() < 1e-3


@pytest.mark.parametrize("model", MODELS)
def test_observed_information_is_minus_the_hessian_of_the_likelihood(model: str) -> None:
    responses = _study(model, persons=120, items=4, missing=0.1)
    patterns, params = (collapse(responses),), calibrate(responses, model).params
    grid, free = Grid(points=61), params.free

    found = observed_information(patterns, params, grid, PRIOR)

    def score(point: np.ndarray) -> np.ndarray:
        values = params.values.copy()
        values[free] = point[: int(free.sum())]
        variance = float(point[-1]) if params.free_variance else 1.0
        moved = replace(params, values=values, variance=variance)
        statistics = total(patterns, moved, grid)
        parts = gradient(moved, statistics.counts, grid.nodes, PRIOR)[free]
        if not params.free_variance:
            return parts
        squares = grid.nodes**2
        mean = np.exp(grid.log_weights(variance)) @ squares
        last = statistics.nodes @ (squares - mean) / (2.0 * variance**2)
        return np.append(parts, last)

    start = params.values[free]
    point = np.append(start, params.variance) if params.free_variance else start
    steps = np.eye(point.size) * 1e-5
    hessian = np.stack([(score(point + h) - score(point - h)) / 2e-5 for h in steps])
    assert np.allclose(found, -hessian, atol=2e-4, rtol=1e-5)


def test_fast_and_general_missing_information_agree() -> None:
    responses = _study("2pl")
    patterns, params = collapse(responses), calibrate(responses, "2pl").params

    fast = missing_logistic(patterns, params, Grid())
    general = missing_any(patterns, params, Grid())

    assert np.allclose(fast, general, atol=1e-9)


def test_fast_and_general_missing_information_agree_where_answers_are_missing() -> None:
    once = _study("2pl", missing=0.2)
    responses = replace(once, codes=np.concatenate([once.codes, once.codes[:40]]))
    patterns, params = collapse(responses), calibrate(responses, "2pl").params
    assert not patterns.complete
    assert patterns.counts.max() > 1

    fast = missing_logistic_gaps(patterns, params, Grid())
    general = missing_any(patterns, params, Grid())

    assert np.allclose(fast, general, atol=1e-9)


@pytest.mark.parametrize("parts", [7, 50])
@pytest.mark.parametrize("model", list(MODELS))
def test_any_cut_of_the_data_gives_the_same_digits(model: str, parts: int) -> None:
    responses = _study(model)
    whole = calibrate(responses, model)

    cut = calibrate(responses.cut(parts), model)

    assert np.abs(cut.params.values - whole.params.values).max() < SIX_DIGITS
    assert cut.log_likelihood == pytest.approx(whole.log_likelihood, abs=SIX_DIGITS)


def test_statistics_add_over_partitions() -> None:
    responses = _study("grm", missing=0.1)
    params, grid = calibrate(responses, "grm").params, Grid()
    whole = suffstats(responses, params, grid)

    first, *rest = (suffstats(part, params, grid) for part in responses.cut(7))
    for statistics in rest:
        first += statistics

    assert np.allclose(first.counts, whole.counts, atol=1e-10)
    assert np.allclose(first.nodes, whole.nodes, atol=1e-10)
    assert first.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-9)


def test_the_order_of_persons_changes_no_bit() -> None:
    responses = _study("2pl")
    shuffled = np.random.default_rng(1).permutation(responses.persons)
    other = replace(responses, codes=responses.codes[shuffled])

    first, second = calibrate(responses, "2pl"), calibrate(other, "2pl")

    assert np.array_equal(first.params.values, second.params.values)
    assert first.log_likelihood == second.log_likelihood


def test_one_and_two_threads_give_the_same_digits_under_every_model(checkout: Path) -> None:
    script = (
        "import json, sys\n"
        "from station.psychometrics.irt import MODELS, calibrate\n"
        "from station.psychometrics.irt.simulate import draw_study\n"
        "figures = []\n"
        "for model, kind in MODELS.items():\n"
        "    categories = 2 if kind.dichotomous else 3\n"
        "    found = calibrate(draw_study(model, 700, 40, 3, categories=categories)[2], model)\n"
        "    figures += [found.log_likelihood, *found.params.values.ravel()]\n"
        "json.dump(figures, sys.stdout)\n"
    )
    answers = []
    for threads in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={"OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": str(checkout)},
            capture_output=True,
            check=True,
            text=True,
        )
        answers.append(np.array(json.loads(done.stdout)))

    assert np.abs(answers[0] - answers[1]).max() < SIX_DIGITS


def test_the_grid_doubles_until_it_suffices() -> None:
    responses = _study("2pl", items=60)

    found = calibrate(responses, "2pl", Settings(grid=Grid(points=11)))

    assert found.converged
    assert found.grid.spacing <= 0.9 * found.smallest_sd
    fine = calibrate(responses, "2pl", Settings(grid=Grid(points=321)))
    assert found.log_likelihood == pytest.approx(fine.log_likelihood, abs=1e-6)
    assert np.abs(found.params.values - fine.params.values).max() < 1e-5


def test_a_grid_too_coarse_never_reports_convergence() -> None:
    settings = Settings(grid=Grid(points=11), refine=False)

    found = calibrate(_study("2pl", items=60), "2pl", settings)

    assert not found.converged
    assert "grid_too_coarse" in dict(found.warnings)


def _spread_out(sd: float) -> Responses:
    """Return Rasch answers of persons who differ by far more than the grid expects."""
    rng = np.random.default_rng(12)
    logit = sd * rng.normal(size=(400, 1)) - np.linspace(-2.0, 2.0, 8)
    answers = (rng.random((400, 8)) < 1.0 / (1.0 + np.exp(-logit))).astype(float)
    return code_responses([f"i{item}" for item in range(8)], answers)


def test_the_grid_widens_until_it_holds_the_latent_distribution() -> None:
    responses = _spread_out(3.0)

    found = calibrate(responses, "rasch")

    wide = calibrate(responses, "rasch", Settings(grid=Grid(points=401, lower=-40.0, upper=40.0)))
    assert found.converged
    assert found.warnings == ()
    assert found.grid.upper >= 5.0 * np.sqrt(found.params.variance)
    assert found.params.variance == pytest.approx(wide.params.variance, rel=1e-4)


def test_bounds_that_cut_the_latent_distribution_are_warned_about() -> None:
    found = calibrate(_spread_out(3.0), "rasch", Settings(refine=False))

    assert "grid_too_narrow" in dict(found.warnings)
    assert found.grid == Grid()


def test_estimates_that_run_away_stop_at_the_passes_allowed_on_one_grid() -> None:
    ordered = np.array([[1.0] * k + [0.0] * (6 - k) for k in range(7)] * 20)
    responses = code_responses([f"i{item}" for item in range(6)], ordered)

    found = calibrate(responses, "2pl", Settings(most_passes=60))

    assert not found.converged
    assert all(passes <= 62 for _, passes in found.work)


def test_too_few_passes_are_reported() -> None:
    found = calibrate(_study("2pl"), "2pl", Settings(most_passes=2))

    assert not found.converged
    assert "not_converged" in dict(found.warnings)


def test_repeated_patterns_count_as_often_as_they_occur() -> None:
    responses = _study("2pl")
    doubled = replace(responses, codes=np.concatenate([responses.codes, responses.codes]))

    once, twice = calibrate(responses, "2pl"), calibrate(doubled, "2pl")

    assert twice.log_likelihood == pytest.approx(2.0 * once.log_likelihood, abs=1e-6)
    assert np.abs(once.params.values - twice.params.values).max() < SIX_DIGITS


def test_persons_without_answers_change_nothing() -> None:
    responses = _study("grm")
    empty = np.full((5, responses.items), -1, dtype=np.int8)
    more = replace(responses, codes=np.concatenate([empty, responses.codes]))

    found = calibrate(more, "grm")

    assert found.persons == responses.persons
    assert np.array_equal(found.params.values, calibrate(responses, "grm").params.values)


def test_a_prior_keeps_guessing_within_reason() -> None:
    responses = draw_study("3pl", 1500, 20, 5)[2]

    found = calibrate(responses, "3pl")

    assert found.converged
    assert 0.1 < found.params.asymptotes.mean() < 0.3
    errors = standard_errors((collapse(responses),), found.params, found.grid, PRIOR)
    assert errors.defined
    assert (errors.asymptotes > 0.0).all()


def test_known_parameters_come_back() -> None:
    rmse_a, rmse_b, coverage = recovery(
        Study(model="2pl", persons=2121, items=100, categories=2), 1
    )

    assert rmse_a < 0.08
    assert rmse_b < 0.11
    assert 0.93 < coverage < 0.965

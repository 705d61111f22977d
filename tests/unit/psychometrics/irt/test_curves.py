"""Every family's derivatives are those of its probabilities."""

import numpy as np
import pytest

from station.psychometrics.irt import MODELS, Parameters
from station.psychometrics.irt.simulate import draw_parameters

THETA = np.linspace(-5.0, 5.0, 21)
STEP = 1e-5


def _params(model: str) -> Parameters:
    categories = 2 if MODELS[model].dichotomous else 4
    return draw_parameters(model, 6, np.random.default_rng(2), categories=categories)


def _uneven(model: str) -> Parameters:
    """Return parameters of which the first item lacks the highest category."""
    params = _params(model)
    values = params.values.copy()
    values[0, -1] = -np.inf
    labels = (params.coding.labels[0][:-1], *params.coding.labels[1:])
    coding = type(params.coding)(names=params.coding.names, labels=labels)
    return Parameters(model=params.model, coding=coding, values=values)


@pytest.mark.parametrize("model", MODELS)
def test_probabilities_are_positive_and_sum_to_one(model: str) -> None:
    probability = _params(model).probabilities(np.linspace(-30.0, 30.0, 13))

    assert (probability >= 0.0).all()
    assert np.allclose(probability.sum(axis=1), 1.0, atol=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_derivatives_by_parameters_match_differences(model: str) -> None:
    params = _params(model)
    family, values = params.model.family, params.values

    found = family.slope(values, THETA).by_parameter

    for column in range(values.shape[1]):
        step = np.zeros_like(values)
        step[:, column] = STEP
        up, down = (family.log_probabilities(values + s * step, THETA) for s in (1, -1))
        assert np.allclose(found[:, column], (up - down) / (2 * STEP), atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("model", MODELS)
def test_derivatives_by_ability_match_differences(model: str) -> None:
    params = _params(model)
    family, values = params.model.family, params.values

    first, second = family.by_theta(values, THETA)

    up, down = (params.log_probabilities(THETA + s * STEP) for s in (1, -1))
    assert np.allclose(first, (up - down) / (2 * STEP), atol=1e-7)
    up, down = (family.by_theta(values, THETA + s * STEP)[0] for s in (1, -1))
    assert np.allclose(second, (up - down) / (2 * STEP), atol=1e-7)


@pytest.mark.parametrize("model", MODELS)
def test_information_is_the_expected_squared_slope(model: str) -> None:
    params = _params(model)
    first, second = params.model.family.by_theta(params.values, THETA)
    probability = params.probabilities(THETA)

    found = params.model.family.information(params.values, THETA)

    assert np.allclose(found, (probability * first**2).sum(axis=1), rtol=1e-10)
    assert np.allclose(found, -(probability * second).sum(axis=1), atol=1e-10)


@pytest.mark.parametrize("model", ["grm", "gpcm", "pcm"])
def test_a_category_an_item_lacks_has_no_chance_and_no_slope(model: str) -> None:
    params = _uneven(model)

    slope = params.model.family.slope(params.values, THETA)

    assert (params.probabilities(THETA)[0, -1] == 0.0).all()
    assert np.isfinite(slope.by_parameter).all()
    assert (slope.by_parameter[0, -1] == 0.0).all()
    assert not params.free[0, -1]
    assert params.estimated == int(params.free.sum()) + (0 if params.model.slope_free else 1)


def test_graded_probabilities_keep_their_digits_in_the_tails() -> None:
    values = np.array([[3.0, 1.0, 0.9999999]])

    middle = np.exp(MODELS["grm"].family.log_probabilities(values, np.array([0.0])))[0, 1, 0]

    above = 1.0 / (1.0 + np.exp(-1.0))
    assert middle == pytest.approx(above * (1.0 - above) * 1e-7, rel=1e-6)

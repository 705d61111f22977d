"""Linking: a known line comes back with an honest error; bad anchors are refused."""

import numpy as np
import pytest

from station.psychometrics.irt import (
    Calibrated,
    GuessingPrior,
    Linking,
    Parameters,
    Responses,
    calibrate,
    collapse,
    link,
    moved,
    standard_errors,
)
from station.psychometrics.irt.errors import LinkingError
from station.psychometrics.irt.linking import Method
from station.psychometrics.irt.simulate import draw_parameters, draw_responses

METHODS: tuple[Method, ...] = ("mean-sigma", "haebara", "stocking-lord")


def _line(slope: float, intercept: float) -> Linking:
    return Linking(
        method="haebara", slope=slope, intercept=intercept, se_slope=0, se_intercept=0, anchors=()
    )


def _params(model: str, categories: int) -> Parameters:
    return draw_parameters(model, 20, np.random.default_rng(5), categories=categories)


def _calibrated(responses: Responses, model: str) -> Calibrated:
    found = calibrate(responses, model)
    patterns = (collapse(responses),)
    errors = standard_errors(patterns, found.params, found.grid, GuessingPrior())
    return Calibrated(params=found.params, errors=errors)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "model, categories, slope",
    [("2pl", 2, 1.3), ("3pl", 2, 0.8), ("grm", 4, 1.3), ("gpcm", 4, 0.7), ("rasch", 2, 1.0)],
)
def test_a_known_line_comes_back(model: str, categories: int, slope: float, method: Method) -> None:
    new = _params(model, categories)
    base = moved(new, _line(slope, -0.4))

    found = link(Calibrated(params=new), Calibrated(params=base), method)

    assert found.slope == pytest.approx(slope, abs=1e-8)
    assert found.intercept == pytest.approx(-0.4, abs=1e-8)
    assert np.isnan(found.se_slope)


def test_moved_items_give_moved_persons_the_same_chances() -> None:
    params, line = _params("gpcm", 4), _line(1.4, 0.6)
    theta = np.linspace(-3.0, 3.0, 9)

    there = moved(params, line).probabilities(line.abilities(theta))

    assert np.allclose(there, params.probabilities(theta), atol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_errors_cover_the_true_line(method: Method) -> None:
    params, rng = _params("2pl", 2), np.random.default_rng(3)
    far = []
    for _ in range(12):
        base = _calibrated(draw_responses(params, rng.standard_normal(700), rng), "2pl")
        new = _calibrated(draw_responses(params, 0.5 + 1.2 * rng.standard_normal(700), rng), "2pl")
        found = link(new, base, method)
        far += [(found.slope - 1.2) / found.se_slope, (found.intercept - 0.5) / found.se_intercept]

    assert 0.5 < np.sqrt(np.mean(np.square(far))) < 1.6


def test_unusable_anchors_are_refused() -> None:
    two, graded = _params("2pl", 2), _params("grm", 4)

    with pytest.raises(LinkingError):
        link(Calibrated(params=two), Calibrated(params=graded), "haebara")
    with pytest.raises(LinkingError):
        link(Calibrated(params=two), Calibrated(params=two), "haebara", ["item1"])
    with pytest.raises(LinkingError):
        link(Calibrated(params=two), Calibrated(params=two), "haebara", ["item1", "nowhere"])

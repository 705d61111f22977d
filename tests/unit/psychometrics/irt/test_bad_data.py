"""Bad data meet a coded error or a warning; no NaN reaches a table in silence."""

import json
from dataclasses import replace

import numpy as np
import pytest

from station.errors import InputError
from station.psychometrics.irt import (
    Analysis,
    Grid,
    analyse,
    code_responses,
    item_table,
    numbers,
    person_table,
    score_responses,
    summary,
)
from station.psychometrics.irt.errors import (
    GridError,
    ItemMismatchError,
    NotCategoryError,
    NotDichotomousError,
    TooFewItemsError,
    UnknownModelError,
)
from station.psychometrics.irt.simulate import draw_study

NAMES = [f"i{j}" for j in range(6)]


def _values(categories: int = 2, persons: int = 200) -> np.ndarray:
    model = "2pl" if categories == 2 else "grm"
    return draw_study(model, persons, 6, 8, categories=categories)[2].codes.astype(float)


def _analyse(values: np.ndarray, model: str) -> Analysis:
    return analyse(code_responses(NAMES[: values.shape[1]], values), model)


def _codes(analysis: Analysis) -> set[str]:
    """Return the warning codes, once every cell and figure was found to be clean."""
    for table in (item_table(analysis), person_table(analysis.scored)):
        for row in table.rows:
            assert not any(isinstance(cell, float) and not np.isfinite(cell) for cell in row)
    json.dumps(summary(analysis), allow_nan=False)
    return {code for code, _ in analysis.warnings}


def test_a_constant_item_is_left_out_with_a_warning() -> None:
    values = _values()
    values[:, 2] = 1.0

    found = _analyse(values, "2pl")

    assert "constant_item" in _codes(found)
    assert "i2" not in found.calibration.params.coding.names


def test_perfect_scores_get_finite_estimates_but_no_ml() -> None:
    values = _values()
    values[0], values[1] = 1.0, 0.0

    found = _analyse(values, "2pl")

    assert "ml_infinite" in _codes(found)
    columns = person_table(found.scored).columns
    assert columns["ml"][0] == "Inf"
    assert columns["ml"][1] == "-Inf"
    assert columns["se_ml"][0] is None
    assert isinstance(columns["wle"][0], float)


def test_a_person_without_answers_gets_an_empty_row() -> None:
    values = _values()
    values[3] = np.nan

    found = _analyse(values, "2pl")

    assert "all_missing_row" in _codes(found)
    row = person_table(found.scored).rows[3]
    assert row[0] == 4
    assert set(row[1:]) == {None}


def test_a_category_nobody_chose_is_named() -> None:
    values = _values(categories=4)
    values[values == 1] = 2

    found = _analyse(values, "gpcm")

    assert "empty_category" in _codes(found)
    assert found.calibration.params.coding.labels[0] == (0, 2, 3)


def test_few_persons_are_warned_about() -> None:
    assert "few_persons" in _codes(_analyse(_values(persons=20), "rasch"))


def test_a_reversed_key_shows_as_a_negative_slope() -> None:
    values = _values(persons=500)
    values[:, 0] = 1.0 - values[:, 0]

    assert "negative_slope" in _codes(_analyse(values, "2pl"))


def test_perfectly_ordered_answers_never_converge_in_silence() -> None:
    values = np.array([[1.0] * k + [0.0] * (6 - k) for k in range(7)] * 20)

    found = _analyse(values, "2pl")

    codes = _codes(found)
    assert {"extreme_slope", "standard_errors_undefined", "not_converged"} & codes
    assert not found.calibration.converged


@pytest.mark.parametrize("model", ["rasch", "pcm"])
def test_a_latent_variance_without_bound_is_no_convergence(model: str) -> None:
    values = np.array([[1.0] * k + [0.0] * (6 - k) for k in range(7)] * 20)

    found = _analyse(values, model)

    assert "boundless_variance" in _codes(found)
    assert not found.calibration.converged


def test_items_that_share_nothing_are_told_so() -> None:
    values = np.random.default_rng(1).integers(0, 2, (400, 6)).astype(float)
    values[:, 1::2] = 1.0 - values[:, 0::2]

    assert "no_common_variance" in _codes(_analyse(values, "rasch"))


@pytest.mark.parametrize(
    "values, model, error",
    [
        (_values(categories=3), "2pl", NotDichotomousError),
        (_values()[:, :2], "2pl", TooFewItemsError),
        (_values()[:, :1], "rasch", TooFewItemsError),
        (_values() + 0.5, "2pl", NotCategoryError),
        (_values(), "4pl", UnknownModelError),
    ],
)
def test_data_a_model_cannot_treat_are_refused(
    values: np.ndarray, model: str, error: type[InputError]
) -> None:
    with pytest.raises(error):
        _analyse(values, model)


@pytest.mark.parametrize("points, lower", [(2, -6.0), (61, 1.0), (100_000, -6.0)])
def test_a_grid_without_room_is_refused(points: int, lower: float) -> None:
    with pytest.raises(GridError):
        Grid(points=points, lower=lower)


def test_a_response_of_no_known_category_is_refused_at_scoring() -> None:
    coding = code_responses(NAMES, _values()).coding

    with pytest.raises(ItemMismatchError):
        coding.encode(_values() + 1.0)


def test_scoring_nobody_gives_empty_rows_and_says_so() -> None:
    found = _analyse(_values(), "2pl")
    nobody = replace(code_responses(NAMES, _values()), codes=np.full((3, 6), -1, dtype=np.int8))

    scored = score_responses(nobody, found.calibration.params, found.calibration.grid)

    assert [code for code, _ in scored.warnings] == ["all_missing_row"]
    assert [set(row[1:]) for row in person_table(scored).rows] == [{None}] * 3


@pytest.mark.parametrize("cell", ["nan", "inf", "yes"])
def test_cells_that_are_no_finite_numbers_are_refused_at_scoring(cell: str) -> None:
    with pytest.raises(NotCategoryError):
        numbers(np.array([["1", cell]]))


def test_missing_answers_may_be_anywhere() -> None:
    values = _values(categories=3)
    values[np.random.default_rng(2).random(values.shape) < 0.3] = np.nan

    found = _analyse(values, "grm")

    assert "fit_on_complete_cases" in _codes(found)
    assert found.calibration.converged


def test_the_digest_of_the_data_ignores_the_order_of_persons() -> None:
    responses = code_responses(NAMES, _values())
    turned = replace(responses, codes=responses.codes[::-1])

    assert responses.digest() == turned.digest()
    assert responses.digest() != responses.rows(1, 200).digest()

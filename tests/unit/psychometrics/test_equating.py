"""Equating: properties that hold for any forms."""

import numpy as np
import pytest

from station.psychometrics.choices import Method
from station.psychometrics.equating.distribution import (
    Distribution,
    count_scores,
    distribution,
    smoothed,
)
from station.psychometrics.equating.methods import (
    AnchoredScores,
    chained,
    equate,
    equipercentile_at,
)
from station.psychometrics.errors import NoVariationError, SettingError


def _form(seed: int, shift: float = 0.0, persons: int = 3000) -> Distribution:
    chance = np.random.default_rng(seed)
    scores = np.clip(np.round(chance.normal(20 + shift, 6, size=persons)), 0, 40)
    return count_scores(scores, 0, 40)


@pytest.mark.parametrize("method", list(Method))
def test_a_form_equated_to_itself_stays_where_it_is(method: Method) -> None:
    form = smoothed(_form(1), 4)

    found = equate(form, form, method)

    np.testing.assert_allclose(found.equivalents, form.scores, atol=1e-6)


def test_equipercentile_equating_can_be_turned_back() -> None:
    x, y = smoothed(_form(2), 4), smoothed(_form(3, shift=3), 4)
    there = equate(x, y, Method.EQUIPERCENTILE).equivalents

    back, _, _ = equipercentile_at(np.round(y.rank_of(there), 10), x)

    np.testing.assert_allclose(back, x.scores, atol=1e-4)


def test_smoothing_keeps_as_many_moments_as_its_degree() -> None:
    form = _form(4)

    found = smoothed(form, 4)

    assert found.persons == pytest.approx(form.persons)
    assert found.mean == pytest.approx(form.mean)
    assert found.sd == pytest.approx(form.sd)
    assert found.standard_moment(4) == pytest.approx(form.standard_moment(4), abs=1e-6)


def test_a_rank_on_an_empty_score_takes_the_middle_of_the_flat_stretch() -> None:
    y = distribution([0, 1, 2, 3], [10, 10, 0, 20])

    found, _, _ = equipercentile_at(np.array([0.5]), y)

    assert found.tolist() == [2.0]


def test_linear_errors_are_the_spread_over_repeated_samples() -> None:
    errors, equivalents = [], []
    for seed in range(150):
        found = equate(
            _form(1000 + seed, persons=500), _form(5000 + seed, persons=500), Method.LINEAR
        )
        equivalents.append(found.equivalents[[10, 20, 30]])
        errors.append(found.errors[[10, 20, 30]])

    observed = np.std(equivalents, axis=0)
    np.testing.assert_allclose(np.mean(errors, axis=0), observed, rtol=0.2)


def _anchored(seed: int, ability: float, form_shift: float, persons: int = 1500) -> AnchoredScores:
    chance = np.random.default_rng(seed)
    theta = chance.normal(ability, 1, size=persons)
    form = np.clip(np.round(20 + form_shift + 5 * theta + chance.normal(0, 2, persons)), 0, 40)
    anchor = np.clip(np.round(10 + 2.5 * theta + chance.normal(0, 1.5, persons)), 0, 20)
    return AnchoredScores(form=form, anchor=anchor, highest_form=40, highest_anchor=20)


def test_a_mean_chain_adds_the_differences_of_both_groups() -> None:
    x, y = _anchored(1, 0.0, 0.0), _anchored(2, 0.4, 2.0)

    found = chained(x, y, Method.MEAN)

    shift = x.anchor.mean() - x.form.mean() + y.form.mean() - y.anchor.mean()
    np.testing.assert_allclose(found.equivalents - found.scores, shift)


@pytest.mark.parametrize("method", [Method.LINEAR, Method.EQUIPERCENTILE])
def test_a_chain_undoes_a_difference_of_ability(method: Method) -> None:
    x, y = _anchored(1, 0.0, 0.0), _anchored(2, 0.4, 2.0)

    found = chained(x, y, method)

    middle = slice(15, 26)
    gap = found.equivalents[middle] - found.scores[middle]
    assert gap == pytest.approx(np.full(11, 2.0), abs=0.8)


def test_chained_linear_errors_are_the_spread_over_repeated_samples() -> None:
    runs = [
        chained(_anchored(seed, 0, 0, 400), _anchored(seed + 9000, 0.3, 1, 400), Method.LINEAR)
        for seed in range(150)
    ]
    observed = np.std([run.equivalents[[10, 20, 30]] for run in runs], axis=0)
    stated = np.mean([run.errors[[10, 20, 30]] for run in runs], axis=0)

    np.testing.assert_allclose(stated, observed, rtol=0.2)


def test_what_cannot_be_equated_is_refused() -> None:
    form = _form(6)

    with pytest.raises(SettingError):
        equate(form, form, Method.LINEAR, degree=4)
    with pytest.raises(SettingError):
        smoothed(form, 40)
    with pytest.raises(SettingError):
        distribution([0, 1, 3], [1, 1, 1])
    with pytest.raises(SettingError):
        count_scores(np.array([1.5, 2.0]), 0, 3)
    with pytest.raises(SettingError, match="too many"):
        count_scores(np.array([0.0, 1e12]), 0, 1e12)
    with pytest.raises(NoVariationError):
        distribution([0, 1, 2], [0, 5, 0])

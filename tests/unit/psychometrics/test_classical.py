"""Classical figures on data whose answers can be worked out, and on bad data."""

import math

import numpy as np
import pytest

from station.psychometrics.choices import Extraction, Missing
from station.psychometrics.correlation import moments, pairwise_correlations
from station.psychometrics.dimensionality import one_scale, parallel_analysis
from station.psychometrics.distractors import distractor_table
from station.psychometrics.errors import (
    NoVariationError,
    SettingError,
    TableTooSmallError,
)
from station.psychometrics.factors import (
    extract,
    oblimin,
    schmid_leiman,
    varimax,
)
from station.psychometrics.ipsative import KeyedStatement, ipsative_scores
from station.psychometrics.items import item_statistics
from station.psychometrics.omega import omega
from station.psychometrics.reliability import reliability, reversed_scores
from station.psychometrics.table import Floats, ResponseTable, parse_raw


def _table(values: Floats) -> ResponseTable:
    return ResponseTable(names=tuple(f"i{n}" for n in range(values.shape[1])), values=values)


def _one_factor(persons: int, loadings: Floats, seed: int) -> Floats:
    chance = np.random.default_rng(seed)
    common = chance.normal(size=(persons, 1))
    noise = chance.normal(size=(persons, loadings.size)) * np.sqrt(1 - loadings**2)
    return np.asarray(common * loadings + noise)


def test_pairwise_moments_use_the_persons_who_answered_both() -> None:
    values = np.random.default_rng(1).normal(size=(40, 3))
    values[:9, 0] = np.nan
    values[30:, 2] = np.nan
    both = values[9:30]

    covariances, _ = moments(values)
    correlations = pairwise_correlations(values)

    assert covariances[0, 2] == pytest.approx(np.cov(both[:, 0], both[:, 2])[0, 1])
    assert correlations[0, 2] == pytest.approx(np.corrcoef(both[:, 0], both[:, 2])[0, 1])


def test_a_constant_item_is_flagged_and_counts_in_no_correlation() -> None:
    values = np.random.default_rng(2).integers(0, 2, size=(60, 4)).astype(np.float64)
    with_constant = np.column_stack([values, np.ones(60)])

    found = item_statistics(_table(with_constant))

    alone = item_statistics(_table(values))
    assert found[4].r_rest is None
    assert found[4].flags == ("not_varying", "too_easy")
    assert [row.r_rest for row in found[:4]] == [row.r_rest for row in alone]


def test_no_figure_is_nan_whatever_the_data() -> None:
    values = np.random.default_rng(3).integers(0, 2, size=(30, 5)).astype(np.float64)
    values[:, 1] = 0
    values[4] = np.nan
    values[:20, 2] = np.nan

    found = reliability(_table(values))

    figures = [getattr(row, name) for row in found.by_item for name in row.__slots__]
    assert not any(isinstance(figure, float) and math.isnan(figure) for figure in figures)
    assert found.persons == 29
    assert found.items == 4


def test_listwise_and_pairwise_say_which_persons_count() -> None:
    values = _one_factor(80, np.array([0.7, 0.6, 0.5]), 4)
    values[:10, 0] = np.nan

    pair, whole = (reliability(_table(values), missing=rule) for rule in Missing)

    assert (pair.persons, pair.missing) == (80, "pairwise")
    assert (whole.persons, whole.missing) == (70, "listwise")


@pytest.mark.parametrize(
    "values, error",
    [
        (np.ones((40, 3)), NoVariationError),
        (np.random.default_rng(5).normal(size=(40, 1)), TableTooSmallError),
        (np.full((40, 3), np.nan), TableTooSmallError),
    ],
)
def test_scales_without_information_are_refused(values: Floats, error: type[Exception]) -> None:
    with pytest.raises(error):
        reliability(_table(values))


def test_items_without_common_persons_are_refused() -> None:
    values = np.random.default_rng(6).normal(size=(40, 2))
    values[:20, 0] = np.nan
    values[20:, 1] = np.nan

    with pytest.raises(NoVariationError, match="in common"):
        reliability(_table(values))


def test_items_that_cancel_each_other_out_have_no_reliability() -> None:
    half = np.tile([[1.0, 0.0], [0.0, 1.0]], (20, 2))

    with pytest.raises(NoVariationError, match="does not vary"):
        reliability(_table(half))


def test_an_item_that_runs_against_the_scale_is_named() -> None:
    values = _one_factor(300, np.array([0.7, 0.6, 0.6, 0.5]), 7)
    values[:, 2] *= -1

    found = reliability(_table(values))

    assert any("i2" in line and "reversing" in line for line in found.warnings)


def test_reversing_turns_answers_about_the_scales_ends() -> None:
    table = _table(np.array([[1.0, 5.0], [2.0, np.nan], [4.0, 1.0]]))

    turned = reversed_scores(table, {"i0": 1, "i1": -1})

    assert turned.values[:, 0].tolist() == [1, 2, 4]
    assert turned.values[[0, 2], 1].tolist() == [1, 5]


def test_every_split_half_lies_between_worst_and_best() -> None:
    found = reliability(_table(_one_factor(200, np.linspace(0.3, 0.8, 8), 8))).split

    assert found.worst <= found.odd_even <= found.best
    assert found.worst <= found.first_second <= found.best


@pytest.mark.parametrize("method", list(Extraction))
def test_one_factor_recovers_its_loadings(method: Extraction) -> None:
    loadings = np.array([0.8, 0.7, 0.6, 0.5, 0.4])
    exact = np.outer(loadings, loadings)
    np.fill_diagonal(exact, 1.0)

    found = extract(exact, 1, method=method)

    np.testing.assert_allclose(found.loadings[:, 0], loadings, atol=1e-5)
    assert omega(exact).total == pytest.approx(loadings.sum() ** 2 / exact.sum(), abs=1e-6)


def test_oblimin_recovers_a_clean_oblique_structure() -> None:
    pattern = np.zeros((9, 3))
    for factor in range(3):
        pattern[3 * factor : 3 * factor + 3, factor] = [0.8, 0.7, 0.6]
    between = np.array([[1, 0.4, 0.3], [0.4, 1, 0.2], [0.3, 0.2, 1]])
    exact = pattern @ between @ pattern.T
    np.fill_diagonal(exact, 1.0)

    found = oblimin(varimax(extract(exact, 3)))

    order = np.argmax(np.abs(found.loadings), axis=0) // 3
    np.testing.assert_allclose(found.loadings[:, np.argsort(order)], pattern, atol=1e-4)
    turned = found.correlations[np.ix_(np.argsort(order), np.argsort(order))]
    np.testing.assert_allclose(turned, between, atol=1e-4)
    np.testing.assert_allclose(found.reproduced, exact, atol=1e-5)


def test_omega_hierarchical_is_the_general_factors_share() -> None:
    general = np.full(9, 0.6)
    group = np.zeros((9, 3))
    for factor in range(3):
        group[3 * factor : 3 * factor + 3, factor] = 0.4
    exact = np.outer(general, general) + group @ group.T
    np.fill_diagonal(exact, 1.0)

    found = omega(exact, factors=3)

    assert found.hierarchical == pytest.approx(general.sum() ** 2 / exact.sum(), abs=1e-4)
    assert schmid_leiman(oblimin(varimax(extract(exact, 3)))).general == pytest.approx(
        general, abs=1e-3
    )


def test_omega_of_thurstones_nine_tests_is_the_published_one() -> None:
    """Omega hierarchical .74, total .93; loadings on g from the manual of R's psych."""
    lower = [
        [0.828],
        [0.776, 0.779],
        [0.439, 0.493, 0.460],
        [0.432, 0.464, 0.425, 0.674],
        [0.447, 0.489, 0.443, 0.590, 0.541],
        [0.447, 0.432, 0.401, 0.381, 0.402, 0.288],
        [0.541, 0.537, 0.534, 0.350, 0.367, 0.320, 0.555],
        [0.380, 0.358, 0.359, 0.424, 0.446, 0.325, 0.598, 0.452],
    ]
    correlations = np.eye(9)
    for row, values in enumerate(lower, start=1):
        correlations[row, :row] = correlations[:row, row] = values

    found = omega(correlations, factors=3)
    general = schmid_leiman(oblimin(varimax(extract(correlations, 3)))).general

    assert found.hierarchical == pytest.approx(0.74, abs=5e-3)
    assert found.total == pytest.approx(0.93, abs=5e-3)
    published = [0.71, 0.73, 0.68, 0.65, 0.62, 0.56, 0.59, 0.58, 0.54]
    np.testing.assert_allclose(general, published, atol=1e-2)


def test_more_factors_than_items_are_refused() -> None:
    with pytest.raises(SettingError):
        extract(np.eye(3), 3)


def test_parallel_analysis_counts_the_factors_that_are_there() -> None:
    chance = np.random.default_rng(9)
    two = np.hstack([_one_factor(400, np.full(6, 0.7), 10), _one_factor(400, np.full(6, 0.7), 11)])

    found = parallel_analysis(two, chance, shuffles=20)
    none = parallel_analysis(chance.normal(size=(400, 8)), chance, shuffles=20)

    assert found.components == 2
    assert none.components <= 1


def test_one_scale_is_told_from_two() -> None:
    loadings = np.full(6, 0.7)
    single = _one_factor(400, np.full(12, 0.7), 12)
    double = np.hstack([_one_factor(400, loadings, 13), _one_factor(400, loadings, 14)])

    assert one_scale(_table(single), shuffles=20).one_scale
    assert not one_scale(_table(double), shuffles=20).one_scale


def test_a_dead_option_and_a_negative_key_are_flagged() -> None:
    lines = ["q1,q2,q3,q4"]
    for person in range(40):
        able = person >= 20
        good = "A" if able else "B"
        q4 = "B" if able else "A"
        lines.append(f"{good},{good},{good},{q4}")
    raw = parse_raw("\n".join(lines))

    rows = distractor_table(raw, dict.fromkeys(raw.names, "A"), options=("A", "B", "C"))

    flags = {(row.item, row.option): row.flags for row in rows}
    assert flags["q1", "C"] == ("dead",)
    assert flags["q4", "A"] == ("negative_key",)
    assert flags["q4", "B"] == ("better_than_key",)
    assert flags["q1", "A"] == flags["q1", "B"] == ()


def test_ipsative_scores_sum_to_the_same_for_everybody_and_carry_the_warning() -> None:
    block = {
        "A": KeyedStatement(scale="x"),
        "B": KeyedStatement(scale="y"),
        "C": KeyedStatement(scale="z"),
    }

    found = ipsative_scores([block, block], [[("A", "B"), ("A", "C")], [("C", "A"), None]])

    assert found.scores.tolist() == [[2, -1, -1], [-1, 0, 1]]
    assert found.scores.sum(axis=1).tolist() == [0, 0]
    assert not found.comparable
    assert "cannot be compared" in found.warning["en"].replace("\n", " ")

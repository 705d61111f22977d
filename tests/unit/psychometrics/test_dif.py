"""DIF on data whose answer is known, and on data that cannot be compared."""

import numpy as np
import pytest

from station.psychometrics.dif.logistic import Question, logistic_dif
from station.psychometrics.dif.matching import Strata, grouping, match, purify
from station.psychometrics.dif.study import DifSettings, dif_study
from station.psychometrics.dif.tables import breslow_day, mantel_haenszel
from station.psychometrics.errors import GroupsError, TableScoreError
from station.psychometrics.table import Bools, Floats, ResponseTable


def _people(persons: int, items: int, seed: int, shift: float) -> tuple[ResponseTable, Bools]:
    """Return 0/1 answers in which item 0 is harder by `shift` logits for the focal group."""
    chance = np.random.default_rng(seed)
    focal = np.arange(persons) % 2 == 1
    logit = chance.normal(size=(persons, 1)) - chance.normal(size=items)
    logit[focal, 0] -= shift
    values = (chance.random((persons, items)) < 1 / (1 + np.exp(-logit))).astype(np.float64)
    return ResponseTable(names=tuple(f"i{n}" for n in range(items)), values=values), focal


def _labels(focal: Bools) -> np.ndarray:
    return np.where(focal, "f", "r")


def test_a_planted_difference_is_class_c_and_disadvantages_the_focal_group() -> None:
    table, focal = _people(1200, 20, 1, 1.2)

    found = dif_study(table, grouping(_labels(focal), "f")).items

    assert found[0].mantel_haenszel.ets == "C"
    assert found[0].mantel_haenszel.delta is not None
    assert found[0].mantel_haenszel.delta < 0
    assert found[0].standardised is not None
    assert found[0].standardised < 0
    assert sum(row.mantel_haenszel.ets == "C" for row in found[1:]) == 0


def test_swapping_the_groups_turns_the_sign() -> None:
    table, focal = _people(600, 12, 2, 0.8)

    one = dif_study(table, grouping(_labels(focal), "f")).items[0].mantel_haenszel
    other = dif_study(table, grouping(_labels(focal), "r")).items[0].mantel_haenszel

    assert one.delta == pytest.approx(-(other.delta or 0))
    assert one.chi2 == pytest.approx(other.chi2 or 0)


def test_equal_odds_at_every_level_give_no_breslow_day() -> None:
    level = Strata(
        score=np.array([1.0, 2.0, 3.0]),
        reference_right=np.array([20.0, 20.0, 40.0]),
        reference_wrong=np.array([20.0, 20.0, 40.0]),
        focal_right=np.array([10.0, 20.0, 30.0]),
        focal_wrong=np.array([10.0, 20.0, 30.0]),
    )

    found = breslow_day(level, items=10)

    assert found.statistic == pytest.approx(0)
    assert found.degrees == 2
    assert mantel_haenszel(level).odds == pytest.approx(1)


def test_groups_that_can_be_told_apart_perfectly_withhold_their_coefficients() -> None:
    values = np.random.default_rng(3).integers(0, 2, size=(80, 6)).astype(np.float64)
    focal = np.arange(80) < 40
    values[:, 0] = focal

    matching = match(values, focal, np.ones(6, dtype=bool))
    found = logistic_dif(matching, 0)[Question.UNIFORM]

    assert found.separated
    assert found.with_difference is None
    assert found.statistic is not None
    assert found.p is not None
    assert found.p < 1e-6


def test_a_constant_item_is_not_defined_and_said_so() -> None:
    table, focal = _people(200, 8, 4, 0.0)
    table.values[:, 3] = 1.0

    found = dif_study(table, grouping(_labels(focal), "f"))

    assert "not_defined" in found.items[3].flags
    assert found.items[3].uniform.statistic is None
    assert any("i3" in line for line in found.warnings)


def test_purification_takes_the_different_item_out_of_the_match() -> None:
    table, focal = _people(1500, 10, 5, 2.0)
    groups = grouping(_labels(focal), "f")

    plain = dif_study(table, groups).items
    purified = dif_study(table, groups, DifSettings(purified=True)).items

    others = range(1, 10)
    biased = np.mean([plain[item].mantel_haenszel.delta or 0 for item in others])
    cleaner = np.mean([purified[item].mantel_haenszel.delta or 0 for item in others])
    assert abs(cleaner) < abs(biased)


def test_purification_stops_when_every_item_differs() -> None:
    found = purify(4, lambda anchor: np.ones(4, dtype=bool))

    assert not found.settled
    assert found.anchor.all()


def test_small_groups_and_scores_other_than_zero_and_one_are_refused() -> None:
    table, focal = _people(40, 5, 6, 0.0)
    labels = _labels(focal)
    graded: Floats = table.values * 2

    with pytest.raises(GroupsError):
        grouping(labels, "absent")
    with pytest.raises(TableScoreError):
        dif_study(ResponseTable(names=table.names, values=graded), grouping(labels, "f"))

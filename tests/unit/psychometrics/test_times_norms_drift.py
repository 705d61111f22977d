"""Response times, norm tables and drift over the days."""

from fractions import Fraction

import numpy as np
import pytest

from station.psychometrics.drift import drift_study, e_bh
from station.psychometrics.errors import (
    GroupsError,
    NoVariationError,
    SettingError,
    TableScoreError,
    TableTooSmallError,
)
from station.psychometrics.norms import (
    difference_reliability,
    norm_table,
    norm_warnings,
    smallest_real_difference,
)
from station.psychometrics.table import ResponseTable, Texts
from station.psychometrics.times import TimeSettings, time_study


def _times(rows: list[list[float]]) -> ResponseTable:
    values = np.array(rows, dtype=np.float64)
    return ResponseTable(names=tuple(f"i{n}" for n in range(values.shape[1])), values=values)


def test_a_tenth_of_the_mean_time_is_the_threshold_and_ten_seconds_its_cap() -> None:
    table = _times([[20_000, 300_000], [20_000, 300_000], [400, 4_000], [39_600, 596_000]])

    items, persons = time_study(table)

    assert items[0].threshold_ms == pytest.approx(2_000)
    assert items[1].threshold_ms == 10_000
    assert [item.rapid for item in items] == [1, 1]
    assert [person.effort for person in persons] == [1, 1, 0, 1]
    assert persons[2].flags == ("low_effort",)


def test_effort_is_counted_in_each_section_and_gaps_count_nowhere() -> None:
    table = _times([[9_000, 9_000, 9_000, np.nan], [9_000, 9_000, 100, np.nan]])
    sections = {"i0": "a", "i1": "a", "i2": "b", "i3": "b"}

    items, persons = time_study(table, TimeSettings(sections=sections))

    assert persons[1].by_section == {"a": 1.0, "b": 0.0}
    assert persons[1].flags == ("low_effort", "low_effort:b")
    assert persons[1].items == 3
    assert items[3].mean_ms is None


def test_rapid_answers_are_held_against_the_scores() -> None:
    table = _times([[10_000.0]] * 9 + [[10.0]])
    scores = ResponseTable(names=("i0",), values=np.array([[1.0]] * 9 + [[0.0]]))

    items, _ = time_study(table, scores=scores)

    assert (items[0].p_rapid, items[0].p_other) == (0.0, 1.0)


def test_times_below_zero_and_impossible_shares_are_refused() -> None:
    with pytest.raises(TableScoreError):
        time_study(_times([[-1.0, 2.0]]))
    with pytest.raises(SettingError):
        time_study(_times([[1.0, 2.0]]), TimeSettings(share=1.5))


def test_a_norm_row_is_the_exact_mid_rank() -> None:
    scores = [1] * 10 + [2] * 20 + [3] * 10

    found = norm_table(scores, scale="s", group="g", version="1", lowest=0, highest=4)

    row = found.row(1)
    share = Fraction(5, 40)
    assert row.percentile == f"{float(share * 100):.2f}"
    assert found.row(2).percentile == "50.00"
    assert (found.row(2).t, found.row(2).stanine) == (50, 5)
    assert (found.row(0).count, found.row(0).percentile, found.row(0).t) == (0, "0.00", 10)
    assert (found.row(4).percentile, found.row(4).sten) == ("100.00", 10)


def test_norms_climb_with_the_score_and_their_hash_is_stable() -> None:
    scores = np.random.default_rng(1).binomial(40, 0.6, size=500)

    one, two = (
        norm_table(scores, scale="s", group="g", version=v, lowest=0, highest=40)
        for v in ("1", "2")
    )

    for column in ("t", "sten", "stanine"):
        values = [getattr(row, column) for row in one.rows]
        assert values == sorted(values)
    assert (
        one.hash == norm_table(scores, scale="s", group="g", version="1", lowest=0, highest=40).hash
    )
    assert one.hash != two.hash
    assert norm_warnings(one) == ()


def test_norms_of_few_alike_or_impossible_scores_are_refused() -> None:
    known = {"scale": "s", "group": "g", "version": "1", "lowest": 0, "highest": 9}

    with pytest.raises(TableTooSmallError):
        norm_table([1, 2, 3], **known)  # type: ignore[arg-type]
    with pytest.raises(NoVariationError):
        norm_table([3] * 50, **known)  # type: ignore[arg-type]
    with pytest.raises(SettingError):
        norm_table([30] * 50, **known)  # type: ignore[arg-type]


def test_a_difference_is_less_reliable_than_its_parts() -> None:
    assert difference_reliability(0.9, 0.8, 0.6) == pytest.approx(0.625)
    assert difference_reliability(0.9, 0.9, 0.0) == pytest.approx(0.9)
    assert smallest_real_difference(10, 0.9, 0.8) == pytest.approx(10.7352, abs=1e-4)
    with pytest.raises(SettingError):
        difference_reliability(0.9, 0.8, 1.0)


def _days(
    seed: int, leak_day: int | None = None, growth: float = 1.2
) -> tuple[ResponseTable, Texts]:
    """Return 0/1 answers over six days; item 3 grows easier from a day on."""
    chance = np.random.default_rng(seed)
    day = np.arange(900) % 6
    # Later days are abler: that alone must flag nothing.
    ability = chance.normal(size=900) + 0.1 * day
    logit = ability[:, None] - chance.normal(size=25)
    if leak_day is not None:
        logit[day >= leak_day, 3] += growth
    values = (chance.random((900, 25)) < 1 / (1 + np.exp(-logit))).astype(np.float64)
    table = ResponseTable(names=tuple(f"i{n}" for n in range(25)), values=values)
    return table, np.array([f"2025-01-2{number}" for number in day])


def test_a_leaked_item_is_flagged_after_its_leak_and_no_other() -> None:
    found = drift_study(*_days(1, leak_day=2))

    flagged = {row.item: row.flagged_on for row in found.items if row.flagged_on}
    assert list(flagged) == ["i3"]
    assert flagged["i3"] is not None
    assert flagged["i3"] >= "2025-01-22"
    assert (found.items[3].log_odds or 0) > 0.5
    assert found.items[3].p < 0.05


@pytest.mark.parametrize("seed", range(5))
def test_days_of_abler_people_flag_nothing(seed: int) -> None:
    found = drift_study(*_days(20 + seed))

    assert not any(row.flagged_on for row in found.items)


def test_the_evidence_of_an_item_that_does_not_drift_averages_at_most_one() -> None:
    found = [row.evidence for seed in range(6) for row in drift_study(*_days(50 + seed)).items]

    assert np.mean(found) < 1.5


def test_e_bh_takes_the_largest_count_that_pays() -> None:
    rejected = e_bh(np.array([100.0, 1.0, 45.0, 0.2]), 0.05)

    assert rejected.tolist() == [True, False, True, False]
    assert not e_bh(np.array([10.0, 1.0]), 0.05).any()


def test_more_looks_than_planned_and_a_single_day_are_refused() -> None:
    table, days = _days(3)

    with pytest.raises(SettingError):
        drift_study(table, days, planned_looks=3)
    with pytest.raises(GroupsError):
        drift_study(table, np.full(900, "2025-01-20"))

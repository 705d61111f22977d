"""Levels against requirements: marks, sums, and categories decided exactly at the cuts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.scoring.profile import Ratio, build_profile, capped, categorise, mark_of, part_ratio
from station.scoring.scores import LevelScore
from station.scoring.tables import MeasureRule
from tests.unit.scoring import battery

STANDARDS = battery.standards()
SCORER = battery.scorer(STANDARDS)
JPM = STANDARDS.measure("jpm")
TOP = 6


def level(reached: int | None, low: int | None = None, high: int | None = None) -> LevelScore:
    return LevelScore(
        code="integritas",
        state="scored" if reached is not None else "unanswered",
        points=None,
        most=50,
        answered=10,
        items=10,
        reached=reached,
        low=reached if low is None else low,
        high=reached if high is None else high,
        low_hundredths=None,
        high_hundredths=None,
    )


@pytest.mark.parametrize(
    "score, required, mark",
    [
        (level(5, 4, 6), 4, "above"),
        (level(5, 3, 6), 4, "meets"),
        (level(4, 4, 4), 4, "meets"),
        (level(4, 3, 5), 4, "meets"),
        (level(3, 2, 4), 4, "uncertain"),
        (level(3, 2, 3), 4, "short"),
        (level(1, 1, 1), 2, "short"),
        (level(6, 6, 6), 8, "beyond"),
        (level(1, 1, 1), 8, "beyond"),
        (level(None), 4, "not_scorable"),
        (level(None), 8, "not_scorable"),
    ],
)
def test_a_mark_says_no_more_than_the_band(score: LevelScore, required: int, mark: str) -> None:
    assert mark_of(score, required, TOP) == mark


halves = st.integers(min_value=1, max_value=6)


@given(st.lists(halves, min_size=3, max_size=3).map(sorted), st.integers(2, 10))
def test_short_only_below_the_whole_band_and_above_only_over_it(
    band: list[int], required: int
) -> None:
    low, reached, high = band
    mark = mark_of(level(reached, low, high), required, TOP)

    assert (mark == "short") == (required <= TOP and high < required)
    assert mark != "above" or (low >= required and reached > required)
    assert (mark == "beyond") == (required > TOP)


def ratio(percent: str, low: str, high: str) -> Ratio:
    return Ratio(
        achieved=0,
        required=1,
        percent=Decimal(percent),
        low=Decimal(low),
        high=Decimal(high),
        error=Decimal(0),
    )


@pytest.mark.parametrize(
    "percent, category",
    [
        ("0", "kurang"),
        ("77.99999999999999999999999999", "kurang"),
        ("78", "cukup"),
        ("89.99999999999999999999999999", "cukup"),
        ("90", "optimal"),
        ("300", "optimal"),
    ],
)
def test_a_category_begins_exactly_at_its_cut(percent: str, category: str) -> None:
    found = categorise(ratio(percent, percent, percent), JPM)

    assert JPM.category[found.place].code == category
    assert not found.near_cut


@pytest.mark.parametrize(
    "percent, low, high, others, cuts",
    [
        ("90", "85", "95", ("cukup",), ("90",)),
        ("89", "85", "90", ("optimal",), ("90",)),
        ("89", "85", "89.999", (), ()),
        ("90", "90", "95", (), ()),
        ("84", "77", "91", ("kurang", "optimal"), ("78", "90")),
        ("92", "70", "95", ("cukup", "kurang"), ("78", "90")),
    ],
)
def test_a_cut_inside_the_band_names_the_other_categories(
    percent: str, low: str, high: str, others: tuple[str, ...], cuts: tuple[str, ...]
) -> None:
    found = categorise(ratio(percent, low, high), JPM)

    assert tuple(JPM.category[at].code for at in found.others) == others
    assert tuple(JPM.category[at].from_percent for at in found.cuts) == cuts


@given(st.integers(1, 54), st.integers(18, 54))
def test_no_sum_of_levels_reaches_a_cut_that_its_fraction_misses(
    achieved: int, required: int
) -> None:
    value = Decimal(achieved) * 100 / Decimal(required)
    found = categorise(ratio(str(value), str(value), str(value)), JPM)

    reached = sum(achieved * 100 >= cut * required for cut in (78, 90))
    assert found.place == reached


def test_the_match_is_the_sum_of_levels_over_the_sum_required() -> None:
    scores = SCORER.score(battery.sat(battery.answers_of({"integritas": 45, "komunikasi": 33})))
    profile = build_profile(scores, STANDARDS.required_halves(3, ""), STANDARDS)

    assert profile.jpm is not None
    assert (profile.jpm.achieved, profile.jpm.required) == (6 + 2 + 7 * 4, 54)
    assert profile.jpm.percent == Decimal(3600) / Decimal(54)
    nine_errors = (9 * 25 * Decimal("0.35")).sqrt() / 3  # 3 points a half level
    assert abs(profile.jpm.error - nine_errors * 100 / 54) < Decimal("1e-20")


def test_the_band_of_a_sum_stays_within_what_the_form_can_show() -> None:
    scores = SCORER.score(battery.sat(battery.answers_of(50)))
    profile = build_profile(scores, STANDARDS.required_halves(3, ""), STANDARDS)

    assert profile.jpm is not None
    assert profile.jpm.percent == profile.jpm.high == 100
    assert profile.jpm.low < 100


def test_a_match_may_exceed_a_hundred_and_a_cap_only_limits_what_is_shown() -> None:
    scores = SCORER.score(battery.sat(battery.answers_of(45)))
    profile = build_profile(scores, STANDARDS.required_halves(2, ""), STANDARDS)

    assert profile.jpm is not None
    assert profile.jpm.percent == 150
    assert capped(profile.jpm.percent, JPM) == 150
    assert capped(profile.jpm.percent, MeasureRule(cap_percent=100, category=())) == 100


def test_an_incomplete_section_withholds_the_match_but_not_what_was_measured() -> None:
    ways = dict.fromkeys(battery.PARTS, "left")
    del ways["emerging"]
    scores = SCORER.score(battery.sat(battery.answers_of(), closed=ways))
    profile = build_profile(scores, STANDARDS.required_halves(2, ""), STANDARDS)

    assert (profile.jpm, profile.missing) == (None, "incomplete")
    assert profile.emerging is None
    assert profile.potential is not None
    assert profile.digital is not None
    assert {one.mark for one in profile.standings} == {"meets"}


def test_an_unanswered_competency_withholds_the_match() -> None:
    answers = {k: v for k, v in battery.answers_of().items() if not k.startswith("KEPUTUSAN")}
    profile = build_profile(
        SCORER.score(battery.sat(answers)), STANDARDS.required_halves(2, ""), STANDARDS
    )

    assert (profile.jpm, profile.missing) == (None, "incomplete")


def test_a_requirement_beyond_the_form_withholds_the_match() -> None:
    scores = SCORER.score(battery.sat(battery.answers_of(50)))
    profile = build_profile(scores, STANDARDS.required_halves(4, ""), STANDARDS)

    assert (profile.jpm, profile.missing) == (None, "beyond")
    assert {one.mark for one in profile.standings} == {"beyond"}


def test_potential_is_the_sum_of_bands_over_forty() -> None:
    scores = SCORER.score(battery.sat(battery.answers_of()))
    profile = build_profile(scores, STANDARDS.required_halves(2, ""), STANDARDS)

    bands = sum(one.reached or 0 for one in scores.aspects)
    assert profile.potential is not None
    assert profile.potential.percent == Decimal(bands) * 100 / 40


def test_a_part_of_a_scale_is_less_exact_than_the_whole() -> None:
    error = Decimal("2.5")
    whole, part = part_ratio(40, 50, 50, error), part_ratio(8, 10, 50, error)

    assert whole.percent == part.percent == 80
    assert whole.error == 5
    assert part.error > 2 * whole.error
    assert part_ratio(10, 10, 50, error).high == 100

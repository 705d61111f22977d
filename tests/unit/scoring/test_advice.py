"""Advice by rule: posts, placement, plans, boxes."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.scoring.advice.fit import compare_posts, readiness
from station.scoring.advice.nine_box import box_of, columns_of
from station.scoring.advice.placement import propose
from station.scoring.advice.plan import build_plan, next_level
from station.scoring.profile import Profile, Ratio, build_profile
from station.scoring.scores import Scores
from tests.unit.scoring import battery, samples

STANDARDS = samples.STANDARDS
DAY = "2025-01-21"


def scored(levels: dict[str, int] | int, **measured: int) -> Scores:
    answers = battery.answers_of(levels, digital=50, emerging=40, **measured)
    return samples.SCORER.score(battery.sat(answers))


def profile(levels: dict[str, int] | int, tier: int = 2, post: str = "") -> Profile:
    return build_profile(scored(levels), STANDARDS.required_halves(tier, post), STANDARDS)


def at(percent: str, error: str = "0") -> Ratio:
    value, width = Decimal(percent), Decimal(error)
    return Ratio(
        achieved=0, required=1, percent=value, low=value - width, high=value + width, error=width
    )


def test_posts_compared_are_the_own_target_and_vacant_ones_of_near_tiers() -> None:
    fits, beyond = compare_posts(samples.PERSON, scored(45), STANDARDS)

    assert len(fits) == STANDARDS.advice.fit.posts_shown
    assert [one.post.code for one in fits if one.current] == [samples.PERSON.target]
    assert all(one.post.vacant_from for one in fits if not one.current)
    assert [post.code for post in beyond] == ["DISKOMINFO-KABID-SPBE"]


@given(st.integers(30, 50), st.integers(30, 50), st.integers(1, 3))
def test_posts_are_listed_best_first_in_groups_that_overlap(
    some: int, others: int, tier: int
) -> None:
    levels = {
        code: some if place % 2 else others for place, code in enumerate(battery.COMPETENCIES)
    }
    person = msgspec.structs.replace(samples.PERSON, tier=tier, target="")
    fits, _ = compare_posts(person, scored(levels), STANDARDS)

    assert [one.ratio.percent for one in fits] == sorted(
        (one.ratio.percent for one in fits), reverse=True
    )
    leads = {one.group: one for one in reversed(fits)}
    for one in fits:
        assert one.ratio.high >= leads[one.group].ratio.low
        following = leads.get(one.group + 1)
        assert following is None or following.ratio.high < leads[one.group].ratio.low


def test_readiness_covers_the_neighbouring_tiers_and_stops_at_the_form() -> None:
    rows = readiness(samples.PERSON, scored(45), STANDARDS)

    assert [(row.tier.tier, row.ratio is None) for row in rows] == [
        (2, False),
        (3, False),
        (4, True),
    ]
    assert rows[0].ratio is not None
    assert rows[0].ratio.percent == 150


@pytest.mark.parametrize(
    "ratio, advice",
    [
        (at("95", "3"), "keep"),
        (at("91", "3"), "keep_confirm"),
        (at("84", "3"), "develop_in_post"),
        (at("88", "3"), "develop_confirm"),
        (at("76", "3"), "confirm_first"),
        (at("60", "3"), "compare_posts"),
    ],
)
def test_the_category_and_its_nearness_decide_the_proposal(ratio: Ratio, advice: str) -> None:
    assert propose(replace(profile(45), jpm=ratio), STANDARDS) == advice


def test_without_a_match_nothing_is_proposed() -> None:
    assert propose(profile(45, tier=4), STANDARDS) == "none_beyond"
    missing = replace(profile(45), jpm=None, missing="incomplete")
    assert propose(missing, STANDARDS) == "none_incomplete"


def test_the_largest_gap_comes_first_and_aims_at_the_next_level() -> None:
    levels = dict.fromkeys(battery.COMPETENCIES, 50) | {"keputusan": 33, "komunikasi": 20}
    plan = build_plan(profile(levels, tier=3), DAY, STANDARDS)
    first = plan.steps[0]

    assert first.codes == ("komunikasi",)
    assert first.activity is not None
    assert (first.activity.level, first.activity.method) == (1, "internship")
    assert [one.activity.method for one in plan.steps[:3] if one.activity] == [
        "internship",
        "coaching",
        "training",
    ]


def test_a_plan_keeps_to_its_hours_and_says_what_waits() -> None:
    plan = build_plan(profile(33, tier=3), DAY, STANDARDS)

    assert plan.jp <= STANDARDS.advice.plan.jp_most
    assert len(plan.waiting) == 7
    assert set(plan.waiting) & {code for one in plan.steps for code in one.codes} == set()


def test_without_gaps_there_is_a_challenge_at_the_next_level() -> None:
    plan = build_plan(profile(50, tier=2), DAY, STANDARDS)

    assert {one.mark for one in plan.steps} == {"above"}
    assert {one.activity.level for one in plan.steps if one.activity} == {4}
    assert plan.waiting == ()


def test_due_days_count_from_the_session() -> None:
    levels = dict.fromkeys(battery.COMPETENCIES, 50) | {"keputusan": 33}
    plan = build_plan(profile(levels, tier=3), DAY, STANDARDS)
    due = {one.activity.mode: one.due for one in plan.steps if one.activity}

    assert due == {"work": "2025-11-17", "social": "2025-07-20", "formal": "2025-05-21"}


def test_what_is_not_certain_is_observed_in_one_step() -> None:
    levels = dict.fromkeys(battery.COMPETENCIES, 50) | {"keputusan": 43, "perubahan": 44}
    plan = build_plan(profile(levels, tier=3), DAY, STANDARDS)

    assert plan.steps[0].codes == ("perubahan", "keputusan")
    assert plan.steps[0].activity is None
    assert plan.steps[0].jp == 2 * STANDARDS.advice.plan.observe_jp


@pytest.mark.parametrize("digital, steps", [(30, 2), (45, 0)])
def test_a_knowledge_scale_in_its_lowest_category_is_trained(digital: int, steps: int) -> None:
    answers = battery.answers_of(50, digital=digital, emerging=40)
    measured = samples.SCORER.score(battery.sat(answers))
    found = build_profile(measured, STANDARDS.required_halves(3, ""), STANDARDS)
    plan = build_plan(found, DAY, STANDARDS)

    assert len([one for one in plan.steps if one.codes == ("digital",)]) == steps


@pytest.mark.parametrize("halves, level", [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (10, 5)])
def test_the_next_level_is_the_first_not_fully_reached(halves: int, level: int) -> None:
    assert next_level(halves) == level


@pytest.mark.parametrize(
    "performance, percent, box",
    [
        ("below", "59.9999", 1),
        ("meets", "59.9999", 2),
        ("below", "60", 3),
        ("above", "0", 4),
        ("meets", "79.9999", 5),
        ("below", "80", 6),
        ("above", "60", 7),
        ("meets", "80", 8),
        ("above", "100", 9),
    ],
)
def test_the_nine_boxes_lie_as_the_ministry_numbers_them(
    performance: str, percent: str, box: int
) -> None:
    columns = columns_of(at(percent), STANDARDS.nine_box)
    found = box_of(performance, columns.column, STANDARDS.nine_box)

    assert found is not None
    assert found.box == box


def test_without_performance_there_is_no_box() -> None:
    assert box_of("", "high", STANDARDS.nine_box) is None


def test_a_band_over_a_column_names_the_other() -> None:
    columns = columns_of(at("79", "2"), STANDARDS.nine_box)

    assert (columns.column, columns.others) == ("medium", ("high",))

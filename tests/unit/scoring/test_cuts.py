"""From points to levels: boundaries lie exactly at the cuts, and levels never fall."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.scoring.cuts import CutTable, build_table, decimal_of
from station.scoring.errors import StandardsInvalidError
from station.scoring.exact import divide, floor, percent, root_sum_of_squares, tenths
from station.scoring.tables import CutRow, CutStep


def row(**changes: Any) -> CutRow:
    fields: dict[str, Any] = {
        "codes": ("x",),
        "unit": "halves",
        "points_most": 50,
        "reliability": "0.64",
        "sd_points": "5.0",
        "steps": tuple(
            CutStep(points=cut, reached=at)
            for cut, at in ((0, 1), (33, 2), (36, 3), (39, 4), (42, 5), (45, 6))
        ),
    }
    return CutRow(**{**fields, **changes})


TABLE = build_table(row(), "x")
points_of = st.integers(min_value=0, max_value=50)


@pytest.mark.parametrize(
    "points, level",
    [(0, 1), (32, 1), (33, 2), (35, 2), (36, 3), (38, 3), (39, 4), (44, 5), (45, 6)],
)
def test_a_level_begins_exactly_at_its_cut(points: int, level: int) -> None:
    assert TABLE.reached(points) == level


def test_a_cut_missed_by_the_smallest_fraction_is_missed() -> None:
    just_below = divide(39 * 36 * 10**20 - 1, 36 * 10**20)

    assert TABLE.reached(just_below) == 3


def test_the_error_follows_the_classical_formula() -> None:
    assert TABLE.error_points == Decimal("3.00")
    assert TABLE.error_steps == Decimal(1)


def test_the_band_goes_through_the_same_table() -> None:
    reading = TABLE.read(40)

    assert (reading.low, reading.reached, reading.high) == (3, 4, 5)
    assert (reading.low_hundredths, reading.high_hundredths) == (166, 266)


@given(points_of)
def test_a_band_holds_its_level_and_stays_in_the_table(points: int) -> None:
    reading = TABLE.read(points)

    assert TABLE.bottom <= reading.low <= reading.reached <= reading.high <= TABLE.top
    assert reading.low_hundredths <= reading.reached * 50 <= reading.high_hundredths


@given(points_of, points_of)
def test_more_points_never_lower_a_level_or_its_band(one: int, other: int) -> None:
    below, above = TABLE.read(min(one, other)), TABLE.read(max(one, other))

    assert below.reached <= above.reached
    assert below.low <= above.low
    assert below.high <= above.high
    assert below.high_hundredths <= above.high_hundredths


@given(points_of, st.integers(min_value=0, max_value=60))
def test_the_drawn_band_reaches_a_level_only_if_the_table_does(points: int, level: int) -> None:
    reading = TABLE.read(points)

    assert (reading.high_hundredths >= level * 50) == (reading.high >= level)


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": ()},
        {"steps": tuple(CutStep(points=p, reached=r) for p, r in ((1, 1), (5, 2), (9, 3)))},
        {"steps": tuple(CutStep(points=p, reached=r) for p, r in ((0, 1), (9, 2), (5, 3)))},
        {"steps": tuple(CutStep(points=p, reached=r) for p, r in ((0, 1), (5, 3), (9, 2)))},
        {"steps": tuple(CutStep(points=p, reached=r) for p, r in ((0, 1), (5, 2), (51, 3)))},
        {"reliability": "1"},
        {"reliability": "0"},
        {"reliability": "0,64"},
        {"sd_points": "0"},
        {"sd_points": "51"},
        {"sd_points": "-1"},
        {"sd_points": "1e3"},
        {"sd_points": "٣"},
    ],
)
def test_a_table_without_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(StandardsInvalidError):
        build_table(row(**changes), "x")


def test_a_scale_of_percentages_needs_no_steps() -> None:
    table = build_table(row(unit="points", steps=()), "x")

    assert table.error_steps == table.error_points == Decimal("3.00")


def test_every_table_that_comes_with_the_program_is_read_alike() -> None:
    again = msgspec.convert(msgspec.to_builtins(row()), CutRow)

    assert isinstance(build_table(again, "x"), CutTable)
    assert build_table(again, "x") == TABLE


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=1, max_value=10_000))
def test_a_percentage_falls_on_the_side_of_a_cut_where_the_fraction_lies(
    part: int, whole: int
) -> None:
    exact = Fraction(part * 100, whole)

    for cut in (60, 68, 78, 80, 90):
        assert (percent(part, whole) >= cut) == (exact >= cut)
        assert (tenths(percent(part, whole)) >= cut * 10) == (exact >= cut)


def test_a_printed_tenth_is_cut_off_and_never_rounded_up() -> None:
    assert tenths(Decimal("89.9999999999")) == 899
    assert floor(Decimal("-0.5")) == -1


def test_errors_of_independent_parts_add_as_squares() -> None:
    assert root_sum_of_squares([Decimal(3), Decimal(4)]) == Decimal(5)
    assert root_sum_of_squares([]) == 0


def test_only_plain_decimals_are_numbers() -> None:
    assert decimal_of("12.50", "x") == Decimal("12.5")
    for text in ("", ".", "1.2.3", "NaN", "1_0", " 1"):
        with pytest.raises(StandardsInvalidError):
            decimal_of(text, "x")

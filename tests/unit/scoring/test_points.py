"""What one answer earns."""

from typing import Any

import pytest

from station.exam.form import Blank, Item, ItemId, Kind, Option, OptionCode, SectionCode
from station.scoring.errors import KeyForeignError
from station.scoring.key import ItemKey, Statement
from station.scoring.points import earned
from station.scoring.tables import ScoringRule
from tests.papers import item, options

RULE = ScoringRule(
    closed_by=("left", "time"),
    statement_share_percent=80,
    most_points=5,
    middle_points=3,
    least_points=1,
)


def match_key(*correct: str, tolerance: str = "") -> ItemKey:
    return ItemKey(
        item=ItemId("X"), scale="s", scoring="match", correct=correct, tolerance=tolerance
    )


def points(key: ItemKey, one: Item, choice: Any) -> int | None:
    return next(iter(earned(key, one, choice, RULE))).points


@pytest.mark.parametrize(
    "kind, correct, choice, expected",
    [
        (Kind.SINGLE, ("B",), "B", 1),
        (Kind.SINGLE, ("B",), "C", 0),
        (Kind.MULTIPLE, ("A", "C"), ["A", "C"], 1),
        (Kind.MULTIPLE, ("A", "C"), ["A", "B"], 0),
        (Kind.ORDER, ("B", "A", "C"), ["B", "A", "C"], 1),
        (Kind.ORDER, ("B", "A", "C"), ["A", "B", "C"], 0),
        (Kind.TEXT, ("Serang", "kota Serang"), "  KOTA   serang ", 1),
        (Kind.TEXT, ("Serang",), "Cilegon", 0),
    ],
)
def test_a_matched_answer_earns_one_or_nothing(
    kind: Kind, correct: tuple[str, ...], choice: Any, expected: int
) -> None:
    one = item("X", "s", kind, min_choices=2, max_choices=2)

    assert points(match_key(*correct), one, choice) == expected


@pytest.mark.parametrize("kind", [Kind.MATCH, Kind.INLINE])
def test_every_pair_of_a_grid_must_be_right(kind: Kind) -> None:
    blanks = tuple(Blank(name=name, options=options("XY")) for name in "AB")
    one = item("X", "s", kind, options=options("AB"), blanks=blanks)
    key = match_key("A:X", "B:Y")

    assert points(key, one, [["A", "X"], ["B", "Y"]]) == 1
    assert points(key, one, [["A", "Y"], ["B", "Y"]]) == 0


@pytest.mark.parametrize(
    "answer, expected", [("12.5", 1), ("12.40", 1), ("12.6", 1), ("12.61", 0), ("-12.5", 0)]
)
def test_a_number_is_right_within_its_tolerance(answer: str, expected: int) -> None:
    one = item("X", "s", Kind.NUMERIC, options=())

    assert points(match_key("12.5", tolerance="0.1"), one, answer) == expected


def test_a_blank_keyed_or_graded_item_earns_nothing_but_counts() -> None:
    graded = ItemKey(item=ItemId("X"), scale="s", scoring="graded", points={"A": 5, "B": 1})

    assert points(match_key("A"), item("X", "s"), None) == 0
    assert points(graded, item("X", "s"), None) == 0


@pytest.mark.parametrize("direction, expected", [("+", 4), ("-", 2)])
def test_a_reversed_statement_counts_from_the_other_end(direction: Any, expected: int) -> None:
    key = ItemKey(item=ItemId("X"), scale="s", scoring="keyed", direction=direction)

    assert points(key, item("X", "s", Kind.LIKERT, options=options("12345")), "4") == expected


def test_a_blank_statement_is_left_out() -> None:
    key = ItemKey(item=ItemId("X"), scale="s", scoring="keyed")

    assert points(key, item("X", "s", Kind.LIKERT, options=options("12345")), None) is None


BLOCK = ItemKey(
    item=ItemId("X"),
    scale="",
    scoring="keyed",
    statements={
        "A": Statement(scale="a", direction="+"),
        "B": Statement(scale="b", direction="-"),
        "C": Statement(scale="c", direction="+"),
        "D": Statement(scale="d", direction="-"),
    },
)
FOUR = item("X", "s", Kind.MOST_LEAST, options=options("ABCD"))


@pytest.mark.parametrize(
    "most, least, expected",
    [
        ("A", "C", {"a": 5, "b": 3, "c": 1, "d": 3}),
        ("B", "D", {"a": 3, "b": 1, "c": 3, "d": 5}),
        ("C", "B", {"a": 3, "b": 5, "c": 5, "d": 3}),
    ],
)
def test_most_counts_for_a_statement_and_against_a_reversed_one(
    most: str, least: str, expected: dict[str, int]
) -> None:
    given = earned(BLOCK, FOUR, {"most": most, "least": least}, RULE)

    assert {one.scale: one.points for one in given} == expected


def test_a_half_answered_block_is_left_out_whole() -> None:
    assert [one.points for one in earned(BLOCK, FOUR, {"most": "A"}, RULE)] == [None] * 4


@pytest.mark.parametrize("scoring", ["infrequency", "pair"])
def test_flag_items_earn_nothing_for_any_scale(scoring: Any) -> None:
    key = ItemKey(item=ItemId("X"), scale="validity", scoring=scoring)

    assert list(earned(key, item("X", "s"), "A", RULE)) == []


@pytest.mark.parametrize(
    "key, kind, choice",
    [
        (
            ItemKey(item=ItemId("X"), scale="s", scoring="graded", points={"A": 5}),
            Kind.SINGLE,
            "B",
        ),
        (match_key("twelve"), Kind.NUMERIC, "12"),
        (match_key(), Kind.NUMERIC, "12"),
        (match_key("A"), Kind.HOTSPOT, [1, 2]),
    ],
)
def test_a_key_that_does_not_know_the_response_is_refused(
    key: ItemKey, kind: Kind, choice: Any
) -> None:
    one = Item(
        id=ItemId("X"),
        section=SectionCode("s"),
        kind=kind,
        stem={},
        options=(Option(code=OptionCode("A"), text={}), Option(code=OptionCode("B"), text={})),
    )

    with pytest.raises(KeyForeignError):
        points(key, one, choice)

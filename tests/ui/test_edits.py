"""From what stands and what was done to what stands next: always a response the item accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.exam.form import Item, Kind, OptionCode
from station.exam.responses import NUMBER, normal_choice
from station.ui.participant.item import edits
from tests.papers import every_kind

ITEMS = {item.kind: item for item in every_kind()}
CODES = st.sampled_from("ABCD").map(OptionCode)


@pytest.mark.parametrize(
    "typed,language,stored",
    [
        ("12", "id", "12"),
        (" 1 250 ", "id", "1250"),
        ("1.250", "id", "1250"),
        ("1.250", "en", "1.250"),
        ("1,250", "en", "1250"),
        ("1,250", "id", "1.250"),
        ("1.250,5", "id", "1250.5"),
        ("1,250.5", "en", "1250.5"),
        ("3,5", "id", "3.5"),
        ("3.5", "id", "3.5"),
        ("-0,5", "id", "-0.5"),
        ("−4", "id", "-4"),
        ("+7", "id", "7"),
        ("007", "id", "7"),
        (",5", "id", "0.5"),
        ("5,", "id", "5"),
        ("", "id", None),
        ("-", "id", None),
        (",", "id", None),
        ("1,2,3", "id", None),
        ("12a", "id", None),
        ("1" * 16, "id", None),
        ("0," + "1" * 10, "id", None),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(
    typed: str, language: str, stored: str | None
) -> None:
    assert edits.number(typed, language) == stored


@given(st.text(alphabet="0123456789.,+- ", max_size=12), st.sampled_from(["id", "en"]))
def test_what_is_read_of_a_number_can_be_stored_and_reads_back(typed: str, language: str) -> None:
    stored = edits.number(typed, language)

    if stored is not None:
        assert NUMBER.fullmatch(stored)
        assert edits.number(edits.shown_number(stored, language), language) == stored


@pytest.mark.parametrize(
    "stored,language,shown",
    [("1250.5", "id", "1.250,5"), ("1250.5", "en", "1,250.5"), ("-7", "id", "-7")],
)
def test_numbers_are_written_as_the_language_writes_them(
    stored: str, language: str, shown: str
) -> None:
    assert edits.shown_number(stored, language) == shown


@given(st.lists(CODES, max_size=8))
def test_toggling_gives_responses_that_a_multiple_item_accepts(codes: list[OptionCode]) -> None:
    item, standing = ITEMS[Kind.MULTIPLE], None
    for code in codes:
        if not edits.too_many(item, standing, code):
            standing = edits.chosen(item, standing, code)

    assert standing is None or normal_choice(item, standing) == standing


@given(st.lists(st.tuples(st.sampled_from(["most", "least"]), CODES), max_size=8))
def test_sides_give_responses_that_a_most_least_item_accepts(
    given_sides: list[tuple[edits.Side, OptionCode]],
) -> None:
    item, standing = ITEMS[Kind.MOST_LEAST], None
    for side, code in given_sides:
        standing = edits.sided(standing, side, code)

    assert standing is None or normal_choice(item, standing) == standing


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("XY")), max_size=8))
def test_pairs_give_responses_that_a_grid_accepts(pairs: list[tuple[str, str]]) -> None:
    item, standing = ITEMS[Kind.MATCH], None
    for left, right in pairs:
        standing = edits.paired(standing, left, right)

    assert standing is None or normal_choice(item, standing) == standing


@given(st.permutations("ABC"), st.sampled_from("ABC"), st.integers(-4, 4))
def test_moving_keeps_every_thing_and_stops_at_the_ends(
    order: list[str], code: str, step: int
) -> None:
    moved = edits.moved(tuple(order), code, step)
    place = min(max(order.index(code) + step, 0), 2)

    assert sorted(moved) == list("ABC")
    assert moved.index(code) == place


def test_a_single_item_takes_the_code_itself() -> None:
    item: Item = ITEMS[Kind.SINGLE]

    assert edits.chosen(item, "A", OptionCode("B")) == "B"
    assert not edits.too_many(item, "A", OptionCode("B"))

"""Where items stand: numbers through the form, cases through a section."""

import pytest

from station.exam.form import ItemId, SectionCode
from station.exam.sitting import Paper, Sitting
from station.ui.participant.item.places import Places
from tests.ui.pages import wide_form


@pytest.fixture
def places() -> Places:
    sitting = Sitting(paper=Paper(wide_form()), order="07")
    return Places(sitting)


def test_numbers_run_through_all_sections(places: Places) -> None:
    assert places.number[ItemId("S-1")] == 1
    assert places.number[ItemId("C-2")] == 15
    assert places.number[ItemId("W-1")] == 16
    assert len(places.number) == 17


def test_a_case_knows_its_place_and_for_which_items_it_stands(places: Places) -> None:
    case = places.question(ItemId("C-2")).case

    assert case is not None
    assert (case.place, case.first, case.last) == (1, 14, 15)
    assert places.question(ItemId("S-1")).case is None


def test_the_first_and_the_last_of_a_section_are_known(places: Places) -> None:
    ends = [
        (one, question.first, question.last)
        for one in ("S-1", "M-1", "C-2", "W-1", "W-2")
        if (question := places.question(ItemId(one))).first or question.last
    ]

    assert ends == [
        ("S-1", True, False),
        ("C-2", False, True),
        ("W-1", True, False),
        ("W-2", False, True),
    ]


def test_a_section_of_statements_alone_is_told_from_others(places: Places) -> None:
    sitting = Sitting(paper=places.paper, order="07")

    assert places.panel(sitting, SectionCode("spoken")).statements
    assert not places.panel(sitting, SectionCode("all")).statements

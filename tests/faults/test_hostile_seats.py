"""A seat whose owner writes absurdities holds back itself and nobody else."""

from itertools import islice

import pytest

from tests.faults.hostility import Outcome, bring_to_reports, honest_scores
from tests.faults.spoilers import random_spoilers, spoilers
from tests.whole import Whole

EVERY = 6
CHEATS = {
    "wall 2025-02-30T01:00:00.000Z last": "body_malformed",
    "wall 0001-01-01T00:00:00.000Z first": "body_malformed",
    "a week for each section": "opening_unlawful",
    "half as much time again": "opening_unlawful",
    "factor 0": "conduct_unreadable",
    "sealed conduct": "unfinished",
    "clear content": "conduct_unreadable",
    "answer 0 '1'": "fact_out_of_place",
    "answer 2 'True'": "fact_out_of_place",
    "spent -1": "conduct_unreadable",
}


@pytest.fixture(scope="module")
def outcome(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Return what came of a room in which every fifth spoiler, and some cheats, had a seat."""
    every = spoilers()
    chosen = dict(islice(every.items(), 0, None, EVERY)) | {one: every[one] for one in CHEATS}
    folder = tmp_path_factory.mktemp("hostile")
    return bring_to_reports(whole, chosen | random_spoilers(20, seed=2025), folder)


def test_nobody_elses_scores_change(outcome: Outcome, whole: Whole) -> None:
    assert outcome.scores == honest_scores(whole.root)
    assert len(outcome.scores) == 4


def test_an_honest_sitting_in_the_same_room_is_scored(outcome: Outcome) -> None:
    assert "honest" in outcome.scored


def test_cheats_are_refused_or_held_with_their_reason(outcome: Outcome) -> None:
    told = {**outcome.rejected, **outcome.held}

    assert {name: told.get(name, "scored") for name in CHEATS} == CHEATS

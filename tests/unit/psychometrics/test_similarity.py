"""Similarity: planted copies are found, independent persons are left in peace."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from station.psychometrics.errors import (
    NoVariationError,
    TableColumnError,
    TableScoreError,
    TableTooSmallError,
)
from station.psychometrics.multiplicity import benjamini_hochberg, holm
from station.psychometrics.similarity.curves import (
    CodedAnswers,
    code_answers,
    one_hot,
    option_probabilities,
    rest_abilities,
)
from station.psychometrics.similarity.pairs import exact_tails, pair_blocks
from station.psychometrics.similarity.seats import read_seats
from station.psychometrics.similarity.study import NOTICE, similarity_study
from station.psychometrics.table import parse_raw, read_key, read_raw

OPTIONS = tuple("ABCD")


def _answers(
    persons: int, items: int, seed: int, copies: list[tuple[int, int, float]] | None = None
) -> CodedAnswers:
    """Return persons who answer alone, except the copies (source, copier, share)."""
    chance = np.random.default_rng(seed)
    slopes = 0.4 * chance.normal(size=(items, 4))
    levels = 0.7 * chance.normal(size=(items, 4))
    slopes[:, 0] += 0.8
    ability = chance.normal(size=(persons, 1, 1))
    utility = ability * slopes + levels + chance.gumbel(size=(persons, items, 4))
    chosen = utility.argmax(axis=2)
    for source, copier, share in copies or []:
        copied = chance.random(items) < share
        chosen[copier, copied] = chosen[source, copied]
    return CodedAnswers(
        names=tuple(f"i{item}" for item in range(items)),
        chosen=chosen,
        correct=np.zeros(items, dtype=np.int64),
        options=(OPTIONS,) * items,
    )


def test_a_planted_copy_is_the_first_pair_listed() -> None:
    found = similarity_study(_answers(200, 80, 3, [(4, 90, 0.7)]))

    assert (found.pairs[0].first, found.pairs[0].second) == (5, 91)
    assert found.pairs[0].flagged
    assert found.pairs_tested == 200 * 199 // 2


@pytest.mark.parametrize("seed", range(4))
def test_independent_persons_are_not_flagged(seed: int) -> None:
    found = similarity_study(_answers(250, 60, 100 + seed))

    assert not any(pair.flagged for pair in found.pairs)


def test_every_study_carries_the_words_that_it_is_no_verdict() -> None:
    found = similarity_study(_answers(60, 30, 5))

    assert found.notice == NOTICE
    assert "not a verdict" in found.notice["en"]
    assert "bukan putusan" in found.notice["id"]


def test_omega_is_wollacks_definition() -> None:
    answers = _answers(60, 30, 6)
    chances = option_probabilities(answers, rest_abilities(answers))
    copier, source = 7, 22

    block = next(pair_blocks(chances, one_hot(answers)))

    agree = chances[copier, np.arange(30), answers.chosen[source]]
    matches = (answers.chosen[copier] == answers.chosen[source]).sum()
    expected = (matches - agree.sum()) / np.sqrt((agree * (1 - agree)).sum())
    assert block.omega[copier, source] == pytest.approx(expected, rel=1e-10)
    assert block.omega_back[source, copier] == pytest.approx(expected, rel=1e-10)


def test_the_binomial_deviate_and_tail_come_from_the_match_probabilities() -> None:
    answers = _answers(60, 12, 8)
    chances = option_probabilities(answers, rest_abilities(answers))
    picks = one_hot(answers)
    match = (chances[3] * chances[9]).sum(axis=1)
    same = int((answers.chosen[3] == answers.chosen[9]).sum())

    tail = exact_tails(chances, picks, np.array([3]), np.array([9]))
    block = next(pair_blocks(chances, picks))

    chance = np.random.default_rng(0)
    drawn = (chance.random((200_000, 12)) < match).sum(axis=1)
    deviate = (same - match.sum()) / np.sqrt((match * (1 - match)).sum())
    assert tail[0] == pytest.approx((drawn >= same).mean(), abs=5e-3)
    assert block.deviate[3, 9] == pytest.approx(deviate, rel=1e-10)


def test_blocks_of_persons_give_the_same_figures_as_one_block() -> None:
    answers = _answers(70, 20, 9)
    answers.chosen[5, :8] = -1
    chances = option_probabilities(answers, rest_abilities(answers))
    picks = one_hot(answers)

    whole = next(pair_blocks(chances, picks))
    parts = list(pair_blocks(chances, picks, block=32))

    for part in parts:
        rows = slice(part.start, part.start + part.same.shape[0])
        for name in ("common", "same", "omega", "omega_back", "deviate"):
            expected = getattr(whole, name)[rows, part.start :]
            np.testing.assert_allclose(getattr(part, name), expected, atol=1e-10)


def test_blank_answers_count_for_nobody() -> None:
    answers = _answers(60, 20, 10)
    answers.chosen[1, 10:] = -1
    answers.chosen[2, :5] = -1

    picks = one_hot(answers)
    block = next(pair_blocks(option_probabilities(answers, rest_abilities(answers)), picks))

    assert block.common[1, 2] == 5
    assert block.same[1, 2] <= 5


def test_option_curves_reproduce_how_often_each_option_was_chosen() -> None:
    answers = _answers(800, 12, 11)

    chances = option_probabilities(answers, rest_abilities(answers))

    chosen = one_hot(answers).mean(axis=0)
    np.testing.assert_allclose(chances.mean(axis=0), chosen, atol=2e-3)
    np.testing.assert_allclose(chances.sum(axis=2), 1.0)


def test_neighbours_are_a_family_of_their_own(tmp_path: Path) -> None:
    seats_path = tmp_path / "seats.csv"
    lines = [f"{row + 1},R1,{row % 10},{row // 10}" for row in range(100)]
    seats_path.write_text("\n".join(["row,room,x,y", *lines]), encoding="utf-8")
    answers = _answers(100, 60, 12, [(40, 41, 0.6)])

    found = similarity_study(answers, seats=read_seats(seats_path, 100))

    relations = {(pair.first, pair.second): pair.relation for pair in found.pairs}
    assert found.pairs[0].relation == "near"
    assert (found.pairs[0].first, found.pairs[0].second) == (41, 42)
    assert relations[1, 2] == relations[1, 12] == "near"
    assert (1, 3) not in relations or relations[1, 3] == "same_room"


@pytest.mark.parametrize(
    "text, error",
    [
        ("person,room\n1,R1\n2,R1", TableColumnError),
        ("row,room\n1,R1\n1,R1", TableScoreError),
        ("row,room\n1,R1\n99,R1", TableScoreError),
    ],
)
def test_a_seat_map_that_does_not_fit_is_refused(
    text: str, error: type[Exception], tmp_path: Path
) -> None:
    path = tmp_path / "seats.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(error):
        read_seats(path, 60)


def test_the_omit_code_is_a_blank_and_no_option() -> None:
    raw = parse_raw("i1,i2\nA,8\nB,A\nA,B\n,A\nB,B")

    found = code_answers(raw, {"i1": "A", "i2": "B"}, omitted="8")

    assert found.options == (("A", "B"), ("A", "B"))
    assert found.chosen[:, 1].tolist() == [-1, 0, 1, 0, 1]
    assert found.chosen[3, 0] == -1


def test_too_few_persons_or_no_variation_is_refused() -> None:
    alike = _answers(60, 20, 13)
    alike.chosen[:] = 0

    with pytest.raises(TableTooSmallError):
        similarity_study(_answers(20, 30, 1))
    with pytest.raises(NoVariationError):
        similarity_study(alike)


def test_reference_the_real_sat12_sitting_flags_hardly_anybody(reference_dir: Path) -> None:
    raw = read_raw(reference_dir / "sat12" / "raw.csv")
    key = read_key(reference_dir / "sat12" / "key.csv", raw.names)

    found = similarity_study(code_answers(raw, key, omitted="8"))

    assert found.pairs_tested > 150_000
    assert sum(pair.flagged for pair in found.pairs) <= 5


def test_adjusted_p_values_are_the_published_procedures() -> None:
    p_values = np.array([0.01, 0.04, 0.03, np.nan, 0.005])

    assert np.allclose(
        benjamini_hochberg(p_values), [0.02, 0.04, 0.04, np.nan, 0.02], equal_nan=True
    )
    assert np.allclose(holm(p_values), [0.03, 0.06, 0.06, np.nan, 0.02], equal_nan=True)
    assert np.allclose(benjamini_hochberg(np.array([0.001]), tests=100), [0.1])


def test_normal_tails_stay_positive_for_extreme_pairs() -> None:
    found = similarity_study(_answers(100, 120, 14, [(1, 2, 1.0)]))

    assert found.pairs[0].same == 120
    assert 0 < found.pairs[0].gbt_p < 1e-12
    assert found.pairs[0].omega_p <= 2 * norm.sf(6)

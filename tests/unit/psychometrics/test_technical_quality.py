"""Response quality in the technical report: what was planted is counted, chance is told apart."""

import numpy as np
import pytest

from station.psychometrics.reliability import alpha
from station.psychometrics.table import Floats, RawTable, ResponseTable, ScaleKey
from station.psychometrics.technical_quality import (
    OF_RATINGS,
    Scored,
    dealt_again,
    position_quality,
    rating_quality,
    scored_scale,
)
from station.psychometrics.technical_studies import QualityPart

PERSONS = 300
SCALES = ("calm", "warm", "firm")
KEYS = [
    ScaleKey(scale=scale, signs={f"{scale}{item}": -1 if item == 5 else 1 for item in range(1, 7)})
    for scale in SCALES
]
NAMES = tuple(item for key in KEYS for item in key.signs)
SIGNS = np.array([sign for key in KEYS for sign in key.signs.values()])


def _ratings(chance: np.random.Generator, persons: int = PERSONS) -> Floats:
    """Return honest answers 1 to 5 to three scales of six items, one reversed in each."""
    trait = np.repeat(chance.normal(size=(persons, len(SCALES))), 6, axis=1)
    answers = np.clip(np.rint(3 + 1.3 * trait + chance.normal(0, 0.6, trait.shape)), 1, 5)
    return np.where(SIGNS < 0, 6 - answers, answers)


def _calm(values: Floats) -> Scored:
    """Return the first scale, by whose score answers are dealt again."""
    return scored_scale(ResponseTable(names=NAMES[:6], values=values[:, :6]), range(6))


def _part(values: Floats) -> QualityPart:
    table = ResponseTable(names=NAMES, values=values)
    turned = np.where(SIGNS < 0, 6 - values, values)
    scored = {
        key.scale: ResponseTable(names=NAMES, values=turned).select(list(key.signs)) for key in KEYS
    }
    return rating_quality(table, KEYS, scored, np.random.default_rng(1))


def _counts(part: QualityPart) -> dict[str, int]:
    return {sign.sign: sign.flagged for sign in part.signs}


def test_planted_straight_lines_and_dice_are_counted() -> None:
    chance = np.random.default_rng(2)
    values = _ratings(chance)
    values[:7] = 4
    values[7:19] = chance.integers(1, 6, size=(12, len(NAMES)))

    counts = _counts(_part(values))

    assert counts["same_answer"] == counts["long_run"] == 7
    assert counts["inconsistent"] >= 6
    assert counts["outlier"] >= 6


def test_honest_persons_show_roughly_as_many_signs_as_chance_alone() -> None:
    part = _part(_ratings(np.random.default_rng(3), 800))

    for sign in part.signs:
        assert sign.by_chance is not None
        assert abs(sign.flagged - sign.by_chance) <= max(10, sign.flagged / 5)
    assert part.withheld == ()
    assert [sign.sign for sign in part.signs] == list(OF_RATINGS)


def test_few_persons_get_counts_without_a_guess_at_chance() -> None:
    part = _part(_ratings(np.random.default_rng(4), 60))

    assert part.persons == 60
    assert (part.marked_by_chance, part.twice_by_chance) == (None, None)
    assert all(sign.by_chance is None for sign in part.signs)


def test_a_person_without_answers_counts_nowhere() -> None:
    values = _ratings(np.random.default_rng(5))
    values[0] = np.nan

    part = _part(values)

    assert part.persons == PERSONS - 1
    assert max(sign.judged for sign in part.signs) == PERSONS - 1


def test_dealt_answers_stay_with_their_item_and_gaps_stay() -> None:
    chance = np.random.default_rng(6)
    values = _ratings(chance)
    values[:, 0] += 10
    values[chance.random(values.shape) < 0.1] = np.nan

    dealt = dealt_again(values, [_calm(values)], chance)

    assert np.array_equal(np.isnan(dealt), np.isnan(values))
    assert np.nanmin(dealt[:, 0]) > 10
    assert np.array_equal(dealt[:, 6:], values[:, 6:], equal_nan=True)
    assert not np.array_equal(dealt[:, 1], values[:, 1], equal_nan=True)


def test_dealt_answers_go_together_as_reliably_as_the_given_ones() -> None:
    chance = np.random.default_rng(7)
    values = np.where(SIGNS < 0, 6 - (given := _ratings(chance, 3000)), given)

    dealt = dealt_again(values, [_calm(values)], chance)

    before, after = (alpha(np.cov(side[:, :6], rowvar=False)) for side in (values, dealt))
    assert after == pytest.approx(before, abs=0.02)
    assert np.corrcoef(values[:, :6].sum(axis=1), dealt[:, :6].sum(axis=1))[0, 1] > 0.8


def test_persons_that_no_score_tells_apart_get_anybodys_answers() -> None:
    chance = np.random.default_rng(8)
    values = chance.integers(1, 6, size=(200, 6)).astype(np.float64)
    scale = scored_scale(ResponseTable(names=NAMES[:6], values=values), range(6))

    assert scale.reliability < 0.2
    assert scale.likely(chance).std() < 0.5 * scale.scores.std()


@pytest.mark.parametrize("omitted", ["", "E"])
def test_positions_of_a_keyed_test_show_runs_and_sameness_only(omitted: str) -> None:
    chance = np.random.default_rng(7)
    cells = chance.choice(list("ABCD"), size=(200, 20))
    cells[:3] = "B"
    cells[3, :15] = "D"
    cells[4] = "E"
    names = tuple(f"i{number}" for number in range(20))

    part = position_quality(
        RawTable(names=names, cells=cells),
        ResponseTable(names=names, values=(cells == "A").astype(np.float64)),
        omitted,
        np.random.default_rng(8),
    )

    same = 3 if omitted else 4
    assert _counts(part) == {"same_answer": same, "long_run": same + 1}
    assert part.marked_by_chance == pytest.approx(0, abs=0.5)
    assert part.withheld == ("outlier", "inconsistent", "synonyms", "antonyms")

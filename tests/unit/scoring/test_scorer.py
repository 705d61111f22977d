"""From stored answers to scores: what counts, what is left out, what has no value."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station import canonical
from station.exam.form import ItemId
from station.scoring.errors import KeyForeignError
from station.scoring.scorer import Scorer
from station.scoring.scores import LevelScore, Scores
from station.scoring.tables import FormRange
from tests.unit.scoring import battery

STANDARDS = battery.standards()
SCORER = battery.scorer(STANDARDS)


def competency(scores: Scores, code: str) -> LevelScore:
    return next(one for one in scores.competencies if one.code == code)


def aspect(scores: Scores, code: str) -> LevelScore:
    return next(one for one in scores.aspects if one.code == code)


def score(answers: dict[ItemId, Any], **sitting: Any) -> Scores:
    return SCORER.score(battery.sat(answers, **sitting))


def without(answers: dict[ItemId, Any], *prefixes: str) -> dict[ItemId, Any]:
    return {item: one for item, one in answers.items() if not item.startswith(prefixes)}


def test_points_of_a_competency_are_the_sum_of_its_grades() -> None:
    scores = score(battery.answers_of({"integritas": 42, "komunikasi": 38}))

    integrity = competency(scores, "integritas")
    assert (integrity.points, integrity.reached) == (42, 5)
    assert competency(scores, "komunikasi").reached == 3


def test_an_aspect_of_three_scales_is_their_sum() -> None:
    scores = score(battery.answers_of(ability=14))

    intellectual = aspect(scores, "intellectual")
    assert (intellectual.points, intellectual.reached) == (42, 4)


def test_statements_count_likert_and_blocks_together() -> None:
    scores = score(battery.answers_of(statements=3))

    ways = {"most": 0, "least": 0, "middle": 0}
    for _, key in battery.PARTS["workstyle"]:
        for code, statement in key.statements.items():
            if statement.scale == "learning":
                ways["most" if code == "A" else "least" if code == "D" else "middle"] += 1
    expected = 20 * 3 + ways["most"] * 5 + ways["least"] * 5 + ways["middle"] * 3
    assert aspect(scores, "learning").points == expected


def test_a_blank_graded_item_scores_zero() -> None:
    answers = battery.answers_of({"integritas": 50})
    del answers[ItemId("INTEGRITAS-01")]

    assert competency(score(answers), "integritas").points == 45


def test_a_blank_statement_is_left_out_of_the_mean() -> None:
    answers = battery.answers_of(statements=2)
    whole = aspect(score(answers), "interpersonal").points or 0
    items = [item.id for item, key in battery.PARTS["workstyle"] if key.scale == "interpersonal"]
    for item in items[:3]:
        del answers[item]
    part = aspect(score(answers), "interpersonal")

    assert (part.answered, part.items) == (33, 36)
    assert part.points == (whole - 3 * 2) * 36 // 33


def test_too_few_statements_are_not_scorable() -> None:
    answers = battery.answers_of()
    items = [item.id for item, key in battery.PARTS["workstyle"] if key.scale == "learning"]
    for item in items[:8]:
        del answers[item]
    scores = score(answers)

    learning = aspect(scores, "learning")
    assert (learning.answered, learning.items) == (28, 36)
    assert (learning.state, learning.reached) == ("too_few", None)
    assert aspect(scores, "motivation").state == "scored"


def test_exactly_the_needed_share_is_enough() -> None:
    answers = battery.answers_of()
    items = [item.id for item, key in battery.PARTS["workstyle"] if key.scale == "learning"]
    for item in items[:7]:
        del answers[item]

    assert aspect(score(answers), "learning").state == "scored"


def test_a_section_never_closed_is_not_scorable_and_not_zero() -> None:
    ways = {code: "left" for code in battery.PARTS if code != "digital"}
    scores = score(battery.answers_of(), closed=ways)

    digital = scores.scale("digital")
    assert (digital.state, digital.points) == ("not_closed", None)
    assert all(area.correct is None for area in scores.areas if area.scale == "digital")
    assert all(area.correct is not None for area in scores.areas if area.scale == "emerging")


def test_a_section_without_an_answer_is_not_scorable_and_not_zero() -> None:
    scores = score(without(battery.answers_of(), "DIG"))

    assert scores.scale("digital").state == "unanswered"
    assert scores.scale("digital").points is None
    assert next(one for one in scores.sections if one.code == "digital").state == "unanswered"


def test_one_wrong_answer_in_a_closed_section_makes_it_zero() -> None:
    answers = without(battery.answers_of(), "DIG") | {ItemId("DIG-01"): "C"}

    assert score(answers).scale("digital").points == 0


def test_a_competency_without_an_answer_is_not_scorable() -> None:
    scores = score(without(battery.answers_of(), "INTEGRITAS"))

    assert competency(scores, "integritas").state == "unanswered"
    assert competency(scores, "kerjasama").state == "scored"


def test_of_a_section_that_was_ended_only_what_is_answered_whole_counts() -> None:
    ways = dict.fromkeys(battery.PARTS, "left") | {"competency": "ended"}
    answers = battery.answers_of()
    del answers[ItemId("KEPUTUSAN-07")]
    scores = score(answers, closed=ways)

    assert competency(scores, "integritas").state == "scored"
    assert competency(scores, "keputusan").state == "not_closed"
    assert next(one for one in scores.sections if one.code == "competency").state == "not_closed"


def test_an_aspect_lacks_a_value_when_one_of_its_scales_does() -> None:
    scores = score(without(battery.answers_of(), "FIG"))

    assert aspect(scores, "intellectual").state == "unanswered"
    assert aspect(scores, "critical").state == "scored"


def test_areas_add_up_to_their_scale() -> None:
    scores = score(battery.answers_of(digital=33, emerging=21))

    for scale, expected in (("digital", 33), ("emerging", 21)):
        areas = [one for one in scores.areas if one.scale == scale]
        assert sum(one.correct or 0 for one in areas) == expected
        assert sum(one.items for one in areas) == scores.scale(scale).items


graded_items = st.sampled_from(
    [item for item, key in battery.KEYS.items() if key.scoring == "graded"]
)


@given(
    st.lists(
        st.tuples(graded_items, st.sampled_from("ABCDE")), max_size=60, unique_by=lambda x: x[0]
    ),
    graded_items,
    st.sampled_from("BCDE"),
)
def test_a_better_answer_never_lowers_a_level(
    changes: list[tuple[ItemId, str]], item: ItemId, worse: str
) -> None:
    answers = battery.answers_of() | dict(changes) | {item: worse}
    better = answers | {item: chr(ord(worse) - 1)}
    before, after = score(answers), score(better)

    for one, other in zip(before.competencies, after.competencies, strict=True):
        assert (one.reached or 0) <= (other.reached or 0)
    for one, other in zip(before.aspects, after.aspects, strict=True):
        assert (one.reached or 0) <= (other.reached or 0)


@given(st.randoms(use_true_random=False))
def test_the_order_of_answers_says_nothing(chance: Any) -> None:
    answers = list(battery.answers_of().items())
    expected = canonical.dumps(score(dict(answers)))
    chance.shuffle(answers)

    assert canonical.dumps(score(dict(answers))) == expected


def test_lists_and_tuples_score_alike() -> None:
    answers = battery.answers_of()
    tuples = {item: tuple(one) if isinstance(one, list) else one for item, one in answers.items()}

    assert score(tuples) == score(answers)


def test_scores_are_canonical_and_read_back() -> None:
    scores = score(battery.answers_of())

    assert msgspec.json.decode(canonical.dumps(scores), type=Scores) == scores


def test_scores_name_no_item() -> None:
    data = canonical.dumps(score(battery.answers_of())).decode()

    assert not any(f'"{item}"' in data for item in battery.KEYS)


def test_a_key_of_another_version_is_refused() -> None:
    other = msgspec.structs.replace(battery.sheet(), version="2024.9")

    with pytest.raises(KeyForeignError, match=r"2024\.9"):
        Scorer(battery.form(), other, STANDARDS)


def test_an_item_without_a_key_is_refused() -> None:
    sheet = battery.sheet()
    other = msgspec.structs.replace(sheet, items=sheet.items[1:])

    with pytest.raises(KeyForeignError, match=sheet.items[0].item):
        Scorer(battery.form(), other, STANDARDS)


def test_cut_tables_for_another_number_of_points_are_refused() -> None:
    form = battery.form()
    fewer = msgspec.structs.replace(form, items=form.items[1:])

    with pytest.raises(KeyForeignError, match="intellectual is for 60 points"):
        Scorer(fewer, battery.sheet(), STANDARDS)


def test_a_form_without_cut_tables_is_refused() -> None:
    form = msgspec.structs.replace(battery.form(), form="B")

    with pytest.raises(KeyForeignError, match="form B"):
        Scorer(form, battery.sheet(), STANDARDS)


def test_a_scale_that_nothing_speaks_for_is_refused() -> None:
    sheet = battery.sheet()
    scales = tuple(one for one in sheet.scales if one.code != "critical")
    other = msgspec.structs.replace(sheet, scales=scales)

    with pytest.raises(KeyForeignError, match="critical"):
        Scorer(battery.form(), other, STANDARDS)


def test_an_unknown_form_shows_no_level() -> None:
    assert STANDARDS.top_halves("Z") == 0
    assert STANDARDS.tables("Z") == {}
    assert STANDARDS.cuts.form == (FormRange(id="A", lowest_level=1, highest_level=3),)

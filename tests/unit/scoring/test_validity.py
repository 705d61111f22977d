"""Checks of how answers were given: a reason to look, or nothing."""

from typing import Any

import pytest

from station.exam.form import ItemId
from station.scoring.scores import CheckScore
from tests.unit.scoring import battery

SCORER = battery.scorer()


def checks(answers: dict[ItemId, Any], pace_ms: int = 20_000) -> dict[str, CheckScore]:
    scores = SCORER.score(battery.sat(answers, pace_ms=pace_ms))
    return {one.code: one for one in scores.checks}


@pytest.mark.parametrize("odd, result", [(0, "fine"), (1, "fine"), (2, "look"), (4, "look")])
def test_two_rare_answers_ask_for_a_look(odd: int, result: str) -> None:
    answers = battery.answers_of()
    rare = [item for item, key in battery.KEYS.items() if key.scoring == "infrequency"]
    for item in rare[:odd]:
        answers[item] = "1"
    found = checks(answers)["infrequency"]

    assert (found.seen, found.of, found.limit, found.result) == (odd, 4, 2, result)


@pytest.mark.parametrize("apart, result", [(1, "fine"), (2, "look")])
def test_pairs_differ_from_two_steps_on(apart: int, result: str) -> None:
    answers = battery.answers_of(statements=3)
    for item, key in battery.KEYS.items():
        if key.scoring == "pair":
            answers[item] = str(int(answers[ItemId(key.partner)]) + apart)

    assert checks(answers)["pairs"].result == result


def test_a_pair_counts_only_when_both_were_answered() -> None:
    answers = battery.answers_of()
    pair = next(key for key in battery.KEYS.values() if key.scoring == "pair")
    del answers[ItemId(pair.partner)]

    assert checks(answers)["pairs"].of == 3


@pytest.mark.parametrize("run, result", [(19, "fine"), (20, "look")])
def test_a_long_run_of_one_answer_asks_for_a_look(run: int, result: str) -> None:
    answers = battery.answers_of()
    likert = [item.id for item, key in battery.PARTS["workstyle"] if not key.statements]
    for place, item in enumerate(likert):
        answers[item] = "3" if place < run else "12"[place % 2]

    found = checks(answers)["straight"]
    assert (found.seen, found.result) == (run, result)


def test_a_blank_breaks_a_run() -> None:
    answers = battery.answers_of()
    likert = [item.id for item, key in battery.PARTS["workstyle"] if not key.statements]
    for item in likert:
        answers[item] = "3"
    del answers[likert[50]]

    assert checks(answers)["straight"].seen == len(likert) - 51


def test_too_many_quick_answers_ask_for_a_look() -> None:
    slow, quick = checks(battery.answers_of()), checks(battery.answers_of(), pace_ms=500)

    assert (slow["quick"].seen, slow["quick"].result) == (0, "fine")
    assert (quick["quick"].seen, quick["quick"].limit, quick["quick"].result) == (400, 40, "look")


def test_the_least_time_is_not_yet_too_quick() -> None:
    assert checks(battery.answers_of(), pace_ms=5_000)["quick"].seen == 0


def test_answers_without_a_time_are_not_counted() -> None:
    found = checks(battery.answers_of(), pace_ms=0)["quick"]

    assert (found.of, found.result) == (0, "none")


def test_blank_items_are_counted_and_not_judged() -> None:
    answers = battery.answers_of()
    del answers[ItemId("VER-01")], answers[ItemId("WS-003")]
    found = checks(answers)["blank"]

    assert (found.seen, found.of, found.limit, found.result) == (2, 400, None, "info")


def test_nothing_answered_is_nothing_to_check() -> None:
    found = checks({})

    assert {one.result for code, one in found.items() if code != "blank"} == {"none"}

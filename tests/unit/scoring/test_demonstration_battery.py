"""The battery and the standards that come with the program belong together."""

from collections import Counter
from typing import Any

import pytest

from station.bank.compile import Compiled, compile_folder
from station.bank.folder import read_folder
from station.exam.form import Form, Item, ItemId, Kind
from station.exam.responses import normal_choice
from station.resources import resources_dir
from station.scoring.key import ItemKey, KeySheet
from station.scoring.scorer import Answered, Scorer
from station.scoring.scores import Scores
from tests.unit.scoring import battery


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_folder(read_folder(resources_dir() / "battery"))


@pytest.fixture(scope="module")
def form(compiled: Compiled) -> Form:
    return compiled.forms["A"]


@pytest.fixture(scope="module")
def sheet(compiled: Compiled) -> KeySheet:
    assert compiled.key is not None
    return compiled.key


def best(key: ItemKey, item: Item, *, worst: bool = False) -> Any:
    """Return the response that the key values most, or least."""
    choose = min if worst else max
    if key.scoring == "graded":
        return choose(sorted(key.points), key=lambda code: key.points[code])
    if key.scoring == "match":
        wrong = [one.code for one in item.options if one.code not in key.correct]
        right = list(key.correct)
        chosen = wrong[: len(right)] if worst else right
        return sorted(chosen) if item.kind is Kind.MULTIPLE else chosen[0]
    if item.kind is Kind.MOST_LEAST:
        order = sorted(key.statements, key=lambda code: key.statements[code].direction)
        return {"most": order[0], "least": order[-1]}
    if key.scoring == "infrequency":
        return key.correct[0]
    up = (key.direction == "+") != worst
    return "5" if up else "1"


def score(form: Form, sheet: KeySheet, *, worst: bool = False) -> Scores:
    keys = {key.item: key for key in sheet.items}
    answers = {
        item.id: normal_choice(item, best(keys[item.id], item, worst=worst)) for item in form.items
    }
    closed = {section.code: "left" for section in form.sections}
    return Scorer(form, sheet, battery.standards()).score(Answered(answers=answers, closed=closed))


def test_the_best_answers_reach_the_top_of_every_table(form: Form, sheet: KeySheet) -> None:
    scores = score(form, sheet)

    assert {one.reached for one in scores.competencies} == {6}
    assert {one.points for one in scores.competencies} == {50}
    assert {one.reached for one in scores.aspects} == {5}
    assert (scores.scale("digital").points, scores.scale("emerging").points) == (50, 40)


def test_the_worst_answers_stay_at_the_bottom(form: Form, sheet: KeySheet) -> None:
    scores = score(form, sheet, worst=True)

    assert {one.reached for one in scores.competencies} == {1}
    assert scores.scale("digital").points == 0
    performance = {"intellectual", "critical", "problem"}
    assert {one.reached for one in scores.aspects if one.code in performance} == {1}


def test_areas_name_every_knowledge_item_once(form: Form) -> None:
    named = Counter(item for area in battery.standards().areas.area for item in area.items)
    knowledge = [
        item for section in form.sections if section.code in {"digital", "emerging"}
        for item in section.items
    ]  # fmt: skip

    assert named == Counter(dict.fromkeys(knowledge, 1))


def test_every_section_has_a_least_time(form: Form) -> None:
    timed = {one.section for one in battery.standards().validity.quick.section}

    assert timed == {section.code for section in form.sections}


def test_pairs_repeat_items_of_the_same_kind(form: Form, sheet: KeySheet) -> None:
    kinds = {item.id: item.kind for item in form.items}
    pairs = [key for key in sheet.items if key.scoring == "pair"]

    assert len(pairs) == 4
    assert {kinds[ItemId(key.partner)] for key in pairs} == {Kind.LIKERT}

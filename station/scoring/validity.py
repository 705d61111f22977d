"""Checks of how the answers were given: reasons for a person to look, nothing more.

A check without anything to count is `none`, never `fine`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from station.exam.form import Form, Item, ItemId, Kind
from station.exam.responses import is_complete
from station.scoring.key import ItemKey
from station.scoring.scores import CheckScore
from station.scoring.tables import Quick, Validity

Answers = Mapping[ItemId, Any]


def checks(
    form: Form,
    keys: Iterable[ItemKey],
    answers: Answers,
    spent_ms: Mapping[ItemId, int],
    rules: Validity,
) -> tuple[CheckScore, ...]:
    """Return the five checks in the order they are reported in."""
    by_scoring = list(keys)
    answered = [
        item for item in form.items if item.id in answers and is_complete(item, answers[item.id])
    ]
    return (
        _infrequency(by_scoring, answers, rules),
        _pairs(by_scoring, answers, rules),
        _straight(form, answers, rules),
        _quick(answered, spent_ms, rules.quick),
        _blank(len(form.items), len(answered)),
    )


def _infrequency(keys: list[ItemKey], answers: Answers, rules: Validity) -> CheckScore:
    asked = [key for key in keys if key.scoring == "infrequency" and key.item in answers]
    odd = sum(answers[key.item] not in key.correct for key in asked)
    return _check("infrequency", odd, len(asked), rules.infrequency.look_from)


def _pairs(keys: list[ItemKey], answers: Answers, rules: Validity) -> CheckScore:
    apart = [
        abs(int(answers[key.item]) - int(answers[ItemId(key.partner)]))
        for key in keys
        if key.scoring == "pair" and key.item in answers and key.partner in answers
    ]
    differ = sum(steps >= rules.pairs.differ_by for steps in apart)
    return _check("pairs", differ, len(apart), rules.pairs.look_from)


def _straight(form: Form, answers: Answers, rules: Validity) -> CheckScore:
    given = [answers.get(item.id) for item in form.items if item.kind is Kind.LIKERT]
    longest = run = 0
    before: Any = None
    for choice in given:
        run = run + 1 if choice is not None and choice == before else int(choice is not None)
        before, longest = choice, max(longest, run)
    answered = sum(choice is not None for choice in given)
    return _check("straight", longest, answered, rules.straight.look_from)


def _quick(answered: list[Item], spent_ms: Mapping[ItemId, int], rule: Quick) -> CheckScore:
    least = {one.section: one.least_ms for one in rule.section}
    timed = [
        (spent_ms[item.id], least[item.section])
        for item in answered
        if spent_ms.get(item.id, 0) > 0 and item.section in least
    ]
    quick = sum(spent < bound for spent, bound in timed)
    return _check(
        "quick", quick, len(timed), max(1, -(-rule.look_from_percent * len(timed) // 100))
    )


def _check(
    code: Literal["infrequency", "pairs", "straight", "quick"], seen: int, of: int, limit: int
) -> CheckScore:
    if of == 0:
        return CheckScore(code=code, seen=0, of=0, limit=limit, result="none")
    result: Literal["look", "fine"] = "look" if seen >= limit else "fine"
    return CheckScore(code=code, seen=seen, of=of, limit=limit, result=result)


def _blank(items: int, answered: int) -> CheckScore:
    return CheckScore(code="blank", seen=items - answered, of=items, limit=None, result="info")

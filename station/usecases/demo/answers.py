"""Plausible answers: what a person with certain traits would choose, and how long it would take.

Keyed items follow a two-parameter logistic curve that grows harder along a section; graded
ones a preference for better options that grows with the trait; statements a noisy agreement.
Only the demonstration knows the key at this point; stations never do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from station.exam.form import Form, Item, ItemId, Kind
from station.scoring.key import ItemKey, KeySheet
from station.usecases.demo.chance import Chance

LIKERT_STEPS = 5
BLANK_SHARE = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens at one item: how long, what is chosen (None: left blank), whether flagged."""

    item: ItemId
    spent_ms: int
    choice: Any
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """One person's standing on each scale, in standard deviations; scales share a common part."""

    common: float
    by_scale: dict[str, float]

    def of(self, scale: str) -> float:
        """Return the standing on `scale`."""
        return self.by_scale.get(scale, self.common)


def invent_traits(key: KeySheet, seed: str, tier: int = 1) -> Traits:
    """Return traits that follow from `seed`; a higher tier stands a little higher on average."""
    chance = Chance(f"traits/{seed}")
    common = chance.normal(0.5 * tier - 0.1, 0.5)
    own = {scale.code: common + chance.normal(0, 0.6) for scale in key.scales}
    return Traits(common=common, by_scale=own)


def invent_steps(form: Form, key: KeySheet, traits: Traits, seed: str) -> list[Step]:
    """Return a step for every item, in form order."""
    chance = Chance(f"answers/{seed}")
    keys = {one.item: one for one in key.items}
    items = {item.id: item for item in form.items}
    given: dict[str, Any] = {}
    steps = []
    for section in form.sections:
        mean_ms = section.limit_ms * 0.82 / len(section.items)
        for place, code in enumerate(section.items):
            item = items[code]
            difficulty = -1.2 + 2.4 * place / max(1, len(section.items) - 1)
            choice = _choose(item, keys[code], traits, difficulty, given, chance)
            given[code] = choice
            spent_ms = round(mean_ms * chance.lognormal(-0.08, 0.4))
            steps.append(
                Step(item=code, spent_ms=spent_ms, choice=choice, flag=chance.share() < 0.03)
            )
    return steps


def _choose(
    item: Item,
    key: ItemKey,
    traits: Traits,
    difficulty: float,
    given: dict[str, Any],
    chance: Chance,
) -> Any:
    if chance.share() < BLANK_SHARE:
        return None
    if key.scoring == "graded":
        return _graded(key, traits.of(key.scale), chance)
    if key.scoring == "match":
        return _matched(item, key, traits.of(key.scale) + 0.8 - difficulty, chance)
    if item.kind is Kind.MOST_LEAST:
        return _most_least(key, traits, chance)
    return _likert(key, traits, given, chance)


def _likert(key: ItemKey, traits: Traits, given: dict[str, Any], chance: Chance) -> str:
    if key.scoring == "infrequency":
        return chance.one_of(key.correct)
    if key.scoring == "pair" and isinstance(given.get(key.partner), str):
        return _near(given[key.partner], chance)
    return _agree(key.direction, traits.of(key.scale), chance)


def _matched(item: Item, key: ItemKey, advantage: float, chance: Chance) -> Any:
    right = chance.share() < 0.15 + 0.85 / (1 + math.exp(-1.3 * advantage))
    codes = [option.code for option in item.options]
    if item.kind is Kind.MULTIPLE:
        picked = list(key.correct)
        if not right:
            picked[chance.between(0, len(picked) - 1)] = chance.one_of(_others(codes, picked))
        return sorted(picked)
    return key.correct[0] if right else chance.one_of(_others(codes, key.correct))


def _others(codes: Sequence[str], taken: Sequence[str]) -> list[str]:
    return [code for code in codes if code not in taken]


def _graded(key: ItemKey, trait: float, chance: Chance) -> str:
    codes = sorted(key.points)
    weights = [math.exp((0.08 + 0.35 * trait) * key.points[code]) for code in codes]
    return chance.one_of(codes, weights)


def _agree(direction: str, trait: float, chance: Chance) -> str:
    sign = 1 if direction == "+" else -1
    level = 3 + sign * (0.6 + 0.8 * trait) + chance.normal(0, 0.8)
    return str(min(LIKERT_STEPS, max(1, round(level))))


def _near(partner: str, chance: Chance) -> str:
    return str(min(LIKERT_STEPS, max(1, int(partner) + chance.one_of([0, 0, 0, 1, -1]))))


def _most_least(key: ItemKey, traits: Traits, chance: Chance) -> dict[str, str]:
    appeal = {
        code: (1 if one.direction == "+" else -1) * traits.of(one.scale) + chance.normal(0, 0.9)
        for code, one in sorted(key.statements.items())
    }
    order = sorted(appeal, key=lambda code: appeal[code])
    return {"most": order[-1], "least": order[0]}

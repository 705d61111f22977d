"""Scores held against what a post asks for: marks, sums and categories with their bands.

Promises that nothing is rounded before it is compared, that a sum exists only when every part
does, and that one incomplete section withholds the job-person match.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from station.scoring.cuts import CutTable
from station.scoring.exact import CONTEXT, ZERO, percent, root_sum_of_squares
from station.scoring.parts import Mark
from station.scoring.scores import LevelScore, Scores
from station.scoring.standards import Standards
from station.scoring.tables import MeasureRule

BANDS_MOST = 5
Missing = Literal["", "incomplete", "beyond"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One competency against its requirement; `crosses`: the requirement lies in the band."""

    code: str
    required: int
    score: LevelScore
    mark: Mark
    crosses: bool

    @property
    def gap(self) -> int | None:
        """Level less requirement, in halves."""
        return None if self.score.reached is None else self.score.reached - self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A sum as a percentage of what was required or possible, with its band."""

    achieved: int
    required: int
    percent: Decimal
    low: Decimal
    high: Decimal
    error: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person's standing. `missing` says why there is no `jpm`."""

    standings: tuple[Standing, ...]
    jpm: Ratio | None
    missing: Missing
    potential: Ratio | None
    digital: Ratio | None
    emerging: Ratio | None

    def marked(self, *marks: Mark) -> list[Standing]:
        """Return the standings with one of `marks`, in the standards' order."""
        return [one for one in self.standings if one.mark in marks]


def build_profile(scores: Scores, required: Mapping[str, int], standards: Standards) -> Profile:
    """Return the profile of `scores` against the `required` levels (in halves)."""
    tables, top = standards.tables(scores.form), standards.top_halves(scores.form)
    standings = hold_against(scores, required, top)
    jpm, missing = match(scores, standings, tables)
    return Profile(
        standings=standings,
        jpm=jpm,
        missing=missing,
        potential=_potential(scores, tables),
        digital=_knowledge(scores, "digital", tables),
        emerging=_knowledge(scores, "emerging", tables),
    )


def hold_against(scores: Scores, required: Mapping[str, int], top: int) -> tuple[Standing, ...]:
    """Return each competency against `required`; the form shows no more than `top`."""
    return tuple(_standing(one, required[one.code], top) for one in scores.competencies)


def _standing(score: LevelScore, required: int, top: int) -> Standing:
    low, high = score.low, score.high
    crosses = low is not None and high is not None and low < required <= high
    return Standing(
        code=score.code,
        required=required,
        score=score,
        mark=mark_of(score, required, top),
        crosses=crosses,
    )


def mark_of(score: LevelScore, required: int, top: int) -> Mark:
    """Return what a level and its band say about a requirement (halves).

    Rules 2 and 7 of what a sentence may claim: short only if the whole band is below, above
    only if the whole band is at or above, and nothing beyond the form's levels.
    """
    if score.reached is None or score.low is None or score.high is None:
        return "not_scorable"
    if required > top:
        return "beyond"
    if score.reached < required:
        return "short" if score.high < required else "uncertain"
    return "above" if score.reached > required and score.low >= required else "meets"


def match(
    scores: Scores, standings: Sequence[Standing], tables: Mapping[str, CutTable]
) -> tuple[Ratio | None, Missing]:
    """Return the job-person match, or why there is none."""
    if any(one.state != "scored" for one in scores.sections):
        return None, "incomplete"
    if any(one.mark == "not_scorable" for one in standings):
        return None, "incomplete"
    if any(one.mark == "beyond" for one in standings):
        return None, "beyond"
    required = sum(one.required for one in standings)
    return sum_ratio([one.score for one in standings], required, tables), ""


def sum_ratio(
    levels: Sequence[LevelScore], required: int, tables: Mapping[str, CutTable]
) -> Ratio | None:
    """Return the sum of `levels` as a percentage of `required`; None when one has no level.

    Errors of the parts are taken as independent; the band stays within what can be reached.
    """
    reached = [one.reached for one in levels if one.reached is not None]
    if len(reached) != len(levels) or not levels:
        return None
    used = [tables[one.code] for one in levels]
    error = root_sum_of_squares(table.error_steps for table in used)
    least, most = sum(table.bottom for table in used), sum(table.top for table in used)
    return _ratio(sum(reached), required, error, (least, most))


def _ratio(achieved: int, required: int, error: Decimal, held: tuple[int, int]) -> Ratio:
    low = max(CONTEXT.subtract(Decimal(achieved), error), Decimal(held[0]))
    high = min(CONTEXT.add(Decimal(achieved), error), Decimal(held[1]))
    return Ratio(
        achieved=achieved,
        required=required,
        percent=percent(achieved, required),
        low=percent(low, required),
        high=percent(high, required),
        error=percent(error, required),
    )


def _potential(scores: Scores, tables: Mapping[str, CutTable]) -> Ratio | None:
    return sum_ratio(scores.aspects, BANDS_MOST * len(scores.aspects), tables)


def _knowledge(scores: Scores, code: str, tables: Mapping[str, CutTable]) -> Ratio | None:
    scale = scores.scale(code)
    if scale.points is None:
        return None
    return _ratio(scale.points, scale.most, tables[code].error_points, (0, scale.most))


def part_ratio(correct: int, items: int, of_items: int, error: Decimal) -> Ratio:
    """Return a part of a knowledge scale; its error is the scale's, by number of items."""
    share = CONTEXT.sqrt(CONTEXT.divide(Decimal(items), Decimal(of_items)))
    return _ratio(correct, items, CONTEXT.multiply(error, share), (0, items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Where a percentage falls among a measure's categories, and what its band reaches.

    Attributes:
        place: Index of its category, 0 the lowest.
        others: Indices of the other categories in the band, nearest first.
        cuts: Indices of the categories whose cut lies inside the band.
    """

    place: int
    others: tuple[int, ...]
    cuts: tuple[int, ...]

    @property
    def near_cut(self) -> bool:
        """Whether the band reaches another category."""
        return bool(self.others)


def categorise(ratio: Ratio, rule: MeasureRule) -> Category:
    """Return the category of an unrounded percentage: the last whose cut it reaches."""
    cuts = [Decimal(one.from_percent) for one in rule.category]
    place, first, last = (_place(cuts, value) for value in (ratio.percent, ratio.low, ratio.high))
    others = sorted(set(range(first, last + 1)) - {place}, key=lambda at: (abs(at - place), at))
    return Category(place=place, others=tuple(others), cuts=tuple(range(first + 1, last + 1)))


def _place(cuts: Iterable[Decimal], value: Decimal) -> int:
    return max(sum(value >= cut for cut in cuts) - 1, 0)


def capped(value: Decimal, rule: MeasureRule) -> Decimal:
    """Return what is shown of a percentage: the setting `cap_percent` limits it, 0 does not."""
    return min(value, Decimal(rule.cap_percent)) if rule.cap_percent else max(value, ZERO)

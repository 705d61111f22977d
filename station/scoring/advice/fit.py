"""How somebody's levels lie to the requirements of posts and tiers.

Posts are listed by match; those whose bands overlap with the first of their group are equal
("setara") and share a group number. Requirements beyond the form are never valued.
"""

from dataclasses import dataclass, replace

from station.scoring.inputs import Person
from station.scoring.profile import Ratio, Standing, hold_against, match, sum_ratio
from station.scoring.scores import Scores
from station.scoring.standards import HALVES, Standards
from station.scoring.tables import Post, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One post with the match to it; `group` counts from 1, equal posts share it."""

    post: Post
    current: bool
    standings: tuple[Standing, ...]
    ratio: Ratio
    group: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """A tier's default requirement against the levels; no ratio beyond the form."""

    tier: Tier
    standings: tuple[Standing, ...]
    ratio: Ratio | None


def compare_posts(
    person: Person, scores: Scores, standards: Standards
) -> tuple[list[Fit], list[Post]]:
    """Return the posts with a match, best first, and those that the form cannot judge."""
    tables, top = standards.tables(scores.form), standards.top_halves(scores.form)
    fits: list[Fit] = []
    beyond: list[Post] = []
    for post in _candidates(person, standards):
        required = {code: level * HALVES for code, level in post.required.items()}
        standings = hold_against(scores, required, top)
        ratio, missing = match(scores, standings, tables)
        if ratio is not None:
            current = post.code == person.target
            fits.append(Fit(post=post, current=current, standings=standings, ratio=ratio))
        elif missing == "beyond":
            beyond.append(post)
    return _grouped(_shown(fits, standards.advice.fit.posts_shown)), beyond


def _candidates(person: Person, standards: Standards) -> list[Post]:
    tiers = range(person.tier, person.tier + standards.advice.fit.tiers_up + 1)
    return [
        post
        for post in standards.posts.post
        if post.code == person.target or (post.vacant_from and post.tier in tiers)
    ]


def _shown(fits: list[Fit], most: int) -> list[Fit]:
    """Keep the own target and the best others, best first; ties by code."""
    by_code = sorted(fits, key=lambda one: one.post.code)
    best = sorted(by_code, key=lambda one: one.ratio.percent, reverse=True)
    others = [one for one in best if not one.current]
    own = [one for one in best if one.current]
    kept = [*own, *others[: most - len(own)]]
    return [one for one in best if one in kept]


def _grouped(fits: list[Fit]) -> list[Fit]:
    result: list[Fit] = []
    lead: Ratio | None = None
    group = 0
    for one in fits:
        if lead is None or one.ratio.high < lead.low:
            lead, group = one.ratio, group + 1
        result.append(replace(one, group=group))
    return result


def readiness(person: Person, scores: Scores, standards: Standards) -> list[Readiness]:
    """Return the tier below, the own and the one above, as far as they exist."""
    tables, top = standards.tables(scores.form), standards.top_halves(scores.form)
    rows = []
    for tier in standards.tiers.tier:
        if abs(tier.tier - person.tier) > 1:
            continue
        required = dict.fromkeys((one.code for one in scores.competencies), tier.level * HALVES)
        standings = hold_against(scores, required, top)
        beyond = tier.level * HALVES > top
        levels = [one.score for one in standings]
        ratio = None if beyond else sum_ratio(levels, sum(required.values()), tables)
        rows.append(Readiness(tier=tier, standings=standings, ratio=ratio))
    return rows

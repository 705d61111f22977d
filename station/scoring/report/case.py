"""One person's case: everything the parts of a report draw on, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from station.exam.form import Text
from station.scoring.advice.fit import Fit, Readiness, compare_posts, readiness
from station.scoring.advice.placement import propose
from station.scoring.advice.plan import Plan, build_plan
from station.scoring.cuts import CutTable
from station.scoring.exact import floor, tenths
from station.scoring.format import both, decimal, enumerate_texts, level, listed, local, plain
from station.scoring.inputs import Conduct, Evidence, Issuance, Person
from station.scoring.profile import Profile, Ratio, Standing, build_profile
from station.scoring.scores import LevelScore, Scores, SectionScore
from station.scoring.standards import Standards
from station.scoring.tables import Aspect, Competency, Post
from station.scoring.words import Value, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Inputs, and what follows from them."""

    person: Person
    scores: Scores
    conduct: Conduct
    evidence: Evidence
    issuance: Issuance
    standards: Standards
    tables: Mapping[str, CutTable]
    top_halves: int
    profile: Profile
    fits: list[Fit]
    beyond: list[Post]
    readiness: list[Readiness]
    plan: Plan
    advice: str

    @property
    def words(self) -> Words:
        """The sentences."""
        return self.standards.words

    @property
    def incomplete(self) -> list[SectionScore]:
        """Sections that are not scorable."""
        return [one for one in self.scores.sections if one.state != "scored"]

    @property
    def flagged(self) -> bool:
        """Whether a validity check asks for a look."""
        return any(one.result == "look" for one in self.scores.checks)

    def say(self, key: str, **values: Value) -> Text:
        """Return a sentence in both languages."""
        return self.words.say(key, **values)

    def range_text(self, low: Text, high: Text) -> Text:
        """Return a band in words; one that stays within a step says so."""
        if low == high:
            return self.say("common.range_same", low=low)
        return self.say("common.range", low=low, high=high)

    def level_values(self, score: LevelScore) -> dict[str, Text]:
        """Return `achieved`, `low`, `high` and `range` of a scored level for a sentence."""
        steps = {"achieved": score.reached, "low": score.low, "high": score.high}
        values = {name: both(level, halves or 0) for name, halves in steps.items()}
        return values | {"range": self.range_text(values["low"], values["high"])}

    def band_range(self, score: LevelScore) -> Text:
        """Return the band of a scored aspect in words."""
        return self.range_text(plain(str(score.low)), plain(str(score.high)))

    def competency(self, code: str) -> Competency:
        """Return a competency's standards."""
        return next(one for one in self.standards.competencies.competency if one.code == code)

    def aspect(self, code: str) -> Aspect:
        """Return an aspect's standards."""
        return next(one for one in self.standards.potential.aspect if one.code == code)

    def local(self, moment: str) -> str:
        """Return a UTC moment at the room's offset."""
        return local(moment, self.conduct.offset_minutes)

    def names(self, standings: list[Standing]) -> Text:
        """Return the names of competencies as a list in words."""
        return enumerate_texts([self.competency(one.code).name for one in standings])

    def target_name(self, code: str) -> Text:
        """Return the name of a development target: a competency or a knowledge measure."""
        if code in {"digital", "emerging"}:
            return self.say(f"measure.{code}")
        return self.competency(code).name

    def sections_named(self) -> Text:
        """Return `section 6, 7 and 8` for the sections that are not scorable."""
        places = [str(one.place) for one in self.incomplete]
        return self.say("sections.named", places=both(listed, places))


def build_case(
    person: Person,
    scores: Scores,
    conduct: Conduct,
    evidence: Evidence,
    issuance: Issuance,
    standards: Standards,
) -> Case:
    """Return the case of one sitting.

    Raises:
        PostUnknownError: The person's tier or target post is not in the standards.
    """
    required = standards.required_halves(person.tier, person.target)
    standards.tier(person.tier)
    profile = build_profile(scores, required, standards)
    fits, beyond = compare_posts(person, scores, standards)
    return Case(
        person=person,
        scores=scores,
        conduct=conduct,
        evidence=evidence,
        issuance=issuance,
        standards=standards,
        tables=standards.tables(scores.form),
        top_halves=standards.top_halves(scores.form),
        profile=profile,
        fits=fits if profile.jpm is not None else [],
        beyond=beyond,
        readiness=readiness(person, scores, standards),
        plan=build_plan(profile, conduct.day, standards),
        advice=propose(profile, standards),
    )


def percent_text(value: Decimal) -> Text:
    """Return a percentage with one decimal, cut off."""
    return both(decimal, tenths(value))


def band_values(ratio: Ratio) -> dict[str, Text]:
    """Return `percent`, `low` and `high` of a ratio for a sentence."""
    return {
        "percent": percent_text(ratio.percent),
        "low": percent_text(ratio.low),
        "high": percent_text(ratio.high),
    }


def hundredth_text(value: Decimal) -> Text:
    """Return a percentage with two decimals, cut off."""
    whole, rest = divmod(floor(value, 100), 100)
    return {"id": f"{whole},{rest:02d}", "en": f"{whole}.{rest:02d}"}

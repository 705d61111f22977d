"""Scores: what one sitting's answers measure, before any requirement of a post is looked at.

Canonical JSON: integers, strings and `None` for "no value". It names no item and holds no
answer, so it gives neither the key nor a response away.
"""

from typing import Literal, TypeAlias

from station.exam.form import SectionCode, Text
from station.scoring.parts import Part

State: TypeAlias = Literal["scored", "not_closed", "unanswered", "too_few"]
"""Why there is no value.

`not_closed`: a section never came to its end (a scale that was answered whole in a section that
an officer ended still counts); `unanswered`: nothing was answered; `too_few`: fewer statements
than the standards ask for.
"""


class SectionScore(Part, frozen=True, kw_only=True):
    """How a section ended.

    Attributes:
        place: Its number in the form, from 1.
        closed: How it was closed (`left`, `time`, `ended`), empty when it never was.
        answered: Items with a complete answer.
    """

    code: SectionCode
    title: Text
    place: int
    closed: str
    answered: int
    items: int
    state: State


class ScaleScore(Part, frozen=True, kw_only=True):
    """Raw points of a scale.

    Attributes:
        points: Sum over what was answered; None when not scored.
        most: The largest sum over all items.
        answered: Items, or statements, that were answered.
        items: Items, or statements, in all.
    """

    code: str
    state: State
    points: int | None
    most: int
    answered: int
    items: int


class LevelScore(Part, frozen=True, kw_only=True):
    """A competency's level in halves, or an aspect's band; see `cuts.Reading`.

    Attributes:
        points: Whole points that went through the cut table, cut off; with unanswered
            statements, points x statements / answered ones.
    """

    code: str
    state: State
    points: int | None
    most: int
    answered: int
    items: int
    reached: int | None
    low: int | None
    high: int | None
    low_hundredths: int | None
    high_hundredths: int | None


class AreaScore(Part, frozen=True, kw_only=True):
    """Right answers in a part of a knowledge scale."""

    code: str
    scale: str
    correct: int | None
    items: int


class CheckScore(Part, frozen=True, kw_only=True):
    """One check of how answers were given; see `parts.ValidityCheck`."""

    code: Literal["infrequency", "pairs", "straight", "quick", "blank"]
    seen: int
    of: int
    limit: int | None
    result: Literal["fine", "look", "none", "info"]


class Scores(Part, frozen=True, kw_only=True):
    """Everything that one sitting's answers measure."""

    format: Literal["saksi-scores/1"] = "saksi-scores/1"
    scorer: str
    battery: str
    version: str
    form: str
    sections: tuple[SectionScore, ...]
    scales: tuple[ScaleScore, ...]
    competencies: tuple[LevelScore, ...]
    aspects: tuple[LevelScore, ...]
    areas: tuple[AreaScore, ...]
    checks: tuple[CheckScore, ...]

    def scale(self, code: str) -> ScaleScore:
        """Return a scale's raw points."""
        return next(one for one in self.scales if one.code == code)

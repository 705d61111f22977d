"""The technical report's response quality: how many persons show which sign of carelessness.

Beside each count stands how many honest persons would show the sign by chance. These are found
by dealing every item's answers again: each person gets a true score that the observed one makes
likely (Kelley 1947), and then answers of persons with about this score, each item's from another
person. Whoever answers as the traits say keeps answering so, as reliably as before, but nobody
answers in runs or at random any more. Persons are counted, not named; a sign is a reason to look
at answers, never a verdict about a person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from station.errors import StationError
from station.psychometrics.correlation import moments, varying
from station.psychometrics.finite import finite
from station.psychometrics.items import person_means
from station.psychometrics.quality import (
    FEWEST_PAIRS,
    PersonQuality,
    QualitySettings,
    longstring,
    quality_study,
    variability,
)
from station.psychometrics.reliability import alpha
from station.psychometrics.table import Bools, Floats, RawTable, ResponseTable, ScaleKey
from station.psychometrics.technical_studies import QualityPart, QualitySign

LIKE_PERSONS = 5
FEWEST_FOR_CHANCE = 100
DEALT_PERSONS = 10_000
MOST_DEALS = 20
OF_POSITIONS = ("same_answer", "long_run")
OF_RATINGS = (*OF_POSITIONS, "outlier", "inconsistent", "synonyms", "antonyms")

_FIGURES = {
    "same_answer": "variability",
    "outlier": "mahalanobis_p",
    "inconsistent": "even_odd",
    "synonyms": "synonyms",
    "antonyms": "antonyms",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """Which persons show which sign, and in whom it is defined, each (persons, signs)."""

    shown: Bools
    judged: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Persons with each sign and persons in whom it is defined, (signs,); with one or more."""

    shown: Floats
    judged: Floats
    marked: float
    twice: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A scale by whose score persons are alike.

    Attributes:
        columns: Its items' places in the table of answers.
        scores: Mean item score of each person, NaN without an answer (persons,).
        reliability: Of the scores, 0 to 1.
    """

    columns: tuple[int, ...]
    scores: Floats
    reliability: float

    def likely(self, chance: np.random.Generator) -> Floats:
        """Return a true score for each person, drawn from those the observed one makes likely."""
        known = self.scores[~np.isnan(self.scores)]
        middle, spread = known.mean(), known.std()
        error = spread * np.sqrt(self.reliability * (1.0 - self.reliability))
        regressed = middle + self.reliability * (self.scores - middle)
        return np.asarray(regressed + error * chance.standard_normal(self.scores.size))

    def smoothed(self, chance: np.random.Generator) -> Floats:
        """Return the scores with equal ones drawn apart, within half a point of one item."""
        return np.asarray(self.scores + chance.uniform(-0.5, 0.5, self.scores.size) / self.size)

    @property
    def size(self) -> int:
        """Number of items."""
        return len(self.columns)


def scored_scale(table: ResponseTable, columns: Sequence[int]) -> Scored:
    """Return a scale's scores and their reliability, alpha.

    Args:
        table: The scale's items, all pointing one way.
        columns: Their places in the table of answers.
    """
    try:
        found = alpha(moments(varying(table).values)[0])
    except StationError:
        found = 0.0
    scores = person_means(table.values)
    return Scored(columns=tuple(columns), scores=scores, reliability=min(max(found, 0.0), 1.0))


def dealt_again(values: Floats, scales: Sequence[Scored], chance: np.random.Generator) -> Floats:
    """Return answers dealt again among persons of like score, gaps where they were.

    Args:
        values: (persons, items), NaN where missing.
        scales: By whose scores persons are alike; an item of several follows the last.
        chance: Deals.
    """
    dealt = values.copy()
    for scale in scales:
        likely, observed = scale.likely(chance), scale.smoothed(chance)
        for item in scale.columns:
            column = values[:, item]
            rows = np.flatnonzero(~np.isnan(column))
            givers = rows[np.argsort(observed[rows])]
            near = np.searchsorted(observed[givers], likely[rows])
            near += chance.integers(-LIKE_PERSONS, LIKE_PERSONS, rows.size)
            dealt[rows, item] = column[givers[near.clip(0, rows.size - 1)]]
    return dealt


def position_quality(
    raw: RawTable, scores: ResponseTable, omitted: str, chance: np.random.Generator
) -> QualityPart:
    """Return the signs of a keyed test: runs and sameness of the positions chosen.

    Args:
        raw: Options chosen.
        scores: The same answers, 0 or 1.
        omitted: Code of "no answer".
        chance: Deals the answers again.
    """
    places = np.unique(raw.cells, return_inverse=True)[1].reshape(raw.cells.shape)
    values = np.where(np.isin(raw.cells, ("", omitted)), np.nan, places)
    limit = _long_run(len(raw.names))

    def signs(answers: Floats) -> _Signs:
        spread, runs = variability(answers), longstring(answers)
        judged = np.column_stack([~np.isnan(spread), runs > 0])
        return _Signs(shown=np.column_stack([spread == 0, runs > limit]), judged=judged)

    whole = scored_scale(scores, range(scores.items))
    return _part(OF_POSITIONS, values, [whole], signs, limit, chance)


def rating_quality(
    table: ResponseTable,
    keys: Sequence[ScaleKey],
    scored: Mapping[str, ResponseTable],
    chance: np.random.Generator,
) -> QualityPart:
    """Return the signs of a questionnaire.

    Args:
        table: Answers as given.
        keys: Its scales.
        scored: The answers of each scale, reversed items turned.
        chance: Deals the answers again.

    Raises:
        NoVariationError: Nobody answered.
    """
    limit = _long_run(table.items)
    settings = QualitySettings(scales=keys, long_run=limit)

    def signs(answers: Floats) -> _Signs:
        dealt = replace(table, values=answers)
        rows, _ = quality_study(dealt, replace(settings, like=table))
        judged = [[_defined(row, sign) for sign in OF_RATINGS] for row in rows]
        shown = [[sign in row.flags for sign in OF_RATINGS] for row in rows]
        return _Signs(shown=np.array(shown), judged=np.array(judged))

    scales = [
        scored_scale(scored[key.scale], [table.names.index(item) for item in key.signs])
        for key in reversed(keys)
    ]
    return _part(OF_RATINGS, table.values, scales, signs, limit, chance)


def _long_run(items: int) -> int:
    return max(items // 2, FEWEST_PAIRS)


def _defined(row: PersonQuality, sign: str) -> bool:
    if sign == "long_run":
        return row.answered > 0
    return getattr(row, _FIGURES[sign]) is not None


def _part(
    names: Sequence[str],
    values: Floats,
    scales: Sequence[Scored],
    signs: Callable[[Floats], _Signs],
    limit: int,
    chance: np.random.Generator,
) -> QualityPart:
    persons = int((~np.isnan(values)).any(axis=1).sum())
    found = _counts(signs(values))
    deals = min(max(DEALT_PERSONS // max(persons, 1), 1), MOST_DEALS)
    honest = None
    if persons >= FEWEST_FOR_CHANCE:
        honest = _mean([_counts(signs(dealt_again(values, scales, chance))) for _ in range(deals)])
    lines = tuple(
        QualitySign(
            sign=name,
            flagged=int(found.shown[place]),
            judged=int(found.judged[place]),
            by_chance=finite(honest.shown[place]) if honest else None,
        )
        for place, name in enumerate(names)
        if found.judged[place]
    )
    return QualityPart(
        persons=persons,
        marked=int(found.marked),
        marked_twice=int(found.twice),
        marked_by_chance=honest.marked if honest else None,
        twice_by_chance=honest.twice if honest else None,
        long_run=limit,
        signs=lines,
        withheld=tuple(sign for sign in OF_RATINGS if sign not in [line.sign for line in lines]),
    )


def _mean(found: Sequence[_Counts]) -> _Counts:
    return _Counts(
        shown=np.mean([one.shown for one in found], axis=0),
        judged=np.mean([one.judged for one in found], axis=0),
        marked=float(np.mean([one.marked for one in found])),
        twice=float(np.mean([one.twice for one in found])),
    )


def _counts(found: _Signs) -> _Counts:
    marks = found.shown.sum(axis=1)
    return _Counts(
        shown=found.shown.sum(axis=0).astype(np.float64),
        judged=found.judged.sum(axis=0).astype(np.float64),
        marked=float((marks > 0).sum()),
        twice=float((marks > 1).sum()),
    )

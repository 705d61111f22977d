"""The technical report's response quality: how many persons show which sign of carelessness.

Beside each count stands how many honest persons would show the sign by chance. These are found
by dealing every item's answers again among persons of like score: whoever answers as their
score says keeps answering so, but nobody answers in runs or at random any more. Persons are
counted, not named; a sign is a reason to look at answers, never a verdict about a person.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

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
from station.psychometrics.table import Bools, Floats, RawTable, ResponseTable, ScaleKey
from station.psychometrics.technical_studies import QualityPart, QualitySign

LIKE_PERSONS = 10
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


def dealt_again(values: Floats, scores: Floats, chance: np.random.Generator) -> Floats:
    """Return answers dealt again among persons of like score, gaps where they were.

    Args:
        values: (persons, items), NaN where missing.
        scores: (persons, items) the score by which persons are alike, for each item.
        chance: Deals.
    """
    dealt = values.copy()
    for item, column in enumerate(values.T):
        rows = np.flatnonzero(~np.isnan(column))
        order = rows[np.lexsort((chance.random(rows.size), scores[rows, item]))]
        group = np.arange(rows.size) // LIKE_PERSONS
        dealt[order, item] = column[order[np.lexsort((chance.random(rows.size), group))]]
    return dealt


def position_quality(
    raw: RawTable, scores: Floats, omitted: str, chance: np.random.Generator
) -> QualityPart:
    """Return the signs of a keyed test: runs and sameness of the positions chosen.

    Args:
        raw: Options chosen.
        scores: (persons, items) 0/1, NaN where missing.
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

    totals = np.repeat(np.nansum(scores, axis=1)[:, None], values.shape[1], axis=1)
    return _part(OF_POSITIONS, values, totals, signs, limit, chance)


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

    scores = np.full(table.values.shape, np.nan)
    for key in reversed(keys):
        columns = [table.names.index(item) for item in key.signs]
        scores[:, columns] = person_means(scored[key.scale].values)[:, None]
    return _part(OF_RATINGS, table.values, scores, signs, limit, chance)


def _long_run(items: int) -> int:
    return max(items // 2, FEWEST_PAIRS)


def _defined(row: PersonQuality, sign: str) -> bool:
    if sign == "long_run":
        return row.answered > 0
    return getattr(row, _FIGURES[sign]) is not None


def _part(
    names: Sequence[str],
    values: Floats,
    scores: Floats,
    signs: Callable[[Floats], _Signs],
    limit: int,
    chance: np.random.Generator,
) -> QualityPart:
    some = ~np.isnan(values).all(axis=1)
    found = _counts(signs(values[some]))
    honest = _by_chance(values[some], scores[some], signs, chance)
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
        persons=int(some.sum()),
        marked=int(found.marked),
        marked_twice=int(found.twice),
        marked_by_chance=honest.marked if honest else None,
        twice_by_chance=honest.twice if honest else None,
        long_run=limit,
        signs=lines,
        withheld=tuple(sign for sign in OF_RATINGS if sign not in [line.sign for line in lines]),
    )


def _by_chance(
    values: Floats,
    scores: Floats,
    signs: Callable[[Floats], _Signs],
    chance: np.random.Generator,
) -> _Counts | None:
    """Return the mean counts over several deals, `None` where too few persons answered."""
    persons = values.shape[0]
    if persons < FEWEST_FOR_CHANCE:
        return None
    deals = min(max(DEALT_PERSONS // persons, 1), MOST_DEALS)
    found = [_counts(signs(dealt_again(values, scores, chance))) for _ in range(deals)]
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

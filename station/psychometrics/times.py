"""Response times: answers too quick to have been read, and the effort in each section.

Promises Wise and Ma's normative thresholds (10 % of an item's mean time, at most ten seconds)
and Wise and Kong's response-time effort (share of items answered at or above the threshold).
A quick answer says nothing about why it was quick; the flag asks a person to look.

Sources: Wise and Kong (2005); Wise and Ma (2012).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from station.psychometrics.errors import SettingError, TableScoreError
from station.psychometrics.finite import finite, ratio
from station.psychometrics.table import Bools, Floats, ResponseTable

SHARE_OF_MEAN = 0.10
CAP_MS = 10_000.0
LOW_EFFORT = 0.90
MANY_RAPID = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTime:
    """How long one item took.

    Attributes:
        item: Item name.
        n: Persons with a time.
        mean_ms: Mean time; `None` when nobody has one.
        median_ms: Median time.
        threshold_ms: Shorter than this counts as a rapid answer.
        rapid: Rapid answers.
        rapid_share: Their share.
        p_rapid: Share correct of rapid answers, when scores are given.
        p_other: Share correct of the others.
        flags: `many_rapid` when more than one in ten was rapid.
    """

    item: str
    n: int
    mean_ms: float | None
    median_ms: float | None
    threshold_ms: float | None
    rapid: int
    rapid_share: float | None
    p_rapid: float | None
    p_other: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTime:
    """One person's response-time effort.

    Attributes:
        row: Row of the person, 1 for the first.
        items: Items with a time.
        rapid: Rapid answers.
        effort: Share answered at or above the threshold; `None` without any time.
        by_section: The same for each section.
        total_ms: Sum of times.
        flags: `low_effort`, or `low_effort:SECTION`.
    """

    row: int
    items: int
    rapid: int
    effort: float | None
    by_section: dict[str, float | None]
    total_ms: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """How rapid is defined.

    Attributes:
        share: Threshold as a share of the item's mean time.
        cap_ms: Highest threshold, milliseconds.
        low_effort: Effort below this is flagged.
        sections: Item to section.
    """

    share: float = SHARE_OF_MEAN
    cap_ms: float = CAP_MS
    low_effort: float = LOW_EFFORT
    sections: Mapping[str, str] | None = None


def thresholds(times: Floats, *, share: float, cap_ms: float) -> Floats:
    """Return the normative threshold of each item in milliseconds (items,), NaN without times.

    Args:
        times: (persons, items) milliseconds, NaN where there is none.
        share: Share of the mean.
        cap_ms: Upper bound.
    """
    answered = ~np.isnan(times)
    means = ratio(np.where(answered, times, 0.0).sum(axis=0), answered.sum(axis=0) * 1.0)
    return np.asarray(np.minimum(share * means, cap_ms))


def time_study(
    times: ResponseTable,
    settings: TimeSettings | None = None,
    *,
    scores: ResponseTable | None = None,
) -> tuple[list[ItemTime], list[PersonTime]]:
    """Return the times of every item and the effort of every person.

    Args:
        times: Milliseconds on each item.
        settings: How rapid is defined.
        scores: 0/1 scores of the same persons and items, to see whether rapid answers are
            right as often as others.

    Raises:
        TableScoreError: A time below zero.
        SettingError: A share outside 0..1, or scores of other items or persons.
    """
    chosen = settings or TimeSettings()
    if (times.values < 0).any():
        raise TableScoreError("a time is below zero")
    if not 0 < chosen.share < 1 or chosen.cap_ms <= 0:
        raise SettingError("the share must lie between 0 and 1 and the cap above 0")
    if scores and (scores.names != times.names or scores.persons != times.persons):
        raise SettingError("scores and times must have the same persons and items")
    limits = thresholds(times.values, share=chosen.share, cap_ms=chosen.cap_ms)
    rapid = times.values < limits
    points = scores.values if scores else np.full(times.values.shape, np.nan)
    items = [
        _item(name, times.values[:, j], limits[j], rapid[:, j], points[:, j])
        for j, name in enumerate(times.names)
    ]
    return items, _persons(times, rapid, chosen)


def _item(name: str, times: Floats, limit: float, rapid: Bools, points: Floats) -> ItemTime:
    known = times[~np.isnan(times)]
    share = rapid.sum() / known.size if known.size else np.nan
    return ItemTime(
        item=name,
        n=int(known.size),
        mean_ms=finite(known.mean()) if known.size else None,
        median_ms=finite(np.median(known)) if known.size else None,
        threshold_ms=finite(limit),
        rapid=int(rapid.sum()),
        rapid_share=finite(share),
        p_rapid=_mean(points[rapid]),
        p_other=_mean(points[~rapid]),
        flags=("many_rapid",) if share > MANY_RAPID else (),
    )


def _mean(points: Floats) -> float | None:
    known = points[~np.isnan(points)]
    return finite(known.mean()) if known.size else None


def _persons(times: ResponseTable, rapid: Bools, settings: TimeSettings) -> list[PersonTime]:
    answered = ~np.isnan(times.values)
    efforts = _efforts(rapid, answered)
    sections = _sections(times, settings)
    parts = {
        name: _efforts(rapid[:, columns], answered[:, columns])
        for name, columns in sections.items()
    }
    return [
        _person(row, times.values[row], rapid[row], efforts[row], parts, settings.low_effort)
        for row in range(times.persons)
    ]


def _efforts(rapid: Bools, answered: Bools) -> Floats:
    return ratio((answered & ~rapid).sum(axis=1) * 1.0, answered.sum(axis=1) * 1.0)


def _sections(times: ResponseTable, settings: TimeSettings) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, name in enumerate(times.names):
        if settings.sections and name in settings.sections:
            found.setdefault(settings.sections[name], []).append(place)
    return found


def _person(
    row: int,
    times: Floats,
    rapid: Bools,
    effort: float,
    parts: Mapping[str, Floats],
    limit: float,
) -> PersonTime:
    by_section = {name: finite(column[row]) for name, column in parts.items()}
    low = [
        f"low_effort:{n}" for n, value in by_section.items() if value is not None and value < limit
    ]
    return PersonTime(
        row=row + 1,
        items=int((~np.isnan(times)).sum()),
        rapid=int(rapid.sum()),
        effort=finite(effort),
        by_section=by_section,
        total_ms=float(np.nansum(times)),
        flags=(*(("low_effort",) if effort < limit else ()), *low),
    )

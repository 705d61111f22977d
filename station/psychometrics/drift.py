"""Drift of items over the days: has an item become easier because it leaked.

Promises error control that survives looking every day: after each day every item has an
e-value (its expectation is 1 while nothing drifts, so 20 is as rare as one in twenty), items
are flagged by the e-BH procedure, and the accepted share of false alarms is divided evenly
over the looks planned beforehand. So the false discovery rate of everything ever flagged stays
under that share, whatever the dependence between items. Refuses more looks than were planned,
and looks no oftener than once a day.

How: persons of a day are compared with all earlier persons of the same stratum of rest score.
While people are exchangeable over days, a day's count of right answers, given the count of
both, is hypergeometric. A bet that the odds of a right answer grew is the likelihood ratio of
the noncentral hypergeometric; several sizes of growth share the stake, and bets of successive
days multiply. A flag is a reason to look at an item, never proof of a leak.

Sources: Wald (1947) and Vovk and Wang (2021) for bets as evidence; Wang and Ramdas (2022) for
e-BH; Fisher (1935) for the noncentral hypergeometric distribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln

from station.psychometrics.errors import GroupsError, SettingError
from station.psychometrics.finite import finite
from station.psychometrics.table import Floats, Integers, ResponseTable, Texts

GROWTHS = (0.2, 0.4, 0.7, 1.1, 1.6)
STRATA = 12
PLANNED_LOOKS = 10
LEVEL = 0.05
LARGEST_LOG = 700.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDrift:
    """One item over the days.

    Attributes:
        item: Item name.
        shares: Share correct on each day; `None` where nobody answered it.
        e_values: The e-value after each day, 1 on the first.
        evidence: The last of them; 20 means odds of 20 to 1 against "nothing changed".
        p: Planned looks over the highest e-value so far, at most 1: a p-value that has paid
            for looking so often.
        log_odds: Growth of the log odds from the first day to all later ones (stratified).
        flagged_on: First day on which e-BH flags it; `None` if never.
    """

    item: str
    shares: tuple[float | None, ...]
    e_values: tuple[float, ...]
    evidence: float
    p: float
    log_odds: float | None
    flagged_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftStudy:
    """All items over the days.

    Attributes:
        days: Days in order; one look each.
        persons: Persons of each day.
        planned_looks: Looks the error was divided over.
        level: Accepted share of false alarms among everything flagged at any look.
        items: One row an item.
        warnings: What a reader must know.
    """

    days: tuple[str, ...]
    persons: tuple[int, ...]
    planned_looks: int
    level: float
    items: list[ItemDrift]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """A day's and the earlier persons' counts in each stratum."""

    day: Floats
    day_right: Floats
    earlier: Floats
    earlier_right: Floats


def drift_study(
    table: ResponseTable, days: Texts, *, planned_looks: int = PLANNED_LOOKS, level: float = LEVEL
) -> DriftStudy:
    """Follow 0/1 items over days.

    Args:
        table: Responses, persons in any order.
        days: (persons,) day or session of each person; sorting them gives their order.
        planned_looks: Looks planned before the first one.
        level: Accepted share of false alarms over all looks.

    Raises:
        GroupsError: Fewer than two days, or a person without one.
        TableScoreError: A response is neither 0 nor 1.
        SettingError: A level outside 0..1, or more looks than planned.
    """
    if not 0 < level < 1:
        raise SettingError(f"level {level} is not between 0 and 1")
    order = sorted({str(day) for day in days})
    if len(order) < 2 or "" in order:
        raise GroupsError("drift needs two days or more, and a day for every person")
    if len(order) - 1 > planned_looks:
        raise SettingError(f"{len(order) - 1} looks, but only {planned_looks} were planned")
    values = table.require_binary().values
    place = np.searchsorted(np.array(order), days)
    totals = np.nansum(values, axis=1)
    strata = [_strata(values, totals, item) for item in range(table.items)]
    logs = [
        _log_e_values(values[:, item], strata[item], place, len(order))
        for item in range(table.items)
    ]
    e_values = np.exp(np.minimum(np.stack(logs), LARGEST_LOG))
    flagged = _first_flags(e_values, level / planned_looks)
    rows = [
        _item(
            table.names[item],
            values[:, item],
            strata[item],
            place,
            order,
            e_values[item],
            flagged[item],
        )
        for item in range(table.items)
    ]
    return DriftStudy(
        days=tuple(order),
        persons=tuple(int((place == day).sum()) for day in range(len(order))),
        planned_looks=planned_looks,
        level=level,
        items=[replace(row, p=min(1.0, row.p * planned_looks)) for row in rows],
        warnings=table.warnings,
    )


def e_bh(e_values: Floats, level: float) -> np.ndarray:
    """Return which hypotheses e-BH rejects (m,): the k largest with e >= m / (level k)."""
    order = np.argsort(-e_values, kind="stable")
    count = np.arange(1, e_values.size + 1)
    good = np.flatnonzero(e_values[order] * count * level >= e_values.size)
    rejected = np.zeros(e_values.size, dtype=bool)
    if good.size:
        rejected[order[: good[-1] + 1]] = True
    return rejected


def _first_flags(e_values: Floats, level: float) -> list[int | None]:
    """Return for each item the first look at which e-BH flags it."""
    found = np.stack([e_bh(e_values[:, look], level) for look in range(e_values.shape[1])], axis=1)
    return [int(np.argmax(row)) if row.any() else None for row in found]


def _log_e_values(answers: Floats, strata: Integers, place: Integers, days: int) -> Floats:
    """Return the logarithm of one item's e-value after each day (days,)."""
    stakes = np.full(len(GROWTHS), -np.log(len(GROWTHS)))
    path = np.zeros(days)
    for day in range(1, days):
        stakes = stakes + _log_bets(_split(answers, strata, place, day))
        path[day] = float(np.logaddexp.reduce(stakes))
    return path


def _strata(values: Floats, totals: Floats, item: int) -> Integers:
    """Return each person's stratum of rest score, about twelve of equal size."""
    rest = totals - np.nan_to_num(values[:, item])
    cuts = np.unique(np.quantile(rest, np.arange(1, STRATA) / STRATA))
    return np.asarray(np.searchsorted(cuts, rest, side="right"), dtype=np.int64)


def _split(answers: Floats, strata: Integers, place: Integers, day: int) -> _Split:
    count = int(strata.max()) + 1
    known = ~np.isnan(answers)
    right = answers == 1

    def counted(who: np.ndarray) -> Floats:
        return np.bincount(strata[who], minlength=count).astype(np.float64)

    today, before = known & (place == day), known & (place < day)
    return _Split(
        day=counted(today),
        day_right=counted(today & right),
        earlier=counted(before),
        earlier_right=counted(before & right),
    )


def _log_bets(split: _Split) -> Floats:
    """Return the log likelihood ratio of the day for each growth of the odds (growths,)."""
    both = (split.day > 0) & (split.earlier > 0)
    day, mine, earlier, theirs = (
        part[both][:, None]
        for part in (split.day, split.day_right, split.earlier, split.earlier_right)
    )
    right = mine + theirs
    if not right.size:
        return np.zeros(len(GROWTHS))
    counts = np.arange(int(day.max()) + 1)[None, :]
    possible = (counts <= day) & (counts <= right) & (right - counts <= earlier)
    weights = np.where(
        possible,
        _log_choose(day, counts) + _log_choose(earlier, right - counts),
        -np.inf,
    )
    base = np.logaddexp.reduce(weights, axis=1)
    raised = [np.logaddexp.reduce(weights + growth * counts, axis=1) for growth in GROWTHS]
    bets = [
        (growth * mine[:, 0] - (sums - base)).sum()
        for growth, sums in zip(GROWTHS, raised, strict=True)
    ]
    return np.array(bets)


def _log_choose(total: Floats, part: Floats | Integers) -> Floats:
    inside = (part >= 0) & (part <= total)
    safe = np.where(inside, part, 0)
    return np.asarray(gammaln(total + 1) - gammaln(safe + 1) - gammaln(total - safe + 1))


def _item(
    name: str,
    answers: Floats,
    strata: Integers,
    place: Integers,
    order: Sequence[str],
    path: Floats,
    flagged: int | None,
) -> ItemDrift:
    shares = [_share(answers[place == day]) for day in range(len(order))]
    return ItemDrift(
        item=name,
        shares=tuple(shares),
        e_values=tuple(float(value) for value in path),
        evidence=float(path[-1]),
        p=1.0 / float(path.max()),
        log_odds=_growth(answers, strata, place),
        flagged_on=None if flagged is None else order[flagged],
    )


def _share(answers: Floats) -> float | None:
    known = answers[~np.isnan(answers)]
    return finite(known.mean()) if known.size else None


def _growth(answers: Floats, strata: Integers, place: Integers) -> float | None:
    """Return the Mantel-Haenszel log odds ratio of all later days against the first."""
    split = _split(answers, strata, (place > 0).astype(np.int64), 1)
    persons = split.day + split.earlier
    used = persons > 0
    gained = (split.day_right * (split.earlier - split.earlier_right))[used] / persons[used]
    lost = ((split.day - split.day_right) * split.earlier_right)[used] / persons[used]
    if gained.sum() <= 0 or lost.sum() <= 0:
        return None
    return finite(np.log(gained.sum() / lost.sum()))

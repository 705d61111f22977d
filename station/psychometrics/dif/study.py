"""A DIF study of a whole test: every item, every method, one row an item."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.stats import chi2

from station.psychometrics.choices import Weights
from station.psychometrics.dif.logistic import LogisticDif, Question, logistic_dif
from station.psychometrics.dif.matching import Grouping, purify, strata
from station.psychometrics.dif.tables import (
    BreslowDay,
    MantelHaenszel,
    breslow_day,
    mantel_haenszel,
    standardised_difference,
)
from station.psychometrics.finite import finite
from station.psychometrics.multiplicity import benjamini_hochberg
from station.psychometrics.table import Bools, Floats, ResponseTable

SIGNIFICANT = 0.05
LARGE_STANDARDISED = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class DifSettings:
    """How a study is made.

    Attributes:
        correction: Continuity correction of Mantel-Haenszel.
        purified: Match on items without a difference, separately for each method.
        alpha: Level at which purification calls an item different.
        weights: Weights of the standardised difference.
    """

    correction: bool = True
    purified: bool = False
    alpha: float = SIGNIFICANT
    weights: Weights = Weights.FOCAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDif:
    """One item's figures.

    Attributes:
        item: Item name.
        mantel_haenszel: Mantel-Haenszel, with ETS class.
        p_adjusted: Its p-value adjusted for the number of items (Benjamini-Hochberg).
        standardised: Standardised difference of shares correct (focal - reference).
        breslow_day: Whether the odds ratios differ between score levels.
        uniform: Logistic, uniform difference.
        nonuniform: Logistic, non-uniform difference.
        both: Logistic, both at once.
        flags: `ets_b`, `ets_c`, `nonuniform`, `standardised`, `separated`, `not_defined`.
    """

    item: str
    mantel_haenszel: MantelHaenszel
    p_adjusted: float | None
    standardised: float | None
    breslow_day: BreslowDay
    uniform: LogisticDif
    nonuniform: LogisticDif
    both: LogisticDif
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifStudy:
    """A finished study.

    Attributes:
        focal: Focal group.
        reference: Reference group.
        focal_persons: Its size.
        reference_persons: Its size.
        items: One row an item.
        warnings: What a reader must know.
    """

    focal: str
    reference: str
    focal_persons: int
    reference_persons: int
    items: list[ItemDif]
    warnings: tuple[str, ...]


def dif_study(
    table: ResponseTable, groups: Grouping, settings: DifSettings | None = None
) -> DifStudy:
    """Return the DIF study of 0/1 items.

    Raises:
        TableScoreError: A response is neither 0 nor 1.
    """
    chosen = settings or DifSettings()
    values = table.require_binary().values[groups.kept]
    anchors, warnings = _anchors(values, groups.focal, chosen)
    rows = [
        _item(name, place, values, groups.focal, anchors, chosen)
        for place, name in enumerate(table.names)
    ]
    lost = [row.item for row in rows if "not_defined" in row.flags]
    if lost:
        warnings.append(f"not defined for {', '.join(lost[:5])} (no variation or no overlap)")
    return DifStudy(
        focal=groups.focal_name,
        reference=groups.reference_name,
        focal_persons=int(groups.focal.sum()),
        reference_persons=int((~groups.focal).sum()),
        items=_adjusted(rows),
        warnings=(*table.warnings, *warnings),
    )


def mantel_haenszel_flags(
    values: Floats, focal: Bools, anchor: Bools, settings: DifSettings
) -> Bools:
    """Return which items Mantel-Haenszel calls different (items,)."""
    limit = float(chi2.isf(settings.alpha, 1))
    found = [
        mantel_haenszel(strata(values, focal, item, anchor), correction=settings.correction).chi2
        for item in range(values.shape[1])
    ]
    return np.array([(value or 0.0) > limit for value in found], dtype=bool)


def standardised_flags(values: Floats, focal: Bools, anchor: Bools, settings: DifSettings) -> Bools:
    """Return which items differ by more than 0.10 in share correct (items,)."""
    found = [
        standardised_difference(strata(values, focal, item, anchor), settings.weights)
        for item in range(values.shape[1])
    ]
    return np.array([abs(value or 0.0) > LARGE_STANDARDISED for value in found], dtype=bool)


def breslow_day_flags(values: Floats, focal: Bools, anchor: Bools, settings: DifSettings) -> Bools:
    """Return which items Breslow-Day calls different (items,)."""
    found = [_breslow_day(values, focal, item, anchor).p for item in range(values.shape[1])]
    return np.array([p is not None and p < settings.alpha for p in found], dtype=bool)


def logistic_flags(
    values: Floats, focal: Bools, anchor: Bools, settings: DifSettings, question: Question
) -> Bools:
    """Return which items logistic regression calls different (items,)."""
    found = [
        logistic_dif(values, focal, item, anchor, question).p for item in range(values.shape[1])
    ]
    return np.array([p is not None and p < settings.alpha for p in found], dtype=bool)


_METHODS = ("mantel_haenszel", "standardised", "breslow_day", "uniform", "nonuniform", "both")


def _anchors(
    values: Floats, focal: Bools, settings: DifSettings
) -> tuple[dict[str, Bools], list[str]]:
    items = values.shape[1]
    everything = {name: np.ones(items, dtype=bool) for name in _METHODS}
    if not settings.purified:
        return everything, []
    found: dict[str, Bools] = {}
    warnings = []
    for name in _METHODS:
        result = purify(items, partial(_flag, name, values, focal, settings))
        found[name] = result.anchor
        if not result.settled:
            warnings.append(f"purification of {name} did not settle in {result.rounds} rounds")
    return found, warnings


def _flag(name: str, values: Floats, focal: Bools, settings: DifSettings, anchor: Bools) -> Bools:
    match name:
        case "mantel_haenszel":
            return mantel_haenszel_flags(values, focal, anchor, settings)
        case "standardised":
            return standardised_flags(values, focal, anchor, settings)
        case "breslow_day":
            return breslow_day_flags(values, focal, anchor, settings)
        case _:
            return logistic_flags(values, focal, anchor, settings, Question(name))


def _breslow_day(values: Floats, focal: Bools, item: int, anchor: Bools) -> BreslowDay:
    counted = int(anchor.sum()) + (not anchor[item])
    return breslow_day(strata(values, focal, item, anchor), items=counted)


def _item(
    name: str,
    item: int,
    values: Floats,
    focal: Bools,
    anchors: dict[str, Bools],
    settings: DifSettings,
) -> ItemDif:
    counts = mantel_haenszel(
        strata(values, focal, item, anchors["mantel_haenszel"]), correction=settings.correction
    )
    gap = standardised_difference(
        strata(values, focal, item, anchors["standardised"]), settings.weights
    )
    curves = [
        logistic_dif(values, focal, item, anchors[question.value], question)
        for question in Question
    ]
    return ItemDif(
        item=name,
        mantel_haenszel=counts,
        p_adjusted=None,
        standardised=gap,
        breslow_day=_breslow_day(values, focal, item, anchors["breslow_day"]),
        uniform=curves[0],
        nonuniform=curves[1],
        both=curves[2],
        flags=_flags(counts, gap, curves),
    )


def _flags(counts: MantelHaenszel, gap: float | None, curves: list[LogisticDif]) -> tuple[str, ...]:
    flags = [f"ets_{counts.ets.lower()}"] if counts.ets in ("B", "C") else []
    if curves[1].size in ("B", "C"):
        flags.append("nonuniform")
    if gap is not None and abs(gap) > LARGE_STANDARDISED:
        flags.append("standardised")
    if any(curve.separated for curve in curves):
        flags.append("separated")
    if counts.odds is None or gap is None:
        flags.append("not_defined")
    return tuple(flags)


def _adjusted(rows: list[ItemDif]) -> list[ItemDif]:
    p_values = np.array([np.nan if (p := row.mantel_haenszel.p) is None else p for row in rows])
    adjusted = benjamini_hochberg(p_values)
    return [replace(row, p_adjusted=finite(p)) for row, p in zip(rows, adjusted, strict=True)]

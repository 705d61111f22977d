"""A DIF study of a whole test: every item, every method, one row an item."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from station.psychometrics.choices import Weights
from station.psychometrics.dif.logistic import LogisticDif, Question, logistic_dif
from station.psychometrics.dif.matching import Grouping, Matching, match, purify, strata
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
    matchings, warnings = _matchings(values, groups.focal, chosen)
    rows = [_item(name, place, matchings, chosen) for place, name in enumerate(table.names)]
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


_METHODS = ("mantel_haenszel", "standardised", "breslow_day", "uniform", "nonuniform", "both")


def _matchings(
    values: Floats, focal: Bools, settings: DifSettings
) -> tuple[dict[str, Matching], list[str]]:
    """Return whom each method matches with whom, and what did not settle."""
    items = values.shape[1]
    if not settings.purified:
        everybody = match(values, focal, np.ones(items, dtype=bool))
        return dict.fromkeys(_METHODS, everybody), []
    found: dict[str, Matching] = {}
    warnings = []
    for name in _METHODS:
        flagged = partial(_flag_with, name, values, focal, settings)
        result = purify(items, flagged)
        found[name] = match(values, focal, result.anchor)
        if not result.settled:
            warnings.append(f"purification of {name} did not settle in {result.rounds} rounds")
    return found, warnings


def _flag_with(
    name: str, values: Floats, focal: Bools, settings: DifSettings, anchor: Bools
) -> Bools:
    return _flag(name, match(values, focal, anchor), settings)


def _flag(name: str, matching: Matching, settings: DifSettings) -> Bools:
    """Return which items a method calls different (items,)."""
    found = [_differs(name, matching, item, settings) for item in range(matching.items)]
    return np.array(found, dtype=bool)


def _differs(name: str, matching: Matching, item: int, settings: DifSettings) -> bool:
    match name:
        case "mantel_haenszel":
            p = mantel_haenszel(strata(matching, item), correction=settings.correction).p
        case "standardised":
            gap = standardised_difference(strata(matching, item), settings.weights)
            return gap is not None and abs(gap) > LARGE_STANDARDISED
        case "breslow_day":
            p = breslow_day(strata(matching, item), items=matching.counted(item)).p
        case _:
            p = logistic_dif(matching, item, [Question(name)])[Question(name)].p
    return p is not None and p < settings.alpha


def _item(name: str, item: int, matchings: dict[str, Matching], settings: DifSettings) -> ItemDif:
    counts = mantel_haenszel(
        strata(matchings["mantel_haenszel"], item), correction=settings.correction
    )
    gap = standardised_difference(strata(matchings["standardised"], item), settings.weights)
    day = matchings["breslow_day"]
    curves = _curves(matchings, item)
    return ItemDif(
        item=name,
        mantel_haenszel=counts,
        p_adjusted=None,
        standardised=gap,
        breslow_day=breslow_day(strata(day, item), items=day.counted(item)),
        uniform=curves[Question.UNIFORM],
        nonuniform=curves[Question.NON_UNIFORM],
        both=curves[Question.BOTH],
        flags=_flags(counts, gap, curves),
    )


def _curves(matchings: dict[str, Matching], item: int) -> dict[Question, LogisticDif]:
    """Fit the questions that share a match together, since their models are nested."""
    found: dict[Question, LogisticDif] = {}
    for question in Question:
        if question in found:
            continue
        matching = matchings[question.value]
        sharing = [other for other in Question if matchings[other.value] is matching]
        found |= logistic_dif(matching, item, sharing)
    return found


def _flags(
    counts: MantelHaenszel, gap: float | None, curves: dict[Question, LogisticDif]
) -> tuple[str, ...]:
    flags = [f"ets_{counts.ets.lower()}"] if counts.ets in ("B", "C") else []
    if curves[Question.NON_UNIFORM].size in ("B", "C"):
        flags.append("nonuniform")
    if gap is not None and abs(gap) > LARGE_STANDARDISED:
        flags.append("standardised")
    if any(curve.separated for curve in curves.values()):
        flags.append("separated")
    if counts.odds is None or gap is None:
        flags.append("not_defined")
    return tuple(flags)


def _adjusted(rows: list[ItemDif]) -> list[ItemDif]:
    p_values = np.array([np.nan if (p := row.mantel_haenszel.p) is None else p for row in rows])
    adjusted = benjamini_hochberg(p_values)
    return [replace(row, p_adjusted=finite(p)) for row, p in zip(rows, adjusted, strict=True)]

"""The technical report's items: one line each, with every reason to look at it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from station.psychometrics.dif.study import SIGNIFICANT, DifStudy
from station.psychometrics.distractors import OptionStatistics, doubtful_keys
from station.psychometrics.drift import DriftStudy
from station.psychometrics.irt import Analysis
from station.psychometrics.items import ItemStatistics
from station.psychometrics.table import Floats, RawTable, Texts
from station.psychometrics.technical_curves import Curve, item_curves, rapid_findings
from station.psychometrics.technical_report import Finding, ItemLine
from station.psychometrics.technical_studies import OptionLine, OptionPlot
from station.psychometrics.times import ItemTime

SCORE_GROUPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEvidence:
    """What the studies found about the items.

    Attributes:
        statistics: Classical statistics, one an item, in test order.
        options: The option table.
        scales: Item to subtest.
        calibration: The calibration, if there is one.
        comparisons: DIF studies by name of their grouping.
        drift: Drift over the days, if it was studied.
        times: Times on each item, if they were taken.
    """

    statistics: list[ItemStatistics]
    options: list[OptionStatistics]
    scales: Mapping[str, str]
    calibration: Analysis | None
    comparisons: list[tuple[str, DifStudy]]
    drift: DriftStudy | None
    times: list[ItemTime]


def item_lines(evidence: ItemEvidence) -> tuple[ItemLine, ...]:
    """Return one line an item, with every reason to look at it."""
    curves = item_curves(evidence.calibration)
    classes = _classes(evidence.comparisons)
    later = _later_findings(evidence)
    lines = []
    for row in evidence.statistics:
        curve = curves.get(row.item, Curve())
        different = classes.get(row.item, [])
        findings = [*_classical_findings(row, evidence.options), *_dif_findings(different)]
        findings += [*later.get(row.item, []), *curve.findings]
        lines.append(
            ItemLine(
                item=row.item,
                scale=evidence.scales.get(row.item, ""),
                n=row.n,
                p=row.p,
                r_rest=row.r_rest,
                a=curve.a,
                b=curve.b,
                infit=curve.infit,
                outfit=curve.outfit,
                s_x2_p=curve.s_x2_p,
                dif=max((ets for _, ets, _ in different), default=None),
                findings=tuple(findings),
            )
        )
    return tuple(lines)


def _later_findings(evidence: ItemEvidence) -> dict[str, list[Finding]]:
    """Return what days and times say about items."""
    found: dict[str, list[Finding]] = {}
    for change in evidence.drift.items if evidence.drift else ():
        if change.flagged_on:
            finding = Finding(code="drift", value=change.log_odds, note=change.flagged_on)
            found.setdefault(change.item, []).append(finding)
    for item, finding in rapid_findings(evidence.times).items():
        found.setdefault(item, []).append(finding)
    return found


def _classical_findings(row: ItemStatistics, options: list[OptionStatistics]) -> list[Finding]:
    figures = {"too_easy": row.p, "too_hard": row.p, "negative": row.r_rest, "weak": row.r_rest}
    found = [
        Finding(code=flag, value=figures.get(flag))
        for flag in row.flags
        if flag in figures or flag == "not_varying"
    ]
    better = [
        Finding(code="better_option", value=option.r_rest, note=option.option)
        for option in options
        if option.item == row.item and "better_than_key" in option.flags
    ]
    return found + better


def _classes(
    comparisons: list[tuple[str, DifStudy]],
) -> dict[str, list[tuple[str, str, float | None]]]:
    """Return for each item its grouping, ETS class and delta, when the class is B or C.

    Only what stays significant after adjusting for the number of items counts as a finding.
    """
    found: dict[str, list[tuple[str, str, float | None]]] = {}
    for name, study in comparisons:
        for row in study.items:
            counts = row.mantel_haenszel
            if counts.ets in ("B", "C") and (row.p_adjusted or 0.0) <= SIGNIFICANT:
                label = f"{name}: {study.focal}"
                found.setdefault(row.item, []).append((label, counts.ets, counts.delta))
    return found


def _dif_findings(found: list[tuple[str, str, float | None]]) -> list[Finding]:
    return [Finding(code="dif", value=delta, note=f"{label}, {ets}") for label, ets, delta in found]


def option_plots(
    raw: RawTable, key: dict[str, str], scores: Floats, options: list[OptionStatistics]
) -> tuple[OptionPlot, ...]:
    """Return how the options of every item with a doubtful key worked.

    Args:
        raw: Options chosen.
        key: Item to correct option.
        scores: (persons, items) 0/1, NaN where missing.
        options: The option table.
    """
    points = np.nan_to_num(scores)
    totals = points.sum(axis=1)
    plots = []
    for item in doubtful_keys(options):
        place = raw.names.index(item)
        lines = _option_lines(item, raw.cells[:, place], totals - points[:, place], options)
        plots.append(OptionPlot(item=item, key=key[item], options=lines))
    return tuple(plots)


def _option_lines(
    item: str, chosen: Texts, rest: Floats, options: list[OptionStatistics]
) -> tuple[OptionLine, ...]:
    groups = np.array_split(np.argsort(rest, kind="stable"), SCORE_GROUPS)
    return tuple(
        OptionLine(
            option=row.option,
            is_key=row.is_key,
            r_rest=row.r_rest,
            shares=tuple(float((chosen[group] == row.option).mean()) for group in groups),
        )
        for row in options
        if row.item == item and "omitted" not in row.flags
    )

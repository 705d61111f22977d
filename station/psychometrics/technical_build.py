"""Puts the technical report together: runs every study the data allow, and keeps its figures.

Promises that one study that cannot be made (too few persons, nothing varies, no convergence)
leaves its part out with a warning instead of stopping the report.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np

from station.errors import StationError
from station.psychometrics.dif.matching import group_names, grouping
from station.psychometrics.dif.study import DifStudy, dif_study
from station.psychometrics.dimensionality import one_scale
from station.psychometrics.distractors import analyse_items
from station.psychometrics.drift import DriftStudy, drift_study
from station.psychometrics.irt import Analysis, analyse, code_responses
from station.psychometrics.reliability import reliability
from station.psychometrics.similarity.curves import code_answers
from station.psychometrics.similarity.seats import SeatMap
from station.psychometrics.similarity.study import SimilarityStudy, similarity_study
from station.psychometrics.table import RawTable, ResponseTable, Texts, score_key
from station.psychometrics.technical_ability import ability_map, calibrated
from station.psychometrics.technical_comparisons import dif_part, drift_part
from station.psychometrics.technical_items import ItemEvidence, item_lines, option_plots
from station.psychometrics.technical_report import (
    EffortPart,
    Note,
    ScaleLine,
    SimilarityPart,
    TechnicalReport,
)
from station.psychometrics.times import ItemTime, PersonTime, time_study

Found = TypeVar("Found")

MOST_PAIRS = 15
EFFORT_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SHUFFLES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """What a report is made of; only the answers and the key are needed.

    Attributes:
        title: What is analysed, by language.
        period: When, as people write it.
        raw: Options chosen; item columns only.
        key: Item to correct option.
        scales: Item to subtest.
        groups: Name of a grouping to each person's group.
        days: Each person's day or session, sortable.
        planned_looks: Looks planned for drift.
        seats: Who sat where.
        times: Milliseconds on each item.
        omitted: Code of "no answer".
        model: Model of the calibration, or empty for none.
    """

    title: dict[str, str]
    period: str = ""
    raw: RawTable
    key: dict[str, str]
    scales: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Texts] = field(default_factory=dict)
    days: Texts | None = None
    planned_looks: int = 10
    seats: SeatMap | None = None
    times: ResponseTable | None = None
    omitted: str = ""
    model: str = "2pl"


@dataclass(slots=True)
class _Notes:
    """Collects what a reader must know."""

    lines: list[Note] = field(default_factory=list)

    def attempt(self, study: str, make: Callable[[], Found], about: str = "") -> Found | None:
        """Return what the study finds, or `None` and a note."""
        try:
            return make()
        except StationError as error:
            detail = f"{about}: {error.detail}" if about else error.detail
            self.lines.append(Note(study=study, code=error.code, detail=detail))
            return None


def build_report(inputs: ReportInputs) -> TechnicalReport:
    """Run every study and return the report.

    Raises:
        TableTooSmallError: Fewer than five persons or two items.
        NoVariationError: Fewer than two items vary.
        KeyMismatchError: The key does not fit.
    """
    notes = _Notes()
    statistics, options = analyse_items(inputs.raw, inputs.key, omitted=inputs.omitted)
    scores = score_key(inputs.raw, inputs.key)
    calibration = _calibration(scores, inputs.model, notes)
    comparisons = _comparisons(scores, inputs.groups, notes)
    drift = _drift(scores, inputs, notes)
    pairs = notes.attempt("similarity", lambda: _similarity(inputs))
    item_times, person_times = _times(inputs, scores, notes)
    evidence = ItemEvidence(
        statistics=statistics,
        options=options,
        scales=inputs.scales,
        calibration=calibration,
        comparisons=comparisons,
        drift=drift,
        times=item_times,
    )
    whole, scales = _reliabilities(scores, inputs.scales, notes)
    return TechnicalReport(
        title=inputs.title,
        period=inputs.period,
        data_sha256=_digest(inputs.raw),
        persons=scores.persons,
        answered=int((~np.isnan(scores.values)).any(axis=1).sum()),
        missing_share=float(np.isnan(scores.values).mean()),
        whole=whole,
        scales=scales,
        items=item_lines(evidence),
        ability=ability_map(calibration) if calibration else None,
        calibrated=calibrated(calibration) if calibration else None,
        options=option_plots(inputs.raw, inputs.key, scores.values, options),
        dif=tuple(dif_part(name, study) for name, study in comparisons),
        drift=drift_part(drift) if drift else None,
        similarity=_similarity_part(pairs, inputs) if pairs else None,
        effort=_effort(person_times, item_times) if person_times else None,
        notes=(*(Note(study="data", detail=line) for line in scores.warnings), *notes.lines),
    )


def _digest(raw: RawTable) -> str:
    joined = "\n".join([",".join(raw.names), *(",".join(row) for row in raw.cells.tolist())])
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def _calibration(scores: ResponseTable, model: str, notes: _Notes) -> Analysis | None:
    if not model:
        return None
    found = notes.attempt(
        "calibration", lambda: analyse(code_responses(scores.names, scores.values), model)
    )
    if found:
        notes.lines += [
            Note(study="calibration", detail=text, warning=code) for code, text in found.warnings
        ]
    return found


def _comparisons(
    scores: ResponseTable, groups: Mapping[str, Texts], notes: _Notes
) -> list[tuple[str, DifStudy]]:
    found = []
    for name, labels in groups.items():
        values = group_names(labels)
        pairs = [(value, None) for value in values] if len(values) > 2 else [_two(values)]
        for focal, reference in pairs:
            make = partial(_compare, scores, labels, focal, reference)
            study = notes.attempt("dif", make, f"{name} {focal}")
            if study:
                found.append((name, study))
    return found


def _two(values: list[str]) -> tuple[str, str | None]:
    return values[-1] if values else "", values[0] if len(values) == 2 else None


def _compare(scores: ResponseTable, labels: Texts, focal: str, reference: str | None) -> DifStudy:
    return dif_study(scores, grouping(labels, focal, reference))


def _drift(scores: ResponseTable, inputs: ReportInputs, notes: _Notes) -> DriftStudy | None:
    days = inputs.days
    if days is None:
        return None
    return notes.attempt(
        "drift", lambda: drift_study(scores, days, planned_looks=inputs.planned_looks)
    )


def _similarity(inputs: ReportInputs) -> SimilarityStudy:
    answers = code_answers(inputs.raw, inputs.key, omitted=inputs.omitted)
    return similarity_study(answers, seats=inputs.seats)


def _times(
    inputs: ReportInputs, scores: ResponseTable, notes: _Notes
) -> tuple[list[ItemTime], list[PersonTime]]:
    times = inputs.times
    if times is None:
        return [], []
    known = times.select([name for name in scores.names if name in times.names])
    found = notes.attempt("times", lambda: time_study(known))
    return found or ([], [])


def _reliabilities(
    scores: ResponseTable, scales: Mapping[str, str], notes: _Notes
) -> tuple[ScaleLine | None, tuple[ScaleLine, ...]]:
    whole = notes.attempt("reliability", lambda: _scale_line(scores, ""))
    names = dict.fromkeys(scales[item] for item in scores.names if item in scales)
    lines = []
    for name in names:
        members = [item for item in scores.names if scales.get(item) == name]
        make = partial(_scale_line, scores.select(members), name)
        line = notes.attempt("reliability", make, name)
        if line:
            lines.append(line)
    return whole, tuple(lines)


def _scale_line(table: ResponseTable, name: str) -> ScaleLine:
    found = reliability(table, scale=name)
    single = one_scale(table, shuffles=SHUFFLES)
    return ScaleLine(
        scale=name,
        items=found.items,
        alpha=found.consistency.alpha,
        low=found.consistency.low,
        high=found.consistency.high,
        omega=found.omega.total if found.omega else None,
        lambda6=found.consistency.lambda6,
        mean=found.total.mean,
        sd=found.total.sd,
        sem=found.total.sem,
        components=single.components,
        one_scale=single.one_scale,
    )


def _similarity_part(study: SimilarityStudy, inputs: ReportInputs) -> SimilarityPart:
    flagged = [pair for pair in study.pairs if pair.flagged]
    return SimilarityPart(
        pairs_tested=study.pairs_tested,
        flagged=len(flagged),
        near_tested=inputs.seats is not None,
        pairs=tuple(flagged[:MOST_PAIRS]),
        notice=study.notice,
    )


def _effort(persons: list[PersonTime], items: list[ItemTime]) -> EffortPart:
    efforts = np.array([row.effort for row in persons if row.effort is not None])
    counts = np.histogram(efforts, EFFORT_EDGES)[0]
    rapid = [(row.item, row.rapid_share or 0.0) for row in items if row.flags]
    return EffortPart(
        persons=int(efforts.size),
        low_effort=sum("low_effort" in row.flags for row in persons),
        classes=tuple(int(count) for count in counts),
        edges=EFFORT_EDGES,
        rapid_items=tuple(sorted(rapid, key=lambda pair: -pair[1])),
        median_ms=float(np.median([row.total_ms for row in persons])),
    )

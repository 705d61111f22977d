"""Puts the technical report of a keyed test together: runs every study the data allow.

Promises that one study that cannot be made (too few persons, nothing varies, no convergence)
leaves its part out with a warning instead of stopping the report.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np

from station.psychometrics.dif.matching import group_names, grouping
from station.psychometrics.dif.study import DifStudy, dif_study
from station.psychometrics.distractors import analyse_items
from station.psychometrics.drift import DriftStudy, drift_study
from station.psychometrics.irt import code_responses
from station.psychometrics.similarity.curves import code_answers
from station.psychometrics.similarity.study import SimilarityStudy, similarity_study
from station.psychometrics.table import ResponseTable, Texts, score_key
from station.psychometrics.technical_comparisons import dif_part, drift_part
from station.psychometrics.technical_inputs import ReportInputs
from station.psychometrics.technical_items import ItemEvidence, item_lines, option_plots
from station.psychometrics.technical_quality import position_quality
from station.psychometrics.technical_report import ScaleLine, TechnicalReport
from station.psychometrics.technical_shared import (
    QUALITY_SEED,
    Notes,
    answered,
    calibration,
    digest,
    effort_part,
    measure,
    scale_line,
    time_rows,
)
from station.psychometrics.technical_studies import SimilarityPart

MOST_PAIRS = 15


def keyed_report(inputs: ReportInputs) -> TechnicalReport:
    """Run every study and return the report.

    Raises:
        TableTooSmallError: Fewer than five persons or two items.
        NoVariationError: Fewer than two items vary.
        KeyMismatchError: The key does not fit.
    """
    notes = Notes()
    statistics, options = analyse_items(inputs.raw, inputs.key, omitted=inputs.omitted)
    scores = score_key(inputs.raw, inputs.key)
    notes.tell("data", code_responses(scores.names, scores.values).warnings)
    found = calibration(scores, inputs.model, notes)
    comparisons = _comparisons(scores, inputs.groups, notes)
    drift = _drift(scores, inputs, notes)
    pairs = notes.attempt("similarity", lambda: _similarity(inputs))
    item_times, person_times = time_rows(inputs.times, scores.names, notes)
    evidence = ItemEvidence(
        statistics=statistics,
        options=options,
        scales=inputs.scales,
        calibration=found,
        comparisons=comparisons,
        drift=drift,
        times=item_times,
    )
    return TechnicalReport(
        title=inputs.title,
        period=inputs.period,
        ordered=False,
        data_sha256=digest(inputs.raw),
        persons=scores.persons,
        answered=answered(scores),
        missing_share=float(np.isnan(scores.values).mean()),
        whole=scale_line(scores, notes),
        scales=_scale_lines(scores, inputs.scales, notes),
        items=item_lines(evidence),
        measures=(measure(found),) if found else (),
        options=option_plots(inputs.raw, inputs.key, scores.values, options),
        dif=tuple(dif_part(name, study) for name, study in comparisons),
        drift=drift_part(drift) if drift else None,
        similarity=_similarity_part(pairs, inputs) if pairs else None,
        effort=effort_part(item_times, person_times),
        quality=position_quality(
            inputs.raw, scores, inputs.omitted, np.random.default_rng(QUALITY_SEED)
        ),
        notes=tuple(notes.lines),
    )


def _scale_lines(
    scores: ResponseTable, scales: Mapping[str, str], notes: Notes
) -> tuple[ScaleLine, ...]:
    members: dict[str, list[str]] = {}
    for item in scores.names:
        if item in scales:
            members.setdefault(scales[item], []).append(item)
    lines = (scale_line(scores.select(items), notes, name) for name, items in members.items())
    return tuple(line for line in lines if line)


def _comparisons(
    scores: ResponseTable, groups: Mapping[str, Texts], notes: Notes
) -> list[tuple[str, DifStudy]]:
    found = []
    for name, labels in groups.items():
        values = group_names(labels)
        pairs = [(value, None) for value in values] if len(values) > 2 else [_two(values)]
        for focal, reference in pairs:
            make = partial(_compare, scores, labels, focal, reference)
            study = notes.attempt("dif", make, f"{name} {focal}".strip())
            if study:
                found.append((name, study))
    return found


def _two(values: list[str]) -> tuple[str, str | None]:
    return values[-1] if values else "", values[0] if len(values) == 2 else None


def _compare(scores: ResponseTable, labels: Texts, focal: str, reference: str | None) -> DifStudy:
    return dif_study(scores, grouping(labels, focal, reference))


def _drift(scores: ResponseTable, inputs: ReportInputs, notes: Notes) -> DriftStudy | None:
    days = inputs.days
    if days is None:
        return None
    return notes.attempt(
        "drift", lambda: drift_study(scores, days, planned_looks=inputs.planned_looks)
    )


def _similarity(inputs: ReportInputs) -> SimilarityStudy:
    answers = code_answers(inputs.raw, inputs.key, omitted=inputs.omitted)
    return similarity_study(answers, seats=inputs.seats)


def _similarity_part(study: SimilarityStudy, inputs: ReportInputs) -> SimilarityPart:
    flagged = [pair for pair in study.pairs if pair.flagged]
    return SimilarityPart(
        pairs_tested=study.pairs_tested,
        flagged=len(flagged),
        near_tested=inputs.seats is not None,
        pairs=tuple(flagged[:MOST_PAIRS]),
        notice=study.notice,
    )

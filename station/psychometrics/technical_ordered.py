"""Puts the technical report of a questionnaire together: ordered responses, scale by scale.

Promises that every scale is turned, calibrated and judged by itself, and that a scale for which
a study cannot be made leaves a note. Items are never compared between groups or days here: the
engine does that for right and wrong answers only, and the report says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from station.psychometrics.errors import KeyMismatchError, NoVariationError
from station.psychometrics.irt import Analysis, code_responses
from station.psychometrics.items import ItemStatistics, item_statistics
from station.psychometrics.reliability import reversed_scores
from station.psychometrics.table import RawTable, ResponseTable, ScaleKey
from station.psychometrics.technical_ability import whole_reach
from station.psychometrics.technical_categories import (
    category_use,
    falling_means,
    scale_categories,
    use_findings,
)
from station.psychometrics.technical_curves import Curve, item_curves, rapid_findings
from station.psychometrics.technical_inputs import ReportInputs
from station.psychometrics.technical_quality import rating_quality
from station.psychometrics.technical_report import (
    Finding,
    ItemLine,
    Measure,
    ScaleLine,
    TechnicalReport,
)
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

OF_RIGHT_AND_WRONG = ("dif", "drift", "similarity")
CLASSICAL = ("not_varying", "negative", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """One scale: its answers, reversed items turned, and what was found in them."""

    key: ScaleKey
    table: ResponseTable
    statistics: dict[str, ItemStatistics]
    calibration: Analysis | None


def ordered_report(inputs: ReportInputs) -> TechnicalReport:
    """Run every study that ordered responses allow and return the report.

    Raises:
        TableColumnError: A key names an item that is not in the table.
        KeyMismatchError: A key names no scale.
        TableNotNumericError, NotCategoryError: An answer is no whole number.
        TableTooSmallError: Fewer than five persons.
        NoVariationError: In no scale two items vary.
    """
    notes = Notes()
    raw = _named_items(inputs)
    answers = raw.numeric()
    notes.tell("data", code_responses(answers.names, answers.values).warnings)
    scales = [_scale(answers, key, inputs.model, notes) for key in inputs.keys]
    if not any(scale.statistics for scale in scales):
        raise NoVariationError("there is no scale in which two items vary")
    item_times, person_times = time_rows(inputs.times, answers.names, notes)
    whole, lines = _reliabilities(scales, notes)
    turned = {scale.key.scale: scale.table for scale in scales}
    chance = np.random.default_rng(QUALITY_SEED)
    quality = notes.attempt("quality", lambda: rating_quality(answers, inputs.keys, turned, chance))
    left_out = "it compares right and wrong answers, which ordered responses do not have"
    for study in OF_RIGHT_AND_WRONG:
        notes.tell(study, [("needs_right_and_wrong", left_out)])
    rapid = rapid_findings(item_times)
    return TechnicalReport(
        title=inputs.title,
        period=inputs.period,
        ordered=True,
        data_sha256=digest(raw),
        persons=answers.persons,
        answered=answered(answers),
        missing_share=float(np.isnan(answers.values).mean()),
        whole=whole,
        scales=lines,
        items=tuple(line for scale in scales for line in _item_lines(scale, rapid)),
        measures=tuple(_measure(scale.calibration, scale) for scale in scales if scale.calibration),
        options=(),
        dif=(),
        drift=None,
        similarity=None,
        effort=effort_part(item_times, person_times),
        quality=quality,
        notes=tuple(notes.lines),
    )


def _named_items(inputs: ReportInputs) -> RawTable:
    """Return the items of all scales in the order they were asked, gaps blank."""
    if not all(key.scale for key in inputs.keys):
        raise KeyMismatchError("a line of the keys names no scale")
    named = {item for key in inputs.keys for item in key.signs}
    asked = [name for name in inputs.raw.names if name in named]
    raw = inputs.raw.select([*asked, *sorted(named - set(asked))])
    gap = (raw.cells == inputs.omitted) & bool(inputs.omitted)
    return RawTable(names=raw.names, cells=np.where(gap, "", raw.cells))


def _scale(answers: ResponseTable, key: ScaleKey, model: str, notes: Notes) -> _Scale:
    table = reversed_scores(answers, key.signs)
    rows = notes.attempt("items", lambda: item_statistics(table), key.scale) or []
    return _Scale(
        key=key,
        table=table,
        statistics={row.item: row for row in rows},
        calibration=calibration(table, model, notes, key.scale),
    )


def _measure(found: Analysis, scale: _Scale) -> Measure:
    return measure(found, scale.key.scale, whole_reach(found))


def _reliabilities(
    scales: Sequence[_Scale], notes: Notes
) -> tuple[ScaleLine | None, tuple[ScaleLine, ...]]:
    """Return the reliability of all items together and of every scale."""
    lines = [scale_line(scale.table, notes, scale.key.scale) for scale in scales]
    known = tuple(line for line in lines if line)
    if len(scales) == 1:
        return (replace(known[0], scale="") if known else None), known
    columns = {
        name: column
        for scale in reversed(scales)
        for name, column in zip(scale.table.names, scale.table.values.T, strict=True)
    }
    together = ResponseTable(names=tuple(columns), values=np.column_stack(list(columns.values())))
    return scale_line(together, notes), known


def _item_lines(scale: _Scale, rapid: dict[str, Finding]) -> list[ItemLine]:
    curves = item_curves(scale.calibration)
    categories = scale_categories(scale.table.values)
    falls = falling_means(scale.table, categories)
    lines = []
    for place, (name, sign) in enumerate(scale.key.signs.items()):
        column, curve = scale.table.values[:, place], curves.get(name, Curve())
        use = category_use(column, categories, reverse=sign < 0, curve=curve)
        row = scale.statistics.get(name)
        findings = [*_classical_findings(row), *use_findings(use, curve)]
        findings += [found[name] for found in (falls, rapid) if name in found]
        lines.append(
            ItemLine(
                item=name,
                scale=scale.key.scale,
                n=int((~np.isnan(column)).sum()),
                p=None,
                r_rest=row.r_rest if row else None,
                a=curve.a,
                b=curve.b,
                infit=curve.infit,
                outfit=curve.outfit,
                s_x2_p=curve.s_x2_p,
                dif=None,
                findings=(*findings, *curve.findings),
                use=use,
            )
        )
    return lines


def _classical_findings(row: ItemStatistics | None) -> list[Finding]:
    flags = row.flags if row else ()
    figure = row.r_rest if row else None
    return [Finding(code=flag, value=figure) for flag in flags if flag in CLASSICAL]

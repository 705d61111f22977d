"""The technical report's comparisons: groups (DIF) and days (drift)."""

import numpy as np

from station.psychometrics.dif.study import SIGNIFICANT, DifStudy, ItemDif
from station.psychometrics.dif.tables import DELTA_PER_LOGIT
from station.psychometrics.drift import DriftStudy
from station.psychometrics.technical_studies import DifLine, DifPart, DriftLine, DriftPart

NORMAL_95 = 1.96


def dif_part(name: str, study: DifStudy) -> DifPart:
    """Return one comparison of two groups."""
    classes = [row.mantel_haenszel.ets for row in study.items]
    lines = [line for row in study.items if (line := _dif_line(row)) is not None]
    return DifPart(
        grouping=name,
        focal=study.focal,
        reference=study.reference,
        focal_persons=study.focal_persons,
        reference_persons=study.reference_persons,
        classes=(classes.count("A"), classes.count("B"), classes.count("C")),
        lines=tuple(sorted(lines, key=lambda line: -abs(line.delta))),
    )


def _dif_line(row: ItemDif) -> DifLine | None:
    counts = row.mantel_haenszel
    if counts.ets not in ("B", "C") or counts.delta is None or counts.variance is None:
        return None
    reach = NORMAL_95 * abs(DELTA_PER_LOGIT) * float(np.sqrt(counts.variance))
    return DifLine(
        item=row.item,
        delta=counts.delta,
        low=counts.delta - reach,
        high=counts.delta + reach,
        ets=counts.ets,
        nonuniform="nonuniform" in row.flags,
        sure=(row.p_adjusted or 0.0) <= SIGNIFICANT,
    )


def drift_part(study: DriftStudy) -> DriftPart:
    """Return the drift over the days."""
    lines = [
        DriftLine(
            item=row.item, shares=row.shares, evidence=row.evidence, flagged_on=row.flagged_on
        )
        for row in study.items
        if row.flagged_on
    ]
    return DriftPart(
        days=study.days,
        persons=study.persons,
        looks=study.planned_looks,
        level=study.level,
        watched=len(study.items),
        lines=tuple(sorted(lines, key=lambda line: -line.evidence)),
    )

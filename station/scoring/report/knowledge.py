"""Part 6: digital literacy and emerging skills; their areas are hints without a category."""

from typing import Literal

from station.exam.form import Text
from station.scoring.exact import tenths
from station.scoring.parts import AreaResult, KnowledgePart
from station.scoring.profile import Ratio, categorise, part_ratio
from station.scoring.report.case import Case, band_values
from station.scoring.report.measures import others_named
from station.scoring.scores import AreaScore


def knowledge_parts(case: Case) -> tuple[KnowledgePart, KnowledgePart]:
    """Return part 6."""
    profile = case.profile
    return _part(case, "digital", profile.digital), _part(case, "emerging", profile.emerging)


def _part(case: Case, code: Literal["digital", "emerging"], ratio: Ratio | None) -> KnowledgePart:
    scale = case.scores.scale(code)
    return KnowledgePart(
        code=code,
        name=case.say(f"measure.{code}"),
        summary=_summary(case, code, ratio),
        areas=tuple(_area(case, one) for one in case.scores.areas if one.scale == code),
        correct=scale.points,
        items=scale.items,
        caution=case.say("knowledge.caution"),
    )


def _summary(case: Case, code: Literal["digital", "emerging"], ratio: Ratio | None) -> Text:
    scale = case.scores.scale(code)
    if ratio is None:
        return case.say("knowledge.summary_none", reason=case.say(f"reason.{scale.state}"))
    rule = case.standards.measure(code)
    found = categorise(ratio, rule)
    values = {**band_values(ratio), "category": rule.category[found.place].name}
    counts = {"correct": ratio.achieved, "items": ratio.required}
    if found.near_cut:
        others = others_named(rule, found)
        return case.say("knowledge.summary_near", **values, **counts, others=others)
    return case.say("knowledge.summary_clear", **values, **counts)


def _area(case: Case, area: AreaScore) -> AreaResult:
    known = next(one for one in case.standards.areas.area if one.code == area.code)
    ratio = None
    if area.correct is not None and area.items:
        whole = case.scores.scale(area.scale).items
        error = case.tables[area.scale].error_points
        ratio = part_ratio(area.correct, area.items, whole, error)
    return AreaResult(
        code=area.code,
        name=known.name,
        correct=area.correct,
        items=area.items,
        percent_tenths=tenths(ratio.percent) if ratio else None,
        low_tenths=tenths(ratio.low) if ratio else None,
        high_tenths=tenths(ratio.high) if ratio else None,
    )

"""Training demand: how many people a development target concerns, and the hours planned for it."""

from collections.abc import Sequence

from station.exam.form import Text
from station.scoring.format import both, whole
from station.scoring.group import Demand
from station.scoring.model import ReportModel
from station.scoring.standards import Standards


def demand_of(models: Sequence[ReportModel], standards: Standards) -> tuple[Demand, ...]:
    """Return the targets that concern anybody, those of most people first."""
    targets = {one.code: one.name for one in standards.competencies.competency}
    for code in ("digital", "emerging"):
        targets[code] = standards.words.say(f"measure.{code}")
    rows = [_one_demand(code, name, models) for code, name in targets.items()]
    wanted = [one for one in rows if one.people]
    return tuple(sorted(wanted, key=lambda one: (-one.people, one.code)))


def _one_demand(code: str, name: Text, models: Sequence[ReportModel]) -> Demand:
    short = uncertain = hours = 0
    for model in models:
        mark = _need(code, model)
        short += mark == "short"
        uncertain += mark == "uncertain"
        steps = [one for one in model.plan.steps if code in one.codes]
        gaps = [one for one in steps if one.mark in {"short", "uncertain"}]
        hours += sum(one.jp // len(one.codes) for one in gaps)
    return Demand(
        code=code,
        name=name,
        short=short,
        uncertain=uncertain,
        people=short + uncertain,
        jp=hours,
    )


def _need(code: str, model: ReportModel) -> str:
    """Return the mark of a competency, or of a knowledge measure in its lowest category."""
    for one in model.competency.competencies:
        if one.code == code:
            return one.mark
    measure = next(one for one in model.measures if one.code == code)
    if measure.category != measure.zones[0].code:
        return ""
    return "uncertain" if measure.near_cut else "short"


def demand_note(models: Sequence[ReportModel], standards: Standards) -> Text:
    """Return people and hours in words, or that the group is too small to say."""
    smallest = standards.thresholds.group.smallest
    if len(models) < smallest:
        return standards.words.say("group.demand_small", smallest=smallest)
    return standards.words.say(
        "group.demand_note",
        people=both(whole, len(models)),
        jp=both(whole, sum(model.plan.jp for model in models)),
    )

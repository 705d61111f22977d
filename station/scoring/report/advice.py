"""Parts 8, 9 and 10 in words: fit to posts, development plan, nine-box. All drafts."""

from typing import Literal

from station.exam.form import Text
from station.scoring.advice.fit import Fit, Readiness
from station.scoring.advice.nine_box import Columns, box_of, columns_of
from station.scoring.advice.plan import Step
from station.scoring.exact import tenths
from station.scoring.format import both, enumerate_texts, level, signed_level
from station.scoring.parts import (
    FitPart,
    Mark,
    NineBoxCell,
    NineBoxPart,
    PlanPart,
    PlanStep,
    PostFit,
    ReadinessRow,
)
from station.scoring.profile import Ratio, Standing, categorise
from station.scoring.report.case import Case, band_values
from station.scoring.report.measures import measure, others_named
from station.scoring.standards import HALVES
from station.scoring.tables import Mode
from station.scoring.words import join

MET = frozenset({"above", "meets"})
GAPS: tuple[Mark, ...] = ("short", "uncertain")
Share = Literal[70, 20, 10]
SHARES: dict[Mode, Share] = {"work": 70, "social": 20, "formal": 10}


def fit_part(case: Case) -> FitPart:
    """Return part 8: posts, tiers, a proposal with its reasons, and what was not considered."""
    beyond = [one.name for one in case.beyond]
    names = enumerate_texts(beyond)
    not_assessed = case.say("fit.not_assessed", names=names) if beyond else None
    return FitPart(
        posts=tuple(_post(case, place, one) for place, one in enumerate(case.fits, 1)),
        not_assessed=not_assessed or case.say("common.empty"),
        equals=case.say("fit.equals"),
        not_considered=case.say("fit.not_considered"),
        readiness=tuple(_readiness(case, one) for one in case.readiness),
        placement=placement_text(case),
        reasons=tuple(_reasons(case)),
    )


def placement_text(case: Case) -> Text:
    """Return the proposal, with how many other posts are equal to the target post."""
    return join(
        case.say(f"placement.{case.advice}"),
        case.words.count("placement.equals", _equal_posts(case)),
        case.say("placement.reason.look") if case.flagged else case.say("common.empty"),
    )


def _equal_posts(case: Case) -> int:
    own = next((one for one in case.fits if one.current), None)
    if own is None or case.profile.jpm is None:
        return 0
    return sum(one.group == own.group for one in case.fits) - 1


def _post(case: Case, place: int, fit: Fit) -> PostFit:
    return PostFit(
        rank=place,
        group=fit.group,
        current=fit.current,
        code=fit.post.code,
        name=fit.post.name,
        unit=fit.post.unit,
        tier_name=case.standards.tier(fit.post.tier).name,
        fit=measure(
            case,
            "post",
            fit.ratio,
            fit.post.unit,
            case.say("common.empty"),
            (fit.post.code, fit.post.name),
        ),
        reason=_fit_reason(case, fit.standings),
    )


def _fit_reason(case: Case, standings: tuple[Standing, ...]) -> Text:
    met = [one for one in standings if one.mark in MET]
    if len(met) == len(standings):
        crossing = sum(one.crosses for one in met)
        return case.say("fit.reason_all", all=len(standings), crosses=crossing)
    return case.say(
        "fit.reason_some",
        met=len(met),
        all=len(standings),
        short=_named(case, [one for one in standings if one.mark == "short"]),
        uncertain=_named(case, [one for one in standings if one.mark == "uncertain"]),
    )


def _named(case: Case, standings: list[Standing]) -> Text:
    return case.names(standings) if standings else case.say("fit.nothing")


def _readiness(case: Case, row: Readiness) -> ReadinessRow:
    ratio = row.ratio if not case.incomplete else None
    return ReadinessRow(
        tier=row.tier.tier,
        name=row.tier.name,
        required_halves=row.tier.level * HALVES,
        percent_tenths=tenths(ratio.percent) if ratio else None,
        sem_tenths=tenths(ratio.error) if ratio else None,
        note=_readiness_note(case, row, ratio),
    )


def _readiness_note(case: Case, row: Readiness, ratio: Ratio | None) -> Text:
    if row.tier.level * HALVES > case.top_halves:
        return case.say("fit.readiness_beyond", top=both(level, case.top_halves))
    if ratio is None:
        return case.say("fit.readiness_missing")
    met = sum(one.mark in MET for one in row.standings)
    own = row.tier.tier == case.person.tier
    said = (
        case.say("fit.readiness_all")
        if met == len(row.standings)
        else case.say("fit.readiness_some", met=met, all=len(row.standings))
    )
    return join(case.say("fit.readiness_own"), said) if own else said


def _reasons(case: Case) -> list[Text]:
    reasons = []
    if case.profile.jpm is not None:
        reasons.append(_category_reason(case, case.profile.jpm))
    for mark in GAPS:
        found = case.profile.marked(mark)
        if found:
            reasons.append(case.say(f"placement.reason.{mark}", names=case.names(found)))
    if case.flagged:
        reasons.append(case.say("placement.reason.look"))
    return reasons


def _category_reason(case: Case, ratio: Ratio) -> Text:
    rule = case.standards.measure("jpm")
    found = categorise(ratio, rule)
    values = {**band_values(ratio), "category": rule.category[found.place].name}
    if not found.near_cut:
        return case.say("placement.reason.category", **values)
    others = others_named(rule, found)
    return case.say("placement.reason.category_near", **values, others=others)


def plan_part(case: Case) -> PlanPart:
    """Return part 9."""
    rules, plan = case.standards.advice.plan, case.plan
    before = (None, *plan.steps[:-1]) if plan.steps else ()
    steps = [_step(case, *pair) for pair in zip(plan.steps, before, strict=True)]
    return PlanPart(
        steps=tuple(steps),
        jp=plan.jp,
        jp_by_share=(_hours(steps, 70), _hours(steps, 20), _hours(steps, 10)),
        jp_year=rules.jp_year,
        summary=case.say("plan.summary", jp=plan.jp, year=rules.jp_year),
        note=_plan_note(case),
    )


def _hours(steps: list[PlanStep], share: Share) -> int:
    return sum(one.jp for one in steps if one.share == share)


def _plan_note(case: Case) -> Text:
    year, plan = case.standards.advice.plan.jp_year, case.plan
    if plan.waiting:
        names = enumerate_texts([case.target_name(code) for code in plan.waiting])
        return case.say("plan.waiting", names=names)
    if not plan.steps:
        return case.say("plan.nothing")
    if plan.jp < year:
        return case.say("plan.rest", rest=year - plan.jp)
    return case.say("common.empty")


def _step(case: Case, step: Step, before: Step | None) -> PlanStep:
    again = before is not None and before.codes == step.codes
    activity = step.activity
    return PlanStep(
        mark=step.mark,
        codes=step.codes,
        target=case.say("common.empty") if again else step_target(case, step),
        gap=case.say("common.empty") if again else _gap(case, step),
        share=SHARES[activity.mode if activity else "work"],
        method=case.say(f"plan.method.{activity.method if activity else 'observe'}"),
        activity=activity.title if activity else case.say("plan.observe"),
        jp=step.jp,
        due=step.due,
    )


def step_target(case: Case, step: Step) -> Text:
    """Return what a step is for: its targets by name, or a challenge."""
    name = enumerate_texts([case.target_name(code) for code in step.codes])
    if step.mark in MET:
        return case.say("plan.challenge", name=name)
    return name


def _gap(case: Case, step: Step) -> Text:
    if step.gap is None or step.mark in MET:
        return case.say("plan.no_gap")
    return both(signed_level, step.gap)


def nine_box_part(case: Case) -> NineBoxPart:
    """Return part 10; a box only with imported performance and a potential index."""
    ratio, rules = case.profile.potential, case.standards.nine_box
    columns = columns_of(ratio, rules) if ratio else None
    performance = case.person.performance
    box = box_of(performance, columns.column, rules) if columns else None
    return NineBoxPart(
        box=box.box if box else 0,
        performance=performance,
        potential=columns.column if columns else "",
        cells=tuple(
            NineBoxCell(
                box=one.box, performance=one.performance, potential=one.potential, name=one.name
            )
            for one in sorted(rules.cell, key=lambda cell: cell.box)
        ),
        heading=case.say("nine_box.heading", box=box.box)
        if box
        else case.say("nine_box.heading_none"),
        text=_box_text(case, columns, ratio, box.name if box else None),
    )


def _box_text(case: Case, columns: Columns | None, ratio: Ratio | None, name: Text | None) -> Text:
    if columns is None or ratio is None:
        return case.say("nine_box.no_potential")
    rules = case.standards.nine_box
    values = {**band_values(ratio), "column": rules.potential[columns.column]}
    others = enumerate_texts([rules.potential[one] for one in columns.others])
    also = case.say("nine_box.others", others=others) if columns.others else None
    if name is None or not case.person.performance:
        said = join(case.say("nine_box.no_performance"), case.say("nine_box.column", **values))
    else:
        performance = rules.performance[case.person.performance]
        said = case.say("nine_box.determined", **values, performance=performance, name=name)
    return join(said, also) if also else said

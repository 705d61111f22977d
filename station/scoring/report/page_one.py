"""Page one: the verdict in words, three notices, and what has to be decided."""

from typing import Literal

from station.exam.form import Text
from station.scoring.format import both, duration, enumerate_texts, level, minute
from station.scoring.model import Decision, Notice, Verdict
from station.scoring.parts import Measure, NineBoxPart
from station.scoring.profile import categorise
from station.scoring.report.advice import GAPS, placement_text, step_target
from station.scoring.report.case import Case, band_values
from station.scoring.report.measures import cuts_named, others_named
from station.scoring.report.validity import judged, overall
from station.scoring.words import join, sentence


def verdict(case: Case, measures: tuple[Measure, ...]) -> Verdict:
    """Return what page one opens with."""
    ratio = case.profile.jpm
    if ratio is None:
        return Verdict(heading=case.say("verdict.none"), sentence=_no_match(case))
    rule = case.standards.measure("jpm")
    found = categorise(ratio, rule)
    values = band_values(ratio)
    category = rule.category[found.place].name
    if found.near_cut:
        said = case.say(
            "verdict.value_near",
            **values,
            cuts=cuts_named(rule, found),
            others=others_named(rule, found),
        )
    else:
        said = case.say("verdict.value_clear", **values)
    return Verdict(
        heading=case.say("verdict.near" if found.near_cut else "verdict.clear", category=category),
        sentence=join(said, _gaps_said(case), _also_missing(case, measures), _look(case)),
    )


def _no_match(case: Case) -> Text:
    if case.profile.missing == "beyond":
        names = case.names(case.profile.marked("beyond"))
        top = both(level, case.top_halves)
        return join(case.say("verdict.beyond", top=top, names=names), _look(case))
    what = (
        case.sections_named()
        if case.incomplete
        else case.names(case.profile.marked("not_scorable"))
    )
    said = case.say("verdict.incomplete", what=sentence(what))
    return join(_ended(case), said, _look(case))


def _ended(case: Case) -> Text:
    conduct = case.conduct
    if conduct.closed not in {"ended", "voided"}:
        return case.say("common.empty")
    time = both(minute, case.local(conduct.finished))
    if conduct.ended_because:
        return case.say("verdict.ended_because", time=time, reason=conduct.ended_because)
    return case.say("verdict.ended", time=time)


def _gaps_said(case: Case) -> Text:
    counts = {mark: len(case.profile.marked(mark)) for mark in GAPS}
    said = [
        sentence(case.words.count(f"verdict.gaps.{mark}", count))
        for mark, count in counts.items()
        if count
    ]
    return join(*said) if said else case.say("verdict.no_gaps")


def _also_missing(case: Case, measures: tuple[Measure, ...]) -> Text:
    names = [one.name for one in measures if one.percent_tenths is None]
    if not names:
        return case.say("common.empty")
    return case.say("verdict.also_missing", names=enumerate_texts(names))


def _look(case: Case) -> Text:
    return case.say("verdict.look") if case.flagged else case.say("common.empty")


def notices(case: Case, measures: tuple[Measure, ...]) -> tuple[Notice, ...]:
    """Return what is near a cut or incomplete, validity, and conduct."""
    first = _incomplete_notice(case) if case.incomplete else _near_notice(case, measures)
    return (first, _validity_notice(case), _conduct_notice(case))


def _incomplete_notice(case: Case) -> Notice:
    return Notice(icon="warning", title=case.say("notice.incomplete"), detail=case.sections_named())


def _near_notice(case: Case, measures: tuple[Measure, ...]) -> Notice:
    near = [one.name for one in measures if one.near_cut]
    title = sentence(case.words.count("notice.near", len(near)))
    detail = enumerate_texts(near) if near else case.say("notice.near_none_detail")
    return Notice(icon="diamond", title=title, detail=detail)


def _validity_notice(case: Case) -> Notice:
    result = overall(case)
    icon: Literal["check", "warning"] = "check" if result == "fine" else "warning"
    flagged = sum(one.result == "look" for one in case.scores.checks)
    return Notice(
        icon=icon,
        title=case.say(f"notice.valid_{result}"),
        detail=case.say("notice.valid_detail", flagged=flagged, checked=len(judged(case))),
    )


def _conduct_notice(case: Case) -> Notice:
    conduct = case.conduct
    if conduct.closed in {"ended", "voided"}:
        time = both(minute, case.local(conduct.finished))
        return Notice(
            icon="clock",
            title=case.say("notice.conduct_ended", time=time),
            detail=case.say("notice.conduct_ended_detail"),
        )
    title = sentence(case.words.count("notice.conduct", len(conduct.lost)))
    return Notice(icon="clock", title=title, detail=_conduct_detail(case))


def _conduct_detail(case: Case) -> Text:
    conduct = case.conduct
    lost = both(duration, sum(one.ms for one in conduct.lost))
    if conduct.added:
        added = both(duration, sum(one.ms for one in conduct.added))
        return case.say("notice.conduct_added", lost=lost, added=added)
    if conduct.lost:
        return case.say("notice.conduct_detail", lost=lost)
    return case.say("notice.conduct_none_detail")


def decisions(case: Case, nine_box: NineBoxPart) -> tuple[Decision, ...]:
    """Return placement, development and nine-box, one line each."""
    return (
        Decision(code="placement", name=case.say("decision.placement"), text=placement_text(case)),
        Decision(
            code="development", name=case.say("decision.development"), text=_development(case)
        ),
        Decision(code="nine_box", name=case.say("decision.nine_box"), text=_box(case, nine_box)),
    )


def _box(case: Case, nine_box: NineBoxPart) -> Text:
    if nine_box.box:
        name = next(cell.name for cell in nine_box.cells if cell.box == nine_box.box)
        return case.say("decision.nine_box_found", box=nine_box.box, name=name)
    key = "nine_box_unrated" if nine_box.potential else "nine_box_unmeasured"
    return case.say(f"decision.{key}")


def _development(case: Case) -> Text:
    said = []
    if case.incomplete:
        sections = case.sections_named()
        said.append(case.say("decision.development_again", sections=sections))
    if case.plan.steps:
        first = step_target(case, case.plan.steps[0])
        said.append(case.say("decision.development_plan", jp=case.plan.jp, first=first))
    return join(*said) if said else case.say("decision.development_none")

"""The whole report of one person: a pure function of values, the same bytes everywhere."""

from station.scoring.inputs import Conduct, Evidence, Issuance, Person
from station.scoring.model import ReportModel
from station.scoring.report.advice import fit_part, nine_box_part, plan_part
from station.scoring.report.case import build_case
from station.scoring.report.competency import competency_part
from station.scoring.report.highlights import gaps, gaps_heading, strengths
from station.scoring.report.knowledge import knowledge_parts
from station.scoring.report.measures import four_measures
from station.scoring.report.page_one import decisions, notices, verdict
from station.scoring.report.potential import potential_part
from station.scoring.report.remarks import development_remarks, strength_remarks
from station.scoring.report.sitting import (
    conduct_part,
    identity_part,
    integrity_part,
    issue_part,
)
from station.scoring.report.validity import validity_part
from station.scoring.scores import Scores
from station.scoring.standards import Standards


def report_model(
    person: Person,
    scores: Scores,
    conduct: Conduct,
    evidence: Evidence,
    issuance: Issuance,
    standards: Standards,
) -> ReportModel:
    """Return one person's report, both languages in it.

    Raises:
        PostUnknownError: The person's tier or target post is not in the standards.
        StandardsInvalidError: words.toml lacks a sentence that this report needs.
    """
    case = build_case(person, scores, conduct, evidence, issuance, standards)
    measures = four_measures(case)
    nine_box = nine_box_part(case)
    foot = "issue.foot_normed" if standards.normed else "issue.foot_not_normed"
    return ReportModel(
        issue=issue_part(case),
        person=identity_part(case),
        complete=not any(one.percent_tenths is None for one in measures),
        verdict=verdict(case, measures),
        measures=measures,
        notices=notices(case, measures),
        strengths=strengths(case),
        gaps=gaps(case),
        gaps_heading=gaps_heading(case),
        decisions=decisions(case, nine_box),
        competency=competency_part(case, measures[0].formula),
        potential=potential_part(case),
        validity=validity_part(case),
        knowledge=knowledge_parts(case),
        strength_remarks=strength_remarks(case),
        development_remarks=development_remarks(case),
        fit=fit_part(case),
        plan=plan_part(case),
        nine_box=nine_box,
        conduct=conduct_part(case),
        integrity=integrity_part(case),
        draft=case.say("issue.draft"),
        foot=case.say(foot),
    )

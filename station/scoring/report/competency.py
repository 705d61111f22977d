"""Part 5: competencies against their requirement, in figures and in the same in words."""

from typing import get_args

from station.exam.form import Text
from station.scoring.format import both, enumerate_texts, level
from station.scoring.parts import CompetencyPart, CompetencyResult, Mark
from station.scoring.profile import Standing
from station.scoring.report.case import Case

MARKS: tuple[Mark, ...] = get_args(Mark)


def competency_part(case: Case, formula: Text) -> CompetencyPart:
    """Return part 5; `formula` is that of the match."""
    standings = case.profile.standings
    jpm = case.profile.jpm
    required = sum(one.required for one in standings)
    normed = "normed" if case.standards.normed else "not_normed"
    return CompetencyPart(
        competencies=tuple(_result(case, one) for one in standings),
        required_halves=required,
        achieved_halves=jpm.achieved if jpm else None,
        gap_halves=jpm.achieved - required if jpm else None,
        formula=formula,
        summary=_summary(case),
        top_halves=case.top_halves,
        caution=case.say(
            f"competency.caution_{normed}",
            items=max(one.items for one in case.scores.competencies),
            top=both(level, case.top_halves),
        ),
    )


def _result(case: Case, standing: Standing) -> CompetencyResult:
    known = case.competency(standing.code)
    score = standing.score
    return CompetencyResult(
        code=standing.code,
        name=known.name,
        group=known.group,
        mark=standing.mark,
        required_halves=standing.required,
        achieved_halves=score.reached,
        gap_halves=standing.gap,
        low_halves=score.low,
        high_halves=score.high,
        low_hundredths=score.low_hundredths,
        high_hundredths=score.high_hundredths,
        crosses=standing.crosses,
        reading=case.say(f"competency.reading.{standing.mark}"),
        sentence=standing_sentence(case, standing),
        points=score.points,
        points_max=score.most,
        answered=score.answered,
        items=score.items,
    )


def standing_sentence(case: Case, standing: Standing) -> Text:
    """Return what the answers say about one requirement."""
    key = f"competency.sentence.{standing.mark}"
    required = both(level, standing.required)
    match standing.mark:
        case "not_scorable":
            return case.say(key, reason=case.say(f"reason.{standing.score.state}"))
        case "beyond":
            return case.say(key, required=required, top=both(level, case.top_halves))
        case "meets" if standing.crosses:
            key = "competency.sentence.meets_crosses"
    return case.say(key, required=required, **case.level_values(standing.score))


def _summary(case: Case) -> Text:
    pieces = []
    for mark in MARKS:
        found = case.profile.marked(mark)
        crossing = [one for one in found if mark == "meets" and one.crosses]
        pieces += _piece(case, mark, [one for one in found if one not in crossing])
        pieces += _piece(case, "meets_crosses", crossing)
    number = case.words.number(len(case.profile.standings))
    return case.say("competency.summary", number=number, pieces=enumerate_texts(pieces))


def _piece(case: Case, name: str, found: list[Standing]) -> list[Text]:
    if not found:
        return []
    number, names = case.words.number(len(found)), case.names(found)
    return [case.say(f"competency.piece.{name}", number=number, names=names)]

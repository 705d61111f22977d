"""Page one: strengths and gaps, a few lines each, every value beside its band."""

from station.exam.form import Text
from station.scoring.format import both, enumerate_texts, signed_level
from station.scoring.model import Highlight
from station.scoring.parts import Mark
from station.scoring.profile import Ratio, Standing
from station.scoring.report.case import Case
from station.scoring.words import sentence

SHOWN = 4
"""Lines of gaps on page one before the rest stand in one line."""
ABOVE_SHOWN = 2
MISSING_SHOWN = 3
GAP_MARKS: tuple[Mark, ...] = ("short", "uncertain", "beyond")
HIGH_BAND = 4
"""From this band on an aspect counts as a strength."""


def strengths(case: Case) -> tuple[Highlight, ...]:
    """Return what lies above the requirement, the highest aspect, and what is met."""
    above = sorted(case.profile.marked("above"), key=lambda one: -(one.gap or 0))
    lines = [_one(case, standing) for standing in above[:ABOVE_SHOWN]]
    lines += _highest_aspect(case)
    met = [*above[ABOVE_SHOWN:], *case.profile.marked("meets")]
    if len(met) == 1:
        lines.append(_one(case, met[0]))
    elif met:
        lines.append(_many(case, met, first=not lines))
    return tuple(lines)


def gaps(case: Case) -> tuple[Highlight, ...]:
    """Return what cannot be assessed, then clear gaps, then what is not certain."""
    missing = [*_missing(case), *_missing_measures(case)]
    short = sorted(case.profile.marked("short"), key=lambda one: one.gap or 0)
    rest = [*short, *case.profile.marked("uncertain"), *case.profile.marked("beyond")]
    room = max(SHOWN - len(missing), 0)
    lines = [*missing, *(_one(case, one) for one in rest[:room])]
    for mark in GAP_MARKS:
        left = [one for one in rest[room:] if one.mark == mark]
        if len(left) == 1:
            lines.append(_one(case, left[0]))
        elif left:
            lines.append(_many(case, left, first=not lines))
    return tuple(lines)


def gaps_heading(case: Case) -> Text:
    """Return the heading over the gaps."""
    missing = bool(case.profile.marked("not_scorable")) or bool(case.incomplete)
    return case.say("highlight.missing_heading" if missing else "highlight.gaps_heading")


def _one(case: Case, standing: Standing) -> Highlight:
    crosses = standing.mark == "meets" and standing.crosses
    key = "meets_crosses" if crosses else standing.mark
    beyond = standing.mark == "beyond" or standing.gap is None
    return Highlight(
        mark=standing.mark,
        code=standing.code,
        name=case.competency(standing.code).name,
        note=case.say(f"highlight.{key}"),
        scale="level",
        required_halves=standing.required,
        achieved_halves=standing.score.reached,
        low_hundredths=standing.score.low_hundredths,
        high_hundredths=standing.score.high_hundredths,
        value=case.say("common.dash") if beyond else both(signed_level, standing.gap or 0),
    )


def _many(case: Case, standings: list[Standing], *, first: bool) -> Highlight:
    """Return one line for several competencies; what lies above stands with what is met."""
    key = "highlight.all" if first else "highlight.others"
    number = case.words.number(len(standings))
    same = {one.gap for one in standings}
    return _plain(
        case,
        standings[-1].mark,
        sentence(case.say(key, number=number)),
        _shared_note(case, standings),
        both(signed_level, standings[0].gap or 0) if len(same) == 1 else None,
    )


def _shared_note(case: Case, standings: list[Standing]) -> Text:
    mark = standings[-1].mark
    crossing = [one.crosses for one in standings if one.mark == "meets"]
    if mark != "meets" or not any(crossing):
        return case.say(f"highlight.{mark}")
    return case.say("highlight.meets_crosses" if all(crossing) else "highlight.meets_some")


def _plain(case: Case, mark: Mark, name: Text, note: Text, value: Text | None) -> Highlight:
    return Highlight(
        mark=mark,
        code="",
        name=name,
        note=note,
        scale="none",
        required_halves=None,
        achieved_halves=None,
        low_hundredths=None,
        high_hundredths=None,
        value=value or case.say("common.empty"),
    )


def _missing(case: Case) -> list[Highlight]:
    """Return one line each for a few competencies without a level, one line for many."""
    found = case.profile.marked("not_scorable")
    dash = case.say("common.dash")
    if len(found) > MISSING_SHOWN:
        number = case.words.number(len(found))
        name = sentence(case.say("highlight.all", number=number))
        reason = case.say(f"reason.{found[0].score.state}")
        return [_plain(case, "not_scorable", name, reason, dash)]
    return [
        _plain(case, "not_scorable", case.competency(one.code).name, _answered(case, one), dash)
        for one in found
    ]


def _answered(case: Case, standing: Standing) -> Text:
    score = standing.score
    return case.say(
        "highlight.answered",
        reason=case.say(f"reason.{score.state}"),
        answered=score.answered,
        items=score.items,
    )


def _missing_measures(case: Case) -> list[Highlight]:
    profile = case.profile
    ratios: dict[str, Ratio | None] = {
        "potential": profile.potential,
        "digital": profile.digital,
        "emerging": profile.emerging,
    }
    names = [case.say(f"measure.{code}") for code, ratio in ratios.items() if ratio is None]
    if not names:
        return []
    note, dash = case.say("common.cannot"), case.say("common.dash")
    return [_plain(case, "not_scorable", enumerate_texts(names), note, dash)]


def _highest_aspect(case: Case) -> list[Highlight]:
    scored = [one for one in case.scores.aspects if (one.reached or 0) >= HIGH_BAND]
    if not scored:
        return []
    best = max(scored, key=lambda one: ((one.reached or 0), (one.low_hundredths or 0)))
    return [
        Highlight(
            mark="above",
            code=best.code,
            name=case.aspect(best.code).name,
            note=case.say("highlight.aspect", range=case.band_range(best)),
            scale="band",
            required_halves=None,
            achieved_halves=(best.reached or 0) * 2,
            low_hundredths=best.low_hundredths,
            high_hundredths=best.high_hundredths,
            value=case.say("highlight.aspect_value", band=best.reached or 0),
        )
    ]

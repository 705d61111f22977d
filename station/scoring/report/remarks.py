"""Part 7: strengths and development areas in sentences whose subject is the answers."""

from station.exam.form import Text
from station.scoring.advice.plan import next_level
from station.scoring.format import both, level
from station.scoring.parts import Mark, Remark
from station.scoring.profile import Standing
from station.scoring.report.case import Case
from station.scoring.report.highlights import HIGH_BAND
from station.scoring.scores import LevelScore
from station.scoring.words import join

GROUPED: tuple[Mark, ...] = ("uncertain", "beyond", "not_scorable")


def strength_remarks(case: Case) -> tuple[Remark, ...]:
    """Return what lies above the requirement, the high aspects, and what is met."""
    above = [
        Remark(
            mark="above",
            name=case.competency(one.code).name,
            text=case.say("remark.above", **_values(case, one), items=one.score.items),
        )
        for one in case.profile.marked("above")
    ]
    aspects = [_aspect(case, one) for one in case.scores.aspects if _is_high(one)]
    return (*above, *aspects, *_together(case, "meets"))


def development_remarks(case: Case) -> tuple[Remark, ...]:
    """Return clear gaps one by one, then what is not certain, beyond the form or missing."""
    short = sorted(case.profile.marked("short"), key=lambda one: one.gap or 0)
    lines = [_short(case, one) for one in short]
    for mark in GROUPED:
        lines += _together(case, mark)
    return tuple(lines)


def _values(case: Case, standing: Standing) -> dict[str, Text]:
    return {"required": both(level, standing.required), **case.level_values(standing.score)}


def _short(case: Case, standing: Standing) -> Remark:
    known = case.competency(standing.code)
    aim = next_level(standing.score.reached or 0)
    aim_name = next(one.name for one in known.level if one.level == aim)
    return Remark(
        mark="short",
        name=known.name,
        text=case.say(
            "remark.short",
            **_values(case, standing),
            items=standing.score.items,
            next=aim,
            next_name=aim_name,
        ),
    )


def _is_high(score: LevelScore) -> bool:
    return (score.reached or 0) >= HIGH_BAND


def _aspect(case: Case, score: LevelScore) -> Remark:
    known = case.aspect(score.code)
    band = next(one for one in known.band if one.band == score.reached)
    text = case.say(
        "remark.aspect",
        description=band.description,
        band=band.band,
        range=case.band_range(score),
    )
    return Remark(mark="above", name=known.name, text=text)


def _together(case: Case, mark: Mark) -> list[Remark]:
    found = case.profile.marked(mark)
    if not found:
        return []
    text = case.say(f"remark.{mark}_text", names=case.names(found))
    crossing = [one for one in found if mark == "meets" and one.crosses]
    if crossing:
        text = join(text, case.say("remark.meets_crosses", names=case.names(crossing)))
    return [Remark(mark=mark, name=case.say(f"remark.{mark}"), text=text)]

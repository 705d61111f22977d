"""Part 4: eight aspects of potential in bands, and what self-report can and cannot say."""

from station.exam.form import Text
from station.scoring.format import enumerate_texts
from station.scoring.parts import AspectResult, PotentialPart
from station.scoring.report.case import Case
from station.scoring.scores import LevelScore
from station.scoring.words import join, sentence


def potential_part(case: Case) -> PotentialPart:
    """Return part 4."""
    return PotentialPart(
        aspects=tuple(_result(case, one) for one in case.scores.aspects),
        summary=_summary(case),
        caution=_caution(case),
    )


def _result(case: Case, score: LevelScore) -> AspectResult:
    known = case.aspect(score.code)
    band = next((one for one in known.band if one.band == score.reached), None)
    return AspectResult(
        code=score.code,
        name=known.name,
        band=score.reached,
        low_band=score.low,
        high_band=score.high,
        low_hundredths=score.low_hundredths,
        high_hundredths=score.high_hundredths,
        band_name=band.name if band else case.say("common.cannot"),
        evidence=known.evidence,
        description=band.description if band else _reason(case, score),
        points=score.points,
        points_max=score.most,
        answered=score.answered,
        items=score.items,
    )


def _reason(case: Case, score: LevelScore) -> Text:
    return case.say("potential.not_scorable", reason=case.say(f"reason.{score.state}"))


def _summary(case: Case) -> Text:
    scored = [one for one in case.scores.aspects if one.reached is not None]
    missing = [one for one in case.scores.aspects if one.reached is None]
    said = _extremes(case, scored)
    if missing:
        return join(said, case.say("potential.missing", names=_names(case, missing)))
    return said


def _extremes(case: Case, scored: list[LevelScore]) -> Text:
    bands = [one.reached or 0 for one in scored]
    if not bands:
        return case.say("potential.summary_none")
    if min(bands) == max(bands):
        return case.say("potential.summary_level", top=max(bands))
    return case.say(
        "potential.summary",
        top=max(bands),
        bottom=min(bands),
        highest=_names(case, [one for one in scored if one.reached == max(bands)]),
        lowest=_names(case, [one for one in scored if one.reached == min(bands)]),
    )


def _names(case: Case, scores: list[LevelScore]) -> Text:
    return enumerate_texts([case.aspect(one.code).name for one in scores])


def _caution(case: Case) -> Text:
    said = [one.name for one in case.standards.potential.aspect if one.evidence == "self_report"]
    return sentence(case.say("potential.caution", names=enumerate_texts(said)))

"""How the answers were given, in words: fine, or worth a look; never more."""

from typing import Literal

from station.exam.form import Text
from station.scoring.format import enumerate_texts
from station.scoring.parts import ValidityCheck, ValidityPart
from station.scoring.report.case import Case
from station.scoring.scores import CheckScore


def validity_part(case: Case) -> ValidityPart:
    """Return the checks and their reading."""
    return ValidityPart(
        result=overall(case),
        reading=_reading(case),
        checks=tuple(_check(case, one) for one in case.scores.checks),
        caution=case.say("validity.caution"),
    )


def judged(case: Case) -> list[CheckScore]:
    """Return the checks that had something to look at and can ask for a look."""
    return [one for one in case.scores.checks if one.result in {"fine", "look"}]


def overall(case: Case) -> Literal["fine", "look", "none"]:
    """Return the reading of all checks together."""
    if case.flagged:
        return "look"
    return "fine" if judged(case) else "none"


def _reading(case: Case) -> Text:
    result = overall(case)
    if result != "look":
        return case.say(f"validity.overall_{result}")
    flagged = [one for one in case.scores.checks if one.result == "look"]
    names = enumerate_texts([_lower(case.say(f"validity.{one.code}")) for one in flagged])
    return case.say("validity.overall_look", names=names)


def _lower(text: Text) -> Text:
    return {language: words[:1].lower() + words[1:] for language, words in text.items()}


def _check(case: Case, check: CheckScore) -> ValidityCheck:
    return ValidityCheck(
        code=check.code,
        name=case.say(f"validity.{check.code}"),
        seen=check.seen,
        of=check.of,
        limit=check.limit,
        result=check.result,
        reading=case.say(f"validity.{check.result}"),
    )

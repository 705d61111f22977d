"""What is proposed about the post, by rule: a word that stands for a sentence, never a verdict."""

from station.scoring.profile import Profile, categorise
from station.scoring.standards import Standards

INCOMPLETE = "none_incomplete"
BEYOND = "none_beyond"


def propose(profile: Profile, standards: Standards) -> str:
    """Return the advice's name; without a match it is that nothing is proposed, and why."""
    if profile.jpm is None:
        return BEYOND if profile.missing == "beyond" else INCOMPLETE
    rule = standards.measure("jpm")
    found = categorise(profile.jpm, rule)
    case = (rule.category[found.place].code, found.near_cut)
    return next(
        one.advice for one in standards.advice.placement if (one.category, one.near_cut) == case
    )

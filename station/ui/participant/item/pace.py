"""How answers keep up with the time of a section: a hint in words that do not hurry anybody.

Pure: counts and used time in, a standing out. It compares what is answered with what an even
pace would have answered by now, and says nothing of right or wrong. It is coarse on purpose: a
tenth of the section counts as even, and numbers move by a twentieth at a time, so that the hint
is not another clock to watch.
"""

from dataclasses import dataclass
from typing import Literal

EVEN_SHARE, STEP_SHARE, LEAST_EVEN = 10, 20, 2
"""A tenth of the section off is even, but never less than two items; steps of a twentieth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How it stands: `even`, `ahead`, `behind` or `done`, and by about how many items."""

    standing: Literal["even", "ahead", "behind", "done"]
    items: int = 0


EVEN, DONE = Pace(standing="even"), Pace(standing="done")


def pace_of(*, answered: int, items: int, used_ms: int, limit_ms: int) -> Pace:
    """Return how a section's answers keep up with its time.

    Args:
        answered: How many items of the section have a complete answer.
        items: How many it has.
        used_ms: Time used in it.
        limit_ms: Time there is, accommodations and added time included.
    """
    if answered >= items:
        return DONE
    due = items * min(used_ms, limit_ms) // max(1, limit_ms)
    off = answered - due
    if abs(off) <= max(LEAST_EVEN, items // EVEN_SHARE):
        return EVEN
    step = max(1, items // STEP_SHARE)
    return Pace(standing="ahead" if off > 0 else "behind", items=abs(off) // step * step)

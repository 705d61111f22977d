"""The accounting of a session: who came, who sat, how it ended, and whether it adds up.

Promises sums of figures from different hands: the signed roster, the officers' attendance,
the chains of stations, the stubs of receipts. Refuses: to make a sum come out right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from station.exam import facts as f
from station.usecases.conduct import Conduct

DID_NOT_START = "did_not_start"
"""The reason of a missing seat at which nobody ever sat; any other reason means a lost bundle."""

SUMS: Mapping[str, tuple[str, ...]] = {
    "rostered": ("present", "absent"),
    "present": ("started", "did_not_start"),
    "started": ("submitted", "ended", "voided", "unfinished"),
    "seats_used": ("started", "moves"),
    "closed_bundles": ("receipts",),
}
"""Each figure and what it must be the sum of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """One sum: `left` must be the sum of `right`."""

    left: int
    right: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether it adds up."""
        return self.left == sum(self.right.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """What officers say of a session.

    Attributes:
        present: Every participant number of the session to whether the person came.
        missing: Participants without a bundle, and why.
        receipts: How many receipts were handed out, by their stubs; None: not counted.
    """

    present: Mapping[str, bool]
    missing: Mapping[str, str]
    receipts: int | None = None


def count(said: Attended, sat: Iterable[str], counted: Iterable[Conduct]) -> dict[str, int]:
    """Return the figures of a session by name.

    Args:
        said: What the officers say.
        sat: Numbers of everybody of whom there is any bundle, contradicting ones included.
        counted: Conduct of the bundles that count, at most one a person.
    """
    conducts = list(counted)
    with_bundle = set(sat)
    lost = {
        number
        for number, reason in said.missing.items()
        if reason != DID_NOT_START and number not in with_bundle
    }
    endings = [one.ending for one in conducts]
    closed = sum(bool(ending) for ending in endings)
    return {
        "rostered": len(said.present),
        "present": sum(said.present.values()),
        "absent": sum(not came for came in said.present.values()),
        "started": len(with_bundle | lost),
        "did_not_start": sum(reason == DID_NOT_START for reason in said.missing.values()),
        "submitted": endings.count("submitted") + endings.count("time"),
        "ended": endings.count("ended"),
        "voided": endings.count("voided"),
        "unfinished": endings.count("") + len(lost),
        "seats_used": sum(len(one.seats) for one in conducts) + len(lost),
        "moves": sum(len(list(one.of(f.Moved))) for one in conducts),
        "closed_bundles": closed,
        "receipts": closed if said.receipts is None else said.receipts,
    }


def equations(counts: Mapping[str, int]) -> dict[str, Equation]:
    """Return the sums that a session's figures must make."""
    return {
        left: Equation(left=counts[left], right={part: counts[part] for part in right})
        for left, right in SUMS.items()
    }


def times(conducts: Iterable[Conduct]) -> dict[str, int]:
    """Return lost time by cause and added time, milliseconds, all people together."""
    found = {"added_ms": 0, "lost_ms": 0}
    for one in conducts:
        found["added_ms"] += one.added_ms
        for lost in one.of(f.Lost):
            found["lost_ms"] += lost.ms
            cause = f"lost_{lost.cause}_ms"
            found[cause] = found.get(cause, 0) + lost.ms
    return found

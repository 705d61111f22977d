"""Which bundles count: prefixes give way, contradictions wait for two people, rulings decide.

Promises: the answer depends on the evidence and the rulings alone, never on the order in
which they came in. Refuses: to pick one of two contradicting bundles by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from station.sealing.ruling import Ruling
from station.storage.register import BundleRow

NONE = "none"
"""The decision of a ruling by which no bundle of a participant counts."""


class Standing(StrEnum):
    """What a bundle is worth."""

    COUNTS = "counts"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    SET_ASIDE = "set_aside"


DigestAt = Callable[[str, int], str]
"""Gives the digest (hex) of a record, by its bundle's hash and its number there."""


def standings(
    rows: Iterable[BundleRow], rulings: Sequence[Ruling], digest_at: DigestAt
) -> dict[str, Standing]:
    """Return the standing of every bundle, by its hash.

    A bundle that is the beginning of a longer one is superseded. What is left of one
    participant counts when it is one bundle; more are a conflict until a ruling of kind
    `conflict` names the participant and the bundle that counts, or `none`. A ruling of kind
    `revoked` sets one bundle aside, as if it had never come.

    Args:
        rows: Bundles by what is known of them; their chains are verified.
        rulings: In the order in which they take effect.
        digest_at: Looked up only where one sitting has several bundles.
    """
    revoked = {one.body.subject for one in rulings if one.body.kind == "revoked"}
    conflicts = [one.body for one in rulings if one.body.kind == "conflict"]
    decided = {one.subject: one.decision for one in conflicts}
    found: dict[str, Standing] = {}
    people: dict[str, list[BundleRow]] = defaultdict(list)
    for row in rows:
        if row.sha256 in revoked:
            found[row.sha256] = Standing.SET_ASIDE
        else:
            people[row.number].append(row)
    for number, theirs in people.items():
        old = superseded(theirs, digest_at)
        left = [row.sha256 for row in theirs if row.sha256 not in old]
        found |= dict.fromkeys(old, Standing.SUPERSEDED)
        found |= _left(left, decided.get(number, ""))
    return found


def superseded(rows: Sequence[BundleRow], digest_at: DigestAt) -> frozenset[str]:
    """Return those of one participant's bundles that are the beginning of a longer one."""
    sittings: dict[str, list[BundleRow]] = defaultdict(list)
    for row in rows:
        sittings[row.sitting].append(row)
    return frozenset(
        short.sha256
        for one in sittings.values()
        for short in one
        if any(_begins(short, long, digest_at) for long in one)
    )


def _begins(short: BundleRow, long: BundleRow, digest_at: DigestAt) -> bool:
    """Return whether one bundle is the beginning of another, longer one.

    Two bundles of one chain may differ in signatures only: then the smaller hash stands.
    """
    if short.records == long.records:
        return short.head == long.head and long.sha256 < short.sha256
    return short.records < long.records and digest_at(long.sha256, short.records - 1) == short.head


def _left(hashes: Sequence[str], decision: str) -> Mapping[str, Standing]:
    if decision in hashes or decision == NONE:
        return {one: _ruled(one, decision) for one in hashes}
    return dict.fromkeys(hashes, Standing.COUNTS if len(hashes) == 1 else Standing.CONFLICT)


def _ruled(sha256: str, decision: str) -> Standing:
    return Standing.COUNTS if sha256 == decision else Standing.SET_ASIDE

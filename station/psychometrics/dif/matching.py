"""Who is compared with whom: two groups, matched on the sum score of anchor items."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from station.psychometrics.errors import GroupsError
from station.psychometrics.table import Bools, Floats, Texts

FEWEST_IN_GROUP = 10
PURIFICATIONS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """A focal group compared with a reference group.

    Attributes:
        focal_name: Value of the focal group.
        reference_name: Value of the reference group, or `others`.
        focal: (persons kept,) true for the focal group.
        kept: (persons,) true for the persons in either group.
    """

    focal_name: str
    reference_name: str
    focal: Bools
    kept: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Two-by-two tables of one item, one for each score level with two persons or more.

    Attributes:
        score: (levels,) matching score.
        reference_right: (levels,) persons of the reference group with 1.
        reference_wrong: (levels,) with 0.
        focal_right: (levels,) persons of the focal group with 1.
        focal_wrong: (levels,) with 0.
    """

    score: Floats
    reference_right: Floats
    reference_wrong: Floats
    focal_right: Floats
    focal_wrong: Floats

    @property
    def reference(self) -> Floats:
        """Persons of the reference group at each level."""
        return self.reference_right + self.reference_wrong

    @property
    def focal(self) -> Floats:
        """Persons of the focal group at each level."""
        return self.focal_right + self.focal_wrong

    @property
    def right(self) -> Floats:
        """Persons with 1 at each level."""
        return self.reference_right + self.focal_right

    @property
    def wrong(self) -> Floats:
        """Persons with 0 at each level."""
        return self.reference_wrong + self.focal_wrong

    @property
    def persons(self) -> Floats:
        """Persons at each level."""
        return self.reference + self.focal

    def where(self, levels: Bools) -> "Strata":
        """Return only these levels."""
        return Strata(
            score=self.score[levels],
            reference_right=self.reference_right[levels],
            reference_wrong=self.reference_wrong[levels],
            focal_right=self.focal_right[levels],
            focal_wrong=self.focal_wrong[levels],
        )


def grouping(labels: Texts, focal: str, reference: str | None = None) -> Grouping:
    """Return who is focal and who is reference.

    Args:
        labels: (persons,) group of each person, the empty string when not known.
        focal: Value of the focal group.
        reference: Value of the reference group; everybody else when `None`.

    Raises:
        GroupsError: A group has fewer than ten persons.
    """
    is_focal = labels == focal
    is_reference = (labels == reference) if reference else ~is_focal & (labels != "")
    sizes = int(is_focal.sum()), int(is_reference.sum())
    if min(sizes) < FEWEST_IN_GROUP:
        raise GroupsError(
            f"{sizes[0]} persons in {focal} against {sizes[1]}; {FEWEST_IN_GROUP} needed in each"
        )
    kept = is_focal | is_reference
    return Grouping(
        focal_name=focal, reference_name=reference or "others", focal=is_focal[kept], kept=kept
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Persons matched on the sum of anchor items.

    Attributes:
        values: (persons, items), 0, 1 or NaN (counts as 0 in the sum).
        focal: (persons,) true for the focal group.
        anchor: (items,) true for items the groups are matched on.
        sums: (persons,) sum of the anchor items.
    """

    values: Floats
    focal: Bools
    anchor: Bools
    sums: Floats

    @property
    def items(self) -> int:
        """How many items are studied."""
        return int(self.values.shape[1])

    def counted(self, item: int) -> int:
        """Return how many items the matching score of this item sums."""
        return int(self.anchor.sum()) + (not self.anchor[item])

    def answered(self, item: int) -> Bools:
        """Return who answered the item (persons,)."""
        return np.asarray(~np.isnan(self.values[:, item]))

    def scores(self, item: int) -> Floats:
        """Return the matching scores (persons,), the studied item always included."""
        if self.anchor[item]:
            return self.sums
        return np.asarray(self.sums + np.nan_to_num(self.values[:, item]))


def match(values: Floats, focal: Bools, anchor: Bools) -> Matching:
    """Match persons on these anchor items."""
    sums = np.nansum(values[:, anchor], axis=1)
    return Matching(values=values, focal=focal, anchor=anchor, sums=sums)


def strata(matching: Matching, item: int) -> Strata:
    """Return the tables of one item; persons who did not answer it are left out."""
    answered = matching.answered(item)
    right = matching.values[answered, item] == 1
    levels, place = np.unique(matching.scores(item)[answered], return_inverse=True)
    coded = place * 4 + matching.focal[answered] * 2 + right
    cells = np.bincount(coded, minlength=4 * levels.size).reshape(-1, 4)
    counts = cells.astype(np.float64)
    whole = Strata(
        score=levels,
        reference_wrong=counts[:, 0],
        reference_right=counts[:, 1],
        focal_wrong=counts[:, 2],
        focal_right=counts[:, 3],
    )
    return whole.where(whole.persons > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purified:
    """What purification settled on.

    Attributes:
        anchor: (items,) items that showed no difference.
        rounds: Rounds it took, 0 when nothing was flagged at first.
        settled: False when the last two rounds still differed, or nothing was left to match on.
    """

    anchor: Bools
    rounds: int
    settled: bool


def purify(items: int, flagged: Callable[[Bools], Bools]) -> Purified:
    """Match on items without a difference, again and again, until the set stays the same.

    Args:
        items: How many items.
        flagged: Given the anchor (items,), says which items differ (items,).

    Source: Candell and Drasgow (1988), as difR does it: at most ten rounds.
    """
    anchor = np.ones(items, dtype=bool)
    found = flagged(anchor)
    if not found.any():
        return Purified(anchor=anchor, rounds=0, settled=True)
    for number in range(1, PURIFICATIONS + 1):
        if found.all():
            return Purified(anchor=anchor, rounds=number, settled=False)
        anchor = ~found
        again = flagged(anchor)
        if np.array_equal(again, found):
            return Purified(anchor=anchor, rounds=number, settled=True)
        found = again
    return Purified(anchor=anchor, rounds=PURIFICATIONS, settled=False)


def group_names(labels: Texts) -> list[str]:
    """Return the distinct groups, sorted, without the empty one."""
    return sorted({str(label) for label in labels} - {""})

"""Distinct response patterns of one partition, laid out for matrix products.

The log likelihood of a pattern is linear in its indicators: that of category 0 everywhere,
plus log P_k - log P_0 for each answer k > 0, minus log P_0 for each missing answer. So the
design has one 0/1 column for each category above the lowest, one for each item somebody
left out, and a column of ones; both halves of the E-step are one matrix product each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.responses import MISSING, Codes, Responses

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Patterns in order of score, then of answers, so that sums do not depend on the order of rows.

    Attributes:
        codes: (patterns, items); no pattern is all missing.
        counts: How many persons gave each pattern, (patterns,).
        place: For each person the pattern, -1 for a person without any answer, (persons,).
        design: (patterns, columns + 1) of 0.0 and 1.0; the last column is all ones.
        item: Item of each other column.
        category: Category of each other column; those of -1, "missing", come last.
    """

    codes: Codes
    counts: Floats
    place: Integers
    design: Floats
    item: Integers
    category: Integers

    @property
    def answered(self) -> int:
        """Persons with at least one answer."""
        return int(self.counts.sum())

    @property
    def complete(self) -> bool:
        """Whether nobody left out anything."""
        return not (self.category == MISSING).any()

    def spread(self, by_pattern: Floats) -> Floats:
        """Return a row for each person of values (patterns, ...); NaN without any answer."""
        rows = np.full((self.place.size, *by_pattern.shape[1:]), np.nan)
        answered = self.place >= 0
        rows[answered] = by_pattern[self.place[answered]]
        return rows


def collapse(responses: Responses) -> Patterns:
    """Return the distinct patterns of a partition."""
    codes, counts, place = _distinct(responses.codes, responses.coding.categories)
    item, category = _columns(codes, responses.coding.categories)
    design = np.ones((codes.shape[0], item.size + 1))
    np.equal(codes[:, item], category.astype(np.int8), out=design[:, :-1])
    return Patterns(
        codes=codes, counts=counts, place=place, design=design, item=item, category=category
    )


def _distinct(codes: Codes, categories: Integers) -> tuple[Codes, Floats, Integers]:
    rows = [row.tobytes() for row in np.ascontiguousarray(codes)]
    first = {row: place for place, row in reversed(list(enumerate(rows)))}
    first.pop(bytes([MISSING % 256]) * codes.shape[1], None)
    score = dict(zip(first, _scores(codes[list(first.values())], categories), strict=True))
    distinct = sorted(first, key=lambda row: (score[row], row))
    where = {row: place for place, row in enumerate(distinct)}
    place = np.array([where.get(row, MISSING) for row in rows], dtype=np.int64)
    counts = np.bincount(place[place >= 0], minlength=len(distinct)).astype(np.float64)
    unique = np.frombuffer(b"".join(distinct), dtype=np.int8).reshape(-1, codes.shape[1])
    return unique, counts, place


def _scores(codes: Codes, categories: Integers) -> list[float]:
    """Return the share of the reachable score that each pattern reached."""
    gone = codes == MISSING
    reachable = (categories - 1).sum() - gone @ (categories - 1)
    reached = codes.sum(axis=1, dtype=np.int64) + gone.sum(axis=1)
    shares: list[float] = (reached / reachable).tolist()
    return shares


def _columns(codes: Codes, categories: Integers) -> tuple[Integers, Integers]:
    above = [(j, k) for j, count in enumerate(categories) for k in range(1, int(count))]
    left_out = np.flatnonzero((codes == MISSING).any(axis=0))
    columns = np.array([*above, *((int(j), MISSING) for j in left_out)], dtype=np.int64)
    return columns.reshape(-1, 2)[:, 0], columns.reshape(-1, 2)[:, 1]

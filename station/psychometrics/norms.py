"""Norm tables: what a raw score means among the people it is compared with.

Promises tables of whole numbers and decimal text, computed from exact fractions and hashed in
canonical form, so that a report can quote version and hash and nobody's later data can move
them. Refuses to norm on fewer than thirty persons.

Sources: mid-point percentile ranks and area transformation as in Angoff (1971); STEN and
stanine boundaries on the normal curve (Canfield, 1951); reliability of a difference from Lord
and Novick (1968), p. 131.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import msgspec
import numpy as np
from scipy.stats import norm

from station import canonical
from station.psychometrics.errors import NoVariationError, SettingError, TableTooSmallError
from station.psychometrics.table import Floats, Integers

FEWEST = 30
MANY = 400
Z_LIMIT = 4.0
STANINE_CUTS = tuple(Fraction(share, 100) for share in (4, 11, 23, 40, 60, 77, 89, 96))
STEN_CUTS = tuple(Fraction(str(round(float(norm.cdf(half / 2)), 6))) for half in range(-4, 5))
FORMAT = "saksi-norms/1"


class NormRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one raw score means.

    Attributes:
        score: Raw score.
        count: Persons of the norm group with it.
        percentile: Share of the norm group below it, half of those at it included, in
            percent with two decimals.
        z: Normal deviate of that share, four decimals, within -4 and 4.
        t: T score, 50 + 10 z, whole.
        sten: 1 to 10.
        stanine: 1 to 9.
    """

    score: int
    count: int
    percentile: str
    z: str
    t: int
    sten: int
    stanine: int


class NormTable(msgspec.Struct, frozen=True, kw_only=True):
    """A norm table.

    Attributes:
        format: Format name.
        scale: What is normed.
        group: Whom a score is compared with.
        version: Version its makers gave it.
        persons: Size of the norm group.
        rows: One row a raw score, ascending without gaps.
    """

    format: str
    scale: str
    group: str
    version: str
    persons: int
    rows: tuple[NormRow, ...]

    def row(self, score: int) -> NormRow:
        """Return the row of a score.

        Raises:
            SettingError: The table does not reach it.
        """
        place = score - self.rows[0].score
        if not 0 <= place < len(self.rows):
            raise SettingError(f"score {score} lies outside the norm table of {self.scale}")
        return self.rows[place]

    @property
    def hash(self) -> str:
        """SHA-256 of the table's canonical form, hexadecimal."""
        return canonical.digest(self).hex()


def norm_table(
    scores: Sequence[int] | Integers,
    *,
    scale: str,
    group: str,
    version: str,
    lowest: int,
    highest: int,
) -> NormTable:
    """Return the norm table of a group's raw scores.

    Args:
        scores: Whole raw scores of the norm group.
        scale: What is normed.
        group: Whom a score is compared with.
        version: Version of the table.
        lowest: Lowest possible score.
        highest: Highest possible score.

    Raises:
        TableTooSmallError: Fewer than thirty persons.
        SettingError: A score outside the bounds.
        NoVariationError: Everybody has one score.
    """
    values = np.asarray(scores, dtype=np.int64)
    if values.size < FEWEST:
        raise TableTooSmallError(f"{values.size} persons; norms need at least {FEWEST}")
    if values.min() < lowest or values.max() > highest:
        raise SettingError(f"scores run from {values.min()} to {values.max()}")
    if np.unique(values).size < 2:
        raise NoVariationError(f"everybody has the same score on {scale}")
    counts = np.bincount(values - lowest, minlength=highest - lowest + 1)
    below = np.concatenate([[0], np.cumsum(counts)[:-1]])
    rows = tuple(
        _row(lowest + place, int(count), Fraction(2 * int(under) + int(count), 2 * values.size))
        for place, (count, under) in enumerate(zip(counts, below, strict=True))
    )
    return NormTable(
        format=FORMAT, scale=scale, group=group, version=version, persons=values.size, rows=rows
    )


def norm_warnings(table: NormTable) -> tuple[str, ...]:
    """Return what a reader must know about the norm group."""
    if table.persons >= MANY:
        return ()
    return (f"norms of {table.persons} persons: ranks may be off by several percent",)


def difference_reliability(
    reliability_x: float, reliability_y: float, correlation: float, *, ratio: float = 1.0
) -> float:
    """Return how reliable the difference of two scores is.

    Args:
        reliability_x: Reliability of the first.
        reliability_y: Reliability of the second.
        correlation: Correlation of the two.
        ratio: Standard deviation of the second over that of the first.

    Raises:
        SettingError: A coefficient outside its range, or scores that cannot differ.
    """
    coefficients = (reliability_x, reliability_y)
    if not all(0 <= value <= 1 for value in coefficients) or not -1 <= correlation <= 1:
        raise SettingError("reliabilities lie between 0 and 1, a correlation between -1 and 1")
    shared = 2 * correlation * ratio
    spread = 1 + ratio**2 - shared
    if spread <= 0 or ratio <= 0:
        raise SettingError("the two scores cannot differ, so their difference has no reliability")
    return (reliability_x + ratio**2 * reliability_y - shared) / spread


def smallest_real_difference(
    sd: float, reliability_x: float, reliability_y: float, *, level: float = 0.95
) -> float:
    """Return the difference of two equally scaled scores that measurement error rarely makes.

    Args:
        sd: Standard deviation of both, such as 10 for T scores.
        reliability_x: Reliability of the first.
        reliability_y: Reliability of the second.
        level: Two-sided confidence.

    Raises:
        SettingError: A standard deviation that is not positive, or a level outside 0..1.
    """
    if not (0 < sd < np.inf and 0 < level < 1):
        raise SettingError(f"standard deviation {sd} or level {level} makes no sense")
    error = sd * np.sqrt(max(2 - reliability_x - reliability_y, 0.0))
    return float(norm.ppf(0.5 + level / 2) * error)


def norm_columns(table: NormTable) -> dict[str, Floats]:
    """Return the table as columns of numbers, for plots."""
    return {
        "score": np.array([row.score for row in table.rows], dtype=np.float64),
        "percentile": np.array([float(row.percentile) for row in table.rows]),
        "t": np.array([row.t for row in table.rows], dtype=np.float64),
    }


def _row(score: int, count: int, share: Fraction) -> NormRow:
    z = _deviate(share)
    return NormRow(
        score=score,
        count=count,
        percentile=str(_rounded(share * 100, "0.01")),
        z=str(z),
        t=int(_rounded(Fraction(50) + 10 * Fraction(z), "1")),
        sten=1 + sum(share > cut for cut in STEN_CUTS),
        stanine=1 + sum(share > cut for cut in STANINE_CUTS),
    )


def _deviate(share: Fraction) -> Decimal:
    """Return the normal deviate to four decimals, within its limits."""
    bounded = min(max(float(share), float(norm.cdf(-Z_LIMIT))), float(norm.cdf(Z_LIMIT)))
    z = min(max(float(norm.ppf(bounded)), -Z_LIMIT), Z_LIMIT)
    return Decimal(repr(z)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP) + Decimal(0)


def _rounded(value: Fraction, step: str) -> Decimal:
    """Round half up without ever passing through a float."""
    unit = Fraction(step)
    steps = (value / unit + Fraction(1, 2)).__floor__()
    return Decimal(steps) * Decimal(step)

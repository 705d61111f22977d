"""The technical report's studies as plain data: options, groups, days, likeness, times, signs.

Promises figures and codes only, like `technical_report`, to which these parts belong.
"""

from dataclasses import dataclass

from station.psychometrics.similarity.study import SimilarPair


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """Shares of one option in groups of rising score.

    Attributes:
        option: Its code.
        is_key: Whether the key names it.
        r_rest: Its correlation with the rest of the test.
        shares: Share in each group, lowest scores first.
    """

    option: str
    is_key: bool
    r_rest: float | None
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlot:
    """How the options of an item with a doubtful key worked."""

    item: str
    key: str
    options: tuple[OptionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifLine:
    """One item in one comparison: delta with its 95 % interval.

    Attributes:
        item: Item name.
        delta: -2.35 ln(odds ratio); below zero: harder for the focal group.
        low: Lower end.
        high: Upper end.
        ets: Class B or C.
        nonuniform: The difference changes with ability.
        sure: Significant after adjusting for the number of items.
    """

    item: str
    delta: float
    low: float
    high: float
    ets: str
    nonuniform: bool
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifPart:
    """One comparison of two groups.

    Attributes:
        grouping: Name of the column.
        focal: Focal group.
        reference: Reference group.
        focal_persons: Its size.
        reference_persons: Its size.
        classes: Items of class A, B and C.
        lines: Items of class B and C, largest first.
    """

    grouping: str
    focal: str
    reference: str
    focal_persons: int
    reference_persons: int
    classes: tuple[int, int, int]
    lines: tuple[DifLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftLine:
    """One item that grew easier: share correct a day, and the evidence."""

    item: str
    shares: tuple[float | None, ...]
    evidence: float
    flagged_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPart:
    """Drift over the days.

    Attributes:
        days: In order.
        persons: A day.
        looks: Planned looks.
        level: Accepted share of false alarms.
        watched: Items watched.
        lines: Items flagged.
    """

    days: tuple[str, ...]
    persons: tuple[int, ...]
    looks: int
    level: float
    watched: int
    lines: tuple[DriftLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityPart:
    """Answer similarity.

    Attributes:
        pairs_tested: Pairs compared.
        flagged: How many passed both tests.
        near_tested: Whether neighbours were a family of their own.
        pairs: The flagged pairs, strongest first, at most fifteen.
        notice: The words that must stand beside them, by language.
    """

    pairs_tested: int
    flagged: int
    near_tested: bool
    pairs: tuple[SimilarPair, ...]
    notice: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortPart:
    """Response times.

    Attributes:
        persons: Persons with times.
        low_effort: Persons with effort under .90.
        classes: Persons with effort under .50, .50-.60, ... .90-.95, .95-1.
        edges: Bounds of those classes.
        rapid_items: Items with more than one rapid answer in ten: item, share.
        median_ms: Median total time.
    """

    persons: int
    low_effort: int
    classes: tuple[int, ...]
    edges: tuple[float, ...]
    rapid_items: tuple[tuple[str, float], ...]
    median_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySign:
    """One sign of careless answering over all persons.

    Attributes:
        sign: `same_answer`, `long_run`, `outlier`, `inconsistent`, `synonyms` or `antonyms`.
        flagged: Persons with the sign.
        judged: Persons in whom it is defined.
        by_chance: How many of them would show it if all answered honestly, roughly; `None`
            where too few persons answered to tell.
    """

    sign: str
    flagged: int
    judged: int
    by_chance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPart:
    """Response quality.

    Attributes:
        persons: Persons with an answer.
        marked: Persons with one sign or more.
        marked_twice: Persons with two signs or more.
        marked_by_chance: As `marked`, if all answered honestly.
        twice_by_chance: As `marked_twice`.
        long_run: Longest run of one answer that is not flagged.
        signs: What was computed.
        withheld: Signs that were not.
    """

    persons: int
    marked: int
    marked_twice: int
    marked_by_chance: float | None
    twice_by_chance: float | None
    long_run: int
    signs: tuple[QualitySign, ...]
    withheld: tuple[str, ...]

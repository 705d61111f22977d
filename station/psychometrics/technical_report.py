"""The technical report as plain data: what a test did, item by item and person by person.

Promises figures and finding codes only, no words and no drawing: paper and screen say the same
because both read this. Parts that the data do not support are `None`, and `notes` say why.
Nothing here decides about an item or a person; a finding is a reason to look.
"""

from dataclasses import dataclass

from station.psychometrics.similarity.study import SimilarPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason to look at an item.

    Attributes:
        code: `not_varying`, `too_easy`, `too_hard`, `negative`, `weak`, `better_option`,
            `dif`, `drift`, `rapid`, `misfit`.
        value: The figure behind it, in the unit of its code (share, correlation, delta).
        note: A name behind it: an option, a grouping, a day.
    """

    code: str
    value: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item.

    Attributes:
        item: Item name.
        scale: Its subtest.
        n: Persons with an answer.
        p: Share correct.
        r_rest: Corrected item-rest correlation.
        a: Slope of the calibration; `None` without one.
        b: Location.
        infit: Information-weighted mean square.
        outfit: Unweighted mean square.
        s_x2_p: p-value of S-X2.
        dif: Largest ETS class over all groupings, `A`, `B`, `C`, or `None`.
        findings: Why to look at it.
    """

    item: str
    scale: str
    n: int
    p: float | None
    r_rest: float | None
    a: float | None
    b: float | None
    infit: float | None
    outfit: float | None
    s_x2_p: float | None
    dif: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLine:
    """Reliability of one subtest, or of the whole (`scale` empty).

    Attributes:
        scale: Subtest.
        items: Items that vary.
        alpha: Coefficient alpha.
        low: Lower end of its 95 % interval.
        high: Upper end.
        omega: One-factor omega.
        lambda6: Guttman's lambda-6.
        mean: Mean sum score.
        sd: Standard deviation of the sum score.
        sem: Standard error of measurement, points.
        components: Components beyond chance.
        one_scale: Whether the figures speak for one scale.
    """

    scale: str
    items: int
    alpha: float
    low: float | None
    high: float | None
    omega: float | None
    lambda6: float
    mean: float
    sd: float
    sem: float | None
    components: int
    one_scale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityMap:
    """Persons and items on one scale (a Wright map), and how precise the test is along it.

    Attributes:
        edges: Bounds of the person classes, ascending.
        counts: Persons in each class.
        mean: Mean ability.
        theta: Points of the curves.
        information: Test information at each point.
        errors: Standard error of ability at each point.
        peak_theta: Where information is highest.
        middle: Between which abilities nine in ten persons lie.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    mean: float
    theta: tuple[float, ...]
    information: tuple[float, ...]
    errors: tuple[float, ...]
    peak_theta: float
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """How the calibration went.

    Attributes:
        model: Name of the model.
        points: Quadrature points.
        cycles: EM cycles.
        converged: Whether it reached its tolerance on a grid fine enough.
        reliability: Empirical reliability of EAP scores.
        persons_misfit: Persons with Zh below -1.645.
        persons_judged: Persons with a Zh; one in twenty is expected below.
        items_misfit: Items whose S-X2 stays significant after Holm's adjustment.
        pairs: Pairs of items with Q3 0.2 above the mean: item, item, Q3.
    """

    model: str
    points: int
    cycles: int
    converged: bool
    reliability: float | None
    persons_misfit: int
    persons_judged: int
    items_misfit: int
    pairs: tuple[tuple[str, str, float], ...]


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
class Note:
    """Something a reader must know.

    Attributes:
        study: `data`, `calibration`, `reliability`, `dif`, `drift`, `similarity` or `times`.
        code: Code of the error that left the study out; empty when it was made.
        detail: What was found, in English.
        warning: Code of a calibration's warning, for words in the report's language.
    """

    study: str
    detail: str
    code: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicalReport:
    """The whole report.

    Attributes:
        title: What was analysed, by language.
        period: When, as the caller states it.
        data_sha256: Digest of the table analysed.
        persons: Rows.
        answered: Persons with an answer.
        missing_share: Share of blank cells.
        whole: Reliability of all items together.
        scales: Reliability of the subtests.
        items: One line an item.
        ability: Wright map and precision; `None` without a calibration.
        calibrated: How the calibration went.
        options: Items with a doubtful key.
        dif: Comparisons of groups.
        drift: Drift over the days.
        similarity: Answer similarity.
        effort: Response times.
        notes: What a reader must know.
    """

    title: dict[str, str]
    period: str
    data_sha256: str
    persons: int
    answered: int
    missing_share: float
    whole: ScaleLine | None
    scales: tuple[ScaleLine, ...]
    items: tuple[ItemLine, ...]
    ability: AbilityMap | None
    calibrated: Calibrated | None
    options: tuple[OptionPlot, ...]
    dif: tuple[DifPart, ...]
    drift: DriftPart | None
    similarity: SimilarityPart | None
    effort: EffortPart | None
    notes: tuple[Note, ...]

    @property
    def flagged(self) -> tuple[ItemLine, ...]:
        """Items with a finding, in test order."""
        return tuple(line for line in self.items if line.findings)

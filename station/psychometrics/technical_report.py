"""The technical report as plain data: what a test did, item by item and person by person.

Promises figures and finding codes only, no words and no drawing: paper and screen say the same
because both read this. Parts that the data do not support are `None`, and `notes` say why.
Nothing here decides about an item or a person; a finding is a reason to look.
"""

from dataclasses import dataclass

from station.psychometrics.technical_studies import (
    DifPart,
    DriftPart,
    EffortPart,
    OptionPlot,
    QualityPart,
    SimilarityPart,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason to look at an item.

    Attributes:
        code: `not_varying`, `too_easy`, `too_hard`, `negative`, `weak`, `better_option`,
            `dif`, `drift`, `rapid`, `misfit` (outfit), `misfit_s_x2`; of ordered responses
            also `one_sided`, `unused_category`, `disordered`, `means_fall`.
        value: The figure behind it, in the unit of its code (share, correlation, delta, mean
            square, RMSEA).
        note: A name behind it: an option, a grouping, a day, categories.
    """

    code: str
    value: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryUse:
    """How the response categories of one item were used; reversed items are turned.

    Attributes:
        mean: Mean response.
        reversed: The item was turned to point the way of its scale.
        categories: The scale's response values, ascending.
        shares: Share of the answers in each.
        thresholds: Of the calibration: a category and the place on the scale from which on it
            is reached (`grm`: it or a higher one) or likelier than the one below (`pcm`, `gpcm`).
    """

    mean: float | None
    reversed: bool
    categories: tuple[int, ...]
    shares: tuple[float, ...]
    thresholds: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item.

    Attributes:
        item: Item name.
        scale: Its subtest.
        n: Persons with an answer.
        p: Share correct; `None` for ordered responses.
        r_rest: Corrected item-rest correlation.
        a: Slope of the calibration; `None` without one.
        b: Location; of several thresholds their mean.
        infit: Information-weighted mean square.
        outfit: Unweighted mean square.
        s_x2_p: p-value of S-X2.
        dif: Largest ETS class over all groupings, `A`, `B`, `C`, or `None`.
        findings: Why to look at it.
        use: How its categories were used; only of ordered responses.
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
    use: CategoryUse | None = None


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
class WholeFit:
    """How well the whole model fits, by single answers and pairs.

    Attributes:
        name: `M2`, or `C2` for more than two categories.
        rmsea: Root mean square error of approximation.
        low: Lower end of its 90 % interval.
        high: Upper end.
        srmsr: Root mean square of the residual correlations.
    """

    name: str
    rmsea: float | None
    low: float | None
    high: float | None
    srmsr: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """How the calibration went.

    Attributes:
        model: Name of the model.
        points: Quadrature points.
        cycles: EM cycles.
        converged: Whether it reached its tolerance on a grid fine enough.
        whole: Fit of the whole model; `None` where it is not defined.
        reliability: Empirical reliability of EAP scores.
        persons_misfit: Persons with Zh below -1.645.
        persons_judged: Persons with a Zh; one in twenty is expected below.
        items_misfit: Items whose S-X2 stays significant after Holm's adjustment.
        items_departing: Those of them with an RMSEA over 0.05.
        pairs: Pairs of items with Q3 0.2 above the mean: item, item, Q3.
    """

    model: str
    points: int
    cycles: int
    converged: bool
    whole: WholeFit | None
    reliability: float | None
    persons_misfit: int
    persons_judged: int
    items_misfit: int
    items_departing: int
    pairs: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was calibrated as one scale.

    Attributes:
        scale: The scale; empty for the whole test.
        ability: Its Wright map and precision.
        calibrated: How the calibration went.
    """

    scale: str
    ability: AbilityMap
    calibrated: Calibrated


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a reader must know.

    Attributes:
        study: `data`, `calibration`, `reliability`, `dif`, `drift`, `similarity`, `times`,
            `items` or `quality`.
        about: Which part of the data it speaks of: a scale, a group; empty for all.
        code: Code of the error that left the study out; empty when it was made.
        detail: What was found, in English.
        warning: Code of what was found, for words in the report's language.
    """

    study: str
    detail: str
    about: str = ""
    code: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicalReport:
    """The whole report.

    Attributes:
        title: What was analysed, by language.
        period: When, as the caller states it.
        ordered: Whether responses are ordered categories, not options with a key.
        data_sha256: Digest of the table analysed.
        persons: Rows.
        answered: Persons with an answer.
        missing_share: Share of blank cells.
        whole: Reliability of all items together.
        scales: Reliability of the subtests.
        items: One line an item; an item of two scales has one in each.
        measures: Each scale that was calibrated, with its Wright map and precision: one for a
            test with a key, one a scale for a questionnaire.
        options: Items with a doubtful key.
        dif: Comparisons of groups.
        drift: Drift over the days.
        similarity: Answer similarity.
        effort: Response times.
        quality: Signs of careless answering.
        notes: What a reader must know.
    """

    title: dict[str, str]
    period: str
    ordered: bool
    data_sha256: str
    persons: int
    answered: int
    missing_share: float
    whole: ScaleLine | None
    scales: tuple[ScaleLine, ...]
    items: tuple[ItemLine, ...]
    measures: tuple[Measure, ...]
    options: tuple[OptionPlot, ...]
    dif: tuple[DifPart, ...]
    drift: DriftPart | None
    similarity: SimilarityPart | None
    effort: EffortPart | None
    quality: QualityPart | None
    notes: tuple[Note, ...]

    @property
    def flagged(self) -> tuple[ItemLine, ...]:
        """Items with a finding, in test order."""
        return tuple(line for line in self.items if line.findings)

    def members(self, measure: Measure) -> tuple[ItemLine, ...]:
        """Return the items that one measure calibrated."""
        return tuple(
            line for line in self.items if line.b is not None and measure.scale in ("", line.scale)
        )

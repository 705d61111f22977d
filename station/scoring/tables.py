"""What stands in each standards file, as strict structs: an unknown field is an error.

Numbers are whole; percentages, deviations and reliabilities are decimal text.
"""

from typing import Literal

import msgspec

from station.exam.form import ItemId, SectionCode, Text

Method = Literal["training", "internship", "mentoring", "coaching"]
Mode = Literal["formal", "social", "work"]
MeasureCode = Literal["jpm", "potential", "digital", "emerging", "post"]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strict and immutable."""


class File(Row, frozen=True, kw_only=True):
    """Every file says its version and where its rules come from."""

    version: str
    source: Text


class Indicator(Row, frozen=True, kw_only=True):
    """One observable behaviour of a level."""

    code: str
    text: Text


class Level(Row, frozen=True, kw_only=True):
    """One of a competency's five levels."""

    level: int
    name: Text
    description: Text
    indicator: tuple[Indicator, ...]


class Competency(Row, frozen=True, kw_only=True):
    """One competency with its levels."""

    code: str
    prefix: str
    group: Literal["managerial", "sociocultural"]
    name: Text
    definition: Text
    level: tuple[Level, ...]


class Competencies(File, frozen=True, kw_only=True):
    """`competencies.toml`."""

    competency: tuple[Competency, ...]


class Band(Row, frozen=True, kw_only=True):
    """One of an aspect's five bands."""

    band: int
    name: Text
    description: Text


class Aspect(Row, frozen=True, kw_only=True):
    """One aspect of potential and the scales that make it up."""

    code: str
    scales: tuple[str, ...]
    evidence: Literal["performance", "self_report"]
    name: Text
    definition: Text
    band: tuple[Band, ...]


class Potential(File, frozen=True, kw_only=True):
    """`potential.toml`."""

    aspect: tuple[Aspect, ...]


class Activity(Row, frozen=True, kw_only=True):
    """One development activity; hours are JP of 45 minutes, level 0 where there is none."""

    code: str
    target: str
    level: int
    method: Method
    mode: Mode
    hours: int
    title: Text
    text: Text
    success: Text


class Development(File, frozen=True, kw_only=True):
    """`development.toml`."""

    activity: tuple[Activity, ...]


class Category(Row, frozen=True, kw_only=True):
    """A category of a percentage, from its cut up."""

    code: str
    from_percent: str
    name: Text
    short: Text


class MeasureRule(Row, frozen=True, kw_only=True):
    """Categories from the lowest up; `cap_percent` 0: no largest value."""

    cap_percent: int
    category: tuple[Category, ...]


class ScoringRule(Row, frozen=True, kw_only=True):
    """How items become points."""

    closed_by: tuple[Literal["left", "time", "ended"], ...]
    statement_share_percent: int
    most_points: int
    middle_points: int
    least_points: int


class GroupRule(Row, frozen=True, kw_only=True):
    """How small a group may be, and which means are drawn plain."""

    smallest: int
    plain_standard_errors: int


class ValidityPeriod(Row, frozen=True, kw_only=True):
    """How long a report holds."""

    years: int


class Thresholds(File, frozen=True, kw_only=True):
    """`thresholds.toml`. `name` is what reports call the set of standards."""

    name: str
    scoring: ScoringRule
    group: GroupRule
    validity_period: ValidityPeriod
    measures: dict[MeasureCode, MeasureRule]


class Tier(Row, frozen=True, kw_only=True):
    """A tier and its default level in every competency."""

    tier: int
    level: int
    name: Text


class Tiers(File, frozen=True, kw_only=True):
    """`tiers.toml`."""

    tier: tuple[Tier, ...]


class CutStep(Row, frozen=True, kw_only=True):
    """The least number of points that reaches a level (in halves) or band."""

    points: int
    reached: int


class CutRow(Row, frozen=True, kw_only=True):
    """One cut table, for one or several scales or aspects; `forms` empty: for every form."""

    codes: tuple[str, ...]
    forms: tuple[str, ...] = ()
    unit: Literal["halves", "bands", "points"]
    points_most: int
    reliability: str
    sd_points: str
    steps: tuple[CutStep, ...]


class FormRange(Row, frozen=True, kw_only=True):
    """The levels that a form's items were written for."""

    id: str
    lowest_level: int
    highest_level: int


class Cuts(File, frozen=True, kw_only=True):
    """`cuts.toml`."""

    battery: str
    battery_version: str
    status: Literal["uncalibrated", "normed"]
    form: tuple[FormRange, ...]
    table: tuple[CutRow, ...]


class Area(Row, frozen=True, kw_only=True):
    """Part of a knowledge scale."""

    code: str
    scale: str
    name: Text
    items: tuple[ItemId, ...]


class Areas(File, frozen=True, kw_only=True):
    """`areas.toml`."""

    battery: str
    battery_version: str
    area: tuple[Area, ...]


class Post(Row, frozen=True, kw_only=True):
    """A post; `required` holds whole levels by competency, `vacant_from` a day or nothing."""

    code: str
    tier: int
    name: Text
    unit: Text
    vacant_from: str
    required: dict[str, int]


class Posts(File, frozen=True, kw_only=True):
    """`posts.toml`."""

    post: tuple[Post, ...]


class Infrequency(Row, frozen=True, kw_only=True):
    """From how many answers that no careful reader gives on."""

    look_from: int


class Pairs(Row, frozen=True, kw_only=True):
    """When a pair differs, and how many may."""

    differ_by: int
    look_from: int


class Straight(Row, frozen=True, kw_only=True):
    """The run of one answer from which on a person should look."""

    look_from: int


class QuickSection(Row, frozen=True, kw_only=True):
    """Less time than this on an item of the section counts as too quick."""

    section: SectionCode
    least_ms: int


class Quick(Row, frozen=True, kw_only=True):
    """Share of the timed answers from which on a person should look."""

    look_from_percent: int
    section: tuple[QuickSection, ...]


class Validity(File, frozen=True, kw_only=True):
    """`validity.toml`."""

    infrequency: Infrequency
    pairs: Pairs
    straight: Straight
    quick: Quick


class BoxCuts(Row, frozen=True, kw_only=True):
    """Where the potential columns of the nine-box begin."""

    medium_from_percent: str
    high_from_percent: str


class BoxRow(Row, frozen=True, kw_only=True):
    """One box."""

    box: int
    performance: Literal["below", "meets", "above"]
    potential: Literal["low", "medium", "high"]
    name: Text


class NineBox(File, frozen=True, kw_only=True):
    """`nine_box.toml`."""

    cuts: BoxCuts
    performance: dict[Literal["below", "meets", "above"], Text]
    potential: dict[Literal["low", "medium", "high"], Text]
    cell: tuple[BoxRow, ...]


class FitRule(Row, frozen=True, kw_only=True):
    """Which posts are compared."""

    posts_shown: int
    tiers_up: int


class PlacementRule(Row, frozen=True, kw_only=True):
    """Which proposal a category gives."""

    category: str
    near_cut: bool
    advice: str


class PlanRule(Row, frozen=True, kw_only=True):
    """Which methods a gap gets."""

    mark: Literal["above", "meets", "short"]
    gap_from_halves: int
    methods: tuple[Method, ...]


class KnowledgeRule(Row, frozen=True, kw_only=True):
    """Which methods a knowledge scale in its lowest category gets."""

    category: str
    methods: tuple[Method, ...]


class PlanRules(Row, frozen=True, kw_only=True):
    """How a development plan is put together."""

    jp_year: int
    jp_most: int
    observe_jp: int
    challenges: int
    rule: tuple[PlanRule, ...]
    knowledge: KnowledgeRule
    due_days: dict[Mode, int]


class Advice(File, frozen=True, kw_only=True):
    """`advice.toml`."""

    fit: FitRule
    placement: tuple[PlacementRule, ...]
    plan: PlanRules

"""The twelve parts of a report as values, in the units that `station.scoring.model` names."""

from typing import Literal, TypeAlias

import msgspec

from station.exam.form import Text

Mark: TypeAlias = Literal["above", "meets", "short", "uncertain", "beyond", "not_scorable"]
"""What a level says about a requirement.

`above` level above, whole band at or above; `meets` level reached; `short` whole band below;
`uncertain` level below, band reaches; `beyond` more is required than the form can show;
`not_scorable` no level.
"""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strict and immutable, as everything that a report quotes."""


class Zone(Part, frozen=True, kw_only=True):
    """A category on a percent axis, from its lower cut up to the next zone's."""

    code: str
    name: Text
    short_name: Text
    from_tenths: int


class Measure(Part, frozen=True, kw_only=True):
    """One of the four main results, or the fit to one post.

    Attributes:
        code: `jpm`, `potential`, `digital`, `emerging`, or a post.
        basis: What it rests on, such as "9 competencies, 90 items".
        achieved: Sum achieved, in `unit`.
        required: Sum required or largest sum, in `unit`.
        zones: From the lowest up.
        category: A zone's code; empty when there is no value.
        near_cut: Whether a cut lies inside the band.
        others: The other categories that the band reaches, nearest first.
        note: Under the category: near a cut, crosses none, or why there is no value.
        formula: The sum in words and figures.
    """

    code: str
    name: Text
    basis: Text
    unit: Literal["half_levels", "bands", "points"]
    achieved: int | None
    required: int | None
    percent_tenths: int | None
    low_tenths: int | None
    high_tenths: int | None
    zones: tuple[Zone, ...]
    category: str
    category_name: Text
    near_cut: bool
    others: tuple[str, ...]
    note: Text
    formula: Text


class AspectResult(Part, frozen=True, kw_only=True):
    """One aspect of potential.

    Attributes:
        band: 1 to 5.
        low_band: The band one SEM lower.
        high_band: The band one SEM higher.
        low_hundredths: Where the whisker begins, in hundredths of a band.
        high_hundredths: Where it ends.
        evidence: `performance`, or `self_report`: how somebody sees themselves.
        description: The band's text, or why there is no band.
        points: Raw points in whole points, cut off.
        points_max: The most that was possible.
    """

    code: str
    name: Text
    band: int | None
    low_band: int | None
    high_band: int | None
    low_hundredths: int | None
    high_hundredths: int | None
    band_name: Text
    evidence: Literal["performance", "self_report"]
    description: Text
    points: int | None
    points_max: int
    answered: int
    items: int


class PotentialPart(Part, frozen=True, kw_only=True):
    """Part 4. `caution` carries the warning about most/least answers."""

    aspects: tuple[AspectResult, ...]
    summary: Text
    caution: Text


class CompetencyResult(Part, frozen=True, kw_only=True):
    """One competency.

    Attributes:
        group: `managerial` or `sociocultural`.
        low_halves: The level one SEM lower, through the cut table.
        high_halves: The level one SEM higher.
        low_hundredths: Where the drawn band begins, in hundredths of a level.
        high_hundredths: Where it ends.
        crosses: The requirement lies inside the band.
        reading: The mark in words.
        sentence: The same in a sentence.
    """

    code: str
    name: Text
    group: Literal["managerial", "sociocultural"]
    mark: Mark
    required_halves: int
    achieved_halves: int | None
    gap_halves: int | None
    low_halves: int | None
    high_halves: int | None
    low_hundredths: int | None
    high_hundredths: int | None
    crosses: bool
    reading: Text
    sentence: Text
    points: int | None
    points_max: int
    answered: int
    items: int


class CompetencyPart(Part, frozen=True, kw_only=True):
    """Part 5. `top_halves`: the highest level that the form can show."""

    competencies: tuple[CompetencyResult, ...]
    required_halves: int
    achieved_halves: int | None
    gap_halves: int | None
    formula: Text
    summary: Text
    top_halves: int
    caution: Text


class AreaResult(Part, frozen=True, kw_only=True):
    """Part of a knowledge scale: a hint without a category; `_tenths` of percent."""

    code: str
    name: Text
    correct: int | None
    items: int
    percent_tenths: int | None
    low_tenths: int | None
    high_tenths: int | None


class KnowledgePart(Part, frozen=True, kw_only=True):
    """Part 6: digital literacy or emerging skills; its measure stands under `measures`."""

    code: Literal["digital", "emerging"]
    name: Text
    summary: Text
    areas: tuple[AreaResult, ...]
    correct: int | None
    items: int
    caution: Text


class Remark(Part, frozen=True, kw_only=True):
    """Part 7: one strength or development area in words, evidence first."""

    mark: Mark
    name: Text
    text: Text


class ValidityCheck(Part, frozen=True, kw_only=True):
    """One check of how the answers were given.

    Attributes:
        seen: How many were seen.
        of: Out of how many.
        limit: From how many on a person should look; None where there is no limit.
        result: `fine`, `look`, `none` (nothing to check) or `info` (a count, no judgement).
    """

    code: Literal["infrequency", "pairs", "straight", "quick", "blank"]
    name: Text
    seen: int
    of: int
    limit: int | None
    result: Literal["fine", "look", "none", "info"]
    reading: Text


class ValidityPart(Part, frozen=True, kw_only=True):
    """How the answers were given: `fine` ("wajar") or `look` ("perlu ditinjau"), never more."""

    result: Literal["fine", "look", "none"]
    reading: Text
    checks: tuple[ValidityCheck, ...]
    caution: Text


class PostFit(Part, frozen=True, kw_only=True):
    """How the levels lie to one post's requirements.

    Attributes:
        rank: Order of listing, from 1.
        group: Posts with the same number are equal ("setara"): their bands overlap.
        current: Whether it is the person's own target post.
        fit: JPM for this post; zones MS, MMS, KMS.
        reason: Which requirements are met and which not.
    """

    rank: int
    group: int
    current: bool
    code: str
    name: Text
    unit: Text
    tier_name: Text
    fit: Measure
    reason: Text


class ReadinessRow(Part, frozen=True, kw_only=True):
    """The default requirement of a tier against the levels; no value beyond the form."""

    tier: int
    name: Text
    required_halves: int
    percent_tenths: int | None
    sem_tenths: int | None
    note: Text


class FitPart(Part, frozen=True, kw_only=True):
    """Part 8: a draft for the official who decides."""

    posts: tuple[PostFit, ...]
    not_assessed: Text
    equals: Text
    not_considered: Text
    readiness: tuple[ReadinessRow, ...]
    placement: Text
    reasons: tuple[Text, ...]


class PlanStep(Part, frozen=True, kw_only=True):
    """One activity.

    Attributes:
        codes: Competencies or measures it is for; several where they are observed together.
        target: Their names; empty on the following steps of the same target.
        share: 70 at work, 20 with others, 10 formal.
        jp: Lesson hours of 45 minutes.
    """

    mark: Mark
    codes: tuple[str, ...]
    target: Text
    gap: Text
    share: Literal[70, 20, 10]
    method: Text
    activity: Text
    jp: int
    due: str


class PlanPart(Part, frozen=True, kw_only=True):
    """Part 9: a draft. `jp_by_share` follows 70, 20, 10."""

    steps: tuple[PlanStep, ...]
    jp: int
    jp_by_share: tuple[int, int, int]
    jp_year: int
    summary: Text
    note: Text


class NineBoxCell(Part, frozen=True, kw_only=True):
    """One cell; rows from below up, columns from low to high."""

    box: int
    performance: Literal["below", "meets", "above"]
    potential: Literal["low", "medium", "high"]
    name: Text


class NineBoxPart(Part, frozen=True, kw_only=True):
    """Part 10. `box` is 0 while performance or potential is missing."""

    box: int
    performance: Literal["", "below", "meets", "above"]
    potential: Literal["", "low", "medium", "high"]
    cells: tuple[NineBoxCell, ...]
    heading: Text
    text: Text


class Line(Part, frozen=True, kw_only=True):
    """A label and what stands beside it; `wide` for hashes, set in the code face."""

    label: Text
    text: Text
    wide: bool = False


class ConductPart(Part, frozen=True, kw_only=True):
    """Part 11: how the sitting went, from its signed records."""

    started: str
    finished: str
    zone: str
    used_ms: int
    limit_ms: int
    lost_ms: int
    added_ms: int
    interruptions: int
    lines: tuple[Line, ...]
    incidents: tuple[Line, ...]


class Quoted(Part, frozen=True, kw_only=True):
    """A file that the result rests on: name, version, SHA-256 in hex."""

    name: str
    version: str
    sha256: str


class IntegrityPart(Part, frozen=True, kw_only=True):
    """Part 12. `lines` are ready to print; hashes whole, 64 hex digits."""

    assessment: str
    bundle: str
    state: str
    package: str
    key: str
    scorer: str
    standards: tuple[Quoted, ...]
    lines: tuple[Line, ...]
    statement: Text
    limits: Text

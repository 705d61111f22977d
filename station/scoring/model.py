"""The report model: everything an individual report says, before anybody draws it.

Promises plain values (integers, strings, flags, tuples) with one canonical JSON form, the same
on every machine; every sentence in Indonesian and English, both in the one model, so that a
report has one hash and one verification code in whatever language it is printed. It holds no
time of computing, no path and no code of its own bytes.

Units stand in the names: `_halves` half levels (3,5 is 7), `_hundredths` hundredths of a level
or band (drawing only), `_tenths` tenths of a percent cut off and never rounded up, so that a
printed number stands on the same side of a cut as the exact one; `_ms` milliseconds. Dates are
`YYYY-MM-DD`, moments RFC 3339 with the offset of the room. `None` means that there is no
value: never draw it as zero.
"""

from typing import Literal

from station.exam.form import Text
from station.scoring.parts import (
    CompetencyPart,
    ConductPart,
    FitPart,
    IntegrityPart,
    KnowledgePart,
    Mark,
    Measure,
    NineBoxPart,
    Part,
    PlanPart,
    PotentialPart,
    Remark,
    ValidityPart,
)


class Signer(Part, frozen=True, kw_only=True):
    """Somebody who signs on paper; NIP as 18 digits."""

    role: Text
    name: str
    nip: str


class Issue(Part, frozen=True, kw_only=True):
    """Part 1: what paper this is.

    Attributes:
        letterhead: Lines from the top, the organiser's name last but one.
        place: Where it is signed.
        label: What the battery says of itself, such as "demonstration, not normed".
        standards: Name under which the standards are quoted, with version.
        normed: Whether every cut table is calibrated; if not, each chart says so.
    """

    number: str
    title: Text
    purpose: Text
    letterhead: tuple[str, ...]
    place: str
    issued: str
    valid_until: str
    label: Text
    standards: str
    normed: bool
    not_normed: Text
    signers: tuple[Signer, ...]


class Identity(Part, frozen=True, kw_only=True):
    """Part 2: whose report it is.

    Attributes:
        nip: Printed form, 8-6-1-3.
        agency: The OPD.
        requirement: Tier and what it asks for, in words.
        target: The post that the requirement comes from; empty when it is the tier's.
        sitting: Day, session and seat in words.
    """

    number: str
    name: str
    nip: str
    rank: str
    post: str
    unit: str
    agency: str
    tier: int
    tier_name: Text
    requirement: Text
    target: Text
    sitting: Text
    form: str


class Verdict(Part, frozen=True, kw_only=True):
    """What page one opens with.

    Attributes:
        heading: A few words with a full stop.
        sentence: Value, range, the other possible category, gaps. Markup `**bold**`.
    """

    heading: Text
    sentence: Text


class Notice(Part, frozen=True, kw_only=True):
    """One of the three lines under the main results."""

    icon: Literal["diamond", "warning", "check", "clock"]
    title: Text
    detail: Text


class Highlight(Part, frozen=True, kw_only=True):
    """A strength or gap on page one.

    Attributes:
        code: Competency or aspect; empty where several stand in one line.
        scale: What its small axis counts; `none`: draw no axis.
        value: At the right, such as "+0,5", "5 / 5" or an en dash.
    """

    mark: Mark
    code: str
    name: Text
    note: Text
    scale: Literal["level", "band", "none"]
    required_halves: int | None
    achieved_halves: int | None
    low_hundredths: int | None
    high_hundredths: int | None
    value: Text


class Decision(Part, frozen=True, kw_only=True):
    """One line of what has to be decided; always a draft."""

    code: Literal["placement", "development", "nine_box"]
    name: Text
    text: Text


class ReportModel(Part, frozen=True, kw_only=True):
    """One person's report, whole."""

    format: Literal["saksi-report/1"] = "saksi-report/1"
    issue: Issue
    person: Identity
    complete: bool
    verdict: Verdict
    measures: tuple[Measure, Measure, Measure, Measure]
    notices: tuple[Notice, ...]
    strengths: tuple[Highlight, ...]
    gaps: tuple[Highlight, ...]
    gaps_heading: Text
    decisions: tuple[Decision, ...]
    competency: CompetencyPart
    potential: PotentialPart
    validity: ValidityPart
    knowledge: tuple[KnowledgePart, KnowledgePart]
    strength_remarks: tuple[Remark, ...]
    development_remarks: tuple[Remark, ...]
    fit: FitPart
    plan: PlanPart
    nine_box: NineBoxPart
    conduct: ConductPart
    integrity: IntegrityPart
    draft: Text
    foot: Text

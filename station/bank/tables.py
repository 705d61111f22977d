"""The authoring tables as plain rows, the same from a workbook or a text source."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LETTERS = "ABCDEFGH"
LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A row of sheet Items. `options` maps a letter to language to text."""

    code: str
    section: str
    kind: str
    stem: dict[str, str]
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    stimulus: str = ""
    shuffle: bool = False
    image: str = ""
    alt: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A row of sheet Statements: a Likert item, or one statement of a most/least item."""

    code: str
    section: str
    kind: str
    letter: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StimulusRow:
    """A row of sheet Stimuli."""

    code: str
    title: dict[str, str]
    text: dict[str, str]
    image: str = ""
    alt: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A row of sheet Rules: what only rare kinds of items need."""

    code: str
    rule: str
    value: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A row of sheet Key. For a most/least item `code` is `ITEM.LETTER`.

    `reason` says why the key is right; `why` justifies each grade.
    """

    code: str
    scale: str
    scoring: str
    correct: str = ""
    points: dict[str, int] = field(default_factory=dict)
    tolerance: str = ""
    direction: str = ""
    partner: str = ""
    level: int = 0
    indicator: str = ""
    expression: str = ""
    reason: str = ""
    why: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRow:
    """A row of sheet ScaleWeights."""

    scale: str
    kind: str
    name: dict[str, str]
    aspect: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NormRow:
    """A row of sheet Norms."""

    scale: str
    group: str
    n: int
    mean: str
    sd: str
    version: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows of a folder, in sheet order."""

    items: tuple[ItemRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    stimuli: tuple[StimulusRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    keys: tuple[KeyRow, ...] = ()
    scales: tuple[ScaleRow, ...] = ()
    norms: tuple[NormRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """An authoring folder that was read.

    Attributes:
        plan: battery.toml, decoded.
        media: File name to bytes.
    """

    path: Path
    plan: dict[str, Any]
    tables: Tables
    media: dict[str, bytes]

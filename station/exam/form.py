"""What a participant is shown: one form's sections, items, options and shared stimuli.

This is the canonical content that compiling writes and a package carries: no key, no
score, no scale. Its canonical JSON is what signatures and hashes cover.
"""

from enum import StrEnum
from typing import NewType, TypeAlias

import msgspec

ItemId = NewType("ItemId", str)
SectionCode = NewType("SectionCode", str)
OptionCode = NewType("OptionCode", str)

Text: TypeAlias = dict[str, str]
"""Language (BCP 47, `id`, `en`) to light markup in that language."""


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    LIKERT = "likert"
    MOST_LEAST = "most_least"
    NUMERIC = "numeric"
    TEXT = "text"
    MATCH = "match"
    INLINE = "inline"
    ORDER = "order"
    HOTSPOT = "hotspot"


class _Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strict, immutable content: an unknown field is an error, not a surprise."""


class Option(_Content, frozen=True):
    """One choice. For Likert the code is the label's number from `1` up."""

    code: OptionCode
    text: Text


class Picture(_Content, frozen=True):
    """A picture by its media name, with the words that stand for it."""

    name: str
    alt: Text


class Blank(_Content, frozen=True):
    """One gap of an inline choice: its name in the stem (`[[name]]`) and what may fill it."""

    name: str
    options: tuple[Option, ...]


class Area(_Content, frozen=True):
    """A hotspot's picture size in pixels; responses are points inside it."""

    width: int
    height: int


class Item(_Content, frozen=True):
    """One question. Which of the optional fields stand depends on `kind`.

    Attributes:
        options: Choices, statements of a most/least item, rows of a match grid, or what is ordered.
        columns: Columns of a match grid.
        shuffle: Whether the options' display order may differ from person to person.
        min_choices: Fewest choices of a complete multiple answer.
        max_choices: Most choices that can be marked.
        unit: What a number is counted in, shown after the field.
    """

    id: ItemId
    section: SectionCode
    kind: Kind
    stem: Text
    options: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    blanks: tuple[Blank, ...] = ()
    stimulus: str | None = None
    picture: Picture | None = None
    area: Area | None = None
    shuffle: bool = False
    min_choices: int = 1
    max_choices: int = 1
    unit: Text | None = None
    max_length: int = 0


class Stimulus(_Content, frozen=True):
    """Text or picture shared by several items."""

    code: str
    title: Text
    text: Text
    picture: Picture | None = None


class Section(_Content, frozen=True):
    """A timed block of items; once left it never opens again.

    Attributes:
        strike: Whether options may be struck out (ability sections).
        break_ms: How long the optional break before this section is; 0 for none.
    """

    code: SectionCode
    title: Text
    instruction: Text
    limit_ms: int
    items: tuple[ItemId, ...]
    strike: bool = False
    shuffle_items: bool = False
    calculator: bool = False
    break_ms: int = 0


class Media(_Content, frozen=True):
    """One file of the form: name, type, and SHA-256 in hex of its bytes."""

    name: str
    type: str
    sha256: str


class Form(_Content, frozen=True):
    """One parallel version of the battery, whole.

    Attributes:
        items: In form order; an item's place here, from 1, is the number a participant sees.
    """

    battery: str
    version: str
    form: str
    languages: tuple[str, ...]
    title: Text
    label: Text
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    stimuli: tuple[Stimulus, ...] = ()
    media: tuple[Media, ...] = ()

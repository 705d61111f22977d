"""The key: what each response is worth and which scale it speaks for.

This is what a `.key` file seals. It never reaches a station.
"""

from typing import Literal

import msgspec

from station.exam.form import Form, Item, ItemId, Option, Text


class _Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strict and immutable."""


class Statement(_Sheet, frozen=True):
    """One statement of a most/least item: which scale it speaks for, in which direction."""

    scale: str
    direction: Literal["+", "-"]


class ItemKey(_Sheet, frozen=True):
    """How one item is scored.

    Attributes:
        scoring: `match` 0/1; `graded` 1-5 by `points`; `keyed` statement 1-5 by direction;
            `infrequency` and `pair` flags only.
        correct: Codes, numbers or texts that match; for infrequency the careful answers.
        points: Option code to points.
        tolerance: Decimal text; how far a number may be off.
        statements: Option code to statement (most/least items).
        partner: The item that a pair item repeats.
        level: The competency level an item was written for, 0 where there is none.
    """

    item: ItemId
    scale: str
    scoring: Literal["match", "graded", "keyed", "infrequency", "pair"]
    correct: tuple[str, ...] = ()
    points: dict[str, int] = {}
    tolerance: str = ""
    direction: Literal["+", "-"] = "+"
    statements: dict[str, Statement] = {}
    partner: str = ""
    level: int = 0


class Scale(_Sheet, frozen=True):
    """One thing that is measured.

    Attributes:
        kind: What sort of measure it is; decides which cut table and report part it goes to.
        aspect: The potential aspect it belongs to, or empty.
        weight: Its whole-number weight within that aspect.
    """

    code: str
    kind: Literal["ability", "graded", "statement", "competency", "knowledge", "validity"]
    name: Text
    aspect: str = ""
    weight: int = 1


class Norm(_Sheet, frozen=True):
    """A reference group's figures for a scale; mean and sd are decimal text."""

    scale: str
    group: str
    n: int
    mean: str
    sd: str
    version: str
    source: str


class KeySheet(_Sheet, frozen=True):
    """The whole key of a battery.

    Attributes:
        forms: Each form's skeleton: what scoring needs to know of it, without a word of an item.
            Empty in a compiled folder; sealing puts them in.
    """

    battery: str
    version: str
    items: tuple[ItemKey, ...]
    scales: tuple[Scale, ...]
    norms: tuple[Norm, ...] = ()
    forms: tuple[Form, ...] = ()


def skeleton(form: Form) -> Form:
    """Return `form` without what participants read: no stems, option texts, stimuli or media."""
    return msgspec.structs.replace(
        form,
        items=tuple(_bare_item(item) for item in form.items),
        stimuli=(),
        media=(),
        sections=tuple(
            msgspec.structs.replace(section, instruction={}) for section in form.sections
        ),
    )


def _bare_item(item: Item) -> Item:
    return msgspec.structs.replace(
        item,
        stem={},
        options=_bare(item.options),
        columns=_bare(item.columns),
        blanks=tuple(
            msgspec.structs.replace(blank, options=_bare(blank.options)) for blank in item.blanks
        ),
        stimulus=None,
        picture=None,
        unit=None,
    )


def _bare(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(msgspec.structs.replace(option, text={}) for option in options)

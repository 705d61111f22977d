"""What battery.toml must hold: each value of its kind, each text in every language.

A name that nobody reads is refused, too: a slip in `break_minutes` would take away a break.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from station.bank.errors import BankUnreadableError

Words = dict[str, str]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Minutes = Annotated[int, Meta(ge=0, le=600)]


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every name known."""


class _Form(_Strict, frozen=True, kw_only=True):
    id: Code


class _Likert(_Strict, frozen=True, kw_only=True):
    labels: Annotated[list[Words], Meta(min_length=2)]


class _MostLeast(_Strict, frozen=True, kw_only=True):
    stem: Words


class _Section(_Strict, frozen=True, kw_only=True):
    code: Code
    title: Words
    instruction: Words
    minutes: Annotated[int, Meta(ge=1, le=600)]
    items: Annotated[int, Meta(ge=0)] = 0
    break_minutes: Minutes = 0
    strike: bool = False
    shuffle_items: bool = False
    calculator: bool = False
    likert: _Likert | UnsetType = UNSET
    most_least: _MostLeast | UnsetType = UNSET


class _Scale(_Strict, frozen=True, kw_only=True):
    code: Code
    kind: Code
    name: Words
    aspect: str = ""
    weight: int = 1


class _Plan(_Strict, frozen=True, kw_only=True):
    id: Code
    version: Code
    languages: Annotated[list[Code], Meta(min_length=1)]
    title: Words
    label: Words
    form: Annotated[list[_Form], Meta(min_length=1)]
    section: Annotated[list[_Section], Meta(min_length=1)]
    scale: list[_Scale] = []


def check_plan(values: dict[str, Any]) -> None:
    """Let a decoded battery.toml pass that can be compiled.

    Raises:
        BankUnreadableError: Naming the place.
    """
    try:
        plan = msgspec.convert(values, _Plan)
    except msgspec.ValidationError as error:
        raise BankUnreadableError(f"battery.toml: {error}") from error
    for place, words in _texts(plan):
        missing = [one for one in plan.languages if not words.get(one, "").strip()]
        if missing:
            raise BankUnreadableError(f"battery.toml: {place} has nothing in {', '.join(missing)}")


def _texts(plan: _Plan) -> Iterator[tuple[str, Words]]:
    yield "title", plan.title
    yield "label", plan.label
    for section in plan.section:
        where = f"section {section.code}"
        yield f"the title of {where}", section.title
        yield f"the instruction of {where}", section.instruction
        if section.most_least is not UNSET:
            yield f"the stem of {where}", section.most_least.stem
        for words in () if section.likert is UNSET else section.likert.labels:
            yield f"a label of {where}", words
    for scale in plan.scale:
        yield f"the name of scale {scale.code}", scale.name

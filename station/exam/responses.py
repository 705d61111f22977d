"""Which responses an item accepts, and when a response counts as an answer.

A response is stored with authoring codes, never display positions (DESIGN 12).
"""

import re
from typing import Any

from station.exam.errors import ChoiceRefusedError
from station.exam.form import Item, Kind

NUMBER = re.compile(r"[+-]?\d{1,15}([.]\d{1,9})?")
TEXT_LIMIT = 4000


def normal_choice(item: Item, choice: Any) -> Any:
    """Return `choice` in its one stored form: lists of codes sorted where order says nothing.

    Raises:
        ChoiceRefusedError: The response does not fit the item.
    """
    try:
        return _NORMAL[item.kind](item, choice)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ChoiceRefusedError(f"item {item.id} does not accept this response") from error


def is_complete(item: Item, choice: Any) -> bool:
    """Return whether a stored response counts as an answer (a half-filled grid does not)."""
    match item.kind:
        case Kind.MOST_LEAST:
            return {"most", "least"} <= set(choice)
        case Kind.MULTIPLE:
            return len(choice) >= item.min_choices
        case Kind.MATCH:
            return {row for row, _ in choice} == {option.code for option in item.options}
        case Kind.INLINE:
            return {name for name, _ in choice} == {blank.name for blank in item.blanks}
        case _:
            return True


def _codes(item: Item) -> set[str]:
    return {option.code for option in item.options}


def _require(fits: object) -> None:
    if not fits:
        raise ValueError


def _single(item: Item, choice: Any) -> str:
    _require(isinstance(choice, str) and choice in _codes(item))
    return str(choice)


def _multiple(item: Item, choice: Any) -> list[str]:
    chosen = sorted({_single(item, code) for code in choice})
    _require(isinstance(choice, list | tuple) and 0 < len(chosen) <= item.max_choices)
    return chosen


def _order(item: Item, choice: Any) -> list[str]:
    _require(sorted(choice) == sorted(_codes(item)) and isinstance(choice, list | tuple))
    return list(choice)


def _most_least(item: Item, choice: Any) -> dict[str, str]:
    _require(bool(choice) and set(choice) <= {"most", "least"})
    _require(len(set(choice.values())) == len(choice))
    return {side: _single(item, code) for side, code in sorted(choice.items())}


def _numeric(_item: Item, choice: Any) -> str:
    _require(NUMBER.fullmatch(choice) is not None)
    return str(choice)


def _text(item: Item, choice: Any) -> str:
    limit = item.max_length or TEXT_LIMIT
    _require(isinstance(choice, str) and 0 < len(choice) <= limit)
    return str(choice)


def _match(item: Item, choice: Any) -> list[list[str]]:
    columns = {column.code for column in item.columns}
    pairs = [[_single(item, row), str(column)] for row, column in choice]
    _require(bool(pairs) and all(column in columns for _, column in pairs))
    _require(len({row for row, _ in pairs}) == len(pairs))
    return sorted(pairs)


def _inline(item: Item, choice: Any) -> list[list[str]]:
    allowed = {blank.name: {option.code for option in blank.options} for blank in item.blanks}
    pairs = [[str(name), str(code)] for name, code in choice]
    _require(bool(pairs) and all(code in allowed[name] for name, code in pairs))
    _require(len({name for name, _ in pairs}) == len(pairs))
    return sorted(pairs)


def _hotspot(item: Item, choice: Any) -> list[int]:
    x, y = choice
    area = item.area
    _require(type(x) is int and type(y) is int and area is not None)
    if area is not None:
        _require(0 <= x < area.width and 0 <= y < area.height)
    return [x, y]


_NORMAL = {
    Kind.SINGLE: _single,
    Kind.LIKERT: _single,
    Kind.MULTIPLE: _multiple,
    Kind.ORDER: _order,
    Kind.MOST_LEAST: _most_least,
    Kind.NUMERIC: _numeric,
    Kind.TEXT: _text,
    Kind.MATCH: _match,
    Kind.INLINE: _inline,
    Kind.HOTSPOT: _hotspot,
}

"""What one answer earns: points for the scale, or for the scales, that the item speaks for.

Promises that a blank keyed or graded item earns 0, that a blank or half-answered statement
earns nothing at all (it is left out), and that nothing but the key decides what is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from station.exam.form import Item, Kind
from station.exam.responses import is_complete
from station.scoring.errors import KeyForeignError
from station.scoring.exact import CONTEXT
from station.scoring.key import ItemKey, Statement
from station.scoring.tables import ScoringRule

FLAGS = frozenset({"infrequency", "pair"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What one item, or one statement of a block, gave a scale; None: left out."""

    scale: str
    points: int | None
    most: int


def earned(key: ItemKey, item: Item, choice: Any, rule: ScoringRule) -> Iterator[Earned]:
    """Yield what the stored response `choice` (None: blank) earns, one value a statement.

    Raises:
        KeyForeignError: The response is none that the key knows.
    """
    answer = choice if choice is not None and is_complete(item, choice) else None
    if key.scoring in FLAGS:
        return
    if key.statements:
        yield from _block(key, answer, rule)
        return
    most = _most(key, item)
    if answer is None:
        yield Earned(scale=key.scale, points=None if key.scoring == "keyed" else 0, most=most)
        return
    try:
        yield Earned(scale=key.scale, points=_POINTS[key.scoring](key, item, answer), most=most)
    except (KeyError, ValueError, TypeError) as error:
        raise KeyForeignError(f"the key does not know a response to {key.item}") from error


def _most(key: ItemKey, item: Item) -> int:
    match key.scoring:
        case "match":
            return 1
        case "graded":
            return max(key.points.values(), default=0)
        case _:
            return len(item.options)


def _graded(key: ItemKey, _item: Item, answer: Any) -> int:
    return key.points[answer]


def _agreed(key: ItemKey, item: Item, answer: Any) -> int:
    step = int(answer)
    return step if key.direction == "+" else len(item.options) + 1 - step


def _matched(key: ItemKey, item: Item, answer: Any) -> int:
    return int(_is_right(key, item, answer))


_POINTS: dict[str, Callable[[ItemKey, Item, Any], int]] = {
    "match": _matched,
    "graded": _graded,
    "keyed": _agreed,
}


def _is_right(key: ItemKey, item: Item, answer: Any) -> bool:
    match item.kind:
        case Kind.SINGLE | Kind.LIKERT:
            return answer in key.correct
        case Kind.MULTIPLE:
            return sorted(answer) == sorted(key.correct)
        case Kind.ORDER:
            return tuple(answer) == key.correct
        case Kind.NUMERIC:
            return _near(answer, key)
        case Kind.TEXT:
            return _folded(answer) in {_folded(one) for one in key.correct}
        case Kind.MATCH | Kind.INLINE:
            return sorted(f"{name}:{code}" for name, code in answer) == sorted(key.correct)
        case _:
            raise KeyForeignError(f"{key.item}: a {item.kind} item has no right answer to match")


def _near(answer: str, key: ItemKey) -> bool:
    try:
        off = CONTEXT.subtract(Decimal(answer), Decimal(key.correct[0]))
        return off.copy_abs() <= Decimal(key.tolerance or "0")
    except (InvalidOperation, IndexError) as error:
        raise KeyForeignError(f"{key.item}: the key is no number") from error


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _block(key: ItemKey, answer: Any, rule: ScoringRule) -> Iterator[Earned]:
    top = rule.most_points + rule.least_points
    for code, statement in sorted(key.statements.items()):
        points = None if answer is None else _place(code, answer, rule)
        if points is not None and statement.direction == "-":
            points = top - points
        yield _statement(statement, points, rule)


def _statement(statement: Statement, points: int | None, rule: ScoringRule) -> Earned:
    return Earned(scale=statement.scale, points=points, most=rule.most_points)


def _place(code: str, answer: dict[str, str], rule: ScoringRule) -> int:
    if answer["most"] == code:
        return rule.most_points
    return rule.least_points if answer["least"] == code else rule.middle_points

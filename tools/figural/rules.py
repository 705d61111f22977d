"""The rules a matrix can follow, and what each of them demands of the missing cell.

A rule governs one attribute of the cells (say, the count of dots) along the rows or the columns.
The same family serves three ends: making a matrix, proving that one option alone satisfies the
rules meant, and proving that no other simple rule would defend another option.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

Value: TypeAlias = int | str | frozenset[str]
Line: TypeAlias = tuple[Value, Value, Value]
Lines: TypeAlias = tuple[Line, Line, Line]
"""An attribute's nine values as three rows; the last value of the last row is the missing cell."""

ALONG = ("row", "column")
KINDS = {
    "name": ("constant", "distribution"),
    "number": ("constant", "distribution", "progression", "sum", "difference"),
    "cycle": ("constant", "distribution", "progression", "sum", "difference"),
    "set": ("constant", "distribution", "union", "common", "exclusive", "without"),
}
"""Which kinds of rule make sense for which kind of attribute."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribute:
    """Something that can vary between cells.

    Attributes:
        scale: `name` (unordered), `number`, `cycle` (the first value follows the last) or `set`.
        domain: Every value that can be drawn.
    """

    scale: str
    domain: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule on one attribute.

    Attributes:
        kind: One of `KINDS`.
        along: `row` or `column`: the lines in which the rule is read.
        step: How far a progression goes from cell to cell; 0 otherwise.
    """

    attribute: str
    kind: str
    along: str
    step: int = 0


def holds(rule: Rule, rows: Lines, attribute: Attribute) -> bool:
    """Say whether all three lines satisfy `rule`."""
    return _lines_hold(rule, _oriented(rule, rows), attribute)


def demanded(rule: Rule, rows: Lines, attribute: Attribute) -> list[Value]:
    """Return the values of the missing cell with which `rule` holds; empty when it cannot hold."""
    if not _lines_hold(rule, _oriented(rule, rows)[:2], attribute):
        return []  # no need to try every value: the lines without the missing cell say no
    return [v for v in attribute.domain if holds(rule, filled(rows, v), attribute)]


def defensible(rows: Lines, attribute: Attribute) -> set[Value]:
    """Return every value of the missing cell that some rule of the whole family would demand."""
    values: set[Value] = set()
    for rule in _family(attribute):
        values.update(demanded(rule, rows, attribute))
    return values


def filled(rows: Lines, value: Value) -> Lines:
    """Return `rows` with `value` in the missing cell."""
    first, second, (left, middle, _) = rows
    return first, second, (left, middle, value)


def _family(attribute: Attribute) -> Iterator[Rule]:
    for kind, along in product(KINDS[attribute.scale], ALONG):
        for step in _steps(kind, attribute):
            yield Rule(attribute="", kind=kind, along=along, step=step)


def _steps(kind: str, attribute: Attribute) -> Sequence[int]:
    if kind != "progression":
        return (0,)
    size = len(attribute.domain)
    return range(1, size) if attribute.scale == "cycle" else (*range(1 - size, 0), *range(1, size))


def turned(rows: Lines) -> Lines:
    """Return the columns of `rows` as rows."""
    first, second, third = zip(*rows, strict=True)
    return first, second, third


def _oriented(rule: Rule, rows: Lines) -> Lines:
    return rows if rule.along == "row" else turned(rows)


def _lines_hold(rule: Rule, lines: Sequence[Line], attribute: Attribute) -> bool:
    if rule.kind == "distribution":
        sets = {frozenset(line) for line in lines}
        return len(sets) == 1 and len(set(lines[0])) == len(lines[0])
    return all(_line_holds(rule, line, attribute) for line in lines)


def _line_holds(rule: Rule, line: Line, attribute: Attribute) -> bool:
    first, second, third = line
    if rule.kind == "constant":
        return first == second == third
    if rule.kind == "progression":
        return second == shifted(first, rule.step, attribute) and third == shifted(
            second, rule.step, attribute
        )
    return third == combined(rule.kind, first, second, attribute)


def shifted(value: Value, step: int, attribute: Attribute) -> Value | None:
    """Return the value `step` places on, or None beyond the end of an attribute without a cycle."""
    place = attribute.domain.index(value) + step
    if attribute.scale == "cycle":
        return attribute.domain[place % len(attribute.domain)]
    return attribute.domain[place] if 0 <= place < len(attribute.domain) else None


def combined(kind: str, first: Value, second: Value, attribute: Attribute) -> Value | None:
    """Return what `first` and `second` make together, or None where nothing drawable comes of it.

    Raises:
        ValueError: `kind` does not combine values of this sort.
    """
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return _combined_sets(kind, first, second)
    if isinstance(first, int) and isinstance(second, int):
        total = first + second if kind == "sum" else first - second
        if attribute.scale == "cycle":
            total %= len(attribute.domain)
        return total if total in attribute.domain else None
    message = f"{kind} cannot combine {first!r} and {second!r}"
    raise ValueError(message)


def _combined_sets(kind: str, first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    match kind:
        case "union":
            return first | second
        case "common":
            return first & second
        case "exclusive":
            return first ^ second
        case "without":
            return first - second
        case _:
            message = f"{kind} does not combine sets"
            raise ValueError(message)

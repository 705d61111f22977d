"""Makes one matrix with its options from rules and seeded chance, and proves it while doing so.

`make` draws again until the proofs hold; it never returns an item that `rules` or `fairness`
would not accept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from tools.figural import fairness
from tools.figural.dice import Dice
from tools.figural.layouts import LAYOUTS, Cell
from tools.figural.rules import (
    Attribute,
    Line,
    Lines,
    Rule,
    Value,
    combined,
    defensible,
    demanded,
    shifted,
    turned,
)

LETTERS = "ABCDE"
_TRIES = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the author asks for.

    Attributes:
        fixed: Attributes that never vary, with their value.
        pool: Values that an attribute may take in the matrix, where not all of its domain.
    """

    layout: str
    rules: tuple[Rule, ...]
    fixed: Mapping[str, Value]
    pool: Mapping[str, tuple[Value, ...]]

    def attribute(self, name: str) -> Attribute:
        """Return the attribute `name` of this plan's layout."""
        return LAYOUTS[self.layout].attributes[name]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A finished item.

    Attributes:
        cells: Eight visible cells, row by row, then the missing one.
        options: Letter to cell; the cell under `key` is the missing one.
        breaks: Letter to the attributes whose rule that option breaks; empty for the key.
    """

    plan: Plan
    cells: tuple[Cell, ...]
    options: Mapping[str, Cell]
    key: str
    breaks: Mapping[str, tuple[str, ...]]


def make(plan: Plan, key: str, dice: Dice) -> Figure:
    """Return an item whose right option stands at the letter `key`.

    Raises:
        LookupError: chance found no item that the proofs accept; the plan asks too much.
    """
    grids = _grids(plan, dice)
    cells = tuple(
        _cell(plan, {n: rows[i // 3][i % 3] for n, rows in grids.items()}) for i in range(9)
    )
    wrong = _distractors(plan, grids, dice)
    letters = [letter for letter in LETTERS if letter != key]
    options = {key: cells[8], **dict(zip(letters, wrong, strict=True))}
    return Figure(
        plan=plan,
        cells=cells,
        options={letter: options[letter] for letter in LETTERS},
        key=key,
        breaks={letter: broken(plan, cells, options[letter]) for letter in LETTERS},
    )


def rows_of(cells: Sequence[Cell], name: str) -> Lines:
    """Return the values of attribute `name` of nine cells as three rows."""
    values = [cell[name] for cell in cells]
    return (
        (values[0], values[1], values[2]),
        (values[3], values[4], values[5]),
        (values[6], values[7], values[8]),
    )


def broken(plan: Plan, cells: Sequence[Cell], option: Cell) -> tuple[str, ...]:
    """Return the attributes whose rule fails with `option` in the missing cell."""
    return tuple(
        rule.attribute
        for rule in plan.rules
        if option[rule.attribute]
        not in demanded(rule, rows_of(cells, rule.attribute), plan.attribute(rule.attribute))
    )


def _cell(plan: Plan, varying: Mapping[str, Value]) -> Cell:
    both = {**plan.fixed, **varying}
    return {name: both[name] for name in LAYOUTS[plan.layout].attributes}


def _grids(plan: Plan, dice: Dice) -> dict[str, Lines]:
    """Return the rows of every ruled attribute, none of which can be read off another."""
    for _ in range(_TRIES):
        grids = {rule.attribute: _grid(rule, plan, dice) for rule in plan.rules}
        if all(_independent(one, other) for one, other in combinations(grids.values(), 2)):
            return grids
    raise LookupError(plan.layout)


def _independent(one: Lines, other: Lines) -> bool:
    """Say whether neither attribute's value tells the other's in every cell."""
    first, second = (list(chain.from_iterable(rows)) for rows in (one, other))
    pairs = set(zip(first, second, strict=True))
    return len(pairs) > max(len(set(first)), len(set(second)))


def _grid(rule: Rule, plan: Plan, dice: Dice) -> Lines:
    """Return rows that satisfy `rule` and that no other simple rule would complete differently."""
    attribute = plan.attribute(rule.attribute)
    pool = plan.pool.get(rule.attribute, attribute.domain)
    for _ in range(_TRIES):
        lines = _lines(rule, attribute, pool, dice)
        if lines is None:
            continue
        rows = turned(lines) if rule.along == "column" else lines
        if defensible(rows, attribute) == {rows[2][2]}:
            return rows
    raise LookupError(rule)


def _lines(rule: Rule, attribute: Attribute, pool: Sequence[Value], dice: Dice) -> Lines | None:
    if rule.kind == "constant":
        a, b, c = dice.sample(pool, 3)
        return (a, a, a), (b, b, b), (c, c, c)
    if rule.kind == "distribution":
        a, b, c = dice.sample(pool, 3)
        return dice.pick((((a, b, c), (b, c, a), (c, a, b)), ((a, b, c), (c, a, b), (b, c, a))))
    lines = (
        _progressions(rule, attribute, pool, dice)
        if rule.kind == "progression"
        else _combinations(rule, attribute, pool, dice)
    )
    return (lines[0], lines[1], lines[2]) if lines else None


def _progressions(
    rule: Rule, attribute: Attribute, pool: Sequence[Value], dice: Dice
) -> list[Line] | None:
    """Return three lines with different starts, or the only line there is three times."""
    whole = []
    for first in pool:
        second, third = (shifted(first, steps * rule.step, attribute) for steps in (1, 2))
        if second in pool and third in pool and second is not None and third is not None:
            whole.append((first, second, third))
    return dice.sample(whole, 3) if len(whole) > 2 else whole[:1] * 3


def _combinations(
    rule: Rule, attribute: Attribute, pool: Sequence[Value], dice: Dice
) -> list[Line] | None:
    """Return three lines whose third cell is made of the first two, or None for a poor draw."""
    lines: list[Line] = []
    for _ in range(3):
        first, second = dice.pick(pool), dice.pick(pool)
        third = combined(rule.kind, first, second, attribute)
        if third is None or third not in pool or not _telling(first, second, third):
            return None
        lines.append((first, second, third))
    return lines if len({third for *_, third in lines}) > 1 else None


def _telling(first: Value, second: Value, third: Value) -> bool:
    """Say whether a line of sets shows its rule: neither too full nor too bare, and overlapping."""
    if not isinstance(first, frozenset) or not isinstance(second, frozenset):
        return True
    sizes = {len(first), len(second)}
    return sizes <= {2, 3, 4} and bool(first & second) and third not in {first, second}


def _distractors(plan: Plan, grids: Mapping[str, Lines], dice: Dice) -> list[Cell]:
    """Return four wrong cells that break named rules and do not give the right one away."""
    right = {name: rows[2][2] for name, rows in grids.items()}
    alone = len(plan.rules) == 1
    choices = {
        rule.attribute: [
            right[rule.attribute],
            *_tempting(
                rule, grids[rule.attribute], plan.attribute(rule.attribute), dice, alone=alone
            ),
        ]
        for rule in plan.rules
    }
    candidates = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    candidates.remove(right)
    members = {name: _members(plan.attribute(name)) for name in grids}
    for _ in range(_TRIES):
        wrong = dice.sample(candidates, len(LETTERS) - 1)
        if fairness.fair(right, wrong, members):
            return [_cell(plan, option) for option in wrong]
    raise LookupError(plan.layout)


def _members(attribute: Attribute) -> int:
    """Return how many members the sets of `attribute` are drawn from; 1 for plain values."""
    return max(len(v) if isinstance(v, frozenset) else 1 for v in attribute.domain)


def _tempting(
    rule: Rule, rows: Lines, attribute: Attribute, dice: Dice, *, alone: bool
) -> list[Value]:
    """Return wrong values that a hasty reader could take: seen in the matrix, or one slip away.

    What stands nowhere in the matrix can be struck out unread, so it is offered only where a
    slip in counting or turning leads to it, or where a rule that stands alone leaves too few.
    """
    right = rows[2][2]
    slips = _slips(rule, rows, attribute)
    near = [value for value in attribute.domain if value in slips and value != right]
    need = len(LETTERS) - 1 if alone else 3
    if attribute.scale == "set":
        return near
    if len(near) >= need:
        return dice.sample(near, need)
    rest = [value for value in attribute.domain if value not in near and value != right]
    return near + (dice.sample(rest, min(len(rest), need - len(near))) if alone else [])


def _slips(rule: Rule, rows: Lines, attribute: Attribute) -> set[Value]:
    seen = {value for row in rows for value in row}
    if attribute.scale == "set":
        return _set_slips(rows)
    if attribute.scale == "name" or rule.kind in {"constant", "distribution"}:
        return seen
    neighbours = (shifted(rows[2][2], step, attribute) for step in (-1, 1))
    return seen | {value for value in neighbours if value is not None}


def _set_slips(rows: Lines) -> set[Value]:
    """Return what other ways of laying two sets over each other give, and half-done work."""
    first, second, right = rows[2]
    if not (
        isinstance(first, frozenset)
        and isinstance(second, frozenset)
        and isinstance(right, frozenset)
    ):
        raise TypeError(right)
    combinations = {first | second, first & second, first ^ second, first - second, second - first}
    halves = {right ^ {name} for name in first | second}
    return {*combinations, *halves, first, second}

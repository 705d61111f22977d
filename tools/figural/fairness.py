"""Says whether a set of options is fair: rules must be found in the matrix, not among the options.

A test-wise reader looks for the option that shares most with the others, because distractors are
often made by changing the right answer. Here such a reader gains nothing: some distractor is at
least as typical as the right answer.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tools.figural.rules import Value

Values: TypeAlias = Mapping[str, Value]
Members: TypeAlias = Mapping[str, int]
"""How many members the sets of an attribute are drawn from; 1 for plain values."""


def fair(right: Values, wrong: Sequence[Values], members: Members) -> bool:
    """Say whether the four `wrong` options are a fair company for `right`.

    Only the attributes under a rule count. With one rule every distractor breaks it. With more,
    each rule is broken by some distractor and no rule alone is enough; at least two rules (with
    two rules: both) are broken by a distractor that keeps all others. The right answer is never
    the most typical option of all.
    """
    breaks = [{name for name in right if option[name] != right[name]} for option in wrong]
    if len(right) > 1 and not _needs_rules(set(right), breaks):
        return False
    options = [right, *wrong]
    return typical(right, options, members) <= max(typical(o, options, members) for o in wrong)


def _needs_rules(rules: set[str], breaks: Sequence[set[str]]) -> bool:
    alone = {name for name in rules if {name} in breaks}
    every = set().union(*breaks) == rules
    never_enough = all(any(name not in broken for broken in breaks) for name in rules)
    return len(alone) > 1 and every and never_enough and all(len(b) < 4 for b in breaks)


def typical(option: Values, options: Sequence[Values], members: Members) -> float:
    """Return how much `option` shares with `options`: one point for each equal attribute.

    Sets count by their members: the share of members on which two options agree.
    """
    return sum(
        _alike(option[name], other[name], members[name]) for name in option for other in options
    )


def _alike(one: Value, other: Value, members: int) -> float:
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return 1 - len(one ^ other) / members
    return float(one == other)

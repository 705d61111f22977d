"""Agreement of all pairs by matrix products.

Promises, for every pair, how often they agree, how often their abilities let expect it, and
the normal deviates of Wollack's omega (both directions) and of the generalised binomial test;
for chosen pairs the exact tail of the latter. Items that either left blank do not count.

Sources: Wollack (1997); van der Linden and Sotaridona (2006).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from station.psychometrics.table import Floats, Integers

BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBlock:
    """Statistics of the persons of one block with all persons from the block's start on.

    Attributes:
        start: Row of the block's first person.
        common: (block, rest) items both answered.
        same: (block, rest) items with the same option.
        omega: (block, rest) omega of the block's person as copier.
        omega_back: (block, rest) omega of the other as copier.
        deviate: (block, rest) normal deviate of the generalised binomial test.
    """

    start: int
    common: Floats
    same: Floats
    omega: Floats
    omega_back: Floats
    deviate: Floats


def pair_blocks(chances: Floats, picks: Floats, *, block: int = BLOCK) -> Iterator[PairBlock]:
    """Yield the statistics of all pairs, block by block of persons.

    Where nothing can be expected (no common items) deviates are minus infinity.

    Args:
        chances: (persons, items, options) probabilities, 0 where blank.
        picks: (persons, items, options) 1 for the chosen option.
        block: Persons in a block; memory grows with block times persons.
    """
    persons = chances.shape[0]
    chance, pick = chances.reshape(persons, -1), picks.reshape(persons, -1)
    squared = chance**2
    doubled = _doubled(chances)
    answered = picks.sum(axis=2)
    for start in range(0, persons, block):
        yield _block(start, min(start + block, persons), chance, squared, pick, doubled, answered)


def exact_tails(
    chances: Floats, picks: Floats, first: Integers, second: Integers, *, batch: int = 2048
) -> Floats:
    """Return the exact probability of at least the observed agreement (pairs,).

    Args:
        chances: (persons, items, options).
        picks: (persons, items, options).
        first: (pairs,) rows of one person of each pair.
        second: (pairs,) rows of the other.
        batch: Pairs computed together.
    """
    tails = [
        _tails(
            (chances[first[i : i + batch]] * chances[second[i : i + batch]]).sum(axis=2),
            (picks[first[i : i + batch]] * picks[second[i : i + batch]]).sum(axis=(1, 2)),
        )
        for i in range(0, len(first), batch)
    ]
    return np.concatenate(tails) if tails else np.empty(0)


def _block(
    start: int,
    end: int,
    chance: Floats,
    squared: Floats,
    pick: Floats,
    doubled: Floats,
    answered: Floats,
) -> PairBlock:
    mine, rest = slice(start, end), slice(start, None)
    same = pick[mine] @ pick[rest].T
    forward = _deviates(same, chance[mine] @ pick[rest].T, squared[mine] @ pick[rest].T)
    if start == 0 and end == pick.shape[0]:
        back = forward.T
    else:
        back = _deviates(same, pick[mine] @ chance[rest].T, pick[mine] @ squared[rest].T)
    return PairBlock(
        start=start,
        common=answered[mine] @ answered[rest].T,
        same=same,
        omega=forward,
        omega_back=back,
        deviate=_deviates(same, chance[mine] @ chance[rest].T, doubled[mine] @ doubled[rest].T),
    )


def _deviates(same: Floats, expected: Floats, squares: Floats) -> Floats:
    """Return (same - expected) / sd, in place of `expected`; sd^2 = expected - squares."""
    np.subtract(expected, squares, out=squares)
    known = squares > 1e-9
    np.sqrt(squares, out=squares, where=known)
    np.subtract(same, expected, out=expected)
    np.divide(expected, squares, out=expected, where=known)
    expected[~known] = -np.inf
    return expected


def _doubled(chances: Floats) -> Floats:
    """Return products of option pairs, so that a matrix product sums squared match chances.

    (sum_o p_o q_o)^2 = sum over o <= o' of w (p_o p_o') (q_o q_o'), w = 1 or 2.
    """
    persons, items, options = chances.shape
    left, right = np.triu_indices(options)
    by_option = np.ascontiguousarray(chances.transpose(2, 0, 1))
    products = np.empty((persons, left.size, items))
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        np.multiply(by_option[one], by_option[other], out=products[:, place])
        if one != other:
            products[:, place] *= np.sqrt(2.0)
    return products.reshape(persons, -1)


def _tails(match: Floats, same: Floats) -> Floats:
    """Return P(sum of independent matches >= same) for each pair."""
    pairs, items = match.shape
    spread = np.zeros((items + 1, pairs))
    spread[0] = 1.0
    for item in range(items):
        chance = match[:, item]
        upper = spread[: item + 1] * chance
        spread[: item + 1] -= upper
        spread[1 : item + 2] += upper
    reached = np.arange(items + 1)[:, None] >= same
    return np.asarray((spread * reached).sum(axis=0))

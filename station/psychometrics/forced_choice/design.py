"""Blocks of statements, the pairs compared in them, and the outcomes of the comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.forced_choice.errors import ForcedChoiceError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a forced-choice block.

    Attributes:
        name: Unique.
        block: The block it stands in.
        trait: The trait it measures.
        sign: +1, or -1 if agreeing speaks against the trait.
    """

    name: str
    block: str
    trait: str
    sign: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """All statements, and the pairs compared within blocks.

    Attributes:
        statements: In order; blocks need not be contiguous.
        traits: Names in order of first appearance.
        pair: Places of the two statements of each outcome, (2, outcomes).
    """

    statements: tuple[Statement, ...]
    traits: tuple[str, ...]
    pair: Integers

    @property
    def trait(self) -> Integers:
        """Trait number of each statement."""
        return np.array([self.traits.index(s.trait) for s in self.statements], dtype=np.int64)

    @property
    def contrast(self) -> Floats:
        """(outcomes, statements): 1 for the first statement of the pair, -1 for the second."""
        rows = np.arange(self.pair.shape[1])
        result = np.zeros((rows.size, len(self.statements)))
        result[rows, self.pair[0]], result[rows, self.pair[1]] = 1.0, -1.0
        return result


def design_of(statements: Sequence[Statement]) -> Design:
    """Return the design with every pair within a block.

    Raises:
        ForcedChoiceError: One trait only, a block of one, a repeated name, or a sign not +1 or -1.
    """
    names = [s.name for s in statements]
    traits = tuple(dict.fromkeys(s.trait for s in statements))
    blocks: dict[str, list[int]] = {}
    for place, statement in enumerate(statements):
        blocks.setdefault(statement.block, []).append(place)
    if len(set(names)) < len(names) or any(s.sign not in (1, -1) for s in statements):
        raise ForcedChoiceError("statement names repeat, or a sign is not +1 or -1")
    if len(traits) < 2 or any(len(places) < 2 for places in blocks.values()):
        raise ForcedChoiceError("at least two traits and two statements in every block are needed")
    pairs = [
        (a, b) for places in blocks.values() for i, a in enumerate(places) for b in places[i + 1 :]
    ]
    return Design(
        statements=tuple(statements), traits=traits, pair=np.array(pairs, dtype=np.int64).T
    )


def outcomes_from_ranks(design: Design, ranks: Floats) -> Floats:
    """Return pairwise outcomes, (persons, outcomes): 1 where the first statement ranks better.

    Args:
        design: The design.
        ranks: (persons, statements): 1 is "most like me"; equal ranks (such as the two middle
            statements when only most and least were asked) and NaN leave the pair missing.
    """
    first, second = ranks[:, design.pair[0]], ranks[:, design.pair[1]]
    decided = first != second
    return np.where(decided & ~np.isnan(first + second), (first < second).astype(float), np.nan)

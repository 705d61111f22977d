"""Forced choices as tables: the design from a file, and ipsative scores from ranks.

Promises the counts of `station.psychometrics.ipsative` for ranks: the best rank of a block is
"most", the worst "least". A block without a single best and a single worst rank, or with a
gap, was not answered.
"""

from pathlib import Path

import numpy as np

from station.psychometrics.errors import KeyMismatchError
from station.psychometrics.forced_choice.design import Design, Floats, Statement, design_of
from station.psychometrics.ipsative import IpsativeScores, KeyedStatement, ipsative_scores
from station.psychometrics.table import read_raw


def read_design(path: Path) -> Design:
    """Read a design of columns `statement,block,trait` and perhaps `sign` (1 or -1).

    Raises:
        KeyMismatchError: A sign other than 1 or -1, or an empty cell.
        ForcedChoiceError: The design identifies no traits.
    """
    table = read_raw(path)
    signs = table.column("sign") if "sign" in table.names else np.full(table.persons, "1")
    statements = []
    for line, sign in zip(table.select(["statement", "block", "trait"]).cells, signs, strict=True):
        name, block, trait = map(str, line)
        if sign not in ("1", "+1", "-1") or not (name and block and trait):
            raise KeyMismatchError(f"statement {name or '?'}: an empty cell, or sign {sign}")
        statements.append(Statement(name=name, block=block, trait=trait, sign=int(sign)))
    return design_of(statements)


def tied(design: Design, ranks: Floats) -> bool:
    """Return whether somebody ranked two statements of one block alike."""
    first, second = ranks[:, design.pair[0]], ranks[:, design.pair[1]]
    return bool((first == second).any())


def ipsative_of_ranks(design: Design, ranks: Floats) -> IpsativeScores:
    """Return ipsative scores.

    Args:
        design: The design.
        ranks: (persons, statements): 1 is "most like me"; NaN where not answered.
    """
    blocks: dict[str, list[int]] = {}
    for place, statement in enumerate(design.statements):
        blocks.setdefault(statement.block, []).append(place)
    keyed = [
        {
            design.statements[place].name: KeyedStatement(
                scale=design.statements[place].trait, sign=design.statements[place].sign
            )
            for place in places
        }
        for places in blocks.values()
    ]
    answers = [
        [_extremes(design, places, row[places]) for places in blocks.values()] for row in ranks
    ]
    return ipsative_scores(keyed, answers)


def _extremes(design: Design, places: list[int], ranks: Floats) -> tuple[str, str] | None:
    """Return the names of the statements ranked best and worst in a block, if both are clear."""
    if np.isnan(ranks).any():
        return None
    best, worst = np.flatnonzero(ranks == ranks.min()), np.flatnonzero(ranks == ranks.max())
    if best.size != 1 or worst.size != 1:
        return None
    return design.statements[places[best[0]]].name, design.statements[places[worst[0]]].name

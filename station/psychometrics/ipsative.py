"""Forced choice scored ipsatively: which scales a person puts above the person's own others.

Promises simple counts (most +1, least -1, reversed statements turned) and the warning that
goes with them. Because every gain on one scale is a loss on another, people cannot be compared
on these scores; Thurstonian scores can be compared and come from a model, not from here.

Source: Hicks (1970); Brown and Maydeu-Olivares (2011).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from station.psychometrics.errors import KeyMismatchError, SettingError
from station.psychometrics.table import Floats

WARNING = {
    "id": "Skor ipsatif: hanya menunjukkan urutan di dalam diri satu orang. Orang tidak dapat "
    "dibandingkan satu sama lain dengan skor ini.",
    "en": "Ipsative scores: they only order the scales within one person. People cannot be "
    "compared with each other on them.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedStatement:
    """One statement of a block.

    Attributes:
        scale: Scale it belongs to.
        sign: +1, or -1 when it speaks against the scale.
    """

    scale: str
    sign: int = 1


Block = Mapping[str, KeyedStatement]


@dataclass(frozen=True, slots=True, kw_only=True)
class IpsativeScores:
    """Ipsative scores of all persons.

    Attributes:
        scales: Scale names, sorted.
        scores: (persons, scales) sums of +1 and -1, NaN without any answered block.
        blocks: (persons,) answered blocks.
        comparable: Always false; see `warning`.
        warning: The words every report of these scores must carry, by language.
    """

    scales: tuple[str, ...]
    scores: Floats
    blocks: Floats
    comparable: bool
    warning: dict[str, str]


def ipsative_scores(
    blocks: Sequence[Block], answers: Sequence[Sequence[tuple[str, str] | None]]
) -> IpsativeScores:
    """Score most-least choices.

    Args:
        blocks: Blocks of statements by option code.
        answers: For each person and block the options chosen as most and least, or `None`.

    Raises:
        SettingError: A block with one statement, or a statement with a sign other than +1, -1.
        KeyMismatchError: An answer names no option of its block, or one option twice.
    """
    _check(blocks)
    scales = sorted({statement.scale for block in blocks for statement in block.values()})
    place = {scale: number for number, scale in enumerate(scales)}
    scores = np.zeros((len(answers), len(scales)))
    answered = np.zeros(len(answers))
    for person, choices in enumerate(answers):
        for number, (block, choice) in enumerate(zip(blocks, choices, strict=True)):
            if choice is None:
                continue
            answered[person] += 1
            for statement, point in zip(_chosen(block, choice, number), (1, -1), strict=True):
                scores[person, place[statement.scale]] += point * statement.sign
    scores[answered == 0] = np.nan
    return IpsativeScores(
        scales=tuple(scales), scores=scores, blocks=answered, comparable=False, warning=WARNING
    )


def _check(blocks: Sequence[Block]) -> None:
    for number, block in enumerate(blocks, start=1):
        if len(block) < 2 or any(statement.sign not in (1, -1) for statement in block.values()):
            raise SettingError(f"block {number} needs two statements or more, signed 1 or -1")


def _chosen(
    block: Block, choice: tuple[str, str], number: int
) -> tuple[KeyedStatement, KeyedStatement]:
    most, least = choice
    if most == least or most not in block or least not in block:
        raise KeyMismatchError(f"block {number + 1} has no pair of options {most}, {least}")
    return block[most], block[least]

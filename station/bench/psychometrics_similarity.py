"""What comparing all pairs of persons costs, against the matrix products it cannot avoid.

The floor is four products of (persons, items x options) with its transpose, measured in the
same run: observed agreement, expected agreement and its squares for omega, and expected
agreement for the generalised binomial test. The variance of the latter, the deviates and the
exact tails of the strongest pairs are the engine's own cost.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from station.psychometrics.similarity.curves import (
    CodedAnswers,
    one_hot,
    option_probabilities,
    rest_abilities,
)
from station.psychometrics.similarity.pairs import pair_blocks
from station.psychometrics.similarity.study import similarity_study

PRODUCTS = 4


def similarity_rows(
    *, persons: int = 1636, items: int = 170, options: int = 5, rounds: int = 5, seed: int = 1
) -> list[dict[str, Any]]:
    """Return bench rows for all-pairs omega and the generalised binomial test.

    Args:
        persons: Persons simulated.
        items: Items simulated.
        options: Options of each item.
        rounds: Measured rounds; the median counts.
        seed: Of the simulated answers.
    """
    answers = _simulated(persons, items, options, np.random.default_rng(seed))
    chances = option_probabilities(answers, rest_abilities(answers))
    picks = one_hot(answers)
    flat, chosen = chances.reshape(persons, -1), picks.reshape(persons, -1)
    jobs: dict[str, Callable[[], object]] = {
        "product": lambda: flat @ chosen.T,
        "similarity": lambda: list(pair_blocks(chances, picks)),
        "similarity study": lambda: similarity_study(answers),
    }
    taken = _interleaved(jobs, rounds)
    floor = PRODUCTS * taken["product"]
    pairs = f"omega and GBT of all pairs: {PRODUCTS} products, {persons} x {items} x {options}"
    study = "the same; with option curves, adjustment and exact tails of the strongest pairs"
    return [
        _row("similarity", taken["similarity"], floor, pairs, rounds),
        _row("similarity study", taken["similarity study"], floor, study, rounds),
    ]


def _row(what: str, measured: float, floor: float, against: str, rounds: int) -> dict[str, Any]:
    return {
        "what": what,
        "unit": "s",
        "measured": measured,
        "against": against,
        "reference": floor,
        "ratio": measured / floor,
        "rounds": rounds,
    }


def _interleaved(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return median seconds of each job, run in turn so that a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for round_number in range(rounds + 1):
        for name, job in jobs.items():
            started = time.perf_counter()
            job()
            if round_number:  # the first round warms caches and threads
                taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(times) for name, times in taken.items()}


def _simulated(persons: int, items: int, options: int, chance: np.random.Generator) -> CodedAnswers:
    """Return answers of independent persons under a nominal model."""
    ability = chance.normal(size=(persons, 1, 1))
    slopes = 0.4 * chance.normal(size=(items, options))
    levels = 0.7 * chance.normal(size=(items, options))
    slopes[:, 0] += 0.8
    levels[:, 0] += 0.5
    utility = ability * slopes + levels + chance.gumbel(size=(persons, items, options))
    letters = tuple(chr(ord("A") + option) for option in range(options))
    return CodedAnswers(
        names=tuple(f"i{number + 1}" for number in range(items)),
        chosen=utility.argmax(axis=2),
        correct=np.zeros(items, dtype=np.int64),
        options=(letters,) * items,
    )

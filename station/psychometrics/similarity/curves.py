"""How likely each person is to choose each option: nominal logit curves on ability.

Promises one softmax of straight lines in ability for each item (Bock's nominal model with
ability taken as known), fitted by Newton steps under a weak normal prior that keeps rarely
chosen options finite. Ability is a given theta, or the standardised score on the other items,
so that no answer explains itself. Blank answers are left out, not modelled.

Source: Bock (1972); the use of observed scores as ability follows Wollack and Cohen (1998).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.errors import NotConvergedError, NoVariationError
from station.psychometrics.table import Floats, Integers, RawTable

PRIOR_SD = 3.0
STEPS = 50
TOLERANCE = 1e-6

Chosen = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedAnswers:
    """Options as numbers.

    Attributes:
        names: Item names.
        chosen: (persons, items) option number, -1 where blank.
        correct: (items,) number of the key.
        options: Options of each item, in number order.
    """

    names: tuple[str, ...]
    chosen: Chosen
    correct: Integers
    options: tuple[tuple[str, ...], ...]

    @property
    def widest(self) -> int:
        """Options of the item that offers most."""
        return max(len(item) for item in self.options)

    @property
    def scores(self) -> Floats:
        """(persons, items) 1 where right, 0 where wrong or blank."""
        return np.asarray(self.chosen == self.correct, dtype=np.float64)


def code_answers(raw: RawTable, key: dict[str, str], *, omitted: str = "") -> CodedAnswers:
    """Return the answers as numbers; the code for "omitted" counts as blank."""
    columns, correct, options = [], [], []
    for name in raw.names:
        answers = raw.column(name)
        blank = (answers == "") | (answers == omitted)
        offered = sorted({*map(str, answers[~blank]), key[name]})
        found = np.searchsorted(np.array(offered), answers)
        columns.append(np.where(blank, -1, found))
        correct.append(offered.index(key[name]))
        options.append(tuple(offered))
    return CodedAnswers(
        names=raw.names,
        chosen=np.stack(columns, axis=1).astype(np.int64),
        correct=np.array(correct, dtype=np.int64),
        options=tuple(options),
    )


def rest_abilities(answers: CodedAnswers) -> Floats:
    """Return the standardised score on the other items (persons, items).

    Raises:
        NoVariationError: All persons have the same score.
    """
    points = answers.scores
    rest = points.sum(axis=1, keepdims=True) - points
    spread = rest.std(axis=0)
    if (spread <= 0).any():
        raise NoVariationError("all persons have the same score on the other items")
    return np.asarray((rest - rest.mean(axis=0)) / spread)


def option_probabilities(answers: CodedAnswers, abilities: Floats) -> Floats:
    """Return each person's probability of each option (persons, items, options).

    Items with fewer options than the widest have probability 0 beyond them; a person's blank
    items are 0 throughout.

    Args:
        answers: Coded answers.
        abilities: (persons, items), standardised.

    Raises:
        NotConvergedError: The curves did not settle.
    """
    offered = np.array([len(item) for item in answers.options])
    exists = np.arange(answers.widest) < offered[:, None]
    levels, place = _levels(abilities)
    counts = _counts(answers.chosen, place, (answers.widest, levels.shape[1]))
    lines = np.zeros((len(offered), answers.widest, 2))
    for _ in range(STEPS):
        step = _newton_step(lines, counts, _softmax(lines, levels, exists), levels)
        lines += step
        if float(np.abs(step).max()) < TOLERANCE:
            chance = _softmax(lines, levels, exists).transpose(0, 2, 1)
            found = chance[np.arange(len(offered)), place]
            found[answers.chosen < 0] = 0.0
            return np.asarray(found)
    raise NotConvergedError("the option curves did not settle")


def _levels(abilities: Floats) -> tuple[Floats, Integers]:
    """Return each item's distinct abilities, and which of them each person has.

    Rest scores take few values, so curves are fitted to counts instead of persons.

    Returns:
        (items, levels), 0 beyond an item's own; and (persons, items).
    """
    found = [np.unique(column, return_inverse=True) for column in abilities.T]
    levels = np.zeros((len(found), max(values.size for values, _ in found)))
    for item, (values, _) in enumerate(found):
        levels[item, : values.size] = values
    return levels, np.stack([place for _, place in found], axis=1).astype(np.int64)


def _counts(chosen: Chosen, place: Integers, shape: tuple[int, int]) -> Floats:
    """Return how many persons of each level chose each option (items, options, levels)."""
    options, levels = shape
    cell = (np.arange(chosen.shape[1]) * options + chosen) * levels + place
    size = chosen.shape[1] * options * levels
    counts = np.bincount(cell[chosen >= 0], minlength=size)
    return counts.reshape(-1, options, levels).astype(np.float64)


def one_hot(answers: CodedAnswers) -> Floats:
    """Return who chose what (persons, items, options), 0 throughout where blank."""
    return _one_hot(answers.chosen, answers.widest)


def _one_hot(chosen: Chosen, width: int) -> Floats:
    return np.asarray(chosen[:, :, None] == np.arange(width), dtype=np.float64)


def _softmax(lines: Floats, x: Floats, exists: NDArray[np.bool_]) -> Floats:
    """Return chances (items, options, levels), 0 beyond an item's options."""
    logits = lines[:, :, 1, None] * x[:, None, :]
    logits += lines[:, :, 0, None]
    logits[~exists] = -np.inf
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def _newton_step(lines: Floats, counts: Floats, chance: Floats, x: Floats) -> Floats:
    """Return the step for every item's lines (items, options, 2)."""
    items, options, _ = lines.shape
    precision = 1.0 / PRIOR_SD**2
    expected = chance * counts.sum(axis=1, keepdims=True)
    residual = counts - expected
    slopes = (residual @ x[:, :, None])[:, :, 0]
    gradient = np.stack([residual.sum(axis=2), slopes], axis=2) - precision * lines
    curvature = np.empty((items, options, 2, options, 2))
    weighted = expected
    for power in range(3):
        weighted = weighted * x[:, None, :] if power else expected
        block = weighted.sum(axis=2)[:, :, None] * np.eye(options)
        block = block - chance @ weighted.transpose(0, 2, 1)
        for first in range(2):
            second = power - first
            if second in (0, 1):
                curvature[:, :, first, :, second] = block
    square = curvature.reshape(items, 2 * options, 2 * options)
    square = square + precision * np.eye(2 * options)
    flat = np.linalg.solve(square, gradient.reshape(items, -1, 1))
    return np.asarray(flat.reshape(lines.shape))

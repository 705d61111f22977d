"""Responses as categories 0, 1, 2, ..., the form every model here works on.

Promises: categories are the values people really chose, in order, so that none is empty;
whatever was dropped or joined stands in `warnings`; missing answers stay missing.
Refuses responses that are no whole numbers. Rows keep their place, also those without any answer.
"""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import ItemMismatchError, NotCategoryError

Codes = NDArray[np.int8]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MISSING = -1
FEW_PERSONS = 100
MOST_CATEGORIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Which response value is which category.

    Attributes:
        names: Item names in column order.
        labels: For each item its response values in ascending order; category k is the k-th.
    """

    names: tuple[str, ...]
    labels: tuple[tuple[int, ...], ...]

    @property
    def categories(self) -> Integers:
        """Number of categories of each item, (items,)."""
        return np.array([len(values) for values in self.labels], dtype=np.int64)

    def encode(self, values: Floats) -> Codes:
        """Return the categories of `values` (persons, items; NaN = missing).

        Raises:
            ItemMismatchError: A value that the coding does not know.
        """
        codes = np.full(values.shape, MISSING, dtype=np.int8)
        for item, labels in enumerate(self.labels):
            column = values[:, item]
            place = np.searchsorted(labels, column).clip(max=len(labels) - 1)
            known = np.array(labels)[place] == column
            if not (known | np.isnan(column)).all():
                raise ItemMismatchError(f"item {self.names[item]} has a response of no category")
            codes[known, item] = place[known]
        return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """Coded responses of some persons to some items.

    Attributes:
        coding: Names and categories.
        codes: (persons, items) int8; -1 where the answer is missing.
        warnings: `(code, sentence)` pairs a reader of the results must know.
    """

    coding: Coding
    codes: Codes
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def persons(self) -> int:
        """Number of rows, those without answers included."""
        return int(self.codes.shape[0])

    @property
    def items(self) -> int:
        """Number of items."""
        return int(self.codes.shape[1])

    def rows(self, start: int, stop: int) -> "Responses":
        """Return the persons `start` to `stop - 1` under the same coding."""
        return replace(self, codes=self.codes[start:stop])

    def cut(self, parts: int) -> tuple["Responses", ...]:
        """Return `parts` partitions of (nearly) equal size, in row order."""
        edges = np.linspace(0, self.persons, parts + 1).round().astype(int)
        return tuple(self.rows(int(a), int(b)) for a, b in itertools.pairwise(edges))

    def digest(self) -> str:
        """Return the SHA-256 (hex) of names, labels and responses, whatever the row order."""
        sha = hashlib.sha256(repr((self.coding.names, self.coding.labels)).encode())
        for row in sorted(row.tobytes() for row in np.ascontiguousarray(self.codes)):
            sha.update(row)
        return sha.hexdigest()


def code_responses(names: Sequence[str], values: Floats) -> Responses:
    """Return coded responses; items that do not vary are left out, with a warning.

    Args:
        names: Item names.
        values: (persons, items) whole numbers, NaN = missing.

    Raises:
        NotCategoryError: A response is no whole number, or an item has over 100 categories.
    """
    found = [_labels(name, column) for name, column in zip(names, values.T, strict=True)]
    varying = [item for item, labels in enumerate(found) if len(labels) > 1]
    coding = Coding(
        names=tuple(names[item] for item in varying),
        labels=tuple(found[item] for item in varying),
    )
    codes = coding.encode(values[:, varying])
    warnings = _label_warnings(names, found) + _row_warnings(codes)
    return Responses(coding=coding, codes=codes, warnings=tuple(warnings))


def numbers(cells: NDArray[np.str_]) -> Floats:
    """Return text cells (empty = missing) as numbers with NaN, for however few persons.

    Raises:
        NotCategoryError: A cell holds other text, or a number that is not finite.
    """
    answered = cells != ""
    values = np.full(cells.shape, np.nan)
    try:
        values[answered] = cells[answered].astype(np.float64)
    except ValueError as error:
        raise NotCategoryError(str(error)) from error
    if not np.isfinite(values[answered]).all():
        raise NotCategoryError("a response is no finite number")
    return values


def _labels(name: str, column: Floats) -> tuple[int, ...]:
    answers = np.unique(column[~np.isnan(column)])
    if not (answers == np.rint(answers)).all() or not (np.abs(answers) < 2**31).all():
        raise NotCategoryError(f"item {name} has a response that is no whole number")
    if answers.size > MOST_CATEGORIES:
        raise NotCategoryError(f"item {name} has {answers.size} different responses")
    return tuple(int(answer) for answer in answers)


def _label_warnings(
    names: Sequence[str], found: Sequence[tuple[int, ...]]
) -> list[tuple[str, str]]:
    warnings = []
    for name, labels in zip(names, found, strict=True):
        if len(labels) < 2:
            warnings.append(("constant_item", f"{name} does not vary and is left out"))
        elif gaps := ", ".join(_gaps(labels)):
            warnings.append(
                ("empty_category", f"{name}: nobody answered {gaps}; categories are renumbered")
            )
    return warnings


def _gaps(labels: tuple[int, ...]) -> Iterator[str]:
    """Yield the values between others that nobody chose: `4`, or `6 to 98`."""
    for low, high in itertools.pairwise(labels):
        if high - low == 2:
            yield str(low + 1)
        elif high - low > 2:
            yield f"{low + 1} to {high - 1}"


def empty_row_warnings(empty: int) -> list[tuple[str, str]]:
    """Return the warning that `empty` persons have no answer at all, if any have none."""
    return [("all_missing_row", f"{empty} persons have no answer and get no score")] * (empty > 0)


def _row_warnings(codes: Codes) -> list[tuple[str, str]]:
    answered = int((codes != MISSING).any(axis=1).sum())
    warnings = empty_row_warnings(codes.shape[0] - answered)
    if answered < FEW_PERSONS:
        warnings.append(
            ("few_persons", f"{answered} persons with answers: estimates are very uncertain")
        )
    return warnings

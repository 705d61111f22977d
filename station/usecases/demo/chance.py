"""Repeatable chance for invented people: never for keys."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Chance:
    """A stream of draws that follows from a label alone."""

    def __init__(self, label: str) -> None:
        """Start the stream called `label`."""
        seed = int.from_bytes(hashlib.sha256(label.encode()).digest()[:8], "big")
        self._stream = np.random.default_rng(seed)

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return float(self._stream.random())

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return int(self._stream.integers(low, high, endpoint=True))

    def one_of(self, values: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of `values`, each as likely as its weight."""
        if weights is None:
            return values[self.between(0, len(values) - 1)]
        mark, reached = self.share() * sum(weights), 0.0
        for value, weight in zip(values, weights, strict=True):
            reached += weight
            if mark < reached:
                return value
        return values[-1]

    def normal(self, mean: float, sd: float) -> float:
        """Return a normal draw."""
        return float(self._stream.normal(mean, sd))

    def lognormal(self, mean: float, sd: float) -> float:
        """Return a draw whose logarithm is normal."""
        return float(self._stream.lognormal(mean, sd))

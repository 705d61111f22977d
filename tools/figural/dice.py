"""Seeded chance whose stream never changes with a library's version.

The committed pictures must be reproducible for years; numpy may change its streams between
releases (NEP 19), a hash may not. Not for keys: those come from `station.entropy`.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Choices drawn from SHA-256 over the seed and a counter."""

    def __init__(self, seed: str) -> None:
        """Start the stream that belongs to `seed`."""
        self._seed = seed
        self._count = 0

    def below(self, bound: int) -> int:
        """Return a whole number from 0 to `bound` - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:8]) % bound

    def pick(self, values: Sequence[T]) -> T:
        """Return one of `values`."""
        return values[self.below(len(values))]

    def sample(self, values: Sequence[T], count: int) -> list[T]:
        """Return `count` different places of `values`, in chance order."""
        rest = list(values)
        return [rest.pop(self.below(len(rest))) for _ in range(count)]

"""The order in which options and items are shown, derived from a seed that the opening commits.

The seed stands in the clear part of record 0, so anybody can redo the shuffle: SHA-256 of
seed, item and a counter gives 64-bit words; words that would favour some positions are
thrown away; the rest drive a Fisher-Yates shuffle.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

from station.exam.form import Item, ItemId, Kind, Option, Section

T = TypeVar("T")
WORD = 2**64


def options_shown(item: Item, seed: str) -> tuple[Option, ...]:
    """Return the item's options in display order; scales (Likert) are never shuffled."""
    if not item.shuffle or item.kind is Kind.LIKERT:
        return item.options
    return tuple(shuffled(item.options, f"{seed}/{item.id}"))


def items_shown(section: Section, seed: str) -> tuple[ItemId, ...]:
    """Return the section's items in display order."""
    if not section.shuffle_items:
        return section.items
    return tuple(shuffled(section.items, f"{seed}/{section.code}"))


def shuffled(values: Sequence[T], label: str) -> list[T]:
    """Return `values` in the order that `label` alone decides (Fisher-Yates, unbiased)."""
    result = list(values)
    words = _words(label)
    for last in range(len(result) - 1, 0, -1):
        chosen = _below(last + 1, words)
        result[last], result[chosen] = result[chosen], result[last]
    return result


def _below(bound: int, words: Iterator[int]) -> int:
    limit = WORD - WORD % bound
    return next(word for word in words if word < limit) % bound


def _words(label: str) -> Iterator[int]:
    counter = 0
    while True:
        block = hashlib.sha256(f"saksi-order/1\n{label}\n{counter}".encode()).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1

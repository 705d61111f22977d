"""What the register hashes: its leaves, its root, and the `state` of the evidence.

Promises: leaves hold no time, path or merge order; `state` is the same for the same
evidence, however it came together. Refuses: kinds it does not know.
"""

from collections.abc import Iterable

from station import canonical
from station.sealing import tree
from station.sealing.errors import BodyMalformedError
from station.sealing.frames import Hex32, Name, Strict

STATE_KINDS = frozenset({"assessment", "session", "seal", "bundle", "ruling"})
KINDS = STATE_KINDS | {"package", "key", "released"}


class Entry(Strict, frozen=True, kw_only=True):
    """One register entry: what kind of thing, and its hash (of a bundle: its chain part)."""

    kind: Name
    sha256: Hex32


def leaf(entry: Entry) -> bytes:
    """Return the bytes of an entry's leaf.

    Raises:
        BodyMalformedError: The kind is unknown.
    """
    if entry.kind not in KINDS:
        raise BodyMalformedError(f"the register has no entries of kind {entry.kind}")
    return canonical.dumps(entry)


def register_root(entries: Iterable[Entry]) -> str:
    """Return the root (hex) over entries in the order they were appended."""
    return tree.root(map(leaf, entries)).hex()


def state(entries: Iterable[Entry]) -> str:
    """Return the `state` (hex): the root over the sorted, distinct hashes of the evidence."""
    hashes = {entry.sha256 for entry in entries if entry.kind in STATE_KINDS}
    return sorted_root(hashes)


def sorted_root(hashes: Iterable[str]) -> str:
    """Return the root (hex) over the sorted, distinct raw hashes."""
    return tree.root(bytes.fromhex(one) for one in sorted(set(hashes))).hex()

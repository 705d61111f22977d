"""The Merkle tree of RFC 9162 section 2.1: roots, inclusion proofs, consistency proofs.

Promises: proofs are verified by the RFC's own algorithms, never by rebuilding the tree.
Refuses: to say yes or no; a wrong proof raises. Leaves and hashes are bytes, 32 each for
hashes.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from station.sealing.errors import ProofWrongError


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 || leaf)."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\1" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaves in their order; of none, the SHA-256 of nothing."""
    return root_of_hashes([leaf_hash(leaf) for leaf in leaves])


def root_of_hashes(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    level = list(hashes)
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        paired = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def inclusion(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of one leaf, from its sibling up.

    Raises:
        ProofWrongError: There is no leaf with that index.
    """
    if not 0 <= index < len(leaves):
        raise ProofWrongError(f"there is no leaf {index} among {len(leaves)}")
    level = [leaf_hash(leaf) for leaf in leaves]
    path: list[bytes] = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        paired = [node_hash(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
        index >>= 1
    return tuple(path)


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected_root: bytes
) -> None:
    """Let a leaf pass that stands at `index` of the tree (RFC 9162 section 2.1.3.2).

    Raises:
        ProofWrongError: It does not.
    """
    if not 0 <= index < size:
        raise ProofWrongError(f"leaf {index} lies outside a tree of {size}")
    node, last, found = index, size - 1, leaf_hash(leaf)
    for sibling in path:
        if last == 0:
            raise ProofWrongError("an inclusion proof is too long")
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    if last or found != expected_root:
        raise ProofWrongError(f"leaf {index} is not in the tree of {size}")


def consistency(leaves: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of the first `first` leaves is a prefix of this one.

    Raises:
        ProofWrongError: `first` is not between 1 and the number of leaves.
    """
    if not 0 < first <= len(leaves):
        raise ProofWrongError(f"no proof leads from {first} leaves to {len(leaves)}")
    hashes = [leaf_hash(leaf) for leaf in leaves]
    return tuple(_subproof(first, hashes, whole=True))


def verify_consistency(
    first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]
) -> None:
    """Let a larger tree pass that extends a smaller one (RFC 9162 section 2.1.4.2).

    Raises:
        ProofWrongError: It does not extend it.
    """
    if first == second:
        if first_root != second_root or proof:
            raise ProofWrongError("two roots of one size differ")
        return
    if not 0 < first < second:
        raise ProofWrongError(f"no proof leads from {first} leaves to {second}")
    steps = ([first_root] if first & (first - 1) == 0 else []) + list(proof)
    if not steps or _climb(first - 1, second - 1, steps) != (first_root, second_root):
        raise ProofWrongError(f"the tree of {second} does not extend the tree of {first}")


def _climb(node: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes]:
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ProofWrongError("a consistency proof is too long")
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofWrongError("a consistency proof is too short")
    return old, new


def _subproof(first: int, hashes: Sequence[bytes], *, whole: bool) -> list[bytes]:
    size = len(hashes)
    if first == size:
        return [] if whole else [root_of_hashes(hashes)]
    split = 1 << (size - 1).bit_length() - 1
    if first <= split:
        left = _subproof(first, hashes[:split], whole=whole)
        return [*left, root_of_hashes(hashes[split:])]
    right = _subproof(first - split, hashes[split:], whole=False)
    return [*right, root_of_hashes(hashes[:split])]

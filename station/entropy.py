"""Chance as an argument: keys and identifiers come from here and nowhere else."""

import secrets
from typing import Protocol

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class Entropy(Protocol):
    """Gives unpredictable bytes."""

    def token(self, size: int) -> bytes:
        """Return `size` random bytes."""
        ...


class SystemEntropy:
    """The operating system's generator."""

    def token(self, size: int) -> bytes:
        """Return `size` random bytes from the operating system."""
        return secrets.token_bytes(size)


def new_id(entropy: Entropy) -> str:
    """Return 128 random bits as 26 characters of lower-case Crockford base32."""
    number = int.from_bytes(entropy.token(16), "big")
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))

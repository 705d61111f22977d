"""Sealing to somebody's public key: HPKE (RFC 9180), base mode, X25519 and AES-256-GCM.

Promises: only the holder of the private half opens, and only in the context it was sealed
for. Refuses: associated data beside the context; everything bound stands in `info`.
HPKE draws its one-time key from the operating system, not from `Entropy`.
"""

from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from station.sealing.errors import KeySmallOrderError, SealBrokenError

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_ENC_BYTES = 32
_INFO = b"saksi-hpke/1\n"


class Sealed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bytes sealed to a public key: the encapsulated key and the ciphertext."""

    ct: bytes
    enc: bytes


class Unsealer(Protocol):
    """Whoever can open what was sealed to one public key."""

    def unseal(self, sealed: Sealed, *, context: bytes) -> bytes:
        """Return the plaintext.

        Raises:
            SealBrokenError: Wrong key, wrong context, or altered bytes.
        """
        ...


class SealKey:
    """A private X25519 key in memory; the plain `Unsealer`."""

    def __init__(self, secret: bytes) -> None:
        """Take the 32 private bytes of RFC 7748."""
        self._private = X25519PrivateKey.from_private_bytes(secret)

    @property
    def public(self) -> str:
        """The public key, 64 hex digits."""
        return self._private.public_key().public_bytes_raw().hex()

    def unseal(self, sealed: Sealed, *, context: bytes) -> bytes:
        """Return the plaintext that `seal_to` sealed to `public`.

        Raises:
            SealBrokenError: Wrong key, wrong context, or altered bytes.
        """
        try:
            return _SUITE.decrypt(sealed.enc + sealed.ct, self._private, _INFO + context)
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError("sealed bytes do not open") from error


def seal_to(public: str, plain: bytes, context: bytes) -> Sealed:
    """Seal `plain` to a public key, bound to `context`.

    Raises:
        KeySmallOrderError: The key is malformed or would give everybody the same secret.
    """
    try:
        key = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
        joined = _SUITE.encrypt(plain, key, _INFO + context)
    except ValueError as error:
        raise KeySmallOrderError("a public sealing key cannot be used") from error
    return Sealed(ct=joined[_ENC_BYTES:], enc=joined[:_ENC_BYTES])

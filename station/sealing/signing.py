"""Ed25519 signatures over a type and exact bytes.

Promises: a signature for one type of thing never passes for another. Refuses: public keys
that are not in canonical form or of small order, which would accept signatures that
nobody made (RFC 8032 leaves that check to the reader).
"""

from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from station.sealing.errors import KeySmallOrderError, SignatureWrongError
from station.sealing.suite import length_prefixed

_PREFIX = b"saksi-signature/1\n"
_FIELD = 2**255 - 19
_ORDER_EIGHT_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER_Y = frozenset({0, 1, _FIELD - 1, _ORDER_EIGHT_Y, _FIELD - _ORDER_EIGHT_Y})
"""The y coordinates of the eight points whose order divides 8; a test recomputes them."""


class Signer(Protocol):
    """Whoever can sign: a key in memory, or one day a token on USB."""

    @property
    def key(self) -> str:
        """The public key, 64 hex digits."""
        ...

    def sign(self, kind: str, data: bytes) -> bytes:
        """Return the signature (64 bytes) over `signed(kind, data)`."""
        ...

    def sign_note(self, text: bytes) -> bytes:
        """Return the signature over a C2SP note text, which carries no type of ours."""
        ...


class SigningKey:
    """A private Ed25519 key in memory."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32-byte seed of RFC 8032."""
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key().public_bytes_raw().hex()

    @property
    def key(self) -> str:
        """The public key, 64 hex digits."""
        return self._public

    def sign(self, kind: str, data: bytes) -> bytes:
        """Return the signature (64 bytes) over `signed(kind, data)`."""
        return self._private.sign(signed(kind, data))

    def sign_note(self, text: bytes) -> bytes:
        """Return the signature over a C2SP note text.

        Raises:
            ValueError: The text could pass for one of our own typed signatures.
        """
        if text.startswith(_PREFIX):
            raise ValueError("a note must not look like a typed signature")
        return self._private.sign(text)


def signed(kind: str, data: bytes | memoryview) -> bytes:
    """Return the bytes a signature covers: a length-prefixed type, then the exact bytes."""
    return _PREFIX + length_prefixed(kind.encode(), bytes(data))


def verify(key: str, kind: str, data: bytes | memoryview, signature: bytes) -> None:
    """Let a genuine signature pass.

    Raises:
        KeySmallOrderError: The key is malformed, not canonical, or of small order.
        SignatureWrongError: The signature is not by this key over this type and these bytes.
    """
    _verify(key, signed(kind, data), signature, kind)


def verify_note(key: str, text: bytes, signature: bytes) -> None:
    """Let a genuine signature over a C2SP note text pass.

    Raises:
        KeySmallOrderError: The key is malformed, not canonical, or of small order.
        SignatureWrongError: The signature is not by this key over this text.
    """
    _verify(key, text, signature, "note")


def check_key(key: str) -> bytes:
    """Return the 32 bytes of a public key that is safe to verify with.

    Raises:
        KeySmallOrderError: The key is malformed, not canonical, or of small order.
    """
    try:
        raw = bytes.fromhex(key)
    except ValueError as error:
        raise KeySmallOrderError("a public key is not hexadecimal") from error
    if len(raw) != 32:
        raise KeySmallOrderError("a public key is not 32 bytes")
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    if y >= _FIELD or y in SMALL_ORDER_Y:
        raise KeySmallOrderError("a public key is not canonical or of small order")
    return raw


def _verify(key: str, message: bytes, signature: bytes, kind: str) -> None:
    public = Ed25519PublicKey.from_public_bytes(check_key(key))
    try:
        public.verify(signature, message)
    except InvalidSignature as error:
        raise SignatureWrongError(f"a signature for {kind} is wrong") from error

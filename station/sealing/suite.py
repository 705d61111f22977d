"""Suite 1, the symmetric half: hashes, commitments, key derivation, boxes.

Promises: every box is bound to a context and opens only with it. Refuses: caller-chosen
nonces, and keys that are not 32 bytes. AES-GCM does not bind a ciphertext to one key, so
whoever seals also publishes `commit(label, key)`.
"""

import hashlib
import struct
from collections.abc import Callable
from typing import TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station import canonical
from station.entropy import Entropy
from station.sealing.errors import CommitmentWrongError, SealBrokenError

SUITE = 1
KEY_BYTES = 32
NONCE_BYTES = 12

Stretch: TypeAlias = Callable[[bytes, bytes], bytes]
"""Makes a key of 32 bytes from a passphrase and a salt, slowly."""


class Box(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """AES-256-GCM under a key that both sides hold."""

    ct: bytes
    nonce: bytes


def sha256(data: bytes | memoryview) -> str:
    """Return the SHA-256 of `data` in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def length_prefixed(*parts: bytes) -> bytes:
    """Return the parts, each after its length as 4 big-endian bytes."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def context(**fields: str | int) -> bytes:
    """Return the canonical bytes of what a sealed thing is bound to."""
    return canonical.dumps(fields)


def commit(label: str, key: bytes) -> str:
    """Return the public commitment to a secret key, in hex."""
    return sha256(b"saksi-commit/1\n" + length_prefixed(label.encode()) + key)


def check_commitment(expected: str, label: str, key: bytes) -> None:
    """Let a key pass that is the committed one.

    Raises:
        CommitmentWrongError: It is another key.
    """
    if commit(label, key) != expected:
        raise CommitmentWrongError(f"the {label} key is not the one committed to")


def hkdf(secret: bytes, info: str) -> bytes:
    """Return 32 bytes derived by HKDF-SHA256 without salt (RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, info.encode()).derive(secret)


def box(key: bytes, plain: bytes, context: bytes, entropy: Entropy) -> Box:
    """Seal `plain` under `key`, bound to `context`."""
    nonce = entropy.token(NONCE_BYTES)
    return Box(ct=gcm_seal(key, nonce, plain, b"saksi-box/1\n" + context), nonce=nonce)


def unbox(key: bytes, sealed: Box, context: bytes) -> bytes:
    """Return what `box` sealed.

    Raises:
        SealBrokenError: Wrong key, wrong context, or altered bytes.
    """
    return gcm_open(key, sealed.nonce, sealed.ct, b"saksi-box/1\n" + context)


def gcm_seal(key: bytes, nonce: bytes, plain: bytes, associated: bytes) -> bytes:
    """Return one AES-256-GCM ciphertext, its tag at the end."""
    return AESGCM(key).encrypt(nonce, plain, associated)


def gcm_open(key: bytes, nonce: bytes, ct: bytes | memoryview, associated: bytes) -> bytes:
    """Open one AES-256-GCM ciphertext.

    Raises:
        SealBrokenError: Wrong key, wrong associated data, or altered bytes.
    """
    try:
        return AESGCM(key).decrypt(nonce, ct, associated)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("sealed bytes do not open") from error


def stretch_code(secret: bytes, salt: bytes) -> bytes:
    """Argon2id (RFC 9106) for typed codes: 19 MiB, two passes, about 25 ms."""
    return _argon2id(secret, salt, memory_kib=19 * 1024, passes=2)


def stretch_passphrase(secret: bytes, salt: bytes) -> bytes:
    """Argon2id (RFC 9106) for passphrases: 256 MiB, three passes, about a second."""
    return _argon2id(secret, salt, memory_kib=256 * 1024, passes=3)


def _argon2id(secret: bytes, salt: bytes, *, memory_kib: int, passes: int) -> bytes:
    derive = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=1, memory_cost=memory_kib
    )
    return derive.derive(secret)

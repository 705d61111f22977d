"""RFC 9180 base mode written a second time, from the RFC alone, to check what we use against."""

import hashlib
import hmac
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM = b"KEM" + (32).to_bytes(2, "big")
AEAD_KEY_BYTES = {1: 16, 2: 32}


class Schedule(NamedTuple):
    """What both sides derive."""

    shared_secret: bytes
    key: bytes
    base_nonce: bytes


def schedule(secret: bytes, enc: bytes, info: bytes, aead_id: int) -> Schedule:
    """Return the receiver's key schedule."""
    private = X25519PrivateKey.from_private_bytes(secret)
    dh = private.exchange(X25519PublicKey.from_public_bytes(enc))
    context = enc + private.public_key().public_bytes_raw()
    shared = _labelled_expand(
        KEM, _labelled_extract(KEM, b"", b"eae_prk", dh), b"shared_secret", context, 32
    )
    suite = b"HPKE" + b"".join(part.to_bytes(2, "big") for part in (32, 1, aead_id))
    psk_hash = _labelled_extract(suite, b"", b"psk_id_hash", b"")
    bound = b"\0" + psk_hash + _labelled_extract(suite, b"", b"info_hash", info)
    prk = _labelled_extract(suite, shared, b"secret", b"")
    key = _labelled_expand(suite, prk, b"key", bound, AEAD_KEY_BYTES[aead_id])
    return Schedule(shared, key, _labelled_expand(suite, prk, b"base_nonce", bound, 12))


def open_first(
    secret: bytes, enc: bytes, ct: bytes, info: bytes, aad: bytes, aead_id: int
) -> bytes:
    """Return the plaintext of the first message of a context."""
    keys = schedule(secret, enc, info, aead_id)
    return AESGCM(keys.key).decrypt(keys.base_nonce, ct, aad)


def _labelled_extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return _hmac(salt, b"HPKE-v1" + suite + label + material)


def _labelled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, size: int) -> bytes:
    labelled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return _hmac(prk, labelled + b"\1")[:size]


def _hmac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key or bytes(32), data, hashlib.sha256).digest()

"""Canonical JSON: one byte string for one value, on every machine.

Objects are sorted by key (code point order), no white space, UTF-8 without escapes that
JSON does not demand. Floats are refused: whatever is hashed or signed holds integers and
strings only, so that no printing of a float can change a digest.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from station.errors import InputError

MAX_INTEGER = 2**53 - 1


class NotCanonicalError(InputError):
    """A value has no canonical form: a float, a huge integer, or a key that is no text."""

    code = "not_canonical"
    fix = "Give whole numbers and text only."


def dumps(value: object) -> bytes:
    """Return the canonical bytes of `value` (a struct, or plain JSON types).

    Raises:
        NotCanonicalError: A float, an integer beyond 2^53 - 1, a key that is not text, or text
            with half a character (from bytes that the system could not read).
    """
    plain = msgspec.to_builtins(value, str_keys=False)
    _refuse_unfit(plain)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("text that no encoding of Unicode holds") from error


def loads(data: bytes) -> Any:
    """Return the plain value of JSON bytes.

    Raises:
        NotCanonicalError: The bytes are not JSON.
    """
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise NotCanonicalError(f"not JSON: {error}") from error


def digest(value: object) -> bytes:
    """Return the SHA-256 of the canonical bytes of `value` (32 bytes)."""
    return hashlib.sha256(dumps(value)).digest()


def _refuse_unfit(value: object) -> None:
    match value:
        case bool() | str() | None:
            return
        case int():
            if abs(value) > MAX_INTEGER:
                raise NotCanonicalError(f"integer beyond 2^53: {value}")
        case Mapping():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise NotCanonicalError(f"key is not text: {key!r}")
                _refuse_unfit(inner)
        case Sequence():
            for inner in value:
                _refuse_unfit(inner)
        case _:
            raise NotCanonicalError(f"no canonical form for {type(value).__name__}")

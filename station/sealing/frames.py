"""The outer form of every file: a magic line, then length-prefixed frames of strict JSON.

Promises: one value has one byte string, so what two readers see is the same. Refuses:
truncated frames, bytes after the last frame, floats, duplicate keys, white space, keys out
of order, and anything a body marks as critical that this reader does not know.
Frames are views of the caller's buffer: handing in an `mmap` keeps memory small.
"""

import re
from collections.abc import Hashable, Iterable
from functools import cache
from typing import Annotated, Any, TypeVar, cast

import msgspec
from msgspec import Meta
from typing_extensions import Buffer

from station import canonical
from station.sealing.errors import (
    BodyMalformedError,
    BodyNotCanonicalError,
    CritUnknownError,
    FrameTooLargeError,
    FrameTruncatedError,
    MagicWrongError,
    SuiteUnknownError,
    TrailingBytesError,
    VersionNewerError,
)
from station.sealing.suite import SUITE

MAX_FRAME_BYTES = 64 * 1024 * 1024
MAX_FRAMES = 2**32
_LENGTH_BYTES = 4
_MAGIC = re.compile(rb"saksi-([a-z]{1,32})/([0-9]{1,4})\n")

# Sixteen digits in a row may be an integer beyond 2^53; only then is the slow check needed.
_LONG_NUMBER = re.compile(rb"[0-9]{16}")

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What a decoder raises at bytes that do not fit."""

T = TypeVar("T")

_COMMON_DAY = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_YEAR = r"(?:[1-8][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[1357][26])00)"
_DAY = rf"(?:[1-8][0-9]{{3}}-{_COMMON_DAY}|{_LEAP_YEAR}-02-29)"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"

Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Id = Annotated[str, Meta(pattern=r"^[0-9a-hjkmnp-tv-z]{26}\Z")]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")]
SessionId = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[PS]-[A-Za-z0-9]{1,16}\Z")]
Number = Annotated[str, Meta(min_length=1, max_length=64)]
Wall = Annotated[str, Meta(pattern=rf"^{_DAY}T{_CLOCK}Z\Z")]
"""A moment that exists, of a year that every time zone can tell: nobody trips over it later."""
Count = Annotated[int, Meta(ge=0, le=canonical.MAX_INTEGER)]
Bytes64 = Annotated[bytes, Meta(min_length=64, max_length=64)]


class Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An object inside a body: every field known, none added."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The first frame of a file.

    A later version may add fields; the ones a reader must understand it lists in `crit`, as
    JOSE does (RFC 7515 section 4.1.11).
    """

    suite: int = SUITE
    crit: tuple[str, ...] = ()


class _Header(msgspec.Struct):
    suite: int
    crit: tuple[str, ...]


def write(kind: str, frames: Iterable[bytes]) -> bytes:
    """Return a file of this kind (`saksi-NAME/1`) with these frames.

    Raises:
        FrameTooLargeError: A frame is longer than 64 MiB.
    """
    parts = [magic(kind)]
    for frame in frames:
        parts += (length(frame, kind), frame)
    return b"".join(parts)


def magic(kind: str) -> bytes:
    """Return the first line of a file of this kind."""
    return kind.encode() + b"\n"


def length(frame: bytes, kind: str) -> bytes:
    """Return the 4 bytes that stand before a frame.

    Raises:
        FrameTooLargeError: The frame is longer than 64 MiB.
    """
    if len(frame) > MAX_FRAME_BYTES:
        raise FrameTooLargeError(f"a frame of {kind} is {len(frame)} bytes long")
    return len(frame).to_bytes(_LENGTH_BYTES, "big")


def split(data: Buffer, kind: str, *, count: int | None = None) -> list[memoryview]:
    """Return the frames of a file as views, after its magic line.

    Args:
        data: The file.
        kind: What it must be, for example `saksi-bundle/1`.
        count: How many frames it must have; `None` for any number.

    Raises:
        MagicWrongError, VersionNewerError: Another kind of file, or a later one.
        FrameTruncatedError, FrameTooLargeError, TrailingBytesError: The frames do not fit.
    """
    view = memoryview(data)
    frames = _cut(view, check_magic(view, kind), kind)
    if count is not None and len(frames) < count:
        raise FrameTruncatedError(f"{kind} holds {len(frames)} frames of {count}")
    if count is not None and len(frames) > count:
        raise TrailingBytesError(f"{kind} holds {len(frames)} frames, not {count}")
    return frames


def head(data: Buffer, kind: str, count: int) -> list[memoryview]:
    """Return up to `count` frames from the start of a file; what follows is not looked at.

    Raises:
        MagicWrongError, VersionNewerError, FrameTruncatedError, FrameTooLargeError.
    """
    view = memoryview(data)
    return _cut(view, check_magic(view, kind), kind, count)


def check_magic(view: memoryview, kind: str) -> int:
    """Return where the first frame begins.

    Raises:
        MagicWrongError, VersionNewerError: Another kind of file, or a later one.
    """
    wanted = magic(kind)
    if view[: len(wanted)] == wanted:
        return len(wanted)
    seen = _MAGIC.match(view[:48])
    if seen is None:
        raise MagicWrongError(f"not a {kind} file")
    found = seen.group(0).decode().rstrip("\n")
    if found.partition("/")[0] == kind.partition("/")[0]:
        raise VersionNewerError(f"written as {found}; this program reads {kind}")
    raise MagicWrongError(f"this is a {found} file, not {kind}")


def _cut(view: memoryview, at: int, kind: str, most: int = MAX_FRAMES) -> list[memoryview]:
    frames: list[memoryview] = []
    end = len(view)
    while at < end and len(frames) < most:
        start = at + _LENGTH_BYTES
        size = int.from_bytes(view[at:start], "big")
        if size > MAX_FRAME_BYTES:
            raise FrameTooLargeError(f"frame {len(frames) + 1} of {kind} claims {size} bytes")
        at = start + size
        if start > end or at > end:
            raise FrameTruncatedError(f"{kind} ends inside frame {len(frames) + 1}")
        frames.append(view[start:at])
    return frames


def decode(data: Buffer, shape: type[T], what: str) -> T:
    """Return the value of one strict JSON frame.

    Args:
        data: The frame as stored.
        shape: The struct it must hold.
        what: How messages name it, for example `session body`.

    Raises:
        SuiteUnknownError, CritUnknownError: A later version must read this.
        BodyMalformedError: Fields are missing, wrong or unknown.
        BodyNotCanonicalError: Not the one byte string this value has.
    """
    if issubclass(shape, Body):
        _check_header(data, shape, what)
    value = parse(data, shape, what)
    require_canonical(data, what)
    # Base64 leaves bits unused, which only encoding again finds; a body is signed as stored.
    if issubclass(shape, Strict) and canonical.dumps(value) != data:
        raise BodyNotCanonicalError(f"the {what} holds base64 with stray bits")
    return value


def parse(data: Buffer, shape: type[T], what: str) -> T:
    """Return the value of JSON bytes without asking for the canonical form.

    Raises:
        BodyMalformedError: Fields are missing, wrong or unknown.
    """
    try:
        value: T = _decoder(cast("Hashable", shape)).decode(data)
    except UNREADABLE as error:
        raise malformed(what, error) from error
    return value


def malformed(what: str, error: Exception) -> BodyMalformedError:
    """Return the error for bytes a decoder stopped at: where it stopped, not what it found."""
    place = str(error).rpartition(" - at `")
    reason = place[2].rstrip("`") if place[1] else type(error).__name__
    return BodyMalformedError(f"the {what} is malformed ({reason})")


def require_canonical(data: Buffer, what: str) -> None:
    """Let JSON bytes pass that are in canonical form: this finds duplicate keys and floats.

    Raises:
        BodyNotCanonicalError: They are not.
    """
    try:
        value = _plain.decode(data)
        same = msgspec.json.encode(value, order="sorted") == data
        if same and _LONG_NUMBER.search(data):
            same = canonical.dumps(value) == data
    except (*UNREADABLE, ValueError, canonical.NotCanonicalError):
        same = False
    if not same:
        raise BodyNotCanonicalError(f"the {what} is not in canonical form")


def check_crit(crit: Iterable[str], shape: type, what: str) -> None:
    """Let critical names pass that `shape` knows.

    Raises:
        CritUnknownError: One is unknown.
    """
    known = msgspec.structs.fields(shape)
    unknown = set(crit) - {field.encode_name for field in known}
    if unknown:
        raise CritUnknownError(f"the {what} asks for {', '.join(sorted(unknown))}")


def _check_header(data: Buffer, shape: type, what: str) -> None:
    header = parse(data, _Header, what)
    if header.suite != SUITE:
        raise SuiteUnknownError(f"the {what} uses suite {header.suite}")
    check_crit(header.crit, shape, what)


def _refuse_float(text: str) -> float:
    raise ValueError(f"a number with {len(text)} characters is no integer")


_plain = msgspec.json.Decoder(float_hook=_refuse_float)


@cache
def _decoder(shape: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)

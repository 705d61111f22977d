"""Strategies that mangle files of ours: their frames, the JSON in them, what was signed."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import msgspec
from hypothesis import strategies as st

from station.canonical import MAX_INTEGER

Path: TypeAlias = tuple[str | int, ...]

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, MAX_INTEGER, 2**63, 10**30, 1.5, "", "\0", " ", "x" * 300,
    "\u202e\U0001f600", "0" * 64, "f" * 64, "A" * 44 + "==", "2025-02-30T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z", "../../x", [], [[]], {}, {"a": {"b": []}}, [None], ["x", 1],
)  # fmt: skip
RAW_JSON = (
    b"", b"null", b"[]", b"{}", b'{"suite":1}', b"[" * 5_000, b'{"a":' * 5_000, b'"\\ud800"',
    b"\xff\xfe", b"\xef\xbb\xbf{}", b"1e999", b"NaN", b'{"a":1,"a":2}', b"{} ", b"9" * 5_000,
)  # fmt: skip
LENGTH_BYTES = 4


def cut(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return a file's magic line and its frames."""
    at = data.index(b"\n") + 1
    magic, parts = data[:at], []
    while at < len(data):
        size = int.from_bytes(data[at : at + LENGTH_BYTES], "big")
        parts.append(data[at + LENGTH_BYTES : at + LENGTH_BYTES + size])
        at += LENGTH_BYTES + size
    return magic, parts


def join(magic: bytes, parts: list[bytes]) -> bytes:
    """Return a file of these frames."""
    return magic + b"".join(len(one).to_bytes(LENGTH_BYTES, "big") + one for one in parts)


def encoded(value: Any) -> bytes:
    """Return sorted JSON without white space, also of what has no canonical form."""
    return msgspec.json.encode(value, order="sorted")


@st.composite
def mangled_values(draw: st.DrawFn, value: Any) -> Any:
    """Return JSON with one or two places replaced, removed, repeated or added to."""
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(_paths(value))))
        value = _changed(value, path, draw(st.sampled_from(CHANGES)), draw(st.sampled_from(ODD)))
    return value


@st.composite
def mangled_files(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a file with its frames moved about, cut, or filled with other JSON."""
    magic, parts = cut(data)
    place = draw(st.integers(0, len(parts) - 1))
    match draw(st.sampled_from(("drop", "repeat", "swap", "raw", "json", "length"))):
        case "drop":
            del parts[place]
        case "repeat":
            parts.insert(place, parts[place])
        case "swap":
            other = draw(st.integers(0, len(parts) - 1))
            parts[place], parts[other] = parts[other], parts[place]
        case "raw":
            parts[place] = draw(st.sampled_from(RAW_JSON))
        case "json" if parts[place][:1] in {b"{", b"["}:
            parts[place] = encoded(draw(mangled_values(msgspec.json.decode(parts[place]))))
        case _:
            size = draw(st.integers(0, 2**32 - 1)).to_bytes(LENGTH_BYTES, "big")
            return join(magic, parts[:place]) + size + parts[place]
    return join(magic, parts)


CHANGES = ("replace", "remove", "repeat", "add", "rename")


def _changed(value: Any, path: Path, change: str, odd: Any) -> Any:
    """Return a copy of JSON with one change at a place in it."""
    if not path:
        return odd if change == "replace" else value
    copy = dict(value) if isinstance(value, dict) else list(value)
    key: Any = path[0]
    if len(path) > 1:
        copy[key] = _changed(copy[key], path[1:], change, odd)
    elif change == "remove":
        del copy[key]
    elif isinstance(copy, list) and change in {"repeat", "add"}:
        copy.insert(key, copy[key] if change == "repeat" else odd)
    elif isinstance(copy, dict) and change in {"add", "rename"}:
        name = f"{key}2" if change == "add" else "crit"
        copy[name] = odd if change == "add" else copy.pop(key)
    else:
        copy[key] = odd
    return copy


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the place of every value in JSON."""
    yield path
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _paths(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _paths(one, (*path, place))

"""The outer form of files: what a reader lets pass, and what it refuses and why."""

import json
import mmap
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from station import canonical
from station.errors import IntegrityError
from station.sealing import frames, signedfile, signing
from station.sealing.errors import (
    BodyMalformedError,
    BodyNotCanonicalError,
    CritUnknownError,
    FrameTooLargeError,
    FrameTruncatedError,
    MagicWrongError,
    SignatureMissingError,
    SignatureWrongError,
    SignersSameError,
    SignerUnknownError,
    SuiteUnknownError,
    TrailingBytesError,
    VersionNewerError,
)

KIND = "saksi-thing/1"
ANN = signing.SigningKey(b"a" * 32)
BEN = signing.SigningKey(b"b" * 32)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


class Thing(frames.Body, frozen=True, kw_only=True):
    name: str
    more: int = 0


# --- frames ------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=50)))
def test_frames_come_back_as_they_were_written(parts: list[bytes]) -> None:
    assert [bytes(one) for one in frames.split(frames.write(KIND, parts), KIND)] == parts


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=4), st.data())
def test_a_file_cut_anywhere_is_refused_or_lacks_frames(
    parts: list[bytes], data: st.DataObject
) -> None:
    whole = frames.write(KIND, parts)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]

    with pytest.raises(IntegrityError):
        frames.split(cut, KIND, count=len(parts))


def test_frames_can_lie_in_a_mapped_file(tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.write_bytes(frames.write(KIND, [b"one", b"two"]))

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        parts = frames.split(mapped, KIND)
        seen = [bytes(part) for part in parts]
        for part in parts:
            part.release()
        del parts, part

    assert seen == [b"one", b"two"]


@pytest.mark.parametrize(
    "data, error",
    [
        (b"", MagicWrongError),
        (b"PK\3\4 somebody's zip", MagicWrongError),
        (b"saksi-other/1\n", MagicWrongError),
        (b"saksi-thing/2\n", VersionNewerError),
        (b"saksi-thing/1\n\0\0", FrameTruncatedError),
        (b"saksi-thing/1\n\0\0\0\5abc", FrameTruncatedError),
        (b"saksi-thing/1\n\xff\0\0\0", FrameTooLargeError),
        (b"saksi-thing/1\n", FrameTruncatedError),
        (b"saksi-thing/1\n\0\0\0\1a\0\0\0\1b", TrailingBytesError),
    ],
)
def test_a_file_of_the_wrong_form_says_why(data: bytes, error: type[IntegrityError]) -> None:
    with pytest.raises(error):
        frames.split(data, KIND, count=1)


def test_a_foreign_file_is_named_in_the_message() -> None:
    with pytest.raises(MagicWrongError, match="saksi-seal/1 file, not saksi-thing/1"):
        frames.split(b"saksi-seal/1\n", KIND)


def test_a_frame_that_no_reader_would_take_is_not_written() -> None:
    class Endless(bytes):
        @override
        def __len__(self) -> int:
            return frames.MAX_FRAME_BYTES + 1

    with pytest.raises(FrameTooLargeError):
        frames.write(KIND, [Endless()])


# --- bodies ------------------------------------------------------------------------------------


@given(JSON)
def test_only_the_canonical_bytes_of_a_value_pass(value: object) -> None:
    data = canonical.dumps(value)
    frames.require_canonical(data, "value")

    for other in (b" " + data, data + b"\n", json.dumps(value, indent=1).encode() + b" "):
        with pytest.raises(BodyNotCanonicalError):
            frames.require_canonical(other, "value")


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b"1.5",
        b"1e3",
        b"[9007199254740993]",
        b'"\\u0041"',
        b'"\xff"',
        b'"\\ud800"',
        b"[" * 5_000,
        b"",
    ],
)
def test_other_bytes_for_a_value_are_refused(data: bytes) -> None:
    with pytest.raises(BodyNotCanonicalError):
        frames.require_canonical(data, "value")


def test_sixteen_digits_in_a_text_are_no_large_number() -> None:
    frames.require_canonical(canonical.dumps("1" * 40), "value")
    frames.require_canonical(canonical.dumps(2**53 - 1), "value")

    with pytest.raises(BodyNotCanonicalError):
        frames.require_canonical(b"9007199254740992", "value")


@pytest.mark.parametrize(
    "body, error",
    [
        (b'{"crit":[],"name":"x","suite":2}', SuiteUnknownError),
        (b'{"crit":["later"],"later":1,"name":"x","suite":1}', CritUnknownError),
        (b'{"crit":[],"name":7,"suite":1}', BodyMalformedError),
        (b'{"crit":[],"suite":1}', BodyMalformedError),
        (b'{"name":"x"}', BodyMalformedError),
        (b"[" * 100_000, BodyMalformedError),
        (b"\xff", BodyMalformedError),
        (b'{"crit":[],"name":"x", "suite":1}', BodyNotCanonicalError),
        (b'{"crit":[],"more":1.0,"name":"x","suite":1}', BodyMalformedError),
        (b'{"crit":[],"later":1.0,"name":"x","suite":1}', BodyNotCanonicalError),
    ],
)
def test_a_body_that_must_not_be_believed_says_why(
    body: bytes, error: type[IntegrityError]
) -> None:
    with pytest.raises(error):
        frames.decode(body, Thing, "thing")


def test_a_later_field_that_is_not_critical_is_passed_over() -> None:
    body = b'{"crit":["name"],"later":1,"name":"x","suite":1}'

    assert frames.decode(body, Thing, "thing") == Thing(crit=("name",), name="x")


def test_a_message_says_where_a_decoder_stopped_but_not_what_it_read() -> None:
    with pytest.raises(BodyMalformedError, match=r"\(\$\.name\)") as caught:
        frames.decode(b'{"crit":[],"name":4711,"suite":1}', Thing, "thing")

    assert "4711" not in str(caught.value)


# --- signed files ------------------------------------------------------------------------------


def _keys(role: str) -> set[str]:
    return {"proctor": {ANN.key}, "second": {ANN.key, BEN.key}}.get(role, set())


def _thing(**signers: signing.SigningKey) -> bytes:
    return signedfile.write(KIND, Thing(name="x"), signers)


def test_two_people_sign_one_after_the_other_or_at_once() -> None:
    later = signedfile.countersign(_thing(proctor=ANN), KIND, "second", BEN)

    assert later == _thing(second=BEN, proctor=ANN)
    signedfile.unfold(later, KIND, count=2).require(("proctor", "second"), _keys)


def test_signing_again_replaces_ones_own_signature() -> None:
    once = _thing(proctor=ANN)

    assert signedfile.countersign(once, KIND, "proctor", ANN) == once


@pytest.mark.parametrize(
    "data, error",
    [
        (_thing(proctor=ANN), SignatureMissingError),
        (_thing(proctor=ANN, second=ANN), SignersSameError),
        (_thing(proctor=BEN, second=ANN), SignerUnknownError),
        (_thing(proctor=ANN, second=BEN, king=BEN), SignerUnknownError),
        (_thing(proctor=ANN, second=BEN).replace(b'"x"', b'"y"'), SignatureWrongError),
    ],
)
def test_a_file_not_signed_as_its_kind_must_be_says_why(
    data: bytes, error: type[IntegrityError]
) -> None:
    with pytest.raises(error):
        signedfile.unfold(data, KIND).require(("proctor", "second"), _keys)


def test_a_file_without_a_signatures_frame_is_cut_off() -> None:
    with pytest.raises(FrameTruncatedError):
        signedfile.unfold(frames.write(KIND, [canonical.dumps(Thing(name="x"))]), KIND)


def test_signatures_out_of_order_are_refused() -> None:
    body, signatures = frames.split(_thing(proctor=ANN, second=BEN), KIND)
    turned = msgspec.json.decode(signatures)
    turned["signatures"].reverse()

    with pytest.raises(BodyNotCanonicalError):
        signedfile.unfold(frames.write(KIND, [bytes(body), canonical.dumps(turned)]), KIND)

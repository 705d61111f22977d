"""Typed codes: what a slip of the finger does, and what grows from a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.entropy import SystemEntropy
from station.sealing import codes, receipt
from station.sealing.errors import CodeMistypedError
from tests.fakes import FixedEntropy

ELEVEN = st.text(alphabet=codes.ALPHABET, min_size=11, max_size=11)


def _complete(eleven: str) -> str:
    return eleven + codes.check_character(eleven)


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) by the schoolbook: shift, add, reduce at the end."""
    product = 0
    for bit in range(5):
        product ^= (left << bit) * (right >> bit & 1)
    for bit in range(8, 4, -1):
        product ^= (0b100101 << bit - 5) * (product >> bit & 1)
    return product


@given(ELEVEN)
def test_the_check_is_the_weighted_sum_of_the_document(eleven: str) -> None:
    total, power = 0, 1
    for character in reversed(eleven):
        power = _times(power, 2)
        total ^= _times(power, codes.ALPHABET.index(character))

    assert codes.check_character(eleven) == codes.ALPHABET[total]


@given(ELEVEN)
def test_every_single_wrong_character_is_noticed(eleven: str) -> None:
    code = _complete(eleven)
    wrong = (
        code[:at] + other + code[at + 1 :]
        for at in range(12)
        for other in codes.ALPHABET
        if other != code[at]
    )

    for one in wrong:
        with pytest.raises(CodeMistypedError):
            codes.parse_code(one)


@given(ELEVEN)
def test_every_swap_of_neighbours_is_noticed(eleven: str) -> None:
    code = _complete(eleven)
    swapped = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(11)]

    for one in swapped:
        if one != code:
            with pytest.raises(CodeMistypedError):
                codes.parse_code(one)


def test_a_printed_code_reads_back_however_it_is_typed() -> None:
    printed = codes.new_code(SystemEntropy())
    typed = (printed.lower(), printed.replace("-", " "), printed.replace("0", "O"))

    assert [len(group) for group in printed.split("-")] == [4, 4, 4]
    for one in (*typed, printed.replace("1", "l"), printed.replace("1", "i")):
        assert codes.parse_code(one) == printed.replace("-", "")


@pytest.mark.parametrize("text", ["", "U" * 12, "1234", "1" * 13, "ÄÖÜ"])
def test_text_that_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(CodeMistypedError):
        codes.parse_code(text)


def test_codes_use_all_fifty_five_bits() -> None:
    class Ones:
        def token(self, size: int) -> bytes:
            return b"\xff" * size

    assert codes.new_code(Ones()).replace("-", "")[:11] == "Z" * 11


def test_a_code_means_another_key_for_another_use() -> None:
    code = codes.new_code(FixedEntropy())
    uses = (
        ("a", codes.CodeKind.TICKET, "1"),
        ("b", codes.CodeKind.TICKET, "1"),
        ("a", codes.CodeKind.OFFICER, "1"),
        ("a", codes.CodeKind.TICKET, "2"),
    )
    secrets = {
        codes.from_code(code, assessment_id=one, kind=kind, subject=subject).secret
        for one, kind, subject in uses
    }

    assert len(secrets) == len(uses)


def test_the_keys_of_a_credential_differ_by_label() -> None:
    held = codes.Credential(bytes(32))
    grown = (held.wrap.hex(), held.share.hex(), held.signer.key, held.seal.public)

    assert len(set(grown)) == len(grown)


def test_a_receipt_has_one_hundred_bits_and_notices_slips() -> None:
    code = receipt.receipt_code("f" * 25 + "0" * 39)

    assert code.startswith("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-")
    assert receipt.parse_receipt(code.lower().replace("-", "")) == code
    with pytest.raises(CodeMistypedError):
        receipt.parse_receipt("Y" + code[1:])


def test_a_verification_code_is_that_of_the_models_hash() -> None:
    expected = receipt.receipt_code(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )

    assert receipt.verification_code(b"abc") == expected

"""Codes that people type: tickets, start codes and officers' codes; and what grows from one.

Promises: every single wrong character and every swap of two neighbours is noticed before
anything is derived. Refuses: to store a code, or a salt: both follow from who uses it.
The check character is a weighted sum over GF(32), as docs/formats.md section 2 gives it.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

from station.entropy import Entropy
from station.sealing.errors import CodeMistypedError
from station.sealing.hpke import SealKey
from station.sealing.signing import SigningKey
from station.sealing.suite import hkdf, length_prefixed, sha256, stretch_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 11
GROUP = 4
_POLYNOMIAL = 0b100101
_FOLD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class CodeKind(StrEnum):
    """What a code is for; the same characters mean another key in another kind."""

    TICKET = "ticket"
    START_A = "start_a"
    START_B = "start_b"
    OFFICER = "officer"


class Credential:
    """The keys that grow from one secret of 32 bytes, by label.

    The secret is a stretched code, or was drawn at random and lies in an `.officer` file:
    both do the same. Each key is derived when it is first asked for.
    """

    def __init__(self, secret: bytes) -> None:
        """Take 32 secret bytes."""
        self.secret = secret

    @cached_property
    def signer(self) -> SigningKey:
        """The Ed25519 key: signs openings, acts and files."""
        return SigningKey(self._grow("sign"))

    @cached_property
    def seal(self) -> SealKey:
        """The X25519 key: opens what was sealed to an officer."""
        return SealKey(self._grow("seal"))

    @cached_property
    def wrap(self) -> bytes:
        """The AES-256 key: a participant's layer of the resume wrap."""
        return self._grow("wrap")

    @cached_property
    def share(self) -> bytes:
        """One share of a session's content key."""
        return self._grow("share")

    def _grow(self, label: str) -> bytes:
        return hkdf(self.secret, f"saksi-code/1 {label}")


def new_code(entropy: Entropy) -> str:
    """Return a new code as printed: 55 random bits and a check character, in three groups."""
    number = int.from_bytes(entropy.token(7), "big")
    random = "".join(ALPHABET[number >> 5 * i & 31] for i in range(RANDOM_CHARACTERS))
    return grouped(random + check_character(random))


def parse_code(text: str) -> str:
    """Return the 12 canonical characters of what somebody typed.

    Raises:
        CodeMistypedError: Not 12 characters of the alphabet, or the check does not fit.
    """
    return parse_checked(text, RANDOM_CHARACTERS + 1)


def from_code(text: str, *, assessment_id: str, kind: CodeKind, subject: str) -> Credential:
    """Return what grows from a code; takes about 25 ms and lets other threads run.

    Args:
        text: As typed.
        assessment_id: The 26 characters of the assessment's id.
        kind: What the code is for.
        subject: Participant number, session id or officer id.

    Raises:
        CodeMistypedError: The check character does not fit.
    """
    code = parse_code(text)
    parts = ("saksi-code/1", assessment_id, kind, subject)
    encoded = (part.encode("utf-8", "surrogatepass") for part in parts)  # typed text may be odd
    salt = bytes.fromhex(sha256(length_prefixed(*encoded)))
    return Credential(stretch_code(code.encode(), salt))


def parse_checked(text: str, size: int) -> str:
    """Return the canonical characters of a code of `size`, the check character last.

    Raises:
        CodeMistypedError: Wrong length, an unknown character, or the check does not fit.
    """
    code = folded(text)
    if len(code) != size or not set(code) <= set(ALPHABET):
        raise CodeMistypedError(f"a code has {size} letters and digits")
    if check_character(code[:-1]) != code[-1]:
        raise CodeMistypedError("the code has a slip in it")
    return code


def folded(text: str) -> str:
    """Return what was typed as characters of the alphabet, as far as they are some."""
    return text.upper().translate(_FOLD)


def last_group(text: str) -> str:
    """Return the last group of what was typed, in the form that all ways of typing it share."""
    return folded(text)[-GROUP:]


def check_character(characters: str) -> str:
    """Return the check character: the sum of a^i times x_i, i from the right starting at 1."""
    return ALPHABET[_weighted_sum(ALPHABET.index(c) for c in reversed(characters))]


def grouped(code: str) -> str:
    """Return the characters in groups of four joined by hyphens."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _weighted_sum(values: Iterable[int]) -> int:
    total, weight = 0, 1
    for value in values:
        weight = _times(weight, 2)
        total ^= _times(weight, value)
    return total


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) = GF(2)[x] / (x^5 + x^2 + 1)."""
    product = 0
    while right:
        product ^= left if right & 1 else 0
        left = left << 1 ^ (_POLYNOMIAL if left & 16 else 0)
        right >>= 1
    return product

"""Codes that people carry away: the receipt of a sitting, the verification code of a report.

Promises: a code names one digest among all, reveals no score, and a slip of the finger is
noticed. Refuses: to be a proof by itself; it finds the bundle or the report that is one.
"""

from station.sealing.codes import ALPHABET, check_character, grouped, parse_checked
from station.sealing.suite import sha256

DIGEST_CHARACTERS = 20
_BITS = 5 * DIGEST_CHARACTERS


def receipt_code(digest: str) -> str:
    """Return the first 100 bits of a digest (hex) as `XXXX-XXXX-XXXX-XXXX-XXXX-C`."""
    number = int(digest, 16) >> 256 - _BITS
    shifts = range(_BITS - 5, -1, -5)
    characters = "".join(ALPHABET[number >> shift & 31] for shift in shifts)
    return grouped(characters + check_character(characters))


def parse_receipt(text: str) -> str:
    """Return a typed code in its printed form.

    Raises:
        CodeMistypedError: Wrong length, an unknown character, or the check does not fit.
    """
    return grouped(parse_checked(text, DIGEST_CHARACTERS + 1))


def verification_code(model: bytes) -> str:
    """Return the code of a report from its model's canonical bytes."""
    return receipt_code(sha256(model))

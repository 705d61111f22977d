"""Custody: one key pair whose private half any two of three custodians put together.

Promises: one custodian alone holds random bytes. Refuses: two files of one person, or of
two assessments. The private half is split once for each pair, joined by exclusive or.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from typing_extensions import Buffer

from station.entropy import Entropy
from station.sealing.assessment import CUSTODIANS
from station.sealing.errors import CustodianPairError
from station.sealing.frames import Hex32, Strict
from station.sealing.hpke import SealKey
from station.sealing.privatefile import Owner, read_private, write_private
from station.sealing.suite import KEY_BYTES, Stretch, stretch_passphrase


class _Shares(Strict, frozen=True, kw_only=True):
    shares: dict[str, Hex32]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustody:
    """A custody just made: its public key, and each custodian's halves by pair (hex)."""

    assessment_id: str
    key: str
    shares: Mapping[str, Mapping[str, str]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodianShares:
    """An opened `.custodian` file: one half for each pair this custodian is in."""

    custodian: str
    assessment_id: str
    key: str
    shares: Mapping[str, str] = field(repr=False)


def new_custody(assessment_id: str, custodians: Sequence[str], entropy: Entropy) -> NewCustody:
    """Make a key pair and split its private half for three custodians.

    Raises:
        CustodianPairError: Not three different custodians.
    """
    if len(custodians) != CUSTODIANS or len(set(custodians)) != CUSTODIANS:
        raise CustodianPairError(f"custody needs {CUSTODIANS} different custodians")
    secret = entropy.token(KEY_BYTES)
    shares: dict[str, dict[str, str]] = {one: {} for one in custodians}
    for first, second in combinations(sorted(custodians), 2):
        half = entropy.token(KEY_BYTES)
        pair = _pair(first, second)
        shares[first][pair] = half.hex()
        shares[second][pair] = _xor(half, secret).hex()
    return NewCustody(assessment_id=assessment_id, key=SealKey(secret).public, shares=shares)


def write_custodian(
    custody: NewCustody,
    custodian: str,
    passphrase: str,
    entropy: Entropy,
    *,
    stretch: Stretch = stretch_passphrase,
) -> bytes:
    """Return the `.custodian` file of one custodian."""
    owner = Owner(
        kind="custodian",
        assessment_id=custody.assessment_id,
        owner=custodian,
        key=custody.key,
    )
    held = _Shares(shares=dict(custody.shares[custodian]))
    return write_private(owner, held, passphrase, entropy, stretch)


def read_custodian(
    data: Buffer, passphrase: str, *, stretch: Stretch = stretch_passphrase
) -> CustodianShares:
    """Return the shares in a `.custodian` file.

    Raises:
        PassphraseWrongError: The passphrase does not open it.
        IntegrityError: The file is damaged, or of another kind.
    """
    owner, held = read_private(data, "custodian", _Shares, passphrase, stretch)
    return CustodianShares(
        custodian=owner.owner,
        assessment_id=owner.assessment_id,
        key=owner.key,
        shares=held.shares,
    )


def join(first: CustodianShares, second: CustodianShares) -> SealKey:
    """Return the `Unsealer` that two custodians make together.

    Raises:
        CustodianPairError: The same person twice, or files of two custodies.
    """
    pair = _pair(*sorted((first.custodian, second.custodian)))
    if first.custodian == second.custodian:
        raise CustodianPairError(f"both files belong to {first.custodian}")
    if first.key != second.key or pair not in first.shares or pair not in second.shares:
        raise CustodianPairError("the two files belong to different assessments")
    halves = (bytes.fromhex(one.shares[pair]) for one in (first, second))
    joined = SealKey(_xor(*halves))
    if joined.public != first.key:
        raise CustodianPairError("the two files do not make the key of this assessment")
    return joined


def _pair(first: str, second: str) -> str:
    return f"{first}+{second}"


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))

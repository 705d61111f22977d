"""The record: what one durable commit holds, conduct in clear and content sealed.

Promises: a record opens only at its own place in its own chain, and hides the length of
what was answered up to 256 bytes. Refuses: to look into facts; they are JSON bytes here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import UNSET, Raw, UnsetType

from station import canonical
from station.entropy import Entropy
from station.sealing.acts import SignedAct
from station.sealing.assessment import Assessment
from station.sealing.errors import SealBrokenError
from station.sealing.frames import Count, Hex32, Id, Number, SessionId, Strict, Wall
from station.sealing.hpke import seal_to
from station.sealing.session import Session
from station.sealing.suite import (
    KEY_BYTES,
    NONCE_BYTES,
    SUITE,
    commit,
    context,
    hkdf,
    sha256,
)

KIND = "saksi-record/1"
LABEL = "ks"
FIRST_PREV = "0" * 64
PAD_BYTES = 256


class Opening(Strict, frozen=True, kw_only=True):
    """Record 0 only: what the whole chain belongs to and is committed to."""

    assessment: Hex32
    ks_commit: Hex32
    number: Number
    package: Hex32
    session: SessionId
    session_file: Hex32
    sitting: Id
    station: Id
    suite: int
    ticket: Hex32
    wrap_sha256: Hex32


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record as stored. Fields stand in canonical order, so encoding needs no sorting."""

    acts: tuple[SignedAct, ...]
    boot: str
    conduct: tuple[Raw, ...]
    content: bytes
    crit: tuple[str, ...]
    opening: Opening | UnsetType = UNSET
    prev: str
    seq: Count
    used_ms: Count
    wall: Wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a station holds when a sitting begins: Ks, its wrap for custody, the opening.

    `wrap` is canonical JSON; it stays beside the journal and travels as a bundle's trailer.
    """

    ks: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    opening: Opening


class RecordContext:
    """What a record's sealed content is bound to, ready to be filled in for each record."""

    def __init__(self, opening: Opening, station: str) -> None:
        """Prepare for the records that `station` writes."""
        fields = {
            "assessment": opening.assessment,
            "package": opening.package,
            "prev": "",
            "seq": 0,
            "sitting": opening.sitting,
            "station": station,
            "suite": SUITE,
        }
        head, _, tail = canonical.dumps(fields).partition(b'","seq":0')
        self._head = b"saksi-record/1\n" + head
        self._tail = tail

    def at(self, seq: int, prev: str) -> bytes:
        """Return the associated data of one record."""
        return b'%b%b","seq":%d%b' % (self._head, prev.encode(), seq, self._tail)


def begin(
    *,
    assessment: Assessment,
    session: Session,
    number: str,
    sitting: str,
    station: str,
    entropy: Entropy,
) -> Begun:
    """Draw the sitting's key, wrap it for the custodians, and write the opening.

    Raises:
        TicketUnknownError, StationUnknownError: The session does not know them.
    """
    ks = entropy.token(KEY_BYTES)
    where = wrap_context(assessment.sha256, sitting, number)
    wrap = canonical.dumps(seal_to(assessment.body.custody.key, ks, where))
    body = session.body
    opening = Opening(
        assessment=assessment.sha256,
        ks_commit=commit(LABEL, ks),
        number=number,
        package=body.package,
        session=body.session,
        session_file=session.sha256,
        sitting=sitting,
        station=session.station(station).station,
        suite=SUITE,
        ticket=session.ticket(number).key,
        wrap_sha256=sha256(wrap),
    )
    return Begun(ks=ks, wrap=wrap, opening=opening)


def wrap_context(assessment: str, sitting: str, number: str) -> bytes:
    """Return what the wrap of Ks for the custodians is bound to."""
    return context(file="bundle", assessment=assessment, sitting=sitting, number=number)


def fact_cipher(ks: bytes) -> AESGCM:
    """Return the cipher for content facts."""
    return AESGCM(hkdf(ks, "saksi-fact/1"))


def seal_content(
    cipher: AESGCM, facts: Sequence[bytes], associated: bytes, entropy: Entropy
) -> bytes:
    """Return nonce and ciphertext of content facts; nothing for no facts."""
    if not facts:
        return b""
    nonce = entropy.token(NONCE_BYTES)
    plain = b"[%b]\x80" % b",".join(facts)
    padded = plain.ljust(-len(plain) // PAD_BYTES * -PAD_BYTES, b"\0")
    return nonce + cipher.encrypt(nonce, padded, associated)


def open_content(cipher: AESGCM, content: bytes, associated: bytes) -> bytes:
    """Return the JSON list of content facts; the empty list for no content.

    Raises:
        SealBrokenError: Wrong key, wrong place in the chain, or altered bytes.
    """
    if not content:
        return b"[]"
    try:
        padded = cipher.decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], associated)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("sealed facts do not open") from error
    plain = padded.rstrip(b"\0")
    if plain[-1:] != b"\x80":
        raise SealBrokenError("sealed facts are padded wrongly")
    return plain[:-1]

"""Writes a chain: the hot path between an answer and the word "saved".

Promises: each call returns one complete, signed record that follows the last one; nothing
is encoded twice. Refuses: time that falls, and facts that need an officer's act and have
none, since no reader would accept them. Keeping the bytes is the caller's work.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec import UNSET, Raw

from station.entropy import Entropy
from station.sealing.acts import SignedAct, match_acts
from station.sealing.chain import Chain
from station.sealing.codes import Credential
from station.sealing.errors import UsedTimeFallsError
from station.sealing.identity import StationIdentity
from station.sealing.record import (
    FIRST_PREV,
    KIND,
    Opening,
    Record,
    RecordContext,
    fact_cipher,
    seal_content,
)


class SealedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A finished record: `data` is what counts, `digest` its SHA-256 (hex), `sig` stands beside."""

    seq: int
    data: bytes
    digest: str
    sig: bytes


class ChainWriter:
    """Writes the records of one sitting at one station."""

    def __init__(
        self,
        *,
        ks: bytes,
        opening: Opening,
        identity: StationIdentity,
        entropy: Entropy,
        after: Chain | None = None,
    ) -> None:
        """Begin a chain, or go on `after` the records that are already there."""
        self._opening = opening
        self._entropy = entropy
        self._signer = identity.signer
        self._cipher = fact_cipher(ks)
        self._context = RecordContext(opening, identity.station)
        self._encode = msgspec.json.Encoder().encode
        self._prev = after.head if after else FIRST_PREV
        self._seq = len(after.heads) if after else 0
        self._used_ms = after.used_ms if after else 0

    def next(
        self,
        conduct: Sequence[bytes] = (),
        content: Sequence[bytes] = (),
        *,
        used_ms: int,
        wall: str,
        boot: str,
        acts: Sequence[SignedAct] = (),
    ) -> SealedRecord:
        """Return the next record.

        Args:
            conduct: Facts in clear, each canonical JSON.
            content: Facts to seal, each canonical JSON.
            used_ms: Time the participant has used so far, milliseconds.
            wall: The wall clock, RFC 3339 in UTC with milliseconds.
            boot: Which start of the machine this is.
            acts: Officers' orders that conduct facts obey.

        Raises:
            UsedTimeFallsError: Less time than the record before.
            ActWrongError: A conduct fact lacks its officer's act.
        """
        seq, prev = self._seq, self._prev
        if used_ms < self._used_ms:
            raise UsedTimeFallsError(f"record {seq} would take back time")
        if conduct:
            match_acts(conduct, acts, f"record {seq}")
        record = Record(
            acts=tuple(acts),
            boot=boot,
            conduct=tuple(map(Raw, conduct)),
            content=seal_content(self._cipher, content, self._context.at(seq, prev), self._entropy),
            crit=(),
            opening=UNSET if seq else self._opening,
            prev=prev,
            seq=seq,
            used_ms=used_ms,
            wall=wall,
        )
        return self._finish(self._encode(record), seq, used_ms)

    def _finish(self, data: bytes, seq: int, used_ms: int) -> SealedRecord:
        digest = sha256(data)
        signature = self._signer.sign(KIND, digest.digest())
        self._seq, self._prev, self._used_ms = seq + 1, digest.hexdigest(), used_ms
        return SealedRecord(seq=seq, data=data, digest=self._prev, sig=signature)


def ticket_signature(credential: Credential, digest: str) -> bytes:
    """Return the participant's signature over the opening's digest."""
    return credential.signer.sign(KIND, bytes.fromhex(digest))

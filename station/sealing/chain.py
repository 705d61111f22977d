"""Walks a chain of records and opens it.

Promises: `walk` proves, without any key, that the records follow each other, are numbered
without a gap, take no time back, and stop at the close. Refuses: records that are not in
the one form a value has. Signatures are checked by `bundle.py`, which knows the session.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from msgspec import UNSET, Raw, UnsetType
from typing_extensions import Buffer

from station.sealing import frames
from station.sealing.acts import SignedAct, match_acts, see
from station.sealing.errors import (
    ActWrongError,
    ChainBrokenError,
    ClosedWrongError,
    OpeningWrongError,
    SequenceGapError,
    SuiteUnknownError,
    UsedTimeFallsError,
)
from station.sealing.record import (
    FIRST_PREV,
    LABEL,
    Opening,
    Record,
    RecordContext,
    fact_cipher,
    open_content,
)
from station.sealing.suite import SUITE, check_commitment

_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode


class ConductRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record in which something happened in clear: the facts (JSON) and officers' acts."""

    seq: int
    used_ms: int
    wall: str
    boot: str
    station: str
    facts: tuple[bytes, ...]
    acts: tuple[SignedAct, ...]


class OpenedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record with its content facts in clear; facts are JSON bytes."""

    seq: int
    used_ms: int
    wall: str
    boot: str
    conduct: tuple[bytes, ...]
    content: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a walk found.

    Attributes:
        opening: What the chain belongs to.
        heads: Digest (hex) of each record, by sequence number.
        stations: Each station that wrote, with the number of its first record.
        conduct: The records that hold conduct facts or acts.
        closed: Whether the last record closes the sitting.
        used_ms: Time used at the last record.
        wall: Wall clock of the last record.
    """

    opening: Opening
    heads: tuple[str, ...]
    stations: tuple[tuple[int, str], ...]
    conduct: tuple[ConductRecord, ...]
    closed: bool
    used_ms: int
    wall: str

    @property
    def head(self) -> str:
        """Digest of the last record; of a closed chain, what the receipt is made from."""
        return self.heads[-1]

    def station_at(self, seq: int) -> str:
        """Return the station that wrote a record."""
        return next(station for first, station in reversed(self.stations) if first <= seq)


def walk(records: Iterable[Buffer]) -> Chain:
    """Return what a chain of stored records says, its structure fully checked.

    Raises:
        ChainBrokenError, SequenceGapError, UsedTimeFallsError, OpeningWrongError,
        ClosedWrongError, ActWrongError, BodyMalformedError, BodyNotCanonicalError,
        CritUnknownError, SuiteUnknownError: What is wrong, naming the record.
    """
    walker = _Walker()
    for data in records:
        walker.step(data)
    return walker.end()


def open_records(chain: Chain, records: Iterable[Buffer], ks: bytes) -> Iterator[OpenedRecord]:
    """Yield a chain's records with their content.

    Args:
        chain: What `walk` returned.
        records: Exactly what it walked.
        ks: The sitting's key.

    Raises:
        CommitmentWrongError: Not the key the opening committed to.
        SealBrokenError: Sealed facts do not open at their place.
    """
    check_commitment(chain.opening.ks_commit, LABEL, ks)
    cipher = fact_cipher(ks)
    places = {station: RecordContext(chain.opening, station) for _, station in chain.stations}
    for seq, data in enumerate(records):
        record = _decode(data)
        where = places[chain.station_at(seq)].at(seq, record.prev)
        yield OpenedRecord(
            seq=seq,
            used_ms=record.used_ms,
            wall=record.wall,
            boot=record.boot,
            conduct=tuple(map(bytes, record.conduct)),
            content=_facts(open_content(cipher, record.content, where), seq),
        )


@dataclass(slots=True)
class _Walker:
    """The state of a walk; `step` is the hot path of every merge."""

    opening: Opening | UnsetType = UNSET
    prev: str = FIRST_PREV
    used_ms: int = 0
    wall: str = ""
    station: str = ""
    closed: bool = False
    heads: list[str] = field(default_factory=list)
    stations: list[tuple[int, str]] = field(default_factory=list)
    conduct: list[ConductRecord] = field(default_factory=list)
    act_ids: set[str] = field(default_factory=set)

    def step(self, stored: Buffer) -> None:
        data = bytes(stored)  # comparing and hashing bytes is faster than through a view
        seq = len(self.heads)
        record = _read(data, seq)
        if record.seq != seq:
            raise SequenceGapError(f"record {seq} carries the number {record.seq}")
        if record.prev != self.prev:
            raise ChainBrokenError(f"record {seq} does not follow the record before it")
        if record.used_ms < self.used_ms:
            raise UsedTimeFallsError(f"record {seq} takes back used time")
        if self.closed:
            raise ClosedWrongError(f"record {seq} follows the close")
        if seq == 0 or record.opening is not UNSET:
            self._open(record, seq)
        if record.conduct or record.acts:
            self._note(record, seq)
        self.used_ms = record.used_ms
        self.wall = record.wall
        self.prev = sha256(data).hexdigest()
        self.heads.append(self.prev)

    def end(self) -> Chain:
        if self.opening is UNSET:
            raise OpeningWrongError("the chain holds no record")
        return Chain(
            opening=self.opening,
            heads=tuple(self.heads),
            stations=tuple(self.stations),
            conduct=tuple(self.conduct),
            closed=self.closed,
            used_ms=self.used_ms,
            wall=self.wall,
        )

    def _open(self, record: Record, seq: int) -> None:
        if seq or record.opening is UNSET:
            raise OpeningWrongError(f"record {seq} and the opening do not go together")
        if record.opening.suite != SUITE:
            raise SuiteUnknownError(f"the opening uses suite {record.opening.suite}")
        self.opening = record.opening
        self._arrive(record.opening.station, seq)

    def _note(self, record: Record, seq: int) -> None:
        ids = match_acts(record.conduct, record.acts, f"record {seq}")
        if self.act_ids.intersection(ids):
            raise ActWrongError(f"record {seq} repeats an act of an earlier record")
        self.act_ids.update(ids)
        for fact in record.conduct:
            self._follow(fact, seq)
        self.conduct.append(
            ConductRecord(
                seq=seq,
                used_ms=record.used_ms,
                wall=record.wall,
                boot=record.boot,
                station=self.station,
                facts=tuple(map(bytes, record.conduct)),
                acts=record.acts,
            )
        )

    def _follow(self, fact: Raw, seq: int) -> None:
        seen = see(fact)
        if seen.fact == "moved":
            if seen.from_station != self.station:
                raise ChainBrokenError(f"record {seq} moves the sitting from where it was not")
            self._arrive(seen.to_station, seq)
        self.closed = self.closed or seen.fact == "closed"

    def _arrive(self, station: str, seq: int) -> None:
        self.station = station
        self.stations.append((seq, station))


def _read(data: bytes, seq: int) -> Record:
    """Return a record that is in canonical form and asks for nothing unknown."""
    try:
        record = _decode(data)
    except frames.UNREADABLE as error:
        raise frames.malformed(f"record {seq}", error) from error
    if record.crit:
        frames.check_crit(record.crit, Record, f"record {seq}")
    # Conduct facts were copied, not read, so only the full check sees into them.
    if record.conduct or _encode(record) != data:
        frames.require_canonical(data, f"record {seq}")
    return record


def _facts(plain: bytes, seq: int) -> tuple[bytes, ...]:
    frames.require_canonical(plain, f"content of record {seq}")
    return tuple(map(bytes, frames.parse(plain, tuple[Raw, ...], f"content of record {seq}")))

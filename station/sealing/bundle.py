"""The `.bundle` file: one sitting exported, the same bytes by stick or by network.

Promises: its bytes are a pure function of the chain; verifying proves who wrote it, for
which ticket, in which session, with officers' orders as they were given. Refuses: a bundle
whose session file is not at hand, signatures that are too few or too many, and a trailer
that the opening did not commit to. A bundle without its wrap is the same evidence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import UNSET, UnsetType
from typing_extensions import Buffer

from station import canonical
from station.sealing import frames, signing
from station.sealing.acts import verify_act
from station.sealing.assessment import Assessment
from station.sealing.chain import Chain, OpenedRecord, open_records, walk
from station.sealing.errors import (
    ActForeignError,
    ActWrongError,
    BodyMalformedError,
    ClosedWrongError,
    FileForeignError,
    FrameTruncatedError,
    SessionUnknownError,
    SignatureMissingError,
    TicketUnknownError,
    TrailingBytesError,
    WrapErasedError,
    WrapWrongError,
)
from station.sealing.frames import Body, Bytes64, Count, Name, Strict
from station.sealing.hpke import Sealed, Unsealer
from station.sealing.record import KIND as RECORD_KIND
from station.sealing.record import LABEL, Opening, Record, wrap_context
from station.sealing.session import Session
from station.sealing.suite import check_commitment, sha256

KIND = "saksi-bundle/1"
_AROUND = 3  # header, signatures, trailer
_NO_TRAILER = b"\0\0\0\2{}"


class _Header(Body, frozen=True, kw_only=True):
    records: Count
    closed: bool


class _Head(Strict, frozen=True, kw_only=True):
    role: Name
    seq: Count
    sig: Bytes64


class _Heads(Strict, frozen=True, kw_only=True):
    signatures: tuple[_Head, ...]


class _Trailer(Strict, frozen=True, kw_only=True):
    wrap: Sealed | UnsetType = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A verified bundle.

    Attributes:
        sha256: Hash of the chain part: the bundle's name everywhere.
        chain: What the records say.
        session: The session file it belongs to.
        size: Bytes of the chain part; what follows is the trailer.
        wrap: Ks sealed to the custodians; `None` when it was erased.
        records: The stored records, views of the buffer that was handed in.
        signatures: The verified signatures by record and role (`station`, `ticket`).
    """

    sha256: str
    size: int
    chain: Chain
    session: Session
    wrap: Sealed | None
    records: tuple[memoryview, ...] = field(repr=False)
    signatures: Mapping[tuple[int, str], bytes] = field(repr=False)

    @property
    def opening(self) -> Opening:
        """What the chain belongs to."""
        return self.chain.opening


def write_bundle(
    rows: Sequence[tuple[bytes, bytes]], *, ticket_sig: bytes, wrap: bytes | None
) -> bytes:
    """Return the bundle of a journal.

    Args:
        rows: Each record's stored bytes and its station's signature, in order.
        ticket_sig: The participant's signature over the opening.
        wrap: Canonical JSON of Ks sealed to the custodians, as `begin` gave it.

    Raises:
        IntegrityError: The rows are no chain.
    """
    records = [record for record, _ in rows]
    chain = walk(records)
    heads = [_Head(role="station", seq=seq, sig=rows[seq][1]) for seq in _signed_seqs(chain)]
    heads.append(_Head(role="ticket", seq=0, sig=ticket_sig))
    signatures = _Heads(signatures=tuple(sorted(heads, key=_place)))
    parts = (_header(chain), *records, canonical.dumps(signatures), _trailer(wrap))
    return frames.write(KIND, parts)


def peek_opening(data: Buffer) -> Opening:
    """Return what a bundle claims to belong to; nothing is verified.

    Raises:
        IntegrityError: It is not even shaped as a bundle.
    """
    parts = frames.head(data, KIND, _AROUND + 1)
    if len(parts) <= _AROUND:
        raise FrameTruncatedError("the bundle holds no record")
    opening = frames.parse(parts[1], Record, "record 0").opening
    if opening is UNSET:
        raise BodyMalformedError("record 0 of the bundle is no opening")
    return opening


def verify_bundle(data: Buffer, assessment: Assessment, sessions: Mapping[str, Session]) -> Bundle:
    """Return a bundle every part of which is proven.

    Args:
        data: The file.
        assessment: The pinned assessment.
        sessions: Verified session files by their SHA-256.

    Raises:
        SessionUnknownError: Its session file is not among `sessions`; it may come again.
        IntegrityError: Anything else that is wrong, naming the record.
    """
    parts = frames.split(data, KIND)
    records = _counted(parts)
    chain = walk(records)
    if parts[0] != _header(chain):
        raise ClosedWrongError("the bundle's header is not the one its chain has")
    session = _session(chain.opening, assessment, sessions)
    signatures = _check_heads(parts[-2], chain, session)
    _check_acts(chain, assessment, session)
    size = _chain_size(data, parts)
    return Bundle(
        sha256=sha256(memoryview(data)[:size]),
        size=size,
        chain=chain,
        session=session,
        wrap=_check_wrap(parts[-1], chain.opening),
        records=records,
        signatures=signatures,
    )


def without_wrap(data: bytes) -> bytes:
    """Return the same evidence with the custodians' wrap erased."""
    return join_trailer(cut_trailer(data)[0], None)


def join_trailer(chain_part: bytes, trailer: bytes | None) -> bytes:
    """Return the whole file of what `cut_trailer` cut; without a trailer, an empty one."""
    return chain_part + (trailer or _NO_TRAILER)


def cut_trailer(data: bytes) -> tuple[bytes, bytes]:
    """Return a bundle's chain part, whose hash is its name, and its trailer: together the file.

    Raises:
        IntegrityError: It is not even shaped as a bundle.
    """
    parts = frames.split(data, KIND)
    _counted(parts)
    at = len(data) - len(parts[-1]) - 4
    return data[:at], data[at:]


def unseal_ks(bundle: Bundle, unsealer: Unsealer) -> bytes:
    """Return the sitting's key, opened by two custodians.

    Raises:
        WrapErasedError: The wrap was erased.
        SealBrokenError: Other custodians.
        CommitmentWrongError: Not the key the opening committed to.
    """
    opening = bundle.opening
    if bundle.wrap is None:
        raise WrapErasedError(f"the key of sitting {opening.sitting} was erased")
    where = wrap_context(opening.assessment, opening.sitting, opening.number)
    ks = unsealer.unseal(bundle.wrap, context=where)
    check_commitment(opening.ks_commit, LABEL, ks)
    return ks


def open_bundle(bundle: Bundle, ks: bytes) -> Iterator[OpenedRecord]:
    """Yield the records of a bundle with their content.

    Raises:
        CommitmentWrongError: Not the key the opening committed to.
        SealBrokenError: Sealed facts do not open at their place.
    """
    return open_records(bundle.chain, bundle.records, ks)


def _header(chain: Chain) -> bytes:
    """Return the one header a chain has: nobody signs it, so nothing in it may vary."""
    return canonical.dumps(_Header(records=len(chain.heads), closed=chain.closed))


def _counted(parts: Sequence[memoryview]) -> tuple[memoryview, ...]:
    """Return exactly the records that the header announces."""
    if len(parts) <= _AROUND:
        raise FrameTruncatedError("the bundle holds no record")
    header = frames.decode(parts[0], _Header, "bundle header")
    found = len(parts) - _AROUND
    if found < header.records:
        raise FrameTruncatedError(f"the bundle holds {found} records of {header.records}")
    if found > header.records:
        raise TrailingBytesError(f"the bundle holds {found} records, not {header.records}")
    return tuple(parts[1:-2])


def _session(opening: Opening, assessment: Assessment, sessions: Mapping[str, Session]) -> Session:
    if opening.assessment != assessment.sha256:
        raise FileForeignError("the bundle belongs to another assessment")
    session = sessions.get(opening.session_file)
    if session is None:
        raise SessionUnknownError(f"session file {opening.session_file[:16]} is not here")
    body = session.body
    if (opening.session, opening.package) != (body.session, body.package):
        raise FileForeignError("the opening and its session file do not go together")
    if session.ticket(opening.number).key != opening.ticket:
        raise TicketUnknownError(f"the opening names another ticket for {opening.number}")
    return session


def _check_heads(frame: memoryview, chain: Chain, session: Session) -> dict[tuple[int, str], bytes]:
    heads = frames.decode(frame, _Heads, "signatures of the bundle").signatures
    wanted = sorted([(0, "ticket"), *((seq, "station") for seq in _signed_seqs(chain))])
    if [_place(head) for head in heads] != wanted:
        raise SignatureMissingError("the bundle's signatures are not those its chain needs")
    for head in heads:
        key = _key(head, chain, session)
        signing.verify(key, RECORD_KIND, bytes.fromhex(chain.heads[head.seq]), head.sig)
    return {_place(head): head.sig for head in heads}


def _key(head: _Head, chain: Chain, session: Session) -> str:
    if head.role == "ticket":
        return chain.opening.ticket
    return session.station(chain.station_at(head.seq)).sign


def _check_acts(chain: Chain, assessment: Assessment, session: Session) -> None:
    for record in chain.conduct:
        seat = session.station(record.station).seat
        for act in record.acts:
            try:
                verify_act(act, assessment=assessment, session=session.body.session, seat=seat)
            except ActForeignError as error:
                raise ActWrongError(f"record {record.seq}: {error.detail}") from error


def _signed_seqs(chain: Chain) -> list[int]:
    """Return the records whose station signature a bundle keeps: arrivals and the last."""
    return sorted({seq for seq, _ in chain.stations} | {len(chain.heads) - 1})


def _check_wrap(trailer: memoryview, opening: Opening) -> Sealed | None:
    wrap = frames.decode(trailer, _Trailer, "trailer of the bundle").wrap
    if wrap is UNSET:
        return None
    if sha256(canonical.dumps(wrap)) != opening.wrap_sha256:
        raise WrapWrongError("the bundle's trailer is not the one its opening committed to")
    return wrap


def _trailer(wrap: bytes | None) -> bytes:
    return b'{"wrap":%b}' % wrap if wrap else b"{}"


def _chain_size(data: Buffer, parts: Sequence[memoryview]) -> int:
    return len(memoryview(data)) - len(parts[-1]) - 4


def _place(head: _Head) -> tuple[int, str]:
    return head.seq, head.role

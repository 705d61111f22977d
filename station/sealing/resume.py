"""The resume wrap: 4 KiB beside the journal that lets a stopped sitting go on.

Promises: it opens only for an officer and the participant together; on a move the console
takes off the officer's layer and seals the inner one to the new station, and never sees
what is inside. Refuses: a wrap of another sitting, session or station. It is always the
same size, so that a file can be overwritten in place when the sitting closes.
"""

from dataclasses import dataclass, field

import msgspec
from typing_extensions import Buffer

from station import canonical
from station.entropy import Entropy
from station.sealing import frames
from station.sealing.codes import Credential
from station.sealing.errors import (
    CodeWrongError,
    FileDamagedError,
    ResumeWrapWrongError,
    SealBrokenError,
)
from station.sealing.frames import Body, Hex32, Id, Number, SessionId, Strict
from station.sealing.hpke import Sealed, Unsealer, seal_to
from station.sealing.identity import StationIdentity
from station.sealing.privatefile import check_checksum, checksum
from station.sealing.record import Opening
from station.sealing.session import Session
from station.sealing.suite import Box, box, context, unbox

KIND = "saksi-resume/1"
WRAP_BYTES = 4096
TO_SESSION = "session"


class InnerWrap(Strict, frozen=True, kw_only=True):
    """The participant's layer, and which sitting it is for."""

    assessment: Hex32
    number: Number
    session: SessionId
    session_file: Hex32
    sitting: Id
    box: Box

    def context(self) -> bytes:
        """What the participant's layer is bound to."""
        return context(
            file="resume",
            part="inner",
            assessment=self.assessment,
            number=self.number,
            session=self.session,
            session_file=self.session_file,
            sitting=self.sitting,
        )


class _OuterBody(Body, frozen=True, kw_only=True):
    session_file: Hex32
    sitting: Id
    to: str
    sealed: Sealed


class _Held(Strict, frozen=True, kw_only=True):
    content_key: Hex32
    ks: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeKeys:
    """What a resumed sitting needs: the key of its records and that of its questions."""

    ks: bytes = field(repr=False)
    content_key: bytes = field(repr=False)
    sitting: str
    number: str


def write_resume(
    session: Session,
    opening: Opening,
    *,
    ks: bytes,
    content_key: bytes,
    ticket: Credential,
    entropy: Entropy,
) -> bytes:
    """Return the resume wrap (4,096 bytes) that a station keeps while a sitting runs."""
    held = canonical.dumps(_Held(content_key=content_key.hex(), ks=ks.hex()))
    empty = InnerWrap(
        assessment=opening.assessment,
        number=opening.number,
        session=opening.session,
        session_file=opening.session_file,
        sitting=opening.sitting,
        box=Box(ct=b"", nonce=b""),
    )
    closed = box(ticket.wrap, held, empty.context(), entropy)
    inner = msgspec.structs.replace(empty, box=closed)
    return _outer(inner, TO_SESSION, session.body.resume.key)


def unlock_resume(data: Buffer, session: Session, unsealer: Unsealer) -> InnerWrap:
    """Take off the outer layer of a wrap that lies where it was written.

    Args:
        data: The file.
        session: The session it was written in.
        unsealer: `release.resume_key`, which an officer opened.

    Raises:
        ResumeWrapWrongError: The wrap belongs to another session, or was moved.
        IntegrityError: The file is damaged.
    """
    return _unlock(data, session, TO_SESSION, unsealer)


def unlock_resume_at(data: Buffer, session: Session, identity: StationIdentity) -> InnerWrap:
    """Take off the outer layer of a wrap that was moved to this station.

    Raises:
        ResumeWrapWrongError: The wrap belongs to another session or station.
        IntegrityError: The file is damaged.
    """
    return _unlock(data, session, identity.station, identity.seal)


def reseal_resume(inner: InnerWrap, session: Session, station: str) -> bytes:
    """Return the wrap sealed to the station a sitting moves to; the inner layer stays closed.

    Raises:
        StationUnknownError: The session does not know the station.
    """
    return _outer(inner, station, session.station(station).seal)


def open_resume(inner: InnerWrap, ticket: Credential) -> ResumeKeys:
    """Return the keys of a sitting, opened by its participant.

    Raises:
        CodeWrongError: It is somebody else's ticket code.
    """
    try:
        plain = unbox(ticket.wrap, inner.box, inner.context())
    except SealBrokenError as error:
        raise CodeWrongError(f"this is not the code of participant {inner.number}") from error
    held = frames.decode(plain, _Held, "resume wrap")
    return ResumeKeys(
        ks=bytes.fromhex(held.ks),
        content_key=bytes.fromhex(held.content_key),
        sitting=inner.sitting,
        number=inner.number,
    )


def _outer(inner: InnerWrap, to: str, public: str) -> bytes:
    where = _context(inner.session_file, inner.sitting, to)
    sealed = seal_to(public, canonical.dumps(inner), where)
    body = canonical.dumps(
        _OuterBody(session_file=inner.session_file, sitting=inner.sitting, to=to, sealed=sealed)
    )
    parts = (body, checksum(body))
    padding = WRAP_BYTES - len(frames.write(KIND, (*parts, b"")))
    return frames.write(KIND, (*parts, bytes(padding)))


def _unlock(data: Buffer, session: Session, to: str, unsealer: Unsealer) -> InnerWrap:
    raw, stated, padding = frames.split(data, KIND, count=3)
    check_checksum(raw, stated, KIND)
    if any(padding) or len(memoryview(data)) != WRAP_BYTES:
        raise FileDamagedError("the resume wrap is not padded with zeros to its size")
    body = frames.decode(raw, _OuterBody, "resume wrap")
    if (body.session_file, body.to) != (session.sha256, to):
        raise ResumeWrapWrongError("the resume wrap is for another session or station")
    plain = unsealer.unseal(body.sealed, context=_context(body.session_file, body.sitting, to))
    return frames.decode(plain, InnerWrap, "inner resume wrap")


def _context(session_file: str, sitting: str, to: str) -> bytes:
    return context(file="resume", part="outer", session_file=session_file, sitting=sitting, to=to)

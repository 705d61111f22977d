"""The `.session` file: who sits where with which form, and what opens on the day.

Promises: its clear part is complete enough to check every bundle of the session. Refuses:
one number, ticket key, seat or station twice, and forms that the file does not carry.
`issue.py` writes it; `release.py` opens what is closed in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta
from typing_extensions import Buffer

from station import canonical
from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import (
    BodyMalformedError,
    FileForeignError,
    SealBrokenError,
    StationUnknownError,
    TicketUnknownError,
)
from station.sealing.frames import Body, Hex32, Id, Name, Number, SessionId, Strict, Wall
from station.sealing.hpke import Sealed
from station.sealing.signing import check_key
from station.sealing.suite import Box, context, sha256

KIND = "saksi-session/1"


class RosterRow(Strict, frozen=True, kw_only=True):
    """One person of the session; sealed to stations, committed to by `row_hash`.

    `salt` is 32 random bytes in hex: without it nobody can guess a row from its hash.
    """

    number: Number
    name: str
    nip: str
    unit: str
    tier: str
    target: str
    accommodations: dict[str, Any]
    salt: Hex32


class ClosedForm(Strict, frozen=True, kw_only=True):
    """A form's content key, in a box that three shares open."""

    form: Name
    box: Box


class Ticket(Strict, frozen=True, kw_only=True):
    """One participant: the public half of the ticket code, form, seat and row hash."""

    number: Number
    key: Hex32
    form: Name
    seat: Name
    row: Hex32


class SeatedStation(Strict, frozen=True, kw_only=True):
    """An enrolled station, spares included; `sign` and `seal` are its public keys."""

    station: Id
    seat: Name
    sign: Hex32
    seal: Hex32


class Resume(Strict, frozen=True, kw_only=True):
    """The session's resume key, its private half sealed to each officer."""

    key: Hex32
    wraps: dict[Name, Sealed]


class SessionBody(Body, frozen=True, kw_only=True):
    """The clear part, which the coordinator signs."""

    assessment: Hex32
    session: SessionId
    room: str
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    package: Hex32
    opens: Wall
    closes: Wall
    forms: tuple[ClosedForm, ...]
    tickets: tuple[Ticket, ...]
    stations: tuple[SeatedStation, ...]
    resume: Resume
    server: str
    rosters: dict[Id, Sealed]
    roster_commit: Hex32
    roster_sha256: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What every sealed part of one session file is bound to."""

    assessment: str
    session: str
    version: int

    def context(self, part: str, **more: str) -> bytes:
        """Return the context of one sealed part."""
        return context(
            file="session",
            part=part,
            assessment=self.assessment,
            session=self.session,
            version=self.version,
            **more,
        )


@dataclass(frozen=True, kw_only=True)
class Session:
    """A verified `.session` file; `sha256` is what openings and seals name."""

    sha256: str
    body: SessionBody
    roster: Box = field(repr=False)

    @cached_property
    def _tickets(self) -> dict[str, Ticket]:
        return {one.number: one for one in self.body.tickets}

    @cached_property
    def _stations(self) -> dict[str, SeatedStation]:
        return {one.station: one for one in self.body.stations}

    def ticket(self, number: str) -> Ticket:
        """Return a participant's line.

        Raises:
            TicketUnknownError: The session has no such number.
        """
        if number not in self._tickets:
            raise TicketUnknownError(f"session {self.body.session} has no participant {number}")
        return self._tickets[number]

    def station(self, station: str) -> SeatedStation:
        """Return an enrolled station.

        Raises:
            StationUnknownError: The session does not know it.
        """
        if station not in self._stations:
            raise StationUnknownError(f"session {self.body.session} has no station {station}")
        return self._stations[station]

    def form(self, form: str) -> ClosedForm:
        """Return a form's closed content key.

        Raises:
            TicketUnknownError: The session does not use this form.
        """
        for one in self.body.forms:
            if one.form == form:
                return one
        raise TicketUnknownError(f"session {self.body.session} has no form {form}")

    @property
    def bound(self) -> Bound:
        """What the sealed parts of this file are bound to."""
        body = self.body
        return Bound(assessment=body.assessment, session=body.session, version=body.version)


def verify_session(data: Buffer, assessment: Assessment) -> Session:
    """Return a session file that the coordinator of this assessment signed.

    Raises:
        FileForeignError: It was made for another assessment.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=3)
    body = frames.decode(envelope.body, SessionBody, "session file")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the session file belongs to another assessment")
    envelope.require(("coordinator",), assessment.keys)
    check_people(body)
    roster = envelope.rest[0]
    if sha256(roster) != body.roster_sha256:
        raise SealBrokenError("the sealed roster is not the one the session file names")
    return Session(
        sha256=envelope.sha256, body=body, roster=frames.decode(roster, Box, "sealed roster")
    )


def row_hash(row: RosterRow) -> str:
    """Return what the clear part says of a roster row."""
    return sha256(b"saksi-row/1\n" + canonical.dumps(row))


def check_people(body: SessionBody) -> None:
    """Let a body pass in which nobody stands twice and every form is there.

    Raises:
        BodyMalformedError: Something is listed twice, or a ticket asks for a missing form.
        KeySmallOrderError: A public key would accept signatures nobody made.
    """
    _once((one.number for one in body.tickets), "participant number")
    _once((check_key(one.key).hex() for one in body.tickets), "ticket key")
    _once((one.station for one in body.stations), "station")
    _once((check_key(one.sign).hex() for one in body.stations), "station key")
    _once((one.seat for one in body.stations), "seat")
    _once((one.form for one in body.forms), "form")
    if not {one.form for one in body.tickets} <= {one.form for one in body.forms}:
        raise BodyMalformedError(f"session {body.session} has a ticket for a form it lacks")


def _once(values: Iterable[str], what: str) -> None:
    seen = list(values)
    if len(set(seen)) != len(seen):
        raise BodyMalformedError(f"a {what} stands twice in the session file")

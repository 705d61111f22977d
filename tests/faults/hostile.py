"""Hostile seats: bundles that are signed and chained as they must be, and say absurd things.

Whoever owns a PC owns its station's keys, and a participant owns the ticket; so anything may
stand inside records. `HostileRoom` gives every seat one record to spoil.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from station import canonical
from station.clock import wall_text
from station.entropy import SystemEntropy, new_id
from station.exam import facts as f
from station.exam.form import Form
from station.exam.sitting import Paper, Sitting
from station.sealing import frames
from station.sealing.assessment import Assessment
from station.sealing.bundle import KIND
from station.sealing.codes import Credential
from station.sealing.identity import (
    StationIdentity,
    new_identity,
    read_enrolment,
    write_enrolment,
)
from station.sealing.package import verify_package
from station.sealing.record import (
    FIRST_PREV,
    Begun,
    Record,
    RecordContext,
    begin,
    fact_cipher,
    seal_content,
)
from station.sealing.record import KIND as RECORD_KIND
from station.sealing.session import RosterRow, Session, verify_session
from station.sealing.suite import sha256
from station.sealing.writer import ticket_signature
from station.usecases.desk import Batch, Desk
from station.usecases.schedule import Placement, TicketCode, issue
from station.usecases.schedule import Sitting as Slot
from tests.fakes import START, FakeClock
from tests.whole import Whole
from tests.worlds import now

SESSION, FORM, DAY = "2025-01-21-P-A", "A", timedelta(days=1)
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a record says, before it is chained and signed; facts are JSON bytes."""

    conduct: tuple[bytes, ...] = ()
    content: tuple[bytes, ...] = ()
    used_ms: int = 0
    wall: str = ""
    boot: str = "boot-1"


Spoil = Callable[[list[Line]], list[Line]]


@dataclass(kw_only=True)
class Pen:
    """A desk's keeper that only notes what would be recorded."""

    lines: list[Line] = field(default_factory=list)

    def keep(self, batch: Batch) -> str:
        """Note a batch."""
        self.lines.append(
            Line(
                conduct=tuple(_encode(one) for one in batch.facts if isinstance(one, f.CONDUCT)),
                content=tuple(
                    _encode(one) for one in batch.facts if not isinstance(one, f.CONDUCT)
                ),
                used_ms=batch.used_ms,
                wall=wall_text(batch.at.wall),
            )
        )
        return f"{len(self.lines):064}"


def honest_lines(form: Form) -> list[Line]:
    """Return the records of a short sitting: a few answers of every kind, all sections, the end."""
    clock, pen = FakeClock(wall=START + DAY), Pen()
    desk = Desk(sitting=Sitting(paper=Paper(form)), keeper=pen, clock=clock, run=now)
    desk.open(order="00" * 16)
    while desk.ahead.next_section() is not None:
        desk.open_section()
        section = desk.ahead.section
        for item in [one for one in form.items if one.section == section][:2]:
            clock.pass_ms(4_000)
            desk.see(item.id)
            codes = [option.code for option in item.options]
            desk.answer(item.id, _some_choice(item.kind, codes))
        desk.call_help()
        if desk.ahead.next_section() is not None:
            desk.close_section()
    desk.submit()
    return pen.lines


def _some_choice(kind: str, codes: Sequence[str]) -> object:
    match kind:
        case "multiple":
            return list(codes[:2])
        case "most_least":
            return {"most": codes[0], "least": codes[1]}
        case "numeric" | "text":
            return "7"
        case _:
            return codes[0]


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What a hostile participant holds: a name for the table, a number, a ticket, a station."""

    name: str
    row: RosterRow
    ticket: Credential
    identity: StationIdentity
    spoil: Spoil

    @property
    def number(self) -> str:
        """The participant number."""
        return self.row.number


@dataclass(frozen=True, kw_only=True)
class HostileRoom:
    """A session in which every seat spoils one thing.

    Attributes:
        session: Its verified session file.
        data: That file.
        seats: Who sat there.
        bundles: What they handed in, in the order of the seats.
    """

    session: Session
    data: bytes
    seats: tuple[Seat, ...]
    bundles: tuple[bytes, ...]

    def write(self, folder: Path) -> None:
        """Put the session file and the bundles, named by number, into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{SESSION}.session").write_bytes(self.data)
        for seat, data in zip(self.seats, self.bundles, strict=True):
            (folder / f"{seat.number}.bundle").write_bytes(data)


def make_room(whole: Whole, spoilers: Mapping[str, Spoil]) -> HostileRoom:
    """Return a room of the assessment in which each spoiler had a seat of its own."""
    row = next(iter(whole.rows.values()))
    entropy = SystemEntropy()
    seats = tuple(
        Seat(
            name=name,
            row=_numbered(row, f"HS-{place:04}"),
            ticket=Credential(entropy.token(32)),
            identity=new_identity(entropy),
            spoil=spoil,
        )
        for place, (name, spoil) in enumerate(spoilers.items())
    )
    data = _issued(whole, seats)
    session = verify_session(data, whole.assessment)
    lines = honest_lines(whole.compiled.forms[FORM])
    bundles = tuple(_bundle(whole.assessment, session, seat, lines) for seat in seats)
    return HostileRoom(session=session, data=data, seats=seats, bundles=bundles)


def _numbered(row: RosterRow, number: str) -> RosterRow:
    salt = canonical.digest(number).hex()
    return msgspec.structs.replace(row, number=number, accommodations={}, salt=salt)


def _issued(whole: Whole, seats: Sequence[Seat]) -> bytes:
    begins = START + DAY
    return issue(
        Slot(
            session=SESSION,
            room="A",
            opens=wall_text(begins - timedelta(minutes=10)),
            closes=wall_text(begins + timedelta(hours=7)),
        ),
        [Placement(row=seat.row, seat=seat.number, form=FORM) for seat in seats],
        {
            seat.number: TicketCode(number=seat.number, code="", key=seat.ticket.signer.key)
            for seat in seats
        },
        [
            read_enrolment(
                write_enrolment(seat.identity, assessment_id=whole.assessment.id, seat=seat.number)
            )
            for seat in seats
        ],
        content_keys=whole.battery.content_keys,
        package=verify_package(whole.battery.package, whole.assessment),
        office=whole.office,
    ).data


def _bundle(assessment: Assessment, session: Session, seat: Seat, lines: Sequence[Line]) -> bytes:
    entropy = SystemEntropy()
    begun = begin(
        assessment=assessment,
        session=session,
        number=seat.number,
        sitting=new_id(entropy),
        station=seat.identity.station,
        entropy=entropy,
    )
    records = _records(begun, seat, seat.spoil(list(lines)), entropy)
    ticket_sig = ticket_signature(seat.ticket, sha256(records[0].data))
    return _file(records, ticket_sig, begun.wrap)


class _Signed(NamedTuple):
    """A record as stored, and the station's signature over its digest."""

    data: bytes
    sig: bytes


def _records(
    begun: Begun, seat: Seat, lines: Sequence[Line], entropy: SystemEntropy
) -> list[_Signed]:
    """Return records of these lines: the program's own writer would refuse many of them."""
    cipher, place = fact_cipher(begun.ks), RecordContext(begun.opening, seat.identity.station)
    encode, prev = msgspec.json.Encoder().encode, FIRST_PREV
    made = []
    for seq, line in enumerate(lines):
        record = Record(
            acts=(),
            boot=line.boot,
            conduct=tuple(map(msgspec.Raw, line.conduct)),
            content=seal_content(cipher, line.content, place.at(seq, prev), entropy),
            crit=(),
            opening=msgspec.UNSET if seq else begun.opening,
            prev=prev,
            seq=seq,
            used_ms=line.used_ms,
            wall=line.wall,
        )
        data = encode(record)
        prev = sha256(data)
        made.append(_Signed(data, seat.identity.signer.sign(RECORD_KIND, bytes.fromhex(prev))))
    return made


def _file(records: Sequence[_Signed], ticket_sig: bytes, wrap: bytes) -> bytes:
    """Return a bundle of records as they are: `write_bundle` would refuse many of them."""
    last = len(records) - 1
    signed = {(0, "station"): records[0].sig, (0, "ticket"): ticket_sig}
    signed[last, "station"] = records[last].sig
    signatures = [
        {"role": role, "seq": seq, "sig": base64.b64encode(sig).decode()}
        for (seq, role), sig in sorted(signed.items())
    ]
    header = {
        "closed": b'"fact":"closed"' in records[last].data,
        "crit": [],
        "records": len(records),
        "suite": 1,
    }
    return frames.write(
        KIND,
        (
            canonical.dumps(header),
            *(record.data for record in records),
            canonical.dumps({"signatures": signatures}),
            b'{"wrap":%b}' % wrap,
        ),
    )

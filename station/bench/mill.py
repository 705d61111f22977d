"""Makes much evidence in little time: real signatures and chains around content that is noise.

Merging has no key, so it cannot tell sealed answers from random bytes of the same size. What
it does look at is real: openings, digests, signatures, sections, the close.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import msgspec
from msgspec import UNSET, Raw

from station import canonical
from station.clock import wall_text
from station.entropy import Entropy, new_id
from station.exam import facts as f
from station.exam.form import SectionCode
from station.sealing.assessment import (
    Assessment,
    AssessmentBody,
    Custodian,
    Custody,
    Officer,
    Role,
    verify_assessment,
    write_assessment,
)
from station.sealing.bundle import write_bundle
from station.sealing.codes import Credential
from station.sealing.custody import new_custody
from station.sealing.identity import StationIdentity, new_identity
from station.sealing.issue import SessionKeys, SessionPlan, TicketPlan, issue_session
from station.sealing.package import (
    FormContent,
    Package,
    PackagePlan,
    build_package,
    verify_package,
)
from station.sealing.record import FIRST_PREV, KIND, PAD_BYTES, Opening, Record, begin
from station.sealing.session import RosterRow, SeatedStation, Session, verify_session
from station.sealing.signing import Signer
from station.sealing.suite import KEY_BYTES, NONCE_BYTES
from station.sealing.writer import ticket_signature

CONTENT_BYTES = NONCE_BYTES + PAD_BYTES + 16
SECTIONS = tuple(SectionCode(f"section-{place}") for place in range(12))
START = datetime(2025, 1, 20, tzinfo=UTC)
LENGTH = timedelta(hours=6)
STEP_MS = 15_000
ROLES: tuple[Role, ...] = ("coordinator", "witness")
CUSTODIANS = ("a", "b", "c")


@dataclass(frozen=True, kw_only=True)
class Mill:
    """An assessment in which people can be made to have sat; `data` is its file."""

    assessment: Assessment
    data: bytes = field(repr=False)
    officers: dict[Role, Credential] = field(repr=False)
    package: Package = field(repr=False)
    content_keys: dict[str, bytes] = field(repr=False)
    stations: tuple[StationIdentity, ...] = field(repr=False)
    entropy: Entropy = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class MilledSession:
    """A session in which everybody has handed in."""

    session: Session
    data: bytes = field(repr=False)
    tickets: dict[str, Credential] = field(repr=False)


def open_mill(seats: int, entropy: Entropy) -> Mill:
    """Return an assessment with so many stations."""
    officers = {role: Credential(entropy.token(KEY_BYTES)) for role in ROLES}
    data = _assessment(officers, entropy)
    assessment = verify_assessment(data)
    signer = officers["coordinator"].signer
    built = build_package(
        PackagePlan(
            battery="bench",
            version="1",
            languages=("id",),
            key_file="0" * 64,
            standards={},
            policy={},
        ),
        [FormContent(form="A", content=b"{}")],
        assessment=assessment,
        coordinator=signer,
        entropy=entropy,
    )
    return Mill(
        assessment=assessment,
        data=data,
        officers=officers,
        package=verify_package(built.data, assessment),
        content_keys=dict(built.content_keys),
        stations=tuple(new_identity(entropy) for _ in range(seats)),
        entropy=entropy,
    )


def mill_session(mill: Mill, place: int, numbers: list[str]) -> MilledSession:
    """Return session number `place`, one participant a seat."""
    tickets = {number: Credential(mill.entropy.token(KEY_BYTES)) for number in numbers}
    opens = START + place // 2 * timedelta(days=1) + place % 2 * LENGTH
    plan = SessionPlan(
        session=f"{opens:%Y-%m-%d}-{'PS'[place % 2]}-A",
        room="A",
        version=1,
        opens=wall_text(opens),
        closes=wall_text(opens + LENGTH),
        tickets=[
            TicketPlan(key=ticket.signer.key, form="A", seat=f"S{seat}", row=_row(number))
            for seat, (number, ticket) in enumerate(tickets.items())
        ],
        stations=[
            SeatedStation(
                station=one.station,
                seat=f"S{seat}",
                sign=one.signer.key,
                seal=one.seal.public,
            )
            for seat, one in enumerate(mill.stations)
        ],
    )
    data = issue_session(
        plan,
        SessionKeys(
            content=mill.content_keys,
            start_a=Credential(mill.entropy.token(KEY_BYTES)),
            start_b=Credential(mill.entropy.token(KEY_BYTES)),
        ),
        assessment=mill.assessment,
        package=mill.package,
        coordinator=mill.officers["coordinator"].signer,
        entropy=mill.entropy,
    )
    return MilledSession(session=verify_session(data, mill.assessment), data=data, tickets=tickets)


def mill_bundles(mill: Mill, one: MilledSession, records: int) -> Iterator[tuple[str, bytes]]:
    """Yield number and bundle of everybody in a session, each of so many records."""
    for (number, ticket), station in zip(one.tickets.items(), mill.stations, strict=False):
        begun = begin(
            assessment=mill.assessment,
            session=one.session,
            number=number,
            sitting=new_id(mill.entropy),
            station=station.station,
            entropy=mill.entropy,
        )
        rows = _chain(begun.opening, station.signer, records, mill.entropy)
        first = sha256(rows[0][0]).hexdigest()
        yield (
            number,
            write_bundle(rows, ticket_sig=ticket_signature(ticket, first), wrap=begun.wrap),
        )


def _chain(
    opening: Opening, signer: Signer, records: int, entropy: Entropy
) -> list[tuple[bytes, bytes]]:
    """Return records with the two signatures that a bundle keeps."""
    encode = msgspec.json.Encoder().encode
    conduct = _conduct(records)
    prev, rows = FIRST_PREV, []
    for seq in range(records):
        facts = conduct.get(seq, ())
        record = Record(
            acts=(),
            boot="bench",
            conduct=tuple(Raw(canonical.dumps(fact)) for fact in facts),
            content=b"" if facts else entropy.token(CONTENT_BYTES),
            crit=(),
            opening=opening if seq == 0 else UNSET,
            prev=prev,
            seq=seq,
            used_ms=seq * STEP_MS,
            wall=wall_text(START + seq * timedelta(milliseconds=STEP_MS)),
        )
        data = encode(record)
        digest = sha256(data)
        prev = digest.hexdigest()
        kept = seq in {0, records - 1}
        rows.append((data, signer.sign(KIND, digest.digest()) if kept else b""))
    return rows


def _conduct(records: int) -> dict[int, tuple[f.Conduct, ...]]:
    """Return what happens in clear: an opening, sections one after another, the close."""
    step = (records - 2) // len(SECTIONS)
    times = tuple(f.SectionTime(section=code, limit_ms=1_200_000) for code in SECTIONS)
    found: dict[int, tuple[f.Conduct, ...]] = {
        0: (f.Opened(form="A", sections=times, order="0"),),
        records - 1: (f.Closed(reason="submitted", answered=400, items=400),),
    }
    for place, code in enumerate(SECTIONS):
        found[1 + place * step] = (f.SectionOpened(section=code),)
        found[step + place * step] = (f.SectionClosed(section=code, reason="left"),)
    return found


def _row(number: str) -> RosterRow:
    return RosterRow(
        number=number,
        name=f"Peserta {number}",
        nip="198001012005011001",
        unit="Dinas",
        tier="3",
        target="",
        accommodations={},
        salt=sha256(number.encode()).hexdigest(),
    )


def _assessment(officers: dict[Role, Credential], entropy: Entropy) -> bytes:
    assessment_id = new_id(entropy)
    body = AssessmentBody(
        id=assessment_id,
        title={"id": "bench"},
        organiser="bench",
        created=wall_text(START),
        officers=tuple(
            Officer(
                id=role,
                name=role,
                nip="",
                roles=(role,),
                key=one.signer.key,
                seal=one.seal.public,
            )
            for role, one in officers.items()
        ),
        custody=Custody(
            key=new_custody(assessment_id, CUSTODIANS, entropy).key,
            custodians=tuple(Custodian(id=one, name=one) for one in CUSTODIANS),
        ),
        rules={},
    )
    return write_assessment(body, {role: one.signer for role, one in officers.items()})

"""One small assessment, sealed end to end: what the tests of sealing and of its users stand on.

Four officers, three custodians, one package of two forms, one session of two people and
three stations. Keys follow from a seed, except what HPKE draws for itself.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from station import canonical
from station.entropy import new_id
from station.sealing import (
    assessment,
    bundle,
    custody,
    identity,
    issue,
    keyfile,
    package,
    release,
    session,
    writer,
)
from station.sealing.acts import Act, SignedAct, sign_act
from station.sealing.assessment import Assessment
from station.sealing.chain import Chain, walk
from station.sealing.codes import CodeKind, Credential, from_code, new_code
from station.sealing.hpke import SealKey
from station.sealing.identity import StationIdentity
from station.sealing.package import Package
from station.sealing.record import Begun, begin
from station.sealing.session import Session
from station.sealing.signing import Signer
from station.sealing.suite import Stretch
from tests.fakes import FixedEntropy

ASSESSMENT_ID = "0123456789abcdefghjkmnpqrs"
SESSION = "2025-01-20-P-R1"
WALL = "2025-01-20T01:00:00.000Z"
LATER = "2025-01-20T09:00:00.000Z"
CUSTODIANS = ("ani", "budi", "citra")
SHEET = b'{"items":{"V01":"B"}}'
CONTENT = {
    "A": b'{"form":"A","items":["a question nobody may read yet"]}',
    "B": b'{"form":"B","items":["another one"]}',
}
MEDIA = (b"\x89PNG one", b"x" * 150_000)


def fast_stretch(secret: bytes, salt: bytes) -> bytes:
    """Stand in for Argon2id, so that tests of everything else stay fast."""
    return hashlib.sha256(salt + secret).digest()


@dataclass(frozen=True, kw_only=True)
class World:
    """Every file and every secret of the small assessment."""

    officers: dict[str, Credential]
    custodians: dict[str, bytes]
    unsealer: SealKey
    assessment: Assessment
    assessment_data: bytes
    key_data: bytes
    package: Package
    package_data: bytes
    content_keys: dict[str, bytes]
    start_a: Credential
    start_b: Credential
    codes: dict[str, str]
    stations: dict[str, StationIdentity]
    tickets: dict[str, Credential]
    session: Session
    session_data: bytes

    @property
    def sessions(self) -> dict[str, Session]:
        """The session files by hash, as `verify_bundle` wants them."""
        return {self.session.sha256: self.session}

    def content_key(self, form: str, seat: str = "S1") -> bytes:
        """Return a form's content key the way a station gets it."""
        roster = release.open_roster(self.session, self.stations[seat])
        return release.content_key(
            self.session,
            self.package,
            form,
            s1=roster.s1,
            share_a=self.start_a.share,
            share_b=self.start_b.share,
        )

    def act(self, kind: str, body: Mapping[str, object], **more: object) -> tuple[str, SignedAct]:
        """Return an order by the proctor: its id, and the signed act."""
        fields = {"seats": ("S1",), "officer": "proctor", "entropy": "act"} | more
        act = Act(
            assessment=self.assessment.sha256,
            body=dict(body),
            expires=LATER,
            id=new_id(FixedEntropy(seed=f"{fields['entropy']}/{kind}")),
            kind=kind,
            seats=tuple(fields["seats"]),  # type: ignore[arg-type]
            session=SESSION,
        )
        officer = str(fields["officer"])
        return act.id, sign_act(act, officer, self.officers[officer].signer)


@dataclass(kw_only=True)
class Sitting:
    """A sitting that a test writes record by record."""

    world: World
    number: str = "P-001"
    seat: str = "S1"
    sitting: str = "zyxwvtsrqpnmkjhgfedcba9876"
    begun: Begun = field(init=False)
    chain: writer.ChainWriter = field(init=False)
    rows: list[writer.SealedRecord] = field(default_factory=list)
    used_ms: int = 0

    def __post_init__(self) -> None:
        """Begin at the seat."""
        self.begun = begin(
            assessment=self.world.assessment,
            session=self.world.session,
            number=self.number,
            sitting=self.sitting,
            station=self.world.stations[self.seat].station,
            entropy=FixedEntropy(seed=f"ks/{self.number}"),
        )
        self.sit_at(self.seat)

    def sit_at(self, seat: str, after: Chain | None = None) -> None:
        """Go on writing at a seat."""
        self.seat = seat
        self.chain = writer.ChainWriter(
            ks=self.begun.ks,
            opening=self.begun.opening,
            identity=self.world.stations[seat],
            entropy=FixedEntropy(seed=f"nonce/{self.number}/{seat}"),
            after=after,
        )

    def add(
        self,
        *conduct: Mapping[str, object],
        content: Sequence[Mapping[str, object]] = (),
        acts: Sequence[SignedAct] = (),
        ms: int = 1_000,
    ) -> writer.SealedRecord:
        """Write one record, `ms` later."""
        self.used_ms += ms
        row = self.chain.next(
            [canonical.dumps(fact) for fact in conduct],
            [canonical.dumps(fact) for fact in content],
            used_ms=self.used_ms,
            wall=WALL,
            boot="boot-1",
            acts=acts,
        )
        self.rows.append(row)
        return row

    def answer(self, item: str, choice: str) -> writer.SealedRecord:
        """Write an answer."""
        return self.add(content=[{"choice": choice, "fact": "answer_given", "item": item}])

    def records(self) -> list[bytes]:
        """Return the stored bytes."""
        return [row.data for row in self.rows]

    def export(self, *, wrap: bool = True) -> bytes:
        """Return the bundle as it stands."""
        return bundle.write_bundle(
            [(row.data, row.sig) for row in self.rows],
            ticket_sig=writer.ticket_signature(
                self.world.tickets[self.number], self.rows[0].digest
            ),
            wrap=self.begun.wrap if wrap else None,
        )


def whole_sitting(world: World, number: str = "P-001", answers: int = 4) -> Sitting:
    """Return a closed sitting with a few answers."""
    sitting = Sitting(world=world, number=number)
    sitting.add({"fact": "opened", "form": "A", "order": "1f", "sections": []})
    for at in range(answers):
        sitting.answer(f"V{at:02d}", "B")
    sitting.add()
    sitting.add({"answered": answers, "fact": "closed", "items": 9, "reason": "submitted"})
    return sitting


def moved_sitting(world: World) -> Sitting:
    """Return a closed sitting that began at S1 and went on at S2."""
    sitting = whole_sitting(world, answers=2)
    sitting.rows = sitting.rows[:-1]
    sitting.used_ms -= 1_000
    sitting.sit_at("S2", after=walk(sitting.records()))
    places = {name: world.stations[seat].station for name, seat in (("from", "S1"), ("to", "S2"))}
    body = {"from_station": places["from"], "to_station": places["to"]}
    act, signed = world.act("move", body, seats=("S2",))
    sitting.add({"act": act, "fact": "moved", "reason": "broken screen"} | body, acts=[signed])
    sitting.answer("V09", "C")
    sitting.add({"answered": 3, "fact": "closed", "items": 9, "reason": "submitted"})
    return sitting


def make_world(
    seed: str = "world",
    *,
    stretch: Stretch = fast_stretch,
    media: tuple[bytes, ...] = MEDIA,
) -> World:
    """Seal the small assessment.

    Args:
        seed: What the keys follow from.
        stretch: How passphrases become keys.
        media: The media files of form A.
    """
    entropy = FixedEntropy(seed=seed)
    roles = ("coordinator", "witness", "proctor", "second")
    officers = {role: Credential(entropy.token(32)) for role in roles}
    custodians, unsealer = _custody(entropy, stretch)
    assessment_data = _assessment(officers, unsealer.public)
    office = _Office(
        assessment=assessment.verify_assessment(assessment_data),
        coordinator=officers["coordinator"].signer,
        entropy=entropy,
    )
    key_data = _build_key(office)
    built = _build_package(office, key_data, media)
    verified = package.verify_package(built.data, office.assessment)
    stations = {seat: identity.new_identity(entropy) for seat in ("S1", "S2", "S3")}
    codes = {one: new_code(entropy) for one in ("P-001", "P-002", "start_a", "start_b")}
    tickets = {one: _code(codes[one], CodeKind.TICKET, one) for one in ("P-001", "P-002")}
    start_a, start_b = (
        _code(codes[kind], kind, SESSION) for kind in (CodeKind.START_A, CodeKind.START_B)
    )
    keys = issue.SessionKeys(content=built.content_keys, start_a=start_a, start_b=start_b)
    session_data = office.issue(session_plan(tickets, stations), keys, verified)
    return World(
        officers=officers,
        custodians=custodians,
        unsealer=unsealer,
        assessment=office.assessment,
        assessment_data=assessment_data,
        key_data=key_data,
        package=verified,
        package_data=built.data,
        content_keys=dict(built.content_keys),
        start_a=start_a,
        start_b=start_b,
        codes=codes,
        stations=stations,
        tickets=tickets,
        session=session.verify_session(session_data, office.assessment),
        session_data=session_data,
    )


@dataclass(frozen=True, kw_only=True)
class _Office:
    """The coordinator at work."""

    assessment: Assessment
    coordinator: Signer
    entropy: FixedEntropy

    def issue(self, plan: issue.SessionPlan, keys: issue.SessionKeys, sealed: Package) -> bytes:
        return issue.issue_session(
            plan,
            keys,
            assessment=self.assessment,
            package=sealed,
            coordinator=self.coordinator,
            entropy=self.entropy,
        )


def _custody(entropy: FixedEntropy, stretch: Stretch) -> tuple[dict[str, bytes], SealKey]:
    held = custody.new_custody(ASSESSMENT_ID, CUSTODIANS, entropy)
    files = {
        one: custody.write_custodian(held, one, f"pass {one}", entropy, stretch=stretch)
        for one in CUSTODIANS
    }
    opened = [
        custody.read_custodian(files[one], f"pass {one}", stretch=stretch) for one in CUSTODIANS[:2]
    ]
    return files, custody.join(*opened)


def _build_key(office: _Office) -> bytes:
    return keyfile.build_key(
        SHEET,
        keyfile.KeyPlan(battery="demo", version="1", contents=_content_hashes()),
        assessment=office.assessment,
        coordinator=office.coordinator,
        entropy=office.entropy,
    )


def _build_package(
    office: _Office, key_data: bytes, media: tuple[bytes, ...]
) -> package.BuiltPackage:
    forms = [
        package.FormContent(form="A", content=CONTENT["A"], media=media),
        package.FormContent(form="B", content=CONTENT["B"]),
    ]
    return package.build_package(
        package_plan(key_data),
        forms,
        assessment=office.assessment,
        coordinator=office.coordinator,
        entropy=office.entropy,
    )


def assessment_body(officers: dict[str, Credential], custody_key: str) -> assessment.AssessmentBody:
    """Return what the coordinator and the witness sign."""
    return assessment.AssessmentBody(
        id=ASSESSMENT_ID,
        title={"en": "Small assessment", "id": "Penilaian kecil"},
        organiser="Balai Penilaian",
        created=WALL,
        officers=tuple(
            assessment.Officer(
                id=role,
                name=role.title(),
                nip="",
                roles=(role,),  # type: ignore[arg-type]
                key=held.signer.key,
                seal=held.seal.public,
            )
            for role, held in officers.items()
        ),
        custody=assessment.Custody(
            key=custody_key,
            custodians=tuple(assessment.Custodian(id=one, name=one.title()) for one in CUSTODIANS),
        ),
        rules={"heartbeat_ms": 30_000},
    )


def package_plan(key_data: bytes) -> package.PackagePlan:
    """Return the header of the small package."""
    return package.PackagePlan(
        battery="demo",
        version="1",
        languages=("id", "en"),
        key_file=hashlib.sha256(key_data).hexdigest(),
        standards={"levels.toml": "ab" * 32},
        policy={"free_navigation": True},
    )


def session_plan(
    tickets: dict[str, Credential], stations: dict[str, identity.StationIdentity]
) -> issue.SessionPlan:
    """Return the small session: both people, one form each, one spare station."""
    return issue.SessionPlan(
        session=SESSION,
        room="R1",
        version=1,
        opens=WALL,
        closes=LATER,
        tickets=[
            issue.TicketPlan(key=held.signer.key, form=form, seat=seat, row=row(number))
            for (number, held), form, seat in zip(
                tickets.items(), ("A", "B"), ("S1", "S2"), strict=True
            )
        ],
        stations=[
            session.SeatedStation(
                station=one.station, seat=seat, sign=one.signer.key, seal=one.seal.public
            )
            for seat, one in stations.items()
        ],
    )


def row(number: str) -> session.RosterRow:
    """Return one person of the roster."""
    return session.RosterRow(
        number=number,
        name=f"Peserta {number}",
        nip="198001012005011001",
        unit="Dinas",
        tier="pengawas",
        target="Kepala Seksi",
        accommodations={"factor_permille": 1300},
        salt=hashlib.sha256(number.encode()).hexdigest(),
    )


def _assessment(officers: dict[str, Credential], custody_key: str) -> bytes:
    signers = {role: officers[role].signer for role in ("coordinator", "witness")}
    return assessment.write_assessment(assessment_body(officers, custody_key), signers)


def _content_hashes() -> dict[str, str]:
    return {form: hashlib.sha256(content).hexdigest() for form, content in CONTENT.items()}


def _code(code: str, kind: CodeKind, subject: str) -> Credential:
    return from_code(code, assessment_id=ASSESSMENT_ID, kind=kind, subject=subject)

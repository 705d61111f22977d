"""A small whole assessment on the real battery, laid out as a demonstration is. For tests."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from station import canonical
from station.bank.compile import Compiled, compile_folder
from station.bank.folder import read_folder
from station.clock import wall_text
from station.entropy import SystemEntropy
from station.exam.sitting import Phase
from station.reporting.minutes import render_minutes
from station.reporting.recap import render_recap_csv
from station.reporting.report import render_report
from station.resources import resources_dir
from station.scoring.group import GroupModel
from station.scoring.model import ReportModel
from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.custody import join, read_custodian
from station.sealing.hpke import SealKey
from station.sealing.identity import (
    StationIdentity,
    new_identity,
    read_enrolment,
    write_enrolment,
)
from station.sealing.package import verify_package
from station.sealing.session import RosterRow, Session, verify_session
from station.usecases.checkpoint import Witness, checkpoint
from station.usecases.close_session import Statement, close_session
from station.usecases.demo.answers import invent_steps, invent_traits
from station.usecases.export import export_home
from station.usecases.found import AssessmentPlan, Founded, found_assessment
from station.usecases.home import Home, Settings, load_post, prepare_home
from station.usecases.material import ScoreFiles
from station.usecases.merge import merge
from station.usecases.minutes.whole import make_minutes
from station.usecases.office import Office
from station.usecases.people import PeopleBody, PersonRow, write_people
from station.usecases.report import Signing, report
from station.usecases.schedule import (
    IssuedSession,
    Placement,
    Sitting,
    TicketCode,
    issue,
    print_tickets,
)
from station.usecases.score import score
from station.usecases.seal import SealedBattery, seal_battery
from station.usecases.sit import Seated, Station
from tests.fakes import START, FakeClock
from tests.worlds import CUSTODIANS, OFFICERS, now

MORNING, AFTERNOON = "2025-01-20-P-A", "2025-01-20-S-A"
SESSIONS = {MORNING: ("NJ-0001", "NJ-0002", "NJ-0003"), AFTERNOON: ("NJ-0004", "NJ-0005")}
ABSENT, BLANK, MOVED_ANSWERS = "NJ-0005", "NJ-0002", "NJ-0001"
BLANK_SECTION = "digital"
APART = timedelta(hours=8)
HOUSE = {
    "letterhead": ["Pemerintah Provinsi Nusa Jaya", "Badan Kepegawaian Daerah"],
    "place": "Kota Jaya",
    "label": {"id": "Peragaan", "en": "Demonstration"},
    "purpose": {"id": "Pemetaan", "en": "Mapping"},
    "report_number": "800/{number}/2025",
    "witness_printed": True,
}


class SmallPress:
    """Draws reports, and of the exports the quickest."""

    def report(self, model: ReportModel, code: str) -> bytes:
        """Return one report."""
        return render_report(model, code=code)

    def exports(self, models: Sequence[ReportModel], group: GroupModel) -> Mapping[str, bytes]:
        """Return a table of everybody."""
        return {"rekap.csv": render_recap_csv(models, "id")}


@dataclass(kw_only=True)
class Whole:
    """Everything that was made; `root` is what `station verify` looks at."""

    root: Path
    clock: FakeClock
    founded: Founded
    assessment: Assessment
    compiled: Compiled
    battery: SealedBattery
    standards: dict[str, bytes]
    rows: dict[str, RosterRow]
    tickets: dict[str, TicketCode]
    identities: dict[str, StationIdentity]
    passphrases: dict[str, str]
    sessions: dict[str, IssuedSession] = field(default_factory=dict)

    @property
    def register_path(self) -> Path:
        """The register."""
        return self.root / "uji.register"

    @cached_property
    def custody(self) -> SealKey:
        """The answers' key, joined by two custodians once: each file costs half a second."""
        files = self.founded.custodian_files
        return join(*(read_custodian(files[one], self.passphrases[one]) for one in ("k1", "k3")))

    @property
    def signing(self) -> Signing:
        """Coordinator and witness at one machine."""
        keys = self.founded.credentials
        return Signing(
            coordinator=keys["koordinator"].signer,
            cosigner=Witness(id="saksi", signer=keys["saksi"].signer),
            clock=self.clock,
        )

    @property
    def office(self) -> Office:
        """The coordinator at work."""
        return Office(
            assessment=self.assessment,
            coordinator=self.signing.coordinator,
            entropy=SystemEntropy(),
        )

    @property
    def files(self) -> ScoreFiles:
        """What scoring needs beside the register."""
        return ScoreFiles(
            package=self.battery.package,
            key=self.battery.key_file,
            people=people_of(self),
            standards=self.standards,
        )

    def session(self, name: str) -> Session:
        """Return a verified session file."""
        return verify_session(self.sessions[name].data, self.assessment)


def make_whole(root: Path) -> Whole:
    """Seal, sit, export, close, merge, check, score, report: a folder as a demonstration's."""
    whole = _found(root)
    for place, (name, numbers) in enumerate(SESSIONS.items()):
        whole.sessions[name] = _issue(whole, name, numbers, place * APART)
    _lay_out(whole)
    for name, numbers in SESSIONS.items():
        for seat, number in zip(whole.identities, numbers, strict=False):
            if number != ABSENT:
                _sit(whole, seat, number, name)
        whole.clock.pass_ms(int(APART.total_seconds()) * 1000)
    for seat in whole.identities:
        export_home(Home(root / "stations" / seat), root / "stick")
    for name in SESSIONS:
        _close(whole, name)
    merge(whole.register_path, [root / "stick", *sorted(root.glob("*.*"))])
    checkpoint(
        whole.register_path,
        coordinator=whole.signing.coordinator,
        cosigner=whole.signing.cosigner,
        clock=whole.clock,
    )
    score(whole.register_path, whole.files, whole.custody, root)
    report(whole.register_path, root / "scores", root, press=SmallPress(), signing=whole.signing)
    return whole


def people_of(whole: Whole) -> bytes:
    """Return the people file."""
    people = tuple(
        PersonRow(row=row, post="Analis", agency="Badan Keuangan", rank="Penata (III/c)")
        for row in whole.rows.values()
    )
    return write_people(
        PeopleBody(assessment=whole.assessment.sha256, issued="2025-02-10", people=people)
    )


def _found(root: Path) -> Whole:
    entropy, clock = SystemEntropy(), FakeClock()
    passphrases = {one: f"sandi {one}" for one in ("koordinator", "saksi", "k1", "k2", "k3")}
    plan = AssessmentPlan(
        title={"id": "Pemetaan", "en": "Mapping"},
        organiser="BKD",
        officers=OFFICERS,
        custodians=CUSTODIANS,
        rules=HOUSE,
    )
    founded = found_assessment(plan, passphrases, clock=clock, entropy=entropy)
    assessment = verify_assessment(founded.data)
    office = Office(
        assessment=assessment,
        coordinator=founded.credentials["koordinator"].signer,
        entropy=entropy,
    )
    compiled = compile_folder(read_folder(resources_dir() / "battery"))
    standards = {
        path.name: path.read_bytes()
        for path in sorted((resources_dir() / "standards").glob("*.toml"))
    }
    numbers = [number for some in SESSIONS.values() for number in some]
    return Whole(
        root=root,
        clock=clock,
        founded=founded,
        assessment=assessment,
        compiled=compiled,
        battery=seal_battery(compiled, standards, office=office),
        standards=standards,
        rows={number: _row(number, place) for place, number in enumerate(numbers)},
        tickets=print_tickets(numbers, assessment.id, entropy),
        identities={seat: new_identity(entropy) for seat in ("A-001", "A-002", "A-003")},
        passphrases=passphrases,
    )


def _row(number: str, place: int) -> RosterRow:
    posts = tomllib.loads((resources_dir() / "standards" / "posts.toml").read_text("utf-8"))
    post = posts["post"][place]
    return RosterRow(
        number=number,
        name=f"Orang {number}",
        nip=f"19820314200901200{place}",
        unit=post["unit"]["id"],
        tier=str(post["tier"]),
        target=post["code"],
        accommodations={"time_factor_permille": 1300} if place == 3 else {},
        salt=canonical.digest(number).hex(),
    )


def _issue(whole: Whole, name: str, numbers: tuple[str, ...], after: timedelta) -> IssuedSession:
    opens = START + after - timedelta(minutes=10)
    return issue(
        Sitting(
            session=name,
            room="A",
            opens=wall_text(opens),
            closes=wall_text(opens + timedelta(hours=7)),
        ),
        [
            Placement(row=whole.rows[number], seat=seat, form="A")
            for number, seat in zip(numbers, whole.identities, strict=False)
        ],
        whole.tickets,
        [
            read_enrolment(write_enrolment(one, assessment_id=whole.assessment.id, seat=seat))
            for seat, one in whole.identities.items()
        ],
        content_keys=whole.battery.content_keys,
        package=verify_package(whole.battery.package, whole.assessment),
        office=whole.office,
    )


def _lay_out(whole: Whole) -> None:
    signed: Mapping[str, bytes] = {
        "uji.assessment": whole.founded.data,
        "uji.package": whole.battery.package,
        **{f"{name}.session": one.data for name, one in whole.sessions.items()},
    }
    whole.root.mkdir(exist_ok=True)
    (whole.root / "uji.key").write_bytes(whole.battery.key_file)
    for name, data in signed.items():
        (whole.root / name).write_bytes(data)
    for seat, identity in whole.identities.items():
        home = Home(whole.root / "stations" / seat)
        prepare_home(home, Settings(assessment=whole.assessment.sha256, seat=seat), identity)
        for name, data in signed.items():
            (home.packages_dir / name).write_bytes(data)
    folder = whole.root / "custodians"
    folder.mkdir()
    for one, data in whole.founded.custodian_files.items():
        (folder / f"{one}.custodian").write_bytes(data)
        (folder / f"{one}.passphrase").write_text(whole.passphrases[one])


def _sit(whole: Whole, seat: str, number: str, session: str) -> None:
    clock = FakeClock(wall=whole.clock.wall)
    post = load_post(Home(whole.root / "stations" / seat))
    station = Station(
        post=post,
        session=post.session_now(clock.now().wall),
        clock=clock,
        entropy=SystemEntropy(),
        run=now,
        patient=True,
    )
    who = station.sign_in(number, whole.tickets[number].code)
    issued = whole.sessions[session]
    station.release(issued.start_a, issued.start_b, who.form)
    seated = station.start(who, station.open_material(who.form))
    _answer(whole, seated, number, clock)
    seated.desk.submit()
    seated.leave()


def _answer(whole: Whole, seated: Seated, number: str, clock: FakeClock) -> None:
    key, form = whole.compiled.key, whole.compiled.forms["A"]
    assert key is not None
    desk, items = seated.desk, seated.material.paper.items
    for step in invent_steps(form, key, invent_traits(key, number), number):
        if items[step.item].section != desk.ahead.section or desk.ahead.phase is not Phase.WORKING:
            if desk.ahead.phase is Phase.WORKING:
                desk.close_section()
            desk.open_section()
        desk.see(step.item)
        clock.pass_ms(min(step.spent_ms, max(0, desk.left_ms() - 2)))
        blank = number == BLANK and items[step.item].section == BLANK_SECTION
        if step.choice is not None and not blank and desk.left_ms() > 1:
            desk.answer(step.item, step.choice)


def _close(whole: Whole, name: str) -> None:
    keys = whole.founded.credentials
    absent = frozenset({ABSENT}) & set(SESSIONS[name])
    sealed = close_session(
        [whole.root / "stick"],
        Statement(
            opened=wall_text(whole.clock.wall), closed=wall_text(whole.clock.wall), absent=absent
        ),
        assessment=whole.assessment,
        session=whole.session(name),
        signers={"proctor": keys["pengawas-1"].signer, "second": keys["pengawas-2"].signer},
    )
    (whole.root / f"{name}.seal").write_bytes(sealed.data)
    minutes = make_minutes(
        sealed.data,
        sealed.conducts,
        assessment=whole.assessment,
        session=whole.session(name),
        names={number: row.name for number, row in whole.rows.items()},
    )
    (whole.root / "minutes").mkdir(exist_ok=True)
    (whole.root / "minutes" / f"{name}.pdf").write_bytes(render_minutes(minutes))

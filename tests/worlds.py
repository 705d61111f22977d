"""A small, whole assessment in a folder: real files, real keys, a small form. For tests.

Only its passphrases become keys the quick way: five of them would take four seconds a world.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from station import canonical
from station.bank.compile import Compiled
from station.clock import wall_text
from station.entropy import SystemEntropy
from station.scoring.key import ItemKey, KeySheet, Scale
from station.sealing.assessment import Assessment, Custodian, verify_assessment
from station.sealing.custody import join, read_custodian
from station.sealing.hpke import SealKey
from station.sealing.identity import (
    StationIdentity,
    new_identity,
    read_enrolment,
    write_enrolment,
)
from station.sealing.package import verify_package
from station.sealing.session import RosterRow
from station.usecases.found import AssessmentPlan, Founded, OfficerPlan, found_assessment
from station.usecases.home import Home, Post, Settings, load_post, prepare_home
from station.usecases.office import Office
from station.usecases.schedule import (
    IssuedSession,
    Placement,
    Sitting,
    TicketCode,
    issue,
    print_tickets,
)
from station.usecases.seal import SealedBattery, seal_battery
from station.usecases.sit import Station
from tests.fakes import START, FakeClock
from tests.papers import small_form
from tests.unit.sealing.world import fast_stretch

T = TypeVar("T")
OFFICERS = (
    OfficerPlan(id="koordinator", name="Ratna", nip="1", roles=("coordinator",)),
    OfficerPlan(id="saksi", name="Made", nip="2", roles=("witness",)),
    OfficerPlan(id="pengawas-1", name="Dewi", nip="3", roles=("proctor",)),
    OfficerPlan(id="pengawas-2", name="Agus", nip="4", roles=("second",)),
)
CUSTODIANS = tuple(Custodian(id=one, name=one) for one in ("k1", "k2", "k3"))
SESSION = "2025-01-20-P-A"
NUMBERS = ("0001", "0002", "0003")
HEARS = "0003"
"""Who is granted to have items read aloud."""


def now(
    job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
) -> None:
    """Run a job at once, as the lane does later."""
    try:
        result = job()
    except Exception as error:  # noqa: BLE001 -- as the real lane does
        failed(error)
        return
    done(result)


@dataclass(kw_only=True)
class World:
    """Everything that was made, and the homes of three stations."""

    root: Path
    clock: FakeClock
    founded: Founded
    assessment: Assessment
    battery: SealedBattery
    session: IssuedSession
    tickets: dict[str, TicketCode]
    identities: dict[str, StationIdentity]
    passphrases: dict[str, str]
    rows: dict[str, RosterRow] = field(default_factory=dict)
    at_end: list[Callable[[], None]] = field(default_factory=list)
    """What a test's world does when the test is over: journals are closed."""

    @property
    def office(self) -> Office:
        """The coordinator at work."""
        signer = self.founded.credentials["koordinator"].signer
        return Office(assessment=self.assessment, coordinator=signer, entropy=SystemEntropy())

    def home(self, seat: str) -> Home:
        """Return the home of a seat."""
        return Home(self.root / "stations" / seat)

    def post(self, seat: str) -> Post:
        """Return the loaded station of a seat."""
        return load_post(self.home(seat))

    def station(self, seat: str, run: Any = now) -> Station:
        """Return the station of a seat in the one session."""
        post = self.post(seat)
        session = post.session_now(self.clock.now().wall)
        return Station(
            post=post, session=session, clock=self.clock, entropy=SystemEntropy(), run=run
        )

    def custody(self, first: str = "k1", second: str = "k2") -> SealKey:
        """Return the answers' key, joined by two custodians."""
        shares = [
            read_custodian(
                self.founded.custodian_files[one], self.passphrases[one], stretch=fast_stretch
            )
            for one in (first, second)
        ]
        return join(*shares)


def make_world(root: Path) -> World:
    """Found, seal, enrol three seats, schedule three people; everything on disk under `root`."""
    clock, entropy = FakeClock(), SystemEntropy()
    passphrases = {one: f"sandi {one}" for one in ("koordinator", "saksi", "k1", "k2", "k3")}
    plan = AssessmentPlan(
        title={"id": "Uji", "en": "Test"},
        organiser="BKD",
        officers=OFFICERS,
        custodians=CUSTODIANS,
    )
    founded = found_assessment(
        plan, passphrases, clock=clock, entropy=entropy, stretch=fast_stretch
    )
    assessment = verify_assessment(founded.data)
    office = Office(
        assessment=assessment,
        coordinator=founded.credentials["koordinator"].signer,
        entropy=entropy,
    )
    battery = seal_battery(compiled(), {"cuts.toml": b"version = '1'\n"}, office=office)
    tickets = print_tickets(NUMBERS, assessment.id, entropy)
    identities = {seat: new_identity(entropy) for seat in ("01", "02", "03")}
    enrolments = [
        read_enrolment(write_enrolment(one, assessment_id=assessment.id, seat=seat))
        for seat, one in identities.items()
    ]
    rows = {number: row(number) for number in NUMBERS}
    session = issue(
        Sitting(
            session=SESSION,
            room="A",
            opens=wall_text(START - timedelta(hours=1)),
            closes=wall_text(START + timedelta(hours=8)),
        ),
        [
            Placement(row=rows[number], seat=seat, form="A")
            for number, seat in zip(NUMBERS, identities, strict=True)
        ],
        tickets,
        enrolments,
        content_keys=battery.content_keys,
        package=verify_package(battery.package, assessment),
        office=office,
    )
    world = World(
        root=root,
        clock=clock,
        founded=founded,
        assessment=assessment,
        battery=battery,
        session=session,
        tickets=tickets,
        identities=identities,
        passphrases=passphrases,
        rows=rows,
    )
    _lay_out(world)
    return world


def compiled() -> Compiled:
    """Return the small form with a key that makes `A` right."""
    form = small_form()
    items = tuple(
        ItemKey(item=one.id, scale="s", scoring="match", correct=("A",)) for one in form.items
    )
    scale = Scale(code="s", kind="ability", name={"id": "s", "en": "s"})
    key = KeySheet(battery=form.battery, version=form.version, items=items, scales=(scale,))
    return Compiled(forms={"A": form}, media={"A": ()}, key=key)


def row(number: str) -> RosterRow:
    """Return a person."""
    return RosterRow(
        number=number,
        name=f"Orang {number}",
        nip="198203142009012007",
        unit="Dinas",
        tier="3",
        target="Kepala Bidang",
        accommodations={"read_aloud": True} if number == HEARS else {},
        salt=canonical.digest(number).hex(),
    )


def _lay_out(world: World) -> None:
    for seat, identity in world.identities.items():
        home = world.home(seat)
        prepare_home(home, Settings(assessment=world.assessment.sha256, seat=seat), identity)
        (home.packages_dir / "uji.assessment").write_bytes(world.founded.data)
        (home.packages_dir / "uji.package").write_bytes(world.battery.package)
        (home.packages_dir / f"{SESSION}.session").write_bytes(world.session.data)

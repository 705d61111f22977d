"""What sessions leave on sticks: sittings played at the small world's seats. For tests."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from station.clock import wall_text
from station.entropy import SystemEntropy
from station.exam.form import ItemId
from station.sealing.identity import read_enrolment, write_enrolment
from station.sealing.package import verify_package
from station.sealing.session import Session, verify_session
from station.usecases.close_session import SealedSession, Statement, close_session
from station.usecases.export import export_home
from station.usecases.home import Home
from station.usecases.schedule import IssuedSession, Placement, Sitting, issue, print_tickets
from station.usecases.sit import Seated
from tests.fakes import START
from tests.worlds import SESSION, World, make_world, row

SECOND = "2025-01-20-S-A"
SECOND_NUMBERS = ("0004", "0005", "0006")
AFTERNOON_MS = 9 * 3_600_000
PROCTOR = "pengawas-1"
OPENED = wall_text(START)
MORNING = ("0001 whole", "0002 early", "0002 whole", "0003 one way")
ITEMS = tuple(ItemId(f"A-{place}") for place in range(1, 6))


@dataclass(kw_only=True)
class Aftermath:
    """Two sessions that were sat, and a stick with everything that they left.

    Attributes:
        issued: Session id to its file and start codes.
        bundles: A few words to the bundle that they describe.
    """

    world: World
    stick: Path
    issued: dict[str, IssuedSession]
    bundles: dict[str, Path] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """Every file on the stick, sorted."""
        return sorted(path for path in self.stick.rglob("*") if path.is_file())

    def sit_down(self, seat: str, number: str) -> Seated:
        """Let a participant begin the first section at a seat."""
        station = self.world.station(seat)
        who = station.sign_in(number, self.world.tickets[number].code)
        issued = self.issued[station.session.body.session]
        station.release(issued.start_a, issued.start_b, who.form)
        seated = station.start(who, station.open_material(who.form))
        seated.desk.open_section()
        return seated

    def go_on(self, seat: str, number: str) -> Seated:
        """Let a stopped sitting go on, with the proctor's code."""
        station = self.world.station(seat)
        (stopped,) = [one for one in station.unfinished() if one.number == number]
        officer = station.officer(PROCTOR, self.world.founded.codes[PROCTOR])
        return station.resume(stopped, officer=officer, ticket_code=self.world.tickets[number].code)

    def export(self, seat: str, number: str, name: str) -> Path:
        """Put a sitting of a seat on the stick under `name`."""
        away = self.world.root / "export"
        exported = export_home(self.world.home(seat), away)
        (mine,) = [one.path for one in exported if one.number == number]
        path = self.stick / f"{name}.bundle"
        shutil.move(mine, path)
        shutil.rmtree(away)
        self.bundles[name] = path
        return path


def make_aftermath(root: Path) -> Aftermath:
    """Play a morning and an afternoon.

    0001 and 0004 sit quietly; 0002 is exported too early and again; 0003's disk was copied
    and both copies went on; 0005 sat at two seats; 0006 stayed away.
    """
    world = make_world(root / "world")
    stick = root / "stick"
    stick.mkdir()
    made = Aftermath(world=world, stick=stick, issued={SESSION: world.session})
    made.issued[SECOND] = _second_session(world)
    _morning(made)
    world.clock.pass_ms(AFTERNOON_MS)
    _afternoon(made)
    (stick / "uji.assessment").write_bytes(world.founded.data)
    (stick / "uji.package").write_bytes(world.battery.package)
    (stick / "uji.key").write_bytes(world.battery.key_file)
    for name, session in made.issued.items():
        (stick / f"{name}.session").write_bytes(session.data)
    return made


def hand_in(one: Seated) -> None:
    """Leave every section and hand in."""
    while one.desk.ahead.next_section() is not None:
        one.desk.close_section()
        one.desk.open_section()
    one.desk.submit()
    one.leave()


def session_of(aftermath: Aftermath, name: str = SESSION) -> Session:
    """Return a verified session file."""
    return verify_session(aftermath.issued[name].data, aftermath.world.assessment)


def close(
    aftermath: Aftermath,
    *bundles: str,
    session: str = SESSION,
    roles: str = "proctor second",
    **said: object,
) -> SealedSession:
    """Seal a session over some bundles of the stick."""
    officers = {"proctor": "pengawas-1", "second": "pengawas-2"}
    credentials = aftermath.world.founded.credentials
    return close_session(
        [aftermath.bundles[one] for one in bundles],
        Statement(opened=OPENED, closed=OPENED, **said),  # type: ignore[arg-type]
        assessment=aftermath.world.assessment,
        session=session_of(aftermath, session),
        signers={role: credentials[officers[role]].signer for role in roles.split()},
    )


def _morning(made: Aftermath) -> None:
    whole = made.sit_down("01", "0001")
    _answer(made, whole, "BCADE")
    hand_in(whole)
    made.export("01", "0001", "0001 whole")
    early = made.sit_down("02", "0002")
    _answer(made, early, "AB")
    early.keeper.close()
    made.export("02", "0002", "0002 early")
    hand_in(made.go_on("02", "0002"))
    made.export("02", "0002", "0002 whole")
    _fork(made)


def _fork(made: Aftermath) -> None:
    """Let a sitting go on twice from a copied disk."""
    forked = made.sit_down("03", "0003")
    forked.keeper.close()
    home = made.world.home("03").root
    shutil.copytree(home, home.with_name("copy"))
    for name, answers in (("0003 one way", "A"), ("0003 the other way", "B")):
        seated = made.go_on("03", "0003")
        _answer(made, seated, answers)
        hand_in(seated)
        made.export("03", "0003", name)
        shutil.rmtree(home)
        shutil.copytree(home.with_name("copy"), home)
    shutil.rmtree(home / "sittings")


def _afternoon(made: Aftermath) -> None:
    for seat, number, name in (
        ("01", "0004", "0004 whole"),
        ("02", "0005", "0005 at two"),
        ("03", "0005", "0005 at three"),
    ):
        seated = made.sit_down(seat, number)
        _answer(made, seated, "EDCBA")
        hand_in(seated)
        made.export(seat, number, name)


def _answer(made: Aftermath, seated: Seated, choices: str) -> None:
    for item, choice in zip(ITEMS, choices, strict=False):
        made.world.clock.pass_ms(4_000)
        seated.desk.see(item)
        seated.desk.answer(item, choice)


def _second_session(world: World) -> IssuedSession:
    office = world.office
    world.tickets |= print_tickets(SECOND_NUMBERS, world.assessment.id, SystemEntropy())
    world.rows |= {number: row(number) for number in SECOND_NUMBERS}
    opens = START + timedelta(milliseconds=AFTERNOON_MS)
    session = issue(
        Sitting(
            session=SECOND,
            room="A",
            opens=wall_text(opens - timedelta(minutes=30)),
            closes=wall_text(opens + timedelta(hours=6)),
        ),
        [
            Placement(row=world.rows[number], seat=seat, form="A")
            for number, seat in zip(SECOND_NUMBERS, world.identities, strict=True)
        ],
        world.tickets,
        [
            read_enrolment(write_enrolment(one, assessment_id=world.assessment.id, seat=seat))
            for seat, one in world.identities.items()
        ],
        content_keys=world.battery.content_keys,
        package=verify_package(world.battery.package, world.assessment),
        office=office,
    )
    for seat in world.identities:
        home: Home = world.home(seat)
        (home.packages_dir / f"{SECOND}.session").write_bytes(session.data)
    return session

"""Short sittings for tests of faults: sit down, answer until something happens, hand in."""

import hashlib
from itertools import cycle
from pathlib import Path

import msgspec

from station.exam.form import ItemId
from station.sealing.bundle import open_bundle, unseal_ks, verify_bundle
from station.usecases.export import export_home
from station.usecases.sit import Seated, Station
from tests.worlds import World

PROCTOR, NUMBER, SEAT = "pengawas-1", "0001", "01"
ITEMS = tuple(ItemId(f"A-{place}") for place in range(1, 6))
SIDE_FILES = ("-wal", "-shm", "-journal")
MANY = 2_000


def sit_down(world: World, number: str = NUMBER) -> Seated:
    """Return a sitting whose first section is open."""
    station = world.station(SEAT)
    seated = begin(world, station, number)
    seated.desk.open_section()
    return seated


def begin(world: World, station: Station, number: str = NUMBER) -> Seated:
    """Sign in, release, start."""
    who = station.sign_in(number, world.tickets[number].code)
    station.release(world.session.start_a, world.session.start_b, who.form)
    return station.start(who, station.open_material(who.form))


def resume(world: World) -> Seated:
    """Let the stopped sitting at the seat go on, with the proctor's code."""
    station = world.station(SEAT)
    (stopped,) = station.unfinished()
    officer = station.officer(PROCTOR, world.founded.codes[PROCTOR])
    return station.resume(stopped, officer=officer, ticket_code=world.tickets[NUMBER].code)


def answer_until_failure(world: World, seated: Seated) -> dict[ItemId, str]:
    """Answer item after item until storing fails; return what the desk had called saved."""
    desk = seated.desk
    for place, item in zip(range(MANY), cycle(ITEMS), strict=False):
        world.clock.pass_ms(20)
        desk.see(item)
        if desk.failure is None:
            desk.answer(item, "ABCDE"[place % 5])
        if desk.failure is not None:
            return dict(desk.saved.answers)
    raise AssertionError("storing never failed")


def hand_in(seated: Seated) -> None:
    """Leave every section and hand in."""
    desk = seated.desk
    while desk.ahead.next_section() is not None:
        desk.close_section()
        desk.open_section()
    desk.submit()
    seated.leave()


def handed_in_answers(world: World, seated: Seated, stick_dir: Path) -> dict[ItemId, str]:
    """Hand in, export, verify the bundle, and return the answers two custodians find in it."""
    hand_in(seated)
    (exported,) = export_home(world.home(SEAT), stick_dir)
    session = world.station(SEAT).session
    bundle = verify_bundle(exported.path.read_bytes(), world.assessment, {session.sha256: session})
    facts = [
        msgspec.json.decode(fact)
        for record in open_bundle(bundle, unseal_ks(bundle, world.custody()))
        for fact in record.content
    ]
    return {fact["item"]: fact["choice"] for fact in facts if fact["fact"] == "answer_given"}


def hashes(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `root`, SQLite's side files left out."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.endswith(SIDE_FILES)
    }

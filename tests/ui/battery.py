"""The real battery, sealed for one seat, and a plan for whoever sits there. For tests."""

from pathlib import Path

from station.app import standards_files
from station.bank.compile import compile_folder
from station.bank.folder import read_sources_folder
from station.clock import parse_wall, wall_text
from station.entropy import SystemEntropy
from station.resources import resources_dir
from station.usecases.demo.answers import invent_steps, invent_traits
from station.usecases.demo.day import STARTS_AFTER
from station.usecases.demo.office import open_office
from station.usecases.demo.people import Pool, invent
from station.usecases.demo.seat import SeatPlan


def one_seat_plan(out_dir: Path) -> SeatPlan:
    """Found, seal and enrol for two people; return what the first one will do."""
    root = resources_dir()
    pool = Pool.parse(
        (root / "demo" / "people.toml").read_bytes(),
        (root / "standards" / "posts.toml").read_bytes(),
    )
    compiled = compile_folder(read_sources_folder(root / "battery"))
    office = open_office(
        out_dir,
        pool,
        invent(pool, 2, seed=1),
        compiled,
        standards_files(),
        factors={},
        entropy=SystemEntropy(),
    )
    session = office.sessions[0]
    number, seat = next(iter(session.seats.items()))
    assert compiled.key is not None
    steps = invent_steps(compiled.forms["A"], compiled.key, invent_traits(compiled.key, "1"), "1")
    return SeatPlan(
        home=str(office.home(seat).root),
        number=number,
        ticket=office.tickets[number].code,
        start_a=session.issued.start_a,
        start_b=session.issued.start_b,
        officer="pengawas-1",
        officer_code=office.founded.codes["pengawas-1"],
        begins=wall_text(parse_wall(session.sitting.opens) + STARTS_AFTER),
        boot="boot-1",
        steps=tuple(steps),
        pause_at=70,
    )

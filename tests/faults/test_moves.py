"""A move that is cut short, and one that goes back: the sitting goes on, its chain stays one."""

from pathlib import Path

import pytest

from station.sealing.bundle import verify_bundle
from station.storage.errors import AppendOnlyError
from station.usecases.export import export_home
from station.usecases.move import MoveFiles, arrive, bring, pack_move
from station.usecases.sit import Seated, Station
from tests.faults.sittings import ITEMS, NUMBER, PROCTOR, hand_in, sit_down
from tests.worlds import World


def packed(world: World, from_seat: str, to_seat: str, stick_dir: Path) -> MoveFiles:
    """Return what the proctor carries from one seat to another."""
    station = world.station(from_seat)
    (stopped,) = station.unfinished()
    return pack_move(
        stopped,
        station,
        officer=station.officer(PROCTOR, world.founded.codes[PROCTOR]),
        to_station=world.identities[to_seat].station,
        stick_dir=stick_dir,
    )


def arrived(world: World, files: MoveFiles, station: Station) -> Seated:
    """Let a sitting go on at another seat."""
    return arrive(
        files,
        station,
        officer=station.officer(PROCTOR, world.founded.codes[PROCTOR]),
        ticket_code=world.tickets[NUMBER].code,
        reason="layar mati",
    )


def stopped_at(world: World) -> None:
    """Sit down at the first seat, answer once, and lose the program."""
    seated = sit_down(world)
    world.clock.pass_ms(4_000)
    seated.desk.answer(ITEMS[0], "C")
    seated.keeper.close()


def test_a_move_whose_arrival_was_cut_short_can_be_made_again(world: World, tmp_path: Path) -> None:
    stopped_at(world)
    files = packed(world, "01", "03", tmp_path)
    power_cut = world.station("03", run=lambda _job, _done, _failed: None)
    bring(
        files,
        power_cut,
        officer=power_cut.officer(PROCTOR, world.founded.codes[PROCTOR]),
        ticket_code=world.tickets[NUMBER].code,
        reason="layar mati",
    ).seated.keeper.close()
    again = world.station("03")

    assert again.unfinished() == []
    moved = arrived(world, files, again)
    assert moved.desk.saved.answers == {ITEMS[0]: "C"}
    hand_in(moved)
    assert closed_bundle(world, "03", tmp_path / "out")


def test_a_sitting_can_move_back_to_its_first_seat(world: World, tmp_path: Path) -> None:
    stopped_at(world)
    there = arrived(world, packed(world, "01", "03", tmp_path / "1"), world.station("03"))
    there.desk.answer(ITEMS[1], "D")
    there.keeper.close()
    back = arrived(world, packed(world, "03", "01", tmp_path / "2"), world.station("01"))

    assert back.desk.saved.answers == {ITEMS[0]: "C", ITEMS[1]: "D"}
    assert back.desk.used_ms() == 4_000
    hand_in(back)
    assert closed_bundle(world, "01", tmp_path / "out")


def test_a_sitting_that_went_on_here_is_never_replaced_by_an_older_copy(
    world: World, tmp_path: Path
) -> None:
    stopped_at(world)
    files = packed(world, "01", "03", tmp_path)
    arrived(world, files, world.station("03")).keeper.close()

    with pytest.raises(AppendOnlyError):
        arrived(world, files, world.station("03"))


def closed_bundle(world: World, seat: str, out_dir: Path) -> bool:
    """Return whether the seat's one bundle verifies and is closed."""
    (exported,) = export_home(world.home(seat), out_dir)
    session = world.station(seat).session
    bundle = verify_bundle(exported.path.read_bytes(), world.assessment, {session.sha256: session})
    return bundle.chain.closed

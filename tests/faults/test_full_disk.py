"""A disk that fills up: told by its code, nothing saved is lost, on it goes once there is room."""

from pathlib import Path

import pytest

from station.exam.errors import NotOpenError
from station.storage.errors import DiskFullError
from station.storage.files import write_whole
from station.storage.register import Register
from station.usecases.evidence import state_of
from station.usecases.export import export_home
from station.usecases.merge import merge
from station.usecases.score import score
from tests.aftermath import Aftermath
from tests.faults.disks import KIB, RealDisk
from tests.faults.sittings import (
    ITEMS,
    SEAT,
    answer_until_failure,
    begin,
    hand_in,
    handed_in_answers,
    hashes,
    sit_down,
)
from tests.whole import Whole
from tests.worlds import World


def test_a_file_on_a_full_disk_stays_as_it_was(disk: RealDisk) -> None:
    path = disk.path / "a" / "file"
    write_whole(path, b"before")
    disk.fill()
    before = hashes(disk.path)

    with pytest.raises(DiskFullError):
        write_whole(path, bytes(64 * KIB))
    with pytest.raises(DiskFullError):
        write_whole(disk.path / "new" / "folder" / "file", bytes(64 * KIB))
    assert hashes(disk.path) == before


def test_a_sitting_outlasts_a_full_disk(
    world_on_disk: World, disk: RealDisk, tmp_path: Path
) -> None:
    world, seated = world_on_disk, sit_down(world_on_disk)
    desk = seated.desk
    filler_path = disk.fill()
    acknowledged = answer_until_failure(world, seated)
    failed_at_ms = desk.used_ms()
    world.clock.pass_ms(60_000)
    desk.tick()
    desk.retry()

    assert isinstance(desk.failure, DiskFullError)
    assert desk.used_ms() == failed_at_ms
    assert desk.saved.answers == acknowledged
    with pytest.raises(NotOpenError):
        desk.answer(ITEMS[0], "A")

    filler_path.unlink()
    desk.retry()
    assert desk.failure is None
    assert desk.saved == desk.ahead
    assert [(one.cause, one.ms) for one in desk.saved.lost] == [("save_failed", 60_000)]
    found = handed_in_answers(world, seated, tmp_path / "stick")
    assert found == desk.saved.answers
    assert acknowledged.items() <= {**found, **acknowledged}.items()


@pytest.mark.parametrize("room_kib", [0, 6, 12, 20, 40, 80])
def test_starting_on_a_nearly_full_disk_begins_whole_or_not_at_all(
    world_on_disk: World, disk: RealDisk, room_kib: int
) -> None:
    world = world_on_disk
    room_path = disk.path / "room"
    room_path.write_bytes(bytes(room_kib * KIB))
    filler_path = disk.fill()
    room_path.unlink()
    before = hashes(disk.path)
    try:
        seated = begin(world, world.station(SEAT))
    except DiskFullError:
        assert hashes(disk.path) == before
        filler_path.unlink()
        seated = begin(world, world.station(SEAT))
    else:
        filler_path.unlink()
        seated.desk.retry()

    assert seated.desk.failure is None
    assert seated.desk.saved == seated.desk.ahead
    seated.desk.open_section()
    hand_in(seated)
    assert len(world.home(SEAT).sitting_dirs()) == 1


def test_exporting_to_a_full_stick_leaves_it_as_it_was(
    world: World, disk: RealDisk, tmp_path: Path
) -> None:
    hand_in(sit_down(world))
    filler_path = disk.fill()
    before = hashes(disk.path)
    with pytest.raises(DiskFullError):
        export_home(world.home(SEAT), disk.path)

    assert hashes(disk.path) == before
    filler_path.unlink()
    (on_stick,) = export_home(world.home(SEAT), disk.path)
    (elsewhere,) = export_home(world.home(SEAT), tmp_path / "elsewhere")
    assert on_stick.path.read_bytes() == elsewhere.path.read_bytes()


def test_a_register_on_a_full_disk_keeps_what_it_had_and_goes_on(
    aftermath: Aftermath, disk: RealDisk, tmp_path: Path
) -> None:
    register_path = disk.path / "r.register"
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    first = merge(register_path, signed)
    filler_path = disk.fill()
    with pytest.raises(DiskFullError):
        merge(register_path, [aftermath.stick])

    assert state(register_path) == first.state
    filler_path.unlink()
    assert merge(register_path, [aftermath.stick]).state == (
        merge(tmp_path / "reference.register", [aftermath.stick]).state
    )


def test_scoring_onto_a_full_disk_can_be_repeated(whole: Whole, disk: RealDisk) -> None:
    room_path = disk.path / "room"
    room_path.write_bytes(bytes(100 * KIB))
    filler_path = disk.fill()
    room_path.unlink()
    before = hashes(whole.root)
    with pytest.raises(DiskFullError):
        score(whole.register_path, whole.files, whole.custody, disk.path / "out")

    assert not (disk.path / "out" / "scores" / "index.json").exists()
    filler_path.unlink()
    score(whole.register_path, whole.files, whole.custody, disk.path / "out")
    scores = {name: one for name, one in hashes(whole.root).items() if name.startswith("scores/")}
    assert hashes(disk.path / "out").items() >= scores.items()
    assert hashes(whole.root) == before


def state(register_path: Path) -> str:
    """Return the state of a register."""
    register = Register.read(register_path)
    found = state_of(register)
    register.close()
    return found

"""Disks and sticks that refuse: write-protected, turned read-only, pulled out while writing."""

import threading
from pathlib import Path

import numpy as np
import pytest

from station.storage.errors import SaveFailedError
from station.storage.files import write_whole
from station.sync.finding import find_evidence
from station.usecases.export import export_home
from station.usecases.ledger import ledger
from station.usecases.merge import merge
from tests.aftermath import Aftermath
from tests.faults.disks import KIB, RealDisk
from tests.faults.kills import check
from tests.faults.outages import outage_once
from tests.faults.sittings import (
    SEAT,
    answer_until_failure,
    begin,
    hand_in,
    hashes,
    resume,
    sit_down,
)
from tests.worlds import World

MIB = 1024 * KIB


def test_a_write_protected_stick_takes_no_bundle_and_is_left_as_it_was(
    world: World, disk: RealDisk
) -> None:
    hand_in(sit_down(world))
    (disk.path / "note.txt").write_text("mine")
    disk.write_protect()
    before = hashes(disk.path)

    with pytest.raises(SaveFailedError):
        export_home(world.home(SEAT), disk.path)
    with pytest.raises(SaveFailedError):
        export_home(world.home(SEAT), disk.path / "new")
    assert hashes(disk.path) == before


def test_evidence_is_merged_from_a_write_protected_stick(
    aftermath: Aftermath, disk: RealDisk, tmp_path: Path
) -> None:
    whole = merge(disk.path / "theirs.register", [aftermath.stick])
    disk.write_protect()
    before = hashes(disk.path)
    merged = merge(tmp_path / "mine.register", [disk.path])

    assert merged.state == whole.state
    assert merged.rejected == ()
    assert hashes(disk.path) == before


def test_a_write_protected_register_is_read_but_takes_nothing(
    aftermath: Aftermath, disk: RealDisk
) -> None:
    register_path = disk.path / "r.register"
    merge(register_path, [aftermath.stick / "uji.assessment"])
    disk.write_protect()
    before = hashes(disk.path)

    with pytest.raises(SaveFailedError):
        merge(register_path, [aftermath.stick])
    assert ledger(register_path).sessions == ()
    assert hashes(disk.path) == before


def test_nobody_begins_or_goes_on_in_a_write_protected_home(
    world_on_disk: World, disk: RealDisk
) -> None:
    sit_down(world_on_disk).keeper.close()
    disk.write_protect()
    before = hashes(disk.path)

    with pytest.raises(SaveFailedError):
        resume(world_on_disk)
    with pytest.raises(SaveFailedError):
        begin(world_on_disk, world_on_disk.station(SEAT))
    assert hashes(disk.path) == before


def test_a_disk_that_turns_read_only_stops_the_clock_and_loses_nothing(
    world_on_disk: World, disk: RealDisk
) -> None:
    world = world_on_disk
    seated = sit_down(world)
    disk.turn_read_only()
    acknowledged = answer_until_failure(world, seated)
    failed_at_ms = seated.desk.used_ms()
    world.clock.pass_ms(60_000)
    seated.desk.retry()

    assert isinstance(seated.desk.failure, SaveFailedError)
    assert seated.desk.used_ms() == failed_at_ms
    seated.keeper.close()
    disk.unplug()
    disk.plug_in()
    assert resume(world).desk.saved.answers == acknowledged


def test_a_pulled_disk_has_lost_what_was_not_synced(disk: RealDisk) -> None:
    write_whole(disk.path / "synced", bytes(KIB))
    (disk.path / "unsynced").write_bytes(bytes(KIB))
    disk.pull_out()
    with pytest.raises(SaveFailedError):
        write_whole(disk.path / "late", bytes(KIB))
    disk.unplug()
    disk.plug_in()

    assert (disk.path / "synced").stat().st_size == KIB
    assert not (disk.path / "late").exists()
    assert not (disk.path / "unsynced").exists() or not (disk.path / "unsynced").read_bytes()


def test_a_stick_pulled_out_while_a_file_is_written_shows_it_whole_or_not_at_all(
    disk: RealDisk,
) -> None:
    data = np.random.default_rng(1).bytes(4 * MIB)
    write_whole(disk.path / "before.bundle", data)
    for turn, delay_s in enumerate((0.0005, 0.003, 0.01, 0.03)):
        path = disk.path / f"{turn}.bundle"
        timer = threading.Timer(delay_s, disk.pull_out)
        timer.start()
        stored = write_or_be_refused(path, data)
        timer.join()
        disk.unplug()
        disk.plug_in()

        found = {one.path.name: one.path.read_bytes() == data for one in find_evidence([disk.path])}
        assert found["before.bundle"]
        assert found.get(path.name, not stored)
        path.unlink(missing_ok=True)


def write_or_be_refused(path: Path, data: bytes) -> bool:
    """Return whether the file was called written."""
    try:
        write_whole(path, data)
    except SaveFailedError:
        return False
    return True


@pytest.mark.parametrize("delay_s", [0.01, 0.12])
def test_a_station_whose_disk_is_pulled_out_loses_no_acknowledged_answer(
    world: World, disk: RealDisk, delay_s: float
) -> None:
    outage = outage_once(world, disk, delay_s)

    check(outage)
    assert outage.resumed.desk.saved.lost[-1].cause == "restart"
    outage.resumed.keeper.close()

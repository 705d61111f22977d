"""Disks and sticks that refuse: write-protected, turned read-only, pulled out while writing."""

import subprocess
import sys
import threading
from pathlib import Path

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
    NUMBER,
    SEAT,
    answer_until_failure,
    begin,
    hand_in,
    hashes,
    resume,
    sit_down,
)
from tests.faults.stickwriter import DATA
from tests.worlds import World


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
    resumed = resume(world)
    assert resumed.desk.saved.answers == acknowledged
    resumed.keeper.close()


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


@pytest.mark.parametrize("delay_s", [0.0005, 0.004, 0.02, 0.06])
def test_a_stick_pulled_out_while_files_are_written_shows_each_whole_or_not_at_all(
    disk: RealDisk, delay_s: float
) -> None:
    called_written = write_until_pulled(disk, delay_s)
    found = {one.path.name: one.path.read_bytes() == DATA for one in find_evidence([disk.path])}

    assert set(found.values()) <= {True}
    assert called_written <= found.keys()


def write_until_pulled(disk: RealDisk, delay_s: float) -> set[str]:
    """Return the files that were called written before the stick was pulled out."""
    command = [sys.executable, "-m", "tests.faults.stickwriter", str(disk.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        timer = threading.Timer(delay_s, disk.pull_out_under, [child])
        timer.start()
        told = child.stdout.read().split()
        timer.join()
    disk.unplug()
    disk.plug_in()
    return set(told)


def test_an_export_clears_what_an_earlier_one_of_the_same_person_left_half_written(
    world: World, tmp_path: Path
) -> None:
    hand_in(sit_down(world))
    half = tmp_path / f".{NUMBER}-0123456789abcdef.bundle.partial"
    anothers = tmp_path / ".0002-0123456789abcdef.bundle.partial"
    half.write_bytes(b"saksi-bundle/1\n")
    anothers.write_bytes(b"saksi-bundle/1\n")
    (exported,) = export_home(world.home(SEAT), tmp_path)

    assert {path.name for path in tmp_path.glob("*")} - {"world"} == {
        exported.path.name,
        anothers.name,
    }


@pytest.mark.parametrize("delay_s", [0.01, 0.12])
def test_a_station_whose_disk_is_pulled_out_loses_no_acknowledged_answer(
    world: World, disk: RealDisk, delay_s: float
) -> None:
    outage = outage_once(world, disk, delay_s)

    check(outage)
    assert outage.resumed.desk.saved.lost[-1].cause == "restart"
    outage.resumed.keeper.close()

"""Each check of the doctor on a machine made for the test, and what a baseline is good for."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from station.machine import disks, power
from station.machine.doctor import (
    Display,
    Finding,
    Machine,
    changed_since,
    examine,
    keep_baseline,
    worst,
)
from station.machine.grades import Grade

WALL = datetime(2025, 1, 20, 8, 0, tzinfo=timezone(timedelta(hours=7)))
CHECKS = [
    "clock", "disk", "space", "display", "power", "sleep", "swap", "sync", "remote", "guest",
    "printer",
]  # fmt: skip


def machine(
    home_dir: Path, displays: Sequence[Display] | None = None, **changes: object
) -> Machine:
    whole: dict[str, object] = {
        "home_dir": home_dir,
        "displays": [Display(width=1366, height=768)] if displays is None else displays,
        "wall": WALL,
        "programs": frozenset,
        "printers": tuple,
        **changes,
    }
    return Machine(**whole)  # type: ignore[arg-type]


def found(one: Machine, check: str) -> tuple[str, Grade]:
    finding = next(finding for finding in examine(one) if finding.check == check)
    return finding.says, finding.grade


def test_every_check_is_made_in_the_same_order_and_leaves_nothing_behind(tmp_path: Path) -> None:
    findings = examine(machine(tmp_path / "home"))

    assert [one.check for one in findings] == CHECKS
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(
    "displays, says, grade",
    [
        ([Display(width=1366, height=768)], "right", Grade.GOOD),
        ([Display(width=1024, height=768)], "right", Grade.GOOD),
        ([Display(width=1280, height=720)], "small", Grade.BAD),
        ([Display(width=800, height=1280)], "small", Grade.BAD),
        ([Display(width=1366, height=768)] * 2, "several", Grade.WARN),
    ],
)
def test_a_screen_must_be_large_enough_and_alone(
    tmp_path: Path, displays: list[Display], says: str, grade: Grade
) -> None:
    assert found(machine(tmp_path, displays), "display") == (says, grade)


def test_no_screen_is_bad(tmp_path: Path) -> None:
    assert found(machine(tmp_path, []), "display") == ("none", Grade.BAD)


def test_a_clock_before_the_assessment_was_founded_is_bad(tmp_path: Path) -> None:
    late = machine(tmp_path, not_before=WALL + timedelta(days=1))

    assert found(late, "clock") == ("behind", Grade.BAD)


def test_a_disk_that_refuses_is_bad(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")

    assert found(machine(tmp_path / "home"), "disk") == ("refuses", Grade.BAD)


def test_programs_that_watch_or_steer_are_named(tmp_path: Path) -> None:
    programs = frozenset({"bash", "anydesk", "teamviewer_serv"})
    findings = examine(machine(tmp_path, programs=lambda: programs))

    (remote,) = [one for one in findings if one.check == "remote"]
    assert (remote.grade, remote.values["names"]) == (Grade.BAD, "anydesk, teamviewer_service")
    assert worst(findings) is Grade.BAD


def test_a_printer_is_named_and_none_is_no_fault(tmp_path: Path) -> None:
    assert found(machine(tmp_path, printers=lambda: ("Lobi",)), "printer")[0] == "there"
    assert found(machine(tmp_path), "printer") == ("none", Grade.GOOD)


def test_a_synced_folder_is_no_place_for_sittings(tmp_path: Path) -> None:
    for name, service in (("OneDrive - Kantor", "OneDrive"), ("Dropbox", "Dropbox")):
        assert disks.synced_by(tmp_path / name / "home") == service
    assert disks.synced_by(tmp_path / "onedriver") == ""


def test_the_file_system_is_that_of_the_longest_mount(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(
        "/dev/sda1 / ext4 rw 0 0\ntmpfs /run/with\\040space tmpfs rw 0 0\n"
    )

    assert disks.file_system(Path("/var/lib"), tmp_path) == "ext4"
    assert disks.file_system(Path("/run/with space/home"), tmp_path) == "tmpfs"
    assert disks.file_system(Path("/"), tmp_path / "none") == ""


def test_a_battery_in_use_is_told_from_one_that_charges(tmp_path: Path) -> None:
    battery = tmp_path / "BAT0"
    battery.mkdir()
    (battery / "capacity").write_text("62\n")
    for status, used in (("Discharging", True), ("Charging", False)):
        (battery / "status").write_text(status)

        assert power.linux_supply(tmp_path) == power.Supply(on_battery=used, percent=62)
    assert power.linux_supply(tmp_path / "none") == power.Supply()


def test_swap_counts_unless_it_is_encrypted_or_in_memory(tmp_path: Path) -> None:
    for device, counts in (("/dev/sda2", True), ("/dev/zram0", False), ("/dev/dm-1", False)):
        (tmp_path / "swaps").write_text(f"Filename Type Size\n{device} partition 1 0 -2\n")

        assert power.linux_swaps(tmp_path) is counts


def test_only_what_became_worse_since_the_baseline_is_told(tmp_path: Path) -> None:
    path = tmp_path / "doctor.json"
    night = [_finding("disk", Grade.GOOD), _finding("power", Grade.WARN)]
    keep_baseline(path, night)
    morning = [_finding("disk", Grade.WARN), _finding("power", Grade.GOOD)]

    assert changed_since(path, morning) == (morning[0],)
    assert changed_since(path, night) == ()
    assert changed_since(tmp_path / "none.json", morning) == ()


def test_a_damaged_baseline_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "doctor.json").write_bytes(b"{")

    assert changed_since(tmp_path / "doctor.json", [_finding("disk", Grade.BAD)]) == ()


def _finding(check: str, grade: Grade) -> Finding:
    return Finding(check=check, grade=grade, says="x")


def test_a_wall_clock_in_another_zone_is_only_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for zone, says in (("UTC0", "zone"), ("WIB-7", "right"), ("WIT-9", "right")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

        assert found(machine(tmp_path, wall=WALL.astimezone(UTC)), "clock")[0] == says
    monkeypatch.undo()
    time.tzset()

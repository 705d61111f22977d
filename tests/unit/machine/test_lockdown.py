"""What a seat notices about its machine, and what the assessment's rules make of it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from station.machine.ballast import Ballast
from station.machine.guests import linux_firmware, linux_session, named_guest
from station.machine.lockdown import Policy, Seen, Sighting, SystemLockdown, judged, policies
from station.machine.memory import give_back
from station.machine.programs import linux_programs, windows_programs
from station.machine.shield import HelperGuard, exclude_from_capture, swallowed
from station.machine.sticks import Stick, SystemSticks, linux_sticks


@dataclass
class FakeSticks:
    sticks: tuple[Stick, ...] = ()

    def mounted(self) -> tuple[Stick, ...]:
        return self.sticks


def test_programs_and_sticks_become_sightings() -> None:
    sticks = FakeSticks((Stick(name="sdb1", path=Path("/media/a")),))
    look = SystemLockdown(sticks, lambda: frozenset({"rustdesk", "obs", "bash"})).look()

    assert {
        Sighting(kind=Seen.REMOTE_CONTROL, detail="rustdesk"),
        Sighting(kind=Seen.SCREEN_SHARE, detail="obs"),
        Sighting(kind=Seen.USB_STORAGE, detail="sdb1"),
    } <= look
    assert "bash" not in {one.detail for one in look}


def test_the_rules_decide_what_blocks_and_a_slip_in_them_warns() -> None:
    usual = policies({})
    own = policies({"lockdown": {"screen_share": "record", "usb_storage": "blokk"}})
    seen = [Sighting(kind=Seen.SCREEN_SHARE, detail="obs")]

    assert judged(seen, usual, Policy.BLOCK) == tuple(seen)
    assert judged(seen, own, Policy.BLOCK) == ()
    assert own[Seen.USB_STORAGE] is Policy.WARN
    assert own[Seen.REMOTE_CONTROL] is Policy.BLOCK


def test_linux_programs_are_read_from_proc(tmp_path: Path) -> None:
    for number, name in ((1, "systemd"), (42, "AnyDesk")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "comm").write_text(name + "\n")
    (tmp_path / "77").mkdir()  # ended meanwhile

    assert linux_programs(tmp_path) == {"systemd", "anydesk"}


def test_windows_programs_lose_their_ending() -> None:
    text = '"TeamViewer.exe","4711","Console","1","9,999 K"\n\n"System","4","Services","0","1 K"\n'

    assert windows_programs(text) == {"teamviewer", "system"}


def test_removable_disks_and_media_mounts_are_sticks(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /data vfat rw 0 0\n"
        "/dev/sdc1 /media/pengawas/STIK\\040A vfat rw 0 0\n"
        "tmpfs /media/x tmpfs rw 0 0\n"
    )
    for disk, removable in (("sda", "0"), ("sdb", "1")):
        (tmp_path / "block" / disk).mkdir(parents=True)
        (tmp_path / "block" / disk / "removable").write_text(removable)

    assert linux_sticks(tmp_path, tmp_path) == (
        Stick(name="sdb1", path=Path("/data")),
        Stick(name="sdc1", path=Path("/media/pengawas/STIK A")),
    )
    assert isinstance(SystemSticks().mounted(), tuple)


@pytest.mark.parametrize(
    "firmware, maker",
    [("QEMU Standard PC", "qemu"), ("innotek GmbH VirtualBox", "virtualbox"), ("LENOVO", "")],
)
def test_makers_of_virtual_machines_are_known(tmp_path: Path, firmware: str, maker: str) -> None:
    (tmp_path / "sys_vendor").write_text(firmware)

    assert named_guest(linux_firmware(tmp_path)) == maker


def test_a_session_from_afar_is_noticed() -> None:
    assert linux_session({"SSH_CONNECTION": "1 2 3 4"}) == "ssh"
    assert linux_session({"DISPLAY": "elsewhere:10.0"}) == "x11"
    assert linux_session({"DISPLAY": ":0"}) == ""


def test_ballast_is_laid_once_and_let_go_once(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "home" / "ballast.bin", 4096)

    assert ballast.lay()
    assert ballast.lay()
    assert (tmp_path / "home" / "ballast.bin").stat().st_size == 4096
    assert ballast.release()
    assert not ballast.release()


def test_ballast_that_does_not_fit_is_left_out(tmp_path: Path) -> None:
    assert not Ballast(tmp_path / "ballast.bin", 2**60).lay()
    assert list(tmp_path.iterdir()) == []


def test_the_guard_swallows_ways_out_and_nothing_that_a_test_needs() -> None:
    tab, escape, f4, win, letter = 0x09, 0x1B, 0x73, 0x5B, 0x41

    assert swallowed(win, alt=False, control=False)
    assert swallowed(tab, alt=True, control=False)
    assert swallowed(f4, alt=True, control=False)
    assert swallowed(escape, alt=False, control=True)
    assert not swallowed(tab, alt=False, control=False)
    assert not swallowed(escape, alt=False, control=False)
    assert not swallowed(letter, alt=False, control=True)


def test_free_memory_can_be_given_back_again_and_again() -> None:
    first, second = give_back(), give_back()

    assert first or not second


def test_where_there_is_no_guard_it_says_so() -> None:
    guard = HelperGuard(["never-run"])

    assert not guard.engage()
    assert not exclude_from_capture(0)
    guard.release()

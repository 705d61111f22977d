"""What the locked screen knows of its machine, and what a sitting is told of it. No Qt."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from station.machine.doctor import Finding
from station.machine.grades import Grade
from station.machine.lockdown import Seen, Sighting, policies
from station.ui.participant import stories
from station.ui.participant.watch import SeatWatch, lights, ready_face
from tests.ui.test_visit import working
from tests.worlds import World

NOW = datetime(2025, 1, 20, 1, 0, tzinfo=UTC)
ANYDESK = Sighting(kind=Seen.REMOTE_CONTROL, detail="anydesk")
STICK = Sighting(kind=Seen.USB_STORAGE, detail="sdb1")


def finding(check: str, grade: Grade = Grade.GOOD, says: str = "x") -> Finding:
    return Finding(check=check, grade=grade, says=says)


def watch() -> SeatWatch:
    return SeatWatch(rules=policies({}))


def state(world: World, seat: SeatWatch, *, opens: bool) -> str:
    return ready_face(world.post("01"), "01", None, seat, "BKD", opens=opens).state


def test_a_seat_opens_only_when_tested_unblocked_and_in_session(world: World) -> None:
    seat = watch()
    assert state(world, seat, opens=True) == "checking"
    seat.tested = NOW
    assert state(world, seat, opens=False) == "no_session"
    assert state(world, seat, opens=True) == "open"
    seat.see({ANYDESK, STICK})

    assert seat.blocked == ("anydesk",)
    assert state(world, seat, opens=True) == "blocked"


def test_the_package_of_the_station_brings_the_policy() -> None:
    body = SimpleNamespace(policy={"lockdown": {"usb_storage": "block", "remote_control": "warn"}})
    post: Any = SimpleNamespace(packages={"p": SimpleNamespace(body=body)})
    seat = SeatWatch.by_rules(post)
    seat.see({ANYDESK, STICK})

    assert seat.blocked == ("sdb1",)
    assert seat.warned == (("remote_control", "anydesk"),)


def test_disk_and_space_share_a_light_and_the_worse_one_shows() -> None:
    found = lights([finding("disk"), finding("space", Grade.WARN, "tight")], has_package=True)

    (disk,) = [one for one in found if one.check == "disk"]
    assert disk.grade is Grade.WARN
    assert [key for key, _ in disk.says] == ["doctor.disk.x", "doctor.space.tight"]


def test_rare_checks_have_a_light_only_when_something_is_wrong() -> None:
    good = lights([finding("sleep"), finding("clock")], has_package=True)
    bad = lights([finding("sleep", Grade.WARN), finding("clock")], has_package=False)

    assert [one.check for one in good] == ["clock", "package"]
    assert [(one.check, one.grade) for one in bad] == [
        ("clock", Grade.GOOD), ("package", Grade.BAD), ("sleep", Grade.WARN),
    ]  # fmt: skip


def test_a_sitting_is_told_each_sighting_once_and_again_when_it_comes_back(world: World) -> None:
    visit, seat = working(world), watch()
    desk = visit.desk
    assert desk is not None
    told: list[int] = []
    for sightings in ({STICK}, {STICK}, set(), {STICK, ANYDESK}):
        seat.see(sightings)
        before = desk.head
        seat.report(desk)
        told.append(desk.head != before)

    assert told == [True, False, False, True]


def test_the_next_session_is_shown_while_none_is_open(world: World) -> None:
    post = world.post("01")
    before = datetime(2025, 1, 19, tzinfo=UTC)
    after = datetime(2025, 2, 1, tzinfo=UTC)

    coming = stories.coming(post, before)
    assert coming is not None
    assert (coming.id, coming.part) == ("2025-01-20-P-A", "P")
    assert stories.coming(post, after) is None


@pytest.mark.parametrize(
    "name, short",
    [
        ("Siti Rahmawati, S.E.", "Siti Rahmawati"),
        ("Ni Luh Putu Ayu", "Ni Luh Putu Ayu"),
        ("Muhammad Abdurrahman Wahyudi Kusumaningrat, M.Si.", "Muhammad Abdurrahman W. K."),
        ("Sukarno", "Sukarno"),
    ],
)
def test_a_long_name_is_shortened_for_the_bar_above(name: str, short: str) -> None:
    assert stories.short_name(name) == short

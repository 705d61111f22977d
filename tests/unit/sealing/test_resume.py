"""The resume wrap: an officer and the participant together, at the old seat or a new one."""

import pytest

from station.sealing import release, resume
from station.sealing.errors import (
    CodeWrongError,
    FileDamagedError,
    MagicWrongError,
    ResumeWrapWrongError,
    SealBrokenError,
    StationUnknownError,
)
from station.sealing.hpke import SealKey
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import Sitting, World


@pytest.fixture
def wrap(world: World, sitting: Sitting) -> bytes:
    return resume.write_resume(
        world.session,
        sitting.begun.opening,
        ks=sitting.begun.ks,
        content_key=world.content_keys["A"],
        ticket=world.tickets["P-001"],
        entropy=FixedEntropy(),
    )


def _officer(world: World) -> SealKey:
    return release.resume_key(world.session, world.assessment, "proctor", world.officers["proctor"])


def test_an_officer_and_the_participant_resume_a_sitting(
    world: World, sitting: Sitting, wrap: bytes
) -> None:
    inner = resume.unlock_resume(wrap, world.session, _officer(world))
    keys = resume.open_resume(inner, world.tickets["P-001"])

    assert (keys.ks, keys.content_key) == (sitting.begun.ks, world.content_keys["A"])
    assert (keys.sitting, keys.number) == (sitting.sitting, "P-001")


def test_a_wrap_always_has_the_same_size(world: World, wrap: bytes) -> None:
    inner = resume.unlock_resume(wrap, world.session, _officer(world))
    moved = resume.reseal_resume(inner, world.session, world.stations["S2"].station)

    assert len(wrap) == len(moved) == 4096


def test_an_officer_alone_opens_nothing(world: World, sitting: Sitting, wrap: bytes) -> None:
    inner = resume.unlock_resume(wrap, world.session, _officer(world))

    with pytest.raises(CodeWrongError):
        resume.open_resume(inner, world.tickets["P-002"])
    for secret in (sitting.begun.ks, world.content_keys["A"]):
        assert secret not in inner.box.ct
        assert secret.hex().encode() not in inner.box.ct


def test_the_participant_alone_opens_nothing(world: World, wrap: bytes) -> None:
    with pytest.raises(SealBrokenError):
        resume.unlock_resume(wrap, world.session, world.tickets["P-001"].seal)


def test_a_moved_wrap_opens_at_the_new_station_only(world: World, wrap: bytes) -> None:
    inner = resume.unlock_resume(wrap, world.session, _officer(world))
    moved = resume.reseal_resume(inner, world.session, world.stations["S2"].station)

    there = resume.unlock_resume_at(moved, world.session, world.stations["S2"])
    assert there == inner
    with pytest.raises(ResumeWrapWrongError):
        resume.unlock_resume_at(moved, world.session, world.stations["S3"])
    with pytest.raises(ResumeWrapWrongError):
        resume.unlock_resume(moved, world.session, _officer(world))


def test_a_wrap_is_not_moved_to_an_unknown_station(world: World, wrap: bytes) -> None:
    inner = resume.unlock_resume(wrap, world.session, _officer(world))

    with pytest.raises(StationUnknownError):
        resume.reseal_resume(inner, world.session, "0" * 26)


def test_every_byte_of_a_wrap_counts_its_padding_too(world: World, wrap: bytes) -> None:
    spread = (200, 1500, 3000, 4095)

    for at in spread:
        damaged = bytearray(wrap)
        damaged[at] ^= 1
        with pytest.raises(FileDamagedError):
            resume.unlock_resume(bytes(damaged), world.session, _officer(world))


def test_an_overwritten_wrap_is_no_wrap(world: World) -> None:
    with pytest.raises(MagicWrongError):
        resume.unlock_resume(bytes(4096), world.session, _officer(world))

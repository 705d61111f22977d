"""Damage anywhere in any file: an `IntegrityError`, and never a wrong answer."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.errors import IntegrityError
from station.sealing import (
    assessment,
    bundle,
    checkpoint,
    contentkeys,
    custody,
    identity,
    keyfile,
    officers,
    opened,
    package,
    released,
    resume,
    ruling,
    seal,
    session,
)
from station.sealing.codes import Credential
from station.sealing.hpke import SealKey
from station.sealing.release import resume_key
from tests.fakes import FixedEntropy
from tests.unit.sealing.test_register import (
    make_released,
    make_ruling,
    make_seal_body,
    make_sealed,
)
from tests.unit.sealing.world import ASSESSMENT_ID, World, fast_stretch, moved_sitting

Read = Callable[[bytes], object]


def _bundle(world: World) -> tuple[bytes, Read]:
    data = moved_sitting(world).export()
    return data, lambda one: bundle.verify_bundle(one, world.assessment, world.sessions)


def _resume(world: World) -> tuple[bytes, Read]:
    sitting = moved_sitting(world)
    data = resume.write_resume(
        world.session,
        sitting.begun.opening,
        ks=sitting.begun.ks,
        content_key=bytes(32),
        ticket=world.tickets["P-001"],
        entropy=FixedEntropy(),
    )
    moved = resume.reseal_resume(
        resume.unlock_resume(data, world.session, _resume_key(world)),
        world.session,
        world.stations["S2"].station,
    )
    return moved, lambda one: resume.unlock_resume_at(one, world.session, world.stations["S2"])


def _resume_key(world: World) -> SealKey:
    return resume_key(world.session, world.assessment, "second", world.officers["second"])


def _officer(world: World) -> tuple[bytes, Read]:
    data = officers.write_officer(
        Credential(bytes(32)),
        assessment_id=ASSESSMENT_ID,
        officer="witness",
        passphrase="x",
        entropy=FixedEntropy(),
        stretch=fast_stretch,
    )
    return data, lambda one: officers.read_officer(one, "x", stretch=fast_stretch)


def _checkpoint(world: World) -> tuple[bytes, Read]:
    bare = checkpoint.write_checkpoint(
        ASSESSMENT_ID, 12, "ab" * 32, world.officers["coordinator"].signer
    )
    data = checkpoint.cosign(bare, "witness", world.officers["witness"].signer, 1_737_334_800)
    return data, lambda one: checkpoint.verify_checkpoint(one, world.assessment)


def _opened(world: World) -> tuple[bytes, Read]:
    keys = opened.OpenedKeys(
        assessment=world.assessment.sha256,
        key_file="0" * 64,
        key=bytes(32),
        sittings={"0" * 26: bytes(32)},
    )
    return opened.write_opened(keys), lambda one: opened.read_opened(one, world.assessment)


def _content(world: World) -> tuple[bytes, Read]:
    held = world.officers["coordinator"].seal
    data = contentkeys.write_content_keys(world.content_keys, world.package, held.public)
    return data, lambda one: contentkeys.read_content_keys(one, world.package, held)


FILES: dict[str, Callable[[World], tuple[bytes, Read]]] = {
    "assessment": lambda w: (
        w.assessment_data,
        lambda one: assessment.verify_assessment(one, expected_sha256=w.assessment.sha256),
    ),
    "custodian": lambda w: (
        w.custodians["ani"],
        lambda one: custody.read_custodian(one, "pass ani", stretch=fast_stretch),
    ),
    "officer": _officer,
    "identity": lambda w: (identity.write_identity(w.stations["S1"]), identity.read_identity),
    "enrolment": lambda w: (
        identity.write_enrolment(w.stations["S1"], assessment_id=ASSESSMENT_ID, seat="S1"),
        identity.read_enrolment,
    ),
    "key": lambda w: (w.key_data, lambda one: keyfile.verify_key(one, w.assessment)),
    "package": lambda w: (
        w.package_data,
        lambda one: package.verify_package(one, w.assessment),
    ),
    "content": _content,
    "session": lambda w: (
        w.session_data,
        lambda one: session.verify_session(one, w.assessment),
    ),
    "bundle": _bundle,
    "resume": _resume,
    "seal": lambda w: (
        make_sealed(w, make_seal_body(w)),
        lambda one: seal.verify_seal(one, w.assessment, w.sessions),
    ),
    "ruling": lambda w: (
        make_ruling(w, "coordinator", "witness"),
        lambda one: ruling.verify_ruling(one, w.assessment),
    ),
    "released": lambda w: (
        make_released(w, "people.json"),
        lambda one: released.verify_released(one, w.assessment),
    ),
    "checkpoint": _checkpoint,
    "opened": _opened,
}


@pytest.fixture(scope="session", params=sorted(FILES))
def file(request: pytest.FixtureRequest, world: World) -> tuple[bytes, Read]:
    data, read = FILES[request.param](world)
    read(data)
    return data, read


@settings(max_examples=60)
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_any_changed_byte_is_noticed(file: tuple[bytes, Read], where: float, flip: int) -> None:
    data, read = file
    damaged = bytearray(data)
    damaged[int(where * len(data))] ^= flip

    with pytest.raises(IntegrityError):
        read(bytes(damaged))


@settings(max_examples=15)
@given(where=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_off_anywhere_is_noticed(file: tuple[bytes, Read], where: float) -> None:
    data, read = file

    with pytest.raises(IntegrityError):
        read(data[: int(where * len(data))])


@given(extra=st.binary(min_size=1, max_size=12))
def test_bytes_after_the_end_are_noticed(file: tuple[bytes, Read], extra: bytes) -> None:
    data, read = file

    with pytest.raises(IntegrityError):
        read(data + extra)


@given(junk=st.binary(max_size=200))
def test_bytes_from_anywhere_are_no_file_of_ours(file: tuple[bytes, Read], junk: bytes) -> None:
    data, read = file
    magic = data[: data.index(b"\n") + 1]

    for one in (junk, magic + junk, magic + len(junk).to_bytes(4, "big") + junk):
        with pytest.raises(IntegrityError):
            read(one)

"""One good sample of every format, from the small assessment of the tests."""

from station.sealing import (
    bundle,
    checkpoint,
    contentkeys,
    identity,
    keyfile,
    officers,
    opened,
    register,
    released,
    resume,
    ruling,
    seal,
    signing,
)
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import (
    ASSESSMENT_ID,
    CUSTODIANS,
    LATER,
    SESSION,
    WALL,
    Sitting,
    World,
)

OFFICER_PASSPHRASE = "kata sandi saksi"

Files = dict[str, bytes]


def good_files(world: World, sitting: Sitting) -> Files:
    """Return the samples by name; the ending says the format."""
    data = sitting.export()
    return {
        "a.assessment": world.assessment_data,
        "a.bundle": data,
        "erased.bundle": bundle.without_wrap(data),
        "a.key": world.key_data,
        "a.opened": _opened(world, sitting),
        "a.package": world.package_data,
        "a.content": contentkeys.write_content_keys(
            world.content_keys, world.package, world.officers["coordinator"].seal.public
        ),
        "a.session": world.session_data,
        "a.seal": seal.write_seal(seal_body(world, data), signers(world, "proctor", "second")),
        "a.ruling": ruling.write_ruling(
            ruling_body(world), signers(world, "coordinator", "witness")
        ),
        "a.released": _released(world),
        "a.checkpoint": cosigned_checkpoint(world),
        "a.resume": _resume(world, sitting),
        "a.identity": identity.write_identity(world.stations["S1"]),
        "a.enrolment": identity.write_enrolment(
            world.stations["S1"], assessment_id=ASSESSMENT_ID, seat="S1"
        ),
        "a.officer": _officer(world),
        **{f"{one}.custodian": world.custodians[one] for one in CUSTODIANS},
    }


def signers(world: World, *roles: str) -> dict[str, signing.Signer]:
    """Return who signs in these roles."""
    return {role: world.officers[role].signer for role in roles}


def seal_body(world: World, data: bytes) -> seal.SealBody:
    """Return a seal over one bundle."""
    verified = bundle.verify_bundle(data, world.assessment, world.sessions)
    return seal.SealBody(
        assessment=world.assessment.sha256,
        session=SESSION,
        session_file=world.session.sha256,
        bundles=(verified.sha256,),
        root=register.sorted_root([verified.sha256]),
        attendance={"P-001": "present", "P-002": "absent"},
        missing=(),
        counts={"absent": 1, "present": 1},
        time={"lost_ms": 0},
        opened=WALL,
        closed=LATER,
        incidents=(),
    )


def ruling_body(world: World) -> ruling.RulingBody:
    """Return a ruling about a conflict."""
    return ruling.RulingBody(
        assessment=world.assessment.sha256,
        id="0" * 26,
        kind="conflict",
        subject="P-001",
        decision="the longer bundle counts",
        reason="the shorter one is an early copy",
        at=WALL,
        files=(),
    )


def bare_checkpoint(world: World) -> bytes:
    """Return a checkpoint that no witness has seen."""
    signer = world.officers["coordinator"].signer
    return checkpoint.write_checkpoint(ASSESSMENT_ID, 3, "ab" * 32, signer)


def cosigned_checkpoint(world: World) -> bytes:
    """Return a checkpoint with its cosignature."""
    signer = world.officers["witness"].signer
    return checkpoint.cosign(bare_checkpoint(world), "witness", signer, 1_737_334_800)


def _released(world: World) -> bytes:
    body = released.ReleasedBody(
        assessment=world.assessment.sha256,
        register_size=3,
        state="0" * 64,
        files=(released.ReleasedFile(path="reports/P-001.pdf", sha256="1" * 64),),
    )
    return released.write_released(body, world.officers["coordinator"].signer)


def _opened(world: World, sitting: Sitting) -> bytes:
    key = keyfile.verify_key(world.key_data, world.assessment)
    return opened.write_opened(
        opened.OpenedKeys(
            assessment=world.assessment.sha256,
            key_file=key.sha256,
            key=keyfile.open_key(key, world.unsealer).key,
            sittings={sitting.sitting: sitting.begun.ks},
        )
    )


def _resume(world: World, sitting: Sitting) -> bytes:
    return resume.write_resume(
        world.session,
        sitting.begun.opening,
        ks=sitting.begun.ks,
        content_key=world.content_keys["A"],
        ticket=world.tickets["P-001"],
        entropy=FixedEntropy(seed="resume"),
    )


def _officer(world: World) -> bytes:
    return officers.write_officer(
        world.officers["witness"],
        assessment_id=ASSESSMENT_ID,
        officer="witness",
        passphrase=OFFICER_PASSPHRASE,
        entropy=FixedEntropy(seed="officer"),
    )

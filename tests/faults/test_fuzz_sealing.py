"""Mangled files against every reader of sealing: an error of ours, and no other.

`pytest tests/faults/test_fuzz_sealing.py --hypothesis-profile campaign` digs.
"""

from contextlib import suppress
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.errors import IntegrityError, RuleError
from station.exam.access import check_window
from station.sealing import assessment, bundle, keyfile, package, released, ruling, seal, session
from station.sealing.acts import KIND as ACT_KIND
from station.sealing.acts import SignedAct, accept_act
from station.sealing.package import open_form
from station.sealing.privatefile import checksum
from station.sealing.record import KIND as RECORD_KIND
from station.sealing.release import content_key, open_roster, resume_key
from station.sealing.signing import Signer
from station.sealing.suite import sha256
from station.usecases.conduct import read_conduct
from station.usecases.errors import HouseInvalidError
from station.usecases.house import house_of
from tests.faults.mangling import RAW_JSON, cut, encoded, join, mangled_files, mangled_values
from tests.unit.sealing.test_damage import FILES
from tests.unit.sealing.world import SESSION, World, make_world, whole_sitting

OURS = (IntegrityError, RuleError)
SIGNERS = {
    "assessment": ("coordinator", "witness"),
    "key": ("coordinator",),
    "package": ("coordinator",),
    "session": ("coordinator",),
    "seal": ("proctor", "second"),
    "ruling": ("coordinator", "witness"),
    "released": ("coordinator",),
}
PRIVATE = ("custodian", "officer", "identity", "opened", "content", "resume")
WALL = "2025-01-20T01:00:00.000Z"


@pytest.fixture(scope="module")
def world() -> World:
    """Return a small assessment whose every secret is at hand."""
    return make_world()


@pytest.mark.parametrize("kind", sorted(set(FILES) - {"checkpoint"}))
def test_no_mangled_file_raises_anything_but_ours(kind: str, world: World) -> None:
    data, read = FILES[kind](world)

    @given(mangled_files(data))
    def attempt(mangled: bytes) -> None:
        with suppress(*OURS):
            read(mangled)

    attempt()


@pytest.mark.parametrize("kind", sorted(set(FILES) - {"checkpoint"}))
@pytest.mark.parametrize("raw", RAW_JSON, ids=range(len(RAW_JSON)))
def test_no_frame_of_odd_json_raises_anything_but_ours(kind: str, raw: bytes, world: World) -> None:
    data, read = FILES[kind](world)
    magic, parts = cut(data)
    for place in range(len(parts)):
        with suppress(*OURS):
            read(join(magic, [*parts[:place], raw, *parts[place + 1 :]]))


# --- signed after it was mangled: whoever signs may be hostile, too ------------------------------


def signed(world: World, data: bytes, roles: tuple[str, ...], body: bytes) -> bytes:
    """Return a file with another body that the right people signed."""
    magic, parts = cut(data)
    kind = magic.decode().rstrip("\n")
    signatures = [signature(world.officers[role].signer, kind, role, body) for role in roles]
    ordered = {"signatures": sorted(signatures, key=lambda one: (one["role"], one["key"]))}
    return join(magic, [body, encoded(ordered), *parts[2:]])


def signature(signer: Signer, kind: str, role: str, body: bytes) -> dict[str, str]:
    """Return one signature as it stands in a file."""
    raw = msgspec.to_builtins(signer.sign(kind, body))
    return {"key": signer.key, "role": role, "sig": raw}


def use(world: World, kind: str, data: bytes) -> None:
    """Read a signed file and do with it what the program does."""
    match kind:
        case "assessment":
            with suppress(HouseInvalidError):
                house_of(assessment.verify_assessment(data))
        case "key":
            keyfile.open_key(keyfile.verify_key(data, world.assessment), world.unsealer)
        case "package":
            opened = package.verify_package(data, world.assessment)
            open_form(opened, "A", world.content_keys["A"])
        case "session":
            use_session(world, session.verify_session(data, world.assessment))
        case "seal":
            seal.verify_seal(data, world.assessment, world.sessions)
        case "ruling":
            ruling.verify_ruling(data, world.assessment)
        case _:
            released.verify_released(data, world.assessment)


def use_session(world: World, found: session.Session) -> None:
    """Open the hours, the roster, the questions and the resume key of a session."""
    body = found.body
    with suppress(RuleError):
        check_window(opens=body.opens, closes=body.closes, wall=datetime(2025, 1, 20, tzinfo=UTC))
    roster = open_roster(found, world.stations["S1"])
    for ticket in body.tickets:
        assert roster.rows[ticket.number].number == ticket.number
    resume_key(found, world.assessment, "second", world.officers["second"])
    content_key(
        found,
        world.package,
        "A",
        s1=roster.s1,
        share_a=world.start_a.share,
        share_b=world.start_b.share,
    )


@pytest.mark.parametrize("kind", sorted(SIGNERS))
def test_no_mangled_body_that_was_signed_raises_anything_but_ours(kind: str, world: World) -> None:
    data, _ = FILES[kind](world)
    body = msgspec.json.decode(cut(data)[1][0])

    @given(mangled_values(body))
    def attempt(mangled: object) -> None:
        with suppress(*OURS):
            use(world, kind, signed(world, data, SIGNERS[kind], encoded(mangled)))

    use(world, kind, signed(world, data, SIGNERS[kind], encoded(body)))
    attempt()


@pytest.mark.parametrize("kind", PRIVATE)
def test_no_mangled_private_file_with_a_right_checksum_raises_anything_but_ours(
    kind: str, world: World
) -> None:
    data, read = FILES[kind](world)
    magic, parts = cut(data)

    @given(mangled_values(msgspec.json.decode(parts[0])))
    def attempt(mangled: object) -> None:
        body = encoded(mangled)
        with suppress(*OURS):
            read(join(magic, [body, checksum(body), *parts[2:]]))

    attempt()


# --- records, chained and signed after one was mangled -------------------------------------------


def rechained(world: World, parts: list[bytes], place: int, mangled: object) -> list[bytes]:
    """Return a bundle's frames with one record mangled, every later one after it, all signed."""
    records, prev = [], "0" * 64
    for seq, stored in enumerate(parts[1:-2]):
        record = mangled if seq == place else msgspec.json.decode(stored)
        if isinstance(record, dict) and record.get("prev") and seq != place:
            record["prev"] = prev
        records.append(encoded(record))
        prev = sha256(records[-1])
    signers = {"station": world.stations["S1"].signer, "ticket": world.tickets["P-001"].signer}
    last = len(records) - 1
    heads = [
        {"role": role, "seq": seq, "sig": record_signature(signers[role], records[seq])}
        for seq, role in ((0, "station"), (0, "ticket"), (last, "station"))
    ]
    return [parts[0], *records, encoded({"signatures": heads}), parts[-1]]


def record_signature(signer: Signer, record: bytes) -> object:
    """Return a signature over a record's digest, as it stands in a bundle."""
    return msgspec.to_builtins(signer.sign(RECORD_KIND, bytes.fromhex(sha256(record))))


def test_no_mangled_record_that_was_chained_and_signed_raises_anything_but_ours(
    world: World,
) -> None:
    magic, parts = cut(whole_sitting(world).export())

    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(parts) - 4))
        mangled = data.draw(mangled_values(msgspec.json.decode(parts[1 + place])))
        with suppress(*OURS):
            found = bundle.verify_bundle(
                join(magic, rechained(world, parts, place, mangled)),
                world.assessment,
                world.sessions,
            )
            read_conduct(found.chain)

    untouched = rechained(world, parts, 0, msgspec.json.decode(parts[1]))
    bundle.verify_bundle(join(magic, untouched), world.assessment, world.sessions)
    attempt()


# --- orders of officers, and the register's checkpoint -------------------------------------------


def accept(world: World, act: SignedAct) -> None:
    """Check an order as a seat does."""
    accept_act(
        act, assessment=world.assessment, session=SESSION, seat="S1", now=WALL, known=frozenset()
    )


def test_no_mangled_order_raises_anything_but_ours(world: World) -> None:
    _, act = world.act("pause", {"reason": "listrik"})

    @given(mangled_values(msgspec.json.decode(act.act)) | st.sampled_from(RAW_JSON))
    def attempt(mangled: object) -> None:
        raw = mangled if isinstance(mangled, bytes) else encoded(mangled)
        again = SignedAct(
            act=raw, officer="proctor", sig=world.officers["proctor"].signer.sign(ACT_KIND, raw)
        )
        with suppress(*OURS):
            accept(world, again)

    accept(world, act)
    attempt()


def test_no_mangled_checkpoint_raises_anything_but_ours(world: World) -> None:
    data, read = FILES["checkpoint"](world)
    lines = data.split(b"\n")

    @given(st.integers(0, len(lines) - 1), st.sampled_from(RAW_JSON), st.booleans())
    def attempt(place: int, raw: bytes, more: bool) -> None:  # noqa: FBT001 -- drawn
        mangled = [*lines[:place], raw, *lines[place if more else place + 1 :]]
        with suppress(*OURS):
            read(b"\n".join(mangled))

    attempt()

"""The tree, the register's state, checkpoints, seals, rulings and released entries."""

import hashlib
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from station.errors import IntegrityError
from station.sealing import (
    certificate,
    checkpoint,
    opened,
    register,
    released,
    ruling,
    seal,
    signedfile,
    tree,
)
from station.sealing.errors import (
    BodyMalformedError,
    CheckpointMalformedError,
    CommitmentWrongError,
    FileForeignError,
    ProofWrongError,
    SessionUnknownError,
    SignatureMissingError,
    SignatureWrongError,
    SignersSameError,
)
from tests.unit.sealing.world import ASSESSMENT_ID, LATER, SESSION, WALL, World

LEAVES = [bytes([at]) * (at % 7) for at in range(70)]


# --- the tree, against the recursive definition of RFC 9162 section 2.1.1 ----------------------


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + _root(leaves[:split]) + _root(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(70))
def test_roots_are_those_of_the_recursive_definition(size: int) -> None:
    assert tree.root(LEAVES[:size]) == _root(LEAVES[:size])


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proven_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    path = tree.inclusion(leaves, index)
    tree.verify_inclusion(leaves[index], index, size, path, _root(leaves))

    for leaf, at, proof, root in (
        (b"other", index, path, _root(leaves)),
        (leaves[index], index, path, bytes(32)),
        (leaves[index], index, (*path, bytes(32)), _root(leaves)),
        (leaves[index], size, path, _root(leaves)),
        (leaves[index], -1, path, _root(leaves)),
    ):
        with pytest.raises(ProofWrongError):
            tree.verify_inclusion(leaf, at, size, proof, root)
    if path:
        with pytest.raises(ProofWrongError):
            tree.verify_inclusion(leaves[index], index, size, path[:-1], _root(leaves))


@pytest.mark.parametrize("second", range(1, 34))
def test_every_larger_tree_extends_every_smaller_one(second: int) -> None:
    leaves = LEAVES[:second]

    for first in range(1, second + 1):
        proof = tree.consistency(leaves, first)
        tree.verify_consistency(first, _root(leaves[:first]), second, _root(leaves), proof)


@given(st.integers(2, 70), st.data())
def test_a_rewritten_tree_has_no_proof(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second - 1))
    old, new = _root(LEAVES[:first]), _root(LEAVES[:second])
    proof = tree.consistency(LEAVES[:second], first)
    rewritten = [b"rewritten", *LEAVES[1:second]]
    wrong = (
        (first, old, second, _root(rewritten), proof),
        (first, old, second, _root(rewritten), tree.consistency(rewritten, first)),
        (first, bytes(32), second, new, proof),
        (first, old, second, new, proof[:-1]),
        (first, old, second, new, (*proof, bytes(32))),
        (second, old, first, new, proof),
        (0, old, second, new, proof),
        (first, old, first, new, ()),
        (first, old, first, old, (bytes(32),)),
    )

    for one in wrong:
        with pytest.raises(ProofWrongError):
            tree.verify_consistency(*one)


def test_proofs_for_what_is_not_there_are_refused() -> None:
    for leaves, index in ((LEAVES, 70), (LEAVES, -1), ([], 0)):
        with pytest.raises(ProofWrongError):
            tree.inclusion(leaves, index)
    for first in (0, 71):
        with pytest.raises(ProofWrongError):
            tree.consistency(LEAVES, first)


# --- register and state ------------------------------------------------------------------------

HASHES = st.sampled_from([f"{at:064x}" for at in range(20)])
ENTRIES = st.lists(
    st.builds(register.Entry, kind=st.sampled_from(sorted(register.KINDS)), sha256=HASHES)
)


@given(ENTRIES, st.data())
def test_the_state_does_not_depend_on_order_or_repetition(
    entries: list[register.Entry], data: st.DataObject
) -> None:
    again = data.draw(st.permutations(entries + entries))

    assert register.state(again) == register.state(entries)


@given(ENTRIES)
def test_the_state_is_the_root_over_the_evidence_alone(entries: list[register.Entry]) -> None:
    counted = {"assessment", "session", "seal", "bundle", "ruling"}
    hashes = sorted({one.sha256 for one in entries if one.kind in counted})

    assert register.state(entries) == _root([bytes.fromhex(one) for one in hashes]).hex()


def test_a_leaf_holds_kind_and_hash_and_nothing_else() -> None:
    entry = register.Entry(kind="bundle", sha256="0" * 64)

    assert register.leaf(entry) == b'{"kind":"bundle","sha256":"%b"}' % (b"0" * 64)
    assert register.register_root([entry]) == _root([register.leaf(entry)]).hex()


def test_a_leaf_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BodyMalformedError):
        register.leaf(register.Entry(kind="gossip", sha256="0" * 64))


# --- checkpoints -------------------------------------------------------------------------------


@pytest.fixture
def note(world: World) -> bytes:
    signer = world.officers["coordinator"].signer
    bare = checkpoint.write_checkpoint(ASSESSMENT_ID, 12, "ab" * 32, signer)
    return checkpoint.cosign(bare, "witness", world.officers["witness"].signer, 1_737_334_800)


def test_a_cosigned_checkpoint_is_verified(world: World, note: bytes) -> None:
    verified = checkpoint.verify_checkpoint(note, world.assessment)

    assert (verified.origin, verified.size) == (f"saksi/{ASSESSMENT_ID}", 12)
    assert verified.root == "ab" * 32
    assert verified.cosigned == {"witness": 1_737_334_800}


def test_a_checkpoint_is_a_c2sp_note(note: bytes) -> None:
    lines = note.decode().split("\n")

    assert lines[:4] == [f"saksi/{ASSESSMENT_ID}", "12", "q6ur" * 10 + "q6s=", ""]
    assert lines[4].startswith(f"— saksi/{ASSESSMENT_ID} ")
    assert lines[5].startswith(f"— saksi/{ASSESSMENT_ID}/witness ")
    assert lines[6:] == [""]


def test_key_ids_and_cosignatures_are_those_of_the_specification() -> None:
    """The example of c2sp.org/tlog-cosignature: name and key id of its log line."""
    key = hashlib.sha256(b"example.com/log\n\1" + bytes(32)).digest()[:4]

    assert checkpoint.key_id("example.com/log", 1, "00" * 32) == key


def test_a_checkpoint_without_a_witness_passes_only_where_none_is_asked_for(
    world: World,
) -> None:
    signer = world.officers["coordinator"].signer
    bare = checkpoint.write_checkpoint(ASSESSMENT_ID, 0, "ab" * 32, signer)

    assert checkpoint.verify_checkpoint(bare, world.assessment, witnessed=False).cosigned == {}
    with pytest.raises(SignatureMissingError):
        checkpoint.verify_checkpoint(bare, world.assessment)


def test_lines_of_unknown_keys_are_passed_over(world: World, note: bytes) -> None:
    stranger = checkpoint.cosign(note, "nobody", world.officers["second"].signer, 1)

    assert checkpoint.verify_checkpoint(stranger, world.assessment).cosigned == {
        "witness": 1_737_334_800
    }


def test_a_witness_cannot_stand_in_for_the_coordinator(world: World) -> None:
    signer = world.officers["witness"].signer
    forged = checkpoint.write_checkpoint(ASSESSMENT_ID, 12, "ab" * 32, signer)

    with pytest.raises(SignatureMissingError):
        checkpoint.verify_checkpoint(forged, world.assessment, witnessed=False)


def test_a_checkpoint_of_another_register_is_refused(world: World) -> None:
    signer = world.officers["coordinator"].signer
    other = checkpoint.write_checkpoint("0" * 26, 12, "ab" * 32, signer)

    with pytest.raises(CheckpointMalformedError):
        checkpoint.verify_checkpoint(other, world.assessment)


@pytest.mark.parametrize(
    "old, new, error",
    [
        (b"\n12\n", b"\n13\n", SignatureWrongError),
        (b"\n12\n", b"\n012\n", CheckpointMalformedError),
        (b"\n12\n", b"\n-1\n", CheckpointMalformedError),
        (b"\n12\n", b"\n12\nmore\n", CheckpointMalformedError),
        (b"q6s=", b"q6t=", CheckpointMalformedError),
        (b"q6s=", b"q6s", CheckpointMalformedError),
        (b"q6ur", b"", CheckpointMalformedError),
        (b"\n\n", b"\n", CheckpointMalformedError),
        (b"\xe2\x80\x94", b"\xff", CheckpointMalformedError),
        (b"/witness ", b"/witness AAA", CheckpointMalformedError),
        (b"/witness", b"/w", SignatureMissingError),
    ],
)
def test_a_checkpoint_that_was_touched_says_why(
    world: World, note: bytes, old: bytes, new: bytes, error: type[IntegrityError]
) -> None:
    assert old in note

    with pytest.raises(error):
        checkpoint.verify_checkpoint(note.replace(old, new), world.assessment)


def test_a_checkpoint_with_a_short_signature_or_endless_lines_is_refused(
    world: World, note: bytes
) -> None:
    text = note.partition(b"\n\n")[0]

    for tail in (b"\n\n\xe2\x80\x94 x AAAA\n", b"\n\n", b"\n\n" + b"x" * 20_000 + b"\n"):
        with pytest.raises(CheckpointMalformedError):
            checkpoint.verify_checkpoint(text + tail, world.assessment)


# --- session seals -----------------------------------------------------------------------------


def make_seal_body(world: World, **changes: object) -> seal.SealBody:
    hashes = ("1" * 64, "2" * 64)
    body = seal.SealBody(
        assessment=world.assessment.sha256,
        session=SESSION,
        session_file=world.session.sha256,
        bundles=hashes,
        root=register.sorted_root(hashes),
        attendance={"P-001": "present", "P-002": "absent"},
        missing=(seal.MissingSeat(number="P-001", seat="S1", reason="stick lost"),),
        counts={"present": 1},
        time={"lost_ms": 0},
        opened=WALL,
        closed=LATER,
        incidents=(seal.Incident(at=WALL, text="none"),),
    )
    return msgspec.structs.replace(body, **changes)


def make_sealed(world: World, body: seal.SealBody) -> bytes:
    signers = {role: world.officers[role].signer for role in ("proctor", "second")}
    return seal.write_seal(body, signers)


def test_two_officers_seal_a_session(world: World) -> None:
    data = make_sealed(world, make_seal_body(world))
    verified = seal.verify_seal(data, world.assessment, world.sessions)

    assert verified.sha256 == hashlib.sha256(data).hexdigest()
    assert verified.body == make_seal_body(world)


def test_a_session_may_be_sealed_with_no_bundle_at_all(world: World) -> None:
    empty = make_seal_body(world, bundles=(), root=hashlib.sha256(b"").hexdigest())

    assert (
        seal.verify_seal(make_sealed(world, empty), world.assessment, world.sessions).body == empty
    )


def test_one_officer_alone_seals_nothing(world: World) -> None:
    alone = seal.write_seal(make_seal_body(world), {"proctor": world.officers["proctor"].signer})

    with pytest.raises(SignatureMissingError):
        seal.verify_seal(alone, world.assessment, world.sessions)


def test_one_person_with_both_roles_seals_nothing(world: World) -> None:
    officers = world.assessment.body.officers
    both = msgspec.structs.replace(officers[2], roles=("proctor", "second"))
    body = msgspec.structs.replace(world.assessment.body, officers=(*officers[:2], both))
    lax = type(world.assessment)(sha256=world.assessment.sha256, body=body)
    signer = world.officers["proctor"].signer
    data = seal.write_seal(make_seal_body(world), {"proctor": signer, "second": signer})

    with pytest.raises(SignersSameError):
        seal.verify_seal(data, lax, world.sessions)


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"assessment": "0" * 64}, FileForeignError),
        ({"session": "2025-01-21-P-R1"}, FileForeignError),
        ({"session_file": "0" * 64}, SessionUnknownError),
        ({"attendance": {"P-001": "present"}}, FileForeignError),
        (
            {"missing": (seal.MissingSeat(number="P-9", seat="S1", reason=""),)},
            FileForeignError,
        ),
    ],
)
def test_a_seal_that_does_not_fit_says_why(
    world: World, changes: dict[str, object], error: type[IntegrityError]
) -> None:
    with pytest.raises(error):
        seal.verify_seal(
            make_sealed(world, make_seal_body(world, **changes)), world.assessment, world.sessions
        )


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"root": "0" * 64}, CommitmentWrongError),
        ({"bundles": ("2" * 64, "1" * 64)}, BodyMalformedError),
        ({"bundles": ("1" * 64, "1" * 64)}, BodyMalformedError),
    ],
)
def test_bundles_and_root_of_a_seal_go_together(
    world: World, changes: dict[str, object], error: type[IntegrityError]
) -> None:
    with pytest.raises(error):
        make_sealed(world, make_seal_body(world, **changes))


# --- rulings and released entries --------------------------------------------------------------


def make_ruling(world: World, *roles: str, **changes: object) -> bytes:
    body = ruling.RulingBody(
        assessment=world.assessment.sha256,
        id="0" * 26,
        kind="conflict",
        subject="P-001",
        decision="the longer bundle counts",
        reason="the shorter one is a copy made by mistake",
        at=WALL,
        files=(),
    )
    signers = {role: world.officers[role].signer for role in roles}
    return ruling.write_ruling(msgspec.structs.replace(body, **changes), signers)


def test_two_officers_rule(world: World) -> None:
    data = make_ruling(world, "coordinator", "witness")
    verified = ruling.verify_ruling(data, world.assessment)

    assert verified.sha256 == hashlib.sha256(data).hexdigest()
    assert verified.body.decision == "the longer bundle counts"


def test_a_second_officer_may_sign_a_ruling_later(world: World) -> None:
    first = make_ruling(world, "coordinator")
    signer = world.officers["witness"].signer
    both = signedfile.countersign(first, ruling.KIND, "witness", signer)

    assert both == make_ruling(world, "coordinator", "witness")


@pytest.mark.parametrize("roles", [(), ("coordinator",), ("witness", "second")])
def test_a_ruling_needs_the_coordinator_and_another(world: World, roles: tuple[str, ...]) -> None:
    with pytest.raises(SignatureMissingError):
        ruling.verify_ruling(make_ruling(world, *roles), world.assessment)


def test_a_ruling_has_a_reason_and_an_assessment(world: World) -> None:
    both = ("coordinator", "witness")
    with pytest.raises(BodyMalformedError):
        ruling.verify_ruling(make_ruling(world, *both, reason=""), world.assessment)
    with pytest.raises(FileForeignError):
        ruling.verify_ruling(make_ruling(world, *both, assessment="0" * 64), world.assessment)


def make_released(world: World, *paths: str, **changes: object) -> bytes:
    body = released.ReleasedBody(
        assessment=world.assessment.sha256,
        register_size=12,
        state="0" * 64,
        files=tuple(released.ReleasedFile(path=path, sha256="1" * 64) for path in paths),
    )
    signer = world.officers["coordinator"].signer
    return released.write_released(msgspec.structs.replace(body, **changes), signer)


def test_a_released_entry_names_files_and_evidence(world: World) -> None:
    data = make_released(world, "people.json", "reports/P-001.pdf")
    verified = released.verify_released(data, world.assessment)

    assert [one.path for one in verified.body.files] == ["people.json", "reports/P-001.pdf"]
    assert verified.body.register_size == 12


@pytest.mark.parametrize(
    "paths",
    [
        ("../people.json",),
        ("/people.json",),
        ("a/../b",),
        ("a//b",),
        ("./a",),
        (".",),
        ("",),
        ("a\\b",),
        ("C:a",),
        ("b", "a"),
        ("a", "a"),
        ("A", "a"),
    ],
)
def test_paths_that_are_unsafe_unsorted_or_the_same_are_not_released(
    world: World, paths: tuple[str, ...]
) -> None:
    with pytest.raises(BodyMalformedError):
        make_released(world, *paths)


def test_a_released_entry_of_another_assessment_is_refused(world: World) -> None:
    with pytest.raises(FileForeignError):
        released.verify_released(make_released(world, assessment="0" * 64), world.assessment)


# --- opened keys, certificate ------------------------------------------------------------------


def test_opened_keys_come_back(world: World) -> None:
    keys = opened.OpenedKeys(
        assessment=world.assessment.sha256,
        key_file="0" * 64,
        key=bytes(32),
        sittings={"0" * 26: b"k" * 32},
    )
    data = opened.write_opened(keys)

    assert opened.read_opened(data, world.assessment) == keys
    assert "k" * 32 not in repr(keys)


def test_opened_keys_of_another_assessment_are_refused(world: World) -> None:
    other = opened.OpenedKeys(assessment="0" * 64, key_file="0" * 64, key=bytes(32), sittings={})

    with pytest.raises(FileForeignError):
        opened.read_opened(opened.write_opened(other), world.assessment)


def test_a_room_servers_certificate_is_what_its_fingerprint_says() -> None:
    begin, end = datetime(2025, 1, 20, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC)
    made = certificate.self_signed("ruang-1", not_before=begin, not_after=end)
    der = ssl.PEM_cert_to_DER_cert(made.certificate_pem.decode())
    read = x509.load_pem_x509_certificate(made.certificate_pem)

    assert hashlib.sha256(der).hexdigest() == made.fingerprint
    assert (read.not_valid_before_utc, read.not_valid_after_utc) == (begin, end)
    assert b"PRIVATE KEY" in made.key_pem
    assert "PRIVATE" not in repr(made)

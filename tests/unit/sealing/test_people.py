"""Assessment, officers, custodians and stations: who is who, and who opens what."""

from itertools import combinations, permutations

import msgspec
import pytest

from station.errors import IntegrityError
from station.sealing import assessment, custody, identity, officers, signedfile
from station.sealing.codes import CodeKind, Credential, from_code, new_code
from station.sealing.custody import CustodianShares
from station.sealing.errors import (
    AssessmentUnexpectedError,
    BodyMalformedError,
    CodeWrongError,
    CommitmentWrongError,
    CustodianPairError,
    FileDamagedError,
    KeySmallOrderError,
    PassphraseWrongError,
    SignatureMissingError,
    SignatureWrongError,
    SignerUnknownError,
)
from station.sealing.hpke import SealKey, seal_to
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import (
    ASSESSMENT_ID,
    CUSTODIANS,
    World,
    assessment_body,
    fast_stretch,
)


def _opened(world: World, custodian: str) -> CustodianShares:
    data = world.custodians[custodian]
    return custody.read_custodian(data, f"pass {custodian}", stretch=fast_stretch)


# --- assessment --------------------------------------------------------------------------------


def test_an_assessment_is_known_by_the_hash_of_its_file(world: World) -> None:
    again = assessment.verify_assessment(
        world.assessment_data, expected_sha256=world.assessment.sha256
    )

    assert again == world.assessment
    assert again.id == ASSESSMENT_ID


def test_another_assessment_than_the_pinned_one_is_refused(world: World) -> None:
    with pytest.raises(AssessmentUnexpectedError):
        assessment.verify_assessment(world.assessment_data, expected_sha256="0" * 64)


def test_an_assessment_needs_its_witness(world: World) -> None:
    body = world.assessment.body
    signer = world.officers["coordinator"].signer
    alone = assessment.write_assessment(body, {"coordinator": signer})
    with pytest.raises(SignatureMissingError):
        assessment.verify_assessment(alone)

    both = signedfile.countersign(
        alone, assessment.KIND, "witness", world.officers["witness"].signer
    )
    assert both == world.assessment_data


def test_nobody_stands_twice_in_an_assessment(world: World) -> None:
    body = world.assessment.body
    first, second, *rest = body.officers
    same_id = msgspec.structs.replace(second, id=first.id)
    same_key = msgspec.structs.replace(second, key=first.key)
    doubled = (body.custody.custodians[0],) * 3
    custodians = msgspec.structs.replace(body.custody, custodians=doubled)

    for wrong in (
        msgspec.structs.replace(body, officers=(first, same_id, *rest)),
        msgspec.structs.replace(body, officers=(first, same_key, *rest)),
        msgspec.structs.replace(body, custody=custodians),
    ):
        with pytest.raises(BodyMalformedError):
            assessment.write_assessment(wrong, {})


def test_an_officer_with_a_key_of_small_order_is_refused(world: World) -> None:
    body = world.assessment.body
    weak = msgspec.structs.replace(body.officers[0], key="01" + "00" * 31)

    with pytest.raises(KeySmallOrderError):
        assessment.write_assessment(msgspec.structs.replace(body, officers=(weak,)), {})


def test_an_unknown_officer_is_an_error(world: World) -> None:
    with pytest.raises(SignerUnknownError):
        world.assessment.officer("nobody")


# --- officers ----------------------------------------------------------------------------------


def test_an_officer_file_gives_back_the_credential_at_its_real_cost() -> None:
    held = officers.new_officer(FixedEntropy())
    data = officers.write_officer(
        held,
        assessment_id=ASSESSMENT_ID,
        officer="coordinator",
        passphrase="kata sandi",
        entropy=FixedEntropy(),
    )
    opened = officers.read_officer(data, "kata sandi")

    assert (opened.officer, opened.assessment_id) == ("coordinator", ASSESSMENT_ID)
    assert opened.credential.signer.key == held.signer.key


def test_an_officer_file_opens_with_its_passphrase_only() -> None:
    data = _officer_file(FixedEntropy().token(32))

    with pytest.raises(PassphraseWrongError):
        officers.read_officer(data, "another", stretch=fast_stretch)


def test_an_officer_file_that_names_another_key_is_refused() -> None:
    impostor = Credential(b"1" * 32)
    vars(impostor)["signer"] = Credential(b"2" * 32).signer
    data = officers.write_officer(
        impostor,
        assessment_id=ASSESSMENT_ID,
        officer="coordinator",
        passphrase="x",
        entropy=FixedEntropy(),
        stretch=fast_stretch,
    )

    with pytest.raises(CommitmentWrongError):
        officers.read_officer(data, "x", stretch=fast_stretch)


def test_a_typed_officer_code_is_checked_against_the_assessment(world: World) -> None:
    code, other = (new_code(FixedEntropy(seed=one)) for one in ("code", "other"))
    held = from_code(code, assessment_id=ASSESSMENT_ID, kind=CodeKind.OFFICER, subject="proctor")
    body = assessment_body(world.officers | {"proctor": held}, world.assessment.body.custody.key)
    known = assessment.Assessment(sha256="0" * 64, body=body)

    assert officers.officer_code(code, known, "proctor").signer.key == held.signer.key
    with pytest.raises(CodeWrongError):
        officers.officer_code(other, known, "proctor")


# --- custody -----------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", list(permutations(CUSTODIANS, 2)))
def test_any_two_custodians_open(world: World, pair: tuple[str, str]) -> None:
    sealed = seal_to(world.assessment.body.custody.key, b"answers", b"here")
    unsealer = custody.join(*(_opened(world, one) for one in pair))

    assert unsealer.unseal(sealed, context=b"here") == b"answers"


def test_one_custodian_alone_opens_nothing(world: World) -> None:
    alone = _opened(world, "ani")

    with pytest.raises(CustodianPairError):
        custody.join(alone, alone)
    halves = [bytes.fromhex(half) for half in alone.shares.values()]
    joined = bytes(a ^ b for a, b in zip(*halves, strict=True))
    for guess in (*halves, joined):
        assert SealKey(guess).public != alone.key


def test_custodians_of_two_assessments_do_not_go_together(world: World) -> None:
    other = custody.new_custody(ASSESSMENT_ID, CUSTODIANS, FixedEntropy(seed="other"))
    mine = _opened(world, "ani")
    theirs = CustodianShares(
        custodian="budi", assessment_id=ASSESSMENT_ID, key=other.key, shares=other.shares["budi"]
    )
    disguised = CustodianShares(
        custodian="budi", assessment_id=ASSESSMENT_ID, key=mine.key, shares=other.shares["budi"]
    )
    stranger = CustodianShares(
        custodian="dewi", assessment_id=ASSESSMENT_ID, key=mine.key, shares=mine.shares
    )

    for one in (theirs, disguised, stranger):
        with pytest.raises(CustodianPairError):
            custody.join(mine, one)


@pytest.mark.parametrize("custodians", [("a", "b"), ("a", "b", "b"), ("a", "b", "c", "d")])
def test_custody_is_made_for_three_different_people(custodians: tuple[str, ...]) -> None:
    with pytest.raises(CustodianPairError):
        custody.new_custody(ASSESSMENT_ID, custodians, FixedEntropy())


def test_a_wrong_custodian_passphrase_is_a_coded_error_and_not_damage(world: World) -> None:
    with pytest.raises(PassphraseWrongError, match="ani"):
        custody.read_custodian(world.custodians["ani"], "wrong", stretch=fast_stretch)


def test_no_two_halves_of_different_pairs_are_equal(world: World) -> None:
    halves = [half for one in CUSTODIANS for half in _opened(world, one).shares.values()]

    assert len(set(halves)) == 6
    assert all(a != b for a, b in combinations(halves, 2))


# --- stations ----------------------------------------------------------------------------------


def test_an_identity_file_gives_back_both_keys(world: World) -> None:
    station = world.stations["S1"]

    assert identity.read_identity(identity.write_identity(station)) == station


def test_an_enrolment_request_carries_public_halves_and_proves_possession(world: World) -> None:
    station = world.stations["S1"]
    data = identity.write_enrolment(station, assessment_id=ASSESSMENT_ID, seat="S1")
    request = identity.read_enrolment(data)

    assert (request.station, request.seat) == (station.station, "S1")
    assert (request.sign, request.seal) == (station.signer.key, station.seal.public)
    assert station.sign_secret.hex().encode() not in data


def test_a_request_with_somebody_elses_key_is_refused(world: World) -> None:
    mine, theirs = world.stations["S1"], world.stations["S2"]
    data = identity.write_enrolment(mine, assessment_id=ASSESSMENT_ID, seat="S1")
    stolen = data.replace(mine.signer.key.encode(), theirs.signer.key.encode())

    with pytest.raises(SignatureWrongError):
        identity.read_enrolment(stolen)


def test_a_request_with_a_key_of_small_order_is_refused(world: World) -> None:
    weak = "01" + "00" * 31
    data = identity.write_enrolment(world.stations["S1"], assessment_id=ASSESSMENT_ID, seat="S1")

    with pytest.raises(KeySmallOrderError):
        identity.read_enrolment(
            data.replace(world.stations["S1"].signer.key.encode(), weak.encode())
        )


def test_a_request_signed_in_another_role_is_refused(world: World) -> None:
    station = world.stations["S1"]
    data = identity.write_enrolment(station, assessment_id=ASSESSMENT_ID, seat="S1")
    more = signedfile.countersign(data, identity.ENROLMENT_KIND, "witness", station.signer)

    with pytest.raises(SignerUnknownError):
        identity.read_enrolment(more)


def test_damage_of_a_private_file_is_told_apart_from_a_wrong_passphrase() -> None:
    data = bytearray(_officer_file(bytes(32)))
    at = data.index(b'"salt":"') + 8
    data[at] = ord("A") if data[at] != ord("A") else ord("B")

    with pytest.raises(FileDamagedError):
        officers.read_officer(bytes(data), "x", stretch=fast_stretch)


def test_secrets_do_not_show_when_a_value_is_printed(world: World) -> None:
    station = world.stations["S1"]
    shown = repr((station, _opened(world, "ani"), world.tickets["P-001"], world.package))

    assert station.sign_secret.hex() not in shown
    assert repr(station.sign_secret) not in shown
    assert all(half not in shown for half in _opened(world, "ani").shares.values())


def test_a_private_file_of_another_kind_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError):
        officers.read_officer(world.custodians["ani"], "pass ani", stretch=fast_stretch)


def _officer_file(secret: bytes) -> bytes:
    return officers.write_officer(
        Credential(secret),
        assessment_id=ASSESSMENT_ID,
        officer="witness",
        passphrase="x",
        entropy=FixedEntropy(),
        stretch=fast_stretch,
    )

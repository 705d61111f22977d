"""The key file and the package: what opens them, and what shows without opening."""

import hashlib
import mmap
from pathlib import Path

import msgspec
import pytest

from station import canonical
from station.sealing import contentkeys, frames, keyfile, package, signedfile, suite
from station.sealing.errors import (
    BodyMalformedError,
    CommitmentWrongError,
    FileForeignError,
    FrameTruncatedError,
    PackageForeignError,
    SealBrokenError,
    SignerUnknownError,
    TicketUnknownError,
    TrailingBytesError,
)
from station.sealing.hpke import SealKey
from station.sealing.package import FormContent, Package, PackageBody
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import (
    CONTENT,
    MEDIA,
    SHEET,
    World,
    make_world,
    package_plan,
)


@pytest.fixture(scope="module")
def other() -> World:
    return make_world(seed="other world")


# --- the key -----------------------------------------------------------------------------------


def test_two_custodians_open_the_key_sheet(world: World) -> None:
    file = keyfile.verify_key(world.key_data, world.assessment)
    opened = keyfile.open_key(file, world.unsealer)

    assert opened.sheet == SHEET
    assert keyfile.open_key_with(file, opened.key) == SHEET


def test_the_key_file_shows_hashes_and_no_key(world: World) -> None:
    file = keyfile.verify_key(world.key_data, world.assessment)

    assert file.sha256 == hashlib.sha256(world.key_data).hexdigest()
    assert file.body.contents["A"] == hashlib.sha256(CONTENT["A"]).hexdigest()
    assert SHEET[2:8] not in world.key_data


def test_other_custodians_open_no_key_sheet(world: World, other: World) -> None:
    file = keyfile.verify_key(world.key_data, world.assessment)

    with pytest.raises(SealBrokenError):
        keyfile.open_key(file, other.unsealer)
    with pytest.raises(CommitmentWrongError):
        keyfile.open_key_with(file, bytes(32))


def test_the_key_file_of_another_assessment_is_refused(world: World, other: World) -> None:
    with pytest.raises(FileForeignError):
        keyfile.verify_key(other.key_data, world.assessment)


def test_a_key_file_with_another_sheet_is_refused_without_opening(world: World) -> None:
    body, signatures, sheet = map(bytes, frames.split(world.key_data, keyfile.KIND))
    turned = sheet.replace(b'"ct":"', b'"ct":"AAAA')

    with pytest.raises(SealBrokenError):
        keyfile.verify_key(frames.write(keyfile.KIND, [body, signatures, turned]), world.assessment)


# --- the package -------------------------------------------------------------------------------


def test_a_form_opens_with_its_own_content_key(world: World) -> None:
    for form in CONTENT:
        opened = package.open_form(world.package, form, world.content_keys[form])

        assert opened.content == CONTENT[form]
    assert package.open_form(world.package, "A", world.content_keys["A"]).media == MEDIA


def test_a_package_holds_no_readable_question(world: World) -> None:
    assert b"question" not in world.package_data
    assert MEDIA[0] not in world.package_data


def test_a_form_larger_than_a_chunk_has_several_and_the_last_is_marked(world: World) -> None:
    header = world.package.form("A")
    archive = 4 + len(CONTENT["A"]) + sum(4 + len(one) for one in MEDIA)

    assert header.size == archive
    assert header.chunks == -(-archive // package.CHUNK_BYTES) == 3


def test_the_content_key_of_another_form_opens_nothing(world: World) -> None:
    with pytest.raises(CommitmentWrongError):
        package.open_form(world.package, "A", world.content_keys["B"])


def test_a_form_that_is_not_there_is_an_error(world: World) -> None:
    with pytest.raises(TicketUnknownError):
        package.open_form(world.package, "Z", bytes(32))


def test_the_package_of_another_assessment_is_refused_as_such(world: World, other: World) -> None:
    with pytest.raises(PackageForeignError):
        package.verify_package(other.package_data, world.assessment)


def test_a_package_signed_by_somebody_else_is_refused(world: World) -> None:
    forged = package.build_package(
        package_plan(world.key_data),
        [FormContent(form="A", content=CONTENT["A"])],
        assessment=world.assessment,
        coordinator=world.officers["witness"].signer,
        entropy=FixedEntropy(),
    )

    with pytest.raises(SignerUnknownError):
        package.verify_package(forged.data, world.assessment)


def _repacked(world: World, chunks: list[bytes]) -> bytes:
    body, signatures, *_ = map(bytes, frames.split(world.package_data, package.KIND))
    return frames.write(package.KIND, [body, signatures, *chunks])


def test_chunks_that_are_missing_extra_swapped_or_altered_show_without_a_key(
    world: World,
) -> None:
    _, _, *parts = frames.split(world.package_data, package.KIND)
    chunks = [bytes(part) for part in parts]
    altered = chunks[0][:-1] + bytes([chunks[0][-1] ^ 1])

    for wrong, error in (
        (chunks[:-1], FrameTruncatedError),
        ([*chunks, b"more"], TrailingBytesError),
        ([chunks[1], chunks[0], *chunks[2:]], SealBrokenError),
        ([altered, *chunks[1:]], SealBrokenError),
    ):
        with pytest.raises(error):
            package.verify_package(_repacked(world, wrong), world.assessment)


def test_chunks_out_of_place_do_not_open_even_under_a_signed_header(world: World) -> None:
    first, second, *rest = world.package.chunks["A"]
    swapped = Package(sha256="", body=world.package.body, chunks={"A": (second, first, *rest)})
    cut = Package(sha256="", body=world.package.body, chunks={"A": (first, second)})

    for wrong in (swapped, cut):
        with pytest.raises(SealBrokenError):
            package.open_form(wrong, "A", world.content_keys["A"])


def _signed_again(world: World, body: PackageBody) -> bytes:
    _, _, *chunks = frames.split(world.package_data, package.KIND)
    signer = {"coordinator": world.officers["coordinator"].signer}
    return signedfile.write(package.KIND, body, signer, map(bytes, chunks))


def test_even_the_coordinator_cannot_list_a_form_twice(world: World) -> None:
    header = world.package.body
    twice = msgspec.structs.replace(
        header, forms=(header.forms[0], msgspec.structs.replace(header.forms[1], form="A"))
    )

    with pytest.raises(BodyMalformedError):
        package.verify_package(_signed_again(world, twice), world.assessment)


def test_content_other_than_the_header_says_is_refused(world: World) -> None:
    header = world.package.body
    lying = msgspec.structs.replace(header.forms[0], content_sha256="0" * 64)
    body = msgspec.structs.replace(header, forms=(lying, header.forms[1]))
    opened = package.verify_package(_signed_again(world, body), world.assessment)

    with pytest.raises(SealBrokenError, match="committed"):
        package.open_form(opened, "A", world.content_keys["A"])


def test_an_archive_that_is_cut_off_is_refused(world: World) -> None:
    """A coordinator's own mistake, which nothing but the archive's lengths shows."""
    key = world.content_keys["A"]
    where = suite.context(
        assessment=world.assessment.sha256,
        battery="demo",
        version="1",
        form="A",
        index=0,
        last=1,
    )
    for archive in (b"\0\0\0\7abc", b"\0\0", b""):
        sealed = suite.gcm_seal(key, bytes(12), archive, b"saksi-chunk/1\n" + where)
        chunks = {"A": (memoryview(bytes(12) + sealed),)}
        broken = Package(sha256="", body=world.package.body, chunks=chunks)

        with pytest.raises(SealBrokenError, match="cut off"):
            package.open_form(broken, "A", key)


def test_a_package_opens_from_a_mapped_file(world: World, tmp_path: Path) -> None:
    path = tmp_path / "p.package"
    path.write_bytes(world.package_data)
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    opened = package.verify_package(mapped, world.assessment)

    assert opened.sha256 == world.package.sha256
    assert package.open_form(opened, "B", world.content_keys["B"]).content == CONTENT["B"]


# --- where the coordinator keeps the content keys ----------------------------------------------


def test_content_keys_come_back_to_the_coordinator_alone(world: World) -> None:
    held = world.officers["coordinator"]
    data = contentkeys.write_content_keys(world.content_keys, world.package, held.seal.public)

    assert contentkeys.read_content_keys(data, world.package, held.seal) == world.content_keys
    with pytest.raises(SealBrokenError):
        contentkeys.read_content_keys(data, world.package, world.officers["witness"].seal)


def test_content_keys_of_another_package_are_refused(world: World, other: World) -> None:
    seal = SealKey(bytes(32))
    data = contentkeys.write_content_keys(world.content_keys, world.package, seal.public)
    with pytest.raises(FileForeignError):
        contentkeys.read_content_keys(data, other.package, seal)

    swapped = {"A": world.content_keys["B"]}
    wrong = contentkeys.write_content_keys(swapped, world.package, seal.public)
    with pytest.raises(CommitmentWrongError):
        contentkeys.read_content_keys(wrong, world.package, seal)


def test_the_custody_key_seals_the_key_file_only_in_its_own_context(world: World) -> None:
    file = keyfile.verify_key(world.key_data, world.assessment)

    with pytest.raises(SealBrokenError):
        world.unsealer.unseal(file.body.sealed, context=canonical.dumps({"file": "bundle"}))

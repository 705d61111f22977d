"""A wrong file among evidence, or where a secret is expected: told by its code, nothing changed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from station import canonical
from station.sealing.custody import join, read_custodian
from station.sealing.identity import read_enrolment, write_enrolment
from station.sealing.officers import read_officer
from station.usecases.close_session import Statement, close_session
from station.usecases.ledger import ledger
from station.usecases.merge import Merged, merge
from station.usecases.receipt import find_receipt
from station.usecases.score import score
from tests.aftermath import OPENED, Aftermath, session_of
from tests.faults.refusals import CODES, refused, wrong_copies
from tests.faults.sittings import hashes
from tests.faults.test_bad_homes import spoil
from tests.unit.sealing.world import fast_stretch
from tests.unit.sealing.world import make_world as make_elsewhere
from tests.whole import Whole

BUNDLE = "0001 whole.bundle"
EVIDENCE = ("uji.key", "uji.package", "2025-01-20-S-A.session", BUNDLE)
SECRETS = ("custodian", "officer", "enrolment")


def codes(merged: Merged) -> dict[str, str]:
    """Return the codes of a merge's rejections by file name without its ending."""
    return {Path(one.path).stem: one.code for one in merged.rejected}


@pytest.mark.parametrize("name", EVIDENCE)
def test_merging_tells_each_wrong_file_and_takes_the_rest(
    aftermath: Aftermath, tmp_path: Path, name: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = aftermath.stick / name
    wrong = wrong_copies(path.read_bytes(), aftermath.world.home("01").identity_path.read_bytes())
    for what, data in wrong.items():
        (stick / f"{what}{path.suffix}").write_bytes(data)
    before = hashes(stick)
    merged = merge(tmp_path / "mixed.register", [stick, aftermath.stick])

    assert codes(merged) == CODES
    assert merged.state == merge(tmp_path / "clean.register", [aftermath.stick]).state
    assert hashes(stick) == before


def test_evidence_of_another_assessment_is_told(aftermath: Aftermath, tmp_path: Path) -> None:
    elsewhere = make_elsewhere()
    stick, register_path = tmp_path / "stick", tmp_path / "r.register"
    stick.mkdir()
    (stick / "a.assessment").write_bytes(elsewhere.assessment_data)
    (stick / "s.session").write_bytes(elsewhere.session_data)
    (stick / "p.package").write_bytes(elsewhere.package_data)
    (stick / "k.key").write_bytes(elsewhere.key_data)
    whole = merge(register_path, [aftermath.stick])
    merged = merge(register_path, [stick])

    assert codes(merged) == {
        "a": "assessment_unexpected",
        "s": "file_foreign",
        "p": "package_foreign",
        "k": "file_foreign",
    }
    assert (merged.accepted, merged.state) == (0, whole.state)


@pytest.mark.parametrize(
    "wrong, code",
    [
        ("text", "database_foreign"),
        ("of another program", "database_foreign"),
        ("cut in half", "database_damaged"),
        ("of a newer version", "database_foreign"),
    ],
)
def test_a_wrong_register_takes_and_gives_nothing(
    aftermath: Aftermath, tmp_path: Path, wrong: str, code: str
) -> None:
    folder = tmp_path / "registers"
    path = folder / "r.register"
    folder.mkdir()
    merge(path, [aftermath.stick])
    spoil(path, wrong)
    calls: list[Callable[[], object]] = [
        lambda: merge(path, [aftermath.stick]),
        lambda: ledger(path),
        lambda: find_receipt(path, "0000-0000-0000-0000-0000-0"),
    ]

    assert {refused(call, folder).code for call in calls} == {code}


def test_a_session_is_not_closed_over_wrong_bundles(aftermath: Aftermath, tmp_path: Path) -> None:
    whole = (aftermath.stick / BUNDLE).read_bytes()
    for what, data in wrong_copies(whole, aftermath.world.session.data).items():
        (tmp_path / f"{what}.bundle").write_bytes(data)
    session = session_of(aftermath)
    credentials = aftermath.world.founded.credentials
    sealed = close_session(
        [tmp_path, aftermath.stick / BUNDLE],
        Statement(opened=OPENED, closed=OPENED, absent=frozenset({"0002", "0003"})),
        assessment=aftermath.world.assessment,
        session=session,
        signers={
            "proctor": credentials["pengawas-1"].signer,
            "second": credentials["pengawas-2"].signer,
        },
    )

    assert {Path(one.path).stem: one.code for one in sealed.rejected} == CODES
    assert len(sealed.body.bundles) == 1


# --- secrets ---------------------------------------------------------------------------------


def readers(aftermath: Aftermath) -> dict[str, tuple[bytes, Callable[[bytes], Any]]]:
    """Return a right file of each secret kind, and what reads it."""
    world = aftermath.world
    founded, identity = world.founded, world.identities["01"]
    return {
        "custodian": (
            founded.custodian_files["k1"],
            lambda one: read_custodian(one, "sandi k1", stretch=fast_stretch),
        ),
        "officer": (
            founded.officer_files["saksi"],
            lambda one: read_officer(one, "sandi saksi", stretch=fast_stretch),
        ),
        "enrolment": (
            write_enrolment(identity, assessment_id=world.assessment.id, seat="01"),
            read_enrolment,
        ),
    }


@pytest.mark.parametrize("kind", SECRETS)
def test_a_wrong_file_in_place_of_a_secret_is_told(aftermath: Aftermath, kind: str) -> None:
    data, read = readers(aftermath)[kind]
    wrong = wrong_copies(data, aftermath.world.session.data)

    assert {what: refused(lambda: read(one)).code for what, one in wrong.items()} == CODES  # noqa: B023 -- called at once


def test_a_wrong_passphrase_and_a_wrong_pair_of_custodians_open_nothing(
    aftermath: Aftermath,
) -> None:
    files = aftermath.world.founded.custodian_files
    mine = read_custodian(files["k1"], "sandi k1", stretch=fast_stretch)
    theirs = read_custodian(make_elsewhere().custodians["budi"], "pass budi", stretch=fast_stretch)

    for typed in ("sandi k2", "Sandi k1", "sandi k1 ", ""):
        call = partial(read_custodian, files["k1"], typed, stretch=fast_stretch)
        assert refused(call).code == "passphrase_wrong"
    assert refused(lambda: join(mine, mine)).code == "custodian_pair"
    assert refused(lambda: join(mine, theirs)).code == "custodian_pair"


# --- what scoring takes ----------------------------------------------------------------------


def people_with(whole: Whole, **fields: object) -> bytes:
    """Return the people file with other values in its body."""
    body = msgspec.json.decode(whole.files.people)
    return canonical.dumps({**body, **fields})


def test_scoring_refuses_wrong_files_before_it_opens_or_writes_anything(
    whole: Whole, tmp_path: Path
) -> None:
    files = whole.files
    standards = {**files.standards, "cuts.toml": files.standards["cuts.toml"] + b"\n"}
    person = msgspec.json.decode(files.people)["people"][0]
    wrong: dict[str, tuple[dict[str, Any], str]] = {
        "package cut": ({"package": files.package[:-1]}, "frame_truncated"),
        "package is a key": ({"package": files.key}, "magic_wrong"),
        "key cut": ({"key": files.key[: len(files.key) // 2]}, "frame_truncated"),
        "key is a package": ({"key": files.package}, "magic_wrong"),
        "people empty": ({"people": b""}, "body_malformed"),
        "people text": ({"people": b"Name,NIP\n"}, "body_malformed"),
        "people spaced": ({"people": files.people + b"\n"}, "body_not_canonical"),
        "people elsewhere": ({"people": people_with(whole, assessment="0" * 64)}, "file_foreign"),
        "people twice": ({"people": people_with(whole, people=[person] * 2)}, "people_invalid"),
        "people undated": ({"people": people_with(whole, issued="2025-02-30")}, "people_invalid"),
        "standards changed": ({"standards": standards}, "standards_changed"),
        "standards gone": ({"standards": {}}, "standards_changed"),
    }
    found = {
        what: refused(lambda: score_with(whole, changed, tmp_path), whole.root, tmp_path).code  # noqa: B023 -- called at once
        for what, (changed, _) in wrong.items()
    }

    assert found == {what: code for what, (_, code) in wrong.items()}


def score_with(whole: Whole, changed: dict[str, Any], out_dir: Path) -> object:
    """Score with some files changed."""
    files = replace(whole.files, **changed)
    return score(whole.register_path, files, whole.custody, out_dir)

"""The committed vectors: old files stay readable, broken ones fail for the reason they name."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from station import canonical
from station.errors import StationError
from station.sealing import (
    bundle,
    checkpoint,
    codes,
    contentkeys,
    custody,
    identity,
    keyfile,
    officers,
    opened,
    package,
    receipt,
    register,
    release,
    released,
    resume,
    ruling,
    seal,
    session,
    signing,
    suite,
    tree,
)
from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.codes import CodeKind, Credential
from station.sealing.package import Package, verify_package
from station.sealing.session import Session

HERE = Path(__file__).resolve().parents[2] / "vectors" / "sealing"


def _json(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


def _file(name: str) -> bytes:
    return (HERE / "files" / name).read_bytes()


CASES: dict[str, str] = _json("cases")
SECRETS = _json("secrets")
VALUES = _json("values")


@cache
def _assessment() -> Assessment:
    return verify_assessment(_file("a.assessment"), expected_sha256=SECRETS["assessment_sha256"])


@cache
def _session() -> Session:
    return session.verify_session(_file("a.session"), _assessment())


@cache
def _package() -> Package:
    return verify_package(_file("a.package"), _assessment())


def _credential(officer: str) -> Credential:
    return Credential(bytes.fromhex(SECRETS["officers"][officer]))


def _sessions() -> dict[str, Session]:
    return {_session().sha256: _session()}


def _unlock(data: bytes) -> resume.InnerWrap:
    key = release.resume_key(_session(), _assessment(), "proctor", _credential("proctor"))
    return resume.unlock_resume(data, _session(), key)


def _passphrase(owner: str) -> str:
    passphrase: str = SECRETS["passphrases"][owner]
    return passphrase


READERS: dict[str, Callable[[bytes], object]] = {
    "assessment": verify_assessment,
    "bundle": lambda data: bundle.verify_bundle(data, _assessment(), _sessions()),
    "checkpoint": lambda data: checkpoint.verify_checkpoint(data, _assessment()),
    "content": lambda data: contentkeys.read_content_keys(
        data, _package(), _credential("coordinator").seal
    ),
    "custodian": lambda data: custody.read_custodian(data, _passphrase("ani")),
    "enrolment": identity.read_enrolment,
    "identity": identity.read_identity,
    "key": lambda data: keyfile.verify_key(data, _assessment()),
    "officer": lambda data: officers.read_officer(data, _passphrase("witness")),
    "opened": lambda data: opened.read_opened(data, _assessment()),
    "package": lambda data: package.verify_package(data, _assessment()),
    "released": lambda data: released.verify_released(data, _assessment()),
    "resume": _unlock,
    "ruling": lambda data: ruling.verify_ruling(data, _assessment()),
    "seal": lambda data: seal.verify_seal(data, _assessment(), _sessions()),
    "session": lambda data: session.verify_session(data, _assessment()),
}


def _outcome(name: str) -> str:
    try:
        READERS[name.rpartition(".")[2]](_file(name))
    except StationError as error:
        return error.code
    return "ok"


# Opening a custodian's file costs a second, so the three good ones are opened further down.
@pytest.mark.parametrize(
    "name", sorted(name for name in CASES if CASES[name] != "ok" or "custodian" not in name)
)
def test_a_file_of_the_vectors_comes_out_as_they_say(name: str) -> None:
    assert _outcome(name) == CASES[name]


def test_there_is_a_case_for_every_file_and_every_reader() -> None:
    assert sorted(CASES) == sorted(path.name for path in (HERE / "files").iterdir())
    assert {name.rpartition(".")[2] for name in CASES} == set(READERS)


def test_two_custodians_of_the_vectors_open_key_and_answers() -> None:
    shares = [
        custody.read_custodian(_file(f"{one}.custodian"), _passphrase(one))
        for one in ("budi", "citra")
    ]
    unsealer = custody.join(*shares)
    verified = bundle.verify_bundle(_file("a.bundle"), _assessment(), _sessions())
    ks = bundle.unseal_ks(verified, unsealer)
    content = [[fact.decode() for fact in one.content] for one in bundle.open_bundle(verified, ks)]
    key = keyfile.open_key(keyfile.verify_key(_file("a.key"), _assessment()), unsealer)
    auditors = opened.read_opened(_file("a.opened"), _assessment())

    assert ks.hex() == SECRETS["ks"]
    assert content == SECRETS["content"]
    assert auditors.key == key.key
    assert auditors.sittings == {verified.opening.sitting: ks}


def test_a_station_of_the_vectors_opens_its_questions() -> None:
    station = identity.read_identity(_file("a.identity"))
    roster = release.open_roster(_session(), station)
    share_a, share_b = (
        _from_code(SECRETS["codes"][kind], kind, _session().body.session).share
        for kind in (CodeKind.START_A, CodeKind.START_B)
    )
    key = release.content_key(
        _session(), _package(), "A", s1=roster.s1, share_a=share_a, share_b=share_b
    )

    assert station.station == SECRETS["stations"]["S1"]
    assert key.hex() == SECRETS["content_keys"]["A"]
    assert package.open_form(_package(), "A", key).content.startswith(b'{"form":"A"')


def test_a_participant_of_the_vectors_resumes() -> None:
    ticket = _from_code(SECRETS["codes"]["P-001"], CodeKind.TICKET, "P-001")
    keys = resume.open_resume(_unlock(_file("a.resume")), ticket)

    assert keys.ks.hex() == SECRETS["ks"]
    assert keys.content_key.hex() == SECRETS["content_keys"]["A"]


def _from_code(code: str, kind: CodeKind, subject: str) -> Credential:
    return codes.from_code(code, assessment_id=SECRETS["assessment_id"], kind=kind, subject=subject)


@pytest.mark.parametrize("one", VALUES["codes"], ids=lambda one: one["kind"])
def test_codes_grow_into_the_keys_of_the_vectors(one: dict[str, str]) -> None:
    held = _from_code(one["code"], CodeKind(one["kind"]), one["subject"])

    assert held.secret.hex() == one["stretched"]
    assert (held.signer.key, held.seal.public) == (one["sign"], one["seal"])
    assert (held.wrap.hex(), held.share.hex()) == (one["wrap"], one["share"])


def test_the_primitives_give_the_values_of_the_vectors() -> None:
    commitment, state = VALUES["commitment"], VALUES["state"]
    leaves = [bytes.fromhex(leaf) for leaf in VALUES["leaves"]]
    entries = [register.Entry(kind="seal", sha256=one) for one in state["hashes"]]

    for one in VALUES["canonical"]:
        assert canonical.dumps(one["value"]).hex() == one["bytes"]
    assert (
        suite.commit(commitment["label"], bytes.fromhex(commitment["key"]))
        == (commitment["commit"])
    )
    assert signing.signed("saksi-act/1", b"abc").hex() == VALUES["signed"]
    assert receipt.receipt_code(VALUES["receipt"]["digest"]) == VALUES["receipt"]["code"]
    assert tree.root(leaves).hex() == VALUES["root"]
    assert [one.hex() for one in tree.inclusion(leaves, 4)] == VALUES["inclusion"]
    assert [one.hex() for one in tree.consistency(leaves, 3)] == VALUES["consistency"]
    assert register.state(entries) == state["state"]

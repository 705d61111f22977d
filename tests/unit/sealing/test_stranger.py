"""The document is enough: a reader written from it alone agrees with the vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.vectors.sealing import stranger
from tests.vectors.sealing.stranger import Json, Stranger

HERE = Path(stranger.__file__).resolve().parent
SECRETS: Any = json.loads((HERE / "secrets.json").read_text("utf-8"))
VALUES: Any = json.loads((HERE / "values.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reader() -> Stranger:
    return Stranger(HERE / "files", SECRETS["assessment_sha256"])


def _custodian(reader: Stranger, name: str) -> Json:
    data = reader.file(f"{name}.custodian")
    return stranger.private(data, "custodian", SECRETS["passphrases"][name])


def test_a_stranger_checks_and_opens_a_bundle(reader: Stranger) -> None:
    secret = stranger.custody_secret(_custodian(reader, "ani"), _custodian(reader, "citra"))
    sha256, content = reader.answers(reader.file("a.bundle"), secret)
    sealed, roles, _ = stranger.signed(reader.file("a.seal"), "seal")

    assert content == SECRETS["content"]
    assert sealed["bundles"] == [sha256]
    assert roles <= reader.keys()


def test_a_stranger_opens_the_questions_with_three_shares(reader: Stranger) -> None:
    identity = stranger.read(stranger.frames(reader.file("a.identity"), "identity")[0])
    share_a, share_b = (
        stranger.grow(
            SECRETS["codes"][kind],
            SECRETS["assessment_id"],
            kind,
            reader.session["session"],
            "share",
        )
        for kind in ("start_a", "start_b")
    )
    key = reader.content_key(identity, "A", share_a, share_b)

    assert key.hex() == SECRETS["content_keys"]["A"]
    assert reader.questions("A", key).startswith(b'{"form":"A"')


def test_a_stranger_computes_the_same_receipt() -> None:
    assert stranger.receipt(VALUES["receipt"]["digest"]) == VALUES["receipt"]["code"]


def test_a_stranger_sees_an_altered_bundle(reader: Stranger) -> None:
    with pytest.raises(AssertionError):
        reader.answers(reader.file("unlinked.bundle"), bytes(32))


def test_the_stranger_knows_nothing_of_our_code() -> None:
    source = Path(stranger.__file__).read_text("utf-8")

    assert "import station" not in source
    assert "from station" not in source

"""Finding evidence: the same list wherever files were named, signed files first."""

import os
from pathlib import Path

import pytest

from station.storage.errors import NotFoundError, SaveFailedError
from station.sync.finding import ORDER, Found, find_evidence, kind_of, walk_files


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a stick as people hand them in."""
    for name in (
        "b/2.bundle",
        "a/1.BUNDLE",
        "a/pagi.seal",
        "uji.assessment",
        "b/pagi.session",
        "b/._2.bundle",
        "b/.2.bundle.partial",
        "foto.jpg",
        "catatan",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_folders_are_walked_and_signed_files_come_first(stick: Path) -> None:
    assert [(one.kind, one.path.name) for one in find_evidence([stick])] == [
        ("assessment", "uji.assessment"),
        ("session", "pagi.session"),
        ("seal", "pagi.seal"),
        ("bundle", "1.BUNDLE"),
        ("bundle", "2.bundle"),
    ]


def test_the_order_of_naming_says_nothing_and_nothing_comes_twice(stick: Path) -> None:
    named = [stick / "b", stick / "a", stick / "uji.assessment", stick / "b" / "2.bundle"]

    assert find_evidence(named) == find_evidence(reversed(named)) == find_evidence([stick])


def test_a_file_that_is_named_itself_is_returned_whatever_it_is(stick: Path) -> None:
    assert find_evidence([stick / "foto.jpg"]) == [Found("", stick / "foto.jpg")]


def test_a_path_that_is_not_there_is_told(stick: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        find_evidence([stick / "nowhere"])


def test_a_folder_that_cannot_be_read_is_told(stick: Path) -> None:
    with pytest.raises(SaveFailedError):
        list(walk_files(stick / "foto.jpg"))


def test_a_link_to_a_folder_is_not_followed(stick: Path) -> None:
    (stick / "a" / "loop").symlink_to(stick, target_is_directory=True)

    assert len(find_evidence([stick])) == 5


@pytest.mark.parametrize("kind", ORDER)
def test_the_ending_says_the_kind(kind: str) -> None:
    assert kind_of(Path(f"x.{kind}")) == kind
    assert kind_of(Path(kind)) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_named_as_evidence_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.bundle")

    with pytest.raises(NotFoundError, match="neither a file nor a folder"):
        find_evidence([tmp_path / "x.bundle"])

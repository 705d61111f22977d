"""Releasing and verifying a folder: what a stranger can find out, and what is named first."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from station.entropy import SystemEntropy
from station.sealing.checkpoint import verify_checkpoint
from station.sealing.released import verify_released
from station.sealing.suite import sha256
from station.storage.errors import NotFoundError, RegisterInUseError
from station.storage.register import Register
from station.usecases.errors import FileAlteredError, NoScoresError, ScoresStaleError
from station.usecases.merge import merge
from station.usecases.report import Reported, report
from station.usecases.rule import RulingPlan, rule
from station.usecases.score import score
from station.usecases.verify import Verification, verify
from tests.aftermath import Aftermath
from tests.whole import SmallPress, Whole


@pytest.fixture
def folder(whole: Whole, tmp_path: Path) -> Path:
    """Return a copy of the whole folder, to be spoilt."""
    shutil.copytree(whole.root, tmp_path / "d")
    return tmp_path / "d"


def codes(found: Verification) -> list[tuple[str, str]]:
    """Return code and place of every problem."""
    return [(one.code, one.record) for one in found.problems]


def release(whole: Whole, folder: Path, cancelled: Callable[[], bool] = lambda: False) -> Reported:
    """Release the folder again."""
    return report(
        folder / "uji.register",
        folder / "scores",
        folder,
        press=SmallPress(),
        signing=whole.signing,
        cancelled=cancelled,
    )


def decide(whole: Whole, folder: Path, *files: str, **plan: str) -> None:
    """Let coordinator and witness rule."""
    signing = whole.signing
    rule(
        folder / "uji.register",
        RulingPlan(**{"decision": "none", "reason": "dilihat berdua"} | plan, files=files),
        {"coordinator": signing.coordinator, "witness": signing.cosigner.signer},
        clock=whole.clock,
        entropy=SystemEntropy(),
    )


# --- releasing ---------------------------------------------------------------------------------


def test_a_release_names_every_result_and_a_checkpoint_covers_it(whole: Whole) -> None:
    register = Register.read(whole.register_path)
    entries = register.entries()
    released = verify_released(register.bytes_of(entries[-1].sha256), whole.assessment)
    register.close()
    note = (whole.root / "checkpoint.txt").read_bytes()
    head = verify_checkpoint(note, whole.assessment)
    folders = {one.path.split("/")[0] for one in released.body.files}

    assert entries[-1].kind == "released"
    assert folders == {"exports", "minutes", "people.json", "reports", "scores", "standards"}
    assert head.size == len(entries)
    assert list(head.cosigned) == ["saksi"]


def test_a_second_release_covers_what_changed(whole: Whole, folder: Path) -> None:
    (folder / "exports" / "tambahan.csv").write_text("a;b\n")
    before = verify(folder)
    again = release(whole, folder)

    assert codes(before) == [("file_unlisted", "exports/tambahan.csv")]
    assert again.reports == 4
    assert verify(folder).ok


def test_scores_of_another_state_are_not_released(whole: Whole, folder: Path) -> None:
    decide(whole, folder, kind="note", subject="Ruang A")

    with pytest.raises(ScoresStaleError):
        release(whole, folder)


def test_an_altered_model_is_not_released(whole: Whole, folder: Path) -> None:
    path = folder / "scores" / "NJ-0002.report.json"
    path.write_bytes(path.read_bytes().replace(b"NJ-0002", b"NJ-0009", 1))
    size = entries_in(folder)

    with pytest.raises(FileAlteredError, match=r"NJ-0002"):
        release(whole, folder)
    assert entries_in(folder) == size


def entries_in(folder: Path) -> int:
    """Return how many entries the folder's register has."""
    with closing(Register.read(folder / "uji.register")) as register:
        return len(register.entries())


def test_a_folder_without_scores_is_told(whole: Whole, folder: Path) -> None:
    shutil.rmtree(folder / "scores")

    with pytest.raises(NoScoresError):
        release(whole, folder)


def test_a_cancelled_release_releases_nothing(whole: Whole, folder: Path) -> None:
    before = (folder / "uji.register").read_bytes()
    stopped = release(whole, folder, cancelled=lambda: True)

    assert stopped.cancelled
    assert (folder / "uji.register").read_bytes()[100:] == before[100:]


def test_scores_elsewhere_are_brought_into_the_release(whole: Whole, folder: Path) -> None:
    away = folder.parent / "away"
    score(folder / "uji.register", whole.files, whole.custody, away)
    for name in ("scores", "standards", "reports"):
        shutil.rmtree(folder / name)
    (folder / "people.json").unlink()
    report(folder / "uji.register", away, folder, press=SmallPress(), signing=whole.signing)

    assert verify(folder).ok


# --- verifying ---------------------------------------------------------------------------------


def test_a_whole_folder_holds_at_the_full_level(whole: Whole) -> None:
    first: list[str] = []
    found = verify(whole.root, assessment=whole.assessment.sha256, told=first.append)

    assert (found.ok, found.level, found.problems) == (True, "full", ())
    assert first == [whole.assessment.sha256]
    assert found.checked["bundle"] == found.checked["recomputed"] == 4


def test_without_opened_keys_the_public_level_holds(folder: Path) -> None:
    keys = folder / "opened.keys"
    keys.rename(folder.parent / "kept.keys")
    public = verify(folder)
    full = verify(folder, opened=folder.parent / "kept.keys")

    assert (public.ok, public.level) == (True, "public")
    assert (full.ok, full.level) == (True, "full")


def test_verifying_changes_nothing(folder: Path) -> None:
    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = everything()
    verify(folder)

    assert everything() == before


def test_another_assessment_is_refused_first_of_all(whole: Whole) -> None:
    found = verify(whole.root, assessment="0" * 64)

    assert codes(found) == [("assessment_unexpected", "register, assessment")]


def test_a_folder_that_is_not_there_and_a_register_in_use_are_told(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFoundError):
        verify(tmp_path / "nowhere")
    with pytest.raises(NotFoundError):
        verify(folder, opened=tmp_path / "no.keys")
    held = Register.open(folder / "uji.register")

    with pytest.raises(RegisterInUseError):
        verify(folder)
    held.close()


@pytest.mark.parametrize("count", [0, 2])
def test_a_folder_needs_one_register(folder: Path, count: int) -> None:
    if count:
        shutil.copy(folder / "uji.register", folder / "dua.register")
    else:
        (folder / "uji.register").unlink()
    found = verify(folder)

    assert (codes(found), found.level) == ([("register_missing", "register")], "none")


@pytest.mark.parametrize(
    "name", ["reports/NJ-0001.pdf", "minutes/2025-01-20-P-A.pdf", "scores/group.json"]
)
def test_a_released_file_that_is_gone_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert codes(verify(folder))[0] == ("file_gone", name)


@pytest.mark.parametrize(
    "name", ["reports/NJ-9999.pdf", "standards/extra.toml", "scores/NJ-9999.report.json"]
)
def test_a_file_nobody_released_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"smuggled in")

    assert codes(verify(folder)) == [("file_unlisted", name)]


def test_evidence_of_another_assessment_is_named(folder: Path, aftermath: Aftermath) -> None:
    shutil.copy(aftermath.bundles["0001 whole"], folder / "stick" / "x.bundle")

    assert codes(verify(folder)) == [("file_foreign", "stick/x.bundle")]


def test_a_model_that_answers_do_not_give_is_found_at_the_full_level(
    whole: Whole, folder: Path
) -> None:
    scores = folder / "scores"
    data = (scores / "NJ-0001.report.json").read_bytes()
    forged = data.replace(b"Orang NJ-0001", b"Orang NJ-000X")
    (scores / "NJ-0001.report.json").write_bytes(forged)
    index = msgspec.json.decode((scores / "index.json").read_bytes())
    index["reports"][0]["report"] = sha256(forged)
    (scores / "index.json").write_bytes(msgspec.json.encode(index))
    release(whole, folder)
    found = verify(folder)

    assert codes(found) == [
        ("result_wrong", "scores/NJ-0001.report.json"),
        ("result_wrong", "scores/index.json"),
    ]


def test_a_register_rolled_back_behind_the_printed_checkpoint_is_found(folder: Path) -> None:
    path = folder / "uji.register"
    stranger = sqlite3.connect(path)
    for table in ("entry", "evidence", "checkpoint"):
        stranger.execute(f"DROP TRIGGER {table}_no_delete")
    (last,) = stranger.execute("SELECT sha256 FROM entry ORDER BY position DESC").fetchone()
    stranger.execute("DELETE FROM evidence WHERE sha256 = ?", (last,))
    stranger.execute("DELETE FROM entry WHERE sha256 = ?", (last,))
    stranger.execute("DELETE FROM checkpoint WHERE size = (SELECT MAX(size) FROM checkpoint)")
    stranger.commit()
    stranger.close()
    found = verify(folder)

    assert ("proof_wrong", "checkpoint.txt") in codes(found)


def test_a_bundle_taken_out_of_the_register_is_missed_by_its_seal_and_checkpoint(
    folder: Path,
) -> None:
    stranger = sqlite3.connect(folder / "uji.register")
    (taken,) = stranger.execute("SELECT sha256 FROM bundle ORDER BY sha256").fetchone()
    for table in ("entry", "evidence", "bundle"):
        stranger.execute(f"DROP TRIGGER {table}_no_delete")
        stranger.execute(f"DELETE FROM {table} WHERE sha256 = ?", (taken,))  # noqa: S608
    stranger.commit()
    stranger.close()
    found = codes(verify(folder))

    assert "proof_wrong" in {code for code, _ in found}
    assert "bundle_missing" in {code for code, _ in found}
    assert "state_wrong" in {code for code, _ in found}


def test_what_the_register_tells_of_a_bundle_is_told_by_the_bundle(folder: Path) -> None:
    stranger = sqlite3.connect(folder / "uji.register")
    stranger.execute("DROP TRIGGER bundle_no_update")
    stranger.execute("UPDATE bundle SET closed = 'voided' WHERE number = 'NJ-0001'")
    stranger.commit()
    stranger.close()
    found = codes(verify(folder))

    assert found[0][0] == "entry_wrong"


def test_an_erasure_after_the_release_is_skipped_and_said(whole: Whole, folder: Path) -> None:
    files = ("reports/NJ-0002.pdf", "scores/NJ-0002.report.json", "scores/NJ-0002.scores.json")
    decide(whole, folder, *files, kind="erased", subject="NJ-0002", decision="erased")
    for name in files:
        (folder / name).unlink()
    found = verify(folder)

    assert (found.ok, found.level) == (True, "full")
    assert (found.checked["erased"], found.checked["recomputed"]) == (1, 3)


def test_a_beginning_of_an_entered_bundle_is_no_stranger(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    shutil.copytree(aftermath.stick, tmp_path / "d")
    early = tmp_path / "d" / "0002 early.bundle"
    early.rename(tmp_path / "kept.bundle")
    merge(tmp_path / "d" / "uji.register", [tmp_path / "d"])
    (tmp_path / "d" / "moved").mkdir()
    (tmp_path / "kept.bundle").rename(tmp_path / "d" / "moved" / "0002.bundle")
    found = verify(tmp_path / "d")

    assert (found.ok, found.level) == (True, "public")
    assert found.checked["session_unbalanced"] == 2


def test_evidence_that_holds_and_was_never_entered_is_named(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    shutil.copytree(aftermath.stick, tmp_path / "d")
    late = tmp_path / "d" / "0001 whole.bundle"
    late.rename(tmp_path / "late.bundle")
    merge(tmp_path / "d" / "uji.register", [tmp_path / "d"])
    (tmp_path / "late.bundle").rename(late)

    assert codes(verify(tmp_path / "d")) == [("not_in_register", "0001 whole.bundle")]


def test_an_index_that_is_none_is_told_by_report_and_verify(whole: Whole, folder: Path) -> None:
    (folder / "scores" / "index.json").write_bytes(b'{"reports": [{}]}')
    with pytest.raises(FileAlteredError):
        release(whole, folder)
    found = codes(verify(folder))

    assert found == [("file_altered", "scores/index.json"), ("file_altered", "opened.keys")]


def test_scores_in_a_folder_of_another_name_are_brought_along(whole: Whole, folder: Path) -> None:
    away = folder.parent / "away"
    away.mkdir()
    for name in ("scores", "standards", "people.json"):
        (folder / name).rename(away / name)
    (away / "scores").rename(away / "hasil")
    report(
        folder / "uji.register",
        away / "hasil",
        folder,
        press=SmallPress(),
        signing=whole.signing,
    )

    assert verify(folder).ok


def test_entries_checkpoints_and_look_ups_are_each_held_to_their_bytes(folder: Path) -> None:
    stranger = sqlite3.connect(folder / "uji.register")
    stranger.execute("DROP TRIGGER evidence_no_delete")
    (key,) = stranger.execute("SELECT sha256 FROM entry WHERE kind = 'key'").fetchone()
    stranger.execute("DELETE FROM evidence WHERE sha256 = ?", (key,))
    stranger.execute("DROP TRIGGER checkpoint_no_update")
    stranger.execute("UPDATE checkpoint SET size = size + 90 WHERE size = 12")
    stranger.commit()
    stranger.close()
    found = codes(verify(folder))

    assert ("entry_wrong", "register entry 1 (key)") in found
    assert ("proof_wrong", "register checkpoint of 102 entries") in found
    assert ("checkpoint_missing", "register entry 11 (released)") in found


def test_an_empty_register_verifies_nothing(tmp_path: Path) -> None:
    Register.create(tmp_path / "kosong.register").close()
    found = verify(tmp_path)

    assert (codes(found), found.level) == (
        [("assessment_missing", "register, assessment")],
        "none",
    )

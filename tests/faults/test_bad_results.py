"""Commands on results with a wrong file among them: one coded line, and nothing has changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from station.sealing.suite import sha256
from tests.faults.commands import Said, station
from tests.faults.disks import RealDisk
from tests.faults.refusals import SENTENCE
from tests.faults.sittings import hashes
from tests.unit.sealing.world import make_world as make_elsewhere
from tests.whole import MORNING, Whole

Spoil = Callable[[Path], object]
MARK = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def made(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole assessment with its officers' files, where a name may be anything."""
    folder = tmp_path_factory.mktemp("hasil ü 字") / "d"
    shutil.copytree(whole.root, folder, ignore=shutil.ignore_patterns("stations"))
    (folder / "officers").mkdir()
    for officer, data in whole.founded.officer_files.items():
        (folder / "officers" / f"{officer}.officer").write_bytes(data)
        (folder / "officers" / f"{officer}.passphrase").write_text(whole.passphrases[officer])
    for officer, code in whole.founded.codes.items():
        (folder / "officers" / f"{officer}.code").write_text(code)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "d"))


def score(folder: Path, *more: str | Path) -> Said:
    """Score by command; an option that is given again replaces the usual one."""
    custodians = folder / "custodians"
    return station(
        *("score", "--register", folder / "uji.register", "--package", folder / "uji.package"),
        *("--key", folder / "uji.key", "--people", folder / "people.json"),
        *("--standards", folder / "standards", "--out", folder / "out"),
        *("--custodian", custodians / "k1.custodian", "--custodian", custodians / "k2.custodian"),
        *more,
    )


def report(folder: Path, *more: str | Path) -> Said:
    """Release by command."""
    return station(
        *("report", "--register", folder / "uji.register", "--scores", folder / "scores"),
        *("--out", folder, *more),
    )


def close(folder: Path, *more: str | Path) -> Said:
    """Close the morning by command."""
    officers = folder / "officers"
    return station(
        *("session", "close", "--bundles", folder / "stick", "--out", folder / "out"),
        *("--session", folder / f"{MORNING}.session"),
        *("--proctor", "pengawas-1", "--second", "pengawas-2"),
        *("--code-file", officers / "pengawas-1.code", "--code-file", officers / "pengawas-2.code"),
        *more,
    )


def is_told(said: Said, exit_code: int, code: str) -> None:
    """Hold what a command said against what it must say.

    Raises:
        AssertionError: Another code, another exit code, or no sentence with a way out.
    """
    assert (said.exit_code, said.code) == (exit_code, code), said.err
    assert SENTENCE.fullmatch(said.err.rstrip("\n"))


def holding(name: str, data: bytes) -> Spoil:
    return lambda folder: (folder / name).write_bytes(data)


def edited(name: str, change: Callable[[bytes], bytes]) -> Spoil:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes()))


def without(name: str) -> Spoil:
    return lambda folder: (folder / name).unlink()


def folder_called(name: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return spoil


def copied(source: str, target: str) -> Spoil:
    return lambda folder: shutil.copy(folder / source, folder / target)


CUTS = "standards/cuts.toml"
SCORING: dict[str, tuple[Spoil, int, str]] = {
    "a cut package": (edited("uji.package", lambda data: data[:-9]), 1, "frame_truncated"),
    "half a package": (edited("uji.package", lambda data: data[:5_000]), 1, "frame_truncated"),
    "an empty package": (holding("uji.package", b""), 1, "magic_wrong"),
    "a key for a package": (copied("uji.key", "uji.package"), 1, "magic_wrong"),
    "another assessment's package": (
        holding("uji.package", make_elsewhere().package_data), 1, "package_foreign"),
    "another assessment's key": (holding("uji.key", make_elsewhere().key_data), 1, "file_foreign"),
    "a cut key": (edited("uji.key", lambda data: data[:-9]), 1, "frame_truncated"),
    "no people": (holding("people.json", b""), 1, "body_malformed"),
    "people as a table": (holding("people.json", b"Name;NIP\r\n"), 1, "body_malformed"),
    "people with a mark": (edited("people.json", lambda data: MARK + data), 1, "body_malformed"),
    "people without a bottom": (holding("people.json", b"[" * 99_999), 1, "body_malformed"),
    "another line end": (
        edited(CUTS, lambda data: data.replace(b"\n", b"\r\n")), 1, "standards_changed"),
    "an empty standard": (holding(CUTS, b""), 1, "standards_changed"),
    "a standard too few": (without(CUTS), 1, "standards_changed"),
    "a folder for a standard": (folder_called(CUTS), 1, "save_failed"),
    "text for a custodian": (
        holding("custodians/k1.custodian", b"hello"), 1, "magic_wrong"),
    "one custodian twice": (
        copied("custodians/k1.custodian", "custodians/k2.custodian"), 1, "passphrase_wrong"),
    "a cut custodian": (
        edited("custodians/k2.custodian", lambda data: data[:-1]), 1, "frame_truncated"),
    "a wrong passphrase": (
        holding("custodians/k2.passphrase", b"sandi k1\n"), 1, "passphrase_wrong"),
    "no passphrase": (without("custodians/k2.passphrase"), 2, "passphrase_needed"),
    "an empty passphrase": (holding("custodians/k2.passphrase", b""), 1, "passphrase_wrong"),
    "text for a register": (holding("uji.register", b"text\n" * 99), 1, "database_foreign"),
    "an empty register": (holding("uji.register", b""), 1, "database_foreign"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(SCORING))
def test_scoring_with_a_wrong_file_writes_nothing(folder: Path, what: str) -> None:
    spoil, exit_code, code = SCORING[what]
    spoil(folder)
    before = hashes(folder)
    said = score(folder)

    is_told(said, exit_code, code)
    assert hashes(folder) == before


def test_a_custodian_file_that_does_not_open_is_named(folder: Path) -> None:
    (folder / "custodians" / "k2.custodian").write_bytes(b"hello")

    assert "k2.custodian" in score(folder).err


def test_answers_that_cannot_be_kept_are_told_before_anything_is_scored(folder: Path) -> None:
    before = hashes(folder)
    said = score(folder, "--answers", folder / "uji.register")

    is_told(said, 1, "database_foreign")
    assert hashes(folder) == before


FIRST = "scores/NJ-0001"
RELEASING: dict[str, tuple[Spoil, int, str]] = {
    "no index": (without("scores/index.json"), 2, "no_scores"),
    "an empty index": (holding("scores/index.json", b""), 1, "file_altered"),
    "an index with a line end": (
        edited("scores/index.json", lambda data: data + b"\n"), 1, "file_altered"),
    "a folder for an index": (folder_called("scores/index.json"), 2, "no_scores"),
    "no model": (without(f"{FIRST}.report.json"), 1, "file_missing"),
    "an empty model": (holding(f"{FIRST}.report.json", b""), 1, "file_altered"),
    "no scores": (without(f"{FIRST}.scores.json"), 1, "file_missing"),
    "other scores": (
        copied("scores/NJ-0002.scores.json", f"{FIRST}.scores.json"), 1, "file_altered"),
    "no summary": (without("scores/group.json"), 1, "file_missing"),
    "an empty summary": (holding("scores/group.json", b"{}"), 1, "file_altered"),
    "a summary without a bottom": (holding("scores/group.json", b"[" * 99_999), 1, "file_altered"),
    "a custodian for an officer": (
        copied("custodians/k1.custodian", "officers/saksi.officer"), 1, "magic_wrong"),
    "a wrong passphrase": (holding("officers/saksi.passphrase", b"x"), 1, "passphrase_wrong"),
    "no witness": (without("officers/saksi.officer"), 2, "officer_missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(RELEASING))
def test_releasing_with_a_wrong_file_releases_nothing(folder: Path, what: str) -> None:
    spoil, exit_code, code = RELEASING[what]
    spoil(folder)
    before = hashes(folder)
    said = report(folder)
    after = hashes(folder)

    is_told(said, exit_code, code)
    assert after["uji.register"] == before["uji.register"]
    assert after["checkpoint.txt"] == before["checkpoint.txt"]


def test_a_forged_index_names_a_model_that_is_none(folder: Path) -> None:
    path, forged = folder / "scores" / "index.json", b'{"number":"NJ-0001"}'
    index = msgspec.json.decode(path.read_bytes())
    index["reports"][0]["report"] = sha256(forged)
    path.write_bytes(msgspec.json.encode(index, order="sorted"))
    (folder / f"{FIRST}.report.json").write_bytes(forged)

    is_told(report(folder), 1, "file_altered")


def test_scores_far_from_their_standards_are_told(folder: Path, tmp_path: Path) -> None:
    away = shutil.copytree(folder / "scores", tmp_path / "away" / "scores")

    is_told(report(folder, "--scores", away, "--out", tmp_path / "out"), 2, "no_scores")


CLOSING: dict[str, tuple[tuple[str, ...], int, str]] = {
    "absent, and sat": (("--absent", "NJ-0002"), 1, "absent_but_sat"),
    "missing, and there": (("--missing", "NJ-0002=hilang"), 1, "absent_but_sat"),
    "nobody of that number": (("--absent", "NJ-9999"), 2, "number_unknown"),
    "no people": (("--people", "{d}/checkpoint.txt"), 1, "body_malformed"),
    "below a file": (("--out", "{d}/people.json/x"), 1, "save_failed"),
    "another kind of file": (("--session", "{d}/uji.assessment"), 1, "magic_wrong"),
    "a code of the other": (("--proctor", "pengawas-2"), 1, "code_wrong"),
    "no officer": (("--proctor", "nobody"), 1, "signer_unknown"),
}


@pytest.mark.parametrize("what", sorted(CLOSING))
def test_a_session_closed_with_a_slip_is_not_sealed(folder: Path, what: str) -> None:
    words, exit_code, code = CLOSING[what]
    before = hashes(folder)
    said = close(folder, *(word.replace("{d}", folder.as_posix()) for word in words))

    is_told(said, exit_code, code)
    assert hashes(folder) == before


VERIFYING: dict[str, tuple[Spoil, str]] = {
    "a folder for the checkpoint": (folder_called("checkpoint.txt"), "checkpoint_missing"),
    "a checkpoint with other line ends": (
        edited("checkpoint.txt", lambda data: data.replace(b"\n", b"\r\n")),
        "checkpoint_malformed"),
    "an empty checkpoint": (holding("checkpoint.txt", b""), "checkpoint_malformed"),
    "a folder for the people": (folder_called("people.json"), "file_gone"),
    "an empty report": (holding("reports/NJ-0001.pdf", b""), "file_altered"),
    "a folder for a report": (folder_called("reports/NJ-0001.pdf"), "file_gone"),
    "an empty bundle": (holding("stick/x.bundle", b""), "magic_wrong"),
    "opened keys of nothing": (holding("opened.keys", b""), "magic_wrong"),
    "a package for opened keys": (copied("uji.package", "opened.keys"), "magic_wrong"),
    "two registers": (copied("uji.register", "2.register"), "register_missing"),
    "an empty register": (holding("uji.register", b""), "database_foreign"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(VERIFYING))
def test_verifying_names_what_is_wrong_and_exits_1(folder: Path, what: str) -> None:
    spoil, code = VERIFYING[what]
    spoil(folder)
    said = station("verify", folder, "--json")

    assert (said.exit_code, said.err) == (1, "")
    assert code in {one["code"] for one in said.json["problems"]}


def test_a_checkpoint_that_somebody_kept_is_held_against_the_register(
    folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    shutil.copy(folder / "checkpoint.txt", kept)
    right = station("verify", folder, "--checkpoint", kept, "--json")
    kept.write_bytes(kept.read_bytes().replace(b"12", b"13", 1))
    wrong = station("verify", folder, "--checkpoint", kept, "--json")

    assert (right.exit_code, right.json["checked"]["checkpoint_kept"]) == (0, 1)
    assert (wrong.exit_code, wrong.json["problems"][0]["record"]) == (1, "kept.txt")


def test_a_folder_called_like_evidence_is_no_evidence(folder: Path, whole: Whole) -> None:
    (folder / "stick" / "x.bundle").mkdir()
    (folder / "stick" / "y.bundle").symlink_to(folder / "nowhere")
    typed = f" {whole.assessment.sha256.upper()} "
    said = station("verify", folder, "--assessment", typed, "--json")

    assert said.json["problems"] == []
    assert said.exit_code == 0


# --- disks ---------------------------------------------------------------------------------------


def test_full_and_write_protected_disks_are_told_by_every_command_that_writes(
    whole: Whole, made: Path, disk: RealDisk
) -> None:
    home = whole.root / "stations" / "A-001"
    work = disk.path / "d"
    shutil.copytree(made, work, ignore=shutil.ignore_patterns("reports", "exports"))
    disk.fill()
    before = hashes(disk.path)
    calls: dict[str, Callable[[], Said]] = {
        "export": lambda: station("export", "--home", home, "--to", disk.path / "stick"),
        "close": lambda: close(work),
        "report": lambda: report(work),
        "bank new": lambda: station("bank", "new", disk.path / "bank"),
    }
    told = {name: call() for name, call in calls.items()}
    disk.write_protect()
    protected = {name: call() for name, call in calls.items()}

    assert {name: one.code for name, one in told.items()} == dict.fromkeys(calls, "disk_full")
    assert {one.code for one in protected.values()} == {"save_failed"}
    for said in (*told.values(), *protected.values()):
        assert said.exit_code == 1
        assert SENTENCE.fullmatch(said.err.rstrip("\n"))
    kept = hashes(disk.path)
    assert {name: kept.get(name) for name in before} == before

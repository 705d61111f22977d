"""Commands and bad input: one coded line, the right exit code, no traceback, nothing changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from station.storage.register import Register
from tests.faults.commands import Said, station
from tests.faults.refusals import SENTENCE
from tests.faults.sittings import hashes
from tests.whole import MORNING, Whole

NOT_UTF8 = b"caf\xe9"
HALF = "\udce9"
"""What an argument becomes whose bytes the system cannot read."""


@pytest.fixture(scope="module")
def desk(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a whole assessment in `d` and everything wrong in `bad`."""
    root = tmp_path_factory.mktemp("desk")
    shutil.copytree(whole.root, root / "d", ignore=shutil.ignore_patterns("stations", "reports"))
    for officer, code in whole.founded.codes.items():
        (root / "d" / f"{officer}.code").write_text(code)
    for officer, data in whole.founded.officer_files.items():
        (root / "d" / "keys").mkdir(exist_ok=True)
        (root / "d" / "keys" / f"{officer}.officer").write_bytes(data)
        (root / "d" / "keys" / f"{officer}.passphrase").write_text(whole.passphrases[officer])
    bad = root / "bad"
    bad.mkdir()
    (bad / "text.txt").write_text("hello")
    (bad / "latin.txt").write_bytes(NOT_UTF8)
    (bad / "folder").mkdir()
    (bad / "text.register").write_text("no database\n" * 200)
    shutil.copy(whole.register_path, bad / "newer.register")
    for name, statement in (
        ("newer.register", "PRAGMA user_version=99"),
        ("other.register", "CREATE TABLE places (url TEXT)"),
    ):
        with sqlite3.connect(bad / name) as theirs:
            theirs.execute(statement)
        theirs.close()
    return root


REGISTER = ("--register", "d/uji.register")
CLOSE = (
    *("session", "close", "--bundles", "d/stick", "--session", f"d/{MORNING}.session"),
    *("--proctor", "pengawas-1", "--second", "pengawas-2"),
)
SCORE = (
    *("score", *REGISTER, "--package", "d/uji.package", "--key", "d/uji.key"),
    *("--people", "d/people.json", "--standards", "d/standards", "--out", "out"),
    *("--custodian", "d/custodians/k1.custodian"),
)
NOTE = ("rule", *REGISTER, "--kind", "note", "--subject", "x", "--decision", "none")
OFFICERS = ("--officer", "d/keys/koordinator.officer", "--officer", "d/keys/saksi.officer")
CASES: dict[str, tuple[tuple[str, ...], int, str]] = {
    "merge into text": (
        ("merge", "--register", "bad/text.register", "d/stick"), 1, "database_foreign"),
    "merge into another program's": (
        ("merge", "--register", "bad/other.register", "d/stick"), 1, "database_foreign"),
    "merge into a newer one": (
        ("merge", "--register", "bad/newer.register", "d/stick"), 1, "database_newer"),
    "merge into a folder": (("merge", "--register", "bad/folder", "d/stick"), 2, "usage"),
    "merge into nowhere": (
        ("merge", "--register", "no/r.register", "d/stick", "d/uji.assessment"), 1, "save_failed"),
    "merge nothing": (("merge", "--register", "r.register", "nowhere"), 2, "usage"),
    "merge a long name": (("merge", "--register", "r.register", "x" * 300), 2, "usage"),
    "merge without an assessment": (
        ("merge", "--register", "r.register", "d/stick"), 1, "assessment_missing"),
    "merge for another assessment": (
        ("merge", *REGISTER, "d/stick", "--assessment", "0" * 64), 1, "assessment_unexpected"),
    "ledger of text": (("ledger", "--register", "bad/text.register"), 1, "database_foreign"),
    "ledger of a newer one": (("ledger", "--register", "bad/newer.register"), 1, "database_newer"),
    "ledger of nothing": (("ledger", "--register", "nowhere"), 2, "usage"),
    "receipt mistyped": (("receipt", "XXXX", *REGISTER), 1, "code_mistyped"),
    "receipt of odd bytes": (("receipt", HALF, *REGISTER), 1, "code_mistyped"),
    "export of no home": (("export", "--home", "bad/folder", "--to", "o"), 1, "nothing_to_export"),
    "score with one custodian": (SCORE, 2, "usage"),
    "score with odd passphrases": (
        (*SCORE, "--custodian", "d/custodians/k2.custodian", "--passphrase-file", "bad/latin.txt"),
        2, "passphrase_needed"),
    "score with a wrong passphrase": (
        (*SCORE, "--custodian", "d/custodians/k2.custodian", "--passphrase-file", "bad/text.txt"),
        1, "passphrase_wrong"),
    "report of nothing": (
        ("report", "--register", "bad/newer.register", "--scores", "d/scores", "--out", "out"),
        1, "database_newer"),
    "report without officers": (
        ("report", *REGISTER, "--scores", "d/scores", "--out", "out"), 2, "officer_missing"),
    "rule without officers": ((*NOTE, "--reason", "x"), 2, "officer_missing"),
    "rule of no kind": (
        (*NOTE[:3], "--kind", "", *NOTE[5:], "--reason", "x", *OFFICERS), 2, "ruling_invalid"),
    "rule about nothing": (
        (*NOTE[:6], "", *NOTE[7:], "--reason", "x", *OFFICERS), 2, "ruling_invalid"),
    "rule about nobody": (
        (*NOTE[:4], "conflict", *NOTE[5:], "--reason", "x", *OFFICERS), 1, "ruling_empty"),
    "checkpoint of another program's": (
        ("checkpoint", "--register", "bad/other.register"), 1, "database_foreign"),
    "close with text": (
        (*CLOSE[:5], "bad/text.txt", *CLOSE[6:], "--assessment", "d/uji.assessment"),
        1, "magic_wrong"),
    "close with odd codes": ((*CLOSE, "--code-file", "bad/latin.txt"), 2, "passphrase_needed"),
    "close with another's code": (
        (*CLOSE, "--code-file", "d/pengawas-2.code", "--code-file", "d/pengawas-1.code"),
        1, "code_wrong"),
    "close by an odd officer": (
        (*CLOSE[:7], HALF, *CLOSE[8:], "--code-file", "d/pengawas-1.code"), 1, "signer_unknown"),
    "check no bank": (("bank", "check", "bad/folder"), 2, "bank_unreadable"),
    "new bank where a file is": (("bank", "new", "bad/text.txt"), 2, "usage"),
    "new bank where something is": (("bank", "new", "d"), 2, "folder_taken"),
    "demo where a file is": (("demo", "--out", "bad/text.txt"), 2, "usage"),
    "demo where something is": (("demo", "--out", "d"), 2, "folder_taken"),
    "sit without a home": (("sit", "--home", "bad/folder"), 1, "home_unprepared"),
    "sit in a file": (("sit", "--home", "bad/text.txt"), 1, "save_failed"),
    "screens in no theme": (("screens", "--out", "s", "--theme", "pink"), 2, "usage"),
    "an unknown bench": (("bench", "nope"), 2, "bench_unknown"),
    "an unknown command": (("proctor",), 2, "usage"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(CASES))
def test_bad_input_is_one_coded_line(
    desk: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    before = hashes(desk)
    words, exit_code, code = CASES[case]
    said = station(*words)

    assert (said.exit_code, said.code) == (exit_code, code)
    assert code == "usage" or SENTENCE.fullmatch(said.err.rstrip("\n"))
    assert hashes(desk) == before


def test_a_register_in_use_is_told(desk: Path) -> None:
    held = Register.open(desk / "d" / "uji.register")
    said = [
        station("merge", "--register", desk / "d" / "uji.register", desk / "d" / "stick"),
        station("ledger", "--register", desk / "d" / "uji.register"),
        station("checkpoint", "--register", desk / "d" / "uji.register"),
    ]
    held.close()

    assert {(one.exit_code, one.code) for one in said} == {(1, "register_in_use")}


def test_a_file_name_that_no_console_can_show_stops_nothing(desk: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / os.fsdecode(NOT_UTF8 + b".bundle")).write_bytes(b"x")
    shutil.copy(desk / "d" / "uji.assessment", stick)
    command = [sys.executable, "-m", "station", "merge", "--register"]
    for locale in ("C.UTF-8", "POSIX"):
        done = subprocess.run(
            [*command, str(tmp_path / f"{locale}.register"), str(stick)],
            env={**os.environ, "LC_ALL": locale},
            capture_output=True,
            check=False,
        )

        assert (done.returncode, done.stderr) == (1, b"")
        assert b"rejected[magic_wrong]" in done.stdout
        assert b"1 accepted" in done.stdout


def test_every_rejection_is_told_and_the_rest_goes_in(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "s.seal").write_bytes(b"noise")
    said: Said = station(
        "merge",
        "--json",
        "--register",
        tmp_path / "r.register",
        desk / "d" / "uji.assessment",
        desk / "d" / f"{MORNING}.session",
        tmp_path,
    )

    assert said.exit_code == 1
    assert [one["code"] for one in said.json["rejected"]] == ["magic_wrong"]
    assert said.json["accepted"] == 2

"""The commands after the session as programs call them: one JSON object, coded errors."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from station.sealing.receipt import receipt_code
from station.storage.register import Register
from tests.whole import MORNING, Whole


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)


def station(*arguments: object) -> Answered:
    """Run a command; nobody is at the keyboard."""
    done = subprocess.run(
        [sys.executable, "-m", "station", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    return Answered(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.fixture
def folder(whole: Whole, tmp_path: Path) -> Path:
    """Return a copy of the whole folder, with officers' files and codes beside it."""
    target = tmp_path / "d"
    shutil.copytree(whole.root, target)
    officers = target / "officers"
    officers.mkdir()
    for one, data in whole.founded.officer_files.items():
        (officers / f"{one}.officer").write_bytes(data)
        (officers / f"{one}.passphrase").write_text(whole.passphrases[one])
    for one, code in whole.founded.codes.items():
        (officers / f"{one}.code").write_text(code)
    return target


def score_arguments(folder: Path, out: Path) -> list[object]:
    """Return the arguments of a scoring by two custodians."""
    custodians = folder / "custodians"
    return [
        *("score", "--register", folder / "uji.register", "--package", folder / "uji.package"),
        *("--key", folder / "uji.key", "--people", folder / "people.json"),
        *("--standards", folder / "standards", "--out", out, "--json"),
        *("--custodian", custodians / "k2.custodian", "--custodian", custodians / "k3.custodian"),
    ]


def test_export_merge_ledger_and_receipt(folder: Path, tmp_path: Path) -> None:
    stick, register_path = tmp_path / "stick", tmp_path / "new.register"
    exported = station("export", "--home", folder / "stations" / "A-001", "--to", stick, "--json")
    signed = [path for path in folder.glob("*.*") if path.suffix != ".register"]
    evidence = [path for path in signed if path.suffix in {".assessment", ".session", ".seal"}]
    merged = station("merge", "--register", register_path, "--json", *evidence, folder / "stick")
    again = station("merge", "--register", register_path, "--json", stick)
    book = station("ledger", "--register", register_path, "--json")
    register = Register.read(register_path)
    (row,) = register.bundles(number="NJ-0004")
    register.close()
    found = station("receipt", receipt_code(row.head), "--register", register_path, "--json")

    assert (exported.code, len(exported.json["exported"])) == (0, 2)
    assert merged.code == 0
    assert merged.json | {"state": ""} == {
        "accepted": 9,
        "duplicate": 0,
        "superseded": 0,
        "conflict": 0,
        "rejected": [],
        "state": "",
        "cancelled": False,
    }
    assert (again.json["duplicate"], again.json["state"]) == (2, merged.json["state"])
    assert (book.code, book.json["balanced"]) == (0, True)
    assert [one["session"] for one in book.json["sessions"]] == [MORNING, "2025-01-20-S-A"]
    assert book.json["sessions"][0]["equations"]["rostered"] == {
        "left": 3,
        "right": {"present": 3, "absent": 0},
        "holds": True,
    }
    assert found.code == 0
    assert found.json["bundle"] == row.sha256
    assert found.json["checkpoint"] is None


def test_a_rejected_file_makes_merge_exit_1_and_is_told(folder: Path, tmp_path: Path) -> None:
    (path,) = folder.glob("stick/NJ-0001*")
    path.write_bytes(path.read_bytes()[:-9])
    merged = station("merge", "--register", folder / "uji.register", folder / "stick", "--json")
    spoken = station("merge", "--register", folder / "uji.register", folder / "stick")

    assert merged.code == spoken.code == 1
    assert merged.json["duplicate"] == 3
    assert [sorted(one) for one in merged.json["rejected"]] == [["code", "message", "path"]]
    assert f"rejected[frame_truncated] {path.as_posix()}" in spoken.out


def test_score_report_and_verify(folder: Path, tmp_path: Path) -> None:
    scored = station(*score_arguments(folder, tmp_path / "out"))
    same = {
        path.name: path.read_bytes() == (folder / "scores" / path.name).read_bytes()
        for path in (tmp_path / "out" / "scores").iterdir()
    }
    verified = station("verify", folder, "--json")
    other = station("verify", folder, "--assessment", "0" * 64, "--json")

    assert (scored.code, scored.json["reports"], scored.json["held"]) == (0, 4, [])
    assert set(same.values()) == {True}
    assert (verified.code, verified.json["ok"], verified.json["level"]) == (0, True, "full")
    assert verified.json["problems"] == []
    assert other.code == 1
    assert sorted(other.json["problems"][0]) == ["code", "message", "record"]


def test_verify_says_the_assessment_first_and_then_what_is_wrong(
    whole: Whole, folder: Path
) -> None:
    (folder / "people.json").write_bytes(b"{}")
    spoken = station("verify", folder)

    assert spoken.code == 1
    assert spoken.out.splitlines()[0] == f"assessment {whole.assessment.sha256}"
    assert "problem[file_altered] people.json:" in spoken.out


def test_a_session_is_closed_with_typed_codes(folder: Path, tmp_path: Path) -> None:
    codes = [
        *("--code-file", folder / "officers" / "pengawas-1.code"),
        *("--code-file", folder / "officers" / "pengawas-2.code"),
    ]
    arguments = [
        *("session", "close", "--bundles", folder / "stick", "--out", tmp_path / "out"),
        *("--session", folder / f"{MORNING}.session", *codes, "--json"),
        *("--proctor", "pengawas-1", "--second", "pengawas-2"),
    ]
    closed = station(*arguments, "--receipts", "3", "--incident", "Lampu berkedip.")
    swapped = station(*arguments, "--proctor", "pengawas-2", "--second", "pengawas-1")
    absent = station(*arguments, "--absent", "NJ-0002")

    assert (closed.code, closed.json["counts"]["receipts"]) == (0, 3)
    assert len(closed.json["bundles"]) == 3
    assert (tmp_path / "out" / "minutes" / f"{MORNING}.pdf").read_bytes().startswith(b"%PDF")
    assert (swapped.code, swapped.err[:18]) == (1, "error[code_wrong]:")
    assert (absent.code, absent.err.split(":")[0]) == (1, "error[absent_but_sat]")


def test_two_people_rule_and_sign_a_checkpoint(folder: Path) -> None:
    register_path = folder / "uji.register"
    plan = (
        "--kind",
        "note",
        "--subject",
        "Ruang A",
        "--decision",
        "dicatat",
        "--reason",
        "listrik",
    )
    ruled = station("rule", "--register", register_path, *plan, "--json")
    coordinator = ("--officer", folder / "officers" / "koordinator.officer")
    by_code = station(
        "rule",
        *("--register", register_path, *plan, *coordinator, "--json"),
        *("--code-of", "pengawas-1", "--code-file", folder / "officers" / "pengawas-1.code"),
    )
    alone = station("rule", "--register", register_path, *plan, *coordinator)
    signed = station("checkpoint", "--register", register_path, "--json")

    assert (ruled.code, ruled.json["kind"]) == (0, "note")
    assert by_code.code == 0
    assert (alone.code, alone.err[:23]) == (2, "error[officer_missing]:")
    assert signed.json["note"].splitlines()[1] == "14"


def test_report_releases_what_was_scored(folder: Path, tmp_path: Path) -> None:
    released = station(
        *("report", "--register", folder / "uji.register", "--scores", folder / "scores"),
        *("--out", folder, "--language", "en", "--json"),
    )

    assert released.code == 0
    assert released.json["reports"] == 4
    assert station("verify", folder, "--json").json["problems"] == []


def test_wrong_usage_exits_2_and_a_wrong_passphrase_1(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("bukan ini\n")
    arguments = score_arguments(folder, tmp_path / "out")
    refused = station(*arguments, "--passphrase-file", wrong)
    one_only = station(*arguments[:-2])
    (folder / "custodians" / "k2.passphrase").unlink()
    nobody = station(*arguments)

    assert (refused.code, refused.err.split(":")[0]) == (1, "error[passphrase_wrong]")
    assert (one_only.code, nobody.code) == (2, 2)
    assert nobody.err.startswith("error[passphrase_needed]: nothing gives the passphrase of k2")
    assert station("verify", tmp_path / "nowhere").code == 2
    assert station("merge", "--register", tmp_path / "r").code == 2
    assert not (tmp_path / "out").exists()


def test_a_register_in_use_newer_or_foreign_is_left_alone(folder: Path) -> None:
    path = folder / "uji.register"
    held = Register.open(path)
    busy = station("ledger", "--register", path)
    held.close()
    path.write_bytes(b"no database at all" * 100)
    foreign = station("ledger", "--register", path)

    assert (busy.code, busy.err.split(":")[0]) == (1, "error[register_in_use]")
    assert (foreign.code, foreign.err.split(":")[0]) == (1, "error[database_foreign]")


def test_a_receipt_with_a_slip_and_one_of_nobody(folder: Path) -> None:
    code = receipt_code("ab" * 32)
    slip = station("receipt", f"{code[:-1]}U", "--register", folder / "uji.register")
    nobody = station("receipt", code, "--register", folder / "uji.register", "--json")

    assert (slip.code, slip.err.split(":")[0]) == (1, "error[code_mistyped]")
    assert (nobody.code, nobody.json["found"]) == (1, False)


def test_an_unknown_bench_is_told() -> None:
    asked = station("bench", "nothing")

    assert (asked.code, asked.err.split(":")[0]) == (2, "error[bench_unknown]")

"""One flipped bit in any piece of evidence or result is found, and named where it is.

Each flip is held against a register that was verified once; a few go the whole way.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from station.sealing.bundle import join_trailer
from station.storage.register import Register
from station.usecases.evidence import quiet
from station.usecases.verify import verify
from station.usecases.verifying.copies import check_copies
from station.usecases.verifying.entries import Entered, check_assessment, check_entries
from station.usecases.verifying.findings import Findings
from station.usecases.verifying.release import check_release
from tests.whole import Whole

EVIDENCE = (
    "uji.assessment",
    "uji.package",
    "uji.key",
    "2025-01-20-P-A.session",
    "2025-01-20-S-A.seal",
    "stick/NJ-0001-*.bundle",
    "stations/A-002/packages/uji.package",
)
RESULTS = (
    "people.json",
    "standards/cuts.toml",
    "standards/words.toml",
    "reports/NJ-0002.pdf",
    "minutes/2025-01-20-P-A.pdf",
    "scores/NJ-0001.scores.json",
    "scores/NJ-0003.report.json",
    "scores/index.json",
    "scores/group.json",
    "exports/rekap.csv",
    "checkpoint.txt",
)
ALONE_TESTED = {"uji.register", "opened.keys"}
NEITHER = ("*.custodian", "*.passphrase", "*.identity", "station.toml", "journal.db")
"""Keys of people and stations, and a station's own working files: what left it is the bundle."""
SPREAD = 12


@pytest.fixture(scope="module")
def folder(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the whole folder; each test puts back what it flips."""
    target = tmp_path_factory.mktemp("flips") / "d"
    shutil.copytree(whole.root, target)
    return target


@pytest.fixture(scope="module")
def register(folder: Path) -> Iterator[Register]:
    """Return the folder's register, open."""
    opened = Register.read(folder / "uji.register")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def entered(register: Register) -> Entered:
    """Return what the register holds, verified once."""
    findings = Findings()
    assessment = check_assessment(register, "", findings)
    assert assessment is not None
    held = check_entries(register, assessment, findings, quiet)
    assert findings.problems == []
    return held


def offsets(size: int, seed: int) -> list[int]:
    """Return offsets spread over a file, the first and the last byte among them."""
    chance = np.random.default_rng(seed)
    return sorted({0, size - 1, *(int(one) for one in chance.integers(0, size, SPREAD))})


def flipped(data: bytes, at: int, seed: int) -> bytes:
    """Return `data` with one bit of byte `at` flipped."""
    bit = 1 << int(np.random.default_rng([at, seed]).integers(0, 8))
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


@pytest.mark.parametrize("pattern", EVIDENCE)
def test_a_bit_of_an_evidence_file(
    folder: Path, register: Register, entered: Entered, pattern: str
) -> None:
    path = next(folder.glob(pattern))
    data = path.read_bytes()
    missed = []
    for at in offsets(len(data), 1):
        findings = Findings()
        path.write_bytes(flipped(data, at, 1))
        check_copies(folder, register, entered, findings)
        named = {one.record for one in findings.problems}
        missed += [at] if named != {path.relative_to(folder).as_posix()} else []
    path.write_bytes(data)

    assert missed == []


@pytest.mark.parametrize("name", RESULTS)
def test_a_bit_of_a_result_file(folder: Path, entered: Entered, name: str) -> None:
    path = folder / name
    data = path.read_bytes()
    missed = []
    for at in offsets(len(data), 2):
        findings = Findings()
        path.write_bytes(flipped(data, at, 2))
        check_release(folder, entered, findings)
        missed += [at] if {one.record for one in findings.problems} != {name} else []
    path.write_bytes(data)

    assert missed == []


def test_a_bit_of_every_file_but_those_that_are_neither_evidence_nor_result(
    folder: Path, register: Register, entered: Entered
) -> None:
    missed, looked = [], 0
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.name in ALONE_TESTED or any(path.match(one) for one in NEITHER):
            continue
        data = path.read_bytes()
        findings = Findings()
        path.write_bytes(flipped(data, len(data) // 3, 7))
        check_copies(folder, register, entered, findings)
        check_release(folder, entered, findings)
        path.write_bytes(data)
        missed += [name] if {one.record for one in findings.problems} != {name} else []
        looked += 1

    assert missed == []
    assert looked >= 50


def test_a_bit_of_a_record_is_named_with_the_record(
    folder: Path, register: Register, entered: Entered
) -> None:
    path = next(folder.glob("stick/NJ-0004-*.bundle"))
    data = path.read_bytes()
    at = data.index(b'"seq":7,') - 40
    findings = Findings()
    path.write_bytes(flipped(data, at, 3))
    check_copies(folder, register, entered, findings)
    path.write_bytes(data)
    (problem,) = findings.problems

    assert problem.record == path.relative_to(folder).as_posix()
    assert f"departs from the entered bundle at byte {at}, in record 7" in problem.message


def test_a_bit_of_the_opened_keys(folder: Path) -> None:
    path = folder / "opened.keys"
    data = path.read_bytes()
    found = []
    for at in (0, len(data) // 2, len(data) - 1):
        path.write_bytes(flipped(data, at, 4))
        found.append(verify(folder))
    path.write_bytes(data)

    assert [[one.record for one in each.problems] for each in found] == [["opened.keys"]] * 3
    assert {each.level for each in found} == {"public"}


def test_a_bit_of_evidence_in_the_register(
    folder: Path, register: Register, entered: Entered, tmp_path: Path
) -> None:
    whole = (folder / "uji.register").read_bytes()
    chance = np.random.default_rng(5)
    missed = []
    shutil.copytree(
        folder, tmp_path / "d", ignore=shutil.ignore_patterns("stations", "opened.keys")
    )
    for kind in ("assessment", "session", "seal", "bundle", "key", "package", "released"):
        sha256 = next(one.sha256 for one in entered.entries if one.kind == kind)
        data = join_trailer(register.bytes_of(sha256), register.trailer(sha256))
        start = int(chance.integers(0, len(data) - 6 - 24))
        at = whole.index(data[start : start + 24]) + int(chance.integers(0, 24))
        (tmp_path / "d" / "uji.register").write_bytes(flipped(whole, at, 5))
        missed += [kind] if verify(tmp_path / "d").ok else []

    assert missed == []


def test_bits_anywhere_in_the_register_never_bring_the_program_down(
    folder: Path, tmp_path: Path
) -> None:
    whole = (folder / "uji.register").read_bytes()
    shutil.copytree(
        folder, tmp_path / "d", ignore=shutil.ignore_patterns("stations", "opened.keys")
    )
    looked = 0
    for at in [*range(0, 120, 13), *offsets(len(whole), 6)]:
        (tmp_path / "d" / "uji.register").write_bytes(flipped(whole, at, 6))
        looked += verify(tmp_path / "d").level in {"none", "public"}

    assert looked == 10 + len(offsets(len(whole), 6))

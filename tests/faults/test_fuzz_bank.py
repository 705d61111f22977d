"""Mangled authoring files: the file and the place are named, nothing else escapes.

`pytest tests/faults/test_fuzz_bank.py --hypothesis-profile campaign` digs.
"""

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.bank.check import check_folder
from station.bank.compile import compile_folder
from station.bank.errors import BankInvalidError, BankUnreadableError
from station.bank.folder import read_folder, read_plan, read_sources_folder
from station.bank.plan import check_plan
from station.bank.tables import Folder
from station.bank.workbook import CONTENT_SHEETS, check_archive, read_workbook
from station.resources import resources_dir
from tests.faults.mangling import mangled_values
from tests.faults.refusals import refused

PRACTICE = resources_dir() / "practice"
BOOK = (PRACTICE / "items.xlsx").read_bytes()
SPLICES = (
    b"", b"\0", b"9" * 30, b"-1", b"1e999", b'<c r="ZZZ99999999"/>', b"&amp;", b'" t="d" x="',
    b"<f>1</f>", b"<row r='0'/>", b"<!DOCTYPE x>", b"</worksheet>", b"\xff\xfe",
)  # fmt: skip
VALUES = (
    "1", "-1", "true", "nan", "inf", "1979-05-27", "[]", "{}", '""', '"x"', "[1]", '["A"]',
    '{id = "x"}', "{id = 1, en = 2}", '"' + "x" * 300 + '"', "9999999999999999999",
)  # fmt: skip


@pytest.fixture(scope="module")
def practice() -> Folder:
    """Return the practice folder as it is."""
    return read_folder(PRACTICE)


def read_items(data: bytes) -> None:
    """Read a workbook as the check does."""
    with suppress(BankUnreadableError):
        read_workbook("items.xlsx", data, CONTENT_SHEETS)


@given(st.data())
def test_no_byte_of_a_workbook_breaks_its_reader(data: st.DataObject) -> None:
    book = bytearray(BOOK)
    first = BOOK.find(b"PK\x01\x02")
    places = st.integers(0, len(BOOK) - 1) | st.integers(first, len(BOOK) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1)):
        book[place] = byte
    with suppress(BankUnreadableError):
        check_archive("items.xlsx", bytes(book))
    read_items(bytes(book))


@given(place=st.integers(0, len(BOOK)))
def test_a_workbook_cut_off_anywhere_is_refused(place: int) -> None:
    if place < len(BOOK):
        with pytest.raises(BankUnreadableError):
            check_archive("items.xlsx", BOOK[:place])


@given(st.data())
def test_no_part_of_a_workbook_breaks_its_reader(data: st.DataObject) -> None:
    parts = unzipped(BOOK)
    name = data.draw(st.sampled_from(sorted(parts)))
    part = parts[name]
    at, gone = data.draw(st.integers(0, len(part))), data.draw(st.integers(0, 40))
    parts[name] = part[:at] + data.draw(st.sampled_from(SPLICES)) + part[at + gone :]
    if data.draw(st.booleans()):
        del parts[data.draw(st.sampled_from(sorted(parts)))]
    read_items(zipped(parts))


def unzipped(book: bytes) -> dict[str, bytes]:
    """Return a workbook's parts by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a workbook of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("field", ["method", "encrypted"])
def test_an_archive_that_cannot_be_unpacked_is_told(field: str) -> None:
    book = bytearray(BOOK)
    entry = BOOK.find(b"PK\x01\x02")
    if field == "method":
        book[entry + 10] = 99
    else:
        book[entry + 8] |= 1

    assert refused(lambda: check_archive("items.xlsx", bytes(book))).code == "bank_unreadable"


# --- battery.toml and the text sources -----------------------------------------------------------


def altered(text: str, data: st.DataObject) -> str:
    """Return TOML with one value, one name or one line changed."""
    lines = text.splitlines()
    place = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line.strip()]))
    name, equals, value = lines[place].partition(" = ")
    match data.draw(st.sampled_from(("value", "name", "gone", "twice"))):
        case "value" if equals:
            lines[place] = f"{name} = {data.draw(st.sampled_from(VALUES))}"
        case "name" if equals:
            lines[place] = f"{name}x = {value}"
        case "gone":
            del lines[place]
        case _:
            lines.insert(place, lines[place])
    return "\n".join(lines)


def compile_and_check(folder: Folder) -> None:
    """Do with a folder what `station bank check` and sealing do."""
    check_folder(folder, lambda _character: True)
    compile_folder(folder)


@given(mangled_values(read_plan(PRACTICE)))
def test_a_plan_compiles_or_is_refused(practice: Folder, plan: Any) -> None:
    with suppress(BankUnreadableError, BankInvalidError):
        check_plan(plan)
        compile_and_check(replace(practice, plan=plan))


@given(st.data())
def test_an_altered_folder_compiles_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("bank")
    (root / "source").mkdir()
    for name in ("battery.toml", "source/practice.toml"):
        text = (PRACTICE / name).read_text(encoding="utf-8")
        (root / name).write_text(
            altered(text, data) if data.draw(st.booleans()) else text, encoding="utf-8"
        )
    with suppress(BankUnreadableError, BankInvalidError):
        compile_and_check(read_sources_folder(root))


@pytest.mark.parametrize(
    "before, after, word",
    [
        ("minutes = 10", 'minutes = "10"', "minutes"),
        ("minutes = 10", "minutes = -1", "minutes"),
        ("items = 5", "brake_minutes = 5", "brake_minutes"),
        ('title = {id = "Latihan", en = "Practice"}', 'title = {id = "Latihan"}', "title"),
    ],
)
def test_a_slip_in_the_plan_is_named(tmp_path: Path, before: str, after: str, word: str) -> None:
    text = (PRACTICE / "battery.toml").read_text(encoding="utf-8")
    (tmp_path / "battery.toml").write_text(text.replace(before, after, 1), encoding="utf-8")

    assert word in refused(lambda: read_plan(tmp_path)).line()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"x = ", b"[[section]]", bytes(50)])
def test_a_plan_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "battery.toml").write_bytes(data)

    assert refused(lambda: read_plan(tmp_path), tmp_path).code == "bank_unreadable"
    assert refused(lambda: read_plan(tmp_path / "nowhere")).code == "bank_unreadable"

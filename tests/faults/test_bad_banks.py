"""`station bank check` on folders with something wrong in them: told in a line, place and all."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from station.bank.tables import Tables
from station.bank.workbook import write_books
from station.resources import resources_dir
from tests.faults.commands import station
from tests.faults.refusals import SENTENCE
from tests.faults.sittings import hashes

PRACTICE = resources_dir() / "practice"
PLAN, ITEMS, KEY = "battery.toml", "items.xlsx", "key.xlsx"
Spoil = Callable[[Path], object]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return the practice folder, with an empty key, where a name may be anything."""
    folder = tmp_path / "soal ü 字"
    shutil.copytree(PRACTICE, folder, ignore=shutil.ignore_patterns("source"))
    _, key = write_books(Tables(items=(), statements=(), stimuli=(), keys=(), scales=(), norms=()))
    (folder / KEY).write_bytes(key)
    return folder


def test_the_bank_holds_before_it_is_spoilt(bank: Path) -> None:
    said = station("bank", "check", bank)

    assert (said.exit_code, said.err) == (0, "")


def without(name: str) -> Spoil:
    return lambda folder: (folder / name).unlink()


def holding(name: str, data: bytes) -> Spoil:
    return lambda folder: (folder / name).write_bytes(data)


def half(name: str) -> Spoil:
    def spoil(folder: Path) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return spoil


def folder_called(name: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir(parents=True)

    return spoil


def plan(before: str, after: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / PLAN).read_text(encoding="utf-8")
        assert before in text
        (folder / PLAN).write_text(text.replace(before, after, 1), encoding="utf-8")

    return spoil


def cell(name: str, place: str, value: Any, sheet: int = 0) -> Spoil:
    def spoil(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / name)
        book.worksheets[sheet][place].value = value
        book.save(folder / name)

    return spoil


def copied(source: str, target: str) -> Spoil:
    return lambda folder: shutil.copy(folder / source, folder / target)


UNREADABLE: dict[str, tuple[Spoil, str]] = {
    "no plan": (without(PLAN), PLAN),
    "an empty plan": (holding(PLAN, b""), PLAN),
    "half a plan": (half(PLAN), PLAN),
    "a folder for a plan": (folder_called(PLAN), PLAN),
    "a plan in UTF-16": (holding(PLAN, "id = 'x'".encode("utf-16")), PLAN),
    "a plan in Latin-1": (holding(PLAN, "title = 'é'".encode("latin-1")), PLAN),
    "a plan without a bottom": (holding(PLAN, b"x = " + b"[" * 5_000), PLAN),
    "minutes as text": (plan("minutes = 10", 'minutes = "10"'), "minutes"),
    "no minutes": (plan("minutes = 10", "minutes = 0"), "minutes"),
    "a slip in a name": (plan("minutes = 10", "minuts = 10"), "minuts"),
    "a title in one language": (plan(', en = "Practice"}', "}"), "title"),
    "no items": (without(ITEMS), ITEMS),
    "empty items": (holding(ITEMS, b""), ITEMS),
    "half the items": (half(ITEMS), ITEMS),
    "items as text": (holding(ITEMS, b"code;stem\n"), ITEMS),
    "a folder for items": (folder_called(ITEMS), ITEMS),
    "the key for the items": (copied(KEY, ITEMS), "sheet Items"),
    "no column of codes": (cell(ITEMS, "A1", "kode"), "column code"),
    "a date for a code": (cell(ITEMS, "A2", dt.date(2025, 1, 1)), "A2"),
    "a formula": (cell(ITEMS, "A2", "=1+1"), "A2"),
    "an error of a formula": (cell(ITEMS, "A2", "#REF!"), "A2"),
    "an empty key": (holding(KEY, b""), KEY),
    "half a key": (half(KEY), KEY),
    "a key as text": (holding(KEY, b"code;correct\n"), KEY),
    "a folder for a key": (folder_called(KEY), KEY),
    "the items for the key": (copied(ITEMS, KEY), "sheet Key"),
    "a score that is none": (cell(KEY, "E2", "Z"), "whole number"),
    "a folder for a picture": (folder_called("media/x.png"), "x.png"),
}


@pytest.mark.parametrize("what", sorted(UNREADABLE))
def test_what_cannot_be_read_is_one_line_that_names_the_place(bank: Path, what: str) -> None:
    spoil, place = UNREADABLE[what]
    spoil(bank)
    before = hashes(bank)
    said = station("bank", "check", bank)

    assert (said.exit_code, said.code) == (2, "bank_unreadable")
    assert SENTENCE.fullmatch(said.err.rstrip("\n"))
    assert place in said.err
    assert hashes(bank) == before


FOUND: dict[str, tuple[Spoil, str]] = {
    "another number of items": (plan("items = 5", "items = 6"), "item_count"),
    "a code that stands twice": (cell(ITEMS, "A2", "PRA-02"), "code_twice"),
    "a section that is not there": (cell(ITEMS, "B2", "nowhere"), "section_unknown"),
    "a stimulus that is not there": (cell(ITEMS, "D2", "nowhere"), "stimulus_unknown"),
    "a kind that is none": (cell(ITEMS, "C2", "quiz"), "not_compiled"),
    "a text in one language": (cell(ITEMS, "F2", ""), "translation_missing"),
    "a picture that is not there": (cell(ITEMS, "X2", "no.png"), "media_missing"),
    "a letter without a glyph": (cell(ITEMS, "E2", "字"), "glyph_missing"),
}


@pytest.mark.parametrize("what", sorted(FOUND))
def test_what_can_be_read_and_is_wrong_is_a_finding(bank: Path, what: str) -> None:
    spoil, code = FOUND[what]
    spoil(bank)
    said = station("bank", "check", bank, "--json")

    assert (said.exit_code, said.err) == (1, "")
    assert code in {one["code"] for one in said.json["findings"]}


@pytest.mark.parametrize("ends, mark", [(b"\r\n", b""), (b"\n", b"\xef\xbb\xbf")])
def test_a_plan_may_come_from_windows(bank: Path, ends: bytes, mark: bytes) -> None:
    data = (bank / PLAN).read_bytes()
    (bank / PLAN).write_bytes(mark + data.replace(b"\n", ends))

    assert station("bank", "check", bank).exit_code == 0


def test_a_bank_cannot_begin_below_a_file(bank: Path) -> None:
    said = station("bank", "new", bank / PLAN / "new")

    assert (said.exit_code, said.code) == (1, "save_failed")

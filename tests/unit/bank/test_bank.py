"""The authoring folder: both directions round-trip, every fault is named, hostile files refused."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from station import canonical
from station.bank.check import check_folder
from station.bank.compile import Compiled, compile_folder
from station.bank.errors import BankInvalidError, BankUnreadableError
from station.bank.folder import books_from_sources, read_folder, read_plan, source_tables
from station.bank.sources import read_sources
from station.bank.tables import Folder, ItemRow, KeyRow, RuleRow, ScaleRow, Tables
from station.bank.workbook import ITEMS, check_archive, read_books, read_workbook, write_books
from station.exam.form import Kind
from station.resources import resources_dir
from tools.build_battery import stale

BATTERY = resources_dir() / "battery"


def options(letters: str = "ABCDE") -> dict[str, dict[str, str]]:
    """Return options in both languages."""
    return {one: {"id": f"pilihan {one}", "en": f"option {one}"} for one in letters}


def item(code: str, **fields: Any) -> ItemRow:
    """Return an item row of section `one`."""
    whole: dict[str, Any] = {
        "section": "one",
        "kind": "single",
        "stem": {"id": f"Soal {code} yang panjang", "en": f"Item {code} which is long"},
        "options": options(),
        **fields,
    }
    return ItemRow(code=code, **whole)


def folder(*items: ItemRow, keys: tuple[KeyRow, ...] = (), **fields: Any) -> Folder:
    """Return a folder with one section and these rows."""
    tables = Tables(
        items=items,
        keys=keys or tuple(key(one.code) for one in items),
        scales=(ScaleRow(scale="s", kind="ability", name={"id": "s", "en": "s"}),),
        **fields,
    )
    plan = {
        "id": "b",
        "version": "1",
        "languages": ["id", "en"],
        "title": {"id": "b", "en": "b"},
        "label": {"id": "b", "en": "b"},
        "form": [{"id": "A"}],
        "section": [
            {
                "code": "one",
                "title": {"id": "Satu", "en": "One"},
                "instruction": {"id": "x", "en": "x"},
                "minutes": 15,
                "items": len(items),
            }
        ],
    }
    return Folder(path=Path(), plan=plan, tables=tables, media={})


def key(code: str, correct: str = "A", **fields: Any) -> KeyRow:
    """Return a key row."""
    return KeyRow(code=code, scale="s", scoring="match", correct=correct, **fields)


def findings(one: Folder, has_glyph: Callable[[str], bool] = lambda _one: True) -> set[str]:
    """Return the codes that a check finds."""
    return {finding.code for finding in check_folder(one, has_glyph).findings}


def test_the_battery_has_400_items_in_240_minutes_and_nothing_to_mend() -> None:
    report = check_folder(read_folder(BATTERY), lambda _one: True)

    assert (report.items, report.minutes, report.findings) == (400, 240, ())


def test_the_workbooks_are_what_the_sources_make() -> None:
    assert stale() == []


def test_tables_go_to_a_workbook_and_back_unchanged() -> None:
    tables = source_tables(BATTERY)

    assert read_books(*write_books(tables)) == tables
    assert books_from_sources(BATTERY) == write_books(tables)


def test_content_holds_no_key_and_compiling_repeats_to_the_byte() -> None:
    first, second = (compile_folder(read_folder(BATTERY)) for _ in range(2))
    content = canonical.dumps(first.forms["A"])

    assert content == canonical.dumps(second.forms["A"])
    for word in (b'"correct"', b'"points"', b'"scale"', b'"direction"', b'"why'):
        assert word not in content


def test_every_item_has_a_key_and_every_scale_is_used() -> None:
    compiled = compile_folder(read_folder(BATTERY))
    assert compiled.key is not None
    scales = {one.scale for one in compiled.key.items if one.scale}
    scales |= {two.scale for one in compiled.key.items for two in one.statements.values()}

    assert {one.item for one in compiled.key.items} == {one.id for one in compiled.forms["A"].items}
    assert scales == {one.code for one in compiled.key.scales}


def test_a_folder_without_a_key_compiles_to_content_alone() -> None:
    assert compile_folder(read_folder(resources_dir() / "practice")).key is None


FAULTS: list[tuple[str, Folder]] = [
    ("item_count", replace(folder(item("X-1")), tables=Tables())),
    ("code_twice", folder(item("X-1"), item("X-1"))),
    ("section_unknown", folder(item("X-1", section="two"))),
    ("stimulus_unknown", folder(item("X-1", stimulus="C"))),
    ("media_missing", folder(item("X-1", image="p.svg", alt={"id": "x", "en": "x"}))),
    ("media_missing", folder(item("X-1", stem={"id": "![x](p.svg)", "en": "x"}))),
    ("alt_missing", folder(item("X-1", image="p.svg"))),
    ("alt_missing", folder(item("X-1", stem={"id": "![](p.svg)", "en": "x"}))),
    ("translation_missing", folder(item("X-1", stem={"id": "x"}))),
    ("near_duplicate", folder(item("X-1"), item("X-2", stem=item("X-1").stem))),
    ("scale_unknown", folder(item("X-1"), keys=(replace(key("X-1"), scale="t"),))),
    ("key_missing", folder(item("X-1"), keys=(key("X-2"),))),
    ("key_outside", folder(item("X-1"), keys=(key("X-1", "F"),))),
    (
        "key_outside",
        folder(item("X-1"), keys=(replace(key("X-1"), scoring="graded", points={"A": 1}),)),
    ),
    ("key_run", folder(*(item(f"X-{n}", stem={"id": f"{n} " * 9}) for n in range(5)))),
    ("key_balance", folder(*(item(f"X-{n}", stem={"id": f"{n} " * 9}) for n in range(20)))),
    ("not_compiled", folder(item("X-1", kind="essay"))),
]


@pytest.mark.parametrize("code,faulty", FAULTS)
def test_a_fault_is_named(code: str, faulty: Folder) -> None:
    assert code in findings(faulty)


def test_a_character_that_the_fonts_lack_is_named() -> None:
    assert "glyph_missing" in findings(folder(item("X-1")), lambda one: one != "o")


def test_a_faulty_folder_does_not_compile() -> None:
    with pytest.raises(BankInvalidError):
        compile_folder(folder(item("X-1", section="two")))


def test_rare_kinds_take_their_rules_from_the_rules_sheet() -> None:
    rules = tuple(
        RuleRow(code=code, rule=rule, value={"id": value, "en": value})
        for code, rule, value in [
            ("M-1", "choices", "2..3"),
            ("G-1", "columns", "X = ya | Y = tidak"),
            ("I-1", "blank:g1", "A = satu | B = dua"),
            ("H-1", "area", "100x50"),
            ("N-1", "unit", "rupiah"),
            ("T-1", "max_length", "40"),
        ]
    )
    rows = (
        item("M-1", kind="multiple"),
        item("G-1", kind="match"),
        item("I-1", kind="inline", options={}),
        item("H-1", kind="hotspot", options={}),
        item("N-1", kind="numeric", options={}),
        item("T-1", kind="text", options={}),
    )
    form = compile_folder(folder(*rows, rules=rules)).forms["A"]
    found = {str(one.id): one for one in form.items}

    assert (found["M-1"].min_choices, found["M-1"].max_choices) == (2, 3)
    assert [one.text["id"] for one in found["G-1"].columns] == ["ya", "tidak"]
    assert found["I-1"].blanks[0].options[1].text["en"] == "dua"
    assert found["H-1"].area is not None
    assert found["H-1"].area.width == 100
    assert found["N-1"].unit == {"id": "rupiah", "en": "rupiah"}
    assert found["T-1"].max_length == 40
    assert found["M-1"].kind is Kind.MULTIPLE


def workbook(change: Callable[[Any], None]) -> bytes:
    """Return an items workbook in which `change` has changed sheet Items."""
    book = openpyxl.load_workbook(io.BytesIO(write_books(Tables(items=(item("X-1"),)))[0]))
    change(book["Items"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def set_cell(where: str, value: Any) -> Callable[[Any], None]:
    """Return a change that sets one cell."""

    def change(sheet: Any) -> None:
        sheet[where].value = value

    return change


CHANGES: list[tuple[str, Callable[[Any], None]]] = [
    ("a formula", set_cell("E2", "=1+1")),
    ("Excel made a date", set_cell("E2", date(2025, 2, 1))),
    ("merged cells", lambda sheet: sheet.merge_cells("E2:F2")),
    ("no column code", set_cell("A1", "kode")),
    ("must be yes or no", set_cell("W2", "mungkin")),
]


@pytest.mark.parametrize("message,change", CHANGES)
def test_what_excel_does_to_a_sheet_is_said(message: str, change: Any) -> None:
    with pytest.raises(BankUnreadableError, match=message):
        read_workbook("items.xlsx", workbook(change), [ITEMS])


def archive(**parts: bytes) -> bytes:
    """Return a zip of `parts`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


HOSTILE = [
    b"not a workbook",
    archive(xl__workbook_xml=bytes(50_000_000)),
    archive(xl__vbaProject=b"x"),
    archive(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    archive(xl__workbook_xml="<x/>".encode("utf-16")),
    archive(**{f"f{n}": b"" for n in range(600)}),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_a_hostile_workbook_is_refused_before_it_is_parsed(data: bytes) -> None:
    with pytest.raises(BankUnreadableError):
        check_archive("items.xlsx", data)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(BankUnreadableError, match="cannot be read"):
        read_workbook("items.xlsx", archive(a=b"x"), [ITEMS])


def test_files_that_are_missing_or_no_toml_are_said(tmp_path: Path) -> None:
    with pytest.raises(BankUnreadableError):
        read_folder(tmp_path)
    (tmp_path / "battery.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(BankUnreadableError):
        read_plan(tmp_path)
    (tmp_path / "one.toml").write_text('[[item]]\ncode = "X-1"\n', encoding="utf-8")
    (tmp_path / "battery.toml").unlink()
    with pytest.raises(BankUnreadableError, match="lacks"):
        read_sources(tmp_path, ())


def test_a_compiled_folder_is_a_value() -> None:
    assert isinstance(compile_folder(folder(item("X-1"))), Compiled)

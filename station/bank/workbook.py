"""Rows to workbook and back: the face of the authoring tables that HR staff edit.

One description of each sheet serves both directions, so that they round-trip. Reading trusts
nothing: macros, formulas, merged cells, numbers where text must stand, and archives that
unpack to more than they should are refused with the sheet and cell named.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from station.bank.errors import BankUnreadableError
from station.bank.tables import (
    LANGUAGES,
    LETTERS,
    ItemRow,
    KeyRow,
    NormRow,
    RuleRow,
    ScaleRow,
    StatementRow,
    StimulusRow,
    Tables,
)

Cells = dict[str, str]
MAX_ENTRIES = 500
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_RATIO = 200
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook's times have no zone


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, and the two directions between cells and a row."""

    name: str
    columns: tuple[str, ...]
    to_cells: Callable[[Any], Cells]
    to_row: Callable[[Cells], Any]


def write_workbook(sheets: Iterable[tuple[Sheet, Iterable[Any]]]) -> bytes:
    """Return an .xlsx of `sheets`; the same rows give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 -- authoring only

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": EPOCH})
    head = book.add_format({"bold": True, "bg_color": "#DCEBFA", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet, rows in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        page.set_column(0, len(sheet.columns) - 1, 24)
        page.write_row(0, 0, sheet.columns, head)
        for number, row in enumerate(rows, 1):
            cells = sheet.to_cells(row)
            for column, name in enumerate(sheet.columns):
                if cells.get(name):
                    page.write_string(number, column, cells[name], text)
    book.close()
    return buffer.getvalue()


def read_workbook(name: str, data: bytes, sheets: Iterable[Sheet]) -> dict[str, list[Any]]:
    """Return the rows of each sheet.

    Raises:
        BankUnreadableError: Not a workbook, hostile, or a cell cannot be what it should be.
    """
    check_archive(name, data)
    book = _load(name, data)
    try:
        return {sheet.name: _rows(name, book, sheet) for sheet in sheets}
    finally:
        book.close()


def check_archive(name: str, data: bytes) -> None:
    """Refuse an archive that unpacks to too much, holds macros, or declares entities.

    Raises:
        BankUnreadableError: With the reason.
    """
    with _readable(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_entries(name, archive, len(data))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Tell as ours whatever the archive's and the workbook's readers raise at a file."""
    try:
        yield
    except BankUnreadableError:
        raise
    except zipfile.BadZipFile as error:
        raise BankUnreadableError(f"{name} is not an .xlsx file") from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise BankUnreadableError(f"{name} cannot be read: {reason}") from error


def _check_entries(name: str, archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)  # zipfile never gives more than this
    if len(entries) > MAX_ENTRIES or unpacked > min(MAX_UNPACKED_BYTES, MAX_RATIO * size):
        raise BankUnreadableError(f"{name} unpacks to more than it should")
    for entry in entries:
        if "vbaproject" in entry.filename.casefold():
            raise BankUnreadableError(f"{name} holds macros; save it as .xlsx without them")
        if entry.filename.endswith((".xml", ".rels")):
            _check_part(name, archive.read(entry))


def _check_part(name: str, part: bytes) -> None:
    """Office writes UTF-8 without declarations; anything else could hide an entity."""
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise BankUnreadableError(f"{name} holds XML that Office does not write")


def _load(name: str, data: bytes) -> Any:
    import openpyxl  # noqa: PLC0415 -- authoring only

    with _readable(name):
        return openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)


def _rows(name: str, book: Any, sheet: Sheet) -> list[Any]:
    if sheet.name not in book.sheetnames:
        raise BankUnreadableError(f"{name} has no sheet {sheet.name}")
    page = book[sheet.name]
    if page.merged_cells.ranges:
        raise BankUnreadableError(f"{name}, {sheet.name}: merged cells; unmerge them")
    with _readable(name):
        lines = iter(list(page.iter_rows()))
    columns = [str(cell.value or "").strip() for cell in next(lines, ())]
    missing = [column for column in sheet.columns[:2] if column not in columns]
    if missing:
        raise BankUnreadableError(f"{name}, {sheet.name}: no column {', '.join(missing)}")
    result = []
    for line in lines:
        where = f"{name}, {sheet.name}, row {line[0].row}" if line else name
        cells = {key: _cell(cell, where) for key, cell in zip(columns, line, strict=False) if key}
        if any(cells.values()):
            result.append(_row(sheet, cells, where))
    return result


def _row(sheet: Sheet, cells: Cells, where: str) -> Any:
    full = dict.fromkeys(sheet.columns, "") | cells
    try:
        return sheet.to_row(full)
    except ValueError as error:
        raise BankUnreadableError(f"{where}: {error}") from error


def _cell(cell: Any, where: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BankUnreadableError(f"{where}, {cell.coordinate}: a formula; paste its value")
    if cell.data_type == "e":
        raise BankUnreadableError(f"{where}, {cell.coordinate}: {value}; write what is meant")
    if isinstance(value, dt.date | dt.time):
        raise BankUnreadableError(
            f"{where}, {cell.coordinate}: Excel made a date of it; format the cell as text"
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").strip()


def _spread(prefix: str, words: Mapping[str, str]) -> Cells:
    return {f"{prefix}_{language}": words.get(language, "") for language in LANGUAGES}


def _gather(prefix: str, cells: Cells) -> dict[str, str]:
    found = {language: cells[f"{prefix}_{language}"] for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def _pair(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


def _number(cells: Cells, name: str) -> int:
    text = cells[name] or "0"
    if not text.lstrip("-").isdigit():
        raise ValueError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _yes(cells: Cells, name: str) -> bool:
    text = cells[name].casefold()
    if text not in {"", "yes", "no", "ya", "tidak"}:
        raise ValueError(f"{name} must be yes or no, not {text!r}")
    return text in {"yes", "ya"}


def _item_cells(row: ItemRow) -> Cells:
    cells = {
        "code": row.code,
        "section": row.section,
        "kind": row.kind,
        "stimulus": row.stimulus,
        "shuffle": "yes" if row.shuffle else "no",
        "image": row.image,
    }
    cells |= _spread("stem", row.stem) | _spread("alt", row.alt)
    for letter, words in row.options.items():
        cells |= _spread(letter, words)
    return cells


def _item_row(cells: Cells) -> ItemRow:
    options = {letter: _gather(letter, cells) for letter in LETTERS}
    return ItemRow(
        code=cells["code"],
        section=cells["section"],
        kind=cells["kind"],
        stem=_gather("stem", cells),
        options={letter: words for letter, words in options.items() if words},
        stimulus=cells["stimulus"],
        shuffle=_yes(cells, "shuffle"),
        image=cells["image"],
        alt=_gather("alt", cells),
    )


def _key_cells(row: KeyRow) -> Cells:
    cells = {
        "code": row.code,
        "scale": row.scale,
        "scoring": row.scoring,
        "correct": row.correct,
        "tolerance": row.tolerance,
        "direction": row.direction,
        "partner": row.partner,
        "level": str(row.level or ""),
        "indicator": row.indicator,
        "expression": row.expression,
        "why": row.reason,
    }
    cells |= {letter: str(points) for letter, points in row.points.items()}
    return cells | {f"why_{letter}": why for letter, why in row.why.items()}


def _key_row(cells: Cells) -> KeyRow:
    return KeyRow(
        code=cells["code"],
        scale=cells["scale"],
        scoring=cells["scoring"],
        correct=cells["correct"],
        points={one: _number(cells, one) for one in LETTERS if cells[one]},
        tolerance=cells["tolerance"],
        direction=cells["direction"],
        partner=cells["partner"],
        level=_number(cells, "level"),
        indicator=cells["indicator"],
        expression=cells["expression"],
        reason=cells["why"],
        why={one: cells[f"why_{one}"] for one in LETTERS if cells[f"why_{one}"]},
    )


ITEMS = Sheet(
    "Items",
    (
        *("code", "section", "kind", "stimulus", *_pair("stem", *LETTERS)),
        *("shuffle", "image", *_pair("alt")),
    ),
    _item_cells,
    _item_row,
)
STATEMENTS = Sheet(
    "Statements",
    ("code", "section", "kind", "letter", *_pair("text")),
    lambda row: (
        {"code": row.code, "section": row.section, "kind": row.kind, "letter": row.letter}
        | _spread("text", row.text)
    ),
    lambda cells: StatementRow(
        code=cells["code"],
        section=cells["section"],
        kind=cells["kind"],
        letter=cells["letter"],
        text=_gather("text", cells),
    ),
)
STIMULI = Sheet(
    "Stimuli",
    ("code", *_pair("title", "text"), "image", *_pair("alt")),
    lambda row: (
        {"code": row.code, "image": row.image}
        | _spread("title", row.title)
        | _spread("text", row.text)
        | _spread("alt", row.alt)
    ),
    lambda cells: StimulusRow(
        code=cells["code"],
        title=_gather("title", cells),
        text=_gather("text", cells),
        image=cells["image"],
        alt=_gather("alt", cells),
    ),
)
RULES = Sheet(
    "Rules",
    ("code", "rule", *_pair("value")),
    lambda row: {"code": row.code, "rule": row.rule} | _spread("value", row.value),
    lambda cells: RuleRow(code=cells["code"], rule=cells["rule"], value=_gather("value", cells)),
)
KEY = Sheet(
    "Key",
    (
        *("code", "scale", "scoring", "correct", *LETTERS, "tolerance", "direction", "partner"),
        *("level", "indicator", "expression", "why", *(f"why_{letter}" for letter in LETTERS)),
    ),
    _key_cells,
    _key_row,
)
SCALES = Sheet(
    "ScaleWeights",
    ("scale", "kind", *_pair("name"), "aspect", "weight"),
    lambda row: (
        {"scale": row.scale, "kind": row.kind, "aspect": row.aspect, "weight": str(row.weight)}
        | _spread("name", row.name)
    ),
    lambda cells: ScaleRow(
        scale=cells["scale"],
        kind=cells["kind"],
        name=_gather("name", cells),
        aspect=cells["aspect"],
        weight=_number(cells, "weight") if cells["weight"] else 1,
    ),
)
NORMS = Sheet(
    "Norms",
    ("scale", "group", "n", "mean", "sd", "version", "source"),
    lambda row: {
        "scale": row.scale,
        "group": row.group,
        "n": str(row.n),
        "mean": row.mean,
        "sd": row.sd,
        "version": row.version,
        "source": row.source,
    },
    lambda cells: NormRow(
        scale=cells["scale"],
        group=cells["group"],
        n=_number(cells, "n"),
        mean=cells["mean"],
        sd=cells["sd"],
        version=cells["version"],
        source=cells["source"],
    ),
)
CONTENT_SHEETS = (ITEMS, STATEMENTS, STIMULI, RULES)
KEY_SHEETS = (KEY, SCALES, NORMS)


def write_books(tables: Tables) -> tuple[bytes, bytes]:
    """Return (items.xlsx, key.xlsx) of `tables`."""
    content = (tables.items, tables.statements, tables.stimuli, tables.rules)
    keys = (tables.keys, tables.scales, tables.norms)
    return (
        write_workbook(zip(CONTENT_SHEETS, content, strict=True)),
        write_workbook(zip(KEY_SHEETS, keys, strict=True)),
    )


def read_books(items_book: bytes, key_book: bytes | None) -> Tables:
    """Return the tables of both workbooks; without a key book, only the content.

    Raises:
        BankUnreadableError: As `read_workbook`.
    """
    content = read_workbook("items.xlsx", items_book, CONTENT_SHEETS)
    keys = {} if key_book is None else read_workbook("key.xlsx", key_book, KEY_SHEETS)
    return Tables(
        items=tuple(content["Items"]),
        statements=tuple(content["Statements"]),
        stimuli=tuple(content["Stimuli"]),
        rules=tuple(content["Rules"]),
        keys=tuple(keys.get("Key", ())),
        scales=tuple(keys.get("ScaleWeights", ())),
        norms=tuple(keys.get("Norms", ())),
    )

"""The recap that HR staff open in Excel: one row a person, the same figures as the reports.

Promises the same bytes for the same models, and that no cell can act as a formula, neither in
the workbook (every text is written as text) nor in the CSV (a leading sign is disarmed).
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from station.scoring.model import Identity, ReportModel
from station.scoring.parts import CompetencyResult, Measure

Cell: TypeAlias = str | int | float | None
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook's times have no zone
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PERSON = {
    "id": ("No. peserta", "Nama", "NIP", "Pangkat/Gol.", "Jabatan", "Unit", "OPD", "Jenjang"),
    "en": ("Number", "Name", "NIP", "Rank", "Post", "Unit", "Agency", "Tier"),
}
MEASURED = {
    "id": ("{}", "{} dari", "{} sampai", "{} kategori", "{} dekat batas"),
    "en": ("{}", "{} from", "{} to", "{} category", "{} near a cut"),
}
COMPETENCY = {
    "id": ("No. peserta", "Nama", "Kompetensi", "Syarat", "Capaian", "Selisih", "Keterangan"),
    "en": ("Number", "Name", "Competency", "Required", "Achieved", "Gap", "Reading"),
}
SHEETS = {"id": ("Rekap", "Kompetensi"), "en": ("Recap", "Competencies")}
YES = {"id": "ya", "en": "yes"}


def recap_rows(models: Sequence[ReportModel], language: str) -> list[list[Cell]]:
    """Return the heading row and one row a person, by number."""
    ordered = sorted(models, key=lambda model: model.person.number)
    names = [measure.name[language] for measure in ordered[0].measures] if ordered else []
    heads = [*PERSON[language]]
    heads += [words.format(name) for name in names for words in MEASURED[language]]
    return [list(heads), *(_person(model, language) for model in ordered)]


def competency_rows(models: Sequence[ReportModel], language: str) -> list[list[Cell]]:
    """Return the heading row and one row a person and competency."""
    ordered = sorted(models, key=lambda model: model.person.number)
    rows = [
        _competency(model.person, one, language)
        for model in ordered
        for one in model.competency.competencies
    ]
    return [list(COMPETENCY[language]), *rows]


def render_recap(models: Sequence[ReportModel], language: str) -> bytes:
    """Return the recap as .xlsx."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, and only coordinators write recaps

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    head = book.add_format({"bold": True, "bg_color": "#DCEBFA", "text_wrap": True})
    tables = (recap_rows(models, language), competency_rows(models, language))
    for name, rows in zip(SHEETS[language], tables, strict=True):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(rows[0]) - 1, 18)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, head if at == 0 else None)
                elif cell is not None:
                    sheet.write_number(at, column, cell)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    book.close()
    return buffer.getvalue()


def render_recap_csv(models: Sequence[ReportModel], language: str) -> bytes:
    """Return the recap as CSV (UTF-8 with a byte-order mark, semicolons: what Excel here opens)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in recap_rows(models, language):
        writer.writerow(_disarmed(row, language))
    return buffer.getvalue().encode("utf-8-sig")


def _person(model: ReportModel, language: str) -> list[Cell]:
    person = model.person
    row: list[Cell] = [
        person.number,
        person.name,
        person.nip,
        person.rank,
        person.post,
        person.unit,
        person.agency,
        person.tier_name[language],
    ]
    for measure in model.measures:
        row += _measure(measure, language)
    return row


def _competency(person: Identity, one: CompetencyResult, language: str) -> list[Cell]:
    return [
        person.number,
        person.name,
        one.name[language],
        _half(one.required_halves),
        _half(one.achieved_halves),
        _half(one.gap_halves),
        one.reading[language],
    ]


def _measure(measure: Measure, language: str) -> Iterable[Cell]:
    return (
        _tenth(measure.percent_tenths),
        _tenth(measure.low_tenths),
        _tenth(measure.high_tenths),
        measure.category_name[language],
        YES[language] if measure.near_cut else "",
    )


def _tenth(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _half(halves: int | None) -> float | None:
    return None if halves is None else halves / 2


def _disarmed(row: Sequence[Cell], language: str) -> list[str]:
    return [_cell(cell, language) for cell in row]


def _cell(cell: Cell, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    text = f"{cell:g}"
    return text.replace(".", ",") if language == "id" else text

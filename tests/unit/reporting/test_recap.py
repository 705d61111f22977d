"""The recap: the same figures as the reports, and nothing that Excel would run."""

import io

import msgspec
import openpyxl
import pytest

from station.reporting.recap import recap_rows, render_recap, render_recap_csv
from station.scoring.model import ReportModel
from tests.unit.scoring.samples import group_reports, incomplete_report, sample_report


@pytest.fixture(scope="module")
def models() -> list[ReportModel]:
    """Return some complete reports and an incomplete one."""
    return [*group_reports(5), incomplete_report()]


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_person_has_one_row_with_the_figures_of_the_report(
    models: list[ReportModel], language: str
) -> None:
    rows = recap_rows(models, language)

    assert len(rows) == 1 + len(models)
    assert len({len(row) for row in rows}) == 1
    by_number = {row[0]: row for row in rows[1:]}
    for model in models:
        tenths = model.measures[0].percent_tenths
        shown = by_number[model.person.number][8]
        assert shown == (None if tenths is None else tenths / 10)


def test_the_workbook_opens_and_repeats_to_the_byte(models: list[ReportModel]) -> None:
    data = render_recap(models, "id")
    book = openpyxl.load_workbook(io.BytesIO(data))

    assert data == render_recap(models, "id")
    assert book.sheetnames == ["Rekap", "Kompetensi"]
    assert book["Rekap"].max_row == 1 + len(models)
    assert book["Kompetensi"].max_row == 1 + 9 * len(models)


@pytest.mark.parametrize("name", ["=1+1", "+62", "-5", "@SUM(A1)", "\tx"])
def test_no_name_becomes_a_formula(name: str) -> None:
    model = sample_report()
    person = msgspec.structs.replace(model.person, name=name)
    model = msgspec.structs.replace(model, person=person)

    text = render_recap_csv([model], "id").decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(render_recap([model], "id")))
    assert f";'{name.strip()}" in text or f";'{name}" in text or f";\"'{name}" in text
    assert book["Rekap"]["B2"].data_type != "f"


def test_the_csv_opens_in_an_indonesian_excel() -> None:
    data = render_recap_csv([sample_report()], "id")

    assert data.startswith(b"\xef\xbb\xbf")
    assert b";" in data
    assert b"," in data


def test_an_empty_recap_has_its_headings() -> None:
    assert len(recap_rows([], "id")) == 1

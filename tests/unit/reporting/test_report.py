"""The individual report: four pages, one set of bytes, and no sentence it may not say."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from station.exam.form import Text
from station.reporting.page import LEFT, RIGHT
from station.reporting.report import render_report
from station.reporting.words import Language
from station.scoring.model import ReportModel
from tests.unit.reporting import paper
from tests.unit.reporting.models import incomplete, report
from tests.unit.reporting.models_advice import nine_box
from tests.unit.reporting.models_levels import CODE, HASHES, both

replace = msgspec.structs.replace
LONG_NAME = (
    "Raden Ajeng Siti Nurhaliza Kartikasari Purnamawati Kusumaningrum "
    "Wijayaningratsastranegara, S.Pd., S.E., M.Si., M.Pd., Ph.D."
)
LONG_POST = (
    "Kepala Bidang Pengelolaan Perbendaharaan, Verifikasi, Akuntansi, dan Pelaporan Keuangan "
    "Daerah serta Pembinaan Badan Layanan Umum Daerah"
)
CLAIMS = ("gagal", "lulus", "terbukti", "tidak layak", "curang", "peringkat ke", "persentil")


def pages(model: ReportModel, language: Language = "id") -> list[paper.Page]:
    return paper.read(render_report(model, code=CODE, language=language))


def extreme(model: ReportModel) -> ReportModel:
    """Every text twice over, and a person whose name, post and unit are as long as they come."""
    plain = paper.stretched(msgspec.to_builtins(model), factor=2)
    long = msgspec.convert(plain, ReportModel)
    person = replace(
        long.person,
        name=LONG_NAME,
        post=LONG_POST,
        unit="Subbidang-" + "x" * 70,
        agency=f"Badan {LONG_POST}",
    )
    return replace(long, person=person)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("model", [report(), incomplete()], ids=["whole", "incomplete"])
def test_a_report_takes_four_pages(model: ReportModel, language: Language) -> None:
    assert len(pages(model, language)) == 4


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "model",
    [report(), incomplete(), extreme(report()), extreme(incomplete())],
    ids=["whole", "incomplete", "long", "long-incomplete"],
)
def test_no_text_runs_into_another_or_off_the_page(model: ReportModel, language: Language) -> None:
    for page in pages(model, language):
        assert paper.untidy(page) == []


def test_the_check_for_collisions_sees_one() -> None:
    text = paper.Text(x=20, y=50, size=9, text="satu", width=8, turned=False)
    other = paper.Text(x=26, y=51, size=9, text="dua", width=8, turned=False)

    assert paper.collisions(paper.Page((text, other), "")) == [("satu", "dua")]


def test_a_long_name_and_post_are_printed_whole() -> None:
    first = pages(extreme(report()))[0]

    assert all(word in first.words for word in (*LONG_NAME.split(), *LONG_POST.split()))


def test_the_same_model_gives_the_same_bytes() -> None:
    assert render_report(report(), code=CODE) == render_report(report(), code=CODE)


def test_two_processes_give_the_same_bytes(checkout: Path) -> None:
    program = (
        "import hashlib, sys;"
        "from station.reporting.report import render_report;"
        "from tests.unit.reporting.models import report;"
        "from tests.unit.reporting.models_levels import CODE;"
        "sys.stdout.write(hashlib.sha256(render_report(report(), code=CODE)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=checkout,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "Asia/Jakarta"), ("2", "America/Lima"))
    }

    assert digests == {hashlib.sha256(render_report(report(), code=CODE)).hexdigest()}


def test_no_date_of_making_stands_in_the_file() -> None:
    data = render_report(report(), code=CODE)

    assert data.count(b"D:20000101000000") == 2
    assert b"/ID" in data


def test_fonts_are_embedded_and_no_other_face_is_named() -> None:
    data = render_report(report(), code=CODE)

    assert data.count(b"/FontFile2") == 4
    assert b"Helvetica" not in data


def test_every_page_carries_the_caution_and_the_code() -> None:
    for number, page in enumerate(pages(report()), 1):
        assert "± 1 SEM (kira-kira 68 %)" in page.words
        assert "belum dinormakan" in page.words
        assert CODE in page.words
        assert f"{number} / 4" in page.words


def test_later_pages_name_the_person() -> None:
    assert all(
        report().person.name in page.words and "RAHASIA" in page.words
        for page in pages(report())[1:]
    )


def test_a_normed_report_has_no_frame_that_says_otherwise() -> None:
    model = report()
    normed = replace(model, issue=replace(model.issue, normed=True), foot=both("Rentang."))

    assert all("belum dinormakan" not in page.words for page in pages(normed)[:2])


def test_values_stand_with_their_range_and_a_near_cut_is_said() -> None:
    first = pages(report())[0].words

    for said in ("90,7", "85,8 – 95,7", "Optimal", "dekat batas"):
        assert said in first


def test_what_cannot_be_assessed_is_a_dash_and_words_never_a_zero() -> None:
    first = pages(incomplete())[0]

    assert first.words.count("tidak dapat dinilai") == 3
    assert "0,0" not in first.words
    assert "Belum dapat dinilai" in first.words


def test_placement_and_plan_are_drafts() -> None:
    printed = [page.words for page in pages(report())]

    assert "DRAF" in printed[0]
    assert "DRAF · UNTUK DIPUTUSKAN PEJABAT" in printed[2]
    assert "DRAF" in printed[3]


def test_page_one_tells_where_details_stand() -> None:
    first = pages(report())[0].words

    assert first.count("hal. 4") == 2
    assert first.count("hal. 3") == 1


def test_hashes_are_printed_whole() -> None:
    last = pages(report())[-1].words.replace(" ", "")

    assert HASHES["bundle"] in last
    assert HASHES["package"] in last


def test_a_known_performance_marks_one_cell() -> None:
    box = replace(nine_box(), box=5, performance="meets", potential="medium")
    determined = pages(replace(report(), nine_box=box))[-1].words
    undetermined = pages(report())[-1].words

    assert "belum ditentukan" not in determined
    assert "belum ditentukan" in undetermined


def test_a_value_off_the_axis_is_written_at_its_end() -> None:
    model = report()
    jpm = replace(model.measures[0], percent_tenths=1361, low_tenths=1287, high_tenths=1435)
    first = pages(replace(model, measures=(jpm, *model.measures[1:])))[0]

    assert "136,1" in first.words
    assert any(text.text == "136" and text.right < 147 for text in first.texts)


def test_the_words_of_paper_make_no_forbidden_claim() -> None:
    printed = " ".join(
        page.words.lower() for model in (report(), incomplete()) for page in pages(model)
    )

    assert [claim for claim in CLAIMS if claim in printed] == []


def test_english_paper_has_no_indonesian_heading() -> None:
    printed = " ".join(page.words for page in pages(report(), "en"))

    for heading in (
        "Four main results",
        "Fit to posts",
        "Development plan",
        "Integrity and limits",
    ):
        assert heading in printed
    assert "Kesesuaian dengan jabatan" not in printed
    assert "90.7" in printed


def test_a_report_without_posts_and_steps_still_stands() -> None:
    model = report()
    nothing: Text = both("")
    bare = replace(
        model,
        fit=replace(model.fit, posts=(), readiness=(), placement=nothing, reasons=()),
        plan=replace(model.plan, steps=(), jp=0, jp_by_share=(0, 0, 0)),
        strengths=(),
        gaps=(),
        notices=(),
    )

    assert all(paper.collisions(page) == [] for page in pages(bare))


def test_twenty_steps_go_over_the_page_with_their_head() -> None:
    model = report()
    many = replace(model, plan=replace(model.plan, steps=model.plan.steps * 5))

    printed = pages(many)

    assert len(printed) > 4
    assert sum("70/20/10" in page.words for page in printed) >= 2
    assert all(paper.outside(page, LEFT, RIGHT, 10, 293) == [] for page in printed)

"""The technical report: what was planted is found, what cannot be made is said, paper is stable."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from station.cli.psych_report import register
from station.psychometrics.irt import analyse, code_responses
from station.psychometrics.similarity.seats import SeatMap
from station.psychometrics.table import RawTable, ResponseTable, read_key, read_raw, score_key
from station.psychometrics.technical_ability import misfit_p, misfit_rmsea
from station.psychometrics.technical_build import build_report
from station.psychometrics.technical_inputs import ReportInputs
from station.psychometrics.technical_report import TechnicalReport
from station.reporting.axes import digits, steps
from station.reporting.faces import FaceName, faces
from station.reporting.technical import render_technical
from station.reporting.technical_words import TechnicalWords, phrases
from tests.unit.reporting import paper

PERSONS, ITEMS = 420, 30
PARTS = ("technical", "ordered")


def _inputs() -> ReportInputs:
    """Return a sitting with one unfair item, one leak, one wrong key and one copied sheet."""
    chance = np.random.default_rng(3)
    ability = chance.normal(size=PERSONS)
    logit = ability[:, None] - chance.normal(0, 1, size=ITEMS)
    women = np.arange(PERSONS) % 2 == 1
    day = np.sort(chance.integers(0, 6, size=PERSONS))
    logit[women, 5] -= 1.8
    logit[:, 11] = ability - 1
    logit[day >= 3, 11] += 2.0
    logit[:, 20] = -1 - 0.5 * ability
    right = chance.random((PERSONS, ITEMS)) < 1 / (1 + np.exp(-logit))
    chosen = np.where(right, "A", chance.choice(list("BCD"), size=(PERSONS, ITEMS)))
    chosen[(ability > 0) & ~right[:, 20], 20] = "C"
    chosen[50] = chosen[49]
    names = tuple(f"{'VN'[item % 2]}{item:02d}" for item in range(ITEMS))
    times = chance.lognormal(10.3, 0.4, size=(PERSONS, ITEMS))
    times[:8] = 300.0
    return ReportInputs(
        title={"id": "Analisis", "en": "Analysis"},
        period="2025",
        raw=RawTable(names=names, cells=chosen),
        key=dict.fromkeys(names, "A"),
        scales={name: {"V": "verbal", "N": "numerik"}[name[0]] for name in names},
        groups={"sex": np.where(women, "P", "L")},
        days=np.array([f"2025-01-{20 + number}" for number in day]),
        seats=SeatMap(
            place=np.full(PERSONS, "R1"),
            x=(np.arange(PERSONS) % 20).astype(np.float64),
            y=(np.arange(PERSONS) // 20).astype(np.float64),
        ),
        times=ResponseTable(names=names, values=times),
    )


@pytest.fixture(scope="module")
def report() -> TechnicalReport:
    """Return the report of the planted sitting."""
    return build_report(_inputs())


def _codes(report: TechnicalReport, item: str) -> set[str]:
    line = next(line for line in report.items if line.item == item)
    return {finding.code for finding in line.findings}


def test_what_was_planted_is_found(report: TechnicalReport) -> None:
    assert "dif" in _codes(report, "N05")
    assert "drift" in _codes(report, "N11")
    assert {"negative", "better_option"} <= _codes(report, "V20")
    assert report.similarity is not None
    assert (report.similarity.pairs[0].first, report.similarity.pairs[0].second) == (50, 51)
    assert report.effort is not None
    assert report.effort.low_effort == 8
    assert report.quality is not None
    assert [sign.sign for sign in report.quality.signs] == ["same_answer", "long_run"]


def test_the_parts_hold_together(report: TechnicalReport) -> None:
    assert [measure.scale for measure in report.measures] == [""]
    assert sum(report.measures[0].ability.counts) == report.answered == PERSONS
    assert [scale.scale for scale in report.scales] == ["verbal", "numerik"]
    assert sum(report.dif[0].classes) == ITEMS
    assert [plot.item for plot in report.options] == ["V20"]
    assert report.flagged == tuple(line for line in report.items if line.findings)


def test_an_item_is_not_called_a_misfit_when_hardly_anybody_answered_everything() -> None:
    scores = score_key(_inputs().raw, _inputs().key)
    whole = analyse(code_responses(scores.names, scores.values), "2pl")
    assert whole.chi_square is not None
    few = replace(whole, chi_square=replace(whole.chi_square, persons=199))

    assert np.isfinite(misfit_p(whole)).any()
    assert np.isnan(misfit_p(few)).all()
    assert np.isnan(misfit_rmsea(few)).all()


def test_a_study_that_cannot_be_made_leaves_a_note_and_no_hole() -> None:
    inputs = _inputs()
    few = RawTable(names=inputs.raw.names, cells=inputs.raw.cells[:20])
    small = replace(
        inputs,
        raw=few,
        groups={"sex": inputs.groups["sex"][:20]},
        days=np.full(20, "2025-01-20"),
        seats=None,
        times=None,
        model="",
    )

    found = build_report(small)

    codes = {note.study: note.code for note in found.notes if note.code}
    assert codes["similarity"] == "table_too_small"
    assert codes["drift"] == "groups"
    assert (found.similarity, found.drift, found.effort, found.measures) == (None, None, None, ())
    assert render_technical(found, "id").startswith(b"%PDF")


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_words_overlap_or_leave_the_page(language: str, report: TechnicalReport) -> None:
    printed = paper.read(render_technical(report, language))  # type: ignore[arg-type]

    for page in printed:
        assert paper.untidy(page) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_paper_has_the_same_bytes_each_time(language: str, report: TechnicalReport) -> None:
    once, again = (render_technical(report, language) for _ in range(2))  # type: ignore[arg-type]

    assert once == again
    assert once.startswith(b"%PDF")


@pytest.mark.parametrize("face", [FaceName.REGULAR, FaceName.BOLD])
def test_every_character_of_the_words_has_a_glyph(face: FaceName) -> None:
    lacking = {
        key: faces()[face].lacks("".join(text.values()))
        for part in PARTS
        for key, text in phrases(part).items()
    }

    assert {key: missing for key, missing in lacking.items() if missing} == {}


def test_every_phrase_speaks_both_languages() -> None:
    assert all(set(text) == {"id", "en"} for part in PARTS for text in phrases(part).values())


def test_numbers_are_written_as_people_write_them() -> None:
    indonesian, english = TechnicalWords("id"), TechnicalWords("en")

    assert indonesian.number(-1.25, 2) == "–1,25"
    assert english.number(-0.001, 2) == "0.00"
    assert indonesian.whole(2070) == "2.070"
    assert english.percent(0.125, 1) == "12.5 %"
    assert indonesian.number(None, 2) == "–"
    assert indonesian.refusal("table_too_small").startswith("Peserta")


def test_axis_numbers_are_round() -> None:
    assert steps(0, 10.2, 5) == [0, 2.5, 5.0, 7.5, 10.0]
    assert steps(-3, 3, 7) == [-3, -2, -1, 0, 1, 2, 3]
    assert digits([0, 2.5]) == 1
    assert digits([1, 2]) == 0


def test_reference_the_report_of_sat12_names_the_doubtful_key(reference_dir: Path) -> None:
    raw = read_raw(reference_dir / "sat12" / "raw.csv")
    key = read_key(reference_dir / "sat12" / "key.csv", raw.names)

    found = build_report(
        ReportInputs(title={"en": "SAT12"}, raw=raw, key=key, omitted="8", model="")
    )

    doubtful = [
        line.item
        for line in found.items
        if any(finding.code == "better_option" for finding in line.findings)
    ]
    assert doubtful == ["i32"]
    assert found.whole is not None
    assert found.whole.alpha == pytest.approx(0.797891861124153)


def test_the_command_writes_paper_and_data(tmp_path: Path) -> None:
    inputs = _inputs()
    labels = inputs.groups["sex"][:, None]
    cells = np.hstack([inputs.raw.cells, labels])
    raw, key = tmp_path / "raw.csv", tmp_path / "key.csv"
    lines = [",".join([*inputs.raw.names, "sex"]), *(",".join(row) for row in cells.tolist())]
    raw.write_text("\n".join(lines), encoding="utf-8")
    key.write_text(
        "item,key\n" + "".join(f"{name},A\n" for name in inputs.raw.names), encoding="utf-8"
    )
    app = typer.Typer()
    register(app)
    words = [raw, "--key", key, "--pdf", tmp_path / "r.pdf", "--group", "sex", "--json"]
    words += ["--model", "none"]

    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)

    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "NaN" not in result.stdout
    assert json.loads(result.stdout)["dif"][0]["grouping"] == "sex"


def test_warnings_and_small_chances_are_told_in_the_reports_language() -> None:
    words = TechnicalWords("id")

    assert words.warning("ml_infinite", "3 persons have no finite ML estimate").startswith("3 pes")
    assert words.warning("negative_slope", "i32: higher ability").startswith("i32: makin mampu")
    assert words.warning("unheard_of", "a sentence") == "a sentence"
    assert TechnicalWords("en").warning("few_persons", "9 persons") == "9 persons"
    assert words.chance(0.00049) == "< 0,001"
    assert words.chance(0.0014) == "0,001"
    assert words.chance(None) == words.number(None, 3)

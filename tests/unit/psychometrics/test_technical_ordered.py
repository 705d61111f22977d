"""The technical report of a questionnaire: planted faults are found, scale by scale."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from station.cli.psych_report import ReportKeyError, register
from station.errors import InputError
from station.psychometrics.errors import (
    KeyMismatchError,
    NoVariationError,
    TableColumnError,
    TableNotNumericError,
    TableTooSmallError,
)
from station.psychometrics.irt.errors import NotCategoryError
from station.psychometrics.table import (
    Floats,
    RawTable,
    ResponseTable,
    ScaleKey,
    read_raw,
    read_scale_keys,
)
from station.psychometrics.technical_build import build_report
from station.psychometrics.technical_inputs import ReportInputs
from station.psychometrics.technical_report import ItemLine, TechnicalReport
from station.reporting.styles import CODE_SMALL
from station.reporting.technical import render_technical
from station.reporting.technical_scale_maps import shortened, spread
from tests.unit.psychometrics.reference import figures, published
from tests.unit.reporting import paper

PERSONS = 400
CALM = tuple(f"c{number}" for number in range(1, 9))
WARM = tuple(f"w{number}" for number in range(1, 7))
KEYS = (
    ScaleKey(scale="calm", signs=dict.fromkeys(CALM, 1) | {"c8": -1}),
    ScaleKey(scale="warm", signs=dict.fromkeys(WARM, 1)),
)


def _graded(trait: Floats, items: int, chance: np.random.Generator) -> Floats:
    """Return answers 1 to 5 of items that all ask for one trait (persons, items)."""
    felt = 1.7 * trait[:, None] + chance.logistic(size=(trait.size, items))
    return np.asarray(1.0 + (felt[:, :, None] > np.array([-2.0, -0.7, 0.7, 2.0])).sum(axis=2))


def _answers() -> Floats:
    """Return two scales; c5 forgotten to turn, c6 without a 3, c7 nearly always 5, c8 turned."""
    chance = np.random.default_rng(11)
    traits = chance.normal(size=(2, PERSONS))
    values = np.hstack([_graded(traits[0], 8, chance), _graded(traits[1], 6, chance)])
    values[:, 4] = 6 - values[:, 4]
    values[:, 5] = np.where(values[:, 5] == 3, 4, values[:, 5])
    values[chance.random(PERSONS) < 0.96, 6] = 5
    values[:, 7] = 6 - values[:, 7]
    values[chance.random(values.shape) < 0.02] = np.nan
    values[3] = np.nan
    return values


def _raw(values: Floats, names: Sequence[str] = (*CALM, *WARM)) -> RawTable:
    cells = np.array([["" if np.isnan(v) else f"{v:g}" for v in row] for row in values])
    return RawTable(names=tuple(names), cells=cells)


def _inputs(**changes: object) -> ReportInputs:
    inputs = ReportInputs(title={"en": "Calm"}, raw=_raw(_answers()), keys=KEYS, model="grm")
    return replace(inputs, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report() -> TechnicalReport:
    """Return the report of the planted questionnaire."""
    return build_report(_inputs())


def _line(report: TechnicalReport, item: str) -> ItemLine:
    return next(line for line in report.items if line.item == item)


def _codes(report: TechnicalReport, item: str) -> dict[str, str]:
    return {finding.code: finding.note for finding in _line(report, item).findings}


def test_planted_faults_are_found_and_sound_items_stay_unmarked(report: TechnicalReport) -> None:
    assert "negative" in _codes(report, "c5")
    assert _codes(report, "c6")["unused_category"] == "3"
    assert _codes(report, "c7")["one_sided"] == "5"
    assert [_codes(report, item) for item in ("c1", "c2", "c8", *WARM)] == [{}] * 9


def test_reversed_items_are_told_in_the_direction_of_their_scale(report: TechnicalReport) -> None:
    line = _line(report, "c8")

    assert line.use is not None
    assert line.use.reversed
    assert line.r_rest is not None
    assert line.r_rest > 0.3
    turned = 6 - _answers()[:, 7]
    assert line.use.mean == pytest.approx(np.nanmean(turned))
    assert line.use.shares[4] == pytest.approx(np.nanmean(turned[~np.isnan(turned)] == 5))
    assert sum(line.use.shares) == pytest.approx(1)


def test_each_scale_is_measured_by_itself_with_the_thresholds_of_its_items(
    report: TechnicalReport,
) -> None:
    assert [measure.scale for measure in report.measures] == ["calm", "warm"]
    assert [scale.scale for scale in report.scales] == ["calm", "warm"]
    assert report.whole is not None
    assert report.whole.items == len(CALM) + len(WARM)
    fits = [measure.calibrated.whole for measure in report.measures]
    assert [fit.name for fit in fits if fit] == ["C2", "C2"]
    assert fits[1] is not None
    assert fits[1].srmsr == pytest.approx(0.0, abs=0.06)
    warm = [line for line in report.items if line.scale == "warm"]
    for line in warm:
        assert line.use is not None
        assert [label for label, _ in line.use.thresholds] == [2, 3, 4, 5]
        places = [place for _, place in line.use.thresholds]
        assert places == sorted(places)
        assert line.b == pytest.approx(np.mean(places))


def test_thresholds_out_of_order_are_found_where_the_model_can_show_them() -> None:
    values = _answers()
    chance = np.random.default_rng(12)
    few = (values[:, 9] == 3) & (chance.random(PERSONS) < 0.85)
    values[few, 9] = np.where(chance.random(few.sum()) < 0.5, 2, 4)

    found = build_report(_inputs(raw=_raw(values), model="pcm"))

    assert "disordered" in _codes(found, "w2")
    assert "disordered" not in _codes(found, "w1")


def test_choosers_of_a_higher_category_that_stand_lower_are_found() -> None:
    values = _answers()
    values[:, 8] = np.select([values[:, 8] == 2, values[:, 8] == 4], [4, 2], values[:, 8])

    found = build_report(_inputs(raw=_raw(values), model=""))

    assert "means_fall" in _codes(found, "w1")
    assert found.measures == ()


def test_what_needs_right_and_wrong_answers_is_left_out_with_a_word(
    report: TechnicalReport,
) -> None:
    told = [note.study for note in report.notes if note.warning == "needs_right_and_wrong"]

    assert told == ["dif", "drift", "similarity"]
    assert (report.dif, report.drift, report.similarity, report.options) == ((), None, None, ())


def test_a_scale_that_cannot_be_judged_leaves_notes_and_no_hole() -> None:
    keys = (*KEYS, ScaleKey(scale="lone", signs={"w1": 1}))

    found = build_report(_inputs(keys=keys))

    lone = {note.study: note.code for note in found.notes if note.about == "lone"}
    assert lone == {
        "items": "table_too_small",
        "calibration": "irt_too_few_items",
        "reliability": "table_too_small",
    }
    assert [line.scale for line in found.items if line.item == "w1"] == ["warm", "lone"]
    assert render_technical(found, "en").startswith(b"%PDF")


def test_rapid_answers_and_the_code_of_no_answer_count_as_in_a_keyed_test() -> None:
    values = np.nan_to_num(_answers(), nan=9)
    times = np.random.default_rng(13).lognormal(8.3, 0.3, values.shape)
    times[: PERSONS // 5, 10] = 50.0

    found = build_report(
        _inputs(
            raw=_raw(values),
            omitted="9",
            model="",
            times=ResponseTable(names=(*CALM, *WARM), values=times),
        )
    )

    assert found.answered == PERSONS - 1
    assert "rapid" in _codes(found, "w3")
    assert found.effort is not None


@pytest.mark.parametrize(
    "values, error",
    [
        (np.full((50, 14), 3.0), NoVariationError),
        (np.tile([1.0, 2.5], (50, 7)), NotCategoryError),
        (np.ones((3, 14)), TableTooSmallError),
    ],
)
def test_data_that_say_nothing_are_refused_with_a_code(
    values: Floats, error: type[InputError]
) -> None:
    with pytest.raises(error):
        build_report(_inputs(raw=_raw(values)))


def test_text_unknown_items_and_nameless_scales_are_refused_with_a_code() -> None:
    cells = _raw(_answers()).cells.astype("<U8")
    cells[0, 0] = "sering"

    with pytest.raises(TableNotNumericError):
        build_report(_inputs(raw=RawTable(names=(*CALM, *WARM), cells=cells)))
    with pytest.raises(TableColumnError):
        build_report(_inputs(keys=(ScaleKey(scale="calm", signs={"c1": 1, "zz": 1}),)))
    with pytest.raises(KeyMismatchError):
        build_report(_inputs(keys=(ScaleKey(scale="", signs={"c1": 1, "c2": 1}),)))


def test_a_wild_answer_stretches_no_table() -> None:
    values = _answers()
    values[0, 8] = 1e9

    found = build_report(_inputs(raw=_raw(values), model=""))

    use = _line(found, "w1").use
    assert use is not None
    assert use.categories == (1, 2, 3, 4, 5, 1_000_000_000)
    assert any(note.warning == "empty_category" for note in found.notes)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_words_overlap_or_leave_the_page(language: str, report: TechnicalReport) -> None:
    printed = paper.read(render_technical(report, language))  # type: ignore[arg-type]

    for page in printed:
        assert paper.untidy(page) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_paper_has_the_same_bytes_each_time(language: str, report: TechnicalReport) -> None:
    once, again = (render_technical(report, language) for _ in range(2))  # type: ignore[arg-type]

    assert once == again


@pytest.mark.parametrize("items, names", [(60, "saya_senang_bekerja_sama_{}"), (3, "i{}")])
def test_a_long_scale_with_long_names_flows_over_pages_without_a_cut(
    items: int, names: str
) -> None:
    chance = np.random.default_rng(14)
    values = _graded(chance.normal(size=200), items, chance)
    members = tuple(names.format(number) for number in range(items))
    key = ScaleKey(scale="Kerja sama dalam tim yang besar", signs=dict.fromkeys(members, 1))

    found = build_report(_inputs(raw=_raw(values, members), keys=(key,)))

    for page in paper.read(render_technical(found, "id")):
        assert paper.untidy(page) == []


def test_places_move_apart_just_as_far_as_they_must() -> None:
    assert spread([0, 10], 2) == [0, 10]
    assert spread([5, 5], 2) == [4, 6]
    moved = spread([1, 1.5, 1.6, 9], 2)
    assert min(np.diff(moved)) >= 2 - 1e-9
    assert moved[3] == 9


def test_a_long_name_keeps_both_its_ends() -> None:
    short = shortened("saya_suka_bekerja_dalam_tim_27", CODE_SMALL, 20)

    assert short.startswith("saya")
    assert short.endswith("27")
    assert CODE_SMALL.width(short) <= 20
    assert shortened("N1", CODE_SMALL, 20) == "N1"


def test_reference_bfi_gives_the_alpha_of_psych_and_the_thresholds_of_mirt(
    reference_dir: Path,
) -> None:
    folder = reference_dir / "bfi"
    keys = [key for key in read_scale_keys(folder / "keys.csv") if key.scale == "neuroticism"]
    inputs = ReportInputs(
        title={"en": "BFI"}, raw=read_raw(folder / "responses.csv"), keys=keys, model="grm"
    )
    complete = read_raw(folder / "grm_responses_neuroticism.csv")

    whole = build_report(replace(inputs, model=""))
    graded = build_report(replace(inputs, raw=complete))

    alpha = figures(published(folder / "alpha_test_neuroticism.csv")["raw_alpha"])[0]
    assert whole.scales[0].alpha == pytest.approx(alpha, abs=1e-9)
    mirt = published(folder / "mirt_graded_items_neuroticism.csv")
    chosen = [par.startswith("SI_") for par in mirt["par"]]
    told = figures(mirt["est"])[chosen].reshape(5, 6)
    for line, (a, *d) in zip(graded.items, told, strict=True):
        assert line.use is not None
        places = [place for _, place in line.use.thresholds]
        assert places == pytest.approx([-one / a for one in d], abs=2e-3)


def _run(tmp_path: Path, *words: str) -> tuple[dict[str, object], bytes]:
    raw, keys = tmp_path / "raw.csv", tmp_path / "keys.csv"
    table = _raw(_answers())
    lines = [",".join([*table.names, "unit"]), *(",".join([*row, "A"]) for row in table.cells)]
    raw.write_text("\n".join(lines), encoding="utf-8")
    keys.write_text(
        "scale,item,sign\n"
        + "".join(
            f"{key.scale},{item},{sign}\n" for key in KEYS for item, sign in key.signs.items()
        ),
        encoding="utf-8",
    )
    app = typer.Typer()
    register(app)
    told = {"RAW": raw, "KEYS": keys, "PDF": tmp_path / "r.pdf"}
    result = CliRunner().invoke(
        app, [str(told.get(word, word)) for word in words], catch_exceptions=False
    )
    return json.loads(result.stdout), (tmp_path / "r.pdf").read_bytes()


def test_the_command_makes_a_graded_report_of_ordered_responses(tmp_path: Path) -> None:
    words = ("RAW", "--keys", "KEYS", "--pdf", "PDF", "--group", "unit", "--json")

    found, printed = _run(tmp_path, *words)

    assert printed.startswith(b"%PDF")
    assert found["ordered"] is True
    assert [m["calibrated"]["model"] for m in found["measures"]] == ["grm", "grm"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words, says",
    [
        ((), "neither"),
        (("--keys", "KEYS", "--key", "KEYS"), "both"),
        (("--keys", "KEYS", "--model", "2pl"), "2pl does not go with --keys"),
        (("--key", "KEYS", "--model", "gpcm"), "gpcm does not go with --key"),
    ],
)
def test_the_command_says_which_key_a_model_needs(
    words: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    with pytest.raises(ReportKeyError, match=says) as refused:
        _run(tmp_path, "RAW", "--pdf", "PDF", *words)

    assert "--key " in refused.value.fix
    assert "--keys " in refused.value.fix

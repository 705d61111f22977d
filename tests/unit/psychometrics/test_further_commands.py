"""The commands after a calibration and beside it: link, classify, factors, forced-choice."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from station.cli.psych import register
from station.errors import StationError
from station.psychometrics.irt.simulate import draw_study

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    """Return the command line with the psych group alone."""
    whole = typer.Typer()
    whole.callback()(lambda: None)
    register(whole)
    return whole


def _run(app: typer.Typer, *words: object) -> str:
    result = RUNNER.invoke(app, ["psych", *map(str, words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def _refused(app: typer.Typer, *words: object) -> str:
    with pytest.raises(StationError) as caught:
        _run(app, *words)
    return caught.value.code


def _json(text: str) -> dict[str, Any]:
    assert "NaN" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, names: list[str], rows: np.ndarray) -> Path:
    lines = [",".join(names), *(",".join(map(str, row)) for row in rows.tolist())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _study(path: Path, seed: int, persons: int = 400) -> Path:
    """Write answers to 8 items whose parameters are the same whatever the persons."""
    codes = draw_study("2pl", 1000, 8, 3)[2].codes
    chosen = np.random.default_rng(seed).choice(1000, persons, replace=False)
    return _write(path, [f"i{n}" for n in range(8)], codes[chosen])


@pytest.fixture
def frozen(app: typer.Typer, tmp_path: Path) -> Path:
    path = tmp_path / "frozen.json"
    _run(app, "calibrate", _study(tmp_path / "f.csv", 3), "--model", "2pl", "--frozen", path)
    return path


def test_link_carries_one_scale_onto_the_other_by_three_methods(
    app: typer.Typer, tmp_path: Path
) -> None:
    new, base = _study(tmp_path / "new.csv", 1), _study(tmp_path / "base.csv", 2)
    out = tmp_path / "o.csv"

    _run(app, "link", new, base, "--model", "2pl", "--out", out)

    rows = _rows(out)
    assert [row["method"] for row in rows] == ["mean-sigma", "haebara", "stocking-lord"]
    for row in rows:
        assert abs(float(row["slope"]) - 1.0) < 3.0 * float(row["se_slope"])
        assert abs(float(row["intercept"])) < 3.0 * float(row["se_intercept"])
    items = _rows(tmp_path / "o.items.csv")
    assert len(items) == 24
    assert all(row["difference"] for row in items)


def test_link_to_a_frozen_calibration_takes_its_model_and_gives_no_errors(
    app: typer.Typer, frozen: Path, tmp_path: Path
) -> None:
    new = _study(tmp_path / "new.csv", 1)

    found = _json(_run(app, "link", new, frozen, "--anchors", "i0,i1,i2", "--json"))

    assert {line["se_slope"] for line in found["linkings"]} == {None}
    assert [line["anchors"] for line in found["linkings"]] == [["i0", "i1", "i2"]] * 3
    assert any("no standard errors" in warning for warning in found["warnings"])


def test_link_refuses_tables_without_a_model_and_single_anchors(
    app: typer.Typer, tmp_path: Path
) -> None:
    new, base = _study(tmp_path / "new.csv", 1), _study(tmp_path / "base.csv", 2)

    codes = [
        _refused(app, "link", new, base),
        _refused(app, "link", new, base, "--model", "2pl", "--anchors", "i0"),
    ]

    assert codes == ["psych_setting", "irt_linking"]


def test_classify_gives_lee_and_rudner_with_each_persons_chances(
    app: typer.Typer, frozen: Path, tmp_path: Path
) -> None:
    people, out = _study(tmp_path / "p.csv", 5, 60), tmp_path / "o.csv"
    cuts = ("--score-cuts", "3,6", "--theta-cuts", "0")

    _run(app, "classify", people, "--calibration", frozen, *cuts, "--out", out)

    lee, rudner = _rows(out)
    assert (lee["cuts"], rudner["cuts"]) == ("3.0;6.0", "0.0")
    assert 0.5 < float(lee["consistency"]) < float(lee["accuracy"]) < 1.0
    for row in _rows(tmp_path / "o.persons.csv"):
        assert sum(float(row[f"lee_{k}"]) for k in range(3)) == pytest.approx(1.0)
        assert float(row["rudner_0"]) + float(row["rudner_1"]) == pytest.approx(1.0)


@pytest.mark.parametrize("cuts", [(), ("--score-cuts", "6,3"), ("--theta-cuts", "high")])
def test_classify_refuses_cuts_that_make_no_classes(
    cuts: tuple[str, ...], app: typer.Typer, frozen: Path, tmp_path: Path
) -> None:
    people = _study(tmp_path / "p.csv", 5, 60)

    assert _refused(app, "classify", people, "--calibration", frozen, *cuts) == "psych_setting"


def test_classify_refuses_people_without_answers(
    app: typer.Typer, frozen: Path, tmp_path: Path
) -> None:
    nobody = _write(tmp_path / "p.csv", [f"i{n}" for n in range(8)], np.full((6, 8), "NA"))
    words = ("--calibration", frozen, "--theta-cuts", "0")

    assert _refused(app, "classify", nobody, *words) == "table_too_small"


def test_link_refuses_anchors_of_one_location(app: typer.Typer, tmp_path: Path) -> None:
    column = np.random.default_rng(8).integers(0, 2, size=(60, 1))
    alike = _write(tmp_path / "a.csv", [f"i{n}" for n in range(8)], np.repeat(column, 8, axis=1))

    assert _refused(app, "link", alike, alike, "--model", "rasch", "--anchors", "i0") == (
        "irt_linking"
    )
    assert _refused(app, "link", alike, _study(tmp_path / "b.csv", 2), "--model", "2pl") == (
        "irt_linking"
    )


@pytest.mark.parametrize("method", ["minres", "ml"])
@pytest.mark.parametrize("rotation", ["oblimin", "varimax", "none"])
def test_factors_find_the_two_scales_behind_the_items(
    method: str, rotation: str, app: typer.Typer, tmp_path: Path
) -> None:
    rng = np.random.default_rng(4)
    traits = np.repeat(rng.normal(size=(300, 2)), 4, axis=1)
    answers = np.round(traits + 0.7 * rng.normal(size=traits.shape), 3)
    path, out = _write(tmp_path / "r.csv", list("abcdefgh"), answers), tmp_path / "o.csv"

    _run(app, "factors", path, "--method", method, "--rotation", rotation, "--out", out)

    found = _json((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert (found["factors"], found["components"]) == (2, 2)
    assert found["residual"] < 0.05
    beyond = [row["beyond"] for row in _rows(tmp_path / "o.eigenvalues.csv")]
    assert beyond == ["1", "1", "0", "0", "0", "0", "0", "0"]
    if rotation != "none":
        larger = [abs(float(row["f1"])) > abs(float(row["f2"])) for row in _rows(out)]
        assert larger[:4] == [not side for side in larger[4:]]


def test_factors_refuse_more_than_the_items_carry(app: typer.Typer, tmp_path: Path) -> None:
    assert _refused(app, "factors", _study(tmp_path / "r.csv", 1), "--factors", "8") == (
        "psych_setting"
    )


def test_calibrate_writes_q3_of_every_pair_worst_first(app: typer.Typer, tmp_path: Path) -> None:
    path, q3 = _study(tmp_path / "r.csv", 1), tmp_path / "q3.csv"

    _run(app, "calibrate", path, "--model", "rasch", "--q3", q3)

    values = [float(row["q3"]) for row in _rows(q3)]
    assert len(values) == 28
    assert values == sorted(values, reverse=True)


def _choices(tmp_path: Path, *, tied: int = 0) -> tuple[Path, Path]:
    """Write ranks of 300 persons in six blocks of three, two traits, and the design.

    The first `tied` persons only say which statement of a block is most like them.
    """
    rng = np.random.default_rng(6)
    traits, lines, columns = rng.normal(size=(300, 2)), ["statement,block,trait,sign"], []
    for block in range(6):
        signs = np.where(np.arange(3) == block % 3, -1.0, 1.0)
        trait = (np.arange(3) + block) % 2
        utility = signs * traits[:, trait] + 0.8 * rng.normal(size=(300, 3))
        columns.append((-utility).argsort(axis=1).argsort(axis=1) + 1)
        lines += [f"s{block}{n},b{block},T{trait[n]},{signs[n]:.0f}" for n in range(3)]
    ranks = np.hstack(columns)
    ranks[:tied] = ranks[:tied].clip(max=2)
    names = [line.split(",")[0] for line in lines[1:]]
    design = tmp_path / "blocks.csv"
    design.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return _write(tmp_path / "ranks.csv", names, ranks), design


@pytest.mark.parametrize("tied", [0, 20])
def test_forced_choice_gives_comparable_traits_beside_ipsative_counts(
    tied: int, app: typer.Typer, tmp_path: Path
) -> None:
    ranks, design = _choices(tmp_path, tied=tied)
    out = tmp_path / "o.csv"

    _run(app, "forced-choice", ranks, "--blocks", design, "--out", out)

    rows = _rows(out)
    assert list(rows[0]) == [
        "row",
        *("T0", "T1", "se_T0", "se_T1"),
        *("ipsative_T0", "ipsative_T1", "blocks"),
    ]
    whole = _json((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert whole["converged"]
    assert not whole["ipsative"]["comparable"]
    assert any("cannot be compared" in warning for warning in whole["warnings"])
    assert rows[0]["blocks"] == ("0" if tied else "6")
    statements = _rows(tmp_path / "o.statements.csv")
    assert all(float(row["loading"]) * float(row["sign"]) > 0 for row in statements)


def test_forced_choice_counts_even_where_no_model_is_wanted(
    app: typer.Typer, tmp_path: Path
) -> None:
    ranks, design = _choices(tmp_path)

    text = _run(app, "forced-choice", ranks, "--blocks", design, "--ipsative-only")

    assert text.splitlines()[0] == "row,ipsative_T0,ipsative_T1,blocks"


def test_forced_choice_refuses_a_design_that_is_incomplete(
    app: typer.Typer, tmp_path: Path
) -> None:
    ranks, design = _choices(tmp_path)
    text = design.read_text(encoding="utf-8")

    def refused(lines: str) -> str:
        design.write_text(lines, encoding="utf-8")
        return _refused(app, "forced-choice", ranks, "--blocks", design)

    assert refused(text.replace("T1", "T0")) == "forced_choice"
    assert refused(text.replace("s00,b0,T0,-1", "s00,b0,T0,0")) == "key_mismatch"
    assert refused(text.replace("s00,", "other,")) == "table_column"


def test_difference_follows_lord_and_novick(app: typer.Typer) -> None:
    """(.9 + .8 - 2 * .5) / (2 - 2 * .5) = .7."""
    words = ("--reliability-x", "0.9", "--reliability-y", "0.8", "--correlation", "0.5")

    found = _json(_run(app, "difference", *words, "--json"))

    assert found["reliability"] == pytest.approx(0.7)
    assert found["smallest"] == pytest.approx(1.959964 * 10 * np.sqrt(0.3), abs=1e-5)
    assert _refused(app, "difference", *words, "--level", "2") == "psych_setting"


@pytest.mark.parametrize(
    "command, column",
    [
        ("link", "se_intercept"),
        ("classify", "consistency"),
        ("factors", "communality"),
        ("forced-choice", "ipsative_TRAIT"),
        ("difference", "smallest"),
    ],
)
def test_further_commands_document_their_columns(
    command: str, column: str, app: typer.Typer
) -> None:
    assert column in _run(app, command, "--help")

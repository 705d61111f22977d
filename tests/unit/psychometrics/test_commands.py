"""The commands: files in, tables and one JSON object out, no NaN anywhere."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from station.cli import psych_classical, psych_conduct, psych_norms, psych_report
from station.errors import StationError

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    """Return the psych group alone."""
    group = typer.Typer()
    for module in (psych_classical, psych_conduct, psych_norms, psych_report):
        module.register(group)
    return group


def _run(app: typer.Typer, *words: str | Path) -> str:
    result = RUNNER.invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def _outcome(app: typer.Typer, command: list[str | Path]) -> dict[str, Any]:
    """Return what a command prints, or the code it refuses with; anything else escapes."""
    try:
        return _json(_run(app, *command, "--json"))
    except StationError as error:
        return {"code": error.code}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(text: str) -> dict[str, Any]:
    assert "NaN" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def _write(path: Path, names: list[str], rows: np.ndarray) -> Path:
    lines = [",".join(names), *(",".join(map(str, row)) for row in rows.tolist())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def answers(tmp_path: Path) -> tuple[Path, Path]:
    """Return options chosen by 60 persons on 12 items, and the key."""
    chance = np.random.default_rng(1)
    able = chance.random((60, 1)) + 0.2 > chance.random((60, 12))
    chosen = np.where(able, "A", chance.choice(list("BCD"), size=(60, 12)))
    names = [f"q{n}" for n in range(12)]
    key = tmp_path / "key.csv"
    key.write_text("item,key\n" + "".join(f"{name},A\n" for name in names), encoding="utf-8")
    return _write(tmp_path / "raw.csv", names, chosen), key


def test_items_writes_items_options_and_json(
    app: typer.Typer, answers: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "o.csv"

    _run(app, "items", answers[0], "--key", answers[1], "--out", out)

    items, options = _rows(out), _rows(tmp_path / "o.options.csv")
    assert list(items[0])[:4] == ["item", "p", "sd", "r_rest"]
    assert len(items) == 12
    assert {row["option"] for row in options} == {"A", "B", "C", "D"}
    assert len(_json((tmp_path / "o.json").read_text(encoding="utf-8"))["items"]) == 12


def test_reference_items_flags_the_doubtful_key(app: typer.Typer, reference_dir: Path) -> None:
    sat12 = reference_dir / "sat12"

    found = _json(_run(app, "items", sat12 / "raw.csv", "--key", sat12 / "key.csv", "--json"))

    doubtful = [row["item"] for row in found["items"] if "doubtful_key" in row["flags"]]
    assert doubtful == ["i32"]


def test_reference_reliability_of_scales(
    app: typer.Typer, reference_dir: Path, tmp_path: Path
) -> None:
    bfi = reference_dir / "bfi"

    _run(
        app,
        "reliability",
        bfi / "responses.csv",
        "--keys",
        bfi / "keys.csv",
        "--out",
        tmp_path / "r.csv",
    )

    rows = _rows(tmp_path / "r.csv")
    assert rows[0]["scale"] == "agree"
    assert float(rows[0]["alpha"]) == pytest.approx(0.703018446057304)
    assert len(_rows(tmp_path / "r.items.csv")) == 25


def test_reference_dif_leaves_columns_that_are_no_items_out(
    app: typer.Typer, reference_dir: Path
) -> None:
    path = reference_dir / "verbal" / "responses_gender.csv"

    found = _json(_run(app, "dif", path, "--group", "Gender", "--json"))

    assert found["warnings"] == ["left out, not 0/1: Anger"]
    first = found["studies"][0]["items"][0]["mantel_haenszel"]
    assert first["chi2"] == pytest.approx(1.70763712780087)


def test_dif_of_several_groups_takes_each_against_the_others(
    app: typer.Typer, tmp_path: Path
) -> None:
    chance = np.random.default_rng(2)
    scores = chance.integers(0, 2, size=(90, 6)).astype(str)
    units = np.array(["north", "south", "west"] * 30)[:, None]
    path = _write(tmp_path / "r.csv", [*"abcdef", "unit"], np.hstack([scores, units]))

    _run(app, "dif", path, "--group", "unit", "--out", tmp_path / "o.csv")

    rows = _rows(tmp_path / "o.csv")
    assert [row["focal"] for row in rows[::6]] == ["north", "south", "west"]
    assert {row["reference"] for row in rows} == {"others"}


@pytest.mark.parametrize("method", ["identity", "mean", "linear", "equipercentile"])
def test_reference_equate_reads_both_counts_from_one_file(
    method: str, app: typer.Typer, reference_dir: Path
) -> None:
    path = reference_dir / "equating" / "actmath_freqs.csv"

    found = _json(_run(app, "equate", "--x", path, "--y", path, "--method", method, "--json"))

    assert len(found["equivalents"]) == 41


def test_equate_chains_through_common_items(app: typer.Typer, tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    names = ["a", "b", "c", "d", "e", "f"]
    x = _write(tmp_path / "x.csv", names, chance.integers(0, 2, size=(80, 6)))
    y = _write(tmp_path / "y.csv", names, chance.integers(0, 2, size=(80, 6)))

    text = _run(app, "equate", "--x", x, "--y", y, "--method", "linear", "--anchor", "a,b")

    assert text.splitlines()[0] == "score,equivalent,se"
    assert len(text.splitlines()) == 8


def test_similarity_lists_pairs_and_says_that_they_are_no_verdict(
    app: typer.Typer, answers: tuple[Path, Path], tmp_path: Path
) -> None:
    seats = _write(
        tmp_path / "s.csv",
        ["row", "room", "x", "y"],
        np.array([[row + 1, 1, row % 8, row // 8] for row in range(60)]),
    )

    text = _run(app, "similarity", answers[0], "--key", answers[1], "--seats", seats, "--json")

    found = _json(text)
    assert found["pairs"][0]["relation"] in ("near", "same_room")
    assert "not a verdict" in found["notice"]["en"]


def test_times_writes_persons_and_items_by_section(app: typer.Typer, tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    path = _write(tmp_path / "t.csv", ["a", "b"], chance.integers(5_000, 60_000, size=(30, 2)))
    sections = tmp_path / "sections.csv"
    sections.write_text("item,section\na,one\nb,two\n", encoding="utf-8")

    _run(app, "times", path, "--sections", sections, "--out", tmp_path / "o.csv")

    assert {"row", "effort", "effort_one", "effort_two"} <= set(_rows(tmp_path / "o.csv")[0])
    assert [row["item"] for row in _rows(tmp_path / "o.items.csv")] == ["a", "b"]


def test_reference_quality_counts_only_the_items_of_the_key(
    app: typer.Typer, reference_dir: Path, tmp_path: Path
) -> None:
    bfi = reference_dir / "bfi"
    out = tmp_path / "q.csv"

    _run(
        app,
        "quality",
        bfi / "responses.csv",
        "--keys",
        bfi / "keys.csv",
        "--complete",
        "--out",
        out,
    )

    rows = _rows(out)
    assert len(rows) == 2436
    assert float(rows[0]["mahalanobis"]) == pytest.approx(13.4681922790954)


def test_quality_takes_control_items_and_a_desirability_scale(
    app: typer.Typer, tmp_path: Path
) -> None:
    chance = np.random.default_rng(5)
    path = _write(tmp_path / "r.csv", list("abcdef"), chance.integers(1, 6, size=(40, 6)))
    keys = tmp_path / "keys.csv"
    lines = ["x,a,1", "x,b,-1", "y,c,1", "y,d,1", "sd,d,1", "sd,e,1"]
    keys.write_text("\n".join(["scale,item,sign", *lines]), encoding="utf-8")
    accepted = tmp_path / "accepted.csv"
    accepted.write_text("item,answers\nf,1|2\n", encoding="utf-8")

    text = _run(
        app,
        "quality",
        path,
        "--keys",
        keys,
        "--desirability",
        "sd",
        "--accepted",
        accepted,
        "--json",
    )

    persons = _json(text)["persons"]
    assert {person["infrequent"] for person in persons} == {0, 1}
    assert sum(person["desirability"] for person in persons) == pytest.approx(0, abs=1e-9)


def test_drift_prints_each_days_share_and_evidence(app: typer.Typer, tmp_path: Path) -> None:
    chance = np.random.default_rng(6)
    scores = chance.integers(0, 2, size=(90, 4)).astype(str)
    days = np.array(["d1", "d2", "d3"] * 30)[:, None]
    path = _write(tmp_path / "r.csv", [*"abcd", "day"], np.hstack([scores, days]))

    text = _run(app, "drift", path, "--day", "day")

    assert {"p_d1", "e_d3", "evidence", "flagged_on"} <= set(text.splitlines()[0].split(","))


def test_norms_print_exact_rows_and_quote_their_hash(app: typer.Typer, tmp_path: Path) -> None:
    chance = np.random.default_rng(8)
    path = _write(tmp_path / "s.csv", ["raw"], chance.integers(0, 11, size=(200, 1)))
    words: list[str | Path] = ["norms", path, "--column", "raw", "--lowest", "0", "--highest", "10"]
    words += ["--version", "2025.1"]

    table = _run(app, *words)
    whole = _json(_run(app, *words, "--json"))

    assert table.splitlines()[0] == "score,count,percentile,z,t,sten,stanine"
    assert len(table.splitlines()) == 12
    assert len(whole["hash"]) == 64
    assert whole["warnings"] == ["norms of 200 persons: ranks may be off by several percent"]


def test_a_table_that_cannot_be_used_raises_a_coded_error(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a,b\n1,x\n" * 3, encoding="utf-8")

    with pytest.raises(StationError) as caught:
        _run(app, "items", path)

    assert caught.value.code == "table_not_numeric"


@pytest.mark.parametrize(
    "command, column",
    [
        ("items", "alpha_if_deleted"),
        ("reliability", "lambda6"),
        ("dif", "var_log_alpha"),
        ("similarity", "gbt_p"),
        ("times", "threshold_ms"),
        ("quality", "longstring"),
        ("equate", "equivalent"),
        ("drift", "log_odds"),
        ("norms", "stanine"),
        ("report", "outfit"),
    ],
)
def test_every_command_documents_its_columns(command: str, column: str, app: typer.Typer) -> None:
    assert column in _run(app, command, "--help")


def test_a_folder_that_does_not_exist_is_a_coded_error(
    app: typer.Typer, answers: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(StationError) as caught:
        _run(app, "items", answers[0], "--key", answers[1], "--out", tmp_path / "no" / "o.csv")

    assert caught.value.code == "output_refused"


def _bad_data() -> dict[str, np.ndarray]:
    """Return tables that something is wrong with, by name."""
    chance = np.random.default_rng(7)
    cases = {
        name: chance.integers(0, 2, size=(40, 8)).astype(object)
        for name in ("constant item", "empty item", "empty person", "twins", "no pairs", "gaps")
    }
    cases["constant item"][:, 3] = 1
    cases["empty item"][:, 3] = ""
    cases["empty person"][5] = ""
    cases["twins"][:, 1] = cases["twins"][:, 0]
    cases["no pairs"][:20, 0] = cases["no pairs"][20:, 1] = ""
    cases["gaps"][chance.random((40, 8)) < 0.8] = ""
    cases["perfect"] = np.ones((40, 8), dtype=object)
    cases["nothing"] = np.full((40, 8), "", dtype=object)
    cases["three persons"] = chance.integers(0, 2, size=(3, 8)).astype(object)
    cases["graded"] = chance.integers(1, 6, size=(40, 8)).astype(object)
    return cases


@pytest.mark.parametrize("case", list(_bad_data()))
def test_bad_data_end_in_a_coded_error_or_in_figures_without_nan(
    case: str, app: typer.Typer, tmp_path: Path
) -> None:
    rows = _bad_data()[case]
    names = [f"q{n}" for n in range(8)]
    path = _write(tmp_path / "r.csv", names, rows)
    labels = np.array([[f"g{row % 2}"] for row in range(len(rows))], dtype=object)
    grouped = _write(tmp_path / "g.csv", [*names, "group"], np.hstack([rows, labels]))
    key = tmp_path / "key.csv"
    key.write_text("item,key\n" + "".join(f"{name},1\n" for name in names), encoding="utf-8")
    commands: list[list[str | Path]] = [
        ["items", path],
        ["items", path, "--key", key],
        ["reliability", path],
        ["dif", grouped, "--group", "group", "--purify"],
        ["similarity", path, "--key", key],
        ["times", path],
        ["quality", path],
        ["equate", "--x", path, "--y", path, "--degree", "3"],
        ["drift", grouped, "--day", "group"],
    ]

    outcomes = [_outcome(app, command) for command in commands]

    assert all(outcome.get("code", "") != StationError.code for outcome in outcomes)

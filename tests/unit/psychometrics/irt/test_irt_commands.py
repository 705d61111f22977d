"""`calibrate` and `score` on the command line: the files, columns and keys that are promised."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from station.cli.psych_irt import register
from station.psychometrics.irt.simulate import draw_study


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    codes = draw_study("2pl", 150, 6, 3)[2].codes.astype(object)
    codes[3, 2] = "NA"
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"i{j}" for j in range(6)])
        writer.writerows(codes.tolist())
    return path


def _run(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_calibrate_writes_the_promised_files(responses: Path, tmp_path: Path) -> None:
    items, persons, summary = (tmp_path / name for name in ("i.csv", "p.csv", "s.json"))
    options = ("--points", 61, "--bounds", -6, 6, "--no-refine")
    files = ("--items", items, "--persons", persons, "--summary", summary)

    done = _run("calibrate", responses, "--model", "2pl", *files, *options)

    assert done.exit_code == 0
    assert list(_rows(items)[0])[:7] == ["item", "a", "d", "b", "se_a", "se_d", "se_b"]
    assert list(_rows(persons)[0])[:7] == ["row", "eap", "se_eap", "map", "wle", "se_wle", "zh"]
    assert [row["row"] for row in _rows(persons)] == [str(n) for n in range(1, 151)]
    figures = json.loads(summary.read_text(encoding="utf-8"))
    promised = {"loglik", "aic", "bic", "points", "cycles", "converged", "latent_var", "warnings"}
    assert promised <= set(figures)
    assert figures["points"] == 61
    assert figures["converged"] is True


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm", "pcm", "gpcm"])
def test_every_model_runs(model: str, responses: Path) -> None:
    done = _run("calibrate", responses, "--model", model, "--json")

    assert done.exit_code == 0
    assert np.isfinite(json.loads(done.stdout)["loglik"])


def test_partitions_do_not_change_the_numbers(responses: Path) -> None:
    answers = [
        json.loads(
            _run("calibrate", responses, "--model", "2pl", "--partitions", n, "--json").stdout
        )
        for n in (1, 7, 50)
    ]

    assert {round(answer["loglik"], 6) for answer in answers} == {round(answers[0]["loglik"], 6)}


def test_score_repeats_the_calibrations_scores(responses: Path, tmp_path: Path) -> None:
    frozen, first, second = (tmp_path / name for name in ("f.json", "1.csv", "2.csv"))
    _run("calibrate", responses, "--model", "2pl", "--frozen", frozen, "--persons", first)

    done = _run("score", responses, "--calibration", frozen, "--persons", second, "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["scored"] == 150
    assert first.read_bytes() == second.read_bytes()


def test_one_person_can_be_scored(responses: Path, tmp_path: Path) -> None:
    frozen, one, out = (tmp_path / name for name in ("f.json", "one.csv", "p.csv"))
    _run("calibrate", responses, "--model", "2pl", "--frozen", frozen)
    lines = responses.read_text(encoding="utf-8").splitlines(keepends=True)
    one.write_text("".join(lines[:2]), encoding="utf-8")

    done = _run("score", one, "--calibration", frozen, "--persons", out)

    assert done.exit_code == 0
    assert len(_rows(out)) == 1


def test_information_is_written_when_asked_for(responses: Path, tmp_path: Path) -> None:
    out = tmp_path / "information.csv"

    _run("calibrate", responses, "--model", "2pl", "--information", out)

    first = _rows(out)[0]
    assert list(first)[:4] == ["theta", "test", "se", "item:i0"]
    assert float(first["se"]) == pytest.approx(float(first["test"]) ** -0.5)


@pytest.mark.parametrize("command", ["calibrate", "score"])
def test_help_documents_the_columns(command: str) -> None:
    text = " ".join(_run(command, "--help").stdout.split())

    assert "PERSONS columns:" in text
    assert "RESPONSES:" in text

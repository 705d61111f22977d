"""`station doctor`, `station screens` and `station demo-window`, as somebody types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from station.cli.app import make_app


def run(*arguments: str) -> tuple[int, str]:
    """Run a command and return its exit code and what it printed."""
    done = CliRunner().invoke(make_app(), list(arguments))
    return done.exit_code, done.stdout


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_display")
def test_the_doctor_grades_and_a_bad_finding_is_exit_1(tmp_path: Path) -> None:
    code, printed = run("doctor", "--home", str(tmp_path), "--json")

    report = json.loads(printed)
    found = {one["check"]: one["grade"] for one in report["findings"]}
    assert code == 1
    assert report["grade"] == "bad"
    assert found["display"] == "bad"
    assert found["disk"] in {"good", "warn"}
    assert len(found) == 11


@pytest.mark.usefixtures("no_display")
def test_the_doctor_speaks_both_languages_and_says_how_to_mend(tmp_path: Path) -> None:
    _, indonesian = run("doctor", "--home", str(tmp_path))
    _, english = run("doctor", "--home", str(tmp_path), "--language", "en")

    assert "Layar" in indonesian
    assert "Run it from a graphical session" in english


@pytest.mark.usefixtures("no_display")
def test_a_baseline_is_kept_only_when_asked_for(tmp_path: Path) -> None:
    run("doctor", "--home", str(tmp_path), "--json")
    assert not (tmp_path / "doctor.json").exists()
    run("doctor", "--home", str(tmp_path), "--baseline", "--json")
    _, printed = run("doctor", "--home", str(tmp_path), "--json")

    assert (tmp_path / "doctor.json").exists()
    assert json.loads(printed)["worse_than_baseline"] == []


def test_screens_draws_what_is_asked_for(tmp_path: Path) -> None:
    code, printed = run(
        "screens", "--out", str(tmp_path), "--theme", "dark", "--language", "en", "--zoom", "150"
    )

    drawn = [path.name for path in tmp_path.iterdir()]
    assert code == 0
    assert f"{len(drawn)} pictures" in printed
    assert "02-sign-in-dark-en-150.png" in drawn

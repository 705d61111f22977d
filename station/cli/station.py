"""`station sit`, `station doctor`, `station screens`: one PC as a seat, and whether it is fit."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.show import print_json, say

if TYPE_CHECKING:
    from station.machine.doctor import Display, Finding


class ThemeName(StrEnum):
    """The themes of the screens."""

    LIGHT = "light"
    DARK = "dark"
    CREAM = "cream"
    CONTRAST = "contrast"


class LanguageName(StrEnum):
    """The languages of the screens."""

    ID = "id"
    EN = "en"


HomeDir = Annotated[Path, typer.Option("--home", help="The station's home.")]
Language = Annotated[str, typer.Option(help="`id` or `en`.")]


def register(app: typer.Typer) -> None:
    """Add the commands, and those that only other commands call."""
    app.command("sit")(sit)
    app.command("doctor")(doctor)
    app.command("screens")(screens)
    app.command("demo-window", hidden=True)(demo_window)
    app.command("keyguard", hidden=True)(keyguard)


def sit(
    home: HomeDir,
    windowed: Annotated[
        bool, typer.Option(help="In a window, to look at a station; never for a session.")
    ] = False,
) -> None:
    """Run this PC as a station, until an officer closes it with F8."""
    from station.app import run_station
    from station.ui.participant.program import refuse, show

    guard = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "station"]
    code = run_station(
        home,
        lambda parts: show(parts, windowed=windowed, guard=[*guard, "keyguard"]),
        lambda error: _has_display() and refuse(error, windowed=windowed),
    )
    raise typer.Exit(code)


def doctor(
    home: Annotated[
        Path, typer.Option("--home", help="Where sittings are, or will be, kept.")
    ] = Path(),
    baseline: Annotated[
        bool, typer.Option(help="Keep the findings for comparing at the next start.")
    ] = False,
    language: Language = "id",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether this PC is fit to be a station, and how to mend what is not.

    Grades display, disk, free space, clock, power and sleep, swap, folder, programs that watch or
    steer, virtual machine and printer. Exit 1 when something is bad.
    """
    from station.app import BASELINE, examine_pc
    from station.machine.doctor import keep_baseline, worst
    from station.machine.grades import Grade

    findings, worse = examine_pc(home, _displays())
    if baseline:
        keep_baseline(home / BASELINE, findings)
    if as_json:
        print_json(_report(findings, worse))
    else:
        _print_findings(findings, worse, language)
    raise typer.Exit(1 if worst(findings) is Grade.BAD else 0)


def screens(
    out: Annotated[
        Path, typer.Option("--out", file_okay=False, help="Folder that receives the pictures.")
    ],
    theme: Annotated[
        list[ThemeName] | None,
        typer.Option(help="Only this theme; once a theme."),
    ] = None,
    language: Annotated[list[LanguageName] | None, typer.Option(help="Only this language.")] = None,
    zoom: Annotated[
        list[int] | None, typer.Option(min=50, max=400, help="Zooms in percent.")
    ] = None,
) -> None:
    """Draw every screen of a seat in every theme and both languages as PNG files."""
    from station.ui.participant.gallery.draw import draw_gallery

    _offscreen()
    count = draw_gallery(out, themes=theme, languages=language, zooms=zoom)
    say(f"{count} pictures in {out}")


def demo_window(plan: Path, result: Path, screens_dir: Path) -> None:
    """Sit the plan in a file through the real window (used by `station demo`)."""
    import msgspec

    from station.storage.files import read_whole, write_whole
    from station.ui.participant.scripted import sit_scripted
    from station.usecases.demo.seat import SeatPlan

    _offscreen()
    done = sit_scripted(msgspec.json.decode(read_whole(plan), type=SeatPlan), screens_dir)
    write_whole(result, msgspec.json.encode(done))


def keyguard() -> None:
    """Keep the system's shortcuts away until standard input ends (used by `station sit`)."""
    from station.machine.shield import guard_until_closed

    guard_until_closed()


def _offscreen() -> None:
    """Draw without a display where there is none, or where the caller has chosen otherwise."""
    import os

    if "QT_QPA_PLATFORM" not in os.environ and not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _has_display() -> bool:
    import os

    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or bool(named)


def _displays() -> "Sequence[Display]":
    if not _has_display():
        return ()
    from station.ui.participant.program import displays

    return displays()


def _report(findings: "Sequence[Finding]", worse: "Sequence[Finding]") -> dict[str, object]:
    from station.machine.doctor import worst

    return {
        "grade": worst(findings),
        "findings": [
            {"check": one.check, "grade": one.grade, "says": one.says, "values": one.values}
            for one in findings
        ],
        "worse_than_baseline": [one.check for one in worse],
    }


def _print_findings(
    findings: "Sequence[Finding]", worse: "Sequence[Finding]", language: str
) -> None:
    from station.machine.grades import Grade
    from station.resources import resources_dir
    from station.ui.i18n import LANGUAGES, read_words

    spoken = language if language in LANGUAGES else LANGUAGES[0]
    words = read_words(resources_dir() / "translations")
    marks = {Grade.GOOD: "ok  ", Grade.WARN: "warn", Grade.BAD: "BAD "}
    for one in findings:
        key = f"doctor.{one.check}.{one.says}"
        name = words.say(spoken, f"doctor.{one.check}")
        say(f"{marks[one.grade]}  {name:<20} {words.say(spoken, key, **one.values)}")
        if one.grade is not Grade.GOOD:
            say(f"      {words.say(spoken, f'{key}.fix')}")
    for one in worse:
        say(f"worse than the baseline: {words.say(spoken, f'doctor.{one.check}')}")

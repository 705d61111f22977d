"""`station psych report`: the technical report of a test, as PDF and as data.

Thin: reads tables, builds the model, hands it to paper. `register` mounts the command.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.psych_options import AsJson, Ignore, KeyFile, Omitted, Table, names_in

if TYPE_CHECKING:
    from station.psychometrics.technical_build import ReportInputs


class ReportLanguage(StrEnum):
    """Language of the PDF."""

    ID = "id"
    EN = "en"


class ReportModel(StrEnum):
    """Model of the calibration."""

    RASCH = "rasch"
    TWO = "2pl"
    THREE = "3pl"
    NONE = "none"


def register(app: typer.Typer) -> None:
    """Mount the command on the `psych` group."""
    app.command("report")(report)


def report(  # noqa: PLR0913 (each is an option of the command line)
    raw: Table,
    *,
    key: KeyFile,
    pdf: Annotated[Path, typer.Option(dir_okay=False, help="PDF to write.")],
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Its data, JSON.")] = None,
    language: Annotated[ReportLanguage, typer.Option(help="Of the PDF.")] = ReportLanguage.ID,
    title: Annotated[str, typer.Option(help="What is analysed.")] = "",
    period: Annotated[str, typer.Option(help="When, as people write it.")] = "",
    group: Annotated[str, typer.Option(help="Columns to compare groups by, with commas.")] = "",
    day: Annotated[str, typer.Option(help="Column of the day or session, for drift.")] = "",
    planned_looks: Annotated[int, typer.Option(help="Looks planned for drift.")] = 10,
    scales: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Subtests: `item,scale`.")
    ] = None,
    seats: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Seats: `row,room[,session,x,y]`."),
    ] = None,
    times: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Milliseconds on each item, same rows."),
    ] = None,
    model: Annotated[ReportModel, typer.Option(help="Calibration.")] = ReportModel.TWO,
    omitted: Omitted = "",
    ignore: Ignore = "",
    as_json: AsJson = False,
) -> None:
    """Technical report of a test: maps, precision, reliability, DIF, drift, similarity, quality.

    RAW: options chosen, one row a person, and the columns named by --group and --day.

    The data (--out, --json) hold: whole and scales (reliability), items (item, scale, n, p,
    r_rest, a, b, infit, outfit, s_x2_p, dif, findings), measures (ability: Wright map and
    information; calibrated: how it went), options (doubtful keys), dif, drift, similarity,
    effort (times), quality (persons with each sign of careless answering, beside how many
    honest ones chance marks), notes (what could not be made, and why). Findings and signs are
    reasons to look, never verdicts.
    """
    from station.psychometrics.similarity.seats import read_seats
    from station.psychometrics.table import read_key, read_raw, read_responses
    from station.psychometrics.technical_build import ReportInputs

    table = read_raw(raw)
    groups = names_in(group)
    answers = table.without([*groups, *names_in(day), *names_in(ignore)])
    parts = read_raw(scales).select(["item", "scale"]).cells if scales else ()
    inputs = ReportInputs(
        title={language.value: title or raw.stem},
        period=period,
        raw=answers,
        key=read_key(key, answers.names),
        scales={str(item): str(scale) for item, scale in parts},
        groups={name: table.column(name) for name in groups},
        days=table.column(day) if day else None,
        planned_looks=planned_looks,
        seats=read_seats(seats, table.persons) if seats else None,
        times=read_responses(times) if times else None,
        omitted=omitted,
        model="" if model is ReportModel.NONE else model.value,
    )
    _deliver(inputs, pdf, out, language, as_json=as_json)


def _deliver(
    inputs: "ReportInputs",
    pdf: Path,
    out: Path | None,
    language: ReportLanguage,
    *,
    as_json: bool,
) -> None:
    import json

    from station.cli.psych_tables import plain, write_result
    from station.psychometrics.technical_build import build_report
    from station.reporting.technical import render_technical

    found = build_report(inputs)
    write_result(pdf, render_technical(found, language.value))
    text = json.dumps(plain(found), ensure_ascii=False)
    if out is not None:
        write_result(out, text + "\n")
    typer.echo(text if as_json else str(pdf))

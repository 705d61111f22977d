"""`station psych report`: the technical report of a test or questionnaire, as PDF and as data.

Thin: reads tables, builds the model, hands it to paper. `register` mounts the command.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.psych_options import AsJson, Ignore, Omitted, Table, names_in
from station.errors import InputError

if TYPE_CHECKING:
    from station.psychometrics.technical_inputs import ReportInputs


class ReportLanguage(StrEnum):
    """Language of the PDF."""

    ID = "id"
    EN = "en"


class ReportModel(StrEnum):
    """Model of the calibration."""

    RASCH = "rasch"
    TWO = "2pl"
    THREE = "3pl"
    GRM = "grm"
    PCM = "pcm"
    GPCM = "gpcm"
    NONE = "none"


KEYED = (ReportModel.RASCH, ReportModel.TWO, ReportModel.THREE)
ORDERED = (ReportModel.GRM, ReportModel.PCM, ReportModel.GPCM)


class ReportKeyError(InputError):
    """The report was given neither `--key` nor `--keys`, both, or the one of the other model."""

    code = "report_key"
    fix = (
        "Give --key (`item,key`) for options with a right answer (rasch, 2pl, 3pl), or --keys "
        "(`scale,item,sign`) for ordered responses (grm, pcm, gpcm)."
    )


Key = Annotated[
    Path | None,
    typer.Option("--key", exists=True, dir_okay=False, help="Right options: `item,key`."),
]
ScaleKeys = Annotated[
    Path | None,
    typer.Option(
        "--keys", exists=True, dir_okay=False, help="Ordered responses: `scale,item,sign`."
    ),
]
Scales = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Subtests of a keyed test: `item,scale`."),
]
Seats = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Seats: `row,room[,session,x,y]`."),
]
Times = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Milliseconds on each item, same rows."),
]
Calibration = Annotated[
    ReportModel | None,
    typer.Option(help="Calibration; without it 2pl with --key, grm with --keys."),
]


def register(app: typer.Typer) -> None:
    """Mount the command on the `psych` group."""
    app.command("report")(report)


def report(  # noqa: PLR0913 (each is an option of the command line)
    raw: Table,
    *,
    pdf: Annotated[Path, typer.Option(dir_okay=False, help="PDF to write.")],
    key: Key = None,
    keys: ScaleKeys = None,
    model: Calibration = None,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Its data, JSON.")] = None,
    language: Annotated[ReportLanguage, typer.Option(help="Of the PDF.")] = ReportLanguage.ID,
    title: Annotated[str, typer.Option(help="What is analysed.")] = "",
    period: Annotated[str, typer.Option(help="When, as people write it.")] = "",
    group: Annotated[str, typer.Option(help="Columns to compare groups by, with commas.")] = "",
    day: Annotated[str, typer.Option(help="Column of the day or session, for drift.")] = "",
    planned_looks: Annotated[int, typer.Option(help="Looks planned for drift.")] = 10,
    scales: Scales = None,
    seats: Seats = None,
    times: Times = None,
    omitted: Omitted = "",
    ignore: Ignore = "",
    as_json: AsJson = False,
) -> None:
    """Technical report of a test with a key, or of a questionnaire with ordered responses.

    RAW: one row a person. With --key: options chosen, and columns named by --group, --day. With
    --keys: whole numbers as given (sign -1: turned about the scale's lowest and highest
    answer), items named there only; each scale is calibrated by itself; DIF, drift and
    similarity are left out, as they compare right and wrong answers.

    The data (--out, --json) hold: whole and scales (reliability), items (item, scale, n, p,
    r_rest, a, b, infit, outfit, s_x2_p, dif, findings; use: mean, reversed, categories, shares,
    thresholds), measures (scale; ability: Wright map, information; calibrated), options
    (doubtful keys), dif, drift, similarity, effort (times), quality (persons with each sign of
    careless answering, and how many honest ones chance marks), notes (what could not be made,
    and why). Findings and signs are reasons to look, never verdicts.
    """
    from station.psychometrics.similarity.seats import read_seats
    from station.psychometrics.table import read_key, read_raw, read_responses, read_scale_keys
    from station.psychometrics.technical_inputs import ReportInputs

    chosen, table = _model(key, keys, model), read_raw(raw)
    groups = names_in(group)
    answers = table.without([*groups, *names_in(day), *names_in(ignore)])
    inputs = ReportInputs(
        title={language.value: title or raw.stem},
        period=period,
        raw=answers,
        key=read_key(key, answers.names) if key else {},
        keys=read_scale_keys(keys) if keys else (),
        scales=_subtests(scales),
        groups={name: table.column(name) for name in groups},
        days=table.column(day) if day else None,
        planned_looks=planned_looks,
        seats=read_seats(seats, table.persons) if seats else None,
        times=read_responses(times) if times else None,
        omitted=omitted,
        model=chosen,
    )
    _deliver(inputs, pdf, out, language, as_json=as_json)


def _model(key: Path | None, keys: Path | None, model: ReportModel | None) -> str:
    """Return the model's name, empty for none.

    Raises:
        ReportKeyError: Not just one of both keys, or it is not the model's.
    """
    if (key is None) == (keys is None):
        given = "neither --key nor --keys" if key is None else "both --key and --keys"
        raise ReportKeyError(f"the report was given {given}")
    own = KEYED if key else ORDERED
    chosen = model or (ReportModel.TWO if key else ReportModel.GRM)
    if chosen is ReportModel.NONE:
        return ""
    if chosen not in own:
        given = "--key" if key else "--keys"
        raise ReportKeyError(f"the model {chosen.value} does not go with {given}")
    return chosen.value


def _subtests(path: Path | None) -> dict[str, str]:
    from station.psychometrics.table import read_raw

    parts = read_raw(path).select(["item", "scale"]).cells if path else ()
    return {str(item): str(scale) for item, scale in parts}


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

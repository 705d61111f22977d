"""`station psych`: how people behaved: similarity, times, quality, drift.

Thin: reads tables, calls the engine, writes what it found. `register` mounts the commands.
What the commands print is evidence for a person, never a verdict.
"""

from pathlib import Path
from typing import Annotated

import typer

from station.cli.psych_options import AsJson, Ignore, KeyFile, Omitted, Out, Table, names_in


def register(app: typer.Typer) -> None:
    """Mount the commands on the `psych` group."""
    for command in (similarity, times, quality, drift):
        app.command(command.__name__)(command)


def similarity(  # noqa: PLR0913 (each is an option of the command line)
    raw: Table,
    *,
    key: KeyFile,
    seats: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="`row,room[,session,x,y]`.")
    ] = None,
    theta: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Persons file with `eap`.")
    ] = None,
    share: Annotated[float, typer.Option(help="Accepted share of false alarms.")] = 0.05,
    omitted: Omitted = "",
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Pairs of persons whose answers agree more than their ability explains.

    Evidence for a human, not a verdict. Listed are pairs that are strong by both tests and all
    neighbours; neighbours (one seat apart) and other pairs are adjusted apart
    (Benjamini-Hochberg).

    COLUMNS: first, second (rows, from 1); relation (near, same_room, elsewhere); common (items
    both answered); same; same_wrong; omega_first, omega_second (Wollack, each as copier);
    omega_p; gbt_p (exact generalised binomial test); omega_q, gbt_q (adjusted); flagged (both
    at or under --share).
    """
    from station.cli.psych_tables import deliver, plain, row_of
    from station.psychometrics.similarity.curves import code_answers
    from station.psychometrics.similarity.seats import read_seats
    from station.psychometrics.similarity.study import similarity_study
    from station.psychometrics.table import read_key, read_raw

    table = read_raw(raw).without(names_in(ignore))
    answers = code_answers(table, read_key(key, table.names), omitted=omitted)
    abilities = None
    if theta is not None:
        abilities = read_raw(theta).select(["eap"]).numeric().values[:, 0]
    found = similarity_study(
        answers,
        seats=read_seats(seats, table.persons) if seats else None,
        abilities=abilities,
        false_share=share,
    )
    deliver([row_of(pair) for pair in found.pairs], plain(found), out=out, as_json=as_json)
    if not as_json:
        typer.echo(f"{found.notice['id']}\n{found.notice['en']}", err=True)


def times(
    table: Table,
    *,
    sections: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="`item,section`.")
    ] = None,
    scores: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="0/1 scores, same shape.")
    ] = None,
    share: Annotated[float, typer.Option(help="Threshold as share of the mean time.")] = 0.10,
    cap_ms: Annotated[float, typer.Option(help="Highest threshold, milliseconds.")] = 10_000.0,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Response times: rapid answers and the effort of every person.

    TABLE: milliseconds on each item, one row a person; empty or NA = not seen.

    PERSONS columns: row; items; rapid; effort (share answered at or above the threshold);
    effort_SECTION; total_ms; flags: low_effort (under .90), low_effort:SECTION.

    ITEMS columns (O.items.csv): item; n; mean_ms; median_ms; threshold_ms (10 % of the mean, at
    most 10 s); rapid; rapid_share; p_rapid, p_other (share correct, with --scores); flags:
    many_rapid (over 10 %).
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.table import read_raw, read_responses
    from station.psychometrics.times import TimeSettings, time_study

    measured = read_responses(table)
    parts = read_raw(sections).select(["item", "section"]).cells if sections else ()
    settings = TimeSettings(
        share=share, cap_ms=cap_ms, sections={str(item): str(part) for item, part in parts}
    )
    item_rows, persons = time_study(
        measured, settings, scores=read_responses(scores) if scores else None
    )
    rows = [
        row_of(person, leave_out=["by_section"])
        | {f"effort_{name}": value for name, value in person.by_section.items()}
        for person in persons
    ]
    deliver(
        rows,
        {"items": item_rows, "persons": persons, "warnings": measured.warnings},
        out=out,
        as_json=as_json,
        beside={"items": [row_of(row) for row in item_rows]},
    )


def quality(  # noqa: PLR0913 (each is an option of the command line)
    responses: Table,
    *,
    keys: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="`scale,item,sign`.")
    ] = None,
    desirability: Annotated[str, typer.Option(help="Scale of social desirability.")] = "",
    accepted: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Control items: `item,answers`, 1|2."),
    ] = None,
    synonym_r: Annotated[float, typer.Option(help="Correlation that makes a pair.")] = 0.60,
    complete: Annotated[bool, typer.Option(help="Leave persons with gaps out.")] = False,
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Response quality of a questionnaire: signs that somebody answered without reading.

    RESPONSES: answers as given (not reversed), one row a person. With --keys only the items
    named there (and control items) count.

    COLUMNS: row; answered; longstring (longest run of one answer); variability (IRV);
    mahalanobis, mahalanobis_p; even_odd (-1 consistent to 1; needs --keys); synonyms; antonyms
    (correlation over item pairs beyond --synonym-r); infrequent; desirability (z); flags:
    same_answer, long_run, outlier, inconsistent, synonyms, antonyms, infrequent, desirability.
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.quality import QualitySettings, quality_study
    from station.psychometrics.table import read_raw, read_scale_keys

    raw = read_raw(responses).without(names_in(ignore))
    scales = read_scale_keys(keys) if keys else []
    control = _accepted(accepted) if accepted else {}
    if scales:
        named = dict.fromkeys(item for scale in scales for item in scale.signs)
        raw = raw.select(list(named | dict.fromkeys(control)))
    if complete:
        whole_rows = (raw.cells != "").all(axis=1)
        raw = type(raw)(names=raw.names, cells=raw.cells[whole_rows])
    settings = QualitySettings(
        scales=[scale for scale in scales if scale.scale != desirability],
        synonym_r=synonym_r,
        accepted=control or None,
        desirability=next((s for s in scales if s.scale == desirability), None),
    )
    rows, warnings = quality_study(raw.numeric(), settings)
    deliver(
        [row_of(row) for row in rows],
        {"persons": rows, "warnings": warnings},
        out=out,
        as_json=as_json,
    )


def drift(
    responses: Table,
    *,
    day: Annotated[str, typer.Option(help="Column with the day or session, sorts in order.")],
    planned_looks: Annotated[int, typer.Option(help="Looks planned before the first.")] = 10,
    share: Annotated[float, typer.Option(help="Accepted share of false alarms.")] = 0.05,
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Items that grow easier over the days, as leaked items do; at most one look a day.

    RESPONSES: 0/1 scores and the day column.

    COLUMNS: item; evidence (e-value after the last day; 20 = odds of 20 to 1 against no
    change); p (has paid for every look); log_odds (growth since the first day); flagged_on;
    p_DAY (share correct); e_DAY (e-value).
    """
    from station.cli.psych_tables import deliver, plain, row_of
    from station.psychometrics.drift import drift_study
    from station.psychometrics.table import binary_columns, read_raw

    raw = read_raw(responses)
    table, dropped = binary_columns(raw.without([day, *names_in(ignore)]))
    found = drift_study(table, raw.column(day), planned_looks=planned_looks, level=share)
    rows = [
        row_of(row, leave_out=["shares", "e_values"])
        | {f"p_{name}": value for name, value in zip(found.days, row.shares, strict=True)}
        | {f"e_{name}": value for name, value in zip(found.days, row.e_values, strict=True)}
        for row in found.items
    ]
    warnings = [f"left out, not 0/1: {', '.join(dropped)}"] if dropped else []
    whole = {**plain(found), "warnings": [*found.warnings, *warnings]}
    deliver(rows, whole, out=out, as_json=as_json)


def _accepted(path: Path) -> dict[str, frozenset[float]]:
    from station.psychometrics.errors import TableNotNumericError
    from station.psychometrics.table import read_raw

    lines = read_raw(path).select(["item", "answers"]).cells
    try:
        return {str(item): frozenset(map(float, str(text).split("|"))) for item, text in lines}
    except ValueError as error:
        raise TableNotNumericError("an accepted answer is no number") from error

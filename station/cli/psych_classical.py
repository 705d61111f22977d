"""`station psych`: items, reliability, dif, equate.

Thin: reads tables, calls the engine, writes what it found. `register` mounts the commands.
What the commands print is evidence for a person, never a verdict.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from station.cli.psych_options import AsJson, Ignore, Omitted, Out, Table, names_in
from station.psychometrics.choices import Method, Missing, Weights

MissingRule = Annotated[Missing, typer.Option(help="What happens to missing answers.")]


def register(app: typer.Typer) -> None:
    """Mount the commands on the `psych` group."""
    for command in (items, reliability, dif, equate):
        app.command(command.__name__)(command)


def items(
    raw: Table,
    *,
    key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="`item,key`.")
    ] = None,
    out: Out = None,
    options: Annotated[str, typer.Option(help="Options every item offers, with commas.")] = "",
    omitted: Omitted = "",
    missing: MissingRule = Missing.PAIRWISE,
    ignore: Ignore = "",
    as_json: AsJson = False,
) -> None:
    """Item statistics and, with a key, how every option worked.

    RAW: options chosen (with --key) or scores, one row a person; empty or NA = missing.

    ITEMS columns: item; p (mean score); sd; r_rest (correlation with the rest of the test);
    r_total (with the item in it); r_cor (psych's r.cor); alpha_if_deleted; n; missing; flags:
    not_varying, negative, weak (r_rest < .20), too_easy (p > .95), too_hard (p < .15),
    doubtful_key (the key runs against the test, or a distractor runs better with it).

    OPTIONS columns (O.options.csv): item; option; is_key; n; p (share of those who answered);
    mean_total; r_total; r_rest (without the item); flags: negative_key, better_than_key, dead
    (under 5 %), omitted.
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.distractors import OptionStatistics, analyse_items
    from station.psychometrics.items import item_statistics
    from station.psychometrics.table import read_key, read_raw

    table = read_raw(raw).without(names_in(ignore))
    choices: list[OptionStatistics] = []
    warnings: tuple[str, ...] = ()
    if key is None:
        scores = table.numeric()
        rows, warnings = item_statistics(scores, missing=missing), scores.warnings
    else:
        rows, choices = analyse_items(
            table,
            read_key(key, table.names),
            options=tuple(names_in(options)),
            omitted=omitted,
            missing=missing,
        )
    deliver(
        [row_of(row) for row in rows],
        {"missing": missing.value, "items": rows, "options": choices, "warnings": warnings},
        out=out,
        as_json=as_json,
        beside={"options": [row_of(row) for row in choices]} if choices else None,
    )


def reliability(
    responses: Table,
    *,
    keys: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="`scale,item,sign`.")
    ] = None,
    out: Out = None,
    missing: MissingRule = Missing.PAIRWISE,
    ignore: Ignore = "",
    as_json: AsJson = False,
) -> None:
    """Reliability of a test, or of every scale named in a key file.

    RESPONSES: scores, one row a person; empty or NA = missing. Items with sign -1 are turned
    about the scale's lowest and highest answer.

    SCALES columns: scale; persons; items; missing; alpha, low, high (95 %, Feldt), se,
    standardised, lambda6, mean_r, median_r, signal_noise; total_mean, total_sd, total_sem (sum
    score); omega_total (one factor), omega3_total, omega3_hierarchical,
    omega3_explained_common (three group factors, from seven items on); split_odd_even,
    split_first_second, split_best, split_worst; components, first_to_second, residual,
    one_scale (parallel analysis and one-factor fit).

    ITEMS columns (O.items.csv): scale, then as `items`; alpha_if_deleted stands there.
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.dimensionality import one_scale
    from station.psychometrics.reliability import reliability as reliability_of
    from station.psychometrics.reliability import reversed_scores
    from station.psychometrics.table import ScaleKey, read_raw, read_scale_keys

    raw = read_raw(responses).without(names_in(ignore))
    scales = (
        read_scale_keys(keys)
        if keys
        else [ScaleKey(scale="all", signs=dict.fromkeys(raw.names, 1))]
    )
    wanted = dict.fromkeys(item for scale in scales for item in scale.signs)
    table = raw.select(list(wanted)).numeric()
    rows, item_rows, whole, warnings = [], [], [], []
    for scale in scales:
        scored = reversed_scores(table, scale.signs)
        found = reliability_of(scored, scale=scale.scale, missing=missing)
        single = one_scale(scored, missing=missing)
        rows.append(_scale_row(found, single))
        item_rows += [{"scale": scale.scale, **row_of(row)} for row in found.by_item]
        whole.append({"reliability": found, "one_scale": single})
        warnings += [f"{scale.scale}: {warning}" for warning in found.warnings]
    deliver(
        rows,
        {"scales": whole, "warnings": warnings},
        out=out,
        as_json=as_json,
        beside={"items": item_rows},
    )


def dif(  # noqa: PLR0913 (each is an option of the command line)
    responses: Table,
    *,
    group: Annotated[str, typer.Option(help="Column that says who belongs to which group.")],
    focal: Annotated[str, typer.Option(help="Value of the focal group.")] = "",
    reference: Annotated[str, typer.Option(help="Value of the reference group.")] = "",
    purify: Annotated[bool, typer.Option(help="Match on items without a difference.")] = False,
    correction: Annotated[bool, typer.Option(help="Continuity correction.")] = True,
    weights: Annotated[Weights, typer.Option(help="Weights of std_p_dif.")] = Weights.FOCAL,
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Differential item functioning between two groups, or of each group against all others.

    RESPONSES: 0/1 scores and the group column. Columns with other values than 0, 1 and
    missing are left out with a warning. Without --focal: the group `1`, or of two groups the
    second in sorted order, or with more than two each in turn.

    COLUMNS: focal; reference; item; mh_chi2, mh_p, mh_p_adjusted (Benjamini-Hochberg);
    alpha_mh (above 1: easier for the reference group); delta_mh (-2.35 ln alpha); se_delta;
    var_log_alpha; ets (A, B, C by ETS's rule with significance); size (A, B, C by |delta|);
    std_p_dif (focal - reference); bd, bd_df, bd_p (Breslow-Day); uniform_, nonuniform_ and
    both_ (logistic) lr, p, delta_r2, size; flags: ets_b, ets_c, nonuniform, standardised (over
    .10), separated, not_defined.
    """
    from station.cli.psych_tables import deliver
    from station.psychometrics.dif.matching import group_names, grouping
    from station.psychometrics.dif.study import DifSettings, dif_study
    from station.psychometrics.table import binary_columns, read_raw

    raw = read_raw(responses)
    labels = raw.column(group)
    table, dropped = binary_columns(raw.without([group, *names_in(ignore)]))
    settings = DifSettings(correction=correction, purified=purify, weights=weights)
    studies = [
        dif_study(table, grouping(labels, value, reference or None), settings)
        for value in _focal_groups(group_names(labels), focal)
    ]
    warnings = [f"left out, not 0/1: {', '.join(dropped)}"] if dropped else []
    warnings += [warning for study in studies for warning in study.warnings]
    rows = [
        {"focal": study.focal, "reference": study.reference, **_dif_row(row)}
        for study in studies
        for row in study.items
    ]
    whole = {"settings": settings, "studies": studies, "warnings": list(dict.fromkeys(warnings))}
    deliver(rows, whole, out=out, as_json=as_json)


def equate(  # noqa: PLR0913 (each is an option of the command line)
    *,
    x: Annotated[Path, typer.Option("--x", exists=True, dir_okay=False, help="Form X.")],
    y: Annotated[Path, typer.Option("--y", exists=True, dir_okay=False, help="Form Y.")],
    method: Annotated[Method, typer.Option(help="How.")] = Method.EQUIPERCENTILE,
    degree: Annotated[
        int, typer.Option(min=0, help="Log-linear smoothing, moments kept; 0: none.")
    ] = 0,
    anchor: Annotated[
        str, typer.Option(help="Chain through this column, or these items with commas.")
    ] = "",
    max_x: Annotated[int | None, typer.Option(help="Highest possible score of X.")] = None,
    max_y: Annotated[int | None, typer.Option(help="Highest possible score of Y.")] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Which score on form Y means the same as each score on form X.

    X and Y: `score,count` (or `scale,xcount,ycount`), a column `score` with one row a person,
    or item columns whose sum is the score.

    COLUMNS: score (on X); equivalent (on Y); se (linear: Braun and Holland; equipercentile
    without smoothing: Lord; chained linear: delta method; empty where none is published).
    """
    from station.cli.psych_tables import deliver, plain
    from station.psychometrics.equating.forms import read_anchored, read_distribution
    from station.psychometrics.equating.methods import chained
    from station.psychometrics.equating.methods import equate as equate_forms

    smoothing = degree or None
    if anchor:
        found = chained(*read_anchored(x, y, anchor), method, degree=smoothing)
    else:
        forms = (
            read_distribution(x, "x", highest=max_x),
            read_distribution(y, "y", highest=max_y),
        )
        found = equate_forms(*forms, method, degree=smoothing)
    rows = [
        {"score": score, "equivalent": equivalent, "se": error}
        for score, equivalent, error in zip(
            found.scores, found.equivalents, found.errors, strict=True
        )
    ]
    deliver(rows, {**plain(found), "warnings": []}, out=out, as_json=as_json)


def _focal_groups(names: list[str], focal: str) -> list[str]:
    if focal:
        return [focal]
    if len(names) > 2:
        return names
    return ["1"] if "1" in names else names[-1:]


def _scale_row(found: Any, single: Any) -> dict[str, Any]:
    from station.cli.psych_tables import row_of

    row = row_of(found, leave_out=["consistency", "omega", "omega_groups", "by_item", "warnings"])
    row = dict(list(row.items())[:4]) | row_of(found.consistency) | dict(list(row.items())[4:])
    row["omega_total"] = found.omega.total if found.omega else None
    for name in ("total", "hierarchical", "explained_common"):
        groups = found.omega_groups
        row[f"omega3_{name}"] = getattr(groups, name) if groups else None
    for name in ("components", "first_to_second", "residual", "one_scale"):
        row[name] = getattr(single, name)
    return row


def _dif_row(row: Any) -> dict[str, Any]:
    counts, day = row.mantel_haenszel, row.breslow_day
    flat = {
        "item": row.item,
        "mh_chi2": counts.chi2,
        "mh_p": counts.p,
        "mh_p_adjusted": row.p_adjusted,
        "alpha_mh": counts.odds,
        "delta_mh": counts.delta,
        "se_delta": None if counts.variance is None else 2.35 * counts.variance**0.5,
        "var_log_alpha": counts.variance,
        "ets": counts.ets,
        "size": counts.size,
        "std_p_dif": row.standardised,
        "bd": day.statistic,
        "bd_df": day.degrees,
        "bd_p": day.p,
    }
    for name in ("uniform", "nonuniform", "both"):
        curve = getattr(row, name)
        flat |= {
            f"{name}_lr": curve.statistic,
            f"{name}_p": curve.p,
            f"{name}_delta_r2": curve.delta_r2,
            f"{name}_size": curve.size,
        }
    return flat | {"flags": row.flags}

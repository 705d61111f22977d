"""`station psych link` and `classify`: what follows a calibration.

Thin: reads tables and calibration files, calls the engine, writes what it found. `register`
mounts the commands.
"""

from itertools import pairwise
from math import isfinite, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.cli.psych_irt import ModelName, scored_with
from station.cli.psych_options import AsJson, Ignore, Out, Table, names_in

if TYPE_CHECKING:
    from station.psychometrics.irt import Calibrated, Linking, Parameters
    from station.psychometrics.irt.analysis import Scored
    from station.psychometrics.table import Floats

METHODS = ("mean-sigma", "haebara", "stocking-lord")


def register(app: typer.Typer) -> None:
    """Mount the commands on the `psych` group."""
    for command in (link, classify):
        app.command(command.__name__)(command)


def link(
    new: Table,
    base: Table,
    *,
    model: Annotated[
        ModelName | None, typer.Option(help="Of tables; that of a calibration file if not given.")
    ] = None,
    anchors: Annotated[
        str, typer.Option(help="Items both share, with commas; all common ones if empty.")
    ] = "",
    ignore: Ignore = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Carry the scale of one calibration onto another's through common items.

    NEW and BASE: each a table as for `calibrate` (calibrated here) or a file that `calibrate
    --frozen` wrote. Standard errors need both as tables, from different persons.

    COLUMNS, a row for mean-sigma, haebara and stocking-lord each: method; slope A, intercept B
    (ability on the base scale = A * ability on the new scale + B); se_slope, se_intercept;
    anchors (number of them).

    ITEMS columns (O.items.csv), a row for each method, item of NEW and threshold: method; item;
    step; anchor (1 or 0); a, b (carried to the base scale); base_a, base_b (where BASE has the
    item); difference (b - base_b: an anchor that stands out has changed, leave it out).
    """
    from station.cli.psych_tables import deliver, row_of
    from station.psychometrics.irt import link as linking_of

    sides, warnings = _both(new, base, model, names_in(ignore))
    wanted = names_in(anchors) or None
    found = [linking_of(*sides, method, wanted) for method in METHODS]  # type: ignore[arg-type]
    rows = [{**row_of(line), "anchors": len(line.anchors)} for line in found]
    items = [row for line in found for row in _carried(line, sides[0].params, sides[1].params)]
    whole = {"linkings": found, "items": items, "warnings": warnings}
    deliver(rows, whole, out=out, as_json=as_json, beside={"items": items})


def classify(
    responses: Table,
    *,
    calibration: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="From `calibrate --frozen`.")
    ],
    score_cuts: Annotated[str, typer.Option(help="Cuts on the sum score, with commas.")] = "",
    theta_cuts: Annotated[str, typer.Option(help="Cuts on ability, with commas.")] = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """How accurate and how consistent classes by cut scores are, expected from one testing.

    RESPONSES: as for `score`. A score equal to a cut belongs to the upper class. The sum score
    counts categories from 0 and every calibrated item.

    COLUMNS: method (lee for sum scores, rudner for abilities); cuts; accuracy (mean chance of
    the true class); consistency (mean chance that two testings agree); persons.

    PERSONS columns (O.persons.csv): row; eap; lee_0, lee_1, ... and rudner_0, ... (chance of each
    class, lowest first).
    """
    from station.cli.psych_tables import deliver
    from station.psychometrics.errors import SettingError, TableTooSmallError
    from station.psychometrics.irt import classify_abilities, classify_sum_scores

    sums, abilities = _cuts(score_cuts), _cuts(theta_cuts)
    if not sums and not abilities:
        raise SettingError("give --score-cuts, --theta-cuts or both")
    scored, _ = scored_with(calibration, responses)
    patterns, eap = scored.patterns, scored.scores.eap
    if not patterns.answered:
        raise TableTooSmallError("nobody answered one of the calibrated items")
    found = {}
    if sums:
        found["lee"] = sums, classify_sum_scores(scored.params, eap.estimate, patterns.counts, sums)
    if abilities:
        found["rudner"] = (
            abilities,
            classify_abilities(eap.estimate, eap.se, patterns.counts, abilities),
        )
    rows = [
        {
            "method": method,
            "cuts": cuts,
            "accuracy": one.accuracy,
            "consistency": one.consistency,
            "persons": patterns.answered,
        }
        for method, (cuts, one) in found.items()
    ]
    chances = {method: one.by_person for method, (_, one) in found.items()}
    persons = _chance_rows(scored, chances)
    warnings = [f"{code}: {text}" for code, text in scored.warnings]
    whole = {"classifications": rows, "persons": persons, "warnings": warnings}
    deliver(rows, whole, out=out, as_json=as_json, beside={"persons": persons})


def _chance_rows(scored: "Scored", chances: dict[str, "Floats"]) -> list[dict[str, Any]]:
    """Return each person's ability and chance of each class, by method."""
    spread = scored.patterns.spread
    columns = {"eap": spread(scored.scores.eap.estimate)}
    for method, by_pattern in chances.items():
        for number, chance in enumerate(spread(by_pattern).T):
            columns[f"{method}_{number}"] = chance
    return [
        {"row": row + 1} | {name: float(values[row]) for name, values in columns.items()}
        for row in range(scored.patterns.place.size)
    ]


def _both(
    new: Path, base: Path, model: ModelName | None, ignore: list[str]
) -> tuple[tuple["Calibrated", "Calibrated"], list[str]]:
    """Return both calibrations, the new one first, and what a reader must know of them."""
    files = {"new": new, "base": base}
    frozen = {name: _thawed(path) for name, path in files.items()}
    names = [one.model.name for one in frozen.values() if one is not None]
    wanted = model.value if model else next(iter(names), "")
    sides, warnings = [], []
    for name, path in files.items():
        side, said = _side(path, frozen[name], wanted, ignore)
        sides.append(side)
        warnings += [f"{name}: {line}" for line in said]
    return (sides[0], sides[1]), warnings


def _thawed(path: Path) -> "Parameters | None":
    """Return the parameters of a calibration file, or None if the file is a table."""
    from station.psychometrics.irt import thaw

    data = path.read_bytes()
    return thaw(data)[0] if data.lstrip().startswith(b"{") else None


def _side(
    path: Path, frozen: "Parameters | None", model: str, ignore: list[str]
) -> tuple["Calibrated", list[str]]:
    from station.psychometrics.errors import SettingError
    from station.psychometrics.irt import (
        Calibrated,
        GuessingPrior,
        calibrate,
        code_responses,
        collapse,
        standard_errors,
    )
    from station.psychometrics.table import read_raw

    if frozen is not None:
        return Calibrated(params=frozen), ["a frozen calibration: no standard errors of the link"]
    if not model:
        raise SettingError("say the model of the tables by --model")
    raw = read_raw(path)
    table = raw.without([name for name in ignore if name in raw.names]).numeric()
    responses = code_responses(table.names, table.values)
    found = calibrate(responses, model)
    errors = standard_errors((collapse(responses),), found.params, found.grid, GuessingPrior())
    said = [f"{code}: {text}" for code, text in found.warnings]
    return Calibrated(params=found.params, errors=errors), said


def _carried(line: "Linking", new: "Parameters", base: "Parameters") -> list[dict[str, Any]]:
    """Return the new items on the base scale beside the same items of the base calibration."""
    from station.psychometrics.irt import moved

    there = moved(new, line)
    places = {name: row for row, name in enumerate(base.coding.names)}
    base_b = base.locations()
    rows = []
    for item, name in enumerate(there.coding.names):
        row = places.get(name)
        for step, b in enumerate(map(float, there.locations()[item])):
            if isnan(b):  # the item lacks this category
                continue
            known = row is not None and step < base_b.shape[1]
            other = float(base_b[row, step]) if known else None
            rows.append(
                {
                    "method": line.method,
                    "item": name,
                    "step": step + 1,
                    "anchor": name in line.anchors,
                    "a": float(there.slopes[item]),
                    "b": b,
                    "base_a": None if row is None else float(base.slopes[row]),
                    "base_b": other,
                    "difference": None if other is None else b - other,
                }
            )
    return rows


def _cuts(text: str) -> list[float]:
    """Return the cuts in a text.

    Raises:
        SettingError: A cut is no finite number, or they do not ascend.
    """
    from station.psychometrics.errors import SettingError

    try:
        cuts = [float(part) for part in names_in(text)]
    except ValueError as error:
        raise SettingError(f"a cut in {text!r} is no number") from error
    if not all(map(isfinite, cuts)) or any(a >= b for a, b in pairwise(cuts)):
        raise SettingError(f"cuts must ascend: {text}")
    return cuts

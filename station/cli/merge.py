"""`station merge`, `ledger`, `receipt`, `export`: evidence on its way to the register."""

from pathlib import Path
from typing import Annotated, Any

import typer

from station.cli.progress import bar
from station.cli.show import print_json, say, table

RegisterFile = Annotated[
    Path, typer.Option("--register", exists=True, dir_okay=False, help="The register.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export")(export)
    app.command("merge")(merge)
    app.command("ledger")(ledger)
    app.command("receipt")(receipt)


def export(
    home: Annotated[
        Path, typer.Option("--home", exists=True, file_okay=False, help="A station's home.")
    ],
    to: Annotated[Path, typer.Option("--to", file_okay=False, help="A stick or a folder.")],
    as_json: AsJson = False,
) -> None:
    """Write every sitting of a station as a bundle; repeating it changes nothing.

    JSON: exported [{path, number, sitting, records, closed}].
    """
    from station.usecases.export import export_home
    from station.usecases.home import Home

    with bar("export", shown=not as_json) as progress:
        exported = export_home(Home(home), to, progress)
    if as_json:
        print_json({"exported": [_exported(one) for one in exported]})
        return
    rows = [(one.number, one.path.name, one.records, _yes(one.closed)) for one in exported]
    table(f"{len(exported)} bundles in {to}", ("number", "file", "records", "closed"), rows)


def merge(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files and folders.")],
    register_path: Annotated[
        Path, typer.Option("--register", dir_okay=False, help="The register; made if missing.")
    ],
    assessment: Annotated[
        str, typer.Option("--assessment", help="Hash of the assessment a new register is for.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Merge sticks, folders and other registers, in any order and any number of times.

    Needs no key. Exits 1 when anything was rejected; contradicting bundles are kept whole and
    wait for `station rule`. JSON: accepted, duplicate, superseded, conflict, rejected
    [{path, code, message}], state.
    """
    from station.usecases.merge import merge as merge_all

    with bar("merge", shown=not as_json) as progress:
        merged = merge_all(register_path, paths, assessment=assessment, progress=progress)
    if as_json:
        print_json(merged)
    else:
        counts = (merged.accepted, merged.duplicate, merged.superseded, merged.conflict)
        say("{} accepted, {} there before, {} superseded, {} in conflict".format(*counts))
        for one in merged.rejected:
            say(f"rejected[{one.code}] {one.path}: {one.message}")
        say(f"state {merged.state}")
    raise typer.Exit(1 if merged.rejected else 0)


def ledger(register_path: RegisterFile, as_json: AsJson = False) -> None:
    """Recompute every session's figures from the evidence; exits 1 unless all add up.

    JSON: balanced, sessions [{session, balanced, sealed, equations {NAME: {left, right,
    holds}}, counts, time, conflicts}].
    """
    from station.usecases.ledger import ledger as read_ledger

    book = read_ledger(register_path)
    if as_json:
        print_json(
            {"balanced": book.balanced, "sessions": [_session(one) for one in book.sessions]}
        )
    else:
        for one in book.sessions:
            rows = [(name, *_sum(sum_)) for name, sum_ in one.equations.items()]
            title = f"{one.session}: {'balanced' if one.balanced else 'NOT BALANCED'}"
            table(title if one.sealed else f"{title}, not sealed", ("figure", "sum", ""), rows)
            for number in one.conflicts:
                say(f"conflict: participant {number} awaits a ruling")
    raise typer.Exit(0 if book.balanced else 1)


def receipt(
    code: Annotated[str, typer.Argument(help="As printed: XXXX-XXXX-XXXX-XXXX-XXXX-C.")],
    register_path: RegisterFile,
    as_json: AsJson = False,
) -> None:
    """Find the bundle of a receipt; exits 1 when there is none.

    JSON: found, bundle, position, checkpoint {size, root, note} or null, proof [hex].
    """
    from station.usecases.receipt import find_receipt

    found = find_receipt(register_path, code)
    if as_json:
        print_json(found)
    elif found.found:
        say(f"bundle {found.bundle}\nposition {found.position}")
        covering = found.checkpoint
        say(f"checkpoint {covering.size} {covering.root}" if covering else "no checkpoint yet")
    else:
        say("no closed bundle has this receipt")
    raise typer.Exit(0 if found.found else 1)


def _exported(one: Any) -> dict[str, Any]:
    return {
        "path": one.path.as_posix(),
        "number": one.number,
        "sitting": one.sitting,
        "records": one.records,
        "closed": one.closed,
    }


def _session(one: Any) -> dict[str, Any]:
    return {
        "session": one.session,
        "balanced": one.balanced,
        "sealed": one.sealed,
        "equations": {
            name: {"left": sum_.left, "right": sum_.right, "holds": sum_.holds}
            for name, sum_ in one.equations.items()
        },
        "counts": one.counts,
        "time": one.time,
        "conflicts": one.conflicts,
    }


def _sum(equation: Any) -> tuple[str, str]:
    parts = " + ".join(f"{n} {name}" for name, n in equation.right.items())
    return f"{equation.left} = {parts}", "" if equation.holds else "does not add up"


def _yes(closed: bool) -> str:
    return "yes" if closed else "no"

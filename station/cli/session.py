"""`station session close`: two officers seal a session and print its minutes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.cli.hands import typed_code
from station.cli.merge import AsJson
from station.cli.show import print_json, say

if TYPE_CHECKING:
    from station.sealing.assessment import Assessment
    from station.sealing.session import Session
    from station.sealing.signing import Signer
    from station.usecases.close_session import SealedSession

ROLES = ("proctor", "second")

Bundles = Annotated[
    list[Path], typer.Option("--bundles", exists=True, help="Where bundles were collected; repeat.")
]
SessionFile = Annotated[
    Path, typer.Option("--session", exists=True, dir_okay=False, help="The .session file.")
]
AssessmentFile = Annotated[
    Path | None,
    typer.Option(
        "--assessment",
        exists=True,
        dir_okay=False,
        help="The .assessment file. Default: the one beside the session file.",
    ),
]
Absent = Annotated[
    list[str] | None, typer.Option("--absent", help="A number that did not come; repeat.")
]
Missing = Annotated[
    list[str] | None,
    typer.Option(
        "--missing",
        help="NUMBER=REASON for somebody who came and has no bundle; the reason did_not_start "
        "says that the person never began. Repeat.",
    ),
]
Receipts = Annotated[
    int | None, typer.Option("--receipts", min=0, help="Receipts handed out, by their stubs.")
]
Incidents = Annotated[
    list[str] | None, typer.Option("--incident", help="Something to note; repeat.")
]
People = Annotated[
    Path | None,
    typer.Option("--people", exists=True, dir_okay=False, help="people.json: names of the absent."),
]
Codes = Annotated[
    list[Path] | None,
    typer.Option(
        "--code-file",
        exists=True,
        dir_okay=False,
        help="A file with an officer's code: first the proctor's, then the second's. Else asked.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group `session`."""
    group = typer.Typer(no_args_is_help=True, help="A session, from collecting to its minutes.")
    group.command("close")(close)
    app.add_typer(group, name="session")


def close(  # noqa: PLR0913 -- each is an option of the command line
    bundles: Bundles,
    session: SessionFile,
    proctor: Annotated[str, typer.Option("--proctor", help="Officer id of the proctor.")],
    second: Annotated[str, typer.Option("--second", help="Officer id of the second officer.")],
    *,
    assessment: AssessmentFile = None,
    absent: Absent = None,
    missing: Missing = None,
    receipts: Receipts = None,
    incident: Incidents = None,
    people: People = None,
    out: Annotated[
        Path | None, typer.Option("--out", file_okay=False, help="Default: beside the session.")
    ] = None,
    codes: Codes = None,
    as_json: AsJson = False,
) -> None:
    """Seal exactly these bundles, and print the minutes.

    Writes SESSION.seal and minutes/SESSION.pdf. Refuses while somebody who came has neither a
    bundle nor a reason. JSON: session, seal, minutes, sha256, root, bundles, counts, rejected.
    """
    from station.clock import wall_text
    from station.machine.clock import SystemClock
    from station.sealing.assessment import verify_assessment
    from station.sealing.seal import Incident
    from station.sealing.session import verify_session
    from station.storage.files import read_whole
    from station.usecases.close_session import Statement, close_session

    pinned = verify_assessment(read_whole(assessment or _beside(session)))
    opened = verify_session(read_whole(session), pinned)
    now = wall_text(SystemClock().now().wall)
    said = Statement(
        opened=opened.body.opens,
        closed=now,
        absent=frozenset(absent or ()),
        missing=dict(_reason(one) for one in missing or ()),
        receipts=receipts,
        incidents=tuple(Incident(at=now, text=text) for text in incident or ()),
    )
    sealed = close_session(
        bundles,
        said,
        assessment=pinned,
        session=opened,
        signers=_signers((proctor, second), codes or (), pinned),
    )
    folder = out or session.resolve().parent
    _tell(_write(sealed, folder, opened, pinned, _names(people, pinned)), as_json=as_json)


def _signers(
    officers: tuple[str, str], codes: Sequence[Path], assessment: "Assessment"
) -> dict[str, "Signer"]:
    from station.sealing.officers import officer_code

    files = [*codes, None, None]
    return {
        role: officer_code(typed_code(officer, path), assessment, officer).signer
        for role, officer, path in zip(ROLES, officers, files, strict=False)
    }


def _write(
    sealed: "SealedSession",
    folder: Path,
    session: "Session",
    assessment: "Assessment",
    names: dict[str, str],
) -> dict[str, Any]:
    """Write seal and minutes; return what there is to tell of them."""
    from station.reporting.minutes import render_minutes
    from station.storage.files import write_whole
    from station.usecases.minutes.whole import make_minutes

    name = sealed.body.session
    seal_path, minutes_path = folder / f"{name}.seal", folder / "minutes" / f"{name}.pdf"
    minutes = make_minutes(
        sealed.data, sealed.conducts, assessment=assessment, session=session, names=names
    )
    write_whole(seal_path, sealed.data)
    write_whole(minutes_path, render_minutes(minutes))
    return {
        "session": name,
        "seal": seal_path.as_posix(),
        "minutes": minutes_path.as_posix(),
        "sha256": sealed.sha256,
        "root": sealed.body.root,
        "bundles": sealed.body.bundles,
        "counts": sealed.body.counts,
        "rejected": sealed.rejected,
    }


def _tell(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(result)
        return
    say(f"{len(result['bundles'])} bundles sealed, root {result['root']}")
    for one in result["rejected"]:
        say(f"left out[{one.code}] {one.path}: {one.message}")
    say(f"Wrote {result['seal']} and {result['minutes']}")


def _beside(session: Path) -> Path:
    found = sorted(session.resolve().parent.glob("*.assessment"))
    if len(found) != 1:
        raise typer.BadParameter("name the .assessment file", param_hint="--assessment")
    return found[0]


def _reason(text: str) -> tuple[str, str]:
    number, equals, reason = text.partition("=")
    if not equals or not reason:
        raise typer.BadParameter("write NUMBER=REASON", param_hint="--missing")
    return number, reason


def _names(people: Path | None, assessment: "Assessment") -> dict[str, str]:
    from station.storage.files import read_whole
    from station.usecases.people import read_people

    if people is None:
        return {}
    rows = read_people(read_whole(people), assessment).rows
    return {number: one.row.name for number, one in rows.items()}

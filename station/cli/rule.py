"""`station rule` and `station checkpoint`: what two people sign into the register."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.cli.hands import (
    OfficerFiles,
    PassphraseFiles,
    Passphrases,
    assessment_of,
    needed,
    open_officers,
    typed_code,
)
from station.cli.merge import AsJson, RegisterFile
from station.cli.show import print_json, say

if TYPE_CHECKING:
    from station.sealing.assessment import Assessment
    from station.sealing.codes import Credential

SECONDS = ("witness", "second", "proctor")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("rule")(rule)
    app.command("checkpoint")(checkpoint)


def rule(  # noqa: PLR0913 -- each is an option of the command line
    register_path: RegisterFile,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            help="conflict (subject: participant number), revoked (subject: bundle hash), "
            "erased (subject: participant number), or a note of your own.",
        ),
    ],
    subject: Annotated[str, typer.Option("--subject", help="What it is about.")],
    decision: Annotated[
        str, typer.Option("--decision", help="For a conflict: the bundle that counts, or none.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    *,
    files: Annotated[
        list[str] | None, typer.Option("--file", help="A released file that is erased; repeat.")
    ] = None,
    officer: OfficerFiles = None,
    passphrase_file: PassphraseFiles = None,
    code_of: Annotated[
        str, typer.Option("--code-of", help="Id of a proctor or second who signs with a code.")
    ] = "",
    code_file: Annotated[
        Path | None, typer.Option("--code-file", exists=True, dir_okay=False, help="That code.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Enter a ruling that the coordinator and a second person sign.

    JSON: sha256, id, kind, subject, decision.
    """
    from station.entropy import SystemEntropy
    from station.machine.clock import SystemClock
    from station.usecases.rule import RulingPlan
    from station.usecases.rule import rule as enter_ruling

    assessment = assessment_of(register_path)
    people = open_officers(officer, Passphrases(passphrase_file), assessment, register_path)
    if code_of:
        people |= _by_code(code_of, code_file, assessment)
    second = next((role for role in SECONDS if role in people), "witness")
    roles = ("coordinator", second)
    plan = RulingPlan(
        kind=kind, subject=subject, decision=decision, reason=reason, files=tuple(files or ())
    )
    ruling = enter_ruling(
        register_path,
        plan,
        {role: needed(people, role)[1].signer for role in roles},
        clock=SystemClock(),
        entropy=SystemEntropy(),
    )
    if not as_json:
        say(f"ruling {ruling.sha256} entered")
        return
    fields = ("id", "kind", "subject", "decision")
    print_json({"sha256": ruling.sha256} | {one: getattr(ruling.body, one) for one in fields})


def _by_code(
    officer: str, code_file: Path | None, assessment: "Assessment"
) -> dict[str, tuple[str, "Credential"]]:
    from station.sealing.officers import officer_code

    credential = officer_code(typed_code(officer, code_file), assessment, officer)
    return dict.fromkeys(assessment.officer(officer).roles, (officer, credential))


def checkpoint(
    register_path: RegisterFile,
    *,
    officer: OfficerFiles = None,
    passphrase_file: PassphraseFiles = None,
    out: Annotated[
        Path | None, typer.Option("--out", dir_okay=False, help="Write the note here, too.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sign the register's head as coordinator and witness, where both sit at one machine.

    JSON: note.
    """
    from station.machine.clock import SystemClock
    from station.storage.files import write_whole
    from station.usecases.checkpoint import Witness
    from station.usecases.checkpoint import checkpoint as sign_head

    assessment = assessment_of(register_path)
    people = open_officers(officer, Passphrases(passphrase_file), assessment, register_path)
    witness, credential = needed(people, "witness")
    note = sign_head(
        register_path,
        coordinator=needed(people, "coordinator")[1].signer,
        cosigner=Witness(id=witness, signer=credential.signer),
        clock=SystemClock(),
    )
    if out is not None:
        write_whole(out, note)
    if as_json:
        print_json({"note": note.decode()})
    else:
        say(note.decode())

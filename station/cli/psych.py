"""`station psych`: the statistics, mounted as one group."""

import typer

from station.cli import psych_classical, psych_conduct, psych_irt, psych_norms, psych_report


def register(app: typer.Typer) -> None:
    """Add the group `psych`."""
    group = typer.Typer(no_args_is_help=True, help="Psychometrics: tables in, tables out.")
    for module in (psych_irt, psych_classical, psych_conduct, psych_norms, psych_report):
        module.register(group)
    app.add_typer(group, name="psych")

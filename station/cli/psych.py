"""`station psych`: the statistics, mounted as one group."""

import typer

from station.cli import (
    psych_choices,
    psych_classical,
    psych_conduct,
    psych_factors,
    psych_irt,
    psych_linking,
    psych_norms,
    psych_report,
)

MODULES = (
    psych_irt,
    psych_linking,
    psych_classical,
    psych_factors,
    psych_conduct,
    psych_choices,
    psych_norms,
    psych_report,
)


def register(app: typer.Typer) -> None:
    """Add the group `psych`."""
    group = typer.Typer(no_args_is_help=True, help="Psychometrics: tables in, tables out.")
    for module in MODULES:
        module.register(group)
    app.add_typer(group, name="psych")

"""The command `station`: its groups, each in a module of its own."""

import importlib
import io
import sys
from typing import Annotated

import typer

from station import __version__
from station.cli.errors import guarded

GROUPS = (
    "demo",
    "station",
    "bank",
    "session",
    "merge",
    "rule",
    "score",
    "verify",
    "psych",
    "bench",
)


def make_app() -> typer.Typer:
    """Return the whole command line."""
    app = typer.Typer(
        name="station",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Saksi: delivers and scores tests whose results anyone can check.",
    )
    app.callback()(_options)
    for name in GROUPS:
        importlib.import_module(f"station.cli.{name}").register(app)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file name may hold what no console can show
            stream.reconfigure(errors="backslashreplace")
    return guarded(make_app())

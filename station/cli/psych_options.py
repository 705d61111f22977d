"""Options the psychometric commands share."""

from pathlib import Path
from typing import Annotated

import typer

Table = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
KeyFile = Annotated[Path, typer.Option("--key", exists=True, dir_okay=False, help="`item,key`.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", dir_okay=False, help="CSV to write; O.json stands beside it."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Ignore = Annotated[str, typer.Option(help="Columns that are no items, parted by commas.")]
Omitted = Annotated[str, typer.Option(help="Code that means `no answer` in the file.")]


def names_in(text: str) -> list[str]:
    """Return the names parted by commas, without empty ones."""
    return [name.strip() for name in text.split(",") if name.strip()]

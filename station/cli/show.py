"""How commands speak: one JSON object for programs, short lines and tables for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table


def print_json(value: Any) -> None:
    """Print `value` (a dataclass, a struct or plain types) as one JSON object on one line."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    text = json.dumps(msgspec.to_builtins(plain, enc_hook=str), ensure_ascii=False)
    sys.stdout.write(text + "\n")


def say(line: str) -> None:
    """Print one line for people, as it is."""
    Console(highlight=False, soft_wrap=True).print(line, markup=False)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table."""
    grid = Table(title=title, title_justify="left")
    for column in columns:
        grid.add_column(column)
    for row in rows:
        grid.add_row(*(str(cell) for cell in row))
    Console(highlight=False).print(grid)

"""A bar for long work, on the screen only: never where output is piped or read by a program."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.usecases.evidence import Progress


@contextmanager
def bar(title: str, *, shown: bool) -> "Iterator[Progress]":
    """Yield what a use case tells its progress to."""
    from station.usecases.evidence import quiet

    if not shown or not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as shown_bar:
        task = shown_bar.add_task(title, total=None)
        yield lambda done, of: shown_bar.update(task, completed=done, total=of)

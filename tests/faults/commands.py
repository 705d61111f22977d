"""Running commands as a user does, in this process: exit code, what was printed, no traceback."""

import contextlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station.cli.app import make_app
from station.cli.errors import guarded


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command said.

    Attributes:
        exit_code: 0, 1 or 2.
        out: Standard output.
        err: Standard error.
    """

    exit_code: int
    out: str
    err: str

    @property
    def code(self) -> str:
        """The code in `error[CODE]: ...`; `usage` when the words themselves were wrong."""
        if self.err.startswith("error["):
            return self.err.partition("[")[2].partition("]")[0]
        return "usage" if "Usage:" in self.err else ""

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


def station(*words: str | Path) -> Said:
    """Run `station WORDS`; anything but a deliberate error escapes."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        exit_code = guarded(lambda: make_app()(args=_text(words), prog_name="station"))
    return Said(exit_code=exit_code, out=out.getvalue(), err=err.getvalue())


def _text(words: Sequence[str | Path]) -> list[str]:
    return [str(word) for word in words]

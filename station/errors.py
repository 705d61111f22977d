"""The errors a user may see, each with a code that never changes.

Three families tell the caller what to do next; anything else that escapes is a bug.
Errors carry identifiers, never answers, keys or personal data.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import ClassVar


class StationError(Exception):
    """A deliberate error: a stable `code`, one sentence, and a way out.

    Attributes:
        code: Stable, lower-case, words joined by underscores; also the key of the
            translated sentence in `resources/translations/errors.toml`.
        fix: What the user can do about it, one sentence.
    """

    code: ClassVar[str] = "station_error"
    fix: ClassVar[str] = "Note the code and ask the coordinator."

    def __init__(self, detail: str = "") -> None:
        """Keep `detail`: what exactly was found, one sentence without a full stop."""
        super().__init__(detail or self.code)
        self.detail = detail

    def line(self) -> str:
        """Return `error[CODE]: sentence. Fix.`, the one line the command line prints."""
        sentence = self.detail or self.code.replace("_", " ")
        return f"error[{self.code}]: {sentence}. {self.fix}"


class IntegrityError(StationError):
    """The evidence is wrong: stop, record, never skip."""

    code = "integrity"


class RuleError(StationError):
    """The rules refuse; the state is unchanged."""

    code = "rule"


class SiteError(StationError):
    """Disk, stick, port or printer: the operator can fix it."""

    code = "site"


class InputError(StationError):
    """What was handed in (a file, an option, a table) cannot be used as it is."""

    code = "input"


@contextmanager
def naming(path: PurePath) -> Iterator[None]:
    """Say which file an error is about: there are several of a kind."""
    try:
        yield
    except StationError as error:
        if path.name not in error.detail:
            error.detail = f"{path.name}: {error.detail or error.code}"
        raise

"""What a verification found: how much was checked, and every problem, the first one first."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from station.errors import StationError
from station.storage.errors import DatabaseInUseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong; `record` names the file, entry or record it is wrong in."""

    code: str
    record: str
    message: str


@dataclass(slots=True)
class Findings:
    """Grows while things are looked at."""

    problems: list[Problem] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)

    def add(self, error: StationError, record: str) -> None:
        """Note a problem."""
        message = error.detail or error.code.replace("_", " ")
        self.problems.append(Problem(code=error.code, record=record, message=message))

    @contextmanager
    def looking_at(self, record: str) -> Iterator[None]:
        """Note what goes wrong inside as a problem of `record`, and go on after it.

        Raises:
            DatabaseInUseError: Another program has the register: nothing is wrong with it.
        """
        try:
            yield
        except DatabaseInUseError:
            raise
        except StationError as error:
            self.add(error, record)

"""Who may do what, when: officers' roles and acts, sign-in tries, and the session's hours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from station.clock import parse_wall
from station.exam.errors import OutsideWindowError, TooManyTriesError

TRIES = 3


class Role(StrEnum):
    """What an officer is in this assessment."""

    PROCTOR = "proctor"
    SECOND = "second"
    COORDINATOR = "coordinator"
    WITNESS = "witness"


class ActKind(StrEnum):
    """What an officer can do at a seat."""

    RELEASE = "release"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    ADD_TIME = "add_time"
    MOVE = "move"
    END = "end"
    UNLOCK_SIGN_IN = "unlock_sign_in"
    EXPORT = "export"


SEAT_ROLES = frozenset({Role.PROCTOR, Role.SECOND})
"""Who can act at a seat; releasing questions takes one of each."""


def reads_aloud(accommodations: Mapping[str, object]) -> bool:
    """Return whether a roster row's accommodations grant that items are read aloud.

    Only `read_aloud: true` does; a word or a number in its place grants nothing.
    """
    return accommodations.get("read_aloud") is True


def check_window(*, opens: str, closes: str, wall: datetime) -> None:
    """Accept silently a moment between `opens` and `closes` (RFC 3339).

    Raises:
        OutsideWindowError: The session is not open then.
    """
    if not parse_wall(opens) <= wall <= parse_wall(closes):
        raise OutsideWindowError(f"the session is open from {opens} to {closes}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInTries:
    """How many wrong sign-ins this seat has seen since an officer last opened it."""

    failed: int = 0

    @property
    def left(self) -> int:
        """How many tries are left before the proctor is called."""
        return max(0, TRIES - self.failed)

    def after_failure(self) -> "SignInTries":
        """Return the count after one more wrong sign-in."""
        return replace(self, failed=self.failed + 1)

    def check(self) -> None:
        """Accept silently another try.

        Raises:
            TooManyTriesError: None is left.
        """
        if self.left == 0:
            raise TooManyTriesError(f"{self.failed} wrong sign-ins")

"""Who may do what, when: sign-in tries, the session's hours, and officers' acts.

An act is what one officer decided for some seats; its signature is checked elsewhere. Here it
is decided whether a *true* act may be carried out at this seat, now, for the first time.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from station.clock import parse_wall
from station.exam.errors import ActRefusedError, OutsideWindowError, TooManyTriesError

TRIES = 3
EVERY_SEAT = "*"


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
    VOID = "void"
    UNLOCK_SIGN_IN = "unlock_sign_in"
    EXPORT = "export"


SEAT_ROLES = frozenset({Role.PROCTOR, Role.SECOND})


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer's decision, as signed.

    Attributes:
        seats: Seat names, or `*` for every seat of the session.
        expires: RFC 3339; after it no station carries the act out.
        body: What the kind needs, for example `{"ms": 600000, "reason": "..."}`.
    """

    id: str
    kind: ActKind
    session: str
    seats: tuple[str, ...]
    expires: str
    body: dict[str, Any]


def check_act(
    act: Act,
    *,
    roles: Collection[str],
    seat: str,
    session: str,
    wall: datetime,
    known: Collection[str],
) -> None:
    """Accept `act` silently.

    Raises:
        ActRefusedError: Wrong role, seat or session, expired, or carried out before.
    """
    if not SEAT_ROLES & set(roles):
        raise ActRefusedError("this officer has no role at a seat")
    if act.session != session or not {seat, EVERY_SEAT} & set(act.seats):
        raise ActRefusedError(f"act {act.id} is for another seat or session")
    if parse_wall(act.expires) < wall:
        raise ActRefusedError(f"act {act.id} has expired")
    if act.id in known:
        raise ActRefusedError(f"act {act.id} was carried out before")


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

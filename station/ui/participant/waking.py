"""Opening a sitting that stopped here or comes from another seat, up to its going on. No Qt.

The clock stands until `go_on`: an officer's and the participant's code open the sitting, the
participant reads what happened, and only then does the officer's act let it run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from station.clock import Clock
from station.usecases.move import MoveFiles, bring
from station.usecases.sit import Officer, Seated, Station, Unfinished


@dataclass(frozen=True, kw_only=True)
class Awake:
    """A sitting that stopped and was woken: whose codes opened it, and what it looked like.

    Attributes:
        officer: Signs the resume when the participant goes on.
        last_wall: Wall clock of the last record before.
        woken: When the codes were accepted.
        after: Whether it had stopped here or came from another seat.
        seat: The seat it came from, after a move.
        reason: Why it had stopped, in the officer's words.
    """

    officer: Officer
    last_wall: str
    woken: datetime
    after: Literal["restart", "move"] = "restart"
    seat: str = ""
    reason: str = ""


def wake(
    station: Station,
    stopped: Unfinished,
    *,
    proof: tuple[str, str],
    ticket_code: str,
    reason: str,
    clock: Clock,
    changed: Callable[[], None],
) -> tuple[Seated, Awake]:
    """Return a sitting that stopped here, opened; `proof` is an officer's id and code.

    Raises:
        CodeMistypedError, CodeWrongError, SignerUnknownError: A code does not match.
        IntegrityError: Journal or resume wrap are not whole.
    """
    officer = station.officer(*proof)
    seated = station.wake(stopped, officer=officer, ticket_code=ticket_code, changed=changed)
    awake = Awake(
        officer=officer,
        last_wall=stopped.chain.wall,
        woken=clock.now().wall,
        reason=reason,
    )
    return seated, awake


def take_over(
    station: Station,
    files: MoveFiles,
    *,
    officer: Officer,
    ticket_code: str,
    reason: str,
    clock: Clock,
    changed: Callable[[], None],
) -> tuple[Seated, Awake]:
    """Return a sitting that comes from another seat, opened.

    Raises:
        As `station.usecases.move.bring`.
    """
    came = bring(
        files, station, officer=officer, ticket_code=ticket_code, reason=reason, changed=changed
    )
    awake = Awake(
        officer=officer,
        last_wall=came.last_wall,
        woken=clock.now().wall,
        after="move",
        seat=station.session.station(came.from_station).seat,
        reason=reason,
    )
    return came.seated, awake


def go_on(station: Station, seated: Seated, awake: Awake) -> None:
    """Let an opened sitting go on by the officer's act: its clock starts now."""
    here = awake.after == "restart"
    station.go_on(
        seated,
        awake.officer,
        after=awake.after,
        last_wall=awake.last_wall,
        basis="measured" if here else "stated",
        reason=awake.reason if here else "",
    )

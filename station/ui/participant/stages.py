"""Which screens there are, and what is kept of a sitting that was woken. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from station.exam.facts import ComfortSet
from station.usecases.sit import Officer, Unfinished

USUAL_COMFORT = ComfortSet(zoom_percent=100, theme="light", language="id")
"""How a seat looks to somebody who has changed nothing yet."""


class Stage(StrEnum):
    """Which screen is shown."""

    READY = "ready"
    SIGN_IN = "sign_in"
    IDENTITY = "identity"
    COMFORT = "comfort"
    PRACTICE = "practice"
    WAIT = "wait"
    SECTION = "section"
    ITEMS = "items"
    SECTION_END = "section_end"
    TIME_UP = "time_up"
    BREAK = "break"
    PAUSED = "paused"
    REVIEW = "review"
    SUBMIT = "submit"
    RECEIPT = "receipt"
    STOPPED = "stopped"
    RESUMED = "resumed"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class Awake:
    """A sitting that stopped and was woken: whose codes opened it, and what it looked like.

    Attributes:
        officer: Signs the resume when the participant goes on.
        last_wall: Wall clock of the last record before.
        woken: When the codes were accepted.
        after: Why it had stopped here.
        seat: The seat it came from, after a move.
    """

    officer: Officer
    unfinished: Unfinished | None
    last_wall: str
    woken: datetime
    after: Literal["restart", "move"] = "restart"
    seat: str = ""

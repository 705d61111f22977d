"""Time as an argument: what one reading of the clocks holds, and who may read them.

Monotonic time measures; the wall clock is evidence for people and decides nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NewType, Protocol

BootId = NewType("BootId", str)

NS_PER_MS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """One reading of all clocks at once.

    Attributes:
        mono_ns: Nanoseconds that count sleep; comparable within one `boot` only.
        awake_ns: Nanoseconds that stop while the machine sleeps.
        boot: Which start of the machine the two belong to.
        wall: The wall clock in UTC; evidence for people, never a measure.
    """

    mono_ns: int
    awake_ns: int
    boot: BootId
    wall: datetime


class Clock(Protocol):
    """Reads the machine's clocks."""

    def now(self) -> Instant:
        """Return one consistent reading."""
        ...


def wall_text(wall: datetime) -> str:
    """Return `wall` as RFC 3339 in UTC with milliseconds: `2025-01-20T01:02:03.004Z`."""
    utc = wall.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def parse_wall(text: str) -> datetime:
    """Return the moment that `wall_text` wrote.

    Raises:
        ValueError: The text is not RFC 3339.
    """
    return datetime.fromisoformat(text).astimezone(UTC)

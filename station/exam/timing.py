"""How much time a participant has used: a stopwatch made of values.

It counts monotonic time and takes out sleep. It is never asked what time it is: readings of
the clocks come in, used milliseconds go out. Used time never falls.
"""

from dataclasses import dataclass, replace

from station.clock import NS_PER_MS, Instant
from station.errors import IntegrityError

SLEEP_TOLERANCE_MS = 2_000


class OtherBootError(IntegrityError):
    """Two readings of different boots were compared; such a gap belongs to the ledger."""

    code = "other_boot"
    fix = "Start the program again; it resumes from the last saved record."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopwatch:
    """Used time up to `since`, and whether it is running.

    Attributes:
        used_ms: Milliseconds used when it last started or stopped.
        since: The reading at which it started; None while it stands still.
    """

    used_ms: int = 0
    since: Instant | None = None

    def reading_ms(self, now: Instant) -> int:
        """Return the used milliseconds at `now`, sleep taken out.

        Raises:
            OtherBootError: `now` belongs to another boot.
        """
        if self.since is None:
            return self.used_ms
        return self.used_ms + elapsed_ms(self.since, now) - slept_ms(self.since, now)

    def started(self, now: Instant) -> "Stopwatch":
        """Return it running from `now`; one that runs already is left as it is."""
        return self if self.since is not None else replace(self, since=now)

    def stopped(self, now: Instant) -> "Stopwatch":
        """Return it standing still, with what it had counted at `now`."""
        return Stopwatch(used_ms=self.reading_ms(now))

    def rebased(self, now: Instant) -> "Stopwatch":
        """Return it with everything up to `now` counted, so that a sleep is reported once."""
        return self.stopped(now) if self.since is None else self.stopped(now).started(now)


def elapsed_ms(earlier: Instant, later: Instant) -> int:
    """Return whole milliseconds from one reading to another, sleep included, never negative.

    Raises:
        OtherBootError: The two belong to different boots.
    """
    if earlier.boot != later.boot:
        raise OtherBootError(f"boot {earlier.boot} is not {later.boot}")
    return max(0, (later.mono_ns - earlier.mono_ns) // NS_PER_MS)


def slept_ms(earlier: Instant, later: Instant) -> int:
    """Return milliseconds of sleep between two readings; up to 2 s is taken for jitter and is 0."""
    awake_ms = max(0, (later.awake_ns - earlier.awake_ns) // NS_PER_MS)
    gap_ms = elapsed_ms(earlier, later) - awake_ms
    return gap_ms if gap_ms > SLEEP_TOLERANCE_MS else 0


def gap_ms(last_wall_ms: int, now_wall_ms: int) -> int:
    """Return wall time between the last record and now; a clock set back gives 0."""
    return max(0, now_wall_ms - last_wall_ms)

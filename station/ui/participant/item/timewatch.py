"""When to speak of the time: at thirty, fifteen, five minutes and one, once each a section.

Pure: what is left comes in, what to show goes out.
"""

from station.ui.states import Time

MINUTE_MS = 60_000
NOTICES = (30, 15, 5, 1)
ALWAYS_FROM_MS = 5 * MINUTE_MS
NOTICE_MS = MINUTE_MS
"""For how long a notice stands when nobody closes it."""


class TimeWatch:
    """Remembers what was left, whether the timer is hidden, and the notice that stands."""

    def __init__(self) -> None:
        self._before_ms: int | None = None
        self._section = ""
        self._hidden = False
        self._notice: int | None = None

    def look(self, section: str, left_ms: int, *, paused: bool = False) -> Time:
        """Return what to show now that `left_ms` of `section` is left."""
        if section != self._section:
            self._section, self._before_ms, self._notice = section, None, None
        self._notice = self._crossed(left_ms) or self._still(left_ms)
        self._before_ms = left_ms
        hidden = self._hidden and left_ms > ALWAYS_FROM_MS
        return Time(left_ms=left_ms, hidden=hidden, paused=paused, notice=self._notice)

    def hide(self) -> None:
        """Hide the timer, or show it again; in the last five minutes it always shows."""
        self._hidden = not self._hidden

    def dismiss(self) -> bool:
        """Take the notice away; return whether one stood."""
        stood = self._notice is not None
        self._notice = None
        return stood

    def _crossed(self, left_ms: int) -> int | None:
        """Return the smallest mark that was passed since the last look."""
        before_ms = self._before_ms
        if before_ms is None:
            return None
        passed = [one for one in NOTICES if left_ms <= one * MINUTE_MS < before_ms]
        return min(passed, default=None)

    def _still(self, left_ms: int) -> int | None:
        """Return the standing notice while its minute lasts, and while it is true."""
        if self._notice is None:
            return None
        mark_ms = self._notice * MINUTE_MS
        return self._notice if mark_ms - NOTICE_MS < left_ms <= mark_ms else None

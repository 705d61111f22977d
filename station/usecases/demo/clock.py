"""A clock that the demonstration moves by hand: four hours pass in seconds."""

from datetime import datetime, timedelta

from station.clock import NS_PER_MS, BootId, Instant


class SimulatedClock:
    """Starts at `wall` in one boot and moves only when told to."""

    def __init__(self, wall: datetime, boot: str) -> None:
        """Start a machine at `wall`."""
        self._wall = wall
        self._boot = BootId(boot)
        self._mono_ms = 60_000

    def now(self) -> Instant:
        """Return the simulated reading."""
        mono_ns = self._mono_ms * NS_PER_MS
        return Instant(mono_ns=mono_ns, awake_ns=mono_ns, boot=self._boot, wall=self._wall)

    def pass_ms(self, ms: int) -> None:
        """Let `ms` pass."""
        self._mono_ms += ms
        self._wall += timedelta(milliseconds=ms)

"""Fakes for the ports, typed against them: a clock one sets, chance one can repeat."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from station.clock import NS_PER_MS, BootId, Instant

START = datetime(2025, 1, 20, 1, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class FakeClock:
    """A clock that moves only when told to."""

    mono_ms: int = 1_000_000
    awake_ms: int = 1_000_000
    boot: str = "boot-1"
    wall: datetime = field(default=START)

    def now(self) -> Instant:
        """Return the reading that was set."""
        return Instant(
            mono_ns=self.mono_ms * NS_PER_MS,
            awake_ns=self.awake_ms * NS_PER_MS,
            boot=BootId(self.boot),
            wall=self.wall,
        )

    def pass_ms(self, ms: int) -> None:
        """Let `ms` pass, awake."""
        self.mono_ms += ms
        self.awake_ms += ms
        self.wall += timedelta(milliseconds=ms)

    def sleep_ms(self, ms: int) -> None:
        """Let `ms` pass while the machine sleeps."""
        self.mono_ms += ms
        self.wall += timedelta(milliseconds=ms)

    def reboot(self, ms: int) -> None:
        """Start the machine anew after `ms`."""
        self.boot = f"boot-{int(self.boot.rpartition('-')[2]) + 1}"
        self.mono_ms = self.awake_ms = 5_000
        self.wall += timedelta(milliseconds=ms)


@dataclass(kw_only=True)
class FixedEntropy:
    """Bytes that follow from a seed: never for keys outside tests."""

    seed: str = "test"
    drawn: int = 0

    def token(self, size: int) -> bytes:
        """Return the next `size` bytes of the seed's stream."""
        result = b""
        while len(result) < size:
            result += hashlib.sha256(f"{self.seed}/{self.drawn}".encode()).digest()
            self.drawn += 1
        return result[:size]

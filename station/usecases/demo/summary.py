"""What a demonstration leaves to read: figures, seconds a step, and checks with their verdict."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that must hold."""

    name: str
    ok: bool
    detail: str


class Summary(msgspec.Struct, kw_only=True):
    """`summary.json`."""

    participants: int = 0
    submitted: int = 0
    absent: int = 0
    answers: int = 0
    bundles: int = 0
    reports: int = 0
    seconds: dict[str, float] = {}
    checks: list[Check] = []

    @property
    def ok(self) -> bool:
        """Whether every check holds."""
        return bool(self.checks) and all(check.ok for check in self.checks)

    def check(self, name: str, ok: object, detail: str = "") -> None:
        """Add a check."""
        self.checks.append(Check(name=name, ok=bool(ok), detail=detail))

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Keep how many seconds a step took."""
        began = time.perf_counter()
        yield
        self.seconds[step] = round(self.seconds.get(step, 0) + time.perf_counter() - began, 2)

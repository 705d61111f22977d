"""What a locked-down seat should not show, seen honestly: looked at, recorded, judged by rules.

It stops nothing that the machine's owner wants to do; it says what it sees. The rules of the
assessment say what a sighting means: `record` it, `warn` about it, or `block` the start.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from station.machine.guests import remote_session, virtual_machine
from station.machine.programs import REMOTE_CONTROL, SCREEN_SHARE, found_among, running_programs
from station.machine.sticks import Sticks


class Seen(StrEnum):
    """Kinds of sightings; `SHORTCUTS`: this system lets nobody keep its shortcuts away."""

    REMOTE_CONTROL = "remote_control"
    SCREEN_SHARE = "screen_share"
    REMOTE_SESSION = "remote_session"
    VIRTUAL_MACHINE = "virtual_machine"
    USB_STORAGE = "usb_storage"
    SECOND_SCREEN = "second_screen"
    FOCUS_LOST = "focus_lost"
    SHORTCUTS = "shortcuts"


class Policy(StrEnum):
    """What a kind of sighting leads to."""

    RECORD = "record"
    WARN = "warn"
    BLOCK = "block"


USUAL: Mapping[Seen, Policy] = {
    Seen.REMOTE_CONTROL: Policy.BLOCK,
    Seen.SCREEN_SHARE: Policy.BLOCK,
    Seen.REMOTE_SESSION: Policy.WARN,
    Seen.VIRTUAL_MACHINE: Policy.WARN,
    Seen.USB_STORAGE: Policy.RECORD,
    Seen.SECOND_SCREEN: Policy.RECORD,
    Seen.FOCUS_LOST: Policy.RECORD,
    Seen.SHORTCUTS: Policy.RECORD,
}
"""Where the assessment's rules say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sighting:
    """One thing that was seen: `detail` names it (a program, a device)."""

    kind: Seen
    detail: str = ""


class Lockdown(Protocol):
    """Looks at the machine. Called off the main thread."""

    def look(self) -> frozenset[Sighting]:
        """Return everything that is seen now."""
        ...


class SystemLockdown:
    """Looks at this machine: programs, sticks, signs of a guest or of a session from afar."""

    def __init__(
        self, sticks: Sticks, programs: Callable[[], frozenset[str]] = running_programs
    ) -> None:
        """Look through `sticks` and `programs`."""
        self._sticks = sticks
        self._programs = programs

    def look(self) -> frozenset[Sighting]:
        """Return everything that is seen now."""
        programs = self._programs()
        found = {
            *_named(Seen.REMOTE_CONTROL, found_among(REMOTE_CONTROL, programs)),
            *_named(Seen.SCREEN_SHARE, found_among(SCREEN_SHARE, programs)),
            *_named(Seen.USB_STORAGE, (stick.name for stick in self._sticks.mounted())),
            *_named(Seen.VIRTUAL_MACHINE, filter(None, [virtual_machine()])),
            *_named(Seen.REMOTE_SESSION, filter(None, [remote_session()])),
        }
        return frozenset(found)


class BlindLockdown:
    """Sees nothing: for a machine that only plays a station."""

    def look(self) -> frozenset[Sighting]:
        """Return nothing."""
        return frozenset()


def policies(rules: Mapping[str, Any]) -> dict[Seen, Policy]:
    """Return what each kind leads to, by the assessment's rules (`lockdown` in them).

    A word that is no policy counts as `warn`: a slip must neither hide nor stop anything.
    """
    chosen = rules.get("lockdown", {})
    known = {one.value for one in Policy}
    return {
        kind: Policy(chosen[kind]) if chosen.get(kind) in known
        else Policy.WARN if kind in chosen else usual
        for kind, usual in USUAL.items()
    }  # fmt: skip


def judged(
    sightings: Iterable[Sighting], rules: Mapping[Seen, Policy], policy: Policy
) -> tuple[Sighting, ...]:
    """Return the sightings that lead to `policy`, sorted."""
    return tuple(sorted(one for one in sightings if rules[one.kind] is policy))


def _named(kind: Seen, names: Iterable[str]) -> set[Sighting]:
    return {Sighting(kind=kind, detail=name) for name in names}

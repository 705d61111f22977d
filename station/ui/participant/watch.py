"""What the seat knows of its machine: the lights of the self-test, and what was sighted. No Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import station
from station.machine.doctor import Finding
from station.machine.grades import Grade
from station.machine.lockdown import Policy, Seen, Sighting, judged, policies
from station.ui.participant.faces import Block, Light, Ready
from station.usecases.desk import Desk
from station.usecases.home import Post

SHOWN = ("clock", "disk", "package", "display", "power", "remote", "printer")
"""Checks that always have a line; the others only when something is wrong with them."""
LINES = 8


@dataclass(kw_only=True)
class SeatWatch:
    """Remembers findings and sightings.

    Attributes:
        rules: What each kind of sighting leads to.
        findings: Of the last self-test; empty before the first.
        tested: When that was.
        worse: Checks that stand worse than at last night's baseline.
        sightings: Everything that is seen now.
    """

    rules: Mapping[Seen, Policy]
    findings: Sequence[Finding] = ()
    tested: datetime | None = None
    worse: tuple[str, ...] = ()
    sightings: frozenset[Sighting] = frozenset()
    _told: frozenset[Sighting] = frozenset()

    @classmethod
    def by_rules(cls, post: Post) -> "SeatWatch":
        """Return a watch that follows the policy of the station's package."""
        package = next(iter(post.packages.values()), None)
        return cls(rules=policies({} if package is None else package.body.policy))

    def see(self, sightings: Iterable[Sighting]) -> None:
        """Take what is seen now."""
        self.sightings = frozenset(sightings)
        self._told &= self.sightings

    @property
    def blocked(self) -> tuple[str, ...]:
        """Names of what must be closed before anybody may sign in."""
        found = judged(self.sightings, self.rules, Policy.BLOCK)
        return tuple(dict.fromkeys(one.detail for one in found))

    @property
    def warned(self) -> tuple[tuple[str, str], ...]:
        """Kinds and names of what is to be warned about."""
        found = judged(self.sightings, self.rules, Policy.WARN)
        return tuple((one.kind.value, one.detail) for one in found)

    def report(self, desk: Desk) -> None:
        """Record what is seen now and was not recorded in this sitting yet."""
        for one in sorted(self.sightings - self._told):
            desk.note_lockdown(kind=one.kind, detail=one.detail)
        self._told = self.sightings

    def forget(self) -> None:
        """Begin a new sitting: everything that is seen is new to it."""
        self._told = frozenset()


def ready_face(
    post: Post,
    seat: str,
    block: Block | None,
    watch: SeatWatch,
    organiser: str,
    *,
    opens: bool,
) -> Ready:
    """Return what the locked screen shows; `opens` when the session `block` is open now."""
    package = next(iter(post.packages.values()), None)
    versions = [("ready.version", station.__version__)]
    if package is not None:
        battery = f"{package.body.battery} {package.body.version}"
        versions.append(("ready.package", battery))
    return Ready(
        seat=seat,
        organiser=organiser,
        state=_state(watch, opens=opens),
        block=block,
        lights=lights(watch.findings, has_package=package is not None),
        blocked=watch.blocked,
        sighted=watch.warned,
        worse=watch.worse,
        tested=watch.tested,
        versions=tuple(versions),
    )


def lights(findings: Sequence[Finding], *, has_package: bool) -> tuple[Light, ...]:
    """Return the lines of the self-test: disk and space share one, the package has its own."""
    if not findings:
        return ()
    by_check = {one.check: one for one in findings}
    by_check["package"] = Finding(
        check="package",
        grade=Grade.GOOD if has_package else Grade.BAD,
        says="whole" if has_package else "missing",
    )
    always = [_light(by_check, name) for name in SHOWN if name in by_check]
    hidden = [one for one in findings if one.check not in SHOWN and one.check != "space"]
    wrong = [_light(by_check, one.check) for one in hidden if one.grade is not Grade.GOOD]
    return tuple((*always, *wrong)[:LINES])


def _light(by_check: Mapping[str, Finding], name: str) -> Light:
    parts = [by_check[name]]
    if name == "disk" and "space" in by_check:
        parts.append(by_check["space"])
    order = list(Grade)
    return Light(
        check=name,
        grade=max((one.grade for one in parts), key=order.index),
        says=tuple((f"doctor.{one.check}.{one.says}", one.values) for one in parts),
    )


def _state(watch: SeatWatch, *, opens: bool) -> str:
    if watch.tested is None:
        return "checking"
    if watch.blocked:
        return "blocked"
    return "open" if opens else "no_session"

"""The demonstration from end to end: prepare, sit, export, seal, merge, score, print, verify.

Every step uses what a centre uses; only people, answers and the clocks at the seats are made
up. What it leaves in its folder is laid out as a centre's is, and `station verify` covers it.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from station.bank.compile import Compiled
from station.entropy import Entropy
from station.storage.files import write_whole
from station.usecases.demo.after import Aftermath, Printer
from station.usecases.demo.checks import check_books, check_people
from station.usecases.demo.day import DayRunner, Roles, WindowSeat
from station.usecases.demo.office import DemoOffice, open_office
from station.usecases.demo.people import Pool, invent
from station.usecases.demo.summary import Summary

PATIENT_ABOVE = 100
SLOWER_PERMILLE = 1300


@dataclass(frozen=True, kw_only=True)
class Ports:
    """What the demonstration is given from outside.

    Attributes:
        child: Command that plays a file of seat plans; two paths are appended.
        window: Sits one participant through the real window.
        printer: Draws reports, recaps and minutes.
        entropy: For keys and codes.
        progress: Told a line when something is done.
    """

    child: Sequence[str]
    window: WindowSeat
    printer: Printer
    entropy: Entropy
    progress: Callable[[str], None]


@dataclass(kw_only=True)
class Demonstration:
    """One run; its steps in order."""

    out_dir: Path
    participants: int
    seed: int
    ports: Ports
    compiled: Compiled
    standards: Mapping[str, bytes]
    pool: Pool
    summary: Summary = field(default_factory=Summary)

    def run(self) -> Summary:
        """Go through all steps and return the summary, which is also written down."""
        with self._step("prepare"):
            office, roles = self._prepare()
        with self._step("sit"):
            runner = self._sit(office, roles)
        after = Aftermath(
            office=office,
            roles=roles,
            happened=runner.happened,
            standards=self.standards,
            printer=self.ports.printer,
            seed=self.seed,
            progress=self.ports.progress,
        )
        self._evidence(after)
        check_people(self.summary, roles, runner.happened)
        shutil.rmtree(self.out_dir / ".work", ignore_errors=True)
        write_whole(self.out_dir / "summary.json", msgspec.json.encode(self.summary))
        return self.summary

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        self.ports.progress(f"{name} …")
        with self.summary.timed(name):
            yield

    def _prepare(self) -> tuple[DemoOffice, Roles]:
        people = invent(self.pool, self.participants, self.seed)
        roles = Roles.of([one.number for one in people])
        office = open_office(
            self.out_dir,
            self.pool,
            people,
            self.compiled,
            self.standards,
            factors={roles.slower: SLOWER_PERMILLE},
            entropy=self.ports.entropy,
        )
        return office, roles

    def _sit(self, office: DemoOffice, roles: Roles) -> DayRunner:
        patient = self.participants > PATIENT_ABOVE
        if patient:
            self.ports.progress("more than 100 people: simulated sittings commit once a section")
        runner = DayRunner(
            office,
            roles,
            seed=self.seed,
            child=self.ports.child,
            window=self.ports.window,
            patient=patient,
            progress=self.ports.progress,
        )
        for session in office.sessions:
            runner.run(session)
        return runner

    def _evidence(self, after: Aftermath) -> None:
        """Do everything after the days, and keep what it shows."""
        with self._step("export"):
            bundles = after.export()
        with self._step("seal"):
            after.seal(bundles)
        with self._step("merge"):
            merged = after.merge()
            after.checkpoint()
        with self._step("score"):
            scored = after.score()
        with self._step("report"):
            printed = after.report()
        with self._step("verify"):
            verified = after.verify()
        results = after.happened.results
        self.summary.participants = self.participants
        self.summary.submitted = len(results)
        self.summary.absent = int(bool(after.roles.absent))
        self.summary.answers = sum(one.answered for one in results.values())
        self.summary.bundles = len(bundles)
        self.summary.reports = printed.reports
        check_books(self.summary, after, merged, scored, verified)

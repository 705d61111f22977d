"""After the demonstration's days: seal, merge in disorder and again, score, print, verify."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from station.clock import parse_wall, wall_text
from station.scoring.minutes import MinutesModel
from station.sealing.custody import join, read_custodian
from station.sealing.hpke import Unsealer
from station.sealing.seal import Incident
from station.sealing.session import verify_session
from station.storage.files import read_whole, write_whole
from station.usecases.checkpoint import Witness, checkpoint
from station.usecases.close_session import Statement, close_session
from station.usecases.demo.chance import Chance
from station.usecases.demo.clock import SimulatedClock
from station.usecases.demo.day import Happened, Roles
from station.usecases.demo.office import DemoOffice, DemoSession
from station.usecases.export import export_home
from station.usecases.material import ScoreFiles
from station.usecases.merge import Merged, merge
from station.usecases.minutes.whole import make_minutes
from station.usecases.people import PeopleBody, PersonRow, write_people
from station.usecases.report import Press, Reported, Signing, report
from station.usecases.score import Scored, score
from station.usecases.verify import Verification, verify

ISSUED = "2025-02-10"
REGISTER = "demo.register"
EVIDENCE = ("*.assessment", "*.package", "*.key", "*.session", "*.seal")


class Printer(Press, Protocol):
    """Draws everything a demonstration prints."""

    def minutes(self, model: MinutesModel) -> bytes:
        """Return a session's minutes as PDF."""
        ...


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """The steps after the days, on one office's files."""

    office: DemoOffice
    roles: Roles
    happened: Happened
    standards: Mapping[str, bytes]
    printer: Printer
    seed: int
    progress: Callable[[str], None]

    @property
    def register_path(self) -> Path:
        """Where the register lies."""
        return self.office.out_dir / REGISTER

    def export(self) -> list[Path]:
        """Take every sitting away on one stick; return the bundles."""
        stick_dir = self.office.out_dir / "stick"
        for seat in self.office.identities:
            home = self.office.home(seat)
            if home.sitting_dirs():
                export_home(home, stick_dir)
        return sorted(stick_dir.glob("*.bundle"))

    def seal(self, bundles: Sequence[Path]) -> None:
        """Seal each session with two officers, and print its minutes."""
        for session in self.office.sessions:
            self._seal(session, [one for one in bundles if _number(one) in session.seats])

    def merge(self) -> tuple[Merged, Merged]:
        """Merge everything in disorder, then all of it again in another order."""
        out = self.office.out_dir
        paths = [path for pattern in EVIDENCE for path in out.glob(pattern)]
        paths += (out / "stick").glob("*.bundle")
        results = []
        for turn in range(2):
            chance = Chance(f"merge/{self.seed}/{turn}")
            mixed = sorted(paths, key=lambda _path: chance.share())
            results.append(merge(self.register_path, mixed, progress=self._told("merge")))
        return results[0], results[1]

    def checkpoint(self) -> None:
        """Have the register's head signed and cosigned before anything is opened."""
        signing = self._signing()
        checkpoint(
            self.register_path,
            coordinator=signing.coordinator,
            cosigner=signing.cosigner,
            clock=signing.clock,
        )

    def score(self) -> Scored:
        """Have two custodians open the answers, and score."""
        out, office = self.office.out_dir, self.office
        files = ScoreFiles(
            package=office.battery.package,
            key=office.battery.key_file,
            people=self._people(),
            standards=self.standards,
        )
        return score(self.register_path, files, self._custody(), out, progress=self._told("score"))

    def report(self) -> Reported:
        """Print and release everything."""
        out = self.office.out_dir
        return report(
            self.register_path,
            out / "scores",
            out,
            press=self.printer,
            signing=self._signing(),
            progress=self._told("report"),
        )

    def verify(self) -> Verification:
        """Verify the folder at both levels, as a stranger would."""
        return verify(self.office.out_dir, progress=self._told("verify"))

    def _seal(self, session: DemoSession, bundles: Sequence[Path]) -> None:
        office = self.office
        verified = verify_session(session.issued.data, office.assessment)
        signers = {
            "proctor": office.founded.credentials["pengawas-1"].signer,
            "second": office.founded.credentials["pengawas-2"].signer,
        }
        sealed = close_session(
            bundles,
            self._statement(session),
            assessment=office.assessment,
            session=verified,
            signers=signers,
        )
        minutes = make_minutes(
            sealed.data,
            sealed.conducts,
            assessment=office.assessment,
            session=verified,
            names={number: person.name for number, person in office.people.items()},
        )
        write_whole(office.out_dir / f"{session.id}.seal", sealed.data)
        write_whole(office.out_dir / "minutes" / f"{session.id}.pdf", self.printer.minutes(minutes))

    def _statement(self, session: DemoSession) -> Statement:
        opens = parse_wall(session.sitting.opens)
        incidents = []
        if self.roles.killed in session.seats:
            text = f"Kabel daya PC kursi {session.seats[self.roles.killed]} longgar; diganti."
            at = wall_text(opens + timedelta(hours=2))
            incidents.append(Incident(at=at, text=text))
        return Statement(
            opened=session.sitting.opens,
            closed=session.sitting.closes,
            absent=frozenset({self.roles.absent} & set(session.seats)),
            receipts=sum(number in self.happened.results for number in session.seats),
            incidents=tuple(incidents),
        )

    def _people(self) -> bytes:
        rows = [
            PersonRow(
                row=self.office.rows[number],
                rank=person.rank,
                post=person.post,
                agency=person.unit,
                performance=person.performance,
            )
            for number, person in self.office.people.items()
        ]
        people = PeopleBody(
            assessment=self.office.assessment.sha256, issued=ISSUED, people=tuple(rows)
        )
        return write_people(people)

    def _custody(self) -> Unsealer:
        folder = self.office.out_dir / "custodians"
        owners = sorted(path.stem for path in folder.glob("*.custodian"))[:2]
        shares = [
            read_custodian(
                read_whole(folder / f"{owner}.custodian"),
                read_whole(folder / f"{owner}.passphrase").decode(),
            )
            for owner in owners
        ]
        return join(*shares)

    def _signing(self) -> Signing:
        credentials = self.office.founded.credentials
        closes = parse_wall(self.office.sessions[-1].sitting.closes)
        return Signing(
            coordinator=credentials["koordinator"].signer,
            cosigner=Witness(id="saksi", signer=credentials["saksi"].signer),
            clock=SimulatedClock(closes + timedelta(days=1), "office"),
        )

    def _told(self, step: str) -> Callable[[int, int], None]:
        def tell(done: int, of: int) -> None:
            if done == of or done % 100 == 0:
                self.progress(f"{step}: {done} / {of}")

        return tell


def _number(bundle: Path) -> str:
    return bundle.name.rpartition("-")[0]

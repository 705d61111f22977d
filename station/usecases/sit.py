"""A sitting at one station, from sign-in to receipt: which keys are opened when, and by whom.

Until the start, the participant's key and the content key are in memory only. The start writes
the resume wrap first and the opening second, so that a sitting which exists can be resumed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

import msgspec

from station.clock import Clock, parse_wall, wall_text
from station.entropy import Entropy, new_id
from station.exam.deciding import PERMILLE
from station.exam.form import Form
from station.exam.sitting import Paper, Sitting, replay
from station.exam.timing import gap_ms
from station.sealing.acts import Act, SignedAct, sign_act
from station.sealing.chain import Chain, open_records, walk
from station.sealing.codes import CodeKind, Credential, from_code
from station.sealing.officers import officer_code
from station.sealing.package import FormContent, open_form
from station.sealing.receipt import receipt_code
from station.sealing.record import Opening, begin
from station.sealing.release import (
    Roster,
    check_ticket,
    content_key,
    open_roster,
    resume_key,
)
from station.sealing.resume import (
    ResumeKeys,
    open_resume,
    unlock_resume,
    write_resume,
)
from station.sealing.session import RosterRow, Session
from station.sealing.writer import ChainWriter, SealedRecord, ticket_signature
from station.storage import journal as stored
from station.storage.files import (
    overwrite_and_remove,
    read_whole,
    whole_folder,
    write_whole,
)
from station.storage.journal import Journal, JournalRow
from station.usecases.conduct import read_facts
from station.usecases.desk import Desk, Run
from station.usecases.errors import AlreadySatError
from station.usecases.home import Post
from station.usecases.keeper import ChainKeeper

ACT_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """A participant who proved the ticket code."""

    row: RosterRow
    ticket: Credential
    form: str


@dataclass(frozen=True, kw_only=True)
class Material:
    """A form in clear: what is shown, and its pictures by name."""

    paper: Paper
    media: dict[str, bytes]
    content_key: bytes


@dataclass(frozen=True, kw_only=True)
class Officer:
    """An officer who proved the code at this seat."""

    id: str
    credential: Credential


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A sitting on this station's disk that was never closed."""

    sitting_dir: Path
    opening: Opening
    rows: list[JournalRow]
    chain: Chain
    beside: stored.Opening

    @property
    def number(self) -> str:
        """Whose sitting it is."""
        return self.opening.number


@dataclass(kw_only=True)
class Seated:
    """A sitting that goes on: the desk, and what has to be let go of at its end."""

    desk: Desk
    keeper: ChainKeeper
    material: Material
    row: RosterRow
    sitting_dir: Path
    opening: Opening

    def receipt(self) -> str:
        """Return the receipt code; only after the close is durable."""
        return receipt_code(self.desk.head)

    def leave(self) -> None:
        """Close the journal, and after a close destroy the resume wrap."""
        self.keeper.close()
        if self.desk.saved.closed is not None:
            overwrite_and_remove(self.sitting_dir / "resume.wrap")


class Station:
    """What one seat can do in one session."""

    def __init__(
        self,
        *,
        post: Post,
        session: Session,
        clock: Clock,
        entropy: Entropy,
        run: Run,
        patient: bool = False,
    ) -> None:
        """Open the roster of `session`; questions stay closed. `patient` is as in `Desk`.

        Raises:
            StationNotEnrolledError, PackageMissingError: This station cannot serve it.
        """
        self.post = post
        self.session = session
        self.roster: Roster = open_roster(session, post.identity)
        self._package = post.package_of(session)
        self._clock = clock
        self._entropy = entropy
        self._run = run
        self._patient = patient
        self._shares: tuple[bytes, bytes] | None = None

    @property
    def released(self) -> bool:
        """Whether both start codes were given."""
        return self._shares is not None

    @property
    def seat(self) -> str:
        """This station's seat."""
        return self.session.station(self.post.identity.station).seat

    def sign_in(self, number: str, code: str) -> SignedIn:
        """Return the participant who has this number and ticket code.

        Raises:
            CodeMistypedError, CodeWrongError, TicketUnknownError: They do not match.
            AlreadySatError: The sitting is on this station already.
        """
        credential = self._credential(code, CodeKind.TICKET, number)
        ticket = check_ticket(self.session, number, credential)
        if any(self._number_of(path) == number for path in self.post.home.sitting_dirs()):
            raise AlreadySatError(f"participant {number} has a sitting on this station")
        return SignedIn(row=self.roster.rows[number], ticket=credential, form=ticket.form)

    def release(self, code_a: str, code_b: str, form: str) -> None:
        """Take both start codes, when they open `form`.

        Raises:
            CodeMistypedError: A code is mistyped.
            StartCodesWrongError: They are of another session.
        """
        session = self.session.body.session
        share_a = self._credential(code_a, CodeKind.START_A, session).share
        share_b = self._credential(code_b, CodeKind.START_B, session).share
        self._content_key(form, (share_a, share_b))
        self._shares = (share_a, share_b)

    def open_material(self, form: str) -> Material:
        """Return a form in clear; both start codes must have been given.

        Raises:
            RuntimeError: They were not; a caller's mistake.
        """
        if self._shares is None:
            raise RuntimeError("the questions are not released")
        return self._material(form, self._content_key(form, self._shares))

    def start(
        self, who: SignedIn, material: Material, changed: Callable[[], None] = lambda: None
    ) -> Seated:
        """Begin the sitting: resume wrap, journal, opening; the first section waits.

        Raises:
            DiskFullError, SaveFailedError: Nothing was begun.
        """
        begun = begin(
            assessment=self.post.assessment,
            session=self.session,
            number=who.row.number,
            sitting=new_id(self._entropy),
            station=self.post.identity.station,
            entropy=self._entropy,
        )
        opening = begun.opening
        sitting_dir = self.post.home.sittings_dir / opening.sitting
        with whole_folder(sitting_dir):
            self._write_wrap(sitting_dir, opening, begun.ks, material.content_key, who.ticket)
            journal = Journal.create(sitting_dir / "journal.db")
        keeper = ChainKeeper(
            writer=self._writer(begun.ks, opening),
            journal=journal,
            opening=_beside(who.ticket, begun.wrap),
        )
        desk = self._desk(Sitting(paper=material.paper), keeper, changed)
        factor = int(who.row.accommodations.get("time_factor_permille", PERMILLE))
        desk.open(order=self._entropy.token(16).hex(), factor_permille=factor)
        return Seated(
            desk=desk,
            keeper=keeper,
            material=material,
            row=who.row,
            sitting_dir=sitting_dir,
            opening=opening,
        )

    def unfinished(self) -> list[Unfinished]:
        """Return the sittings of this session on this disk that were never closed.

        Raises:
            HomeInUseError: One of them is open in another program.
            IntegrityError: A journal is not a chain.
        """
        found = [_read_sitting(path) for path in self.post.home.sitting_dirs()]
        return [
            one
            for one in found
            if one is not None
            and not one.chain.closed
            and one.opening.session == self.session.body.session
            and one.chain.stations[-1][1] == self.post.identity.station  # else it never arrived
        ]

    def resume(
        self,
        unfinished: Unfinished,
        *,
        officer: Officer,
        ticket_code: str,
        reason: str = "",
        changed: Callable[[], None] = lambda: None,
    ) -> Seated:
        """Let a stopped sitting go on, with an officer's and the participant's code.

        Raises:
            CodeMistypedError, CodeWrongError: A code does not match.
            IntegrityError: Journal or resume wrap are not whole.
        """
        seated = self.wake(unfinished, officer=officer, ticket_code=ticket_code, changed=changed)
        last_wall = unfinished.chain.wall
        self.go_on(seated, officer, after="restart", last_wall=last_wall, reason=reason)
        return seated

    def wake(
        self,
        unfinished: Unfinished,
        *,
        officer: Officer,
        ticket_code: str,
        changed: Callable[[], None] = lambda: None,
    ) -> Seated:
        """Return a stopped sitting, opened with both codes; its clock stands until `go_on`.

        Raises:
            As `resume`.
        """
        session = self.post.session_by_file(unfinished.opening.session_file)
        unsealer = resume_key(session, self.post.assessment, officer.id, officer.credential)
        wrap = read_whole(unfinished.sitting_dir / "resume.wrap")
        ticket = self._credential(ticket_code, CodeKind.TICKET, unfinished.number)
        keys = open_resume(unlock_resume(wrap, session, unsealer), ticket)
        return self.reopen(unfinished, keys, ticket, changed)

    def go_on(
        self,
        seated: Seated,
        officer: Officer,
        *,
        after: Literal["restart", "move"],
        last_wall: str,
        basis: Literal["measured", "stated"] = "measured",
        reason: str = "",
    ) -> None:
        """Let a woken sitting go on by an officer's act; the gap since `last_wall` was lost.

        `reason` is why it had stopped, in the officer's words; a move has its own.
        """
        body: dict[str, object] = {"after": after, **({"reason": reason} if reason else {})}
        act, act_id = self.sign(officer, "resume", body)
        lost_ms = self.gap_ms(last_wall)
        seated.desk.resume(
            act, act_id=act_id, after=after, lost_ms=lost_ms, basis=basis, reason=reason
        )

    def reopen(
        self,
        unfinished: Unfinished,
        keys: ResumeKeys,
        ticket: Credential,
        changed: Callable[[], None] = lambda: None,
    ) -> Seated:
        """Return a stopped sitting, replayed; its clock stands until an officer's act."""
        material = self._material(self.session.ticket(keys.number).form, keys.content_key)
        opening, chain = unfinished.opening, unfinished.chain
        rows = [row.data for row in unfinished.rows]
        sitting = replay(
            material.paper,
            ((one.used_ms, read_facts(one)) for one in open_records(chain, rows, keys.ks)),
        )
        keeper = ChainKeeper(
            writer=self._writer(keys.ks, opening, chain),
            journal=Journal.open(unfinished.sitting_dir / "journal.db"),
            opening=_beside(ticket, unfinished.beside.wrap),
        )
        return Seated(
            desk=self._desk(sitting, keeper, changed, live=False),
            keeper=keeper,
            material=material,
            row=self.roster.rows[keys.number],
            sitting_dir=unfinished.sitting_dir,
            opening=opening,
        )

    def officer(self, officer: str, code: str) -> Officer:
        """Return an officer who proved the code.

        Raises:
            CodeMistypedError, CodeWrongError, SignerUnknownError: It does not match.
        """
        return Officer(id=officer, credential=officer_code(code, self.post.assessment, officer))

    def sign(self, officer: Officer, kind: str, body: dict[str, object]) -> tuple[SignedAct, str]:
        """Return an officer's act for this seat, good for five minutes, and its id."""
        expires = self._clock.now().wall + ACT_LIFE
        act = Act(
            assessment=self.post.assessment.sha256,
            body=body,
            expires=wall_text(expires),
            id=new_id(self._entropy),
            kind=kind,
            seats=(self.seat,),
            session=self.session.body.session,
        )
        return sign_act(act, officer.id, officer.credential.signer), act.id

    def gap_ms(self, last_wall: str) -> int:
        """Return the wall time since the last record's, for the ledger."""
        now = self._clock.now().wall
        return gap_ms(
            round(parse_wall(last_wall).timestamp() * 1000), round(now.timestamp() * 1000)
        )

    def keep_wrap(
        self, sitting_dir: Path, opening: Opening, keys: ResumeKeys, ticket: Credential
    ) -> None:
        """Write this station's own resume wrap for a sitting that came from elsewhere."""
        self._write_wrap(sitting_dir, opening, keys.ks, keys.content_key, ticket)

    def credential_of(self, number: str, code: str) -> Credential:
        """Return what a ticket code grows into.

        Raises:
            CodeMistypedError: It is mistyped.
        """
        return self._credential(code, CodeKind.TICKET, number)

    def _credential(self, code: str, kind: CodeKind, subject: str) -> Credential:
        return from_code(code, assessment_id=self.post.assessment.id, kind=kind, subject=subject)

    def _content_key(self, form: str, shares: tuple[bytes, bytes]) -> bytes:
        return content_key(
            self.session,
            self._package,
            form,
            s1=self.roster.s1,
            share_a=shares[0],
            share_b=shares[1],
        )

    def _material(self, form: str, key: bytes) -> Material:
        return material_of(open_form(self._package, form, key), key)

    def _writer(self, ks: bytes, opening: Opening, after: Chain | None = None) -> ChainWriter:
        return ChainWriter(
            ks=ks,
            opening=opening,
            identity=self.post.identity,
            entropy=self._entropy,
            after=after,
        )

    def _write_wrap(
        self, sitting_dir: Path, opening: Opening, ks: bytes, key: bytes, ticket: Credential
    ) -> None:
        session = self.post.session_by_file(opening.session_file)
        wrap = write_resume(
            session, opening, ks=ks, content_key=key, ticket=ticket, entropy=self._entropy
        )
        write_whole(sitting_dir / "resume.wrap", wrap)

    def _desk(
        self,
        sitting: Sitting,
        keeper: ChainKeeper,
        changed: Callable[[], None],
        *,
        live: bool = True,
    ) -> Desk:
        return Desk(
            sitting=sitting,
            keeper=keeper,
            clock=self._clock,
            run=self._run,
            changed=changed,
            live=live,
            patient=self._patient,
        )

    def _number_of(self, sitting_dir: Path) -> str:
        found = _read_sitting(sitting_dir)
        same = found is not None and found.opening.session == self.session.body.session
        return found.number if found is not None and same else ""


def material_of(content: FormContent, key: bytes) -> Material:
    """Return a form in clear from a package's opened content."""
    form = msgspec.json.decode(content.content, type=Form)
    names = (one.name for one in form.media)
    return Material(
        paper=Paper(form),
        media=dict(zip(names, content.media, strict=True)),
        content_key=key,
    )


def end_reason(*, voided: bool) -> Literal["ended", "voided"]:
    """Return the closing fact's reason for an officer's end."""
    return "voided" if voided else "ended"


def _beside(ticket: Credential, wrap: bytes) -> Callable[[SealedRecord], stored.Opening]:
    return lambda record: stored.Opening(
        ticket_sig=ticket_signature(ticket, record.digest), wrap=wrap
    )


def _read_sitting(sitting_dir: Path) -> Unfinished | None:
    """Return what the journal in a folder holds; None for one that never got its opening."""
    journal = Journal.open(sitting_dir / "journal.db")
    try:
        rows, beside = journal.rows(), journal.opening()
    finally:
        journal.close()
    if not rows or beside is None:
        return None
    chain = walk(row.data for row in rows)
    return Unfinished(
        sitting_dir=sitting_dir, opening=chain.opening, rows=rows, chain=chain, beside=beside
    )

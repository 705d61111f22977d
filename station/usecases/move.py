"""Moving a sitting to another seat: the same item, the clock exact, nobody able to do it alone.

What travels is the bundle so far and the resume wrap, its outer layer taken off by an officer
and sealed anew to the station it goes to. There the participant's ticket code opens it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from station import canonical
from station.sealing.bundle import Bundle, verify_bundle
from station.sealing.codes import CodeKind, from_code
from station.sealing.errors import FileForeignError
from station.sealing.release import resume_key
from station.sealing.resume import open_resume, reseal_resume, unlock_resume, unlock_resume_at
from station.storage import journal as stored
from station.storage.files import read_whole, whole_folder, write_whole
from station.storage.journal import Journal, JournalRow
from station.usecases.export import export_sitting
from station.usecases.sit import Officer, Seated, Station, Unfinished


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFiles:
    """The two files that travel; they belong together."""

    bundle_path: Path
    wrap_path: Path


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A sitting taken over: where it came from, and the wall clock of its last record there."""

    seated: Seated
    from_station: str
    last_wall: str


def pack_move(
    unfinished: Unfinished, station: Station, *, officer: Officer, to_station: str, stick_dir: Path
) -> MoveFiles:
    """Write what the other seat needs to `stick_dir`.

    Args:
        unfinished: The sitting, as it lies on this disk (or a disk taken from a dead PC).
        station: Any station of the session that can read that disk.
        officer: Takes off the outer layer.
        to_station: Id of the enrolled station it goes to.
        stick_dir: Where the files are written.

    Raises:
        CodeWrongError: The officer may not resume.
        StationUnknownError: The other station is not enrolled in this session.
        DiskFullError, SaveFailedError: The stick refused.
    """
    session = station.post.session_by_file(unfinished.opening.session_file)
    unsealer = resume_key(session, station.post.assessment, officer.id, officer.credential)
    inner = unlock_resume(read_whole(unfinished.sitting_dir / "resume.wrap"), session, unsealer)
    exported = export_sitting(unfinished.sitting_dir, stick_dir)
    if exported is None:
        raise FileForeignError(f"{unfinished.sitting_dir} holds no sitting")
    wrap_path = exported.path.with_suffix(".wrap")
    write_whole(wrap_path, reseal_resume(inner, session, to_station))
    return MoveFiles(bundle_path=exported.path, wrap_path=wrap_path)


def arrive(
    files: MoveFiles,
    station: Station,
    *,
    officer: Officer,
    ticket_code: str,
    reason: str,
    basis: Literal["measured", "stated"] = "stated",
    changed: Callable[[], None] = lambda: None,
) -> Seated:
    """Let a sitting go on at this station; its clock starts with the officer's resume.

    Args:
        files: What `pack_move` wrote.
        station: This station.
        officer: Signs the move and the resume.
        ticket_code: The participant's.
        reason: Why, in the officer's words.
        basis: Whether the gap was measured by one clock or is the difference of two walls.
        changed: Told after every step and save.

    Raises:
        CodeWrongError: It is not this participant's code.
        ResumeWrapWrongError: The wrap is for another station.
        IntegrityError: A file is not whole.
    """
    arrived = bring(
        files,
        station,
        officer=officer,
        ticket_code=ticket_code,
        reason=reason,
        changed=changed,
    )
    station.go_on(arrived.seated, officer, after="move", last_wall=arrived.last_wall, basis=basis)
    return arrived.seated


def bring(
    files: MoveFiles,
    station: Station,
    *,
    officer: Officer,
    ticket_code: str,
    reason: str,
    changed: Callable[[], None] = lambda: None,
) -> Arrived:
    """Take a sitting over, the move written and signed; its clock stands until `go_on`.

    Raises:
        As `arrive`.
    """
    session, post = station.session, station.post
    bundle = verify_bundle(
        read_whole(files.bundle_path), post.assessment, {session.sha256: session}
    )
    inner = unlock_resume_at(read_whole(files.wrap_path), session, post.identity)
    opening = bundle.opening
    ticket = from_code(
        ticket_code,
        assessment_id=post.assessment.id,
        kind=CodeKind.TICKET,
        subject=opening.number,
    )
    keys = open_resume(inner, ticket)
    sitting_dir = post.home.sittings_dir / opening.sitting
    with whole_folder(sitting_dir):
        station.keep_wrap(sitting_dir, opening, keys, ticket)
        adopted = _adopt(bundle, sitting_dir)
    seated = station.reopen(adopted, keys, ticket, changed)
    before = bundle.chain.stations[-1][1]
    body: dict[str, object] = {"to_station": post.identity.station, "reason": reason}
    act, act_id = station.sign(officer, "move", body)
    seated.desk.moved(
        act,
        act_id=act_id,
        from_station=before,
        to_station=post.identity.station,
        reason=reason,
    )
    return Arrived(seated=seated, from_station=before, last_wall=bundle.chain.wall)


def _adopt(bundle: Bundle, sitting_dir: Path) -> Unfinished:
    """Store a bundle's records as this station's journal.

    A bundle keeps only the signatures that a later bundle will need again: those of the opening
    and of moves. The others are not asked for any more.
    """
    signatures = bundle.signatures
    rows = [
        JournalRow(seq=seq, data=bytes(record), sig=signatures.get((seq, "station"), b""))
        for seq, record in enumerate(bundle.records)
    ]
    beside = stored.Opening(ticket_sig=signatures[0, "ticket"], wrap=canonical.dumps(bundle.wrap))
    journal = Journal.create(sitting_dir / "journal.db")
    try:
        journal.adopt(rows, beside)
    finally:
        journal.close()
    return Unfinished(
        sitting_dir=sitting_dir,
        opening=bundle.opening,
        rows=rows,
        chain=bundle.chain,
        beside=beside,
    )

"""What an enrolled station opens of its `.session` file: the roster, then the questions.

Promises: the roster needs this station's key; the questions need the roster's share and
both start codes. Refuses: roster rows that the signed part did not commit to, and a code
that is not this participant's or this officer's.
"""

from dataclasses import dataclass, field

from station.sealing import frames
from station.sealing.assessment import Assessment
from station.sealing.codes import Credential
from station.sealing.errors import (
    CodeWrongError,
    CommitmentWrongError,
    PackageForeignError,
    RowWrongError,
    SealBrokenError,
    StartCodesWrongError,
    StationNotEnrolledError,
)
from station.sealing.hpke import SealKey
from station.sealing.identity import StationIdentity
from station.sealing.issue import ROSTER_LABEL, RosterBody, key_encryption_key
from station.sealing.officers import check_officer
from station.sealing.package import LABEL as CONTENT_LABEL
from station.sealing.package import Package
from station.sealing.session import RosterRow, Session, Ticket, row_hash
from station.sealing.suite import check_commitment, unbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The opened roster: one secret share, and the people by number."""

    s1: bytes = field(repr=False)
    rows: dict[str, RosterRow] = field(repr=False)


def open_roster(session: Session, identity: StationIdentity) -> Roster:
    """Return the people of a session, opened by an enrolled station.

    Raises:
        StationNotEnrolledError: The file was not issued for this station.
        RowWrongError: A row is not the one the signed part committed to.
        IntegrityError: Anything else that is wrong with the sealed part.
    """
    body = session.body
    if identity.station not in body.rosters:
        raise StationNotEnrolledError(f"session {body.session} was not issued for this station")
    where = session.bound.context("roster-key", station=identity.station)
    key = identity.seal.unseal(body.rosters[identity.station], context=where)
    check_commitment(body.roster_commit, ROSTER_LABEL, key)
    clear = unbox(key, session.roster, session.bound.context("roster"))
    roster = frames.decode(clear, RosterBody, "roster")
    return Roster(s1=bytes.fromhex(roster.s1), rows=_checked_rows(session, roster))


def content_key(
    session: Session, package: Package, form: str, *, s1: bytes, share_a: bytes, share_b: bytes
) -> bytes:
    """Return the content key of a form, which all three shares open.

    Raises:
        PackageForeignError: The session was issued for another package.
        StartCodesWrongError: The shares do not open it: a start code is of another session.
        CommitmentWrongError: The key is not the one the package committed to.
    """
    if session.body.package != package.sha256:
        raise PackageForeignError("the session was issued for another package")
    closed = session.form(form)
    where = session.bound.context("content", package=package.sha256, form=form)
    try:
        key = unbox(key_encryption_key(s1, share_a, share_b), closed.box, where)
    except SealBrokenError as error:
        raise StartCodesWrongError("the two start codes do not open this session") from error
    check_commitment(package.form(form).commit, CONTENT_LABEL, key)
    return key


def check_ticket(session: Session, number: str, credential: Credential) -> Ticket:
    """Return the line of the participant whose ticket code this is.

    Raises:
        TicketUnknownError: The session has no such number.
        CodeWrongError: It is somebody else's code.
    """
    ticket = session.ticket(number)
    if credential.signer.key != ticket.key:
        raise CodeWrongError(f"this is not the code of participant {number}")
    return ticket


def resume_key(
    session: Session, assessment: Assessment, officer: str, credential: Credential
) -> SealKey:
    """Return the session's resume key, opened by an officer.

    Raises:
        CodeWrongError: It is not this officer's code, or the officer may not resume.
        CommitmentWrongError: The key is not the session's.
    """
    check_officer(credential, assessment, officer)
    wraps = session.body.resume.wraps
    if officer not in wraps:
        raise CodeWrongError(f"officer {officer} may not resume a sitting of this session")
    where = session.bound.context("resume", officer=officer)
    key = SealKey(credential.seal.unseal(wraps[officer], context=where))
    if key.public != session.body.resume.key:
        raise CommitmentWrongError("the resume key is not the session's")
    return key


def _checked_rows(session: Session, roster: RosterBody) -> dict[str, RosterRow]:
    rows = {row.number: row for row in roster.rows}
    for ticket in session.body.tickets:
        row = rows.get(ticket.number)
        if row is None or row_hash(row) != ticket.row:
            raise RowWrongError(f"the roster row of {ticket.number} is not the signed one")
    if len(roster.rows) != len(session.body.tickets):
        raise RowWrongError(f"the roster of session {session.body.session} has other people")
    return rows

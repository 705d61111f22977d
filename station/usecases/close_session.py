"""Closing a session: two officers say who came and seal exactly these bundles.

Promises: before any answer can be opened, the seal binds every bundle, and its figures are
counted from the chains, not stated. Refuses: to seal while anybody who came has neither a
bundle nor a reason, or somebody noted as absent has sat.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from station.errors import StationError
from station.sealing.assessment import Assessment
from station.sealing.register import sorted_root
from station.sealing.seal import Incident, MissingSeat, SealBody, write_seal
from station.sealing.session import Session
from station.sealing.signedfile import Signers
from station.sealing.suite import sha256
from station.storage.files import read_whole
from station.sync.finding import find_evidence
from station.usecases.accounting import Attended, count, times
from station.usecases.checking import Checked, Trust
from station.usecases.conduct import Conduct
from station.usecases.errors import (
    AbsentButSatError,
    NumberUnknownError,
    SeatUnexplainedError,
)
from station.usecases.merge import Rejected
from station.usecases.standing import Standing, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the two officers say of their session.

    Attributes:
        opened: When the session was opened, RFC 3339 in UTC.
        closed: When it was closed.
        absent: Numbers of those who did not come.
        missing: Numbers of those who came and have no bundle, and why; the reason
            `did_not_start` says that the person never began.
        receipts: How many receipts were handed out, by their stubs; None: not counted.
    """

    opened: str
    closed: str
    absent: frozenset[str] = frozenset()
    missing: Mapping[str, str] = field(default_factory=dict)
    receipts: int | None = None
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSession:
    """A sealed session.

    Attributes:
        data: The `.seal` file.
        body: What it says.
        conducts: How each sealed sitting went.
        rejected: Bundles among what was collected that are damaged or of another session.
    """

    data: bytes = field(repr=False)
    sha256: str
    body: SealBody
    conducts: tuple[Conduct, ...]
    rejected: tuple[Rejected, ...]


def close_session(
    paths: Iterable[Path],
    said: Statement,
    *,
    assessment: Assessment,
    session: Session,
    signers: Signers,
) -> SealedSession:
    """Return the session's seal over the bundles at `paths`.

    Args:
        paths: Where the bundles were collected; folders are walked.
        said: What the officers say.
        assessment: The pinned assessment.
        session: The session file that was in use.
        signers: By `proctor` and `second`; one alone leaves the other to `countersign`.

    Raises:
        NumberUnknownError: The statement names somebody who is not of the session.
        SeatUnexplainedError, AbsentButSatError: Statement and bundles do not agree.
        NotFoundError, SaveFailedError: A path cannot be read.
    """
    checked, rejected = _collect(paths, assessment, session)
    kept = _kept(checked)
    present = _present(said, session)
    _check(said, present, {one.number for one in kept.values()})
    body = _body(said, present, kept, assessment=assessment, session=session)
    data = write_seal(body, signers)
    return SealedSession(
        data=data,
        sha256=sha256(data),
        body=body,
        conducts=tuple(kept.values()),
        rejected=tuple(rejected),
    )


def _collect(
    paths: Iterable[Path], assessment: Assessment, session: Session
) -> tuple[list[Checked], list[Rejected]]:
    trust = Trust(assessment, {session.sha256: session})
    checked: dict[str, Checked] = {}
    rejected: list[Rejected] = []
    for found in find_evidence(paths):
        if found.kind != "bundle":
            continue
        try:
            one = trust.check("bundle", read_whole(found.path))
            checked[one.sha256] = replace(one, data=b"", trailer=None)  # a room holds many
        except StationError as error:
            place = found.path.as_posix()
            rejected.append(Rejected(path=place, code=error.code, message=str(error)))
    return list(checked.values()), rejected


def _kept(checked: Iterable[Checked]) -> dict[str, Conduct]:
    """Return the conduct of every bundle that no longer one supersedes, by bundle hash."""
    whole = {one.row.sha256: one for one in checked if one.row is not None}
    rows = [one.row for one in whole.values() if one.row is not None]
    standing = standings(rows, (), lambda sha256, seq: whole[sha256].heads[seq])
    return {
        sha256: one.conduct
        for sha256, one in sorted(whole.items())
        if standing[sha256] is not Standing.SUPERSEDED and one.conduct is not None
    }


def _present(said: Statement, session: Session) -> dict[str, bool]:
    numbers = [ticket.number for ticket in session.body.tickets]
    unknown = sorted((said.absent | set(said.missing)) - set(numbers))
    if unknown:
        raise NumberUnknownError(f"session {session.body.session} has nobody numbered {unknown[0]}")
    return {number: number not in said.absent for number in numbers}


def _check(said: Statement, present: Mapping[str, bool], sat: set[str]) -> None:
    sat_absent = sorted(number for number in sat if not present[number])
    if sat_absent:
        raise AbsentButSatError(f"{', '.join(sat_absent)} noted as absent, and sat")
    sat_missing = sorted(sat & set(said.missing))
    if sat_missing:
        raise AbsentButSatError(f"{', '.join(sat_missing)} noted as missing, with a bundle here")
    came = {number for number, there in present.items() if there}
    unexplained = sorted(came - sat - set(said.missing))
    if unexplained:
        raise SeatUnexplainedError(f"no bundle and no reason for {', '.join(unexplained)}")


def _body(
    said: Statement,
    present: Mapping[str, bool],
    kept: Mapping[str, Conduct],
    *,
    assessment: Assessment,
    session: Session,
) -> SealBody:
    attended = Attended(present=present, missing=said.missing, receipts=said.receipts)
    conducts = list(kept.values())
    return SealBody(
        assessment=assessment.sha256,
        session=session.body.session,
        session_file=session.sha256,
        bundles=tuple(kept),
        root=sorted_root(kept),
        attendance={one: "present" if came else "absent" for one, came in present.items()},
        missing=tuple(
            MissingSeat(number=number, seat=session.ticket(number).seat, reason=reason)
            for number, reason in sorted(said.missing.items())
        ),
        counts=count(attended, [one.number for one in conducts], conducts),
        time=times(conducts),
        opened=said.opened,
        closed=said.closed,
        incidents=said.incidents,
    )

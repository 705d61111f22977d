"""`people.json`: who was assessed, frozen at scoring, each roster row as it was sealed.

Promises: a row that is not the one the session file committed to is found. Refuses: numbers
that stand twice. Post, rank, agency and rating come from elsewhere (imported work data): no
session commits to them, only the `released` entry does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from station import canonical
from station.scoring.inputs import Person
from station.sealing import frames
from station.sealing.assessment import Assessment
from station.sealing.errors import FileForeignError, RowWrongError
from station.sealing.frames import Hex32, Strict
from station.sealing.session import RosterRow, Session, row_hash
from station.sealing.suite import sha256
from station.usecases.errors import PeopleInvalidError

TIERS = frozenset("12345")


class PersonRow(Strict, frozen=True, kw_only=True):
    """One person: the roster row as it was sealed, and work data imported beside it.

    Attributes:
        row: With its salt; its hash stands in the session file.
        post: The post held now, in words.
        agency: The OPD.
        performance: Imported rating, empty when there is none.
    """

    row: RosterRow
    post: str
    agency: str
    rank: str = ""
    performance: Literal["", "below", "meets", "above"] = ""

    def person(self) -> Person:
        """Return this person as scoring wants it."""
        row = self.row
        return Person(
            number=row.number,
            name=row.name,
            nip=row.nip,
            rank=self.rank,
            post=self.post,
            unit=row.unit,
            agency=self.agency,
            tier=int(row.tier),
            target=row.target,
            performance=self.performance,
        )


class PeopleBody(Strict, frozen=True, kw_only=True):
    """The whole file; `issued` is the day that stands on reports, `YYYY-MM-DD`."""

    assessment: Hex32
    format: Literal["saksi-people/1"] = "saksi-people/1"
    issued: str
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A people file that was read."""

    sha256: str
    issued: str
    rows: Mapping[str, PersonRow]

    def row(self, session: Session, number: str) -> PersonRow | None:
        """Return a participant's row, None when the file has none.

        Raises:
            RowWrongError: It is not the row that the session file committed to.
        """
        found = self.rows.get(number)
        if found is not None and row_hash(found.row) != session.ticket(number).row:
            raise RowWrongError(
                f"the row of participant {number} is not the one of session {session.body.session}"
            )
        return found


def write_people(body: PeopleBody) -> bytes:
    """Return the file; rows are sorted by number.

    Raises:
        PeopleInvalidError: A number stands twice, or a value is of no use.
    """
    _check(body)
    ordered = tuple(sorted(body.people, key=lambda one: one.row.number))
    return canonical.dumps(msgspec.structs.replace(body, people=ordered))


def read_people(data: bytes, assessment: Assessment) -> People:
    """Return a people file of this assessment.

    Raises:
        FileForeignError: It belongs to another assessment.
        PeopleInvalidError: A number stands twice, or a value is of no use.
        IntegrityError: It is not such a file.
    """
    body = frames.decode(data, PeopleBody, "people file")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the people file belongs to another assessment")
    _check(body)
    return People(
        sha256=sha256(data),
        issued=body.issued,
        rows={one.row.number: one for one in body.people},
    )


def _check(body: PeopleBody) -> None:
    numbers = [one.row.number for one in body.people]
    if len(set(numbers)) != len(numbers):
        raise PeopleInvalidError("a participant number stands twice in the people file")
    if not _is_day(body.issued):
        raise PeopleInvalidError("the day of issue is no day of the form YYYY-MM-DD")
    for one in body.people:
        if one.row.tier not in TIERS:
            raise PeopleInvalidError(f"the tier of participant {one.row.number} is not 1 to 5")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

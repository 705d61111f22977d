"""Who sat where: the seat map that similarity is joined with.

A seat map is a CSV file with the columns `row` (person, 1 for the first row of the answers),
`room` and, if known, `session` and the seat's place as `x` and `y` in seats. Two persons are
`near` when they sat in the same room and session at most one seat apart in each direction.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from station.psychometrics.errors import TableNotNumericError, TableScoreError
from station.psychometrics.table import Bools, Floats, Integers, Texts, read_raw

NEAR = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatMap:
    """Seats of all persons.

    Attributes:
        place: (persons,) session and room as one text, empty when not known.
        x: (persons,) column of the seat, NaN when not known.
        y: (persons,) row of the seat, NaN when not known.
    """

    place: Texts
    x: Floats
    y: Floats

    def near(self, first: Integers, second: Integers) -> Bools:
        """Return which pairs sat next to each other."""
        gaps = np.maximum(
            np.abs(self.x[first] - self.x[second]), np.abs(self.y[first] - self.y[second])
        )
        return np.asarray(self.together(first, second) & (gaps <= NEAR))

    def together(self, first: Integers, second: Integers) -> Bools:
        """Return which pairs sat in one room in one session."""
        return np.asarray((self.place[first] == self.place[second]) & (self.place[first] != ""))

    def near_pairs(self) -> tuple[Integers, Integers]:
        """Return all pairs that sat next to each other, first row below second."""
        found: list[tuple[int, int]] = []
        for place in sorted(set(self.place.tolist()) - {""}):
            rows = np.flatnonzero(self.place == place)
            first, second = np.triu_indices(rows.size, 1)
            first, second = rows[first], rows[second]
            close = self.near(first, second)
            found += zip(first[close].tolist(), second[close].tolist(), strict=True)
        both = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


def read_seats(path: Path, persons: int) -> SeatMap:
    """Read a seat map.

    Args:
        path: CSV file with `row` and `room`, optionally `session`, `x`, `y`.
        persons: Rows of the answers.

    Raises:
        TableColumnError: `row` or `room` is missing.
        TableNotNumericError: A row or seat is no number.
        TableScoreError: A row that is not among the answers, or twice.
    """
    table = read_raw(path)
    rows = _row_numbers(table.column("row"), persons)
    session = table.column("session") if "session" in table.names else np.full(rows.size, "")
    room = table.column("room")
    joined = np.char.add(np.char.add(session, " "), room)
    place = np.full(persons, "", dtype=joined.dtype)
    place[rows] = np.where(room == "", "", joined)
    seats = []
    for name in ("x", "y"):
        seat = np.full(persons, np.nan)
        if name in table.names:
            seat[rows] = _places(table.column(name))
        seats.append(seat)
    return SeatMap(place=place, x=seats[0], y=seats[1])


def _row_numbers(column: Texts, persons: int) -> Integers:
    try:
        rows = column.astype(np.int64) - 1
    except ValueError as error:
        raise TableNotNumericError("column row of the seat map holds text") from error
    if rows.size and (rows.min() < 0 or rows.max() >= persons or np.unique(rows).size < rows.size):
        raise TableScoreError(f"rows of the seat map must be distinct, from 1 to {persons}")
    return np.asarray(rows)


def _places(column: Texts) -> Floats:
    try:
        return np.where(column == "", "nan", column).astype(np.float64)
    except ValueError as error:
        raise TableNotNumericError("a seat of the seat map is no number") from error

"""Tables of responses read from CSV: a header row of names, one row for each person.

Promises: a table that loads is rectangular, its names are unique, its cells are text or
missing (empty or `NA`), and `ResponseTable.values` holds finite numbers or NaN for missing.
Refuses everything else with a code; never guesses a number out of text.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.errors import (
    KeyMismatchError,
    TableColumnError,
    TableNameError,
    TableNotNumericError,
    TableRaggedError,
    TableScoreError,
    TableTooSmallError,
    TableUnreadableError,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]
Texts = NDArray[np.str_]

MISSING_MARKS = ("", "NA")
FEWEST_PERSONS = 5
FEW_PERSONS = 30
LARGEST = 1e12
"""No answer, score or time is larger; squares of larger numbers lose all digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTable:
    """Numeric responses.

    Attributes:
        names: Item names, unique, in column order.
        values: (persons, items), finite, NaN where the response is missing.
        warnings: What a reader of the results must know about these data.
    """

    names: tuple[str, ...]
    values: Floats
    warnings: tuple[str, ...] = ()

    @property
    def persons(self) -> int:
        """Number of rows."""
        return int(self.values.shape[0])

    @property
    def items(self) -> int:
        """Number of columns."""
        return int(self.values.shape[1])

    def select(self, names: Sequence[str]) -> "ResponseTable":
        """Return the table of these items in this order.

        Raises:
            TableColumnError: A name is not in the table.
        """
        columns = _positions(self.names, names)
        return ResponseTable(
            names=tuple(names), values=self.values[:, columns], warnings=self.warnings
        )

    def complete(self) -> "ResponseTable":
        """Return the table of the persons who answered every item (listwise deletion)."""
        whole = ~np.isnan(self.values).any(axis=1)
        return ResponseTable(names=self.names, values=self.values[whole], warnings=self.warnings)

    def require_binary(self) -> "ResponseTable":
        """Return the table itself.

        Raises:
            TableScoreError: A response is neither 0 nor 1 nor missing.
        """
        fits = (self.values == 0) | (self.values == 1) | np.isnan(self.values)
        bad = [name for name, column in zip(self.names, fits.T, strict=True) if not column.all()]
        if bad:
            raise TableScoreError(f"only 0 and 1 fit here; see {_some(bad)}")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Cells as text, before anybody decides what they mean.

    Attributes:
        names: Column names, unique.
        cells: (persons, columns) stripped text; missing cells are the empty string.
    """

    names: tuple[str, ...]
    cells: Texts

    @property
    def persons(self) -> int:
        """Number of rows."""
        return int(self.cells.shape[0])

    def column(self, name: str) -> Texts:
        """Return one column as text, missing as the empty string.

        Raises:
            TableColumnError: No such column.
        """
        return self.cells[:, _positions(self.names, [name])[0]]

    def select(self, names: Sequence[str]) -> "RawTable":
        """Return the table of these columns in this order.

        Raises:
            TableColumnError: A name is not in the table.
        """
        return RawTable(names=tuple(names), cells=self.cells[:, _positions(self.names, names)])

    def without(self, names: Iterable[str]) -> "RawTable":
        """Return the table without these columns.

        Raises:
            TableColumnError: A name is not in the table.
        """
        dropped = list(names)
        _positions(self.names, dropped)
        return self.select([name for name in self.names if name not in dropped])

    def numeric(self) -> ResponseTable:
        """Return the responses as numbers.

        Raises:
            TableNotNumericError: A cell holds text or a number without a finite value.
            TableTooSmallError: Fewer than five persons.
        """
        if self.persons < FEWEST_PERSONS:
            raise TableTooSmallError(f"{self.persons} persons; at least {FEWEST_PERSONS} needed")
        columns = [
            _numbers(name, column) for name, column in zip(self.names, self.cells.T, strict=True)
        ]
        values = np.stack(columns, axis=1) if columns else np.empty((self.persons, 0))
        return ResponseTable(
            names=self.names, values=values, warnings=data_warnings(self.names, values)
        )


def data_warnings(names: Sequence[str], values: Floats) -> tuple[str, ...]:
    """Return what is odd about these data, one English sentence each.

    Args:
        names: Item names.
        values: (persons, items) with NaN for missing.
    """
    found = []
    persons = values.shape[0]
    if persons < FEW_PERSONS:
        found.append(f"only {persons} persons: every figure is very uncertain")
    if (empty := int(np.isnan(values).all(axis=1).sum())) and values.shape[1]:
        found.append(f"{empty} persons have no answer at all and are left out")
    constant = [
        name for name, column in zip(names, values.T, strict=True) if _answers_vary(column) < 2
    ]
    if constant:
        found.append(f"no variation in {_some(constant)}: correlations are not defined there")
    return tuple(found)


def read_raw(path: Path) -> RawTable:
    """Read a CSV file (comma, semicolon or tab; UTF-8, with or without byte order mark).

    Raises:
        TableUnreadableError: Unreadable file, no header, no person.
        TableRaggedError: A row with another number of cells than the header.
        TableNameError: Empty or repeated column names.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableUnreadableError(f"cannot read {path.name} as UTF-8 text") from error
    return parse_raw(text, source=path.name)


def parse_raw(text: str, *, source: str = "table") -> RawTable:
    """Parse CSV text; `source` names it in errors. Raises as `read_raw`."""
    if "\0" in text:
        raise TableUnreadableError(f"{source} holds bytes that are no text")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise TableUnreadableError(f"{source}: {error}") from error
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) < 2:
        raise TableUnreadableError(f"{source} has no header row or no person")
    names = tuple(name.strip() for name in rows[0])
    _check_names(names, source)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise TableRaggedError(f"{source} row {number}: {len(row)} cells, not {len(names)}")
    cells = np.char.strip(np.array(rows[1:], dtype=np.str_))
    cells[cells == "NA"] = ""
    return RawTable(names=names, cells=cells)


def read_responses(path: Path) -> ResponseTable:
    """Read a CSV file of numbers. Raises as `read_raw` and `RawTable.numeric`."""
    return read_raw(path).numeric()


def read_key(path: Path, items: Sequence[str]) -> dict[str, str]:
    """Read `item,key` lines for exactly these items.

    Raises:
        KeyMismatchError: A key is missing, repeated, empty, or names no item of the table.
    """
    table = read_raw(path).select(["item", "key"])
    keyed = [str(item) for item in table.column("item")]
    keys = dict(zip(keyed, (str(key) for key in table.column("key")), strict=True))
    wrong = sorted(set(items) ^ set(keyed)) or [i for i in keyed if not keys[i]]
    if wrong or len(keys) != len(keyed):
        raise KeyMismatchError(f"key and table differ in {_some(wrong or keyed)}")
    return {item: keys[item] for item in items}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleKey:
    """Which items make a scale and which of them are reversed.

    Attributes:
        scale: Name of the scale.
        signs: Item name to +1 or -1.
    """

    scale: str
    signs: dict[str, int]


def read_scale_keys(path: Path) -> list[ScaleKey]:
    """Read `scale,item,sign` lines (sign 1 or -1; the column may be absent: all 1).

    Raises:
        KeyMismatchError: A sign other than 1 or -1, or an item twice in one scale.
    """
    table = read_raw(path)
    signs = table.column("sign") if "sign" in table.names else np.full(table.persons, "1")
    scales: dict[str, dict[str, int]] = {}
    for scale, item, sign in zip(table.column("scale"), table.column("item"), signs, strict=True):
        members = scales.setdefault(str(scale), {})
        if sign not in ("1", "+1", "-1") or str(item) in members:
            raise KeyMismatchError(f"scale {scale}, item {item}: sign {sign} or item twice")
        members[str(item)] = int(sign)
    return [ScaleKey(scale=name, signs=members) for name, members in scales.items()]


def score_key(raw: RawTable, key: dict[str, str]) -> ResponseTable:
    """Score option choices 0 or 1 by the key; a missing choice stays missing.

    Raises:
        TableTooSmallError: Fewer than five persons.
    """
    if raw.persons < FEWEST_PERSONS:
        raise TableTooSmallError(f"{raw.persons} persons; at least {FEWEST_PERSONS} needed")
    answers = np.array([key[name] for name in raw.names], dtype=np.str_)
    values = (raw.cells == answers).astype(np.float64)
    values[raw.cells == ""] = np.nan
    return ResponseTable(names=raw.names, values=values, warnings=data_warnings(raw.names, values))


def binary_columns(raw: RawTable) -> tuple[ResponseTable, tuple[str, ...]]:
    """Return the columns that hold only 0, 1 and gaps, and the names of all others.

    Raises:
        TableScoreError: Fewer than two columns are 0/1.
        TableTooSmallError: Fewer than five persons.
    """
    fits = np.isin(raw.cells, ("0", "1", "")).all(axis=0) & (raw.cells != "").any(axis=0)
    scored = [name for name, fit in zip(raw.names, fits, strict=True) if fit]
    if len(scored) < 2:
        raise TableScoreError(f"{len(scored)} columns hold 0/1 scores; at least two are needed")
    others = tuple(name for name in raw.names if name not in scored)
    return raw.select(scored).numeric(), others


def _positions(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    places = {name: place for place, name in enumerate(names)}
    absent = [name for name in wanted if name not in places]
    if absent:
        raise TableColumnError(f"no column {_some(absent)}")
    return [places[name] for name in wanted]


def _check_names(names: tuple[str, ...], source: str) -> None:
    if not all(names):
        raise TableNameError(f"{source} has a column without name")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TableNameError(f"{source} has more than one column {_some(twice)}")


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _numbers(name: str, column: Texts) -> Floats:
    answered = column != ""
    values = np.full(column.shape, np.nan)
    try:
        values[answered] = column[answered].astype(np.float64)
    except ValueError as error:
        raise TableNotNumericError(f"column {name} holds text") from error
    if not (np.abs(values[answered]) <= LARGEST).all():
        raise TableNotNumericError(f"column {name} holds a number beyond {LARGEST:g}, or none")
    return values


def _answers_vary(column: Floats) -> int:
    answered = column[~np.isnan(column)]
    return int(np.unique(answered).size)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"

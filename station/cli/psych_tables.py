"""Writing results of the psychometric commands: CSV tables, one JSON file, one JSON object.

Promises numbers at full precision, empty cells and `null` where a figure is not defined, and
never `NaN`. Warnings go to stderr, so that a redirected table stays a table.
"""

import csv
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from station.errors import SiteError

Row = Mapping[str, Any]


class OutputRefusedError(SiteError):
    """A result cannot be written where it was asked for."""

    code = "output_refused"
    fix = "Name a file in a folder that exists and that you may write to."


def write_result(path: Path, content: str | bytes) -> None:
    """Write a file of results.

    Raises:
        OutputRefusedError: The folder does not exist or refuses.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputRefusedError(f"cannot write {path}: {error.strerror}") from error


def deliver(
    table: Sequence[Row],
    whole: Mapping[str, Any],
    *,
    out: Path | None,
    as_json: bool,
    beside: Mapping[str, Sequence[Row]] | None = None,
) -> None:
    """Write a command's result where it was asked for.

    Args:
        table: The main table.
        whole: The whole result, for JSON; its `warnings` also go to stderr.
        out: CSV file of the main table; `out.NAME.csv` holds each further table and
            `out.json` the whole. Without it the table is printed.
        as_json: Print the whole as one JSON object instead of the table.
        beside: Further tables by name.

    Raises:
        OutputRefusedError: A file cannot be written.
    """
    result = plain(whole)
    if out is not None:
        write_result(out, _csv(table))
        for name, rows in (beside or {}).items():
            write_result(out.with_suffix(f".{name}.csv"), _csv(rows))
        text = json.dumps(result, ensure_ascii=False, indent=1)
        write_result(out.with_suffix(".json"), text + "\n")
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    elif out is None:
        print(_csv(table), end="")
    if not as_json:
        for warning in result.get("warnings", ()):
            print(f"warning: {warning}", file=sys.stderr)


def row_of(record: Any, *, leave_out: Sequence[str] = (), prefix: str = "") -> dict[str, Any]:
    """Return a record as one flat row: nested records get their field's name in front."""
    flat: dict[str, Any] = {}
    for field in fields(record):
        if field.name in leave_out:
            continue
        value = getattr(record, field.name)
        if is_dataclass(value) and not isinstance(value, type):
            flat |= row_of(value, prefix=f"{prefix}{field.name}_")
        else:
            flat[f"{prefix}{field.name}"] = value
    return flat


def plain(value: Any) -> Any:
    """Return plain JSON values: records as objects, arrays as lists, NaN as `None`."""
    match value:
        case np.ndarray() | np.generic():
            return plain(value.tolist())
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case float() if not math.isfinite(value):
            return None
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def _csv(rows: Sequence[Row]) -> str:
    buffer = StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return ";".join(str(part) for part in value)
    return repr(value) if isinstance(value, float) else str(value)

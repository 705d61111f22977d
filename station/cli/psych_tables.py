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

Row = Mapping[str, Any]


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
    """
    result = plain(whole)
    if out is not None:
        out.write_text(_csv(table), encoding="utf-8")
        for name, rows in (beside or {}).items():
            out.with_suffix(f".{name}.csv").write_text(_csv(rows), encoding="utf-8")
        text = json.dumps(result, ensure_ascii=False, indent=1)
        out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
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

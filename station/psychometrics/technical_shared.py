"""What the technical report of a keyed test and that of a questionnaire are both made of.

Promises that one study that cannot be made (too few persons, nothing varies, no convergence)
leaves its part out with a note instead of stopping the report.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from station.errors import StationError
from station.psychometrics.dimensionality import one_scale
from station.psychometrics.irt import Analysis, analyse, code_responses
from station.psychometrics.reliability import reliability
from station.psychometrics.table import RawTable, ResponseTable
from station.psychometrics.technical_ability import REACH, ability_map, calibrated
from station.psychometrics.technical_report import Measure, Note, ScaleLine
from station.psychometrics.technical_studies import EffortPart
from station.psychometrics.times import ItemTime, PersonTime, time_study

Found = TypeVar("Found")

NOT_SHOWN = frozenset({"ml_infinite", "wle_undefined", "lz_star_undefined"})
"""Warnings of figures that a calibration has but the report does not show."""
EFFORT_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SHUFFLES = 30
QUALITY_SEED = 0
"""Deals answers again; fixed, so that a report has the same bytes each time."""


@dataclass(slots=True)
class Notes:
    """Collects what a reader must know."""

    lines: list[Note] = field(default_factory=list)

    def attempt(self, study: str, make: Callable[[], Found], about: str = "") -> Found | None:
        """Return what the study finds, or `None` and a note."""
        try:
            return make()
        except StationError as error:
            note = Note(study=study, about=about, code=error.code, detail=error.detail)
            self.lines.append(note)
            return None

    def tell(self, study: str, found: Sequence[tuple[str, str]], about: str = "") -> None:
        """Note `(code, sentence)` pairs of which the report shows something.

        Nothing is said again that was said of the data as a whole.
        """
        told = {note.warning for note in self.lines if note.study == "data"} | NOT_SHOWN
        self.lines += [
            Note(study=study, about=about, warning=code, detail=sentence)
            for code, sentence in found
            if code not in told or (about and code == "all_missing_row")
        ]


def digest(raw: RawTable) -> str:
    """Return the SHA-256 (hex) of a table's names and cells."""
    joined = "\n".join([",".join(raw.names), *(",".join(row) for row in raw.cells.tolist())])
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def answered(table: ResponseTable) -> int:
    """Return how many persons gave an answer."""
    return int((~np.isnan(table.values)).any(axis=1).sum())


def calibration(table: ResponseTable, model: str, notes: Notes, scale: str = "") -> Analysis | None:
    """Return the calibration of one scale; `None` without a model, or with a note."""
    if not model:
        return None
    found = notes.attempt(
        "calibration", lambda: analyse(code_responses(table.names, table.values), model), scale
    )
    if found:
        notes.tell("calibration", found.warnings, scale)
    return found


def measure(found: Analysis, scale: str = "", reach: float = REACH) -> Measure:
    """Return one calibrated scale with its map and precision from `-reach` to `reach`."""
    return Measure(scale=scale, ability=ability_map(found, reach), calibrated=calibrated(found))


def scale_line(table: ResponseTable, notes: Notes, scale: str = "") -> ScaleLine | None:
    """Return the reliability of one scale whose items point one way, or a note."""
    return notes.attempt("reliability", lambda: _scale_line(table, scale), scale)


def _scale_line(table: ResponseTable, scale: str) -> ScaleLine:
    found = reliability(table, scale=scale)
    single = one_scale(table, shuffles=SHUFFLES)
    return ScaleLine(
        scale=scale,
        items=found.items,
        alpha=found.consistency.alpha,
        low=found.consistency.low,
        high=found.consistency.high,
        omega=found.omega.total if found.omega else None,
        lambda6=found.consistency.lambda6,
        mean=found.total.mean,
        sd=found.total.sd,
        sem=found.total.sem,
        components=single.components,
        one_scale=single.one_scale,
    )


def time_rows(
    times: ResponseTable | None, names: Sequence[str], notes: Notes
) -> tuple[list[ItemTime], list[PersonTime]]:
    """Return times of items and persons; none without a table of times, or with a note."""
    if times is None:
        return [], []
    known = times.select([name for name in names if name in times.names])
    return notes.attempt("times", lambda: time_study(known)) or ([], [])


def effort_part(items: Sequence[ItemTime], persons: Sequence[PersonTime]) -> EffortPart | None:
    """Return effort and quick answers, `None` where nobody's times are known."""
    efforts = np.array([row.effort for row in persons if row.effort is not None])
    if not efforts.size:
        return None
    rapid = [(row.item, row.rapid_share or 0.0) for row in items if row.flags]
    return EffortPart(
        persons=int(efforts.size),
        low_effort=sum("low_effort" in row.flags for row in persons),
        classes=tuple(int(count) for count in np.histogram(efforts, EFFORT_EDGES)[0]),
        edges=EFFORT_EDGES,
        rapid_items=tuple(sorted(rapid, key=lambda pair: -pair[1])),
        median_ms=float(np.median([row.total_ms for row in persons])),
    )

"""Reading published answers and holding ours against them."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from station.psychometrics.table import Floats


@dataclass
class Differences:
    """Largest differences from the published answers, printed when the cases are done."""

    rows: list[tuple[str, str, float, float]] = field(default_factory=list)

    def within(
        self, case: str, figure: str, ours: object, theirs: object, tolerance: float
    ) -> None:
        """Record the largest absolute difference and hold it under the tolerance."""
        mine, other = (np.asarray(side, dtype=np.float64) for side in (ours, theirs))
        assert mine.shape == other.shape, f"{case} {figure}: {mine.shape} against {other.shape}"
        assert np.array_equal(np.isnan(mine), np.isnan(other)), f"{case} {figure}: other gaps"
        gaps = np.abs(mine - other)[~np.isnan(mine)]
        largest = float(gaps.max(initial=0.0))
        self.rows.append((case, figure, largest, tolerance))
        assert largest <= tolerance, f"{case} {figure}: {largest:.3g} over {tolerance:g}"

    def table(self) -> str:
        """Return the differences as lines of text."""
        lines = [
            f"{case:34s} {figure:28s} {largest:9.2e}   tolerance {tolerance:g}"
            for case, figure, largest, tolerance in sorted(self.rows)
        ]
        return "\n".join(["", "", "largest difference from the published answer", *lines, ""])


def published(path: Path) -> dict[str, list[str]]:
    """Read a published answer as columns of text."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in rows[0]}


def figures(column: list[str]) -> Floats:
    """Return a published column as numbers, `NA` as NaN."""
    return np.array([np.nan if cell in ("NA", "") else float(cell) for cell in column])

"""Reading the scores of a form: a frequency table, scores of persons, or their responses.

Accepted: columns `score,count` (also `scale`, and `xcount` or `ycount` for the form asked for),
a column `score` with one row a person, or item columns whose sum is the score. Missing
responses count as 0 in the sum; missing scores are refused.
"""

from pathlib import Path

import numpy as np

from station.psychometrics.equating.distribution import Distribution, count_scores, distribution
from station.psychometrics.equating.methods import AnchoredScores
from station.psychometrics.errors import SettingError
from station.psychometrics.table import Floats, RawTable, read_raw

SCORE_NAMES = ("score", "scale", "total")
COUNT_NAMES = ("count", "frequency", "freq")


def read_distribution(path: Path, form: str, *, highest: int | None = None) -> Distribution:
    """Read the distribution of form `x` or `y`.

    Args:
        path: CSV file.
        form: `x` or `y`, for files that hold both counts.
        highest: Highest possible score; the number of points items offer, or the highest
            score found, when `None`.

    Raises:
        TableNotNumericError: Text where a number must stand.
        SettingError: Scores are missing, not whole, or outside the range.
        NoVariationError: Everybody has one score.
    """
    raw = read_raw(path)
    score = _first(raw, SCORE_NAMES)
    count = _first(raw, (f"{form}count", *COUNT_NAMES))
    if score and count:
        table = raw.select([score, count]).numeric().values
        return distribution(table[:, 0], table[:, 1])
    scores, most = _person_scores(raw, score)
    return count_scores(scores, min(0.0, float(scores.min())), float(highest or most))


def read_anchored(x_path: Path, y_path: Path, anchor: str) -> tuple[AnchoredScores, AnchoredScores]:
    """Read two groups that share common items.

    Args:
        x_path: Group that took X: columns `score` and the anchor, or item columns.
        y_path: Group that took Y, likewise.
        anchor: The anchor's column, or names of common items parted by commas (with item
            columns; they count in the form's score too).

    Raises:
        TableColumnError: An anchor column is missing.
        TableNotNumericError: Text where a number must stand.
        SettingError: Scores are missing.
    """
    names = [name.strip() for name in anchor.split(",")]
    groups = [_anchored(read_raw(path), names) for path in (x_path, y_path)]
    highest = max(most for _, _, _, most in groups)
    built = [
        AnchoredScores(form=form, anchor=common, highest_form=int(top), highest_anchor=int(highest))
        for form, common, top, _ in groups
    ]
    return built[0], built[1]


def _anchored(raw: RawTable, names: list[str]) -> tuple[Floats, Floats, float, float]:
    score = _first(raw, SCORE_NAMES)
    common, most_common = _sum(raw.select(names).numeric().values)
    if score:
        form, most = _person_scores(raw, score)
    else:
        form, most = _sum(raw.numeric().values)
    return form, common, most, most_common


def _first(raw: RawTable, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in raw.names), None)


def _person_scores(raw: RawTable, score: str | None) -> tuple[Floats, float]:
    if score is None and len(raw.names) > 1:
        return _sum(raw.numeric().values)
    scores = raw.select([score or raw.names[0]]).numeric().values[:, 0]
    if np.isnan(scores).any():
        raise SettingError("a score is missing; leave that person out")
    return scores, float(scores.max())


def _sum(values: Floats) -> tuple[Floats, float]:
    highest = np.nanmax(np.where(np.isnan(values), 0.0, values), axis=0)
    return np.asarray(np.nansum(values, axis=1)), float(highest.sum())

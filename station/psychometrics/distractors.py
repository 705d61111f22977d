"""Distractor analysis: who chose which option, and was the key the best of them.

Promises, for each option, its share and its correlation with the score on the other items
(the item itself left out, so that no option is flattered by its own point). Refuses to
change a key: it only says which keys a subject expert should look at.
"""

from dataclasses import dataclass, replace

import numpy as np

from station.psychometrics.choices import Missing
from station.psychometrics.correlation import column_correlation
from station.psychometrics.finite import finite
from station.psychometrics.items import ItemStatistics, item_statistics
from station.psychometrics.table import Floats, RawTable, score_key

DEAD_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionStatistics:
    """One option of one item.

    Attributes:
        item: Item name.
        option: Authoring code of the option.
        is_key: The key names this option.
        n: Persons who chose it.
        p: Share of those who answered the item.
        mean_total: Mean total score of those who chose it; `None` when nobody did.
        r_total: Correlation of choosing it with the total score.
        r_rest: Correlation with the total without this item.
        flags: `negative_key`, `better_than_key`, `dead`, `omitted`.
    """

    item: str
    option: str
    is_key: bool
    n: int
    p: float
    mean_total: float | None
    r_total: float | None
    r_rest: float | None
    flags: tuple[str, ...] = ()


def distractor_table(
    raw: RawTable, key: dict[str, str], *, options: tuple[str, ...] = (), omitted: str = ""
) -> list[OptionStatistics]:
    """Return every option of every item, in item order, options sorted.

    Args:
        raw: Options chosen; only item columns.
        key: Item to correct option.
        options: Options every item offers, so that one nobody chose is still listed.
        omitted: Code that stands for "no answer" in the file, such as `8`; it is listed
            with the flag `omitted` and never counts as a distractor.

    Raises:
        TableTooSmallError: Fewer than five persons.
    """
    scores = score_key(raw, key)
    points = np.nan_to_num(scores.values, nan=0.0)
    totals = points.sum(axis=1)
    rows: list[OptionStatistics] = []
    for place, item in enumerate(raw.names):
        chosen = raw.cells[:, place]
        offered = sorted({*options, *map(str, np.unique(chosen)), key[item]} - {""})
        item_rows = [
            _option(item, option, key[item], chosen, totals, totals - points[:, place])
            for option in offered
        ]
        rows += _flagged(item_rows, omitted)
    return rows


def doubtful_keys(rows: list[OptionStatistics]) -> dict[str, list[str]]:
    """Return the items whose key should be looked at, each with the flags that say why."""
    doubts: dict[str, list[str]] = {}
    for row in rows:
        for flag in row.flags:
            if flag in ("negative_key", "better_than_key"):
                reason = flag if row.is_key else f"{flag}:{row.option}"
                doubts.setdefault(row.item, []).append(reason)
    return doubts


def analyse_items(
    raw: RawTable,
    key: dict[str, str],
    *,
    options: tuple[str, ...] = (),
    omitted: str = "",
    missing: Missing = Missing.PAIRWISE,
) -> tuple[list[ItemStatistics], list[OptionStatistics]]:
    """Return item statistics, with `doubtful_key` flagged, and the option table.

    Raises as `item_statistics` and `distractor_table`.
    """
    choices = distractor_table(raw, key, options=options, omitted=omitted)
    doubts = doubtful_keys(choices)
    rows = [
        replace(row, flags=(*row.flags, "doubtful_key")) if row.item in doubts else row
        for row in item_statistics(score_key(raw, key), missing=missing)
    ]
    return rows, choices


def _option(
    item: str, option: str, key: str, chosen: np.ndarray, totals: Floats, rest: Floats
) -> OptionStatistics:
    answered = chosen != ""
    picks = np.where(answered, (chosen == option) * 1.0, np.nan)[:, None]
    count = int(np.nansum(picks))
    return OptionStatistics(
        item=item,
        option=option,
        is_key=option == key,
        n=count,
        p=count / max(int(answered.sum()), 1),
        mean_total=finite(totals[chosen == option].mean()) if count else None,
        r_total=finite(column_correlation(picks, totals[:, None])[0]),
        r_rest=finite(column_correlation(picks, rest[:, None])[0]),
    )


def _flagged(rows: list[OptionStatistics], omitted: str) -> list[OptionStatistics]:
    key_r = next((row.r_rest for row in rows if row.is_key), None)
    return [_with_flags(row, key_r, omitted) for row in rows]


def _with_flags(row: OptionStatistics, key_r: float | None, omitted: str) -> OptionStatistics:
    flags = []
    if row.option == omitted:
        flags.append("omitted")
    elif row.is_key:
        flags += ["negative_key"] * (key_r is not None and key_r < 0)
    else:
        better = row.r_rest is not None and key_r is not None and row.r_rest > key_r
        flags += ["better_than_key"] * better + ["dead"] * (row.p < DEAD_SHARE)
    return replace(row, flags=tuple(flags))

"""The technical report's response categories: who used them, and whether their order holds.

Everything here is seen in the direction of the scale: reversed items are turned before.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from station.psychometrics.finite import finite
from station.psychometrics.items import person_means
from station.psychometrics.table import Floats, ResponseTable
from station.psychometrics.technical_curves import Curve
from station.psychometrics.technical_report import CategoryUse, Finding

ONE_SIDED = 0.90
FEWEST_CHOOSERS = 10
SURE = 1.96
MOST_CATEGORIES = 100
MOST_NAMED = 5


def scale_categories(values: Floats) -> tuple[int, ...]:
    """Return the response values of a scale: all whole numbers between its ends.

    Args:
        values: (persons, items) whole numbers, NaN where missing.
    """
    known = np.unique(values[~np.isnan(values)])
    if not known.size:
        return ()
    if known[-1] - known[0] < MOST_CATEGORIES:
        return tuple(range(int(known[0]), int(known[-1]) + 1))
    return tuple(map(int, known))


def category_use(
    column: Floats, categories: Sequence[int], *, reverse: bool, curve: Curve
) -> CategoryUse:
    """Return how one item's categories were used.

    Args:
        column: (persons,) responses, NaN where missing.
        categories: The scale's response values.
        reverse: Whether the item was turned.
        curve: The item in the calibration.
    """
    known = column[~np.isnan(column)]
    shares = [float((known == value).mean()) if known.size else 0.0 for value in categories]
    return CategoryUse(
        mean=finite(known.mean()) if known.size else None,
        reversed=reverse,
        categories=tuple(categories),
        shares=tuple(shares),
        thresholds=curve.thresholds,
    )


def use_findings(use: CategoryUse, curve: Curve) -> list[Finding]:
    """Return what is odd about the use of categories and the order of thresholds."""
    if use.mean is None:
        return []
    found = []
    unused = [
        str(value) for value, share in zip(use.categories, use.shares, strict=True) if not share
    ]
    if unused and len(unused) < len(use.categories) - 1:
        found.append(Finding(code="unused_category", value=len(unused), note=_some(unused)))
    most = max(use.shares)
    if ONE_SIDED <= most < 1:
        value = use.categories[use.shares.index(most)]
        found.append(Finding(code="one_sided", value=most, note=str(value)))
    if curve.disordered:
        wrong = [f"{low} > {high}" for low, high in curve.disordered]
        found.append(Finding(code="disordered", value=len(wrong), note=_some(wrong)))
    return found


def falling_means(table: ResponseTable, categories: Sequence[int]) -> dict[str, Finding]:
    """Return the items in which choosers of a higher category stand lower on the rest.

    Counted are neighbouring categories of ten choosers or more, and falls beyond chance (5 %).

    Args:
        table: The scale's items, reversed ones turned.
        categories: The scale's response values.
    """
    found = {}
    for place, name in enumerate(table.names):
        rest = person_means(np.delete(table.values, place, axis=1))
        column = np.where(np.isnan(rest), np.nan, table.values[:, place])
        groups = [(value, rest[column == value]) for value in categories]
        large = [(value, group) for value, group in groups if group.size >= FEWEST_CHOOSERS]
        falls = [
            str(value)
            for (_, below), (value, above) in pairwise(large)
            if _beyond_chance(below, above)
        ]
        if falls:
            found[name] = Finding(code="means_fall", value=len(falls), note=_some(falls))
    return found


def _beyond_chance(below: Floats, above: Floats) -> bool:
    """Return whether the mean falls from the lower to the higher category, surely."""
    error = np.sqrt(below.var(ddof=1) / below.size + above.var(ddof=1) / above.size)
    return bool(below.mean() - above.mean() > SURE * error)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")

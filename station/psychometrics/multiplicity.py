"""Many tests at once: adjusted p-values that keep false alarms in check.

Sources: Holm (1979) for the family-wise error rate, Benjamini and Hochberg (1995) for the
false discovery rate.
"""

import numpy as np

from station.psychometrics.table import Floats


def benjamini_hochberg(p_values: Floats, *, tests: int | None = None) -> Floats:
    """Return p-values adjusted for the false discovery rate.

    Args:
        p_values: (m,); NaN stays NaN and is not counted.
        tests: How many tests were made, when `p_values` holds only the smallest of them.

    Returns:
        (m,) adjusted p-values.
    """
    return _adjusted(p_values, tests, stepping_up=True)


def holm(p_values: Floats) -> Floats:
    """Return p-values adjusted for the family-wise error rate; NaN stays NaN."""
    return _adjusted(p_values, None, stepping_up=False)


def _adjusted(p_values: Floats, tests: int | None, *, stepping_up: bool) -> Floats:
    known = np.flatnonzero(~np.isnan(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    count = max(tests or 0, order.size)
    rank = np.arange(1, order.size + 1)
    sorted_p = p_values[order]
    if stepping_up:
        grown = np.minimum.accumulate((sorted_p * count / rank)[::-1])[::-1]
    else:
        grown = np.maximum.accumulate(sorted_p * (count - rank + 1))
    adjusted = np.full(p_values.shape, np.nan)
    adjusted[order] = np.minimum(grown, 1.0)
    return adjusted

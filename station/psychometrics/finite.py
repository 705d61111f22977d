"""Numbers that leave the engine: finite, or `None` beside a warning, never NaN."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def finite(value: float | np.floating) -> float | None:
    """Return the number, or `None` where it is not defined."""
    number = float(value)
    return number if math.isfinite(number) else None


def ratio(numerator: NDArray[np.float64], denominator: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quotient, NaN where the denominator is zero or anything is not finite."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.asarray(numerator / denominator, dtype=np.float64)
    quotient[~np.isfinite(quotient)] = np.nan
    return quotient


def undefined(what: str, names: Iterable[str], values: NDArray[np.float64]) -> list[str]:
    """Return one warning that names where `values` are not defined, or nothing."""
    lost = [name for name, value in zip(names, values, strict=True) if not math.isfinite(value)]
    if not lost:
        return []
    shown = ", ".join(lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else "")
    return [f"{what} is not defined for {shown}"]

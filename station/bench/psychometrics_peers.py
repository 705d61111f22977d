"""Peers from PyPI on the same data: their seconds, and how far below ours their likelihood ends.

They are run where they are installed; where not, the row has no reference and says how to get
them. The program itself never needs them.
"""

import importlib
import importlib.util
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from station.psychometrics.irt import Calibration, Responses, suffstats

Fit = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


def peer_rows(responses: Responses, found: Calibration, seconds: float) -> list[dict[str, Any]]:
    """Return one row for each peer: our seconds against theirs.

    Args:
        responses: Right and wrong answers of all persons, none missing.
        found: Our calibration of them.
        seconds: What it took.
    """
    data = np.ascontiguousarray(responses.codes, dtype=np.int64)
    return [
        _row(name, run, data, responses, found, seconds)
        for name, run in {"girth": _girth, "mirt": _mirt}.items()
    ]


def _row(
    name: str,
    run: Callable[[np.ndarray[Any, Any], int], Fit],
    data: np.ndarray[Any, Any],
    responses: Responses,
    found: Calibration,
    seconds: float,
) -> dict[str, Any]:
    taken, against = None, f"not installed: pip install {name}"
    if importlib.util.find_spec(name) is not None:
        started = time.perf_counter()
        fit = run(data, found.grid.points)
        taken = time.perf_counter() - started
        behind = found.log_likelihood - _log_likelihood(fit, responses, found)
        against = f"{name} from PyPI, its log likelihood {behind:.3g} below ours"
    return {
        "what": f"2pl against {name}",
        "unit": "s",
        "measured": seconds,
        "against": against,
        "reference": taken,
        "ratio": None if taken is None else seconds / taken,
        "rounds": 1,
    }


def _log_likelihood(fit: Fit, responses: Responses, found: Calibration) -> float:
    """Return the log likelihood of the peer's slopes and locations on our grid."""
    slopes, locations = fit
    values = np.stack([slopes, -slopes * locations], axis=1)
    return suffstats(responses, replace(found.params, values=values), found.grid).log_likelihood


def _girth(data: np.ndarray[Any, Any], points: int) -> Fit:
    """Run it as it comes; it takes its number of points from nobody."""
    del points
    fit = importlib.import_module("girth").twopl_mml(data.T)
    return fit["Discrimination"], fit["Difficulty"]


def _mirt(data: np.ndarray[Any, Any], points: int) -> Fit:
    """Run it in its fastest mode with as many points as ours, and without errors."""
    fit = importlib.import_module("mirt").fit_mirt(
        data,
        model="2PL",
        n_quadpts=points,
        accelerate="squarem",
        compute_standard_errors=False,
    )
    return fit.model.parameters["discrimination"], fit.model.parameters["difficulty"]

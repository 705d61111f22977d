"""What calibration and scoring cost, against matrix products nobody can avoid and against peers.

The floor of a calibration is the two products of each E-step it made (4 N J K flops), that of
EAP the one product of its shape, both measured by dgemm in the same run, turn by turn, so that
a busy machine slows both alike. Peers from PyPI are run where they are installed; where not,
their row has no reference. The program itself never needs them.
"""

import importlib.util
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from station.bench.psychometrics_similarity import similarity_rows
from station.psychometrics.irt import (
    Calibration,
    Grid,
    GuessingPrior,
    Responses,
    Settings,
    calibrate,
    collapse,
    expected_a_posteriori,
    standard_errors,
)
from station.psychometrics.irt.simulate import draw_study

PERSONS, ITEMS, POINTS = 2_121, 400, 121
R_MIRT_SECONDS = 13.1
"""R mirt on this shape, two cores, as measured once for the project's reference data."""

Row = dict[str, Any]


def rows(*, rounds: int = 7, seed: int = 1, peers: bool = True) -> list[Row]:
    """Return the bench rows.

    Args:
        rounds: Measured rounds; the median counts.
        seed: Of the simulated data.
        peers: Whether to run installed peers too; the slowest takes minutes.
    """
    responses = draw_study("2pl", PERSONS, ITEMS, seed)[2]
    own = _calibration_rows(responses, rounds)
    compared = _peer_rows(responses, own[0]["measured"]) if peers else []
    return [*own, *_size_rows(seed, rounds), *compared, *similarity_rows(rounds=rounds, seed=seed)]


def _calibration_rows(responses: Responses, rounds: int) -> list[Row]:
    settings = Settings(grid=Grid(points=POINTS))
    found = calibrate(responses, "2pl", settings)
    patterns = (collapse(responses),)
    jobs: dict[str, Callable[[], object]] = {
        "2pl": lambda: calibrate(responses, "2pl", settings),
        "se": lambda: standard_errors(patterns, found.params, found.grid, GuessingPrior()),
        "eap": lambda: expected_a_posteriori(patterns[0], found.params, found.grid),
        "gemm": _product(PERSONS, ITEMS, found.grid.points),
    }
    jobs |= {f"floor {points}": _two_products(points) for points, _ in found.work}
    taken = _interleaved(jobs, rounds)
    floor = sum(passes * taken[f"floor {points}"] for points, passes in found.work)
    shape = f"{PERSONS} x {ITEMS}, {_passes(found)}"
    return [
        _row("2pl", taken["2pl"], f"two products an E-step, {shape}", floor, rounds),
        _row("2pl with se", taken["2pl"] + taken["se"], f"the same, {shape}", floor, rounds),
        _row(
            "eap", taken["eap"], f"one product, {found.grid.points} points", taken["gemm"], rounds
        ),
        _row("2pl against R", taken["2pl"], "R mirt, measured once", R_MIRT_SECONDS, rounds),
    ]


def _size_rows(seed: int, rounds: int) -> list[Row]:
    """Return cost and memory of ten times the people."""
    settings = Settings(grid=Grid(points=POINTS))
    small, large = (draw_study("2pl", n * PERSONS, ITEMS, seed)[2] for n in (1, 10))
    taken = _interleaved(
        {
            "small": lambda: calibrate(small, "2pl", settings),
            "large": lambda: calibrate(large, "2pl", settings),
        },
        min(rounds, 3),
    )
    tracemalloc.start()
    calibrate(large, "2pl", settings)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    many = min(rounds, 3)
    return [
        _row("2pl, ten times the people", taken["large"], "2,121 people", taken["small"], many),
        _row("memory, ten times the people", peak / 2**20, "1 GB", 1024.0, 1, unit="MB"),
    ]


def _peer_rows(responses: Responses, own: float) -> list[Row]:
    """Return one row for each peer: our seconds against theirs."""
    data = np.ascontiguousarray(responses.codes, dtype=np.int64)
    runs: dict[str, Callable[[], object]] = {
        "girth": lambda: _module("girth").twopl_mml(data.T),
        "mirt": lambda: _mirt(data),
    }
    result = []
    for name, run in runs.items():
        seconds = None
        if importlib.util.find_spec(name) is not None:
            started = time.perf_counter()
            run()
            seconds = time.perf_counter() - started
        result.append(_row(f"2pl against {name}", own, f"{name} from PyPI", seconds, 1))
    return result


def _mirt(data: np.ndarray[Any, Any]) -> object:
    """Run the peer in its fastest mode that reaches our likelihood: as many points, no errors."""
    return _module("mirt").fit_mirt(
        data,
        model="2PL",
        n_quadpts=POINTS,
        accelerate="squarem",
        compute_standard_errors=False,
    )


def _module(name: str) -> Any:
    return importlib.import_module(name)


def _product(persons: int, items: int, points: int) -> Callable[[], object]:
    rng = np.random.default_rng(0)
    left, right = rng.random((persons, items)), rng.random((items, points))
    room = np.empty((persons, points))
    return lambda: np.matmul(left, right, out=room)


def _two_products(points: int) -> Callable[[], object]:
    first, second = _product(PERSONS, ITEMS, points), _product(ITEMS, PERSONS, points)
    return lambda: (first(), second())


def _passes(found: Calibration) -> str:
    return " + ".join(f"{passes} x {points} points" for points, passes in found.work)


def _row(
    what: str, measured: float, against: str, reference: float | None, rounds: int, unit: str = "s"
) -> Row:
    return {
        "what": what,
        "unit": unit,
        "measured": measured,
        "against": against,
        "reference": reference,
        "ratio": None if reference is None else measured / reference,
        "rounds": rounds,
    }


def _interleaved(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return median seconds of each job, run in turn."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for round_number in range(rounds + 1):
        for name, job in jobs.items():
            started = time.perf_counter()
            job()
            if round_number:  # the first round warms caches and threads
                taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(times) for name, times in taken.items()}

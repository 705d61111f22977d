"""What calibration and scoring cost, against matrix products nobody can avoid and against peers.

The floor of a calibration is the two products of each E-step it made (4 N J K flops), that of
EAP the one product of its shape, both measured by dgemm in the same run, turn by turn, so that
a busy machine slows both alike. `station.bench.psychometrics_peers` runs what PyPI offers.
"""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from station.bench.psychometrics_peers import peer_rows
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
R_MIRT = f"R mirt on {PERSONS} x {ITEMS} and two cores, measured once"

Row = dict[str, Any]


def rows(
    *,
    rounds: int = 7,
    seed: int = 1,
    peers: bool = True,
    persons: int = PERSONS,
    items: int = ITEMS,
) -> list[Row]:
    """Return the bench rows, those of similarity included.

    Args:
        rounds: Measured rounds; the median counts.
        seed: Of the simulated data.
        peers: Whether to run installed peers too; the slowest takes minutes.
        persons: Persons simulated for calibration and scoring.
        items: Items simulated for them.
    """
    responses = draw_study("2pl", persons, items, seed)[2]
    own = calibration_rows(responses, rounds)
    sizes = size_rows(responses, draw_study("2pl", 10 * persons, items, seed)[2], min(rounds, 3))
    compared = []
    if peers:
        found = calibrate(responses, "2pl", Settings(grid=Grid(points=POINTS)))
        compared = peer_rows(responses, found, own[0]["measured"])
    return [*own, *sizes, *compared, *similarity_rows(rounds=rounds, seed=seed)]


def calibration_rows(responses: Responses, rounds: int) -> list[Row]:
    """Return the rows `2pl`, `2pl with se` and `eap`, and that against R."""
    persons, items = responses.codes.shape
    settings = Settings(grid=Grid(points=POINTS))
    found = calibrate(responses, "2pl", settings)
    patterns = (collapse(responses),)
    jobs: dict[str, Callable[[], object]] = {
        "2pl": lambda: calibrate(responses, "2pl", settings),
        "se": lambda: standard_errors(patterns, found.params, found.grid, GuessingPrior()),
        "eap": lambda: expected_a_posteriori(patterns[0], found.params, found.grid),
        "gemm": _product(persons, items, found.grid.points),
    }
    jobs |= {f"floor {points}": _two_products(persons, items, points) for points, _ in found.work}
    taken = _interleaved(jobs, rounds)
    floor = sum(passes * taken[f"floor {points}"] for points, passes in found.work)
    shape = f"{persons} x {items}, {_passes(found)}"
    return [
        _row("2pl", taken["2pl"], f"two products an E-step, {shape}", floor, rounds),
        _row("2pl with se", taken["2pl"] + taken["se"], f"the same, {shape}", floor, rounds),
        _row(
            "eap", taken["eap"], f"one product, {found.grid.points} points", taken["gemm"], rounds
        ),
        _row("2pl against R", taken["2pl"], R_MIRT, R_MIRT_SECONDS, rounds),
    ]


def size_rows(small: Responses, large: Responses, rounds: int) -> list[Row]:
    """Return what ten times the people cost, and the memory they take."""
    settings = Settings(grid=Grid(points=POINTS))
    taken = _interleaved(
        {
            "small": lambda: calibrate(small, "2pl", settings),
            "large": lambda: calibrate(large, "2pl", settings),
        },
        rounds,
    )
    tracemalloc.start()
    calibrate(large, "2pl", settings)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    against = f"{small.persons} people"
    return [
        _row("2pl, ten times the people", taken["large"], against, taken["small"], rounds),
        _row("memory, ten times the people", peak / 2**20, "1 GB", 1024.0, 1, unit="MB"),
    ]


def _product(persons: int, items: int, points: int) -> Callable[[], object]:
    rng = np.random.default_rng(0)
    left, right = rng.random((persons, items)), rng.random((items, points))
    room = np.empty((persons, points))
    return lambda: np.matmul(left, right, out=room)


def _two_products(persons: int, items: int, points: int) -> Callable[[], object]:
    first, second = _product(persons, items, points), _product(items, persons, points)
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

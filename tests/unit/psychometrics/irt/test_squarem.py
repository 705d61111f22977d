"""Squared extrapolation: same fixed point, fewer passes, never downhill."""

import numpy as np

from station.psychometrics.irt.squarem import squarem


def _slow(point: np.ndarray) -> tuple[np.ndarray, float]:
    """Return a linear contraction towards (1, 2) at rates .95 and .6, with its objective."""
    goal, rate = np.array([1.0, 2.0]), np.array([0.95, 0.6])
    return goal + rate * (point - goal), -float(((point - goal) ** 2).sum())


def test_it_reaches_the_fixed_point_in_fewer_passes_than_plain_steps() -> None:
    found = squarem(_slow, np.array([8.0, -3.0]), tolerance=1e-10, most_passes=400)

    plain = int(np.ceil(np.log(1e-10 / 0.35) / np.log(0.95)))
    assert found.converged
    assert np.allclose(found.point, [1.0, 2.0], atol=1e-7)
    assert found.passes < plain / 4


def test_it_never_accepts_a_worse_point_than_the_plain_step() -> None:
    seen = []

    def guarded(point: np.ndarray) -> tuple[np.ndarray, float]:
        image, objective = _slow(point)
        if point[0] < 0.9:  # beyond here the extrapolation leaves the model
            return image, -np.inf
        seen.append(objective)
        return image, objective

    found = squarem(guarded, np.array([8.0, -3.0]), tolerance=1e-8, most_passes=2000)

    assert found.converged
    assert np.isfinite(found.objective)


def test_running_out_of_passes_is_no_convergence() -> None:
    found = squarem(_slow, np.array([8.0, -3.0]), tolerance=1e-10, most_passes=3)

    assert not found.converged
    assert found.passes == 3

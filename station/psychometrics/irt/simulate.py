"""Simulated responses, for benches, recovery campaigns and tests. Chance is an argument."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.models import Parameters, model_named
from station.psychometrics.irt.responses import Coding, Responses

Floats = NDArray[np.float64]
BLOCK = 2000


def draw_parameters(
    model: str, items: int, rng: np.random.Generator, *, categories: int = 2
) -> Parameters:
    """Return the stated generator of this project's campaigns.

    Slopes: log a ~ N(0, 0.3); locations: b ~ N(0, 1); with several categories the thresholds
    (grm) or steps (gpcm, pcm) lie around b at equal distances of 0.8; asymptotes (3pl): 0.2.
    Where slopes are fixed at 1 the latent variance is 1 all the same.
    """
    chosen = model_named(model)
    slopes = np.exp(rng.normal(0.0, 0.3, items)) if chosen.slope_free else np.ones(items)
    centre = rng.normal(0.0, 1.0, (items, 1))
    steps = 0.8 * (np.arange(categories - 1) - 0.5 * (categories - 2))
    d = -slopes[:, None] * (centre + steps)
    if not chosen.dichotomous and model != "grm":
        d = np.cumsum(d, axis=1)
    columns = [slopes[:, None], d]
    if chosen.guessing:
        columns.append(np.full((items, 1), np.log(0.2 / 0.8)))
    coding = Coding(
        names=tuple(f"item{j + 1}" for j in range(items)),
        labels=tuple(tuple(range(categories)) for _ in range(items)),
    )
    return Parameters(model=chosen, coding=coding, values=np.concatenate(columns, axis=1))


def draw_responses(params: Parameters, theta: Floats, rng: np.random.Generator) -> Responses:
    """Return responses of persons with abilities `theta` (persons,)."""
    codes = np.empty((theta.size, params.values.shape[0]), dtype=np.int8)
    for start in range(0, theta.size, BLOCK):
        people = slice(start, min(start + BLOCK, theta.size))
        above = np.cumsum(params.probabilities(theta[people]), axis=1)[:, :-1]
        chance = rng.random((codes.shape[1], 1, people.stop - start))
        codes[people] = (chance > above).sum(axis=1).T
    return Responses(coding=params.coding, codes=codes)


def draw_study(
    model: str, persons: int, items: int, seed: int | Sequence[int], *, categories: int = 2
) -> tuple[Parameters, Floats, Responses]:
    """Return true parameters, true abilities ~ N(0, 1), and responses."""
    rng = np.random.default_rng(seed)
    params = draw_parameters(model, items, rng, categories=categories)
    theta = rng.standard_normal(persons)
    return params, theta, draw_responses(params, theta, rng)

"""Marginal maximum likelihood: from responses to item parameters, reported honestly.

Promises: the quadrature grid doubles until its spacing is at most 0.9 of the smallest
posterior standard deviation, and widens until it holds five standard deviations of the latent
distribution, unless the caller forbids it, and then "converged" is false where the grid is too
coarse; the same data give the same digits in any row order, on any number of threads and in any
partitions. Refuses models that the data cannot identify.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import CalibrationBrokenError
from station.psychometrics.irt.estep import total
from station.psychometrics.irt.models import Parameters, model_named
from station.psychometrics.irt.mstep import (
    LARGEST_VARIANCE,
    SMALLEST_VARIANCE,
    GuessingPrior,
    maximise,
    rescale,
)
from station.psychometrics.irt.patterns import Patterns, collapse
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.responses import Responses
from station.psychometrics.irt.squarem import squarem
from station.psychometrics.irt.starts import starting_parameters

Floats = NDArray[np.float64]
Warnings = tuple[tuple[str, str], ...]

SURVEY_TOLERANCE = 0.02
EXTREME_SLOPE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to calibrate.

    Attributes:
        grid: The quadrature to start from.
        refine: Whether the grid may double and widen itself.
        tolerance: Largest change of a parameter in one EM step at the end.
        most_passes: E-steps allowed on one grid.
        prior: Prior of the lower asymptotes (3pl only).
    """

    grid: Grid = field(default_factory=Grid)
    refine: bool = True
    tolerance: float = 1e-7
    most_passes: int = 1000
    prior: GuessingPrior = field(default_factory=GuessingPrior)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Estimated parameters and how they came about.

    Attributes:
        params: The parameters.
        grid: The grid of the final estimates.
        log_likelihood: Marginal log likelihood at `params` (without any prior).
        persons: Persons with at least one answer.
        cycles: E-steps on all grids together.
        work: `(points, e_steps)` for each grid in turn.
        converged: Whether the last step was within the tolerance, on a grid fine enough and
            with a latent variance that is bounded.
        smallest_sd: Smallest posterior standard deviation of a person.
        tolerance: The tolerance used.
        warnings: `(code, sentence)` pairs.
    """

    params: Parameters
    grid: Grid
    log_likelihood: float
    persons: int
    cycles: int
    work: tuple[tuple[int, int], ...]
    converged: bool
    smallest_sd: float
    tolerance: float
    warnings: Warnings

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return -2.0 * self.log_likelihood + 2.0 * self.params.estimated

    @property
    def bic(self) -> float:
        """Schwarz's criterion, over persons with answers."""
        return -2.0 * self.log_likelihood + float(np.log(self.persons)) * self.params.estimated


def calibrate(
    responses: Responses | Sequence[Responses], model: str, settings: Settings | None = None
) -> Calibration:
    """Estimate item parameters.

    Args:
        responses: The data, or partitions of it under one coding.
        model: rasch, 2pl, 3pl, grm, pcm or gpcm.
        settings: How.

    Raises:
        UnknownModelError, NotDichotomousError, TooFewItemsError: The model does not fit the data.
        CalibrationBrokenError: The likelihood is not finite.
    """
    settings = settings or Settings()
    parts = (responses,) if isinstance(responses, Responses) else tuple(responses)
    chosen = model_named(model)
    chosen.check(parts[0].coding)
    partitions = tuple(collapse(part) for part in parts)
    start = starting_parameters(partitions, chosen, parts[0].coding, settings.prior)
    search = _Search(partitions=partitions, settings=settings, params=start, grid=settings.grid)
    search.run()
    return search.report(parts[0].warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One E-step and M-step: where it went from `point`, plainly and expanded."""

    grid: Grid
    point: Floats
    image: Floats
    expanded: Floats
    objective: float
    log_likelihood: float
    smallest_sd: float

    @property
    def plain(self) -> float:
        """Largest absolute change of the plain step."""
        return float(np.abs(self.image - self.point).max())


class _Search:
    """One calibration under way: the current parameters, the grid, and the work done."""

    def __init__(
        self,
        *,
        partitions: tuple[Patterns, ...],
        settings: Settings,
        params: Parameters,
        grid: Grid,
    ) -> None:
        self.partitions, self.settings = partitions, settings
        self.params, self.grid = params, grid
        self.passes: dict[int, int] = {}
        self.settled = False
        self.last: _Step | None = None

    def run(self) -> None:
        """Survey on coarse grids, then finish on one that is fine enough, if one may be had.

        The expanded map finds the way; the plain one, whose fixed points are exactly those of
        the likelihood on this grid, has the last word.
        """
        if self.settings.refine:
            self._climb(SURVEY_TOLERANCE, expand=True)
            while self.settled and self._refine():
                self._climb(SURVEY_TOLERANCE, expand=True)
        self._climb(self.settings.tolerance, expand=True)
        self._finish()
        while self.settings.refine and self.settled and self._refine():
            self._finish()

    def report(self, warnings: Warnings) -> Calibration:
        """Return the calibration with everything a reader must know."""
        last = self._step(_pack(self.params))
        fine = self.grid.fine_enough(last.smallest_sd)
        found = Calibration(
            params=self.params,
            grid=self.grid,
            log_likelihood=last.log_likelihood,
            persons=sum(patterns.answered for patterns in self.partitions),
            cycles=sum(self.passes.values()),
            work=tuple(self.passes.items()),
            converged=self.settled and fine and not _boundless(self.params),
            smallest_sd=last.smallest_sd,
            tolerance=self.settings.tolerance,
            warnings=warnings,
        )
        return replace(found, warnings=warnings + _warnings(found, settled=self.settled))

    def _finish(self) -> None:
        if self._step(_pack(self.params)).plain > self.settings.tolerance:
            self._climb(self.settings.tolerance, expand=False)

    def _climb(self, tolerance: float, *, expand: bool) -> None:
        """Iterate on the current grid, within what its passes leave."""
        found = squarem(
            lambda point: self._image(point, expand=expand),
            _pack(self.params),
            tolerance=tolerance,
            most_passes=self.settings.most_passes - self.passes.get(self.grid.points, 0),
        )
        if not (np.isfinite(found.objective) and np.isfinite(found.point).all()):
            raise CalibrationBrokenError("the log likelihood is not finite")
        self.params, self.settled = _unpack(self.params, found.point), found.converged

    def _image(self, point: Floats, *, expand: bool) -> tuple[Floats, float]:
        step = self._step(point)
        return (step.expanded if expand else step.image), step.objective

    def _step(self, point: Floats) -> "_Step":
        """Return the EM step from a point on the current grid; the last one is remembered."""
        last = self.last
        if last is None or last.grid != self.grid or not np.array_equal(last.point, point):
            with np.errstate(all="ignore"):
                self.last = last = self._fresh_step(point)
            self.passes[self.grid.points] = self.passes.get(self.grid.points, 0) + 1
        return last

    def _fresh_step(self, point: Floats) -> "_Step":
        params, prior = _unpack(self.params, point), self.settings.prior
        statistics = total(self.partitions, params, self.grid)
        objective = statistics.log_likelihood
        if params.model.guessing:
            objective += float(prior.log_density(params.values[:, 2]).sum())
        image = expanded = point
        if np.isfinite(objective):
            moved = maximise(params, statistics, self.grid, prior)
            image, expanded = _pack(moved), _pack(rescale(moved, statistics, self.grid))
        return _Step(
            grid=self.grid,
            point=point,
            image=image,
            expanded=expanded,
            objective=objective if np.isfinite(objective) else -np.inf,
            log_likelihood=statistics.log_likelihood,
            smallest_sd=statistics.smallest_sd,
        )

    def _refine(self) -> bool:
        """Double the grid if it is too coarse or too narrow; return whether it was."""
        smallest_sd = self._step(_pack(self.params)).smallest_sd
        if not self.grid.can_double():
            return False
        if not self.grid.wide_enough(self.params.variance):
            self.grid = self.grid.widened()
        elif not self.grid.fine_enough(smallest_sd):
            self.grid = self.grid.doubled()
        else:
            return False
        return True


def _pack(params: Parameters) -> Floats:
    free = params.values[params.free]
    return np.append(free, np.log(params.variance)) if params.free_variance else free


def _unpack(params: Parameters, point: Floats) -> Parameters:
    values, variance = params.values.copy(), params.variance
    if params.free_variance:
        point, variance = point[:-1], float(np.exp(point[-1].clip(-20.0, 20.0)))
    values[params.free] = point
    return replace(params, values=values, variance=variance)


def _warnings(found: Calibration, *, settled: bool) -> Warnings:
    warnings = []
    if not settled:
        text = f"no convergence within {found.cycles} passes: the estimates are not to be used"
        warnings.append(("not_converged", text))
    if not found.grid.fine_enough(found.smallest_sd):
        text = (
            f"spacing {found.grid.spacing:.4f} is over 0.9 of the smallest posterior SD "
            f"{found.smallest_sd:.4f}: give more points or let the grid refine itself"
        )
        warnings.append(("grid_too_coarse", text))
    return (*warnings, *_variance_warnings(found), *_slope_warnings(found.params))


def _boundless(params: Parameters) -> bool:
    """Return whether the latent variance grew until it was stopped."""
    return params.free_variance and params.variance >= LARGEST_VARIANCE * (1.0 - 1e-6)


def _variance_warnings(found: Calibration) -> Warnings:
    variance, grid = found.params.variance, found.grid
    if _boundless(found.params):
        text = "the latent variance grows without end: these answers leave nothing to chance"
        return (("boundless_variance", text),)
    if found.params.free_variance and variance <= 2.0 * SMALLEST_VARIANCE:
        return (("no_common_variance", "the items share no variance: there is nothing to score"),)
    if not grid.wide_enough(variance):
        text = (
            f"latent SD {np.sqrt(variance):.2f}: the bounds are closer than five of them; "
            "widen them or let the grid refine itself"
        )
        return (("grid_too_narrow", text),)
    return ()


def _slope_warnings(params: Parameters) -> Warnings:
    names, slopes = params.coding.names, params.slopes
    negative = [n for n, a in zip(names, slopes, strict=True) if a < 0.0]
    extreme = [n for n, a in zip(names, slopes, strict=True) if abs(a) > EXTREME_SLOPE]
    warnings = [
        ("negative_slope", f"{name}: higher ability, lower score; check the key")
        for name in negative
    ]
    text = "slope beyond 10: these data do not bound it"
    return (*warnings, *(("extreme_slope", f"{name}: {text}") for name in extreme))

"""Linking two calibrations onto one scale through anchor items, with standard errors.

theta_base = slope * theta_new + intercept. Mean-sigma (Marco 1977) from the locations;
Haebara (1980) and Stocking & Lord (1983) from the curves, with normal weights on the base
scale. Standard errors by the delta method from both calibrations (Ogasawara 2001), leaving out
terms that vanish with the residuals. The two calibrations rest on different persons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.errors import LinkingError
from station.psychometrics.irt.models import Parameters
from station.psychometrics.irt.observed import StandardErrors
from station.psychometrics.irt.quadrature import Grid

Floats = NDArray[np.float64]
Method = Literal["mean-sigma", "haebara", "stocking-lord"]

STEPS = 100
PRECISE = 1e-12
NUDGE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The line from the new scale to the base scale.

    Attributes:
        method: How it was found.
        slope: A.
        intercept: B.
        se_slope: Its standard error, NaN without errors of both calibrations.
        se_intercept: Likewise.
        anchors: Names of the items used.
    """

    method: Method
    slope: float
    intercept: float
    se_slope: float
    se_intercept: float
    anchors: tuple[str, ...]

    def abilities(self, theta: Floats) -> Floats:
        """Return abilities of the new scale on the base scale."""
        return self.slope * theta + self.intercept


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """Parameters with the errors of their estimation, if known."""

    params: Parameters
    errors: StandardErrors | None = None


def link(
    new: Calibrated, base: Calibrated, method: Method, anchors: Sequence[str] | None = None
) -> Linking:
    """Return the linking of `new` onto the scale of `base`.

    Args:
        new: The calibration to move.
        base: The calibration that stays.
        method: Which criterion.
        anchors: Items that both share; all common items if not given.

    Raises:
        LinkingError: Different models, fewer than two anchors, anchors coded differently, or of
            one location.
    """
    names = _anchors(new.params, base.params, anchors)
    pair = _Pair(new=_subset(new.params, names), base=_subset(base.params, names))
    line = _mean_sigma(pair.new, pair.base)
    if not (np.isfinite(line).all() and line[0] > 0.0):
        raise LinkingError("the anchors' locations do not vary")
    if method == "mean-sigma":
        gradients = _mean_sigma_gradients(pair)
    else:
        line = _fit_curves(pair, line, method)
        gradients = _curve_gradients(pair, line, method)
    spread = _line_errors(gradients, (new, base), names)
    return Linking(
        method=method,
        slope=float(line[0]),
        intercept=float(line[1]),
        se_slope=float(spread[0]),
        se_intercept=float(spread[1]),
        anchors=names,
    )


def moved(params: Parameters, linking: Linking) -> Parameters:
    """Return parameters of the new scale on the base scale; the latent mean moves off 0 there."""
    slope, shift = linking.slope, linking.intercept / linking.slope
    values = params.values.copy()
    rise = params.model.family.rise(values)
    values[:, 1 : 1 + rise.shape[1]] -= shift * rise
    values[:, 0] /= slope
    return replace(params, values=values, variance=params.variance * slope**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The anchors under both calibrations, in one order."""

    new: Parameters
    base: Parameters


def _anchors(new: Parameters, base: Parameters, wanted: Sequence[str] | None) -> tuple[str, ...]:
    if new.model is not base.model:
        raise LinkingError(f"{new.model.name} cannot be linked to {base.model.name}")
    coded = [dict(zip(p.coding.names, p.coding.labels, strict=True)) for p in (new, base)]
    common = tuple(name for name in new.coding.names if name in coded[1])
    names = common if wanted is None else tuple(wanted)
    for name in names:
        if name not in common:
            raise LinkingError(f"anchor {name} is not in both calibrations")
        if coded[0][name] != coded[1][name]:
            raise LinkingError(f"anchor {name} has other categories in the two calibrations")
    if len(names) < 2:
        raise LinkingError(f"{len(names)} anchors")
    return names


def _subset(params: Parameters, names: Sequence[str]) -> Parameters:
    rows = [params.coding.names.index(name) for name in names]
    labels = tuple(params.coding.labels[row] for row in rows)
    coding = replace(params.coding, names=tuple(names), labels=labels)
    width = int(coding.categories.max()) + int(params.model.guessing)
    return replace(params, coding=coding, values=params.values[rows][:, :width])


def _mean_sigma(new: Parameters, base: Parameters) -> Floats:
    if not new.model.slope_free:
        return np.array([1.0, np.nanmean(base.locations()) - np.nanmean(new.locations())])
    with np.errstate(all="ignore"):
        slope = np.nanstd(base.locations()) / np.nanstd(new.locations())
    return np.array([slope, np.nanmean(base.locations()) - slope * np.nanmean(new.locations())])


def _mean_sigma_gradients(pair: _Pair) -> tuple[Floats, Floats]:
    """Return the derivatives of (A, B) by the parameters of both, by central differences."""
    by_new = _differences(
        lambda values: _mean_sigma(replace(pair.new, values=values), pair.base), pair.new
    )
    by_base = _differences(
        lambda values: _mean_sigma(pair.new, replace(pair.base, values=values)), pair.base
    )
    return by_new, by_base


def _differences(line: Callable[[Floats], Floats], params: Parameters) -> Floats:
    result = np.zeros((2, *params.values.shape))
    for place in zip(*np.nonzero(params.free), strict=True):
        step = np.zeros(params.values.shape)
        step[place] = NUDGE
        result[:, *place] = (line(params.values + step) - line(params.values - step)) / (2 * NUDGE)
    return result


def _fit_curves(pair: _Pair, line: Floats, method: Method) -> Floats:
    """Minimise the criterion from `line` by Gauss-Newton with halved steps."""
    for _ in range(STEPS):
        residual, by_line = _residuals(pair, line, method)
        if not pair.new.model.slope_free:
            by_line[..., 0] = 0.0
        flat = by_line.reshape(-1, 2)
        step = np.linalg.lstsq(flat, -residual.ravel(), rcond=None)[0]
        size, best = 1.0, float((residual**2).sum())
        while size > PRECISE:
            there = line + size * step
            if there[0] > 0.0 and float((_residuals(pair, there, method)[0] ** 2).sum()) <= best:
                break
            size *= 0.5
        else:
            return line
        line = there
        if np.abs(size * step).max() <= PRECISE:
            return line
    raise LinkingError("the criterion has no minimum these anchors could find")


def _residuals(pair: _Pair, line: Floats, method: Method) -> tuple[Floats, Floats]:
    """Return the weighted differences of the curves and their derivatives by A and B."""
    nodes, root = _weights()
    there = (nodes - line[1]) / line[0]
    new, slope = _curve(pair.new, there, method), _curve_slope(pair.new, there, method)
    difference = (_curve(pair.base, nodes, method) - new) * root
    by_line = np.stack([slope * there, slope], axis=-1) * (root / line[0])[:, None]
    return difference, by_line


def _weights() -> tuple[Floats, Floats]:
    grid = Grid()
    return grid.nodes, np.exp(0.5 * grid.log_weights(1.0))


def _curve(params: Parameters, theta: Floats, method: Method) -> Floats:
    """Return what is compared: every category's P, or the expected test score."""
    probability = params.probabilities(theta)
    return probability if method == "haebara" else _score(probability).sum(axis=0)


def _curve_slope(params: Parameters, theta: Floats, method: Method) -> Floats:
    probability = params.probabilities(theta)
    first, _ = params.model.family.by_theta(params.values, theta)
    slope = np.where(probability > 0.0, probability * first, 0.0)
    return slope if method == "haebara" else _score(slope).sum(axis=0)


def _score(by_category: Floats) -> Floats:
    category = np.arange(float(by_category.shape[1]))[None, :, None]
    return np.asarray((category * by_category).sum(axis=1))


def _curve_gradients(pair: _Pair, line: Floats, method: Method) -> tuple[Floats, Floats]:
    """Return the derivatives of (A, B) by the parameters of both, (2, items, parameters)."""
    nodes, root = _weights()
    by_line = _residuals(pair, line, method)[1]
    flat = by_line.reshape(-1, 2)
    if not pair.new.model.slope_free:
        flat = flat * np.array([0.0, 1.0])
    bread = np.linalg.pinv(flat.T @ flat)
    found = []
    for params, theta, sign in (
        (pair.base, nodes, -1.0),
        (pair.new, (nodes - line[1]) / line[0], 1.0),
    ):
        slope = params.model.family.slope(params.values, theta)
        change = slope.probability[:, None] * slope.by_parameter * root
        if method == "haebara":
            by_parameter = np.einsum("jpck,jckl->ljp", change, by_line)
        else:
            category = np.arange(float(change.shape[2]))[:, None]
            by_parameter = np.einsum("jpk,kl->ljp", (category * change).sum(axis=2), by_line)
        found.append(sign * np.tensordot(bread, by_parameter, axes=1))
    return found[1], found[0]


def _line_errors(
    gradients: tuple[Floats, Floats], both: tuple[Calibrated, Calibrated], names: Sequence[str]
) -> Floats:
    """Return the standard errors of A and B; NaN if those of a calibration are unknown."""
    variance = np.zeros(2)
    for gradient, side in zip(gradients, both, strict=True):
        if side.errors is None:
            return np.full(2, np.nan)
        place = np.full(side.params.free.shape, -1)
        place[side.params.free] = np.arange(int(side.params.free.sum()))
        rows = [side.params.coding.names.index(name) for name in names]
        where = place[rows][:, : gradient.shape[2]]
        known = gradient[:, where >= 0]
        inside = side.errors.covariance[np.ix_(where[where >= 0], where[where >= 0])]
        variance += np.einsum("lp,pq,lq->l", known, inside, known)
    return np.asarray(np.sqrt(variance))

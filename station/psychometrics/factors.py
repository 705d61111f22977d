"""Common factors of a correlation matrix: minimum residuals or maximum likelihood.

Promises the exact minimum of the stated criterion (profiled over uniquenesses, bounded at
0.005), loadings ordered by variance with positive column sums, and a coded error instead of
an unconverged solution. Refuses more factors than the items can carry.

Sources: Harman and Jones (1966) for minres, Joreskog (1967) for maximum likelihood, Kaiser
(1958) for varimax, Jennrich (2002) for gradient projection to oblimin, Schmid and Leiman
(1957).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import minimize

from station.psychometrics.choices import Extraction
from station.psychometrics.errors import NotConvergedError, SettingError
from station.psychometrics.table import Floats

LEAST_UNIQUENESS = 0.005
ROTATION_STEPS = 1000
GOOD_ENOUGH = 1e-4
HALVINGS = 30
ROTATION_TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """A factor solution.

    Attributes:
        loadings: (items, factors) pattern.
        correlations: (factors, factors), identity when the factors are orthogonal.
        uniquenesses: (items,).
    """

    loadings: Floats
    correlations: Floats
    uniquenesses: Floats

    @property
    def reproduced(self) -> Floats:
        """Correlations the solution implies, with ones on the diagonal (items, items)."""
        implied = self.loadings @ self.correlations @ self.loadings.T
        np.fill_diagonal(implied, 1.0)
        return implied


@dataclass(frozen=True, slots=True, kw_only=True)
class Bifactor:
    """A Schmid-Leiman solution.

    Attributes:
        general: (items,) loadings on the general factor.
        groups: (items, factors) loadings on the group factors, orthogonal to it.
        uniquenesses: (items,).
    """

    general: Floats
    groups: Floats
    uniquenesses: Floats


def extract(
    correlations: Floats, factors: int, *, method: Extraction = Extraction.MINRES
) -> Factors:
    """Return the unrotated solution.

    Args:
        correlations: (items, items), ones on the diagonal.
        factors: How many factors.
        method: Criterion.

    Raises:
        SettingError: More factors than the items identify.
        NotConvergedError: The minimum was not found.
    """
    items = correlations.shape[0]
    if factors < 1 or factors >= items:
        raise SettingError(f"{factors} factors cannot be found in {items} items")
    objective = _minres if method is Extraction.MINRES else _likelihood
    found = minimize(
        objective,
        _start(correlations, factors),
        args=(correlations, factors),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUENESS, 1.0)] * items,
        options={"maxiter": 2000, "maxfun": 20000, "ftol": 1e-15, "gtol": 1e-9, "maxcor": 30},
    )
    if not _settled(found.x, found.jac):
        raise NotConvergedError(f"{factors} factors of {items} items: {found.message}")
    loadings = _loadings(found.x, correlations, factors, method)
    return Factors(
        loadings=_ordered(loadings),
        correlations=np.eye(factors),
        uniquenesses=1.0 - (loadings**2).sum(axis=1),
    )


def varimax(solution: Factors) -> Factors:
    """Return the solution rotated to varimax with Kaiser's normalisation."""
    if solution.loadings.shape[1] < 2:
        return solution
    weights = np.sqrt((solution.loadings**2).sum(axis=1, keepdims=True))
    scaled = solution.loadings / np.where(weights > 0, weights, 1.0)
    turn = np.eye(scaled.shape[1])
    before = 0.0
    for _ in range(ROTATION_STEPS):
        rotated = scaled @ turn
        target = rotated**3 - rotated * (rotated**2).mean(axis=0)
        left, sizes, right = np.linalg.svd(scaled.T @ target)
        turn = left @ right
        if sizes.sum() <= before * (1 + 1e-12):
            break
        before = float(sizes.sum())
    return Factors(
        loadings=_ordered(solution.loadings @ turn),
        correlations=solution.correlations,
        uniquenesses=solution.uniquenesses,
    )


def oblimin(solution: Factors) -> Factors:
    """Return the solution rotated to direct quartimin (oblimin with gamma 0).

    Raises:
        NotConvergedError: The rotation did not settle.
    """
    if solution.loadings.shape[1] < 2:
        return solution
    turn = _gradient_projection(solution.loadings)
    loadings = solution.loadings @ np.linalg.inv(turn).T
    signs = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    correlations = (turn.T @ turn) * np.outer(signs, signs)
    return Factors(
        loadings=(loadings * signs)[:, order],
        correlations=correlations[np.ix_(order, order)],
        uniquenesses=solution.uniquenesses,
    )


def schmid_leiman(solution: Factors) -> Bifactor:
    """Return the bifactor solution of an oblique one.

    With two factors the general loadings are set equal (psych's `option = "equal"`), which
    is an assumption, not an estimate; with one factor there are no group factors.
    """
    factors = solution.loadings.shape[1]
    if factors == 1:
        general = solution.loadings[:, 0]
        return Bifactor(
            general=general,
            groups=np.zeros((len(general), 0)),
            uniquenesses=solution.uniquenesses,
        )
    higher = _general_loadings(solution.correlations)
    group = solution.loadings * np.sqrt(np.maximum(1.0 - higher**2, 0.0))
    return Bifactor(
        general=solution.loadings @ higher, groups=group, uniquenesses=solution.uniquenesses
    )


def _general_loadings(correlations: Floats) -> Floats:
    if correlations.shape[0] > 2:
        return np.asarray(extract(correlations, 1).loadings[:, 0])
    shared = correlations[0, 1]
    return np.array([np.sqrt(abs(shared)), np.sign(shared) * np.sqrt(abs(shared))])


def _start(correlations: Floats, factors: int) -> Floats:
    precision = np.diag(np.linalg.pinv(correlations, hermitian=True))
    share = 1.0 - 0.5 * factors / correlations.shape[0]
    safe = np.where(precision > 0, precision, 1.0)
    return np.asarray(np.clip(share / safe, LEAST_UNIQUENESS, 1.0))


def _settled(point: Floats, gradient: Floats) -> bool:
    inside = (point > LEAST_UNIQUENESS + 1e-12) & (point < 1.0 - 1e-12)
    return bool(np.abs(gradient[inside]).max(initial=0.0) < 1e-4)


def _minres(unique: Floats, correlations: Floats, factors: int) -> tuple[float, Floats]:
    kept = _minres_loadings(unique, correlations, factors)
    residual = correlations - np.diag(unique) - kept @ kept.T
    return 0.5 * float((residual**2).sum()), -np.diag(residual)


def _minres_loadings(unique: Floats, correlations: Floats, factors: int) -> Floats:
    items = correlations.shape[0]
    largest = (items - factors, items - 1)
    values, vectors = eigh(correlations - np.diag(unique), subset_by_index=largest)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def _likelihood(unique: Floats, correlations: Floats, factors: int) -> tuple[float, Floats]:
    root = np.sqrt(unique)
    values, vectors = eigh(correlations / np.outer(root, root))
    rest = np.maximum(values[:-factors], 1e-12)
    kept = vectors[:, -factors:] * np.sqrt(np.maximum(values[-factors:] - 1.0, 0.0))
    kept = kept * root[:, None]
    gap = np.diag(kept @ kept.T + np.diag(unique) - correlations)
    return float((rest - np.log(rest) - 1.0).sum()), gap / unique**2


def _loadings(unique: Floats, correlations: Floats, factors: int, method: Extraction) -> Floats:
    if method is Extraction.MINRES:
        return _minres_loadings(unique, correlations, factors)
    root = np.sqrt(unique)
    values, vectors = eigh(correlations / np.outer(root, root))
    sizes = np.sqrt(np.maximum(values[-factors:] - 1.0, 0.0))
    return np.asarray(vectors[:, -factors:] * sizes * root[:, None])


def _ordered(loadings: Floats) -> Floats:
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    turned = loadings[:, order]
    return np.asarray(turned * np.where(turned.sum(axis=0) < 0, -1.0, 1.0))


def _quartimin(loadings: Floats) -> tuple[float, Floats]:
    squares = loadings**2
    others = squares @ (1.0 - np.eye(loadings.shape[1]))
    return float((squares * others).sum() / 4), loadings * others


def _gradient_projection(start: Floats) -> Floats:
    """Return the oblique transformation T (factors, factors), columns of unit length."""
    turn = np.eye(start.shape[1])
    step = 1.0
    loadings = start
    value, slope = _quartimin(loadings)
    for _ in range(ROTATION_STEPS):
        gradient = -(loadings.T @ slope @ np.linalg.inv(turn)).T
        downhill = gradient - turn * (turn * gradient).sum(axis=0)
        size = float(np.sqrt((downhill**2).sum()))
        if size < ROTATION_TOLERANCE:
            return turn
        step *= 2
        for _ in range(HALVINGS):
            tried = turn - step * downhill
            tried = tried / np.sqrt((tried**2).sum(axis=0))
            loadings = start @ np.linalg.inv(tried).T
            new_value, slope = _quartimin(loadings)
            if value - new_value > 0.5 * size**2 * step:
                break
            step /= 2
        turn, value = tried, new_value
    if size < GOOD_ENOUGH:
        return turn
    raise NotConvergedError("the oblique rotation did not settle")

"""The technical report's items in a calibration, and what calibration and times say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from station.psychometrics.finite import finite
from station.psychometrics.irt import Analysis
from station.psychometrics.technical_ability import LARGE_RMSEA, misfit_rmsea
from station.psychometrics.technical_report import Finding
from station.psychometrics.times import ItemTime

MISFIT_SQUARE = 1.3
ONE_SIDED_95 = 1.645
IN_ORDER_BY_DEFINITION = "grm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One item in the calibration; without arguments an item that was not calibrated.

    Attributes:
        a: Slope.
        b: Location; of several thresholds their mean.
        thresholds: Response value from which on, and its location.
        disordered: Neighbouring thresholds that stand in the wrong order, beyond chance (5 %): the
            response values where they begin. Never of grm, whose order is part of the model.
        infit: Information-weighted mean square.
        outfit: Unweighted mean square.
        s_x2_p: p-value of S-X2.
        rmsea: How far S-X2 departs from the model; `None` where it does not do so surely.
    """

    a: float | None = None
    b: float | None = None
    thresholds: tuple[tuple[int, float], ...] = ()
    disordered: tuple[tuple[int, int], ...] = ()
    infit: float | None = None
    outfit: float | None = None
    s_x2_p: float | None = None
    rmsea: float | None = None

    @property
    def findings(self) -> list[Finding]:
        """Return why to look at the item by its fit."""
        figures = (
            ("misfit", self.outfit, MISFIT_SQUARE),
            ("misfit_s_x2", self.rmsea, LARGE_RMSEA),
        )
        return [
            Finding(code=code, value=figure)
            for code, figure, most in figures
            if figure is not None and figure > most
        ]


def item_curves(found: Analysis | None) -> dict[str, Curve]:
    """Return every calibrated item's curve by its name; none without a calibration."""
    if not found:
        return {}
    params, rmsea = found.calibration.params, misfit_rmsea(found)
    p_values = found.chi_square.p if found.chi_square else rmsea
    locations = params.locations()
    curves = {}
    items = zip(params.coding.names, params.coding.labels, strict=True)
    for place, (name, labels) in enumerate(items):
        steps = locations[place, : len(labels) - 1]
        curves[name] = Curve(
            a=finite(params.slopes[place]),
            b=finite(steps.mean()),
            thresholds=tuple(
                (label, float(step))
                for label, step in zip(labels[1:], steps, strict=True)
                if np.isfinite(step)
            ),
            disordered=_disordered(found, place, labels),
            infit=finite(found.squares.infit[place]),
            outfit=finite(found.squares.outfit[place]),
            s_x2_p=finite(p_values[place]),
            rmsea=finite(rmsea[place]),
        )
    return curves


def _disordered(found: Analysis, place: int, labels: Sequence[int]) -> tuple[tuple[int, int], ...]:
    params = found.calibration.params
    if params.model.name == IN_ORDER_BY_DEFINITION:
        return ()
    steps = len(labels) - 1
    number = (np.cumsum(params.free) - 1).reshape(params.free.shape)[place, 1 : steps + 1]
    covariance = found.errors.covariance[np.ix_(number, number)]
    # One threshold less the next is (d[k-1] - 2 d[k] + d[k+1]) / a, with d[0] = 0.
    bend = np.diff(np.eye(steps + 1), n=2, axis=0)[:, 1:]
    fall = np.sign(params.slopes[place]) * (bend @ params.values[place, 1 : steps + 1])
    error = np.sqrt((bend @ covariance * bend).sum(axis=1))
    wrong = np.flatnonzero(fall > ONE_SIDED_95 * error).tolist()
    return tuple((labels[k + 1], labels[k + 2]) for k in wrong)


def rapid_findings(times: Sequence[ItemTime]) -> dict[str, Finding]:
    """Return the items that more than one person in ten answered too quickly."""
    return {row.item: Finding(code="rapid", value=row.rapid_share) for row in times if row.flags}

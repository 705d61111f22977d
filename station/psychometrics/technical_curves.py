"""The technical report's items in a calibration, and what calibration and times say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from station.psychometrics.finite import finite
from station.psychometrics.irt import Analysis
from station.psychometrics.technical_ability import MISFIT_P, misfit_p
from station.psychometrics.technical_report import Finding
from station.psychometrics.times import ItemTime

MISFIT_SQUARE = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One item in the calibration; without arguments an item that was not calibrated.

    Attributes:
        a: Slope.
        b: Location; of several thresholds their mean.
        thresholds: Response value from which on, and its location.
        infit: Information-weighted mean square.
        outfit: Unweighted mean square.
        s_x2_p: p-value of S-X2.
        misfit: Whether S-X2, after adjustment, or outfit say that the model does not fit.
    """

    a: float | None = None
    b: float | None = None
    thresholds: tuple[tuple[int, float], ...] = ()
    infit: float | None = None
    outfit: float | None = None
    s_x2_p: float | None = None
    misfit: bool = False

    @property
    def findings(self) -> list[Finding]:
        """Return why to look at the item by its fit."""
        return [Finding(code="misfit", value=self.outfit)] if self.misfit else []


def item_curves(found: Analysis | None) -> dict[str, Curve]:
    """Return every calibrated item's curve by its name; none without a calibration."""
    if not found:
        return {}
    params, adjusted = found.calibration.params, misfit_p(found)
    p_values = found.chi_square.p if found.chi_square else adjusted
    locations = params.locations()
    curves = {}
    for place, (name, labels) in enumerate(
        zip(params.coding.names, params.coding.labels, strict=True)
    ):
        outfit = finite(found.squares.outfit[place])
        steps = locations[place, : len(labels) - 1]
        curves[name] = Curve(
            a=finite(params.slopes[place]),
            b=finite(steps.mean()),
            thresholds=tuple(
                (label, float(step))
                for label, step in zip(labels[1:], steps, strict=True)
                if np.isfinite(step)
            ),
            infit=finite(found.squares.infit[place]),
            outfit=outfit,
            s_x2_p=finite(p_values[place]),
            misfit=bool(adjusted[place] < MISFIT_P) or (outfit or 0.0) > MISFIT_SQUARE,
        )
    return curves


def rapid_findings(times: Sequence[ItemTime]) -> dict[str, Finding]:
    """Return the items that more than one person in ten answered too quickly."""
    return {row.item: Finding(code="rapid", value=row.rapid_share) for row in times if row.flags}

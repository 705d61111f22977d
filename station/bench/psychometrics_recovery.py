"""Whether known parameters come back: a campaign over simulated studies.

Generator: log a ~ N(0, 0.3), b ~ N(0, 1), thresholds or steps 0.8 apart, theta ~ N(0, 1)
(`irt.simulate.draw_parameters`). For each seed a study is drawn, calibrated and scored; the
figures are means over seeds. Coverage is that of EAP +- 1.96 SE over the simulated abilities.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from station.psychometrics.irt import calibrate, collapse, expected_a_posteriori
from station.psychometrics.irt.simulate import draw_study

NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One kind of study and what it must reach; `None` where only the figure is wanted."""

    model: str
    persons: int
    items: int
    categories: int
    most_rmse_a: float | None = None
    most_rmse_b: float | None = None


STUDIES = (
    Study(
        model="2pl", persons=2_121, items=400, categories=2, most_rmse_a=0.068, most_rmse_b=0.087
    ),
    Study(model="grm", persons=2_121, items=100, categories=5, most_rmse_a=0.06, most_rmse_b=0.10),
    Study(model="gpcm", persons=2_121, items=100, categories=5, most_rmse_a=0.06, most_rmse_b=0.20),
)


def recovery_rows(*, seeds: int = 20, studies: tuple[Study, ...] = STUDIES) -> list[dict[str, Any]]:
    """Return rows: RMSE of a and b, and coverage, each a mean over the seeds."""
    return [row for study in studies for row in _study_rows(study, seeds)]


def recovery(study: Study, seed: int) -> tuple[float, float, float]:
    """Return RMSE of a, RMSE of b, and coverage of one simulated study."""
    true, theta, responses = draw_study(
        study.model, study.persons, study.items, seed, categories=study.categories
    )
    found = calibrate(responses, study.model)
    patterns = collapse(responses)
    eap = expected_a_posteriori(patterns, found.params, found.grid)
    error = np.abs(patterns.spread(eap.estimate) - theta)
    covered = error <= NORMAL_95 * patterns.spread(eap.se)
    difference_a = found.params.slopes - true.slopes
    difference_b = found.params.locations() - true.locations()
    return (
        float(np.sqrt(np.mean(difference_a**2))),
        float(np.sqrt(np.mean(difference_b**2))),
        float(covered.mean()),
    )


def _study_rows(study: Study, seeds: int) -> list[dict[str, Any]]:
    figures = np.mean([recovery(study, seed) for seed in range(1, seeds + 1)], axis=0)
    name = f"{study.model} {study.persons} x {study.items}"
    wanted = (
        ("rmse a", "at most", study.most_rmse_a),
        ("rmse b", "at most", study.most_rmse_b),
        ("coverage", "nominal, .94 to .96", 0.95),
    )
    return [
        {
            "what": f"{name}: {what}",
            "unit": "",
            "measured": float(figure),
            "against": against,
            "reference": reference,
            "ratio": None if reference is None else float(figure) / reference,
            "rounds": seeds,
        }
        for figure, (what, against, reference) in zip(figures, wanted, strict=True)
    ]

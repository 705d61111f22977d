"""Observed-score equating of the ACT mathematics forms against R's equate."""

from pathlib import Path

import pytest

from station.psychometrics.choices import Method
from station.psychometrics.equating.distribution import Distribution, distribution
from station.psychometrics.equating.methods import equate
from tests.unit.psychometrics.reference import Differences, figures, published

EXACT = 1e-9
CASES = [
    ("mean", Method.MEAN, None),
    ("linear", Method.LINEAR, None),
    ("equipercentile", Method.EQUIPERCENTILE, None),
    ("equipercentile_loglin6", Method.EQUIPERCENTILE, 6),
]


def _form(reference_dir: Path, column: str) -> Distribution:
    counts = published(reference_dir / "equating" / "actmath_freqs.csv")
    return distribution(figures(counts["scale"]), figures(counts[column]))


@pytest.mark.parametrize("column, method, degree", CASES)
def test_reference_equating(
    column: str,
    method: Method,
    degree: int | None,
    reference_dir: Path,
    differences: Differences,
) -> None:
    answer = published(reference_dir / "equating" / "actmath_equating.csv")
    x, y = _form(reference_dir, "xcount"), _form(reference_dir, "ycount")

    found = equate(x, y, method, degree=degree)

    differences.within("equating", column, found.equivalents, figures(answer[column]), EXACT)


def test_reference_moments_of_the_forms(reference_dir: Path, differences: Differences) -> None:
    answer = published(reference_dir / "equating" / "actmath_moments.csv")
    forms = [_form(reference_dir, column) for column in ("xcount", "ycount")]

    ours = {
        "mean": [form.mean for form in forms],
        "sd": [form.sd for form in forms],
        "skew": [form.standard_moment(3) for form in forms],
        "kurt": [form.standard_moment(4) for form in forms],
        "n": [form.persons for form in forms],
    }
    for name, mine in ours.items():
        differences.within("equating", name, mine, figures(answer[name]), EXACT)

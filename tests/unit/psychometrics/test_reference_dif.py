"""Mantel-Haenszel, Breslow-Day, standardised and logistic DIF against R's difR."""

from pathlib import Path

import numpy as np
import pytest

from station.psychometrics.dif.logistic import LogisticDif, Question
from station.psychometrics.dif.matching import grouping
from station.psychometrics.dif.study import DifSettings, DifStudy, dif_study
from station.psychometrics.table import read_raw
from tests.unit.psychometrics.reference import Differences, figures, published

EXACT = 1e-9
# difR prints Breslow-Day to four decimals.
PRINTED = 5.1e-5
# R's glm stops when the deviance changes by less than 1e-8; its slopes carry that.
GLM = 1e-6
COUNTS = {"chi2": "MH_chi2", "odds": "alphaMH", "delta": "deltaMH", "variance": "varLambda"}
COUNTS |= {"p": "p"}
LOGISTIC = [
    ("difLogistic_udif", Question.UNIFORM, "plain"),
    ("difLogistic_nudif", Question.NON_UNIFORM, "plain"),
    ("difLogistic_both", Question.BOTH, "plain"),
    ("difLogistic_udif_purified", Question.UNIFORM, "purified"),
    ("difLogistic_both_purified", Question.BOTH, "purified"),
]


@pytest.fixture(scope="module")
def studies(shared_dir: Path) -> dict[str, DifStudy]:
    """Return the verbal aggression data studied by sex, women against men, three ways."""
    folder = shared_dir / "reference" / "psychometrics" / "verbal"
    raw = read_raw(folder / "responses_gender.csv")
    groups = grouping(raw.column("Gender"), "1")
    table = raw.without(["Anger", "Gender"]).numeric()
    settings = {
        "plain": DifSettings(),
        "uncorrected": DifSettings(correction=False),
        "purified": DifSettings(purified=True),
    }
    return {name: dif_study(table, groups, setting) for name, setting in settings.items()}


@pytest.mark.parametrize("file, study", [("difMH", "plain"), ("difMH_purified", "purified")])
def test_reference_mantel_haenszel(
    file: str,
    study: str,
    studies: dict[str, DifStudy],
    reference_dir: Path,
    differences: Differences,
) -> None:
    answer = published(reference_dir / "verbal" / f"{file}.csv")
    found = studies[study].items

    assert [row.item for row in found] == answer["item"]
    for ours, theirs in COUNTS.items():
        mine = [getattr(row.mantel_haenszel, ours) for row in found]
        differences.within("verbal", f"{file} {ours}", mine, figures(answer[theirs]), EXACT)


def test_reference_mantel_haenszel_without_correction(
    studies: dict[str, DifStudy], reference_dir: Path, differences: Differences
) -> None:
    answer = published(reference_dir / "verbal" / "difMH_nocorrection.csv")
    found = [row.mantel_haenszel for row in studies["uncorrected"].items]

    statistics = [row.chi2 for row in found]
    differences.within("verbal", "difMH plain chi2", statistics, figures(answer["MH_chi2"]), EXACT)


@pytest.mark.parametrize("file, study", [("difStd", "plain"), ("difStd_purified", "purified")])
def test_reference_standardised_difference(
    file: str,
    study: str,
    studies: dict[str, DifStudy],
    reference_dir: Path,
    differences: Differences,
) -> None:
    answer = published(reference_dir / "verbal" / f"{file}.csv")
    found = [row.standardised for row in studies[study].items]

    differences.within("verbal", file, found, figures(answer["stdPDIF"]), EXACT)


def test_reference_breslow_day(
    studies: dict[str, DifStudy], reference_dir: Path, differences: Differences
) -> None:
    answer = published(reference_dir / "verbal" / "breslow_day.csv")
    found = [row.breslow_day for row in studies["plain"].items]

    statistics, degrees = [row.statistic for row in found], [row.degrees for row in found]
    p_values = [row.p for row in found]
    differences.within("verbal", "Breslow-Day", statistics, figures(answer["X1"]), PRINTED)
    differences.within("verbal", "Breslow-Day degrees", degrees, figures(answer["X2"]), 0)
    differences.within("verbal", "Breslow-Day p", p_values, figures(answer["X3"]), PRINTED)


@pytest.mark.parametrize("file, question, study", LOGISTIC)
def test_reference_logistic(
    file: str,
    question: Question,
    study: str,
    studies: dict[str, DifStudy],
    reference_dir: Path,
    differences: Differences,
) -> None:
    answer = published(reference_dir / "verbal" / f"{file}.csv")
    rows = studies[study].items
    found = [getattr(row, question.value) for row in rows]

    columns = ("X.Intercept.", "SCORE", "GROUP", "SCORE.GROUP")
    theirs = np.column_stack([figures(answer[column]) for column in columns])
    statistics, changes = [row.statistic for row in found], [row.delta_r2 for row in found]
    chosen = [_chosen(row) for row in found]
    differences.within("verbal", f"{file} LRT", statistics, figures(answer["LRT"]), EXACT)
    differences.within("verbal", f"{file} R2", changes, figures(answer["deltaR2"]), EXACT)
    differences.within("verbal", f"{file} slopes", chosen, theirs, GLM)


def _chosen(row: LogisticDif) -> list[float]:
    """Return difR's coefficients: those with the difference only where it is significant."""
    assert row.p is not None
    slopes = row.with_difference if row.p < 0.05 else row.without
    assert slopes is not None
    return [*slopes, *[0.0] * (4 - len(slopes))]

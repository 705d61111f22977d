"""DIF by logistic regression: answer on score, group and their product.

Promises difR's figures: likelihood-ratio statistics and the change in Nagelkerke's R squared.
Where the groups can be told apart perfectly the estimates run off to infinity; then the
coefficients are withheld and the item carries a warning, the statistic stays.

Sources: Swaminathan and Rogers (1990); Nagelkerke (1991); Jodoin and Gierl (2001) for the
effect classes (0.035 and 0.070).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, xlog1py, xlogy
from scipy.stats import chi2

from station.psychometrics.dif.matching import Matching
from station.psychometrics.finite import finite
from station.psychometrics.table import Floats

STEPS = 60
TOLERANCE = 1e-13
RUNAWAY = 30.0
SMALL_R2 = 0.035
LARGE_R2 = 0.070


class Question(StrEnum):
    """Which difference is asked for."""

    UNIFORM = "uniform"
    NON_UNIFORM = "nonuniform"
    BOTH = "both"


_TERMS = {Question.UNIFORM: (2, 3), Question.NON_UNIFORM: (3, 4), Question.BOTH: (2, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticDif:
    """Logistic DIF of one item; `None` where it is not defined.

    Attributes:
        statistic: Likelihood-ratio chi-square.
        degrees: 1, or 2 when both differences are asked for together.
        p: Its p-value.
        delta_r2: Change of Nagelkerke's R squared.
        size: A, B or C by `delta_r2` (Jodoin and Gierl).
        without: Coefficients without the difference: intercept, score[, group].
        with_difference: Coefficients with it: intercept, score, group[, score x group].
        separated: The groups or answers can be told apart perfectly.
    """

    statistic: float | None
    degrees: int
    p: float | None
    delta_r2: float | None
    size: str | None
    without: tuple[float, ...] | None
    with_difference: tuple[float, ...] | None
    separated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    coefficients: Floats
    deviance: float
    settled: bool


def logistic_dif(
    matching: Matching, item: int, questions: Sequence[Question] = tuple(Question)
) -> dict[Question, LogisticDif]:
    """Return the logistic DIF of one item, one answer for each question.

    Args:
        matching: Matched persons.
        item: Column of the studied item.
        questions: Which differences.
    """
    answered = matching.answered(item)
    answers = matching.values[answered, item]
    if np.unique(answers).size < 2:
        return {question: _nothing(question) for question in questions}
    score = matching.scores(item)[answered]
    group = matching.focal[answered].astype(np.float64)
    design = np.column_stack([np.ones_like(score), score, group, score * group])
    needed = {terms for question in questions for terms in _TERMS[question]}
    fits = {terms: _fit(design[:, :terms], answers) for terms in sorted(needed)}
    found = {}
    for question in questions:
        few, many = _TERMS[question]
        found[question] = _answer(fits[few], fits[many], answers)
    return found


def _answer(small: _Fit, large: _Fit, answers: Floats) -> LogisticDif:
    degrees = large.coefficients.size - small.coefficients.size
    statistic = max(small.deviance - large.deviance, 0.0)
    change = _nagelkerke(large.deviance, answers) - _nagelkerke(small.deviance, answers)
    settled = small.settled and large.settled
    return LogisticDif(
        statistic=finite(statistic),
        degrees=degrees,
        p=finite(chi2.sf(statistic, degrees)),
        delta_r2=finite(change),
        size="A" if change < SMALL_R2 else "B" if change <= LARGE_R2 else "C",
        without=tuple(map(float, small.coefficients)) if settled else None,
        with_difference=tuple(map(float, large.coefficients)) if settled else None,
        separated=not settled,
    )


def _nothing(question: Question) -> LogisticDif:
    few, many = _TERMS[question]
    return LogisticDif(
        statistic=None,
        degrees=many - few,
        p=None,
        delta_r2=None,
        size=None,
        without=None,
        with_difference=None,
        separated=False,
    )


def _fit(design: Floats, answers: Floats) -> _Fit:
    """Maximise the likelihood by Newton steps on standardised columns."""
    centre, spread = design[:, 1:].mean(axis=0), design[:, 1:].std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = np.column_stack([design[:, 0], (design[:, 1:] - centre) / spread])
    slopes = np.zeros(scaled.shape[1])
    deviance = np.inf
    settled = False
    for _ in range(STEPS):
        chance = expit(scaled @ slopes)
        before, deviance = deviance, _deviance(answers, chance)
        if abs(before - deviance) <= TOLERANCE * (abs(deviance) + 0.1):
            settled = float(np.abs(slopes).max()) < RUNAWAY
            break
        weights = np.maximum(chance * (1 - chance), 1e-12)
        curvature = (scaled * weights[:, None]).T @ scaled
        slopes = slopes + np.linalg.lstsq(curvature, scaled.T @ (answers - chance), rcond=None)[0]
    raw = slopes[1:] / spread
    coefficients = np.concatenate([[slopes[0] - (raw * centre).sum()], raw])
    return _Fit(coefficients=coefficients, deviance=deviance, settled=settled)


def _deviance(answers: Floats, chance: Floats) -> float:
    return float(-2 * (xlogy(answers, chance) + xlog1py(1 - answers, -chance)).sum())


def _nagelkerke(deviance: float, answers: Floats) -> float:
    persons = answers.size
    empty = _deviance(answers, np.full(persons, answers.mean()))
    gained = 1 - np.exp((deviance - empty) / persons)
    return float(gained / (1 - np.exp(-empty / persons)))

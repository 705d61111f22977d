"""Equating functions: identity, mean, linear, equipercentile, and chains of them.

Standard errors are the published large-sample ones: Braun and Holland (1982) for linear,
Lord (1982) for unsmoothed equipercentile, the delta method of Zu and Yuan (2012) for chained
linear. Where none is published for what was done (smoothed, chained equipercentile) the
standard error is NaN in the arrays here and empty in files.
"""

from dataclasses import dataclass

import numpy as np

from station.psychometrics.choices import Method
from station.psychometrics.equating.distribution import (
    Distribution,
    count_scores,
    smoothed,
)
from station.psychometrics.errors import NoVariationError, SettingError
from station.psychometrics.table import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Equating:
    """A conversion table.

    Attributes:
        method: What was done, such as `equipercentile, log-linear 6` or `chained linear`.
        scores: (points,) scores on X.
        equivalents: (points,) the scores on Y that mean the same.
        errors: (points,) standard errors, NaN where none is published.
        slope: Of a straight line, else `None`.
        intercept: Likewise.
    """

    method: str
    scores: Floats
    equivalents: Floats
    errors: Floats
    slope: float | None = None
    intercept: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredScores:
    """One group's scores on its form and on the common items.

    Attributes:
        form: (persons,) whole scores on the form.
        anchor: (persons,) whole scores on the common items.
        highest_form: Highest possible score of the form.
        highest_anchor: Highest possible score of the common items.
    """

    form: Floats
    anchor: Floats
    highest_form: int
    highest_anchor: int


def equate(
    x: Distribution, y: Distribution, method: Method, *, degree: int | None = None
) -> Equating:
    """Equate X to Y in random groups.

    Args:
        x: Scores on form X.
        y: Scores on form Y.
        method: How.
        degree: Log-linear smoothing of both forms before equipercentile equating.

    Raises:
        SettingError: Smoothing asked of another method, or a degree that does not fit.
        NotConvergedError: The smoothing did not settle.
    """
    if degree is not None and method is not Method.EQUIPERCENTILE:
        raise SettingError("smoothing belongs to equipercentile equating")
    if method is Method.EQUIPERCENTILE:
        return _equipercentile(x, y, degree)
    slope, intercept = _line(x, y, method)
    return Equating(
        method=method.value,
        scores=x.scores,
        equivalents=slope * x.scores + intercept,
        errors=_line_errors(x, y, method),
        slope=slope,
        intercept=intercept,
    )


def chained(
    x: AnchoredScores, y: AnchoredScores, method: Method, *, degree: int | None = None
) -> Equating:
    """Equate X to the anchor in one group and the anchor to Y in the other.

    Args:
        x: The group that took X and the common items.
        y: The group that took Y and the common items.
        method: Mean, linear or equipercentile.
        degree: Log-linear smoothing of all four distributions (equipercentile only).

    Raises:
        SettingError: A method that cannot be chained, or scores outside their range.
        NoVariationError: A score that does not vary.
    """
    if method is Method.EQUIPERCENTILE:
        return _chained_equipercentile(x, y, degree)
    if method is Method.IDENTITY or degree is not None:
        raise SettingError("a chain is mean, linear or equipercentile; only the last is smoothed")
    return _chained_line(x, y, method)


def equipercentile_at(ranks: Floats, y: Distribution) -> tuple[Floats, Floats, Floats]:
    """Return the scores on Y with these percentile ranks.

    Where a rank falls on a score that nobody has, the middle of the flat stretch is taken
    (Kolen and Brennan, 2014, equation 2.18 and the lines after it).

    Args:
        ranks: (n,) shares from 0 to 1.
        y: Distribution on Y.

    Returns:
        (scores, share of persons at the score reached, share below it), each (n,).
    """
    cumulative = y.cumulative
    below = np.concatenate([[0.0], cumulative])
    upper = np.searchsorted(cumulative, ranks, side="right").clip(0, cumulative.size - 1)
    lower = np.searchsorted(cumulative, ranks, side="left").clip(0, cumulative.size - 1)
    share = below[upper + 1] - below[upper]
    from_above = _inside(ranks, y, below, upper)
    from_below = _inside(ranks, y, below, lower)
    scores = (from_above + from_below) / 2
    scores = np.where(ranks <= 0, y.scores[0] - y.half, scores)
    scores = np.where(ranks >= 1, y.scores[-1] + y.half, scores)
    return scores, share, below[upper]


def _inside(ranks: Floats, y: Distribution, below: Floats, place: np.ndarray) -> Floats:
    share = below[place + 1] - below[place]
    part = np.where(share > 0, (ranks - below[place]) / np.where(share > 0, share, 1.0), 0.0)
    return np.asarray(y.scores[place] - y.half + part * 2 * y.half)


def _equipercentile(x: Distribution, y: Distribution, degree: int | None) -> Equating:
    source, target = (x, y) if degree is None else (smoothed(x, degree), smoothed(y, degree))
    ranks = source.ranks
    scores, share, below = equipercentile_at(ranks, target)
    beyond = (ranks >= 1) & (x.scores > y.scores[-1] + y.half)
    errors = np.full(scores.shape, np.nan)
    if degree is None:
        errors = _lord(ranks, share, below, x.persons, y.persons)
    return Equating(
        method="equipercentile" if degree is None else f"equipercentile, log-linear {degree}",
        scores=x.scores,
        equivalents=np.where(beyond, x.scores, scores),
        errors=errors,
    )


def _lord(ranks: Floats, share: Floats, below: Floats, n_x: float, n_y: float) -> Floats:
    """Return Lord's standard errors, NaN at percentile ranks of 0 and 1."""
    safe = np.where(share > 0, share, np.nan)
    from_y = below - ranks**2 + (ranks - below) ** 2 / safe
    variance = (ranks * (1 - ranks) / n_x + from_y / n_y) / safe**2
    inside = (ranks > 0) & (ranks < 1) & (variance >= 0)
    return np.where(inside, np.sqrt(np.where(inside, variance, 0.0)), np.nan)


def _line(x: Distribution, y: Distribution, method: Method) -> tuple[float, float]:
    if method is Method.IDENTITY:
        return 1.0, 0.0
    slope = 1.0 if method is Method.MEAN else y.sd / x.sd
    return slope, y.mean - slope * x.mean


def _line_errors(x: Distribution, y: Distribution, method: Method) -> Floats:
    if method is Method.IDENTITY:
        return np.zeros(x.scores.shape)
    if method is Method.MEAN:
        return np.full(x.scores.shape, np.sqrt(x.variance / x.persons + y.variance / y.persons))
    z = (x.scores - x.mean) / x.sd
    skew = x.standard_moment(3) / x.persons + y.standard_moment(3) / y.persons
    tails = sum((form.standard_moment(4) - 1) / (4 * form.persons) for form in (x, y))
    variance = y.variance * (1 / x.persons + 1 / y.persons + skew * z + tails * z**2)
    return np.sqrt(variance)


def _chained_line(x: AnchoredScores, y: AnchoredScores, method: Method) -> Equating:
    sds = [part.std(ddof=1) for part in (x.form, x.anchor, y.anchor, y.form)]
    if min(sds) <= 0:
        raise NoVariationError("a score does not vary")
    first = 1.0 if method is Method.MEAN else sds[1] / sds[0]
    second = 1.0 if method is Method.MEAN else sds[3] / sds[2]
    slope = float(first * second)
    shift = second * (x.anchor.mean() - first * x.form.mean() - y.anchor.mean())
    intercept = float(shift + y.form.mean())
    scores = np.arange(x.highest_form + 1, dtype=np.float64)
    errors = _chain_errors(x, y, scores) if method is Method.LINEAR else _mean_errors(x, y, scores)
    return Equating(
        method=f"chained {method}",
        scores=scores,
        equivalents=slope * scores + intercept,
        errors=errors,
        slope=slope,
        intercept=intercept,
    )


def _mean_errors(x: AnchoredScores, y: AnchoredScores, scores: Floats) -> Floats:
    variance = np.var(x.anchor - x.form) / x.form.size + np.var(y.form - y.anchor) / y.form.size
    return np.full(scores.shape, np.sqrt(variance))


def _chain_errors(x: AnchoredScores, y: AnchoredScores, scores: Floats) -> Floats:
    """Return delta-method errors of the chained line without assuming normal scores."""
    (sx, sv), (sw, sy) = (
        (x.form.std(), x.anchor.std()),
        (y.anchor.std(), y.form.std()),
    )
    along = scores - x.form.mean()
    at_anchor = sv / sx * along + x.anchor.mean() - y.anchor.mean()
    by_group = (
        (
            (x.form, -sv * sy / (sx * sw), -0.5 * sv * sy / (sx**3 * sw) * along),
            (x.anchor, sy / sw, 0.5 * sy / (sx * sw * sv) * along),
        ),
        (
            (y.form, 1.0, 0.5 / (sw * sy) * at_anchor),
            (y.anchor, -sy / sw, -0.5 * sy / sw**3 * at_anchor),
        ),
    )
    return np.sqrt(sum(_influence_variance(parts, scores.size) for parts in by_group))


def _influence_variance(parts: tuple[tuple[Floats, float, Floats], ...], points: int) -> Floats:
    """Return the variance at each score point that one group's sampling adds (points,)."""
    influence = np.zeros((points, parts[0][0].size))
    for values, by_mean, by_variance in parts:
        gaps = values - values.mean()
        influence += by_mean * gaps + np.outer(by_variance, gaps**2 - gaps.var())
    return np.asarray((influence**2).mean(axis=1) / parts[0][0].size)


def _chained_equipercentile(x: AnchoredScores, y: AnchoredScores, degree: int | None) -> Equating:
    forms = [count_scores(g.form, 0, g.highest_form) for g in (x, y)]
    anchors = [count_scores(g.anchor, 0, g.highest_anchor) for g in (x, y)]
    if degree is not None:
        forms, anchors = ([smoothed(part, degree) for part in pair] for pair in (forms, anchors))
    on_anchor, _, _ = equipercentile_at(forms[0].ranks, anchors[0])
    scores, _, _ = equipercentile_at(anchors[1].rank_of(on_anchor), forms[1])
    note = "" if degree is None else f", log-linear {degree}"
    return Equating(
        method=f"chained equipercentile{note}",
        scores=forms[0].scores,
        equivalents=scores,
        errors=np.full(scores.shape, np.nan),
    )

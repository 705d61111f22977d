"""Response quality of questionnaires: signs that somebody answered without reading.

Promises the definitions of R's careless (longstring, intra-individual variability, Mahalanobis
distance, even-odd, synonyms and antonyms), without its random repair of undefined
correlations: what is not defined stays undefined. A sign is a reason to look at a person's
answers ("perlu ditinjau"), never a finding about the person.

Sources: Johnson (2005); Dunn, Heggestad, Shanock and Theilgard (2018); Meade and Craig (2012);
Curran (2016).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.stats import chi2

from station.psychometrics.correlation import moments, pairwise_correlations, varying
from station.psychometrics.errors import NoVariationError, SettingError
from station.psychometrics.finite import finite, ratio
from station.psychometrics.items import person_means
from station.psychometrics.table import Floats, Integers, ResponseTable, ScaleKey

FEWEST_PAIRS = 3
OUTLIER_P = 0.001
INCONSISTENT = -0.30
UNLIKE_SYNONYMS = 0.22
UNLIKE_ANTONYMS = -0.03
RARE_ANSWERS = 2
DESIRABLE_Z = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuality:
    """Signs in one person's answers; `None` where a sign is not defined.

    Attributes:
        row: Row of the person, 1 for the first.
        answered: Items with an answer.
        longstring: Longest run of one answer in item order.
        variability: Standard deviation over the person's answers (IRV).
        mahalanobis: Squared Mahalanobis distance from the average person.
        mahalanobis_p: Its chi-square p-value, degrees = items that vary.
        even_odd: Even-odd inconsistency, from -1 (consistent) to 1.
        synonyms: Correlation over pairs of items that most people answer alike.
        antonyms: Correlation over pairs that most people answer oppositely.
        infrequent: Answers that hardly anybody gives to control items.
        desirability: Social desirability, standardised over these persons.
        flags: `same_answer`, `long_run`, `outlier`, `inconsistent`, `synonyms`, `antonyms`,
            `infrequent`, `desirability`.
    """

    row: int
    answered: int
    longstring: int
    variability: float | None
    mahalanobis: float | None
    mahalanobis_p: float | None
    even_odd: float | None
    synonyms: float | None
    antonyms: float | None
    infrequent: int | None
    desirability: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySettings:
    """What the study knows besides the answers.

    Attributes:
        scales: Scales for even-odd, in item order.
        synonym_r: Pairs correlated above this count as synonyms, below its negative as
            antonyms.
        accepted: Control item to the answers an attentive person can give.
        desirability: Scale of social desirability.
        long_run: Longest run that is not flagged; half the items when `None`.
        like: Persons whose answers say what is usual: which item pairs go together and how far
            an answer lies from the average; the same persons when `None`.
    """

    scales: Sequence[ScaleKey] = ()
    synonym_r: float = 0.60
    accepted: Mapping[str, frozenset[float]] | None = None
    desirability: ScaleKey | None = None
    long_run: int | None = None
    like: ResponseTable | None = None


def longstring(values: Floats) -> Integers:
    """Return each person's longest run of one answer (persons,); a gap ends a run."""
    longest = np.zeros(values.shape[0], dtype=np.int64)
    run = np.zeros(values.shape[0], dtype=np.int64)
    previous = np.full(values.shape[0], np.nan)
    for column in values.T:
        run = np.where(column == previous, run + 1, ~np.isnan(column))
        longest = np.maximum(longest, run)
        previous = column
    return longest


def variability(values: Floats) -> Floats:
    """Return each person's standard deviation over items (persons,), divisor n - 1."""
    centred = values - person_means(values)[:, None]
    count = (~np.isnan(values)).sum(axis=1) - 1.0
    return np.asarray(np.sqrt(ratio(np.nansum(centred**2, axis=1), np.maximum(count, 0.0))))


def mahalanobis(values: Floats, like: Floats | None = None) -> Floats:
    """Return each person's squared distance (persons,), pairwise covariances.

    A missing answer adds nothing; a person without any answer is NaN.

    Args:
        values: (persons, items).
        like: Persons from whose average the distance counts; the same persons when `None`.

    Raises:
        NoVariationError: The covariances cannot be inverted.
    """
    usual = values if like is None else like
    covariances, _ = moments(usual)
    if np.linalg.matrix_rank(covariances) < covariances.shape[0]:
        raise NoVariationError("some items repeat others, so distances are not defined")
    centred = np.where(np.isnan(values), 0.0, values - np.nanmean(usual, axis=0))
    distances = (centred @ np.linalg.inv(covariances) * centred).sum(axis=1)
    return np.where(np.isnan(values).all(axis=1), np.nan, distances)


def even_odd(values: Floats, blocks: Sequence[Sequence[int]]) -> Floats:
    """Return each person's even-odd inconsistency (persons,), -1 the most consistent.

    Args:
        values: (persons, items).
        blocks: Columns of each scale, in order; reversed items already turned.

    Raises:
        SettingError: Fewer than two scales.
    """
    if len(blocks) < 2:
        raise SettingError("even-odd needs two scales or more")
    even = np.column_stack([person_means(values[:, list(block[1::2])]) for block in blocks])
    odd = np.column_stack([person_means(values[:, list(block[0::2])]) for block in blocks])
    half = _row_correlations(even, odd)
    return -np.maximum(ratio(2 * half, 1 + half), -1.0)


def alike_pairs(values: Floats, threshold: float, *, opposite: bool = False) -> Integers:
    """Return the pairs of columns correlated beyond the threshold (pairs, 2)."""
    correlations = pairwise_correlations(values)
    lower = np.tril(-correlations if opposite else correlations, -1)
    return np.argwhere(lower > abs(threshold))


def pair_consistency(values: Floats, pairs: Integers) -> Floats:
    """Return each person's correlation over item pairs (persons,), NaN under three pairs."""
    if len(pairs) < FEWEST_PAIRS:
        return np.full(values.shape[0], np.nan)
    first, second = values[:, pairs[:, 0]], values[:, pairs[:, 1]]
    enough = (~np.isnan(first) & ~np.isnan(second)).sum(axis=1) >= FEWEST_PAIRS
    return np.where(enough, _row_correlations(first, second), np.nan)


def infrequency(table: ResponseTable, accepted: Mapping[str, frozenset[float]]) -> Integers:
    """Return how many control items each person answered as hardly anybody does (persons,).

    Raises:
        TableColumnError: A control item is not in the table.
    """
    control = table.select(list(accepted))
    misses = np.zeros(table.persons, dtype=np.int64)
    for column, answers in zip(control.values.T, accepted.values(), strict=True):
        misses += ~np.isnan(column) & ~np.isin(column, list(answers))
    return misses


def quality_study(
    table: ResponseTable, settings: QualitySettings | None = None
) -> tuple[list[PersonQuality], list[str]]:
    """Return every person's signs and what a reader must know.

    Raises:
        TableColumnError: A scale or control item is not in the table.
        NoVariationError: Nothing varies.
    """
    chosen = settings or QualitySettings()
    control = set(chosen.accepted or ())
    answers = table.select([name for name in table.names if name not in control])
    if np.isnan(answers.values).all():
        raise NoVariationError("nobody answered anything")
    signs, warnings = _signs(answers, chosen)
    if chosen.accepted:
        signs["infrequent"] = infrequency(table, chosen.accepted).astype(np.float64)
    if chosen.desirability:
        signs["desirability"] = _desirability(answers, chosen.desirability)
    limit = chosen.long_run or max(answers.items // 2, FEWEST_PAIRS)
    rows = [_person(row, answers.values[row], signs, limit) for row in range(table.persons)]
    return rows, warnings


def _signs(table: ResponseTable, settings: QualitySettings) -> tuple[dict[str, Floats], list[str]]:
    values = table.values
    warnings = list(table.warnings)
    signs: dict[str, Floats] = {
        "longstring": longstring(values).astype(np.float64),
        "variability": variability(values),
    }
    try:
        usual = varying(settings.like or table)
        live = table.select(usual.names).values
        signs["mahalanobis"] = mahalanobis(live, usual.values)
        signs["mahalanobis_p"] = chi2.sf(signs["mahalanobis"], live.shape[1])
        synonyms = alike_pairs(usual.values, settings.synonym_r)
        antonyms = alike_pairs(usual.values, settings.synonym_r, opposite=True)
    except NoVariationError as error:
        warnings.append(f"distance and pairs withheld: {error.detail}")
        live = values
        synonyms = antonyms = np.empty((0, 2), dtype=np.int64)
    for name, pairs in (("synonyms", synonyms), ("antonyms", antonyms)):
        signs[name] = pair_consistency(live, pairs)
        if len(pairs) < FEWEST_PAIRS:
            warnings.append(f"{name}: {len(pairs)} item pairs; at least {FEWEST_PAIRS} needed")
    if len(settings.scales) > 1:
        signs["even_odd"] = _keyed_even_odd(table, settings.scales)
    else:
        warnings.append("even-odd needs the keys of two scales or more")
    return signs, warnings


def _keyed_even_odd(table: ResponseTable, scales: Sequence[ScaleKey]) -> Floats:
    """Return even-odd inconsistency after turning reversed items about the common ends."""
    chosen = table.select([item for scale in scales for item in scale.signs]).values
    turn = np.array([sign < 0 for scale in scales for sign in scale.signs.values()], dtype=bool)
    values = np.where(turn, np.nanmin(chosen) + np.nanmax(chosen) - chosen, chosen)
    ends = np.cumsum([0, *(len(scale.signs) for scale in scales)])
    return even_odd(values, [range(start, end) for start, end in pairwise(ends)])


def _desirability(table: ResponseTable, scale: ScaleKey) -> Floats:
    values = table.select(list(scale.signs)).values * np.array(list(scale.signs.values()))
    means = person_means(values)
    known = means[~np.isnan(means)]
    return ratio(means - known.mean(), np.full(means.shape, known.std(ddof=1)))


def _person(row: int, answers: Floats, signs: Mapping[str, Floats], limit: int) -> PersonQuality:
    found = {name: finite(column[row]) for name, column in signs.items()}
    rare = found.get("infrequent")
    return PersonQuality(
        row=row + 1,
        answered=int((~np.isnan(answers)).sum()),
        longstring=int(signs["longstring"][row]),
        variability=found["variability"],
        mahalanobis=found.get("mahalanobis"),
        mahalanobis_p=found.get("mahalanobis_p"),
        even_odd=found.get("even_odd"),
        synonyms=found.get("synonyms"),
        antonyms=found.get("antonyms"),
        infrequent=None if rare is None else int(rare),
        desirability=found.get("desirability"),
        flags=_flags(found, limit),
    )


def _flags(found: Mapping[str, float | None], limit: int) -> tuple[str, ...]:
    def beyond(name: str, bound: float, *, above: bool) -> bool:
        value = found.get(name)
        return value is not None and (value > bound if above else value < bound)

    checks = {
        "same_answer": found["variability"] == 0,
        "long_run": beyond("longstring", limit, above=True),
        "outlier": beyond("mahalanobis_p", OUTLIER_P, above=False),
        "inconsistent": beyond("even_odd", INCONSISTENT, above=True),
        "synonyms": beyond("synonyms", UNLIKE_SYNONYMS, above=False),
        "antonyms": beyond("antonyms", UNLIKE_ANTONYMS, above=True),
        "infrequent": beyond("infrequent", RARE_ANSWERS - 1, above=True),
        "desirability": beyond("desirability", DESIRABLE_Z, above=True),
    }
    return tuple(name for name, found_it in checks.items() if found_it)


def _row_correlations(left: Floats, right: Floats) -> Floats:
    """Return the correlation of each row over the columns both have (rows,)."""
    both = ~np.isnan(left) & ~np.isnan(right)
    count = np.maximum(both.sum(axis=1, keepdims=True), 1)
    x, y = (np.where(both, side, 0.0) for side in (left, right))
    x, y = (np.where(both, side - side.sum(axis=1, keepdims=True) / count, 0.0) for side in (x, y))
    spread = np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    return ratio((x * y).sum(axis=1), np.where(spread > 1e-12, spread, 0.0))

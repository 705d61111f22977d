"""The similarity study: which pairs a person should look at, and the words that go with it.

Promises that of the listed pairs with `flagged`, at most the stated share is expected to be
false, over all pairs tested: neighbours and others are two families, each adjusted on its own
(Benjamini-Hochberg), and a pair must pass both omega and the generalised binomial test.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from station.psychometrics.errors import SettingError, TableTooSmallError
from station.psychometrics.multiplicity import benjamini_hochberg
from station.psychometrics.similarity.curves import (
    CodedAnswers,
    one_hot,
    option_probabilities,
    rest_abilities,
)
from station.psychometrics.similarity.pairs import PairBlock, exact_tails, pair_blocks
from station.psychometrics.similarity.seats import SeatMap
from station.psychometrics.table import Bools, Floats, Integers

NOTICE = {
    "id": "Bukti untuk ditinjau manusia, bukan putusan. Kesamaan jawaban juga timbul dari belajar "
    "bersama, dari bahan yang sama, atau dari soal yang bocor.",
    "en": "Evidence for a human, not a verdict. Answers also agree when people learned together, "
    "from the same material, or from a leaked paper.",
}
FEWEST_COMMON = 10
FEWEST_PERSONS = 30
SCREEN_P = 1e-3
MOST_EXACT = 20_000
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPair:
    """One pair of persons.

    Attributes:
        first: Row of one person, 1 for the first.
        second: Row of the other, larger than `first`.
        relation: `near`, `same_room`, `elsewhere`, or empty without a seat map.
        common: Items both answered.
        same: Items with the same option.
        same_wrong: Of these, wrong ones.
        omega_first: Omega with `first` as copier.
        omega_second: Omega with `second` as copier.
        omega_p: Twice the smaller one-sided normal p-value of the two.
        gbt_p: Exact tail of the generalised binomial test.
        omega_q: `omega_p` adjusted for the false discovery rate in its family.
        gbt_q: `gbt_p` likewise.
        flagged: Both adjusted values are at or below the accepted share.
    """

    first: int
    second: int
    relation: str
    common: int
    same: int
    same_wrong: int
    omega_first: float
    omega_second: float
    omega_p: float
    gbt_p: float
    omega_q: float
    gbt_q: float
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityStudy:
    """A finished study.

    Attributes:
        persons: Persons compared.
        items: Items compared.
        pairs_tested: Pairs with enough common items.
        pairs: The pairs worth listing, strongest first.
        notice: The words every report of these pairs must carry, by language.
        warnings: What a reader must know.
    """

    persons: int
    items: int
    pairs_tested: int
    pairs: list[SimilarPair]
    notice: dict[str, str]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    first: Integers
    second: Integers
    common: Floats
    same: Floats
    forward: Floats
    back: Floats
    tested: int


def similarity_study(
    answers: CodedAnswers,
    *,
    seats: SeatMap | None = None,
    abilities: Floats | None = None,
    false_share: float = FALSE_SHARE,
) -> SimilarityStudy:
    """Compare all pairs of persons.

    Args:
        answers: Coded answers.
        seats: Who sat where.
        abilities: (persons,) theta; the score on the other items when `None`.
        false_share: Accepted share of false alarms among the flagged.

    Raises:
        TableTooSmallError: Fewer than 30 persons or 10 items.
        NoVariationError: All persons have the same score.
        NotConvergedError: The option curves did not settle.
        SettingError: Abilities of another number of persons, or a share outside 0..1.
    """
    persons, items = answers.chosen.shape
    if persons < FEWEST_PERSONS or items < FEWEST_COMMON:
        raise TableTooSmallError(f"{persons} persons and {items} items are too few to compare")
    if not 0 < false_share < 1:
        raise SettingError(f"accepted share of false alarms {false_share} is not between 0 and 1")
    chances = option_probabilities(answers, _abilities(answers, abilities))
    picks = one_hot(answers)
    found = _screened(pair_blocks(chances, picks), seats)
    pairs = _pairs(answers, chances, picks, found, seats, false_share)
    return SimilarityStudy(
        persons=persons,
        items=items,
        pairs_tested=found.tested,
        pairs=pairs,
        notice=NOTICE,
        warnings=_warnings(answers, found),
    )


def _abilities(answers: CodedAnswers, given: Floats | None) -> Floats:
    if given is None:
        return rest_abilities(answers)
    if given.shape != (answers.chosen.shape[0],) or not np.isfinite(given).all():
        raise SettingError("one finite ability for each person is needed")
    scaled = (given - given.mean()) / max(float(given.std()), 1e-12)
    return np.repeat(scaled[:, None], answers.chosen.shape[1], axis=1)


def _screened(blocks: Iterator[PairBlock], seats: SeatMap | None) -> _Candidates:
    """Keep the pairs that could matter: strong by either test, or seated side by side."""
    limit = float(norm.isf(SCREEN_P))
    near = seats.near_pairs() if seats else (np.empty(0, np.int64), np.empty(0, np.int64))
    parts = [_from_block(block, near, limit) for block in blocks]
    joined = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("first", "second", "common", "same", "forward", "back")
    }
    return _Candidates(**joined, tested=sum(part.tested for part in parts))


def _from_block(block: PairBlock, near: tuple[Integers, Integers], limit: float) -> _Candidates:
    rows, width = block.same.shape
    later = np.arange(width) > np.arange(rows)[:, None]
    enough = later & (block.common >= FEWEST_COMMON)
    strong = enough & (block.deviate > limit)
    strong &= np.maximum(block.omega, block.omega_back) > limit
    inside = (near[0] >= block.start) & (near[0] < block.start + rows)
    strong[near[0][inside] - block.start, near[1][inside] - block.start] = True
    first, second = np.nonzero(strong & enough)
    if first.size > MOST_EXACT:
        order = np.argsort(-block.deviate[first, second], kind="stable")[:MOST_EXACT]
        first, second = first[order], second[order]
    return _Candidates(
        first=first + block.start,
        second=second + block.start,
        common=block.common[first, second],
        same=block.same[first, second],
        forward=block.omega[first, second],
        back=block.omega_back[first, second],
        tested=int(enough.sum()),
    )


def _pairs(
    answers: CodedAnswers,
    chances: Floats,
    picks: Floats,
    found: _Candidates,
    seats: SeatMap | None,
    false_share: float,
) -> list[SimilarPair]:
    gbt_p = exact_tails(chances, picks, found.first, found.second)
    omega_p = np.minimum(2 * norm.sf(np.maximum(found.forward, found.back)), 1.0)
    families = _families(found, seats)
    omega_q, gbt_q = (_by_family(p, families, found.tested) for p in (omega_p, gbt_p))
    relations = _relations(found, seats)
    wrong = _same_wrong(answers, found)
    rows = [
        SimilarPair(
            first=int(found.first[i]) + 1,
            second=int(found.second[i]) + 1,
            relation=relations[i],
            common=int(found.common[i]),
            same=int(found.same[i]),
            same_wrong=int(wrong[i]),
            omega_first=float(found.forward[i]),
            omega_second=float(found.back[i]),
            omega_p=float(omega_p[i]),
            gbt_p=float(gbt_p[i]),
            omega_q=float(omega_q[i]),
            gbt_q=float(gbt_q[i]),
            flagged=bool(max(omega_q[i], gbt_q[i]) <= false_share),
        )
        for i in range(found.first.size)
    ]
    return sorted(rows, key=lambda row: (not row.flagged, row.gbt_p, row.first, row.second))


def _families(found: _Candidates, seats: SeatMap | None) -> Bools:
    if seats is None:
        return np.zeros(found.first.shape, dtype=bool)
    return seats.near(found.first, found.second)


def _by_family(p_values: Floats, near: Bools, tested: int) -> Floats:
    """Adjust neighbours and others apart; the unlisted pairs count as tests too."""
    adjusted = np.full(p_values.shape, np.nan)
    adjusted[near] = benjamini_hochberg(p_values[near])
    adjusted[~near] = benjamini_hochberg(p_values[~near], tests=tested - int(near.sum()))
    return adjusted


def _relations(found: _Candidates, seats: SeatMap | None) -> list[str]:
    if seats is None:
        return [""] * found.first.size
    near = seats.near(found.first, found.second)
    together = seats.together(found.first, found.second)
    names = np.where(near, "near", np.where(together, "same_room", "elsewhere"))
    return [str(name) for name in names]


def _same_wrong(answers: CodedAnswers, found: _Candidates) -> Integers:
    first, second = answers.chosen[found.first], answers.chosen[found.second]
    return np.asarray(((first == second) & (first >= 0) & (first != answers.correct)).sum(axis=1))


def _warnings(answers: CodedAnswers, found: _Candidates) -> tuple[str, ...]:
    persons = answers.chosen.shape[0]
    left_out = persons * (persons - 1) // 2 - found.tested
    if not left_out:
        return ()
    return (f"{left_out} pairs have fewer than {FEWEST_COMMON} items in common and are left out",)

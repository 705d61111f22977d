"""Careless-response indices of the BFI against R's careless."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from station.psychometrics.quality import (
    PersonQuality,
    QualitySettings,
    alike_pairs,
    longstring,
    pair_consistency,
    quality_study,
)
from station.psychometrics.table import ResponseTable, read_responses, read_scale_keys
from tests.unit.psychometrics.reference import Differences, figures, published

EXACT = 1e-9
INDICES: dict[str, Callable[[PersonQuality], float | None]] = {
    "longstring": lambda row: row.longstring,
    "irv": lambda row: row.variability,
    "mahad": lambda row: row.mahalanobis,
    "evenodd": lambda row: row.even_odd,
    "psychsyn": lambda row: row.synonyms,
    "psychant": lambda row: row.antonyms,
}


def _complete_bfi(reference_dir: Path) -> ResponseTable:
    table = read_responses(reference_dir / "bfi" / "responses.csv")
    return table.select(table.names[:25]).complete()


def test_reference_careless_indices(reference_dir: Path, differences: Differences) -> None:
    answer = published(reference_dir / "bfi" / "careless_indices.csv")
    scales = read_scale_keys(reference_dir / "bfi" / "keys.csv")

    rows, _ = quality_study(_complete_bfi(reference_dir), QualitySettings(scales=scales))

    for column, index in INDICES.items():
        mine = np.array([index(row) for row in rows], dtype=np.float64)
        differences.within("bfi", f"careless {column}", mine, figures(answer[column]), EXACT)


def _rows(*answers: list[float]) -> np.ndarray:
    return np.array(answers, dtype=np.float64)


@pytest.mark.parametrize(
    "answers, longest",
    [([1, 1, 1, 2], 3), ([1, 2, 2, 2], 3), ([1, np.nan, 1, 1], 2), ([np.nan, np.nan, 1, 2], 1)],
)
def test_a_gap_ends_a_run_of_one_answer(answers: list[float], longest: int) -> None:
    assert longstring(_rows(answers)).tolist() == [longest]


def test_somebody_who_answers_synonyms_alike_correlates_with_the_rest() -> None:
    chance = np.random.default_rng(7)
    base = chance.integers(1, 6, size=(200, 3)).astype(np.float64)
    values = np.hstack([base, base])
    values[0, 3:] = 6 - values[0, :3]
    values[0, :3] = [1, 3, 5]
    values[0, 3:] = [5, 3, 1]

    found = pair_consistency(values, alike_pairs(values, 0.6))

    assert found[0] == pytest.approx(-1)
    assert np.nanmin(found[1:]) == pytest.approx(1)

"""Item statistics, distractors, reliability and scale scores against R."""

from pathlib import Path

import numpy as np
import pytest

from station.psychometrics.correlation import moments
from station.psychometrics.distractors import distractor_table, doubtful_keys
from station.psychometrics.items import item_statistics
from station.psychometrics.omega import omega
from station.psychometrics.reliability import Reliability, reliability, reversed_scores
from station.psychometrics.scales import Imputation, score_scales
from station.psychometrics.table import (
    ScaleKey,
    read_key,
    read_raw,
    read_responses,
    read_scale_keys,
    score_key,
)
from tests.unit.psychometrics.reference import Differences, figures, published

EXACT = 1e-9
ITEM_COLUMNS = {
    "p": "p",
    "sd": "sd",
    "r_total": "r_item_total",
    "r_rest": "r_item_rest",
    "r_cor": "r_cor",
    "alpha_if_deleted": "alpha_if_deleted",
}
SCALES = ("agree", "conscientious", "extraversion", "neuroticism", "openness")


@pytest.mark.parametrize("case", ["lsat6", "sat12"])
def test_reference_item_statistics(
    case: str, reference_dir: Path, differences: Differences
) -> None:
    answer = published(reference_dir / case / "ctt_items.csv")

    found = item_statistics(read_responses(reference_dir / case / "responses.csv"))

    assert [row.item for row in found] == answer["item"]
    for ours, theirs in ITEM_COLUMNS.items():
        mine = [getattr(row, ours) for row in found]
        differences.within(case, f"items {ours}", mine, figures(answer[theirs]), EXACT)


@pytest.mark.parametrize("case", ["lsat6", "sat12"])
def test_reference_reliability_of_tests(
    case: str, reference_dir: Path, differences: Differences
) -> None:
    answer = published(reference_dir / case / "ctt_test.csv")

    found = reliability(read_responses(reference_dir / case / "responses.csv"))

    ours = {
        "mean": found.total.mean,
        "sd": found.total.sd,
        "alpha": found.consistency.alpha,
        "alpha_std": found.consistency.standardised,
        "lambda6": found.consistency.lambda6,
        "avg_r": found.consistency.mean_r,
        "sem_raw": found.total.sem,
    }
    for name, value in ours.items():
        differences.within(case, f"test {name}", [value], figures(answer[name]), EXACT)


def test_reference_distractors_and_the_doubtful_key(
    reference_dir: Path, differences: Differences
) -> None:
    raw = read_raw(reference_dir / "sat12" / "raw.csv")
    key = read_key(reference_dir / "sat12" / "key.csv", raw.names)
    answer = published(reference_dir / "sat12" / "distractors.csv")

    found = distractor_table(raw, key, omitted="8")

    assert [(row.item, row.option) for row in found] == list(
        zip(answer["item"], answer["option"], strict=True)
    )
    columns = {"n": "n", "p": "p", "mean_total": "mean_total"}
    columns |= {"r_total": "r_option_total", "r_rest": "r_option_rest"}
    for ours, theirs in columns.items():
        mine = [getattr(row, ours) for row in found]
        differences.within("sat12", f"options {ours}", mine, figures(answer[theirs]), EXACT)
    assert doubtful_keys(found) == {"i32": ["better_than_key:3"]}


def test_reference_scoring_by_key_gives_the_published_scores(reference_dir: Path) -> None:
    raw = read_raw(reference_dir / "sat12" / "raw.csv")
    key = read_key(reference_dir / "sat12" / "key.csv", raw.names)

    scored = score_key(raw, key)

    published_scores = read_responses(reference_dir / "sat12" / "responses.csv")
    assert np.array_equal(scored.values, published_scores.values)


@pytest.mark.parametrize("scale", SCALES)
def test_reference_reliability_with_missing_answers(
    scale: str, reference_dir: Path, differences: Differences
) -> None:
    found = _bfi_reliability(reference_dir, scale)

    inner = found.consistency
    answer = published(reference_dir / "bfi" / f"alpha_test_{scale}.csv")
    ours = {
        "raw_alpha": inner.alpha,
        "std.alpha": inner.standardised,
        "G6.smc.": inner.lambda6,
        "average_r": inner.mean_r,
        "S.N": inner.signal_noise,
        "ase": inner.se,
        "median_r": inner.median_r,
        "mean": found.total.mean / found.items,
        "sd": found.total.sd / found.items,
    }
    for name, value in ours.items():
        differences.within(f"bfi {scale}", name, [value], figures(answer[name]), EXACT)


@pytest.mark.parametrize("scale", SCALES)
def test_reference_items_with_missing_answers(
    scale: str, reference_dir: Path, differences: Differences
) -> None:
    found = _bfi_reliability(reference_dir, scale)

    answer = published(reference_dir / "bfi" / f"alpha_items_{scale}.csv")
    columns = {"n": "n", "p": "mean", "sd": "sd", "r_total": "raw.r", "r_rest": "r.drop"}
    columns |= {"r_cor": "r.cor", "alpha_if_deleted": "alpha_drop"}
    for ours, theirs in columns.items():
        mine = [getattr(row, ours) for row in found.by_item]
        differences.within(f"bfi {scale}", f"items {ours}", mine, figures(answer[theirs]), EXACT)


@pytest.mark.parametrize("scale", SCALES)
def test_reference_omega_of_one_factor(
    scale: str, reference_dir: Path, differences: Differences
) -> None:
    table = read_responses(reference_dir / "bfi" / "responses.csv")
    answer = published(reference_dir / "bfi" / f"omega1_{scale}.csv")
    complete = reversed_scores(table, _key(reference_dir, scale).signs).complete()

    found = omega(moments(complete.values)[1])

    differences.within(f"bfi {scale}", "persons", [complete.persons], figures(answer["n"]), 0)
    differences.within(
        f"bfi {scale}", "omega total", [found.total], figures(answer["omega_total_1f"]), 1e-3
    )


@pytest.mark.parametrize(
    "imputation, file", [(Imputation.NONE, "noimpute"), (Imputation.MEDIAN, "medianimpute")]
)
def test_reference_scale_scores(
    imputation: Imputation, file: str, reference_dir: Path, differences: Differences
) -> None:
    bfi = reference_dir / "bfi"
    answer = published(bfi / f"scale_scores_mean_{file}.csv")

    found = score_scales(
        read_responses(bfi / "responses.csv"),
        read_scale_keys(bfi / "keys.csv"),
        imputation=imputation,
    )

    theirs = np.column_stack([figures(answer[scale]) for scale in found.scales])
    differences.within("bfi", f"scale scores {imputation}", found.scores, theirs, EXACT)


def test_reference_scale_consistency_and_correlations(
    reference_dir: Path, differences: Differences
) -> None:
    bfi = reference_dir / "bfi"
    found = score_scales(
        read_responses(bfi / "responses.csv"),
        read_scale_keys(bfi / "keys.csv"),
        imputation=Imputation.MEDIAN,
    )

    answer = published(bfi / "scoreItems_alpha.csv")
    between = published(bfi / "scale_cor_raw.csv")
    theirs = np.column_stack([figures(between[scale]) for scale in found.scales])
    differences.within("bfi", "scales alpha", found.alpha, figures(answer["alpha"]), EXACT)
    differences.within("bfi", "scales mean r", found.mean_r, figures(answer["av_r"]), EXACT)
    differences.within("bfi", "scales lambda-6", found.lambda6, figures(answer["G6"]), EXACT)
    differences.within("bfi", "scale correlations", found.correlations, theirs, EXACT)


def _key(reference_dir: Path, scale: str) -> ScaleKey:
    keys = read_scale_keys(reference_dir / "bfi" / "keys.csv")
    return next(key for key in keys if key.scale == scale)


def _bfi_reliability(reference_dir: Path, scale: str) -> Reliability:
    table = read_responses(reference_dir / "bfi" / "responses.csv")
    return reliability(reversed_scores(table, _key(reference_dir, scale).signs), scale=scale)

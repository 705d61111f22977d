"""Item response models against R's mirt, ltm and cacIRT on the same grid."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from station.psychometrics.irt import (
    Analysis,
    Grid,
    Settings,
    analyse,
    classify_abilities,
    classify_distribution,
    code_responses,
    empirical_reliability,
    expected_a_posteriori,
    expected_scores,
)
from station.psychometrics.irt.sumscores import sum_score_distribution
from station.psychometrics.table import read_responses
from tests.unit.psychometrics.reference import Differences, figures, published

LIKELIHOOD, PARAMETER, EAP, ERROR, POINT = 1e-6, 1e-4, 1e-5, 1e-3, 1e-3
STOPPED_SHORT = 2e-5
"""mirt's Rasch runs stop where the M-step's optimiser no longer moves: on lsat6 8e-6 from the
variance that maximises the likelihood, which mirt itself reaches with `optimizer = "NR"`."""
SAME_GRID = Settings(grid=Grid(points=61, lower=-6.0, upper=6.0), refine=False)


@dataclass(frozen=True)
class Case:
    data: str
    model: str
    answer: str
    name: str

    def path(self, reference_dir: Path, what: str) -> Path:
        return reference_dir / self.answer.format(what)


CASES = {
    case.name: case
    for case in (
        Case("lsat6/responses.csv", "2pl", "lsat6/mirt_2pl_{}.csv", "lsat6 2pl"),
        Case("lsat6/responses.csv", "rasch", "lsat6/mirt_rasch_{}.csv", "lsat6 rasch"),
        Case("sat12/responses.csv", "2pl", "sat12/mirt_2pl_{}.csv", "sat12 2pl"),
        Case("sat12/responses.csv", "rasch", "sat12/mirt_rasch_{}.csv", "sat12 rasch"),
        Case("bfi/grm_responses_agree.csv", "grm", "bfi/mirt_graded_{}_agree.csv", "agree grm"),
        Case(
            "bfi/grm_responses_neuroticism.csv",
            "grm",
            "bfi/mirt_graded_{}_neuroticism.csv",
            "neuroticism grm",
        ),
    )
}
BINARY = [name for name in CASES if "grm" not in name]


@pytest.fixture(scope="module")
def analyses(reference_dir: Path) -> dict[str, Analysis]:
    found = {}
    for name, case in CASES.items():
        table = read_responses(reference_dir / case.data)
        found[name] = analyse(code_responses(table.names, table.values), case.model, SAME_GRID)
    return found


def _item_figures(path: Path, kinds: tuple[str, ...], column: str) -> list[list[float]]:
    """Return the published figures of each item whose parameter starts with one of `kinds`."""
    answer = published(path)
    rows = zip(answer["item"], answer["par"], figures(answer[column]), strict=True)
    by_item: dict[str, list[float]] = {}
    for item, parameter, value in rows:
        if parameter.rstrip("0123456789") in kinds or parameter in kinds:
            by_item.setdefault(item, []).append(float(value))
    return list(by_item.values())


@pytest.mark.parametrize("name", CASES)
def test_reference_likelihood_and_parameters(
    name: str, analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    case, found = CASES[name], analyses[name].calibration
    fit = published(case.path(reference_dir, "fit"))
    items = case.path(reference_dir, "items")

    ours = [found.log_likelihood, found.aic, found.bic]

    theirs = [figures(fit[key])[0] for key in ("logLik", "AIC", "BIC")]
    assert found.converged
    differences.within(name, "log-likelihood", ours[0], theirs[0], LIKELIHOOD)
    differences.within(name, "AIC, BIC", ours[1:], theirs[1:], 2 * LIKELIHOOD)
    slopes = _item_figures(items, ("SI_a",), "est")
    intercepts = _item_figures(items, ("SI_d",), "est")
    differences.within(name, "a", found.params.slopes[:, None], slopes, PARAMETER)
    differences.within(name, "d", found.params.intercepts, intercepts, PARAMETER)


@pytest.mark.parametrize("name", CASES)
def test_reference_standard_errors(
    name: str, analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    items = CASES[name].path(reference_dir, "items")

    errors = analyses[name].errors

    slopes, steps = errors.values[:, :1], errors.values[:, 1:]
    differences.within(name, "se a", slopes, _item_figures(items, ("SI_a",), "se"), ERROR)
    differences.within(name, "se d", steps, _item_figures(items, ("SI_d",), "se"), ERROR)
    if name in BINARY:
        locations = _item_figures(items, ("IRT_b",), "se")
        differences.within(name, "se b", errors.locations, locations, ERROR)


@pytest.mark.parametrize("name", CASES)
def test_reference_scores(
    name: str, analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    answer = published(CASES[name].path(reference_dir, "scores"))
    scored = analyses[name].scored
    eap_tolerance = STOPPED_SHORT if name == "lsat6 rasch" else EAP

    for method in ("eap", "map", "ml", "wle"):
        points = getattr(scored.scores, method)
        ours = scored.patterns.spread(points.estimate)
        theirs = figures(answer[method])

        assert np.array_equal(np.isposinf(ours), np.isposinf(theirs))
        assert np.array_equal(np.isneginf(ours), np.isneginf(theirs))
        ends = np.isinf(theirs)
        tolerance = eap_tolerance if method == "eap" else POINT
        differences.within(name, method, ours[~ends], theirs[~ends], tolerance)
        se_tolerance = EAP if method == "eap" else 2 * POINT
        ours_se, theirs_se = scored.patterns.spread(points.se), figures(answer[f"se_{method}"])
        differences.within(name, f"se {method}", ours_se, theirs_se, se_tolerance)


def test_reference_eap_at_the_published_rasch_parameters(
    analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    """With mirt's own parameters the scores agree to rounding: only its stopping differs."""
    case, found = CASES["lsat6 rasch"], analyses["lsat6 rasch"]
    intercepts = _item_figures(case.path(reference_dir, "items"), ("SI_d",), "est")
    variance = figures(published(case.path(reference_dir, "fit"))["latent_var"])[0]
    values = found.calibration.params.values.copy()
    values[:, 1:] = intercepts
    params = replace(found.calibration.params, values=values, variance=float(variance))

    eap = expected_a_posteriori(found.scored.patterns, params, found.calibration.grid)

    answer = published(case.path(reference_dir, "scores"))
    ours = found.scored.patterns.spread(eap.estimate)
    differences.within("lsat6 rasch", "eap, mirt's d", ours, figures(answer["eap"]), 1e-9)


@pytest.mark.parametrize("name", BINARY)
def test_reference_item_and_person_fit(
    name: str, analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    found, case = analyses[name], CASES[name]
    persons = published(case.path(reference_dir, "personfit"))
    items = published(case.path(reference_dir, "itemfit"))
    assert found.chi_square is not None
    fit, spread = found.scored.fit, found.scored.patterns.spread

    for ours, theirs in (
        ("outfit", "outfit"),
        ("z_outfit", "z.outfit"),
        ("infit", "infit"),
        ("z_infit", "z.infit"),
    ):
        person, item = getattr(fit.squares, ours), getattr(found.squares, ours)
        differences.within(name, f"person {ours}", spread(person), figures(persons[theirs]), ERROR)
        differences.within(name, f"item {ours}", item, figures(items[theirs]), ERROR)

    differences.within(name, "Zh", spread(fit.zh), figures(persons["Zh"]), ERROR)
    differences.within(name, "S-X2", found.chi_square.statistic, figures(items["S_X2"]), ERROR)
    differences.within(name, "S-X2 df", found.chi_square.df, figures(items["df.S_X2"]), 0)
    differences.within(name, "S-X2 p", found.chi_square.p, figures(items["p.S_X2"]), ERROR)


@pytest.mark.parametrize("name", BINARY)
def test_reference_overall_fit(
    name: str, analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    answer = published(CASES[name].path(reference_dir, "m2"))

    found = analyses[name].overall

    assert found is not None
    assert found.df == figures(answer["df"])[0]
    differences.within(name, "M2", found.statistic, figures(answer["M2"])[0], 5e-3)
    for ours, theirs in (
        ("p", "p"),
        ("rmsea", "RMSEA"),
        ("rmsea_low", "RMSEA_5"),
        ("rmsea_high", "RMSEA_95"),
        ("srmsr", "SRMSR"),
        ("tli", "TLI"),
        ("cfi", "CFI"),
    ):
        mine, other = getattr(found, ours), figures(answer[theirs])[0]
        differences.within(name, f"M2 {ours}", mine, other, 1e-5)


def test_reference_reliability(
    analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    for name in BINARY:
        answer = published(CASES[name].path(reference_dir, "fit"))
        scored = analyses[name].scored

        ours = empirical_reliability(scored.patterns, scored.scores.eap)

        theirs = figures(answer["eap_empirical_rxx"])[0]
        differences.within(name, "empirical reliability", ours, theirs, 1e-4)


def test_reference_rudner_classification(
    analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    answer = published(reference_dir / "sat12" / "cacIRT_Rudner_cut-0.5_0.5.csv")
    scored = analyses["sat12 2pl"].scored
    eap, counts = scored.scores.eap, scored.patterns.counts

    found = [
        classify_abilities(eap.estimate, eap.se, counts, cuts)
        for cuts in ([-0.5], [0.5], [-0.5, 0.5])
    ]

    accuracy, consistency = [f.accuracy for f in found], [f.consistency for f in found]
    differences.within("sat12", "Rudner accuracy", accuracy, figures(answer["Accuracy"]), 1e-6)
    wanted = figures(answer["Consistency"])
    differences.within("sat12", "Rudner consistency", consistency, wanted, 1e-6)


def test_reference_lee_classification_with_the_published_scaling(
    analyses: dict[str, Analysis], reference_dir: Path, differences: Differences
) -> None:
    """The published run took slopes times 1.7 for the distribution, not for true scores."""
    answer = published(reference_dir / "sat12" / "cacIRT_Lee_P_cut16_22.csv")
    found = analyses["sat12 2pl"]
    params, theta = found.calibration.params, found.scored.scores.eap.estimate
    counts = found.scored.patterns.counts
    true = expected_scores(params, theta).sum(axis=0)
    scaled = replace(params, values=1.7 * params.values)

    distribution = sum_score_distribution(scaled.probabilities(theta))
    ours = [classify_distribution(distribution, true, counts, c) for c in ([16], [22], [16, 22])]

    accuracy, consistency = [f.accuracy for f in ours], [f.consistency for f in ours]
    differences.within("sat12", "Lee accuracy", accuracy, figures(answer["Accuracy"]), 1e-6)
    wanted = figures(answer["Consistency"])
    differences.within("sat12", "Lee consistency", consistency, wanted, 1e-6)

"""The bench and the campaign give rows of the agreed form, on whatever size they are asked for."""

import numpy as np

from station.bench.psychometrics import calibration_rows, size_rows
from station.bench.psychometrics_recovery import Study, recovery_rows
from station.psychometrics.irt.simulate import draw_study

KEYS = {"what", "unit", "measured", "against", "reference", "ratio", "rounds"}


def test_bench_rows_hold_measured_reference_and_ratio() -> None:
    small, large = (draw_study("2pl", persons, 30, 1)[2] for persons in (150, 1500))

    rows = calibration_rows(small, 2) + size_rows(small, large, 1)

    assert [row["what"] for row in rows[:3]] == ["2pl", "2pl with se", "eap"]
    assert all(set(row) == KEYS for row in rows)
    for row in rows:
        assert np.isclose(row["ratio"], row["measured"] / row["reference"])


def test_campaign_rows_hold_means_over_seeds() -> None:
    study = Study(model="grm", persons=400, items=20, categories=3)

    rows = recovery_rows(seeds=2, studies=(study,))

    assert all(set(row) == KEYS for row in rows)
    assert rows[0]["reference"] is None
    assert rows[0]["ratio"] is None
    assert 0.9 < rows[2]["measured"] < 1.0

"""The bench and the campaign give rows of the agreed form, on whatever size they are asked for."""

import numpy as np

from station.bench.psychometrics import calibration_rows, size_rows
from station.bench.psychometrics_peers import peer_rows
from station.bench.psychometrics_recovery import Study, recovery_rows
from station.bench.psychometrics_similarity import similarity_rows
from station.psychometrics.irt import calibrate
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


def test_peers_are_measured_where_installed_and_named_where_not() -> None:
    responses = draw_study("2pl", 200, 10, 1)[2]

    rows = peer_rows(responses, calibrate(responses, "2pl"), 0.01)

    assert [row["what"] for row in rows] == ["2pl against girth", "2pl against mirt"]
    for row in rows:
        assert set(row) == KEYS
        assert (row["reference"] is None) == ("pip install" in row["against"])


def test_similarity_rows_tell_all_pairs_from_the_whole_study() -> None:
    rows = similarity_rows(persons=60, items=12, rounds=1)

    assert [row["what"] for row in rows] == ["similarity", "similarity study"]
    assert rows[0]["against"].startswith("omega and GBT of all pairs")
    assert rows[0]["reference"] == rows[1]["reference"]

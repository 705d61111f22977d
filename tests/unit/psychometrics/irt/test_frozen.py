"""A frozen calibration gives the same numbers everywhere, and refuses to be altered."""

import msgspec
import numpy as np
import pytest

from station.psychometrics.irt import calibrate, freeze, score_responses, thaw
from station.psychometrics.irt.errors import FrozenCalibrationError
from station.psychometrics.irt.simulate import draw_study


@pytest.mark.parametrize("model, categories", [("2pl", 2), ("3pl", 2), ("grm", 3), ("pcm", 3)])
def test_it_comes_back_bit_for_bit(model: str, categories: int) -> None:
    responses = draw_study(model, 300, 8, 1, categories=categories)[2]
    found = calibrate(responses, model)

    params, grid, file = thaw(freeze(found, responses.digest()))

    assert np.array_equal(params.values, found.params.values)
    assert params.variance == found.params.variance
    assert params.coding == found.params.coding
    assert grid == found.grid
    assert file.data_sha256 == responses.digest()


def test_scores_do_not_move_when_others_arrive() -> None:
    responses = draw_study("2pl", 300, 8, 1)[2]
    params, grid, _ = thaw(freeze(calibrate(responses, "2pl"), responses.digest()))

    alone = score_responses(responses.rows(0, 1), params, grid)
    among = score_responses(responses, params, grid)

    mine = among.patterns.spread(among.scores.eap.estimate)[0]
    assert mine == pytest.approx(alone.scores.eap.estimate[0], abs=1e-12)


@pytest.mark.parametrize("what", ["altered", "truncated", "newer", "unreadable number"])
def test_a_file_that_is_not_what_was_written_is_refused(what: str) -> None:
    responses = draw_study("2pl", 300, 8, 1)[2]
    data = freeze(calibrate(responses, "2pl"), responses.digest())
    plain = msgspec.json.decode(data)
    if what == "altered":
        plain["items"][0]["values"][0] = "1.5"
    elif what == "newer":
        plain["version"] = 2
    elif what == "unreadable number":
        plain["latent_variance"] = "one"
    broken = data[:-9] if what == "truncated" else msgspec.json.encode(plain)

    with pytest.raises(FrozenCalibrationError):
        thaw(broken)

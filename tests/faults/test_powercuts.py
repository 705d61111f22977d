"""The short form of the power-cut campaign, and proof that it can fail."""

import numpy as np
import pytest

from tests.faults.powercuts import JOURNAL, REGISTER, Store, cut_once

STORES = pytest.mark.parametrize(
    "store", [pytest.param(JOURNAL, id="journal"), pytest.param(REGISTER, id="register")]
)


@STORES
def test_a_power_cut_at_any_step_loses_nothing_that_was_acknowledged(store: Store) -> None:
    chance = np.random.default_rng(2025)
    cuts = [cut_once(store, chance) for _ in range(25)]

    assert [cut for cut in cuts if not cut.kept] == []
    assert any(cut.acknowledged for cut in cuts)


@STORES
def test_the_same_cuts_find_what_a_weaker_sync_setting_loses(store: Store) -> None:
    chance = np.random.default_rng(2025)
    cuts = [cut_once(store, chance, synchronous="NORMAL") for _ in range(25)]

    assert any(not cut.kept for cut in cuts)

"""One flipped bit anywhere in a bundle: refused, the register as it was."""

from pathlib import Path

import numpy as np

from station.usecases.merge import merge
from tests.aftermath import Aftermath
from tests.faults.flips import flipped, merge_flipped

BUNDLE = "0001 whole"


def bits_of(aftermath: Aftermath, count: int) -> list[int]:
    """Return the first and last bits of a bundle, and `count` between them."""
    size = 8 * len(aftermath.bundles[BUNDLE].read_bytes())
    chance = np.random.default_rng(2025)
    return sorted({*range(8), *range(size - 8, size), *chance.choice(size, count).tolist()})


def test_a_bundle_with_one_flipped_bit_is_refused(aftermath: Aftermath, tmp_path: Path) -> None:
    bits = bits_of(aftermath, 300)

    assert merge_flipped(aftermath, BUNDLE, bits, tmp_path).total() == len(bits)


def test_a_flipped_copy_changes_nothing_of_the_bundle_that_is_there(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    register_path, stick = tmp_path / "r.register", tmp_path / "stick"
    whole = merge(register_path, [aftermath.stick])
    stick.mkdir()
    data = aftermath.bundles[BUNDLE].read_bytes()
    for bit in bits_of(aftermath, 100):
        (stick / f"{bit}.bundle").write_bytes(flipped(data, bit))
    merged = merge(register_path, [stick])
    again = merge(tmp_path / "again.register", [register_path])

    assert merged.accepted == 0
    assert (merged.state, again.state) == (whole.state, whole.state)
    assert again.rejected == ()

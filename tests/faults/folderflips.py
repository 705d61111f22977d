"""Flipping random bits of a whole folder: the campaign, `python -m tests.faults.folderflips D 300`.

Works on a copy. Half of the flips choose a file first, so that small ones get their share; half
choose a byte of the whole folder. Tells each flip that `verify` did not notice.
"""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from station.usecases.verify import Verification, verify
from tests.faults.flips import flipped


def places(sizes: dict[Path, int], count: int, seed: int) -> Iterator[tuple[Path, int]]:
    """Yield `count` files with a bit of each."""
    chance = np.random.default_rng(seed)
    paths = sorted(path for path, size in sizes.items() if size)
    shares = np.array([sizes[path] for path in paths], dtype=float)
    for turn in range(count):
        weights = shares / shares.sum() if turn % 2 else None
        path = paths[int(chance.choice(len(paths), p=weights))]
        yield path, int(chance.integers(0, 8 * sizes[path]))


def verify_flipped(path: Path, bit: int, root: Path) -> Verification:
    """Return what verifying finds while one bit of a file is flipped."""
    data = path.read_bytes()
    path.write_bytes(flipped(data, bit))
    try:
        return verify(root)
    finally:
        path.write_bytes(data)


def campaign(folder: Path, count: int, seed: int = 1) -> Counter[str]:
    """Flip bits in a copy of `folder`; return how many flips of each ending went unnoticed."""
    unnoticed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as away:
        root = Path(away) / "d"
        shutil.copytree(folder, root)
        sizes = {path: path.stat().st_size for path in root.rglob("*") if path.is_file()}
        for path, bit in places(sizes, count, seed):
            found = verify_flipped(path, bit, root)
            name = path.relative_to(root).as_posix()
            told = f"{found.problems[0].code} {found.problems[0].record}" if found.problems else "-"
            sys.stdout.write(f"{name} bit {bit}: {told}\n")
            sys.stdout.flush()
            unnoticed[path.suffix or path.name] += found.ok
    return +unnoticed


if __name__ == "__main__":
    left = campaign(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"unnoticed: {dict(left)}\n")

"""Flipping every bit of a bundle, one at a time: the campaign, `python -m tests.faults.flips`.

Each damaged copy is offered to a register that holds the signed files. It must be refused, and
the register must stay as it was.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from station.errors import StationError
from station.usecases.checking import Trust
from station.usecases.merge import merge
from tests.aftermath import Aftermath, make_aftermath, session_of


def flipped(data: bytes, bit: int) -> bytes:
    """Return `data` with one bit changed."""
    damaged = bytearray(data)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def merge_flipped(
    aftermath: Aftermath, name: str, bits: Iterable[int], folder: Path
) -> Counter[str]:
    """Offer a bundle with each of `bits` flipped; return how often each code was told.

    Raises:
        AssertionError: A damaged bundle went in.
    """
    data = aftermath.bundles[name].read_bytes()
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    register_path = folder / "r.register"
    before = merge(register_path, signed)
    stick = folder / "stick"
    stick.mkdir()
    for bit in bits:
        (stick / f"{bit}.bundle").write_bytes(flipped(data, bit))
    merged = merge(register_path, [stick])
    assert merged.accepted == merged.duplicate == 0
    assert merged.state == before.state
    return Counter(one.code for one in merged.rejected)


def check_flipped(aftermath: Aftermath, name: str) -> Counter[str]:
    """Check a bundle with every bit flipped in turn, as merging does; count the codes.

    Raises:
        AssertionError: A damaged bundle passes.
    """
    data = aftermath.bundles[name].read_bytes()
    session = session_of(aftermath)
    trust = Trust(aftermath.world.assessment, {session.sha256: session})
    codes: Counter[str] = Counter()
    for bit in range(8 * len(data)):
        try:
            trust.check("bundle", flipped(data, bit))
        except StationError as error:
            codes[error.code] += 1
        else:
            raise AssertionError(f"bit {bit} may be flipped")
    return codes


def main() -> None:
    """Flip every bit of one small bundle."""
    with tempfile.TemporaryDirectory() as folder:
        aftermath = make_aftermath(Path(folder))
        codes = check_flipped(aftermath, "0001 whole")
    sys.stdout.write(f"{codes.total()} bits flipped, all refused: {dict(codes)}\n")


if __name__ == "__main__":
    main()

"""QR codes as one path each, with their quiet zone.

Promises: modules no smaller than asked, four modules of white around, error level M (15 %)
unless the caller takes L (7 %) for long contents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from station.reporting.pen import Pen
from station.reporting.styles import WHITE

QUIET = 4
"""White modules around a code, as ISO/IEC 18004 asks."""
LEAST_MODULE = 0.54
"""Smallest module on paper, mm."""
BLACK = "#000000"

Level: TypeAlias = Literal["L", "M"]
Modules: TypeAlias = NDArray[np.bool_]
"""A square matrix, true is dark."""

_FINDER = np.array([1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Qr:
    """The modules of a code, row by row; true is dark."""

    modules: tuple[tuple[bool, ...], ...]

    @property
    def count(self) -> int:
        """Return the modules along one side, quiet zone included."""
        return len(self.modules) + 2 * QUIET

    def size(self, module: float = LEAST_MODULE) -> float:
        """Return the width in mm at `module` mm a module, quiet zone included."""
        return self.count * module

    def draw(self, pen: Pen, x: float, y: float, size: float) -> None:
        """Draw the code with its quiet zone in a square of `size` mm at (x, y)."""
        module = size / self.count
        pen.rect(x, y, size, size, fill=WHITE)
        edge = QUIET * module
        pen.cells(
            (
                (x + edge + start * module, y + edge + row * module, length * module, module)
                for row, line in enumerate(self.modules)
                for start, length in _dark_runs(line)
            ),
            BLACK,
        )


@lru_cache(maxsize=64)
def qr(content: str, level: Level = "M") -> Qr:
    """Return the smallest code that holds `content`."""
    code = QRCode(None, QRErrorCorrectLevel.L if level == "L" else QRErrorCorrectLevel.M)
    code.addData(content)
    code.version = code.calculate_version()  # type: ignore[no-untyped-call]
    code.makeImpl(False, _best_mask(code))  # noqa: FBT003 - reportlab's own way to ask
    return Qr(tuple(tuple(bool(dark) for dark in row) for row in code.modules))


def _best_mask(code: QRCode) -> int:
    """Return the mask of the eight that leaves the fewest patterns a reader could stumble on."""
    penalties = []
    for mask in range(8):
        code.makeImpl(True, mask)  # noqa: FBT003 - as above
        penalties.append(penalty(np.array(code.modules, dtype=np.bool_)))
    return penalties.index(min(penalties))


def penalty(modules: Modules) -> int:
    """Return how much a matrix is marked down for what could mislead a reader (ISO/IEC 18004).

    In whole arrays, because reportlab's loops take three quarters of the time of a code; they
    also overlook finder patterns in columns.
    """
    squares = modules[:-1] == modules[1:]
    squares = squares[:, :-1] & squares[:, 1:] & (modules[:-1, :-1] == modules[:-1, 1:])
    dark = 100 * int(modules.sum()) // modules.size
    return (
        _runs(modules)
        + _runs(modules.T)
        + 3 * int(squares.sum())
        + _finders(modules)
        + _finders(modules.T)
        + 10 * (abs(dark - 50) // 5)
    )


def _runs(modules: Modules) -> int:
    """Return the marks for five or more of one colour in a row."""
    parted = np.full((len(modules), len(modules) + 1), 2, dtype=np.int8)
    parted[:, :-1] = modules
    flat = parted.ravel()
    lengths = np.diff(np.flatnonzero(np.diff(flat)), prepend=-1)
    return int((lengths[lengths >= 5] - 2).sum())


def _finders(modules: Modules) -> int:
    """Return the marks for what looks like a finder pattern."""
    windows = np.lib.stride_tricks.sliding_window_view(modules, len(_FINDER), axis=1)
    return 40 * int((windows == _FINDER).all(axis=2).sum())


def _dark_runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    runs, start = [], 0
    for dark, group in groupby(line):
        length = len(list(group))
        if dark:
            runs.append((start, length))
        start += length
    return runs

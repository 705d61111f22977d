"""QR codes as one path each, with their quiet zone.

Promises: modules no smaller than asked, four modules of white around, error level M (15 %)
unless the caller takes L (7 %) for long contents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from station.reporting.pen import Pen
from station.reporting.styles import WHITE

QUIET = 4
"""White modules around a code, as ISO/IEC 18004 asks."""
LEAST_MODULE = 0.54
"""Smallest module on paper, mm."""
BLACK = "#000000"

Level: TypeAlias = Literal["L", "M"]


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
    code.make()
    return Qr(tuple(tuple(bool(dark) for dark in row) for row in code.modules))


def _dark_runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    runs, start = [], 0
    for dark, group in groupby(line):
        length = len(list(group))
        if dark:
            runs.append((start, length))
        start += length
    return runs

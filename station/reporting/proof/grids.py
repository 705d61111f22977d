"""Tables of items: columns as wide as their words need, numbers at the right of theirs.

A word is broken only where a table is too wide for the whole page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from station.reporting.flow import ROUNDING, Block
from station.reporting.pen import Align, Pen
from station.reporting.proof.formulae import Setting, words
from station.reporting.proof.markup import Grid
from station.reporting.styles import BODY, HAIRLINE, HEAD_RULE, Style

CELL = Style(face=BODY.face, size=7.5, leading=3.6)
BETWEEN = 3.0
"""White between two columns, mm; `LEAST_BETWEEN` where they are narrow."""
LEAST_BETWEEN = 2.4
_NUMBER = re.compile(r"[-–+−(]?\s*(Rp\s?)?[\d.,]+\s*(%|[\w/]+)?\)?|[–-]")
"""A cell that counts as a number, as on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grids:
    """Lays tables out; `setting` sets what stands in their cells."""

    setting: Setting

    def is_too_wide(self, grid: Grid, width: float) -> bool:
        """Return whether a word of the table would have to be broken to fit into `width` mm."""
        return sum(self._least(grid)) > width

    def block(self, grid: Grid, x: float, width: float) -> Block:
        """Return the table from `x` on, at most `width` mm wide."""
        widths = self._widths(grid, width)
        aligns = [_align(column[1:]) for column in zip(*grid.rows, strict=True)]
        aligns[:1] = ["left"]
        rows = [
            [
                self.setting.lines(cell, _style(index), room - LEAST_BETWEEN)
                for cell, room in zip(row, widths, strict=True)
            ]
            for index, row in enumerate(grid.rows)
        ]
        heights = [max(cell.height for cell in row) + 1.3 for row in rows]

        def draw(pen: Pen, top: float) -> None:
            y = top + 0.4
            for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
                left = x
                for cell, room, align in zip(row, widths, aligns, strict=True):
                    cell.draw(pen, left, y + 0.5, width=room - LEAST_BETWEEN, align=align)
                    left += room
                y += height
                rule = HEAD_RULE if index == 0 else HAIRLINE
                pen.line((x, y), (x + sum(widths), y), rule)

        return Block(height=sum(heights) + 1.8, draw=draw)

    def _widths(self, grid: Grid, width: float) -> list[float]:
        """Return column widths: as wide as the texts, else no narrower than the longest words."""
        wanted = [
            max(self._measured(cell, row) for row, cell in enumerate(column)) + BETWEEN
            for column in zip(*grid.rows, strict=True)
        ]
        if sum(wanted) <= width:
            return wanted
        least = self._least(grid)
        spare = width - sum(least)
        if spare < 0:
            return [one * width / sum(least) for one in least]
        over = [max(0.0, one - few) for one, few in zip(wanted, least, strict=True)]
        return [few + spare * one / sum(over) for few, one in zip(least, over, strict=True)]

    def _least(self, grid: Grid) -> list[float]:
        """Return how wide each column must be so that no word is broken."""
        return [
            max(self._widest(cell, row) for row, cell in enumerate(column)) + LEAST_BETWEEN
            for column in zip(*grid.rows, strict=True)
        ]

    def _widest(self, cell: str, row: int) -> float:
        return max((self._measured(word, row) for word in words(cell)), default=0.0)

    def _measured(self, text: str, row: int) -> float:
        return self.setting.width(text, _style(row)) + ROUNDING


def _style(row: int) -> Style:
    return CELL if row else CELL.bold()


def _align(cells: Sequence[str]) -> Align:
    """Return where a column's cells stand: at the right when most are numbers, as on the screen."""
    filled = [cell for cell in cells if cell]
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in filled)
    return "right" if numbers * 2 > len(filled) else "left"

"""Where somebody stands in the nine-box: only with imported performance and a potential index."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from station.scoring.profile import Ratio
from station.scoring.tables import BoxRow, NineBox

Column = Literal["low", "medium", "high"]
COLUMNS: tuple[Column, Column, Column] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The column of the index, and the others that its band reaches."""

    column: Column
    others: tuple[Column, ...]


def columns_of(ratio: Ratio, nine_box: NineBox) -> Columns:
    """Return the potential column of an unrounded index."""
    cuts = (Decimal(nine_box.cuts.medium_from_percent), Decimal(nine_box.cuts.high_from_percent))
    at, first, last = (
        sum(value >= cut for cut in cuts) for value in (ratio.percent, ratio.low, ratio.high)
    )
    others = tuple(COLUMNS[place] for place in range(first, last + 1) if place != at)
    return Columns(column=COLUMNS[at], others=others)


def box_of(performance: str, column: Column, nine_box: NineBox) -> BoxRow | None:
    """Return the box; None without performance."""
    return next(
        (
            cell
            for cell in nine_box.cell
            if cell.performance == performance and cell.potential == column
        ),
        None,
    )

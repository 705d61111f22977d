"""Labels with what stands beside them, in one column or two."""

from collections.abc import Sequence

from station.reporting.flow import Block, beside
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.styles import TABLE, Style

SECOND_PAIRS = 105.0
"""Left edge of the second column, mm."""


def pair(
    label: str, value: str, x: float, indent: float, width: float, *, style: Style = TABLE
) -> Block:
    """Return a label at `x` and its value `indent` mm further right; `width` holds both."""
    name = wrap(label, style.muted(), indent - 1)
    text = wrap(value, style, width - indent)

    def draw(pen: Pen, top: float) -> None:
        name.draw(pen, x, top)
        text.draw(pen, x + indent, top)

    return Block(height=max(name.height, text.height) + 0.3, draw=draw)


def pair_columns(pairs: Sequence[tuple[str, str]], indent: float) -> list[Block]:
    """Return pairs in two columns, the first half left, blank values left out."""
    shown = [one for one in pairs if one[1]]
    half = (len(shown) + 1) // 2
    columns = (
        (shown[:half], LEFT, SECOND_PAIRS - LEFT - 3),
        (shown[half:], SECOND_PAIRS, RIGHT - SECOND_PAIRS),
    )
    return [
        beside(
            *(
                [pair(label, value, x, indent, width) for label, value in column]
                for column, x, width in columns
            )
        )
    ]

"""Blocks down the page, and onto the next when one is full.

A block knows its height before it is drawn; so pages are filled first, and drawn when their
number is known. Promises: no block is cut, a heading never stands alone at the foot, a table
that goes on repeats its head.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from station.reporting.lines import Lines, wrap
from station.reporting.pen import Align, Pen
from station.reporting.styles import Style

ROUNDING = 0.01
"""How far, mm, a sum of heights may pass the edge: floats do not add up exactly."""

Draw: TypeAlias = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something of a known height.

    Attributes:
        height: In mm.
        draw: Draws it; takes the pen and the top, mm.
        keep: Never parted from the block after it.
        name: By which its page can be asked for.
        new_page: Begins a page.
        head: Drawn before it when it comes first on a page (the head of a table).
        white: Nothing but white space, dropped at the head of a page.
    """

    height: float
    draw: Draw
    keep: bool = False
    name: str = ""
    new_page: bool = False
    head: "Block | None" = None
    white: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where its top lies, mm."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Between which heights blocks may stand: on the first page, and on later ones."""

    first_top: float
    top: float
    bottom: float


def paginate(blocks: Sequence[Block], room: Room) -> list[list[Placed]]:
    """Return the blocks page by page.

    White space is dropped at the head and at the foot of a page. A block taller than a whole
    page stands alone on one and is drawn from the top.
    """
    pages: list[list[Placed]] = [[]]
    y = room.first_top
    for group in _groups(blocks):
        if group[0].white and len(group) == 1:
            y += group[0].height if pages[-1] else 0.0
            continue
        if pages[-1] and (group[0].new_page or y + tall(group) > room.bottom + ROUNDING):
            pages.append([])
            y = room.top
            head = group[0].head
            if head:
                pages[-1].append(Placed(head, y))
                y += head.height
        for block in group:
            pages[-1].append(Placed(block, y))
            y += block.height
    return pages


def _groups(blocks: Iterable[Block]) -> Iterable[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield group
            group = []
    if group:
        yield group


def named_pages(pages: Sequence[Sequence[Placed]]) -> dict[str, int]:
    """Return on which page, from 1, each named block stands."""
    return {
        placed.block.name: number
        for number, page in enumerate(pages, 1)
        for placed in page
        if placed.block.name
    }


def gap(height: float) -> Block:
    """Return white space."""
    return Block(height=height, draw=_nothing, white=True)


def _nothing(_pen: Pen, _top: float) -> None:
    return


def tall(blocks: Iterable[Block]) -> float:
    """Return the height of blocks under one another, mm."""
    return sum(block.height for block in blocks)


def eased(blocks: Sequence[Block], room: float, *, least: float = 0.3) -> list[Block]:
    """Return the blocks with their white space shrunk so that they fit into `room` mm.

    White is never less than the share `least` of what it was; then the blocks may still be taller.
    """
    white = tall(block for block in blocks if block.white)
    if not white:
        return list(blocks)
    share = min(1.0, max(least, (room - tall(blocks) + white) / white))
    return [
        replace(block, height=block.height * share) if block.white else block for block in blocks
    ]


def keep(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks so that they stand together and with what follows."""
    return [replace(block, keep=True) for block in blocks]


def together(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks so that no page break parts them."""
    kept = keep(blocks)
    return [*kept[:-1], replace(kept[-1], keep=False)] if kept else []


def stacked(blocks: Sequence[Block]) -> Block:
    """Return several blocks as one."""

    def draw(pen: Pen, top: float) -> None:
        for block in blocks:
            block.draw(pen, top)
            top += block.height

    return Block(height=tall(blocks), draw=draw)


def beside(*columns: Sequence[Block]) -> Block:
    """Return columns of blocks that begin at the same height, as one block."""
    stacks = [stacked(column) for column in columns]

    def draw(pen: Pen, top: float) -> None:
        for stack in stacks:
            stack.draw(pen, top)

    return Block(height=max(stack.height for stack in stacks), draw=draw)


def paragraph(
    text: str,
    style: Style,
    x: float,
    width: float,
    *,
    align: Align = "left",
    after: float = 0.0,
) -> list[Block]:
    """Return a paragraph, one block a line so that a long one may go over a page."""
    lines = wrap(text, style, width)
    blocks = [_line_block(Lines((line,), style), x, width, align) for line in lines.lines]
    return [*blocks, gap(after)] if after else blocks


def _line_block(line: Lines, x: float, width: float, align: Align) -> Block:
    return Block(
        height=line.height,
        draw=lambda pen, top: line.draw(pen, x, top, width=width, align=align),
    )

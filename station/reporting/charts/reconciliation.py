"""From the roster to the people assessed: boxes, and what was lost on the way, named."""

from collections.abc import Sequence
from dataclasses import dataclass

from station.reporting.faces import FaceName
from station.reporting.flow import Block
from station.reporting.lines import Lines, wrap
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen, polygon
from station.reporting.styles import ACCENT, INK, MUTED, WHITE, Stroke, Style

NUMBER = Style(face=FaceName.BOLD, size=12, leading=5)
LOSS = Style(face=FaceName.BOLD, size=8, leading=3.4)
WHY = Style(face=FaceName.REGULAR, size=6, leading=2.5, colour=MUTED)
LABEL = Style(face=FaceName.REGULAR, size=7, leading=3.2)
MOST_BOX = 20.4
STROKE = Stroke(colour=INK, width=0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One box as printed: number, what it counts, what was lost before it and why."""

    number: str
    name: str
    lost: str
    why: str


def reconciliation_block(steps: Sequence[Step]) -> Block:
    """Return the boxes side by side, the last one filled."""
    count = len(steps)
    width = min(MOST_BOX, WIDTH / (count * 1.8 - 0.8))
    between = (WIDTH - width * count) / max(1, count - 1)
    inks = [*(INK for _ in steps[1:]), WHITE]
    names = [
        wrap(one.name, LABEL.tinted(ink), width - 1.4) for one, ink in zip(steps, inks, strict=True)
    ]
    reasons = [wrap(one.why, WHY, between - 0.8) for one in steps]
    tallest = max(
        *(NUMBER.leading + name.height + 3.4 for name in names),
        *(LOSS.leading + why.height + 5.2 for why in reasons),
        13.6,
    )

    def draw(pen: Pen, top: float) -> None:
        for index, one in enumerate(steps):
            x = LEFT + index * (width + between)
            if index:
                _draw_loss(pen, x - between, top, (between, tallest), one, reasons[index])
            _draw_box(pen, x, top, (width, tallest), one.number, names[index])

    return Block(height=tallest, draw=draw)


def _draw_box(
    pen: Pen, x: float, top: float, size: tuple[float, float], number: str, name: Lines
) -> None:
    width, height = size
    ink = name.style.colour
    fill, stroke = (ACCENT, None) if ink == WHITE else (WHITE, STROKE)
    pen.rect(x, top, width, height, fill=fill, stroke=stroke)
    y = top + (height - NUMBER.leading - name.height) / 2
    pen.text(x + width / 2, y + NUMBER.baseline, number, NUMBER.tinted(ink), "centre")
    name.draw(pen, x + 0.7, y + NUMBER.leading, width=width - 1.4, align="centre")


def _draw_loss(
    pen: Pen, x: float, top: float, size: tuple[float, float], step: Step, why: Lines
) -> None:
    width, height = size
    middle = top + height * 0.42
    pen.text(x + width / 2, middle - 1.2, step.lost, LOSS, "centre")
    pen.line((x + 0.8, middle), (x + width - 2.2, middle), STROKE)
    tip = x + width - 0.7
    pen.shape(polygon([(tip, middle), (tip - 1.9, middle - 1), (tip - 1.9, middle + 1)]), fill=INK)
    why.draw(pen, x + 0.4, middle + 0.9, width=width - 0.8, align="centre")

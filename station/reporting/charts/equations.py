"""Sums in boxes: the whole in a strong frame, its parts in pale ones, signs between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from station.reporting.flow import Block
from station.reporting.lines import Lines, wrap
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen
from station.reporting.styles import (
    CAPTION,
    FLAG,
    INK,
    RULE,
    VALUE,
    ZONE,
    Stroke,
    Style,
)

SIGN_GAP = 9.0
NUMBER = Style(face=VALUE.face, size=14, leading=5.6)
SIGN = Style(face=VALUE.face, size=12, leading=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One sum: numbers as printed with what they count, the whole first."""

    boxes: Sequence[tuple[str, str]]
    balanced: bool


def sum_block(one: Sum, *, pad: float) -> Block:
    """Return one sum; `pad` is the white above and below inside a box, mm."""
    count = len(one.boxes)
    width = (WIDTH - SIGN_GAP * (count - 1)) / count
    labels = [wrap(label, CAPTION, width - 3) for _, label in one.boxes]
    tall = max(label.height for label in labels)
    height = pad * 2 + NUMBER.leading + tall

    def draw(pen: Pen, top: float) -> None:
        for index, ((number, _), label) in enumerate(zip(one.boxes, labels, strict=True)):
            x = LEFT + index * (width + SIGN_GAP)
            _draw_box(pen, (x, top, width, height), whole=index == 0, balanced=one.balanced)
            pen.text(x + width / 2, top + pad + NUMBER.baseline, number, NUMBER, "centre")
            _draw_label(pen, label, x + 1.5, top + pad + NUMBER.leading, width - 3)
            if index:
                _draw_sign(pen, x - SIGN_GAP / 2, top + height / 2, index, balanced=one.balanced)

    return Block(height=height + 1.8, draw=draw)


def _draw_box(
    pen: Pen, box: tuple[float, float, float, float], *, whole: bool, balanced: bool
) -> None:
    if whole:
        pen.rect(*box, stroke=Stroke(colour=INK if balanced else FLAG, width=0.5))
    else:
        pen.rect(*box, fill=ZONE, stroke=Stroke(colour=RULE, width=0.2))


def _draw_label(pen: Pen, label: Lines, x: float, top: float, width: float) -> None:
    label.draw(pen, x, top, width=width, align="centre")


def _draw_sign(pen: Pen, x: float, middle: float, index: int, *, balanced: bool) -> None:
    y = middle + SIGN.cap / 2
    if index > 1:
        pen.text(x, y, "+", SIGN, "centre")
        return
    pen.text(x, y, "=", SIGN if balanced else SIGN.tinted(FLAG), "centre")
    if not balanced:
        pen.line((x - 1.3, middle + 2), (x + 1.3, middle - 2), Stroke(colour=FLAG, width=0.5))

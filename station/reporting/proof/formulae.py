"""Formulae among the words of an item: on the baseline, as large as the letters beside them.

A formula whose drawing is missing stands as the words that a screen reader says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from station.reporting.faces import MM_PER_POINT
from station.reporting.lines import INLAY, Inlay, Lines, glue, wrap
from station.reporting.pen import Pen
from station.reporting.proof.svg import Picture
from station.reporting.styles import Style

FORMULA = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<name>[^)\s]+) (?P<depth>\d+)\)")
WORD = re.compile(r"(?:!\[[^\]]*\]\([^)\s]+ \d+\)|[^ ])+")
LETTER_MATCH = 1.07
"""A formula's figures are as high as Noto Sans's when its letters are set so much larger."""
WHITE = 0.5
"""White above and below a formula, mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula ready to draw; `depth` in units of the drawing, `unit` of them in mm."""

    picture: Picture
    depth: int
    unit: float

    @property
    def above(self) -> float:
        """How far it reaches above the baseline, mm."""
        return (self.picture.height - self.depth) * self.unit + WHITE

    @property
    def below(self) -> float:
        """How far it reaches below the baseline, mm."""
        return self.depth * self.unit + WHITE

    def width(self, _text: str = INLAY) -> float:
        """Return how wide it is, mm."""
        return self.picture.width * self.unit

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it from `x` on, on the baseline `y`."""
        self.picture.draw(pen, x, y - self.above + WHITE, self.width())


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Sets texts that may hold formulae; `pictures` are those that can be drawn, by name."""

    pictures: Mapping[str, object]

    def lines(self, text: str, style: Style, width: float) -> Lines:
        """Return `text` in lines no wider than `width` mm."""
        plain, inlays = self._inlaid(text, style)
        return wrap(plain, style, width, italics=True, inlays=inlays)

    def width(self, text: str, style: Style) -> float:
        """Return the width of `text` on one line, mm."""
        plain, inlays = self._inlaid(text, style)
        letters = plain.replace("**", "").replace(INLAY, "")
        return style.width(letters) + sum(one.width(INLAY) for one in inlays)

    def _inlaid(self, text: str, style: Style) -> tuple[str, tuple[Inlay, ...]]:
        unit = style.size * MM_PER_POINT * LETTER_MATCH / 1000
        inlays: list[Inlay] = []

        def put(found: re.Match[str]) -> str:
            picture = self.pictures.get(found["name"])
            if not isinstance(picture, Picture):
                return found["words"]
            inlays.append(Formula(picture=picture, depth=int(found["depth"]), unit=unit))
            return INLAY

        return FORMULA.sub(put, text.replace(INLAY, "")), tuple(inlays)


def words(text: str) -> list[str]:
    """Return what stands between the spaces of `text` where a line may break."""
    return WORD.findall(glue(text))

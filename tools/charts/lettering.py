"""Turns words into outlines of Noto Sans, so that a picture needs no font where it is shown."""

from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from tools import svg

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


class Lettering:
    """Writes in one face."""

    def __init__(self, path: Path) -> None:
        """Read the face at `path`."""
        font = TTFont(path)
        self._glyphs = font.getGlyphSet()
        self._names = font.getBestCmap()
        self._units = font["head"].unitsPerEm

    def width(self, text: str, size: float) -> float:
        """Return how wide `text` runs at `size` units.

        Raises:
            KeyError: the face lacks one of the characters.
        """
        units = sum(self._glyphs[self._names[ord(character)]].width for character in text)
        return float(units * size / self._units)

    def write(self, text: str, at: svg.Point, size: float, anchor: float = 0) -> str:
        """Return `text` on the baseline `at`; `anchor` 0 starts there, 1 ends there."""
        x, y = at[0] - anchor * self.width(text, size), at[1]
        scale = size / self._units
        pen = SVGPathPen(self._glyphs, ntos=_short)
        for character in text:
            glyph = self._glyphs[self._names[ord(character)]]
            glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += glyph.width * scale
        return svg.path(pen.getCommands(), fill=svg.INK, stroke="none")


def _short(value: float) -> str:
    return svg.number(round(value, 1))


def regular() -> Lettering:
    """Return the face of labels and numbers."""
    return Lettering(FONTS / "NotoSans-Regular.ttf")


def bold() -> Lettering:
    """Return the face of headings."""
    return Lettering(FONTS / "NotoSans-Bold.ttf")

"""The four typefaces on paper: measured, encoded and embedded.

Promises that a character that no face has is never lost in silence: `Face.lacks` names it, and
on paper it leaves the face's visible empty box.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from station.resources import resources_dir

MM_PER_POINT = 25.4 / 72


class FaceName(StrEnum):
    """Which face; the value is the file's name in `resources/fonts/`."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    CODE = "IBMPlexMono-Regular"
    CODE_BOLD = "IBMPlexMono-Bold"


class Face:
    """One typeface, loaded once a process."""

    def __init__(self, name: FaceName) -> None:
        """Load the face from `resources/fonts/` and make it known to reportlab."""
        self.name = name
        self._font = TTFont(name.value, str(resources_dir() / "fonts" / f"{name.value}.ttf"))
        pdfmetrics.registerFont(self._font)
        self._advances: Mapping[int, float] = self._font.face.charWidths
        self._glyphs: Mapping[int, int] = self._font.face.charToGlyph
        self._missing_advance: float = self._font.face.defaultWidth
        self.width_per_em = lru_cache(maxsize=8192)(self._width_per_em)

    def lacks(self, text: str) -> str:
        """Return the characters of `text` that the face has no glyph for, each once."""
        return "".join(dict.fromkeys(c for c in text if not self._glyphs.get(ord(c))))

    def encode(self, text: str, document: PDFDocument) -> list[tuple[str, str]]:
        """Return `text` as pairs of a font's name in `document` and the string in hex."""
        pieces = self._font.splitString(text, document)
        return [
            (self._font.getSubsetInternalName(subset, document), codes.hex())
            for subset, codes in pieces
        ]

    def _width_per_em(self, text: str) -> float:
        advances, missing = self._advances, self._missing_advance
        return sum(advances.get(ord(c), missing) for c in text) / 1000


@cache
def faces() -> Mapping[FaceName, Face]:
    """Return the faces by name, loaded when first asked for."""
    return MappingProxyType({name: Face(name) for name in FaceName})

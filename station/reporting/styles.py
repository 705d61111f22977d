"""How text and lines look: the sizes, colours and strokes of every printed page.

Sizes are points, leadings and stroke widths millimetres. Nothing is smaller than 6 points.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from station.reporting.faces import MM_PER_POINT, FaceName, faces

INK = "#1B2733"
MUTED = "#4A5966"
RULE = "#6B7A89"
HAIR = "#C9D1D8"
ACCENT = "#0B5CAD"
MID = "#8DB4DA"
PALE = "#CFE0F1"
FLAG = "#B35900"
FLAG_TEXT = "#8A4400"
FLAG_PALE = "#F8E3CC"
FLAG_MID = "#E3AF7B"
WHITE = "#FFFFFF"
ZONE = "#F3F5F7"
ZONE_LOW = "#E3E8ED"

CAP_HEIGHT = 0.714
"""Height of a capital in ems (Noto Sans)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a piece of text is set.

    Attributes:
        face: Which typeface.
        size: In points.
        leading: From baseline to baseline, mm.
        colour: `#RRGGBB`.
        spacing: Added after every character, points.
        slanted: Leaning to the right; there is no italic face.
    """

    face: FaceName
    size: float
    leading: float
    colour: str = INK
    spacing: float = 0.0
    slanted: bool = False

    @property
    def cap(self) -> float:
        """Return the height of a capital, mm."""
        return self.size * CAP_HEIGHT * MM_PER_POINT

    @property
    def baseline(self) -> float:
        """Return how far below the top of its line box the baseline lies, mm."""
        return (self.leading + self.cap) / 2

    def width(self, text: str) -> float:
        """Return the width of `text`, mm."""
        ems = faces()[self.face].width_per_em(text)
        return (ems * self.size + self.spacing * len(text)) * MM_PER_POINT

    def bold(self) -> "Style":
        """Return the same style, bold."""
        return _varied(self, _BOLD.get(self.face, self.face), self.colour)

    def tinted(self, colour: str) -> "Style":
        """Return the same style in another colour."""
        return _varied(self, self.face, colour)

    def leaning(self) -> "Style":
        """Return the same style, leaning to the right."""
        return replace(self, slanted=True)

    def muted(self) -> "Style":
        """Return the same style in the colour of captions."""
        return _varied(self, self.face, MUTED)


_BOLD = {FaceName.REGULAR: FaceName.BOLD, FaceName.CODE: FaceName.CODE_BOLD}


@lru_cache(maxsize=512)
def _varied(style: Style, face: FaceName, colour: str) -> Style:
    return replace(style, face=face, colour=colour)


def _plain(size: float, leading: float, colour: str = INK) -> Style:
    return Style(face=FaceName.REGULAR, size=size, leading=leading, colour=colour)


def _strong(size: float, leading: float, colour: str = INK) -> Style:
    return Style(face=FaceName.BOLD, size=size, leading=leading, colour=colour)


def _code(size: float, leading: float, colour: str = INK) -> Style:
    return Style(face=FaceName.CODE, size=size, leading=leading, colour=colour)


VERDICT = _strong(18, 7.6)
TITLE = _strong(15, 6.6)
VALUE = _strong(13, 5.2)
HEADING = _strong(11, 5)
BODY = _plain(9, 4.5)
TABLE = _plain(8, 3.9)
CAPTION = _plain(7.5, 3.7, MUTED)
FOOT = _plain(7, 3.4, MUTED)
AXIS = _plain(6.5, 3, MUTED)
CODE = _code(7.5, 3.7)
CODE_SMALL = _code(6.5, 3.2)
CODE_LEAST = _code(6, 3)
STAMP = replace(_strong(7.5, 3.7), spacing=0.9)
LABEL = replace(_strong(7, 3.4, MUTED), spacing=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a line is drawn: colour, width in mm, and lengths of dashes and gaps in mm."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    round: bool = False


HAIRLINE = Stroke(colour=HAIR, width=0.2)
THIN = Stroke(colour=RULE, width=0.2)
RULED = Stroke(colour=RULE, width=0.25)
HEAD_RULE = Stroke(colour=INK, width=0.3)
STRONG = Stroke(colour=INK, width=0.4)
BAND_EDGE = Stroke(colour=ACCENT, width=0.3)
FLAG_EDGE = Stroke(colour=FLAG, width=0.3)

"""How closely a report is set: with air where its texts are short, closer where they are long.

A report is four pages; only one that does not fit even when set closely takes more.
"""

from dataclasses import dataclass, replace

from station.reporting.flow import Block, tall, together
from station.reporting.page import ROOM
from station.reporting.styles import BODY, CAPTION, FOOT, INK, TABLE, Style
from station.reporting.tables import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """One way to set a report.

    Attributes:
        between: White between sections, mm.
        pad: White above and below the text of a row, mm each.
        whole: Whether a section moves to the next page rather than break.
        fit_strip: Width of the axis of the fit to posts, mm.
        competency_pitch: Height of a competency's row, mm.
        aspect_pitch: Height of an aspect's row, mm.
        area_pitch: Height of a knowledge area's row, mm.
        highlight: Notes to the strengths and gaps of page one.
        remark: Strengths and development areas.
        reason: Why a post fits; what an aspect looks like.
        prose: Charts in words.
        caution: Notes under charts.
        signing: Room for a signature, mm.
    """

    between: float
    pad: float
    whole: bool
    fit_strip: float
    competency_pitch: float
    aspect_pitch: float
    area_pitch: float
    highlight: Style
    remark: Style
    reason: Style
    prose: Style
    caution: Style
    signing: float

    def table(self, *columns: Column) -> Table:
        """Return a table whose rows are as tall as this density sets them."""
        return Table(columns=columns, pad_top=self.pad, pad_bottom=self.pad)

    def section(self, blocks: list[Block]) -> list[Block]:
        """Return a section, kept whole if this density wants it and a page can hold it."""
        fits = tall(blocks) <= ROOM.bottom - ROOM.top
        return together(blocks) if self.whole and fits else blocks


CLOSE = replace(FOOT, leading=3.2)
ROOMY = Density(
    between=5.4,
    pad=0.92,
    whole=True,
    fit_strip=32.0,
    competency_pitch=8.2,
    aspect_pitch=7.2,
    area_pitch=6.25,
    highlight=FOOT,
    remark=BODY,
    reason=TABLE,
    prose=CAPTION.tinted(INK),
    caution=CAPTION,
    signing=16.5,
)
TIGHT = Density(
    between=2.8,
    pad=0.45,
    whole=False,
    fit_strip=18.0,
    competency_pitch=6.9,
    aspect_pitch=6.4,
    area_pitch=5.2,
    highlight=CLOSE,
    remark=CLOSE.tinted(INK),
    reason=CLOSE.tinted(INK),
    prose=CLOSE.tinted(INK),
    caution=CLOSE,
    signing=11.0,
)

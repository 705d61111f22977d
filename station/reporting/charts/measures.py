"""The four main results on one axis, each with its range, category and how near a cut lies."""

from station.reporting import figures, marks
from station.reporting.charts import strip
from station.reporting.flow import Block
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import Pen
from station.reporting.styles import AXIS, BODY, CAPTION, FLAG_TEXT, FOOT, HAIRLINE, VALUE
from station.reporting.words import Wording
from station.scoring.parts import Measure

AXIS_SCALE = strip.Axis(x=63.0, width=83.0, low=400, high=1100)
NAME_WIDTH = 43.0
VALUE_RIGHT = 164.0
CATEGORY_X = 166.8
CATEGORY_WIDTH = RIGHT - CATEGORY_X
PITCH = 11.8
STRIP_TOP = 1.3
STRIP_HEIGHT = 4.6
BAND_HEIGHT = 2.4
NAME = BODY.bold()
NOTE = FOOT


def measure_blocks(measures: tuple[Measure, ...], words: Wording) -> list[Block]:
    """Return one block a measure, a hairline between them."""
    last = len(measures) - 1
    return [_block(one, words, ruled=i < last) for i, one in enumerate(measures)]


def _block(measure: Measure, words: Wording, *, ruled: bool) -> Block:
    name = wrap(words.of(measure.name), NAME, NAME_WIDTH)
    basis = wrap(words.of(measure.basis), CAPTION, NAME_WIDTH)
    category = wrap(words.of(measure.category_name), NAME, CATEGORY_WIDTH)
    indent = 4.0 if measure.near_cut else 0.0
    note_style = NOTE.bold().tinted(FLAG_TEXT) if measure.near_cut else NOTE
    note = wrap(words.of(measure.note), note_style, CATEGORY_WIDTH - indent)
    tallest = max(name.height + basis.height, category.height + note.height)
    height = max(PITCH, tallest + 1.3)

    def draw(pen: Pen, top: float) -> None:
        name.draw(pen, LEFT, top + 0.6)
        basis.draw(pen, LEFT, top + 0.4 + name.height)
        category.draw(pen, CATEGORY_X, top + 0.8)
        below = top + 0.8 + category.height
        if measure.near_cut:
            marks.near_cut(pen, CATEGORY_X + 1.6, below + note.style.leading / 2 - 0.1)
        note.draw(pen, CATEGORY_X + indent, below)
        _draw_value(pen, measure, top, words)
        if ruled:
            pen.line((LEFT, top + height - 0.5), (RIGHT, top + height - 0.5), HAIRLINE)

    return Block(height=height, draw=draw)


def _draw_value(pen: Pen, measure: Measure, top: float, words: Wording) -> None:
    language = words.language
    strip_top = top + STRIP_TOP
    labels_y = strip_top + STRIP_HEIGHT + AXIS.cap + 1.0
    value = figures.decimal(language, measure.percent_tenths)
    pen.text(VALUE_RIGHT, top + 4.9, value, VALUE, "right")
    if measure.percent_tenths is None:
        missing = words("report.cannot_be_assessed")
        strip.draw_missing(pen, AXIS_SCALE, strip_top, STRIP_HEIGHT, missing)
        pen.text(AXIS_SCALE.x, labels_y, str(AXIS_SCALE.low // 10), AXIS)
        right = AXIS_SCALE.x + AXIS_SCALE.width
        pen.text(right, labels_y, str(AXIS_SCALE.high // 10), AXIS, "right")
        return
    reach = figures.interval(language, measure.low_tenths, measure.high_tenths)
    pen.text(VALUE_RIGHT, top + 8.5, reach, FOOT, "right")
    zones = measure.zones
    strip.draw_zones(pen, AXIS_SCALE, zones, strip_top, STRIP_HEIGHT)
    strip.draw_cuts(pen, AXIS_SCALE, zones, strip_top - 0.5, strip_top + STRIP_HEIGHT + 0.5)
    names = tuple(words.of(zone.short_name) for zone in zones)
    strip.draw_labels(pen, AXIS_SCALE, zones, names, labels_y)
    strip.draw_value(pen, AXIS_SCALE, measure, strip_top + STRIP_HEIGHT / 2, BAND_HEIGHT)

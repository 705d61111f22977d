"""Puts cells and rules into words: alternative texts in both languages, and reasons for the key.

An alternative text says what stands in a cell and where, in the order of the picture, and nothing
about rules; a reader who cannot see has the same facts as one who can.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from tools.figural.layouts import SEGMENTS, Cell
from tools.figural.rules import Rule, Value

LANGUAGES = ("id", "en")

_Words: TypeAlias = dict[Value, tuple[str, str]]
"""A value to its word in Indonesian and in English."""

_SHAPES: _Words = {
    "circle": ("lingkaran", "circle"),
    "square": ("persegi", "square"),
    "triangle": ("segitiga", "triangle"),
    "diamond": ("belah ketupat", "diamond"),
    "hexagon": ("segi enam", "hexagon"),
    "plus": ("tanda tambah", "plus sign"),
}
_SHADES: _Words = {
    "bare": ("kosong", "empty"),
    "hatched": ("berarsir", "hatched"),
    "solid": ("terisi penuh", "solid"),
}
_SIZES: _Words = {1: ("kecil", "small"), 2: ("sedang", "medium"), 3: ("besar", "large")}
_NUMBERS: _Words = {
    1: ("satu", "one"),
    2: ("dua", "two"),
    3: ("tiga", "three"),
    4: ("empat", "four"),
    5: ("lima", "five"),
    6: ("enam", "six"),
}
_SIDES: _Words = {
    0: ("atas", "top"),
    1: ("kanan atas", "top right"),
    2: ("kanan", "right"),
    3: ("kanan bawah", "bottom right"),
    4: ("bawah", "bottom"),
    5: ("kiri bawah", "bottom left"),
    6: ("kiri", "left"),
    7: ("kiri atas", "top left"),
}
_POINTING = (
    "up",
    "up and to the right",
    "to the right",
    "down and to the right",
    "down",
    "down and to the left",
    "to the left",
    "up and to the left",
)
_PLACES: _Words = {
    0: ("kiri atas", "top left"),
    1: ("tengah atas", "top centre"),
    2: ("kanan atas", "top right"),
    3: ("kanan tengah", "middle right"),
    4: ("kanan bawah", "bottom right"),
    5: ("tengah bawah", "bottom centre"),
    6: ("kiri bawah", "bottom left"),
    7: ("kiri tengah", "middle left"),
}
_SEGMENTS = {
    "top": ("garis atas", "top line"),
    "bottom": ("garis bawah", "bottom line"),
    "left": ("garis kiri", "left line"),
    "right": ("garis kanan", "right line"),
    "upright": ("garis tegak tengah", "middle upright line"),
    "level": ("garis datar tengah", "middle level line"),
    "rising": ("diagonal naik", "rising diagonal"),
    "falling": ("diagonal turun", "falling diagonal"),
}
_WORDS: dict[str, _Words] = {
    "shape": _SHAPES,
    "frame": _SHAPES,
    "outer": _SHAPES,
    "inner": _SHAPES,
    "shade": _SHADES,
    "size": _SIZES,
    "count": _NUMBERS,
    "dots": _NUMBERS,
    "bars": _NUMBERS,
    "turn": _SIDES,
    "disc": _PLACES,
    "box": _PLACES,
}
_PLURALS = {
    "circle": "circles",
    "square": "squares",
    "triangle": "triangles",
    "diamond": "diamonds",
    "hexagon": "hexagons",
    "plus": "plus signs",
}
_CELLS = {
    "single": ("{shape} {size}, {shade}", "{size} {shape}, {shade}"),
    "group": ("{count} {shape} {shade}", "{count} {shade} {shape}"),
    "dial": (
        "{frame} dengan jarum ke {turn}, {dots} titik di bawahnya",
        "{frame} with a hand pointing {pointing}, {dots} {dot} below it",
    ),
    "nested": ("{outer} berisi {inner} {shade}", "{outer} around a small {inner}, {shade}"),
    "stamp": (
        "{outer} berisi {inner} {shade}, {dots} titik di bawahnya",
        "{outer} around a small {inner}, {shade}, {dots} {dot} below it",
    ),
    "strokes": ("{strokes}", "{strokes}"),
    "badge": ("{frame} berisi {strokes}", "{frame} around {strokes}"),
    "lattice": ("lingkaran {marks} terisi", "filled {circle} {marks}"),
    "board": ("cakram di {disc}, persegi di {box}", "disc at {disc}, square at {box}"),
    "arrow": (
        "panah ke {turn} dengan kepala {shade} dan {bars} garis ekor",
        "arrow pointing {pointing}, with {head} {shade} head and {bars} tail {bar}",
    ),
    "moon": (
        "{shape} {shade} dengan lingkaran kecil di {turn}",
        "{shade} {shape} with a small circle at the {turn}",
    ),
}
_LEGENDS = {
    "lattice": (
        (
            "Tiap kotak memuat lingkaran 1 sampai 9, dari kiri ke kanan lalu ke bawah;"
            " yang disebut terisi, yang lain kosong."
        ),
        (
            "Each box holds circles 1 to 9, left to right and then down;"
            " those named are filled, the others empty."
        ),
    ),
    "board": (
        "Tiap kotak memuat papan tiga kali tiga petak.",
        "Each box holds a board of three by three fields.",
    ),
}
_NOTES = {
    "lattice": (
        " (dihitung dari kiri atas, baris demi baris)",
        " (counted from the top left, row by row)",
    ),
}
_MATRIX = (
    "Matriks tiga kali tiga. {legend}{rows}",
    "A matrix of three by three. {legend}{rows}",
)
_ROW = ("Baris {number}: {cells}.", "Row {number}: {cells}.")
_MISSING = ("kotak bertanda tanya", "the box with the question mark")


def cell(layout: str, values: Cell, language: str) -> str:
    """Return what stands in one cell, as a phrase."""
    at = LANGUAGES.index(language)
    words = {name: _value(name, value, at) for name, value in values.items()}
    if language == "en":
        words |= _english(values)
    return _CELLS[layout][at].format_map(words)


def option(layout: str, values: Cell, language: str) -> str:
    """Return what stands in one cell, understood without the matrix."""
    note = _NOTES[layout][LANGUAGES.index(language)] if layout in _NOTES else ""
    return cell(layout, values, language) + note


def matrix(layout: str, cells: Sequence[Cell], language: str) -> str:
    """Return what stands in the eight visible cells, row by row, as sentences."""
    at = LANGUAGES.index(language)
    phrases = [cell(layout, values, language) for values in cells[:8]] + [_MISSING[at]]
    rows = []
    for row in range(3):
        numbered = [f"({n}) {phrase}" for n, phrase in enumerate(phrases[3 * row : 3 * row + 3], 1)]
        rows.append(_ROW[at].format(number=row + 1, cells="; ".join(numbered)))
    legend = f"{_LEGENDS[layout][at]} " if layout in _LEGENDS else ""
    return _MATRIX[at].format(legend=legend, rows=" ".join(rows))


def _value(name: str, value: Value, at: int) -> str:
    if not isinstance(value, frozenset):
        return _WORDS[name][value][at]
    if name == "marks":
        return ", ".join(sorted(value))
    return ", ".join(_SEGMENTS[segment][at] for segment in SEGMENTS if segment in value)


def _english(values: Cell) -> dict[str, str]:
    """Return the words that English bends by number or sound."""
    words = {
        "dot": "dot" if values.get("dots") == 1 else "dots",
        "bar": "line" if values.get("bars") == 1 else "lines",
        "head": "an" if values.get("shade") == "bare" else "a",
    }
    if isinstance(turn := values.get("turn"), int):
        words["pointing"] = _POINTING[turn]
    if isinstance(marks := values.get("marks"), frozenset):
        words["circle"] = "circle" if len(marks) == 1 else "circles"
    if values.get("count", 1) != 1:
        words["shape"] = _PLURALS[str(values["shape"])]
    return words


_NOUNS = {
    "shape": "bentuk",
    "frame": "bingkai",
    "outer": "bentuk luar",
    "inner": "bentuk dalam",
    "shade": "isian",
    "size": "ukuran",
    "count": "jumlah bangun",
    "dots": "jumlah titik",
    "bars": "jumlah garis ekor",
    "turn": "arah",
    "disc": "letak cakram",
    "box": "letak persegi",
    "strokes": "garis",
    "marks": "lingkaran terisi",
}
_LINES = {"row": "baris", "column": "kolom"}
_RULES: dict[str, str] = {
    "constant": "{noun} tetap di tiap {line}",
    "distribution": "ketiga {noun} muncul sekali di tiap {line}",
    "sum": "{noun} ketiga di tiap {line} adalah yang pertama ditambah yang kedua",
    "difference": "{noun} ketiga di tiap {line} adalah yang pertama dikurangi yang kedua",
    "union": "kotak ketiga di tiap {line} memuat semua {noun} dari dua kotak sebelumnya",
    "common": "kotak ketiga di tiap {line} hanya memuat {noun} yang ada di kedua kotak sebelumnya",
    "exclusive": (
        "kotak ketiga di tiap {line} memuat {noun} yang ada di tepat satu dari dua kotak sebelumnya"
    ),
    "without": "kotak ketiga di tiap {line} memuat {noun} pertama tanpa yang kedua",
}


def why(rules: Sequence[Rule]) -> str:
    """Return the rules in Indonesian, one sentence."""
    return _sentence([_rule(rule) for rule in rules])


def why_not(broken: Sequence[str]) -> str:
    """Return which rules an option breaks, in Indonesian, one sentence."""
    return f"Melanggar aturan {_listed([_NOUNS[name] for name in broken])}."


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    if not most:
        return last
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} dan {last}"


def _sentence(clauses: Sequence[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}."


def _rule(rule: Rule) -> str:
    noun, line = _NOUNS[rule.attribute], _LINES[rule.along]
    if rule.kind == "progression":
        return f"{noun} {_motion(rule)} dari kotak ke kotak di tiap {line}"
    return _RULES[rule.kind].format(noun=noun, line=line)


_Motion = Callable[[int], str]
_MOTIONS: dict[str, _Motion] = {
    "turn": lambda step: f"berputar {45 * step} derajat",
    "disc": lambda step: f"bergeser {step} petak",
    "box": lambda step: f"bergeser {step} petak",
}


def _motion(rule: Rule) -> str:
    if rule.attribute not in _MOTIONS:
        return f"{'bertambah' if rule.step > 0 else 'berkurang'} {abs(rule.step)}"
    clockwise = rule.step <= 4
    way = "searah jarum jam" if clockwise else "berlawanan arah jarum jam"
    return f"{_MOTIONS[rule.attribute](rule.step if clockwise else 8 - rule.step)} {way}"

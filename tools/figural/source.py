"""Writes finished figures as a text source of the battery and as pictures.

The `figure` table beside each item records the rules, all nine cells, the options and which rules
each of them breaks: whoever doubts a key can check it from the source alone.
"""

from collections.abc import Iterator, Mapping, Sequence

from tools.figural import words
from tools.figural.layouts import Cell, cell_svg, matrix_svg
from tools.figural.making import LETTERS, Figure
from tools.figural.rules import Rule, Value

_HEAD = """\
# Penalaran figural. Written by `python -m tools.figural` from tools/figural/items.toml: edit that.
# `figure` records how the item is made; compiling does not read it.
"""
_STEM = {
    "id": "Gambar mana yang tepat mengisi kotak bertanda tanya?",
    "en": "Which picture belongs in the box with the question mark?",
}


def toml(figures: Mapping[str, Figure]) -> str:
    """Return the whole text source."""
    return _HEAD + "".join(_item(code, figure) for code, figure in figures.items())


def pictures(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Return every picture by its media name: one matrix and five options an item."""
    files = {}
    for code, figure in figures.items():
        files[_name(code)] = matrix_svg(figure.plan.layout, figure.cells)
        for letter, option in figure.options.items():
            files[_name(code, letter)] = cell_svg(figure.plan.layout, option)
    return files


def _name(code: str, letter: str = "") -> str:
    return f"{code.lower()}{f'-{letter.lower()}' if letter else ''}.svg"


def _item(code: str, figure: Figure) -> str:
    return "\n".join(
        ["", "[[item]]", *_head(code, figure), *_options(code, figure), *_record(figure), ""]
    )


def _head(code: str, figure: Figure) -> Iterator[str]:
    fields = {
        "code": code,
        "section": "figural",
        "kind": "single",
        "scale": "figural",
        "scoring": "match",
        "correct": figure.key,
        "image": _name(code),
    }
    for name, value in fields.items():
        yield f"{name} = {_text(value)}"
    for language in words.LANGUAGES:
        yield f"stem.{language} = {_text(_STEM[language])}"
    for language in words.LANGUAGES:
        alt = words.matrix(figure.plan.layout, figure.cells, language)
        yield f"alt.{language} = {_text(alt)}"
    yield f"why = {_text(words.why(figure.plan.rules))}"


def _options(code: str, figure: Figure) -> Iterator[str]:
    for letter in LETTERS:
        for language in words.LANGUAGES:
            alt = words.option(figure.plan.layout, figure.options[letter], language)
            yield f"{letter}.{language} = {_text(f'![{alt}]({_name(code, letter)})')}"
        if letter != figure.key:
            yield f"{letter}.why = {_text(words.why_not(figure.breaks[letter]))}"


def _record(figure: Figure) -> Iterator[str]:
    yield "[item.figure]"
    yield f"layout = {_text(figure.plan.layout)}"
    yield from _listed("rules", [_rule(rule) for rule in figure.plan.rules])
    yield from _listed("cells", [_cell(cell) for cell in figure.cells])
    yield from (f"options.{letter} = {_cell(figure.options[letter])}" for letter in LETTERS)
    yield from (f"breaks.{letter} = {_texts(figure.breaks[letter])}" for letter in LETTERS)


def _listed(name: str, rows: Sequence[str]) -> Iterator[str]:
    yield f"{name} = ["
    yield from (f"  {row}," for row in rows)
    yield "]"


def _rule(rule: Rule) -> str:
    step = f", step = {rule.step}" if rule.kind == "progression" else ""
    parts = (("attribute", rule.attribute), ("kind", rule.kind), ("along", rule.along))
    return f"{{{', '.join(f'{name} = {_text(value)}' for name, value in parts)}{step}}}"


def _cell(cell: Cell) -> str:
    return f"{{{', '.join(f'{name} = {_value(value)}' for name, value in cell.items())}}}"


def _value(value: Value) -> str:
    if isinstance(value, frozenset):
        return _texts(sorted(value))
    return str(value) if isinstance(value, int) else _text(value)


def _texts(values: Sequence[str]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

r"""Formulae between dollar signs, set once, when a bank is compiled.

Each `$latex$` becomes a drawing in the ink of its surroundings (a media file named by its
content), the depth below the baseline, and the words a screen reader says, in the language of the
text: `![3 per 4](formula-0a1b2c3d4e5f6a7b.svg 585)`. Where only words can stand (alternative
texts, titles of stimuli, units, instructions) the words alone take its place. `\$` is a dollar
sign. What cannot be set, says nothing or has a colour of its own is refused with its place;
nothing is drawn half.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import ceil, floor
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from station.bank.drawings import ATTRIBUTES, ELEMENTS, SPACE, drawing_fault
from station.bank.errors import FormulaBrokenError
from station.bank.tables import Folder, ItemRow, RuleRow, StatementRow, StimulusRow

INK = "#1B2733"
"""What a drawing in ink alone is drawn in; a screen puts the ink of its theme in its place."""
MAX_LETTERS = 400
MAX_WIDTH, MAX_HEIGHT = 22_000, 8_000
"""Thousandths of the size of a letter: what a small screen shows whole at twice the size."""
TOKEN = re.compile(
    r"\\(?P<escaped>.)"
    r"|`[^`]*`"
    r"|!\[[^\]]*\]\([^)]*\)"
    r"|\$(?=\S)(?P<latex>(?:[^$\\]|\\.)+?)(?<=\S)\$(?!\d)"
    r"|(?P<lone>\$)",
    re.DOTALL,
)
DRAWN = ELEMENTS - {"svg", "g"}
NOT_DRAWN = frozenset({"title", "metadata", "style", "defs", "text"})


class _RefusedError(ValueError):
    """A formula that may not stand, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as it was set.

    Attributes:
        name: Of its media file.
        svg: The drawing, 1000 units to the size of a letter.
        depth: How far it reaches below the baseline, in such units.
        words: What a screen reader says.
    """

    name: str
    svg: bytes
    depth: int
    words: str

    @property
    def markup(self) -> str:
        """What stands for it in a text of the content."""
        return f"![{self.words}]({self.name} {self.depth})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A formula that cannot be set: the code of its row, its column there, and what is wrong."""

    code: str
    column: str
    message: str


def set_formulae(folder: Folder) -> Folder:
    """Return `folder` with each formula in its texts as a picture, and the pictures in its media.

    Raises:
        FormulaBrokenError: Naming the first one that cannot be set, and how many more.
    """
    setter = _Setter()
    done = setter.folder(folder)
    if setter.faults:
        first, more = setter.faults[0], len(setter.faults) - 1
        others = f" (and {more} more)" if more else ""
        raise FormulaBrokenError(f"{first.code}, column {first.column}: {first.message}{others}")
    return done


def formula_faults(folder: Folder) -> list[Fault]:
    """Return every formula of `folder` that cannot be set."""
    setter = _Setter()
    setter.folder(folder)
    return setter.faults


def without_formulae(text: str) -> str:
    """Return `text` with nothing in the place of its formulae."""
    return TOKEN.sub(lambda found: "" if found["latex"] else found[0], text)


@dataclass(slots=True)
class _Setter:
    """Sets text after text, gathering drawings and faults."""

    media: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def folder(self, folder: Folder) -> Folder:
        """Return the folder with its formulae set."""
        tables = replace(
            folder.tables,
            items=tuple(self._item(row) for row in folder.tables.items),
            statements=tuple(self._statement(row) for row in folder.tables.statements),
            stimuli=tuple(self._stimulus(row) for row in folder.tables.stimuli),
            rules=tuple(self._rule(row) for row in folder.tables.rules),
        )
        plan = folder.plan | {"section": [self._section(one) for one in folder.plan["section"]]}
        return replace(folder, plan=plan, tables=tables, media=folder.media | self.media)

    def _item(self, row: ItemRow) -> ItemRow:
        options = {
            letter: self._drawn(row.code, letter, words) for letter, words in row.options.items()
        }
        stem, alt = self._drawn(row.code, "stem", row.stem), self._said(row.code, "alt", row.alt)
        return replace(row, stem=stem, options=options, alt=alt)

    def _statement(self, row: StatementRow) -> StatementRow:
        where = f"{row.code} {row.letter}".strip()
        return replace(row, text=self._drawn(where, "text", row.text))

    def _stimulus(self, row: StimulusRow) -> StimulusRow:
        title = self._said(row.code, "title", row.title)
        text, alt = self._drawn(row.code, "text", row.text), self._said(row.code, "alt", row.alt)
        return replace(row, title=title, text=text, alt=alt)

    def _rule(self, row: RuleRow) -> RuleRow:
        drawn = row.rule == "columns" or row.rule.startswith("blank:")
        place = self._drawn if drawn else self._said
        return replace(row, value=place(f"{row.code} {row.rule}", "value", row.value))

    def _section(self, entry: dict[str, Any]) -> dict[str, Any]:
        where = f"battery.toml, section {entry['code']}"
        done = entry | {"instruction": self._said(where, "instruction", entry["instruction"])}
        if "likert" in entry:
            labels = [self._drawn(where, "label", one) for one in entry["likert"]["labels"]]
            done["likert"] = entry["likert"] | {"labels": labels}
        if "most_least" in entry:
            stem = self._drawn(where, "most_least.stem", entry["most_least"]["stem"])
            done["most_least"] = entry["most_least"] | {"stem": stem}
        return done

    def _drawn(self, code: str, column: str, text: Mapping[str, str]) -> dict[str, str]:
        return self._each(code, column, text, lambda formula: formula.markup)

    def _said(self, code: str, column: str, text: Mapping[str, str]) -> dict[str, str]:
        return self._each(code, column, text, lambda formula: formula.words)

    def _each(
        self, code: str, column: str, text: Mapping[str, str], form: Callable[[Formula], str]
    ) -> dict[str, str]:
        return {
            language: self._text(code, f"{column}_{language}", words, language, form)
            if "$" in words
            else words
            for language, words in text.items()
        }

    def _text(
        self, code: str, column: str, words: str, language: str, form: Callable[[Formula], str]
    ) -> str:
        def put(found: re.Match[str]) -> str:
            if found["escaped"] == "$":
                return "$"
            if not found["latex"] and not found["lone"]:
                return found[0]
            try:
                formula = _formula(found["latex"] or "", language)
            except _RefusedError as error:
                fault = Fault(code=code, column=column, message=str(error))
                self.faults += [] if fault in self.faults else [fault]
                return found[0]
            self.media[formula.name] = formula.svg
            return form(formula)

        return TOKEN.sub(put, words)


@lru_cache(maxsize=1024)
def _formula(latex: str, language: str) -> Formula:
    """Set one formula.

    Raises:
        _RefusedError: It may not stand.
    """
    if not latex:
        raise _RefusedError(r"a dollar sign without its partner; a plain dollar sign is \$")
    shown = latex if len(latex) <= 60 else f"{latex[:57]}..."
    if len(latex) > MAX_LETTERS:
        raise _RefusedError(f"${shown}$ is longer than {MAX_LETTERS} letters")
    try:
        words, drawn = _typeset(latex, language)
        svg, depth = _flattened(drawn)
    except ValueError as error:
        raise _RefusedError(f"${shown}$: {error}") from error
    name = f"formula-{hashlib.sha256(svg).hexdigest()[:16]}.svg"
    return Formula(name=name, svg=svg, depth=depth, words=words)


def _typeset(latex: str, language: str) -> tuple[str, str]:
    """Return what is said and the drawing as the typesetter makes it."""
    import mathra  # noqa: PLC0415 -- authoring only

    found = mathra.render(latex, language, display=False, strict=True)
    words = " ".join(found["speech"].translate(str.maketrans("[]|", "() ")).split())
    if not words:
        raise _RefusedError("it says nothing to somebody who listens")
    return words, found["svg"]


def _flattened(drawn: str) -> tuple[bytes, int]:
    """Return the typesetter's drawing as shapes in ink alone, and its depth."""
    from defusedxml import ElementTree  # noqa: PLC0415 -- authoring only

    root = ElementTree.fromstring(drawn)
    left, top, width, height = (float(one) for one in root.get("viewBox", "").split())
    if width > MAX_WIDTH or height > MAX_HEIGHT or -top > MAX_HEIGHT or top + height > MAX_HEIGHT:
        most = f"{MAX_WIDTH // 1000} letters wide or {MAX_HEIGHT // 1000} high"
        raise _RefusedError(f"it is more than {most}; part it in two")
    glyphs = {one.get("id", ""): one for one in root.iter(f"{SPACE}path") if one.get("id")}
    shapes = "".join(_shapes(root, glyphs))
    over, under = floor(top), max(0, ceil(top + height))
    wide, high = ceil(width), under - over
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{floor(left)} {over} {wide} {high}" '
        f'width="{wide}" height="{high}">{shapes}</svg>'
    ).encode()
    if fault := drawing_fault(svg):
        raise _RefusedError(fault)
    return svg, under


def _shapes(parent: Element, glyphs: Mapping[str, Element]) -> Iterable[str]:
    for element in parent:
        tag = str(element.tag).removeprefix(SPACE)
        if tag in NOT_DRAWN:
            continue
        if tag == "g":
            yield f"<g{_attributes(element.attrib)}>"
            yield from _shapes(element, glyphs)
            yield "</g>"
        elif tag == "use":
            yield _glyph(element, glyphs)
        elif tag in DRAWN:
            yield f"<{tag}{_attributes(element.attrib)}/>"
        else:
            raise _RefusedError(f"it draws a {tag}, which no screen of ours shows")


def _glyph(element: Element, glyphs: Mapping[str, Element]) -> str:
    """Return a letter where the drawing refers to it."""
    letter = glyphs[element.get("href", "#")[1:]]
    moves = [element.get("transform", "")]
    if "x" in element.attrib or "y" in element.attrib:
        moves.append(f"translate({element.get('x', '0')} {element.get('y', '0')})")
    given = {name: value for name, value in element.attrib.items() if name in {"fill", "stroke"}}
    given |= {"d": letter.get("d", ""), "transform": " ".join(one for one in moves if one)}
    return f"<path{_attributes(given)}/>"


def _attributes(given: Mapping[str, str]) -> str:
    for name in ("fill", "stroke"):
        if given.get(name, "none") not in {"none", "currentColor"}:
            raise _RefusedError(f"it is {given[name]}: a formula takes the ink of its text")
    return "".join(
        f" {name}={quoteattr(value.replace('currentColor', INK))}"
        for name, value in given.items()
        if name in ATTRIBUTES - {"id"} and value
    )

"""The check report: what stands in a folder, and everything that should be mended.

An error stops compiling; a warning is something a careful author looks at.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Literal

from station.bank.compile import Compiled, compile_folder, media_names
from station.bank.drawings import drawing_fault
from station.bank.errors import BankInvalidError, DrawingRefusedError, FormulaBrokenError
from station.bank.formulae import formula_faults, without_formulae
from station.bank.tables import LANGUAGES, Folder, ItemRow, KeyRow, Tables

SIMILAR = 0.8
RUN = 3
SHARE_POINTS = 5
WORD = re.compile(r"\w+")
EMPTY_ALT = re.compile(r"!\[\s*\]\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend: where it stands and what it is."""

    level: Literal["error", "warning"]
    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        sections: Code, items and minutes of each section.
    """

    items: int
    minutes: int
    sections: tuple[tuple[str, int, int], ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings


def check_folder(folder: Folder, has_glyph: Callable[[str], bool]) -> Report:
    """Return the check report of `folder`.

    Args:
        folder: The folder as read.
        has_glyph: Whether the bundled fonts can draw a character.
    """
    findings = [
        *_references(folder),
        *_pictures(folder),
        *_drawings(folder),
        *_formulae(folder),
        *_translations(folder.tables),
        *_glyphs(folder.tables, has_glyph),
        *_similar(folder.tables),
        *_keys(folder.tables),
        *_balance(folder),
    ]
    compiled, failure = _compiled(folder)
    findings += failure
    sections = _sections(compiled) if compiled else ()
    findings += _counts(folder.plan, sections)
    return Report(
        items=sum(items for _, items, _ in sections),
        minutes=sum(minutes for _, _, minutes in sections),
        sections=sections,
        findings=tuple(findings),
    )


def _compiled(folder: Folder) -> tuple[Compiled | None, list[Finding]]:
    try:
        return compile_folder(folder), []
    except BankInvalidError as error:
        return None, [_error("not_compiled", "battery", error.detail)]
    except (DrawingRefusedError, FormulaBrokenError):
        return None, []  # found one by one already


def _error(code: str, where: str, message: str) -> Finding:
    return Finding(level="error", code=code, where=where, message=message)


def _warning(code: str, where: str, message: str) -> Finding:
    return Finding(level="warning", code=code, where=where, message=message)


def _sections(compiled: Compiled) -> tuple[tuple[str, int, int], ...]:
    form = next(iter(compiled.forms.values()))
    return tuple((one.code, len(one.items), one.limit_ms // 60_000) for one in form.sections)


def _counts(plan: dict[str, Any], found: Iterable[tuple[str, int, int]]) -> Iterator[Finding]:
    counted = {code: items for code, items, _ in found}
    for entry in plan["section"]:
        promised, have = entry.get("items"), counted.get(entry["code"], 0)
        if promised is not None and promised != have:
            yield _error("item_count", entry["code"], f"{promised} items promised, {have} found")


def _references(folder: Folder) -> Iterator[Finding]:
    tables = folder.tables
    sections = {entry["code"] for entry in folder.plan["section"]}
    stimuli = {row.code for row in tables.stimuli}
    codes = [*(row.code for row in tables.items), *{row.code for row in tables.statements}]
    for code, count in Counter([*codes, *(row.code for row in tables.stimuli)]).items():
        if count > 1:
            yield _error("code_twice", code, f"stands {count} times")
    places = [(row.code, row.section) for row in tables.items]
    places += [(row.code, row.section) for row in tables.statements]
    for code, section in places:
        if section not in sections:
            yield _error("section_unknown", code, f"no section {section}")
    for row in tables.items:
        if row.stimulus and row.stimulus not in stimuli:
            yield _error("stimulus_unknown", row.code, f"no stimulus {row.stimulus}")


def _texts(tables: Tables) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text a participant may read, with where it stands."""
    for item in tables.items:
        yield item.code, item.stem
        for letter, words in item.options.items():
            yield f"{item.code} {letter}", words
    for statement in tables.statements:
        yield f"{statement.code} {statement.letter}".strip(), statement.text
    for stimulus in tables.stimuli:
        yield stimulus.code, stimulus.title
        yield stimulus.code, stimulus.text
    for code, image, alt in _images(tables):
        if image:
            yield f"{code} alt", alt


def _images(tables: Tables) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield from ((row.code, row.image, row.alt) for row in tables.items)
    yield from ((row.code, row.image, row.alt) for row in tables.stimuli)


def _pictures(folder: Folder) -> Iterator[Finding]:
    for where, words in _texts(folder.tables):
        for name in media_names(words):
            if name not in folder.media:
                yield _error("media_missing", where, f"no file media/{name}")
        if any(EMPTY_ALT.search(text) for text in words.values()):
            yield _error("alt_missing", where, "a picture has no alternative text")
    for code, image, alt in _images(folder.tables):
        if image and image not in folder.media:
            yield _error("media_missing", code, f"no file media/{image}")
        if image and not alt:
            yield _error("alt_missing", code, "the picture has no alternative text")


def _drawings(folder: Folder) -> Iterator[Finding]:
    for name, data in folder.media.items():
        if name.lower().endswith(".svg") and (fault := drawing_fault(data)):
            message = f"{fault}. {DrawingRefusedError.fix}"
            yield _error(DrawingRefusedError.code, f"media/{name}", message)


def _formulae(folder: Folder) -> Iterator[Finding]:
    for fault in formula_faults(folder):
        where = f"{fault.code} {fault.column}"
        yield _error(FormulaBrokenError.code, where, f"{fault.message}. {FormulaBrokenError.fix}")


def _translations(tables: Tables) -> Iterator[Finding]:
    for where, words in _texts(tables):
        missing = [language for language in LANGUAGES if not words.get(language)]
        if missing:
            yield _error("translation_missing", where, f"no text in {', '.join(missing)}")


def _glyphs(tables: Tables, has_glyph: Callable[[str], bool]) -> Iterator[Finding]:
    for where, words in _texts(tables):
        shown = map(without_formulae, words.values())
        lacking = {one for text in shown for one in text if not has_glyph(one)}
        lacking -= {"\n", "\t"}
        if lacking:
            names = ", ".join(f"{one} U+{ord(one):04X}" for one in sorted(lacking))
            yield _error("glyph_missing", where, f"the fonts cannot draw {names}")


def _similar(tables: Tables) -> Iterator[Finding]:
    paired = {row.code for row in tables.keys if row.scoring == "pair"}
    paired |= {row.partner for row in tables.keys if row.partner}
    said = [(row.code, row.section, _item_words(row)) for row in tables.items]
    said += [
        (f"{row.code} {row.letter}".strip(), row.section, _triples(row.text.get("id", "")))
        for row in tables.statements
        if row.code not in paired
    ]
    said.sort(key=lambda entry: entry[1])
    for _, group in groupby(said, key=lambda entry: entry[1]):
        for (one, _, first), (other, _, second) in combinations(group, 2):
            if _jaccard(first, second) >= SIMILAR:
                yield _warning("near_duplicate", one, f"says nearly the same as {other}")


def _item_words(row: ItemRow) -> frozenset[str]:
    options = " ".join(words.get("id", "") for words in row.options.values())
    return _triples(f"{row.stem.get('id', '')} {options} {row.alt.get('id', '')}")


def _triples(text: str) -> frozenset[str]:
    words = WORD.findall(text.casefold())
    if len(words) < 3:
        return frozenset(words)
    return frozenset(" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _keys(tables: Tables) -> Iterator[Finding]:
    if not tables.keys:
        return
    items = {row.code: row for row in tables.items}
    known = {row.scale for row in tables.scales}
    for row in tables.keys:
        if row.scale not in known:
            yield _error("scale_unknown", row.code, f"no scale {row.scale!r}")
        if row.code in items:
            yield from _item_key(row, items[row.code])
    keyed = {row.code.partition(".")[0] for row in tables.keys}
    wanted = [*items, *dict.fromkeys(row.code for row in tables.statements)]
    for code in wanted:
        if code not in keyed:
            yield _error("key_missing", code, "the key says nothing of it")


def _item_key(row: KeyRow, item: ItemRow) -> Iterator[Finding]:
    letters = set(item.options)
    if row.scoring == "graded" and set(row.points) != letters:
        yield _error("key_outside", row.code, "points and options differ")
    if row.scoring == "match" and item.kind in {"single", "multiple"}:
        named = {part.strip() for part in row.correct.split(",")}
        if not named <= letters:
            yield _error("key_outside", row.code, f"{row.correct} is not among the options")
    if row.scoring == "graded" and set(row.why) != letters:
        yield _warning("why_missing", row.code, "a grade has no justification")


def _balance(folder: Folder) -> Iterator[Finding]:
    """Warn of letters that are right too often or in a row, by section of single choice."""
    keys = {row.code: row for row in folder.tables.keys}
    rows = [row for row in folder.tables.items if row.kind == "single" and row.code in keys]
    for section in dict.fromkeys(row.section for row in rows):
        here = [row for row in rows if row.section == section]
        best = [_best(keys[row.code]) for row in here]
        letters = sorted({letter for row in here for letter in row.options})
        for letter, count in sorted(Counter(dict.fromkeys(letters, 0) | Counter(best)).items()):
            even = len(best) / len(letters)
            if abs(count - even) * 100 > max(SHARE_POINTS * len(best), 100):
                yield _warning("key_balance", section, f"{letter} is best {count} of {len(best)}")
        longest = max((len(list(run)) for _, run in groupby(best)), default=0)
        if longest > RUN:
            yield _warning("key_run", section, f"the same letter is best {longest} times in a row")


def _best(row: KeyRow) -> str:
    if row.points:
        return max(sorted(row.points), key=lambda letter: row.points[letter])
    return row.correct

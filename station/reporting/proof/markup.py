"""Light markup of items as elements: paragraphs, list entries, tables, pictures.

Bold and italics stay in the text for `lines.wrap`; nothing is ever taken for HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_RULER = re.compile(r"\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first row is the head. Every row has as many cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its media name, with the words that stand for it."""

    name: str
    alt: str


Element: TypeAlias = Paragraph | Entry | Grid | Image


def parse(text: str) -> tuple[Element, ...]:
    """Return the elements of a text in order."""
    return tuple(
        element for part in re.split(r"\n[ \t]*\n", text.strip()) for element in _part(part.strip())
    )


def images(text: str) -> tuple[Image, ...]:
    """Return the pictures of a text that is nothing but pictures; else none."""
    elements = parse(text)
    found = tuple(one for one in elements if isinstance(one, Image))
    return found if len(found) == len(elements) else ()


def _part(text: str) -> Iterator[Element]:
    lines = text.splitlines()
    for kind, group in groupby(lines, key=_kind):
        chunk = list(group)
        if kind == "entry":
            yield from (Entry(line.strip()[2:].strip()) for line in chunk)
        elif kind == "row":
            yield _grid(chunk)
        else:
            yield from _prose(" ".join(line.strip() for line in chunk))


def _kind(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("- "):
        return "entry"
    return "row" if stripped.startswith("|") else "prose"


def _grid(lines: list[str]) -> Grid:
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in lines
        if not _RULER.fullmatch(line.strip())
    ]
    width = max(len(row) for row in rows) if rows else 0
    return Grid(tuple(row + ("",) * (width - len(row)) for row in rows))


def _prose(text: str) -> Iterator[Element]:
    at = 0
    for found in _PICTURE.finditer(text):
        if before := text[at : found.start()].strip():
            yield Paragraph(before)
        yield Image(found.group(2), found.group(1))
        at = found.end()
    if rest := text[at:].strip():
        yield Paragraph(rest)

"""Light markup to small values: what authors may write, and nothing else.

`**bold**`, `_italic_`, `` `key` `` (a key cap), `![words](file.svg)`, `![words](file.svg 585)`
(a formula, as a compiled bank has it), `[[gap]]`, a blank line between paragraphs, `- ` entries,
`|` tables. Everything else is text: there is no HTML, and a value can never become markup once it
went through `escaped`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

SPECIAL = re.compile(r"([\\*_`!\[\]|])")
INLINE = re.compile(
    r"\\(?P<escape>[\\*_`!\[\]|])"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|(?<!\w)_(?P<italic>[^_]+)_(?!\w)"
    r"|`(?P<key>[^`]+)`"
    r"|!\[(?P<words>[^\]]*)\]\((?P<picture>[^)\s]+)(?: (?P<depth>\d{1,5}))?\)"
    r"|\[\[(?P<gap>[\w-]+)\]\]",
    re.DOTALL,
)
DIVIDER = re.compile(r"\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?")
NUMBER = re.compile(r"[-–+−(]?\s*(Rp\s?)?[\d.,]+\s*(%|[\w/]+)?\)?|[–-]")
CELLS = re.compile(r"(?<!\\)\|")

Align: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters set alike; `key` draws them as a key cap."""

    text: str
    bold: bool = False
    italic: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A picture among the words: the name of a media file and the words that stand for it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A drawing that stands among letters as one of them.

    Attributes:
        name: Its media file, 1000 units to the size of a letter.
        words: What a screen reader says.
        depth: How far it reaches below the baseline, in such units.
    """

    name: str
    words: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place that the participant fills."""

    name: str


Inline: TypeAlias = Run | Inset | Formula | Gap
Line: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of entries."""

    entries: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under a head; columns of numbers stand to the right."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    aligns: tuple[Align, ...]


Block: TypeAlias = Paragraph | Bullets | Table


def escaped(text: str) -> str:
    r"""Return `text` so that it reads as itself: `a*b` becomes `a\*b`."""
    return SPECIAL.sub(r"\\\1", text)


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text`; whatever is no markup is text."""
    parts = re.split(r"\n\s*\n", text.strip())
    return tuple(block for part in parts if part.strip() for block in _blocks(part))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of `text` alone, as a screen reader says them."""
    return "\n".join(words for block in parse(text) for words in _spoken(block))


def gaps(text: str) -> tuple[str, ...]:
    """Return the names of the gaps in `text`, in order."""
    lines = (line for block in parse(text) for line in _lines(block))
    return tuple(one.name for line in lines for one in line if isinstance(one, Gap))


def only_picture(text: str) -> Inset | None:
    """Return the picture when `text` is one picture and nothing else."""
    match parse(text):
        case (Paragraph(line=(Inset() as inset,)),):
            return inset
        case _:
            return None


def pictures(text: str) -> tuple[Inset, ...]:
    """Return the pictures in `text`, in order."""
    lines = (line for block in parse(text) for line in _lines(block))
    return tuple(one for line in lines for one in line if isinstance(one, Inset))


def _blocks(part: str) -> Iterator[Block]:
    rows = part.splitlines()
    if len(rows) >= 2 and "|" in rows[0] and DIVIDER.fullmatch(rows[1].strip()):
        yield _table(rows)
        return
    words: list[str] = []
    entries: list[str] = []
    for row in rows:
        if row.startswith("- "):
            entries.append(row[2:])
        elif entries and row.startswith("  "):
            entries[-1] += " " + row.strip()
        else:
            words.append(row)
    if words:
        yield Paragraph(line=_line("\n".join(words)))
    if entries:
        yield Bullets(entries=tuple(_line(entry) for entry in entries))


def _table(rows: list[str]) -> Table:
    head = _cells(rows[0])
    body = [_cells(row) for row in rows[2:]]
    aligns = tuple(
        _align([row[column] for row in body if column < len(row)], column)
        for column in range(len(head))
    )
    return Table(
        head=tuple(_line(cell) for cell in head),
        rows=tuple(tuple(_line(cell) for cell in row) for row in body),
        aligns=aligns,
    )


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in CELLS.split(row.strip().removeprefix("|").removesuffix("|"))]


def _align(cells: list[str], column: int) -> Align:
    filled = [cell for cell in cells if cell]
    numbers = sum(NUMBER.fullmatch(cell) is not None for cell in filled)
    return "right" if column and filled and numbers * 2 > len(filled) else "left"


def _line(text: str, run: Run = Run(text="")) -> Line:
    return tuple(_inlines(text, run))


def _inlines(text: str, run: Run) -> Iterator[Inline]:
    place = 0
    for found in INLINE.finditer(text):
        if found.start() > place:
            yield replace(run, text=text[place : found.start()])
        yield from _inline(found, run)
        place = found.end()
    if place < len(text):
        yield replace(run, text=text[place:])


def _inline(found: re.Match[str], run: Run) -> Iterator[Inline]:
    match found.lastgroup, found[found.lastgroup or 0]:
        case "bold", words:
            yield from _inlines(words, replace(run, bold=True))
        case "italic", words:
            yield from _inlines(words, replace(run, italic=True))
        case "key", words:
            yield replace(run, text=words, key=True)
        case "picture" | "depth", _:
            yield _drawing(found)
        case "gap", name:
            yield Gap(name=name)
        case _, words:
            yield replace(run, text=words)


def _drawing(found: re.Match[str]) -> Inset | Formula:
    name, words, depth = found.group("picture", "words", "depth")
    if depth is None:
        return Inset(name=name, words=words)
    return Formula(name=name, words=words, depth=int(depth))


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(line=line):
            yield line
        case Bullets(entries=entries):
            yield from entries
        case Table(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from row


def _spoken(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in (block.head, *block.rows):
            yield ", ".join(_words(cell) for cell in row)
    else:
        yield from (_words(line) for line in _lines(block))


def _words(line: Line) -> str:
    return "".join(_said(one) for one in line)


def _said(one: Inline) -> str:
    match one:
        case Run(text=text):
            return text
        case Inset(words=words) | Formula(words=words):
            return words
        case Gap():
            return "..."

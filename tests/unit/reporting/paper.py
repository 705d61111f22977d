"""Reads our own PDFs back: which text stands where on which page, and what is filled.

It knows the operators that `station.reporting.pen` writes and no others: a reader for tests.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from station.reporting.faces import MM_PER_POINT, FaceName, faces
from station.reporting.page import LEFT, RIGHT
from station.reporting.pen import PAGE_HEIGHT
from station.reporting.styles import CAP_HEIGHT

OBJECT = re.compile(rb"(\d+) 0 obj\s")
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")
SHOWN = re.compile(r"/(F\d+\+\d+) ([\d.]+) Tf <([0-9a-f]*)> Tj")
MATRIX = re.compile(r"1 0 [\d.]+ 1 (-?[\d.]+) (-?[\d.]+) Tm")
RECTANGLE = re.compile(r"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re")


@dataclass(frozen=True)
class Text:
    """One piece of text: left edge and baseline in mm, size in points, width in mm."""

    x: float
    y: float
    size: float
    text: str
    width: float
    turned: bool

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y - CAP_HEIGHT * self.size * MM_PER_POINT


@dataclass(frozen=True)
class Page:
    """One page: its texts, and its content stream."""

    texts: tuple[Text, ...]
    stream: str

    @property
    def words(self) -> str:
        """Everything that is written, line by line from the top."""
        upright = sorted(self.texts, key=lambda one: (round(one.y, 1), one.x))
        return " ".join(one.text for one in upright).replace("\u00a0", " ")

    def rectangles(self) -> list[tuple[float, float, float, float]]:
        """All rectangles: x, y of the top left corner, width, height, in mm."""
        found = (tuple(map(float, one)) for one in RECTANGLE.findall(self.stream))
        return [
            (
                x * MM_PER_POINT,
                PAGE_HEIGHT - (y + height) * MM_PER_POINT,
                width * MM_PER_POINT,
                height * MM_PER_POINT,
            )
            for x, y, width, height in found
        ]


def read(data: bytes) -> list[Page]:
    """Return the pages of a PDF of ours."""
    objects = dict(_objects(data))
    fonts = dict(_fonts(objects))
    pages = []
    for body in objects.values():
        if b"/Type /Page\n" in body or b"/Type /Page " in body:
            found = re.search(rb"/Contents (\d+) 0 R", body)
            assert found
            stream = _stream(objects[int(found.group(1))]).decode("latin-1")
            pages.append(Page(tuple(_texts(stream, fonts)), stream))
    return pages


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while found := OBJECT.search(data, at):
        body = found.end()
        end = data.index(b"endobj", body)
        stream = STREAM.search(data, body, end)
        if stream:
            end = data.index(b"endobj", stream.end() + int(stream.group(1)))
        yield int(found.group(1)), data[body:end]
        at = end


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    raw = body[found.end() : found.end() + int(found.group(1))]
    return zlib.decompress(raw) if b"FlateDecode" in body[: found.start()] else raw


def _fonts(objects: dict[int, bytes]) -> Iterator[tuple[str, tuple[FaceName, dict[int, str]]]]:
    for body in objects.values():
        if b"/Subtype /TrueType" not in body:
            continue
        name = _one(rb"/Name /(\S+)", body)
        base = _one(rb"/BaseFont /\S+?\+(\S+)", body)
        cmap = _stream(objects[int(_one(rb"/ToUnicode (\d+) 0 R", body))]).decode("latin-1")
        pairs = re.findall(r"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>", cmap)
        ranges = re.findall(r"<([0-9A-Fa-f]{2})> <[0-9A-Fa-f]{2}> \[([^\]]*)\]", cmap)
        codes = {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
        for first, letters in ranges:
            for step, letter in enumerate(re.findall(r"<([0-9A-Fa-f]{4})>", letters)):
                codes[int(first, 16) + step] = chr(int(letter, 16))
        yield name, (FaceName(base), codes)


def _one(pattern: bytes, body: bytes) -> str:
    found = re.search(pattern, body)
    assert found, pattern
    return found.group(1).decode()


def _texts(stream: str, fonts: dict[str, tuple[FaceName, dict[int, str]]]) -> Iterator[Text]:
    turned = False
    for line in stream.splitlines():
        if line.endswith(" cm"):
            turned = True
        elif line == "Q":
            turned = False
        place = MATRIX.search(line)
        if not place:
            continue
        text, width, size = "", 0.0, 0.0
        for font, points, shown in SHOWN.findall(line):
            face, codes = fonts[font]
            piece = "".join(codes[code] for code in bytes.fromhex(shown))
            size = float(points)
            text += piece
            width += faces()[face].width_per_em(piece) * size * MM_PER_POINT
        yield Text(
            x=float(place.group(1)) * MM_PER_POINT,
            y=PAGE_HEIGHT - float(place.group(2)) * MM_PER_POINT,
            size=size,
            text=text,
            width=width,
            turned=turned,
        )


def collisions(page: Page, *, slack: float = 0.25) -> list[tuple[str, str]]:
    """Return pairs of texts whose boxes overlap by more than `slack` mm in both directions."""
    upright = sorted((one for one in page.texts if not one.turned), key=lambda one: one.top)
    found = []
    for index, one in enumerate(upright):
        for other in upright[index + 1 :]:
            if other.top > one.y - slack:
                break
            across = min(one.right, other.right) - max(one.x, other.x)
            down = min(one.y, other.y) - max(one.top, other.top)
            if across > slack and down > slack:
                found.append((one.text, other.text))
    return found


def outside(
    page: Page, left: float, right: float, top: float, bottom: float, *, slack: float = 0.3
) -> list[str]:
    """Return the texts that leave a rectangle given in mm."""
    return [
        one.text
        for one in page.texts
        if not one.turned
        and (
            one.x < left - slack
            or one.right > right + slack
            or one.top < top - slack
            or one.y > bottom + slack
        )
    ]


def untidy(page: Page) -> list[object]:
    """Return what runs into something else, or off what may be printed on."""
    return [*collisions(page), *outside(page, LEFT, RIGHT, 10, 293)]


def stretched(value: object, *, factor: int) -> object:
    """Return plain values of a model with every text in words said `factor` times over."""
    match value:
        case {"id": str(indonesian), "en": str(english)}:
            return {
                "id": " ".join([indonesian] * factor),
                "en": " ".join([english] * factor),
            }
        case dict():
            return {key: stretched(inner, factor=factor) for key, inner in value.items()}
        case list() | tuple():
            return [stretched(inner, factor=factor) for inner in value]
        case _:
            return value

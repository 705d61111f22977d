"""The custody protocol: who opened the answers, in front of whom, and what was the same after.

Shows hashes, never keys; no passphrase is noted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from station.exam.form import Text
from station.reporting import figures
from station.reporting.codes import qr
from station.reporting.faces import FaceName
from station.reporting.flow import Block, beside, gap, paragraph, stacked, together
from station.reporting.headings import caption_aside, heading
from station.reporting.lines import wrap
from station.reporting.page import (
    FIRST_PAGE_ROOM,
    LEFT,
    RIGHT,
    WIDTH,
    Letterhead,
    Running,
    paper,
    publish,
    title_blocks,
)
from station.reporting.pen import Pen, Point, circle
from station.reporting.signatures import signature_block, signer_of
from station.reporting.styles import (
    ACCENT,
    CAPTION,
    CODE,
    FOOT,
    INK,
    RULE,
    TABLE,
    WHITE,
    Stroke,
    Style,
)
from station.reporting.tables import Column, Row, Table
from station.reporting.tables import Words as Cell
from station.reporting.words import Language, Wording
from station.scoring.model import Signer

PANEL_X = 112.0
CENTRES: tuple[Point, ...] = ((34.0, 18.0), (90.0, 18.0), (62.0, 41.0))
"""Where the custodians' circles stand, mm from the top left of the drawing."""
RADIUS = 6.4
INITIALS = "……"
SHOWN_DIGITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodian:
    """One of the three; `present` opens today."""

    role: Text
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolEvent:
    """One act: when, what, and who saw it (short forms, explained under the picture)."""

    time: str
    event: Text
    present: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A file's SHA-256 in hex, before or after."""

    name: Text
    sha256: str
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolModel:
    """An opening of the answers, whole.

    Attributes:
        custodians: Three, in the order of their numbers.
        panels: Heading and text beside the picture: what it takes, what it does not protect.
        present_key: The short forms of who was present, explained.
        balance: The closing sum; markup `**bold**`.
        qr: What the code holds; the same stands in `fingerprints`.
    """

    number: str
    letterhead: tuple[str, ...]
    label: Text
    subtitle: Text
    custodians: tuple[Custodian, Custodian, Custodian]
    panels: tuple[tuple[Text, Text], ...]
    present_key: Text
    events: tuple[ProtocolEvent, ...]
    fingerprints: tuple[Fingerprint, ...]
    balance: Text
    qr: str
    signers: tuple[Signer, ...]


def render_protocol(model: ProtocolModel, *, language: Language = "id") -> bytes:
    """Return the protocol's PDF in one language."""
    words = Wording(language)
    title = words("protocol.title")
    blocks = [
        *title_blocks(title, words.of(model.subtitle)),
        gap(2.6),
        _top(model, words),
        gap(3.6),
        *_events(model.events, words),
        gap(4.4),
        *_fingerprints(model.fingerprints, words),
        gap(3.4),
        *together(
            [
                _balance(model, words),
                gap(2.0),
                signature_block(
                    [signer_of(one, words) for one in model.signers], "", words, room=13.0
                ),
            ]
        ),
    ]
    furniture = paper(
        Running(
            head_left=f"**{title} {model.number}**",
            head_right=words.of(model.subtitle),
            foot=words("protocol.foot"),
            code=model.number,
        ),
        Letterhead(
            lines=model.letterhead,
            stamp=words("protocol.stamp"),
            notes=(model.number, words.of(model.label)),
        ),
    )
    return publish(
        blocks,
        furniture,
        room=FIRST_PAGE_ROOM,
        title=f"{title} {model.number}",
        language=language,
    )


def _top(model: ProtocolModel, words: Wording) -> Block:
    width = RIGHT - PANEL_X
    panels = [
        stacked(
            [
                *paragraph(f"**{words.of(head)}**", TABLE_LARGE, PANEL_X, width),
                *paragraph(words.of(text), TABLE, PANEL_X, width, after=2.6),
            ]
        )
        for head, text in model.panels
    ]
    key = paragraph(words.of(model.present_key), CAPTION, PANEL_X, width)
    return beside([_picture(model.custodians, words)], [*panels, *key])


TABLE_LARGE = Style(face=FaceName.REGULAR, size=8.5, leading=4.6)


def _picture(custodians: Sequence[Custodian], words: Wording) -> Block:
    def draw(pen: Pen, top: float) -> None:
        places = [(LEFT + x - 18, top + y - 3) for x, y in CENTRES]
        _draw_bonds(pen, places, [one.present for one in custodians], words)
        for number, (one, place) in enumerate(zip(custodians, places, strict=True), 1):
            _draw_custodian(pen, one, place, number, words)

    return Block(height=47.0, draw=draw)


def _draw_bonds(pen: Pen, places: Sequence[Point], present: Sequence[bool], words: Wording) -> None:
    for first, second in ((0, 2), (1, 2), (0, 1)):
        start, end = _between(places[first], places[second])
        if present[first] and present[second]:
            pen.line(start, end, Stroke(colour=ACCENT, width=1.0))
            _draw_opens(pen, start, end, words("protocol.opens"))
        else:
            pen.line(start, end, Stroke(colour=RULE, width=0.3, dash=(1.4, 1.0)))


def _between(first: Point, second: Point) -> tuple[Point, Point]:
    """Return where the line between two circles leaves one and meets the other."""
    across, down = second[0] - first[0], second[1] - first[1]
    share = RADIUS / hypot(across, down)
    return (
        (first[0] + across * share, first[1] + down * share),
        (second[0] - across * share, second[1] - down * share),
    )


def _draw_opens(pen: Pen, start: Point, end: Point, text: str) -> None:
    style = TABLE.bold().tinted(ACCENT)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    width = style.width(text) + 6
    pen.rect(x - width / 2, y - 2, width, 4, fill=WHITE)
    pen.text(x, y + style.cap / 2, text, style, "centre")


def _draw_custodian(pen: Pen, one: Custodian, place: Point, number: int, words: Wording) -> None:
    x, y = place
    fill, ink = (ACCENT, WHITE) if one.present else (WHITE, INK)
    edge = None if one.present else Stroke(colour=RULE, width=0.5)
    pen.shape(circle(x, y, RADIUS), fill=fill, stroke=edge)
    pen.text(x, y + NUMBER.cap / 2, str(number), NUMBER.tinted(ink), "centre")
    role = words.of(one.role)
    if number < 3:
        lines = wrap(role, TABLE.bold(), 44)
        top = y - RADIUS - 1.4 - lines.height
        lines.draw(pen, x - 22, top, width=44, align="centre")
    else:
        lines = wrap(role, TABLE.bold(), 36)
        lines.draw(pen, x + RADIUS + 2.5, y - lines.height + 0.6)
    if not one.present:
        absent = words("protocol.not_needed")
        pen.text(x + RADIUS + 2.5, y + 3.6, absent, FOOT)


NUMBER = Style(face=FaceName.BOLD, size=12, leading=5)


def _events(events: Sequence[ProtocolEvent], words: Wording) -> list[Block]:
    table = Table(
        columns=(
            Column(title=words("protocol.time"), x=LEFT, width=24, style=TABLE.bold()),
            Column(title=words("protocol.event"), x=43, width=114),
            Column(title=words("protocol.present"), x=160, width=18, style=CAPTION),
            Column(title=words("protocol.initials"), x=180, width=RIGHT - 180),
        )
    )
    rows = [
        Row(
            cells=(
                one.time,
                Cell(paragraphs=((words.of(one.event), TABLE),)),
                one.present,
                INITIALS,
            )
        )
        for one in events
    ]
    aside = caption_aside(words("protocol.wall_clock"))
    title = heading(words("protocol.course"), number=1, aside=aside, after=0.4)
    return [title, *table.blocks(rows)]


def _fingerprints(rows: Sequence[Fingerprint], words: Wording) -> list[Block]:
    table = Table(
        columns=(
            Column(title="", x=LEFT, width=34),
            Column(title="", x=53, width=102, style=CODE),
            Column(title="", x=157, width=RIGHT - 157),
        )
    )
    cells = [
        Row(
            cells=(
                words.of(one.name),
                figures.grouped(one.sha256[:SHOWN_DIGITS]),
                words.of(one.note),
            )
        )
        for one in rows
    ]
    aside = caption_aside(words("protocol.digits", n=SHOWN_DIGITS))
    title = heading(words("protocol.fingerprints"), number=2, aside=aside, after=0.4)
    return [title, *table.blocks(cells, headless=True)]


def _balance(model: ProtocolModel, words: Wording) -> Block:
    symbol = qr(model.qr)
    size = max(24.0, symbol.size())
    text = wrap(words.of(model.balance), TABLE, WIDTH - size - 8)
    height = max(size, text.height)

    def draw(pen: Pen, top: float) -> None:
        text.draw(pen, LEFT, top + (height - text.height) / 2)
        symbol.draw(pen, RIGHT - size, top, size)

    return Block(height=height, draw=draw)

"""Tickets, five a page: what stays readable, the secret, and the flap that covers it.

A ticket is 190 x 54 mm: 70 label, 60 secret, 60 cover. One fold between secret and cover closes
the code in; the label, with its QR of the number and nothing else, stays readable. Cut marks
stand outside the tickets.
"""

import io
from dataclasses import dataclass

from station.exam.form import Text
from station.reporting import figures
from station.reporting.codes import qr
from station.reporting.faces import FaceName
from station.reporting.lines import Lines, one_line, wrap
from station.reporting.page import new_canvas
from station.reporting.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen
from station.reporting.styles import (
    CAPTION,
    CODE_LEAST,
    CODE_SMALL,
    FOOT,
    HAIR,
    INK,
    LABEL,
    RULE,
    TABLE,
    WHITE,
    ZONE,
    Stroke,
    Style,
)
from station.reporting.words import Language, Wording
from station.scoring import format as forms

A_PAGE = 5
LEFT_EDGE = 10.0
TOP_EDGE = 13.5
WIDTH = 190.0
HEIGHT = 54.0
LABEL_WIDTH = 70.0
SECRET_WIDTH = 60.0
COVER_WIDTH = 60.0
FOLD_X = LEFT_EDGE + LABEL_WIDTH + SECRET_WIDTH

NUMBER = Style(face=FaceName.BOLD, size=15, leading=6)
NAMES = (
    TABLE.bold(),
    Style(face=FaceName.BOLD, size=7, leading=3.9),
    Style(face=FaceName.BOLD, size=6.5, leading=2.9),
)
"""How a name is set: as large as fits on one line, else on two."""
SEAT = Style(face=FaceName.BOLD, size=12, leading=5)
SECRET = Style(face=FaceName.CODE_BOLD, size=14, leading=6)
_DASHED = Stroke(colour=INK, width=0.3, dash=(1.6, 1.2))
_DOTTED = Stroke(colour=HAIR, width=0.2, dash=(0.8, 1.6))
_CUT = Stroke(colour=INK, width=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What one participant is handed.

    Attributes:
        number: Participant number; the QR holds it alone.
        code: The secret, `XXXX-XXXX-XXXX`.
        name: As on the roster.
        nip: 18 digits, or empty.
        seat: Where to sit.
        strip: Number of the paper seal that closes the ticket; may be empty.
    """

    number: str
    code: str
    name: str
    nip: str
    seat: str
    strip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketBatch:
    """The tickets of one session.

    Attributes:
        heading: Of each sheet: room, session, day.
        session: Such as "morning session".
        lines: Day; when to come; where. Printed on every ticket.
        assessment: SHA-256 of the `.assessment` file in hex, the trust anchor.
        label: What the programme says of itself; may be empty.
        tickets: In the order to print.
    """

    heading: Text
    session: Text
    lines: tuple[Text, ...]
    assessment: str
    label: Text
    tickets: tuple[Ticket, ...]


def render_tickets(batch: TicketBatch, *, language: Language = "id") -> bytes:
    """Return the sheets of a session's tickets; secrets stand in them."""
    words = Wording(language)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, words("tickets.title"), language)
    sheets = [batch.tickets[i : i + A_PAGE] for i in range(0, len(batch.tickets), A_PAGE)]
    for number, tickets in enumerate(sheets, 1):
        pen = Pen(canvas, {})
        _draw_frame(pen, batch, words, words("tickets.sheet", sheet=number, of=len(sheets)))
        for index, ticket in enumerate(tickets):
            _draw_ticket(pen, ticket, batch, TOP_EDGE + HEIGHT * index, words)
        pen.finish()
    canvas.save()
    return buffer.getvalue()


def _draw_frame(pen: Pen, batch: TicketBatch, words: Wording, sheet: str) -> None:
    head = f"{sheet} · {words.of(batch.heading)} · {words('tickets.cut_here')}"
    pen.text(LEFT_EDGE + 2.5, 8.2, *one_line(head, FOOT, 122))
    pen.text(FOLD_X, 5.6, words("tickets.fold"), FOOT, "centre")
    bottom = TOP_EDGE + HEIGHT * A_PAGE
    pen.line((FOLD_X, 6.8), (FOLD_X, bottom - 1), _DASHED)
    foot = f"{words('tickets.print_so')} {words.of(batch.label)}"
    pen.text(LEFT_EDGE + 2.5, bottom + 5.2, *one_line(foot, FOOT, 170))
    _draw_cut_marks(pen, bottom)


def _draw_cut_marks(pen: Pen, bottom: float) -> None:
    right = LEFT_EDGE + WIDTH
    for index in range(A_PAGE + 1):
        y = TOP_EDGE + HEIGHT * index
        pen.line((4, y), (LEFT_EDGE - 1, y), _CUT)
        pen.line((right + 1, y), (PAGE_WIDTH - 4, y), _CUT)
        pen.line((LEFT_EDGE, y), (right, y), _DOTTED)
    for x in (LEFT_EDGE, right):
        pen.line((x, 5), (x, TOP_EDGE - 3.5), _CUT)
        pen.line((x, bottom + 2), (x, min(bottom + 8, PAGE_HEIGHT - 5)), _CUT)


def _draw_ticket(pen: Pen, ticket: Ticket, batch: TicketBatch, top: float, words: Wording) -> None:
    _draw_label(pen, ticket, batch, top, words)
    _draw_secret(pen, ticket, batch, top, words)
    _draw_cover(pen, top, words)


def _draw_label(pen: Pen, ticket: Ticket, batch: TicketBatch, top: float, words: Wording) -> None:
    x = LEFT_EDGE + 5
    inside = LABEL_WIDTH - 10
    title = words("tickets.card", session=words.of(batch.session)).upper()
    pen.text(x, top + 6.4, *one_line(title, LABEL, inside - 23))
    _draw_seat(pen, ticket.seat, x + inside - 20, top + 3.8, words)
    pen.text(x, top + 14.4, *one_line(ticket.number, NUMBER, inside - 23))
    y = _draw_name(pen, ticket.name, x, top + 17.6, inside)
    nip = words("common.nip", nip=forms.nip(ticket.nip)) if ticket.nip else ""
    pen.text(x, y + TABLE.baseline, nip, TABLE)
    pen.text(x + inside, y + TABLE.baseline, ticket.strip, CODE_SMALL.muted(), "right")
    y += TABLE.leading + 0.8
    pen.line((x, y), (x + inside, y), Stroke(colour=HAIR, width=0.2))
    symbol = qr(ticket.number)
    size = symbol.size()
    corner = top + HEIGHT - size - 1.2
    symbol.draw(pen, x + inside - size + 2, corner, size)
    _draw_when(pen, batch, Place(x=x, y=y + 0.8, inside=inside, corner=corner), words)


def _draw_name(pen: Pen, name: str, x: float, y: float, inside: float) -> float:
    """Write the name on one line, or small on two; return where the next line begins."""
    style = next((one for one in NAMES if one.width(name) <= inside), NAMES[-1])
    lines = wrap(name, style, inside).lines[:2]
    for line in lines:
        pen.text(x, y + style.baseline, line.pieces[0].text, style)
        y += style.leading
    return y


def _draw_seat(pen: Pen, seat: str, x: float, y: float, words: Wording) -> None:
    pen.rect(x, y, 20, 12.8, stroke=Stroke(colour=INK, width=0.5))
    pen.text(x + 10, y + 4.2, words("tickets.seat").upper(), FOOT, "centre")
    text, style = one_line(seat, SEAT, 18)
    pen.text(x + 10, y + 10.4, text, style, "centre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the lines of a label stand: beside the QR, below `corner`, there is less room."""

    x: float
    y: float
    inside: float
    corner: float

    def lines(self, text: str, y: float) -> Lines:
        """Return `text` in lines from `y` down that keep clear of the QR."""
        style = CAPTION.tinted(INK)
        wide = wrap(text, style, self.inside)
        if y + wide.height <= self.corner + 1.5:
            return wide
        return wrap(text, style, self.inside - 17.0)


def _draw_when(pen: Pen, batch: TicketBatch, place: Place, words: Wording) -> None:
    y = place.y
    bring = f"**{words('tickets.bring')}**"
    for text in (*(words.of(line) for line in batch.lines), bring):
        lines = place.lines(text, y)
        lines.draw(pen, place.x, y)
        y += lines.height + 0.5


def _draw_secret(pen: Pen, ticket: Ticket, batch: TicketBatch, top: float, words: Wording) -> None:
    left = LEFT_EDGE + LABEL_WIDTH
    x, inside = left + 4.4, SECRET_WIDTH - 8.8
    pen.line((left, top + 3), (left, top + HEIGHT - 3), Stroke(colour=HAIR, width=0.2))
    pen.text(x, top + 6.4, words("tickets.secret").upper(), LABEL)
    pen.rect(x, top + 8.2, inside, 9.6, fill=ZONE, stroke=Stroke(colour=RULE, width=0.25))
    pen.text(x + inside / 2, top + 14.7, ticket.code, SECRET, "centre")
    y = top + 19.4
    for text, style in (
        (words("tickets.type_both", number=ticket.number), CAPTION.tinted(INK)),
        (words("tickets.no_such_letters"), FOOT),
        (words("tickets.again_after_break"), FOOT),
    ):
        lines = wrap(text, style, inside)
        lines.draw(pen, x, y)
        y += lines.height + 0.7
    pen.text(x, top + HEIGHT - 9.6, words("tickets.assessment"), FOOT)
    half = len(batch.assessment) // 2
    for row, part in enumerate((batch.assessment[:half], batch.assessment[half:])):
        pen.text(x, top + HEIGHT - 6.6 + row * 2.9, figures.grouped(part), CODE_LEAST)


def _draw_cover(pen: Pen, top: float, words: Wording) -> None:
    x, y = FOLD_X + 3, top + 3
    width, height = COVER_WIDTH - 6, HEIGHT - 6
    pattern = Stroke(colour=RULE, width=0.3)
    for falling in (False, True):
        pen.hatch(x, y, width, height, stroke=pattern, step=1.45, falling=falling)
    middle = x + width / 2
    box = 36.0
    edge = Stroke(colour=INK, width=0.3)
    pen.rect(middle - box / 2, y + 17, box, 14, fill=WHITE, stroke=edge)
    pen.text(middle, y + 22.8, words("tickets.fold_left").upper(), CAPTION.bold(), "centre")
    text, style = one_line(words("tickets.covers"), FOOT, box - 2)
    pen.text(middle, y + 27.4, text, style, "centre")

"""Receipts, two a page: what a participant takes away, and the proctor's stub behind a tear line.

A receipt lets somebody find their own bundle among the published ones. It tells no score and
holds no answer.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from station.exam.form import Text
from station.reporting import figures, marks
from station.reporting.codes import qr
from station.reporting.faces import FaceName
from station.reporting.lines import one_line, wrap
from station.reporting.page import new_canvas
from station.reporting.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen
from station.reporting.styles import (
    BODY,
    CAPTION,
    CODE_SMALL,
    FOOT,
    HAIRLINE,
    INK,
    LABEL,
    RULE,
    TABLE,
    ZONE,
    Stroke,
    Style,
)
from station.reporting.words import Language, Wording

A_PAGE = 2
HALF_HEIGHT = PAGE_HEIGHT / A_PAGE
STUB_WIDTH = 58.0
TEAR_X = PAGE_WIDTH - STUB_WIDTH
LEFT_EDGE = 14.0
INSIDE = TEAR_X - 8 - LEFT_EDGE
QR_SIZE = 38.0
PAIRS_WIDTH = INSIDE - QR_SIZE - 1

TITLE = Style(face=FaceName.BOLD, size=14, leading=6)
CODE_BIG = Style(face=FaceName.CODE_BOLD, size=13, leading=5.6)
SEAT = Style(face=FaceName.BOLD, size=18, leading=7.6)
_TEAR = Stroke(colour=INK, width=0.3, dash=(1.8, 1.2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One closed sitting.

    Attributes:
        number: Participant number.
        name: As on the roster.
        seat: Where it was closed.
        place: Day, time, room and seat in words.
        closed: Time of day with its zone.
        answered: How many items have an answer.
        items: How many there were.
        used: Used time in words, with what was given back.
        code: `XXXX-XXXX-XXXX-XXXX-XXXX-C`.
        digest: Of the closing record, 64 hex digits.
        assessment: SHA-256 of the `.assessment` file in hex.
        published: From when on the codes can be looked up, in words.
        contact: Where to go, and until when, if the code is not found.
        organiser: Printed last.
    """

    number: str
    name: str
    seat: str
    place: Text
    closed: str
    answered: int
    items: int
    used: Text
    code: str
    digest: str
    assessment: str
    published: Text
    contact: Text
    organiser: Text


def render_receipts(receipts: Sequence[Receipt], *, language: Language = "id") -> bytes:
    """Return the sheets of receipts, two a page."""
    words = Wording(language)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, words("receipts.title"), language)
    for first in range(0, len(receipts), A_PAGE):
        pen = Pen(canvas, {})
        for index, receipt in enumerate(receipts[first : first + A_PAGE]):
            _draw_main(pen, receipt, HALF_HEIGHT * index, words)
            _draw_stub(pen, receipt, HALF_HEIGHT * index, words)
        _draw_marks(pen)
        pen.finish()
    canvas.save()
    return buffer.getvalue()


def _draw_marks(pen: Pen) -> None:
    pen.line((0, HALF_HEIGHT), (4, HALF_HEIGHT), Stroke(colour=INK, width=0.2))
    pen.line(
        (PAGE_WIDTH - 4, HALF_HEIGHT), (PAGE_WIDTH, HALF_HEIGHT), Stroke(colour=INK, width=0.2)
    )
    dotted = Stroke(colour=INK, width=0.2, dash=(0.8, 1.6))
    pen.line((6, HALF_HEIGHT), (PAGE_WIDTH - 6, HALF_HEIGHT), dotted)


def _draw_main(pen: Pen, receipt: Receipt, top: float, words: Wording) -> None:
    pen.text(LEFT_EDGE, top + 14.8, words("receipts.for_participant").upper(), LABEL)
    heading = wrap(words("receipts.saved"), TITLE, INSIDE)
    heading.draw(pen, LEFT_EDGE, top + 18.6)
    y = top + 18.6 + heading.height + 1.4
    place = wrap(words.of(receipt.place), BODY, INSIDE)
    place.draw(pen, LEFT_EDGE, y)
    y += place.height + 3.0
    symbol = qr(f"SAKSI-RECEIPT/1 {receipt.code} {receipt.digest.upper()}")
    symbol.draw(pen, LEFT_EDGE + INSIDE - QR_SIZE, y + 0.5, QR_SIZE)
    y = _draw_pairs(pen, receipt, y, words) + 2.2
    y = _draw_code(pen, receipt, y, words) + 2.6
    y = _draw_hashes(pen, receipt, max(y, top + 80), words) + 1.6
    pen.line((LEFT_EDGE, y), (LEFT_EDGE + INSIDE, y), HAIRLINE)
    y = _draw_steps(pen, receipt, y + 1.6, words)
    note = f"{words('receipts.not_a_result')} {words.of(receipt.organiser)}"
    wrap(note, FOOT, INSIDE).draw(pen, LEFT_EDGE, max(y + 1.0, top + 130))


def _draw_pairs(pen: Pen, receipt: Receipt, y: float, words: Wording) -> float:
    pairs = (
        ("name", f"**{receipt.name}**"),
        ("number", f"**{receipt.number}**"),
        ("answered", words("receipts.of_items", answered=receipt.answered, items=receipt.items)),
        ("time", words.of(receipt.used)),
    )
    for key, value in pairs:
        pen.text(LEFT_EDGE, y + TABLE.baseline, words(f"receipts.{key}"), TABLE.muted())
        lines = wrap(value, TABLE, PAIRS_WIDTH - 24)
        lines.draw(pen, LEFT_EDGE + 24, y)
        y += lines.height + 1.2
    return y


def _draw_code(pen: Pen, receipt: Receipt, y: float, words: Wording) -> float:
    height = 14.6
    pen.rect(
        LEFT_EDGE, y, PAIRS_WIDTH - 2, height, fill=ZONE, stroke=Stroke(colour=RULE, width=0.25)
    )
    pen.text(LEFT_EDGE + 3, y + 4.6, words("receipts.code").upper(), LABEL)
    pen.text(LEFT_EDGE + 3, y + 11.2, *one_line(receipt.code, CODE_BIG, PAIRS_WIDTH - 8))
    return y + height


def _draw_hashes(pen: Pen, receipt: Receipt, y: float, words: Wording) -> float:
    for key, digest in (("digest", receipt.digest), ("assessment", receipt.assessment)):
        pen.text(LEFT_EDGE, y + CODE_SMALL.baseline, words(f"receipts.{key}"), FOOT)
        pen.text(LEFT_EDGE + 20, y + CODE_SMALL.baseline, figures.grouped(digest), CODE_SMALL)
        y += CODE_SMALL.leading + 0.6
    return y


def _draw_steps(pen: Pen, receipt: Receipt, y: float, words: Wording) -> float:
    pen.text(LEFT_EDGE, y + BODY.baseline, words("receipts.check_yourself"), BODY.bold())
    y += BODY.leading + 1.2
    steps = (
        words("receipts.keep"),
        words("receipts.look_up", published=words.of(receipt.published)),
        words("receipts.found_or_not", contact=words.of(receipt.contact)),
    )
    for number, step in enumerate(steps, 1):
        lines = wrap(step, TABLE, INSIDE - 6)
        marks.numbered(pen, LEFT_EDGE + 1.9, y + TABLE.leading / 2, str(number), FOOT.bold())
        lines.draw(pen, LEFT_EDGE + 5.6, y)
        y += lines.height + 1.1
    return y


def _draw_stub(pen: Pen, receipt: Receipt, top: float, words: Wording) -> None:
    pen.line((TEAR_X, top + 6), (TEAR_X, top + HALF_HEIGHT - 6.5), _TEAR)
    x, width = TEAR_X + 6, STUB_WIDTH - 17
    pen.text(x, top + 14.8, words("receipts.stub").upper(), LABEL)
    pen.text(x, top + 23.8, *one_line(receipt.seat, SEAT, width))
    y = top + 29.0
    for key, value in (
        ("number", receipt.number),
        ("closed", receipt.closed),
        ("answered", f"{receipt.answered} / {receipt.items}"),
    ):
        pen.text(x, y + FOOT.baseline, words(f"receipts.{key}"), FOOT)
        pen.text(x, y + FOOT.leading + TABLE.baseline, *one_line(value, TABLE.bold(), width))
        y += 8.4
    pen.text(x, y + FOOT.baseline, words("receipts.code_short"), FOOT)
    half = receipt.code[:14], receipt.code[15:]
    for row, part in enumerate(half):
        pen.text(x, y + 6.4 + 3.7 * row, part, _STUB_CODE)
    symbol = qr(receipt.code)
    symbol.draw(pen, x - 2, y + 12.4, symbol.size(0.6))
    for key, line in (("signature", top + 118.5), ("initials", top + 136.0)):
        pen.text(x, line - 12.0, words(f"receipts.{key}"), FOOT)
        pen.line((x, line), (x + width, line), Stroke(colour=INK, width=0.25))


_STUB_CODE = Style(face=FaceName.CODE_BOLD, size=8, leading=3.7, colour=CAPTION.bold().colour)

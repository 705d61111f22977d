"""The receipt on paper: drawn as a PDF, sent to the printer off the main thread."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from station.app import SeatParts
from station.errors import StationError
from station.exam.form import Text
from station.ui.i18n import clock_text
from station.ui.look import Look
from station.ui.participant import stories
from station.ui.participant.faces import Printing
from station.ui.participant.screens.receipt import ReceiptScreen
from station.ui.participant.visit import Visit
from station.usecases.desk import Run

MINUTE_MS = 60_000


class Paper:
    """Knows whether there is a printer, and how the last print went."""

    def __init__(self, parts: SeatParts, run: Run, changed: Callable[[], None]) -> None:
        """Print on the lane `run`; `changed` is called when something came of it."""
        self._parts, self._run, self._changed = parts, run, changed
        self._printer: str | None = None
        self._asked = False
        self._state = Printing.ASKING

    def show(self, screen: QWidget) -> None:
        """Offer printing on a receipt's screen, once a printer was found."""
        if not isinstance(screen, ReceiptScreen):
            self._asked, self._state = False, Printing.ASKING
            return
        if not self._asked:
            self._asked = True
            self._run(lambda: tuple(self._parts.printers()), self._found, self._failed)
        screen.show_printer(self._state)

    def print(self, visit: Visit, look: Look) -> None:
        """Print the receipt of the sitting that was closed."""
        printer, language = self._printer, look.language
        if printer is None or self._state is Printing.BUSY:
            return
        self._say(Printing.BUSY)

        def job() -> None:
            self._parts.send(printer, receipt_pdf(visit, look, language))

        self._run(job, lambda _nothing: self._say(Printing.DONE), self._failed)

    def _found(self, printers: tuple[str, ...]) -> None:
        self._printer = printers[0] if printers else None
        self._say(Printing.READY if printers else Printing.NO_PRINTER)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        self._say(Printing.FAILED)

    def _say(self, state: Printing) -> None:
        self._state = state
        self._changed()


def receipt_pdf(visit: Visit, look: Look, language: str) -> bytes:
    """Return the printed receipt of a closed sitting.

    Raises:
        LookupError: It is not closed.
    """
    from station.reporting.receipts import Receipt, render_receipts  # noqa: PLC0415 -- rare

    receipt, seated = stories.receipt(visit), visit.seated
    if receipt is None or seated is None:
        raise LookupError("no receipt before the close")
    session = visit.station.session.body
    day = _both(look, "receipt.paper_place", day=f"{receipt.at.astimezone():%d-%m-%Y}",
                room=session.room, seat=receipt.seat)  # fmt: skip
    assessment = visit.station.post.assessment
    organiser = assessment.body.organiser
    minutes = -(-seated.desk.used_ms() // MINUTE_MS)
    return render_receipts(
        [
            Receipt(
                number=receipt.number,
                name=receipt.name,
                seat=receipt.seat,
                place=day,
                closed=f"{clock_text(receipt.at, language)} {receipt.at.astimezone():%Z}",
                answered=receipt.answered,
                items=receipt.items,
                used=_both(look, "receipt.paper_used", minutes=minutes),
                code=receipt.code,
                digest=seated.desk.head,
                assessment=assessment.sha256,
                published=_both(look, "receipt.paper_published"),
                contact=_both(look, "receipt.paper_contact"),
                organiser={"id": organiser, "en": organiser},
            )
        ],
        language="en" if language == "en" else "id",
    )


def _both(look: Look, key: str, **values: object) -> Text:
    return {one: look.words.say(one, key, **values) for one in ("id", "en")}

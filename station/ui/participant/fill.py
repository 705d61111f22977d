"""From the visit to each screen: which face it shows when it comes up or something changed."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from station.clock import parse_wall
from station.exam.sitting import Phase
from station.sealing.errors import CodeMistypedError, CodeWrongError, TicketUnknownError
from station.ui.look import Look
from station.ui.participant import stories
from station.ui.participant.dates import left_words, part_text
from station.ui.participant.item.page import ItemPage
from station.ui.participant.parts.frame import SeatScreen
from station.ui.participant.problems import Words, words_of
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.identity import IdentityScreen
from station.ui.participant.screens.plain import PlainScreen
from station.ui.participant.screens.receipt import Modules, ReceiptScreen
from station.ui.participant.screens.rest import BreakScreen
from station.ui.participant.screens.resumed import ResumedScreen
from station.ui.participant.screens.review import ReviewScreen
from station.ui.participant.screens.section import SectionScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.stopped import StoppedScreen
from station.ui.participant.screens.submit import SubmitScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stages import Stage
from station.ui.participant.visit import Visit
from station.ui.states import Saved, Saving
from station.usecases.desk import Desk

F = TypeVar("F")
NO_MATCH = (CodeWrongError, CodeMistypedError, TicketUnknownError)


class Filler:
    """Fills screens."""

    def __init__(self, look: Look, *, has_voice: Callable[[], bool]) -> None:
        """Speak the language of `look`; `has_voice` looks whether the machine can read aloud."""
        self._look, self._has_voice = look, has_voice

    def name(self, screen: SeatScreen, organiser: str, visit: Visit | None) -> None:
        """Show in the bar above who sits here, or which station this is."""
        look = self._look
        confirmed = visit is not None and visit.stage not in {Stage.SIGN_IN, Stage.IDENTITY}
        if visit is None or not visit.number or not confirmed:
            screen.show_who(look.say("header.station"), organiser)
        else:
            seat = look.say("header.seat", seat=visit.station.seat, number=visit.number)
            screen.show_who(stories.short_name(visit.name), seat)
        screen.show_called(called=visit is not None and visit.called_at is not None)

    def name_page(self, page: ItemPage, visit: Visit | None) -> None:
        """Show in the bar above an item page who sits here."""
        if visit is None:
            return
        seat = self._look.say("header.seat", seat=visit.station.seat, number=visit.number)
        page.header.name(stories.short_name(visit.name), seat)
        called = visit.called_at is not None
        page.header.proctor.draw_as("flagged" if called else "quiet", "hand")

    def fill(self, screen: SeatScreen, visit: Visit, now: datetime, *, fresh: bool) -> None:
        """Fill the screen of the visit's stage; `fresh` is true when it has just come up."""
        desk = visit.desk
        if desk is None:
            self._before(screen, visit, fresh=fresh)
            return
        screen.show_saved(saved_of(desk))
        if isinstance(screen, PlainScreen):
            self._plain(screen, visit, desk)
        elif isinstance(screen, BreakScreen):
            self.rest(screen, desk, now, fresh=fresh)
        elif isinstance(screen, SubmitScreen):
            self._submit(screen, desk, fresh=fresh)
        else:
            self._sitting(screen, visit, desk, fresh=fresh)

    def _before(self, screen: SeatScreen, visit: Visit, *, fresh: bool) -> None:
        match screen:
            case SignInScreen():
                self._sign_in(screen, visit, fresh=fresh)
            case IdentityScreen():
                _show(stories.who(visit), screen.show_identity)
                screen.show_hearing(self._has_voice() if visit.hears else None)
            case ComfortScreen():
                screen.show_comfort(visit.comfort)
                if fresh:
                    screen.settings.keys.forget()
            case WaitScreen():
                self._wait(screen, visit, fresh=fresh)
            case StoppedScreen():
                self._stopped(screen, visit, fresh=fresh)
            case _:
                return

    def _sitting(self, screen: SeatScreen, visit: Visit, desk: Desk, *, fresh: bool) -> None:
        match screen:
            case SectionScreen():
                _show(stories.start(desk.ahead), screen.show_start)
            case SectionEndScreen():
                _show(stories.end(desk.ahead), screen.show_end)
            case ReviewScreen():
                _show(stories.review(desk.ahead), screen.show_review)
            case ResumedScreen():
                _show(stories.resumed(visit), screen.show_resumed)
                if visit.awake is not None:  # what stands was saved before the stop
                    at = parse_wall(visit.awake.last_wall)
                    screen.show_saved(Saved(state=Saving.SAVED, at=at))
            case ReceiptScreen() if fresh:
                receipt = stories.receipt(visit)
                if receipt is not None:
                    screen.show_receipt(receipt, qr_modules(receipt.code))
            case _:
                return

    def rest(self, screen: BreakScreen, desk: Desk, now: datetime, *, fresh: bool) -> None:
        """Fill the break; called every moment, since its time runs."""
        if fresh:
            screen.clear()
        code = desk.ahead.next_section()
        if code is not None:
            place = desk.ahead.paper.codes.index(code) + 1
            screen.show_break(place, desk.break_left_ms(), now)

    def _sign_in(self, screen: SignInScreen, visit: Visit, *, fresh: bool) -> None:
        if fresh:
            screen.clear()
        block = stories.block_of(visit.station.session)
        part = part_text(self._look, block)
        screen.ticket.show_seat(self._look.say("ticket.seat", part=part, seat=visit.station.seat))
        screen.show_busy(busy=visit.busy)
        screen.show_sign_in(left=visit.tries.left, words=self._why_not_in(visit))

    def _why_not_in(self, visit: Visit) -> Words | None:
        if not visit.sign_in_open:
            return "signin.locked", {}
        if isinstance(visit.problem, NO_MATCH):
            return "signin.wrong", {"n": visit.tries.left}
        return self._refused(visit)

    def _wait(self, screen: WaitScreen, visit: Visit, *, fresh: bool) -> None:
        if fresh:
            screen.clear()
            screen.show_plan(stories.plan(visit))
        released = visit.station.released and not visit.busy
        words = self._refused(visit)
        if visit.barred:
            words = ("ready.blocked_words", {"names": ", ".join(visit.barred)})
        screen.show_state(busy=visit.busy, released=released, words=words)

    def _stopped(self, screen: StoppedScreen, visit: Visit, *, fresh: bool) -> None:
        if fresh:
            screen.clear()
        words = self._refused(visit)
        screen.show_stopped(stories.stopped(visit), busy=visit.busy, words=words)

    def _submit(self, screen: SubmitScreen, desk: Desk, *, fresh: bool) -> None:
        closing = desk.ahead.phase is Phase.CLOSED
        if fresh and not closing:
            screen.clear()
        _show(stories.review(desk.ahead), screen.show_review)
        screen.show_saving(saving=closing)

    def _plain(self, screen: PlainScreen, visit: Visit, desk: Desk) -> None:
        ahead = desk.ahead
        match visit.stage:
            case Stage.PAUSED if ahead.phase is Phase.WORKING:
                screen.show_words(left=left_words(self._look, desk.left_ms()))
            case Stage.PAUSED:
                screen.show_other("paused.between")
            case Stage.MOVED:
                screen.title.say("moved.title", seat=visit.moved_to)
                screen.show_words()
            case Stage.TIME_UP if ahead.section is not None:
                items = len(ahead.paper.sections[ahead.section].items)
                screen.show_words(n=ahead.answered(ahead.section), of=items)
            case _:
                return

    def _refused(self, visit: Visit) -> Words | None:
        if visit.problem is None:
            return None
        return words_of(visit.problem, self._look.language)


def _show(face: F | None, show: Callable[[F], None]) -> None:
    """Show a face, when there is one to show."""
    if face is not None:
        show(face)


def saved_of(desk: Desk) -> Saved:
    """Return how a desk's last step stands."""
    if desk.failure is not None:
        return Saved(state=Saving.FAILED, at=desk.saved_at)
    if desk.pending:
        return Saved(state=Saving.PENDING)
    state = Saving.SAVED if desk.saved_at is not None else Saving.NOTHING
    return Saved(state=state, at=desk.saved_at)


def qr_modules(content: str) -> Modules:
    """Return the modules of the QR code that holds `content`."""
    from station.reporting.codes import qr  # noqa: PLC0415 -- needed once, at the very end

    return qr(content).modules

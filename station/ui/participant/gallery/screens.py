"""The screens around the items, filled with invented people and numbers."""

from datetime import timedelta
from typing import TypeVar

from station.exam.facts import ComfortSet
from station.sealing.receipt import receipt_code
from station.ui.participant.faces import (
    Plan,
    Printing,
    Ready,
    Receipt,
    Resumed,
    Start,
    Stopped,
    Who,
)
from station.ui.participant.fill import qr_modules
from station.ui.participant.gallery.faces import (
    BLOCK,
    MINUTE_MS,
    NAME,
    NOW,
    NUMBER,
    ORGANISER,
    SEAT,
    end,
    lights,
    person,
    review,
    saved,
)
from station.ui.participant.gallery.frame import Frame, Studio
from station.ui.participant.parts.frame import SeatScreen
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.identity import IdentityScreen
from station.ui.participant.screens.plain import PlainScreen
from station.ui.participant.screens.ready import ReadyScreen
from station.ui.participant.screens.receipt import ReceiptScreen
from station.ui.participant.screens.refused import RefusedScreen
from station.ui.participant.screens.rest import BreakScreen
from station.ui.participant.screens.resumed import ResumedScreen
from station.ui.participant.screens.review import ReviewScreen
from station.ui.participant.screens.section import SectionScreen
from station.ui.participant.screens.section_end import SectionEndScreen
from station.ui.participant.screens.sign_in import SignInScreen
from station.ui.participant.screens.stopped import StoppedScreen
from station.ui.participant.screens.submit import SubmitScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stories import short_name
from station.ui.states import Time
from station.usecases.errors import PackageMissingError

S = TypeVar("S", bound=SeatScreen)


def show_ready(studio: Studio, frame: Frame, *, state: str = "open") -> None:
    """Show the locked screen in one of its states."""
    screen = ReadyScreen(studio.look)
    screen.show_who(studio.look.say("header.station"), ORGANISER)
    screen.show_ready(
        Ready(
            seat=SEAT,
            organiser=ORGANISER,
            state=state,
            block=BLOCK,
            lights=lights(bad=state == "blocked"),
            blocked=("anydesk",) if state == "blocked" else (),
            tested=NOW,
            versions=(("ready.version", "1.0.0"), ("ready.package", "DEMO 2025.1")),
        )
    )
    frame.add(screen)


def show_refused(studio: Studio, frame: Frame) -> None:
    """Show a station that cannot be opened."""
    error = PackageMissingError("session 2025-01-21-P needs another package")
    frame.add(RefusedScreen(studio.look, error))


def show_sign_in(studio: Studio, frame: Frame, *, left: int = 3) -> None:
    """Show signing in; fewer than three tries left come with the reason."""
    screen = SignInScreen(studio.look)
    screen.show_who(studio.look.say("header.station"), ORGANISER)
    words: tuple[str, dict[str, object]] = ("signin.wrong", {"n": left})
    if left == 0:
        words = ("signin.locked", {})
    screen.number.line.setText(NUMBER)
    screen.show_sign_in(left=left, words=None if left == 3 else words)
    screen.ticket.show_seat(studio.look.say("ticket.seat", part="Pagi", seat=SEAT))
    screen.show_called(called=left == 0)
    frame.add(screen)


def show_identity(studio: Studio, frame: Frame, *, hears: bool | None = None) -> None:
    """Show who signed in; `hears` tells whether items can be read aloud to them."""
    screen = IdentityScreen(studio.look)
    screen.show_who(studio.look.say("header.station"), ORGANISER)
    screen.show_identity(Who(row=person(), seat=SEAT, block=BLOCK))
    screen.show_hearing(hears)
    frame.add(screen)


def show_comfort(studio: Studio, frame: Frame) -> None:
    """Show the settings as they are in this look."""
    screen = _named(studio, ComfortScreen(studio.look))
    look = studio.look
    screen.show_comfort(
        ComfortSet(zoom_percent=look.zoom_percent, theme=look.theme.name, language=look.language)
    )
    for key in ("A", "E", "1"):
        screen.settings.keys.note(ord(key))
    frame.add(screen)


def show_wait(studio: Studio, frame: Frame) -> None:
    """Show the wait for the start."""
    screen = _named(studio, WaitScreen(studio.look))
    screen.show_plan(Plan(items=400, sections=9, minutes=240, opens=BLOCK.opens))
    screen.show_state(busy=False, released=False, words=None)
    screen.code_a.show_code("K7P39XWD2MT5")
    frame.add(screen)


def show_section(studio: Studio, frame: Frame, *, calculator: bool = False) -> None:
    """Show a section that waits, with the break before it, perhaps with a calculator."""
    screen = _named(studio, SectionScreen(studio.look))
    section = next(one for one in studio.form.sections if one.break_ms)
    screen.show_saved(saved())
    screen.show_start(
        Start(
            place=7,
            of=9,
            title=section.title,
            instruction=section.instruction,
            items=len(section.items),
            limit_ms=section.limit_ms,
            break_ms=section.break_ms,
            strike=section.strike,
            calculator=calculator,
        )
    )
    frame.add(screen)


def show_section_end(studio: Studio, frame: Frame) -> None:
    """Show the end of a section."""
    screen = _timed(studio, SectionEndScreen(studio.look), 6)
    screen.show_end(end(place=8, answered=46, items=50, blank=(318, 325, 344, 351)))
    frame.add(screen)


def show_review(studio: Studio, frame: Frame) -> None:
    """Show the review before handing in."""
    screen = _timed(studio, ReviewScreen(studio.look), 9)
    screen.show_review(review())
    frame.add(screen)


def show_submit(studio: Studio, frame: Frame) -> None:
    """Show handing in, its box ticked."""
    screen = _timed(studio, SubmitScreen(studio.look), 8)
    screen.show_review(review())
    screen.show_saving(saving=False)
    screen.tick.setChecked(True)
    frame.add(screen)


def show_receipt(
    studio: Studio,
    frame: Frame,
    *,
    reason: str = "submitted",
    printing: Printing = Printing.ASKING,
) -> None:
    """Show the receipt, or what stands there after an officer ended the sitting."""
    screen = _named(studio, ReceiptScreen(studio.look))
    code = receipt_code("7d3c" * 16)
    screen.show_receipt(
        Receipt(
            code=code,
            name=NAME,
            number=NUMBER,
            seat=SEAT,
            reason=reason,
            answered=390,
            items=400,
            at=NOW,
        ),
        qr_modules(code),
    )
    screen.show_printer(printing)
    frame.add(screen)


def show_stopped(studio: Studio, frame: Frame) -> None:
    """Show a sitting that stopped."""
    screen = StoppedScreen(studio.look)
    screen.show_who(studio.look.say("header.station"), ORGANISER)
    faces = [Stopped(number=NUMBER, name=NAME, since=NOW)]
    screen.show_stopped(faces, busy=False, words=None)
    frame.add(screen)


def show_resumed(studio: Studio, frame: Frame, *, seat: str = "") -> None:
    """Show what happened to a sitting that was woken, or that came from another seat."""
    screen = _named(studio, ResumedScreen(studio.look))
    screen.show_saved(saved())
    screen.show_time(Time(left_ms=18 * MINUTE_MS, paused=True))
    screen.show_resumed(
        Resumed(
            saved=NOW,
            item=327,
            answered=319,
            up=NOW + timedelta(seconds=398),
            woken=NOW + timedelta(seconds=488),
            officer="Dewi Lestari",
            seat=seat,
            reason=studio.look.say("reason.computer" if seat else "reason.power"),
            left_ms=18 * MINUTE_MS,
        )
    )
    frame.add(screen)


def show_rest(studio: Studio, frame: Frame) -> None:
    """Show the break."""
    screen = _named(studio, BreakScreen(studio.look))
    screen.show_saved(saved())
    screen.show_break(7, 12 * MINUTE_MS, NOW)
    screen.show_wrong(wrong=False)
    frame.add(screen)


def show_paused(studio: Studio, frame: Frame) -> None:
    """Show a pause."""
    screen = PlainScreen(studio.look, "paused", "pause", goes_on=False, clock=True)
    _named(studio, screen).show_saved(saved())
    screen.show_time(Time(left_ms=18 * MINUTE_MS, paused=True))
    screen.show_words(left=studio.look.say("time.minutes", n=18))
    frame.add(screen)


def show_time_up(studio: Studio, frame: Frame) -> None:
    """Show that time was up."""
    screen = PlainScreen(studio.look, "time_up", "clock", goes_on=True)
    _named(studio, screen).show_saved(saved())
    screen.show_words(n=19, of=20)
    frame.add(screen)


def show_moved(studio: Studio, frame: Frame) -> None:
    """Show that the sitting goes on elsewhere."""
    screen = PlainScreen(studio.look, "moved", "monitor", goes_on=True)
    _named(studio, screen).title.say("moved.title", seat="A-031")
    screen.show_words()
    frame.add(screen)


def _named(studio: Studio, screen: S) -> S:
    screen.show_who(short_name(NAME), studio.look.say("header.seat", seat=SEAT, number=NUMBER))
    return screen


def _timed(studio: Studio, screen: S, minutes: int) -> S:
    screen.show_saved(saved())
    screen.show_time(Time(left_ms=minutes * MINUTE_MS))
    return _named(studio, screen)

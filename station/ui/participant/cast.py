"""All screens of a seat by stage, made when they are first needed and wired to the visit."""

from collections.abc import Callable
from typing import Protocol

from station.exam.facts import ComfortSet
from station.exam.form import ItemId
from station.ui.look import Look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.parts.frame import SeatScreen
from station.ui.participant.screens.comfort import ComfortScreen
from station.ui.participant.screens.identity import IdentityScreen
from station.ui.participant.screens.plain import PlainScreen
from station.ui.participant.screens.receipt import ReceiptScreen
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


class Backstage(Protocol):
    """What screens need beside the visit."""

    def open_help(self) -> None:
        """Show the help."""
        ...

    def open_call(self) -> None:
        """Show the call of the proctor."""
        ...

    def call_now(self) -> None:
        """Call the proctor without asking what for."""
        ...

    def take_comfort(self, comfort: ComfortSet) -> None:
        """Use and keep other settings."""
        ...

    def read_start_codes(self) -> None:
        """Look for start codes on sticks."""
        ...

    def hide_time(self) -> None:
        """Hide the timer, or show it again."""
        ...

    def go_to(self, item: ItemId) -> None:
        """Go to an item of the open section."""
        ...

    def close_notice(self) -> None:
        """Take the notice of time away."""
        ...

    def seek(self, what: str) -> None:
        """Go to the next item that is `unanswered` or `flagged`."""
        ...

    def return_from_break(self, typed: str) -> None:
        """Come back from the break when this is the end of the ticket code."""
        ...

    def print_receipt(self) -> None:
        """Print what is taken away."""
        ...


class Cast:
    """Makes one visit's screens and keeps them."""

    def __init__(self, look: Look, visit: Visit, director: Backstage) -> None:
        self._look, self._visit, self._to = look, visit, director
        self._screens: dict[Stage, SeatScreen] = {}
        self._make: dict[Stage, Callable[[], SeatScreen]] = {
            Stage.SIGN_IN: self._sign_in,
            Stage.IDENTITY: self._identity,
            Stage.COMFORT: self._comfort,
            Stage.WAIT: self._wait,
            Stage.SECTION: self._section,
            Stage.SECTION_END: self._section_end,
            Stage.TIME_UP: self._time_up,
            Stage.BREAK: self._break,
            Stage.PAUSED: lambda: PlainScreen(
                self._look, "paused", "pause", goes_on=False, clock=True
            ),
            Stage.REVIEW: self._review,
            Stage.SUBMIT: self._submit,
            Stage.RECEIPT: self._receipt,
            Stage.STOPPED: self._stopped,
            Stage.RESUMED: self._resumed,
            Stage.MOVED: self._moved,
        }

    def discard(self) -> None:
        """Let all screens go; another visit begins."""
        for screen in self._screens.values():
            screen.deleteLater()
        self._screens.clear()

    def screen(self, stage: Stage) -> SeatScreen:
        """Return the screen of a stage.

        Raises:
            KeyError: The stage is shown by an item page.
        """
        if stage not in self._screens:
            screen = self._make[stage]()
            screen.help_wanted.connect(self._to.open_help)
            screen.proctor_wanted.connect(self._to.open_call)
            screen.time_hidden.connect(self._to.hide_time)
            screen.notice_closed.connect(self._to.close_notice)
            screen.sought.connect(self._to.seek)
            self._screens[stage] = screen
        return self._screens[stage]

    # --- one by one --------------------------------------------------------------------------

    def _sign_in(self) -> SignInScreen:
        screen = SignInScreen(self._look)
        screen.signed.connect(self._visit.sign_in)
        return screen

    def _identity(self) -> IdentityScreen:
        screen = IdentityScreen(self._look)
        screen.confirmed.connect(self._visit.confirm)
        screen.denied.connect(self._visit.deny)
        return screen

    def _comfort(self) -> ComfortScreen:
        screen = ComfortScreen(self._look)
        screen.changed.connect(self._to.take_comfort)
        screen.back_wanted.connect(self._visit.back)
        screen.done.connect(self._visit.practise)
        return screen

    def _wait(self) -> WaitScreen:
        screen = WaitScreen(self._look)
        screen.codes_given.connect(self._visit.release)
        screen.stick_wanted.connect(self._to.read_start_codes)
        return screen

    def _section(self) -> SectionScreen:
        screen = SectionScreen(self._look)
        screen.opened.connect(self._visit.open_section)
        screen.break_wanted.connect(self._visit.take_break)
        return screen

    def _section_end(self) -> SectionEndScreen:
        screen = SectionEndScreen(self._look)
        screen.back_wanted.connect(self._visit.to_items)
        screen.locked.connect(self._visit.lock_section)
        screen.chosen.connect(lambda item: self._to.go_to(ItemId(item)))
        return screen

    def _time_up(self) -> PlainScreen:
        screen = PlainScreen(self._look, "time_up", "clock", goes_on=True)
        screen.went_on.connect(self._visit.time_seen)
        return screen

    def _break(self) -> BreakScreen:
        screen = BreakScreen(self._look)
        screen.returned.connect(self._to.return_from_break)
        return screen

    def _review(self) -> ReviewScreen:
        screen = ReviewScreen(self._look)
        screen.back_wanted.connect(self._visit.to_items)
        screen.done.connect(self._visit.to_submit)
        screen.chosen.connect(lambda item: self._to.go_to(ItemId(item)))
        return screen

    def _submit(self) -> SubmitScreen:
        screen = SubmitScreen(self._look)
        screen.back_wanted.connect(self._visit.to_review)
        screen.look_wanted.connect(lambda: self._to.seek("unanswered"))
        screen.submitted.connect(self._visit.submit)
        return screen

    def _receipt(self) -> ReceiptScreen:
        screen = ReceiptScreen(self._look)
        screen.print_wanted.connect(self._to.print_receipt)
        screen.left.connect(self._visit.leave)
        return screen

    def _stopped(self) -> StoppedScreen:
        screen = StoppedScreen(self._look)
        screen.woken.connect(self._visit.wake)
        screen.other_wanted.connect(self._visit.other)
        return screen

    def _resumed(self) -> ResumedScreen:
        screen = ResumedScreen(self._look)
        screen.went_on.connect(self._visit.go_on)
        screen.doubted.connect(self._to.call_now)
        return screen

    def _moved(self) -> PlainScreen:
        screen = PlainScreen(self._look, "moved", "monitor", goes_on=True)
        screen.went_on.connect(self._visit.leave)
        return screen


def wire_page(page: ItemPage, director: Backstage) -> None:
    """Connect an item page's calls for help and for the proctor."""
    page.help_wanted.connect(director.open_help)
    page.proctor_wanted.connect(director.open_call)

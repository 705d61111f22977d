"""What may lie over a seat's screens: the call, the officers' dialog, help, trouble with saving.

There is at most one at a time; trouble with saving comes before all others.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from station.storage.errors import DiskFullError
from station.ui.participant import stories
from station.ui.participant.acting import Acting
from station.ui.participant.dialogs.call import CallDialog
from station.ui.participant.dialogs.help import SeatHelp, SettingsDialog
from station.ui.participant.dialogs.officer import OfficerDialog
from station.ui.participant.dialogs.save_failed import Failure, SaveFailedDialog
from station.ui.participant.officer import OfficerWork
from station.ui.participant.problems import sentence
from station.ui.participant.visit import Visit
from station.ui.widgets.overlay import Overlay
from station.usecases.desk import Desk, Run

if TYPE_CHECKING:
    from station.ui.participant.director import Director

RETRY_MS = 5_000
SECOND_MS = 1_000


class Overlays:
    """Opens and fills what lies over the screens; each is made when it is first needed."""

    def __init__(
        self,
        director: "Director",
        window: QWidget,
        *,
        run: Run,
        quit_program: Callable[[], None],
    ) -> None:
        self._to, self._window = director, window
        self._run, self._quit = run, quit_program
        self._call: CallDialog | None = None
        self._officer: OfficerDialog | None = None
        self._help: SeatHelp | None = None
        self._settings: SettingsDialog | None = None
        self._acting: Acting | None = None
        self._trouble: Trouble | None = None

    @property
    def covers(self) -> bool:
        """Whether something lies over the screen."""
        every = (self._call, self._officer, self._help, self._settings)
        trouble = self._trouble is not None and self._trouble.dialog.isVisible()
        return trouble or any(one is not None and one.isVisible() for one in every)

    def refresh(self) -> None:
        """Show how things stand in whatever is open."""
        visit = self._to.visit
        desk = None if visit is None else visit.desk
        if visit is not None and desk is not None:
            self._watch_saving(visit, desk)
        if self._call is not None and self._call.isVisible():
            self._fill_call(self._call)
        if self._acting is not None:
            self._acting.refresh()

    def beat(self) -> None:
        """Look at the clock: saving is tried again by itself."""
        if self._trouble is not None:
            self._trouble.beat()

    # --- help and settings -------------------------------------------------------------------

    def open_help(self) -> None:
        """Show the keys, and the way to the settings."""
        if self._help is None:
            self._help = SeatHelp(self._to.look, self._window)
            self._help.settings_wanted.connect(self.open_settings)
            self._help.closed.connect(self._to.focus_again)
        if not self.covers:
            self._help.show_running(running=self._to.running)
            self._help.show_tools(self._to.tools)
            self._help.show_help()

    def open_settings(self) -> None:
        """Show the comfort settings, in the middle of everything."""
        visit = self._to.visit
        if visit is None:
            return
        if self._help is not None and self._help.isVisible():
            self._help.close_overlay()
        if self._settings is None:
            self._settings = SettingsDialog(self._to.look, self._window)
            self._settings.changed.connect(self._to.take_comfort)
            self._settings.closed.connect(self._to.focus_again)
        self._settings.show_comfort(visit.comfort)
        self._settings.open(self._settings.settings.zoom_now())

    # --- calling -----------------------------------------------------------------------------

    def open_call(self) -> None:
        """Ask what the participant needs; an officer goes on from there."""
        if self.covers:
            return
        if self._call is None:
            self._call = CallDialog(self._to.look, self._window)
            self._call.called.connect(self._called)
            self._call.taken_back.connect(self._taken_back)
            self._call.officer_wanted.connect(self._open_officer)
            self._call.closed.connect(self._to.focus_again)
        self._fill_call(self._call)
        visit = self._to.visit
        self._call.open_call(waiting=visit is not None and visit.called_at is not None)

    def call_dialog(self) -> CallDialog:
        """Return the call that is open.

        Raises:
            LookupError: It was never opened.
        """
        if self._call is None:
            raise LookupError("nobody called")
        return self._call

    def officer_dialog(self) -> OfficerDialog:
        """Return the officers' dialog that is open.

        Raises:
            LookupError: It was never opened.
        """
        if self._officer is None:
            raise LookupError("no officer came")
        return self._officer

    def _fill_call(self, dialog: CallDialog) -> None:
        visit = self._to.visit
        at = (
            ""
            if visit is None or visit.called_at is None
            else (self._to.look.clock_text(visit.called_at))
        )
        seat = self._to.parts.post.settings.seat
        dialog.show_call(seat=seat, at=at, running=self._to.running)

    def _called(self) -> None:
        if self._to.visit is not None:
            self._to.visit.call()
        if self._call is not None:
            self._fill_call(self._call)
            self._call.cancel.setFocus()

    def _taken_back(self) -> None:
        if self._to.visit is not None:
            self._to.visit.answered_call()
        if self._call is not None:
            self._call.close_overlay()

    # --- officers ----------------------------------------------------------------------------

    def start_codes(self) -> tuple[str, str] | None:
        """Return both start codes of this session, when they lie on a stick."""
        return self._work().start_codes_on_stick()

    def _open_officer(self) -> None:
        look, visit = self._to.look, self._to.visit
        if self._call is not None:
            self._call.close_overlay()
        self._end_officer()
        dialog = OfficerDialog(look, self._window)
        self._officer = dialog
        acting = Acting(look, dialog, self._work(), visit=visit, now=lambda: self._to.now)
        self._acting = acting
        dialog.proved.connect(acting.prove)
        dialog.stick_wanted.connect(acting.read_stick)
        dialog.chosen.connect(acting.choose)
        dialog.confirmed.connect(acting.confirm)
        dialog.closed.connect(self._to.focus_again)
        seat = self._to.parts.post.settings.seat
        name = "" if visit is None else visit.name
        whose = "officer.whose" if name else "officer.seat"
        dialog.show_whose(look.say(whose, name=name, seat=seat))
        acting.begin()

    def _end_officer(self) -> None:
        """Forget the last officer, code and all."""
        if self._officer is not None:
            self._officer.deleteLater()
        self._officer = self._acting = None

    def _work(self) -> OfficerWork:
        return OfficerWork(
            post=self._to.parts.post,
            visit=self._to.visit,
            sticks=self._to.parts.sticks,
            run=self._run,
            changed=self._to.changed,
            quit_program=self._quit,
        )

    # --- saving ------------------------------------------------------------------------------

    def _watch_saving(self, visit: Visit, desk: Desk) -> None:
        if desk.failure is None:
            if self._trouble is not None:
                self._trouble.end()
                self._trouble = None
            return
        if self._trouble is None:
            self._close_all()
            self._trouble = Trouble(self._to, self._window, visit, desk)
        self._trouble.refresh()

    def _close_all(self) -> None:
        every: tuple[Overlay | None, ...] = (self._call, self._officer, self._help, self._settings)
        for one in every:
            if one is not None and one.isVisible():
                one.close_overlay()


class Trouble:
    """One time in which storing does not work, from the first refusal until it works again."""

    def __init__(self, director: "Director", window: QWidget, visit: Visit, desk: Desk) -> None:
        self._to, self._visit, self._desk = director, visit, desk
        self.dialog = SaveFailedDialog(director.look, window)
        self.dialog.retried.connect(self._retry)
        self._since: datetime = director.now
        self._tries = 1
        self._released = self._make_room()
        self._next_ms = self._mono_ms() + RETRY_MS
        self._error = desk.failure
        visit.called_at = self._since
        self.refresh()
        self.dialog.open(self.dialog.go)

    def refresh(self) -> None:
        """Show how things stand, and count a try that failed."""
        if self._desk.failure is not self._error:
            self._error = self._desk.failure
            self._tries += 1
            self._next_ms = self._mono_ms() + RETRY_MS
        face = self._face()
        if face is not None:
            self.dialog.show_failure(face)

    def beat(self) -> None:
        """Try again when it is time."""
        if self._mono_ms() >= self._next_ms:
            self._retry()
        self.refresh()

    def end(self) -> None:
        """Take the dialog away: the step is stored."""
        self._visit.called_at = None
        self.dialog.close_overlay()
        self.dialog.deleteLater()
        self._to.focus_again()

    def _retry(self) -> None:
        self._next_ms = self._mono_ms() + RETRY_MS
        self._desk.retry()

    def _make_room(self) -> bool:
        full = isinstance(self._desk.failure, DiskFullError)
        return full and self._to.parts.ballast.release()

    def _mono_ms(self) -> int:
        return self._to.parts.clock.now().mono_ns // 1_000_000

    def _face(self) -> Failure | None:
        error, desk = self._error, self._desk
        if error is None:
            return None
        end = stories.end(desk.ahead)
        section = desk.saved.section
        return Failure(
            item=0 if end is None else end.here,
            saved=0 if section is None else desk.saved.answered(section),
            saved_at=desk.saved_at,
            since=self._since,
            left_ms=desk.left_ms(),
            seat=self._visit.station.seat,
            tries=self._tries,
            again_s=max(0, -(-(self._next_ms - self._mono_ms()) // SECOND_MS)),
            code=error.code,
            sentence=sentence(error.code, self._to.look.language),
            released=self._released,
        )

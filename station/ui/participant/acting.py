"""The officers' dialog at work: which acts it offers, which panel stands, what confirming does."""

from collections.abc import Callable
from datetime import datetime

from station.ui.look import Look
from station.ui.participant.dialogs.officer import OfficerDialog
from station.ui.participant.dialogs.panels import (
    ArrivePanel,
    CodesPanel,
    EndPanel,
    MovePanel,
    Panel,
    PlacePanel,
    ReasonPanel,
    SayPanel,
    TimePanel,
)
from station.ui.participant.officer import Action, OfficerWork
from station.ui.participant.problems import Words, words_of
from station.ui.participant.visit import Visit

NO_STICK: Words = ("officer.no_stick", {})
NO_START: Words = ("wait.no_stick", {})
LEAVES = frozenset({Action.START, Action.UNLOCK, Action.PAUSE, Action.RESUME, Action.ADD_TIME})
"""Acts after which the dialog closes by itself: the seat belongs to the participant again."""


class Acting:
    """Binds one officer's work to the dialog; made anew each time the dialog opens."""

    def __init__(
        self,
        look: Look,
        dialog: OfficerDialog,
        work: OfficerWork,
        *,
        visit: Visit | None,
        now: Callable[[], datetime],
    ) -> None:
        self._look, self.dialog, self.work, self._visit = look, dialog, work, visit
        self._now = now
        self._act: Action | None = None
        self._own: Words | None = None
        self._panels: dict[Action, Panel] = {}
        self._closed = False

    def begin(self) -> None:
        """Open the dialog at the proof."""
        self.dialog.proof.clear()
        self.dialog.show_proof(busy=False, words=None)
        self.dialog.open(self.dialog.proof.officer.line)

    def refresh(self) -> None:
        """Show how the work stands: call it when it, the visit or the desk changed."""
        work, dialog = self.work, self.dialog
        if self._closed or not dialog.isVisible():
            return
        work.refresh()
        if work.officer is None:
            dialog.show_proof(busy=work.busy, words=self._refusal())
            return
        if work.done in LEAVES and work.problem is None and not self._visit_refused():
            self.close()
            return
        actions = work.actions()
        first = self._act is None
        if self._act not in actions:
            self._act = actions[0]
        dialog.show_acts(work.name, actions, self._act, self._panel(self._act))
        if first:
            dialog.acts.button(self._act).setFocus()
        self._show_outcome()

    def close(self) -> None:
        """Close the dialog."""
        self._closed = True
        self.dialog.close_overlay()

    # --- what is pressed ---------------------------------------------------------------------

    def prove(self, officer: str, code: str) -> None:
        """Prove a code."""
        self._own = None
        self.work.prove(officer, code)

    def read_stick(self) -> None:
        """Take an officer's code from a stick."""
        proof = self.dialog.proof
        found = self.work.code_on_stick(proof.officer.text())
        if found is None:
            self._own = NO_STICK
            self.refresh()
        else:
            proof.show_code(*found)
            self.prove(*found)

    def choose(self, action: str) -> None:
        """Show the panel of an act."""
        self._act, self._own = Action(action), None
        self.work.done, self.work.problem = None, None
        self.refresh()

    def confirm(self) -> None:
        """Carry the chosen act out."""
        self._own = None
        if self._act is not None and self._panel(self._act).ready():
            self._carry_out(self._act, self._panel(self._act))
            self.refresh()

    # --- inside ------------------------------------------------------------------------------

    def _carry_out(self, action: Action, panel: Panel) -> None:
        work = self.work
        match action, panel:
            case Action.RELEASE, CodesPanel():
                work.release(panel.code_a.text(), panel.code_b.text())
            case Action.PAUSE, ReasonPanel():
                work.pause(panel.reason.words)
            case Action.ADD_TIME, TimePanel():
                work.add_time(panel.added_ms, panel.reason.words)
            case Action.MOVE, MovePanel():
                seat, place = work.seats()[panel.seat.place], work.places()[panel.place.place]
                work.move(seat, place, panel.reason.words)
            case Action.ARRIVE, ArrivePanel():
                parcel = work.parcels()[panel.parcel.place]
                work.arrive(parcel, panel.ticket.text(), panel.reason.words)
            case Action.END, EndPanel():
                work.end(voided=panel.voided)
            case Action.EXPORT, PlacePanel():
                work.export(work.places()[panel.place.place])
            case _:
                self._simple()[action]()

    def _simple(self) -> dict[Action, Callable[[], None]]:
        work = self.work
        return {
            Action.START: work.start,
            Action.UNLOCK: work.unlock,
            Action.RESUME: work.resume,
            Action.QUIT: work.quit_program,
        }

    def _panel(self, action: Action) -> Panel:
        if action not in self._panels:
            panel = self._make(action)
            panel.changed.connect(self._show_outcome)
            self._panels[action] = panel
        return self._panels[action]

    def _make(self, action: Action) -> Panel:
        made: dict[Action, Callable[[], Panel]] = {
            Action.RELEASE: self._codes,
            Action.PAUSE: lambda: ReasonPanel(self._look, "pause", "say.pause"),
            Action.ADD_TIME: self._time,
            Action.MOVE: self._move,
            Action.ARRIVE: self._arrive,
            Action.END: lambda: EndPanel(self._look),
            Action.EXPORT: self._export,
            Action.QUIT: lambda: SayPanel(self._look, "say.quit", ticks="say.quit_tick"),
        }
        return made[action]() if action in made else SayPanel(self._look, f"say.{action}")

    def _codes(self) -> Panel:
        panel = CodesPanel(self._look)
        panel.stick_wanted.connect(lambda: self._read_start_codes(panel))
        return panel

    def _time(self) -> Panel:
        panel = TimePanel(self._look)
        desk = None if self._visit is None else self._visit.desk
        panel.show_end(self._now(), 0 if desk is None else desk.left_ms())
        return panel

    def _move(self) -> Panel:
        panel = MovePanel(self._look)
        panel.seat.show_lines([one.seat for one in self.work.seats()])
        panel.place.show_lines(self._places())
        return panel

    def _arrive(self) -> Panel:
        panel = ArrivePanel(self._look)
        panel.show_parcels([one.name for one in self.work.parcels()])
        return panel

    def _export(self) -> Panel:
        panel = PlacePanel(self._look, "say.export")
        panel.place.show_lines(self._places())
        return panel

    def _read_start_codes(self, panel: CodesPanel) -> None:
        found = self.work.start_codes_on_stick()
        self._own = NO_START if found is None else None
        if found is not None:
            panel.show_codes(*found)
        self._show_outcome()

    def _places(self) -> list[str]:
        say = self._look.say
        return [
            say("move_panel.stick", name=one.name) if one.name else say("move_panel.outbox")
            for one in self.work.places()
        ]

    def _visit_refused(self) -> bool:
        return self._visit is not None and self._visit.problem is not None

    def _refusal(self) -> Words | None:
        if self._own is not None:
            return self._own
        error = self.work.problem
        if error is None and self._visit is not None and self.work.officer is not None:
            error = self._visit.problem
        return None if error is None else words_of(error, self._look.language)

    def _show_outcome(self) -> None:
        if self._act is None:
            return
        words, done = self._refusal(), self.work.done
        busy = self.work.busy or (self._visit is not None and self._visit.busy)
        carried = done is not None and words is None and not busy
        self.dialog.show_outcome(
            busy=busy,
            words=words,
            done=(f"act.{done}_done", {"n": self.work.exported}) if carried else None,
            ready=self._panel(self._act).ready(),
        )

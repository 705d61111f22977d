"""Leads the screens of a seat: which one is shown, what it is filled with, what lies over it.

It follows the visit and the desk; nothing is decided here that they do not know. Times are
looked at on every beat; a beat repaints and never decides.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from station.app import SeatParts
from station.exam.facts import ComfortSet
from station.exam.form import ItemId
from station.exam.sitting import Phase
from station.machine.memory import give_back
from station.ui.look import Look
from station.ui.participant import stories
from station.ui.participant.cast import Cast
from station.ui.participant.fill import Filler
from station.ui.participant.item.keys import Command
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.reading import Voice
from station.ui.participant.items import ItemRoom
from station.ui.participant.overlays import Overlays
from station.ui.participant.parts.frame import SeatScreen
from station.ui.participant.practising import PracticeRoom
from station.ui.participant.printing import Paper
from station.ui.participant.problems import words_of
from station.ui.participant.screens.ready import ReadyScreen
from station.ui.participant.screens.rest import BreakScreen
from station.ui.participant.screens.wait import WaitScreen
from station.ui.participant.stages import USUAL_COMFORT, Stage
from station.ui.participant.visit import Visit
from station.ui.participant.watch import SeatWatch, ready_face
from station.usecases.desk import Run
from station.usecases.errors import NoSessionError, PackageMissingError
from station.usecases.sit import Station

FindVoice: TypeAlias = Callable[[QObject], Voice | None]


class Director(QObject):
    """One seat's screens.

    Args:
        look: How everything looks.
        parts: What the seat is put together from.
        run: The lane on which sittings are stored.
        machine_run: The lane on which the machine is looked at and papers are printed.
        window: What overlays lie over.
        quit_program: Ends the program.
        find_voice: Finds the machine's voice, which lives no longer than what it is given.
    """

    _rang = Signal()

    def __init__(
        self,
        look: Look,
        parts: SeatParts,
        *,
        run: Run,
        machine_run: Run,
        window: QWidget,
        quit_program: Callable[[], None],
        find_voice: FindVoice,
    ) -> None:
        super().__init__(window)
        self._find_voice, self._voiced = find_voice, False
        self._voice: Voice | None = None
        self.look, self.parts, self.stack = look, parts, QStackedLayout()
        self.visit: Visit | None = None
        self.watch = SeatWatch.by_rules(parts.post)
        self.ready = ReadyScreen(look)
        self.items: ItemRoom | None = None
        self.practice: PracticeRoom | None = None
        self._run = run
        self._cast: Cast | None = None
        self._filler = Filler(look, has_voice=lambda: self.voice() is not None)
        self._shown: QWidget | None = None
        self._paper = Paper(parts, machine_run, self.refresh)
        self.overlays = Overlays(self, window, run=run, quit_program=quit_program)
        self._rang.connect(self.refresh)
        self._join_ready()
        look.changed.connect(self._look_changed)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """Which screen is shown."""
        return Stage.READY if self.visit is None else self.visit.stage

    @property
    def now(self) -> datetime:
        """The wall clock."""
        return self.parts.clock.now().wall

    @property
    def running(self) -> bool:
        """Whether a section's clock runs."""
        desk = None if self.visit is None else self.visit.desk
        live = self.visit is not None and self.visit.awake is None
        return desk is not None and live and desk.ahead.running() and desk.failure is None

    @property
    def tools(self) -> frozenset[Command]:
        """Which tools the item on the screen has."""
        for room in (self.items, self.practice):
            if room is not None and room.page is self._shown:
                return room.page.tools.offered
        return frozenset()

    def voice(self) -> Voice | None:
        """Return the machine's voice; it is looked for when somebody is granted to hear items."""
        if not self._voiced:
            self._voiced, self._voice = True, self._find_voice(self)
        return self._voice

    def changed(self) -> None:
        """Tell that something changed; may be called on any thread."""
        self._rang.emit()

    def refresh(self) -> None:
        """Show how visit and desk stand now."""
        if self.visit is not None:
            self.visit.bar(self.watch.blocked)
        stage = self.stage
        widget = self._widget(stage)
        fresh = widget is not self._shown
        if fresh:
            self._bring(widget)
        self._fill(stage, widget, fresh=fresh)
        if isinstance(widget, SeatScreen):
            widget.settle()
        if fresh:
            self._settle_focus(widget)
        self.overlays.refresh()

    def beat(self) -> None:
        """Look at the clock: call it a few times a second."""
        visit = self.visit
        if visit is None or visit.stage is Stage.READY:
            self._look_for_session()
            return
        visit.tick()
        if self.items is not None and visit.desk is not None:
            self.items.presenter.refresh_time()
            if visit.desk.ahead.phase is Phase.BREAK and isinstance(self._shown, BreakScreen):
                self._filler.rest(self._shown, visit.desk, self.now, fresh=False)
        self.overlays.beat()

    def focus_again(self) -> None:
        """Put the keyboard on the screen, when what lay over it left it nowhere."""
        now, shown = QApplication.focusWidget(), self._shown
        if shown is not None and (now is None or not shown.isAncestorOf(now)) and now is not shown:
            self._settle_focus(shown)

    def report_sightings(self) -> None:
        """Record in the sitting what the machine was seen to do."""
        visit = self.visit
        desk = None if visit is None or visit.awake is not None else visit.writable
        if desk is not None:
            self.watch.report(desk)

    # --- what screens ask (station.ui.participant.cast.Backstage) -------------------------------

    def begin(self) -> None:
        """Leave the locked screen."""
        if self.visit is not None and not self.watch.blocked:
            self.visit.begin()

    def open_help(self) -> None:
        """Show the help."""
        self.overlays.open_help()

    def open_call(self) -> None:
        """Show the call of the proctor."""
        self.overlays.open_call()

    def call_now(self) -> None:
        """Call the proctor without asking what for."""
        if self.visit is not None:
            self.visit.call()

    def take_comfort(self, comfort: ComfortSet) -> None:
        """Use and keep other settings."""
        if self.visit is not None:
            self.visit.settle(comfort)
        self._use(comfort)

    def read_start_codes(self) -> None:
        """Look for start codes on sticks."""
        found = self.overlays.start_codes()
        if isinstance(self._shown, WaitScreen):
            if found is None:
                self._shown.show_no_stick()
            else:
                self._shown.show_codes(*found)

    def hide_time(self) -> None:
        """Hide the timer, or show it again."""
        if self.items is not None:
            self.items.presenter.hide_time()

    def close_notice(self) -> None:
        """Take the notice of time away."""
        if self.items is not None:
            self.items.presenter.dismiss()

    def go_to(self, item: ItemId) -> None:
        """Go to an item of the open section."""
        if self.items is not None and self.visit is not None:
            self.visit.to_items()
            self.items.presenter.go(item)

    def seek(self, what: str) -> None:
        """Go to the next item that is `unanswered` or `flagged`, when there is one."""
        desk = None if self.visit is None else self.visit.desk
        end = None if desk is None else stories.end(desk.ahead)
        links = () if end is None else end.blank if what == "unanswered" else end.flagged
        if links:
            self.go_to(links[0].item)

    def return_from_break(self, typed: str) -> None:
        """Come back from the break when this is the end of the ticket code."""
        if self.visit is None or not isinstance(self._shown, BreakScreen):
            return
        if self.visit.ends_break(typed):
            self.visit.end_break()
        else:
            self._shown.show_wrong(wrong=True)

    def print_receipt(self) -> None:
        """Print what is taken away."""
        if self.visit is not None:
            self._paper.print(self.visit, self.look)

    # --- inside ------------------------------------------------------------------------------

    def _join_ready(self) -> None:
        self.stack.addWidget(self.ready)
        self.ready.begun.connect(self.begin)
        self.ready.help_wanted.connect(self.open_help)
        self.ready.proctor_wanted.connect(self.open_call)

    def _look_for_session(self) -> None:
        """Open the seat when a session is open now, and only then."""
        post = self.parts.post
        try:
            session = post.session_now(self.now)
            post.package_of(session)
        except (NoSessionError, PackageMissingError):
            if self.visit is not None:
                self._begin_visit(None)
            return
        if self.visit is None or self.visit.station.session is not session:
            station = Station(
                post=post,
                session=session,
                clock=self.parts.clock,
                entropy=self.parts.entropy,
                run=self._run,
            )
            self._begin_visit(station)

    def _begin_visit(self, station: Station | None) -> None:
        if self._cast is not None:
            self._cast.discard()
        self._cast = self.visit = None
        if station is not None:
            self.visit = Visit(
                station=station, clock=self.parts.clock, run=self._run, changed=self.changed
            )
            self._cast = Cast(self.look, self.visit, self)
        self.refresh()

    def _widget(self, stage: Stage) -> QWidget:
        if stage is not Stage.PRACTICE:
            self._end_practice()
        if self.visit is None or self._cast is None or stage is Stage.READY:
            self._leave_items()
            return self.ready
        self._follow_sitting(self.visit)
        if stage is Stage.PRACTICE:
            return self._practise(self.visit)
        if stage is Stage.ITEMS and self.items is not None:
            return self.items.page
        return self._cast.screen(stage)

    def _follow_sitting(self, visit: Visit) -> None:
        """Make the item page of a sitting as soon as there is one."""
        seated = visit.seated
        if seated is None or (self.items is not None and self.items.seated is seated):
            return
        self._leave_items()
        self.items = ItemRoom(
            self.look,
            seated,
            at_end=visit.at_end,
            comfort=visit.comfort,
            covering=self._covering,
            stands=lambda: visit.awake is not None,
        )
        self._join_page(self.items)
        self._let_hear(self.items.page, visit)
        self._use(visit.comfort)
        self.watch.forget()
        self.report_sightings()
        give_back()

    def _join_page(self, items: ItemRoom) -> None:
        page = items.page
        page.help_wanted.connect(self.open_help)
        page.proctor_wanted.connect(self.open_call)
        page.advance_changed.connect(self._set_advance)
        page.pace_changed.connect(self._set_pace)
        self.stack.addWidget(page)

    def _let_hear(self, page: ItemPage, visit: Visit) -> None:
        """Let items be read aloud to somebody who is granted it, where there is a voice."""
        voice = self.voice() if visit.hears else None
        if voice is not None:
            page.tools.give_voice(voice)

    def _covering(self) -> SeatScreen | None:
        return self._shown if isinstance(self._shown, SeatScreen) else None

    def _practise(self, visit: Visit) -> QWidget:
        if self.practice is None:
            self.practice = PracticeRoom(self.look, self.parts, visit)
            page = self.practice.page
            page.help_wanted.connect(self.open_help)
            page.proctor_wanted.connect(self.open_call)
            self._let_hear(page, visit)
            self.stack.addWidget(page)
        return self.practice.page

    def _end_practice(self) -> None:
        if self.practice is not None:
            self._drop(self.practice.page)
            self.practice = None

    def _leave_items(self) -> None:
        if self.items is not None:
            self._drop(self.items.page)
            self.items = None
            self._use(USUAL_COMFORT)

    def _drop(self, page: QWidget) -> None:
        if self._shown is page:
            self._shown = None
        self.stack.removeWidget(page)
        page.deleteLater()

    def _bring(self, widget: QWidget) -> None:
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        self._shown = widget
        self.stack.setCurrentWidget(widget)
        if self.items is not None and widget is self.items.page:
            self.items.presenter.again()
        elif self.items is not None:
            self.items.presenter.settle()
            self.items.presenter.again()

    def _fill(self, stage: Stage, widget: QWidget, *, fresh: bool) -> None:
        organiser = self.parts.post.assessment.body.organiser
        if isinstance(widget, ReadyScreen):
            self._filler.name(widget, organiser, self.visit)
            self._fill_ready(widget, organiser)
        elif isinstance(widget, SeatScreen) and self.visit is not None:
            self._filler.name(widget, organiser, self.visit)
            self._filler.fill(widget, self.visit, self.now, fresh=fresh)
            self._paper.show(widget)
        if self.items is not None:
            self._filler.name_page(self.items.page, self.visit)
            self.items.presenter.refresh()
        if self.practice is not None and stage is Stage.PRACTICE:
            self._filler.name_page(self.practice.page, self.visit)

    def _fill_ready(self, screen: ReadyScreen, organiser: str) -> None:
        visit, post = self.visit, self.parts.post
        block = None if visit is None else stories.block_of(visit.station.session)
        coming = block or stories.coming(post, self.now)
        face = ready_face(
            post, post.settings.seat, coming, self.watch, organiser, opens=visit is not None
        )
        turned = screen.show_ready(face)
        problem = None if visit is None else visit.problem
        words = None if problem is None else words_of(problem, self.look.language)
        screen.show_problem(None if words is None else ("ready.problem", words[1]))
        if turned:
            self._settle_focus(screen)

    def _settle_focus(self, widget: QWidget) -> None:
        if self.overlays.covers:
            return
        first = widget.first() if isinstance(widget, SeatScreen) else widget
        first.setFocus()

    def _use(self, comfort: ComfortSet) -> None:
        for room in (self.items, self.practice):
            if room is not None:
                room.settle(comfort)
        self.look.change(
            theme=comfort.theme, zoom_percent=comfort.zoom_percent, language=comfort.language
        )

    def _set_advance(self, on: bool) -> None:  # noqa: FBT001 -- a Qt slot
        if self.visit is not None:
            self.take_comfort(msgspec.structs.replace(self.visit.comfort, advance=on))

    def _set_pace(self, on: bool) -> None:  # noqa: FBT001 -- a Qt slot
        if self.visit is not None:
            self.take_comfort(msgspec.structs.replace(self.visit.comfort, pace=on))

    def _look_changed(self) -> None:
        """Keep what was changed by a key (Ctrl +, -, 0) with the participant's settings."""
        visit, look = self.visit, self.look
        if visit is not None:
            comfort = msgspec.structs.replace(
                visit.comfort,
                zoom_percent=look.zoom_percent,
                theme=look.theme.name,
                language=look.language,
            )
            if comfort != visit.comfort:
                visit.settle(comfort)
        self.refresh()

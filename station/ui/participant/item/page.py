"""The item page: it lays out, shows what it is told, and tells what was pressed."""

import gc

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from typing_extensions import override

from station.exam.form import ItemId, Kind, OptionCode
from station.ui import markup
from station.ui.look import Look
from station.ui.participant.item.acts import among_all, at_item, everywhere
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.body import Form, ItemBody
from station.ui.participant.item.edits import Side
from station.ui.participant.item.faces import Overview, Panel, Question, Standing
from station.ui.participant.item.footer import ItemFooter, hints
from station.ui.participant.item.header import ItemHeader
from station.ui.participant.item.keys import Command, command, letter
from station.ui.participant.item.menu import PageMenu
from station.ui.participant.item.navigator import NavigatorFooter, NavigatorView
from station.ui.participant.item.pace import Pace
from station.ui.participant.item.presenter import Habits, ItemPresenter
from station.ui.participant.item.told import Told
from station.ui.participant.item.tools import PageTools
from station.ui.pictures import Pictures
from station.ui.states import Saved, Time
from station.ui.widgets.boxes import column
from station.ui.widgets.clock import announce
from station.ui.widgets.focus import NO_RING
from station.ui.widgets.roles import Role, plays
from station.ui.widgets.text import accessible
from station.ui.widgets.viewer import Viewer

COMPACT_BELOW, NARROW_BELOW = (1000, 440), 1250
TIGHT_BELOW = 600
PREFETCH_MS = 80
ENTRIES = {Kind.NUMERIC, Kind.TEXT}


class ItemPage(QWidget):
    """One page for every item. Give it a presenter with `attend` before it is shown.

    Args:
        look: How everything looks.
        pictures: The form's media.
        side: What stands beside the question instead of the section (practice).
        title_key: Words that number an item, instead of `item.title` (practice).
    """

    help_wanted = Signal()
    proctor_wanted = Signal()
    advance_changed = Signal(bool)
    pace_changed = Signal(bool)

    def __init__(
        self, look: Look, pictures: Pictures, *, side: QWidget | None = None, title_key: str = ""
    ) -> None:
        super().__init__()
        self.look, self.pictures = look, pictures
        self._presenter: ItemPresenter | None = None
        self._question: Question | None = None
        self._all_shown = False
        self.header = ItemHeader(look)
        self.body = ItemBody(look, pictures, side)
        self.body.question.title_key = title_key
        self.navigator = NavigatorView(look)
        self.footer, self.all_footer = ItemFooter(look), NavigatorFooter(look)
        self.told = Told(look, self)
        self._one_column = False
        self.tools = PageTools(self)
        self._viewer: Viewer | None = None
        self._menu: PageMenu | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._build()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click beside the options moves no ring
        self.setProperty(NO_RING, True)
        plays(self, Role.Grouping)
        look.changed.connect(self.arrange)

    def _build(self) -> None:
        whole = column(self.look)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(whole)
        whole.addWidget(self.header)
        for view in (self.body, self.navigator):
            whole.addWidget(view, 1)
        for foot in (self.footer, self.all_footer):
            whole.addWidget(foot)
        for widget in (self.navigator, self.all_footer):
            widget.hide()

    def _connect(self) -> None:
        self.body.question.area_made.connect(self._join)
        self.body.question.flag_pressed.connect(lambda: self.now().flag())
        for source in (self.body.question.full_wanted, self.body.case.full_wanted):
            source.connect(self.open_full)
        for chosen in (self.body.chosen, self.navigator.chosen):
            chosen.connect(self._go)
        self.body.panel.advance_changed.connect(self.advance_changed)
        self.body.panel.pace_changed.connect(self.pace_changed)
        self.footer.calculator_pressed.connect(self.tools.calculator_button)
        self.footer.listen_pressed.connect(self.tools.listen)
        self.footer.back_pressed.connect(lambda: self.now().back())
        self.footer.next_pressed.connect(lambda: self.now().next())
        self.footer.flag_pressed.connect(lambda: self.now().flag())
        self.footer.all_pressed.connect(lambda: self.show_all(shown=True))
        self.footer.menu_pressed.connect(self.open_menu)
        self.footer.turn_pressed.connect(self.body.switch)
        self.body.turned.connect(lambda: self.footer.show_turn(self.body.turn_key()))
        self.all_footer.back_pressed.connect(lambda: self.show_all(shown=False))
        self.header.help_wanted.connect(self.help_wanted)
        self.header.proctor_wanted.connect(self.proctor_wanted)
        self.header.clock.timer.hide_wanted.connect(lambda: self.now().hide_time())
        self.header.clock.notice.closed.connect(lambda: self.now().dismiss())
        self._timer.timeout.connect(lambda: self.now().time_came())
        self._ahead.timeout.connect(self.draw_ahead)

    def _join(self, area: AnswerArea) -> None:
        """Connect an answer area that was needed for the first time."""
        area.chosen.connect(lambda code: self.now().choose(OptionCode(code)))
        area.sided.connect(self._side)
        area.paired.connect(lambda left, right: self.now().pair(left, right))
        area.ordered.connect(lambda codes: self.now().order(codes))
        area.pointed.connect(lambda x, y: self.now().point(x, y))
        area.typed.connect(lambda choice: self.now().typed(choice))
        area.struck.connect(lambda code: self.now().strike(OptionCode(code)))

    def now(self) -> ItemPresenter:
        """Who drives the page.

        Raises:
            LookupError: Nobody attends to it yet.
        """
        if self._presenter is None:
            raise LookupError("nobody attends to the page")
        return self._presenter

    def attend(self, presenter: ItemPresenter) -> None:
        """Take the presenter that drives the page, and show what it has to show.

        What stands by now stays: the collector of garbage need not look at it again, which in
        the middle of a key would take twice as long as the key.
        """
        self._presenter = presenter
        self.body.question.content.prepare(presenter.questions())
        presenter.again()
        self.body.panel.show_advance(on=presenter.habits.advance, offered=True)
        self._take(presenter.habits)
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()
        gc.collect()
        gc.freeze()

    def follow(self, habits: Habits) -> None:
        """Take what the participant likes from now on."""
        self.now().use(habits)
        self._take(habits)
        if self._question is not None:
            self._offer_advance(self._question)

    def _take(self, habits: Habits) -> None:
        if habits.one_column is not self._one_column:
            self._one_column = habits.one_column
            self.arrange()

    # --- what the presenter asks (station.ui.participant.item.faces.View) ---------------------

    def show_question(self, question: Question) -> None:
        """Bring another item on the screen."""
        self._question = question
        self.told.hide()
        self.body.show_question(question)
        self.header.show_item(self.body.question.title_words(), question.number, question.of)
        self.footer.back.setEnabled(not question.first)
        self.all_footer.show_back(question.number)
        self._offer_advance(question)
        self.tools.show_question(question)
        self._show_hints()
        self._settle_focus()
        self._say_item(question)
        self._ahead.start(PREFETCH_MS)

    def show_standing(self, standing: Standing) -> None:
        """Show how the item stands."""
        self.body.question.show_standing(standing)
        self.footer.show_flag(flagged=standing.flagged)

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        self.body.show_panel(panel)

    def show_overview(self, overview: Overview) -> None:
        """Show how all items stand."""
        self.navigator.show_overview(overview)

    def show_saved(self, saved: Saved) -> None:
        """Show whether the last step is saved."""
        self.header.show_saved(saved)

    def show_time(self, time: Time) -> None:
        """Show what is left."""
        self.header.show_time(time)

    def show_pace(self, pace: Pace | None) -> None:
        """Show how answers keep up with the time; None shows nothing of it."""
        self.body.show_pace(pace)

    def tell(self, key: str, **values: object) -> None:
        """Say something short until the next key or click."""
        self.told.say(key, **values)
        announce(self, self.look.say(key, **values))

    def later(self, ms: int) -> None:
        """Call `time_came` after `ms`."""
        self._timer.start(ms)

    def not_later(self) -> None:
        """Forget the call."""
        self._timer.stop()

    # --- what the page does by itself ---------------------------------------------------------

    def show_all(self, *, shown: bool) -> None:
        """Show all items, or the item again."""
        if shown == self._all_shown:
            return
        self._all_shown = shown
        self.tools.quiet()
        self.now().settle()
        self.now().show_all(shown=shown)
        item: tuple[QWidget, ...] = (self.body, self.footer)
        every: tuple[QWidget, ...] = (self.navigator, self.all_footer)
        for widget in (*item, *every):
            widget.setVisible(shown is (widget in every))
        if shown:
            self.navigator.open()
            self.arrange()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_full(self) -> None:
        """Open the picture, or the case, at full size."""
        if self._viewer is None:
            self._viewer = Viewer(self.look, self, self.pictures)
        picture, case = self.body.question.content.picture(), self.body.case.case()
        if picture is not None and not self.body.in_case():
            self._viewer.show_picture(*picture)
        elif case is not None:
            look, stimulus = self.look, case.stimulus
            self._viewer.show_text(look.pick(stimulus.title), look.pick(stimulus.text))

    def open_menu(self) -> None:
        """Open what the compact page has no room for."""
        if self._menu is None:
            self._menu = PageMenu(self.look, self)
            self._menu.asked.connect(self._obey)
        question = self.body.question
        full = question.content.picture() is not None or self.body.case.case() is not None
        strike = question.area.strikes and question.area.place() >= 0
        self._menu.offer(
            full=full,
            strike=strike and self._strikable(),
            tools=self.tools.offered,
            pace=self.body.pace,
        )

    def _offer_advance(self, question: Question) -> None:
        offered = question.item.kind is Kind.LIKERT
        advance = self._presenter is not None and self._presenter.habits.advance
        self.body.panel.show_advance(on=advance, offered=offered)

    def _strikable(self) -> bool:
        return self._question is not None and self._question.strikable

    def draw_ahead(self) -> None:
        """Draw the pictures of the next item; the page does so by itself while nobody waits."""
        self.tools.prepare()
        question = self.now().upcoming()
        if question is not None:
            self.body.question.content.prefetch(question)
            if question.case is not None:
                self.body.case.prefetch(question.case)

    def arrange(self) -> None:
        """Take the wide or the compact form, as zoom and window allow."""
        width = self.width() * 100 // self.look.zoom_percent
        height = self.height() * 100 // self.look.zoom_percent
        cramped = width < COMPACT_BELOW[0] or height < COMPACT_BELOW[1]
        roomy = self._one_column and not cramped
        compact = cramped or roomy
        narrow = not cramped and width < NARROW_BELOW
        self.header.arrange(compact=compact, narrow=narrow, roomy=roomy)
        self.footer.arrange(compact=compact, tight=width < TIGHT_BELOW, width=width, roomy=roomy)
        self.body.arrange(Form(compact=compact, column=roomy))
        self.navigator.arrange(compact=compact)
        self.all_footer.arrange(compact=compact, width=self.width())
        self._show_hints()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Close what lies over the page: a pause or the end of the time hides all of it."""
        super().hideEvent(event)
        self.tools.quiet()
        for over in (self._viewer, self._menu):
            if over is not None and not over.isHidden():
                over.close_overlay()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.look.colour("page"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.told.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.told.hide()
        asked = command(event)
        if not self._all_shown and self.tools.take_key(event):
            return
        if not (self._take_letter(event) or (asked is not None and self._obey(asked))):
            event.ignore()
        self.body.question.keep_in_sight()

    # --- keys --------------------------------------------------------------------------------

    def _take_letter(self, event: QKeyEvent) -> bool:
        place = letter(event)
        if place is None or self._all_shown or self._question is None:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.body.question.area.letter(place, shift=shift)

    def _obey(self, asked: Command) -> bool:
        """Do what a key asks; return whether it meant something."""
        act = everywhere(self).get(asked)
        if act is None:
            act = (among_all(self) if self._all_shown else at_item(self)).get(asked)
        if act is not None:
            act()
        return act is not None

    # --- inside ------------------------------------------------------------------------------

    def _go(self, item: str) -> None:
        self.now().go(ItemId(item))
        self.show_all(shown=False)

    def _side(self, side: Side, code: str) -> None:
        self.now().choose_side(side, OptionCode(code))

    def _settle_focus(self) -> None:
        """Put the keyboard where the new item begins, unless it is on a bar or the panel."""
        if self._all_shown or self._question is None:
            return
        if self._question.item.kind in ENTRIES:
            self.body.question.area.walk(1)
            return
        now = QApplication.focusWidget()
        if now is None or (now is not self and self.body.question.isAncestorOf(now)):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hints(self) -> None:
        question = self._question
        if question is None:
            return
        area = self.body.question.area
        strikes = area.strikes and self._strikable()
        self.footer.show_hints(hints(question, area.keys(), strikes=strikes))

    def _say_item(self, question: Question) -> None:
        said = self.look.say(self.body.question.title_words(), n=question.number)
        accessible(self, f"{said}: {markup.plain(self.look.pick(question.item.stem))}")

"""What happens on the item page, without a screen: keys and clicks in, facts and faces out.

Everything that counts goes through the desk; the page shows what the desk holds. A step that
the rules refuse changes nothing here: the desk raised, and the page still shows what stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from station.errors import RuleError
from station.exam.form import Item, ItemId, Kind, OptionCode
from station.exam.sitting import Phase, Sitting
from station.ui.participant.item import edits
from station.ui.participant.item.faces import Overview, Question, Standing, View
from station.ui.participant.item.pace import Pace, pace_of
from station.ui.participant.item.places import Places
from station.ui.participant.item.timewatch import TimeWatch
from station.ui.states import CellState, Saved, Saving
from station.usecases.desk import Desk

F = TypeVar("F")
ADVANCE_MS = 250
TYPING_MS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a participant likes it.

    Attributes:
        advance: Statements move on by themselves.
        space_next: Space goes to the next item.
        pace: The page says how answers keep up with the time.
        one_column: Everything of an item stands one under another.
    """

    advance: bool = True
    space_next: bool = False
    pace: bool = False
    one_column: bool = False


USUAL = Habits()


class ItemPresenter:
    """Drives one sitting's item page.

    Args:
        desk: The sitting.
        view: The page.
        at_end: Called when the participant goes on from the last item of a section.
        habits: What the participant likes.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        view: View,
        at_end: Callable[[], None],
        habits: Habits = USUAL,
    ) -> None:
        self.habits = habits
        self._desk, self._view, self._at_end = desk, view, at_end
        self._places: Places | None = None
        self._watch = TimeWatch()
        self._question: Question | None = None
        self._shown: dict[str, object] = {}
        self._stood: tuple[object, ...] | None = None
        self._draft: tuple[ItemId, Any] | None = None
        self._moves_on = False
        self._all_shown = False

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Show how the desk stands: call it when the desk says that it changed."""
        self._show(self._view.show_saved, self._saved())
        sitting = self._desk.ahead
        if sitting.phase is not Phase.WORKING or sitting.item is None or sitting.section is None:
            return
        stands = (sitting, self._desk.failure, self._all_shown)
        if stands == self._stood:
            return
        self._stood = stands
        if self._question is None or self._question.item.id != sitting.item:
            self._question = self._where().question(sitting.item)
            self._shown.pop("show_standing", None)
            self._view.show_question(self._question)
        self._show(self._view.show_standing, self._standing(sitting))
        counted = sitting if self._desk.failure is None else self._desk.saved
        self._show(self._view.show_panel, self._where().panel(counted, sitting.section))
        self._show_pace()
        if self._all_shown:
            self._show(self._view.show_overview, self._overview(counted))

    def refresh_time(self) -> None:
        """Show what is left: call it a few times a second."""
        sitting = self._desk.ahead
        paused = sitting.paused or self._desk.failure is not None
        if sitting.phase is Phase.WORKING and sitting.section is not None:
            left_ms = self._desk.left_ms()
            self._show(
                self._view.show_time, self._watch.look(sitting.section, left_ms, paused=paused)
            )
            self._show_pace()

    def use(self, habits: Habits) -> None:
        """Take what the participant likes from now on."""
        self.habits = habits
        if self._question is not None:
            self._show_pace()

    def questions(self) -> tuple[Question, ...]:
        """Return every item as it will come on the screen."""
        where = self._where()
        return tuple(where.question(item) for item in where.number)

    def upcoming(self) -> Question | None:
        """Return the item that comes next, be it in the next section; None at the end."""
        if self._question is None:
            return None
        where = self._where()
        order, place = tuple(where.number), where.number[self._item().id]
        return where.question(order[place]) if place < len(order) else None

    def show_all(self, *, shown: bool) -> None:
        """Begin or cease to keep the view of all items up to date."""
        self._all_shown = shown
        self._shown.pop("show_overview", None)
        self._stood = None
        self.refresh()

    def again(self) -> None:
        """Show everything anew: the page was away, or is a new one."""
        self._question, self._stood = None, None
        self._shown.clear()
        self.refresh()
        self.refresh_time()

    # --- where one goes ----------------------------------------------------------------------

    def next(self) -> None:
        """Go to the next item, or from the last one to the end of the section."""
        self._step(1)

    def back(self) -> None:
        """Go to the item before; the first one stays."""
        self._step(-1)

    def go(self, item: ItemId) -> None:
        """Go to an item of the open section; others are left alone."""
        self._settle()
        if item in self._section_items():
            self._do(lambda: self._desk.see(item))

    def next_unanswered(self) -> None:
        """Go to the next item without an answer, round the section's end."""
        self._seek(lambda sitting, item: not sitting.is_answered(item), "item.no_unanswered")

    def next_flagged(self) -> None:
        """Go to the next item marked as unsure, round the section's end."""
        self._seek(lambda sitting, item: item in sitting.flags, "item.no_flagged")

    # --- what one does -----------------------------------------------------------------------

    def choose(self, code: OptionCode) -> None:
        """Choose an option; statements move on by themselves a moment later."""
        item, standing = self._item(), self._choice()
        if edits.too_many(item, standing, code):
            self._view.tell("item.enough", n=item.max_choices)
            return
        self._answer(edits.chosen(item, standing, code))
        if item.kind is Kind.LIKERT and self.habits.advance and not self._is_last():
            self._moves_on = True
            self._view.later(ADVANCE_MS)

    def choose_side(self, side: edits.Side, code: OptionCode) -> None:
        """Give a statement to one side of a most/least item."""
        self._answer(edits.sided(self._choice(), side, code))

    def pair(self, left: str, right: str) -> None:
        """Pair a row with a column, or a gap with what fills it."""
        self._answer(edits.paired(self._choice(), left, right))

    def order(self, codes: tuple[str, ...]) -> None:
        """Put the options in this order."""
        self._answer(list(codes))

    def point(self, x: int, y: int) -> None:
        """Point at a place in the picture, in picture pixels."""
        self._answer([x, y])

    def typed(self, choice: str | None) -> None:
        """Take a number or a text while it is being typed; it is answered after a moment."""
        self._draft = (self._item().id, choice)
        self._moves_on = False
        self._view.later(TYPING_MS)

    def flag(self) -> None:
        """Mark the item as unsure, or take the mark back."""
        self._settle()
        item = self._item().id
        on = item not in self._desk.ahead.flags
        self._do(lambda: self._desk.flag(item, on=on))

    def strike(self, code: OptionCode) -> None:
        """Strike an option out, or bring it back; the chosen one stays."""
        self._settle()
        item = self._item()
        if self._question is None or not self._question.strikable or self._choice() == code:
            return
        on = (item.id, code) not in self._desk.ahead.struck
        self._do(lambda: self._desk.strike(item.id, code, on=on))

    def time_came(self) -> None:
        """Do what was put off: move on, or answer with what was typed."""
        moves_on, self._moves_on = self._moves_on, False
        self._keep_draft()
        if moves_on:
            self._step(1)

    def settle(self) -> None:
        """Do now what was put off; call it before the section is left."""
        self._settle()

    def hide_time(self) -> None:
        """Hide the timer, or show it again."""
        self._watch.hide()
        self.refresh_time()

    def dismiss(self) -> bool:
        """Take the notice of time away; return whether one stood."""
        stood = self._watch.dismiss()
        self.refresh_time()
        return stood

    # --- inside ------------------------------------------------------------------------------

    def _show(self, show: Callable[[F], None], face: F) -> None:
        """Call `show` when its face differs from the one before."""
        if self._shown.get(show.__name__) != face:
            self._shown[show.__name__] = face
            show(face)

    def _show_pace(self) -> None:
        """Show how answers keep up with the time, for whoever likes to know."""
        self._show(self._view.show_pace, self._pace() if self.habits.pace else None)

    def _pace(self) -> Pace | None:
        sitting = self._desk.ahead if self._desk.failure is None else self._desk.saved
        if sitting.phase is not Phase.WORKING or sitting.section is None:
            return None
        limit_ms = sitting.limits_ms[sitting.section]
        return pace_of(
            answered=sitting.answered(sitting.section),
            items=len(self._section_items()),
            used_ms=limit_ms - self._desk.left_ms(),
            limit_ms=limit_ms,
        )

    def _where(self) -> Places:
        if self._places is None or self._places.seed != self._desk.ahead.order:
            self._places = Places(self._desk.ahead)
        return self._places

    def _item(self) -> Item:
        if self._question is None:
            raise LookupError("no item is on the screen")
        return self._question.item

    def _choice(self) -> Any:
        return self._desk.ahead.answers.get(self._item().id)

    def _section_items(self) -> tuple[ItemId, ...]:
        section = self._desk.ahead.section
        return () if section is None else self._where().sections[section]

    def _is_last(self) -> bool:
        return self._question is not None and self._question.last

    def _standing(self, sitting: Sitting) -> Standing:
        item = self._item().id
        return Standing(
            choice=sitting.answers.get(item),
            struck=frozenset(code for one, code in sitting.struck if one == item),
            flagged=item in sitting.flags,
        )

    def _saved(self) -> Saved:
        if self._desk.failure is not None:
            return Saved(state=Saving.FAILED, at=self._desk.saved_at)
        if self._desk.pending:
            return Saved(state=Saving.PENDING)
        state = Saving.SAVED if self._desk.saved_at is not None else Saving.NOTHING
        return Saved(state=state, at=self._desk.saved_at)

    def _overview(self, sitting: Sitting) -> Overview:
        where = self._where()
        parts = tuple(where.part(sitting, code) for code in where.sections)
        opens = [cell for part in parts if part.state == "open" for cell in part.cells]
        return Overview(
            parts=parts,
            answered=sum(part.answered for part in parts),
            items=len(where.number),
            unanswered=sum(cell.state is not CellState.ANSWERED for cell in opens),
            flagged=sum(cell.flagged for cell in opens),
            current=where.number[self._item().id],
        )

    def _step(self, step: int) -> None:
        self._settle()
        items = self._section_items()
        if self._question is None or not items:
            return
        place = items.index(self._item().id) + step
        if place >= len(items):
            self._at_end()
        elif place >= 0:
            self._do(lambda: self._desk.see(items[place]))

    def _seek(self, wanted: Callable[[Sitting, ItemId], bool], none: str) -> None:
        self._settle()
        items, sitting = self._section_items(), self._desk.ahead
        here = items.index(self._item().id)
        ahead = (*items[here + 1 :], *items[:here])
        found = next((item for item in ahead if wanted(sitting, item)), None)
        if found is None:
            self._view.tell(none)
        else:
            self._do(lambda: self._desk.see(found))

    def _answer(self, choice: Any) -> None:
        self._settle()
        item = self._item().id
        if choice != self._desk.ahead.answers.get(item):
            self._do(lambda: self._desk.answer(item, choice))

    def _settle(self) -> None:
        """Answer with what was typed, and forget about moving on."""
        self._view.not_later()
        self._moves_on = False
        self._keep_draft()

    def _keep_draft(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None and draft[1] != self._desk.ahead.answers.get(draft[0]):
            self._do(lambda: self._desk.answer(*draft))

    def _do(self, step: Callable[[], None]) -> None:
        """Take a step; when the rules refuse it, the desk looks at the clock and the page stays."""
        try:
            step()
        except RuleError:
            self._desk.tick()
            self.refresh()

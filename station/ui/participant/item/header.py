"""The item page's header: who sits here, saved or not, what is left; or, compact, the item."""

from station.ui.look import Look
from station.ui.participant.item.question import ItemTitle
from station.ui.states import Saved, Time
from station.ui.widgets.bars import Header
from station.ui.widgets.clock import Clockwork


class ItemHeader(Header):
    """Identity at the left, save light and timer at the right; the notice in between."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.clock = Clockwork(look)
        self.item = ItemTitle(look, style="stem_bold")
        self.item.hide()
        self.slot.addWidget(self.item)
        self.slot.addWidget(self.clock, 1)
        self._compact = self._narrow = self._short = False
        self._saved: Saved | None = None
        self._time: Time | None = None
        self._item: tuple[str, int, int] | None = None
        self._free: tuple[str, str] | None = None
        look.changed.connect(self._again)

    def show_item(self, key: str, number: int, of: int) -> None:
        """Show the item's number for the compact form."""
        self._item = (key, number, of)
        if self._compact:
            self.item.show_number(key, number, of)

    def show_saved(self, saved: Saved) -> None:
        """Show whether the last step is saved."""
        self._saved = saved
        self.clock.light.show_saving(saved.state, saved.at, short=self._short)

    def show_time(self, time: Time) -> None:
        """Show what is left, and the notice when one is due."""
        self._time = time
        self.clock.timer.show_time(
            time.left_ms,
            hidden=time.hidden,
            paused=time.paused,
            short=self._short,
            narrow=self._narrow,
        )
        tight = self._short or self._narrow
        self.clock.notice.show_minutes(time.notice, short=tight)
        self.item.show_of(shown=time.notice is None)
        self.identity.setVisible(not self._compact and (time.notice is None or not self._narrow))

    def show_free(self, label: str, words: str) -> None:
        """Show words instead of time: a practice has no limit. Both are keys."""
        self._free = (label, words)
        self.clock.timer.show_free(label, words, short=self._short)

    def arrange(self, *, compact: bool, narrow: bool, roomy: bool = False) -> None:
        """Take the wide, the narrow or the compact form; `roomy` leaves it its full height.

        The notice has no free slot in the two small forms: there it stands in the place of the
        name, or of the number of all items, and still nothing else moves.
        """
        self._compact, self._narrow, self._short = compact, narrow, compact and not roomy
        self.leave_words_out(out=narrow)
        self.measure(height=40 if self._short else 64)
        self.row.measure(pad=(0, 16) if self._short else (0, 17, 0, 24))
        left = 0 if compact else 24
        self.slot.measure(gap=12 if compact else 0, pad=0 if self._short else (0, 22, 0, left))
        for widget in (self.mark, self.identity):
            widget.setVisible(not compact)
        self.show_calls(shown=not self._short)
        self.item.setVisible(compact)
        self._again()

    def _again(self) -> None:
        if self._item is not None:
            self.show_item(*self._item)
        if self._free is not None:
            self.show_free(*self._free)
        if self._saved is not None:
            self.show_saved(self._saved)
        if self._time is not None:
            self.show_time(self._time)
